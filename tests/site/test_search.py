"""The first site's search: what readers of it type, and what the index knows."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.test_search_names import ask, missed, spellings
from tests.browser.test_search_worker import START, search
from tests.projects import ROOT
from tests.reading import Built, dead, indexed


def test_each_page_is_indexed_once_and_lists_are_not(built: Built) -> None:
    known = indexed(built.site)
    assert "/2025/12/03/" in known
    assert "/method/" in known
    assert "/places/siversk/" in known
    for address in ("/", "/archive/", "/2025/", "/2025/12/", "/sources/", "/404.html"):
        assert address not in known, "it would repeat another page's text"
    assert [url for url in known if dead(built.site, built.address, built.address + url.lstrip("/"), built.pages)] == []


def test_a_day_has_facets(built: Built) -> None:
    day: Any = indexed(built.site)["/2025/12/03/"]
    assert day["filters"]["kind"] == ["Day"]
    assert day["filters"]["year"] == ["2025"]
    assert "Siversk" in day["filters"]["sector"]
    assert "SouthFront" in day["filters"]["source"]


def test_no_entry_is_shown_by_its_other_names_or_codes(built: Built) -> None:
    place: Any = indexed(built.site)["/places/siversk/"]
    assert "Северск" not in str(place)
    assert "UA14020070010064896" not in place["content"]
    assert "UA14020070010064896" in place["meta"]["codes"], "but found by them"


MEANT = {
    "Pokrovsk": "/places/pokrovsk/",
    "pokrovsk kind:sector": "/front/pokrovsk/",
    "ISW": "/sources/isw/",
    "IAEA": "/sources/iaea/",
    "AP": "/sources/ap/",
    "Генштаб": "/sources/ua-gs/",
    "Умеров": "/actors/umerov/",
    "Umerov": "/actors/umerov/",
    "Зеленського": "/actors/zelenskyy/",
    "Зеленскому": "/actors/zelenskyy/",
    "3 December": "/2025/12/03/",
    "Dec 3": "/2025/12/03/",
    "December 3": "/2025/12/03/",
    "3 Dec 2025": "/2025/12/03/",
    "3.12.2025": "/2025/12/03/",
    "2025-12-03": "/2025/12/03/",
    "Siverks": "/places/siversk/",
    "Seversk": "/places/siversk/",
    "Сіверськ": "/places/siversk/",
    "Северск": "/places/siversk/",
    "северске": "/places/siversk/",
    "Севе": "/places/siversk/",
    "Sivers": "/places/siversk/",
    "Krasnoarmeysk": "/places/pokrovsk/",
    "Volchansk": "/places/vovchansk/",
    "Mirnograd": "/places/myrnohrad/",
    "contested": "/claims/#contested",
    "subscribe": "/subscribe/",
    "RSS": "/subscribe/",
    "feed": "/subscribe/",
}
"""What readers type, and the page that they mean by it."""


@pytest.mark.browser
def test_what_readers_type_finds_first_what_they_mean(opened: Any, site: str) -> None:
    found = ask(opened(site + START), MEANT)
    assert missed(found, {words: {address} for words, address in MEANT.items()}, 1) == {}


@pytest.mark.browser
def test_other_spellings_find_as_many_days(opened: Any, site: str) -> None:
    page = opened(site + START)
    for name, others in (("Umerov", ["Умеров"]), ("Siversk", ["Seversk", "Сіверськ", "Северск", "Севе", "Siverks"])):
        answers = ask(page, [name, *others]).items()
        found = {words: sorted(one for one in some if one.startswith("/2025/")) for words, some in answers}
        assert found[name]
        assert found == dict.fromkeys(found, found[name])


@pytest.mark.browser
def test_nothing_is_found_of_what_no_page_has(opened: Any, site: str) -> None:
    assert ask(opened(site + START), ["xyzzy", "isolation"]) == {"xyzzy": [], "isolation": []}


@pytest.mark.browser
def test_a_word_finds_the_statements_that_have_it(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "encircled")
    first = page.locator(".md-search-result__item").first
    expect(first.locator("h1")).to_have_text("Tuesday, 2 December 2025")
    statement = first.locator("a[href*='#siversk-encirclement']")
    expect(statement.locator("h2")).to_have_text("Timofey Yermakov")
    expect(statement.locator("mark").first).to_have_text("encircling")


@pytest.mark.browser
@pytest.mark.slow  # a table of some 400
def test_each_spelling_of_the_registries_finds_its_page(opened: Any, site: str) -> None:
    meant = spellings(ROOT / "briefings/registry")
    assert missed(ask(opened(site + START), meant), meant, 3) == {}


@pytest.mark.browser
def test_of_the_index_as_much_is_loaded_as_there_is(opened: Any, site: str) -> None:
    page = opened(site + START)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url.removeprefix(site)))
    page.reload()
    page.keyboard.press("/")
    search(page, "Siversk")
    assert "pagefind/now/pagefind.js" in asked
    assert not [address for address in asked if address.startswith("pagefind/past")], "a site of one year"
    assert not [address for address in asked if "/filter/" in address], "nobody looks at them yet"
