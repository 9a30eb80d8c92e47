"""Statuses: what a claim is worth, by whose voices speak for it, and a few rules that are the same for every side.

The rules stand in `STATUS_RULES`, in the order in which they are tried; the method page shows the same list.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Literal, NamedTuple, TypeAlias, get_args

from daybrief.ledger.keys import StatementRef
from daybrief.model.registry import Actor, Registry, Source
from daybrief.model.statements import Claim, Movement

Status: TypeAlias = Literal["confirmed", "corroborated", "contested", "unverified", "refuted", "retracted"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""From what stands best to what stands worst: the best of several is the first."""
OFFICES = frozenset({"official", "armed_force", "military"})
"""Kinds of sources and actors that hold an office."""
PROOF = frozenset({"geolocated", "satellite", "document"})
"""Evidence that proves, if a voice without party brings it."""
ADMISSIONS = frozenset({"advance", "withdrawal"})
"""Movements that prove, if the office of the party that they tell against reports them."""


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


def evidence_of_a_bystander(registry: Registry, claims: Sequence[tuple[Claim, str]]) -> bool:
    """A voice known to have no party brings geolocated, satellite or document evidence."""
    return any(claim.evidence in PROOF and who(registry, name).independent for claim, name in claims)


def offices_of_both_sides(registry: Registry, claims: Sequence[tuple[Claim, str]]) -> bool:
    """Offices of two opposing parties both say it."""
    offices = {office(registry, name) for _, name in claims}
    return any(opposed(registry, one, other) for one in offices for other in offices)


def admission_of_an_office(registry: Registry, claims: Sequence[tuple[Claim, str]]) -> bool:
    """An office reports its own side's withdrawal or its opponent's advance."""
    return any(
        office(registry, name) in harmed(registry, move)
        for claim, name in claims
        if (move := claim.movement) and move.kind in ADMISSIONS
    )


PROOFS: Mapping[str, Callable[[Registry, Sequence[tuple[Claim, str]]], bool]] = {
    "evidence-of-a-bystander": evidence_of_a_bystander,
    "offices-of-both-sides": offices_of_both_sides,
    "admission-of-an-office": admission_of_an_office,
}
"""What proves: any of these, on claims of one side with their speakers."""


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


def side_of(registry: Registry, claims: Sequence[tuple[Claim, str]]) -> Side:
    """A side, of its claims with their speakers."""
    voices = {name: voice(registry, name) for name in dict.fromkeys(name for _, name in claims)}
    return Side(
        frozenset(one for one in voices.values() if one),
        sum(one is None for one in voices.values()),
        any(proof(registry, claims) for proof in PROOFS.values()),
        bool(claims),
    )


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


def standing_of(registry: Registry, entry: StatementRef, retracted: bool, own: Side, other: Side) -> Standing:
    """How a claim stands between its side and the other."""
    rule = next(rule for rule in STATUS_RULES if rule.holds(retracted, own, other))
    alone = len(own.voices) == 1 and not own.unplaced
    one = next(iter(own.voices)).removeprefix("party ") if alone else None
    one = one if one in registry.parties else None
    move = entry.claim.movement
    against = one is not None and move is not None and one in harmed(registry, move)
    return Standing(rule.status, rule.name, len(own.voices), one, against)
