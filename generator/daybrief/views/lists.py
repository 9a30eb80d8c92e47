"""Lists of days: archive, year, month, days without a voice; and the page on the feed, which brings new ones."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby, islice

from daybrief import urls
from daybrief.ledger.coverage import silent
from daybrief.ledger.keys import date_of
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import Task, View
from daybrief.views.parts import Link
from daybrief.views.sides import Side, Silence, known, sides, silences


class DayLine(View, frozen=True, kw_only=True):
    """A day in a list."""

    date: dt.date
    title: str
    claims: int
    sources: int
    speakers: tuple[int, ...]
    """How many spoke for each side, in the order of the sides."""
    draft: bool


class Month(View, frozen=True, kw_only=True):
    """A month and its days, the newest first."""

    year: int
    month: int
    days: tuple[DayLine, ...]


class MonthView(Month, frozen=True, kw_only=True):
    """A month's page."""

    sides: tuple[Side, ...]
    silences: tuple[Silence, ...]
    previous: dt.date | None
    """The last day before the month, and the first after it."""
    following: dt.date | None


class MonthsView(View, frozen=True, kw_only=True):
    """Months with their days, the newest first, and who was heard on these."""

    months: tuple[Month, ...]
    sides: tuple[Side, ...]
    silences: tuple[Silence, ...]


class YearView(MonthsView, frozen=True, kw_only=True):
    """A year."""

    year: int


class ArchiveView(MonthsView, frozen=True, kw_only=True):
    """The newest months, and all years, the newest first."""

    years: tuple[tuple[int, tuple[tuple[int, int], ...]], ...]
    """Each with its months, and how many days each of these has."""


class SilentView(View, frozen=True, kw_only=True):
    """The days of a year on which nobody spoke for a side, month by month, the newest first."""

    side: Side
    year: int
    months: tuple[Month, ...]
    years: tuple[Link, ...]
    """The lists of all years, where there are several."""


NEWEST = 2
"""Months that the archive shows day by day."""


def list_tasks(ledger: Ledger) -> Iterator[Task]:
    """The archive, pages for each year and month that has a day, and the page on the feed."""
    for year, months in _months(ledger).items():
        yield Task(urls.year(year), "year", partial(_year, ledger, year))
        for month in months:
            yield Task(urls.month(year, month), "month", partial(_month, ledger, year, month))
        for side in known(ledger):
            if ledger.postings(silent(side.id), year):
                yield Task(urls.silent(side.id, year), "silent", partial(_silent, ledger, side.id, year))
    # Before the first day the archive is the front page too, and says that there is none.
    for url in (urls.ARCHIVE,) if ledger.recent(1) else (urls.ARCHIVE, urls.HOME):
        yield Task(url, "archive", partial(_archive, ledger))
    yield Task(urls.SUBSCRIBE, "subscribe", View)  # it says the same whatever the days are


def _months(ledger: Ledger) -> dict[int, Counter[int]]:
    """The years and months that have a day, and how many."""
    return {year: Counter(one.month for one in some) for year, some in groupby(ledger.dates, lambda one: one.year)}


def _archive(ledger: Ledger) -> ArchiveView:
    years = tuple((year, tuple(reversed(months.items()))) for year, months in reversed(_months(ledger).items()))
    recent = islice(((year, month) for year, months in years for month, _ in months), NEWEST)
    return ArchiveView(
        months=tuple(Month(year=y, month=m, days=_days(ledger, f"{y:04}-{m:02}")) for y, m in recent),
        years=years,
        sides=sides(ledger),
        silences=silences(ledger),
    )


def _year(ledger: Ledger, year: int) -> YearView:
    return YearView(
        year=year, months=_by_month(_days(ledger, f"{year:04}")), sides=sides(ledger), silences=silences(ledger, year)
    )


def _by_month(days: Sequence[DayLine]) -> tuple[Month, ...]:
    months = groupby(days, key=lambda line: (line.date.year, line.date.month))
    return tuple(Month(year=year, month=month, days=tuple(some)) for (year, month), some in months)


def _month(ledger: Ledger, year: int, month: int) -> MonthView:
    days = _days(ledger, f"{year:04}-{month:02}")
    missed = [sum(not line.speakers[at] for line in days) for at, _ in enumerate(known(ledger))]
    return MonthView(
        year=year,
        month=month,
        days=days,
        sides=sides(ledger),
        silences=tuple(
            Silence(side=side, days=count, url=f"{urls.silent(side.id, year)}#{month:02}" if count else urls.COVERAGE)
            for side, count in zip(known(ledger), missed, strict=True)
        ),
        previous=ledger.before("days", days[-1].date),
        following=ledger.after("days", days[0].date),
    )


def _silent(ledger: Ledger, side: str, year: int) -> SilentView:
    term = silent(side)
    days = {date_of(place) for place in ledger.postings(term, year)}
    return SilentView(
        side=next(one for one in known(ledger) if one.id == side),
        year=year,
        months=_by_month(_days(ledger, f"{year:04}", days)),
        years=tuple(Link(str(one), urls.silent(side, one)) for one in reversed(ledger.years(term))),
    )


def _days(ledger: Ledger, period: str, among: set[dt.date] | None = None) -> tuple[DayLine, ...]:
    """The days of a year or month, or those of them that are among some; the newest first."""
    order, heard = [side.id for side in sides(ledger)], ledger.coverage(period)
    dates = [date for date in reversed(heard) if among is None or date in among]
    return tuple(_line(ledger, date, order, dict(heard[date].speakers)) for date in dates)


def _line(ledger: Ledger, date: dt.date, order: Sequence[str], speakers: dict[str, int]) -> DayLine:
    day = ledger.day(date)
    return DayLine(
        date=date,
        title=day.title,
        claims=sum(1 for _ in day.claims()),
        sources=len({article.source for article in day.articles.values()}),
        speakers=tuple(speakers.get(side, 0) for side in order),
        draft=day.status == "draft",
    )
