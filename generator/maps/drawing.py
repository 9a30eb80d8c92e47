"""From places and a base to what `templates/parts/map-sheet.html` prints. A map is WIDTH units wide."""

import hashlib
import json
import math
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, TypeAdapter

from generator.maps.room import Label, Room
from generator.maps.sheet import DEGREE, Box, Line, Point, Sheet, around, touch
from generator.views.maps import MapPlace, MapView

WIDTH, FLATTEST, TALLEST, MARGIN = 300.0, 190.0, 320.0, 40.0
LEAST = 60.0
"""Kilometres that a map is wide at least."""
BAR = 90.0
"""How long the bar of the scale may be."""
INSET = 62.0
"""How wide the small map in a corner is."""


_Line: TypeAlias = Annotated[Line, BeforeValidator(lambda points: (points, around(*points)))]


@dataclass(frozen=True)
class Base:
    """What lies under the marks."""

    bounds: Box
    land: tuple[_Line, ...]
    lakes: tuple[_Line, ...]
    rivers: tuple[tuple[str, _Line], ...]
    borders: tuple[_Line, ...]
    regions: tuple[_Line, ...]
    towns: tuple[tuple[str, float, float], ...]
    """Settlements for orientation, the first first: name, longitude, latitude."""
    digest: str
    """A hash of all this."""

    @cached_property
    def overview(self) -> tuple[Sheet, str, str]:
        """All of it at the size of the inset, and the paths of land and borders there."""
        west, south, east, north = self.bounds
        across = (east - west) * DEGREE * math.cos(math.radians((south + north) / 2))
        height = (north - south) * DEGREE * INSET / across
        sheet = Sheet((west + east) / 2, (south + north) / 2, across / INSET, INSET, height)
        return sheet, sheet.areas(self.land), sheet.lines(self.borders)


WORLD = Base((-180.0, -90.0, 180.0, 90.0), (), (), (), (), (), (), "")
"""What lies under the marks where there is no base: nothing."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A place on the map, and what is written there."""

    place: MapPlace
    x: float
    y: float
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Inset:
    """A small map of the whole base in a corner, and on it the frame of the map."""

    box: Box
    land: str
    borders: str
    frame: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map, ready to be printed."""

    width: float
    height: float
    land: str | None
    """None without a base: nothing is known of land and water then."""
    lakes: str
    rivers: str
    lines: str
    marks: tuple[Mark, ...]
    towns: tuple[Label, ...]
    waters: tuple[Label, ...]
    """Names of rivers."""
    kilometres: int
    bar: float
    """The scale: how long so many kilometres are."""
    inset: Inset | None
    listed: tuple[MapPlace, ...]
    """All places: those on the map in the order of their numbers, then the others."""


def load(path: Path) -> Base:
    """Read a base; `maps/README.md` tells its form. Raises ValueError for what is none."""
    raw = path.read_bytes()
    try:
        return TypeAdapter(Base).validate_python({**json.loads(raw), "digest": hashlib.sha256(raw).hexdigest()})
    except (TypeError, ValueError) as error:
        raise ValueError(f"{path.name} is no base of a map: {' '.join(str(error).split())[:200]}") from error


def draw(view: MapView, under: Base | None) -> Drawing | None:
    """The map of a view, the same for any order of its places; None where none of them is on it."""
    base = under or WORLD
    west, south, east, north = base.bounds
    on: list[tuple[MapPlace, Point]] = []
    off: list[MapPlace] = []
    for place in sorted(view.places, key=lambda place: (place.name, place.url)):
        lon, lat = place.lon, place.lat
        if lon is not None and lat is not None and west <= lon <= east and south <= lat <= north:
            on.append((place, (lon, lat)))
        else:
            off.append(place)
    if not on:
        return None
    sheet = _sheet([spot for _, spot in on])
    at = [sheet.at(*spot) for _, spot in on]
    points = [point for (place, _), point in zip(on, at, strict=True) if place.precision != "region"]
    inset = _inset(base, sheet, points) if under else None
    room = Room(sheet, points, [inset.box] if inset else [])
    first = sorted(range(len(on)), key=lambda i: (-on[i][0].said, i))
    names = {i: tuple(room.name(on[i][0].name, i + 1, at[i], on[i][0].precision == "region")) for i in first}
    kilometres = max(step * 10**e for e in range(5) for step in (1, 2, 5) if step * 10**e <= BAR * sheet.unit)
    named = {place.name for place in view.places}
    return Drawing(
        width=sheet.width,
        height=sheet.height,
        land=sheet.areas(base.land) if under else None,
        lakes=sheet.areas(base.lakes),
        rivers=sheet.lines(line for _, line in base.rivers),
        lines=sheet.lines((*base.borders, *base.regions)),
        marks=tuple(Mark(place, *at[i], names[i]) for i, (place, _) in enumerate(on)),
        towns=tuple(room.towns((name, sheet.at(*spot)) for name, *spot in base.towns if name not in named)),
        waters=tuple(room.rivers(base.rivers)),
        kilometres=kilometres,
        bar=kilometres / sheet.unit,
        inset=inset,
        listed=(*(place for place, _ in on), *off),
    )


def _sheet(spots: list[Point]) -> Sheet:
    """The sheet that holds some points of the globe, with a margin."""
    west, south, east, north = around(*spots)
    lat = (south + north) / 2
    across = (east - west) * DEGREE * math.cos(math.radians(lat))
    up = (north - south) * DEGREE
    unit = max(LEAST / WIDTH, across / (WIDTH - 2 * MARGIN), up / (TALLEST - 2 * MARGIN))
    return Sheet((west + east) / 2, lat, unit, WIDTH, min(TALLEST, max(FLATTEST, up / unit + 2 * MARGIN)))


def _inset(base: Base, sheet: Sheet, points: list[Point]) -> Inset | None:
    """The inset in a corner without marks; None where there is none, or where the map shows most of the base."""
    whole, land, borders = base.overview
    share = sheet.unit / whole.unit
    right, bottom = sheet.width - whole.width, sheet.height - whole.height
    for left, top in ((right, 0.0), (0.0, 0.0), (right, bottom), (0.0, bottom)):
        box = (left, top, left + whole.width, top + whole.height)
        if share * sheet.width < whole.width / 2 and not any(touch(box, around(p, reach=12.0)) for p in points):
            x, y = whole.at(sheet.lon, sheet.lat)
            half, tall = (max(1.5, share * length / 2) for length in (sheet.width, sheet.height))
            return Inset(box, land, borders, (x - half, y - tall, x + half, y + tall))
    return None
