"""The registries' pages, each with what refers to it, and their lists."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TypeAlias

from daybrief import urls
from daybrief.ledger.keys import Entry, date_of
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import STATUSES
from daybrief.model.registry import Actor, Belonging, Measure, Party, Place, Plan, Sector, Source, Track
from daybrief.views.board import DAYS, BoardCell, BoardView, board, cell
from daybrief.views.claims import Calibration, calibration
from daybrief.views.events import EventLine, event_tasks, event_years, newest_events
from daybrief.views.map import MapView, map_of
from daybrief.views.matrix import MatrixView, matrix
from daybrief.views.page import Page, Task, View
from daybrief.views.parts import Link, Statement, belongs, changes_in_words, grade, link, party, readings, statement
from daybrief.views.parts import Party as PartyMark
from daybrief.views.year_lists import chronicle, years

Registered: TypeAlias = Source | Actor | Place | Sector | Track | Party | Plan | Measure
SINGULAR = {kind: "party" if kind == "parties" else kind.removesuffix("s") for kind in urls.FOLDERS}


class EntryDay(View, frozen=True):
    """What one day says under an entry of a registry."""

    date: dt.date
    day: Link
    statements: tuple[Statement, ...]


class EntryView(View, frozen=True, kw_only=True):
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
    """The newest."""
    event_years: tuple[Link, ...]
    """Lists of all events, where they are more."""
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


class Line(View, frozen=True, kw_only=True):
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


class ListView(View, frozen=True, kw_only=True):
    """A registry, entry by entry, in the order of its file."""

    kind: str
    lines: tuple[Line, ...]
    board: BoardView | None = None
    """All sectors over the last days."""
    matrices: tuple[MatrixView, ...] = ()
    """The plans that the talks are about."""


class MovedView(View, frozen=True):
    """The former address of an entry that was given another id."""

    to: Link


NEWEST = 20
"""Statements that an entry's own page shows; older ones stand in the lists of their years."""


def entry_tasks(ledger: Ledger) -> Iterator[Task]:
    """A page for every entry of a registry with the lists of its years, and a list of each registry."""
    for kind in urls.FOLDERS:
        entries: dict[str, Registered] = getattr(ledger.registry, kind)
        for name, entry in entries.items():
            yield Task(urls.entry(kind, name), partial(_entry, ledger, kind, name))
            for old in entry.formerly:
                yield Task(urls.entry(kind, old), partial(_moved, ledger, kind, name, old))
            if len(ledger.postings(about := _about(kind, name))) > NEWEST:
                yield from chronicle(ledger, partial(link, ledger, kind, name), kind, urls.entry(kind, name), about)
            yield from event_tasks(ledger, kind, name)
        yield Task(urls.FOLDERS[kind], partial(_list, ledger, kind))


def _about(kind: str, name: str) -> str:
    """The term of all that an entry says, carries or is named in."""
    return f"about {name}" if kind in ("sources", "actors") else f"about {kind}/{name}"


def _list(ledger: Ledger, kind: str) -> Page:
    entries: dict[str, Registered] = getattr(ledger.registry, kind)
    lines = tuple(_line(ledger, kind, name, entry) for name, entry in entries.items())
    boards = board(ledger, entries) if kind == "sectors" and ledger.recent(1) else None
    plans = tuple(matrix(ledger, plan) for plan in ledger.registry.plans) if kind == "tracks" else ()
    view = ListView(kind=kind, lines=lines, board=boards, matrices=plans)
    return Page(urls.FOLDERS[kind], kind, view, source=f"registry/{kind}.yml")


def _entry(ledger: Ledger, kind: str, name: str) -> Page:
    entry: Registered = getattr(ledger.registry, kind)[name]
    view = _view(ledger, kind, name, entry)
    return Page(urls.entry(kind, name), SINGULAR[kind], view, source=f"registry/{kind}.yml")


def _moved(ledger: Ledger, kind: str, name: str, old: str) -> Page:
    return Page(urls.entry(kind, old), "moved", MovedView(link(ledger, kind, name)))


def _view(ledger: Ledger, kind: str, name: str, entry: Registered) -> EntryView:
    speaking = isinstance(entry, Source | Actor)
    belonging = entry.party if isinstance(entry, Source | Actor) else None
    if isinstance(entry, Source | Actor):
        entry = replace(entry, changes=changes_in_words(ledger, entry))
    sectors = ledger.registry.sectors if isinstance(entry, Place) else {}
    about, url = _about(kind, name), urls.entry(kind, name)
    total = len(ledger.postings(about))
    counts = ledger.statuses(f"spoken {name}") if speaking else Counter[str]()
    own = ledger.entries(f"spoken {name}" if speaking else about, NEWEST)
    relayed = _relayed(ledger, name) if isinstance(entry, Source) else ()
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
        events=newest_events(ledger, kind, name),
        event_years=event_years(ledger, kind, name),
        named=_days(ledger, own),
        relayed=_days(ledger, relayed),
        total=total,
        years=years(ledger, url, about) if total > NEWEST else (),
        record=tuple((status, counts[status]) for status in STATUSES) if counts else (),
        calibration=calibration(ledger, Link(entry.name, ""), name) if speaking else None,
        takeaways=_takeaways(ledger, about) if speaking else (),
        board=_board(ledger, name) if isinstance(entry, Sector) else (),
        matrix=matrix(ledger, name) if isinstance(entry, Plan) else None,
        map=map_of(ledger, (name,) if isinstance(entry, Place) else getattr(entry, "places", ())),
    )


def _relayed(ledger: Ledger, source: str) -> list[Entry]:
    """The newest statements of others that were read in a source's articles."""
    own = {*ledger.postings(f"spoken {source}")}
    places = [place for place in ledger.postings(f"read {source}") if place not in own]
    return [ledger.at(place) for place in places[-NEWEST:]]


def _takeaways(ledger: Ledger, about: str) -> tuple[tuple[str, Link], ...]:
    """The things to know that rest on one of an entry's newest statements, the newest first."""
    resting: dict[dt.date, set[str]] = {}
    for entry in reversed(ledger.entries(about, 2 * NEWEST)):
        resting.setdefault(entry.date, set()).add(entry.statement.id)
    return tuple(
        (takeaway.text, Link(date.isoformat(), urls.part(date, "takeaways")))
        for date, told in resting.items()
        for takeaway in ledger.day(date).takeaways
        if told & {*takeaway.refs}
    )


def _board(ledger: Ledger, sector: str) -> tuple[BoardCell, ...]:
    """A sector on the newest days that are told, the newest first."""
    return tuple(cell(ledger, sector, date) for date in ledger.recent(2 * DAYS))


def independent(belonging: Belonging | None) -> bool:
    """Whether somebody is known to have no party."""
    return belonging is not None and belonging.is_ == "none"


def _days(ledger: Ledger, entries: Iterable[Entry]) -> tuple[EntryDay, ...]:
    """Statements by day, the newest first."""
    found: dict[dt.date, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.date, []).append(entry)
    result = []
    for date in sorted(found, reverse=True):
        read = readings(ledger, date)
        shown = tuple(statement(ledger, entry, read, dt.date.max) for entry in found[date])
        result.append(EntryDay(date, Link(ledger.day(date).title, urls.day(date)), shown))
    return tuple(result)


def _line(ledger: Ledger, kind: str, name: str, entry: Registered) -> Line:
    told = ledger.postings(_about(kind, name))
    last = max((*told[-1:], *ledger.postings(f"events {kind}/{name}")[-1:]), default=None)
    belonging = entry.party if isinstance(entry, Source | Actor) else None
    return Line(
        entry=link(ledger, kind, name),
        kind=getattr(entry, "kind", None) or "",
        group=getattr(entry, "region", None) or getattr(entry, "country", None) or "",
        grade=grade(entry if isinstance(entry, Source) else None),
        party=belongs(ledger, belonging),
        independent=independent(belonging),
        told=len(told),
        last=date_of(last) if last else None,
    )
