"""Where everything stands: an inverted index over the days, that notes what is looked up in it.

A *term* is what one looks up (`spoken isw`, `about places/lyman`, `into 2025-12-03/village`). Its *postings* are the
places where it stands, each a day and the number of a statement on it. Which terms a day holds follows from that day
alone, so that a new day adds to some postings and leaves all others as they are.

The index notes each key that was asked for: a day, a term, a part of one, an entry of a registry.
"""

import datetime as dt
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from hashlib import blake2b
from typing import Literal, NamedTuple, TypeAlias

from daybrief.engine.dependencies import Tracer, shelved
from daybrief.model.day import Assessment, Claim, Correction, Day, Event
from daybrief.model.references import mentions
from daybrief.model.registry import Registry

EntryKey: TypeAlias = tuple[dt.date, str]
"""A statement's day and id."""
Postings: TypeAlias = "memoryview[int]"
"""Places in their order, 64 bits each: a day's proleptic ordinal and, in the low 16 bits, a number on that day."""
PART = 200
"""Postings of a part of a year. Parts are filled from the oldest on, so that only a year's last one grows."""
KEPT = 600
"""Days that are held in memory at a time."""
_LONG = 80  # letters that a term spells out: a claim may have thousands of places


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


class _Told:
    """A day that was read back, and its statements in the order of its page.

    A day may hold ten thousand of them: what is looked up for each is found for all at once.
    """

    def __init__(self, day: Day) -> None:
        self.key = f"day {day.date}"
        self.day = day
        self.entries = tuple(_entries(day))
        self.claims = tuple(entry for entry in self.entries if isinstance(entry.statement, Claim))
        self.numbers = {entry.statement.id: number for number, entry in enumerate(self.entries)}
        """Of each statement, by its id."""

    @cached_property
    def by_sector(self) -> Mapping[str, list[Entry]]:
        """The claims on each sector."""
        found: defaultdict[str, list[Entry]] = defaultdict(list)
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


class Index(Tracer):
    """All days that are told, the registries, and the way from every term to its postings."""

    def __init__(self, registry: Registry, postings: Mapping[str, bytes], read: Callable[[dt.date], Day]) -> None:
        """`read` gives a day that has a posting of the term `days`."""
        super().__init__()
        self.registry = shelved(registry, self.note)
        self._postings = dict(postings)
        self._read = lru_cache(KEPT)(lambda date: _Told(read(date)))

    def _told(self, date: dt.date) -> _Told:
        told = self._read(date)
        self.note(told.key)
        return told

    def day(self, date: dt.date) -> Day:
        """The day of a date that is told."""
        return self._told(date).day

    def on(self, date: dt.date) -> tuple[Entry, ...]:
        """A day's claims and assessments, in the order of its page."""
        return self._told(date).entries

    def claims_on(self, date: dt.date) -> tuple[Entry, ...]:
        """A day's claims."""
        return self._told(date).claims

    def claims_in(self, sector: str, date: dt.date) -> Sequence[Entry]:
        """A day's claims on a sector."""
        return self._told(date).by_sector.get(sector, ())

    def corrections_of(self, key: EntryKey) -> tuple[Correction, ...]:
        """What was corrected of something of a day."""
        return tuple(self._told(key[0]).corrections.get(key[1], ()))

    def root(self, entry: Entry) -> EntryKey:
        """The claim with which a claim's thread began, through all that it follows, backs or denies."""
        while True:
            told = self._told(entry.date)
            entry = told.entries[told.numbers[told.threads[entry.statement.id]]]
            if not (way := way_back(entry.statement)):
                return entry.key
            entry = self.entry(pointed(way, entry.date))

    def entry(self, key: EntryKey) -> Entry:
        """The statement of a day and id."""
        told = self._told(key[0])
        return told.entries[told.numbers[key[1]]]

    def event(self, key: EntryKey) -> Event | None:
        """The event of a day and id, if that is an event's."""
        return self._told(key[0]).events.get(key[1])

    def number(self, key: EntryKey) -> int:
        """A statement's number on its day, from 0."""
        return self._told(key[0]).numbers[key[1]]

    def _find(self, term: str) -> Postings:
        return memoryview(self._postings.get(term, b"")).cast("Q")

    def postings(self, term: str) -> Postings:
        """All postings of a term, in the order of days."""
        self.note(term)
        return self._find(term)

    def entries(self, term: str, newest: int | None = None) -> tuple[Entry, ...]:
        """The statements where a term stands, in the order of days; of these the `newest` so many."""
        found = self.postings(term)
        return tuple(self.at(place) for place in (found if newest is None else found[-newest:] if newest else ()))

    def at(self, place: int) -> Entry:
        """The statement at a posting."""
        return self.on(date_of(place))[place & 0xFFFF]

    def events(self, places: Iterable[int]) -> list[tuple[dt.date, Event]]:
        """The events at some postings, with the day they were told on."""
        return [(date, self.day(date).diplomacy[place & 0xFFFF]) for place in places for date in (date_of(place),)]

    def parts(self, term: str, year: int) -> int:
        """Into how many parts a year of a term's postings is cut."""
        self.note(f"{term} #{year}")
        return -(-len(_year(self._find(term), year)) // PART)

    def part(self, term: str, year: int, number: int) -> tuple[Entry, ...]:
        """The statements of a part, from 1, of a year of a term's postings."""
        self.note(f"{term} #{year}/{number}")
        return tuple(map(self.at, parts_of(self._find(term), year)[number - 1]))

    def in_year(self, term: str, year: int) -> Postings:
        """A term's postings on the days of a year."""
        for number in range(self.parts(term, year) + 1):
            self.note(f"{term} #{year}/{number}")
        return _year(self._find(term), year)

    def years(self, term: str) -> list[int]:
        """The years in which a term has postings, the first first."""
        return sorted(_years(self.postings(term)))

    @property
    def dates(self) -> list[dt.date]:
        """All days that are told, in their order."""
        return list(map(date_of, self.postings("days")))

    def recent(self, count: int) -> list[dt.date]:
        """The newest so many days, the newest first."""
        return [date_of(place) for place in reversed(self.postings("days")[-count:])]

    def within(self, period: str) -> list[dt.date]:
        """The days that are told in a year (`2025`) or a month (`2025-12`)."""
        self.note(f"days {period}")
        told = self._find("days")
        first = dt.date(int(period[:4]), int(period[5:] or 1), 1)
        last = dt.date(first.year, int(period[5:] or 12), 28) + dt.timedelta(days=4)
        return list(map(date_of, told[bisect_left(told, place(first)) : bisect_left(told, place(last.replace(day=1)))]))

    def before(self, term: str, date: dt.date) -> dt.date | None:
        """The last day before a date on which a term stands."""
        found = self._find(term)
        index = bisect_left(found, place(date))
        answer = date_of(found[index - 1]) if index else None
        self.note(f"{term} <{answer}")
        return answer

    def after(self, term: str, date: dt.date) -> dt.date | None:
        """The first day after a date on which a term stands."""
        found = self._find(term)
        index = bisect_left(found, place(date + dt.timedelta(days=1)))
        answer = date_of(found[index]) if index < len(found) else None
        self.note(f"{term} >{answer}")
        return answer

    def neighbours(self, date: dt.date) -> tuple[Day | None, Day | None]:
        """The days told before and after one of them."""
        before, after = self.before("days", date), self.after("days", date)
        return self.day(before) if before else None, self.day(after) if after else None

    def first_telling(self, told: dt.date, event: Event) -> EntryKey:
        """The day and id under which an event was told first."""
        while True:
            there = self._told(told)
            event = there.events[there.tellings[event.id]]
            if not event.continues:
                return told, event.id
            told, name = pointed(event.continues, told)
            event = self._told(told).events[name]


def place(date: dt.date, number: int = 0) -> int:
    """A posting."""
    return date.toordinal() << 16 | number


def ordinal_of(place: int) -> int:
    """A posting's day as a proleptic ordinal."""
    return place >> 16


def date_of(place: int) -> dt.date:
    """A posting's day."""
    return dt.date.fromordinal(place >> 16)


def _year(postings: Postings, year: int) -> Postings:
    first, last = place(dt.date(year, 1, 1)), place(dt.date(year + 1, 1, 1))
    return postings[bisect_left(postings, first) : bisect_left(postings, last)]


def _years(postings: Postings) -> set[int]:
    if not postings:
        return set()
    years = range(date_of(postings[0]).year, date_of(postings[-1]).year + 1)
    return {year for year in years if _year(postings, year)}


def parts_of(postings: Postings, year: int) -> list[Postings]:
    """A year of postings, cut into parts."""
    found = _year(postings, year)
    return [found[start : start + PART] for start in range(0, len(found), PART)]


def answers(term: str, was: bytes, now: bytes) -> Iterator[str]:
    """The keys of a term of which the answer is another if its postings are `now` and were `was`."""
    if was == now:
        return
    yield term
    old, new = (memoryview(postings).cast("Q") for postings in (was, now))
    changed = {*old} ^ {*new}
    for year in {date_of(one).year for one in changed}:
        before, after = parts_of(old, year), parts_of(new, year)
        if len(before) != len(after):
            yield f"{term} #{year}"
        for number in range(max(len(before), len(after))):
            if before[number : number + 1] != after[number : number + 1]:
                yield f"{term} #{year}/{number + 1}"
    for date in {date_of(one) for one in changed}:
        yield from (f"{term} <{date}", f"{term} >{date}")
        for postings in (old, new):
            index, end = (bisect_left(postings, place(date + dt.timedelta(days=days))) for days in (0, 1))
            yield f"{term} <{date_of(postings[index - 1]) if index else None}"
            yield f"{term} >{date_of(postings[end]) if end < len(postings) else None}"
        if term == "days":
            yield from (f"days {date:%Y}", f"days {date:%Y-%m}")


def terms(day: Day) -> Iterator[tuple[str, int]]:
    """Every term of a day, with the number of the statement, event, correction or resolution that it stands at."""
    date = day.date
    yield "days", 0
    for number, event in enumerate(day.diplomacy):
        for name in dict.fromkeys(_named_by(event)):
            yield f"events {name}", number
    for number, correction in enumerate(day.corrections):
        yield "corrections", number
        yield f"corrected {correction.date}", number
    for number, resolution in enumerate(day.resolutions):
        yield f"resolved {_name(resolution.forecast, date)}", number
    for number, entry in enumerate(_entries(day)):
        for term in dict.fromkeys(_terms(entry, day)):
            yield term, number


def _terms(entry: Entry, day: Day) -> Iterator[str]:
    told = entry.statement
    yield f"{entry.kind}s"
    for speaker in told.by:
        yield f"spoken {speaker}"
        yield f"about {speaker}"
    for source in (day.articles[name].source for name in told.articles):
        yield f"read {source}"
        yield f"about {source}"
    for mention in mentions(told):
        if mention.kind != "speakers":
            yield f"about {mention.kind}/{mention.id}"
    if entry.event:
        yield f"about tracks/{entry.event.track}"
    if entry.sector:
        yield f"about sectors/{entry.sector}"
    if not isinstance(told, Claim):
        return
    if entry.sector:
        yield f"sector {entry.sector}"
    if told.position:
        yield f"position {told.position.plan} {told.position.point or ''} {told.position.party}"
    for _, reference in pointers(told):
        yield f"into {_name(reference, entry.date)}"
    for measure in told.figures:
        for speaker in told.by:
            yield figure(entry, speaker, measure)


def figure(entry: Entry, speaker: str, measure: str) -> str:
    """The term of a number: the same for the same speaker, measure, sector, time and places.

    A part is not set against its total: a number of one place differs from none for all of the country.
    """
    told = entry.statement
    assert isinstance(told, Claim)
    time = told.when or told.said or entry.date
    places = " ".join(sorted({*told.places}))
    where = blake2b(places.encode(), digest_size=8).hexdigest() if len(places) > _LONG else places
    return f"figure {speaker} {measure} {entry.sector or ''} {time} {where}"


def pointers(claim: Claim) -> list[tuple[str, str]]:
    """How a claim points at others, and what it writes for each."""
    ways = ("follows", claim.follows), ("backs", claim.backs), ("denies", claim.denies), ("retracts", claim.retracts)
    return [(how, reference) for how, reference in ways if reference]


def way_back(told: Claim | Assessment) -> str | None:
    """What a statement goes on from, in its own words."""
    return (told.follows or told.backs or told.denies) if isinstance(told, Claim) else None


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


def by_term(day: Day) -> dict[str, list[int]]:
    """A day's own postings."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for term, number in terms(day):
        found[term].append(place(day.date, number))
    return dict(found)


def compile_postings(days: Iterable[Mapping[str, list[int]]]) -> dict[str, bytes]:
    """The postings of every term, from those of each day; the order of days does not matter."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for own in days:
        for term, places in own.items():
            found[term] += places
    return {term: array("Q", sorted(places)).tobytes() for term, places in found.items()}


def _entries(day: Day) -> Iterable[Entry]:
    for event in day.diplomacy:
        for claim in event.claims:
            yield Entry(day.date, claim, event=event)
    for report in day.front:
        for claim in report.claims:
            yield Entry(day.date, claim, sector=report.sector)
    for assessment in day.assessments:
        yield Entry(day.date, assessment, sector=assessment.sector)


def _named_by(event: Event) -> list[str]:
    own = [f"tracks/{event.track}", *(f"actors/{name}" for name in event.participants)]
    return [*own, f"places/{event.place}"] if event.place else own


def _name(reference: str, date: dt.date) -> str:
    on, name = pointed(reference, date)
    return f"{on}/{name}"


def pointed(reference: str, date: dt.date) -> EntryKey:
    """What `reference`, written on the day `date`, points at."""
    on, _, name = reference.rpartition("/")
    return dt.date.fromisoformat(on) if on else date, name
