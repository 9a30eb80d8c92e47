"""The index: what is looked up in it, and which look-ups a change of postings concerns."""

import datetime as dt
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.ledger import index
from daybrief.ledger.index import Index, answers
from daybrief.ledger.keys import date_of, place
from daybrief.ledger.terms import by_term
from daybrief.ledger.update import compile_postings
from daybrief.model.day import Day
from daybrief.model.registry import Registry
from daybrief.model.statements import Claim
from tests.ledger.changes import World, full_worlds
from tests.ledger.worlds import compiled, day, entries

quick = settings(max_examples=150, deadline=None, database=None)
STATEMENTS = 4
DATES = [dt.date(2029, 6, 1), *(dt.date(2030, 12, 28) + dt.timedelta(days=n) for n in range(9)), dt.date(2033, 1, 31)]
Places = frozenset[tuple[dt.date, int]]


@pytest.fixture(autouse=True)
def _short_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "PART", 3)


def pack(places: Iterable[tuple[dt.date, int]]) -> bytes:
    return array("Q", sorted(place(*one) for one in places)).tobytes()


def read(date: dt.date) -> Day:
    """A day of which every statement can be told from every other."""
    claims = [Claim(id=f"c{n}", text=f"{date} {n}", by=("wire",), articles=("read",)) for n in range(STATEMENTS)]
    return day(date, {"ridge": claims})


def looks(term: str) -> Iterator[Callable[[Index], Any]]:
    """Every way to look up a term."""
    yield lambda it: list(it.postings(term))
    yield lambda it: [entry.key for entry in it.entries(term)]
    yield lambda it: [entry.key for entry in it.entries(term, 2)]
    yield lambda it: it.years(term)
    yield lambda it: it.years(term, 2)
    for date in [date + dt.timedelta(days=n) for date in DATES for n in (-1, 0, 1)]:
        yield lambda it, date=date: it.before(term, date)
        yield lambda it, date=date: it.after(term, date)
    for year in range(2028, 2035):
        yield lambda it, year=year: it.parts(term, year)
        yield lambda it, year=year: list(it.postings(term, year))
        for number in range(1, 15):
            yield lambda it, year=year, number=number: part(it, term, year, number)
        if term == "days":
            yield from (lambda it, year=year, day=day: it.over(dt.date(year, *day)) for day in ((1, 1), (12, 31)))
            yield lambda it, year=year: it.within(f"{year}")
            for month in range(1, 13):
                yield lambda it, year=year, month=month: it.within(f"{year}-{month:02}")
    if term == "days":
        yield lambda it: it.dates
        yield lambda it: it.recent(2)


def part(it: Index, term: str, year: int, number: int) -> Any:
    try:
        return [it.at(place).key for place in it.part(term, year, number)]
    except IndexError:
        return None


def asked(it: Index, look: Callable[[Index], Any]) -> tuple[Any, set[str]]:
    with it.recording() as keys:
        answer = look(it)
    return answer, keys


@quick
@given(st.sampled_from(["days", "spoken wire"]), st.data())
def test_a_look_up_that_is_answered_otherwise_noted_a_key_of_it(term: str, data: Any) -> None:
    numbers = st.just(0) if term == "days" else st.integers(0, STATEMENTS - 1)
    places = st.frozensets(st.tuples(st.sampled_from(DATES), numbers), max_size=30)
    old: Places = data.draw(places)
    new: Places = data.draw(
        places | st.frozensets(st.sampled_from(sorted(old) or [(DATES[0], 0)]), max_size=2).map(old.__xor__)
    )
    keys, back = set(answers(term, pack(old), pack(new))), set(answers(term, pack(new), pack(old)))
    one, other = (Index(Registry(), {term: pack(some)}, read) for some in (old, new))
    for look in looks(term):
        (was, before), (now, after) = asked(one, look), asked(other, look)
        if was != now:
            assert before & keys, (was, now, before)
            assert after & back, (was, now, after)
    assert bool(keys) == (old != new)


def test_a_new_day_concerns_its_years_last_part_and_the_look_back_at_the_day_before() -> None:
    old = [(date, 0) for date in DATES[1:9]]
    keys = set(answers("spoken wire", pack(old), pack([*old, (DATES[9], 0)])))
    assert [f"{date}" for date in DATES[1:10]][3:5] == ["2030-12-31", "2031-01-01"]
    # Of 2031 there were four: the second part had one, and has two now.
    assert keys == {
        "spoken wire",
        "spoken wire #2031/2",
        "spoken wire <2031-01-04",
        "spoken wire <2031-01-05",
        "spoken wire >2031-01-05",
        "spoken wire >None",
    }


def test_a_part_that_is_opened_concerns_who_counts_the_parts() -> None:
    old = [(date, 0) for date in DATES[5:8]]
    keys = set(answers("spoken wire", pack(old), pack([*old, (DATES[8], 0)])))
    assert {key for key in keys if "#" in key} == {"spoken wire #2031", "spoken wire #2031/2"}


def test_a_year_without_postings_between_two_others_has_no_list() -> None:
    dates = [dt.date(2029, 12, 31), dt.date(2032, 1, 1), dt.date(2034, 6, 1)]
    it = Index(Registry(), {"spoken wire": pack([(date, 0) for date in dates])}, read)
    assert it.years("spoken wire") == [2029, 2032, 2034]
    assert [it.parts("spoken wire", year) for year in range(2029, 2035)] == [1, 0, 0, 1, 0, 1]
    assert it.years("spoken nobody") == []


def test_postings_that_are_the_same_concern_nobody() -> None:
    same = pack([(DATES[0], 0), (DATES[3], 1)])
    assert list(answers("days", same, same)) == []
    assert list(answers("days", b"", b"")) == []


@settings(max_examples=60, deadline=None, database=None)
@given(full_worlds())
def test_a_term_stands_where_the_days_say_it(world: World) -> None:
    """Against a plain walk through all days."""
    registry, days = world
    ledger = compiled(registry, days)
    every = entries(ledger)
    articles = {one.date: one.articles for one in days}
    assert ledger.dates == [one.date for one in days]
    for kind in ("claim", "judgement", "forecast"):
        assert list(ledger.entries(f"{kind}s")) == [entry for entry in every if entry.kind == kind]
    for name in (*registry.sources, *registry.actors):
        said = [entry for entry in every if name in entry.statement.by]
        carried = [
            entry for entry in every if name in {articles[entry.date][a].source for a in entry.statement.articles}
        ]
        assert list(ledger.entries(f"spoken {name}")) == said
        assert list(ledger.entries(f"read {name}")) == carried
        passed_on = [
            entry for entry in every if name in (*entry.statement.via, getattr(entry.statement, "evidence_by", None))
        ]
        about = [entry for entry in every if entry in said or entry in carried or entry in passed_on]
        assert list(ledger.entries(f"about {name}")) == about
    for name in registry.places:
        assert list(ledger.entries(f"about places/{name}")) == [
            entry for entry in every if isinstance(entry.statement, Claim) and name in entry.statement.places
        ]
    for name in registry.sectors:
        assert list(ledger.entries(f"about sectors/{name}")) == [entry for entry in every if entry.sector == name]
        assert list(ledger.entries(f"sector {name}")) == [
            entry for entry in every if entry.sector == name and entry.kind == "claim"
        ]
    for name in registry.tracks:
        assert list(ledger.entries(f"about tracks/{name}")) == [
            entry for entry in every if entry.event and entry.event.track == name
        ]
        assert ledger.events(ledger.postings(f"events tracks/{name}")) == [
            (one.date, event) for one in days for event in one.diplomacy if event.track == name
        ]
    for entry in every:
        assert ledger.entry(entry.key) == entry
    told = [(one.date, correction) for one in days for correction in one.corrections]
    assert ledger.corrections() == sorted(told, key=lambda item: (item[1].date, item[0]), reverse=True)


@settings(max_examples=60, deadline=None, database=None)
@given(full_worlds(), st.data())
def test_postings_follow_from_each_day_alone(world: World, data: Any) -> None:
    """A term's postings are those of each of its days, in the order of days, in whatever order these are read."""
    days = data.draw(st.permutations(world[1]))
    postings = compile_postings(map(by_term, days))
    for term, places in postings.items():
        found = list(memoryview(places).cast("Q"))
        assert found == sorted(set(found)), "each once"
        for one in days:
            assert [p for p in found if date_of(p) == one.date] == by_term(one).get(term, [])
    assert postings.keys() == {term for one in days for term in by_term(one)}
