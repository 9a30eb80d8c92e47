"""Settings that people who know Material try first: each works, or the build tells. The cases are settings.yml."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.reading import broken, files, pages
from tests.setting_sites import ADDRESS, ALONE, CASES, PLAIN, SHARED, TOGETHER, in_it

Sites = Callable[[str], Path]
OURS_AND_THEIRS = ("2031/05/04/index.html", "about/index.html")


def has(site: Path, case: Any) -> list[bool]:
    """Whether pages of a site have what a case wants there."""
    wanted = case if isinstance(case, dict) else dict.fromkeys(OURS_AND_THEIRS, case)
    return [
        (site / name).exists() and LexborHTMLParser((site / name).read_bytes()).css_first(one) is not None
        for name, one in wanted.items()
    ]


def told(said: str) -> list[str]:
    """What a build says, without the lines of files that it shows."""
    return [line.removeprefix("      = ") for line in said.splitlines() if line and not re.match(r" *\d* \| ", line)]


@pytest.mark.parametrize("name", TOGETHER)
def test_a_setting_brings_what_nothing_else_brings(setting_site: Sites, name: str) -> None:
    sites = [PLAIN, *SHARED]
    found = {site: has(setting_site(site) / "site", CASES[name]["has"]) for site in sites}
    assert {site: {*one} for site, one in found.items()} == {site: {name in in_it(site)} for site in sites}


@pytest.mark.parametrize("site", [PLAIN, *SHARED])
def test_a_site_of_many_settings_is_whole(setting_site: Sites, site: str) -> None:
    root = setting_site(site)
    assert [one for one in told((root / "said").read_text()) if not one.startswith("Everything is built anew")] == ["0"]
    assert broken(root / "site", ADDRESS, pages(root / "site")) == []


@pytest.mark.slow  # a site for each
@pytest.mark.parametrize("name", ALONE)
def test_a_setting_works_or_is_told(setting_site: Sites, name: str) -> None:
    case, root, plain = CASES[name], setting_site(name), setting_site(PLAIN) / "site"
    said, like = told((root / "said").read_text()), [*case.get("told", ()), str(case.get("fails", 0))]
    assert len(said) == len(like), said
    assert [f"{one[: len(two) - 1]}…" if two[-1] == "…" else one for one, two in zip(said, like, strict=True)] == like
    assert (root / "site").exists() == ("fails" not in case)
    if "fails" in case:
        return
    address = case.get("config", {}).get("site_url", ADDRESS) or "https://anywhere.example/"
    assert broken(root / "site", address, pages(root / "site")) == []
    wanted, unwanted = case.get("has", {}), case.get("lacks", {})
    assert all([*has(root / "site", wanted), *has(plain, unwanted)])
    assert not any([*has(root / "site", unwanted), *has(plain, wanted)])
    assert case.get("same") is not True or files(root / "site") == files(plain)
    for file, text in case.get("published", {}).items():
        assert (root / "site" / file).read_text() == text
