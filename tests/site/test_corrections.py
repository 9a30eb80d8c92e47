"""The corrections of the seven days: read in words, wherever they are shown."""

import re
from collections.abc import Iterator

import yaml

from daybrief.model.registry import KINDS
from tests.projects import ROOT
from tests.reading import Built, indexed

DAYS = sorted((ROOT / "briefings/2025").glob("*.yml"))
REGISTRIES = [ROOT / f"briefings/registry/{kind}.yml" for kind in KINDS]


def ids() -> set[str]:
    """Every id that a correction could name: of registries, points of plans, articles, events and statements.

    An id that is the entry's name, too, is no word that a reader could not read.
    """
    entries = [item for file in REGISTRIES for item in yaml.safe_load(file.read_text("utf-8")).items()]
    found = {key for key, entry in entries if entry["name"] != key}
    return found | {name for file in DAYS for name in named(yaml.safe_load(file.read_text("utf-8")))}


def named(value: object) -> Iterator[str]:
    """The ids in a part of a day."""
    if isinstance(value, list):
        for one in value:
            yield from named(one)
    elif isinstance(value, dict):
        yield from [str(value["id"])] if "id" in value else []
        yield from value.get("articles", {}) if isinstance(value.get("articles"), dict) else []
        for one in value.values():
            yield from named(one)


def sections(built: Built) -> dict[str, str]:
    """The HTML of what tells corrections, by page: all of a year, the newest, and each day."""
    pages = ["corrections/2025/", "corrections/", *(f"{file.stem.replace('-', '/')}/" for file in DAYS)]
    texts = {page: (built.site / page / "index.html").read_text("utf-8") for page in pages}
    return {page: text.partition("<h1")[2].partition("</article>")[0] for page, text in texts.items()}


def test_no_correction_shows_an_id_to_a_reader(built: Built) -> None:
    every = ids()
    assert {"florida-start", "us-plan", "ua-gs", "babel", "russia"} <= every
    joined = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(one for one in every if '-' in one))})(?![\w-])")
    shown = sections(built)
    assert all("<ins>" in html for html in shown.values())
    for page, html in shown.items():
        told = re.sub(r"<[^>]*>", "", html)
        assert joined.findall(told) == [], page
        values = re.findall(r"<(?:del|ins)>(.*?)</(?:del|ins)>", html)
        items = {item for value in values for item in re.sub(r"<[^>]*>", "", value).split(", ")}
        assert items & every == set(), page
        assert [value for value in values if re.search(r"(?:party|plan|point|is): |\d\.\.", value)] == [], page


def test_no_id_is_found_by_the_search(built: Built) -> None:
    for address, fragment in indexed(built.site).items():
        assert not re.search(r"\b(?:florida-start|vovchansk-control|us-plan)\b", str(fragment["content"])), address
