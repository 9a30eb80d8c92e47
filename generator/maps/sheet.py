"""A part of the globe laid flat, and the lines and areas on it as SVG paths."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right, bottom; on the globe west, south, east, north."""


class Line(NamedTuple):
    """A line or a ring on the globe: longitudes and latitudes, and the box around them."""

    points: tuple[Point, ...]
    box: Box


DEGREE = 111.2
"""Kilometres of a degree of latitude."""
DETAIL = 2.0
"""Units: how far apart the points of a drawn line are at least."""
CLOSE = 0.7
"""Kilometres a unit: maps below this show a line's corners, so they are rounded."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Its centre, the kilometres of a unit, and its size in units. Degrees are as long as at the centre."""

    lon: float
    lat: float
    unit: float
    width: float
    height: float

    def at(self, lon: float, lat: float) -> Point:
        """Where a point of the globe is."""
        scale = DEGREE / self.unit
        across = (lon - self.lon) * scale * math.cos(math.radians(self.lat))
        return self.width / 2 + across, self.height / 2 - (lat - self.lat) * scale

    def frame(self, by: float) -> Box:
        """The edge, moved out."""
        return -by, -by, self.width + by, self.height + by

    def globe(self, by: float) -> Box:
        """What of the globe is on it, with so many units around."""
        up = self.unit / DEGREE
        across = up / math.cos(math.radians(self.lat))
        wide, high = (self.width / 2 + by) * across, (self.height / 2 + by) * up
        return self.lon - wide, self.lat - high, self.lon + wide, self.lat + high

    def parts(self, line: Line) -> Iterator[list[Point]]:
        """The parts of a line that are on the sheet."""
        globe = self.globe(2)
        part: list[Point] = []
        for a, b in pairwise(line.points) if touch(line.box, globe) else ():
            if touch((min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])), globe):
                part += [self.at(*b)] if part else [self.at(*a), self.at(*b)]
            elif part:
                yield part
                part = []
        if part:
            yield part

    def lines(self, lines: Iterable[Line]) -> str:
        """A path of lines, in tenths of units."""
        return "".join(_path(self._rounded(part)) for line in lines for part in self.parts(line))

    def areas(self, rings: Iterable[Line]) -> str:
        """A path of areas, in tenths of units: cut out of sight, and first so far off that no cut corner is rounded."""
        far = self.globe(self.width)
        cuts = (cut(ring.points, far) for ring in rings if touch(ring.box, far))
        shown = (cut(self._rounded([self.at(*point) for point in ring]), self.frame(5)) for ring in cuts if ring)
        return "".join(_path(ring) + "z" for ring in shown if ring)

    def _rounded(self, line: list[Point]) -> list[Point]:
        """A line with its corners cut twice, on a map that would show them (Chaikin)."""
        for _ in range(2 if self.unit < CLOSE else 0):
            line = [line[0], *(between(a, b, t) for a, b in pairwise(line) for t in (0.25, 0.75)), line[-1]]
        return line


def around(*points: Point, reach: float = 0.0) -> Box:
    """The box around some points."""
    xs, ys = zip(*points, strict=True)
    return min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach


def touch(a: Box, b: Box) -> bool:
    """Whether two boxes have a point in common."""
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]


def between(a: Point, b: Point, t: float) -> Point:
    """The point at the share `t` of the way from one to the other."""
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def cut(ring: Iterable[Point], box: Box) -> list[Point]:
    """What of an area lies in a box (Sutherland and Hodgman)."""
    points = [*ring]
    for axis, limit, sign in ((0, box[0], 1), (1, box[1], 1), (0, box[2], -1), (1, box[3], -1)):
        kept: list[Point] = []
        for a, b in pairwise([*points, *points[:1]]):
            if sign * (a[axis] - limit) >= 0:
                kept.append(a)
            if (sign * (a[axis] - limit) >= 0) != (sign * (b[axis] - limit) >= 0):
                kept.append(between(a, b, (limit - a[axis]) / (b[axis] - a[axis])))
        points = kept
    return points


def _path(line: list[Point]) -> str:
    """A path in tenths of units, of points that are at least DETAIL apart."""
    kept = line[:1]
    for point in line[1:-1]:
        if math.dist(point, kept[-1]) >= DETAIL:
            kept.append(point)
    points = [(round(10 * x), round(10 * y)) for x, y in (*kept, line[-1])]
    steps = " ".join(f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(points) if a != b)
    return f"M{points[0][0]} {points[0][1]}l{steps}".replace(" -", "-") if steps else ""
