"""The headers that operators are told to send: they add to each page's own policy, and bar nothing that it needs."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_search_worker import search
from tests.browsing import served
from tests.test_docs import RUN, blocks

pytestmark = pytest.mark.browser


def test_the_headers_bar_nothing_that_a_page_needs(opened: Any, lake: Path) -> None:
    (block,) = blocks(RUN, "text")
    headers = dict(re.findall(r"^  ([\w-]+): (.*)$", block.partition("\n/*.svg")[0], re.M))
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"], "which a page cannot say of itself"
    assert len(headers) == 4
    with served({"/": lake}, headers) as address:
        page = opened(address + "2032/01/02/")
        expect(page.locator("h1")).to_be_visible()
        search(page, "buoy")
        expect(page.locator(".md-search-result__link").first).to_be_visible()
