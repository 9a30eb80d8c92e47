"""Maps: whatever the places, nothing covers anything, everything is linked and told in words, and no side is taken."""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import structs

from daybrief.output.maps import WORLD, Base, Drawing, draw, load
from daybrief.output.maps.drawing import SIGN
from daybrief.output.maps.labels import BOTH, MARK, TYPE, Label, Size
from daybrief.output.maps.projection import Box, Sheet, grid, touch
from daybrief.views.map import MapPlace
from daybrief.views.parts import Party
from tests.projects import BASE, ROOT

COAST = [[0, 0], [6, 0], [6, 3], [4, 3.5], [3, 3], [0, 3], [0, 0]]
ISLE = {
    "bounds": [0, 0, 6, 4],
    "land": [COAST],
    "lakes": [[[1, 1], [1.5, 1], [1.2, 1.4], [1, 1]]],
    "rivers": [["Ebb & Flow", [[1.2, 1.4], [2, 2], [3, 2.2], [4, 3.4]]]],
    "borders": [[[3, 0], [3.2, 1.5], [3, 3]]],
    "regions": [[[0, 2], [1, 2.2], [3.1, 2]]],
    "towns": [["Port", 3.4, 2.9], ["Inland", 3.6, 1.9]],
}


@pytest.fixture(scope="session")
def base_file() -> Path:
    return BASE


@pytest.fixture(scope="session")
def base(base_file: Path) -> Base:
    """A base with all that one may hold, as dense as a country's."""
    return load(base_file)


@pytest.fixture(scope="module")
def isle(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A base of a made-up island."""
    file = tmp_path_factory.mktemp("isle") / "base.json"
    file.write_text(json.dumps(ISLE), encoding="utf-8")
    return load(file)


def place(name: str, lat: float | None, lon: float | None, precision: str = "town", count: int = 1) -> MapPlace:
    at = None if lat is None or lon is None else (lon, lat)
    return MapPlace(name=name, url=f"places/{name.lower().replace(' ', '-')}/", at=at, precision=precision, said=count)


def figure(places: Sequence[MapPlace], base: Base) -> str:
    """The figure of a map, with words that tell their keys."""
    environment = Environment(
        loader=FileSystemLoader(ROOT / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "draw": lambda places: draw(places, base),
        "to": lambda url: f"../{url}",
        "word": lambda key, **values: " ".join([key, *map(str, values.values())]),
    }
    source = '{% import "parts/map.html" as maps with context %}{{ maps.chart(places, "Title") }}'
    return environment.from_string(source).render(places=places)


def svg(places: Sequence[MapPlace], base: Base) -> str:
    found = re.search(r"<svg.*</svg>", figure(places, base), re.S)
    return found.group() if found else ""


def labels(drawing: Drawing, size: Size) -> list[Label]:
    """What is written in one size of type."""
    written = [*(label for mark in drawing.marks for label in mark.labels), *drawing.towns, *drawing.waters]
    return [label for label in written if size in label.sizes]


def apart(a: Box, b: Box) -> bool:
    return not touch(a, b)


names = st.text(st.characters(categories=("L", "N", "P", "Zs")), min_size=1, max_size=30)
numbers = st.integers(0, 9)
precisions = st.sampled_from(["town", "town", "near", "region"])


Found = list[tuple[str, tuple[float, float] | None, str, int]]


def places() -> st.SearchStrategy[Found]:
    """Places anywhere, many of them close together, some without a point: where they are is told as parts of a base."""
    near = st.tuples(st.floats(0.78, 0.8), st.floats(0.474, 0.516))
    anywhere = st.tuples(st.floats(-0.25, 1.25), st.floats(-0.5, 1.5))
    made = st.tuples(names, near | anywhere | st.none(), precisions, numbers)
    return st.lists(made, max_size=14, unique_by=lambda place: place[0])


def within(box: Box, x: float, y: float) -> tuple[float, float]:
    """A point of the globe, told as parts of a box."""
    west, south, east, north = box
    return west + x * (east - west), south + y * (north - south)


@settings(deadline=None, max_examples=60)
@given(made=places(), based=st.booleans())
def test_any_places_make_a_sound_map(base: Base, made: Found, based: bool) -> None:
    found = [
        MapPlace(name=name, url=f"places/{name}/", at=at and within(base.bounds, *at), precision=precision, said=count)
        for name, at, precision, count in made
    ]
    base = base if based else WORLD
    drawing = draw(found, base)
    if drawing is None:
        assert figure(found, base).strip() == ""
        return
    assert draw(reversed(found), base) == drawing
    assert sorted(drawing.listed, key=repr) == sorted(found, key=repr)
    assert [mark.place for mark in drawing.marks] == list(drawing.listed[: len(drawing.marks)])
    for mark in drawing.marks:
        assert 0 < mark.x < drawing.ground.sheet.width
        assert 0 < mark.y < drawing.ground.sheet.height
    for size in BOTH:
        written = [label.box(size) for label in labels(drawing, size)]
        assert all(apart(a, b) for a, b in combinations(written, 2))
        r = MARK[size]
        for mark in drawing.marks:
            if mark.place.precision != "region":
                dot = (mark.x - r, mark.y - r, mark.x + r, mark.y + r)
                assert all(apart(dot, box) for box in written)
        if drawing.inset:
            assert all(apart(drawing.inset.box, box) for box in written)
        frame = (0, 0, drawing.ground.sheet.width, drawing.ground.sheet.height)
        assert all(frame[0] < b[0] and frame[1] < b[1] and b[2] < frame[2] and b[3] < frame[3] for b in written)
    printed = figure(found, base)
    assert not re.search(r"\b(nan|inf)\b", re.sub(r"<(text|title|a)\b.*?</\1>", "", printed, flags=re.S))
    sheet, end, words = printed.partition("</div>")
    linked = [a.get("href") for a in ElementTree.fromstring(sheet[sheet.index("<div") :] + end).iter("a")]
    assert not re.search(r"<svg[^>]*>(?:(?!</svg>).)*<a ", sheet, re.S), "Material cannot follow a link in a drawing"
    assert linked == [f"../{mark.place.url}" for mark in drawing.marks]
    told = [unescape(href) for href in re.findall(r'<a href="([^"]*)"', words)]
    assert told == [f"../{place.url}" for place in drawing.listed]


def test_a_map_to_the_letter(isle: Base, golden: Callable[[str, str], None]) -> None:
    shown = [
        place("Cape", 3.2, 3.9, count=4),
        place("Mill", 1.55, 3.0, "near"),
        place("Port", 2.9, 3.4, count=2),
        place("The Downs", 1.2, 4.5, "region"),
        place("Far Abroad", 40, 40),
        place("Nowhere", None, None, "region"),
    ]
    golden("map.html", figure(shown, isle).strip() + "\n")


@pytest.fixture(scope="session")
def three(base: Base) -> list[MapPlace]:
    """Two places close to each other, and one far away."""
    points = [(0.78, 0.48), (0.8, 0.5), (0.3, 0.6)]
    return [place(name, *within(base.bounds, *at)[::-1]) for name, at in zip(("A", "B", "C"), points, strict=True)]


def test_a_map_does_not_depend_on_those_drawn_before(base: Base, base_file: Path, three: list[MapPlace]) -> None:
    views = [three[:2], three[::2], three[2:]]
    before = [svg(view, base) for view in views]
    assert len({*before} - {""}) == 3
    assert [svg(view, load(base_file)) for view in reversed(views)] == before[::-1]


def inside(point: tuple[float, float], rings: Iterable[Sequence[tuple[float, float]]]) -> bool:
    """Whether a point is in an odd number of rings."""
    x, y = point
    sides = (side for ring in rings for side in zip(ring, (*ring[1:], ring[0]), strict=True))
    return (
        sum((a[1] > y) != (b[1] > y) and x < a[0] + (y - a[1]) / (b[1] - a[1]) * (b[0] - a[0]) for a, b in sides) % 2
        > 0
    )


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The areas of a path, with a straight line for each curve."""
    found: list[list[tuple[float, float]]] = []
    for command, rest in re.findall(r"([MLlqtz])([^MLlqtz]*)", path):
        numbers = [int(number) for number in re.findall(r"-?\d+", rest)]
        points = [(numbers[i], numbers[i + 1]) for i in range(0, len(numbers), 2)]
        if command == "M":
            found.append(points)
        elif command == "L":
            found[-1] += points
        else:
            for dx, dy in points[1:] if command == "q" else points:
                found[-1].append((found[-1][-1][0] + dx, found[-1][-1][1] + dy))
    return found


@pytest.mark.filterwarnings("default:Generating overly large repr")  # else no failing case is told
@settings(deadline=None, max_examples=60)
@given(
    centre=st.tuples(st.floats(0.05, 0.95), st.floats(0.05, 0.95)),
    unit=st.floats(0.2, 5),
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_land_is_land_however_it_is_cut(
    base: Base, centre: tuple[float, float], unit: float, at: tuple[float, float]
) -> None:
    lon, lat = within(base.bounds, *centre)
    box = lon - 2 * unit, lat - unit, lon + 2 * unit, lat + unit
    steps = grid(unit, base.bounds)
    cut, whole = (Sheet(globe, unit, 300, 200, steps) for globe in (box, base.bounds))
    x, y = within(box, *at)
    assume(touch((x, y, x, y), base.bounds))  # what is beyond them is cut on both sheets
    point = x * steps[0], y * steps[1]
    assert inside(point, rings(cut.path(base.land, True))) == inside(point, rings(whole.path(base.land, True)))


def test_without_a_base_there_are_points_and_a_scale() -> None:
    printed = svg([place("A", 10, 10), place("B", 11, 11)], WORLD)
    assert "map-land" not in printed
    assert "map-water" not in printed
    assert printed.count("<a ") == 2
    assert "map.km 20" in printed


def test_no_map_where_no_place_is_on_it(base: Base) -> None:
    assert draw([], base) is None
    assert draw([place("A", None, None), place("B", 25.8, -80.2)], base) is None


def test_what_is_said_most_of_chooses_first(base: Base) -> None:
    lon, lat = within(base.bounds, 0.78, 0.474)
    crowd = [place(f"Settlement {n}", lat + n / 500, lon) for n in range(12)]
    for chosen in crowd:
        drawing = draw([structs.replace(p, said=9) if p == chosen else p for p in crowd], base)
        assert drawing
        mark = next(mark for mark in drawing.marks if mark.place.name == chosen.name)
        assert [label.text for label in mark.labels] == [chosen.name]


def test_no_mark_is_without_a_name_or_a_number_where_others_can_make_room(base: Base) -> None:
    """Marks that are said less of choose last, and would find nothing left between two others."""
    lon, lat = within(base.bounds, 0.5, 0.5)
    row = [place(f"Settlement {n}", lat + n % 3 / 40, lon + n / 30, count=9 - n) for n in range(9)]
    drawing = draw(row, base)
    assert drawing
    for size in BOTH:
        assert all(any(size in label.sizes for label in mark.labels) for mark in drawing.marks)
    assert [label.text for label in drawing.marks[0].labels] == ["Settlement 0"]


def test_no_name_covers_the_signs_of_a_sector(base: Base) -> None:
    lon, lat = within(base.bounds, 0.5, 0.5)
    sides = [(Party(name, name, ""), "unverified") for name in "abc"]
    crowd = [
        structs.replace(place(f"Sector {n}", lat + n / 10, lon + n % 2 / 5, "sector"), signs=tuple(sides[: n % 3 + 1]))
        for n in range(6)
    ]
    drawing = draw(crowd, base, low=True)
    assert drawing
    assert drawing.ground.sheet.height <= 250
    for size in BOTH:
        written = [label.box(size) for label in labels(drawing, size)]
        assert len(written) >= len(crowd)
        for mark in drawing.marks:
            half, r = SIGN * (len(mark.place.signs) - 1) / 2, MARK[size]
            row = (mark.x - half - r + 1, mark.y - r, mark.x + half + r - 1, mark.y + r)
            assert all(apart(row, box) for box in written)


def test_a_place_is_not_named_twice(base: Base) -> None:
    (name, *at), (near, *beside) = base.towns[-2:]
    drawing = draw([place(name, *reversed(at)), place(near, *reversed(beside))], base)
    assert drawing
    shown = {label.text for label in drawing.towns}
    assert not shown & {name, near}
    assert shown & {town for town, *_ in base.towns}


def test_a_map_is_small(base: Base) -> None:
    crowd = [place(f"{n} {name}", lat + 0.01, lon) for n, (name, lon, lat) in enumerate(base.towns[:40])]
    assert 8 * 1024 < len(svg(crowd, base).encode()) <= 25 * 1024
    assert all(len(svg([one], base).encode()) < 8 * 1024 for one in crowd)


def test_a_map_is_at_least_sixty_kilometres_wide(base: Base, three: list[MapPlace]) -> None:
    drawing = draw(three[:1], base)
    assert drawing
    assert drawing.ground.sheet.unit * drawing.ground.sheet.width == pytest.approx(60)


def test_type_is_large_enough_and_the_style_sheet_agrees() -> None:
    css = (ROOT / "templates/overlay/assets/stylesheets/daybrief.css").read_text(encoding="utf-8")
    assert f"font: {TYPE['narrow']}px" in css
    wide = css.partition("@container (min-width: 24rem)")[2]
    assert f"font-size: {TYPE['wide']:g}px" in wide
    sheet = 302
    assert TYPE["narrow"] * (320 - 2 * 16) / sheet >= 11
    assert TYPE["wide"] * 24 * 20 / sheet >= 11


def test_nothing_is_styled_where_the_policy_forbids_it(base: Base, three: list[MapPlace]) -> None:
    printed = svg(three[::2], base)
    assert "<svg" in printed
    assert " style=" not in printed
    assert "<style" not in printed


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"bounds": [0, 0, 1]}', json.dumps(ISLE | {"rivers": [[1, 2]]})])
def test_what_is_no_base_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "base.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match="no base"):
        load(file)


@pytest.mark.parametrize("bounds", [[0, 0, 0, 4], [0, 4, 6, 4], [6, 0, 0, 4], [0, 4, 6, 0]])
def test_bounds_hold_something(tmp_path: Path, bounds: list[int]) -> None:
    file = tmp_path / "base.json"
    file.write_text(json.dumps(ISLE | {"bounds": bounds}), encoding="utf-8")
    with pytest.raises(ValueError, match="west, south, east, north"):
        load(file)
