"""From places and a base to a drawing: its scale and size, what is on it, and the small map in its corner."""

import hashlib
import json
import math
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.output.maps import WORLD, Base, Drawing, draw, load
from daybrief.output.maps.drawing import FRAMES, MAX_BYTES
from daybrief.views.map import MapPlace

DEGREE = 111.2
LAND = [[0, 0], [60, 0], [60, 40], [0, 40]]
WIDE: dict[str, Any] = {
    "bounds": [0, 0, 60, 40],
    "land": [LAND],
    "lakes": [[[10, 10], [11, 10], [11, 11]]],
    "rivers": [["Ebb", [[0, 0], [1, 1]]], ["Flow", [[2, 2]]]],
    "borders": [[[30, 0], [30, 40]]],
    "regions": [[[0, 20], [60, 20]]],
    "towns": [["Port", 30.1, 20.05], ["Away", 50, 30]],
}


def base(folder: Path, **changes: Any) -> Base:
    file = folder / "base.json"
    file.write_text(json.dumps(WIDE | changes), encoding="utf-8")
    return load(file)


def refused(file: Path) -> str:
    with pytest.raises(ValueError, match=r"^base\.json ") as raised:
        load(file)
    return str(raised.value)


# Bases


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"land": [[]]}, "land[0]: List should have at least 1 item after validation, not 0"),
        ({"land": [[["1", 2]]]}, "land[0][0][0]: Input should be a valid number"),
        ({"lakes": [[[1, 90.5]]]}, "lakes[0][0][1]: Input should be less than or equal to 90"),
        ({"lakes": [[[1, -90.5]]]}, "lakes[0][0][1]: Input should be greater than or equal to -90"),
        ({"borders": [[[180.5, 0]]]}, "borders[0][0][0]: Input should be less than or equal to 180"),
        ({"bounds": [-180.5, 0, 1, 1]}, "bounds[0]: Input should be greater than or equal to -180"),
        ({"bounds": [0, 0, 1, 91]}, "bounds[3]: Input should be less than or equal to 90"),
        ({"rivers": [[1, [[0, 0]]]]}, "rivers[0][0]: Input should be a valid string"),
        ({"rivers": [["", [[0, 0]]]]}, "rivers[0][0]: String should have at least 1 character"),
        ({"towns": [["a" * 101, 0, 0]]}, "towns[0][0]: String should have at most 100 characters"),
        ({"towns": [["a\u3164", 0, 0]]}, "towns[0][0]: a name holds characters that cannot be seen"),
        ({"towns": [["a", 181, 0]]}, "towns[0][1]: Input should be less than or equal to 180"),
        ({"towns": [["a", 0, 91]]}, "towns[0][2]: Input should be less than or equal to 90"),
        ({"bounds": [0, 0, 0, 1]}, "bounds: they are west, south, east, north"),
        ({"bounds": [0, 1, 1, 0]}, "bounds: they are west, south, east, north"),
    ],
)
def test_what_is_wrong_with_a_base_is_told_with_its_place(tmp_path: Path, changes: Any, told: str) -> None:
    (tmp_path / "base.json").write_text(json.dumps(WIDE | changes), encoding="utf-8")
    assert refused(tmp_path / "base.json") == f"base.json is no base of a map: {told}"


def test_a_base_reaches_around_the_globe_and_has_long_names(tmp_path: Path) -> None:
    found = base(tmp_path, bounds=[-180, -90, 180, 90], towns=[["a" * 100, 180, 90], ["b", -180, -90]])
    assert found.bounds == (-180, -90, 180, 90)
    assert found.towns == (("a" * 100, 180, 90), ("b", -180, -90))


def test_a_base_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "base.json"
    assert refused(file) == "base.json cannot be read: there is no such file"
    file.mkdir()
    assert refused(file) == "base.json cannot be read: there is no such file"
    file.rmdir()
    text = json.dumps(WIDE)
    file.write_text(text + " " * (MAX_BYTES - len(text)))
    assert load(file).bounds == (0, 0, 60, 40)
    file.write_text(text + " " * (MAX_BYTES - len(text) + 1))
    assert refused(file) == "base.json has more than 16,777,216 bytes"


def test_rings_are_closed_and_lines_are_not(tmp_path: Path) -> None:
    found = base(tmp_path)
    assert found.land[0].points == ((0, 0), (60, 0), (60, 40), (0, 40), (0, 0))
    assert found.lakes[0].points == ((10, 10), (11, 10), (11, 11), (10, 10))
    assert [(name, line.points) for name, line in found.rivers] == [("Ebb", ((0, 0), (1, 1))), ("Flow", ((2, 2),))]
    assert found.borders[0].points == ((30, 0), (30, 40))
    assert found.regions[0].points == ((0, 20), (60, 20))
    assert (found.land[0].box, found.lakes[0].box) == ((0, 0, 60, 40), (10, 10, 11, 11))
    assert found.digest == hashlib.sha256((tmp_path / "base.json").read_bytes()).hexdigest()


# Drawings


def town(name: str, at: tuple[float, float]) -> MapPlace:
    return MapPlace(name=name, url=f"{name.lower()}/", at=at, precision="town", said=1)


def drawn(under: Base, *points: tuple[float, float]) -> Drawing:
    """A map of places at longitudes and latitudes."""
    found = draw([town(f"P{number}", at) for number, at in enumerate(points)], under)
    assert found
    return found


def spots(drawing: Drawing) -> list[tuple[float, float]]:
    return [(mark.x, mark.y) for mark in drawing.marks]


@pytest.mark.parametrize(
    ("points", "size", "at"),
    [
        ([(30, 0)], (300, 190), [(150, 95)]),
        ([(0, 0), (1, 0)], (300, 190), [(30, 95), (277, 95)]),
        ([(0, -0.5), (0, 0.5)], (300, 310), [(150, 279), (150, 31)]),
        ([(0, -1), (2, 1)], (300, 310), [(30, 277), (273, 33)]),
        ([(0, -0.25), (1, 0.25)], (300, 190), [(30, 157), (277, 33)]),
        ([(0, -0.35), (1, 0.35)], (300, 220), [(30, 196), (277, 24)]),
        ([(0, 59.5), (1, 60.5)], (300, 310), [(90, 272), (214, 25)]),
    ],
)
def test_a_map_is_as_large_as_its_places_need(
    points: list[tuple[float, float]], size: tuple[int, int], at: list[tuple[int, int]]
) -> None:
    found = drawn(WORLD, *points)
    assert (found.ground.sheet.width, found.ground.sheet.height) == size
    assert spots(found) == at


@pytest.mark.parametrize(
    ("degrees", "kilometres"), [(0, 10), (0.5, 10), (1, 20), (1.2, 20), (2.5, 100), (5, 200), (12, 500), (300, 10_000)]
)
def test_the_scale_is_a_round_number_of_kilometres(degrees: float, kilometres: int) -> None:
    found = drawn(WORLD, (-degrees / 2, 0), (degrees / 2, 0))
    assert found.ground.sheet.kilometres == kilometres
    assert kilometres <= 90 * found.ground.sheet.unit


@settings(deadline=None, max_examples=60)
@given(
    points=st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=1, max_size=3),
    spread=st.sampled_from([0.0, 0.001, 0.01, 0.1, 1.0]),
    low=st.booleans(),
)
def test_the_frame_is_the_least_of_a_few_that_holds_all_places(
    points: list[tuple[float, float]], spread: float, low: bool
) -> None:
    (lon, lat), *_ = points
    near = [(lon + spread * (x - lon), lat + spread * (y - lat)) for x, y in points]
    found = draw([town(f"P{number}", at) for number, at in enumerate(near)], WORLD, low)
    assert found
    sheet = found.ground.sheet
    assert sheet.height in range(190, 251 if low else 311, 30)
    scale = 4 * math.log(sheet.unit / 0.2, 1.5)
    assert scale == pytest.approx(round(scale), abs=1e-6)
    for x, y in spots(found):
        assert 20 <= x <= 280
        assert 20 <= y <= sheet.height - 20


def test_places_that_are_close_share_a_frame_and_what_lies_under_it(tmp_path: Path) -> None:
    under = base(tmp_path)
    one, same, other = (drawn(under, (lon, 20), (lon + 0.9, 20.4)).ground for lon in (30, 30.02, 31))
    assert one is same
    assert one is not other
    assert drawn(under, (30, 20), (30.9, 20.4)).ground is one
    assert drawn(base(tmp_path, towns=[]), (30, 20), (30.9, 20.4)).ground.towns == ()


def test_the_ground_of_few_frames_is_kept(tmp_path: Path) -> None:
    under = base(tmp_path)
    first = drawn(under, (30, 20)).ground
    for number in range(FRAMES):
        drawn(under, (number / 4, 10))
    assert under.ground.cache_info().currsize == FRAMES
    again = drawn(under, (30, 20)).ground
    assert again is not first
    assert again == first


def test_places_are_numbered_by_name_and_those_off_the_map_are_last(tmp_path: Path) -> None:
    under = base(tmp_path)
    made = [
        *(
            MapPlace(name="C", url="c/", at=(30, 20), precision="town", said=1),
            MapPlace(name="A", url="a/", at=None, precision="town", said=1),
        ),
        *(
            MapPlace(name="B", url="b2/", at=(30.2, 20), precision="town", said=1),
            MapPlace(name="B", url="b1/", at=(30, 20.1), precision="region", said=9),
        ),
        *(
            MapPlace(name="D", url="d/", at=(30, 40.1), precision="town", said=1),
            MapPlace(name="E", url="e/", at=None, precision="town", said=1),
        ),
    ]
    found = draw(made, under)
    assert found
    assert [place.url for place in found.listed] == ["b1/", "b2/", "c/", "a/", "d/", "e/"]
    assert [mark.place.url for mark in found.marks] == ["b1/", "b2/", "c/"]


@pytest.mark.parametrize(
    ("point", "on"), [((0, 0), True), ((60, 40), True), ((60.01, 20), False), ((30, 40.01), False), ((-0.01, 9), False)]
)
def test_a_place_at_the_edge_of_a_base_is_on_the_map(tmp_path: Path, point: tuple[float, float], on: bool) -> None:
    place = MapPlace(name="A", url="a/", at=point, precision="town", said=1)
    assert (draw([place], base(tmp_path)) is not None) is on


def test_a_region_has_no_dot_that_keeps_names_away() -> None:
    """Its own name stands upon its point."""
    (label,) = next(
        mark.labels for mark in draw([MapPlace(name="A", url="a/", at=(0, 0), precision="region", said=1)], WORLD).marks
    )
    assert (label.dx, label.dy, label.anchor) == (0, 0, "middle")


def test_without_a_base_nothing_is_known_of_the_ground(tmp_path: Path) -> None:
    bare = drawn(WORLD, (30, 20))
    ground = bare.ground
    assert (ground.land, ground.lakes, ground.rivers, ground.lines) == (None, "", "", "")
    assert (bare.inset, bare.towns, bare.waters) == (None, (), ())
    found = drawn(base(tmp_path), (30, 20))
    assert found.ground.land
    assert found.inset
    assert [label.text for label in found.towns] == ["Port"]
    west, north, east, south = found.ground.view
    steps = 8 * DEGREE / 0.2
    assert (east - west, south - north) == pytest.approx((300 * 8, 190 * 8), abs=40)
    ((x, y),) = spots(found)  # to half a unit, which is 4 steps
    assert west + 8 * x == pytest.approx(30 * steps * math.cos(math.radians(20)), abs=5)
    assert north + 8 * y == pytest.approx(-20 * steps, abs=5)


def test_a_town_that_is_a_place_of_the_map_is_not_named_again(tmp_path: Path) -> None:
    found = draw([MapPlace(name="Port", url="p/", at=(30, 20), precision="town", said=1)], base(tmp_path))
    assert found
    assert found.towns == ()


# Insets


@pytest.mark.parametrize(
    ("points", "corner"),
    [
        ([(30, 20)], (238, 0)),
        ([(30, 20), (31, 20.5)], (0, 0)),
        ([(30, 20.5), (31, 20.5)], (238, 0)),
        ([(30, 20.5), (31, 20.5), (30.5, 20)], (238, 146)),
        ([(30, 20.5), (31, 20.5), (31, 20)], (0, 146)),
        ([(30, 20.5), (31, 20.5), (31, 20), (30, 20)], None),
    ],
)
def test_a_small_map_stands_in_the_first_corner_without_a_mark(
    tmp_path: Path, points: list[tuple[float, float]], corner: tuple[int, int] | None
) -> None:
    inset = drawn(base(tmp_path), *points).inset
    assert (inset and inset.box) == (corner and (*corner, corner[0] + 62, corner[1] + 44))


def test_a_small_map_is_as_high_as_its_base_is(tmp_path: Path) -> None:
    inset = drawn(base(tmp_path, bounds=[5, 10, 65, 50]), (30, 20)).inset
    assert inset
    assert inset.box == (238, 0, 300, 48)


@pytest.mark.parametrize(("degrees", "shown"), [(25.0, True), (26.0, False)])
def test_a_map_of_half_of_the_base_has_no_small_map(tmp_path: Path, degrees: float, shown: bool) -> None:
    """The sheet is wider than its places by margins and by what is left to the next scale."""
    inset = drawn(base(tmp_path), (30 - degrees / 2, 20), (30 + degrees / 2, 20)).inset
    assert (inset is not None) is shown


def test_the_frame_on_a_small_map_is_what_the_map_shows_and_never_too_small(tmp_path: Path) -> None:
    under = base(tmp_path)
    unit = 60 * DEGREE * math.cos(math.radians(20)) / 62
    drawing = drawn(under, (25, 20), (35, 20))
    large, small = drawing.inset, drawn(under, (30, 20)).inset
    assert large
    assert small
    left, top, right, bottom = large.view
    step = (right - left) / 62
    assert (bottom - top) / step == pytest.approx(44, abs=0.3)
    width, height = (large.frame[2] - large.frame[0]) / step, (large.frame[3] - large.frame[1]) / step
    scale = drawing.ground.sheet.unit / unit
    assert (width, height) == pytest.approx((300 * scale, 190 * scale), abs=0.3)
    width, height = (small.frame[2] - small.frame[0]) / step, (small.frame[3] - small.frame[1]) / step
    assert height == pytest.approx(3, abs=0.3)
    assert width == pytest.approx(3 + 110 * 0.2 / unit, abs=0.3)
    assert (small.frame[0] + small.frame[2]) / 2 == pytest.approx((left + right) / 2, abs=1)
    assert (small.frame[1] + small.frame[3]) / 2 == pytest.approx((top + bottom) / 2, abs=1)
    assert (small.land[-1], small.borders[:1]) == ("z", "M")
    assert "z" not in small.borders
