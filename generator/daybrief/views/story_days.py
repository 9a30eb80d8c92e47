"""The time line of a story: of what turned it as much as one reads in ninety seconds, the newest day on top."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import TypeAlias

from daybrief.ledger.keys import StatementKey, grouped
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import View
from daybrief.views.story_rows import Row, Window

ROWS, MOST = 4, 16
"""Not more than so many rows of a day, and so many in all: what one reads in ninety seconds."""
Together: TypeAlias = tuple[Row, ...]
"""A row, or words and what denies them on the same day: the time line has all of them or none."""


class StoryDay(View, frozen=True, kw_only=True):
    """A day of the time line."""

    date: dt.date
    rows: tuple[Row, ...]
    more: int
    """How much it has besides: statements, and rows of what was told on other days."""


def together(ledger: Ledger, rows: Sequence[Row]) -> tuple[Together, ...]:
    """The rows of a day, words beside what denies them; reports where they are denied, or the first of nothing else."""
    told = grouped((key, number) for number, row in enumerate(rows) for key in row.tells)
    found: list[list[int]] = []
    placed: set[int] = set()
    for number, row in enumerate(rows):
        words = {one for key in _denied(ledger, row) for one in told.get(key, ())} - {number}
        if words and number not in placed:
            found.append([*sorted(words - placed), number])
            placed.update(found[-1])
    found += ([number] for number in range(len(rows)) if number not in placed)
    return tuple(
        tuple(rows[number] for number in some)
        for some in sorted(found, key=min)
        if 0 in some or any(rows[number].kind != "report" for number in some)
    )


def _denied(ledger: Ledger, row: Row) -> set[StatementKey]:
    """What the claims that a row tells of deny; an event is no word of its own."""
    told = () if row.event else map(ledger.entry, row.tells)
    return {key for entry in told if entry.kind == "claim" and entry.claim.denies for key in entry.openings()}


def story_days(
    of: Window, found: Mapping[dt.date, Sequence[Row]], kept: Mapping[dt.date, Sequence[Together]]
) -> tuple[StoryDay, ...]:
    """The newest days, as far as there is room for those of their rows that are `kept`."""
    told = grouped((entry.date, entry.key) for entry in of.entries)
    days: list[StoryDay] = []
    left = MOST
    for date, sets in kept.items():
        shown: list[Row] = []
        for some in sets:
            # The newest day begins with its first rows, however many belong together.
            if len(shown) + len(some) <= min(ROWS, left) or not (shown or days):
                shown += some
        if not shown:
            break
        days.append(StoryDay(date=date, rows=tuple(shown), more=_more(date, told.get(date, ()), found[date], shown)))
        left -= len(shown)
    return tuple(days)


def _more(date: dt.date, told: Collection[StatementKey], rows: Sequence[Row], shown: Collection[Row]) -> int:
    """How many statements of a day no row that is shown tells of, and how many other rows are not shown."""
    own = {row: {key for key in row.tells if key[0] == date} for row in rows}
    untold = {*told}.union(*own.values()).difference(*(own[row] for row in shown))
    return len(untold) + sum(not keys and row not in shown for row, keys in own.items())
