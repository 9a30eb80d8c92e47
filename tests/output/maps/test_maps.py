"""Maps: whatever the places, nothing covers anything, everything is linked and told in words, and no side is taken."""

import json
import math
import re
from collections.abc import Callable, Iterable, Sequence
from html import unescape
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from msgspec import structs

from daybrief.output.maps import WORLD, Base, Drawing, draw, load
from daybrief.output.maps.labels import BOTH, MARK, TYPE, Label, Size
from daybrief.output.maps.projection import Box, Sheet, grid, touch
from daybrief.views.map import MapPlace
from tests.projects import ROOT

FILE = ROOT / "maps/base.json"
BASE = load(FILE)
"""The base of the first site's maps."""
PLACES: dict[str, Any] = yaml.safe_load((ROOT / "briefings/registry/places.yml").read_text(encoding="utf-8"))
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


@pytest.fixture(scope="module")
def isle(tmp_path_factory: pytest.TempPathFactory) -> Base:
    """A base of a made-up island."""
    file = tmp_path_factory.mktemp("isle") / "base.json"
    file.write_text(json.dumps(ISLE), encoding="utf-8")
    return load(file)


def place(name: str, lat: float | None, lon: float | None, precision: str = "town", count: int = 1) -> MapPlace:
    at = None if lat is None or lon is None else (lon, lat)
    return MapPlace(name=name, url=f"places/{name.lower().replace(' ', '-')}/", at=at, precision=precision, said=count)


def registered(*names: str) -> list[MapPlace]:
    """Places of the first site."""
    found: list[MapPlace] = []
    for name in names:
        at = PLACES[name].get("coordinates", {})
        precision = at.get("precision", "town" if at else "region")
        found.append(
            MapPlace(
                name=PLACES[name]["name"],
                url=f"places/{name}/",
                at=(at["lon"], at["lat"]) if at else None,
                precision=precision,
                said=len(found),
            )
        )
    return found


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


def places(box: Box) -> st.SearchStrategy[list[MapPlace]]:
    """Places anywhere, many of them close together, some without a point."""
    west, south, east, north = box
    near = st.tuples(st.floats(37, 37.4), st.floats(48, 48.4))
    anywhere = st.tuples(st.floats(west - 5, east + 5), st.floats(south - 5, north + 5))
    nowhere = st.none()
    made = st.builds(
        lambda name, at, precision, count: MapPlace(
            name=name, url=f"places/{name}/", at=at, precision=precision, said=count
        ),
        names,
        near | anywhere | nowhere,
        precisions,
        numbers,
    )
    return st.lists(made, max_size=14, unique_by=lambda place: place.url)


@settings(deadline=None, max_examples=60)
@given(places(BASE.bounds), st.booleans())
def test_any_places_make_a_sound_map(found: list[MapPlace], based: bool) -> None:
    base = BASE if based else WORLD
    drawing = draw(found, base)
    if drawing is None:
        assert figure(found, base).strip() == ""
        return
    assert draw(reversed(found), base) == drawing
    assert sorted(drawing.listed, key=repr) == sorted(found, key=repr)
    assert [mark.place for mark in drawing.marks] == list(drawing.listed[: len(drawing.marks)])
    for mark in drawing.marks:
        assert 0 < mark.x < drawing.width
        assert 0 < mark.y < drawing.height
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
        frame = (0, 0, drawing.width, drawing.height)
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


def test_a_map_does_not_depend_on_those_drawn_before() -> None:
    views = [registered("siversk", "bakhmut"), registered("kherson", "siversk"), registered("kherson")]
    before = [svg(view, BASE) for view in views]
    assert len({*before} - {""}) == 3
    assert [svg(view, load(FILE)) for view in reversed(views)] == before[::-1]


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


@settings(deadline=None, max_examples=60)
@given(st.floats(22, 41), st.floats(44, 52.5), st.floats(0.2, 5), st.floats(0, 1), st.floats(0, 1))
def test_land_is_land_however_it_is_cut(lon: float, lat: float, unit: float, x: float, y: float) -> None:
    west, south, east, north = lon - 2 * unit, lat - unit, lon + 2 * unit, lat + unit
    steps = grid(unit, BASE.bounds)
    cut, whole = (Sheet(globe, unit, 300, 200, steps) for globe in ((west, south, east, north), BASE.bounds))
    point = (west + x * (east - west)) * steps[0], (south + y * (north - south)) * steps[1]
    assert inside(point, rings(cut.path(BASE.land, True))) == inside(point, rings(whole.path(BASE.land, True)))


def test_without_a_base_there_are_points_and_a_scale() -> None:
    printed = svg([place("A", 10, 10), place("B", 11, 11)], WORLD)
    assert "map-land" not in printed
    assert "map-water" not in printed
    assert printed.count("<a ") == 2
    assert "map.km 20" in printed


def test_no_map_where_no_place_is_on_it() -> None:
    assert draw([], BASE) is None
    assert draw([place("A", None, None), place("B", 25.8, -80.2)], BASE) is None


def test_what_is_said_most_of_chooses_first() -> None:
    crowd = [place(f"Settlement {n}", 48 + n / 500, 37.0) for n in range(12)]
    for chosen in crowd:
        drawing = draw([structs.replace(p, said=9) if p == chosen else p for p in crowd], BASE)
        assert drawing
        mark = next(mark for mark in drawing.marks if mark.place.name == chosen.name)
        assert [label.text for label in mark.labels] == [chosen.name]


def test_a_place_is_not_named_twice() -> None:
    drawing = draw(registered("siversk", "bakhmut", "lyman"), BASE)
    assert drawing
    assert not {label.text for label in drawing.towns} & {"Siversk", "Bakhmut", "Lyman"}
    assert "Sloviansk" in {label.text for label in drawing.towns}


def test_a_map_is_small() -> None:
    known = [name for name, entry in PLACES.items() if "coordinates" in entry]
    assert 8 * 1024 < len(svg(registered(*known[:40]), BASE).encode()) <= 25 * 1024
    assert all(len(svg(registered(name), BASE).encode()) < 8 * 1024 for name in known)
    assert FILE.stat().st_size <= 300 * 1024


def test_a_map_is_at_least_sixty_kilometres_wide() -> None:
    drawing = draw(registered("siversk"), BASE)
    assert drawing
    assert drawing.kilometres / drawing.bar * drawing.width == pytest.approx(60)


def test_type_is_large_enough_and_the_style_sheet_agrees() -> None:
    css = (ROOT / "templates/overlay/assets/stylesheets/daybrief.css").read_text(encoding="utf-8")
    assert f"font: {TYPE['narrow']}px" in css
    wide = css.partition("@container (min-width: 24rem)")[2]
    assert f"font-size: {TYPE['wide']:g}px" in wide
    sheet = 302
    assert TYPE["narrow"] * (320 - 2 * 16) / sheet >= 11
    assert TYPE["wide"] * 24 * 20 / sheet >= 11


def test_nothing_is_styled_where_the_policy_forbids_it() -> None:
    printed = svg(registered("siversk", "kherson"), BASE)
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


def near(point: tuple[float, float], reach: float, base: Base) -> bool:
    lines = [*base.borders, *base.regions]
    return any(math.dist(point, other) < reach for line in lines for other in line.points)


def test_the_first_base_draws_no_border_of_crimea_and_no_lake_that_is_gone() -> None:
    for point in [(33.65, 46.12), (34.3, 46.05), (34.9, 45.8), (36.6, 45.35), (36.5, 45.1)]:
        assert not near(point, 0.12, BASE)
    assert near((39.8, 49.5), 0.5, BASE)  # a border that is drawn
    assert BASE.lakes
    inside = [line for line in BASE.lakes if touch(line.box, (34.0, 47.3, 34.6, 47.6))]
    assert inside == []


@pytest.mark.slow
def test_the_program_knows_no_place() -> None:
    program = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("generator/**/*.py")))
    known = {name for name, *_ in (*BASE.towns, *BASE.rivers)} | {"Ukraine", "Russia", "Crimea"}
    assert {name for name in known if re.search(rf"\b{re.escape(name)}\b", program)} == set()
