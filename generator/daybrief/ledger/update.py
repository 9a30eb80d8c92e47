"""The ledger brought up to date: from what was found the last time, and the days and entries that are different now."""

import datetime as dt
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

import msgspec

from daybrief.engine.dependencies import ChangedKeys, Trace, contents, differing, pack
from daybrief.engine.parallel import parallel_map
from daybrief.ledger.control import holdings_on
from daybrief.ledger.coverage import Coverage, coverage_on, silent, silent_postings
from daybrief.ledger.current import HISTORIES, CurrentStatus, denying_decided
from daybrief.ledger.forecasts import forecasts_on
from daybrief.ledger.index import answers
from daybrief.ledger.keys import place
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.observations import observations_on
from daybrief.ledger.status import STATUSES
from daybrief.ledger.terms import DECIDED, by_term
from daybrief.ledger.told_day import ToldDay
from daybrief.model.day import Day
from daybrief.model.registry import Registry
from daybrief.model.speakers import changes_by_date

Digests = dict[str, dict[str, bytes]]
NOT_TOLD = CurrentStatus((), msgspec.msgpack.encode({}), (), (), (), Coverage((), ()), ())
"""How the statements of a day that is not told stand."""


class LedgerState(msgspec.Struct, frozen=True):
    """What was found in the days and registries together, to start from the next time."""

    days: dict[str, bytes]
    """By date: what the day's reading is kept by."""
    registry: Digests
    """By registry and id: a hash of the entry."""
    postings: dict[str, bytes]
    now: dict[int, tuple[CurrentStatus, Trace]]
    """By the day's ordinal."""


class LedgerUpdate(NamedTuple):
    """A ledger, what is to be remembered of it, and what is different."""

    ledger: Ledger
    ledger_state: LedgerState
    changed: ChangedKeys | None
    """None where everything is."""


def update(
    days: dict[str, bytes], registry: Registry, read: Callable[[bytes], Day], old: LedgerState | None
) -> LedgerUpdate:
    """The ledger of some days, each named by its date and by the key that `read` gives it for.

    `read` must know the keys of `old` too.
    """
    entries = digests(registry)
    keys: set[str] = set()
    if old is None:
        postings = compile_postings(parallel_map(lambda key: by_term(read(key)), list(days.values())))
    else:
        postings = dict(old.postings)
        keys = {key for kind in entries for key in differing(kind, old.registry[kind], entries[kind])}
        keys |= set(_revise(postings, days, old.days, read))

    def told(date: dt.date) -> Day:
        return read(days[date.isoformat()])

    ledger = Ledger(registry, postings, told, {})
    before = old.now if old else {}
    changed = ChangedKeys(keys)
    ordinals = [dt.date.fromisoformat(date).toordinal() for date in sorted(days)]
    stale = [day for day in ordinals if day not in before or changed.invalidates(before[day][1])]
    anew = dict(zip(stale, parallel_map(lambda day: _find_now(ledger, day), stale), strict=True))
    now = {day: anew[day] if day in anew else before[day] for day in ordinals}
    current = {day: one for day, (one, _) in now.items()}
    found = {silent(name): b"" for name in (old.registry["parties"] if old else ())}  # of one that is gone, no days
    found |= _standings(current)
    found |= silent_postings({day: one.coverage for day, one in current.items()}, registry.parties)
    if old:
        for term, places in found.items():
            keys.update(answers(term, old.postings.get(term, b""), places))
        for day in {*before} - {*now} | {d for d in anew if d not in before or before[d][0] != anew[d][0]}:
            date = f"{dt.date.fromordinal(day)}"
            was, are = before[day][0] if day in before else NOT_TOLD, current.get(day, NOT_TOLD)
            # Of a day that was edited, numbers may be others'. Who asks how its claims stand asks for the day, too.
            same = old.days.get(date) == days.get(date)
            for key in filter(None, {old.days.get(date), days.get(date)}):
                keys.update(_standing_on(read(key), _moved(was, are) if same else None))
            keys.update(differing(f"history {date}", *(HISTORIES.decode(one.histories) for one in (was, are))))
            if was.coverage != are.coverage:
                keys |= {f"coverage {date[:4]}", f"coverage {date[:7]}"}
            changed_hands = {*was.holdings} ^ {*are.holdings}
            keys.update(key for one in changed_hands for key in ("control", f"control {one.place}"))
        changed = ChangedKeys(keys)
    postings |= found
    for term in [term for term, places in found.items() if not places]:
        del postings[term]
    ledger = Ledger(registry, postings, told, current)
    return LedgerUpdate(ledger, LedgerState(days, entries, postings, now), changed if old else None)


def compile_postings(days: Iterable[Mapping[str, list[int]]]) -> dict[str, bytes]:
    """The postings of every term, from those of each day; the order of days does not matter."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for own in days:
        for term, places in own.items():
            found[term] += places
    return {term: array("Q", sorted(places)).tobytes() for term, places in found.items()}


def digests(registry: Registry) -> Digests:
    """A hash of each entry of the registries, and of what changed in them by date."""
    return {
        kind: {name: blake2b(msgspec.msgpack.encode(entry), digest_size=16).digest() for name, entry in entries.items()}
        for kind, entries in [*contents(registry), ("changes", changes_by_date(registry))]
    }


def _revise(
    postings: dict[str, bytes], new: Mapping[str, bytes], old: Mapping[str, bytes], read: Callable[[bytes], Day]
) -> Iterator[str]:
    """Bring postings up to date, and tell the keys of which the answer is another."""
    touched: dict[str, array[int]] = {}
    for date in sorted({**old, **new}):
        if old.get(date) == new.get(date):
            continue
        yield f"day {date}"
        was, now = (by_term(read(days[date])) if date in days else {} for days in (old, new))
        first, end = (place(dt.date.fromisoformat(date) + dt.timedelta(days=more)) for more in (0, 1))
        for term in {**was, **now}:
            places = touched.setdefault(term, array("Q", memoryview(postings.get(term, b"")).cast("Q")))
            places[bisect_left(places, first) : bisect_left(places, end)] = array("Q", now.get(term, ()))
    for term, places in touched.items():
        yield from answers(term, postings.get(term, b""), places.tobytes())
        postings[term] = places.tobytes()
        if not places:
            del postings[term]


def _find_now(ledger: Ledger, day: int) -> tuple[CurrentStatus, Trace]:
    with ledger.recording() as keys:
        return find_current(ledger, dt.date.fromordinal(day)), pack(keys)


def find_current(ledger: Ledger, date: dt.date) -> CurrentStatus:
    """How a day's statements stand on the newest day, from all that the ledger has of their matters."""
    entries = ledger.told(date).entries
    known = {e.statement.id: ledger.find_history(e.key) for e in entries if e.kind == "claim"}
    return CurrentStatus(
        tuple(known[e.statement.id][0][-1].standing.status if e.kind == "claim" else "" for e in entries),
        msgspec.msgpack.encode(known),
        forecasts_on(ledger, date),
        tuple(holdings_on(ledger, date, lambda key: bool(ledger.retractions(key)))),
        observations_on(ledger, date),
        coverage_on(ledger, date),
        denying_decided(entries, lambda key: ledger.find_history(key)[0]),
    )


def _moved(was: CurrentStatus, are: CurrentStatus) -> set[int]:
    """The numbers of a day's statements that stand otherwise than they did."""
    moved = {number for number, two in enumerate(zip(was.statuses, are.statuses, strict=True)) if two[0] != two[1]}
    return moved | {forecast.place & 0xFFFF for forecast in {*was.forecasts} ^ {*are.forecasts}}


def _standing_on(day: Day, moved: Collection[int] | None) -> Iterator[str]:
    """The keys of which the answer is another where some of a day's statements stand otherwise, all for None.

    A term's numbers may be those of events: then a key is among them for which nobody asks.
    """
    for name, number in ToldDay(day).numbers.items():
        if moved is None or number in moved:
            yield f"now {day.date}/{name}"
    for term, places in by_term(day).items():
        if moved is None or any(place & 0xFFFF in moved for place in places):
            yield f"now {term}"


def _standings(now: Mapping[int, CurrentStatus]) -> dict[str, bytes]:
    """The postings of the terms `stands STATUS`, the claims that have a status on the newest day; and of `DECIDED`."""
    found = {term: array("Q") for term in (DECIDED, *(f"stands {status}" for status in STATUSES))}
    for ordinal in sorted(now):
        for number, status in enumerate(now[ordinal].statuses):
            if status:
                found[f"stands {status}"].append(ordinal << 16 | number)
        found[DECIDED].extend(ordinal << 16 | number for number in now[ordinal].denials)
    return {term: places.tobytes() for term, places in found.items()}
