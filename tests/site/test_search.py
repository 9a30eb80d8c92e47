"""The first site's search: what readers of it type, and what the index knows."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_search_worker import START, paths, query, search, status
from tests.reading import Built, dead, indexed


def test_each_page_is_indexed_once_and_lists_are_not(built: Built) -> None:
    known = indexed(built.site)
    assert "/2025/12/03/" in known
    assert "/method/" in known
    assert "/places/siversk/" in known
    for address in ("/", "/archive/", "/2025/", "/2025/12/", "/sources/", "/404.html"):
        assert address not in known, "it would repeat another page's text"
    assert [url for url in known if dead(built.site, built.address, built.address + url.lstrip("/"), built.pages)] == []


def test_a_day_has_facets_and_other_spellings(built: Built) -> None:
    day: Any = indexed(built.site)["/2025/12/03/"]
    assert day["filters"]["kind"] == ["Day"]
    assert day["filters"]["year"] == ["2025"]
    assert "Siversk" in day["filters"]["sector"]
    assert "SouthFront" in day["filters"]["source"]
    assert "Сіверськ" in day["meta"]["spellings"]
    assert "Северск" in day["meta"]["spellings"]
    assert "Сіверськ" not in day["content"], "no excerpt shows what no page says"


MEANT = {
    "Pokrovsk": {"/places/pokrovsk/", "/front/pokrovsk/"},
    "pokrovsk kind:place": {"/places/pokrovsk/"},
    "Krasnoarmeysk": {"/places/pokrovsk/"},
    "Volchansk": {"/places/vovchansk/"},
    "Mirnograd": {"/places/myrnohrad/"},
    "Seversk": {"/places/siversk/"},
    "Сіверськ": {"/places/siversk/"},
    "Северск": {"/places/siversk/"},
    "северске": {"/places/siversk/"},
    "Севе": {"/places/siversk/"},
    "Sivers": {"/places/siversk/", "/front/siversk/"},
    "Siverks": {"/places/siversk/", "/front/siversk/"},
    "Умеров": {"/actors/umerov/"},
    "Зеленського": {"/actors/zelenskyy/"},
    "3 December": {"/2025/12/03/"},
    "December 3": {"/2025/12/03/"},
    "2025-12-03": {"/2025/12/03/"},
    "subscribe": {"/subscribe/"},
    "RSS": {"/subscribe/"},
    "feed": {"/subscribe/"},
}
"""What readers type, and the pages that they may mean by it."""


@pytest.mark.browser
def test_what_readers_type_finds_first_what_they_mean(opened: Any, site: str) -> None:
    page = opened(site + START)
    found = {words: paths(search(page, words))[:1] for words in MEANT}
    assert not {words: first for words, first in found.items() if not MEANT[words].intersection(first)}


@pytest.mark.browser
def test_a_place_is_found_with_its_days_in_every_spelling(opened: Any, site: str) -> None:
    page = opened(site + START)
    for words in ("Siversk", "Seversk", "Сіверськ", "Северск", "Севе", "Sivers"):
        found = paths(search(page, words))
        assert "/places/siversk/" in found[:3], (words, found)
        assert "/2025/12/03/" in found, (words, found)


@pytest.mark.browser
def test_the_index_is_loaded_with_the_first_search_and_as_far_as_there_is_one(opened: Any, site: str) -> None:
    page = opened(site + START)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.reload()
    page.keyboard.press("/")
    query(page).fill("year:2025")
    expect(status(page)).to_have_text("Add a word to search for.")
    assert not [address for address in asked if "pagefind" in address]
    search(page, "Siversk")
    assert "pagefind/now/pagefind.js" in asked
    assert not [address for address in asked if address.startswith("pagefind/past")], "a site of one year"
    assert not [address for address in asked if "/filter/" in address], "nobody looks at them yet"
