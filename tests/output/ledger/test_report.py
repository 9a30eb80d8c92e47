"""What the ledger's report says of a day: then, as on its page, and now; and nothing else of later days."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger.ledger import Ledger
from daybrief.output.ledger import report as reporting
from daybrief.output.ledger.claim_records import ClaimReport
from daybrief.output.ledger.records import ForecastGroup, LedgerReport
from daybrief.output.ledger.report import report
from daybrief.output.ledger.text import text
from tests.ledger.telling import tell

HELD = {"control": {"party": "kestria"}, "places": ["orn"]}
CAN_FAIL = {"kind": "forecast", "by": "hill-institute", "sector": "ridge", "likelihood": "likely"}
DAYS: dict[str, Any] = {
    "2031-03-01": {
        "claims": [
            {"id": "orn", "by": "kestria-army", **HELD},
            {"id": "hill", "by": ["kestria-blog-one", "driftwood"], "movement": {"advance": "kestria"}},
            {"id": "boats", "by": "far-wire", "sector": "river", "via": ["courier"], "figures": {"boats": "8.."}},
            {
                "id": "offer",
                "by": "morvane-ministry",
                "event": "round",
                "position": {"plan": "accord", "is": "rejects"},
            },
        ],
        "assessments": [
            {"id": "soon", "horizon": "2031-03-02", **CAN_FAIL},
            {"id": "later", "horizon": "2031-06-01", **CAN_FAIL},
            {"id": "some-day", **CAN_FAIL},
        ],
    },
    "2031-03-02": {
        "claims": [
            {"id": "orn-denied", "by": "morvane-army", "denies": "2031-03-01/orn"},
            {"id": "hill-on", "by": "kestria-blog-one", "follows": "2031-03-01/hill"},
        ]
    },
    "2031-03-05": {
        "claims": [
            {"id": "left", "by": "kestria-army", "retracts": "2031-03-01/orn"},
            {"id": "terms", "by": "oslund-ministry", "position": {"plan": "accord", "point": "water", "is": "open"}},
            {"id": "talks", "by": "morvane-ministry", "position": {"plan": "accord", "is": "conditional"}},
        ],
        "resolutions": [{"forecast": "2031-03-01/soon", "outcome": "false"}],
    },
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: Any) -> Ledger:
    return tell(tmp_path_factory.mktemp("days"), DAYS)


def on(ledger: Ledger, day: int) -> LedgerReport:
    return report(ledger, dt.date(2031, 3, day))


def claim(told: LedgerReport, name: str) -> ClaimReport:
    return next(one for one in told.claims if one.ref == f"{told.date}/{name}")


def test_a_claim_stands_then_as_on_its_page_and_now_as_on_the_newest(ledger: Ledger) -> None:
    told = claim(on(ledger, 1), "orn")
    assert (told.then.status, told.then.rule, told.then.one_party and told.then.one_party.id) == (
        "unverified",
        "nothing-else",
        "kestria",
    )
    assert (told.then.speaking_against, told.then.denied_by, told.then.retracted_by) == ((), (), ())
    assert (told.now.status, told.now.denied_by) == ("retracted", ("2031-03-02/orn-denied",))
    assert told.now.retracted_by == ("2031-03-05/left",)
    assert [one.id for one in told.now.speaking_against] == ["morvane-army"]


def test_a_claim_says_what_it_is(ledger: Ledger) -> None:
    first = on(ledger, 1)
    hill, boats, offer = (claim(first, name) for name in ("hill", "boats", "offer"))
    assert [(one.id, one.party, one.independent) for one in hill.by] == [
        ("kestria-blog-one", "kestria", False),
        ("driftwood", None, False),
    ]
    assert hill.joint
    assert hill.movement
    assert (hill.movement.kind, [one.id for one in hill.movement.parties]) == ("advance", ["kestria"])
    assert (boats.figures, boats.by[0].grade, [one.id for one in boats.via]) == ({"boats": "8.."}, "B", ["courier"])
    assert (boats.sector and boats.sector.id, boats.event, offer.event and offer.event.id) == ("river", None, "round")
    assert claim(on(ledger, 2), "orn-denied").denies == ("2031-03-01/orn",)
    assert f"{hill.counts_since:%Y-%m-%dT%H:%MZ}" == "2031-03-01T23:00Z"


def test_of_a_past_day_it_is_the_same_before_and_after_later_days(ledger: Ledger, tmp_path: Path) -> None:
    early = tell(tmp_path, {date: DAYS[date] for date in ("2031-03-01", "2031-03-02")})
    for day in (1, 2):
        one, other = on(early, day), on(ledger, day)
        assert [told.then for told in one.claims] == [told.then for told in other.claims]
        for part in ("board", "control", "positions", "changes"):
            assert getattr(one, part) == getattr(other, part), part
        for group in ("due", "open"):
            left, right = getattr(one.forecasts, group), getattr(other.forecasts, group)
            assert [told.then for told in left.nearest] == [told.then for told in right.nearest]
            assert [told.ref for told in left.nearest] == [told.ref for told in right.nearest]


def test_the_control_table_has_each_speakers_newest_word(ledger: Ledger) -> None:
    def held(day: int) -> list[tuple[str, bool, str]]:
        return [(w.speaker.id, w.denied, w.status) for place in on(ledger, day).control for w in place.words]

    assert held(1) == [("kestria-army", False, "unverified")]
    assert held(2) == [("morvane-army", True, "contested"), ("kestria-army", False, "contested")]
    assert [who for who, _, _ in held(5)] == ["morvane-army"], "who took it back says nothing of it"


def test_of_many_who_say_who_holds_a_place_the_last_are_told_and_the_last_of_each_side(tmp_path: Path) -> None:
    names = ("kestria-army", "morvane-army", "courier", "far-wire", "high-lens", "driftwood", "flotsam")
    days = {f"2031-03-0{day}": {"claims": [{"id": "orn", "by": name, **HELD}]} for day, name in enumerate(names, 1)}
    (place,) = on(tell(tmp_path, days), 7).control
    told, last = [word.speaker.id for word in place.words], [*reversed(names)]
    assert told[: reporting.SPEAKERS] == last[: reporting.SPEAKERS]
    assert told[reporting.SPEAKERS :] == ["morvane-army", "kestria-army"], "the last of each side, as pages have it"


def test_positions_are_those_of_the_day(ledger: Ledger) -> None:
    def taken(day: int) -> list[tuple[str | None, str | None, str, bool]]:
        return [
            (cell.point and cell.point.id, cell.party and cell.party.id, one.stance, one.own)
            for cell in on(ledger, day).positions
            for one in cell.stances
        ]

    assert taken(1) == taken(2) == [(None, "morvane", "rejects", True)]
    assert taken(5) == [(None, "morvane", "conditional", True), ("water", "oslund", "open", True)]


def test_forecasts_are_due_open_or_resolved(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    def names(group: ForecastGroup) -> list[str]:
        return [one.ref.partition("/")[2] for one in group.nearest]

    first, second, third = (on(ledger, day).forecasts for day in (1, 2, 5))
    assert (names(first.due), names(first.open)) == ([], ["soon", "later", "some-day"])
    assert (names(second.due), names(second.open)) == (["soon"], ["later", "some-day"])
    assert (names(third.due), names(third.open)) == ([], ["later", "some-day"])
    (resolved,) = third.resolved
    assert resolved.now
    assert resolved.then == resolved.now
    assert (resolved.now.outcome, resolved.now.score, resolved.now.speakers_own) == ("false", "brier", True)
    assert (first.open.nearest[0].then, first.open.nearest[0].now) == (None, resolved.now)
    monkeypatch.setattr(reporting, "NEAREST", 1)
    assert (names(on(ledger, 1).forecasts.open), on(ledger, 1).forecasts.open.total) == (["soon"], 3)


def test_what_changed_is_told_by_its_kind(ledger: Ledger) -> None:
    assert on(ledger, 1).changes.since is None
    second, third = on(ledger, 2).changes, on(ledger, 5).changes
    assert [(one.ref, one.earlier) for one in second.developing] == [("2031-03-02/hill-on", "2031-03-01/hill")]
    assert [(one.ref, one.was, one.became) for one in second.status_changed] == [
        ("2031-03-01/orn", "unverified", "contested")
    ]
    assert {one.ref for one in second.gone_quiet} == {"2031-03-01/boats", "2031-03-01/offer"}
    assert [one.ref for one in third.new] == ["2031-03-05/terms", "2031-03-05/talks"]
    assert [(one.ref, one.became) for one in third.status_changed][:1] == [("2031-03-01/orn", "retracted")]
    assert third.since == dt.date(2031, 3, 2)


def test_what_turned_a_claim_is_told_with_it(tmp_path: Path) -> None:
    bought = {"date": "2031-03-02", "field": "party", "was": "none", "now": "kestria", "because": "*Bought* by it."}
    dawn = {"name": "Grey Dawn", "party": {"is": "kestria", "basis": "Bought by it."}, "changes": [bought]}
    first = [{"id": "orn", "by": "kestria-army"}, {"id": "orn-too", "by": "grey-dawn", "backs": "orn"}]
    second = {"id": "no-orn", "by": ["morvane-army", "morvane-ministry"], "denies": "2031-03-01/orn"}
    days = {"2031-03-01": {"claims": first}, "2031-03-02": {"claims": [second]}}
    ledger = tell(tmp_path, days, {"sources": {"grey-dawn": dawn}})
    told = on(ledger, 2)
    assert [(one.how, one.who, one.because) for one in told.changes.status_changed[0].causes] == [
        ("denies", ("morvane-army", "morvane-ministry"), None),
        ("changed", ("grey-dawn",), "*Bought* by it."),
    ]
    turn = "corroborated, then contested; denied by Army of Morvane, Ministry of Morvane; Grey Dawn changed: Bought"
    assert turn in " ".join(text(told, ledger.registry).split())


def test_a_planned_event_that_went_by_is_told_once(tmp_path: Path) -> None:
    planned = {"round": {"state": "planned", "date": "2031-03-02"}}
    first = {"claims": [{"id": "said", "by": "courier", "event": "round"}], "events": planned}
    ledger = tell(tmp_path, {"2031-03-01": first, "2031-03-03": {}, "2031-03-04": {}})
    assert [(one.ref, one.date) for one in on(ledger, 3).changes.passed] == [("2031-03-01/round", "2031-03-02")]
    assert on(ledger, 4).changes.passed == ()
    assert "2031-03-01/round  The round, planned for 2 March" in text(on(ledger, 3), ledger.registry)


def test_a_claim_that_was_added_stands_then_with_those_who_spoke_as_it_came(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        "2031-03-01": {
            "claims": [{"id": "orn", "by": "kestria-army"}],
            "corrections": [{"date": "2031-03-05", "target": "orn", "kind": "update", "reason": "Overlooked."}],
        },
        "2031-03-04": {"claims": [{"id": "not-so", "by": "morvane-army", "denies": "2031-03-01/orn"}]},
        "2031-03-06": {"claims": [{"id": "left", "by": "kestria-army", "retracts": "2031-03-01/orn"}]},
    }
    then = claim(on(tell(tmp_path, days), 1), "orn").then
    assert (then.status, then.voices) == ("contested", 1)
    assert [one.id for one in then.speaking_for] == ["kestria-army"]
    assert [one.id for one in then.speaking_against] == ["morvane-army"]
    assert (then.denied_by, then.retracted_by) == (("2031-03-04/not-so",), ())


def test_a_resolved_forecast_is_told_as_it_was_first(tmp_path: Path) -> None:
    """By whichever of its tellings it was resolved; the horizon that the editors set counts to nobody."""
    soon = {"id": "soon", "horizon": "2031-03-02", **CAN_FAIL}
    days = {
        "2031-03-01": {"assessments": [soon, {**soon, "id": "set", "editor_set": ["horizon"]}]},
        "2031-03-02": {"assessments": [{**soon, "horizon": "2031-03-03", "follows": "2031-03-01/soon"}]},
        "2031-03-05": {
            "resolutions": [
                {"forecast": "2031-03-02/soon", "outcome": "false"},
                {"forecast": "2031-03-01/soon", "outcome": "false"},
                {"forecast": "2031-03-01/set", "outcome": "true"},
            ]
        },
    }
    soon_told, set_told = on(tell(tmp_path, days), 5).forecasts.resolved
    assert (soon_told.ref, soon_told.horizon) == ("2031-03-01/soon", dt.date(2031, 3, 2))
    assert soon_told.then
    assert set_told.then
    assert (soon_told.then.could_fail, set_told.then.could_fail) == (True, False)
