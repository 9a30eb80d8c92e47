"""The search: Material's own interface, answered by Pagefind, as a reader uses it."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browsing import SUBPATH, served
from tests.cases import slow_but
from tests.hostile.sites import SHOWN

pytestmark = pytest.mark.browser

START = "archive/"
"""Where a reader begins."""
TOLD = re.compile("Results|Nothing|could not|Add a word")


def query(page: Page) -> Locator:
    return page.locator("[data-md-component=search-query]")


def status(page: Page) -> Locator:
    return page.locator(".md-search-result__meta")


def titles(page: Page) -> Locator:
    """The links to pages that were found, without those to their sections."""
    return page.locator(".md-search-result__item > a:first-child")


def search(page: Page, words: str) -> Locator:
    """Type words, wait until something is said about them, and give the links to pages that were found."""
    if not query(page).evaluate("input => input === document.activeElement"):
        page.keyboard.press("/")
    query(page).fill("")
    expect(status(page)).not_to_have_text(TOLD)
    query(page).fill(words)
    expect(status(page)).to_have_text(TOLD)
    return titles(page)


def paths(links: Locator) -> list[str]:
    """Where links lead to, without the words to highlight there."""
    return links.evaluate_all("links => links.map(a => a.pathname + a.hash)")


@pytest.mark.parametrize("words", slow_but(["zzyzxq"], ["zzyzxq", "xyzzy", "averra sector:nowhere"]))
def test_nothing_found_is_said(opened: Any, site: str, words: str) -> None:
    page = opened(site + START)
    assert search(page, words).count() == 0
    expect(status(page)).to_have_text(f"Nothing found for “{words}”.")


def test_what_to_try_is_said_where_nothing_is_found(opened: Any, site: str) -> None:
    page = opened(site + "places/hask/")
    hint = page.locator(".db-hint")
    search(page, "Hask")
    expect(hint).to_be_hidden()
    search(page, "zzyzxq")
    expect(hint).to_have_text(
        "Try fewer words, another spelling, or a date such as 3 December. All days are in the list: Archive"
    )
    hint.locator("a").click()
    page.wait_for_url("**/archive/")
    search(page, "zzyzxq")
    assert hint.locator("a").evaluate("link => link.href") == page.url.partition("?")[0], (
        "on a page at another depth too"
    )


def test_a_word_that_a_page_lacks_is_said(opened: Any, site: str) -> None:
    page = opened(site + START)
    assert search(page, "Averra zzyzx").count() > 1
    expect(page.locator(".md-search-result__terms").first).to_contain_text("zzyzx")


def test_the_keyboard_is_enough(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "Hask")
    found = paths(titles(page))
    page.keyboard.press("ArrowDown")
    expect(titles(page).nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(titles(page).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(query(page)).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    kind = page.locator(".db-narrow select").first
    expect(kind).to_be_visible()
    page.keyboard.press("Tab")
    expect(kind).to_be_focused()
    page.keyboard.press("d")  # a select takes the first value that begins so
    expect(query(page)).to_have_value("Hask kind:Day")
    expect(status(page)).to_have_text("Results: 3")
    expect(kind).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    expect(query(page)).to_be_focused()
    search(page, "Hask")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{found[0]}*")
    page.keyboard.press("/")
    expect(query(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


def test_a_slash_that_is_typed_is_a_slash(opened: Any, site: str) -> None:
    page = opened(site + START)
    page.keyboard.press("/")
    page.keyboard.type("a/b")
    expect(query(page)).to_have_value("a/b")


def test_the_mouse_is_enough(opened: Any, site: str) -> None:
    page = opened(site + START, width=390)
    page.locator("header label[for=__search]").first.click()
    search(page, "Averra")
    pane = page.locator(".md-search__scrollwrap")
    assert pane.evaluate("pane => pane.scrollWidth <= pane.clientWidth <= document.documentElement.clientWidth")
    page.locator(".md-search__form label[for=__search]").click()
    expect(page.locator("#__search")).not_to_be_checked()


def test_words_that_are_cleared_take_their_results_along(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "Hask kind:day")
    page.locator(".md-search__form button[type=reset]").click()
    expect(query(page)).to_have_value("")
    expect(titles(page)).to_have_count(0)
    expect(page.locator(".db-narrow")).to_be_hidden()


def test_a_result_leads_to_the_place_on_the_page(opened: Any, lake_site: str) -> None:
    page = opened(lake_site + START)
    search(page, "reeds")
    section = page.locator(".md-search-result__item a[href*='#']").first
    [address] = paths(section.first)
    assert address.startswith("/2032/01/02/#")
    section.click()
    page.wait_for_url(f"**{address.partition('#')[0]}*#*")
    expect(page.locator("#" + address.partition("#")[2])).to_be_in_viewport()


def test_words_are_highlighted_where_a_result_leads(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "Χασκ")
    page.locator(".md-search-result__item a[href*='/2032/01/02/?h=']").first.click()
    page.wait_for_url("**/2032/01/02/?h=hask")
    expect(page.locator(".entry-text mark[data-md-highlight]", has_text="Hask").first).to_be_visible()


def test_one_box_searches_all_years_and_spellings(opened: Any, lake_site: str) -> None:
    page = opened(lake_site + START)
    found = paths(search(page, "Haskholm"))
    assert {"/places/hask/", "/2031/12/30/", "/2032/01/02/"} <= {*found}
    narrow(page)
    assert [one.partition(" ")[0] for one in options(page, "year")] == ["Any", "2032", "2031"]
    page.locator("select[name=year]").select_option("2031")
    expect(query(page)).to_have_value("Haskholm year:2031")
    expect(status(page)).to_contain_text("Results: 1.")
    assert paths(titles(page)) == ["/2031/12/30/"]


def test_the_index_is_loaded_when_the_search_is_opened_and_as_far_as_there_is_one(opened: Any, site: str) -> None:
    page = opened(site + START)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.reload(wait_until="networkidle")
    assert not [address for address in asked if re.search(r"search-|/search\.css|pagefind/", address)]
    with page.expect_request("**/pagefind/now/*.pf_meta"), page.expect_request("**/stylesheets/search.css"):
        page.keyboard.press("/")
    expect(query(page)).to_have_value("")
    page.wait_for_load_state("networkidle")
    assert "pagefind/now/pagefind.js" in asked
    assert [address for address in asked if address.startswith("pagefind/past")], "what of two years is closed"
    asked.clear()
    query(page).fill("year:2032")
    expect(status(page)).to_have_text("Add a word to search for.")
    assert not [address for address in asked if "pagefind" in address]
    search(page, "Hask")
    parts = {address.split("/")[-2] for address in asked if address.startswith("pagefind/")}
    assert parts == {"index", "fragment"}, "nobody looks at filters yet"


def narrow(page: Page) -> None:
    """Open what narrows the results, and wait for the counts."""
    page.locator(".db-narrow summary").click()
    expect(page.locator("select[name=kind] option").nth(1)).to_be_attached()


def options(page: Page, name: str) -> list[str]:
    return [option.inner_text() for option in page.locator(f"select[name={name}] option").all()]


def test_a_filter_narrows_the_results(opened: Any, lake_site: str) -> None:
    page = opened(lake_site + START)
    every = search(page, "buoy").count()
    narrow(page)
    for name, value, typed, kept in (
        ("kind", "Day", "kind:Day", {"/2031/12/30/", "/2032/01/02/"}),
        ("sector", "North Shore", 'sector:"North Shore"', {"/2032/01/02/"}),
        ("source", "Dolmar Lake Office", 'source:"Dolmar Lake Office"', {"/2032/01/02/"}),
        ("year", "2031", "year:2031", {"/2031/12/30/"}),
    ):
        choice = page.locator(f"select[name={name}]")
        assert f"{value} ({len(kept)})" in options(page, name), "with how many there are"
        choice.select_option(value)
        expect(query(page)).to_have_value(f"buoy {typed}")
        expect(titles(page)).to_have_count(len(kept))
        assert {*paths(titles(page))} == kept
        assert every > len(kept)
        expect(choice).to_have_value(value)
        choice.select_option("")
        expect(query(page)).to_have_value("buoy")
        expect(titles(page)).to_have_count(every)


def test_filters_are_typed_in_the_words(opened: Any, lake_site: str) -> None:
    page = opened(lake_site + START)
    for words, name, value in (
        ("buoy year:2031", "year", "2031"),
        ("kind:day buoy year:2031", "kind", "Day"),
        ('YEAR:2031 buoy source:"dolmar lake"', "source", "Dolmar Lake Office"),
        ("sector:shore buoy", "sector", "North Shore"),
        ('buoy sector:"North', "sector", "North Shore"),
    ):
        search(page, words)
        expect(page.locator(f"select[name={name}]")).to_have_value(value)
        query(page).fill("")
        expect(titles(page)).to_have_count(0)


def test_a_search_is_in_the_address(opened: Any, lake_site: str) -> None:
    page = opened(lake_site + START)
    search(page, 'buoy sector:"North Shore" year:2032')
    found = paths(titles(page))
    page.goto(page.locator("[data-md-component=search-share]").evaluate("link => link.href"))
    expect(query(page)).to_have_value('buoy sector:"North Shore" year:2032')
    expect(status(page)).to_have_text(f"Results: {len(found)}")
    assert paths(titles(page)) == found
    expect(page.locator("select[name=sector]")).to_have_value("North Shore")
    expect(page.locator("select[name=year]")).to_have_value("2032")


def test_the_address_has_the_words_while_the_search_is_open(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "Hask")
    page.wait_for_url("**/archive/?q=Hask")
    page.reload()
    expect(query(page)).to_have_value("Hask")
    expect(titles(page).first).to_be_visible()
    page.keyboard.press("Escape")
    page.wait_for_url("**/archive/")
    search(page, "Oriel")
    page.wait_for_url("**/archive/?q=Oriel")
    titles(page).first.click()
    page.wait_for_url(re.compile(r"/places/oriel/\?h="))


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("orie", "oriel"), ("Averra kind:da", "Averra kind:day"), ('Averra sector:"Nor', 'Averra sector:"North Shore"')],
)
def test_a_word_is_suggested(opened: Any, site: str, typed: str, whole: str) -> None:
    page = opened(site + START)
    page.keyboard.press("/")
    page.keyboard.type(typed)
    expect(page.locator(".md-search__suggest")).to_have_text(whole)
    page.keyboard.press("ArrowRight")
    expect(query(page)).to_have_value(whole)


def test_more_is_shown_when_it_is_asked_for(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "lake")
    said = status(page).inner_text()
    every = int(said.removeprefix("Results: "))
    assert every > 8
    expect(titles(page)).to_have_count(8)
    page.get_by_role("button", name="Show more").click()
    expect(titles(page).nth(9)).to_be_attached()  # Material draws ten at once
    expect(status(page)).to_have_text(said)
    search(page, "zzyzxq")
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_an_answer_that_comes_late_is_dropped(opened: Any, site: str) -> None:
    page = opened(site + START)
    held: list[Route] = []
    page.context.route("**/fragment/*", lambda route: held.append(route))
    page.keyboard.press("/")
    query(page).fill("Hask")
    page.wait_for_timeout(1000)
    assert held, "the first answer waits for its pages"
    query(page).fill("zzyzxq")
    expect(status(page)).to_have_text("Nothing found for “zzyzxq”.")
    for route in held:
        route.continue_()
    page.wait_for_timeout(500)
    expect(status(page)).to_have_text("Nothing found for “zzyzxq”.")
    assert titles(page).count() == 0


@pytest.mark.parametrize("scheme", slow_but(["light"], ["light", "dark"]))
def test_the_pane_is_accessible(opened: Any, lake_site: str, scheme: str) -> None:
    page = opened(lake_site + START, color_scheme=scheme)
    search(page, "buoy")
    narrow(page)
    page.locator(".md-search-result__more summary").first.click()
    page.wait_for_timeout(500)  # the pane comes in slowly
    results = Axe().run(page, ".md-search")
    assert results.violations_count == 0, results.generate_report()


@pytest.fixture
def page_of_faults(chromium: Browser) -> Iterator[Page]:
    """A page that may log errors."""
    context = chromium.new_context()
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "lost",
    slow_but(
        ["pieces.json", "index/*"],
        [
            "pagefind.js*",  # as it is asked for again
            "pieces.json",
            "wasm.*",
            "pagefind-entry.json*",
            "*.pf_meta",
            "filter/*",
            "index/*",
            "fragment/*",
        ],
    ),
)
def test_a_search_that_cannot_be_loaded_says_so_and_is_tried_again(
    page_of_faults: Page, lake_site: str, lost: str
) -> None:
    page = page_of_faults
    page.goto(lake_site + START)
    pattern = f"**/pagefind/{lost if lost == 'pieces.json' else '*/' + lost}"
    page.context.route(pattern, lambda route: route.abort())
    assert search(page, "buoy kind:day").count() == 0
    expect(status(page)).to_contain_text("The search could not be loaded.")
    page.context.unroute(pattern)
    query(page).fill("buoys kind:day")
    expect(status(page)).to_have_text(re.compile("Results"))
    assert "/2031/12/30/" in paths(titles(page))


def test_what_was_typed_before_the_filters_came_has_them(opened: Any, site: str) -> None:
    page = opened(site + START)
    held: list[Route] = []
    page.route("**/search-filters.js", lambda route: held.append(route))
    page.keyboard.press("/")
    query(page).press_sequentially("Averra")
    expect(status(page)).to_have_text(re.compile("matching documents"))
    held[0].continue_()
    expect(status(page)).to_have_text(re.compile("Results"))
    expect(page.locator(".db-narrow")).to_be_visible()
    expect(query(page)).to_have_value("Averra")


def test_a_worker_that_cannot_be_loaded_is_told_of(page_of_faults: Page, lake_site: str) -> None:
    page = page_of_faults
    page.context.route("**/javascripts/search.js", lambda route: route.abort())
    page.clock.install()
    page.goto(lake_site + START)
    page.keyboard.press("/")
    query(page).fill("buoy")
    expect(status(page)).to_have_text("Searching …")
    page.clock.fast_forward(11_000)
    expect(status(page)).to_contain_text("The search could not be loaded.")


def test_the_search_works_below_a_path(opened: Any, site: str) -> None:
    page = opened(site + SUBPATH.lstrip("/") + START)
    found = search(page, "Haskholm").first
    assert paths(found) == [f"{SUBPATH}places/hask/"]
    found.click()
    page.wait_for_url(f"**{SUBPATH}places/hask/*")
    expect(page.locator("h1")).to_be_visible()


def test_the_search_goes_on_from_page_to_page(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "Averra kind:day")
    titles(page).first.click()
    page.wait_for_url(re.compile(r"/203\d/"))
    search(page, "Hask kind:day")
    page.locator("select[name=kind]").select_option("Place")
    expect(query(page)).to_have_value("Hask kind:Place")
    expect(page.locator(".db-narrow")).to_have_count(1)


@pytest.fixture
def hostile_site(hostile: Path) -> Iterator[str]:
    with served({"/": hostile / "hostile/site"}) as address:
        yield address


@pytest.mark.slow
def test_what_is_found_is_shown_as_it_was_typed(opened: Any, hostile_site: str) -> None:
    page = opened(hostile_site + START)
    found = search(page, "script alert onerror onload")
    assert SHOWN["script"] in found.first.inner_text()
    for _ in range(20):
        page.locator(".md-search-result__item").last.scroll_into_view_if_needed()
    pane = page.locator(".md-search-result__list")
    for summary in pane.locator("summary").all():
        summary.click()
    assert "onerror=alert(1)" in pane.inner_text()
    assert pane.locator("img, script, b").count() == 0
    assert "&lt;" not in pane.inner_text()
    assert "&amp;amp;" not in pane.inner_text()
    for name in ("sector", "source"):
        assert page.locator(f"select[name={name}] option *").count() == 0
