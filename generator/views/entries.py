"""The registries' pages, each with what refers to it, and their lists."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from generator import urls
from generator.ledger import Entry, Ledger
from generator.model.registry import (
    Change,
    Coordinates,
    Descriptor,
    Historic,
    Office,
    Reliability,
    Sanction,
)
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
class Name:
    """Another name of something, with its language or the year it ended."""

    text: str
    language: str = ""
    until: str | None = None


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source: what is known of it, what it says, and what was read in it."""

    id: str
    name: str
    kind: str | None
    owner: str | None
    country: str | None
    languages: tuple[str, ...]
    affiliation: str | None
    grade: str
    reliability: Reliability | None
    party: Party | None
    party_basis: str
    party_ref: str | None
    independent: bool
    descriptor: Descriptor | None
    sanctions: tuple[Sanction, ...]
    changes: tuple[Change, ...]
    note: str | None
    spoken: tuple[EntryDay, ...]
    """What it says itself."""
    relayed: tuple[EntryDay, ...]
    """What others say, read in its articles."""


@dataclass(frozen=True, slots=True)
class ActorView:
    """A person in a public role, or a body."""

    id: str
    name: str
    names: tuple[Name, ...]
    kind: str | None
    party: Party | None
    party_basis: str
    party_ref: str | None
    independent: bool
    offices: tuple[Office, ...]
    changes: tuple[Change, ...]
    note: str | None
    events: tuple[EventLine, ...]
    spoken: tuple[EntryDay, ...]
    search_names: str


@dataclass(frozen=True, slots=True)
class PlaceView:
    """A place: all its names, where it lies, what was said of it."""

    id: str
    name: str
    kind: str | None
    names: tuple[Name, ...]
    region: str | None
    district: str | None
    country: str | None
    coordinates: Coordinates | None
    codes: tuple[tuple[str, str], ...]
    sectors: tuple[Link, ...]
    note: str | None
    events: tuple[EventLine, ...]
    named: tuple[EntryDay, ...]
    search_names: str
    """Its other names, as the search reads them."""


@dataclass(frozen=True, slots=True)
class SectorView:
    """A part of the front and what was said of it, day by day."""

    id: str
    name: str
    kind: str
    places: tuple[Link, ...]
    read_as: tuple[tuple[Link, str], ...]
    """A source, and what it calls the sector."""
    note: str | None
    named: tuple[EntryDay, ...]
    search_names: str


@dataclass(frozen=True, slots=True)
class TrackView:
    """A line of talks and its events."""

    id: str
    name: str
    parties: tuple[Party, ...]
    plans: tuple[str, ...]
    note: str | None
    events: tuple[EventLine, ...]
    named: tuple[EntryDay, ...]


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
    """A registry, entry by entry."""

    kind: str
    lines: tuple[Line, ...]


def entry_pages(ledger: Ledger) -> list[Page]:
    """A page for every source, actor, place, sector and track, and a list of each."""
    registry = ledger.registry
    pages: list[Page] = []
    for kind, view_of in (
        ("sources", _source),
        ("actors", _actor),
        ("places", _place),
        ("sectors", _sector),
        ("tracks", _track),
    ):
        entries = getattr(registry, kind)
        file = f"registry/{kind}.yml"
        pages += [Page(urls.entry(kind, name), kind[:-1], view_of(ledger, name), source=file) for name in entries]
        pages.append(Page(urls.FOLDERS[kind], kind, ListView(kind, _lines(ledger, kind)), source=file))
    return pages


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


def _source(ledger: Ledger, name: str) -> SourceView:
    source = ledger.registry.sources[name]
    own = ledger.spoken.get(name, ())
    others = [entry for entry in ledger.read.get(name, ()) if name not in entry.statement.by]
    return SourceView(
        name,
        source.name,
        source.kind,
        source.owner,
        source.country,
        source.languages,
        source.affiliation,
        grade(source),
        source.reliability,
        belongs(ledger, source.party),
        source.party.basis if source.party else "",
        source.party.ref if source.party else None,
        source.party is not None and source.party.is_ == "none",
        source.descriptor,
        source.sanctions,
        source.changes,
        source.note,
        _days(ledger, own),
        _days(ledger, others),
    )


def _actor(ledger: Ledger, name: str) -> ActorView:
    actor = ledger.registry.actors[name]
    other = tuple(Name(text, language) for language, text in actor.names.items())
    return ActorView(
        name,
        actor.name,
        (*other, *(Name(text) for text in actor.other)),
        actor.kind,
        belongs(ledger, actor.party),
        actor.party.basis if actor.party else "",
        actor.party.ref if actor.party else None,
        actor.party is not None and actor.party.is_ == "none",
        actor.offices,
        actor.changes,
        actor.note,
        _events(ledger, "actors", name),
        _days(ledger, ledger.spoken.get(name, ())),
        also_known_as(actor.name, (*actor.names.values(), *actor.other)),
    )


def _place(ledger: Ledger, name: str) -> PlaceView:
    place = ledger.registry.places[name]
    other: tuple[Name, ...] = ()
    if place.names:
        other = (
            *(Name(text, language) for language, text in place.names.preferred.items()),
            *(Name(text) for text in place.names.other),
            *(Name(old.name, until=old.until or "") for old in place.names.historic),
        )
    sectors = (key for key, sector in ledger.registry.sectors.items() if name in sector.places)
    return PlaceView(
        name,
        place.name,
        place.kind,
        other,
        place.region,
        place.district,
        place.country,
        place.coordinates,
        tuple(place.codes.items()),
        tuple(link(ledger, "sectors", key) for key in sectors),
        place.note,
        _events(ledger, "places", name),
        _days(ledger, ledger.named.get(("places", name), ())),
        also_known_as(place.name, names(place)),
    )


def _sector(ledger: Ledger, name: str) -> SectorView:
    sector = ledger.registry.sectors[name]
    return SectorView(
        name,
        sector.name,
        sector.kind,
        tuple(link(ledger, "places", place) for place in sector.places),
        tuple((link(ledger, "sources", source), words) for source, words in sector.read_as.items()),
        sector.note,
        _days(ledger, ledger.named.get(("sectors", name), ())),
        spellings(ledger, sector.places),
    )


def _track(ledger: Ledger, name: str) -> TrackView:
    track = ledger.registry.tracks[name]
    return TrackView(
        name,
        track.name,
        tuple(party(ledger, key) for key in track.parties),
        tuple(ledger.registry.plans[key].name for key in track.plans),
        track.note,
        _events(ledger, "tracks", name),
        _days(ledger, ledger.named.get(("tracks", name), ())),
    )


def _lines(ledger: Ledger, kind: str) -> tuple[Line, ...]:
    """A registry's entries in the order of its file."""
    lines = []
    for name, entry in getattr(ledger.registry, kind).items():
        if kind == "sources":
            found = {(e.date, e.statement.id): e for e in (*ledger.spoken.get(name, ()), *ledger.read.get(name, ()))}
            dates = [date for date, _ in found]
        elif kind == "actors":
            dates = [e.date for e in ledger.spoken.get(name, ())] + [d for d, _ in ledger.events.get((kind, name), ())]
        else:
            dates = [e.date for e in ledger.named.get((kind, name), ())]
        belonging = getattr(entry, "party", None)
        lines.append(
            Line(
                link(ledger, kind, name),
                getattr(entry, "kind", None) or "",
                getattr(entry, "region", None) or getattr(entry, "country", None) or "",
                grade(entry) if kind == "sources" else "",
                belongs(ledger, belonging),
                belonging is not None and belonging.is_ == "none",
                len(dates),
                max(dates, default=None),
            )
        )
    return tuple(lines)
