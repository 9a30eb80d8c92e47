"""The front: what moved last in each sector, on a map, and sector by sector over the last days."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from statistics import fmean

from daybrief.ledger.keys import grouped
from daybrief.ledger.ledger import Ledger
from daybrief.model.registry import Sector
from daybrief.views.board import BoardCell, BoardLine, cell
from daybrief.views.map import MapPlace
from daybrief.views.page import View
from daybrief.views.parts import Link, Party, link
from daybrief.views.story_links import story_link

DAYS = 7
"""How many days the front shows."""


class SectorCard(View, frozen=True, kw_only=True):
    """A sector, with what was read of it on the last days."""

    sector: Link
    kind: str
    count: int
    """How many statements name it."""
    story: Link | None
    days: tuple[BoardCell, ...]
    """Of the days that the page shows those on which something was read, the newest first."""


class FrontView(View, frozen=True, kw_only=True):
    """All that the page on the whole front shows."""

    days: tuple[dt.date, ...]
    """The newest days, the newest first."""
    groups: tuple[tuple[dt.date | None, tuple[SectorCard, ...]], ...]
    """All sectors in the order of their file, by the last day on which something was read of them: the newest first."""
    kinds: tuple[str, ...]
    """Which kinds of movements are told on these days."""
    map: tuple[MapPlace, ...]
    """The sectors in which something moved on these days."""
    control: bool
    """Whether anything is said of who holds what."""


def front(ledger: Ledger) -> FrontView:
    """All that the page on the whole front shows."""
    days = tuple(ledger.recent(DAYS))
    cards = {name: _card(ledger, name, days) for name in ledger.registry.sectors}
    read = grouped((_last_read(ledger, name, card, days), card) for name, card in cards.items())
    lines = [line for card in cards.values() for day in card.days for line in day.lines]
    return FrontView(
        days=days,
        kinds=tuple(dict.fromkeys(line.movement.kind for line in lines if line.movement)),
        groups=tuple((date, tuple(read[date])) for date in sorted(read, key=lambda date: date or dt.date.min)[::-1]),
        map=tuple(_marks(ledger, cards.items())),
        control=bool(ledger.places_held()),
    )


def _card(ledger: Ledger, sector: str, days: Iterable[dt.date]) -> SectorCard:
    return SectorCard(
        sector=link(ledger, "sectors", sector),
        kind=ledger.registry.sectors[sector].kind,
        count=len(ledger.postings(f"about sectors/{sector}")),
        story=story_link(ledger, "sectors", sector),
        days=tuple(cell(ledger, sector, date) for date in days if ledger.of_sector(date, sector)),
    )


def _last_read(ledger: Ledger, sector: str, card: SectorCard, days: Sequence[dt.date]) -> dt.date | None:
    """The last day on which something was read of a sector."""
    if card.days or not days:
        return card.days[0].date if card.days else None
    return ledger.last_read(sector, days[-1])


def _marks(ledger: Ledger, cards: Iterable[tuple[str, SectorCard]]) -> Iterator[MapPlace]:
    """A mark for each sector that moved, as of the last of the days on which it did: it leads to the sector's map."""
    for name, card in cards:
        if ledger.registry.sectors[name].kind != "sector":
            continue  # neither the whole line nor a theme is at one point
        if signs := next(filter(None, map(_signs, card.days)), None):
            yield MapPlace(
                name=card.sector.text,
                url=f"{card.sector.url}#map",
                at=_middle(ledger, ledger.registry.sectors[name]),
                precision="sector",
                said=card.count,
                signs=tuple(signs),
            )


def _signs(day: BoardCell) -> dict[tuple[Party, str], None]:
    """The parties whose movements a day tells, or who are said to hold something, with each status once."""
    return dict.fromkeys((one, line.status) for line in day.lines for one in _parties(line))


def _parties(line: BoardLine) -> tuple[Party, ...]:
    if line.movement:
        return line.movement.parties
    return (line.control.party,) if line.control and line.control.party else ()


def _middle(ledger: Ledger, sector: Sector) -> tuple[float, float] | None:
    """Longitude and latitude of the middle of a sector's places."""
    points = [at for place in sector.places if (at := ledger.registry.places[place].coordinates)]
    return (fmean(at.lon for at in points), fmean(at.lat for at in points)) if points else None
