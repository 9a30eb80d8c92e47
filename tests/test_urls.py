"""Addresses lead where they say, from any page to any other."""

import datetime as dt
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from daybrief import urls
from tests.cases import CORPUS, DAY, lay, problems
from tests.projects import ROOT

NAMES = st.from_regex(r"[a-z0-9]{1,6}(-[a-z0-9]{1,6})?", fullmatch=True)
PAGES = st.lists(NAMES, max_size=3).map(lambda parts: "".join(f"{part}/" for part in parts))
TARGETS = st.builds(str.__add__, PAGES, st.sampled_from(["", "#a", "feed.xml", "a/b.yml", "a.xml#b"]))


@given(TARGETS, PAGES, st.sampled_from(["https://a.b/", "https://a.b/c/d/"]))
def test_a_relative_address_leads_to_its_target(to: str, page: str, site: str) -> None:
    way = urls.relative(to, page)
    assert urljoin(site + page, way) == site + to
    assert not way.startswith("/")
    assert way


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), NAMES)
def test_a_day_has_one_address(date: dt.date, name: str) -> None:
    year, month, day = date.isoformat().split("-")
    assert urls.day(date) == f"{year}/{month}/{day}/"
    assert urls.part(date, name) == f"{year}/{month}/{day}/#{name}"
    assert urls.day_file(date) == f"{year}/{date.isoformat()}.yml"
    assert urls.month(date.year, date.month) + f"{day}/" == urls.day(date)
    assert urls.month(date.year, date.month).startswith(urls.year(date.year))
    assert urls.file(urls.day(date)) == f"{year}/{month}/{day}/index.md"


@pytest.mark.parametrize(
    "name",
    [
        "about.md",
        "about/index.md",
        "about/README.md",
        "about.markdown",
        "a.b/c.d.mkd",
        "index.md",
        "README.md",
        "x/a.html.md",
    ],
)
def test_a_handwritten_page_stands_where_mkdocs_puts_it(name: str) -> None:
    assert urls.handwritten(name) == File(name, "", "", True).dest_uri.removesuffix("index.html")


def test_every_id_of_a_template_is_one_that_no_claim_may_have() -> None:
    """On other pages than a day's, a claim's id stands behind its date."""
    pages = [path for path in ROOT.glob("templates/pages/*.html") if path.stem not in ("day", "layout")]
    others = [*pages, ROOT / "templates/parts/ledger.html"]  # which days do without
    files = [path for path in ROOT.glob("templates/**/*.html") if path not in others]
    named = {name for path in files for name in re.findall(r'\bid="([^"{]+)', path.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert {name for name in named if name not in urls.SECTION_ANCHORS and not name.startswith(urls.RESERVED)} == set()


@pytest.mark.parametrize(
    "name",
    [
        *("content", "top", "takeaways", "changes", "diplomacy", "front", "board", "map", "assessments"),
        *("resolutions", "sourcing", "articles", "corrections", "grades", "since", "day", "sector-x", "db-x"),
    ],
)
def test_no_claim_has_the_address_of_a_part_of_the_page(tmp_path: Path, name: str) -> None:
    docs = lay(tmp_path / "docs", CORPUS / "invalid/reserved-ids.yml")
    text = (docs / DAY).read_text(encoding="utf-8")
    (docs / DAY).write_text(text.replace("sector-ford", "one").replace("id: front", f"id: {name}"), encoding="utf-8")
    assert [(one.line, one.code) for one in problems(docs)] == [(31, "reserved-id")]


@pytest.mark.parametrize(
    ("address", "generated"),
    [
        *((address, True) for address in ("", "archive/", "claims/2032/", "forecasts/", "corrections/", "front/a/")),
        *(
            (f"{name}/x/", True)
            for name in ("sources", "actors", "places", "diplomacy", "parties", "plans", "measures")
        ),
        *((address, True) for address in ("2032/", "2032/01/", "2032/01/02/")),
        *((address, False) for address in ("method/", "archived/", "more/archive/", "2032/01/02/03/", "2032/1/")),
        *((address, False) for address in ("203/", "20320/", "2032", "2032/01", "a2032/")),
    ],
)
def test_what_may_be_a_page_of_ours_is_told_by_its_address(address: str, generated: bool) -> None:
    assert urls.is_generated(address) is generated


@pytest.mark.parametrize(
    ("made", "address"),
    [
        (urls.month(987, 1), "0987/01/"),
        (urls.year(987), "0987/"),
        (urls.position("tolls", "averra"), "tolls-averra"),
        (urls.position("", "averra"), "plan-averra"),
        (urls.page_file("2032/01/02/"), "2032/01/02/index.html"),
        (urls.page_file(""), "index.html"),
        (urls.file(""), "index.md"),
        *((urls.entry(name, "a"), f"{name}/a/") for name in ("sources", "actors", "places", "parties", "plans")),
        (urls.entry("measures", "a"), "measures/a/"),
        (urls.entry("sectors", "a"), "front/a/"),
        (urls.entry("tracks", "a"), "diplomacy/a/"),
    ],
)
def test_an_address_is_the_same_for_ever(made: str, address: str) -> None:
    assert made == address


@pytest.mark.parametrize(
    ("to", "page", "way"),
    [
        *(("a/", "b/c/", "../../a/"), ("", "a/", "../"), ("", "", "./"), ("a/", "", "a/")),
        *(
            ("a/#x", "a/", "#x"),
            ("a/", "a/", "../a/"),
            ("#x", "", "#x"),
            ("#x", "a/", "../#x"),
            ("a/#x#y", "b/", "../a/#x#y"),
        ),
    ],
)
def test_a_relative_address_leads_through_the_root(to: str, page: str, way: str) -> None:
    assert urls.relative(to, page) == way
