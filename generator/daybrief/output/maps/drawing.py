"""From places and a base to what `templates/parts/map-sheet.html` prints."""

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, BaseModel, Field, GetPydanticSchema, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from daybrief.output.maps.labels import BOTH, Label, LabelSpace, river_names
from daybrief.output.maps.projection import DEGREE, Box, Line, Point, Sheet, around, frame, grid, touch
from daybrief.source.characters import stray_characters
from daybrief.views.map import MapPlace
from daybrief.views.page import View

TALLEST, LOW = 310, 250
"""How high a map is at most, and one that leaves room for words."""
TRIES = 3
"""How often names are placed, until each mark has one or its number in either size."""
FRAMES = 128
"""Of how many frames the ground is kept."""
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


Longitude: TypeAlias = Annotated[float, Field(ge=-180, le=180)]
Latitude: TypeAlias = Annotated[float, Field(ge=-90, le=90)]
Name: TypeAlias = Annotated[str, Field(min_length=1, max_length=100), AfterValidator(_visible)]
Points: TypeAlias = Annotated[list[tuple[Longitude, Latitude]], Field(min_length=1)]


def _made_by(make: Callable[[list[Point]], Line]) -> GetPydanticSchema:
    """A line is what is made of points, as a file has them."""
    return GetPydanticSchema(lambda _, handler: no_info_after_validator_function(make, handler(Points)))


Course: TypeAlias = Annotated[Line, _made_by(_line)]
Ring: TypeAlias = Annotated[Line, _made_by(lambda points: _line([*points, points[0]]))]
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

    @cached_property
    def ground(self) -> "Callable[[Sheet], Ground]":
        """What lies under the marks of a map, found once for maps of the same frame."""
        return lru_cache(FRAMES)(partial(_ground, self))


WORLD = Base(bounds=(-180, -90, 180, 90), land=(), lakes=(), rivers=(), borders=(), regions=(), towns=())
"""What lies under the marks where there is no base: nothing."""


class Mark(View, frozen=True):
    """A place on the map, and what is written there."""

    place: MapPlace
    x: float
    y: float
    labels: tuple[Label, ...]


class Inset(View, frozen=True):
    """A small map of the whole base in a corner, and on it the frame of the map."""

    box: Box
    view: Box
    land: str
    borders: str
    frame: Box


class Ground(View, frozen=True):
    """What maps of the same frame have in common."""

    sheet: Sheet
    view: Box
    """What of the paths' grid is on it."""
    land: str | None
    """None without a base: nothing is known of land and water then."""
    lakes: str
    rivers: str
    lines: str
    towns: tuple[tuple[str, Point], ...]
    """Settlements, the first first."""
    waters: tuple[tuple[Label, ...], ...]
    """For each river, where its name may stand, the best first."""
    insets: tuple[Inset, ...]
    """The inset in each corner; none where the map shows most of the base."""


class Drawing(View, frozen=True):
    """A map, ready to be printed."""

    ground: Ground
    marks: tuple[Mark, ...]
    towns: tuple[Label, ...]
    waters: tuple[Label, ...]
    """Names of rivers."""
    inset: Inset | None
    """In the first corner without marks, if there is one."""
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
    ground = base.ground(frame(around(*spots), base.bounds, LOW if low else TALLEST))
    on = zip(listed, spots, strict=False)
    marks = [(number, place, ground.sheet.at(*spot)) for number, (place, spot) in enumerate(on, start=1)]
    points = [at for _, place, at in marks if place.precision != "region"]
    near = [around(point, reach=12.0) for point in points]
    inset = next((one for one in ground.insets if not any(touch(one.box, box) for box in near)), None)
    ends = [(x + way * _reach(place), y) for _, place, (x, y) in marks for way in (-1, 1) if place.signs]
    most, last = max(place.said for _, place, _ in marks), set[int]()
    for _ in range(TRIES):
        space = LabelSpace(ground.sheet, [*points, *ends], [inset.box] if inset else [])
        labels = {
            number: space.name(place.name, None if low else number, at, place.precision == "region", _reach(place))
            for number, place, at in sorted(marks, key=lambda it: (it[1].said < most, it[0] not in last, -it[1].said))
        }
        bare = {number for number, found in labels.items() if sum(len(label.sizes) for label in found) < len(BOTH)}
        if bare <= last:
            break
        last |= bare  # next time they choose before others: a name elsewhere is better than a mark without any
    named = {place.name for place in listed}
    return Drawing(
        ground=ground,
        marks=tuple(Mark(place, *at, labels[number]) for number, place, at in marks),
        towns=tuple(space.towns(town for town in ground.towns if town[0] not in named)),
        waters=tuple(filter(None, map(space.put, ground.waters))),
        inset=inset,
        listed=tuple(listed),
    )


def _is_on(base: Base, spot: Point | None) -> bool:
    return spot is not None and touch((*spot, *spot), base.bounds)


def _reach(place: MapPlace) -> int:
    """How far from the point of a mark its last sign stands, in units."""
    return round(SIGN * max(0, len(place.signs) - 1) / 2)


def _ground(base: Base, sheet: Sheet) -> Ground:
    return Ground(
        sheet=sheet,
        view=sheet.steps(sheet.globe),
        land=None if base is WORLD else sheet.path(base.land, True),
        lakes=sheet.path(base.lakes, True),
        rivers=sheet.path(line for _, line in base.rivers),
        lines=sheet.path((*base.borders, *base.regions)),
        towns=tuple((name, sheet.at(x, y)) for name, x, y in base.towns if touch((x, y, x, y), sheet.globe)),
        waters=tuple(river_names(sheet, base.rivers)),
        insets=() if base is WORLD else tuple(_insets(base, sheet)),
    )


def _insets(base: Base, sheet: Sheet) -> Iterator[Inset]:
    whole, land, borders = base.overview
    share = sheet.unit / whole.unit
    right, bottom = sheet.width - whole.width, sheet.height - whole.height
    if share * sheet.width < whole.width / 2:
        here = whole.steps(sheet.wider(max(0.0, 1.5 / share - sheet.height / 2)))
        for left, top in ((right, 0), (0, 0), (right, bottom), (0, bottom)):
            box = (left, top, left + whole.width, top + whole.height)
            yield Inset(box, whole.steps(whole.globe), land, borders, here)
