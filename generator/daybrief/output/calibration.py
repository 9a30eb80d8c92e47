"""How forecasts with a chance came true, drawn: for each band of chances a bar as high as the share that did."""

from collections.abc import Iterable

from daybrief.model.fields import LIKELIHOOD_PERCENT
from daybrief.output.scales import Scale
from daybrief.views.claims import Band
from daybrief.views.page import View

ACROSS, UP = Scale(0, 100, 34, 294), Scale(0, 100, 150, 0)
"""From percent to units; a drawing is as wide as a chart."""
TICKS = (0, 25, 50, 75, 100)


class Bar(View, frozen=True):
    """A band of chances, from left to right, as high as the share of its forecasts that came true."""

    left: float
    width: float
    y: float
    count: int
    below: bool
    """Whether its number stands below it, for want of room above."""


def bars(bands: Iterable[Band]) -> list[Bar]:
    """A bar for each band that has forecasts."""
    found = []
    for band in bands:
        low, high = (round(ACROSS(percent), 1) for percent in LIKELIHOOD_PERCENT[band.likelihood])
        y = round(UP(100 * band.true / band.count), 1)
        found.append(Bar(low, round(high - low, 1), y, band.count, below=y < 16))
    return found


def ticks() -> list[tuple[int, float, float]]:
    """Percents, and where they stand across and up."""
    return [(percent, ACROSS(percent), UP(percent)) for percent in TICKS]
