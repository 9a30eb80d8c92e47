"""Voices: whose a speaker's voice is, which office it speaks for, and who stands against whom."""

from daybrief.model.registry import Actor, Registry, Source
from daybrief.model.statements import Movement

OFFICES = frozenset({"official", "armed_force", "military"})
"""Kinds of sources and actors that hold an office."""


def who(registry: Registry, speaker: str) -> Source | Actor:
    """The source or actor of that name."""
    return registry.sources.get(speaker) or registry.actors[speaker]


def voice(registry: Registry, speaker: str) -> str | None:
    """Whose voice a speaker's is: a party's, its owner's, its own; None where its party is unknown."""
    one = who(registry, speaker)
    if not one.independent:
        return f"party {one.side}" if one.side else None
    return f"owner {one.owner}" if isinstance(one, Source) and one.owner else f"self {speaker}"


def office(registry: Registry, speaker: str) -> str:
    """The party in whose office a speaker speaks; empty for everyone else."""
    one = who(registry, speaker)
    return one.side if one.kind in OFFICES else ""


def opposed(registry: Registry, one: str, other: str) -> bool:
    """Whether two parties fight each other; it is enough that one registry entry says so."""
    parties = registry.parties
    return any(b in parties[a].opposes for a, b in ((one, other), (other, one)) if a in parties)


def harmed(registry: Registry, move: Movement) -> frozenset[str]:
    """The parties that a movement tells against: who withdrew, or the opponents of who came on or held."""
    if move.kind == "withdrawal":
        return frozenset({move.mover})
    if move.kind in ("advance", "infiltration", "hold"):
        return frozenset(party for party in registry.parties if opposed(registry, party, move.mover))
    return frozenset()
