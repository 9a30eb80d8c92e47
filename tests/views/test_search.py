"""What the search is given: all that a reader would look for, and nothing that a later day can change."""

import dataclasses
import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from daybrief.engine.dependencies import contents
from daybrief.ledger.ledger import Ledger
from daybrief.model.registry import KINDS, Registry
from daybrief.views import Page
from daybrief.views.search import Document, day_document, document_tasks, entry_document, page_document
from tests.ledger.telling import compile_ledger, tell
from tests.output.test_html import renderer


@pytest.fixture(scope="module")
def day(told: Ledger) -> Document:
    return day_document(told, told.dates[1])


def printed(page: Page) -> str:
    """A document, as the search is given it."""
    return renderer().body(page)


def facets(document: Document) -> list[tuple[str, str]]:
    """What the results can be narrowed to."""
    page = Page("", "search/day.html" if document.kind == "day" else "search/entry.html", document)
    return re.findall(r'<meta data-pagefind-filter="(\w+)\[content\]" content="([^"]*)">', printed(page))


def test_a_day_can_be_narrowed_to_by_what_was_read(day: Document) -> None:
    found = facets(day)
    assert {("year", "2032"), ("kind", "Day"), ("sector", "North Shore"), ("source", "Dolmar Lake Office")} <= {*found}
    assert len(set(found)) == len(found)


def test_it_has_the_names_of_what_the_day_mentions_and_of_nothing_else(told: Ledger, day: Document) -> None:
    assert day.names["speakers"]["dolmar-office"] == "Dolmar Lake Office"
    assert "senn" in day.names["places"]
    registry: Any = Registry(**dict(contents(told.registry)))
    assert "brede" not in day_document(told, told.dates[2]).names["places"]
    renamed = dataclasses.replace(registry.places["brede"], name="Another")
    other = dataclasses.replace(registry, places={**registry.places, "brede": renamed, "new": renamed})
    again = compile_ledger(map(told.day, told.dates), other)
    assert day_document(again, told.dates[2]) == day_document(told, told.dates[2])
    assert day_document(again, told.dates[1]) != day


def test_a_hand_written_page_is_given_as_it_is(told: Ledger) -> None:
    """What it shows as `<b>` is a word to be found, and no tag."""
    html = "<h1>Tags</h1>\n<p>We write <code>&lt;b&gt;</code> &amp; never <em>bold</em>.</p>"
    document = printed(page_document("about/", "A & B", html))
    assert html in document
    assert 'content="A &amp; B"' in document


def test_days_of_closed_years_and_all_else_are_made_in_two_places(told: Ledger) -> None:
    made = {task.url: task.make() for task in document_tasks(told, told.dates)}
    days = [url for url in made if url.split("/")[2].isdecimal()]
    assert days == ["search/past/2031/12/30/", "search/now/2032/01/02/", "search/now/2032/01/03/"]
    assert {made[url].template for url in days} == {"search/day.html"}
    assert made["search/now/subscribe/"].template == "search/subscribe.html"
    entries = made.keys() - {*days, "search/now/subscribe/"}
    assert entries == {f"search/now/{url}" for kind in KINDS for url in addresses(kind, getattr(told.registry, kind))}
    assert {made[url].template for url in entries} == {"search/entry.html"}
    assert {task.url for task in document_tasks(told, [])} == entries | {"search/now/subscribe/"}
    assert "search/now/2031/12/30/" in {task.url for task in document_tasks(told, told.dates[:1])}


def addresses(kind: str, entries: Any) -> list[str]:
    folder = {"sectors": "front", "tracks": "diplomacy"}.get(kind, kind)
    return [f"{folder}/{name}/" for name in entries]


def test_a_document_says_all_that_a_day_mentions_by_name(tmp_path: Path) -> None:
    position = {"plan": "accord", "party": "morvane", "point": "border", "is": "rejects"}
    more: dict[str, Any] = {"articles": {"herald": {"source": "grey-herald"}, "again": {"source": "courier"}}}
    more["claims"] = [
        {"id": "hill", "by": ["far-wire", "abbot"], "sector": "river", "places": ["tarn-hill", "orn"]},
        {"id": "talk", "by": "kestria-army", "event": "round", "position": position, "figures": {"boats": 3}},
        {"id": "line", "by": "walker", "sector": "line", "movement": {"advance": "kestria"}},
    ]
    names = {"preferred": {"uk": "Орн"}, "other": ["Orn Town"]}
    places = {"orn": {"name": "Orn", "names": names}, "tarn-hill": {"name": "Tarn", "names": {"other": ["Hill"]}}}
    ledger = tell(tmp_path, {"2031-03-01": more}, {"places": places})
    document = day_document(ledger, dt.date(2031, 3, 1))
    assert (document.kind, document.title, document.date) == ("day", "The day of 2031-03-01", dt.date(2031, 3, 1))
    assert facets(document) == [
        ("year", "2031"),
        ("kind", "Day"),
        ("sector", "The river"),
        ("sector", "The whole line"),
        ("source", "The Courier"),
        ("source", "Grey Herald"),
    ]
    assert document.names == {
        "sectors": {"river": "The river", "line": "The whole line"},
        "places": {"tarn-hill": "Tarn", "orn": "Orn"},
        "tracks": {"harbour-talks": "The harbour talks"},
        "plans": {"accord": "The harbour accord"},
        "parties": {"morvane": "Morvane", "kestria": "Kestria"},
        "sources": {"courier": "The Courier", "grey-herald": "Grey Herald"},
        "actors": {},
        "measures": {"boats": "boats"},
        "speakers": {
            "far-wire": "Far Wire",
            "abbot": "The abbot of Orn",
            "kestria-army": "Army of Kestria",
            "walker": "A walker",
        },
        "points": {"accord/border": "The border", "accord/water": "Water"},
    }


def test_documents_of_entries_and_hand_written_pages(tmp_path: Path) -> None:
    names = {"preferred": {"uk": "Орн"}}
    registry = tell(tmp_path, {"2031-03-01": {}}, {"places": {"orn": {"name": "Orn", "names": names}}}).registry
    registry = Registry(**dict(contents(registry)))
    for kind, name, word in [
        ("parties", "kestria", "party"),
        ("sectors", "ridge", "sector"),
        ("places", "orn", "place"),
        ("measures", "boats", "measure"),
    ]:
        entry = getattr(registry, kind)[name]
        found = entry_document(registry, kind, name)
        assert (found.kind, found.title, found.record, found.date) == (word, entry.name, entry, None)
        assert "Орн" not in printed(Page("", "search/entry.html", found)), "names are looked up apart"
        assert [facet for facet, _ in facets(found)] == ["kind"]
    page = page_document("about/", "About", "<p>")
    assert (page.url, page.template) == ("about/", "search/page.html")
    assert page.view == Document(kind="page", title="About", record=page.view.record, names={})
