"""Addresses lead where they say, from any page to any other."""

import datetime as dt
import re
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mkdocs.structure.files import File

from daybrief import urls
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
    files = [path for path in ROOT.glob("templates/**/*") if path.suffix in (".html", ".svg")]
    named = {name for path in files for name in re.findall(r'\bid="([^"{]+)', path.read_text(encoding="utf-8"))}
    assert len(named) > 10
    assert {name for name in named if name not in urls.SECTION_ANCHORS and not name.startswith(urls.RESERVED)} == set()
