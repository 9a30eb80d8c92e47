"""The board: what moved in a sector on a day, who holds what, and who says so."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from daybrief import urls
from daybrief.ledger.keys import StatementRef, grouped
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import Status
from daybrief.model.statements import Claim, Control, Movement
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Held, Link, Move, Party, Speaker, held, link, links, movement, party, speaker

Row: TypeAlias = tuple[Movement | Control | None, Status, bool]
"""What a line tells apart: what is said of the ground, its status, and whether it is assessed."""


class BoardLine(View, frozen=True, kw_only=True):
    """A movement, or who holds places, and who says so; neither where claims speak of none."""

    movement: Move | None
    control: Held | None
    places: tuple[Link, ...]
    speakers: tuple[Speaker, ...]
    voices: int
    """How many voices these are."""
    against: tuple[Speaker, ...]
    """Who speaks against it."""
    claim: str
    """The address of the first claim that says so."""
    status: Status
    assessed: bool
    """Whether a think tank or a map project says it."""


class BoardCell(View, frozen=True, kw_only=True):
    """A sector on a day; without lines where nothing was read."""

    sector: Link
    anchor: str
    """Where its claims stand on the day's page."""
    date: dt.date
    lines: tuple[BoardLine, ...]
    last: DayLink | None
    """Where nothing was read: the last day before on which something was."""
    one_side: Party | None
    """The party whose voices alone were read; of those whose party is unknown nothing is known."""


def cell(ledger: Ledger, sector: str, date: dt.date) -> BoardCell:
    """A sector on a day: a line for each movement or control and each status, claimed and assessed apart.

    Where nothing moved, and nobody is said to hold anything: one line with all that was read of it.
    """
    today, speakers = ledger.of_sector(date, sector), ledger.speakers(date)
    status = {entry.key: ledger.standing(entry.key, date).status for entry in today}
    assessed = {entry.key: any(map(speakers.assesses, entry.claim.by)) for entry in today}
    said = [(what, entry) for entry in today for what in grounds(entry.claim)]
    rows: dict[Row, list[StatementRef]]
    rows = grouped(((what, status[entry.key], assessed[entry.key]), entry) for what, entry in said)
    rows = rows or grouped(((None, status[entry.key], False), entry) for entry in today)
    voices = {voice for entry in today for name in entry.claim.by if (voice := speakers.voice(name))}
    side = voices.pop() if len(voices) == 1 else ""
    last = None if today else ledger.last_read(sector, date)
    return BoardCell(
        sector=link(ledger, "sectors", sector),
        anchor=_anchor(ledger, sector, date),
        date=date,
        lines=tuple(_line(ledger, date, row, claims) for row, claims in rows.items()),
        last=DayLink(last, urls.part(last, _anchor(ledger, sector, last))) if last else None,
        one_side=party(ledger, side.removeprefix("party ")) if side.startswith("party ") else None,
    )


def _anchor(ledger: Ledger, sector: str, date: dt.date) -> str:
    """Where a sector is told of on a day's page: what is told under another sector has no place of its own."""
    return f"sector-{sector}" if any(one.sector == sector for one in ledger.day(date).front) else "front"


def read_sectors(ledger: Ledger, date: dt.date) -> list[str]:
    """The sectors of which something was read on a day: those with a report first, in its order."""

    def find() -> list[str]:
        told = ledger.told(date)
        sectors = dict.fromkeys((*(report.sector for report in told.day.front), *told.by_sector))
        if any(entry.claim.places for entry in told.claims if entry.sector):
            sectors |= dict.fromkeys(name for name in ledger.registry.sectors if ledger.of_sector(date, name))
        return list(sectors)

    return ledger.once_of(date, "sectors", find)


def grounds(claim: Claim) -> Iterator[Movement | Control]:
    """What a claim says of the ground: a movement, who holds its places, or both."""
    yield from filter(None, (claim.move, claim.control))


def _line(ledger: Ledger, date: dt.date, row: Row, claims: Sequence[StatementRef]) -> BoardLine:
    what, status, assessed = row
    names = dict.fromkeys(name for entry in claims for name in entry.claim.by)
    against = dict.fromkeys(name for entry in claims for name in ledger.speaking(entry.key, date)[1])
    return BoardLine(
        movement=movement(ledger, what) if isinstance(what, Movement) else None,
        control=held(ledger, what) if isinstance(what, Control) else None,
        places=links(ledger, "places", dict.fromkeys(place for entry in claims for place in entry.claim.places)),
        speakers=tuple(speaker(ledger, name, date) for name in names),
        voices=len(ledger.speakers(date).voices(names)),
        claim=urls.part(*claims[0].key),
        against=tuple(speaker(ledger, name, date) for name in against),
        status=status,
        assessed=assessed,
    )


def day_board(ledger: Ledger, date: dt.date) -> tuple[BoardCell, ...]:
    """The sectors of a day, then those that were read the day before and not on this one."""
    before = ledger.before("days", date)
    sectors = (*read_sectors(ledger, date), *(read_sectors(ledger, before) if before else ()))
    return tuple(cell(ledger, sector, date) for sector in dict.fromkeys(sectors))
