"""Lists of days: the archive, a year, a month; and the page on the feed, which brings new ones."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from functools import partial
from itertools import groupby

from daybrief import urls
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Day
from daybrief.views.page import Task, View


class DayLine(View, frozen=True, kw_only=True):
    """A day in a list."""

    date: dt.date
    title: str
    claims: int
    sources: int
    draft: bool


class MonthView(View, frozen=True, kw_only=True):
    """A month and its days, the newest first."""

    year: int
    month: int
    days: tuple[DayLine, ...]
    previous: dt.date | None
    """The last day before the month, and the first after it."""
    following: dt.date | None


class YearView(View, frozen=True):
    """A year and its months with their days, the newest first."""

    year: int
    months: tuple[tuple[int, tuple[DayLine, ...]], ...]


class ArchiveView(View, frozen=True):
    """All years, the newest first, and the newest days."""

    years: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
    """Each with its months, the first first, and how many days each of these has."""
    newest: tuple[DayLine, ...]


class SubscribeView(View, frozen=True):
    """What a feed is and how to read it: the same whatever the days are."""


NEWEST = 14


def list_tasks(ledger: Ledger) -> Iterator[Task]:
    """The archive, a page for each year and month that has a day, and the page on the feed."""
    for year, months in _months(ledger).items():
        yield Task(urls.year(year), "year", partial(_year, ledger, year))
        for month in months:
            yield Task(urls.month(year, month), "month", partial(_month, ledger, year, month))
    # Before the first day the archive is the front page too, and says that there is none.
    for url in (urls.ARCHIVE,) if ledger.recent(1) else (urls.ARCHIVE, urls.HOME):
        yield Task(url, "archive", partial(_archive, ledger))
    yield Task(urls.SUBSCRIBE, "subscribe", SubscribeView)


def _months(ledger: Ledger) -> dict[int, Counter[int]]:
    """The years and months that have a day, and how many."""
    found: dict[int, Counter[int]] = {}
    for date in ledger.dates:
        found.setdefault(date.year, Counter())[date.month] += 1
    return found


def _archive(ledger: Ledger) -> ArchiveView:
    years = tuple((year, tuple(months.items())) for year, months in reversed(_months(ledger).items()))
    newest = tuple(_line(ledger.day(date)) for date in ledger.recent(NEWEST))
    return ArchiveView(years, newest)


def _year(ledger: Ledger, year: int) -> YearView:
    months = groupby(_days(ledger, f"{year:04}"), key=lambda line: line.date.month)
    return YearView(year, tuple((month, tuple(days)) for month, days in months))


def _month(ledger: Ledger, year: int, month: int) -> MonthView:
    days = _days(ledger, f"{year:04}-{month:02}")
    previous, following = ledger.before("days", days[-1].date), ledger.after("days", days[0].date)
    return MonthView(year=year, month=month, days=days, previous=previous, following=following)


def _days(ledger: Ledger, period: str) -> tuple[DayLine, ...]:
    """The days of a year or month, the newest first."""
    return tuple(_line(ledger.day(date)) for date in reversed(ledger.within(period)))


def _line(day: Day) -> DayLine:
    return DayLine(
        date=day.date,
        title=day.title,
        claims=sum(1 for _ in day.claims()),
        sources=len({article.source for article in day.articles.values()}),
        draft=day.status == "draft",
    )
