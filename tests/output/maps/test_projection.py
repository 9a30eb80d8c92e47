"""Paths that a browser can draw: each command with as many numbers as it takes, from the first point to the last."""

import re

import pytest

from daybrief.output.maps.projection import DEGREE, Line, Sheet, around, grid

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
