"""A day of very many: four times as much of anything takes some four times the work, never sixteen times."""

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from daybrief.content import archive, rules
from daybrief.diagnostics import Diagnostic
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.terms import by_term
from daybrief.ledger.update import compile_postings, find_current
from daybrief.views import all_tasks
from tests.cases import day_files, slow_but, told_by_rules
from tests.counting import lines
from tests.ledger.telling import compile_ledger, full, put, write

EVE = "2031-02-28"
DATE = "2031-03-01"
FEW, MANY = 100, 400
MOST = 4.5
"""Times the work of a fourth of it. What grows with the square takes up to sixteen times as much."""
Day = dict[str, Any]
CROWDS: dict[str, Callable[[int], Day]] = {}


def crowd(make: Callable[[int], Day]) -> Callable[[int], Day]:
    CROWDS[make.__name__] = make
    return make


def told(claims: list[Any], **more: Any) -> Day:
    return full(DATE, {"claims": claims, **more})


def claim(number: int, **more: Any) -> Any:
    return {"id": f"c{number}", "by": "courier", **more}


def forecast(number: int) -> Any:
    return {"id": f"a{number}", "kind": "forecast", "by": "courier", "horizon": "2031-03-05"}


@crowd
def a_chain(n: int) -> Day:
    return told([claim(i, follows=f"c{i - 1}") if i else claim(i) for i in range(n)])


@crowd
def a_chain_backwards(n: int) -> Day:
    return told([claim(i, follows=f"{DATE}/c{i + 1}") if i < n - 1 else claim(i) for i in range(n)])


@crowd
def one_that_all_follow(n: int) -> Day:
    return told([claim(i, follows="c0") if i else claim(i) for i in range(n)])


@crowd
def one_matter(n: int) -> Day:
    ways = ({"backs": "c0"}, {"denies": "c0", "by": "abbot"})
    return told([claim(i, **ways[i % 2]) if i else claim(i) for i in range(n)])


@crowd
def one_older_matter(n: int) -> Day:
    older = f"{EVE}/weather"
    ways = ({"backs": older, "by": "far-wire", "when": EVE}, {"denies": older, "by": "abbot"})
    return told([claim(i, **ways[i % 2]) for i in range(n)])


@crowd
def all_taken_back(n: int) -> Day:
    return told([claim(i, retracts=f"c{i - 1}") if i % 2 else claim(i) for i in range(n)])


@crowd
def one_taken_back_by_all(n: int) -> Day:
    return told([claim(i, retracts="c0") if i else claim(i) for i in range(n)])


@crowd
def one_taken_back_and_that_by_all(n: int) -> Day:
    older = [claim(0, retracts=f"{EVE}/weather")]
    return told([*older, *(claim(i, retracts="c0") for i in range(1, n))])


@crowd
def one_figure(n: int) -> Day:
    return told([claim(i, figures={"boats": 3}) for i in range(n)])


@crowd
def figures_that_differ(n: int) -> Day:
    return told([claim(i, figures={"boats": i}) for i in range(n)])


@crowd
def movements(n: int) -> Day:
    return told([claim(i, movement={"attack": "morvane"}) for i in range(n)])


@crowd
def positions(n: int) -> Day:
    stand = {"plan": "accord", "party": "morvane", "is": "accepts", "point": "border"}
    return told([claim(i, event="round", position=stand) for i in range(n)])


@crowd
def events_that_go_on(n: int) -> Day:
    return told([claim(0)], events={f"e{i}": {"continues": f"e{i - 1}"} if i else {} for i in range(n)})


@crowd
def forecasts_and_what_became_of_them(n: int) -> Day:
    came = [{"forecast": f"a{i}", "outcome": "true"} for i in range(n)]
    return told([claim(0)], assessments=[forecast(i) for i in range(n)], resolutions=came)


@crowd
def corrections(n: int) -> Day:
    mends = [
        {"date": DATE, "target": f"c{i}", "field": "text", "kind": "typo", "was": "W", "reason": "R"} for i in range(n)
    ]
    return told([claim(i) for i in range(n)], corrections=mends)


@crowd
def references_of_a_takeaway(n: int) -> Day:
    day = told([claim(i) for i in range(n)])
    day["takeaways"] = [{"text": "T", "refs": [f"c{i}" for i in range(n)]}] * 2
    return day


@crowd
def articles_of_one_claim(n: int) -> Day:
    names = [f"x{i}" for i in range(n)]
    speakers = ["courier", *["kestria-army"] * n]
    return told([claim(0, by=speakers, articles=names)], articles={name: {} for name in names})


@crowd
def lists_in_one_claim(n: int) -> Day:
    return told([claim(0, by=["courier"] * n, articles=["paper"] * n, places=["orn"] * n)])


def laid(folder: Path, day: Day) -> archive.Archive:
    """One such day between two others, read."""
    write(folder, {EVE: {}, "2031-03-02": {}})
    put(folder / f"{DATE[:4]}/{DATE}.yml", day)
    found, problems = archive.load(folder, ())
    assert problems == []
    return found


def pages_of(found: archive.Archive) -> None:
    """Its statuses and the pages where it stands, as a build finds them."""
    ledger = compile_ledger((file.day for file in day_files(found)), found.registry)
    for task in all_tasks(ledger):
        with ledger.recording():
            task.make()


@pytest.mark.parametrize("name", slow_but([*CROWDS][::3], CROWDS))
def test_four_times_as_many_take_four_times_the_work(name: str, tmp_path: Path) -> None:
    checked, made = {}, {}
    for number in (FEW, MANY):
        found = laid(tmp_path / str(number), CROWDS[name](number))
        problems: list[Diagnostic] = []
        checked[number] = lines(partial(_check, found, problems))
        assert problems == []
        made[number] = lines(partial(pages_of, found))
    for took in (checked, made):
        assert took[MANY] < MOST * took[FEW], took


def _check(found: archive.Archive, problems: list[Diagnostic]) -> None:
    problems += told_by_rules(found)


def mistaken(n: int) -> Day:
    """Each claim cites, names and follows what is not there."""
    return told([claim(i, articles=[f"paper-{i}"], places=[f"orn-{i}"], follows=f"claim-{i}") for i in range(n)])


def circular(n: int) -> Day:
    return told([claim(i, follows=f"c{(i + 1) % n}") for i in range(n)])


def hasty(n: int) -> Day:
    """Very many take back what very many said."""
    speakers = ["kestria-army"] * n
    return told([claim(i, retracts="c0") if i else claim(i, by=speakers) for i in range(n)])


@pytest.mark.parametrize("make", [mistaken, circular, hasty])
def test_four_times_as_many_mistakes_take_four_times_the_work(make: Callable[[int], Day], tmp_path: Path) -> None:
    took: dict[int, int] = {}
    told: dict[int, list[Diagnostic]] = {}
    for number in (FEW, MANY):
        found = laid(tmp_path / str(number), make(number))
        told[number] = []
        took[number] = lines(partial(_check, found, told[number]))
    assert len(told[MANY]) > 3.9 * len(told[FEW])
    assert max(len(problem.message) for problem in told[MANY]) < 400
    assert took[MANY] < MOST * took[FEW], took


def test_of_very_many_mistakes_the_first_have_a_hint(tmp_path: Path) -> None:
    problems = told_by_rules(laid(tmp_path, mistaken(FEW)))
    assert len(problems) == 3 * FEW > rules.HINTED
    assert [problem.hint for problem in problems if problem.hint] == ["did you mean `orn`?"] * rules.HINTED


def test_a_matter_of_many_days_is_looked_through_once(tmp_path: Path) -> None:
    first = dt.date.fromisoformat(DATE)

    def days(n: int) -> dict[str, Any]:
        dates = [(first + dt.timedelta(days=i)).isoformat() for i in range(n)]
        more = {"backs": f"{DATE}/hill", "when": DATE}
        who = ("courier", "far-wire", "kestria-army")
        return {
            date: {"claims": [{"id": "hill", "by": who[i % 3], **(more if i else {})}]} for i, date in enumerate(dates)
        }

    took = {}
    for number in (FEW, MANY):
        found, problems = archive.load(write(tmp_path / str(number), days(number)), ())
        assert [*problems, *told_by_rules(found)] == []
        told = {file.day.date: file.day for file in day_files(found)}
        ledger = Ledger(found.registry, compile_postings(map(by_term, told.values())), told.__getitem__, {})

        def work(ledger: Ledger = ledger) -> None:
            for date in ledger.dates:
                find_current(ledger, date)

        took[number] = lines(work)
    assert took[MANY] < MOST * took[FEW], took
