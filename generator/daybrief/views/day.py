"""A day's page, and the front page, which is the newest day's."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from math import ceil

from msgspec.structs import replace

from daybrief import urls
from daybrief.ledger.keys import grouped
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.told_day import ToldDay
from daybrief.model.day import Day, Resolution
from daybrief.views.ahead import AheadLine, next_ahead
from daybrief.views.board import BoardCell, day_board
from daybrief.views.changes import ChangesView, changes
from daybrief.views.corrections import Corrected, corrected
from daybrief.views.disputes import SHOWN, DisputeView, last_moved
from daybrief.views.events import EventView, event_view
from daybrief.views.map import MapPlace, map_of
from daybrief.views.page import Task, View
from daybrief.views.parts import Citation, Link, Speaker, citations, resolved, speaker
from daybrief.views.statement import Statement, statement
from daybrief.views.takeaways import TakeawayView, takeaways

READ_IN_A_MINUTE = 1_200
"""Characters: some 220 words of English."""
RECENT = 14
"""How many days the front page can tell a reader who was away of."""


class SourceRow(View, frozen=True, kw_only=True):
    """A source that was read or that speaks on this day."""

    source: Speaker
    statements: int
    """Claims and assessments that were read in its articles."""
    notes: tuple[str, ...]


class DayView(View, frozen=True, kw_only=True):
    """All that a day's page shows."""

    day: Day
    """What was written."""
    minutes: int
    """How long it takes to read, about."""
    previous: dt.date | None
    following: dt.date | None
    takeaways: tuple[TakeawayView, ...]
    events: tuple[EventView, ...]
    changes: ChangesView | None
    recent: tuple[tuple[dt.date, ChangesView | None], ...] = ()
    """On the front page: the newest days and what changed on each, for a reader who was away."""
    disputes: tuple[DisputeView, ...] = ()
    """On the front page: the disagreements that moved last."""
    ahead: tuple[AheadLine, ...] = ()
    """On the front page: what comes next."""
    board: tuple[BoardCell, ...]
    """The sectors of this day, then those that were read the day before and not on this one."""
    map: tuple[MapPlace, ...]
    sectors: tuple[tuple[BoardCell, tuple[Statement, ...]], ...]
    """Those of this day, and what was read of each."""
    assessments: tuple[Statement, ...]
    resolutions: tuple[tuple[Resolution, Link, tuple[Citation, ...]], ...]
    """Each with the forecast that it is of, and where it was read."""
    sources: tuple[SourceRow, ...]
    readings: tuple[Citation, ...]
    corrections: tuple[Corrected, ...]
    """Those of the day, its events and its articles: what was corrected of a statement stands with it."""
    corrected: tuple[Statement, ...]
    """The statements that have corrections."""


def day_tasks(ledger: Ledger) -> Iterator[Task]:
    """A page for each day, and the front page."""
    for date in ledger.dates:
        yield Task(urls.day(date), "day", partial(day_view, ledger, date), urls.day_file(date), date.isoformat())
    if ledger.recent(1):  # which day it is, its view asks again: what is asked here is not noted
        yield Task(urls.HOME, "day", partial(_front_page, ledger), urls.day_file(_newest_day(ledger)))


def _newest_day(ledger: Ledger) -> dt.date:
    """The newest day that is published; in a preview of drafts alone, the newest draft."""
    newest_first = ledger.dates[::-1]
    return next((date for date in newest_first if ledger.day(date).status != "draft"), newest_first[0])


def _front_page(ledger: Ledger) -> DayView:
    published = [date for date in ledger.recent(RECENT) if ledger.day(date).status != "draft"]
    recent = tuple((date, changes(ledger, date)) for date in published)
    newest = _newest_day(ledger)
    return replace(
        day_view(ledger, newest), recent=recent, disputes=last_moved(ledger, SHOWN), ahead=next_ahead(ledger, newest)
    )


def day_view(ledger: Ledger, date: dt.date) -> DayView:
    """All that the page of a day shows."""
    told = ledger.told(date)
    day = told.day
    shown = {
        entry.statement.id: replace(statement(ledger, entry, date), number=number)
        for number, entry in enumerate(told.entries, start=1)
    }

    named = [event.place for event in day.diplomacy if event.place]
    named += [place for _, claim in day.claims() for place in claim.places]
    board = day_board(ledger, date)
    read = zip(board, day.front, strict=False)
    return DayView(
        day=day,
        minutes=ceil(sum(map(len, _prose(told))) / READ_IN_A_MINUTE),
        previous=ledger.before("days", date),
        following=ledger.after("days", date),
        takeaways=takeaways(ledger, date, date).takeaways,
        events=tuple(event_view(ledger, date, event, shown) for event in day.diplomacy),
        changes=changes(ledger, date),
        board=board,
        map=map_of(ledger, named, told.claims),
        sectors=tuple((sector, tuple(shown[claim.id] for claim in report.claims)) for sector, report in read),
        assessments=tuple(shown[a.id] for a in day.assessments),
        resolutions=tuple((r, resolved(ledger, date, r), citations(ledger, date, r.articles)) for r in day.resolutions),
        sources=_sources(ledger, day),
        readings=citations(ledger, date, day.articles),
        corrections=tuple(corrected(ledger, date, c) for c in day.corrections if c.target not in shown),
        corrected=tuple(one for one in shown.values() if one.corrections),
    )


def _prose(told: ToldDay) -> Iterator[str]:
    """All that was written of a day in sentences, but for its corrections."""
    day = told.day
    yield from (one.text for one in day.takeaways)
    for one in (entry.statement for entry in told.entries):
        yield from filter(None, (one.text, one.note, one.quote.text if one.quote else None))
    yield from (day.sourcing.limits, *day.sourcing.gaps, *(note.text for note in day.sourcing.notes))


def _sources(ledger: Ledger, day: Day) -> tuple[SourceRow, ...]:
    """Whose articles were read, or of whom there is a note, and how much of the page was read in each, most first."""
    cited = (entry.statement.articles for entry in ledger.told(day.date).entries)
    resting = Counter(source for names in cited for source in {day.articles[name].source for name in names})
    notes = grouped((note.source, note.text) for note in day.sourcing.notes)
    known = ledger.registry.sources
    found = {*notes, *(article.source for article in day.articles.values())}
    return tuple(
        SourceRow(source=speaker(ledger, name, day.date), statements=resting[name], notes=tuple(notes.get(name, ())))
        for name in sorted(found, key=lambda name: (-resting[name], known[name].name.casefold(), name))
    )
