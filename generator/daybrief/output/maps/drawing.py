"""From places and a base to what `templates/parts/map-sheet.html` prints. A map is WIDTH units wide."""

import hashlib
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, Field, GetPydanticSchema, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from daybrief.output.maps.labels import Label, LabelSpace
from daybrief.output.maps.projection import DEGREE, Box, Line, Point, Sheet, around, grid, touch
from daybrief.source.characters import stray_characters
from daybrief.views.map import MapPlace

WIDTH, FLATTEST, TALLEST, MARGIN = 300, 190, 320, 40
LOW, LOW_MARGIN = 250, 18
"""How high a low map is at most, and its margin above and below."""
LEAST = 60.0
"""Kilometres that a map is wide at least."""
BAR = 90.0
"""How long the bar of the scale may be."""
INSET = 62
"""How wide the small map in a corner is."""
SIGN = 8.4
"""From one sign of a mark to the next."""

MAX_BYTES = 1 << 24
"""A base has no more."""


def _visible(name: str) -> str:
    if stray_characters(name, ""):
        raise PydanticCustomError("name", "a name holds characters that cannot be seen")
    return name


def _line(points: Iterable[Point]) -> Line:
    line = tuple(points)
    return Line(line, around(*line))


def _ring(points: Sequence[Point]) -> Line:
    return _line([*points, points[0]])


Longitude: TypeAlias = Annotated[float, Field(ge=-180, le=180)]
Latitude: TypeAlias = Annotated[float, Field(ge=-90, le=90)]
Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_visible)]
Points: TypeAlias = Annotated[list[tuple[Longitude, Latitude]], Field(min_length=1)]


def _made_by(make: Callable[[list[Point]], Line]) -> GetPydanticSchema:
    """A line is what is made of points, as a file has them."""
    return GetPydanticSchema(lambda _, handler: no_info_after_validator_function(make, handler(Points)))


Course: TypeAlias = Annotated[Line, _made_by(_line)]
Ring: TypeAlias = Annotated[Line, _made_by(_ring)]
"""A line that ends where it begins: its file need not say so."""


class Base(BaseModel, frozen=True):
    """What lies under the marks, as a file says it."""

    bounds: tuple[Longitude, Latitude, Longitude, Latitude]
    land: tuple[Ring, ...]
    lakes: tuple[Ring, ...]
    rivers: tuple[tuple[Name, Course], ...]
    borders: tuple[Course, ...]
    regions: tuple[Course, ...]
    towns: tuple[tuple[Name, Longitude, Latitude], ...]
    """Settlements for orientation, the first first."""
    digest: str = ""
    """A hash of all this."""

    @cached_property
    def overview(self) -> tuple[Sheet, str, str]:
        """All of it at the size of the inset, and the paths of land and borders there."""
        west, south, east, north = self.bounds
        unit = (east - west) * DEGREE * math.cos(math.radians((south + north) / 2)) / INSET
        height = round((north - south) * DEGREE / unit)
        sheet = Sheet(self.bounds, unit, INSET, height, grid(1.5 * unit, self.bounds))
        return sheet, sheet.path(self.land, True), sheet.path(self.borders)


WORLD = Base(bounds=(-180, -90, 180, 90), land=(), lakes=(), rivers=(), borders=(), regions=(), towns=())
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
    view: Box
    land: str
    borders: str
    frame: Box


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map, ready to be printed."""

    width: float
    height: float
    view: Box
    """What of the paths' grid is on it."""
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
    """Read a base; `maps/README.md` tells its form. Raises ValueError for what is none, with the place in it."""
    try:
        if not path.is_file():
            raise FileNotFoundError(0, "there is no such file")  # nor is a device read, which may have no end
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
        if len(raw) > MAX_BYTES:
            raise ValueError(f"{path.name} has more than {MAX_BYTES:,} bytes")
        base = Base.model_validate_json(raw, strict=True)
    except OSError as error:
        raise ValueError(f"{path.name} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in first["loc"]).lstrip(".")
        raise ValueError(f"{path.name} is no base of a map: {place}: {first['msg']}") from error
    if base.bounds[0] >= base.bounds[2] or base.bounds[1] >= base.bounds[3]:
        raise ValueError(f"{path.name} is no base of a map: bounds: they are west, south, east, north")
    return base.model_copy(update={"digest": hashlib.sha256(raw).hexdigest()})


def draw(places: Iterable[MapPlace], base: Base, low: bool = False) -> Drawing | None:
    """The map of some places, the same for any order of them; None where none of them is on it.

    A low one leaves room on a phone for the words below it: no list, and so no numbers.
    """
    listed = sorted(places, key=lambda place: (not _is_on(base, place.at), place.name, place.url))
    spots = [place.at for place in listed if place.at and _is_on(base, place.at)]
    if not spots:
        return None
    sheet = _sheet(base, spots, *((LOW, LOW_MARGIN) if low else (TALLEST, MARGIN)))
    on = zip(listed, spots, strict=False)
    marks = [(number, place, sheet.at(*spot)) for number, (place, spot) in enumerate(on, start=1)]
    points = [at for _, place, at in marks if place.precision != "region"]
    inset = None if base is WORLD else _inset(base, sheet, points)
    ends = ((x + way * _reach(place), y) for _, place, (x, y) in marks for way in (-1, 1) if place.signs)
    space = LabelSpace(sheet, [*points, *ends], [inset.box] if inset else [])
    labels = {
        number: space.name(place.name, None if low else number, at, place.precision == "region", _reach(place))
        for number, place, at in sorted(marks, key=lambda mark: -mark[1].said)
    }
    kilometres = max(step * 10**e for e in range(5) for step in (1, 2, 5) if step * 10**e <= BAR * sheet.unit)
    named = {place.name for place in listed}
    towns = (town for town in base.towns if town[0] not in named and touch((*town[1:], *town[1:]), sheet.globe))
    return Drawing(
        width=sheet.width,
        height=sheet.height,
        view=sheet.steps(sheet.globe),
        land=None if base is WORLD else sheet.path(base.land, True),
        lakes=sheet.path(base.lakes, True),
        rivers=sheet.path(line for _, line in base.rivers),
        lines=sheet.path((*base.borders, *base.regions)),
        marks=tuple(Mark(place, *at, labels[number]) for number, place, at in marks),
        towns=tuple(space.towns((name, sheet.at(lon, lat)) for name, lon, lat in towns)),
        waters=tuple(space.rivers(base.rivers)),
        kilometres=kilometres,
        bar=kilometres / sheet.unit,
        inset=inset,
        listed=tuple(listed),
    )


def _is_on(base: Base, spot: Point | None) -> bool:
    return spot is not None and touch((*spot, *spot), base.bounds)


def _reach(place: MapPlace) -> int:
    """How far from the point of a mark its last sign stands, in units."""
    return round(SIGN * max(0, len(place.signs) - 1) / 2)


def _sheet(base: Base, spots: list[Point], tallest: int, margin: int) -> Sheet:
    """The sheet that holds some points of the globe, with a margin above and below them."""
    west, south, east, north = around(*spots)
    lon, lat = (west + east) / 2, (south + north) / 2
    degree = DEGREE * math.cos(math.radians(lat))
    across, up = (east - west) * degree, (north - south) * DEGREE
    unit = max(LEAST / WIDTH, across / (WIDTH - 2 * MARGIN), up / (tallest - 2 * margin))
    height = min(tallest, max(FLATTEST, round(up / unit) + 2 * margin))
    wide, high = WIDTH * unit / degree / 2, height * unit / DEGREE / 2
    return Sheet((lon - wide, lat - high, lon + wide, lat + high), unit, WIDTH, height, grid(unit, base.bounds))


def _inset(base: Base, sheet: Sheet, points: list[Point]) -> Inset | None:
    """The inset in a corner without marks; None where there is none, or where the map shows most of the base."""
    whole, land, borders = base.overview
    share = sheet.unit / whole.unit
    right, bottom = sheet.width - whole.width, sheet.height - whole.height
    for left, top in ((right, 0), (0, 0), (right, bottom), (0, bottom)):
        box = (left, top, left + whole.width, top + whole.height)
        if share * sheet.width < whole.width / 2 and not any(touch(box, around(p, reach=12.0)) for p in points):
            frame = whole.steps(sheet.wider(max(0.0, 1.5 / share - sheet.height / 2)))
            return Inset(box, whole.steps(whole.globe), land, borders, frame)
    return None
