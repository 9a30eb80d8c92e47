"""A trace is enough: what was asked for says whether a page is still as it was. A ledger can be brought up to date."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import Phase, given, settings

from daybrief.engine.dependencies import ChangedKeys, contents, differing, pack
from daybrief.ledger import announced, disputes, index
from daybrief.ledger.coverage import silent
from daybrief.ledger.current import HISTORIES, CurrentStatus
from daybrief.ledger.index import answers
from daybrief.ledger.keys import place
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.ledger.status import STATUSES
from daybrief.ledger.terms import DECIDED, by_term
from daybrief.ledger.told_day import ToldDay
from daybrief.ledger.update import LedgerState, LedgerUpdate, find_current, update
from daybrief.model.day import Day
from daybrief.model.registry import Registry
from daybrief.model.speakers import changes_by_date
from daybrief.model.terms import TABLES
from daybrief.views import (
    ahead,
    all_tasks,
    claims,
    coverage,
    day,
    events,
    front,
    lists,
    matrix,
    measure,
    registry,
    series,
    story,
    story_days,
    story_rows,
)
from daybrief.views import disputes as disputes_page
from tests.cases import day_files
from tests.ledger.changes import World, full_worlds, pairs
from tests.ledger.telling import all_pages, compile_ledger, sound, write
from tests.views.harbour import DAYS

# A world is too large to be made smaller in minutes: the address of a page and its keys say where to look.
thorough = settings(max_examples=60, deadline=None, database=None, phases=[Phase.generate])
pytestmark = pytest.mark.filterwarnings("default:Generating overly large repr")


@pytest.fixture(autouse=True)
def _short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """All that a page shows the newest of is cut short, so that a few days are many."""
    for module, name, number in (
        (index, "PART", 2),
        (announced, "FORWARD", 2),
        (announced, "BACK", 2),
        (disputes, "RECENT", 2),
        (ahead, "NEWEST", 1),
        (ahead, "NEXT", 1),
        (front, "DAYS", 1),
        (claims, "NEWEST", 1),
        (claims, "NEWEST_CORRECTIONS", 1),
        (disputes_page, "EVIDENCE", 1),
        (disputes_page, "NEWEST", 1),
        (disputes_page, "SHOWN", 1),
        (day, "RECENT", 2),
        (registry, "DAYS", 1),
        (registry, "NEWEST", 2),
        (events, "EVENTS", 1),
        (coverage, "MONTHS", 1),
        (lists, "NEWEST", 1),
        (matrix, "NEWEST", 1),
        (measure, "CHARTS", 1),
        (measure, "VALUES", 1),
        (series, "ENOUGH", 2),
        (story, "HOLDERS", 2),
        (story_days, "MOST", 3),
        (story, "NAMES", 1),
        (story_rows, "NAMES", 1),
        (story_rows, "PLACES", 1),
        (story_days, "ROWS", 2),
        (story_rows, "DAYS", 2),
        (story_rows, "LOOKED_AT", 4),
    ):
        assert getattr(module, name) > number
        monkeypatch.setattr(module, name, number)


def ledger_of(world: World) -> Ledger:
    """The ledger of a world."""
    registry, days = world
    return compile_ledger(days, registry)


def made(ledger: Ledger) -> dict[str, tuple[bytes, set[str]]]:
    """By the address of its page, what each task makes and what it asks for."""
    found = {}
    for task in all_tasks(ledger):
        with ledger.recording() as keys:
            page = task.make()
        found[task.url] = msgspec.msgpack.encode(page), keys
    return found


def changed_keys(one: World, other: World) -> set[str]:
    """The keys of which two worlds give another answer, by their definition."""
    ledgers = [ledger_of(world) for world in (one, other)]
    days = [{day.date: day for day in world[1]} for world in (one, other)]
    every = {term for some in days for day in some.values() for term in by_term(day)}
    every |= {DECIDED, *(f"stands {status}" for status in STATUSES)}
    every |= {silent(party) for party in ("none", *one[0].parties, *other[0].parties)}
    keys = {key for term in every for key in answers(term, *(ledger.postings(term).tobytes() for ledger in ledgers))}
    registries = [{**dict(contents(one)), "changes": changes_by_date(one)} for one in (one[0], other[0])]
    keys |= {key for kind in registries[0] for key in differing(kind, *(registry[kind] for registry in registries))}
    for date in {*days[0], *days[1]}:
        if days[0].get(date) != days[1].get(date):
            keys.add(f"day {date}")
        now = [find_current(ledger, date) if date in some else None for ledger, some in zip(ledgers, days, strict=True)]
        stand = [standing(one, some[date]) if one else {} for one, some in zip(now, days, strict=True)]
        if now[0] != now[1]:
            edited = days[0].get(date) != days[1].get(date)
            every_one = stand[0].keys() | stand[1].keys()
            keys |= {f"now {what}" for what in every_one if edited or stand[0].get(what) != stand[1].get(what)}
        histories = [HISTORIES.decode(one.histories) if one else {} for one in now]
        keys |= {*differing(f"history {date}", *histories)}
        if len({one.coverage if one else None for one in now}) > 1:
            keys |= {f"coverage {date:%Y}", f"coverage {date:%Y-%m}"}
        was, are = ({*one.holdings} if one else set() for one in now)
        keys |= {key for one in was ^ are for key in ("control", f"control {one.place}")}
    return keys


def standing(now: CurrentStatus, day: Day) -> dict[str, list[Any]]:
    """How each statement of a day stands, and for each term of the day all where it stands."""
    forecasts = {one.place: one for one in now.forecasts}
    stand = [(status, forecasts.get(place(day.date, number))) for number, status in enumerate(now.statuses)]
    found: dict[str, list[Any]] = {f"{day.date}/{id}": [stand[number]] for id, number in ToldDay(day).numbers.items()}
    for term, places in by_term(day).items():
        found[term] = [(one, *stand[one & 0xFFFF : (one & 0xFFFF) + 1]) for one in places]
    return found


def revised(world: World, old: LedgerState | None = None, before: World | None = None) -> LedgerUpdate:
    """The ledger of a world; brought up to date from that of the world before."""
    content = {repr(day).encode(): day for _, days in filter(None, (before, world)) for day in days}
    return update({day.date.isoformat(): repr(day).encode() for day in world[1]}, world[0], content.__getitem__, old)


@thorough
@given(pairs())
@pytest.mark.slow
def test_a_page_is_as_it_was_if_nothing_that_was_asked_for_has_changed(two: tuple[World, World]) -> None:
    keys = changed_keys(*two)
    before, after = (made(ledger_of(world)) for world in two)
    for url in before.keys() & after.keys():
        (was, asked), (now, asks) = before[url], after[url]
        if was != now:
            assert asked & keys, f"{url}: nothing of {sorted(asked)} is among {sorted(keys)}"
            assert asks & keys, f"{url}: nothing of {sorted(asks)} is among {sorted(keys)}"


def test_an_entry_that_is_renamed_is_renamed_on_every_page(tmp_path: Path) -> None:
    found = sound(write(tmp_path, DAYS))
    days = [file.day for file in day_files(found)]
    registry = Registry(**{kind: dict(some) for kind, some in contents(found.registry)})
    before = made(ledger_of((registry, days)))
    for kind, some in contents(registry):
        if kind in TABLES:
            continue  # their names are messages, on which every page hangs
        for name, entry in some.items():
            renamed = {**some, name: replace(entry, name="Another name")}
            keys = set(differing(kind, some, renamed))
            after = made(ledger_of((replace(registry, **{kind: renamed}), days)))
            assert before.keys() == after.keys()
            missed = [url for url in before if before[url][0] != after[url][0] and not before[url][1] & keys]
            assert missed == [], f"{kind}/{name}"


PLANNED: dict[str, Any] = {
    "2031-03-01": {
        "claims": [
            {"id": "call-too", "by": "courier", "event": "call"},
            {"id": "meet", "by": "courier", "when": "2031-03-05", "places": ["tarn-hill"]},
        ],
        "events": {"call": {"state": "planned", "date": "2031-03-03", "place": "orn", "refs": ["call-too"]}},
    },
    "2031-03-02": {},
    "2031-03-03": {},
}
TOLD = {"claims": [{"id": "met", "by": "far-wire"}]}


@pytest.mark.parametrize(
    ("date", "was", "now", "page"),
    [
        ("2031-03-04", None, TOLD, "places/orn/"),
        ("2031-03-05", None, TOLD, "places/tarn-hill/"),
        ("2031-03-04", TOLD, TOLD | {"events": {"again": {"continues": "2031-03-01/call"}}}, "places/orn/"),
        (
            "2031-03-04",
            TOLD,
            {"claims": [{"id": "met", "by": "far-wire", "follows": "2031-03-01/call-too"}]},
            "places/orn/",
        ),
    ],
)
def test_pages_tell_when_what_is_planned_has_passed_or_was_told_again(
    tmp_path: Path, date: str, was: Any, now: Any, page: str
) -> None:
    """The later day names neither its place nor its track."""

    def world(name: str, last: Any) -> World:
        found = sound(write(tmp_path / name, PLANNED | ({date: last} if last else {})))
        days = [file.day for file in day_files(found)]
        days[-1] = replace(days[-1], diplomacy=tuple(replace(event, track=None) for event in days[-1].diplomacy))
        return Registry(**{kind: dict(some) for kind, some in contents(found.registry)}), days

    one, other = world("one", was), world("other", now)
    keys = changed_keys(one, other)
    before, after = (made(ledger_of(world)) for world in (one, other))
    differ = {url for url in before.keys() & after.keys() if before[url][0] != after[url][0]}
    assert {"2031/03/01/", page} <= differ
    assert [url for url in differ if not (before[url][1] & keys and after[url][1] & keys)] == []


@thorough
@given(full_worlds())
def test_what_was_found_before_is_noted_each_time(world: World) -> None:
    ledger = revised(world).ledger
    first = made(ledger)
    assert made(ledger) == first


@pytest.mark.slow
@thorough
@given(pairs())
def test_a_ledger_brought_up_to_date_is_as_if_made_anew(two: tuple[World, World]) -> None:
    one, other = two
    first = revised(one)
    assert first.changed is None
    second = revised(other, first.ledger_state, one)
    anew = revised(other)
    assert second.ledger_state.postings == anew.ledger_state.postings
    assert {day: now for day, (now, _) in second.ledger_state.now.items()} == {
        day: now for day, (now, _) in anew.ledger_state.now.items()
    }
    assert all_pages(second.ledger) == all_pages(anew.ledger) == all_pages(compile_ledger(other[1], other[0]))
    for entry in (entry for date in anew.ledger.dates for entry in anew.ledger.told(date).claims):
        for on in (*(date for date in anew.ledger.dates if date >= entry.date), NOW):
            assert second.ledger.history(entry.key, on) == anew.ledger.find_history(entry.key, on)[0]
    assert second.changed
    assert second.changed.hashes == ChangedKeys(changed_keys(one, other)).hashes


@pytest.mark.slow
@thorough
@given(pairs())
def test_what_the_next_build_leaves_is_right(two: tuple[World, World]) -> None:
    """Back and forth: pages of the first build, then those that the second made anew, then those of a third."""
    one, other = two
    last = revised(one)
    standing = {url: (page, pack(keys)) for url, (page, keys) in made(last.ledger).items()}
    for world, before in ((other, one), (one, other)):
        last = revised(world, last.ledger_state, before)
        assert last.changed
        new = {url: (page, pack(keys)) for url, (page, keys) in made(last.ledger).items()}
        standing = {
            url: new[url] if url not in standing or last.changed.invalidates(standing[url][1]) else standing[url]
            for url in new
        }
        assert [url for url in new if standing[url][0] != new[url][0]] == []
