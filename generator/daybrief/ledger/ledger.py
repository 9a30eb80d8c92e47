"""The ledger: what became of a claim, by a few rules that are the same for every side.

Nothing here is written by an editor. A *matter* is an opening claim and all that back or deny it; a claim's *status* on
a day follows from what was told up to that day, never from what came later (`daybrief.ledger.status`).
"""

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import cached_property, lru_cache

from daybrief.ledger.control import Holding, last_words
from daybrief.ledger.coverage import Coverage
from daybrief.ledger.current import HISTORIES, CurrentStatus
from daybrief.ledger.forecasts import Forecast
from daybrief.ledger.history import History, Member, Retraction, as_of, histories, merged, still
from daybrief.ledger.index import KEPT, Index
from daybrief.ledger.keys import StatementKey, StatementRef, grouped, pointed
from daybrief.ledger.observations import Observation
from daybrief.ledger.status import Standing
from daybrief.ledger.terms import into
from daybrief.model.day import Day
from daybrief.model.registry import Registry
from daybrief.model.speakers import Speakers

SIDES = ("backs", "denies")
NOW = dt.date.max
"""The day of those who ask how things stand on the newest day, with all that was added to older ones since."""


class Ledger(Index):
    """All days that are told, and what follows from them together."""

    def __init__(
        self,
        registry: Registry,
        postings: Mapping[str, bytes],
        read: Callable[[dt.date], Day],
        now: Mapping[int, CurrentStatus],
    ) -> None:
        """`now` is what `daybrief.ledger.update` found, by the ordinals of days."""
        super().__init__(registry, postings, read)
        self._now = now
        self._histories = lru_cache(KEPT)(lambda date: HISTORIES.decode(now[date.toordinal()].histories))
        self._turning = [dt.date.min, *sorted(map(dt.date.fromisoformat, self._changes.entries))]
        changed = self._changes.entries.items()
        self._change_dates = grouped((name, dt.date.fromisoformat(on)) for on, some in changed for name, _ in some)

    def speakers(self, on: dt.date = NOW) -> Speakers:
        """All who speak, as the registries had them on a day."""
        since = self.unchanged_since(on)
        return self.once(f"speakers {since}", lambda: Speakers(self.registry, since))

    def unchanged_since(self, date: dt.date) -> dt.date:
        """Since when up to a date nothing of any speaker became another."""
        self.record("changes")
        return self._turning[bisect_right(self._turning, date) - 1]

    def matter(self, opening: StatementKey) -> list[tuple[StatementRef, bool]]:
        """All claims of the matter that a claim opened, with their side (true: for it), in the order of days."""
        found = {opening: (self.entry(opening), True)}
        found |= {entry.key: (entry, how == "backs") for how, entry in self.pointing(opening) if how in SIDES}
        return sorted(found.values(), key=lambda member: member[0].key)

    def pointing(self, key: StatementKey) -> list[tuple[str, StatementRef]]:
        """The statements that follow, back, deny or retract one, in the order of days."""
        if not len(self.postings(into(*key))):
            return []  # at most statements nothing points
        found = {
            (how, entry.key): entry
            for entry in self.entries(into(*key))
            for how, reference in entry.statement.pointers()
            if pointed(reference, entry.date) == key
        }
        return [(how, found[how, of]) for how, of in sorted(found, key=lambda item: (item[1], item[0]))]

    def of_sector(self, date: dt.date, sector: str) -> list[StatementRef]:
        """What was read of a sector on a day: its own claims, and of the whole line those that name a place of it."""

        def find() -> list[StatementRef]:
            told, places = self.told(date), {*self.registry.sectors[sector].places}
            found = {entry.key: entry for entry in told.by_sector.get(sector, ())}
            for line in self._whole_lines() if places else ():
                some = (e for e in told.by_sector.get(line, ()) if line == e.sector and places & {*e.claim.places})
                found |= {entry.key: entry for entry in some}
            return list(found.values())

        return self.once_of(date, f"sector {sector}", find)

    def last_read(self, sector: str, date: dt.date) -> dt.date | None:
        """The last day before a date on which something was read of a sector."""
        terms = [f"{line} {place}" for line in self._whole_lines() for place in self.registry.sectors[sector].places]
        return max(filter(None, (self.before(f"sector {term}", date) for term in (sector, *terms))), default=None)

    def _whole_lines(self) -> list[str]:
        return [name for name, sector in self.registry.sectors.items() if sector.kind == "whole"]

    def speaking(self, key: StatementKey, date: dt.date) -> tuple[list[str], list[str]]:
        """Who speaks for a claim on the page of a day, and who against it; once it counts itself at the earliest."""
        entry = self.entry(key)
        at = max(self.as_of(date), self.told(key[0]).since(entry.claim)[0])
        found = [(self._speaking(one, date, at), one == key or bool(entry.claim.backs)) for one in entry.openings()]
        own, other = (dict.fromkeys(name for told, side in found for name in told[side is of]) for of in (True, False))
        return [*own], [*other]

    def _speaking(self, opening: StatementKey, date: dt.date, at: dt.datetime) -> dict[bool, list[str]]:
        """Who speaks for a claim that opened a matter, and who against it, at a time; as a day had its speakers."""

        def find() -> dict[bool, list[str]]:
            found = dict[bool, dict[str, None]]({True: {}, False: {}})
            for member in (one for one in self._members(opening) if one.since <= at):
                saying = still(self.speakers(date), member.claim.by, member.retractions, at)
                found[member.side] |= dict.fromkeys(saying)
            return {side: [*names] for side, names in found.items()}

        return self.once_of(opening[0], f"speaking {opening[1]} {date} {at}", find)

    def saying(self, key: StatementKey, date: dt.date = NOW) -> list[str]:
        """Who still says what a claim says, on the page of a day."""
        return still(self.speakers(date), self.entry(key).claim.by, self.retractions(key), self.as_of(date))

    def history(self, key: StatementKey, on: dt.date = NOW) -> History:
        """How a claim stood, from each time on which something of its matters was told.

        Its speakers are as the registries had them on a day; which claims count on that day's page, its `as_of` tells.
        """
        self.record(f"history {key[0]}/{key[1]}")
        history, changes = self._histories(key[0])[key[1]]
        return history if not changes or changes[-1] <= on else self.find_history(key, on)[0]

    def find_history(self, key: StatementKey, on: dt.date = NOW) -> tuple[History, list[dt.date]]:
        """The same found anew, with the days on which a speaker of its matters became another."""
        found = [self._of_matter(opening, on) for opening in self.entry(key).openings()]
        own = [histories[key] for _, histories in found]
        return own[0] if len(own) == 1 else merged(own), sorted({day for days, _ in found for day in days})

    def _of_matter(self, opening: StatementKey, on: dt.date) -> tuple[set[dt.date], dict[StatementKey, History]]:
        began, name = opening[0], f"history {opening[1]}"
        changes, current = self.once_of(began, name, lambda: self._current(opening))
        # Between two changes of its speakers a matter has one history, whichever day's page asks.
        since = max((change for change in changes if change <= on), default=dt.date.min)
        if not changes or since == max(changes):
            return changes, current
        members = self._members(opening)
        return changes, self.once_of(began, f"{name} {since}", lambda: histories(self.speakers(since), members))

    def _current(self, opening: StatementKey) -> tuple[set[dt.date], dict[StatementKey, History]]:
        """The days on which a speaker of a matter became another, and the histories since the last of them."""
        members, speakers = self._members(opening), self.speakers()  # which notes that it asked for all changes
        named = {name for member in members for name in member.named()}
        return {on for name in named for on in self._change_dates.get(name, ())}, histories(speakers, members)

    def _members(self, opening: StatementKey) -> list[Member]:
        return self.once_of(opening[0], f"matter {opening[1]}", lambda: self._find_members(opening))

    def _find_members(self, opening: StatementKey) -> list[Member]:
        return [
            Member(
                entry.key,
                entry.claim,
                frozenset(read[name].reprint_of or read[name].source for name in entry.statement.articles),
                side,
                *self.told(entry.date).since(entry.claim),
                self.retractions(entry.key),
            )
            for entry, side in self.matter(opening)
            for read in [self.day(entry.date).articles]
        ]

    def retractions(self, key: StatementKey) -> tuple[Retraction, ...]:
        """The claims that take a claim back, each with those that take itself back."""
        return tuple(
            Retraction(entry.claim.by, *self.told(entry.date).since(entry.claim), self.retractions(entry.key))
            for how, entry in self.pointing(key)
            if how == "retracts"
        )

    def as_of(self, date: dt.date) -> dt.datetime:
        """Up to when the page of a day has seen what was told; one of `NOW` all of it."""
        return self.day(date).as_of if date != NOW else dt.datetime.max.replace(tzinfo=dt.UTC)

    def standing(self, key: StatementKey, date: dt.date) -> Standing:
        """How a claim stood on the page of a day that is told; when the claim itself was told at the earliest."""
        return as_of(self.history(key, date), self.as_of(date))

    def status(self, key: StatementKey, on: dt.date = NOW, number: int | None = None) -> str:
        """A claim's status on the newest day, or on another's page. With its number on its own day that is not read."""
        if on != NOW:
            return self.standing(key, on).status
        self.record(f"now {key[0]}/{key[1]}")
        return self._now[key[0].toordinal()].statuses[self.told(key[0]).numbers[key[1]] if number is None else number]

    def statuses(self, term: str, year: int | None = None) -> Counter[str]:
        """How many of the claims where a term stands have which status on the newest day; of a year's days."""
        self.record(f"now {term}")
        found = Counter([self._now[p >> 16].statuses[p & 0xFFFF] for p in self.postings(term, year)])
        del found[""]
        return found

    def forecasts(self, term: str) -> list[Forecast]:
        """The forecasts where a term stands, in the order of days."""
        self.record(f"now {term}")
        wanted = dict.fromkeys(self.postings(term))
        told = (self._now[day].forecasts for day in dict.fromkeys(place >> 16 for place in wanted))
        return [forecast for some in told for forecast in some if forecast.place in wanted]

    def observations(self, measure: str) -> list[tuple[Observation, str]]:
        """All figures of a measure in the order of days, with the status of the claim that gives each."""
        self.record(f"now about measures/{measure}")
        days = [self._now[day] for day in dict.fromkeys(p >> 16 for p in self.postings(f"about measures/{measure}"))]
        return [(one, now.statuses[one.number]) for now in days for one in now.observations if one.measure == measure]

    def coverage(self, period: str) -> dict[dt.date, Coverage]:
        """Who was heard on each day of a year (`2025`) or a month (`2025-12`)."""
        self.record(f"coverage {period}")
        return {date: self._now[date.toordinal()].coverage for date in self.within(period)}

    def places_held(self) -> Collection[str]:
        """The places of which somebody ever said who holds them."""
        self.record("control")
        return self._held.keys()

    def holdings(self, place: str) -> list[Holding]:
        """All that was ever said of who holds a place, in the order of days."""
        self.record(f"control {place}")
        return self._held.get(place, [])

    def control(self, place: str, date: dt.date = NOW) -> dict[str, list[Holding]]:
        """By speaker, what he said last of who holds a place, as of the page of a day."""
        told = (one for one in self.holdings(place) if one.claim[0] <= date)
        return last_words(told, lambda one: self._says(one, date))

    @cached_property
    def _held(self) -> dict[str, list[Holding]]:
        return grouped((one.place, one) for now in self._now.values() for one in now.holdings)

    def _says(self, one: Holding, date: dt.date) -> bool:
        """Whether a speaker still says what he said, on the page of a day."""
        counts = one.since <= self.as_of(date)
        return counts and (not one.taken_back or one.speaker in self.saying(one.claim, date))
