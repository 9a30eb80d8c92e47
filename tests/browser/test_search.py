"""The search dialog, as a reader uses it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import served
from tests.hostile.sites import SHOWN

pytestmark = pytest.mark.browser


def search(page: Page, words: str) -> Locator:
    """Type words, wait until something is said about them, and give the titles found."""
    if not page.locator("#db-search").is_visible():
        page.keyboard.press("/")
    page.locator("#db-search input").fill("")
    expect(page.locator("#db-search [role=status]")).to_have_text("")
    page.locator("#db-search input").fill(words)
    expect(page.locator("#db-search [role=status]")).to_have_text(re.compile("Results|Nothing"))
    page.wait_for_timeout(150)
    return page.locator("#db-search .db-search-title a")


def test_a_place_is_found_in_every_spelling_and_by_its_beginning(opened: Any, site: str) -> None:
    page = opened(site)
    for words in ("Siversk", "Seversk", "Сіверськ", "Северск", "Севе", "Sivers"):
        titles = search(page, words)
        found = [(title.inner_text(), title.get_attribute("href")) for title in titles.all()]
        assert ("Siversk", "/places/siversk/") in found[:3], (words, found)
        assert any(address.startswith("/2025/12/03/") for _, address in found), (words, found)


def test_another_spelling_is_explained(opened: Any, site: str) -> None:
    page = opened(site)
    search(page, "Северск")
    expect(page.locator("#db-search ol")).to_contain_text("Found as another spelling of Siversk.")


def test_nothing_found_is_said(opened: Any, site: str) -> None:
    page = opened(site)
    assert search(page, "zzyzxq").count() == 0
    expect(page.locator("#db-search [role=status]")).to_have_text("Nothing found for “zzyzxq”.")


def test_the_keyboard_is_enough(opened: Any, site: str) -> None:
    page = opened(site)
    link = page.get_by_role("navigation", name="Pages").get_by_role("link", name="Archive")
    dialog, words = page.locator("#db-search"), page.locator("#db-search input")
    for key in ("/", "Control+k"):
        link.focus()
        page.keyboard.press(key)
        expect(words).to_be_focused()
        page.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(link).to_be_focused()
    page.keyboard.press("/")
    page.keyboard.type("Siversk", delay=5)
    titles = page.locator("#db-search .db-search-title a")
    expect(titles.nth(1)).to_be_visible()
    page.wait_for_timeout(300)
    page.keyboard.press("ArrowDown")
    expect(titles.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(words).to_be_focused()
    expect(words).to_have_value("Siversk")
    page.keyboard.press("ArrowDown")
    address = titles.nth(0).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}*")


def test_a_slash_that_is_typed_is_a_slash(opened: Any, site: str) -> None:
    page = opened(site)
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(page.locator("#db-search input")).to_have_value("a/b")


def test_the_mouse_is_enough(opened: Any, site: str) -> None:
    page = opened(site, width=390)
    page.locator("#db-search-open").click()
    search(page, "Moscow")
    assert page.evaluate("document.querySelector('#db-search').scrollWidth <= document.documentElement.clientWidth")
    page.locator("#db-search [data-close]").click()
    expect(page.locator("#db-search")).to_be_hidden()
    expect(page.locator("#db-search-open")).to_be_focused()


def test_a_result_leads_to_the_place_on_the_page(opened: Any, lake_site: str) -> None:
    page = opened(lake_site)
    search(page, "reeds")
    section = page.locator("#db-search .db-search-sections a").first
    address = section.get_attribute("href")
    assert "/2032/01/02/#" in address
    section.click()
    page.wait_for_url(f"**{address}")
    expect(page.locator("#" + address.partition("#")[2])).to_be_in_viewport()


def test_one_box_searches_all_years_and_spellings(opened: Any, lake_site: str, lake: Path) -> None:
    assert (lake / "pagefind/past").is_dir(), "an index of its own"
    page = opened(lake_site)
    titles = search(page, "Haskholm")
    found = {title.get_attribute("href") for title in titles.all()}
    assert {"/places/hask/", "/2031/12/30/", "/2032/01/02/"} <= found
    closed = page.locator("#db-search li", has=page.locator("a[href='/2031/12/30/']"))
    expect(closed).to_contain_text("Found as another spelling of Hask.")
    page.locator("#db-search summary").click()
    expect(page.locator("#db-search select[name=year] option")).not_to_have_count(1)
    assert [one.partition(" ")[0] for one in options(page, "year")] == ["Any", "2032", "2031"]
    page.locator("#db-search select[name=year]").select_option("2031")
    expect(titles).to_have_count(1)
    assert titles.first.get_attribute("href") == "/2031/12/30/"
    search(page, "ferries")
    expect(titles).to_have_count(1)


def test_the_index_is_loaded_with_the_first_search_and_as_far_as_there_is_one(
    opened: Any, site: str, news: Path
) -> None:
    assert not (news / "pagefind/past").exists(), "a site of one year"
    page = opened(site)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.reload()
    assert not [address for address in asked if "search" in address or "pagefind" in address]
    search(page, "Siversk")
    assert "pagefind/now/pagefind.js" in asked
    assert not [address for address in asked if address.startswith("pagefind/past")]


def options(page: Page, name: str) -> list[str]:
    return [option.inner_text() for option in page.locator(f"#db-search select[name={name}] option").all()]


def test_a_facet_narrows_the_results(opened: Any, lake_site: str) -> None:
    page = opened(lake_site)
    every = search(page, "buoy").count()
    page.locator("#db-search summary").click()
    titles = page.locator("#db-search .db-search-title a")
    for name, value, kept in (
        ("kind", "Day", {"/2031/12/30/", "/2032/01/02/"}),
        ("sector", "North Shore", {"/2032/01/02/"}),
        ("source", "Dolmar Lake Office", {"/2032/01/02/"}),
        ("year", "2031", {"/2031/12/30/"}),
    ):
        choice = page.locator(f"#db-search select[name={name}]")
        expect(choice).to_be_visible()
        expect(choice.locator("option")).not_to_have_count(1)
        assert f"{value} ({len(kept)})" in options(page, name), "with how many there are"
        choice.select_option(value)
        expect(titles).to_have_count(len(kept))
        assert {title.get_attribute("href").partition("#")[0] for title in titles.all()} == kept
        assert every > len(kept)
        choice.select_option("")
        expect(titles).to_have_count(min(every, 10))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dialog_is_accessible(opened: Any, lake_site: str, scheme: str) -> None:
    page = opened(lake_site, color_scheme=scheme)
    search(page, "buoy")
    page.locator("#db-search summary").click()
    expect(page.locator("#db-search select[name=kind] option")).not_to_have_count(1)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_search_that_cannot_be_loaded_says_so(opened: Any, lake: Path, tmp_path: Path) -> None:
    broken = tmp_path / "site"
    shutil.copytree(lake, broken)
    (broken / "assets/javascripts/search.js").write_text("throw new Error('spoiled')\n")
    with served({"/": broken}) as address:
        page = opened(address)
        page.keyboard.press("/")
        expect(page.locator("#db-search [role=status]")).to_contain_text("The search could not be loaded.")
        page.context.close()


@pytest.fixture
def hostile_site(hostile: Path) -> Iterator[str]:
    with served({"/": hostile / "hostile/site"}) as address:
        yield address


@pytest.mark.slow
def test_what_is_found_is_shown_as_it_was_typed(opened: Any, hostile_site: str) -> None:
    page = opened(hostile_site)
    titles = search(page, "script alert onerror onload")
    assert SHOWN["script"] in titles.first.inner_text()
    found = page.locator("#db-search ol")
    assert "onerror=alert(1)" in found.inner_text()
    assert found.locator("img, script, b").count() == 0
    assert "&lt;" not in found.inner_text()
    assert "&amp;amp;" not in found.inner_text()
