"""A chart: figures on one axis, as lines and as a table."""

from daybrief.model.figures import Figure
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Link, Speaker

COUNTS = ("day", "week", "month", "year", "until")
"""Kinds of which each figure counts anew: one goes on from another if its time begins where that one's ends."""


TOGETHER = 4
"""Lines on one axis that a reader can tell apart."""


class Point(View, frozen=True, kw_only=True):
    """A figure where it is drawn."""

    since: float
    at: float
    """In days, as ordinals of dates: where its time begins, and where it is drawn."""
    figure: Figure
    joined: bool
    """Whether a line leads to it from the one before."""
    mark: str
    """`falls` for a running total below the one before, `replaced` for a number that the same speaker has given anew
    since, `struck` for one that was taken back or refuted; else empty."""


class Value(View, frozen=True, kw_only=True):
    """A figure in a table."""

    when: str
    on: str
    """The same in short, where the chart tells since when, or until which hour."""
    figure: Figure
    told: DayLink
    """The claim that gives it."""
    speakers: tuple[Link, ...]
    sectors: tuple[Link, ...]
    places: tuple[Link, ...]
    status: str
    mark: str
    """As a point's; or `again` for a number that the same speaker has told again since, which has no point."""
    change: int | float | None
    """From the value before on its line, if both are exact."""
    gap: bool
    """Whether values are lacking before it."""
    days: int
    """How many days after that, where no line leads from it; else 0."""


class Series(View, frozen=True, kw_only=True):
    """What is on one line."""

    speakers: tuple[Speaker, ...]
    places: tuple[Link, ...]
    points: tuple[Point, ...]
    gaps: int


class Chart(View, frozen=True, kw_only=True):
    """What is on one axis."""

    kind: str
    """What its times are: one of `COUNTS`, `total`, `level`, `span` or `open`."""
    since: str
    """The day since when a total runs, or the hour until when a part of a day is counted."""
    sectors: tuple[Link, ...]
    series: tuple[Series, ...]
    """Those with most values, the first `TOGETHER`."""
    more: int
    """Lines that are left out."""
    values: tuple[Value, ...]
    """All, or the newest of them, the newest first."""
    count: int
    first: Value
    last: Value
    lowest: Value
    highest: Value
    falls: tuple[Value, ...]
    """Where a total falls, and where values are lacking before one: the newest few."""
    lacking: tuple[Value, ...]

    def marked(self, mark: str) -> int:
        """How many of its figures have a mark."""
        return sum(point.mark == mark for one in self.series for point in one.points)

    @property
    def gaps(self) -> int:
        """How often values are lacking."""
        return sum(one.gaps for one in self.series)

    @property
    def drawn(self) -> bool:
        """Whether there is more than one time to be compared."""
        return self.kind != "open" and len({point.at for one in self.series for point in one.points}) > 1
