"""Every kind of page: accessible in both schemes, at any width, at any size of text, on paper and without scripts."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import SUBPATH, sideways
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
    "places": "places/",
    "place": "places/siversk/",
    "sectors": "front/",
    "sector": "front/siversk/",
    "tracks": "diplomacy/",
    "track": "diplomacy/us-russia/",
    "method": "method/",
    "about": "about/",
    "missing": "no/such/page/",
}


COLOURS_AND_SIZES = {"runOnly": ["color-contrast", "link-in-text-block", "target-size"]}
"""What another scheme or width can change: the rest of the rules is about the page, which stays."""


def violations(page: Page, within: str | None = None, options: dict[str, Any] | None = None) -> str:
    """What axe finds against WCAG 2.2 AA and common practice."""
    results = Axe().run(page, within, {"resultTypes": ["violations"], **(options or {})})
    return results.generate_report() if results.violations_count else ""


@pytest.mark.parametrize("kind", slow_but(["home", "day", "source"], PAGES))
def test_a_page_is_accessible_and_fits(opened: Any, site: str, kind: str) -> None:
    page = opened(site + PAGES[kind], status=404 if kind == "missing" else 200)
    assert page.locator("h1").count() == 1
    assert violations(page) == "", "light"
    assert sideways(page) <= 0
    for width in (640, 390, 320):  # 640 is 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 700})
        assert sideways(page) <= 0, f"{kind} at {width} px"
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    page.set_viewport_size({"width": 640, "height": 700})
    assert sideways(page) <= 0, f"{kind} with text at 200 %"
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 700})
    assert violations(page, options=COLOURS_AND_SIZES) == "", "dark, on a phone"


@pytest.mark.parametrize(
    "day", slow_but(["2032/01/02/"], ["2031/12/30/", "2032/01/02/", "sources/averra-navy/", "front/channel/"])
)
def test_all_that_a_day_can_hold_is_accessible_and_fits(opened: Any, lake_site: str, day: str) -> None:
    page = opened(lake_site + day)
    assert violations(page, options=COLOURS_AND_SIZES) == ""
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 700})
    assert sideways(page) <= 0
    assert violations(page) == ""


def background(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def test_the_scheme_follows_the_system_or_the_button_and_is_kept(opened: Any, site: str) -> None:
    page = opened(site, color_scheme="light")
    light = background(page)
    page.emulate_media(color_scheme="dark")
    dark = background(page)
    assert light != dark
    button = page.locator("#db-scheme")
    expect(button).to_have_text("Colours: auto")
    button.click()
    expect(button).to_have_text("Colours: light")
    assert background(page) == light, "the reader's choice over the system's"
    page.goto(site + "method/")
    expect(page.locator("#db-scheme")).to_have_text("Colours: light")
    assert background(page) == light, "kept on the next page"
    page.locator("#db-scheme").press("Enter")
    expect(page.locator("#db-scheme")).to_have_text("Colours: dark")
    page.emulate_media(color_scheme="light")
    assert background(page) == dark
    page.locator("#db-scheme").click()
    page.reload()
    expect(page.locator("#db-scheme")).to_have_text("Colours: auto")
    assert background(page) == light


def test_a_grade_is_explained_by_click_and_by_keyboard(opened: Any, site: str) -> None:
    page = opened(site + "2025/12/03/")
    popover, grade = page.locator("#grades"), page.locator("button.grade").first
    expect(popover).to_be_hidden()
    grade.click()
    expect(popover).to_be_visible()
    expect(popover).to_contain_text("usually reliable")
    assert violations(page, "#grades") == ""
    page.keyboard.press("Escape")
    expect(popover).to_be_hidden()
    grade.focus()
    page.keyboard.press("Enter")
    expect(popover).to_be_visible()
    page.keyboard.press("Tab")
    expect(popover.locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/method/")


def test_the_keyboard_skips_to_the_content(opened: Any, site: str) -> None:
    page = opened(site + "2025/12/03/")
    page.keyboard.press("Tab")
    skip = page.locator(".db-skip")
    expect(skip).to_be_focused()
    assert skip.bounding_box()["width"] > 20, "seen when it is focused"
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_claim_is_found_by_its_address(opened: Any, site: str) -> None:
    page = opened(site + "2025/12/03/#sviato-pokrovske")
    expect(page.locator("#sviato-pokrovske")).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.querySelector('#sviato-pokrovske')).boxShadow") != "none"


@pytest.mark.parametrize("kind", ["day", "sources", "method"])
def test_a_page_reads_without_scripts(opened: Any, site: str, kind: str) -> None:
    page = opened(site + PAGES[kind], java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#db-search-open")).to_be_hidden()
    expect(page.locator("#db-scheme")).to_be_hidden()
    expect(page.locator("#db-search")).to_be_hidden()
    assert len(page.locator("main").inner_text()) > 1000
    if kind == "day":
        expect(page.locator("#sviato-pokrovske .entry-text")).to_be_visible()
        page.locator("button.grade").first.click()
        expect(page.locator("#grades")).to_be_visible()


def test_a_page_reads_in_order_without_styles(opened: Any, lake_site: str) -> None:
    page = opened(lake_site + "2032/01/02/", java_script_enabled=False)
    words = page.locator("main").inner_text()
    parts = (
        "The delegations meet",
        "On the table",
        "Diplomacy",
        "What moved",
        "Judgements and",
        "Four texts",
        "31 boats.",
    )
    places = [words.find(part) for part in parts if part in words]
    assert len(places) >= 5
    assert places == sorted(places)


@pytest.mark.parametrize("kind", ["home", "day", "source", "method"])
def test_on_paper_only_the_brief_remains(opened: Any, site: str, kind: str) -> None:
    page = opened(site + PAGES[kind], width=700, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for name in (".db-bar", ".db-skip", "#db-search", "#db-search-open", ".db-foot ul", "#grades", ".contents", ".raw"):
        for part in page.locator(name).all():
            expect(part).to_be_hidden()
    for name in ("h1", ".db-name", ".db-paper-only"):
        expect(page.locator(name)).to_be_visible()
    assert background(page) == "rgb(255, 255, 255)"
    assert sideways(page) <= 0
    if kind == "day":
        expect(page.locator("#sviato-pokrovske")).to_be_visible()


def test_the_site_works_below_a_path(opened: Any, site: str) -> None:
    page = opened(site + SUBPATH.lstrip("/") + "2025/12/03/", color_scheme="light")
    assert page.evaluate("document.documentElement.classList.contains('js')")
    assert background(page) == "rgb(253, 252, 249)", "the style sheets are there"
    page.get_by_role("navigation", name="Pages").get_by_role("link", name="Sources").click()
    page.wait_for_url(f"**{SUBPATH}sources/")
    page.keyboard.press("/")
    page.locator("#db-search input").fill("Seversk")
    link = page.locator("#db-search .db-search-title a").first
    expect(link).to_be_visible()
    assert SUBPATH in link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**{SUBPATH}*/**")
    expect(page.locator("h1")).to_be_visible()


def test_parties_are_told_apart_without_colour(opened: Any, site: str) -> None:
    page = opened(site + "2025/12/03/")
    lines = page.evaluate(
        "[...new Set([...document.querySelectorAll('.party')].filter(e => !e.matches('.hue-none'))"
        ".map(e => e.textContent + ':' + getComputedStyle(e).textDecorationStyle))]"
    )
    styles = dict(line.split(":") for line in lines)
    assert len(styles) >= 2
    assert len(set(styles.values())) == len(styles), styles
