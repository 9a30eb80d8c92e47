"""Where everything stands: which day comes next, and the way from every id to what names it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from generator.model.day import Assessment, Claim, Day, Event
from generator.model.references import mentions
from generator.model.registry import Registry

K = TypeVar("K")
V = TypeVar("V")
Key: TypeAlias = tuple[str, str]
"""A registry's name and an id in it."""


EntryKey: TypeAlias = tuple[dt.date, str]
"""A statement's day and id."""


class Entry(NamedTuple):
    """A claim or an assessment, where it stands."""

    date: dt.date
    statement: Claim | Assessment
    event: Event | None = None
    """The event it is told under."""
    sector: str | None = None

    @property
    def key(self) -> EntryKey:
        """Its name for ever."""
        return self.date, self.statement.id

    @property
    def kind(self) -> Literal["claim", "judgement", "forecast"]:
        """What the statement is."""
        return self.statement.kind if isinstance(self.statement, Assessment) else "claim"


@dataclass(frozen=True)
class Index:
    """All days that are told, and the way from every id to what names it."""

    days: tuple[Day, ...]
    """In the order of their dates."""
    order: Mapping[dt.date, int]
    """A date's index in `days`."""
    registry: Registry
    entries: Mapping[EntryKey, Entry]
    """Every claim and assessment by its day and id, in the order of the pages."""
    spoken: Mapping[str, tuple[Entry, ...]]
    """By speaker: what it states."""
    read: Mapping[str, tuple[Entry, ...]]
    """By source: what was read in its articles."""
    named: Mapping[Key, tuple[Entry, ...]]
    """By registry and id: the statements that name it, or that are told under what names it."""
    events: Mapping[Key, tuple[tuple[dt.date, Event], ...]]
    """By registry and id: the events that name it."""

    def day(self, date: dt.date) -> Day:
        """The day of a date that is told."""
        return self.days[self.order[date]]

    def on(self, date: dt.date) -> tuple[Entry, ...]:
        """A day's claims and assessments, in the order of its page."""
        return tuple(_entries(self.day(date)))

    def claims_on(self, date: dt.date) -> tuple[Entry, ...]:
        """A day's claims."""
        return tuple(entry for entry in self.on(date) if entry.kind == "claim")

    def first_telling(self, told: dt.date, event: Event) -> EntryKey:
        """The day and id under which an event was told first."""
        while event.continues:
            told, name = pointed(event.continues, told)
            event = next(one for one in self.day(told).diplomacy if one.id == name)
        return told, event.id

    def neighbours(self, date: dt.date) -> tuple[Day | None, Day | None]:
        """The days told before and after one of them."""
        index = self.order[date]
        before = self.days[index - 1] if index else None
        after = self.days[index + 1] if index + 1 < len(self.days) else None
        return before, after


def compile_index(days: Iterable[Day], registry: Registry) -> Index:
    """Read all days together. Their order does not matter; every id in them must be known."""
    told = tuple(sorted(days, key=lambda day: day.date))
    entries: dict[tuple[dt.date, str], Entry] = {}
    spoken: defaultdict[str, list[Entry]] = defaultdict(list)
    read: defaultdict[str, list[Entry]] = defaultdict(list)
    named: defaultdict[Key, list[Entry]] = defaultdict(list)
    events: defaultdict[Key, list[tuple[dt.date, Event]]] = defaultdict(list)
    for day in told:
        for event in day.diplomacy:
            for key in _named_by(event):
                events[key].append((day.date, event))
        for entry in _entries(day):
            entries[day.date, entry.statement.id] = entry
            for speaker in dict.fromkeys(entry.statement.by):
                spoken[speaker].append(entry)
            for source in dict.fromkeys(day.articles[name].source for name in entry.statement.articles):
                read[source].append(entry)
            keys = [(m.kind, m.id) for m in mentions(entry.statement) if m.kind != "speakers"]
            if entry.event:
                keys.append(("tracks", entry.event.track))
            if entry.sector:
                keys.append(("sectors", entry.sector))
            for key in dict.fromkeys(keys):
                named[key].append(entry)
    order = {day.date: index for index, day in enumerate(told)}
    return Index(told, order, registry, entries, _frozen(spoken), _frozen(read), _frozen(named), _frozen(events))


def _entries(day: Day) -> Iterable[Entry]:
    for event in day.diplomacy:
        for claim in event.claims:
            yield Entry(day.date, claim, event=event)
    for report in day.front:
        for claim in report.claims:
            yield Entry(day.date, claim, sector=report.sector)
    for assessment in day.assessments:
        yield Entry(day.date, assessment, sector=assessment.sector)


def _named_by(event: Event) -> Iterable[Key]:
    own = [("tracks", event.track), *(("actors", name) for name in event.participants)]
    return dict.fromkeys([*own, ("places", event.place)] if event.place else own)


def _frozen(lists: Mapping[K, list[V]]) -> dict[K, tuple[V, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


def pointed(reference: str, date: dt.date) -> EntryKey:
    """What `reference`, written on the day `date`, points at."""
    on, _, name = reference.rpartition("/")
    return dt.date.fromisoformat(on) if on else date, name
