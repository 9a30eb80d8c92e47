"""A reader's questions, each answered in two clicks from the front page, and what is new since the last visit."""

import re
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def follow(page: Any, *names: str) -> str:
    """Click on links that a reader sees, one after another, and read the page that they lead to."""
    for name in names:
        link = page.locator("main, header, footer").get_by_role("link", name=name, exact=True).first
        link.scroll_into_view_if_needed()
        assert link.is_visible(), name
        link.click()
        page.wait_for_load_state()
    return " ".join(page.locator("main").inner_text().split())


def test_is_siversk_surrounded_and_who_says_so(opened: Any, site: str) -> None:
    page = opened(site)
    told = follow(page, "The front", "Siversk")
    assert page.url == f"{site}front/siversk/"
    claim = page.locator(".entry", has_text="The Russian army has all but encircled Siversk.")
    words = claim.inner_text()
    assert "Timofey Yermakov" in words
    assert "Russia" in words
    assert re.search(r"unverified\s+word of Russia alone", words)
    assert "RTVI" in words
    assert "Day by day" in told


def test_what_did_moscow_refuse(opened: Any, site: str) -> None:
    page = opened(site)
    follow(page, "Diplomacy")
    matrix = page.get_by_role("table", name=re.compile("US peace plan"))
    column = matrix.locator("thead th").all_inner_texts().index("Russia")
    whole = matrix.locator("tbody tr", has_text="The whole plan").locator("th, td").nth(column)
    assert whole.inner_text().startswith("Objects")
    assert "said of it by SouthFront" in whole.inner_text(), "in whose words"
    told = follow(page, "US peace plan")
    assert page.url == f"{site}plans/us-plan/"
    assert "Moscow objects to a number of points in the peace agreement, and has listed them." in told
    assert "nothing read" in told, "where nothing was read, it says so"


def test_how_often_was_this_source_right(opened: Any, site: str) -> None:
    page = opened(site)
    told = follow(page, "Sources", "SouthFront")
    assert page.url == f"{site}sources/southfront/"
    assert re.search(r"Record How its 7 claims stand today\. .*unverified 7", told)
    assert re.search(r"5 forecasts, 0 resolved, 0 of them came true; too few for a score: 0 with a chance", told)


def test_what_did_this_site_get_wrong(opened: Any, site: str, lake_site: str) -> None:
    page = opened(site)
    told = follow(page, "Claims", "Corrections")
    assert page.url == f"{site}corrections/"
    assert "What this site got wrong. The wrong words stay legible." in told
    page = opened(f"{lake_site}corrections/")
    assert page.locator("del", has_text="13 boats").is_visible()
    page.locator('a[href*="#boats-stopped"]').first.click()
    assert page.url.startswith(f"{lake_site}2032/01/02/")


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
    since = visited(page, "2025-12-03")
    assert since.get_by_role("heading", name="Since your last visit").is_visible()
    days = [day.get_attribute("data-day") for day in since.locator("[data-day]:visible").all()]
    assert days == ["2025-12-06", "2025-12-05", "2025-12-04"]
    assert "new matters" in since.inner_text()
    since.get_by_role("link").first.click()
    assert page.url == f"{site}2025/12/06/"
    page.go_back()
    assert since.is_visible(), "for the length of a session it stays as it was"


def test_a_reader_who_saw_the_newest_day_is_told_nothing(opened: Any, site: str) -> None:
    assert visited(opened(site), "2025-12-06").is_hidden()


def test_a_reader_who_was_away_for_long_sees_the_days_that_there_are(opened: Any, site: str) -> None:
    since = visited(opened(site), "2020-01-01")
    assert since.locator("[data-day]:visible").count() == 7


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
    visited(page, "2025-12-03")
    page.goto(f"{site}some/where/")
    assert page.locator("#since").is_hidden()
