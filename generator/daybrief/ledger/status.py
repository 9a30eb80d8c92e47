"""Statuses: what a claim is worth, by whose voices speak for it, and a few rules that are the same for every side.

The rules stand in `STATUS_RULES`, in the order in which they are tried; the method page shows the same list.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from itertools import combinations
from typing import Literal, NamedTuple, TypeAlias, get_args

from daybrief.model.speakers import Speakers
from daybrief.model.statements import Claim

Status: TypeAlias = Literal["confirmed", "corroborated", "contested", "unverified", "refuted", "retracted"]
STATUSES: tuple[Status, ...] = get_args(Status)
"""From what stands best to what stands worst: the worst of several is the last."""
Shows: TypeAlias = Literal["", "proof", "proof beside a second voice"]
PROOF = frozenset({"geolocated", "satellite", "document"})
"""Evidence that can prove."""
DOUBTED = frozenset({"4", "5", "6"})
"""Credibility with which a claim's evidence proves nothing."""


class Word(NamedTuple):
    """What one claim adds to its side of a matter."""

    voices: frozenset[str]
    """Whose it is: several that say it in one breath are one voice together."""
    unplaced: frozenset[str]
    """Speakers whose party is unknown."""
    shows: Shows
    """Whether it brings evidence that can prove, alone or not."""
    offices: frozenset[str]
    """Parties whose offices say it, and were read in some way that does not pass through an opponent."""
    admits: frozenset[str]
    """Those of them that tell it against their own party."""


def word_of(speakers: Speakers, claim: Claim, by: Collection[str], origins: Iterable[str]) -> Word:
    """What a claim adds, as far as those in `by` still say it; `origins` are the sources of which it was read."""
    voices = {name: speakers.voice(name) for name in by}
    offices = {speakers.office(name) for name in by} - {""}
    relays = {*map(speakers.party, claim.via)} if offices else set()
    ways = {frozenset({speakers.party(origin), *relays}) for origin in origins} if offices else set()
    heard = frozenset(one for one in offices if not all(any(speakers.opposed(of, one) for of in way) for way in ways))
    return Word(
        voices=frozenset(voice for voice in voices.values() if voice),
        unplaced=frozenset(name for name, voice in voices.items() if voice is None),
        shows=_shows(speakers, claim, by) if claim.evidence in PROOF else "",
        offices=heard,
        admits=heard & speakers.against(claim) if speakers.admits(claim) else frozenset(),
    )


def _shows(speakers: Speakers, claim: Claim, by: Collection[str]) -> Shows:
    """Evidence proves if it is known whose it is, and neither that one nor who shows it has a reason to make it up.

    What a source of grade D or E shows proves nothing, what nobody graded only beside a second voice.
    """
    own = by if claim.evidence != "document" and len({speakers.voice(name) or name for name in by}) == 1 else ()
    whose = claim.evidence_by or next(iter(own), "")
    if not whose or claim.credibility in DOUBTED:
        return ""
    if not (speakers.independent(whose) or speakers.party(whose) in speakers.against(claim)):
        return ""
    grades = {speakers.grade(name) for name in by if speakers.independent(name)}
    if grades & {"A", "B", "C"}:
        return "proof"
    return "proof beside a second voice" if grades & {"", "F"} else ""


class Side(NamedTuple):
    """The claims on one side of a matter, as far as they are told and not taken back."""

    words: tuple[Word, ...]
    voices: int
    """How many independent voices there are."""
    behind: frozenset[str]
    """All whose voices these are."""
    unplaced: int
    """How many speakers there are whose party is unknown."""
    proof: bool
    """Whether there is proof, in one of the ways of `PROOFS`."""


NOBODY = Side((), 0, frozenset(), 0, False)
"""The side of a matter on which no claim is."""


def side_of(speakers: Speakers, words: Sequence[Word], favoured: Collection[str] | None) -> Side:
    """A side, of what its claims add, in the order of days.

    `favoured` is None on the side of the opening claim; on the other, the parties that this one speaks for.
    """
    if not words:
        return NOBODY
    behind = frozenset[str]().union(*(word.voices for word in words))
    unplaced = frozenset[str]().union(*(word.unplaced for word in words))
    side = Side(tuple(words), _count(words), behind, len(unplaced), False)
    return side._replace(proof=True) if any(proof(speakers, side, favoured) for proof in PROOFS.values()) else side


def _count(words: Iterable[Word]) -> int:
    """Voices: each that speaks alone is one; of those that speak together one is added if none of them is counted."""
    together = [word.voices for word in words if len(word.voices) > 1]
    counted = set[str]().union(*(word.voices for word in words if len(word.voices) == 1))
    found = len(counted)
    for voices in together:
        if counted.isdisjoint(voices):
            found += 1
            counted |= voices
    return found


def evidence_of_a_bystander(speakers: Speakers, side: Side, favoured: Collection[str] | None) -> bool:
    """A voice known to have no party brings geolocated, satellite or document evidence of which it is known whose."""
    return any(word.shows == "proof" or (word.shows != "" and side.voices > 1) for word in side.words)


def offices_of_both_sides(speakers: Speakers, side: Side, favoured: Collection[str] | None) -> bool:
    """Offices of two opposing parties both say it."""
    offices = frozenset[str]().union(*(word.offices for word in side.words))
    return any(speakers.opposed(one, other) for one, other in combinations(offices, 2))


def admission_of_an_office(speakers: Speakers, side: Side, favoured: Collection[str] | None) -> bool:
    """An office tells against its own party: that this one withdrew, that its opponent came on or holds the place.

    Who denies a claim and grants a part of it has proved nothing against it.
    """
    admitting = frozenset[str]().union(*(word.admits for word in side.words))
    return bool(admitting if favoured is None else admitting & {*favoured})


PROOFS: Mapping[str, Callable[[Speakers, Side, Collection[str] | None], bool]] = {
    "evidence-of-a-bystander": evidence_of_a_bystander,
    "offices-of-both-sides": offices_of_both_sides,
    "admission-of-an-office": admission_of_an_office,
}
"""What proves: any of these, on a side of a matter."""


class StatusRule(NamedTuple):
    """A row of the table that gives a claim its status."""

    name: str
    status: Status
    holds: Callable[[bool, Side, Side], bool]
    """Asked with: whether the claim was retracted, its side, the other side."""


STATUS_RULES: tuple[StatusRule, ...] = (
    StatusRule("retracted-by-its-speakers", "retracted", lambda retracted, own, other: retracted),
    StatusRule("proof-on-both-sides", "contested", lambda retracted, own, other: own.proof and other.proof),
    StatusRule("proof-on-its-side", "confirmed", lambda retracted, own, other: own.proof),
    StatusRule("proof-on-the-other-side", "refuted", lambda retracted, own, other: other.proof),
    StatusRule("spoken-against", "contested", lambda retracted, own, other: other.voices > 0),
    StatusRule("two-independent-voices", "corroborated", lambda retracted, own, other: own.voices >= 2),
    StatusRule("unplaced-voice-against", "contested", lambda retracted, own, other: other.unplaced > 0),
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
    """The party, where nobody else whose party is known is for it."""
    against_own: bool
    """Whether it tells against the one party that says it."""
    unplaced_against: int
    """How many speakers whose party is unknown are against it."""


def standing_of(
    speakers: Speakers, claim: Claim, retracted: bool, own: Side, other: Side, denied: Collection[str] | None = None
) -> Standing:
    """How a claim stands between its side and the other; `denied` are the parties that a claim it denies favours."""
    rule = next(rule for rule in STATUS_RULES if rule.holds(retracted, own, other))
    one = next(iter(own.behind)) if len(own.behind) == 1 else ""
    # Of allies, it is the word of the one that speaks.
    party = next(filter(None, map(speakers.party, claim.by)), one.removeprefix("party ")) if one else None
    party = party if one.startswith("party ") else None
    against = party is not None and party in speakers.against(claim)
    # Who denies his opponent's gain and grants a part of it says nothing against his own side.
    against = against and (denied is None or party in denied)
    return Standing(rule.status, rule.name, own.voices, party, against, other.unplaced)


def worst(standings: Iterable[Standing]) -> Standing:
    """How a claim of several matters stands: as it stands worst."""
    return max(standings, key=lambda standing: STATUSES.index(standing.status))
