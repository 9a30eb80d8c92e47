"""Who was heard: by month how many spoke for each side, on how many days nobody did, and whose sources were read."""

from collections import Counter
from collections.abc import Collection, Iterator
from functools import partial
from itertools import groupby

from daybrief import urls
from daybrief.ledger.coverage import Coverage
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import Task, View
from daybrief.views.sides import Side, Silence, sides, silences

MONTHS = 24
"""Months that the page shows; before them, years."""


class Row(View, frozen=True, kw_only=True):
    """A month, or a year, and how it was covered; side by side, in the order of the sides."""

    year: int
    month: int | None
    days: int
    silent: tuple[int, ...]
    """Days on which nobody spoke for it."""
    speakers: tuple[float, ...]
    """How many did on a day, in the mean."""
    unread: tuple[int, ...]
    """Days on which no source of its own was read."""


class CoverageView(View, frozen=True, kw_only=True):
    """The newest months and all years, the newest first."""

    sides: tuple[Side, ...]
    silences: tuple[Silence, ...]
    months: tuple[Row, ...]
    years: tuple[Row, ...]


def coverage_tasks(ledger: Ledger) -> Iterator[Task]:
    """The page that tells who was heard."""
    yield Task(urls.COVERAGE, "coverage", partial(_coverage, ledger))


def _coverage(ledger: Ledger) -> CoverageView:
    every = sides(ledger)
    months, years = list[Row](), list[Row]()
    for year in reversed(ledger.years("days")):
        days = ledger.coverage(f"{year:04}")
        years.append(_row(every, year, None, days.values()))
        for month, some in groupby(reversed(days), lambda date: date.month) if len(months) < MONTHS else ():
            months.append(_row(every, year, month, [days[date] for date in some]))
    return CoverageView(sides=every, silences=silences(ledger), months=tuple(months[:MONTHS]), years=tuple(years))


def _row(every: Collection[Side], year: int, month: int | None, days: Collection[Coverage]) -> Row:
    spoken = [one for day in days for one in day.speakers]
    heard = Counter(party for party, _ in spoken)
    read = Counter(party for day in days for party, _ in day.sources)
    return Row(
        year=year,
        month=month,
        days=len(days),
        silent=tuple(len(days) - heard[side.id] for side in every),
        speakers=tuple(sum(n for party, n in spoken if party == side.id) / len(days) for side in every),
        unread=tuple(len(days) - read[side.id] for side in every),
    )
