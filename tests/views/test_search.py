"""What the search is given: all that a reader would look for, and nothing that a later day can change."""

import dataclasses
from typing import Any

import pytest

from daybrief.engine.dependencies import contents
from daybrief.ledger.ledger import Ledger
from daybrief.model.registry import Registry
from daybrief.output.html import Renderer
from daybrief.pipeline.site import speak
from daybrief.views.search import Document, day_document, document_page, entry_document, page_document
from tests.output.test_html import SETTINGS


@pytest.fixture(scope="module")
def day(told: Ledger) -> Document:
    return day_document(told.day(told.dates[1]), told.registry)


def test_a_day_can_be_narrowed_to_by_what_was_read(day: Document) -> None:
    assert day.url == "2032/01/02/"
    assert ("sector", "North Shore") in day.facets
    assert ("source", "Dolmar Lake Office") in day.facets
    assert len(set(day.facets)) == len(day.facets)


def test_other_spellings_of_its_places_are_there(day: Document) -> None:
    assert "Hask = Χασκ, Haskholm" in day.spellings


def test_it_has_the_names_of_what_the_day_mentions_and_of_nothing_else(told: Ledger, day: Document) -> None:
    assert day.names["speakers"]["dolmar-office"] == "Dolmar Lake Office"
    assert "senn" in day.names["places"]
    registry: Any = Registry(**dict(contents(told.registry)))
    assert "brede" not in day_document(told.day(told.dates[2]), registry).names["places"]
    renamed = dataclasses.replace(registry.places["brede"], name="Another")
    other = dataclasses.replace(registry, places={**registry.places, "brede": renamed, "new": renamed})
    assert day_document(told.day(told.dates[2]), other) == day_document(told.day(told.dates[2]), registry)
    assert day_document(told.day(told.dates[1]), other) != day


def test_a_hand_written_page_is_given_as_it_is(told: Ledger) -> None:
    """What it shows as `<b>` is a word to be found, and no tag."""
    html = "<h1>Tags</h1>\n<p>We write <code>&lt;b&gt;</code> &amp; never <em>bold</em>.</p>"
    words, _ = speak(SETTINGS)
    assert words
    document = Renderer(SETTINGS, words).body(document_page(page_document("about/", "A & B", html)))
    assert html in document
    assert 'content="A &amp; B"' in document


def test_an_entry_is_found_by_its_other_names(told: Ledger) -> None:
    def spellings(kind: str, name: str) -> str:
        return entry_document(kind, name, getattr(told.registry, kind)[name], told.registry).spellings

    assert spellings("places", "hask") == "Hask = Χασκ, Haskholm, Fort Hask, Old Landing"
    assert spellings("actors", "league-chair") == "The League's chair = Η πρόεδρος, The Chair"
    assert spellings("sectors", "north-shore") == spellings("places", "hask"), "by those of its places"
    assert spellings("sources", "tide-wire") == ""
