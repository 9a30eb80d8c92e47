"""The control table: who holds what, according to whom."""

import datetime as dt
from collections.abc import Iterable, Iterator

from daybrief import urls
from daybrief.ledger.control import Holding
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.views.page import Task, View
from daybrief.views.parts import DayLink, Held, Link, Speaker, claim_link, held, link, links, speaker


class Word(View, frozen=True, kw_only=True):
    """What a speaker says of who holds a place."""

    held: Held
    denied: bool
    """Whether he says that this is not so."""
    claim: DayLink
    said: dt.date
    status: str


SPEAKERS = 8
"""Of how many a sector's page tells what they say of a place, besides the last of each side. The place's has all."""
FEW = 3
"""The same on the page of the whole front."""
LATELY = dt.timedelta(days=14)
"""A place of which nobody spoke for longer is not told of on the page of the whole front, but named."""


class ControlRow(View, frozen=True):
    """A speaker's newest words on a place: what he denies first."""

    speaker: Speaker
    words: tuple[Word, ...]


class PlaceControl(View, frozen=True):
    """A place, and who says what of it: the newest first."""

    place: Link
    rows: tuple[ControlRow, ...]
    more: int = 0
    """How many others spoke of it, longer ago."""

    @property
    def said(self) -> dt.date:
        """When it was last spoken of."""
        return max(word.said for word in self.rows[0].words)

    def shortened(self, most: int) -> "PlaceControl":
        """With `most` of those who spoke last, and the last of each side."""
        first = {row.speaker.party: number for number, row in reversed([*enumerate(self.rows)])}
        kept = tuple(row for number, row in enumerate(self.rows) if number < most or first[row.speaker.party] == number)
        return PlaceControl(self.place, kept, len(self.rows) - len(kept))


class SectorControl(View, frozen=True, kw_only=True):
    """The places of a sector."""

    sector: Link | None
    """None for the places of no sector."""
    places: tuple[PlaceControl, ...]
    quiet: tuple[Link, ...]
    """Places of which somebody spoke, but long ago."""
    unsaid: tuple[Link, ...]
    """Places of which nobody was read to say who holds them."""


class ControlView(View, frozen=True):
    """The whole front; a place of several sectors is shown in each."""

    newest: dt.date | None
    """The newest day; None before the first."""
    sectors: tuple[SectorControl, ...]
    """Those of which anybody was read."""
    unsaid: tuple[SectorControl, ...]
    """All others that have places."""


def control_tasks(ledger: Ledger) -> Iterator[Task]:
    """The page of the whole front."""
    yield Task(urls.CONTROL, "control", lambda: _control(ledger))


def place_control(ledger: Ledger, name: str, on: dt.date = NOW) -> PlaceControl:
    """Who says what of a place, as of the page of a day.

    It is found once for the page of the place, those of its sectors, the front and their stories.
    """

    def find() -> PlaceControl:
        told = ledger.control(name, on).items()
        rows = [ControlRow(speaker(ledger, who, on), _words(ledger, words, on)) for who, words in told if words]
        rows.sort(key=lambda row: (max(word.said for word in row.words), row.speaker.name), reverse=True)
        return PlaceControl(link(ledger, "places", name), tuple(rows))

    return ledger.once(f"place control {name} {on}", find)


def _words(ledger: Ledger, told: Iterable[Holding], on: dt.date) -> tuple[Word, ...]:
    return tuple(
        Word(
            held=held(ledger, one.control),
            denied=one.denied,
            claim=claim_link(one.claim),
            said=one.said,
            status=ledger.status(one.claim, on, one.number),
        )
        for one in told
    )


def sector_control(ledger: Ledger, name: str, most: int = SPEAKERS, since: dt.date = dt.date.min) -> SectorControl:
    """Who says what of the places of a sector; a place of which nobody spoke `since` then is named alone."""
    return _of(ledger, link(ledger, "sectors", name), ledger.registry.sectors[name].places, most, since)


def _of(ledger: Ledger, sector: Link | None, names: Iterable[str], most: int, since: dt.date) -> SectorControl:
    found = {name: place_control(ledger, name) for name in names}
    told = [one for one in found.values() if one.rows]
    return SectorControl(
        sector=sector,
        places=tuple(one.shortened(most) for one in told if one.said >= since),
        quiet=tuple(one.place for one in told if one.said < since),
        unsaid=links(ledger, "places", (name for name, one in found.items() if not one.rows)),
    )


def _control(ledger: Ledger) -> ControlView:
    sectors = ledger.registry.sectors
    newest = next(iter(ledger.recent(1)), None)
    since = newest - LATELY if newest else dt.date.min
    in_sectors = {place for sector in sectors.values() for place in sector.places}
    told = [sector_control(ledger, name, FEW, since) for name, sector in sectors.items() if sector.places]
    others = [name for name in ledger.registry.places if name in ledger.places_held() and name not in in_sectors]
    told += [_of(ledger, None, others, FEW, since)] if others else []
    said, unsaid = (tuple(one for one in told if bool(one.places or one.quiet) == some) for some in (True, False))
    return ControlView(newest, said, unsaid)
