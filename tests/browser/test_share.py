"""The mark of a statement: it copies what is said with who says it, or hands it on; else it is a link."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import SUBPATH

pytestmark = pytest.mark.browser

DAY = "2032/01/02/"
MAY = ["clipboard-read", "clipboard-write"]
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
HANDED = """(how) => {
  window.handed = [];
  navigator.share = async (what) => { handed.push(what); if (how) throw new DOMException("no", how); };
}"""


def copied(page: Page, mark: str) -> str:
    """What is on the clipboard after a click on a mark, and after the page has said so."""
    page.locator(mark).first.click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()"))


@pytest.mark.parametrize("device", [{}, {**PHONE, "has_touch": False, "is_mobile": False}], ids=["desktop", "narrow"])
def test_a_click_copies_a_claim_with_who_says_it_and_its_status(opened: Any, site: str, device: Any) -> None:
    page = opened(site + DAY, permissions=MAY, **device)
    assert copied(page, "#buoy-denied .share") == (
        "No boat of Averra reached the outer buoy. — Dolmar Lake Office (ungraded, Dolmar), Friday, January 2, 2032; "
        f"time it is about: December 30, 2031; confirmed, 2 independent voices.\n{site}{DAY}#buoy-denied"
    )
    assert page.url == site + DAY, "nobody was led away"


def test_an_event_and_an_assessment_are_copied_too(opened: Any, site: str) -> None:
    page = opened(site + DAY, permissions=MAY)
    told = copied(page, "#senn-meeting + .facts .share")
    assert told.startswith(
        "The meeting in Senn, Friday, January 2, 2032: Held, January 2, Meeting, Senn, The ferry talks; "
    )
    assert "According to Dolmar's delegation (Dolmar), The League's chair (The Lake League) – unverified." in told
    assert told.endswith(f"\n{site}{DAY}#senn-meeting")
    told = copied(page, "#assessments ~ .ledger .share")
    assert re.match(r"(Judgement|Forecast): ", told)
    assert re.search(r" — .+ \(.+\), Friday, January 2, 2032\.\n", told)


@pytest.mark.parametrize("address", ["sources/averra-works/", f"{SUBPATH[1:]}sources/averra-works/", "forecasts/"])
def test_on_another_page_the_address_is_that_on_the_day(opened: Any, site: str, address: str) -> None:
    page = opened(site + address, permissions=MAY)
    mark = page.locator(".entry .share").first
    href = mark.evaluate("link => link.href")
    assert re.search(r"/203\d/\d\d/\d\d/#[\w-]+$", href)
    assert copied(page, ".entry .share").endswith(f"\n{href}")


def test_what_was_searched_for_is_not_in_the_address(opened: Any, site: str) -> None:
    page = opened(f"{site}{DAY}?h=buoy", permissions=MAY)
    assert copied(page, "#buoy-denied .share").endswith(f"\n{site}{DAY}#buoy-denied")


def test_the_feed_s_address_is_copied(opened: Any, site: str) -> None:
    page = opened(site + "subscribe/", permissions=MAY)
    assert copied(page, "main .share") == f"{site}feed.xml"


def test_a_phone_hands_it_on(opened: Any, site: str) -> None:
    page = opened(site + DAY, **PHONE)
    page.evaluate(HANDED, "")
    page.locator("#buoy-denied .share").tap()
    page.wait_for_function("handed.length")
    (what,) = page.evaluate("handed")
    assert what["url"] == f"{site}{DAY}#buoy-denied"
    assert what["text"].startswith("No boat of Averra reached")
    assert page.url == site + DAY
    assert page.locator(".said").inner_text() == ""


@pytest.mark.parametrize("why", ["AbortError", "NotAllowedError"])
def test_who_changes_his_mind_stays_and_who_may_not_share_is_led_there(opened: Any, site: str, why: str) -> None:
    page = opened(site + DAY, **PHONE)
    page.evaluate(HANDED, why)
    page.locator("#buoy-denied .share").tap()
    page.wait_for_function("handed.length")
    page.wait_for_url(site + DAY + ("" if why == "AbortError" else "#buoy-denied"))


@pytest.mark.parametrize("without", ["scripts", "clipboard"])
def test_where_nothing_can_be_copied_the_mark_is_a_link(opened: Any, site: str, without: str) -> None:
    if without == "scripts":
        page = opened(site + DAY, java_script_enabled=False)
    else:  # as on a site without TLS
        page = opened(site + "about/")
        page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
        page.goto(site + DAY)
    page.locator("#buoy-denied .share").click()
    expect(page).to_have_url(f"{site}{DAY}#buoy-denied")
    expect(page.locator("#buoy-denied")).to_be_in_viewport()


def test_a_click_for_another_tab_opens_one(opened: Any, site: str) -> None:
    page = opened(site + DAY, permissions=MAY)
    with page.context.expect_page() as other:
        page.locator("#buoy-denied .share").click(modifiers=["Control"])
    other.value.wait_for_url(f"{site}{DAY}#buoy-denied")
