"""The registries' pages, each with what refers to it, and their lists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from generator import urls
from generator.ledger import Entry, Ledger
from generator.model.registry import Actor, Belonging, Place, Sector, Source, Track
from generator.rules.words import names
from generator.views.page import Page
from generator.views.parts import (
    Link,
    Party,
    Statement,
    also_known_as,
    belongs,
    grade,
    link,
    party,
    readings,
    spellings,
    statement,
)

Registered: TypeAlias = Source | Actor | Place | Sector | Track


@dataclass(frozen=True, slots=True)
class EntryDay:
    """What one day says under an entry of a registry."""

    date: dt.date
    day: Link
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event in a time line."""

    date: dt.date
    until: dt.date | None
    event: Link
    state: str
    format: str
    place: str | None
    told: dt.date
    """The day on whose page it stands."""


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry of a registry: what the registry has of it, and what refers to it."""

    id: str
    entry: Registered
    grade: str
    party: Party | None
    """Whom a source or an actor speaks for."""
    independent: bool
    search_names: str
    """Its other names, as the search reads them."""
    parties: tuple[Party, ...]
    """Who sits at a track's table."""
    plans: tuple[str, ...]
    places: tuple[Link, ...]
    """A sector's."""
    sectors: tuple[Link, ...]
    """A place's."""
    read_as: tuple[tuple[Link, str], ...]
    """A source, and what it calls a sector."""
    events: tuple[EventLine, ...]
    named: tuple[EntryDay, ...]
    """What it says, or what is said of it, the newest day first."""
    relayed: tuple[EntryDay, ...]
    """What others say, read in a source's articles."""


@dataclass(frozen=True, slots=True)
class Line:
    """An entry of a registry in a list."""

    entry: Link
    kind: str
    group: str
    """What it is listed under, such as a region."""
    grade: str
    party: Party | None
    independent: bool
    count: int
    """How many statements it makes, carries, or is named in."""
    last: dt.date | None
    """The newest day of those."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A registry, entry by entry, in the order of its file."""

    kind: str
    lines: tuple[Line, ...]


def entry_pages(ledger: Ledger) -> list[Page]:
    """A page for every source, actor, place, sector and track, and a list of each."""
    pages: list[Page] = []
    for kind, folder in urls.FOLDERS.items():
        file = f"registry/{kind}.yml"
        entries: dict[str, Registered] = getattr(ledger.registry, kind)
        for name, entry in entries.items():
            pages.append(Page(urls.entry(kind, name), kind[:-1], _view(ledger, kind, name, entry), source=file))
        lines = tuple(_line(ledger, kind, name, entry) for name, entry in entries.items())
        pages.append(Page(folder, kind, ListView(kind, lines), source=file))
    return pages


def _view(ledger: Ledger, kind: str, name: str, entry: Registered) -> EntryView:
    own, relayed = _statements(ledger, kind, name)
    belonging = entry.party if isinstance(entry, Source | Actor) else None
    sectors = ledger.registry.sectors if isinstance(entry, Place) else {}
    return EntryView(
        id=name,
        entry=entry,
        grade=grade(entry if isinstance(entry, Source) else None),
        party=belongs(ledger, belonging),
        independent=independent(belonging),
        search_names=_search_names(ledger, entry),
        parties=tuple(party(ledger, key) for key in entry.parties) if isinstance(entry, Track) else (),
        plans=tuple(ledger.registry.plans[key].name for key in entry.plans) if isinstance(entry, Track) else (),
        places=tuple(link(ledger, "places", key) for key in entry.places) if isinstance(entry, Sector) else (),
        sectors=tuple(link(ledger, "sectors", key) for key, sector in sectors.items() if name in sector.places),
        read_as=tuple((link(ledger, "sources", source), words) for source, words in entry.read_as.items())
        if isinstance(entry, Sector)
        else (),
        events=_events(ledger, kind, name),
        named=_days(ledger, own),
        relayed=_days(ledger, relayed),
    )


def independent(belonging: Belonging | None) -> bool:
    """Whether somebody is known to have no party."""
    return belonging is not None and belonging.is_ == "none"


def _statements(ledger: Ledger, kind: str, name: str) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What an entry says or is named in, and what others say in its articles."""
    if kind not in ("sources", "actors"):
        return ledger.named.get((kind, name), ()), ()
    relayed = tuple(entry for entry in ledger.read.get(name, ()) if name not in entry.statement.by)
    return ledger.spoken.get(name, ()), relayed if kind == "sources" else ()


def _search_names(ledger: Ledger, entry: Registered) -> str:
    if isinstance(entry, Place):
        return also_known_as(entry.name, names(entry))
    if isinstance(entry, Actor):
        return also_known_as(entry.name, (*entry.names.values(), *entry.other))
    return spellings(ledger, entry.places) if isinstance(entry, Sector) else ""


def _days(ledger: Ledger, entries: Iterable[Entry]) -> tuple[EntryDay, ...]:
    """Statements by day, the newest first."""
    found: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.date, []).append(entry)
    result = []
    for date in sorted(found, reverse=True):
        read = readings(ledger, date)
        shown = tuple(statement(ledger, entry, read) for entry in found[date])
        result.append(EntryDay(date, Link(ledger.day(date).title, urls.day(date)), shown))
    return tuple(result)


def _events(ledger: Ledger, kind: str, name: str) -> tuple[EventLine, ...]:
    """The events that name something, the newest first."""
    lines = [
        EventLine(
            event.date,
            event.until,
            Link(event.name, urls.part(told, event.id)),
            event.state,
            event.format,
            ledger.registry.places[event.place].name if event.place else None,
            told,
        )
        for told, event in ledger.events.get((kind, name), ())
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
        count=len(own) + len(relayed),
        last=max(dates, default=None),
    )
