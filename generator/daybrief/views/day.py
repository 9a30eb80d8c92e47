"""A day's page, and the front page, which is the newest day's."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from msgspec.structs import replace

from daybrief import urls
from daybrief.ledger.keys import pointed
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Correction, Day, Event, Resolution
from daybrief.text.markup import plain
from daybrief.views.board import BoardCell, cell
from daybrief.views.changes import ChangesView, changes
from daybrief.views.map import MapView, map_of
from daybrief.views.page import Page, Task, View
from daybrief.views.parts import (
    Citation,
    DayLink,
    Link,
    Speaker,
    Statement,
    claim_link,
    corrected,
    link,
    readings,
    statement,
)
from daybrief.views.sourcing import SourceRow, sources

RECENT = 14
"""How many days the front page can tell a reader who was away of."""


class TakeawayView(View, frozen=True, kw_only=True):
    """A thing to know, who says it, how that stands, and where it is told on the page."""

    text: str
    statuses: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    refs: tuple[Link, ...]


class EventView(View, frozen=True, kw_only=True):
    """A step of the talks and what is said of it."""

    event: Event
    track: Link
    place: Link | None
    participants: tuple[Link, ...]
    continues: DayLink | None
    claims: tuple[Statement, ...]


class SectorReportView(View, frozen=True):
    """A sector and what was read of it."""

    board: BoardCell
    claims: tuple[Statement, ...]


class ResolutionView(View, frozen=True, kw_only=True):
    """What became of a forecast."""

    forecast: Link
    outcome: str
    because: str
    readings: tuple[Citation, ...]


class DayView(View, frozen=True, kw_only=True):
    """All that a day's page shows."""

    date: dt.date
    url: str
    title: str
    as_of: dt.datetime
    draft: bool
    newest: bool
    """Whether this is the front page."""
    previous: Link | None
    following: Link | None
    takeaways: tuple[TakeawayView, ...]
    events: tuple[EventView, ...]
    changes: ChangesView | None
    recent: tuple[tuple[DayLink, ChangesView | None], ...]
    """On the front page: the newest days and what changed on each, for a reader who was away."""
    board: tuple[BoardCell, ...]
    """The sectors of this day, then those that were read the day before and not on this one."""
    map: MapView | None
    sectors: tuple[SectorReportView, ...]
    assessments: tuple[Statement, ...]
    resolutions: tuple[ResolutionView, ...]
    limits: str
    gaps: tuple[str, ...]
    sources: tuple[SourceRow, ...]
    readings: tuple[Citation, ...]
    corrections: tuple[tuple[Correction, Link], ...]
    """Each with what it corrects."""
    file: str
    """The YAML it is made of: a path in `docs_dir`."""


def day_tasks(ledger: Ledger) -> Iterator[Task]:
    """A page for each day, and the front page."""
    for date in ledger.dates:
        yield Task(urls.day(date), partial(_day, ledger, date), date.isoformat())
    if ledger.recent(1):
        yield Task(urls.HOME, partial(_front_page, ledger))


def _day(ledger: Ledger, date: dt.date) -> Page:
    return _page(day_view(ledger, ledger.day(date)))


def _page(view: DayView) -> Page:
    description = " · ".join(plain(takeaway.text) for takeaway in view.takeaways)
    return Page(view.url, "day", view, description, view.file, view.draft)


def _front_page(ledger: Ledger) -> Page:
    """The page of the newest day that is published; in a preview of drafts alone, of the newest draft."""
    days = [ledger.day(date) for date in ledger.recent(RECENT)]
    published = [day for day in days if day.status != "draft"]
    recent = tuple((DayLink(d.date, urls.day(d.date)), changes(ledger, d.date)) for d in published)
    newest = next((day for date in reversed(ledger.dates) if (day := ledger.day(date)).status != "draft"), days[0])
    view = day_view(ledger, newest)
    return replace(_page(replace(view, newest=True, recent=recent)), url=urls.HOME)


def day_view(ledger: Ledger, day: Day) -> DayView:
    """All that the page of `day` shows."""
    read = readings(ledger, day.date)
    by_id = {entry.statement.id: entry for entry in ledger.on(day.date)}
    shown = {
        name: replace(statement(ledger, entry, read, day.date), number=number)
        for number, (name, entry) in enumerate(by_id.items(), start=1)
    }
    before, after = ledger.neighbours(day.date)
    named = [event.place for event in day.diplomacy if event.place]
    named += [place for _, claim in day.claims() for place in claim.places]
    places = tuple(dict.fromkeys(named))
    return DayView(
        date=day.date,
        url=urls.day(day.date),
        title=day.title,
        as_of=day.as_of,
        draft=day.status == "draft",
        newest=False,
        previous=Link(before.title, urls.day(before.date)) if before else None,
        following=Link(after.title, urls.day(after.date)) if after else None,
        takeaways=tuple(
            TakeawayView(
                text=t.text,
                statuses=_statuses(shown[ref] for ref in t.refs),
                speakers=_speakers(shown[ref] for ref in t.refs),
                refs=tuple(
                    Link(str(s.number), s.url) for s in sorted((shown[r] for r in t.refs), key=lambda s: s.number)
                ),
            )
            for t in day.takeaways
        ),
        events=tuple(_event(ledger, day.date, event, shown) for event in day.diplomacy),
        changes=changes(ledger, day.date),
        recent=(),
        board=_board(ledger, day, before),
        map=map_of(ledger, places, by_id.values()),
        sectors=tuple(
            SectorReportView(cell(ledger, r.sector, day.date), tuple(shown[c.id] for c in r.claims)) for r in day.front
        ),
        assessments=tuple(shown[a.id] for a in day.assessments),
        resolutions=tuple(_resolution(ledger, day.date, r, read) for r in day.resolutions),
        limits=day.sourcing.limits,
        gaps=day.sourcing.gaps,
        sources=sources(ledger, day, tuple(by_id.values())),
        readings=tuple(read.values()),
        corrections=tuple((c, corrected(ledger, day.date, c)) for c in day.corrections),
        file=urls.day_file(day.date),
    )


def _statuses(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.standing.status for one in statements if one.standing))


def _speakers(statements: Iterable[Statement]) -> tuple[Speaker, ...]:
    """Everybody who makes one of the statements, each once."""
    return tuple(dict.fromkeys(speaker for statement in statements for speaker in statement.speakers))


def _event(ledger: Ledger, date: dt.date, event: Event, shown: dict[str, Statement]) -> EventView:
    return EventView(
        event=event,
        track=link(ledger, "tracks", event.track),
        place=link(ledger, "places", event.place) if event.place else None,
        participants=tuple(link(ledger, "actors", name) for name in event.participants),
        continues=claim_link(pointed(event.continues, date)) if event.continues else None,
        claims=tuple(shown[claim.id] for claim in event.claims),
    )


def _board(ledger: Ledger, day: Day, before: Day | None) -> tuple[BoardCell, ...]:
    read = [report.sector for report in day.front]
    gone = [report.sector for report in before.front if report.sector not in read] if before else []
    return tuple(cell(ledger, sector, day.date) for sector in (*read, *gone))


def _resolution(ledger: Ledger, date: dt.date, resolution: Resolution, read: dict[str, Citation]) -> ResolutionView:
    key = pointed(resolution.forecast, date)
    forecast = Link(ledger.entry(key).statement.text, urls.part(*key))
    where = tuple(read[article] for article in resolution.articles)
    return ResolutionView(forecast=forecast, outcome=resolution.outcome, because=resolution.because, readings=where)
