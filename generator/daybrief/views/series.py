"""The figures of a measure over time: which of them stand on one axis, which on one line, and where the line ends.

On one axis stand figures of one kind and of the same sectors. The kind is what their times tell: the count of a day, a
running total since a date and a level at a moment are three. On one line stand those of one speaker and the same places
(`daybrief.ledger.terms.counted`), and it leads from one to the next only where no value is lacking between them.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from statistics import median

from msgspec import Struct

from daybrief.ledger.keys import StatementRef, grouped
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.ledger.observations import Observation, observed
from daybrief.ledger.terms import counted, shape
from daybrief.model.fields import period
from daybrief.model.figures import Figure
from daybrief.views.charts import COUNTS, TOGETHER, Chart, Point, Series, Value
from daybrief.views.parts import Link, claim_link, links, speaker

STRUCK = ("retracted", "refuted")
"""How a claim stands whose figure is on no line."""
STANDS = ("", "falls")
"""Marks of what is on a line."""
SPARK, ENOUGH = 14, 5
"""Values of a small chart beside a figure, at most and at least."""
NAMED = 3
"""Falls and gaps that a chart's sentence names."""
Told = tuple[Observation, str]
"""A figure, and how the claim stands that gives it."""
Axis = tuple[str, str, tuple[str, ...]]
"""What is alike for all that stands on one axis: kind, since when or until which hour, sectors."""
Whose = tuple[tuple[str, ...], tuple[str, ...]]
"""What is alike for all that stands on one line: bodies, places."""


class _Dated(Struct, frozen=True):
    """A figure, and the times that it is placed by."""

    told: Told
    last: dt.date
    since: float
    at: float

    @property
    def figure(self) -> Figure:
        return self.told[0].figure

    @property
    def struck(self) -> bool:
        return self.told[1] in STRUCK


def charts(ledger: Ledger, told: Sequence[Told]) -> list[Chart]:
    """Figures of one measure, those that have most values first."""
    found = grouped((axis, (who, one)) for axis, who, one in _placed(ledger, told))
    made = [_chart(ledger, axis, grouped(some)) for axis, some in found.items()]
    return sorted(made, key=lambda one: (-len(one.values), one.kind, one.since, one.sectors))


def spark(ledger: Ledger, entry: StatementRef, measure: str) -> tuple[Point, ...]:
    """A figure after those that its speakers gave before, up to its day; nothing where they are few."""
    term, dates = counted(entry, measure), [entry.date]
    while len(dates) < SPARK and (before := ledger.before(term, dates[-1])):
        dates.append(before)
    if len(dates) < ENOUGH:
        return ()
    # Of its own day, what else was told does not count: it may have been told after it.
    claims = [one for date in dates[:0:-1] for one in ledger.told(date).claims if measure in one.claim.figures]
    same = (one for one in claims if counted(one, measure) == term)
    placed = _placed(ledger, [*given(ledger, (*same, entry), measure, entry.date)])
    axis, whose, _ = placed[-1]
    series, _ = _series(ledger, axis[0], whose, [one for *where, one in placed if where == [axis, whose]])
    points = tuple(point for point in series.points if point.mark in STANDS)
    return points if len(points) >= ENOUGH and axis[0] not in ("span", "open") else ()


def given(ledger: Ledger, claims: Iterable[StatementRef], measure: str, on: dt.date = NOW) -> Iterator[Told]:
    """The figures of a measure that some claims give, and how these stand on a day."""
    for entry in claims:
        yield from ((one, ledger.status(entry.key, on)) for one in observed(entry, 0) if one.measure == measure)


def _placed(ledger: Ledger, told: Sequence[Told]) -> list[tuple[Axis, Whose, Told]]:
    """Each figure with the axis and the line that it stands on, in whatever order its speakers are named."""
    speakers = ledger.speakers()
    whose = [((*sorted({*map(speakers.body, one.by)}),), one.places) for one, _ in told]
    return list(zip(_axes(told, whose), whose, told, strict=True))


def _axes(told: Sequence[Told], whose: Sequence[Whose]) -> list[Axis]:
    """On which axis each figure stands. Spans of a speaker that begin alike and end otherwise are a running total."""
    shapes = [shape(one.when) for one, _ in told]
    named = list(zip(shapes, ((one.sectors, *who) for (one, _), who in zip(told, whose, strict=True)), strict=True))
    ends = grouped((name, one.when) for name, (one, _) in zip(named, told, strict=True) if name[0][0] == "span")
    totals = {name for name, some in ends.items() if len({*some}) > 1}
    return [
        ("total", since, one.sectors) if name in totals else (kind, "" if kind == "span" else since, one.sectors)
        for name, (kind, since), (one, _) in zip(named, shapes, told, strict=True)
    ]


def _chart(ledger: Ledger, axis: Axis, lines: dict[Whose, list[Told]]) -> Chart:
    kind, since, sectors = axis
    ordered = sorted(lines.items(), key=lambda item: (-len(item[1]), item[0]))
    made = [_series(ledger, kind, whose, told) for whose, told in ordered]
    shown, values = ([value for _, some in part for value in some] for part in (made[:TOGETHER], made))
    for some in (shown, values):
        some.sort(key=lambda one: (_ends(one.when), period(one.when)[::-1], one.told), reverse=True)
    standing = [value for value in shown if value.mark in STANDS] or shown
    return Chart(
        kind=kind,
        since=since,
        sectors=links(ledger, "sectors", sectors),
        series=tuple(series for series, _ in made[:TOGETHER]),
        more=len(made[TOGETHER:]),
        values=tuple(values),
        count=len(values),
        first=shown[-1],
        last=shown[0],
        lowest=min(standing, key=lambda one: _bounds(one.figure)[0]),
        highest=max(standing, key=lambda one: _bounds(one.figure)[1]),
        falls=tuple(one for one in shown if one.mark == "falls")[:NAMED],
        lacking=tuple(one for one in shown if one.gap)[:NAMED],
    )


def _series(ledger: Ledger, kind: str, whose: Whose, told: Iterable[Told]) -> tuple[Series, list[Value]]:
    # Those of one time stay in the order of days.
    dated = sorted((_dated(kind, one) for one in told), key=lambda one: (one.at, one.since))
    times = grouped(((one.at, one.since), one) for one in dated).values()
    # Of each time, the number that was told last is on the line.
    current = [([one for one in some if not one.struck] or some)[-1] for some in times]
    # How often totals and levels are told shows from the third on.
    several = sum(not one.struck for one in current) > 2
    usual = median(b.at - a.at for a, b in pairwise(current)) if several else 0
    points, values = list[Point](), list[Value]()
    before: _Dated | None = None
    for some, last in zip(times, current, strict=True):
        for one in (*(one for one in some if one is not last), last):
            since = "" if one is last else "again" if one.figure == last.figure else "replaced"
            mark = "struck" if one.struck else since
            joined, gap, days, change = False, False, 0, None
            if before and not mark:
                joined = kind != "span" and _follows(kind, before, one, usual)
                gap = not joined and (kind in COUNTS or (several and kind != "span"))
                days = 0 if joined else round(one.at - before.at)
                change = None if kind == "span" else _change(before.figure, one.figure)
                mark = "falls" if kind == "total" and _below(one.figure, before.figure) else ""
            if mark != "again":
                points.append(Point(since=one.since, at=one.at, figure=one.figure, joined=joined, mark=mark))
            values.append(_value(ledger, kind, one.told, mark, change, gap, days))
        before = before if last.struck else last
    bodies, places = whose
    made = Series(
        speakers=tuple(speaker(ledger, name) for name in bodies),
        places=links(ledger, "places", places),
        points=tuple(points),
        gaps=sum(value.gap for value in values),
    )
    return made, values


def _dated(kind: str, told: Told) -> _Dated:
    """A count is drawn in the middle of its time; what is of a moment at that, or on the last of its days."""
    when = told[0].when
    first, last = period(when)
    since, until = first.toordinal(), _ends(when)
    moment = until - (0 if "T" in when.rpartition("/")[2] else 0.5)
    middle = (since + until) / 2 if kind in COUNTS and kind != "until" else moment
    return _Dated(told, last, float(since), until if kind == "span" else middle)


def _ends(when: str) -> float:
    """When a time ends, in days: at its hour, or at the end of its last day."""
    ends = when.rpartition("/")[2]
    hour = (int(ends[11:13]) + int(ends[14:16]) / 60) / 24 if "T" in ends else 1
    return period(when)[1].toordinal() + hour


def _follows(kind: str, before: _Dated, one: _Dated, usual: float) -> bool:
    """Whether no value is lacking between two: totals and levels are told as often as they are told usually."""
    if kind in COUNTS:
        return one.since == before.last.toordinal() + 1
    return one.at - before.at <= 1.5 * usual


def _change(was: Figure, now: Figure) -> int | float | None:
    """What was added from one exact number to another."""
    if was.low is None or now.low is None or not was.exact or not now.exact:
        return None
    found = Decimal(str(now.low)) - Decimal(str(was.low))
    return int(found) if found == int(found) else float(found)


def _below(now: Figure, was: Figure) -> bool:
    """Whether a figure is below another, however both are meant."""
    return not now.fits(was) and _bounds(now)[1] < _bounds(was)[0]


def _bounds(figure: Figure) -> tuple[float, float]:
    """The least and the most of what is known of a figure: an open end is no number."""
    low, high = figure.low, figure.high
    return (low if low is not None else high or 0, high if high is not None else low or 0)


def _value(ledger: Ledger, kind: str, told: Told, mark: str, change: int | float | None, gap: bool, days: int) -> Value:
    one, status = told
    begins, _, ends = one.when.partition("/")
    return Value(
        when=one.when,
        on={"total": ends, "until": begins}.get(kind, one.when),
        figure=one.figure,
        told=claim_link(one.claim),
        speakers=tuple(Link(who.short, who.url) for who in (speaker(ledger, name) for name in one.by)),
        sectors=links(ledger, "sectors", one.sectors),
        places=links(ledger, "places", one.places),
        status=status,
        mark=mark,
        change=change,
        gap=gap,
        days=days,
    )
