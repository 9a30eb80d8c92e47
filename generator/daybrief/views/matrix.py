"""Where each party stands on each point of a plan, and in whose words."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from daybrief import urls
from daybrief.ledger.index import Postings
from daybrief.ledger.keys import StatementRef, place
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.ledger.terms import position
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Link, Party, Speaker, claim_link, link, party, speaker

NEWEST = 5
"""Positions that a party's history on a point shows; all others stand in the lists of the plan's years."""
LOOKED_AT = 12 * NEWEST
"""Positions without a party, of which those of a party's offices are its own."""


class Taken(View, frozen=True, kw_only=True):
    """A position that a party is said to have taken."""

    stance: str
    claim: DayLink
    text: str
    speakers: tuple[Speaker, ...]
    own: bool
    """Whether an office of the party itself says so; else it is said of it."""


class MatrixCell(View, frozen=True, kw_only=True):
    """A party on a point: its newest positions, the newest first, of so many; none where nothing was read."""

    party: Party
    anchor: str
    now: tuple[Taken, ...]
    """In its own words, all of the newest day; then all that others say of it on the newest of theirs."""
    history: tuple[Taken, ...]
    total: int


class MatrixRow(View, frozen=True):
    """A point of a plan, or the whole plan."""

    point: str
    """Empty for the whole plan."""
    open: tuple[Taken, ...]
    """What is said of the point itself, and of no party: all of the newest day."""
    cells: tuple[MatrixCell, ...]


class MatrixView(View, frozen=True):
    """A plan, and its points: first, the whole of it."""

    plan: Link
    rows: tuple[MatrixRow, ...]
    """Each with a cell for the same parties."""

    @property
    def parties(self) -> tuple[tuple[Party, bool], ...]:
        """These, each with whether anything was read of it on any of the points."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return tuple((column[0].party, any(cell.history for cell in column)) for column in columns)


def matrix(ledger: Ledger, name: str, on: dt.date = NOW) -> MatrixView:
    """The positions on the plan `name`, as a day had them; several pages ask for it."""
    return ledger.once(f"matrix {name} {on}", lambda: _matrix(ledger, name, on))


def _matrix(ledger: Ledger, name: str, on: dt.date) -> MatrixView:
    plan = ledger.registry.plans[name]
    rows = {"": "", **{key: point.name for key, point in plan.points.items()}}
    cells = {(key, of): _cell(ledger, name, key, of, on) for key in rows for of in ledger.registry.parties}
    parties = list(dict.fromkeys([*plan.parties, *(of for (_, of), cell in cells.items() if cell.history)]))
    shown = (
        MatrixRow(words, _nobodys(ledger, name, key, on), tuple(cells[key, of] for of in parties))
        for key, words in rows.items()
    )
    return MatrixView(link(ledger, "plans", name), tuple(shown))


def _cell(ledger: Ledger, plan: str, point: str, of: str, on: dt.date) -> MatrixCell:
    named = [*_until(ledger, position(plan, point, of), on)]
    nobodys = _until(ledger, position(plan, point, ""), on)[-LOOKED_AT:]
    offices = [place for place in nobodys if of in _offices(ledger, ledger.at(place))]
    places = sorted({*named, *offices}, reverse=True)
    entries = list(islice(_counted(ledger, places, on), 2 * NEWEST))
    own = [entry for entry in entries if of in _offices(ledger, entry)]
    told = [entry for entry in entries if entry not in own]
    return MatrixCell(
        party=party(ledger, of),
        anchor=urls.position(point, of),
        now=tuple(_taken(ledger, entry, of) for some in (own, told) for entry in _of_newest_day(ledger, some, on)),
        history=tuple(_taken(ledger, entry, of) for entry in entries[:NEWEST]),
        total=len(places),
    )


def _until(ledger: Ledger, term: str, on: dt.date) -> Postings:
    """The postings of a term up to a day."""
    found = ledger.postings(term)
    return found if on == NOW else found[: bisect_left(found, place(on + dt.timedelta(days=1)))]


def _counted(ledger: Ledger, places: Iterable[int], on: dt.date) -> Iterator[StatementRef]:
    """The claims at some postings that counted by a day: one of an older day may have been added since."""
    by = ledger.as_of(on)
    return (e for e in map(ledger.at, places) if ledger.told(e.date).since(e.claim)[0] <= by)


def _nobodys(ledger: Ledger, plan: str, point: str, on: dt.date) -> tuple[Taken, ...]:
    """What is said of a point and of no party: in so many words, or by those who hold no office."""
    nobodys = {*_until(ledger, position(plan, point, "none"), on)[-LOOKED_AT:]}
    places = sorted({*nobodys, *_until(ledger, position(plan, point, ""), on)[-LOOKED_AT:]}, reverse=True)
    free = (one for one in places if one in nobodys or not any(_offices(ledger, ledger.at(one))))
    return tuple(_taken(ledger, entry, "") for entry in _of_newest_day(ledger, _counted(ledger, free, on), on))


def _of_newest_day(ledger: Ledger, entries: Iterable[StatementRef], on: dt.date) -> list[StatementRef]:
    """Those of the newest day that were neither taken back nor refuted by then; `entries` come the newest first."""
    standing = (entry for entry in entries if ledger.status(entry.key, on) not in ("retracted", "refuted"))
    return next(([*some] for _, some in groupby(standing, key=lambda entry: entry.date)), [])


def _offices(ledger: Ledger, entry: StatementRef) -> list[str]:
    """The parties in whose offices its speakers spoke, as its day had them; empty for those who held none."""
    return [ledger.speakers(entry.date).office(name) for name in entry.statement.by]


def _taken(ledger: Ledger, entry: StatementRef, of: str) -> Taken:
    assert entry.claim.position, "it stands under the term of a position"
    return Taken(
        stance=entry.claim.position.is_,
        claim=claim_link(entry.key),
        text=entry.statement.text,
        speakers=tuple(speaker(ledger, name, entry.date) for name in entry.statement.by),
        own=bool(of) and of in _offices(ledger, entry),
    )
