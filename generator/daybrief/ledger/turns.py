"""Why claims stand otherwise on a day's page than on the page before: what was told, added or changed since."""

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from daybrief.ledger.keys import StatementKey, StatementRef, grouped, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.model.registry import Change


class Cause(NamedTuple):
    """What may have turned a claim: another claim, or a change in a registry."""

    how: str
    """`backs`, `denies`, `retracts`; or `changed`."""
    by: tuple[str, ...]
    """Who says so, or of whom something changed."""
    change: Change | None = None


class Turned(NamedTuple):
    """A claim that stands otherwise."""

    was: str
    now: str
    causes: tuple[Cause, ...]


def turned(ledger: Ledger, before: dt.date, date: dt.date) -> dict[StatementKey, Turned]:
    """The claims whose status on the page of a day is not that of the page before, matter by matter."""
    causes = grouped(chain(_told(ledger, before, date), _changed(ledger, before, date)))
    matters = grouped((entry.key, opening) for opening in causes for entry, _ in ledger.matter(opening))
    found = {}
    for key, openings in matters.items():
        was, now = (ledger.standing(key, on).status for on in (before, date))
        if was != now:
            found[key] = Turned(was, now, (*dict.fromkeys(cause for one in openings for cause in causes[one]),))
    return found


def _told(ledger: Ledger, before: dt.date, date: dt.date) -> Iterator[tuple[StatementKey, Cause]]:
    """What the claims of a day, and those that were added to older ones since the page before, do to which matters."""
    for entry in chain(ledger.told(date).claims, _added(ledger, before, date)):
        claim = entry.claim
        for how in ("backs", "denies", "retracts"):
            for one in (pointed(name, entry.date) for name in getattr(claim, how)):
                for opening in ledger.entry(one).openings() if how == "retracts" else (one,):
                    yield opening, Cause(how, claim.by)


def _added(ledger: Ledger, before: dt.date, date: dt.date) -> Iterator[StatementRef]:
    days = {day for on in _days(before, date) for day, _ in ledger.corrections(f"corrected {on}")}
    for told in map(ledger.told, sorted(days - {date})):
        yield from (entry for entry in told.claims if before < told.since(entry.claim)[1] <= date)


def _changed(ledger: Ledger, before: dt.date, date: dt.date) -> Iterator[tuple[StatementKey, Cause]]:
    """The matters of which a speaker became another, or whoever passed them on."""
    for name, change in (one for on in _days(before, date) for one in ledger.changes(on)):
        day = date
        while there := ledger.before(f"about {name}", day):
            day = there
            told = ledger.told(day)
            for entry in told.claims:
                articles = (told.day.articles[one] for one in entry.claim.articles)
                sources = (article.reprint_of or article.source for article in articles)
                if name in (*entry.claim.by, *entry.claim.via, entry.claim.evidence_by, *sources):
                    yield from ((opening, Cause("changed", (name,), change)) for opening in entry.openings())


def _days(before: dt.date, date: dt.date) -> Iterable[dt.date]:
    return (date - dt.timedelta(days=back) for back in range((date - before).days))
