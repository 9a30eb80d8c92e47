"""Which tracks, sectors and places have a story so far, and what leads to it."""

import datetime as dt

from daybrief import urls
from daybrief.ledger.control import disputed
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.views.events import event_term
from daybrief.views.parts import Link, link
from daybrief.views.registry_lists import about

STORIED = ("tracks", "sectors", "places")
"""The registries of which an entry may have one."""


def has_story(ledger: Ledger, kind: str, name: str) -> bool:
    """Whether things were told of an entry on two days; of a place, also whether it was disputed who holds it."""
    if kind not in STORIED or (kind == "places" and not disputed(ledger.holdings(name))):
        return False
    first = _told_after(ledger, kind, name, dt.date.min)
    return first is not None and _told_after(ledger, kind, name, first) is not None


def _told_after(ledger: Ledger, kind: str, name: str, date: dt.date) -> dt.date | None:
    # Each answer is a day of long ago, so that a new day changes none of them.
    found = (ledger.after(term, date) for term in (about(kind, name), event_term(kind, name)))
    return min(filter(None, found), default=None)


def story_link(ledger: Ledger, kind: str, name: str) -> Link | None:
    """What an entry is called, and its story's address."""
    if not has_story(ledger, kind, name):
        return None
    entry = link(ledger, kind, name)
    return Link(entry.text, urls.story(entry.url))


def story_links(ledger: Ledger, kind: str, name: str) -> tuple[Link, ...]:
    """What leads from an entry's page to its story; from a place without one to those of its sectors."""
    told = [story_link(ledger, kind, name)]
    if kind == "places" and not told[0]:
        sectors = ledger.registry.sectors.items()
        told += [story_link(ledger, "sectors", key) for key, sector in sectors if name in sector.places]
    return tuple(filter(None, told))


def story_of(ledger: Ledger, entry: StatementRef) -> Link | None:
    """The story that a claim is part of: of its place, else of its sector, else of its track."""
    told = [("places", name) for name in entry.claim.places] + [("sectors", name) for name in entry.sectors]
    told += [("tracks", entry.event.track)] if entry.event and entry.event.track else []
    return next(filter(None, (story_link(ledger, *one) for one in told)), None)
