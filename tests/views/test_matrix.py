"""The matrix of positions: a plan's points, the parties, and in whose words."""

import datetime as dt
from pathlib import Path
from typing import Any

from daybrief.ledger.ledger import NOW, Ledger
from daybrief.views.matrix import NEWEST, matrix
from tests.ledger.telling import edition, tell
from tests.reading import parse
from tests.views.harbour import harbour, words


def cell(ledger: Ledger, point: str, party: str) -> Any:
    return next(
        it for row in matrix(ledger, "accord").rows if row.point == point for it in row.cells if it.party.id == party
    )


def test_the_plans_parties_come_first_then_others_that_took_a_position() -> None:
    view = matrix(harbour().ledger, "accord")
    assert [cell.party.id for cell in view.rows[0].cells] == ["kestria", "morvane", "oslund"]
    assert [row.point for row in view.rows] == ["", "The border", "Water"], "the whole plan, then its points"
    assert all(len(row.cells) == 3 for row in view.rows)


def test_a_party_of_which_nothing_was_read_has_no_column_but_is_named() -> None:
    view = matrix(harbour().ledger, "accord")
    assert [(party.id, read) for party, read in view.parties] == [
        ("kestria", False),
        ("morvane", True),
        ("oslund", True),
    ]
    page = harbour().shown["plans/accord/"]
    table = page.partition("<table")[2].partition("</table>")[0]
    assert "Kestria" not in table
    assert "No statement was read of: Kestria" in words(page)


def test_positions_are_told_newest_first_and_in_whose_words() -> None:
    history = cell(harbour().ledger, "The border", "morvane").history
    assert [(one.stance, one.own) for one in history] == [("conditional", False), ("rejects", True)]
    assert [one.claim.url for one in history] == ["2031/03/02/#border-later", "2031/03/02/#border-own"]
    assert [who.name for who in history[0].speakers] == ["Far Wire"]


def test_what_is_said_of_a_party_by_anothers_office_is_not_its_own_word(tmp_path: Path) -> None:
    said = {"event": "round", "position": {"plan": "accord", "party": "morvane", "is": "accepts"}}
    days = {
        "2031-03-01": {"claims": [{"id": "one", "by": "kestria-general", **said}]},
        "2031-03-02": {"claims": [{"id": "two", "by": "morvane-blog", **said}]},
        "2031-03-03": {"claims": [{"id": "three", "by": ["far-wire", "morvane-ministry"], **said}]},
    }
    history = cell(tell(tmp_path, days), "", "morvane").history
    assert [one.own for one in history] == [True, False, False], "a channel of a side holds no office"


def test_what_an_office_says_of_no_party_stands_at_the_point_alone(tmp_path: Path) -> None:
    said = {"event": "round", "by": "morvane-ministry"}
    nobodys = {"plan": "accord", "party": "none", "is": "open"}
    days = {
        "2031-03-01": {"claims": [{"id": "one", "position": nobodys, **said}]},
        "2031-03-02": {"claims": [{"id": "two", "position": {"plan": "accord", "is": "demands"}, **said}]},
    }
    row = matrix(tell(tmp_path, days), "accord").rows[0]
    assert [(one.claim.url, one.stance) for one in row.open] == [("2031/03/01/#one", "open")]
    assert {cell.party.id: [one.stance for one in cell.history] for cell in row.cells}["morvane"] == ["demands"]


def test_of_many_positions_the_newest_are_told_and_all_are_counted(tmp_path: Path) -> None:
    said = {"by": "far-wire", "event": "round", "position": {"plan": "accord", "party": "morvane", "is": "accepts"}}
    days = {f"2031-03-{n:02}": {"claims": [{"id": "one", **said}]} for n in range(1, NEWEST + 4)}
    found = cell(tell(tmp_path, days), "", "morvane")
    assert [one.claim.date.day for one in found.history] == list(range(NEWEST + 3, 3, -1))
    assert found.total == NEWEST + 3


def test_where_nothing_was_read_the_page_says_so() -> None:
    assert cell(harbour().ledger, "", "kestria").history == ()
    for url in ("plans/accord/", "diplomacy/"):
        page = words(harbour().shown[url])
        assert "no statement read" in page
        assert "Accepts with conditions , 2 Mar 2031 according to Far Wire" in page
        assert "Objects , 1 Mar 2031 according to Grey Herald" in page


def test_every_position_is_told_in_full_on_the_plans_page() -> None:
    page = harbour().shown["plans/accord/"]
    parsed = parse(page)
    for anchor in ("plan-morvane", "border-morvane", "water-oslund"):
        assert anchor in parsed.ids
    assert "by its own account" in parsed.words
    assert ("a", "../../2031/03/02/#border-own") in parsed.links
    assert ("a", "../plans/accord/#border-morvane") in parse(harbour().shown["diplomacy/"]).links


def test_the_newest_stances_stand_side_by_side_own_words_first(tmp_path: Path) -> None:
    """A told word takes the place of no own one, and an older one of the same kind goes."""

    def said(name: str, by: str, stance: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "by": by, "event": "round", "position": {"plan": "accord", "is": stance, **more}}

    days = {
        "2031-03-01": {"claims": [said("old", "morvane-ministry", "rejects", party="morvane")]},
        "2031-03-02": {
            "claims": [
                said("some", "morvane-ministry", "conditional"),  # whose own it is, its office says
                said("other", "morvane-minister", "objects"),
                said("whole", "far-wire", "accepts", party=["morvane", "oslund"]),
            ]
        },
        "2031-03-03": {"claims": [said("told", "far-wire", "rejects", party="morvane")]},
    }
    ledger = tell(tmp_path, days)
    found = cell(ledger, "", "morvane")
    assert [(one.stance, one.own) for one in found.now] == [
        ("objects", True),
        ("conditional", True),
        ("rejects", False),
    ]
    assert found.total == 5
    assert [one.stance for one in cell(ledger, "", "oslund").now] == ["accepts"], "a list is of each of its parties"


def test_what_is_said_of_a_point_and_of_no_party_stands_in_its_heading(tmp_path: Path) -> None:
    position = {"plan": "accord", "point": "water", "is": "open"}
    days = {
        "2031-03-01": {"claims": [{"id": "open", "by": "far-wire", "event": "round", "position": position}]},
        "2031-03-02": {
            "claims": [
                {"id": "again", "by": "far-wire", "event": "round", "position": position},
                {"id": "blog", "by": "kestria-blog-one", "event": "round", "position": position},
            ]
        },
        "2031-03-03": {"claims": [{"id": "not-so", "by": "kestria-blog-one", "retracts": "2031-03-02/blog"}]},
    }
    ledger = tell(tmp_path, days)
    rows = {row.point: row for row in matrix(ledger, "accord").rows}
    assert [one.claim.url for one in rows["Water"].open] == ["2031/03/02/#again"], "what was taken back is gone"
    assert all(not one.total for row in rows.values() for one in row.cells)
    page = words(next(e.renderer.body(p) for e in [edition(tmp_path)] for p in e.pages if p.url == "plans/accord/"))
    assert "Water Said to be open , 2 Mar 2031 according to Far Wire" in page


def test_a_past_day_has_no_position_that_was_added_since(tmp_path: Path) -> None:
    def said(name: str, stance: str, **more: Any) -> dict[str, Any]:
        return {"id": name, "by": "far-wire", "event": "round", "position": {"plan": "accord", "is": stance, **more}}

    added = {"kind": "update", "date": "2031-03-05", "reason": "Overlooked."}
    days = {
        "2031-03-01": {"claims": [said("told", "rejects", party="morvane"), said("free", "open", point="water")]},
        "2031-03-02": {
            "claims": [
                said("late", "accepts", party="morvane"),
                said("other", "accepts", party="oslund"),
                said("free-late", "rejects", point="water"),
            ],
            "corrections": [{**added, "target": name} for name in ("late", "other", "free-late")],
        },
        "2031-03-03": {},
        "2031-03-06": {},
    }
    ledger = tell(tmp_path, days)

    def taken(day: int) -> list[str]:
        rows = matrix(ledger, "accord", dt.date(2031, 3, day)).rows
        return [one.stance for row in rows for some in (row.open, *(cell.now for cell in row.cells)) for one in some]

    assert taken(3) == ["rejects", "open"]
    assert taken(6) == ["accepts", "accepts", "rejects"]
    parties = [[c.party.id for c in matrix(ledger, "accord", dt.date(2031, 3, day)).rows[0].cells] for day in (3, 6)]
    assert parties == [["kestria", "morvane"], ["kestria", "morvane", "oslund"]]


def test_a_stance_stands_once_whatever_office_its_speaker_has_since(tmp_path: Path) -> None:
    """An office of the claim's day says so of its own party, today too; one that came later does not."""
    now = {"date": "2031-03-02", "field": "kind", "because": "An election."}
    person = {"name": "A person", "party": {"is": "morvane", "basis": "A citizen."}}
    people = {
        "left": {**person, "kind": "commentator", "changes": [{**now, "was": "official", "now": "commentator"}]},
        "came": {**person, "kind": "official", "changes": [{**now, "was": "commentator", "now": "official"}]},
    }
    position = {"plan": "accord", "is": "rejects"}
    days = {
        "2031-03-01": {"claims": [{"id": name, "by": name, "event": "round", "position": position} for name in people]},
        "2031-03-03": {},
    }
    ledger = tell(tmp_path, days, {"actors": people})
    for on in (dt.date(2031, 3, 1), dt.date(2031, 3, 3), NOW):
        row = matrix(ledger, "accord", on).rows[0]
        assert [one.claim.url for one in row.open] == ["2031/03/01/#came"]
        assert [one.claim.url for cell in row.cells for one in cell.now] == ["2031/03/01/#left"]
