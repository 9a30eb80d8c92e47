"""Why claims stand otherwise on a day's page than on the page before: what was told, added or changed since."""

import datetime as dt
from collections.abc import Iterator
from itertools import chain, pairwise
from typing import Literal, NamedTuple, TypeAlias

from daybrief.ledger.keys import StatementKey, StatementRef, date_of, grouped, pointed
from daybrief.ledger.ledger import SIDES, Ledger
from daybrief.ledger.terms import into, reprinted, seen
from daybrief.model.registry import Change

How: TypeAlias = Literal["backs", "denies", "retracts", "restores", "changed"]
Place: TypeAlias = tuple[StatementKey, bool]
"""A matter, by the claim that opened it, and a side of it (true: for that claim)."""


class Cause(NamedTuple):
    """What may have changed a status: another claim, or a change in a registry."""

    how: How
    """What another claim does to it; `restores`: it takes back what spoke against it."""
    by: tuple[str, ...]
    """Who says so, or of whom something changed."""
    change: Change | None = None


class StatusChange(NamedTuple):
    """A claim that stands otherwise."""

    was: str
    now: str
    causes: tuple[Cause, ...]


def changed_between(ledger: Ledger, before: dt.date, date: dt.date) -> dict[StatementKey, StatusChange]:
    """The claims that counted on the page before and have another status on that of a day, matter by matter."""
    found = grouped(chain(_told(ledger, before, date), _changed(ledger, before, date)))
    seen_before = ledger.as_of(before)
    causes = {place: dict.fromkeys(some) for place, some in found.items()}
    places = grouped(
        (entry.key, (opening, side))
        for opening in dict.fromkeys(opening for opening, _ in causes)
        for entry, side in ledger.matter(opening)
        if ledger.told(entry.date).since(entry.claim)[0] <= seen_before
    )
    others = {}
    for key, own in places.items():
        was, now = (ledger.status(key, on) for on in (before, date))
        if was != now:
            others[key] = StatusChange(was, now, (*dict.fromkeys(chain(*(causes.get(place, ()) for place in own))),))
    return others


def changed_in(ledger: Ledger, opening: StatementKey) -> Iterator[tuple[StatementKey, dt.date, StatusChange]]:
    """The claims of a matter, its opening one first, as they came to have other statuses, with the day of each.

    Their speakers are taken as they are on the newest day.
    """
    if not ledger.postings(into(*opening)):
        return  # of most claims nothing else speaks
    matter = ledger.matter(opening)
    words = [entry for entry, _ in matter]
    for entry in words:  # which grows meanwhile
        words += [other for how, other in ledger.pointing(entry.key) if how == "retracts" and other not in words]
    for entry, side in sorted(matter, key=lambda member: member[0].key != opening):
        for before, turn in pairwise(ledger.history(entry.key)):
            was, now = before.standing.status, turn.standing.status
            if was != now:
                causes = dict.fromkeys(
                    Cause(_effect(step)[of is not side], other.claim.by)
                    for other in words
                    if ledger.told(other.date).since(other.claim)[0] == turn.since
                    for reached, of, step in _reached(ledger, other)
                    if reached == opening
                )
                yield entry.key, turn.on, StatusChange(was, now, (*causes,))


def _told(ledger: Ledger, before: dt.date, date: dt.date) -> Iterator[tuple[Place, Cause]]:
    """What the claims that count since the page before do to both sides of which matters."""
    for entry in _counted(ledger, before, date):
        for opening, side, step in _reached(ledger, entry):
            own, other = _effect(step)
            if opening != entry.key:
                yield (opening, side), Cause(own, entry.claim.by)
                yield (opening, not side), Cause(other, entry.claim.by)


def _effect(step: int) -> tuple[How, How]:
    """What a claim does to the side that it reaches after so many retractions, and what to the other."""
    if not step:
        return "backs", "denies"
    return ("retracts", "restores") if step % 2 else ("restores", "denies")


def _counted(ledger: Ledger, before: dt.date, date: dt.date) -> Iterator[StatementRef]:
    """The claims that count on the page of a day and did not on the page before: by `as_of`, or by an update."""
    since, until = ledger.as_of(before), ledger.as_of(date)
    days = set[dt.date]()
    for on in _days(since.date() - dt.timedelta(days=1), until.date()):
        days |= {*map(date_of, ledger.postings(seen(on))), *(day for day, _ in ledger.corrections(f"corrected {on}"))}
    for told in map(ledger.told, sorted(days)):
        yield from (entry for entry in told.claims if since < told.since(entry.claim)[0] <= until)


def _changed(ledger: Ledger, before: dt.date, date: dt.date) -> Iterator[tuple[Place, Cause]]:
    """The matters that hang on claims of which a speaker became another, or whoever passed them on."""
    for name, change in (one for on in _days(before, date) for one in ledger.changes(on)):
        for entry in _of_speaker(ledger, name, date):
            for opening, _, _ in _reached(ledger, entry):
                yield from (((opening, side), Cause("changed", (name,), change)) for side in (True, False))


def _of_speaker(ledger: Ledger, name: str, date: dt.date) -> Iterator[StatementRef]:
    """The claims before a day that are worth what a source or actor is."""
    terms, day = (f"about {name}", reprinted(name)), date
    while there := [*filter(None, (ledger.before(term, day) for term in terms))]:
        day = max(there)
        told = ledger.told(day)
        for entry in told.claims:
            articles = (told.day.articles[one] for one in entry.claim.articles)
            origins = (article.reprint_of or article.source for article in articles)
            if name in (*entry.claim.by, *entry.claim.via, entry.claim.evidence_by, *origins):
                yield entry


def _reached(ledger: Ledger, entry: StatementRef) -> Iterator[tuple[StatementKey, bool, int]]:
    """The matters that hang on a claim, with the side it reaches: its own, those of what it retracts, and so on.

    Each with the number of retractions that lie between.
    """
    found = {(entry.key, 0): entry}
    left = [*found]
    for key, step in left:
        claim = found[key, step].claim
        sides = [(pointed(one, key[0]), how == "backs") for how in SIDES for one in getattr(claim, how)]
        yield from ((opening, side, step) for opening, side in sides or [(key, True)])
        for one in (pointed(name, key[0]) for name in claim.retracts):
            if (one, step + 1) not in found:
                found[one, step + 1] = ledger.entry(one)
                left.append((one, step + 1))


def _days(before: dt.date, date: dt.date) -> Iterator[dt.date]:
    return (before + dt.timedelta(days=on) for on in range(1, (date - before).days + 1))
