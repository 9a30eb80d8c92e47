"""Planned events: ahead, or past and nothing read; as of a day's page, and as of the newest day."""

import datetime as dt
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger.events import ahead, outlook, passed
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.views.changes import changes
from tests.ledger.telling import tell

FIRST = "2031-03-01"
PLAN: dict[str, Any] = {
    "claims": [{"id": "meet", "by": "courier"}, {"id": "agenda", "by": "courier", "event": "round"}],
    "events": {"round": {"state": "planned", "date": "2031-03-03", "refs": ["meet"]}},
}


def looks(ledger: Ledger, on: str = "") -> str:
    """What is said of the round as it was told on the first day."""
    first = ledger.dates[0]
    return outlook(ledger, first, ledger.told(first).events["round"], dt.date.fromisoformat(on) if on else NOW)


def planned(**event: Any) -> dict[str, Any]:
    return PLAN | {"events": {"round": {**PLAN["events"]["round"], **event}}}


@pytest.mark.parametrize(
    ("newest", "date", "said"),
    [
        (FIRST, "2031-03-03", "ahead"),
        ("2031-03-02", "2031-03-03", "ahead"),
        ("2031-03-03", "2031-03-03", ""),  # it is the day
        ("2031-03-04", "2031-03-03", "passed"),
        ("2031-03-03", "2031-03-02/2031-03-03", ""),
        ("2031-03-04", "2031-03-02/2031-03-03", "passed"),
        ("2031-03-09", "2031-W10", ""),  # 3 to 9 March
        ("2031-03-10", "2031-W10", "passed"),
        ("2031-03-31", "2031-03", ""),
        ("2031-03-03", "2031-03-04T14:00Z", "ahead"),
        ("2031-03-04", "2031-03-04T14:00Z", ""),
        ("2031-03-02", "2031-03-03/..", "ahead"),
        ("2032-03-03", "2031-03-03/..", ""),  # no last day is named
        (FIRST, FIRST, ""),
        ("2031-03-02", FIRST, "passed"),
        (FIRST, "2031-02-20", ""),  # told of as planned, when it was over: no later day tells it, for there is none
        ("2031-03-02", "2031-02-20", "passed"),
    ],
)
def test_what_is_planned_lies_ahead_until_its_day_and_has_passed_the_day_after(
    tmp_path: Path, newest: str, date: str, said: str
) -> None:
    days: dict[str, Any] = {FIRST: planned(date=date)}
    ledger = tell(tmp_path, days | ({newest: {}} if newest != FIRST else {}))
    assert looks(ledger) == looks(ledger, newest) == said


def test_a_past_page_says_what_held_by_then(tmp_path: Path) -> None:
    days: dict[str, Any] = {FIRST: PLAN, "2031-03-02": {}, "2031-03-03": {}, "2031-03-05": {}}
    ledger = tell(tmp_path, days)
    seen = {on[-2:]: looks(ledger, on) for on in (*days, "2031-03-04")}
    assert seen == {"01": "ahead", "02": "ahead", "03": "", "05": "passed", "04": "passed"}


@pytest.mark.parametrize("state", ["ongoing", "held", "postponed", "cancelled"])
def test_only_what_is_planned_has_an_outlook(tmp_path: Path, state: str) -> None:
    assert looks(tell(tmp_path, {FIRST: planned(state=state, date=FIRST), "2031-03-09": {}})) == ""


@pytest.mark.parametrize(
    "later",
    [
        {"claims": [{"id": "met", "by": "courier"}], "events": {"again": {"continues": f"{FIRST}/round"}}},
        {"claims": [{"id": "met", "by": "courier", "follows": f"{FIRST}/meet"}]},
        {"claims": [{"id": "no", "by": "far-wire", "denies": f"{FIRST}/meet"}]},
        {"claims": [{"id": "no", "by": "courier", "retracts": f"{FIRST}/meet"}]},
    ],
)
def test_what_was_told_again_has_none_from_that_day_on(tmp_path: Path, later: Any) -> None:
    """By another event, or by a claim that speaks of one that it rests on."""
    ledger = tell(tmp_path, {FIRST: PLAN, "2031-03-06": later})
    assert looks(ledger) == looks(ledger, "2031-03-06") == ""
    assert (looks(ledger, FIRST), looks(ledger, "2031-03-05")) == ("ahead", "passed")


def test_what_else_was_told_under_it_says_nothing_of_whether_it_took_place(tmp_path: Path) -> None:
    later = {"claims": [{"id": "more", "by": "courier", "follows": f"{FIRST}/agenda"}]}
    assert looks(tell(tmp_path, {FIRST: PLAN, "2031-03-06": later})) == "passed"


def test_what_is_said_of_it_on_its_own_day_is_no_later_word(tmp_path: Path) -> None:
    claims = [*PLAN["claims"], {"id": "too", "by": "far-wire", "backs": "meet"}]
    assert looks(tell(tmp_path, {FIRST: PLAN | {"claims": claims}, "2031-03-04": {}})) == "passed"


def test_a_time_lies_ahead_until_a_day_of_it_is_told(tmp_path: Path) -> None:
    ledger = tell(tmp_path, {FIRST: {}, "2031-03-04": {}})
    newest = ["2031-03-04", "2031-03-05", "2031-W10", "2031-W11", "2031-03-01/..", "2031-03-05/.."]
    assert [ahead(ledger, when, NOW) for when in newest] == [False, True, False, True, False, True]
    assert [ahead(ledger, when, dt.date(2031, 3, 1)) for when in newest] == [True, True, True, True, False, True]


def test_a_day_tells_of_the_planned_events_that_have_passed_since_the_day_before(tmp_path: Path) -> None:
    """Each once, on the first day after its last, unless something was read of it by then."""

    def plan(date: str, **more: Any) -> dict[str, Any]:
        return {"state": "planned", "date": date, "refs": ["meet"], **more}

    events = {
        "third": plan("2031-03-03"),
        "span": plan("2031-03-02/2031-03-04"),
        "week": plan("2031-W10"),
        "ever": plan("2031-03-02/.."),
        "over": plan("2031-02-20"),
        "told": plan("2031-03-04"),
        "late": plan("2031-03-05"),
        "held": plan("2031-03-01", state="held"),
    }
    claims = [{"id": "meet", "by": "courier"}]
    again = {"claims": claims, "events": {"met": {"continues": f"{FIRST}/told"}}}
    late = {"claims": claims, "events": {"met": {"continues": f"{FIRST}/late"}}}
    days: dict[str, Any] = {FIRST: {"claims": claims, "events": events}, "2031-03-03": {}, "2031-03-05": again}
    ledger = tell(tmp_path, {**days, "2031-03-06": {}, "2031-03-09": late, "2031-03-10": {}})
    found = {}
    for before, date in pairwise(ledger.dates):
        found[f"{date:%d}"] = [event.id for _, event in passed(ledger, before, date)]
        shown = changes(ledger, date)
        assert shown
        assert [link.text for link, _ in shown.passed] == [f"The {name}" for name in found[f"{date:%d}"]]
    assert found == {"03": ["over"], "05": ["third", "span"], "06": ["late"], "09": [], "10": ["week"]}
