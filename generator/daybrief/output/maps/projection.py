"""A part of the globe laid flat, and the lines and areas on it as SVG paths.

Paths are in the steps of a grid over the globe, so they are made once, in stretches, for all maps of like scale. A map
picks the stretches that it shows, and a viewBox lays the grid on its sheet.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import count, groupby, pairwise
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom; on the globe west, south, east, north."""
Grid: TypeAlias = tuple[float, float, bool]
"""How many steps a degree is to the right and down, and whether corners are rounded there."""

DEGREE = 111.2
"""Kilometres of a degree of latitude."""
FINEST, COARSER, CLOSE = 0.2, 1.5, 0.6
"""Kilometres a unit on the finest grid, by how much the next has more, and below what corners show and are rounded."""
STEPS, SPAN, DETAIL = 4, 6, 0.6
"""Steps of a grid to its unit, steps of a path to a stretch, and units that a drawn line may be off."""

WIDTH, FLATTEST, MARGIN = 300, 190, 20
"""Units: how wide a sheet is, how high it is at least, and how far from its sides what it is made for stays."""
BAR = 90.0
"""How long the bar of the scale may be."""
CELL, RISE, SCALES = 20, 30, 4
"""Few frames serve many maps: units from one middle to the next, and from a height to the next; scales to a grid."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """A line or a ring on the globe: longitudes and latitudes, and the box around them. It equals no other."""

    points: tuple[Point, ...]
    box: Box


def grid(unit: float, globe: Box) -> Grid:
    """The coarsest grid that is fine enough for so many kilometres a unit; steps are square in the middle of a part."""
    unit = FINEST * COARSER ** math.floor(round(math.log(unit / FINEST, COARSER), 9))
    steps = STEPS * DEGREE / unit * (2 if unit < CLOSE else 1)
    return steps * math.cos(math.radians((globe[1] + globe[3]) / 2)), -steps, unit < CLOSE


@dataclass(frozen=True, slots=True)
class Sheet:
    """What of the globe is on it, the kilometres of a unit, its size in units, and the grid of its paths."""

    globe: Box
    unit: float
    width: int
    height: int
    grid: Grid

    @property
    def kilometres(self) -> int:
        """How many the bar of the scale stands for: a round number."""
        tens = (1, 10, 100, 1_000, 10_000)
        return max(step * ten for ten in tens for step in (1, 2, 5) if step * ten <= BAR * self.unit)

    def at(self, lon: float, lat: float) -> Point:
        """Where a point of the globe is, to a unit."""
        west, south, east, north = self.globe
        return round((lon - west) / (east - west) * self.width), round((north - lat) / (north - south) * self.height)

    def steps(self, globe: Box) -> Box:
        """A part of the globe in steps of the grid."""
        (across, down, _), (west, south, east, north) = self.grid, globe
        return round(west * across), round(north * down), round(east * across), round(south * down)

    def wider(self, by: float) -> Box:
        """What of the globe is on it with so many units around."""
        west, south, east, north = self.globe
        wide, high = by * (east - west) / self.width, by * (north - south) / self.height
        return west - wide, south - high, east + wide, north + high

    def parts(self, line: Line) -> Iterator[list[Point]]:
        """The parts of a line that are on the sheet or near it: their corners."""
        west, south, east, north = globe = self.wider(10)
        corners = _corners(line, self.grid) if touch(line.box, globe) else ()
        for on, part in groupby(corners, lambda at: west < at[0] < east and south < at[1] < north):
            if on:
                yield [self.at(*point) for point in part]

    def path(self, lines: Iterable[Line], areas: bool = False) -> str:
        """A path of lines, or of areas: what of these is beyond an edge is one straight line, which nobody sees."""
        globe = self.wider(3)
        left, top, right, bottom = self.steps(globe)
        path: list[str] = []
        for stretches in (_stretches(line, self.grid) for line in lines if touch(line.box, globe)):
            move, out = "M", 16  # by which edges the pen is out of sight: at first by none of the four
            for (west, north, east, south), start, steps in stretches:
                beyond = (east < left) + 2 * (west > right) + 4 * (south < top) + 8 * (north > bottom)
                if out & beyond:
                    out &= beyond
                    continue
                if out and (areas or not beyond):
                    path.append(move + start)
                    move = "L" if areas else "M"
                if not beyond:
                    path.append(steps)
                out = beyond
            path.append("z" if areas and stretches else "")
        return "".join(path)


def frame(box: Box, globe: Box, tallest: int) -> Sheet:
    """The sheet of largest scale that holds a part of the globe, with a margin around it."""
    west, south, east, north = box
    for scale in count():
        unit = FINEST * COARSER ** (scale / SCALES)
        cell = CELL * unit
        lat = round((south + north) / 2 * DEGREE / cell) * cell / DEGREE
        degree = DEGREE * abs(math.cos(math.radians(lat)))
        lon = round((west + east) / 2 * degree / cell) * cell / degree
        across, up = 2 * max(lon - west, east - lon) * degree / unit, 2 * max(lat - south, north - lat) * DEGREE / unit
        height = FLATTEST + RISE * max(0, math.ceil((up + 2 * MARGIN - FLATTEST) / RISE))
        if across <= WIDTH - 2 * MARGIN and height <= tallest:
            break
    wide, high = WIDTH * unit / degree / 2, height * unit / DEGREE / 2
    return Sheet((lon - wide, lat - high, lon + wide, lat + high), unit, WIDTH, height, grid(unit, globe))


def around(*points: Point, reach: float = 0.0) -> Box:
    """The box around some points."""
    xs, ys = zip(*points, strict=True)
    return min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach


def touch(a: Box, b: Box) -> bool:
    """Whether two boxes have a point in common."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


@cache
def _corners(line: Line, grid: Grid) -> Sequence[Point]:
    """The points of a line that a grid's detail needs (Douglas and Peucker); all where corners are rounded."""
    across, down, rounded = grid
    if rounded:
        return line.points
    flat = [(lon * across, lat * down) for lon, lat in line.points]
    middle, end = len(flat) // 2, len(flat) - 1
    keep, waiting = {0, middle, end}, [(0, middle), (middle, end)]  # halves, for the ends of a ring are one point
    while waiting:
        first, last = waiting.pop()
        (ax, ay), (bx, by) = flat[first], flat[last]
        length = math.hypot(bx - ax, by - ay) or 1.0
        offs = [abs((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / length for x, y in flat[first + 1 : last]]
        if max(offs, default=0.0) > DETAIL * STEPS:
            far = first + 1 + offs.index(max(offs))
            keep.add(far)
            waiting += [(first, far), (far, last)]
    return [line.points[index] for index in sorted(keep)]


@cache
def _stretches(line: Line, grid: Grid) -> list[tuple[Box, str, str]]:
    """A line's path in parts: the box around each, where it starts, and how it goes on.

    With rounded corners it is the curve that touches each side at its middle (a quadratic B-spline).
    """
    across, down, rounded = grid
    by = 2 if rounded else 1  # middles of sides are at whole steps then
    steps = ((by * round(lon * across / by), by * round(lat * down / by)) for lon, lat in _corners(line, grid))
    corners = points = [point for point, _ in groupby(steps)]
    if rounded:
        sides = pairwise([corners[0], *corners, corners[-1]])
        points = [((ax + bx) // 2, (ay + by) // 2) for (ax, ay), (bx, by) in sides]
    found = []
    for at in range(0, len(points) - 1, SPAN):
        (x, y), hull = points[at], points[at : at + SPAN + 1]
        path = [f"{bx - ax} {by - ay}" for (ax, ay), (bx, by) in pairwise(hull)]
        if rounded:  # the first curve has a handle; mirrored, it is the handle of the next
            handle = corners[at]
            hull += corners[at : at + SPAN]
            path[0] = f"q{handle[0] - x} {handle[1] - y} {path[0]}" + "t" * (len(path) > 1)
        else:
            path[0] = "l" + path[0]
        found.append((around(*hull), f"{x} {y}", " ".join(path).replace(" -", "-").replace("t ", "t")))
    return found
