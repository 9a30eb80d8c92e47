"""The board: what moved in a sector on a day, and who says so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import STATUSES, Status, voice, who
from daybrief.model.statements import Movement
from daybrief.views.page import View
from daybrief.views.parts import Link, Move, Party, Speaker, link, movement, party, speaker

DAYS = 7
"""How many days the board of the whole front shows."""
ASSESSING = frozenset({"think_tank", "map_project"})
"""Kinds of sources whose movements are assessed, not claimed."""


class BoardLine(View, frozen=True, kw_only=True):
    """A movement, and who says so; no movement where claims speak of none."""

    movement: Move | None
    speakers: tuple[Speaker, ...]
    status: Status
    """The best of its claims'."""
    assessed: bool
    """Whether a think tank or a map project says it."""


class BoardCell(View, frozen=True, kw_only=True):
    """A sector on a day; without lines where nothing was read."""

    sector: Link
    anchor: str
    """Where its claims stand on the day's page."""
    date: dt.date
    lines: tuple[BoardLine, ...]
    last: dt.date | None
    """Where nothing was read: the last day before on which something was."""
    one_side: Party | None
    """The party whose voices alone were read."""


def cell(ledger: Ledger, sector: str, date: dt.date) -> BoardCell:
    """A sector on a day: its movements; where there are none, all that was read of it."""
    today = ledger.told(date).by_sector.get(sector, ())
    moves: defaultdict[Movement | None, list[StatementRef]] = defaultdict(list)
    for entry in today:
        if entry.claim.movement:
            moves[entry.claim.movement].append(entry)
    lines = [_line(ledger, date, move, claims) for move, claims in (moves or {None: today}).items() if claims]
    voices = {voice(ledger.registry, name) or "" for entry in today for name in entry.statement.by}
    side = voices.pop() if len(voices) == 1 else ""
    return BoardCell(
        sector=link(ledger, "sectors", sector),
        anchor=f"sector-{sector}",
        date=date,
        lines=tuple(lines),
        last=None if today else ledger.before(f"sector {sector}", date),
        one_side=party(ledger, side.removeprefix("party ")) if side.startswith("party ") else None,
    )


def _line(ledger: Ledger, date: dt.date, move: Movement | None, claims: Sequence[StatementRef]) -> BoardLine:
    names = list(dict.fromkeys(name for entry in claims for name in entry.statement.by))
    return BoardLine(
        movement=movement(ledger, move) if move else None,
        speakers=tuple(speaker(ledger, name) for name in names),
        status=min((ledger.standing(entry.key, date).status for entry in claims), key=STATUSES.index),
        assessed=any(who(ledger.registry, name).kind in ASSESSING for name in names),
    )


def board(ledger: Ledger, sectors: Iterable[str]) -> tuple[tuple[BoardCell, ...], ...]:
    """A row for every sector of which anything was read on one of the last days: these days, the newest first."""
    rows = (tuple(cell(ledger, sector, date) for date in ledger.recent(DAYS)) for sector in sectors)
    return tuple(row for row in rows if any(one.lines for one in row))
