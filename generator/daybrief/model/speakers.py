"""Who speaks: for which body and party, in which office and how well graded, as the registries had it on a day."""

import datetime as dt
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

from daybrief.model.registry import Actor, Belonging, Change, Registry, Source
from daybrief.model.statements import Claim

OFFICES = frozenset({"official", "armed_force", "military"})
"""Kinds of sources and actors that hold an office."""
ASSESSING = frozenset({"think_tank", "map_project"})
"""Kinds of sources whose movements are assessed, not claimed."""
FOR_THE_MOVER = frozenset({"advance", "infiltration", "hold"})
"""Movements that favour who moves; a withdrawal favours the opponents, an attack nobody."""


class Speakers:
    """All who speak, as they were on a day: what changed since is undone."""

    def __init__(self, registry: Registry, on: dt.date = dt.date.max) -> None:
        self._registry, self._on = registry, on
        self._fighting_as = _one_for_all(registry.parties)

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
        return next((one.party.is_ for _, one in self.bodies(name) if one.party), "")

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
        return self.party(name) if any(one.kind in OFFICES for _, one in islice(self.bodies(name), 1)) else ""

    def grade(self, name: str) -> str:
        """The Admiralty grade of a source, else of its body; empty where nobody graded either."""
        graded = (one.reliability for _, one in self.bodies(name) if isinstance(one, Source) and one.reliability)
        return next((one.grade for one in graded), "")

    def assesses(self, name: str) -> bool:
        """Whether what it says of the ground is an assessment."""
        return self.entry(name).kind in ASSESSING

    def opposed(self, one: str, other: str) -> bool:
        """Whether two parties fight each other; it is enough that one registry entry says so."""
        parties = self._registry.parties
        return any(b in parties[a].opposes for a, b in ((one, other), (other, one)) if a in parties)

    def opponents(self, party: str) -> frozenset[str]:
        """The parties that fight a party."""
        return frozenset(other for other in self._registry.parties if self.opposed(party, other))

    def favours(self, claim: Claim) -> frozenset[str]:
        """The parties for which a claim speaks, by what it says of the ground."""
        move, found = claim.movement, set[str]()
        if move and move.kind == "withdrawal":
            found |= self.opponents(move.mover)
        elif move and move.kind in FOR_THE_MOVER:
            found.add(move.mover)
        return frozenset(found | ({claim.control.party} - {"none"} if claim.control else set()))

    def against(self, claim: Claim) -> frozenset[str]:
        """The parties that a claim tells against: who withdrew, and the opponents of who moved on, held or holds."""
        move, found = claim.movement, set[str]()
        if move and move.kind == "withdrawal":
            found.add(move.mover)
        elif move and move.kind in FOR_THE_MOVER:
            found |= self.opponents(move.mover)
        return frozenset(found | (self.opponents(claim.control.party) if claim.control else set()))

    def stands_for(self, names: Collection[str]) -> frozenset[str]:
        """Their bodies and the offices that they hold: who has one of them in common can take back the other's word."""
        bodies = {f"body {self.body(name)}" for name in names}
        return frozenset(bodies | {f"office {office}" for name in names if (office := self.office(name))})

    def changes(self, name: str) -> Iterator[dt.date]:
        """The days on which something of a speaker, or of a body that it belongs to, became another."""
        for _, entry in self.bodies(name):
            yield from (change.date for change in entry.changes)


def as_on(entry: Any, on: dt.date) -> Any:
    """An entry as it was on a day: every later change of it is undone, the newest first."""
    # Of one day's changes, the last that is written is the newest.
    numbered = enumerate(entry.changes)
    for _, change in sorted(numbered, key=lambda one: (one[1].date, one[0]), reverse=True):
        if change.date > on:
            entry = _undone(entry, change.field, change.was)
    return entry


def _undone(entry: Any, field: str, was: Any) -> Any:
    if field == "party":
        known = was not in ("", "unknown")
        return replace(entry, party=Belonging(**{"is": was, "basis": "It was so."}) if known else None)
    if field == "grade" and isinstance(entry, Source) and entry.reliability:
        return replace(entry, reliability=replace(entry.reliability, grade=was))
    return replace(entry, **{field: was}) if field in ("kind", "member_of") else entry


def changes_of_today(registry: Registry, former: Mapping[str, Mapping[str, str]]) -> Registry:
    """The registries, with the ids of today in what changes of a party or a body tell of, too."""
    kinds = {"party": former["parties"], "member_of": former["speakers"]}

    def today(change: Change) -> Change:
        names = kinds.get(change.field, {})
        return replace(change, was=names.get(change.was, change.was), now=names.get(change.now, change.now))

    def all_today(entries: dict[str, Any]) -> dict[str, Any]:
        changed = {name: tuple(map(today, one.changes)) for name, one in entries.items() if one.changes}
        return entries | {name: replace(entries[name], changes=changes) for name, changes in changed.items()}

    return replace(registry, sources=all_today(registry.sources), actors=all_today(registry.actors))


def _one_for_all(parties: Mapping[str, Any]) -> dict[str, str]:
    """By each party that has allies: the one that stands for all of them, the first of their names."""
    beside: dict[str, set[str]] = {name: {name} for name in parties}
    for name, party in parties.items():
        for ally in party.allies:
            joined = beside[name] | beside.get(ally, {ally})
            beside |= dict.fromkeys(joined, joined)
    return {name: min(all_of_them) for name, all_of_them in beside.items() if len(all_of_them) > 1}
