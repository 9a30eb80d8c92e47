"""What is looked up of claims: who points at one, how it stood from day to day, and where another number was given."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger.figures import DIFFERING, differing
from daybrief.ledger.history import settled
from daybrief.ledger.keys import StatementKey
from daybrief.ledger.ledger import Ledger
from tests.ledger.telling import key, tell

FIRST = "2031-03-01"
HILL = key(FIRST, "hill")


def since(name: str, how: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "by": "far-wire", how: f"{FIRST}/hill", "when": FIRST, **more}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Ledger:
    days: dict[str, Any] = {
        FIRST: {
            "claims": [
                {"id": "hill", "by": ["kestria-army", "abbot"]},
                {"id": "z-too", "by": "kestria-blog-one", "backs": "hill"},
                {"id": "ford", "by": "abbot", "sector": "river"},
            ]
        },
        "2031-03-04": {
            "claims": [
                since("proof", "backs", by="high-lens", evidence="satellite"),
                since("not-so", "denies", by="morvane-army"),
                since("a-next", "follows"),
            ]
        },
        "2031-03-06": {
            "claims": [
                {"id": "back", "by": "high-lens", "retracts": "2031-03-04/proof"},
                since("back-too", "retracts", by="abbot"),
            ]
        },
        "2031-03-07": {"claims": [since("again", "retracts", by="kestria-army")]},
        "2032-01-01": {
            "claims": [{"id": "late", "by": "abbot"}],
            "assessments": [{"id": "f", "kind": "forecast", "by": "abbot"}],
        },
    }
    return tell(tmp_path_factory.mktemp("told"), days)


def test_who_points_at_a_claim_is_told_in_the_order_of_days(told: Ledger) -> None:
    assert [(how, entry.key[0].day, entry.key[1]) for how, entry in told.pointing(HILL)] == [
        ("backs", 1, "z-too"),
        ("follows", 4, "a-next"),
        ("denies", 4, "not-so"),
        ("backs", 4, "proof"),
        ("retracts", 6, "back-too"),
        ("retracts", 7, "again"),
    ]
    assert told.pointing(key(FIRST, "ford")) == []
    assert [(entry.key[1], side) for entry, side in told.matter(HILL)] == [
        ("hill", True),
        ("z-too", True),
        ("not-so", False),
        ("proof", True),
    ]
    for name, opening in [("2031-03-04/proof", HILL), ("2031-03-04/not-so", HILL), (f"{FIRST}/hill", HILL)]:
        assert told.entry(key(FIRST, name)).openings() == (opening,)
    for name in ("2031-03-04/a-next", "2031-03-06/back"):
        assert told.entry(key(FIRST, name)).openings() == (key(FIRST, name),), "it opens a matter of its own"


def test_one_claim_that_points_in_several_ways_is_told_by_their_names(tmp_path: Path) -> None:
    more = since("both", "follows", denies=f"{FIRST}/hill")
    ledger = tell(tmp_path, {FIRST: {"claims": [{"id": "hill", "by": "abbot"}]}, "2031-03-02": {"claims": [more]}})
    assert [(how, entry.key[1]) for how, entry in ledger.pointing(HILL)] == [("denies", "both"), ("follows", "both")]


def test_a_claim_stands_from_each_day_as_it_did(told: Ledger) -> None:
    def history(date: str, name: str) -> list[tuple[int, str]]:
        return [(turn.on.day, turn.standing.status) for turn in told.history(key(date, name))]

    # One of its two speakers takes it back on the 6th, the other on the 7th.
    assert history(FIRST, "hill") == [(1, "unverified"), (4, "confirmed"), (6, "contested"), (7, "retracted")]
    assert history(FIRST, "z-too") == [(1, "unverified"), (4, "confirmed"), (6, "contested")]
    assert history("2031-03-04", "not-so") == [(4, "refuted"), (6, "contested")]
    assert history("2031-03-04", "proof") == [(4, "confirmed"), (6, "retracted")]
    found = [told.standing(HILL, day).status for day in (*told.dates, dt.date.max)]
    assert found == ["unverified", "confirmed", "contested", "retracted", "retracted", "retracted"]


def proven(ledger: Ledger, claim: StatementKey) -> tuple[str, int] | None:
    return settled(claim, ledger.history(claim))


def test_what_is_proven_is_settled_and_after_how_many_days(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        FIRST: {"claims": [{"id": "hill", "by": "kestria-army"}]},
        "2031-03-03": {"claims": [since("not-so", "denies", by="high-lens", evidence="satellite")]},
        "2031-03-09": {"claims": [since("too", "denies", by="abbot")]},
    }
    ledger = tell(tmp_path, days)
    assert proven(ledger, HILL) == ("refuted", 2)
    assert proven(ledger, key("2031-03-03", "not-so")) == ("confirmed", 0)
    assert proven(ledger, key("2031-03-09", "too")) == ("confirmed", 0)


def test_what_stands_otherwise_is_not_settled(told: Ledger) -> None:
    for name in ("hill", "z-too", "ford"):
        assert proven(told, key(FIRST, name)) is None


def test_claims_are_counted_by_their_status_on_the_newest_day(told: Ledger) -> None:
    assert told.statuses("claims") == {"retracted": 2, "contested": 2, "unverified": 6}
    assert told.statuses("claims", 2032) == {"unverified": 1}
    assert told.statuses("claims", 2030) == {}
    assert told.statuses("spoken abbot") == {"retracted": 1, "unverified": 3}, "a forecast has none"
    assert [entry.key[1] for entry in told.entries("stands contested")] == ["z-too", "not-so"]
    assert [told.status(key(FIRST, name)) for name in ("hill", "z-too", "ford")] == [
        "retracted",
        "contested",
        "unverified",
    ]
    assert told.status(key("2032-01-01", "f")) == "", "a forecast has none"


def test_of_very_many_other_numbers_the_first_are_found(tmp_path: Path) -> None:
    many = DIFFERING + 5
    days = {
        f"2031-03-{n + 1:02}": {
            "claims": [{"id": "count", "by": ["abbot", "far-wire"], "when": FIRST, "figures": {"boats": n}}]
        }
        for n in range(many)
    }
    ledger = tell(tmp_path, days)
    first = key(FIRST, "count")

    def found(of: Any, *most: int) -> list[int]:
        return [date.day for date, _ in differing(ledger, ledger.entry(of), *most)]

    assert found(first) == list(range(2, DIFFERING + 2))
    assert found(first, 3) == [2, 3, 4]
    assert found(key("2031-03-02", "count"), 3) == [1, 3, 4]


def test_corrections_come_the_newest_first_and_of_one_day_by_the_day_that_they_correct(tmp_path: Path) -> None:
    def corrections(*dates: str) -> dict[str, Any]:
        one = {"target": "day", "field": "title", "kind": "typo", "was": "A", "reason": "A letter."}
        return {"corrections": [{"date": date, **one} for date in dates]}

    days = {
        "2030-12-31": corrections("2031-01-05", "2031-03-01"),
        "2031-01-01": corrections("2031-01-05"),
        "2031-01-02": corrections("2031-02-01"),
    }
    ledger = tell(tmp_path, days)

    def found(**how: Any) -> list[tuple[str, str]]:
        return [(f"{day:%m-%d}", f"{one.date:%m-%d}") for day, one in ledger.corrections(**how)]

    every = [("12-31", "03-01"), ("01-02", "02-01"), ("01-01", "01-05"), ("12-31", "01-05")]
    assert found() == every
    assert found(most=2) == every[:2]
    assert found(year=2030) == [every[0], every[3]]
    assert found(year=2031) == every[1:3]
    assert found(term="corrected 2031-01-05") == every[2:]


def test_a_month_and_a_year_have_their_own_days_alone(tmp_path: Path) -> None:
    dates = [dt.date(2030, 12, 31), *(dt.date(2031, month, day) for month in range(1, 13) for day in (1, 28))]
    dates += [dt.date(2031, 12, 31), dt.date(2032, 1, 1), dt.date(2032, 2, 29)]
    ledger = tell(tmp_path, {f"{date}": {} for date in dates})
    for year in (2029, 2030, 2031, 2032):
        assert ledger.within(f"{year}") == [date for date in dates if date.year == year]
        for month in range(1, 13):
            assert ledger.within(f"{year}-{month:02}") == [
                date for date in dates if (date.year, date.month) == (year, month)
            ]


def test_a_thread_leads_back_to_where_it_began_within_a_day_and_before(tmp_path: Path) -> None:
    chain = [{"id": "a", "by": "abbot", "follows": f"{FIRST}/b"}]
    chain += [{"id": f"c{n}", "by": "abbot", "follows": f"c{n - 1}" if n else "a"} for n in range(4)]
    first = [{"id": "a", "by": "abbot"}, {"id": "b", "by": "abbot", "follows": "a"}]
    ledger = tell(tmp_path, {FIRST: {"claims": first}, "2031-03-02": {"claims": chain[::-1]}})
    for date in ledger.dates:
        assert {ledger.root(entry.key) for entry in ledger.told(date).entries} == {key(FIRST, "a")}
