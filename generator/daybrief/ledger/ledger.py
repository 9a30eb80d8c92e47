"""The ledger: what became of a claim, by a few rules that are the same for every side.

Nothing here is written by an editor. A *matter* is an opening claim and all that back or deny it; a claim's *status* on
a day follows from what was told up to that day, never from what came later (`daybrief.ledger.status`).
"""

import datetime as dt
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from functools import partial
from itertools import groupby, islice
from typing import Any, NamedTuple, TypeAlias, TypeVar, cast

from daybrief.ledger.forecasts import Forecast, forecasts_on
from daybrief.ledger.index import Index
from daybrief.ledger.keys import StatementKey, StatementRef, date_of, figure, grouped, pointed
from daybrief.ledger.status import STATUSES, Side, Standing, Status, side_of, standing_of
from daybrief.model.day import Correction, Day
from daybrief.model.registry import Registry
from daybrief.model.statements import Claim, Movement

T = TypeVar("T")
DIFFERING = 12
"""Claims with another number that are found for a claim: a speaker may give ten thousand."""
Said: TypeAlias = dict[tuple[str, str | None, Movement | None], tuple[Claim, str]]
"""Claims with their speakers, one of each kind that counts: speaker, evidence, movement."""
StatusHistory: TypeAlias = tuple[tuple[dt.date, Standing], ...]
"""The days on which a claim came to stand otherwise, the first first."""


class CurrentStatus(NamedTuple):
    """How a day's statements stand on the newest day."""

    statuses: tuple[str, ...]
    """Of each statement in the order of the page; empty for an assessment."""
    forecasts: tuple[Forecast, ...]


class Ledger(Index):
    """All days that are told, and what follows from them together."""

    def __init__(
        self,
        registry: Registry,
        postings: Mapping[str, bytes],
        read: Callable[[dt.date], Day],
        now: Mapping[int, CurrentStatus],
    ) -> None:
        """`now` is what `find_current` found, by the ordinals of days."""
        super().__init__(registry, postings, read)
        self._now = now
        self._found: dict[str, tuple[Any, set[str]]] = {}

    def _once(self, mark: str, find: Callable[[], T]) -> T:
        """What is found once, and what was asked for to find it, which is noted each time."""
        if mark not in self._found:
            with self.recording() as keys:
                self._found[mark] = find(), keys
        found, keys = self._found[mark]
        self.record_all(keys, mark)
        return cast(T, found)

    def matter(self, opening: StatementKey) -> list[tuple[StatementRef, bool]]:
        """All claims of the matter that a claim opened, with their side (true: for it), in the order of days."""
        found = [(self.entry(opening), True)]
        found += [(entry, how == "backs") for how, entry in self.pointing(opening) if how in ("backs", "denies")]
        return sorted(found, key=lambda member: member[0].key)

    def opening(self, entry: StatementRef) -> StatementKey:
        """The claim that opened the matter of a claim: itself, unless it backs or denies another."""
        reference = entry.claim.backs or entry.claim.denies
        return pointed(reference, entry.date) if reference else entry.key

    def pointing(self, key: StatementKey) -> list[tuple[str, StatementRef]]:
        """The claims that follow, back, deny or retract a claim, in the order of days."""
        found = [
            (how, entry)
            for entry in self.entries(f"into {key[0]}/{key[1]}")
            for how, reference in entry.claim.pointers()
            if pointed(reference, entry.date) == key
        ]
        return sorted(found, key=lambda item: (item[1].key, item[0]))

    def retracted(self, key: StatementKey) -> dt.date | None:
        """The day on which a speaker took a claim back."""
        return min((entry.date for how, entry in self.pointing(key) if how == "retracts"), default=None)

    def corrections(
        self, term: str = "corrections", newest: int | None = None, year: int | None = None
    ) -> list[tuple[dt.date, Correction]]:
        """Corrections where a term stands, with the day that they correct, the newest first; those of a year's days."""
        found = [(date_of(p), self.day(date_of(p)).corrections[p & 0xFFFF]) for p in self.postings(term, year)]
        return sorted(found, key=lambda item: (item[1].date, item[0]), reverse=True)[:newest]

    def history(self, key: StatementKey) -> StatusHistory:
        """How a claim stood, from each day on which something of its matter was told."""
        opening = self.opening(self.entry(key))
        return self._once(f"matter {opening[0]}/{opening[1]}", lambda: self._histories(opening))[key]

    def _histories(self, opening: StatementKey) -> dict[StatementKey, StatusHistory]:
        matter = self.matter(opening)
        coming = grouped((entry.date, (entry, side)) for entry, side in matter)
        leaving = grouped((on, entry.key) for entry, _ in matter if (on := self.retracted(entry.key)))
        found: defaultdict[StatementKey, list[tuple[dt.date, Standing]]] = defaultdict(list)
        members: list[tuple[StatementRef, bool]] = []
        gone: set[StatementKey] = set()
        said: dict[bool, Said] = {True: {}, False: {}}
        before: dict[bool, Side] = {}
        for day in sorted({*coming, *leaving}):
            came, left = coming.get(day, []), leaving.get(day, [])
            members += came
            gone.update(left)
            if left:
                said = {True: {}, False: {}}
            for entry, side in members if left else came:
                claim = entry.claim
                if entry.key not in gone:
                    said[side].update({(name, claim.evidence, claim.movement): (claim, name) for name in claim.by})
            sides = {side: side_of(self.registry, [*some.values()]) for side, some in said.items()}
            # A matter may go on for thousands of days: while its sides stay as they are, only what is new is looked at.
            for entry, side in members if left or sides != before else came:
                standing = standing_of(self.registry, entry, entry.key in gone, sides[side], sides[not side])
                if not found[entry.key] or found[entry.key][-1][1] != standing:
                    found[entry.key].append((day, standing))
            before = sides
        return {key: tuple(changes) for key, changes in found.items()}

    def standing(self, key: StatementKey, date: dt.date) -> Standing:
        """How a claim stood on a day; the day of the claim at the earliest."""
        history = self.history(key)
        return history[max(bisect_right(history, date, key=lambda change: change[0]) - 1, 0)][1]

    def find_current(self, date: dt.date) -> CurrentStatus:
        """How a day's statements stand on the newest day, found anew."""
        entries = self.told(date).entries
        statuses = (self.history(entry.key)[-1][1].status if entry.kind == "claim" else "" for entry in entries)
        return CurrentStatus(tuple(statuses), forecasts_on(self, date))

    def status(self, key: StatementKey) -> str:
        """A claim's status on the newest day."""
        self.record(f"now {key[0]}")
        return self._now[key[0].toordinal()].statuses[self.told(key[0]).numbers[key[1]]]

    def statuses(self, term: str, year: int | None = None) -> Counter[str]:
        """How many of the claims where a term stands have which status on the newest day; of a year's days."""
        self.record(f"now {term}")
        now = self._now  # some hundred thousand claims are counted for one page
        found = Counter([now[p >> 16].statuses[p & 0xFFFF] for p in self.postings(term, year)])
        del found[""]
        return found

    def forecasts(self, term: str) -> list[Forecast]:
        """The forecasts where a term stands, in the order of days."""
        self.record(f"now {term}")
        wanted = dict.fromkeys(self.postings(term))
        days = dict.fromkeys(place >> 16 for place in wanted)
        return [forecast for day in days for forecast in self._now[day].forecasts if forecast.place in wanted]

    def settled(self, key: StatementKey) -> tuple[Status, int] | None:
        """Whether a claim stands confirmed or refuted, and how many days after it was told it came to stand so."""
        runs = [(status, next(run)[0]) for status, run in groupby(self.history(key), key=lambda c: c[1].status)]
        status, since = runs[-1]
        return (status, (since - key[0]).days) if status in ("confirmed", "refuted") else None

    def differing(self, key: StatementKey, date: dt.date, most: int = DIFFERING) -> tuple[StatementKey, ...]:
        """Claims told up to a day in which the same speaker gives another number for the same thing: the first few."""
        entry = self.entry(key)
        claim = entry.statement
        found: set[StatementKey] = set()
        for measure, number in claim.figures.items() if isinstance(claim, Claim) else ():
            for speaker in dict.fromkeys(claim.by):
                term = figure(entry, speaker, measure)
                numbers = self._once(f"numbers {term}", partial(self._numbers, term, measure))
                # In the order of their first claims: what is told first is told with one of the first so many of them.
                others = islice((keys for other, keys in numbers.items() if other != number), most)
                found.update(one for keys in others for one in keys[:most] if one[0] <= date)
        return tuple(sorted(found))[:most]

    def _numbers(self, term: str, measure: str) -> dict[int | float, list[StatementKey]]:
        """The numbers that were given for one thing, each with the claims that give it; both in the order of days."""
        entries = sorted(self.entries(term), key=lambda entry: entry.key)
        return grouped((entry.claim.figures[measure], entry.key) for entry in entries)


def standings(now: Mapping[int, CurrentStatus]) -> dict[str, bytes]:
    """The postings of the terms `stands STATUS`: the claims that have a status on the newest day."""
    found = {f"stands {status}": array("Q") for status in STATUSES}
    for ordinal in sorted(now):
        for number, status in enumerate(now[ordinal].statuses):
            if status:
                found[f"stands {status}"].append(ordinal << 16 | number)
    return {term: places.tobytes() for term, places in found.items()}
