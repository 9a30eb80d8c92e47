"""The registries' pages, each with what refers to it, and their lists."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from generator import urls
from generator.index import Entry, EntryKey
from generator.ledger import STATUSES, Ledger
from generator.model.day import Event
from generator.model.registry import Actor, Belonging, Measure, Party, Place, Plan, Sector, Source, Track
from generator.views.board import DAYS, BoardCell, BoardView, board, cell
from generator.views.chronicle import chronicle, years
from generator.views.claims import Calibration, calibration
from generator.views.maps import MapView, map_of
from generator.views.matrix import MatrixView, matrix
from generator.views.page import Page
from generator.views.parts import Link, Statement, belongs, grade, link, party, readings, statement
from generator.views.parts import Party as PartyMark

Registered: TypeAlias = Source | Actor | Place | Sector | Track | Party | Plan | Measure
SINGULAR = {
    "sources": "source",
    "actors": "actor",
    "places": "place",
    "sectors": "sector",
    "tracks": "track",
    "parties": "party",
    "plans": "plan",
    "measures": "measure",
}


class EntryDay(NamedTuple):
    """What one day says under an entry of a registry."""

    date: dt.date
    day: Link
    statements: tuple[Statement, ...]


class EventLine(NamedTuple):
    """An event in a time line."""

    date: dt.date
    until: dt.date | None
    event: Link
    state: str
    format: str
    place: Link | None
    told: tuple[Link, ...]
    """The days on which it was told, the first first."""


class EntryView(NamedTuple):
    """An entry of a registry: what the registry has of it, and what refers to it."""

    id: str
    entry: Registered
    grade: str
    party: PartyMark | None
    """Whom a source or an actor speaks for."""
    independent: bool
    parties: tuple[PartyMark, ...]
    """Who sits at a track's table."""
    plans: tuple[Link, ...]
    places: tuple[Link, ...]
    """A sector's."""
    sectors: tuple[Link, ...]
    """A place's."""
    read_as: tuple[tuple[Link, str], ...]
    """A source, and what it calls a sector."""
    events: tuple[EventLine, ...]
    named: tuple[EntryDay, ...]
    """What it says, or what is said of it, the newest day first; not more than `NEWEST` statements."""
    relayed: tuple[EntryDay, ...]
    """What others say, read in a source's articles."""
    total: int
    years: tuple[Link, ...]
    """Lists of all its statements, where they are more than this page shows."""
    record: tuple[tuple[str, int], ...]
    """How many of a speaker's own claims have which status; in the order of `STATUSES`."""
    calibration: Calibration | None
    takeaways: tuple[tuple[str, Link], ...]
    """What rests on a source or actor among the things to know, the newest first."""
    board: tuple[BoardCell, ...]
    """A sector on the newest days."""
    matrix: MatrixView | None
    """A plan's."""
    map: MapView | None
    """A place's, or a sector's."""


class Line(NamedTuple):
    """An entry of a registry in a list."""

    entry: Link
    kind: str
    group: str
    """What it is listed under, such as a region."""
    grade: str
    party: PartyMark | None
    independent: bool
    told: int
    """How many statements it makes, carries, or is named in."""
    last: dt.date | None
    """The newest day of those."""


class ListView(NamedTuple):
    """A registry, entry by entry, in the order of its file."""

    kind: str
    lines: tuple[Line, ...]
    board: BoardView | None = None
    """All sectors over the last days."""
    matrices: tuple[MatrixView, ...] = ()
    """The plans that the talks are about."""


class MovedView(NamedTuple):
    """The former address of an entry that was given another id."""

    to: Link


NEWEST = 60
"""Statements that an entry's own page shows; older ones stand in the lists of their years."""


def entry_pages(ledger: Ledger) -> list[Page]:
    """A page for every entry of a registry with the lists of its years, and a list of each registry."""
    pages: list[Page] = []
    for kind, folder in urls.FOLDERS.items():
        file = f"registry/{kind}.yml"
        entries: dict[str, Registered] = getattr(ledger.registry, kind)
        for name, entry in entries.items():
            url = urls.entry(kind, name)
            own, relayed = _statements(ledger, kind, name)
            every = sorted({e.key: e for e in (*own, *relayed)}.values(), key=lambda e: e.date)
            listed = chronicle(ledger, Link(entry.name, url), kind, url, every) if len(every) > NEWEST else []
            view = _view(ledger, kind, name, entry, years(listed))
            pages += [Page(url, SINGULAR[kind], view, source=file), *listed]
            pages += [Page(urls.entry(kind, old), "moved", MovedView(Link(entry.name, url))) for old in entry.formerly]
        lines = tuple(_line(ledger, kind, name, entry) for name, entry in entries.items())
        boards = board(ledger, entries) if kind == "sectors" and ledger.days else None
        plans = tuple(matrix(ledger, plan) for plan in ledger.registry.plans) if kind == "tracks" else ()
        pages.append(Page(folder, kind, ListView(kind, lines, boards, plans), source=file))
    return pages


def _view(ledger: Ledger, kind: str, name: str, entry: Registered, listed: tuple[Link, ...]) -> EntryView:
    own, relayed = _statements(ledger, kind, name)
    speaking = isinstance(entry, Source | Actor)
    belonging = entry.party if isinstance(entry, Source | Actor) else None
    sectors = ledger.registry.sectors if isinstance(entry, Place) else {}
    claims = [e.key for e in own if e.kind == "claim"]
    counts = Counter(ledger.standing(key, ledger.newest).status for key in claims)
    return EntryView(
        id=name,
        entry=entry,
        grade=grade(entry if isinstance(entry, Source) else None),
        party=belongs(ledger, belonging),
        independent=independent(belonging),
        parties=tuple(party(ledger, key) for key in entry.parties) if isinstance(entry, Track | Plan) else (),
        plans=tuple(link(ledger, "plans", key) for key in entry.plans) if isinstance(entry, Track) else (),
        places=tuple(link(ledger, "places", key) for key in entry.places) if isinstance(entry, Sector) else (),
        sectors=tuple(link(ledger, "sectors", key) for key, sector in sectors.items() if name in sector.places),
        read_as=tuple((link(ledger, "sources", source), words) for source, words in entry.read_as.items())
        if isinstance(entry, Sector)
        else (),
        events=_events(ledger, kind, name),
        named=_days(ledger, own[-NEWEST:]),
        relayed=_days(ledger, relayed[-NEWEST:]),
        total=len(own) + len(relayed),
        years=listed,
        record=tuple((status, counts[status]) for status in STATUSES) if speaking and claims else (),
        calibration=calibration(ledger, Link(entry.name, ""), own) if speaking else None,
        takeaways=_takeaways(ledger, {e.key for e in (*own, *relayed)}) if speaking else (),
        board=_board(ledger, name) if isinstance(entry, Sector) else (),
        matrix=matrix(ledger, name) if isinstance(entry, Plan) else None,
        map=map_of(ledger, (name,) if isinstance(entry, Place) else getattr(entry, "places", ()), own),
    )


def _takeaways(ledger: Ledger, resting: set[EntryKey]) -> tuple[tuple[str, Link], ...]:
    """The things to know that name one of some statements, the newest first."""
    days = dict.fromkeys(date for date, _ in sorted(resting, reverse=True))
    return tuple(
        (takeaway.text, Link(date.isoformat(), urls.part(date, "takeaways")))
        for date in list(days)[:NEWEST]
        for takeaway in ledger.day(date).takeaways
        if any((date, ref) in resting for ref in takeaway.refs)
    )


def _board(ledger: Ledger, sector: str) -> tuple[BoardCell, ...]:
    """A sector on the newest days that are told, the newest first."""
    return tuple(cell(ledger, sector, day.date) for day in reversed(ledger.days[-2 * DAYS :]))


def independent(belonging: Belonging | None) -> bool:
    """Whether somebody is known to have no party."""
    return belonging is not None and belonging.is_ == "none"


def _statements(ledger: Ledger, kind: str, name: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What an entry says or is named in, and what others say in its articles."""
    if kind not in ("sources", "actors"):
        return ledger.named.get((kind, name), ()), ()
    relayed = tuple(entry for entry in ledger.read.get(name, ()) if name not in entry.statement.by)
    return ledger.spoken.get(name, ()), relayed if kind == "sources" else ()


def _days(ledger: Ledger, entries: Iterable[Entry]) -> tuple[EntryDay, ...]:
    """Statements by day, the newest first."""
    found: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.date, []).append(entry)
    result = []
    for date in sorted(found, reverse=True):
        read = readings(ledger, date)
        shown = tuple(statement(ledger, entry, read, ledger.newest) for entry in found[date])
        result.append(EntryDay(date, Link(ledger.day(date).title, urls.day(date)), shown))
    return tuple(result)


def _events(ledger: Ledger, kind: str, name: str) -> tuple[EventLine, ...]:
    """The events that name something, the newest first. An event told on several days is one, as it was told last."""
    tellings: dict[EntryKey, list[tuple[dt.date, Event]]] = {}
    for told, event in ledger.events.get((kind, name), ()):
        tellings.setdefault(ledger.first_telling(told, event), []).append((told, event))
    lines = [
        EventLine(
            event.date,
            event.until,
            Link(event.name, urls.part(told, event.id)),
            event.state,
            event.format,
            link(ledger, "places", event.place) if event.place else None,
            tuple(Link(day.isoformat(), urls.part(day, one.id)) for day, one in several),
        )
        for several in tellings.values()
        for told, event in several[-1:]
    ]
    return tuple(sorted(lines, key=lambda line: (line.date, line.told), reverse=True))


def _line(ledger: Ledger, kind: str, name: str, entry: Registered) -> Line:
    own, relayed = _statements(ledger, kind, name)
    dates = [*(e.date for e in (*own, *relayed)), *(told for told, _ in ledger.events.get((kind, name), ()))]
    belonging = entry.party if isinstance(entry, Source | Actor) else None
    return Line(
        entry=link(ledger, kind, name),
        kind=getattr(entry, "kind", None) or "",
        group=getattr(entry, "region", None) or getattr(entry, "country", None) or "",
        grade=grade(entry if isinstance(entry, Source) else None),
        party=belongs(ledger, belonging),
        independent=independent(belonging),
        told=len(own) + len(relayed),
        last=max(dates, default=None),
    )
