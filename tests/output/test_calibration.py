"""Chances given beside what came true, drawn."""

from itertools import pairwise

from daybrief.model.fields import LIKELIHOOD_PERCENT
from daybrief.output.calibration import ACROSS, UP, bars
from daybrief.views.claims import Band


def test_a_bar_is_as_wide_as_its_band_and_as_high_as_the_share_that_came_true() -> None:
    never, half = bars([Band("almost-no-chance", 4, 0), Band("roughly-even", 10, 5)])
    assert (never.left, never.y, never.count) == (round(ACROSS(1), 1), UP(0), 4)
    assert (half.left, half.left + half.width) == (ACROSS(45), ACROSS(55))
    assert half.left <= ACROSS(50) <= half.left + half.width, "on the line, which leads from corner to corner"
    assert half.y == UP(50)


def test_a_number_has_room_in_the_frame() -> None:
    high, low = bars([Band("likely", 2, 2), Band("very-likely", 2, 0)])
    assert (high.below, low.below) == (True, False)


def test_bands_follow_one_another_without_a_gap() -> None:
    every = bars(Band(band, 1, 1) for band in LIKELIHOOD_PERCENT)
    assert all(round(one.left + one.width, 1) == other.left for one, other in pairwise(every))
