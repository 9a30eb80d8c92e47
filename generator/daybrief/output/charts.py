"""From a chart's view to what `templates/parts/chart.html` prints. A chart is WIDTH units wide, as a map is."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import TypeAlias

from daybrief.model.figures import Figure
from daybrief.output.scales import DateTick, Scale, date_ticks, value_ticks
from daybrief.views.charts import COUNTS, Chart, Point, Series
from daybrief.views.page import View

WIDTH, HEIGHT, MARGIN = 300, 110, 6
SPARSE = 60
"""Values of which each has a dot of its own; of more, those that no line leads to."""
LETTER = 6.4
"""How wide a figure of a number beside the axis is on a phone."""
ARROW = 12
"""How long the bar of a bound without an end is."""
Spot: TypeAlias = tuple[int, int]
"""A point in tenths of units: what is added up in a path must not be rounded before."""


class ValueTick(View, frozen=True):
    """A line across, and the number that it stands for."""

    y: float
    value: int | float


class Lines(View, frozen=True):
    """The paths of one series; empty where there is nothing of a kind."""

    line: str
    dots: str
    bars: str
    """Of figures that are a range."""
    falls: str
    replaced: str
    struck: str
    gaps: str
    """Below the axis, where values are lacking."""


class Plot(View, frozen=True):
    """A chart, ready to be printed."""

    dates: tuple[DateTick, ...]
    values: tuple[ValueTick, ...]
    series: tuple[Lines, ...]
    low: int | float
    """The number at the foot; where it is not 0, the chart has to say so."""


def plot(chart: Chart) -> Plot:
    """A chart; the same for the same view."""
    points = [point for one in chart.series for point in one.points]
    numbers = [bound for point in points for bound in extent(point.figure)]
    ticks = value_ticks(numbers, zero=chart.kind in COUNTS or chart.kind == "span")
    up = Scale(ticks[0], ticks[-1], HEIGHT, 0)
    room = LETTER * max(len(f"{tick:,}") for tick in ticks)
    times = [*(point.at for point in points), *(point.since for point in points if chart.kind == "span")]
    across = Scale(min(times), max(min(times) + 1, *times), room + MARGIN, WIDTH - MARGIN)
    return Plot(
        dates=tuple(date_ticks(across)),
        values=tuple(ValueTick(round(up(value), 1), value) for value in ticks),
        series=tuple(_lines(one, number, chart.kind, across, up) for number, one in enumerate(chart.series)),
        low=ticks[0],
    )


def spark(points: Sequence[Point]) -> Lines:
    """A line of the size of a word through the figures up to the last."""
    numbers = [bound for point in points for bound in extent(point.figure)]
    across = Scale(points[0].at, max(points[-1].at, points[0].at + 1), 2, 58)
    low, high = min(numbers), max(numbers)
    up = Scale(low, high if high > low else low + 1, 14, 2)
    return _lines(Series(speakers=(), places=(), points=tuple(points), gaps=0), 0, "", across, up)


def extent(figure: Figure) -> tuple[float, float]:
    """The numbers that a figure is drawn between: of about, a tenth to each side; an open end has none of its own."""
    low = figure.low if figure.low is not None else figure.high or 0
    high = figure.high if figure.high is not None else low
    return (low - abs(low) / 10, high + abs(high) / 10) if figure.about else (low, high)


def _lines(series: Series, number: int, kind: str, across: Scale, up: Scale) -> Lines:
    def at(point: Point) -> Spot:
        low, high = extent(point.figure)
        return _tenths(across(point.at)), _tenths(up((low + high) / 2))

    points = [point for point in series.points if point.mark not in ("replaced", "struck")]
    exact = [point for point in points if point.figure.exact]
    drawn = [(run, thinned(map(at, run))) for run in _runs(points)]
    alone = {id(run[0]) for run, spots in drawn if len(spots) == 1}
    dotted = exact if len(points) <= SPARSE else [point for point in exact if id(point) in alone]
    gaps = [(a, b) for a, b in pairwise(points) if series.gaps and not b.joined]
    foot = 10 * HEIGHT + 50 + 40 * number

    def each(mark: str, shape: str) -> str:
        return _each((at(point) for point in series.points if point.mark == mark), shape)

    def dash(begins: float, ends: float, y: int) -> str:
        left, right = _tenths(across(begins)), _tenths(across(ends))
        return f"M{_units(left)} {_units(y)}h{_units(max(right - left, 10))}"

    return Lines(
        line="".join(_path(spots) for _, spots in drawn if len(spots) > 1),
        dots="".join(dash(point.since, point.at, at(point)[1]) for point in exact)
        if kind == "span"
        else _each(map(at, dotted), "h0"),
        bars=_bars([point for point in points if not point.figure.exact], across, up),
        falls=each("falls", "m0-5l-3-5h6z"),
        replaced=each("replaced", "m-2 0a2 2 0 1 0 4 0a2 2 0 1 0-4 0"),
        struck=each("struck", "m-2-2l4 4m0-4l-4 4"),
        gaps="".join(dict.fromkeys(dash(a.at + 0.5, b.at - 0.5, foot) for a, b in gaps)),
    )


def _runs(points: list[Point]) -> list[list[Point]]:
    """Points that a line leads through: none of a figure that has an open end."""
    runs: list[list[Point]] = [[]]
    for point in points:
        bounded = point.figure.low is not None and point.figure.high is not None
        if not (point.joined and bounded):
            runs.append([])
        if bounded:
            runs[-1].append(point)
    return [run for run in runs if run]


def thinned(spots: Iterable[Spot]) -> list[Spot]:
    """A line with two points a unit at most, its highest and lowest there, and its ends."""
    every = [*spots]
    kept = [every[0]]
    for _, column in groupby(every, key=lambda spot: spot[0] // 10):
        some = list(column)
        kept += sorted({min(some, key=lambda spot: spot[1]), max(some, key=lambda spot: spot[1])}, key=some.index)
    return [*dict.fromkeys((*kept, every[-1]))]


def _path(spots: list[Spot]) -> str:
    steps = (f"{_units(bx - ax)} {_units(by - ay)}" for (ax, ay), (bx, by) in pairwise(spots))
    return f"M{_units(spots[0][0])} {_units(spots[0][1])}l{' '.join(steps)}"


def _bars(points: list[Point], across: Scale, up: Scale) -> str:
    """Bars with an end on each side, or with an arrow where there is none; in a unit of width, one that holds all."""
    found: dict[tuple[int, bool, bool], tuple[float, float]] = {}
    for point in points:
        low, high = extent(point.figure)
        key = _tenths(across(point.at)) // 10 * 10, point.figure.low is None, point.figure.high is None
        least, most = found.get(key, (low, high))
        found[key] = min(low, least), max(high, most)
    return "".join(_bar(*key, _tenths(up(low)), _tenths(up(high))) for key, (low, high) in found.items())


def _bar(x: int, below: bool, above: bool, foot: int, top: int) -> str:
    cap = "m-2.5 0h5m-2.5 0"
    if below or above:
        way = -1 if above else 1
        tip = f"l-2.5 {-3 * way}m2.5 {3 * way}l2.5 {-3 * way}"
        return f"M{_units(x)} {_units(foot)}{cap}v{way * ARROW}{tip}"
    return f"M{_units(x)} {_units(foot)}{cap}V{_units(top)}{cap}"


def _each(spots: Iterable[Spot], shape: str) -> str:
    return "".join(f"M{_units(x)} {_units(y)}{shape}" for x, y in dict.fromkeys(spots))


def _tenths(units: float) -> int:
    return round(10 * units)


def _units(tenths: int) -> str:
    return f"{tenths / 10:g}"
