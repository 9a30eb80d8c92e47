"""Events: one on its day's page; under an entry of a registry, as a time line, the newest and those of a year."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from daybrief import urls
from daybrief.ledger.events import outlook
from daybrief.ledger.keys import StatementKey, grouped, pointed
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.model.day import Event
from daybrief.model.fields import period
from daybrief.views.page import Task, View
from daybrief.views.parts import DayLink, Link, Speaker, Told, link, rests, speaker_links, told
from daybrief.views.statement import Statement
from daybrief.views.year_lists import YearPart, year_parts, years

EVENTS = 30
"""How many an entry's own page shows; older ones stand in the lists of their years."""


class EventView(View, frozen=True, kw_only=True):
    """A step of the talks and what is said of it."""

    event: Event
    track: Link | None
    place: Link | None
    participants: tuple[Link, ...]
    rests: tuple[tuple[tuple[Speaker, ...], str], ...]
    """Who says so, and how that stood on its day; the same once."""
    outlook: str
    """Whether it was `ahead` on that day, as far as it was planned."""
    since: str
    """Whether it has `passed` by the newest day, and nothing was read of it since."""
    continues: Told | None
    claims: tuple[Statement, ...]


class EventLine(View, frozen=True, kw_only=True):
    """An event in a time line."""

    date: str
    """A time, as `daybrief.model.fields.period` reads it."""
    event: Link
    state: str
    format: str
    place: Link | None
    rests: tuple[tuple[tuple[Link, ...], str], ...]
    """Who says so, and how each of these claims stands on the newest day."""
    outlook: str
    """Whether it lies `ahead` of the newest day, or has `passed` with nothing read since."""
    days: tuple[DayLink, ...]
    """The days on which it was told, the first first."""


class EventsView(YearPart, frozen=True, kw_only=True):
    """A year of events, or a part of it, day by day as they were told."""

    events: tuple[EventLine, ...]


def event_term(kind: str, name: str) -> str:
    """The term of the events that name an entry: actors and sources share their ids."""
    return f"events {'speakers' if kind in ('actors', 'sources') else kind}/{name}"


def event_view(ledger: Ledger, date: dt.date, event: Event, shown: dict[str, Statement]) -> EventView:
    """An event on the page of its day, of which `shown` has the statements."""
    return EventView(
        event=event,
        track=link(ledger, "tracks", event.track) if event.track else None,
        place=link(ledger, "places", event.place) if event.place else None,
        participants=speaker_links(ledger, event.participants),
        rests=tuple(
            dict.fromkeys(
                (one.speakers, one.standing.status if one.standing else "")
                for one in (shown[name.rpartition("/")[2]] for name in event.refs)
            )
        ),
        outlook=outlook(ledger, date, event, date),
        since=found if (found := outlook(ledger, date, event, NOW)) == "passed" else "",
        continues=told(ledger, pointed(event.continues, date)) if event.continues else None,
        claims=tuple(shown[claim.id] for claim in event.claims),
    )


def event_tasks(ledger: Ledger, kind: str, name: str) -> Iterator[Task]:
    """Lists of an entry's events, by year, where its own page does not show them all."""

    def view(places: Sequence[int], **part: Any) -> EventsView:
        return EventsView(events=tuple(_event(ledger, [one]) for one in reversed(ledger.events(places))), **part)

    owner = partial(link, ledger, kind, name)
    return year_parts(ledger, "events", view, owner, _base(kind, name), event_term(kind, name), EVENTS)


def _base(kind: str, name: str) -> str:
    return f"{urls.entry(kind, name)}events/"


def event_years(ledger: Ledger, kind: str, name: str) -> tuple[Link, ...]:
    """What leads to these lists, the newest year first."""
    return years(ledger, _base(kind, name), event_term(kind, name), EVENTS)


def newest_events(ledger: Ledger, kind: str, name: str) -> tuple[EventLine, ...]:
    """The newest events that name an entry. An event told on several days is one, as it was told last."""
    lines = [_now(ledger, tellings) for tellings in _by_event(ledger, kind, name)]
    return tuple(sorted(lines, key=lambda line: (*period(line.date), line.days), reverse=True))[:EVENTS]


def turning_events(ledger: Ledger, kind: str, name: str) -> Iterator[tuple[EventLine, tuple[StatementKey, ...]]]:
    """Of the newest events that name an entry each telling with which its state became another, and its claims."""
    for tellings in _by_event(ledger, kind, name):
        for _, alike in groupby(tellings, key=lambda telling: telling[1].state):
            day, event = next(alike)
            yield _now(ledger, [(day, event)]), tuple(pointed(name, day) for name in event.refs)


def _by_event(ledger: Ledger, kind: str, name: str) -> Iterable[list[tuple[dt.date, Event]]]:
    """The newest tellings of events that name an entry: event by event, each in the order of days."""
    told = ledger.events(ledger.postings(event_term(kind, name))[-2 * EVENTS :])
    return grouped((ledger.root((day, event.id)), (day, event)) for day, event in told).values()


def _now(ledger: Ledger, tellings: list[tuple[dt.date, Event]]) -> EventLine:
    """An event as it stands now, found once for the pages of all that it names."""
    told = " ".join(f"{day}/{event.id}" for day, event in tellings)
    return ledger.once_of(tellings[-1][0], f"event {told}", lambda: _event(ledger, tellings))


def _event(ledger: Ledger, tellings: list[tuple[dt.date, Event]]) -> EventLine:
    last, event = tellings[-1]
    return EventLine(
        date=event.date,
        event=Link(event.name, urls.part(last, event.id)),
        state=event.state,
        format=event.format,
        place=link(ledger, "places", event.place) if event.place else None,
        rests=rests(ledger, (ledger.entry(pointed(name, last)) for name in event.refs)),
        outlook=outlook(ledger, last, event, NOW),
        days=tuple(DayLink(day, urls.part(day, one.id)) for day, one in tellings),
    )
