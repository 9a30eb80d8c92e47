"""What turns a story, by day: events, statuses, who holds what, positions, movements, forecasts and their outcomes."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, starmap
from typing import Any, Literal, TypeAlias, get_args

from msgspec import Struct, structs

from daybrief import urls
from daybrief.ledger.control import anew
from daybrief.ledger.keys import StatementKey, StatementRef, date_of, grouped, place, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status_changes import changed_in
from daybrief.model.statements import Movement
from daybrief.text.markup import plain
from daybrief.views.changes import Change, status_change
from daybrief.views.events import EventLine, turning_events
from daybrief.views.page import View
from daybrief.views.parts import Held, Link, Move, Speaker, Stand, held, links, movement, speaker, stand
from daybrief.views.registry_lists import about

DAYS = 7
"""Not more than so many of the newest days with statements are looked at."""
LOOKED_AT = 60
"""Nor more than so many of the newest statements, besides others of the first day of these."""
NAMES, PLACES = 3, 4
"""Speakers and places that a row names."""
Kind: TypeAlias = Literal[
    "outcome", "event", "status", "control", "denial", "position", "forecast", "movement", "report"
]
"""What a row tells of; within a day they stand in this order."""
SIGNS = ("event", "planned", "status", "held", "unheld", "denial", "position", "forecast", "outcome")
"""The signs of rows; a movement has an arrow, and a report the sign of none."""
Moved: TypeAlias = tuple[Movement, tuple[str, ...], frozenset[str]]
"""A movement, who tells of it, and its places."""
ORDER: tuple[Kind, ...] = get_args(Kind)


class Row(View, frozen=True, kw_only=True):
    """A row of a story's time line."""

    kind: Kind
    date: dt.date
    """The day that tells of it."""
    text: str
    """What the statement says, of several the first."""
    url: str
    tells: tuple[StatementKey, ...] = ()
    """The statements that it tells of."""
    speakers: tuple[Speaker, ...] = ()
    others: bool = False
    """Whether others say so, too."""
    status: str = ""
    """How the claim stands on the newest day."""
    event: EventLine | None = None
    change: Change | None = None
    """A claim that came to have another status."""
    control: Held | None = None
    denied: bool = False
    """Whether it is said that this is not so."""
    movement: Move | None = None
    places: tuple[Link, ...] = ()
    elsewhere: bool = False
    """Whether there are other places."""
    stand: Stand | None = None
    stance: str = ""
    told: dt.date | None = None
    """The day on which a forecast was made."""
    horizon: dt.date | None = None
    """By when it comes true or not, and whether its speaker says so."""
    own_horizon: bool = False
    outcome: str = ""

    @property
    def sign(self) -> str:
        """What stands before it, one of `SIGNS`; of movements and reports their kind."""
        if self.event:
            return "event" if self.event.state in ("held", "ongoing") else "planned"
        if self.control:
            return "unheld" if self.denied or not self.control.party else "held"
        return self.kind


class Window(Struct, frozen=True):
    """What was told last of an entry, as far as it is looked at."""

    kind: str
    name: str
    places: tuple[str, ...]
    """Those of which it asks who holds them."""
    entries: tuple[StatementRef, ...]
    """Its newest statements and those on who holds its places, in the order of days."""
    since: dt.date
    """The day on which these begin; of one with very many they are the last."""


def window(ledger: Ledger, kind: str, name: str) -> Window:
    """What was told last of a track, a sector or a place."""
    places = ledger.registry.sectors[name].places if kind == "sectors" else (name,) if kind == "places" else ()
    told = ledger.postings(about(kind, name))
    dates = sorted({*map(date_of, told[-LOOKED_AT:])})[-DAYS:]
    since = dates[0] if dates and place(dates[0]) > told[0] else dt.date.min
    looked_at = told[bisect_left(told, place(dates[0])) :] if dates else ()
    found = {entry.key: entry for entry in map(ledger.at, looked_at)}
    keys = (one.claim for where in places for one in ledger.holdings(where) if one.claim[0] >= since)
    found |= {key: ledger.entry(key) for key in keys}
    order = sorted(found, key=lambda key: (key[0], ledger.told(key[0]).numbers[key[1]]))
    return Window(kind, name, places, tuple(found[key] for key in order), since)


def rows_by_day(ledger: Ledger, of: Window) -> dict[dt.date, tuple[Row, ...]]:
    """What turned a story, by day, the newest first; last what else was said."""
    found = (
        *starmap(_event, turning_events(ledger, of.kind, of.name)),
        *_statuses(ledger, of.entries),
        *_control(ledger, of),
        *_words(ledger, of.entries),
        *_movements(ledger, of.entries),
        *_forecasts(ledger, of),
    )
    told = {key for row in found if row.kind != "report" for key in row.tells}
    rows = (row for row in found if row.kind != "report" or told.isdisjoint(row.tells))
    days = grouped((row.date, row) for row in sorted(rows, key=_order) if row.date >= of.since)
    return {date: tuple(days[date]) for date in sorted(days, reverse=True)}


def _order(row: Row) -> int:
    # A forecast that no day will show to be wrong turns less than a movement.
    return len(ORDER) if row.kind == "forecast" and not row.horizon else ORDER.index(row.kind)


def _event(line: EventLine, claims: tuple[StatementKey, ...]) -> Row:
    return Row(kind="event", date=line.days[0].date, text=line.event.text, url=line.event.url, tells=claims, event=line)


def _statuses(ledger: Ledger, entries: Iterable[StatementRef]) -> Iterator[Row]:
    """The claims that opened the matters that are spoken of, as they came to have other statuses.

    Of the others of a matter those that did so on a day on which that one did not, such as one that was taken back.
    """
    claims = [entry for entry in entries if entry.kind == "claim"]
    claims += [ledger.entry(pointed(name, entry.date)) for entry in claims for name in entry.claim.retracts]
    for opening in dict.fromkeys(key for entry in claims for key in entry.openings()):
        days: set[dt.date] = set()
        for key, on, found in changed_in(ledger, opening):
            if key == opening or on not in days:
                days.add(on)
                change = status_change(ledger, key, found)
                yield Row(kind="status", date=on, text=plain(change.text), url=change.url, change=change)


def _control(ledger: Ledger, of: Window) -> Iterator[Row]:
    """What claims say anew of who holds what: the same of the same places once a day."""
    anew_told = (one for where in of.places for one in anew(ledger.holdings(where)) if one.claim[0] >= of.since)
    by_claim = grouped(((one.claim, one.control, one.denied), one) for one in anew_told)
    same = grouped(
        ((key[0], control, denied, tuple(dict.fromkeys(one.place for one in some)), ledger.status(key)), some)
        for (key, control, denied), some in by_claim.items()
    )
    for (_, control, denied, where, _), claims in same.items():
        told = [ledger.entry(some[0].claim) for some in claims]
        names = [one.speaker for some in claims for one in some]
        yield _row(ledger, "control", told, names, where, control=held(ledger, control), denied=denied)


def _words(ledger: Ledger, entries: Iterable[StatementRef]) -> Iterator[Row]:
    """Positions, denials of what was told that day, and what else is said than of movements and of who holds what."""
    for entry in entries:
        if entry.kind != "claim" or entry.claim.move:
            continue
        if position := entry.claim.position:
            where = stand(ledger, entry, position.party, position.plan, position.point)
            yield _row(ledger, "position", [entry], stand=where, stance=position.is_)
        elif entry.claim.denies and any(
            key[0] == entry.date and not ledger.entry(key).claim.control for key in entry.openings()
        ):
            yield _row(ledger, "denial", [entry])
        elif not entry.claim.control:
            yield _row(ledger, "report", [entry])


def _movements(ledger: Ledger, entries: Sequence[StatementRef]) -> Iterator[Row]:
    """Movements that the same speakers did not tell of the day before; of the newest day all."""
    before: set[Moved] = set()
    claims = (entry for entry in entries if entry.kind == "claim")
    for date, some in groupby(claims, key=lambda one: one.date):
        moves = ((entry, move) for entry in some if (move := entry.claim.move))
        same = grouped(((move, entry.claim.by, ledger.status(entry.key)), entry) for entry, move in moves)
        today: set[Moved] = set()
        for (move, by, _), told in same.items():
            where = (*dict.fromkeys(name for entry in told for name in entry.claim.places),)
            today.add(mark := (move, by, frozenset(where)))
            if mark not in before or date == entries[-1].date:
                yield _row(ledger, "movement", told, by, where, movement=movement(ledger, move))
        before = today


def _row(
    ledger: Ledger,
    kind: Kind,
    told: Sequence[StatementRef],
    by: Sequence[str] = (),
    places: Sequence[str] = (),
    **more: Any,
) -> Row:
    entry = told[0]
    names = [*dict.fromkeys(by or entry.statement.by)]
    return Row(
        kind=kind,
        date=entry.date,
        text=plain(entry.statement.text),
        url=urls.part(*entry.key),
        tells=tuple(one.key for one in told),
        speakers=tuple(speaker(ledger, name) for name in names[:NAMES]),
        others=len(names) > NAMES,
        status=ledger.status(entry.key) if entry.kind == "claim" else "",
        places=links(ledger, "places", places[:PLACES]),
        elsewhere=len(places) > PLACES,
        **more,
    )


def _forecasts(ledger: Ledger, of: Window) -> Iterator[Row]:
    """Forecasts, each once: on the day that resolved it, else on its own."""
    for one in ledger.forecasts(about(of.kind, of.name)):
        if not one.again and (one.resolved or date_of(one.place)) >= of.since:
            entry = ledger.at(one.place)
            yield structs.replace(
                _row(ledger, "outcome" if one.score else "forecast", [entry]),
                date=one.resolved or entry.date,
                told=entry.date,
                horizon=one.horizon,
                own_horizon="horizon" not in entry.assessment.editor_set,
                outcome=one.score.outcome if one.score else "",
            )
