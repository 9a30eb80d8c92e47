"""Disagreements: the matters on which sides differ, which are those that some claim denies."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from daybrief.ledger.keys import StatementKey, StatementRef, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import Standing
from daybrief.ledger.terms import ANSWERS, DECIDED, into

RECENT = 200
"""How many of the newest claims that speak of others are asked of which matters."""


class Camp(NamedTuple):
    """One side of a matter."""

    speakers: tuple[str, ...]
    """Who says so, and has not taken it back."""
    claims: tuple[StatementRef, ...]
    """Theirs, in the order of days; all that were told where nobody is left."""

    @property
    def evidence(self) -> list[StatementRef]:
        """The claims with which something was shown."""
        return [entry for entry in self.claims if entry.claim.evidence]

    def independent(self, ledger: Ledger) -> list[str]:
        """Those known to have no party who show something; nobody where nobody is left."""
        names = dict.fromkeys(name for entry in self.evidence for name in shows(ledger, entry)) if self.speakers else ()
        return list(filter(ledger.speakers().independent, names))


class Dispute(NamedTuple):
    """A matter on which sides differ, as of the newest day."""

    opening: StatementRef
    own: Camp
    other: Camp
    standing: Standing
    """How the claim that opened it stands."""
    since: dt.date
    """The day from which on it has that status."""


def dispute(ledger: Ledger, opening: StatementKey) -> Dispute | None:
    """The disagreement on what a claim says that opened a matter; None if nobody ever denied it."""
    matter = ledger.matter(opening)
    if all(side for _, side in matter):
        return None
    entry, history = ledger.entry(opening), ledger.history(opening)
    own, other = (_camp(ledger, [one for one, of in matter if of is side]) for side in (True, False))
    since = [next(run).on for _, run in groupby(history, key=lambda turn: turn.standing.status)][-1]
    return Dispute(entry, own, other, history[-1].standing, since)


def _camp(ledger: Ledger, claims: list[StatementRef]) -> Camp:
    saying = {entry.key: ledger.saying(entry.key) for entry in claims}
    speakers = dict.fromkeys(name for names in saying.values() for name in names)
    return Camp(tuple(speakers), tuple(entry for entry in claims if saying[entry.key]) or tuple(claims))


def shows(ledger: Ledger, entry: StatementRef) -> Sequence[str]:
    """Who shows what a claim brings: whose it is, else those who still say so; where nobody is left, all who did."""
    whose = entry.claim.evidence_by
    return (whose,) if whose else ledger.saying(entry.key) or entry.claim.by


def disputes_among(ledger: Ledger, entries: Iterator[StatementRef], most: int) -> list[Dispute]:
    """The disagreements that some claims, or what they take back, are part of, each once, and not more than so many."""
    found: dict[StatementKey, Dispute | None] = {}
    for entry in entries:
        taken_back = (ledger.entry(pointed(name, entry.date)) for name in entry.claim.retracts)
        for key in (key for one in (entry, *taken_back) for key in one.openings()):
            if key not in found:
                found[key] = _once(ledger, key)
        if sum(one is not None for one in found.values()) >= most:
            break
    return list(filter(None, found.values()))[:most]


def _once(ledger: Ledger, key: StatementKey) -> Dispute | None:
    # Of most claims nothing else speaks: that is seen at a glance.
    spoken_of = len(ledger.postings(into(*key))) > 0
    return ledger.once(f"dispute {key[0]}/{key[1]}", partial(dispute, ledger, key)) if spoken_of else None


def moved(ledger: Ledger, most: int) -> list[Dispute]:
    """Those of which something was told last: that somebody backs, denies or takes back a claim of it."""
    places = ledger.postings(ANSWERS)[-RECENT:]
    return disputes_among(ledger, (ledger.at(place) for place in reversed(places)), most)


def longest(ledger: Ledger, most: int) -> list[Dispute]:
    """The open ones, by when they came to be contested, the oldest first."""
    found: list[Dispute] = []
    for entry in map(ledger.at, ledger.postings("stands contested")):
        if sum(one.since <= entry.date for one in found) >= most:
            break  # what was told from here on came to be contested later
        if entry.openings() == (entry.key,) and (one := _once(ledger, entry.key)):
            found.append(one)
    return sorted(found, key=lambda one: one.since)[:most]


def decided(ledger: Ledger, most: int) -> list[Dispute]:
    """Those that stand otherwise than contested, by their newest denial, the newest first."""
    found: dict[StatementKey, Dispute] = {}
    for entry in map(ledger.at, reversed(ledger.postings(DECIDED))):
        for key in entry.openings():
            if key not in found and ledger.status(key) != "contested" and (one := _once(ledger, key)):
                found[key] = one
        if len(found) >= most:
            break
    return [*found.values()][:most]
