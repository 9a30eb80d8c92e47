"""Where everything stands: an inverted index over the days, that notes what is looked up in it.

It leads from each term (`daybrief.ledger.keys`) to its postings. A new day adds to some postings and leaves all others
as they are. The index notes each key that was asked for: a day, a term, a part of one, an entry of a registry.
"""

import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from daybrief.engine.dependencies import Recorder, tracked
from daybrief.ledger.keys import StatementKey, StatementRef, date_of, entries, place, pointed, way_back
from daybrief.ledger.postings import Postings, of_year, parts_of, years_of
from daybrief.model.day import Correction, Day, Event
from daybrief.model.registry import Registry
from daybrief.model.statements import Claim

KEPT = 600
"""Days that are held in memory at a time."""


class _Told:
    """A day that was read back, and its statements in the order of its page.

    A day may hold ten thousand of them: what is looked up for each is found for all at once.
    """

    def __init__(self, day: Day) -> None:
        self.key = f"day {day.date}"
        self.day = day
        self.entries = tuple(entries(day))
        self.claims = tuple(entry for entry in self.entries if isinstance(entry.statement, Claim))
        self.numbers = {entry.statement.id: number for number, entry in enumerate(self.entries)}
        """Of each statement, by its id."""

    @cached_property
    def by_sector(self) -> Mapping[str, list[StatementRef]]:
        """The claims on each sector."""
        found: defaultdict[str, list[StatementRef]] = defaultdict(list)
        for entry in self.claims:
            found[entry.sector or ""].append(entry)
        return found

    @cached_property
    def corrections(self) -> Mapping[str, list[Correction]]:
        """What was corrected, by its id."""
        found: defaultdict[str, list[Correction]] = defaultdict(list)
        for correction in self.day.corrections:
            found[correction.target].append(correction)
        return found

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events by their ids."""
        return {event.id: event for event in reversed(self.day.diplomacy)}

    @cached_property
    def threads(self) -> Mapping[str, str]:
        """By a claim's id: the claim of this day that its thread comes to first."""
        ways = {entry.statement.id: way_back(entry.statement) for entry in self.entries}
        return _beginnings(ways, self.day.date)

    @cached_property
    def tellings(self) -> Mapping[str, str]:
        """The same of events, which go on from each other."""
        return _beginnings({event.id: event.continues for event in self.day.diplomacy}, self.day.date)


def _beginnings(ways: Mapping[str, str | None], date: dt.date) -> dict[str, str]:
    """By each name of a day, where one comes to who goes back as far as that day has it. Each way is gone once."""
    found: dict[str, str] = {}
    for start in ways:
        walk, here = [start], start
        while here not in found and (way := ways[here]) and (back := pointed(way, date))[0] == date:
            here = back[1]
            walk.append(here)
        found.update(dict.fromkeys(walk, found.get(here, here)))
    return found


class Index(Recorder):
    """All days that are told, the registries, and the way from every term to its postings."""

    def __init__(self, registry: Registry, postings: Mapping[str, bytes], read: Callable[[dt.date], Day]) -> None:
        """`read` gives a day that has a posting of the term `days`."""
        super().__init__()
        self.registry = tracked(registry, self.record)
        self._postings = dict(postings)
        self._read = lru_cache(KEPT)(lambda date: _Told(read(date)))

    def _told(self, date: dt.date) -> _Told:
        day = self._read(date)
        self.record(day.key)
        return day

    def day(self, date: dt.date) -> Day:
        """The day of a date that is told."""
        return self._told(date).day

    def on(self, date: dt.date) -> tuple[StatementRef, ...]:
        """A day's claims and assessments, in the order of its page."""
        return self._told(date).entries

    def claims_on(self, date: dt.date) -> tuple[StatementRef, ...]:
        """A day's claims."""
        return self._told(date).claims

    def claims_in(self, sector: str, date: dt.date) -> Sequence[StatementRef]:
        """A day's claims on a sector."""
        return self._told(date).by_sector.get(sector, ())

    def corrections_of(self, key: StatementKey) -> tuple[Correction, ...]:
        """What was corrected of something of a day."""
        return tuple(self._told(key[0]).corrections.get(key[1], ()))

    def root(self, entry: StatementRef) -> StatementKey:
        """The claim with which a claim's thread began, through all that it follows, backs or denies."""
        while True:
            statements = self._told(entry.date)
            entry = statements.entries[statements.numbers[statements.threads[entry.statement.id]]]
            if not (way := way_back(entry.statement)):
                return entry.key
            entry = self.entry(pointed(way, entry.date))

    def entry(self, key: StatementKey) -> StatementRef:
        """The statement of a day and id."""
        statements = self._told(key[0])
        return statements.entries[statements.numbers[key[1]]]

    def event(self, key: StatementKey) -> Event | None:
        """The event of a day and id, if that is an event's."""
        return self._told(key[0]).events.get(key[1])

    def number(self, key: StatementKey) -> int:
        """A statement's number on its day, from 0."""
        return self._told(key[0]).numbers[key[1]]

    def _find(self, term: str) -> Postings:
        return memoryview(self._postings.get(term, b"")).cast("Q")

    def postings(self, term: str) -> Postings:
        """All postings of a term, in the order of days."""
        self.record(term)
        return self._find(term)

    def entries(self, term: str, newest: int | None = None) -> tuple[StatementRef, ...]:
        """The statements where a term stands, in the order of days; of these the `newest` so many."""
        found = self.postings(term)
        return tuple(self.at(place) for place in (found if newest is None else found[-newest:] if newest else ()))

    def at(self, place: int) -> StatementRef:
        """The statement at a posting."""
        return self.on(date_of(place))[place & 0xFFFF]

    def events(self, places: Iterable[int]) -> list[tuple[dt.date, Event]]:
        """The events at some postings, with the day they were told on."""
        return [(date, self.day(date).diplomacy[place & 0xFFFF]) for place in places for date in (date_of(place),)]

    def parts(self, term: str, year: int) -> int:
        """Into how many parts a year of a term's postings is cut."""
        self.record(f"{term} #{year}")
        return len(parts_of(self._find(term), year))

    def part(self, term: str, year: int, number: int) -> tuple[StatementRef, ...]:
        """The statements of a part, from 1, of a year of a term's postings."""
        self.record(f"{term} #{year}/{number}")
        return tuple(map(self.at, parts_of(self._find(term), year)[number - 1]))

    def in_year(self, term: str, year: int) -> Postings:
        """A term's postings on the days of a year."""
        for number in range(self.parts(term, year) + 1):
            self.record(f"{term} #{year}/{number}")
        return of_year(self._find(term), year)

    def years(self, term: str) -> list[int]:
        """The years in which a term has postings, the first first."""
        return sorted(years_of(self.postings(term)))

    @property
    def dates(self) -> list[dt.date]:
        """All days that are told, in their order."""
        return list(map(date_of, self.postings("days")))

    def recent(self, count: int) -> list[dt.date]:
        """The newest so many days, the newest first."""
        return [date_of(place) for place in reversed(self.postings("days")[-count:])]

    def within(self, period: str) -> list[dt.date]:
        """The days that are told in a year (`2025`) or a month (`2025-12`)."""
        self.record(f"days {period}")
        days = self._find("days")
        first = dt.date(int(period[:4]), int(period[5:] or 1), 1)
        last = dt.date(first.year, int(period[5:] or 12), 28) + dt.timedelta(days=4)
        return list(map(date_of, days[bisect_left(days, place(first)) : bisect_left(days, place(last.replace(day=1)))]))

    def before(self, term: str, date: dt.date) -> dt.date | None:
        """The last day before a date on which a term stands."""
        found = self._find(term)
        index = bisect_left(found, place(date))
        answer = date_of(found[index - 1]) if index else None
        self.record(f"{term} <{answer}")
        return answer

    def after(self, term: str, date: dt.date) -> dt.date | None:
        """The first day after a date on which a term stands."""
        found = self._find(term)
        index = bisect_left(found, place(date + dt.timedelta(days=1)))
        answer = date_of(found[index]) if index < len(found) else None
        self.record(f"{term} >{answer}")
        return answer

    def neighbours(self, date: dt.date) -> tuple[Day | None, Day | None]:
        """The days told before and after one of them."""
        before, after = self.before("days", date), self.after("days", date)
        return self.day(before) if before else None, self.day(after) if after else None

    def first_telling(self, date: dt.date, event: Event) -> StatementKey:
        """The day and id under which an event was told first."""
        while True:
            there = self._told(date)
            event = there.events[there.tellings[event.id]]
            if not event.continues:
                return date, event.id
            date, name = pointed(event.continues, date)
            event = self._told(date).events[name]
