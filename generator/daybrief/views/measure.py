"""A measure's figures: its charts, a table of them for each year, and one for other programs."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import Any

from msgspec import structs

from daybrief import urls
from daybrief.ledger.ledger import Ledger
from daybrief.views.charts import Chart, Value
from daybrief.views.page import Task, View
from daybrief.views.parts import Link, claim_link
from daybrief.views.series import charts, given
from daybrief.views.year_lists import YearPart, year_parts

CHARTS = 8
"""Charts that a measure's page shows."""
LINES = 16
"""Lines on all of them, for each has up to two points a unit of width."""
VALUES = 12
"""Values in the table below a chart."""


class ValuesView(YearPart, frozen=True, kw_only=True):
    """The figures of a year, or a part of them."""

    unit: str
    values: tuple[Value, ...]


class TableView(View, frozen=True, kw_only=True):
    """All figures of a measure."""

    charts: tuple[Chart, ...]


def value_tasks(ledger: Ledger, name: str, owner: Callable[[], Link], beyond: int) -> Iterator[Task]:
    """The file of a measure's figures, and a page for each year and part of them, if more than so many."""
    term, base = f"about measures/{name}", urls.entry("measures", name)
    yield Task(urls.values(base), "parts/values.html", lambda: TableView(charts=_charts(ledger, name)))
    yield from year_parts(ledger, "values", partial(_values, ledger, name), owner, base, term, beyond)


def drawn(ledger: Ledger, name: str) -> tuple[tuple[Chart, ...], int]:
    """The charts that a measure's page shows, and how many more there are."""
    found = [chart for chart in _charts(ledger, name) if chart.drawn]
    room = accumulate(len(chart.series) for chart in found)
    shown = [chart for chart, lines in zip(found[:CHARTS], room, strict=False) if lines <= LINES]
    return tuple(structs.replace(one, values=one.values[:VALUES]) for one in shown), len(found) - len(shown)


def _charts(ledger: Ledger, name: str) -> tuple[Chart, ...]:
    return ledger.once(f"charts {name}", lambda: tuple(charts(ledger, ledger.observations(name))))


def _values(ledger: Ledger, name: str, places: Sequence[int], *, year: int, part: int, **more: Any) -> ValuesView:
    """What a figure is compared with stands on the same page, or on that before it, which new days leave as it is."""
    term = f"about measures/{name}"
    last = ledger.parts(term, year - 1)
    before = ledger.part(term, year, part - 1) if part > 1 else ledger.part(term, year - 1, last) if last else ()
    shown = {claim_link(ledger.at(place).key) for place in places}
    told = [*given(ledger, map(ledger.at, (*before, *places)), name)]
    values = [value for chart in charts(ledger, told) for value in chart.values if value.told in shown]
    newest_first = tuple(sorted(values, key=lambda value: value.told, reverse=True))
    unit = ledger.registry.measures[name].unit or ""
    return ValuesView(unit=unit, values=newest_first, year=year, part=part, **more)
