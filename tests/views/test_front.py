"""The front: which sectors come first, what each shows, and what its map marks."""

import datetime as dt
from pathlib import Path
from typing import Any

from daybrief.views.front import DAYS, FrontView
from tests.ledger.telling import all_pages, tell
from tests.views.harbour import harbour, words

ADVANCE = {"by": "kestria-army", "sector": "ridge", "movement": {"advance": "kestria"}}
SECTORS = {
    "ridge": {"name": "The ridge", "places": ["orn", "end"]},
    "whole": {"name": "All of it", "kind": "whole", "places": ["orn"]},
    "far": {"name": "Far off"},
}
PLACES = {
    "orn": {"name": "Orn", "coordinates": {"lat": 10, "lon": 20, "origin": "a map"}},
    "end": {"name": "End", "coordinates": {"lat": 11, "lon": 22, "origin": "a map"}},
}


def front(folder: Path, days: dict[str, Any], registry: dict[str, Any] | None = None) -> FrontView:
    return next(page.view for page in all_pages(tell(folder, days, registry)) if page.url == "front/")


def told(view: FrontView) -> list[tuple[int | None, list[str]]]:
    """The sectors by the day on which they were read last."""
    return [(date and date.day, [card.sector.text for card in cards]) for date, cards in view.groups]


def test_the_newest_report_comes_first_and_days_without_one_are_no_days() -> None:
    view = harbour().views["front/"]
    assert [f"{date}" for date in view.days] == ["2031-03-05", "2031-03-04", "2031-03-02", "2031-03-01"]
    days = {card.sector.text: [cell.date.day for cell in card.days] for _, cards in view.groups for card in cards}
    assert {name: some for name, some in days.items() if some} == {
        "The ridge": [2, 1],
        "The river": [1],
        "The whole line": [5, 4],
    }
    assert [date.day for date, _ in view.groups if date] == [5, 2, 1]
    assert all(cell.lines for _, cards in view.groups for card in cards for cell in card.days)


def test_days_without_a_report_are_one_line() -> None:
    shown = words(harbour().shown["front/"])
    assert "2 Mar 2031 ; no report read since then The ridge" in shown
    assert "5 Mar 2031 The whole line" in shown
    assert shown.count("no report read since then") == 2


def test_a_sector_keeps_its_last_day_when_the_week_is_over(tmp_path: Path) -> None:
    days: dict[str, Any] = {f"2031-03-{number:02}": {} for number in range(1, 21)}
    days["2031-03-02"] = {"claims": [{"id": "hill", **ADVANCE, "sector": "river"}]}
    view = front(tmp_path, days)
    assert len(view.days) == DAYS
    assert told(view)[1] == (2, ["The river"])
    assert view.groups[1][1][0].days == ()
    assert view.groups[2][0] is None, "of the others nothing was read yet"
    assert view.map == (), "nothing moved in this week"


def test_every_sector_has_a_card_with_its_kind_and_its_statements() -> None:
    cards = [card for _, some in harbour().views["front/"].groups for card in some]
    assert [card.sector.url for card in cards] != []
    ledger = harbour().ledger
    assert {card.sector.url: (card.kind, card.count) for card in cards} == {
        f"front/{name}/": (sector.kind, len(ledger.postings(f"about sectors/{name}")))
        for name, sector in ledger.registry.sectors.items()
    }


def test_the_map_marks_what_moved_last_by_party_and_status(tmp_path: Path) -> None:
    fighting = {"by": "grey-herald", "sector": "ridge", "movement": {"fighting": ["kestria", "morvane"]}}
    days = {
        "2031-03-01": {"claims": [{"id": "hill", **ADVANCE}]},
        "2031-03-02": {
            "claims": [
                {"id": "road", **ADVANCE},
                {"id": "wood", **fighting},
                {"id": "line", **ADVANCE, "sector": "whole"},
                {"id": "off", **ADVANCE, "sector": "far"},
            ]
        },
        "2031-03-03": {"claims": [{"id": "talk", "by": "grey-herald", "sector": "ridge"}]},
    }
    view = front(tmp_path, days, {"sectors": SECTORS, "places": PLACES})
    ridge, far = view.map
    assert (ridge.name, ridge.url, ridge.at, ridge.precision) == ("The ridge", "front/ridge/#map", (21, 10.5), "sector")
    signs = [(party.id, status) for party, status in ridge.signs]
    assert signs == [("kestria", "unverified"), ("morvane", "unverified")]
    assert (far.name, far.at) == ("Far off", None), "it has no place, and so none on the map"
    assert view.days[0] == dt.date(2031, 3, 3)
