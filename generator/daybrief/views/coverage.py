"""Who was heard: by month how many spoke for each side, on how many days nobody did, and whose sources were read."""

from collections.abc import Collection, Iterator
from functools import partial
from itertools import groupby

from daybrief import urls
from daybrief.ledger.coverage import Coverage, silent
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import Task, View
from daybrief.views.parts import Party, party

MONTHS = 24
"""Months that the page shows; before them, years."""


class Side(View, frozen=True, kw_only=True):
    """A party, those who have none, or those of whom it is not known."""

    id: str
    """The party's, `none`, or empty."""
    party: Party | None
    awaited: bool
    """Whether a day tells that nobody spoke for it: it fights, or is nobody's side."""


class Silence(View, frozen=True, kw_only=True):
    """On how many days nobody spoke for a side, and the list of these."""

    side: Side
    days: int
    url: str
    """Of the page of all where there are none."""


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


def sides(ledger: Ledger) -> tuple[Side, ...]:
    """All parties in the order of their registry, those who have none, and those of whom it is not known."""
    parties = ledger.registry.parties.items()
    fighting = {name for one, entry in parties for name in (*entry.opposes, *([one] if entry.opposes else []))}
    found = [Side(id=name, party=party(ledger, name), awaited=name in fighting) for name, _ in parties]
    return (*found, Side(id="none", party=None, awaited=True), Side(id="", party=None, awaited=False))


def known(ledger: Ledger) -> tuple[Side, ...]:
    """The same without the last: of whom nothing is known, nobody can be missed."""
    return sides(ledger)[:-1]


def silences(ledger: Ledger, year: int | None = None) -> tuple[Silence, ...]:
    """On how many days of a year, or of all, nobody spoke for each side; of all, with the list of the newest year."""
    found = []
    for side in known(ledger):
        term = silent(side.id)
        days = len(ledger.postings(term, year))
        newest = year or max(ledger.years(term), default=0)
        found.append(Silence(side=side, days=days, url=urls.silent(side.id, newest) if days else urls.COVERAGE))
    return tuple(found)


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
    speakers, sources = ([dict(some) for some in found] for found in zip(*days, strict=True))
    return Row(
        year=year,
        month=month,
        days=len(days),
        silent=tuple(sum(side.id not in heard for heard in speakers) for side in every),
        speakers=tuple(sum(heard.get(side.id, 0) for heard in speakers) / len(days) for side in every),
        unread=tuple(sum(side.id not in read for read in sources) for side in every),
    )
