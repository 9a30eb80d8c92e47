"""Months as grids, and the marks of sides."""

import datetime as dt

from daybrief.output.calendars import grid, marks
from daybrief.settings import HUES
from daybrief.views.lists import DayLine
from daybrief.views.parts import Party
from daybrief.views.sides import Side


def side(name: str) -> Side:
    party = Party(name, name.capitalize(), f"parties/{name}/") if name not in ("none", "") else None
    return Side(id=name, party=party, awaited=True)


def test_a_day_stands_in_its_week_and_days_without_a_briefing_are_bare() -> None:
    line = DayLine(date=dt.date(2025, 12, 3), title="T", claims=1, sources=1, speakers=(), draft=False)
    assert grid([[0, 1, 2], [3, 4, 0]], [line]) == [
        [(0, None), (1, None), (2, None)],
        [(3, line), (4, None), (0, None)],
    ]


def test_each_side_has_a_mark_of_its_own_and_that_of_a_hue_is_the_parties_who_has_it() -> None:
    sides = [side(name) for name in ("a", "b", "c", "none", "")]
    shapes = ["as-violet", "hue-ochre", "as-teal", "as-none", "as-unknown"]
    assert marks(sides, {"b": "ochre"}) == [(shape, "") for shape in shapes]


def test_where_no_shape_is_left_a_letter_tells_sides_apart() -> None:
    found = marks([side(f"p{number}") for number in range(len(HUES) + 28)], {})
    assert found[: len(HUES)] == [(f"as-{hue}", "") for hue in HUES]
    assert [letter for _, letter in found[len(HUES) :]] == [*"abcdefghijklmnopqrstuvwxyz", "aa", "ab"]
    assert {shape for shape, _ in found[len(HUES) :]} == {"as-other"}


def test_of_two_with_one_hue_the_second_has_a_letter() -> None:
    assert marks([side("a"), side("b")], {"a": "teal", "b": "teal"}) == [("hue-teal", ""), ("as-other", "a")]
