"""On a phone, entries out of sight are not laid out before they are needed, and no place in a page is missed for it."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.cases import slow_but

pytestmark = pytest.mark.browser

DAY = "2032/01/05/"
WAITING = """() => [...document.querySelectorAll("section > .matter .entry-body")]
    .filter((body) => !body.checkVisibility({ contentVisibilityAuto: true })).length"""
AT_TOP = """() => [...document.querySelectorAll(".entry")].find((entry) => entry.getBoundingClientRect().top > 60).id"""


def top_of(page: Page, entry: str) -> float:
    """How far below the window's top an entry stands, once it is in sight and the page is at rest."""
    expect(page.locator(f"#{entry}")).to_be_in_viewport()
    page.wait_for_timeout(400)
    top: float = page.locator(f"#{entry}").evaluate("(entry) => entry.getBoundingClientRect().top")
    return top


def test_entries_wait_until_they_are_near(opened: Any, site: str) -> None:
    page = opened(site + DAY, width=390, height=844)
    assert page.evaluate(WAITING) > 10
    body = page.locator(".matter .entry-body").last
    body.scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert body.evaluate("(body) => body.checkVisibility({ contentVisibilityAuto: true })")


@pytest.mark.parametrize("address", ["plans/ferry-plan/", "claims/", "2032/01/02/"])
def test_a_table_is_read_without_scrolling_sideways(opened: Any, site: str, address: str) -> None:
    """Its rows are stacked, and what is of a column whose head is out of sight says of which."""
    page = opened(site + address, width=390, height=844)
    tables = page.locator("table.board")
    assert tables.count() > 0
    for table in tables.all():
        assert table.evaluate("table => table.parentElement.scrollWidth - table.parentElement.clientWidth") <= 0
    labels = page.locator("[data-of]").evaluate_all(
        "cells => cells.map(cell => getComputedStyle(cell, '::before').content)"
    )
    assert all(label.strip('" ') for label in labels)


def test_the_way_here_ends_with_the_page_itself(opened: Any, site: str) -> None:
    for address, name in (
        ("sources/averra-works/", "Averra Works Office"),
        (DAY, "Monday, January 5, 2032"),
        ("claims/", "Claims"),
    ):
        page = opened(site + address, width=1280)
        last = page.locator(".md-path [aria-current=page]")
        expect(last).to_have_count(1)
        expect(last).to_contain_text(name)
        assert page.locator(".md-path li").last.evaluate(
            "li => li.matches('[aria-current]') || !!li.querySelector('[aria-current]')"
        )


def test_the_way_on_is_not_cut_off(opened: Any, site: str) -> None:
    page = opened(f"{site}2032/01/02/", width=320, height=700)
    for link in page.locator(".md-footer__link").all():
        title = link.locator(".md-ellipsis")
        assert title.evaluate("title => title.scrollWidth <= title.clientWidth + 1")
        box = title.bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320


def test_a_wide_window_shows_numbers_beside_entries(opened: Any, site: str) -> None:
    assert opened(site + DAY, width=1440).evaluate(WAITING) == 0


def test_a_link_to_an_entry_leads_there(opened: Any, site: str) -> None:
    page = opened(site + DAY, width=390, height=844)
    last = page.locator(".matter .entry").last.get_attribute("id")
    page.goto(f"{site}{DAY}#{last}")
    assert 40 < top_of(page, last) < 780
    far = opened(f"{site}{DAY}#{last}", width=390, height=844)
    assert far.evaluate(WAITING) == 0
    assert 40 < top_of(far, last) < 780


@pytest.mark.parametrize("how", slow_but(["back"], ["back", "reload"]))
def test_a_reader_who_comes_back_finds_the_place_again(opened: Any, site: str, how: str) -> None:
    page = opened(site + DAY, width=390, height=844)
    # Not every browser keeps a place while what is above it grows.
    page.add_init_script("""addEventListener("DOMContentLoaded", () => {
        document.documentElement.style.overflowAnchor = "none";
    })""")
    page.reload()
    page.evaluate("() => delete document.body.dataset.back")
    page.mouse.move(200, 400)
    for _ in range(16):
        page.mouse.wheel(0, 400)
        page.wait_for_timeout(60)
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") > 5000
    place = page.evaluate(AT_TOP)
    before = top_of(page, place)
    if how == "back":
        page.locator(f"#{place} .who a").first.click()
        page.wait_for_url(lambda url: DAY not in url)
        page.go_back()
    else:
        page.reload()
    page.wait_for_url(lambda url: DAY in url)
    assert abs(top_of(page, place) - before) < 3
