"""Every kind of page of the first site in a browser: there is more on them than on those of the second subject."""

import gzip
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from bench.reader import Reader, served
from tests.browser.test_pages import assert_accessible_and_fits
from tests.cases import slow_but

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "day": "2025/12/03/",
    "month": "2025/12/",
    "year": "2025/",
    "archive": "archive/",
    "sources": "sources/",
    "source": "sources/southfront/",
    "actors": "actors/",
    "actor": "actors/ushakov/",
    "parties": "parties/",
    "party": "parties/russia/",
    "places": "places/",
    "place": "places/siversk/",
    "sectors": "front/",
    "sector": "front/siversk/",
    "tracks": "diplomacy/",
    "track": "diplomacy/us-russia/",
    "plans": "plans/",
    "plan": "plans/us-plan/",
    "claims": "claims/",
    "claims of a year": "claims/2025/",
    "forecasts": "forecasts/",
    "measures": "measures/",
    "measure": "measures/attacks/",
    "corrections": "corrections/",
    "method": "method/",
    "about": "about/",
    "missing": "no/such/page/",
}


@pytest.mark.parametrize("kind", slow_but(["home"], PAGES))
def test_a_page_is_accessible_and_fits(opened: Any, site: str, kind: str) -> None:
    assert_accessible_and_fits(opened(site + PAGES[kind], status=404 if kind == "missing" else 200))


@pytest.mark.parametrize("kind", slow_but(["day"], ["day", "sources", "method"]))
def test_a_page_reads_without_scripts(opened: Any, site: str, kind: str) -> None:
    page = opened(site + PAGES[kind], java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    assert len(page.locator("main").inner_text()) > 1000


def test_a_first_visit_of_any_day_weighs_at_most_100_kb(news: Path, chromium: Browser) -> None:
    days = news.glob("2*/*/[0-3]*/index.html")
    heaviest = max(days, key=lambda day: len(gzip.compress(day.read_bytes())))
    with served(news) as address:
        assert Reader(chromium, address).weight(f"{heaviest.parent.relative_to(news)}/").total <= 100
