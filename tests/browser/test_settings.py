"""Settings that people who know Material try first, where only a browser can tell: a look, a click. The cases are
tests/plugin/settings.yml."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_search_worker import search
from tests.browsing import served
from tests.setting_sites import ADDRESS, CASES, PLAIN, site_of

pytestmark = [pytest.mark.browser, pytest.mark.slow]  # a site for each; each setting is built in tests/plugin too


@pytest.fixture
def address(setting_site: Callable[[str], Path]) -> Iterator[Callable[[str], str]]:
    """Gives the address of a site that has a setting."""
    with ExitStack() as servers:

        def serve(name: str) -> str:
            site = setting_site(site_of(name)) / "site"
            return servers.enter_context(served({"/": site, "/brief/": site})) + "brief/"

        yield serve


SHOWS = {
    name: next(iter(case["shows"].items())) if isinstance(case["shows"], dict) else ("about/", case["shows"])
    for name, case in CASES.items()
    if "shows" in case
}
"""By setting: a page, and what is true of it."""


@pytest.mark.parametrize("site", sorted({*map(site_of, SHOWS)}))
def test_settings_show(address: Any, opened: Any, site: str) -> None:
    shown = [SHOWS[name] for name in SHOWS if site_of(name) == site]
    for path in sorted({path for path, _ in shown}):
        page = opened(address(site) + path)
        for true in (true for one, true in shown if one == path):
            page.wait_for_function(f"() => {true}")


def test_nothing_shows_without_its_setting(address: Any, opened: Any) -> None:
    page = opened(address(PLAIN) + "about/")
    assert not [name for name, (path, true) in SHOWS.items() if path == "about/" and page.evaluate(true)]


def test_several_palettes_follow_the_system_until_the_reader_chooses(address: Any, opened: Any) -> None:
    page = opened(address("theme.palette, several with toggles") + "about/", color_scheme="dark")
    header = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
    expect(page.locator("body")).to_have_attribute("data-md-color-primary", "green")
    night = page.evaluate(header)
    page.locator("label[title='To the day']").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-primary", "red")
    assert page.evaluate(header) != night


def test_a_button_leads_to_the_top(address: Any, opened: Any) -> None:
    page = opened(address("navigation.top") + "long/", height=300)
    page.evaluate("scrollTo(0, 500)")
    page.wait_for_function("() => scrollY === 500")
    page.evaluate("scrollTo(0, 400)")
    page.locator(".md-top").click()
    page.wait_for_function("() => scrollY === 0")


def test_a_page_is_fetched_before_it_is_asked_for(address: Any, opened: Any) -> None:
    here = address("navigation.instant.prefetch")
    page = opened(here)
    # Material takes for pages of the site what its map names, port and all.
    sitemap = page.request.get(here + "sitemap.xml").text().replace(ADDRESS, here)
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=sitemap, content_type="application/xml"))
    with page.expect_response("**/sitemap.xml"):
        page.goto(here + "about/")
    with page.expect_response("**/sources/"):
        page.locator(".md-nav--primary").get_by_role("link", name="Sources").hover()
    assert page.url.endswith("/about/")


def test_the_address_follows_the_reader(address: Any, opened: Any) -> None:
    page = opened(address("navigation.tracking") + "long/", height=300)
    # Material passes over the first time that a reader comes to rest.
    page.wait_for_function("() => (scrollBy(0, 30), location.hash)", polling=400)


def test_the_contents_follow_the_reader(address: Any, opened: Any) -> None:
    page = opened(address("toc.follow") + "long/", height=300)
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_function(
        "() => document.querySelector('.md-sidebar--secondary .md-sidebar__scrollwrap').scrollTop > 0"
    )


def test_the_header_hides(address: Any, opened: Any) -> None:
    page = opened(address("header.autohide") + "long/", height=300)
    page.wait_for_function("() => (scrollBy(0, 40), document.querySelector('.md-header').hidden)")


def test_a_notice_goes_when_it_is_dismissed(address: Any, opened: Any) -> None:
    page = opened(address("announce.dismiss") + "about/")
    page.locator(".md-banner__button").click()
    for _ in range(2):
        expect(page.locator(".md-banner")).to_be_hidden()
        page.reload()


def test_titles_are_tooltips(address: Any, opened: Any) -> None:
    page = opened(address("content.tooltips") + "about/")
    page.locator("h2").hover()
    page.locator("h2 .headerlink").hover()
    expect(page.locator(".md-tooltip2--active")).to_have_text("Permanent link")


def test_code_is_copied(address: Any, opened: Any) -> None:
    page = opened(address("content.code.copy") + "code/", permissions=["clipboard-read"])
    page.locator(".highlight").hover()
    page.locator("button[data-md-type=copy]").click()
    expect(page.locator(".md-dialog")).to_have_text("Copied to clipboard")
    assert page.evaluate("navigator.clipboard.readText()") == "ferry --slow"


def test_a_search_is_shared(address: Any, opened: Any) -> None:
    page = opened(address("search.share") + "about/", permissions=["clipboard-read"])
    search(page, "quiet")
    page.keyboard.type(" ferry")
    share = page.locator("[data-md-component=search-share]")
    expect(share).to_have_attribute("href", re.compile("q=quiet[+]ferry$"))
    share.click()
    expect(page.locator(".md-dialog")).to_have_text("Copied to clipboard")
    page.goto(page.evaluate("navigator.clipboard.readText()"))
    expect(page.locator("[data-md-component=search-query]")).to_have_value("quiet ferry")


def test_tabs_are_turned(address: Any, opened: Any) -> None:
    page = opened(address("markdown_extensions.pymdownx.tabbed") + "tabbed/")
    expect(page.locator(".tabbed-block:visible")).to_have_text("The mill.")
    page.locator("label", has_text="South").click()
    expect(page.locator(".tabbed-block:visible")).to_have_text("The ford.")


def test_versions_are_chosen(setting_site: Any, opened: Any, tmp_path: Path) -> None:
    versions = [
        {"version": "2.0", "title": "2.0", "aliases": ["latest"]},
        {"version": "1.0", "title": "1.0", "aliases": []},
    ]
    (tmp_path / "versions.json").write_text(json.dumps(versions))
    site = setting_site("extra.version") / "site"
    with served({"/": tmp_path, "/1.0/": site, "/2.0/": site}) as address:
        page = opened(address + "1.0/about/")
        expect(page.locator(".md-version__current")).to_have_text("1.0")
        page.locator(".md-version").hover()
        page.locator(".md-version__link", has_text="2.0").click()
        page.wait_for_url("**/2.0/about/")
        page.context.close()  # before there is no server


@pytest.fixture
def asked(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page that may ask other hosts, where all answer with a script or a style sheet; and what it asked."""
    asked: list[str] = []
    wrong: list[str] = []

    def answer(route: Any) -> None:
        asked.append(route.request.url)
        script = route.request.resource_type == "script"
        route.fulfill(
            body="window.asked = 1" if script else "h1 { color: red !important }",
            content_type=f"text/{'javascript' if script else 'css'}",
        )

    with chromium.new_context() as context:
        context.set_default_timeout(5000)
        context.route(lambda url: urlsplit(url).hostname != "127.0.0.1", answer)
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and wrong.append(message.text))
        yield page, asked
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "host"),
    [
        ("extra_css of another host that policy allows", "https://styles.example/own.css"),
        ("extra.analytics of Google", "https://www.googletagmanager.com/gtag/js?id=G-XXXXXXXXXX"),
        ("extra.analytics of another provider, allowed", "https://mill.example/count.js"),
    ],
)
def test_another_host_is_asked_where_a_setting_says_so(address: Any, asked: Any, name: str, host: str) -> None:
    page, hosts = asked
    page.goto(address(name) + "about/")
    page.wait_for_function(
        "() => window.asked || getComputedStyle(document.querySelector('h1')).color === 'rgb(255, 0, 0)'"
    )
    assert hosts == [host]


@pytest.mark.parametrize("button", ["Accept", "Reject"])
def test_nobody_is_asked_without_consent(address: Any, asked: Any, button: str) -> None:
    page, hosts = asked
    page.goto(address("extra.consent") + "about/")
    form = page.locator(".md-consent__inner")
    expect(form).to_be_visible()
    assert hosts == []
    with page.expect_navigation():
        form.get_by_text(button).click()
    if button == "Accept":
        page.wait_for_function("() => window.asked")
    page.locator("footer a[href='#__consent']").click()
    expect(form).to_be_visible()
    assert form.locator("[name=mill]").is_checked() is (button == "Accept")
    assert len(hosts) == (button == "Accept")
