"""The board: what moved in a sector on a day, and who says so."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import STATUSES, Status
from daybrief.ledger.voices import voice, who
from daybrief.model.statements import Claim

ASSESSING = frozenset({"think_tank", "map_project"})
"""Kinds of sources whose movements are assessed, not claimed."""


class BoardRow(NamedTuple):
    """A movement in a sector on a day."""

    kind: str
    mover: str
    speakers: tuple[str, ...]
    status: Status
    """The best of its claims'."""
    assessed: bool
    """Whether a think tank or a map project says it."""
    claims: tuple[StatementKey, ...]


class Cell(NamedTuple):
    """A sector on a day."""

    read: bool
    rows: tuple[BoardRow, ...]
    """One without kind and mover, where claims speak of no movement."""
    last: dt.date | None
    """Where nothing was read: the last day before on which something was."""
    one_side: str | None
    """The party whose voices alone were read."""


def cell_of(ledger: Ledger, sector: str, date: dt.date) -> Cell:
    """A sector on a day, by the rules of the board."""
    today = ledger.claims_in(sector, date)
    if not today:
        return Cell(False, (), ledger.before(f"sector {sector}", date), None)
    moves: defaultdict[tuple[str, str], list[StatementRef]] = defaultdict(list)
    for entry in today:
        assert isinstance(entry.statement, Claim), "claims alone stand in a sector"
        if move := entry.statement.movement:
            moves[move.kind, move.mover].append(entry)
    rows = []
    for (kind, mover), claims in moves.items() or [(("", ""), today)]:
        speakers = tuple(dict.fromkeys(name for entry in claims for name in entry.statement.by))
        statuses = {ledger.standing(entry.key, date).status for entry in claims}
        best = next(status for status in STATUSES if status in statuses)
        assessed = any(who(ledger.registry, name).kind in ASSESSING for name in speakers)
        rows.append(BoardRow(kind, mover, speakers, best, assessed, tuple(entry.key for entry in claims)))
    voices = {voice(ledger.registry, name) for entry in today for name in entry.statement.by}
    one = next(iter(voices)) if len(voices) == 1 else None
    side = one.removeprefix("party ") if one and one.startswith("party ") else None
    return Cell(True, tuple(rows), None, side)
