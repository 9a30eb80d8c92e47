"""A chart is drawn within its frame, beside round numbers, and leads no line across a gap or through a lone point."""

import datetime as dt
import re
from itertools import accumulate, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.model.figures import Figure
from daybrief.output.charts import HEIGHT, WIDTH, plot, spark, thinned
from daybrief.output.scales import TICKS, Scale, date_ticks, value_ticks
from daybrief.views.charts import COUNTS, Chart, Point, Series, Value
from daybrief.views.parts import DayLink

few = settings(max_examples=40, deadline=None, database=None)
FIRST = dt.date(2022, 2, 24)
numbers = st.one_of(st.integers(-(10**12), 10**12), st.integers(0, 300), st.decimals(-1000, 1000, places=3).map(float))


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    low, high = sorted((draw(numbers), draw(numbers)))
    kind = draw(st.sampled_from(("exact", "about", "between", "least", "most")))
    if kind in ("exact", "about"):
        return Figure(low=low, high=low, about=kind == "about")
    return Figure(low=None if kind == "most" else low, high=None if kind == "least" else high)


@st.composite
def series(draw: st.DrawFn) -> Series:
    days = sorted(draw(st.sets(st.integers(0, 60) | st.integers(0, 4000), min_size=1, max_size=30)))
    marks = st.sampled_from(("", "", "", "falls", "replaced", "struck"))
    points, before = [], None
    for day in days:
        mark = draw(marks)
        standing = mark not in ("replaced", "struck")
        at = FIRST.toordinal() + day + 0.5
        joined = standing and before is not None and before + 1 == day
        points.append(Point(since=at - 0.5, at=at, figure=draw(figures()), joined=joined, mark=mark))
        before = day if standing else before
    return Series(speakers=(), places=(), points=tuple(points), gaps=0)


def chart_of(kind: str, *some: Series) -> Chart:
    value = Value(
        when="2022-02-24",
        on="2022-02-24",
        figure=Figure(low=1, high=1),
        told=DayLink(FIRST, ""),
        speakers=(),
        sectors=(),
        places=(),
        status="unverified",
        mark="",
        change=None,
        gap=False,
        days=0,
    )
    return Chart(
        kind=kind, since="", sectors=(), series=some, more=0, values=(), count=0, falls=(), lacking=(),
        first=value, last=value, lowest=value, highest=value,
    )  # fmt: skip


kinds = st.sampled_from((*COUNTS, "total", "level", "span"))
charts = st.builds(lambda kind, some: chart_of(kind, *some), kinds, st.lists(series(), min_size=1, max_size=3))


def lines(path: str) -> list[list[tuple[float, float]]]:
    """The points of each line of a path, which starts at one and goes on by steps."""
    found = []
    for part in path.split("M")[1:]:
        start, _, steps = part.partition("l")
        values = [float(one) for one in steps.split()]
        moves = [tuple(map(float, start.split())), *zip(values[::2], values[1::2], strict=True)]
        found.append([*accumulate(moves, lambda at, by: (at[0] + by[0], at[1] + by[1]))])
    return found


@few
@given(charts)
def test_all_that_is_drawn_lies_in_the_frame(chart: Chart) -> None:
    drawn = plot(chart)
    for one in drawn.series:
        spots = [spot for line in lines(one.line) for spot in line]
        spots += [(float(x), float(y)) for x, y in re.findall(r"M([-\d.]+) ([-\d.]+)", one.dots + one.bars + one.falls)]
        for x, y in spots:
            assert 0 <= x <= WIDTH
            assert -0.1 <= y <= HEIGHT + 0.1
    assert all(0 <= tick.x <= WIDTH for tick in drawn.dates)
    assert drawn.values[0].y == HEIGHT
    assert drawn.values[-1].y == 0
    assert plot(chart) == drawn


@few
@given(charts)
def test_a_line_has_two_ends_and_never_bridges_a_gap(chart: Chart) -> None:
    drawn = plot(chart)
    times = [point.at for one in chart.series for point in one.points]
    days = max(max(times) - min(times), 1)
    for one, paths in zip(chart.series, drawn.series, strict=True):
        standing = [point for point in one.points if point.mark not in ("replaced", "struck")]
        steps = sum(point.joined and None not in (a.figure.low, a.figure.high, point.figure.low, point.figure.high)
                    for a, point in pairwise(standing))  # fmt: skip
        found = lines(paths.line)
        assert steps or not found
        assert len(found) <= steps
        assert all(len(line) > 1 for line in found)
        reach = sum(line[-1][0] - line[0][0] for line in found)
        assert reach <= steps / days * WIDTH + 0.2 * len(found), "as far as the days that follow one another"


@few
@given(st.lists(numbers, min_size=1), st.booleans())
def test_ticks_are_round_few_and_enclose_all(some: list[float], zero: bool) -> None:
    ticks = value_ticks(some, zero=zero)
    assert 2 <= len(ticks) <= TICKS
    assert ticks[0] <= min(some) <= max(some) <= ticks[-1]
    assert not zero or ticks[0] <= 0 <= ticks[-1]
    step = ticks[1] - ticks[0]
    assert f"{step:.6e}"[0] in "125"
    assert f"{step:.4e}"[2:6] == "0000", "1, 2 or 5 and noughts"
    if all(one == int(one) for one in some):
        assert all(tick == int(tick) for tick in ticks), "nothing is counted in halves"


@pytest.mark.parametrize("number", [5.5, 0.25, 0.000002, 1234.5, -5.5, 36, 1_000_000])
def test_ticks_beside_one_number_are_of_its_size(number: float) -> None:
    first, *_, last = value_ticks([number, number], zero=False)
    assert first <= number <= last
    assert last - first >= abs(number) / 20


def test_small_numbers_are_no_flat_line_beside_a_figure() -> None:
    some = [Figure(low=n / 10, high=n / 10) for n in (1, 5, 3)]
    points = [Point(since=n, at=n + 0.5, figure=one, joined=n > 0, mark="") for n, one in enumerate(some)]
    ((_, first), (_, high), (_, last)) = lines(spark(points).line)[0]
    assert (first, high, round(last, 1)) == (14, 2, 8)


def test_a_gap_is_drawn_only_where_it_is_told() -> None:
    points = tuple(
        Point(since=n, at=n + 0.5, figure=Figure(low=n, high=n), joined=False, mark="") for n in (738000, 738365)
    )
    drawn = [plot(chart_of("total", Series(speakers=(), places=(), points=points, gaps=n))).series[0] for n in (0, 1)]
    assert [bool(one.gaps) for one in drawn] == [False, True]
    assert all(one.dots.count("M") == 2 and not one.line for one in drawn)


@few
@given(st.integers(0, 40000), st.floats(0, 80000))
def test_dates_are_firsts_and_few(start: int, length: float) -> None:
    first = FIRST.toordinal() + start
    ticks = date_ticks(Scale(first, first + max(length, 1), 10, 290))
    assert len(ticks) < TICKS
    for tick in ticks:
        assert tick.unit == "day" or tick.date.day == 1
        assert tick.unit != "year" or tick.date.month == 1
        assert 10 <= tick.x <= 290


@few
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 1100)), min_size=1, max_size=4000))
def test_a_thinned_line_keeps_its_peaks_and_two_points_a_unit(spots: list[tuple[int, int]]) -> None:
    spots.sort(key=lambda spot: spot[0])
    kept = thinned(spots)
    assert len(kept) <= 2 * 301 + 2
    assert {spots[0], spots[-1]} <= {*kept}
    assert [x for x, _ in kept] == sorted(x for x, _ in kept)
    assert {min(y for _, y in spots), max(y for _, y in spots)} <= {y for _, y in kept}


def test_a_series_of_ten_years_is_a_few_kilobytes() -> None:
    first = FIRST.toordinal()
    points = [
        Point(since=first + day, at=first + day + 0.5, figure=Figure(low=n, high=n), joined=day > 0, mark="")
        for day, n in ((day, day * day % 97) for day in range(3650))
    ]
    (lines,) = plot(chart_of("day", Series(speakers=(), places=(), points=tuple(points), gaps=0))).series
    assert len(lines.line) < 6000
    assert not lines.dots
