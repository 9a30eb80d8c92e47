"""Every kind of page and the feed, to the letter. After a change that is meant: make test ARGS=--update-golden"""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.projects import ROOT

PAGES = {
    "actor": "actors/pilots/",
    "actors": "actors/",
    "ahead": "ahead/",
    "archive": "archive/",
    "chronicle": "claims/2032/",
    "claims": "claims/",
    "control": "front/control/",
    "corrections": "corrections/",
    "coverage": "coverage/",
    "day": "2032/01/02/",
    "disputes": "disputes/",
    "first-day": "2031/12/30/",
    "forecasts": "forecasts/",
    "front-page": "",
    "measure": "measures/crossings/",
    "measures": "measures/",
    "month": "2032/01/",
    "moved": "measures/boats-over/",
    "parties": "parties/",
    "party": "parties/averra/",
    "place": "places/hask/",
    "places": "places/",
    "plan": "plans/ferry-plan/",
    "plans": "plans/",
    "sector": "front/channel/",
    "sectors": "front/",
    "source": "sources/averra-works/",
    "sources": "sources/",
    "story": "front/channel/story/",
    "subscribe": "subscribe/",
    "track": "diplomacy/ferry-talks/",
    "tracks": "diplomacy/",
    "year": "2032/",
}
"""A page of each kind, by the name of its template; and two more of days."""


@pytest.mark.parametrize("name", PAGES)
def test_the_body_of_a_page(lake: Path, golden: Callable[[str, str], None], name: str) -> None:
    html = (lake / PAGES[name] / "index.html").read_text(encoding="utf-8")
    body = html.partition('<div class="db brief')[2].partition("</article>")[0]
    golden(f"{name}.html", body.strip() + "\n")


def test_every_kind_of_page_is_here() -> None:
    """All but the frame of all pages, and what only a broken preview shows (tests/browser/test_serve.py)."""
    kinds = {template.stem for template in (ROOT / "templates/pages").glob("*.html")}
    # No subject has so many events or figures that they fill a page of their own, and this one no day without a voice
    # of a side; tests/views/ has.
    assert kinds - {"layout", "problems", "events", "values", "silent"} == PAGES.keys() - {"first-day", "front-page"}


def test_the_feed(lake: Path, golden: Callable[[str, str], None]) -> None:
    golden("feed.xml", (lake / "feed.xml").read_text(encoding="utf-8").replace("><", ">\n<") + "\n")


def test_no_two_phrases_run_together(lake: Path) -> None:
    """A template's line end is not printed after a tag, so that a space has to be said."""
    assert [page for page in lake.rglob("*.html") if '</span><span class="side' in page.read_text("utf-8")] == []
