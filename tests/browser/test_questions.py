"""A reader's questions, each answered in two clicks from the front page, and what is new since the last visit."""

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browsing import SUBPATH

pytestmark = pytest.mark.browser

# A page that is fetched in the background changes the address first and its words after that.
ARRIVED = "to => location.href === to && document.querySelector('[rel=canonical]')?.href.endsWith(location.pathname)"


def follow(page: Any, *names: str) -> str:
    """Click on links that a reader sees, one after another, and read the page that they lead to."""
    for name in names:
        link = page.locator("header, .md-tabs, article, footer").get_by_role("link", name=name, exact=True).first
        link.scroll_into_view_if_needed()
        assert link.is_visible(), name
        to = link.evaluate("link => link.href")
        link.click()
        page.wait_for_function(ARRIVED, arg=to)
    return " ".join(page.locator("main").inner_text().split())


def test_does_a_buoy_lie_elsewhere_and_who_says_so(opened: Any, site: str) -> None:
    page = opened(site)
    told = follow(page, "The lake", "Brede Channel and the island")
    assert page.url == f"{site}front/channel/"
    claim = page.locator(".entry", has_text="Boats of Averra reached the outer buoy of the channel.")
    words = claim.inner_text()
    assert "Averra Works Office" in words
    assert "Averra" in words
    assert re.search(r"refuted\s+one side’s word \(Averra\)", words)
    assert "Day by day" in told


def test_what_did_dolmar_accept(opened: Any, site: str) -> None:
    page = opened(site)
    follow(page, "Talks")
    matrix = page.get_by_role("table", name=re.compile("The ferry plan"))
    column = matrix.locator("thead th").all_inner_texts().index("Dolmar")
    point = matrix.locator("tbody tr", has_text="Crossings at night").locator("th, td").nth(column)
    assert point.inner_text().startswith("Accepts with conditions")
    assert "by its own account" in point.inner_text(), "in whose words"
    told = follow(page, "The ferry plan")
    assert page.url == f"{site}plans/ferry-plan/"
    assert "Dolmar accepts crossings at night if its pilots steer the boats." in told
    assert "no statement read" in told, "where nothing was read, it says so"


def test_how_often_was_this_source_right(opened: Any, site: str) -> None:
    page = opened(site)
    told = follow(page, "Who is read", "Harbour Gazette")
    assert page.url == f"{site}sources/harbour-gazette/"
    assert re.search(r"1 forecast\. Of these, 1 had a date of its own and has been resolved; 0 came true", told)
    told = follow(page, "Who is read", "Averra Works Office")
    assert re.search(r"Claims so far \d+ claims, as they stand today\. .*retracted 1", told), told


def test_what_did_this_site_get_wrong(opened: Any, site: str) -> None:
    page = opened(site)
    told = follow(page, "Claims", "Corrections")
    assert page.url == f"{site}corrections/"
    assert "What this site got wrong, or has added since. The wrong words stay legible." in told
    assert page.locator("del", has_text="13 boats").is_visible()
    page.locator('a[href*="#boats-stopped"]').first.click()
    expect(page).to_have_url(re.compile(f"^{site}2032/01/02/"))


def test_which_claims_fell(opened: Any, site: str) -> None:
    told = follow(opened(site), "Claims")
    for status in ("Confirmed", "Corroborated", "Contested", "Unverified", "Refuted", "Retracted"):
        assert status in told


def visited(page: Any, day: str) -> Any:
    """Come again, having seen the site last when `day` was its newest."""
    page.evaluate(
        "([key, day]) => { sessionStorage.clear(); localStorage.setItem(key, day) }", ["daybrief.seen /", day]
    )
    page.reload()
    return page.locator("#since")


def test_a_first_visit_tells_nothing_of_a_last_one(opened: Any, site: str) -> None:
    assert opened(site).locator("#since").is_hidden()


def test_what_is_new_since_the_last_visit(opened: Any, site: str) -> None:
    page = opened(site)
    since = visited(page, "2031-12-30")
    assert since.get_by_role("heading", name="Since your last visit").is_visible()
    days = [day.get_attribute("data-day") for day in since.locator("[data-day]:visible").all()]
    assert days == ["2032-01-05", "2032-01-02"]
    assert "40 new" in since.inner_text()
    since.get_by_role("link").first.click()
    expect(page).to_have_url(f"{site}2032/01/05/")
    page.go_back()
    expect(since, "for the length of a session it stays as it was").to_be_visible()


def test_a_reader_who_saw_the_newest_day_is_told_nothing(opened: Any, site: str) -> None:
    assert visited(opened(site), "2032-01-05").is_hidden()


def test_a_reader_who_was_away_for_long_sees_the_days_that_there_are(opened: Any, site: str) -> None:
    since = visited(opened(site), "2020-01-01")
    assert since.locator("[data-day]:visible").count() == 3


@pytest.mark.parametrize("get", ["throw new DOMException('no', 'SecurityError')", "return null"])
def test_where_nothing_may_be_kept_nothing_is_shown(chromium: Any, site: str, get: str) -> None:
    """Material's own scripts fail there, and the page is to be read all the same."""
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get() {{ {get} }} }})")
        page.goto(site)
        assert page.evaluate("(() => { try { return localStorage === null } catch { return true } })()"), "it is broken"
        assert page.locator("#since").is_hidden()
        assert page.locator("h1").is_visible()


def test_below_another_path_is_another_visit(opened: Any, site: str) -> None:
    """Two sites of one host do not mix what a reader has seen of them."""
    page = opened(site)
    visited(page, "2031-12-30")
    page.goto(site + SUBPATH.lstrip("/"))
    assert page.locator("#since").is_hidden()
