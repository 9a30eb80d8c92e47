"""What changed on a day against the day before that was told, and what did not."""

import datetime as dt
from collections.abc import Iterable

from daybrief import urls
from daybrief.ledger.board import cell_of
from daybrief.ledger.keys import StatementKey, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Correction
from daybrief.model.statements import Claim
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Link, claim_link, link, speaker_links


class Change(View, frozen=True, kw_only=True):
    """A claim, and what became of it: its status before and after, or the claim that it goes on from."""

    text: str
    url: str
    speakers: tuple[Link, ...]
    was: str = ""
    now: str = ""
    earlier: DayLink | None = None


class ChangesView(View, frozen=True, kw_only=True):
    """The difference between two days that were told."""

    since: DayLink
    new: int
    """How many matters were opened."""
    moved: tuple[Change, ...]
    """Threads that went on."""
    turned: tuple[Change, ...]
    """Older claims whose status is another."""
    resolved: tuple[tuple[str, Link], ...]
    """Outcome of a forecast, and its day."""
    corrected: tuple[tuple[Correction, DayLink], ...]
    unchanged: tuple[Change, ...]
    """Matters of the day before of which nothing more was read."""
    sectors_new: tuple[Link, ...]
    sectors_gone: tuple[Link, ...]
    sectors_same: tuple[Link, ...]
    """Read on both days, with the same movements."""


def changes(ledger: Ledger, date: dt.date) -> ChangesView | None:
    """What changed on a day; None on the first that was told."""
    before, _ = ledger.neighbours(date)
    if before is None:
        return None
    today, yesterday = ledger.claims_on(date), ledger.claims_on(before.date)
    claims = [(entry, entry.statement) for entry in today if isinstance(entry.statement, Claim)]
    touched = {ledger.root(entry): None for entry in today}
    opened = [entry for entry in today if ledger.root(entry) == entry.key]
    moved = [(entry, claim.follows) for entry, claim in claims if claim.follows]
    taken_back = (ledger.entry(pointed(claim.retracts, date)) for _, claim in claims if claim.retracts)
    matters = dict.fromkeys(ledger.opening(entry) for entry in (*today, *taken_back))
    members = [entry.key for matter in matters for entry, _ in ledger.matter(matter)]
    still = dict.fromkeys(root for entry in yesterday if (root := ledger.root(entry)) not in touched)
    latest = {ledger.root(entry): entry.key for entry in yesterday}
    now, then = ({entry.sector: None for entry in claims if entry.sector} for claims in (today, yesterday))
    return ChangesView(
        since=DayLink(before.date, urls.day(before.date)),
        new=len(opened),
        moved=tuple(_change(ledger, e.key, earlier=claim_link(pointed(way, date))) for e, way in moved),
        turned=tuple(
            _change(ledger, key, was, after)
            for key in members
            if (was := ledger.standing(key, before.date).status) != (after := ledger.standing(key, date).status)
        ),
        resolved=tuple(
            (r.outcome, Link(ledger.entry(key).statement.text, urls.part(*key)))
            for r in ledger.day(date).resolutions
            for key in (pointed(r.forecast, date),)
        ),
        corrected=tuple(
            (c, DayLink(day, urls.part(day, "corrections")))
            for since in range((date - before.date).days)
            for day, c in ledger.corrections(f"corrected {date - dt.timedelta(days=since)}")
        ),
        unchanged=tuple(_change(ledger, latest[root]) for root in still),
        sectors_new=_links(ledger, (name for name in now if name not in then)),
        sectors_gone=_links(ledger, (name for name in then if name not in now)),
        sectors_same=_links(
            ledger, (n for n in now if n in then and _moves(ledger, n, date) == _moves(ledger, n, before.date) != set())
        ),
    )


def _change(ledger: Ledger, key: StatementKey, was: str = "", now: str = "", earlier: DayLink | None = None) -> Change:
    statement = ledger.entry(key).statement
    return Change(
        text=statement.text,
        url=urls.part(*key),
        speakers=speaker_links(ledger, statement.by),
        was=was,
        now=now,
        earlier=earlier,
    )


def _moves(ledger: Ledger, sector: str, date: dt.date) -> set[tuple[str, str]]:
    return {(row.kind, row.mover) for row in cell_of(ledger, sector, date).rows if row.kind}


def _links(ledger: Ledger, names: Iterable[str]) -> tuple[Link, ...]:
    return tuple(link(ledger, "sectors", name) for name in names)
