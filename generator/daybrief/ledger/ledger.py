"""The ledger: what became of a claim, by a few rules that are the same for every side.

Nothing here is written by an editor. A *matter* is an opening claim and all that back or deny it; a claim's *status* on
a day follows from what was told up to that day, never from what came later. The rules stand in `STATUS_RULES`, in the
order in which they are tried; the method page shows the same list.
"""

import datetime as dt
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from typing import Literal, NamedTuple, TypeAlias

from daybrief.ledger.index import Index
from daybrief.ledger.keys import Entry, EntryKey, by_term, date_of, figure, ordinal_of, pointed, pointers
from daybrief.ledger.postings import Postings, compile_postings
from daybrief.model.day import Assessment, Claim, Correction, Day, Movement
from daybrief.model.fields import LIKELIHOOD_PERCENT
from daybrief.model.registry import Actor, Registry, Source

Status: TypeAlias = Literal["retracted", "contested", "confirmed", "refuted", "corroborated", "unverified"]
STATUSES: tuple[Status, ...] = ("confirmed", "corroborated", "contested", "unverified", "refuted", "retracted")
"""From what stands best to what stands worst: the best of several is the first."""
PROOF = frozenset({"geolocated", "satellite", "document"})
"""Evidence that proves, if a voice without party brings it."""
OFFICES = frozenset({"official", "armed_force", "military"})
"""Kinds of sources and actors that hold an office."""
ADMISSIONS = frozenset({"advance", "withdrawal"})
"""Movements that prove, if the office of the party that they tell against reports them."""
DIFFERING = 12
"""Claims with another number that are found for a claim: a speaker may give ten thousand."""
ASSESSING = frozenset({"think_tank", "map_project"})
"""Kinds of sources whose movements are assessed, not claimed."""


class Side(NamedTuple):
    """The claims on one side of a matter, as far as they are told and not retracted."""

    voices: frozenset[str]
    """Who is behind it: a party once, an owner once; whose party is unknown is not among them."""
    unplaced: int
    """How many speakers there are whose party is unknown."""
    proof: bool
    """Whether there is proof, in one of the ways of `PROOFS`."""
    speaks: bool
    """Whether there is any claim."""


class StatusRule(NamedTuple):
    """A row of the table that gives a claim its status."""

    name: str
    status: Status
    holds: Callable[[bool, Side, Side], bool]
    """Asked with: whether the claim was retracted, its side, the other side."""


STATUS_RULES: tuple[StatusRule, ...] = (
    StatusRule("retracted-by-a-speaker", "retracted", lambda retracted, own, other: retracted),
    StatusRule("proof-on-both-sides", "contested", lambda retracted, own, other: own.proof and other.proof),
    StatusRule("proof-on-its-side", "confirmed", lambda retracted, own, other: own.proof),
    StatusRule("proof-on-the-other-side", "refuted", lambda retracted, own, other: other.proof),
    StatusRule("spoken-against", "contested", lambda retracted, own, other: other.speaks),
    StatusRule("two-independent-voices", "corroborated", lambda retracted, own, other: len(own.voices) >= 2),
    StatusRule("nothing-else", "unverified", lambda retracted, own, other: True),
)


class Standing(NamedTuple):
    """How a claim stands on a day."""

    status: Status
    rule: str
    """The name of the rule that gave it."""
    voices: int
    """Independent voices for it."""
    one_party: str | None
    """The party, where nobody else is for it."""
    against_own: bool
    """Whether it favours the opponent of the one party that says it."""


History: TypeAlias = tuple[tuple[dt.date, Standing], ...]
"""The days on which a claim came to stand otherwise, the first first."""


Said: TypeAlias = dict[tuple[str, str | None, Movement | None], tuple[Claim, str]]
"""Claims with their speakers, one of each kind that counts: speaker, evidence, movement."""


class BoardRow(NamedTuple):
    """A movement in a sector on a day."""

    kind: str
    mover: str
    speakers: tuple[str, ...]
    status: Status
    """The best of its claims'."""
    assessed: bool
    """Whether a think tank or a map project says it."""
    claims: tuple[EntryKey, ...]


class Cell(NamedTuple):
    """A sector on a day."""

    read: bool
    rows: tuple[BoardRow, ...]
    """One without kind and mover, where claims speak of no movement."""
    last: dt.date | None
    """Where nothing was read: the last day before on which something was."""
    one_side: str | None
    """The party whose voices alone were read."""


class Score(NamedTuple):
    """What became of a forecast."""

    kind: Literal["open", "due", "unscorable", "hit", "miss", "void", "brier"]
    value: float | None = None
    """The Brier score, 0 best and 1 worst: the square of what the stated chance missed by."""
    speakers_own: bool = True
    """Whether the speaker gave both likelihood and horizon; else it is not counted to the speaker."""


class Forecast(NamedTuple):
    """A forecast, as far as the records of speakers need it."""

    number: int
    """Of the statement on its day."""
    horizon: dt.date | None
    outcome: str | None
    """On the newest day."""
    score: Score
    """As on a day after all horizons."""


class Now(NamedTuple):
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
        now: Mapping[int, Now] | None = None,
    ) -> None:
        """`now` is what was found before, by ordinals of days of which it is still so."""
        super().__init__(registry, postings, read)
        self._now = dict(now or {})
        self._histories: dict[EntryKey, tuple[dict[EntryKey, History], set[str]]] = {}
        self._numbers: dict[str, tuple[dict[int | float, list[EntryKey]], set[str]]] = {}

    def matter(self, opening: EntryKey) -> list[tuple[Entry, bool]]:
        """All claims of the matter that a claim opened, with their side (true: for it), in the order of days."""
        found = [(self.entry(opening), True)]
        for how, entry in self.pointing(opening):
            if how in ("backs", "denies"):
                found.append((entry, how == "backs"))
        return sorted(found, key=lambda member: member[0].key)

    def opening(self, entry: Entry) -> EntryKey:
        """The claim that opened the matter of a claim: itself, unless it backs or denies another."""
        told = entry.statement
        reference = (told.backs or told.denies) if isinstance(told, Claim) else None
        return pointed(reference, entry.date) if reference else entry.key

    def pointing(self, key: EntryKey) -> list[tuple[str, Entry]]:
        """The claims that follow, back, deny or retract a claim, in the order of days."""
        found = [
            (how, entry)
            for entry in self.entries(f"into {key[0]}/{key[1]}")
            if isinstance(entry.statement, Claim)
            for how, reference in pointers(entry.statement)
            if pointed(reference, entry.date) == key
        ]
        return sorted(found, key=lambda item: (item[1].key, item[0]))

    def retracted(self, key: EntryKey) -> dt.date | None:
        """The day on which a speaker took a claim back."""
        return min((entry.date for how, entry in self.pointing(key) if how == "retracts"), default=None)

    def corrections(
        self, term: str = "corrections", newest: int | None = None, year: int | None = None
    ) -> list[tuple[dt.date, Correction]]:
        """Corrections where a term stands, with the day that they correct, the newest first; those of a year's days."""
        places = self.postings(term) if year is None else self.in_year(term, year)
        found = [(date_of(p), self.day(date_of(p)).corrections[p & 0xFFFF]) for p in places]
        return sorted(found, key=lambda item: (item[1].date, item[0]), reverse=True)[:newest]

    def history(self, key: EntryKey) -> History:
        """How a claim stood, from each day on which something of its matter was told."""
        opening = self.opening(self.entry(key))
        if opening not in self._histories:
            with self.tracing() as keys:
                self._histories[opening] = self._history(opening), keys
        histories, keys = self._histories[opening]
        self.note_all(keys, f"matter {opening[0]}/{opening[1]}")
        return histories[key]

    def _history(self, opening: EntryKey) -> dict[EntryKey, History]:
        coming: defaultdict[dt.date, list[tuple[Entry, bool]]] = defaultdict(list)
        leaving: defaultdict[dt.date, set[EntryKey]] = defaultdict(set)
        for entry, side in self.matter(opening):
            coming[entry.date].append((entry, side))
            if on := self.retracted(entry.key):
                leaving[on].add(entry.key)
        found: defaultdict[EntryKey, list[tuple[dt.date, Standing]]] = defaultdict(list)
        told: list[tuple[Entry, bool]] = []
        gone: set[EntryKey] = set()
        said: dict[bool, Said] = {True: {}, False: {}}
        before: dict[bool, Side] = {}
        for day in sorted({*coming, *leaving}):
            told += coming[day]
            gone |= leaving[day]
            if leaving[day]:
                said = {True: {}, False: {}}
            for entry, side in told if leaving[day] else coming[day]:
                if entry.key not in gone:
                    said[side].update(_counting(entry))
            sides = {side: self._side([*some.values()]) for side, some in said.items()}
            # A matter may go on for thousands of days: while its sides stay as they are, only what is new is looked at.
            for entry, side in told if leaving[day] or sides != before else coming[day]:
                standing = self._standing(entry, entry.key in gone, sides[side], sides[not side])
                if not found[entry.key] or found[entry.key][-1][1] != standing:
                    found[entry.key].append((day, standing))
            before = sides
        return {key: tuple(changes) for key, changes in found.items()}

    def standing(self, key: EntryKey, date: dt.date) -> Standing:
        """How a claim stood on a day; the day of the claim at the earliest."""
        history = self.history(key)
        return history[max(bisect_right(history, date, key=lambda change: change[0]) - 1, 0)][1]

    def now(self, date: dt.date) -> Now:
        """How a day's statements stand on the newest day."""
        self.note(f"now {date}")
        return self._now_of(date.toordinal())

    def _now_of(self, ordinal: int) -> Now:
        if ordinal not in self._now:
            self._now[ordinal] = self.find_now(dt.date.fromordinal(ordinal))
        return self._now[ordinal]

    def find_now(self, date: dt.date) -> Now:
        """The same, found anew."""
        entries = self.on(date)
        return Now(
            tuple(self.history(entry.key)[-1][1].status if entry.kind == "claim" else "" for entry in entries),
            tuple(
                Forecast(number, told.horizon, self.outcome(entry.key, dt.date.max), self.score(entry, dt.date.max))
                for number, entry in enumerate(entries)
                if isinstance(told := entry.statement, Assessment) and told.kind == "forecast"
            ),
        )

    def _find(self, term: str) -> Postings:
        if term.startswith("stands ") and term not in self._postings:
            self._postings |= standings({date: self._now_of(date) for date in map(ordinal_of, super()._find("days"))})
        return super()._find(term)

    def status(self, key: EntryKey) -> str:
        """A claim's status on the newest day."""
        return self.now(key[0]).statuses[self.number(key)]

    def statuses(self, term: str, year: int | None = None) -> Counter[str]:
        """How many of the claims where a term stands have which status on the newest day; of a year's days."""
        self.note(f"now {term}")
        places = self.postings(term) if year is None else self.in_year(term, year)
        for day in {place >> 16 for place in places} - self._now.keys():
            self._now_of(day)
        now = self._now  # some hundred thousand claims are counted for one page
        found = Counter([now[place >> 16].statuses[place & 0xFFFF] for place in places])
        del found[""]
        return found

    def forecasts(self, term: str) -> Iterator[tuple[int, Forecast]]:
        """The forecasts where a term stands, with their postings."""
        self.note(f"now {term}")
        for ordinal, places in groupby(self.postings(term), key=ordinal_of):
            wanted = {place & 0xFFFF: place for place in places}
            yield from ((wanted[f.number], f) for f in self._now_of(ordinal).forecasts if f.number in wanted)

    def settled(self, key: EntryKey) -> tuple[Status, int] | None:
        """Whether a claim stands confirmed or refuted, and how many days after it was told it came to stand so."""
        runs = [(status, next(run)[0]) for status, run in groupby(self.history(key), key=lambda c: c[1].status)]
        status, since = runs[-1]
        return (status, (since - key[0]).days) if status in ("confirmed", "refuted") else None

    def _standing(self, entry: Entry, retracted: bool, own: Side, other: Side) -> Standing:
        rule = next(rule for rule in STATUS_RULES if rule.holds(retracted, own, other))
        alone = len(own.voices) == 1 and not own.unplaced
        one = next(iter(own.voices)).removeprefix("party ") if alone else None
        one = one if one in self.registry.parties else None
        told = entry.statement
        move = told.movement if isinstance(told, Claim) else None
        against = one is not None and move is not None and one in self._harmed(move)
        return Standing(rule.status, rule.name, len(own.voices), one, against)

    def _side(self, claims: Sequence[tuple[Claim, str]]) -> Side:
        voices = {name: self.voice(name) for name in dict.fromkeys(name for _, name in claims)}
        return Side(
            frozenset(voice for voice in voices.values() if voice),
            sum(voice is None for voice in voices.values()),
            any(proof(self, claims) for proof in PROOFS.values()),
            bool(claims),
        )

    def voice(self, speaker: str) -> str | None:
        """Whose voice a speaker's is: a party's, its owner's, its own; None where its party is unknown."""
        who = self.who(speaker)
        if who.party is None:
            return None
        if who.party.is_ != "none":
            return f"party {who.party.is_}"
        return f"owner {who.owner}" if isinstance(who, Source) and who.owner else f"self {speaker}"

    def who(self, speaker: str) -> Source | Actor:
        """The source or actor of that name."""
        return self.registry.sources.get(speaker) or self.registry.actors[speaker]

    def evidence_of_a_bystander(self, claims: Sequence[tuple[Claim, str]]) -> bool:
        """A voice known to have no party brings geolocated, satellite or document evidence."""
        return any(claim.evidence in PROOF and self._bystander(name) for claim, name in claims)

    def offices_of_both_sides(self, claims: Sequence[tuple[Claim, str]]) -> bool:
        """Offices of two opposing parties both say it."""
        offices = {self.office(name) for _, name in claims}
        return any(self.opposed(one, other) for one in offices for other in offices)

    def admission_of_an_office(self, claims: Sequence[tuple[Claim, str]]) -> bool:
        """An office reports its own side's withdrawal or its opponent's advance."""
        return any(
            claim.movement and claim.movement.kind in ADMISSIONS and self.office(name) in self._harmed(claim.movement)
            for claim, name in claims
        )

    def _bystander(self, speaker: str) -> bool:
        """Whether a speaker is known to have no party."""
        belonging = self.who(speaker).party
        return belonging is not None and belonging.is_ == "none"

    def office(self, speaker: str) -> str:
        """The party in whose office a speaker speaks; empty for everyone else."""
        who = self.who(speaker)
        return who.party.is_ if who.kind in OFFICES and who.party and who.party.is_ != "none" else ""

    def opposed(self, one: str, other: str) -> bool:
        """Whether two parties fight each other; it is enough that one registry entry says so."""
        parties = self.registry.parties
        return any(b in parties[a].opposes for a, b in ((one, other), (other, one)) if a in parties)

    def _harmed(self, move: Movement) -> frozenset[str]:
        """The parties that a movement tells against: who withdrew, or the opponents of who came on or held."""
        if move.kind == "withdrawal":
            return frozenset({move.mover})
        if move.kind in ("advance", "infiltration", "hold"):
            return frozenset(party for party in self.registry.parties if self.opposed(party, move.mover))
        return frozenset()

    def differing(self, key: EntryKey, date: dt.date, most: int = DIFFERING) -> tuple[EntryKey, ...]:
        """Claims told up to a day in which the same speaker gives another number for the same thing: the first few."""
        entry = self.entry(key)
        told = entry.statement
        found: set[EntryKey] = set()
        for measure, number in told.figures.items() if isinstance(told, Claim) else ():
            for speaker in dict.fromkeys(told.by):
                numbers = self._numbers_of(figure(entry, speaker, measure), measure)
                # In the order of their first claims: what is told first is told with one of the first so many of them.
                others = islice((keys for other, keys in numbers.items() if other != number), most)
                found.update(one for keys in others for one in keys[:most] if one[0] <= date)
        return tuple(sorted(found))[:most]

    def _numbers_of(self, term: str, measure: str) -> dict[int | float, list[EntryKey]]:
        """The numbers that were given for one thing, each with the claims that give it; both in the order of days."""
        if term not in self._numbers:
            with self.tracing() as keys:
                found: dict[int | float, list[EntryKey]] = {}
                for entry in sorted(self.entries(term), key=lambda entry: entry.key):
                    if isinstance(entry.statement, Claim):
                        found.setdefault(entry.statement.figures[measure], []).append(entry.key)
                self._numbers[term] = found, keys
        numbers, keys = self._numbers[term]
        self.note_all(keys, f"numbers {term}")
        return numbers

    def cell(self, sector: str, date: dt.date) -> Cell:
        """A sector on a day, by the rules of the board."""
        today = self.claims_in(sector, date)
        if not today:
            return Cell(False, (), self.before(f"sector {sector}", date), None)
        moves: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
        for entry in today:
            assert isinstance(entry.statement, Claim)
            if move := entry.statement.movement:
                moves[move.kind, move.mover].append(entry)
        rows = []
        for (kind, mover), claims in moves.items() or [(("", ""), today)]:
            speakers = tuple(dict.fromkeys(name for entry in claims for name in entry.statement.by))
            statuses = {self.standing(entry.key, date).status for entry in claims}
            best = next(status for status in STATUSES if status in statuses)
            assessed = any(self.who(name).kind in ASSESSING for name in speakers)
            rows.append(BoardRow(kind, mover, speakers, best, assessed, tuple(entry.key for entry in claims)))
        voices = {self.voice(name) for entry in today for name in entry.statement.by}
        one = next(iter(voices)) if len(voices) == 1 else None
        side = one.removeprefix("party ") if one and one.startswith("party ") else None
        return Cell(True, tuple(rows), None, side)

    def outcome(self, key: EntryKey, date: dt.date) -> str | None:
        """What had become of a forecast by a day, as the newest resolution has it."""
        places = self.postings(f"resolved {key[0]}/{key[1]}")
        days = ((date_of(place), place & 0xFFFF) for place in reversed(places))
        return next((self.day(day).resolutions[number].outcome for day, number in days if day <= date), None)

    def score(self, entry: Entry, date: dt.date) -> Score:
        """How a forecast stands on a day, by the rules of design: no horizon, no score; no likelihood, hit or miss."""
        told = entry.statement
        assert isinstance(told, Assessment)
        own = not {"likelihood", "horizon"} & set(told.editor_set)
        outcome = self.outcome(entry.key, date)
        if outcome is None:
            due = told.horizon is not None and told.horizon <= date
            return Score("due" if due else "open", speakers_own=own)
        if outcome == "void":
            return Score("void", speakers_own=own)
        if told.horizon is None:
            return Score("unscorable", speakers_own=own)
        if told.likelihood is None:
            return Score("hit" if outcome == "true" else "miss", speakers_own=own)
        low, high = LIKELIHOOD_PERCENT[told.likelihood]
        chance = (low + high) / 200
        return Score("brier", (chance - (outcome == "true")) ** 2, own)


PROOFS: Mapping[str, Callable[[Ledger, Sequence[tuple[Claim, str]]], bool]] = {
    "evidence-of-a-bystander": Ledger.evidence_of_a_bystander,
    "offices-of-both-sides": Ledger.offices_of_both_sides,
    "admission-of-an-office": Ledger.admission_of_an_office,
}
"""What proves: any of these, on claims of one side with their speakers."""


def _counting(entry: Entry) -> Said:
    told = entry.statement
    if not isinstance(told, Claim):
        return {}
    return {(name, told.evidence, told.movement): (told, name) for name in told.by}


def standings(now: Mapping[int, Now]) -> dict[str, bytes]:
    """The postings of the terms `stands STATUS`: the claims that have a status on the newest day."""
    found = {f"stands {status}": array("Q") for status in STATUSES}
    for ordinal in sorted(now):
        for number, status in enumerate(now[ordinal].statuses):
            if status:
                found[f"stands {status}"].append(ordinal << 16 | number)
    return {term: places.tobytes() for term, places in found.items()}


def compile_ledger(days: Iterable[Day], registry: Registry) -> Ledger:
    """Read all days together. Their order does not matter; every id in them must be known."""
    told = {day.date: day for day in days}
    return Ledger(registry, compile_postings(map(by_term, told.values())), told.__getitem__)
