"""Names and dates: what readers call a page or a day, asked of the search's worker itself, in one open page."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from daybrief import urls
from tests.browser.test_search_worker import START, search, status
from tests.projects import LAKE

pytestmark = pytest.mark.browser

ASK = """async ([worker, queries]) => {
  const each = async (mine) => {
    const search = new Worker(worker);
    const answer = (type) => new Promise((done) => {
      search.onmessage = ({ data }) => { if (data.type === type) done(data.data); };
    });
    search.postMessage({ type: 0, data: { config: { lang: ["en"] }, options: { suggest: false } } });
    await answer(1);
    const found = [];
    for (const data of mine) {
      search.postMessage({ type: 2, data });
      const { items } = await answer(3);
      found.push([data, items.map(([first]) => first.location)]);
    }
    search.terminate();
    return found;
  };
  const parts = [0, 1, 2, 3].map((n) => each(queries.filter((_, i) => i % 4 === n)));
  return Object.fromEntries((await Promise.all(parts)).flat());
}"""
"""Speaks Material's messages. Before each answer the worker waits for another key, so four of them are asked."""


def ask(page: Page, queries: Iterable[str]) -> dict[str, list[str]]:
    """By query: the addresses that the search finds, the best first."""
    worker = page.evaluate("new URL('../assets/javascripts/search.js', location).href")
    found: dict[str, list[str]] = page.evaluate(ASK, [worker, [*queries]])
    return found


def spellings(registry: Path) -> dict[str, set[str]]:
    """Every name, short name and other spelling in a folder of registries, with the pages that are called so."""
    found: dict[str, set[str]] = {}
    for kind, folder in urls.FOLDERS.items():
        file = registry / f"{kind}.yml"
        for name, entry in (yaml.safe_load(file.read_text("utf-8")) if file.exists() else {}).items():
            others = entry.get("names", {})
            listed = [entry["name"], entry.get("short"), *entry.get("other", [])]
            if kind == "places":
                listed += others.get("other", []) + [one["name"] for one in others.get("historic", [])]
                others = others.get("preferred", {})
            for one in filter(None, [*listed, *others.values()]):
                found.setdefault(str(one), set()).add(f"/{folder}{name}/")
    return found


def missed(found: Mapping[str, Sequence[str]], meant: Mapping[str, set[str]], within: int) -> dict[str, Sequence[str]]:
    """The words that lead to another page than they mean among the first `within`, with what stands there."""
    return {words: found[words][:within] for words in meant if not meant[words] <= {*found[words][:within]}}


def test_each_spelling_of_the_registries_finds_its_page(opened: Any, lake_site: str) -> None:
    meant = spellings(LAKE / "briefings/registry")
    assert "Χασκ" in meant
    assert missed(ask(opened(lake_site + START), meant), meant, 3) == {}


MEANT = {
    "Hask": "/places/hask/",
    "hask kind:place": "/places/hask/",
    "Haskholm": "/places/hask/",
    "χασκ": "/places/hask/",
    "Haskholmu": "/places/hask/",
    "Haskh": "/places/hask/",
    "landing": "/places/hask/",
    "Oriel": "/places/oriel/",
    "Haskhlom": "/places/hask/",
    "Dolmra": "/parties/dolmar/",
    "προέδρου": "/actors/league-chair/",
    "πρόεδρος": "/actors/league-chair/",
    "Forecasts": "/forecasts/",
    "corrections": "/corrections/",
    "all days": "/archive/",
    "Disagreements": "/disputes/",
    "upcoming": "/ahead/",
    "subscribe": "/subscribe/",
    "rss": "/subscribe/",
    "contested": "/claims/#contested",
}
"""What readers type, and the page that they mean by it."""
DATES = [
    *("2 January", "2 Jan", "2. January", "2nd January", "January 2", "Jan 2", "jan. 2", "January 2nd"),
    *("2 January 2032", "2 Jan 2032", "January 2, 2032", "Jan 2 2032", "Friday 2 January 2032"),
    *("2032-01-02", "2032-1-2", "2.1.2032", "02.01.2032", "2/1/2032", "2 January year:2032"),
]


def test_what_readers_type_finds_first_what_they_mean(opened: Any, site: str) -> None:
    found = ask(opened(site + START), MEANT)
    assert missed(found, {words: {address} for words, address in MEANT.items()}, 1) == {}


def test_a_date_in_any_common_form_finds_its_day_first(opened: Any, site: str) -> None:
    found = ask(opened(site + START), DATES)
    assert missed(found, {words: {"/2032/01/02/"} for words in DATES}, 1) == {}


def test_a_date_without_a_day_finds_no_other_day(opened: Any, site: str) -> None:
    found = ask(opened(site + START), ["2 January 2033", "12/30/2031"])
    assert found["2 January 2033"] == []
    assert found["12/30/2031"][0] == "/2031/12/30/", "only one of the two can be a month"


def test_a_date_narrows_what_other_words_find(opened: Any, site: str) -> None:
    found = ask(opened(site + START), ["Hask 30 December", "Hask 2 January"])
    assert found["Hask 30 December"][0] == "/2031/12/30/"
    assert found["Hask 2 January"][0] == "/2032/01/02/"


def test_another_spelling_finds_as_much_as_the_name(opened: Any, site: str) -> None:
    page = opened(site + START)
    found = {words: sorted(some) for words, some in ask(page, ["Hask", "Haskholm", "Χασκ", "χασκα"]).items()}
    assert "/2032/01/02/" in found["Hask"]
    assert found == dict.fromkeys(found, found["Hask"])
    search(page, "Χασκ")
    expect(status(page)).to_contain_text("Found as another spelling of Hask.")
    day = page.locator(".md-search-result__item", has=page.locator("a[href*='/2032/01/02/']"))
    expect(day.locator("mark").first).to_have_text("Hask")


def test_another_spelling_is_known_among_other_words(opened: Any, site: str) -> None:
    found = ask(opened(site + START), ["Hask buoys", "Χασκ buoys"])
    assert found["Hask buoys"]
    assert {*found["Χασκ buoys"]} == {*found["Hask buoys"]}


def test_a_slip_is_asked_about(opened: Any, site: str) -> None:
    page = opened(site + START)
    search(page, "Haskhlom")
    expect(status(page)).to_have_text("Nothing found for “Haskhlom”. Did you mean Hask?")


@pytest.mark.parametrize("words", ["xyzzy", "zzyzxq", "isotope", "thereupon", "Q"])
def test_a_word_that_no_page_has_is_not_found_by_a_short_one_that_it_begins_with(
    opened: Any, site: str, words: str
) -> None:
    assert ask(opened(site + START), [words]) == {words: []}
