"""Where everything stands: an inverted index over the days, that notes what is looked up in it.

It leads from each term (`daybrief.ledger.terms`) to its postings: the places where that stands, in the order of days. A
new day adds to some postings and leaves all others as they are. The index notes each key that was asked for: a day, a
term, a part of one, an entry of a registry; `answers` tells which keys of a term have another answer.
"""

import datetime as dt
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias, TypeVar

from daybrief.engine.dependencies import Recorder, TrackedMapping, tracked
from daybrief.ledger.keys import StatementKey, StatementRef, date_of, place
from daybrief.ledger.told_day import ToldDay
from daybrief.model.day import Correction, Day, Event
from daybrief.model.registry import Change, Registry
from daybrief.model.speakers import changes_by_date

T = TypeVar("T")
KEPT = 750
"""Days that are held in memory at a time."""
Postings: TypeAlias = "memoryview[int]"
"""Places in their order, 64 bits each: a day's proleptic ordinal and, in the low 16 bits, a number on that day."""
PART = 200
"""Postings of a part of a year. Parts are filled from the oldest on, so that only a year's last one grows."""


class Index(Recorder):
    """All days that are told, the registries, and the way from every term to its postings."""

    def __init__(self, registry: Registry, postings: Mapping[str, bytes], read: Callable[[dt.date], Day]) -> None:
        """`read` gives a day that has a posting of the term `days`."""
        super().__init__()
        self.registry = tracked(registry, self)
        self._changes = TrackedMapping("changes", changes_by_date(registry), self)
        self._postings = postings
        self._read = lru_cache(KEPT)(lambda date: ToldDay(read(date)))

    def told(self, date: dt.date) -> ToldDay:
        """The statements of a date that is told."""
        day = self._read(date)
        self.record(day.key)
        return day

    def once_of(self, date: dt.date, name: str, find: Callable[[], T]) -> T:
        """What is found once of a day, or of a statement of it, and kept while that day is in memory."""
        return self.kept(self.told(date).found, name, find)

    def day(self, date: dt.date) -> Day:
        """The day of a date that is told."""
        return self.told(date).day

    def changes(self, date: dt.date) -> Sequence[tuple[str, Change]]:
        """The speakers of whom, or of whose bodies, something became another on a date, and what."""
        return tuple(self._changes.get(date.isoformat(), ()))

    def root(self, key: StatementKey) -> StatementKey:
        """The claim or event with which a thread began, through all that each follows, backs, denies or continues."""
        while (back := self.told(key[0]).threads[key]) != key:
            key = back
        return key

    def entry(self, key: StatementKey) -> StatementRef:
        """The statement of a day and id."""
        day = self.told(key[0])
        return day.entries[day.numbers[key[1]]]

    def _find(self, term: str) -> Postings:
        return memoryview(self._postings.get(term, b"")).cast("Q")

    def postings(self, term: str, year: int | None = None) -> Postings:
        """All postings of a term, or those on the days of a year, in the order of days."""
        if year is None:
            self.record(term)
            return self._find(term)
        for number in range(self.parts(term, year) + 1):
            self.record(f"{term} #{year}/{number}")
        return of_year(self._find(term), year)

    def entries(self, term: str, most: int = 0) -> tuple[StatementRef, ...]:
        """The statements where a term stands, in the order of days: all, or so many of the last."""
        found = self.postings(term)
        return tuple(map(self.at, found[-most:] if most else found))

    def at(self, place: int) -> StatementRef:
        """The statement at a posting."""
        return self.told(date_of(place)).entries[place & 0xFFFF]

    def events(self, places: Iterable[int]) -> list[tuple[dt.date, Event]]:
        """The events at some postings, with the day they were told on."""
        return [(date_of(place), self.day(date_of(place)).diplomacy[place & 0xFFFF]) for place in places]

    def corrections(
        self, term: str = "corrections", most: int | None = None, year: int | None = None
    ) -> list[tuple[dt.date, Correction]]:
        """Corrections where a term stands, with the day that they correct, the newest first; those of a year's days."""
        found = [(date_of(p), self.day(date_of(p)).corrections[p & 0xFFFF]) for p in self.postings(term, year)]
        return sorted(found, key=lambda item: (item[1].date, item[0]), reverse=True)[:most]

    def parts(self, term: str, year: int) -> int:
        """Into how many parts a year of a term's postings is cut."""
        self.record(f"{term} #{year}")
        return len(parts_of(self._find(term), year))

    def part(self, term: str, year: int, number: int) -> Postings:
        """A part, from 1, of a year of a term's postings."""
        self.record(f"{term} #{year}/{number}")
        return parts_of(self._find(term), year)[number - 1]

    def years(self, term: str, beyond: int = 0) -> list[int]:
        """The years in which a term has postings, the first first; none where it has no more than `beyond`."""
        found = self._find(term)
        self.record(f"{term} years")
        if len(found) <= beyond:
            self.record(term)
            return []
        return [y for y in range(date_of(found[0]).year, date_of(found[-1]).year + 1) if of_year(found, y)]

    @property
    def dates(self) -> list[dt.date]:
        """All days that are told, in their order."""
        return list(map(date_of, self.postings("days")))

    def recent(self, count: int) -> list[dt.date]:
        """The newest so many days, the newest first."""
        return [date_of(place) for place in reversed(self.postings("days")[-count:])]

    def over(self, date: dt.date) -> bool:
        """Whether a day after a date is told. The answer is another only when the newest day comes to that date."""
        self.record("days any")
        self.record(f"days past {date}")
        return any(date_of(one) > date for one in self._find("days")[-1:])

    def within(self, period: str) -> list[dt.date]:
        """The days that are told in a year (`2025`) or a month (`2025-12`)."""
        self.record(f"days {period}")
        days = map(date_of, of_year(self._find("days"), int(period[:4])))
        return [date for date in days if f"{date}".startswith(period)]

    def before(self, term: str, date: dt.date) -> dt.date | None:
        """The last day before a date on which a term stands."""
        self.record(f"{term} <{(answer := beside(self._find(term), date)[0])}")
        return answer

    def after(self, term: str, date: dt.date) -> dt.date | None:
        """The first day after a date on which a term stands."""
        self.record(f"{term} >{(answer := beside(self._find(term), date)[1])}")
        return answer


def of_year(postings: Postings, year: int) -> Postings:
    """Those on the days of a year."""
    first, last = place(dt.date(year, 1, 1)), place(dt.date(year + 1, 1, 1))
    return postings[bisect_left(postings, first) : bisect_left(postings, last)]


def parts_of(postings: Postings, year: int) -> list[Postings]:
    """A year of postings, cut into parts."""
    found = of_year(postings, year)
    return [found[start : start + PART] for start in range(0, len(found), PART)]


def beside(postings: Postings, date: dt.date) -> tuple[dt.date | None, dt.date | None]:
    """The last day before a date, and the first after it."""
    index, end = (bisect_left(postings, place(date + dt.timedelta(days=days))) for days in (0, 1))
    return date_of(postings[index - 1]) if index else None, date_of(postings[end]) if end < len(postings) else None


def answers(term: str, was: bytes, now: bytes) -> Iterator[str]:
    """The keys of a term of which the answer is another if its postings are `now` and were `was`."""
    if was == now:
        return
    yield term
    old, new = (memoryview(postings).cast("Q") for postings in (was, now))
    if term == "days":
        ends = sorted(found[-1] >> 16 for found in (old, new) if found)
        yield from (f"days past {dt.date.fromordinal(one)}" for one in range(ends[0], ends[-1]))
        if len(ends) < 2:
            yield "days any"
    # Most often a day is added or taken away at the end: all before it need not be compared.
    same = min(len(old), len(new)) if now.startswith(was) or was.startswith(now) else 0
    changed = {*old[same:]} ^ {*new[same:]}
    for year in {date_of(one).year for one in changed}:
        before, after = parts_of(old, year), parts_of(new, year)
        if not (before and after) or len(new) < len(old):
            yield f"{term} years"
        if len(before) != len(after):
            yield f"{term} #{year}"
        for number in range(max(len(before), len(after))):
            if before[number : number + 1] != after[number : number + 1]:
                yield f"{term} #{year}/{number + 1}"
    for date in {date_of(one) for one in changed}:
        for last, first in ((date, date), beside(old, date), beside(new, date)):
            yield from (f"{term} <{last}", f"{term} >{first}")
        if term == "days":
            yield from (f"days {date:%Y}", f"days {date:%Y-%m}")
