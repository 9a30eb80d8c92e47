"""Lists of days: the archive, a year, a month."""

import datetime as dt
from collections import defaultdict
from itertools import groupby
from typing import NamedTuple

from generator import urls
from generator.ledger import Ledger
from generator.model.day import Day
from generator.views.page import Page
from generator.views.parts import Link


class DayLine(NamedTuple):
    """A day in a list."""

    date: dt.date
    url: str
    title: str
    claims: int
    sources: int
    draft: bool


class MonthView(NamedTuple):
    """A month and its days, the newest first."""

    year: int
    month: int
    url: str
    days: tuple[DayLine, ...]
    previous: Link | None = None
    following: Link | None = None


class YearView(NamedTuple):
    """A year and its months, the newest first."""

    year: int
    url: str
    months: tuple[MonthView, ...]


class YearLine(NamedTuple):
    """A year in the archive."""

    year: int
    url: str
    months: tuple[tuple[int, str, int], ...]
    """Number, address and count of days of each month, the first first."""
    days: int


class ArchiveView(NamedTuple):
    """All years, the newest first, and the newest days."""

    years: tuple[YearLine, ...]
    newest: tuple[DayLine, ...]


NEWEST = 14


def list_pages(ledger: Ledger) -> list[Page]:
    """The archive, and a page for each year and month that has a day."""
    months = _months(ledger.days)
    years: defaultdict[int, list[MonthView]] = defaultdict(list)
    for view in months:
        years[view.year].append(view)
    pages = [Page(view.url, "month", view) for view in months]
    pages += [
        Page(urls.year(year), "year", YearView(year, urls.year(year), tuple(reversed(views))))
        for year, views in sorted(years.items())
    ]
    lines = tuple(
        YearLine(
            year,
            urls.year(year),
            tuple((view.month, view.url, len(view.days)) for view in views),
            sum(len(view.days) for view in views),
        )
        for year, views in sorted(years.items(), reverse=True)
    )
    newest = tuple(_line(day) for day in reversed(ledger.days[-NEWEST:]))
    pages.append(Page(urls.ARCHIVE, "archive", ArchiveView(lines, newest)))
    return pages


def _months(days: tuple[Day, ...]) -> list[MonthView]:
    grouped = [(key, list(group)) for key, group in groupby(days, key=lambda day: (day.date.year, day.date.month))]
    links = [Link(f"{year:04}-{month:02}", urls.month(year, month)) for (year, month), _ in grouped]
    return [
        MonthView(
            year,
            month,
            urls.month(year, month),
            tuple(_line(day) for day in reversed(group)),
            links[index - 1] if index else None,
            links[index + 1] if index + 1 < len(links) else None,
        )
        for index, ((year, month), group) in enumerate(grouped)
    ]


def _line(day: Day) -> DayLine:
    claims = sum(1 for _ in day.claims())
    sources = len({article.source for article in day.articles.values()})
    return DayLine(day.date, urls.day(day.date), day.title, claims, sources, day.status == "draft")
