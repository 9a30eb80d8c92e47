"""Paths that a browser can draw: each command with as many numbers as it takes, from the first point to the last."""

import re
from collections.abc import Iterable
from itertools import pairwise

import pytest

from daybrief.output.maps.projection import DEGREE, Box, Line, Point, Sheet, around, grid, touch

ARITY = {"M": 2, "L": 2, "l": 2, "q": 4, "t": 2}


def moves(path: str) -> list[tuple[str, list[int]]]:
    """The commands of a path with their numbers, one move each."""
    found = []
    for command, given in re.findall(r"([MLlqt])([^MLlqtz]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", given)]
        assert numbers, path
        assert len(numbers) % ARITY[command] == 0, f"{command} in {path}"
        size = ARITY[command]
        found += [(command, numbers[at : at + size]) for at in range(0, len(numbers), size)]
    return found


def end(path: str) -> tuple[int, int]:
    """Where the pen is left."""
    x = y = 0
    for command, numbers in moves(path):
        by, down = numbers[-2:]
        x, y = (by, down) if command.isupper() else (x + by, y + down)
    return x, y


@pytest.mark.parametrize("rounded", [True, False], ids=["rounded", "straight"])
@pytest.mark.parametrize("count", range(2, 15))
def test_a_line_of_any_length_is_drawn_to_its_end(count: int, rounded: bool) -> None:
    points = tuple((0.5 + number / 100, 0.5 + number % 2 / 100) for number in range(count))
    globe = (0.0, 0.0, 1.0, 1.0)
    unit = 0.3 if rounded else 1.0
    there = grid(unit, globe)
    assert there[2] == rounded
    side = round(DEGREE / unit)
    sheet = Sheet(globe, unit, side, side, there)
    path = sheet.path([Line(points, around(*points))])
    assert path.count("M") == 1
    (lon, lat), (across, down, _) = points[-1], there
    x, y = end(path)
    assert abs(x - lon * across) <= 2
    assert abs(y - lat * down) <= 2
    drawn = len(moves(path)) - 1
    assert drawn == (count if rounded else count - 1), "no corner is lost: they are far apart"


@pytest.mark.parametrize(
    ("unit", "finest", "rounded"),
    [
        *((0.1, 0.2 / 1.5**2, True), (0.21, 0.2, True), (0.29, 0.2, True), (0.31, 0.3, True), (0.44, 0.3, True)),
        *((0.46, 0.45, True), (0.66, 0.45, True), (0.68, 0.675, False), (1.0, 0.675, False), (1.02, 1.0125, False)),
    ],
)
def test_a_grid_has_four_steps_a_unit_and_eight_where_corners_are_rounded(
    unit: float, finest: float, rounded: bool
) -> None:
    steps = (8 if rounded else 4) * 111.2 / finest
    assert grid(unit, (-10.0, -10.0, 10.0, 10.0)) == pytest.approx((steps, -steps, rounded))
    assert grid(unit, (0.0, 50.0, 10.0, 70.0)) == pytest.approx((steps / 2, -steps, rounded)), "square in the middle"


def test_a_point_of_the_globe_is_on_the_sheet_to_a_unit() -> None:
    sheet = Sheet((10.0, 40.0, 13.0, 42.0), 1.0, 300, 200, (50.0, -80.0, False))
    assert [sheet.at(*point) for point in ((10, 42), (13, 40), (10.104, 41.5), (9, 43), (11.006, 40.994))] == [
        *((0, 0), (300, 200), (10, 50), (-100, -100), (101, 101))
    ]
    assert sheet.steps((10.0, 40.0, 13.0, 42.01)) == (500, -3361, 650, -3200)
    assert sheet.wider(10) == pytest.approx((9.9, 39.9, 13.1, 42.1))


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(
    ("other", "common"),
    [
        *(((0, 0, 9, 9), True), ((2, 2, 3, 3), True), ((4, 4, 9, 9), True), ((-1, -1, 1, 1), True)),
        *(((5, 0, 9, 9), False), ((-1, 0, 0, 9), False), ((0, 5, 9, 9), False), ((0, -1, 9, 0), False)),
    ],
)
def test_boxes_touch_where_they_have_a_point_in_common(other: Box, common: bool, swapped: bool) -> None:
    one = (1, 1, 4, 4)
    assert (touch(other, one) if swapped else touch(one, other)) is common


def test_a_box_is_around_points_with_so_much_more() -> None:
    assert around((1, 5), (3, 2), (2, 9)) == (1, 2, 3, 9)
    assert around((1, 5), (3, 2), reach=0.5) == (0.5, 1.5, 3.5, 5.5)


def sheet_of(rounded: bool) -> Sheet:
    """A sheet with a step to the unit, whose first point is at the bottom on the left."""
    return Sheet((0.0, 0.0, 3.0, 2.0), 1.0, 300, 200, (100.0, -100.0, rounded))


def line(points: Iterable[Point]) -> Line:
    """A line by its points in units."""
    globe = tuple((x / 100, y / 100) for x, y in points)
    return Line(globe, around(*globe))


def saw(first: int, count: int) -> list[Point]:
    """A line up and down to the right."""
    return [(first + 20 * n, 50 + 30 * (n % 2)) for n in range(count)]


RING = [(10, 10), (50, 10), (50, 50), (10, 50), (10, 10)]
ABOUT = [(-300, -300), (600, -300), (600, 500), (-300, 500), (-300, -300)]
CUT = [
    *((-300 + 30 * n, 10 + 20 * (n % 2)) for n in range(12)),
    *((30 - 30 * n, 150 + 20 * (n % 2)) for n in range(12)),
    (-300, 10),
]


@pytest.mark.parametrize(
    ("points", "straight", "rounded"),
    [
        ([(10, 20), (30, 40)], "M10 -20l20-20", "M10 -20q0 0 10-10t10-10"),
        ([(10, 20), (30, 60), (50, 20)], "M10 -20l20-40 20 40", "M10 -20q0 0 10-20t20 0 10 20"),
        ([(50, 60), (30, 20), (20, 30)], "M50 -60l-20 40-10-10", "M50 -60q0 0-10 20t-15 15-5-5"),
        ([(10, 20), (10, 20), (30, 40)], "M10 -20l20-20", "M10 -20q0 0 10-10t10-10"),
        (
            saw(10, 9),
            "M10 -50l20-30 20 30 20-30 20 30 20-30 20 30l20-30 20 30",
            "M10 -50q0 0 10-15t20 0 20 0 20 0 20 0 20 0q10 15 20 0t20 0 10 15",
        ),
        (
            saw(-200, 40),  # of which six steps in a row are on the sheet or not
            "M-80 -50l20-30 20 30 20-30 20 30 20-30 20 30l20-30 20 30 20-30 20 30 20-30 20 30"
            "l20-30 20 30 20-30 20 30 20-30 20 30l20-30 20 30 20-30 20 30 20-30 20 30",
            "M-90 -65q10 15 20 0t20 0 20 0 20 0 20 0 20 0q10 15 20 0t20 0 20 0 20 0 20 0 20 0"
            "q10 15 20 0t20 0 20 0 20 0 20 0 20 0q10 15 20 0t20 0 20 0 20 0 20 0 20 0",
        ),
        ([(-50, -50), (-50, -90), (-60, -70)], "", ""),
        ([(-9, 10), (-4, 10)], "", ""),
        ([(-9, 10), (-3, 20)], "M-9 -10l6-10", ""),
        ([(310, 10), (303, 20)], "M310 -10l-7-10", ""),
        ([(310, 10), (304, 20)], "", ""),
        ([(10, -9), (20, -3)], "M10 9l10-6", ""),
        ([(10, -9), (20, -5)], "", ""),
        ([(10, 210), (20, 203)], "M10 -210l10 7", "M10 -210q0 0 5 4t5 4"),
        ([(10, 210), (20, 205)], "", ""),
    ],
)
def test_a_line_on_the_sheet_is_drawn_to_the_letter(points: list[Point], straight: str, rounded: str) -> None:
    assert sheet_of(False).path([line(points)]) == straight
    assert sheet_of(True).path([line(points)]) == rounded


@pytest.mark.parametrize(
    ("points", "straight", "rounded"),
    [
        (RING, "M10 -10l40 0 0-40-40 0 0 40z", "M10 -10q0 0 20 0t20-20-20-20-20 20 0 20z"),
        (ABOUT, "M-300 300l900 0 0-800-900 0 0 800z", "M-300 300q0 0 450 0t450-400-450-400-450 400 0 400z"),
        (
            CUT,  # what is left of the sheet is one straight line
            "M-300 -10L-120 -10l30-20 30 20 30-20 30 20 30-20 0-120l-30-20-30 20-30-20-30 20-30-20-30 20z",
            "M-300 -10L-135 -20q15 10 30 0t30 0 30 0 30 0 30 0 15-70q0-60-15-70t-30 0-30 0-30 0-30 0-30 0z",
        ),
    ],
    ids=["on the sheet", "around the sheet", "partly on it"],
)
def test_an_area_on_the_sheet_is_drawn_to_the_letter(points: list[Point], straight: str, rounded: str) -> None:
    assert sheet_of(False).path([line(points)], True) == straight
    assert sheet_of(True).path([line(points)], True) == rounded


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("first", range(4))
def test_of_an_area_around_the_sheet_only_the_corners_are_drawn(first: int, back: bool) -> None:
    """However ragged its sides are, from whichever corner and whichever way around."""
    around_it = [(-120, -120), (420, -120), (420, 320), (-120, 320)]
    corners = [*around_it[first:], *around_it[:first]]
    corners = [corners[0], *corners[:0:-1]] if back else corners
    ring: list[Point] = []
    for (ax, ay), (bx, by) in pairwise([*corners, corners[0]]):
        for n in range(12):
            off = 8 * (n % 2)
            ring.append((ax + (bx - ax) * n / 12 + off * (ax == bx), ay + (by - ay) * n / 12 + off * (ay == by)))
    drawn = "L".join(f"{x} {-y}" for x, y in corners)
    assert sheet_of(False).path([line([*ring, corners[0]])], True) == f"M{drawn}z"


def test_lines_and_areas_are_one_path() -> None:
    lines = [line([(10, 20), (30, 40)]), line([(900, 900), (990, 990)]), line([(50, 20), (30, 40)])]
    assert sheet_of(False).path(lines) == "M10 -20l20-20M50 -20l-20-20"
    assert sheet_of(False).path([line(RING), line(RING)], True) == "M10 -10l40 0 0-40-40 0 0 40z" * 2


def test_a_line_that_leaves_the_sheet_is_taken_up_where_it_comes_back() -> None:
    there = [(10 + 40 * n, 50 + 9 * (n % 2)) for n in range(18)]
    back = [(x, y + 90) for x, y in reversed(there)]
    assert sheet_of(False).path([line([*there, *back])]) == (
        "M10 -50l40-9 40 9 40-9 40 9 40-9 40 9l40-9 40 9 40-9 40 9 40-9 40 9"
        "M450 -149l-40 9-40-9-40 9-40-9-40 9-40-9l-40 9-40-9-40 9-40-9-40 9"
    )


@pytest.mark.parametrize(
    ("off", "kept"), [(2.3, False), (2.5, True), (-2.3, False), (-2.5, True)], ids=lambda value: str(value)
)
@pytest.mark.parametrize("at", [1, 2, 4])
def test_what_is_off_a_straight_line_by_little_is_not_drawn(at: int, off: float, kept: bool) -> None:
    """A straight line may be off by 0.6 units, which are 2.4 steps."""
    points = [(40 * n, 100 + off * (n == at)) for n in range(6)]
    (part,) = sheet_of(False).parts(line(points))
    assert (round(40 * at) in [x for x, _ in part]) is kept
    (whole,) = sheet_of(True).parts(line(points))
    assert [x for x, _ in whole] == [0, 40, 80, 120, 160, 200]


def test_the_parts_of_a_line_are_those_within_ten_units_of_the_sheet() -> None:
    across = [(-10, 50), (-9, 80), (50, 50), (309, 80), (310, 50), (330, 80)]
    upward = [(200, 210), (200, 209), (150, 150), (100, -9), (100, -10), (50, -11)]
    assert [*sheet_of(True).parts(line([*across, *upward]))] == [
        [(-9, 120), (50, 150), (309, 120)],
        [(200, -9), (150, 50), (100, 209)],
    ]
    assert [*sheet_of(True).parts(line([(400, 400), (500, 500)]))] == []
