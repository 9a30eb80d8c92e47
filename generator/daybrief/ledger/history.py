"""How the claims of a matter stood, from each time on which something of it was told."""

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple, TypeAlias

from daybrief.ledger.keys import StatementKey
from daybrief.ledger.status import Side, Standing, Status, Word, side_of, standing_of, word_of, worst
from daybrief.model.speakers import Speakers
from daybrief.model.statements import Claim


class Retraction(NamedTuple):
    """A claim that takes another back."""

    by: tuple[str, ...]
    since: dt.datetime
    on: dt.date
    retractions: "tuple[Retraction, ...]"
    """The claims that take itself back."""


class Member(NamedTuple):
    """A claim of a matter."""

    key: StatementKey
    claim: Claim
    origins: frozenset[str]
    """The sources whose texts it was read in."""
    side: bool
    """Whether it is for the claim that opened the matter."""
    since: dt.datetime
    """From when on it counts."""
    on: dt.date
    """The day on which it was told, or added."""
    retractions: tuple[Retraction, ...]

    def named(self) -> set[str]:
        """All whose belonging may decide what it is worth."""
        claim = self.claim
        takers = (name for one in _all(self.retractions) for name in one.by)
        return {*claim.by, *claim.via, *self.origins, *filter(None, [claim.evidence_by]), *takers}


class Turn(NamedTuple):
    """A time from which on a claim stood otherwise."""

    since: dt.datetime
    on: dt.date
    standing: Standing


History: TypeAlias = tuple[Turn, ...]
"""How a claim stood, the first first."""


def still(speakers: Speakers, by: Iterable[str], retractions: Iterable[Retraction], at: dt.datetime) -> list[str]:
    """Who still says a thing at a time: all but those for whom it was taken back in a claim that still stands."""
    takers = [name for one in retractions if one.since <= at for name in still(speakers, one.by, one.retractions, at)]
    taken = speakers.stands_for(takers) if takers else frozenset()
    return [name for name in by if taken.isdisjoint(speakers.stands_for([name]))] if taken else [*by]


def _all(retractions: Iterable[Retraction]) -> Iterator[Retraction]:
    """Retractions, those of themselves, and so on."""
    for one in retractions:
        yield one
        yield from _all(one.retractions)


def histories(speakers: Speakers, members: Sequence[Member]) -> dict[StatementKey, History]:
    """The history of each claim of a matter; `members` are in the order of days, the opening claim among them."""
    coming: defaultdict[dt.datetime, list[Member]] = defaultdict(list)
    days: dict[dt.datetime, dt.date] = {}
    leaving: set[dt.datetime] = set()
    for member in members:
        coming[member.since].append(member)
        days[member.since] = max(member.on, days.get(member.since, member.on))
        for one in _all(member.retractions):
            leaving.add(one.since)
            days[one.since] = max(one.on, days.get(one.since, one.on))
    opened = next(member for member in members if not (member.claim.backs or member.claim.denies))
    favoured = speakers.favours(opened.claim)
    found: defaultdict[StatementKey, list[Turn]] = defaultdict(list)
    there: list[Member] = []
    words: dict[bool, dict[Word, None]] = {True: {}, False: {}}
    gone: set[StatementKey] = set()
    before: dict[bool, Side] = {}
    for at in sorted({*coming, *leaving}):
        came = coming.get(at, [])
        there += came
        if at in leaving:
            words, gone = {True: {}, False: {}}, set()
        for member in there if at in leaving else came:
            by = still(speakers, member.claim.by, member.retractions, at)
            if by:
                words[member.side][word_of(speakers, member.claim, by, member.origins)] = None
            else:
                gone.add(member.key)
        sides = {side: side_of(speakers, [*some], None if side else favoured) for side, some in words.items()}
        # A matter may go on for thousands of days: while its sides stay as they are, only what is new is looked at.
        for member in there if at in leaving or sides != before else came:
            own, other = sides[member.side], sides[not member.side]
            standing = standing_of(
                speakers, member.claim, member.key in gone, own, other, None if member.side else favoured
            )
            turns = found[member.key]
            if not turns or turns[-1].standing != standing:
                turns.append(Turn(at, days[at], standing))
        before = sides
    return {key: tuple(turns) for key, turns in found.items()}


def as_of(history: History, at: dt.datetime) -> Standing:
    """How a claim stood at a time, the first of its own at the earliest."""
    return history[max(bisect_right(history, at, key=lambda turn: turn.since) - 1, 0)].standing


def merged(several: Sequence[History]) -> History:
    """The history of a claim of several matters: it stands as it stands worst."""
    turns: list[Turn] = []
    for since, on in sorted({(turn.since, turn.on) for history in several for turn in history}):
        standing = worst(as_of(history, since) for history in several)
        if not turns or turns[-1].standing != standing:
            turns.append(Turn(since, on, standing))
    return tuple(turns)


def settled(key: StatementKey, history: History) -> tuple[Status, int] | None:
    """Whether a claim stands confirmed or refuted, and how many days after it was told it came to stand so."""
    last = [next(run) for _, run in groupby(history, key=lambda turn: turn.standing.status)][-1]
    status = last.standing.status
    return (status, (last.on - key[0]).days) if status in ("confirmed", "refuted") else None
