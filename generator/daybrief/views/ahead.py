"""What is ahead: planned events, claims about a time to come, forecasts that fall due; and what has gone by."""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from daybrief import urls
from daybrief.ledger.announced import FORWARD, Announced, Heard, announced, any_announced, coming, gone_by, months
from daybrief.ledger.keys import date_of, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Event
from daybrief.text.markup import plain
from daybrief.views.page import Task, View
from daybrief.views.parts import DayLink, Link, link, rests

NEWEST = 30
"""How many that lie ahead, and how many that have gone by, the page shows."""
NEXT = 3
"""How many other pages show."""


class AheadLine(View, frozen=True, kw_only=True):
    """Something that was announced."""

    time: str
    """When it was to come, as `daybrief.model.fields.period` reads it."""
    heard: Heard
    text: str
    kind: str
    """`event`, `claim` or `forecast`."""
    told: DayLink
    rests: tuple[tuple[tuple[Link, ...], str], ...]
    """Who says so, and how each of these claims stands on the newest day; of a forecast, empty."""
    track: Link | None


class AheadView(View, frozen=True, kw_only=True):
    """What is ahead of the newest day and what has gone by, or all that was set for a month."""

    month: dt.date | None = None
    """Its first day; None for the page over all."""
    ahead: tuple[AheadLine, ...]
    passed: tuple[AheadLine, ...]
    """Of which nothing was read since its time."""
    told: tuple[AheadLine, ...] = ()
    """Of a month: all others."""
    months: tuple[dt.date, ...] = ()
    """Those with a page of their own, the newest first."""


def ahead_tasks(ledger: Ledger) -> Iterator[Task]:
    """The page of what is ahead, and one for each month that something was set for."""
    yield Task(urls.AHEAD, "ahead", partial(_ahead, ledger))
    for month in _months(ledger):
        yield Task(f"{urls.AHEAD}{urls.month(month.year, month.month)}", "ahead", partial(_month, ledger, month))


def _ahead(ledger: Ledger) -> AheadView:
    newest = next(iter(ledger.recent(1)), None)
    return AheadView(
        ahead=_lines(ledger, coming(ledger, newest, NEWEST) if newest else ()),
        passed=_lines(ledger, gone_by(ledger, newest, NEWEST) if newest else ()),
        months=tuple(reversed(_months(ledger))),
    )


def _months(ledger: Ledger) -> list[dt.date]:
    """The months, as far as they are looked at, that something was set for: by their first days."""
    days = ledger.postings("days")
    if not days:
        return []
    first, last = (date_of(days[end]) for end in (0, -1))
    count = (last.year - first.year) * 12 + last.month - first.month + FORWARD
    found = (one for one in months(first, count) if any_announced(ledger, one))
    return [dt.date.fromisoformat(f"{one}-01") for one in found]


def _month(ledger: Ledger, month: dt.date) -> AheadView:
    found = announced(ledger, f"{month:%Y-%m}")
    ahead, passed, told = ([one for one in found if one.heard == heard] for heard in ("ahead", "passed", "told"))
    return AheadView(month=month, ahead=_lines(ledger, ahead), passed=_lines(ledger, passed), told=_lines(ledger, told))


def next_ahead(ledger: Ledger, newest: dt.date) -> tuple[AheadLine, ...]:
    """What comes next after the newest day."""
    return _lines(ledger, coming(ledger, newest, NEXT))


def next_on(ledger: Ledger, track: str) -> tuple[AheadLine, ...]:
    """What comes next on a track: nothing that lies ahead was set for a month before that in which it was told last."""
    places = (place for term in ("events", "about") for place in ledger.postings(f"{term} tracks/{track}")[-1:])
    last = max(places, default=None)
    return _lines(ledger, coming(ledger, date_of(last), NEXT, track) if last else ())


def _lines(ledger: Ledger, found: Iterable[Announced]) -> tuple[AheadLine, ...]:
    return tuple(ledger.once_of(one.date, f"announced {one.id}", partial(_line, ledger, one)) for one in found)


def _line(ledger: Ledger, one: Announced) -> AheadLine:
    what = one.what
    if isinstance(what, Event):
        refs = [ledger.entry(pointed(name, one.date)) for name in what.refs]
        text, kind, track = what.name, "event", what.track
    else:
        refs, text, kind = [what], plain(what.statement.text), what.kind
        track = what.event.track if what.event else getattr(what.statement, "track", None)
    return AheadLine(
        time=one.time,
        heard=one.heard,
        text=text,
        kind=kind,
        told=DayLink(one.date, urls.part(one.date, one.id)),
        rests=rests(ledger, refs),
        track=link(ledger, "tracks", track) if track else None,
    )
