"""The table of names that the search looks in first: one row a page, its own name first, then other spellings."""

import json
from pathlib import Path
from typing import Any

from daybrief import urls
from daybrief.engine.dependencies import contents
from daybrief.model.registry import KINDS, Registry
from daybrief.output.search_names import LISTS, table
from tests.ledger.telling import tell
from tests.output.test_html import renderer

REGISTRIES = {
    "places": {
        "orn": {
            "name": "Orn",
            "kind": "town",
            "region": "*North*",
            "names": {"preferred": {"uk": "Орн"}, "other": ["Orn Town", "Орн"], "historic": [{"name": "Fort Orn"}]},
        }
    },
    "actors": {
        "abbot": {"name": "The abbot of Orn", "kind": "official", "names": {"uk": "Абат"}, "other": ["Abbot"]},
        "walker": {"name": "A walker", "offices": [{"title": "Guide"}, {"title": "Boy", "until": "2030-01-01"}]},
    },
    "sources": {"far-wire": {"name": "Far Wire", "short": "FW", "kind": "news_agency", "country": "Kestria"}},
    "sectors": {"ridge": {"name": "The ridge", "places": ["orn"], "read_as": {"far-wire": "Ridge line"}}},
    "measures": {"boats": {"name": "boats", "one": "boat"}},
}


def rows(tmp_path: Path) -> dict[str, Any]:
    registry = tell(tmp_path, {"2031-03-01": {}}, REGISTRIES).registry
    found = json.loads(table(Registry(**dict(contents(registry))), renderer().words, [("about/", "About", "<p>Us")]))
    assert found["locale"] == "en-GB"
    return {url: row for url, *row in found["pages"]}


def test_a_page_has_its_name_what_it_is_and_other_spellings(tmp_path: Path) -> None:
    found = rows(tmp_path)
    orn = ["Orn", "Орн", "Orn Town", "Fort Orn"]
    assert found["places/orn/"] == ["Place", "town, North", [orn]]
    assert found["actors/abbot/"] == ["Person or body", "official", [["The abbot of Orn", "Абат", "Abbot"]]]
    assert found["actors/walker/"] == ["Person or body", "Guide", [["A walker"]]]
    assert found["sources/far-wire/"] == ["Source", "news agency, Kestria", [["Far Wire", "FW"]]]
    assert found["front/ridge/"] == ["Sector", "", [["The ridge", "Ridge line"], orn]], "and those of its places"
    assert found["measures/boats/"] == ["Figures", "", [["boats"], ["boat"]]], "of which no page is found by the other"
    assert found["about/"] == ["Page", "", [["About"]]]


def test_every_list_can_be_looked_for() -> None:
    assert {*urls.LISTS} - {urls.HOME} == LISTS.keys()


def test_lists_have_their_titles_and_other_words(tmp_path: Path) -> None:
    found = rows(tmp_path)
    assert found["archive/"] == ["Page", "", [["Archive"], ["all days"], ["calendar"]]]
    assert found["claims/#contested"] == [
        "Page",
        "",
        [["All claims: contested"], ["contested"], ["disputed"], ["denied"]],
    ]
    for kind in KINDS:
        folder = {"sectors": "front", "tracks": "diplomacy"}.get(kind, kind)
        assert f"{folder}/" in found
