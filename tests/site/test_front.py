"""The front of the first site in a browser: cards on a phone and on paper, a board where there is room."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browsing import sideways

pytestmark = pytest.mark.browser

UNFOLD = """() => document.querySelectorAll(".front details").forEach((older) => {
    older.open = true;
    older.querySelector("summary").style.display = "none";
})"""
SEEN = """(part) => [...document.querySelectorAll(part)].filter((one) => {
    return one.checkVisibility({ contentVisibilityAuto: true }) && getComputedStyle(one).clipPath === "none";
}).length"""


def lines(page: Page) -> int:
    return page.locator(".line-words").count()


def test_on_a_phone_it_is_short_and_says_something_at_once(opened: Any, site: str) -> None:
    page = opened(f"{site}front/", width=390, height=844)
    assert page.evaluate("document.documentElement.scrollHeight") <= 2500
    first = page.locator(".line-words").first.bounding_box()
    assert first
    assert first["y"] + first["height"] <= 844
    assert page.locator(".line-words").first.inner_text().replace("\n", " ").endswith("unverified")
    assert page.evaluate(SEEN, ".line-sign") == 0
    assert page.locator(".map-place").count() >= 10
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0


def test_older_days_unfold(opened: Any, site: str) -> None:
    page = opened(f"{site}front/", width=390, height=844)
    pokrovsk = page.locator(".sector", has=page.get_by_role("heading", name="Pokrovsk"))
    older = pokrovsk.get_by_role("link", name="Held by").first
    assert not older.is_visible()
    pokrovsk.locator("summary").click()
    assert older.is_visible()


def test_a_map_leads_to_the_map_of_a_sector(opened: Any, site: str) -> None:
    page = opened(f"{site}front/", width=390, height=844)
    page.get_by_role("link", name=re.compile(r"^Siversk: ")).locator("text").click()
    page.wait_for_url("**/front/siversk/#map")
    assert page.locator("#map").is_visible()


def test_where_there_is_room_it_is_a_board_of_signs_that_say_their_words(opened: Any, site: str) -> None:
    page = opened(f"{site}front/", width=1280)
    assert page.evaluate(SEEN, ".line-sign") == lines(page) > 30
    assert page.evaluate(SEEN, ".line-words") == 0
    columns = {page.locator(f".front ul.on-{n}").first.bounding_box()["x"] for n in (1, 3, 4, 5)}
    heads = {page.locator(f".front-days .on-{n}").bounding_box()["x"] for n in (1, 3, 4, 5)}
    assert columns == heads
    words = page.locator(".line-words").nth(10)
    words.get_by_role("link").first.focus()
    assert page.evaluate(SEEN, ".line-words") == 1
    page.locator(".line-sign").nth(2).hover()
    assert page.evaluate(SEEN, ".line-words") == 2
    assert sideways(page) <= 0
    assert page.locator("h3 a").count() == 3, "days without a report are one line"


def test_who_listens_hears_each_thing_once_in_either_form(opened: Any, site: str) -> None:
    heard = []
    for width in (390, 1280):
        page = opened(f"{site}front/", width=width)
        page.evaluate(UNFOLD)
        attacks = page.locator(".line-words a", has_text=re.compile("^Attack$")).count()
        heard.append(page.locator(".front").aria_snapshot())
        assert heard[-1].count('link "Attack"') == attacks
        assert heard[-1].count('heading "Pokrovsk"') == 1
    said = [re.findall(r"link \"([^\"]+)\"", one[one.index("heading") :]) for one in heard]
    assert said[0] == said[1]


def test_paper_loses_nothing(opened: Any, site: str) -> None:
    page = opened(f"{site}front/", width=700)
    page.evaluate(UNFOLD)
    everything, on_screen = lines(page), page.locator(".front").inner_text().split()
    assert page.evaluate(SEEN, ".line-words") == everything
    page = opened(f"{site}front/", width=1280)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 990})  # A4 within its margins
    assert page.locator(".front").inner_text().split() == on_screen
    assert page.evaluate(SEEN, ".line-words") == everything
    assert page.evaluate(SEEN, ".sector > h4") == 15
    assert sideways(page) <= 0


def test_the_legend_shows_the_signs_that_stand_on_the_map_and_no_name_is_a_number(opened: Any, site: str) -> None:
    page = opened(f"{site}front/", width=390, height=844)
    signs = "signs => signs.map(sign => sign.getAttribute('class') + sign.innerHTML)"
    shown, told = (page.locator(f"{part} .sign").evaluate_all(signs) for part in (".map-place", ".map-key"))
    assert {*told} == {*shown}
    assert len(told) == len({*told})
    assert not [name for name in page.locator(".map-place text").all_text_contents() if name.isdecimal()]


def test_the_key_stands_above_the_heads_of_the_board(opened: Any, site: str) -> None:
    page = opened(f"{site}front/", width=1280)
    key, heads = (page.locator(part).bounding_box() for part in (".front-key", ".front-days"))
    assert key["y"] + key["height"] <= heads["y"]
