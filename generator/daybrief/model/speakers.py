"""Who speaks: for which body and party, in which office and how well graded, as the registries had it on a day."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from daybrief.model.registry import Actor, Belonging, Change, Registry, Reliability, Source
from daybrief.model.statements import Assessment, Claim
from daybrief.model.terms import KindTerm

NOTHING = ("unknown", "none")
"""What a change says where nothing stood, or stands."""
BEFORE = "It was so."
"""The basis of what no longer stands in a registry."""


class Speakers:
    """All who speak, as they were on a day: what changed since is undone."""

    def __init__(self, registry: Registry, on: dt.date = dt.date.max) -> None:
        self._registry, self._on = registry, on
        self._fighting_as = _one_for_all(registry.parties)
        self._parties = [*registry.parties]
        self._fights = {(name, other) for name, party in registry.parties.items() for other in party.opposes}
        self._movements = dict(registry.movements)
        self._kinds = {Source: dict(registry.source_kinds), Actor: dict(registry.actor_kinds)}

    def entry(self, name: str) -> Source | Actor:
        """The source or actor of that name."""
        return next(entry for _, entry in self.bodies(name))

    def bodies(self, name: str) -> Iterator[tuple[str, Source | Actor]]:
        """The speaker, the body it is a member of, and so on to the top; of one who is in no registry, nothing."""
        here: str | None = name
        seen = set[str]()
        while here and here not in seen and (entry := self._find(here)):
            seen.add(here)
            yield here, entry
            here = entry.member_of

    def _find(self, name: str) -> Source | Actor | None:
        entry = self._registry.sources.get(name) or self._registry.actors.get(name)
        return as_on(entry, self._on) if entry and entry.changes else entry

    def belonging(self, name: str) -> str:
        """The party that is spoken for: its own, else the body's; `none` for none, empty where none is known."""
        for _, one in self.bodies(name):  # not by `next`: this is asked for each speaker of each claim, several times
            if one.party:
                return one.party.is_
        return ""

    def party(self, name: str) -> str:
        """The party that is spoken for; empty where there is none, or none is known."""
        belonging = self.belonging(name)
        return "" if belonging == "none" else belonging

    def independent(self, name: str) -> bool:
        """Whether there is known to be no party."""
        return self.belonging(name) == "none"

    def body(self, name: str) -> str:
        """For whom it speaks in the end: the top of all that it is a member of."""
        return [name, *(body for body, _ in self.bodies(name))][-1]

    def voice(self, name: str) -> str | None:
        """Whose voice a speaker's is: a party's and its allies', else its body's; None where its party is unknown."""
        belonging = self.belonging(name)
        if belonging == "none":
            return f"body {self.body(name)}"
        return f"party {self._fighting_as.get(belonging, belonging)}" if belonging else None

    def voices(self, names: Collection[str]) -> set[str]:
        """All whose voices some speakers' are; one whose party is unknown is none but its own."""
        return {self.voice(name) or name for name in names}

    def office(self, name: str) -> str:
        """The party in whose office a speaker speaks; empty for everyone else."""
        one = self._find(name)
        kind = self._kind(one) if one else None
        return self.party(name) if kind and kind.office else ""

    def grade(self, name: str) -> str:
        """The Admiralty grade of a source, else of its body; empty where nobody graded either."""
        graded = (one.reliability for _, one in self.bodies(name) if isinstance(one, Source) and one.reliability)
        return next((one.grade for one in graded), "")

    def assesses(self, name: str) -> bool:
        """Whether what it says of the ground is an assessment."""
        kind = self._kind(self.entry(name))
        return kind is not None and kind.assesses

    def _kind(self, entry: Source | Actor) -> KindTerm | None:
        return self._kinds[type(entry)].get(entry.kind or "")

    def opposed(self, one: str, other: str) -> bool:
        """Whether two parties fight each other; it is enough that one registry entry says so."""
        return (one, other) in self._fights or (other, one) in self._fights

    def favours(self, claim: Claim) -> frozenset[str]:
        """The parties for which a claim speaks, by what it says of the ground."""
        favours, move = self._of_movement(claim)
        found = {"mover": {*move}, "opponents": self._opponents_of(move), "none": set[str]()}[favours]
        return frozenset(found | ({claim.control.party} - {"none"} if claim.control else set()))

    def against(self, claim: Claim) -> frozenset[str]:
        """The parties that a claim tells against: the opponents of who is favoured, such as all that withdrew."""
        favours, move = self._of_movement(claim)
        found = {"mover": self._opponents_of(move), "opponents": {*move}, "none": set[str]()}[favours]
        return frozenset(found | (self._opponents_of([claim.control.party]) if claim.control else set()))

    def _of_movement(self, claim: Claim) -> tuple[str, tuple[str, ...]]:
        """Whom a claim's movement favours, and whose it is."""
        move = claim.move
        term = self._movements.get(move.kind) if move else None
        return (term.for_, move.parties) if move and term else ("none", ())

    def _opponents_of(self, parties: Collection[str]) -> set[str]:
        return {other for other in self._parties if any(self.opposed(one, other) for one in parties)}

    def admits(self, claim: Claim) -> bool:
        """Whether a claim proves what it says of the ground, if an office tells it against its own party."""
        term = self._movements.get(claim.move.kind) if claim.move else None
        return claim.control is not None or (term is not None and term.admits)

    def stands_for(self, names: Collection[str]) -> frozenset[str]:
        """Their bodies and the offices that they hold: who has one of them in common can take back the other's word."""
        bodies = {f"body {self.body(name)}" for name in names}
        return frozenset(bodies | {f"office {office}" for name in names if (office := self.office(name))})

    def changes(self, name: str) -> Iterator[Change]:
        """What of a speaker, or of a body while it belonged to that, became another."""
        yield from dict.fromkeys(self._changes(name, dt.date.min, dt.date.max, ()))

    def _changes(self, name: str, since: dt.date, until: dt.date, members: tuple[str, ...]) -> Iterator[Change]:
        entry = self._registry.sources.get(name) or self._registry.actors.get(name)
        if not entry or name in members:
            return
        yield from (change for change in entry.changes if since <= change.date <= until)
        left = sorted((change for change in entry.changes if change.field == "member_of"), key=lambda one: one.date)
        bodies = [*(change.was for change in left), entry.member_of]
        dates = [since, *(change.date for change in left), until]
        for body, came, went in zip(bodies, dates, dates[1:], strict=False):
            if body and max(since, came) <= min(until, went):
                yield from self._changes(body, max(since, came), min(until, went), (*members, name))


def tells_again(registry: Registry, later: Assessment, on: dt.date, earlier: Assessment) -> bool:
    """Whether a forecast of a day, which follows another one, is that one: told by the same voice as of its own day."""
    if not later.kind == earlier.kind == "forecast":
        return False
    speakers = Speakers(registry, on)
    return not speakers.voices(later.by).isdisjoint(speakers.voices(earlier.by))


def changes_by_date(registry: Registry) -> dict[str, list[tuple[str, Change]]]:
    """By day, such as `2025-12-03`: each speaker of whom, or of whose body, something became another, and what."""
    speakers = Speakers(registry)
    found: dict[str, list[tuple[str, Change]]] = {}
    for name in (*registry.sources, *registry.actors):
        for change in speakers.changes(name):
            found.setdefault(change.date.isoformat(), []).append((name, change))
    return found


def as_on(entry: Any, on: dt.date) -> Any:
    """An entry as it was on a day: every later change of it is undone, the newest first."""
    # Of one day's changes, the last that is written is the newest.
    for change in sorted(entry.changes, key=lambda one: one.date)[::-1]:
        if change.date > on:
            entry = _undone(entry, change.field, change.was)
    return entry


def _undone(entry: Any, field: str, was: Any) -> Any:
    if field == "party":
        return replace(entry, party=None if was == "unknown" else Belonging(**{"is": was, "basis": BEFORE}))
    known = was not in NOTHING
    if field == "grade" and isinstance(entry, Source):
        return replace(entry, reliability=Reliability(grade=was, basis=BEFORE) if known else None)
    return replace(entry, **{field: was if known else None}) if field in ("kind", "member_of") else entry


def _one_for_all(parties: Mapping[str, Any]) -> dict[str, str]:
    """By each party that has allies: the one that stands for all of them, the first of their names."""
    beside: dict[str, set[str]] = {name: {name} for name in parties}
    for name, party in parties.items():
        for ally in party.allies:
            joined = beside[name] | beside.get(ally, {ally})
            beside |= dict.fromkeys(joined, joined)
    return {name: min(all_of_them) for name, all_of_them in beside.items() if len(all_of_them) > 1}
