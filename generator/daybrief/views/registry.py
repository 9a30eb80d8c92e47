"""The registries: a page for each entry with what refers to it."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from typing import Any, TypeAlias

from daybrief import urls
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.ledger.status import STATUSES
from daybrief.model.registry import SINGULAR
from daybrief.views.ahead import AheadLine, next_on
from daybrief.views.board import BoardCell, cell
from daybrief.views.charts import Chart
from daybrief.views.claims import Calibration, calibration
from daybrief.views.control import PlaceControl, SectorControl, place_control, sector_control
from daybrief.views.corrections import ChangeInWords, changes_in_words
from daybrief.views.disputes import DisputeView, disputes_on
from daybrief.views.events import EventLine, event_tasks, event_years, newest_events
from daybrief.views.front import DAYS, front
from daybrief.views.map import MapPlace, map_of
from daybrief.views.matrix import MatrixView, matrix
from daybrief.views.measure import drawn, value_tasks
from daybrief.views.page import Task, View
from daybrief.views.parts import DayLink, Link, Party, Speaker, link, links, party, speaker, speaker_link
from daybrief.views.registry_lists import about, registry_list
from daybrief.views.statement import Statement, statement
from daybrief.views.story import story_tasks
from daybrief.views.story_links import STORIED, story_links
from daybrief.views.takeaways import TakeawayView, takeaways_resting_on
from daybrief.views.year_lists import year_lists, years

NEWEST = 20
"""Statements that an entry's own page shows; older ones stand in the lists of their years."""
Told: TypeAlias = tuple[tuple[dt.date, tuple[Statement, ...]], ...]
"""Statements by day, the newest first."""


class EntryView(View, frozen=True, kw_only=True):
    """A party, and what every other entry's page shows too."""

    entry: Any
    """What the registry has of it: a record of `daybrief.model.registry`."""
    named: Told
    """What it says, or what is said of it, the newest day first; not more than `NEWEST` statements."""
    years: tuple[Link, ...]
    """Lists of all its statements, where they are more than this page shows."""
    events: tuple[EventLine, ...]
    """The newest that name it, if it is an actor, a place or a track."""
    event_years: tuple[Link, ...]
    """Lists of all events, where they are more."""


class SpeakingView(EntryView, frozen=True, kw_only=True):
    """An actor, and what a source's page shows too."""

    speaker: Speaker
    member_of: Link | None
    """The body with which it is one voice."""
    record: tuple[tuple[str, int], ...]
    """How many of the speaker's own claims have which status; in the order of `STATUSES`."""
    calibration: Calibration
    changes: tuple[ChangeInWords, ...]
    takeaways: tuple[tuple[TakeawayView, DayLink], ...]
    """What rests on the speaker among the things to know, the newest first."""


class SourceView(SpeakingView, frozen=True, kw_only=True):
    """A source."""

    relayed: Told
    """What others say, read in its articles."""


class StoriedView(EntryView, frozen=True, kw_only=True):
    """A place, a sector or a track."""

    stories: tuple[Link, ...]
    """Its story so far; of a place without one those of its sectors."""


class PlaceView(StoriedView, frozen=True, kw_only=True):
    """A place."""

    sectors: tuple[Link, ...]
    map: tuple[MapPlace, ...]
    control: PlaceControl
    disputes: tuple[DisputeView, ...]
    """On what was said of it last."""


class SectorView(StoriedView, frozen=True, kw_only=True):
    """A sector of the front."""

    places: tuple[Link, ...]
    read_as: tuple[tuple[Link, str], ...]
    """A source, and what it calls the sector."""
    board: tuple[BoardCell, ...]
    """On the newest days."""
    map: tuple[MapPlace, ...]
    control: SectorControl
    disputes: tuple[DisputeView, ...]


class TrackView(StoriedView, frozen=True, kw_only=True):
    """A track of the talks."""

    parties: tuple[Party, ...]
    """Who sits at its table."""
    plans: tuple[Link, ...]
    ahead: tuple[AheadLine, ...]
    """What comes next."""


class MeasureView(EntryView, frozen=True, kw_only=True):
    """A measure."""

    charts: tuple[Chart, ...]
    more: int
    """Charts that are left out."""


class PlanView(EntryView, frozen=True, kw_only=True):
    """A plan."""

    matrix: MatrixView


def entry_tasks(ledger: Ledger) -> Iterator[Task]:
    """A page for every entry of a registry and at its former addresses, lists of its years, and lists of registries."""
    for kind in urls.FOLDERS:
        file = f"registry/{kind}.yml"
        for name, entry in getattr(ledger.registry, kind).items():
            url, owner = urls.entry(kind, name), partial(link, ledger, kind, name)
            yield Task(url, SINGULAR[kind], partial(_view, ledger, kind, name), file)
            for old in entry.formerly:
                yield Task(urls.entry(kind, old), "moved", owner)
            if kind == "measures":
                yield from value_tasks(ledger, name, owner, NEWEST)
            else:
                yield from year_lists(ledger, owner, kind, url, about(kind, name), NEWEST)
            yield from event_tasks(ledger, kind, name)
            yield from story_tasks(ledger, kind, name, NEWEST)
        whole = partial(front, ledger) if kind == "sectors" else partial(registry_list, ledger, kind)
        yield Task(urls.FOLDERS[kind], kind, whole, file)


def _view(ledger: Ledger, kind: str, name: str) -> EntryView:
    entry: Any = getattr(ledger.registry, kind)[name]
    term = about(kind, name)
    speaks = kind in ("sources", "actors")
    every: dict[str, Any] = {
        "entry": entry,
        "named": _days(ledger, ledger.entries(f"spoken {name}" if speaks else term, NEWEST)),
        "years": years(ledger, urls.entry(kind, name), term, NEWEST),
        "events": newest_events(ledger, kind, name),
        "event_years": event_years(ledger, kind, name),
    }
    if speaks:
        counts = ledger.statuses(f"spoken {name}")
        every |= {
            "speaker": speaker(ledger, name),
            "member_of": speaker_link(ledger, entry.member_of) if entry.member_of else None,
            "record": tuple((status, counts[status]) for status in STATUSES) if counts else (),
            "calibration": calibration(ledger, name),
            "changes": changes_in_words(ledger, entry),
            "takeaways": takeaways_resting_on(ledger, term, 2 * NEWEST),
        }
    if kind in STORIED:
        every["stories"] = story_links(ledger, kind, name)
    match kind:
        case "sources":
            return SourceView(**every, relayed=_days(ledger, _relayed(ledger, name)))
        case "actors":
            return SpeakingView(**every)
        case "places":
            within = (key for key, sector in ledger.registry.sectors.items() if name in sector.places)
            return PlaceView(
                **every,
                sectors=links(ledger, "sectors", within),
                map=map_of(ledger, (name,)),
                control=place_control(ledger, name),
                disputes=disputes_on(ledger, ledger.entries(term, NEWEST)),
            )
        case "sectors":
            return SectorView(
                **every,
                places=links(ledger, "places", entry.places),
                read_as=tuple((link(ledger, "sources", source), words) for source, words in entry.read_as.items()),
                board=tuple(cell(ledger, name, date) for date in ledger.recent(2 * DAYS)),
                map=map_of(ledger, entry.places),
                control=sector_control(ledger, name),
                disputes=disputes_on(ledger, ledger.entries(term, NEWEST)),
            )
        case "tracks":
            parties = tuple(party(ledger, key) for key in entry.parties)
            plans = links(ledger, "plans", entry.plans)
            return TrackView(**every, parties=parties, plans=plans, ahead=next_on(ledger, name))
        case "measures":
            found, more = drawn(ledger, name)
            return MeasureView(**every, charts=found, more=more)
        case "plans":
            return PlanView(**every, matrix=matrix(ledger, name))
    return EntryView(**every)


def _relayed(ledger: Ledger, source: str) -> list[StatementRef]:
    """The newest statements of others that were read in a source's articles."""
    places = sorted({*ledger.postings(f"read {source}")} - {*ledger.postings(f"spoken {source}")})
    return [ledger.at(place) for place in places[-NEWEST:]]


def _days(ledger: Ledger, entries: Iterable[StatementRef]) -> Told:
    """Statements that are given in the order of days, as they stand now: day by day, the newest first."""

    def now(entry: StatementRef) -> Statement:  # found once for the pages of its speakers, its sources and its places
        return ledger.once_of(entry.date, f"shown {entry.statement.id}", lambda: statement(ledger, entry, NOW))

    found = [(date, tuple(map(now, some))) for date, some in groupby(entries, lambda one: one.date)]
    return tuple(reversed(found))
