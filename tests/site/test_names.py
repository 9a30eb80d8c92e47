"""The program knows no country, party or place: none of those that the first site is about."""

import re

import pytest
import yaml

from daybrief.output.maps import load
from tests.projects import ROOT
from tests.second_subject.test_second_subject import PROGRAM, spoken


def names() -> set[str]:
    """Every name in the first subject's registries."""
    found = set()
    for kind in ("parties", "sources", "actors", "places", "tracks", "plans"):
        text = (ROOT / f"briefings/registry/{kind}.yml").read_text(encoding="utf-8")
        for entry in yaml.safe_load(text).values():
            found.add(entry["name"])
            names = entry.get("names") or {}
            found |= set((names.get("preferred") or names).values()) if isinstance(names, dict) else set()
    return {name for name in found if isinstance(name, str) and len(name) > 3}


@pytest.mark.parametrize("folder", ["generator", "templates"])
def test_the_program_knows_no_country_party_or_place(folder: str) -> None:
    assert {"Siversk", "Russia", "Сіверськ"} <= names()
    known = re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, sorted(names()))) + r")(?!\w)")
    told = {file: spoken(file) for file in PROGRAM if file.is_relative_to(ROOT / folder)}
    assert len(told) > 10
    assert {str(f): found[0] for f, words in told.items() if (found := known.search(words))} == {}


@pytest.mark.slow
def test_the_program_knows_no_place_of_the_map() -> None:
    program = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("generator/**/*.py")))
    base = load(ROOT / "maps/base.json")
    known = {name for name, *_ in (*base.towns, *base.rivers)} | {"Ukraine", "Russia", "Crimea"}
    assert {name for name in known if re.search(rf"\b{re.escape(name)}\b", program)} == set()
