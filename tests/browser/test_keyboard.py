"""Single keys: from statement to statement, and their list; where they do nothing, and how they are turned off."""

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_pages import violations
from tests.cases import slow_but

pytestmark = pytest.mark.browser

DAY = "2032/01/05/"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def keys(page: Page, pressed: str) -> None:
    for key in pressed.split():
        page.keyboard.press(key)


@pytest.mark.parametrize("width", slow_but([390], [390, 1280]))
def test_j_and_k_go_from_statement_to_statement(opened: Any, site: str, width: int) -> None:
    page = opened(site + DAY, width=width)
    keys(page, "j")
    assert focused(page) == "letter-0"
    keys(page, "j j j")
    assert focused(page) == "letter-3"
    keys(page, "k")
    assert focused(page) == "letter-2"
    entry, header = page.locator("#letter-2"), page.locator(".md-header").bounding_box()
    expect(entry).to_be_in_viewport()
    assert header
    assert entry.evaluate("entry => entry.getBoundingClientRect().top") >= header["y"] + header["height"]
    assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    keys(page, "Tab")
    assert page.evaluate("document.activeElement.closest('.entry').id") == "letter-2", "and on into it"


def test_they_stop_at_the_first_and_at_the_last(opened: Any, site: str) -> None:
    page = opened(site + DAY)
    keys(page, "k")
    assert focused(page) == "", "above the first there is none"
    page.locator("#letter-39").evaluate("entry => { entry.tabIndex = -1; entry.focus() }")
    keys(page, "j")
    assert focused(page) == "letter-39"


def test_they_begin_where_the_reader_is(opened: Any, site: str) -> None:
    page = opened(site + DAY)
    page.locator("#letter-20").evaluate("entry => entry.scrollIntoView()")
    keys(page, "j")
    assert int(focused(page).removeprefix("letter-")) in (20, 21)
    page.locator("#letter-20").evaluate("entry => { document.activeElement.blur(); entry.scrollIntoView() }")
    keys(page, "k")
    assert int(focused(page).removeprefix("letter-")) in (18, 19)


def test_they_do_nothing_in_a_field_nor_with_other_keys(opened: Any, site: str) -> None:
    page = opened(site + DAY)
    keys(page, "Control+j Alt+j Meta+k")
    assert focused(page) == ""
    keys(page, "/ j ?")
    expect(page.locator("[name=query]")).to_have_value("j?")
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()


def test_a_question_mark_lists_the_keys_that_do_something_here(opened: Any, site: str) -> None:
    page = opened(site + DAY)
    keys(page, "?")
    dialog = page.get_by_role("dialog", name="Keys")
    expect(dialog).to_be_visible()
    assert violations(page, ".db-keys") == ""
    assert [row.inner_text().split("\n")[0] for row in dialog.locator("dt:visible").all()] == [
        "j k",
        "/ f s",
        "p n",
        "?",
    ]
    keys(page, "j f")
    expect(dialog, "nothing moves behind it").to_be_visible()
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    keys(page, "Escape")
    expect(dialog).to_be_hidden()
    other = opened(site + "archive/", color_scheme="dark", width=390)
    keys(other, "?")
    assert [row.inner_text() for row in other.locator(".db-keys dt:visible").all()] == ["/ f s", "?"]
    assert violations(other, ".db-keys") == ""
    other.get_by_role("button", name="Close").click()
    expect(other.locator(".db-keys")).to_be_hidden()


def test_who_turns_them_off_turns_off_all_single_keys_and_for_good(opened: Any, site: str) -> None:
    page = opened(site + DAY)
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="These keys are on").uncheck()
    for address in ("", DAY):  # where they were turned off, and on another page
        keys(page, "Escape j ? f")
        assert focused(page) == ""
        expect(page.locator(".db-keys")).to_be_hidden()
        assert not page.locator("[data-md-toggle=search]").is_checked(), "Material's too"
        page.goto(site + address)
    page.get_by_role("button", name="Keys").click()
    page.get_by_role("checkbox", name="These keys are on").check()
    keys(page, "Escape k")
    assert focused(page) == "letter-39", "the last one above the button"


def test_where_nothing_may_be_kept_keys_work(chromium: Any, site: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.add_init_script(
            "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no') } })"
        )
        page.goto(site + DAY)
        keys(page, "j")
        assert focused(page) == "letter-0"
        page.get_by_role("button", name="Keys").click()
        page.get_by_role("checkbox").uncheck()
        keys(page, "Escape k")
        assert focused(page) == ""


def test_without_scripts_there_is_no_button_for_them(opened: Any, site: str) -> None:
    expect(opened(site + DAY, java_script_enabled=False).locator(".db-help")).to_be_hidden()
