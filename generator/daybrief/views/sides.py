"""Sides: each party, those who have none and those of whom it is not known; and when nobody spoke for one."""

from daybrief import urls
from daybrief.ledger.coverage import silent
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import View
from daybrief.views.parts import Party, party


class Side(View, frozen=True, kw_only=True):
    """A party, those who have none, or those of whom it is not known."""

    id: str
    """The party's, `none`, or empty."""
    party: Party | None
    awaited: bool
    """Whether a day tells that nobody spoke for it: it fights, or is nobody's side."""


class Silence(View, frozen=True, kw_only=True):
    """On how many days nobody spoke for a side, and the list of these."""

    side: Side
    days: int
    url: str
    """Of the page of all where there are none."""


def sides(ledger: Ledger) -> tuple[Side, ...]:
    """All parties in the order of their registry, those who have none, and those of whom it is not known."""
    parties = ledger.registry.parties.items()
    fighting = {name for one, entry in parties for name in (*entry.opposes, *([one] if entry.opposes else []))}
    found = [Side(id=name, party=party(ledger, name), awaited=name in fighting) for name, _ in parties]
    return (*found, Side(id="none", party=None, awaited=True), Side(id="", party=None, awaited=False))


def known(ledger: Ledger) -> tuple[Side, ...]:
    """The same without the last: of whom nothing is known, nobody can be missed."""
    return sides(ledger)[:-1]


def silences(ledger: Ledger, year: int | None = None) -> tuple[Silence, ...]:
    """On how many days of a year, or of all, nobody spoke for each side; of all, with the list of the newest year."""
    found = []
    for side in known(ledger):
        term = silent(side.id)
        days = len(ledger.postings(term, year))
        last = year or max(ledger.years(term), default=0)
        found.append(Silence(side=side, days=days, url=urls.silent(side.id, last) if days else urls.COVERAGE))
    return tuple(found)
