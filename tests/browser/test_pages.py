"""Every kind of page: accessible in both schemes, at any width, at any size of text, on paper and without scripts."""

import re
from pathlib import Path
from typing import Any

import material
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browsing import SUBPATH, sideways
from tests.cases import slow_but

pytestmark = pytest.mark.browser

PAGES = {
    "home": "",
    "day": "2032/01/02/",
    "month": "2032/01/",
    "year": "2032/",
    "archive": "archive/",
    "sources": "sources/",
    "source": "sources/averra-works/",
    "actors": "actors/",
    "actor": "actors/league-chair/",
    "parties": "parties/",
    "party": "parties/averra/",
    "places": "places/",
    "place": "places/hask/",
    "sectors": "front/",
    "sector": "front/channel/",
    "tracks": "diplomacy/",
    "track": "diplomacy/ferry-talks/",
    "story": "front/channel/story/",
    "story of talks": "diplomacy/ferry-talks/story/",
    "plans": "plans/",
    "plan": "plans/ferry-plan/",
    "claims": "claims/",
    "claims of a year": "claims/2032/",
    "disputes": "disputes/",
    "disputes of a year": "disputes/2032/",
    "forecasts": "forecasts/",
    "ahead": "ahead/",
    "ahead, a month": "ahead/2032/01/",
    "measures": "measures/",
    "measure": "measures/crossings/",
    "corrections": "corrections/",
    "coverage": "coverage/",
    "subscribe": "subscribe/",
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


def assert_accessible_and_fits(page: Page) -> None:
    assert page.locator("h1").count() == 1
    assert violations(page) == "", "light"
    assert sideways(page) <= 0
    for width in (640, 390, 320):  # 640 is 1280 at 200 %
        page.set_viewport_size({"width": width, "height": 700})
        assert sideways(page) <= 0, f"at {width} px"
    page.evaluate("document.documentElement.style.fontSize = '250%'")
    page.set_viewport_size({"width": 640, "height": 700})
    assert sideways(page) <= 0, "with text at 200 %"
    page.evaluate("document.documentElement.style.fontSize = ''")
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 700})
    page.evaluate("document.body.dataset.back = ''")  # entries out of sight wait, and have a height that is a guess
    assert violations(page, options=COLOURS_AND_SIZES) == "", "dark, on a phone"


@pytest.mark.parametrize("kind", slow_but(["home"], PAGES))
def test_a_page_is_accessible_and_fits(opened: Any, site: str, kind: str) -> None:
    assert_accessible_and_fits(opened(site + PAGES[kind], status=404 if kind == "missing" else 200))


@pytest.mark.parametrize(
    "day", slow_but(["2032/01/02/"], ["2031/12/30/", "2032/01/02/", "sources/averra-works/", "front/channel/"])
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


def test_the_colours_follow_the_system_or_the_reader_and_are_kept(opened: Any, site: str) -> None:
    page = opened(site, color_scheme="light")
    button = page.locator("[data-md-component=palette] label:visible")

    def expect_colours(name: str) -> None:
        expect(page.locator(f"[data-md-component=palette] [aria-label='Colours: {name}'] + label")).to_be_visible()

    def hue() -> str:
        return str(page.evaluate("getComputedStyle(document.querySelector('.party:not(.hue-none)')).color"))

    light, light_hue = background(page), hue()
    page.emulate_media(color_scheme="dark")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    dark, dark_hue = background(page), hue()
    assert light != dark
    assert light_hue != dark_hue, "the hues of parties go with them"
    expect_colours("auto")
    button.click()
    expect_colours("light")
    assert (background(page), hue()) == (light, light_hue), "the reader's choice over the system's"
    page.goto(site + "method/")
    expect_colours("light")
    assert background(page) == light, "kept on the next page"
    button.click()
    expect_colours("dark")
    page.emulate_media(color_scheme="light")
    assert background(page) == dark
    button.click()
    page.reload()
    expect_colours("auto")
    assert background(page) == light


@pytest.mark.parametrize("colours", slow_but(["slate teal"], ["default indigo", "slate teal", "default black"]))
def test_the_colours_that_a_site_chooses_show(opened: Any, site: str, colours: str) -> None:
    scheme, primary = colours.split()
    page = opened(site + "2032/01/02/")
    (every,) = Path(material.__file__).parent.glob("templates/assets/stylesheets/palette.*.css")
    page.route("**/palette.css", lambda route: route.fulfill(path=every))  # a site that chose them would have these
    page.reload()
    page.add_style_tag(url=site + "assets/stylesheets/daybrief.css")  # transitions begin anew
    of = "part => getComputedStyle(document.querySelector(part)).backgroundColor"
    paper = page.evaluate(of, ".md-header")
    page.evaluate(
        "([scheme, primary]) => Object.assign(document.body.dataset, {mdColorScheme: scheme, mdColorPrimary: primary})",
        [scheme, primary],
    )
    assert page.evaluate(of, ".md-header") != paper
    link = page.evaluate("getComputedStyle(document.querySelector('.as-of a')).textDecorationColor")
    page.evaluate("document.body.dataset.mdColorPrimary = 'pink'")
    assert page.evaluate("getComputedStyle(document.querySelector('.as-of a')).textDecorationColor") != link


def test_a_grade_is_explained_by_click_and_by_keyboard(opened: Any, site: str) -> None:
    page = opened(site + "2032/01/02/")
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


def test_grades_are_no_stops_of_the_tab_key_but_for_one_that_explains_all(opened: Any, site: str) -> None:
    page = opened(site + "2032/01/05/")
    assert page.locator("button.grade").count() > 10
    assert page.locator("button.grade:not([tabindex='-1'])").count() == 0
    page.locator(".raw a").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="What the letters A to F mean")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#grades")).to_contain_text("usually reliable")
    expect(opened(site + "archive/").locator(".legend")).to_have_count(0)


@pytest.mark.parametrize("kind", slow_but(["day"], ["day", "sectors", "method"]))
def test_the_keyboard_skips_to_the_content(opened: Any, site: str, kind: str) -> None:
    page = opened(site + PAGES[kind])
    page.keyboard.press("Tab")
    skip = page.locator(".md-skip")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    # Material may lay the page anew meanwhile, and then nothing in it is the address's target any more.
    page.wait_for_function("() => document.getElementById(location.hash.slice(1))?.closest('.md-content')")
    expect(page.locator("h1")).to_be_in_viewport()


def test_contents_stand_beside_a_day_or_above_it(opened: Any, site: str) -> None:
    page = opened(site + "2032/01/02/", width=1280)
    beside, above = page.locator(".md-nav--secondary"), page.locator(".contents")
    expect(beside).to_be_visible()
    expect(above).to_be_hidden()
    listed = beside.locator(".md-nav__link").all_inner_texts()
    told = {"Key points", "Diplomacy", "The meeting in Senn", "The lake", "North Shore", "Sourcing notes"}
    assert told <= {*listed}
    assert len(listed) < 25, "no claims"
    beside.get_by_role("link", name="The meeting in Senn").click()
    expect(page.locator("#senn-meeting")).to_be_in_viewport()
    page.set_viewport_size({"width": 900, "height": 800})
    expect(beside).to_be_hidden()
    expect(above).to_be_visible()


@pytest.mark.parametrize("instant", slow_but([True], [True, False]))
def test_a_reader_goes_from_page_to_page(opened: Any, site: str, instant: bool) -> None:
    """By clicks alone; `opened` sees to it that nothing is barred and nothing fails."""
    page = opened(site + "about/", width=1440)
    loads: list[str] = []
    page.on("request", lambda request: request.resource_type == "document" and loads.append(request.url))
    if instant:  # Material takes for pages of the site what its map names, port and all
        addresses = page.request.get(site + "sitemap.xml").text().replace("http://127.0.0.1:8000/", site)
        page.route("**/sitemap.xml", lambda route: route.fulfill(body=addresses, content_type="application/xml"))
    else:
        page.route("**/sitemap.xml", lambda route: route.fulfill(body="<urlset/>", content_type="application/xml"))
    with page.expect_response("**/sitemap.xml"):
        page.goto(site + "2032/01/02/")
    page.wait_for_timeout(200)
    ways = [
        (page.locator(".map-place", has=page.locator("title", has_text="Hask")).locator("text:visible"), "Hask"),
        (page.locator(".md-tabs__link", has_text="The lake"), "The lake"),
        (page.locator(".front h4 a", has_text="North Shore"), "North Shore"),
        (page.locator(".md-tabs__link", has_text="Talks"), "Diplomacy"),
        (page.locator("article a", has_text="The ferry talks").first, "The ferry talks"),
        (page.locator(".md-tabs__link", has_text="Claims"), "All claims"),
        (page.locator(".days a").first, "The delegations meet"),
        (page.locator(".md-tabs__link", has_text="Who is read"), "Sources"),
        (page.locator(".register a", has_text="Harbour Gazette"), "Harbour Gazette"),
        (page.locator(".permalink").first, "The delegations meet"),
        (page.locator("article a[rel=next]"), "Forty letters"),
        (page.locator(".md-tabs__link", has_text="Claims"), "All claims"),
        (page.locator(".md-nav--primary").get_by_role("link", name="Figures"), "Figures"),
        (page.locator(".md-tabs__link", has_text="Method"), "Method"),
    ]
    for way, heading in ways:
        way.click()
        expect(page.locator("h1")).to_have_text(re.compile(heading))
        expect(page).to_have_title(re.compile(heading))
    assert len(loads) == (1 if instant else 1 + len(ways))


def test_the_names_on_a_map_are_links(opened: Any, site: str) -> None:
    page = opened(site + "2032/01/02/")
    name = page.get_by_role("group", name="The places of this day.").get_by_role("link", name="Hask")
    name.focus()
    assert page.evaluate("getComputedStyle(document.activeElement.querySelector('text')).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/hask/")


def test_a_claim_is_found_by_its_address(opened: Any, site: str) -> None:
    page = opened(site + "2032/01/02/#buoy-picture")
    expect(page.locator("#buoy-picture")).to_be_in_viewport()
    assert page.evaluate("getComputedStyle(document.querySelector('#buoy-picture')).boxShadow") != "none"


@pytest.mark.parametrize("kind", slow_but(["day"], ["day", "sources", "method"]))
def test_a_page_reads_without_scripts(opened: Any, site: str, kind: str) -> None:
    page = opened(site + PAGES[kind], java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    for control in (".md-search", "[data-md-component=palette] label", "#since"):
        for part in page.locator(control).all():
            expect(part).to_be_hidden()
    assert len(page.locator("main").inner_text()) > (1000 if kind == "day" else 400)
    if kind == "day":
        expect(page.locator("#buoy-picture .entry-text")).to_be_visible()
        page.locator("button.grade").first.click()
        expect(page.locator("#grades")).to_be_visible()


def test_a_page_reads_in_order_without_styles(opened: Any, lake_site: str) -> None:
    page = opened(lake_site + "2032/01/02/", java_script_enabled=False)
    words = page.locator("article").inner_text()
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


@pytest.mark.parametrize("kind", slow_but(["home"], ["home", "day", "source", "method"]))
def test_on_paper_only_the_brief_remains(opened: Any, site: str, kind: str) -> None:
    page = opened(site + PAGES[kind], width=700, color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    shell = ("header", "tabs", "sidebar", "path", "footer", "search", "top", "content__button")
    for name in (*(f".md-{part}" for part in shell), "#grades", ".contents", ".raw", ".headerlink"):
        for part in page.locator(name).all():
            expect(part).to_be_hidden()
    for name in ("h1", ".db-name", ".db-address"):
        expect(page.locator(name)).to_be_visible()
    assert background(page) == "rgb(255, 255, 255)"
    assert sideways(page) <= 0
    if kind == "day":
        expect(page.locator("#buoy-picture")).to_be_visible()
        text, who = (page.locator(f"#buoy-picture .entry-{part}").bounding_box() for part in ("body", "who"))
        assert who["x"] > text["x"] + text["width"], "who says so stands beside it"
        expect(page.locator("#db-quiet")).to_be_visible()


def test_the_site_works_below_a_path(opened: Any, site: str) -> None:
    page = opened(site + SUBPATH.lstrip("/") + "2032/01/02/", color_scheme="light")
    assert background(page) == "rgb(253, 252, 249)", "the style sheets are there"
    page.get_by_role("navigation", name="Tabs").get_by_role("link", name="Who is read").click()
    page.wait_for_url(f"**{SUBPATH}sources/")
    expect(page.locator("h1")).to_be_visible()


def test_all_text_is_in_one_serif(opened: Any, site: str) -> None:
    fonts = set()
    for kind in ("day", "method", "about"):
        page = opened(site + PAGES[kind])
        fonts.add(page.evaluate("getComputedStyle(document.querySelector('article')).fontFamily"))
    assert len(fonts) == 1
    assert fonts.pop().endswith(" serif")


def test_parties_are_told_apart_without_colour(opened: Any, site: str) -> None:
    page = opened(site + "2032/01/02/")
    lines = page.evaluate(
        "[...new Set([...document.querySelectorAll('.party')].filter(e => !e.matches('.hue-none'))"
        ".map(e => e.textContent + ':' + getComputedStyle(e).textDecorationStyle))]"
    )
    styles = dict(line.split(":") for line in lines)
    assert len(styles) >= 2
    assert len(set(styles.values())) == len(styles), styles


MISSING = {
    "2032/01/averra-works/": "averra works",
    "places/Old%20Hask.html": "Old Hask",
    "2032/01/09/": "2032-01-09",
    "no/such/index.html": "such",
    "%C3%A9%ff": "%C3%A9%ff",
}
"""What stands at the end of an address, as words."""


@pytest.mark.parametrize("address", slow_but(["2032/01/averra-works/"], MISSING))
def test_a_page_that_is_missing_searches_for_the_end_of_its_address(opened: Any, site: str, address: str) -> None:
    wanted = MISSING[address]
    page = opened(site + address, status=404, width=390, height=844)
    assert page.evaluate("document.documentElement.scrollHeight") <= 844, "all of it is in sight"
    assert page.locator("article a, article button").all_inner_texts() == [
        f"Search for “{wanted}”",
        "The newest day",
        "All days, in the archive",
        "Subscribe",
    ]
    page.locator(".db-find").click()
    expect(page.locator("[name=query]")).to_be_focused()
    expect(page.locator("[name=query]")).to_have_value(wanted)
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("^(Results: [1-9]|Nothing found)"))
    if wanted == "averra works":
        expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_without_scripts_a_page_that_is_missing_leads_on(opened: Any, site: str) -> None:
    page = opened(site + "no/such/page/", status=404, java_script_enabled=False)
    assert page.locator("article a:visible, article button:visible").all_inner_texts() == [
        "The newest day",
        "All days, in the archive",
        "Subscribe",
    ]
    page.get_by_role("link", name="All days").click()
    expect(page).to_have_url(site + "archive/")


@pytest.mark.parametrize("width", slow_but([390], [320, 390, 1280]))
@pytest.mark.parametrize("kind", ["archive", "claims of a year", "corrections", "source"])
def test_a_list_wraps_under_its_texts_and_not_under_its_dates(opened: Any, site: str, kind: str, width: int) -> None:
    page = opened(site + PAGES[kind], width=width)
    lines = page.locator("main :is(.days, .dated) > li:not(.empty)")
    assert lines.count()
    for line in lines.all():
        date, text = line.locator("time").first.bounding_box(), line.locator("span, div").first.bounding_box()
        assert text["x"] >= date["x"] + date["width"] or text["y"] >= date["y"] + date["height"]


def test_the_footer_leads_to_what_the_tabs_do_not_name(opened: Any, site: str) -> None:
    page = opened(site + "2032/01/02/", width=390)
    links = page.get_by_role("navigation", name="More of this site").get_by_role("link")
    assert links.all_inner_texts() == ["Subscribe", "Corrections", "Forecasts", "Figures", "Plans", "Who was heard"]
    links.first.click()
    expect(page.locator("h1")).to_have_text("Subscribe")
    assert page.get_by_role("link", name="feed.xml").evaluate("link => link.href") == f"{site}feed.xml"


def test_a_correction_is_told_once_on_paper_and_smaller_than_what_it_corrected(opened: Any, site: str) -> None:
    page = opened(f"{site}actors/pilots/")
    entry = page.locator(".entry", has=page.locator(".corrected")).first
    fold = entry.locator(".corrected")
    reason = fold.get_by_text("The figures stood in the wrong order.")
    expect(reason).to_be_hidden()
    fold.locator("summary").click()
    expect(reason).to_be_visible()
    size = "one => parseFloat(getComputedStyle(one).fontSize)"
    assert reason.evaluate(size) < 0.8 * entry.locator(".entry-text").evaluate(size)
    page.goto(f"{site}2032/01/02/")
    page.emulate_media(media="print")
    told = [one for one in page.get_by_text("The figures stood in the wrong order.").all() if one.is_visible()]
    assert len(told) == 1, "at the foot of its day, not beside the statement too"
