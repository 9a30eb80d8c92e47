"""The board: what moved in a sector on a day, and who says so."""

import datetime as dt
from collections.abc import Iterable

from daybrief import urls
from daybrief.ledger.board import cell_of
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Link, Move, Party, Speaker, link, party, speaker

DAYS = 7
"""How many days the board of the whole front shows."""


class BoardLine(View, frozen=True, kw_only=True):
    """A movement, who says so, and its best status; no movement where claims speak of none."""

    movement: Move | None
    speakers: tuple[Speaker, ...]
    status: str
    assessed: bool


class BoardCell(View, frozen=True, kw_only=True):
    """A sector on a day."""

    sector: Link
    anchor: str
    """Where its claims stand on the day's page."""
    day: DayLink
    lines: tuple[BoardLine, ...]
    last: DayLink | None
    """Where nothing was read: the last day before on which something was."""
    one_side: Party | None
    """The party whose voices alone were read."""


class BoardView(View, frozen=True):
    """All sectors over the last days, the newest day first."""

    days: tuple[DayLink, ...]
    rows: tuple[tuple[BoardCell, ...], ...]


def cell(ledger: Ledger, sector: str, date: dt.date) -> BoardCell:
    """A sector on a day, by the ledger's rules."""
    found = cell_of(ledger, sector, date)
    lines = tuple(
        BoardLine(
            movement=Move(row.kind, party(ledger, row.mover)) if row.kind else None,
            speakers=tuple(speaker(ledger, name) for name in row.speakers),
            status=row.status,
            assessed=row.assessed,
        )
        for row in found.rows
    )
    last = DayLink(found.last, urls.part(found.last, f"sector-{sector}")) if found.last else None
    side = party(ledger, found.one_side) if found.one_side else None
    day = DayLink(date, urls.part(date, f"sector-{sector}"))
    return BoardCell(
        sector=link(ledger, "sectors", sector),
        anchor=f"sector-{sector}",
        day=day,
        lines=lines,
        last=last,
        one_side=side,
    )


def board(ledger: Ledger, sectors: Iterable[str]) -> BoardView:
    """The newest days, for every sector of which anything was read on one of them."""
    dates = ledger.recent(DAYS)
    rows = (tuple(cell(ledger, sector, date) for date in dates) for sector in sectors)
    links = tuple(DayLink(date, urls.day(date)) for date in dates)
    return BoardView(links, tuple(row for row in rows if any(one.lines for one in row)))
