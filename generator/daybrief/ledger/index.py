"""Where everything stands: an inverted index over the days, that notes what is looked up in it.

It leads from each term (`daybrief.ledger.keys`) to its postings. A new day adds to some postings and leaves all others
as they are. The index notes each key that was asked for: a day, a term, a part of one, an entry of a registry.
"""

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, lru_cache

from daybrief.engine.dependencies import Recorder, tracked
from daybrief.ledger.keys import StatementKey, StatementRef, date_of, entries, place, pointed, way_back
from daybrief.ledger.postings import Postings, of_year, parts_of
from daybrief.model.day import Correction, Day, Event
from daybrief.model.registry import Registry
from daybrief.model.statements import Claim

KEPT = 600
"""Days that are held in memory at a time."""


class ToldDay:
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
        """The claims on each sector that was read."""
        found: defaultdict[str, list[StatementRef]] = defaultdict(list)
        for entry in self.claims:
            if entry.sector:
                found[entry.sector].append(entry)
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
    def threads(self) -> Mapping[StatementKey, StatementKey]:
        """By each statement: what its thread comes from, as far as this day has it."""
        return _ways_back({entry.key: way_back(entry.statement) for entry in self.entries})

    @cached_property
    def tellings(self) -> Mapping[StatementKey, StatementKey]:
        """The same of events, which go on from each other."""
        return _ways_back({(self.day.date, event.id): event.continues for event in self.day.diplomacy})


def _ways_back(ways: Mapping[StatementKey, str | None]) -> dict[StatementKey, StatementKey]:
    """Where one comes to who goes all of a day's ways back from each of its names. Each way is gone once."""
    found: dict[StatementKey, StatementKey] = {}
    for start in ways:
        walk, here = [start], start
        while here not in found and (way := ways.get(here)):
            here = pointed(way, here[0])
            walk.append(here)
        found.update(dict.fromkeys(walk, found.get(here, here)))
    return found


class Index(Recorder):
    """All days that are told, the registries, and the way from every term to its postings."""

    def __init__(self, registry: Registry, postings: Mapping[str, bytes], read: Callable[[dt.date], Day]) -> None:
        """`read` gives a day that has a posting of the term `days`."""
        super().__init__()
        self.registry = tracked(registry, self.record)
        self._postings = postings
        self._read = lru_cache(KEPT)(lambda date: ToldDay(read(date)))

    def told(self, date: dt.date) -> ToldDay:
        """The statements of a date that is told."""
        day = self._read(date)
        self.record(day.key)
        return day

    def day(self, date: dt.date) -> Day:
        """The day of a date that is told."""
        return self.told(date).day

    def root(self, key: StatementKey) -> StatementKey:
        """The claim with which a claim's thread began, through all that it follows, backs or denies."""
        while (back := self.told(key[0]).threads[key]) != key:
            key = back
        return key

    def first_telling(self, key: StatementKey) -> StatementKey:
        """The day and id under which an event was told first."""
        while (back := self.told(key[0]).tellings[key]) != key:
            key = back
        return key

    def entry(self, key: StatementKey) -> StatementRef:
        """The statement of a day and id."""
        day = self.told(key[0])
        return day.entries[day.numbers[key[1]]]

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
        return self.told(date_of(place)).entries[place & 0xFFFF]

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

    def years(self, term: str, beyond: int = 0) -> list[int]:
        """The years in which a term has postings, the first first; none where it has no more than `beyond`."""
        found = self.postings(term)
        if len(found) <= beyond:
            return []
        return [y for y in range(date_of(found[0]).year, date_of(found[-1]).year + 1) if of_year(found, y)]

    @property
    def dates(self) -> list[dt.date]:
        """All days that are told, in their order."""
        return list(map(date_of, self.postings("days")))

    def recent(self, count: int) -> list[dt.date]:
        """The newest so many days, the newest first."""
        return [date_of(place) for place in reversed(self.postings("days")[-count:])]

    def within(self, period: str) -> list[dt.date]:
        """The days that are told in a year (`2025`) or a month (`2025-12`)."""

        def named(place: int) -> str:
            return date_of(place).isoformat()[: len(period)]

        self.record(f"days {period}")
        days = self._find("days")
        return list(map(date_of, days[bisect_left(days, period, key=named) : bisect_right(days, period, key=named)]))

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
