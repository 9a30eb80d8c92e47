"""The base of the first site's maps. What holds of any base is imported, and so pytest runs it here too."""
# ruff: noqa: F401, F811

import math
from pathlib import Path
from typing import Any

import pytest
import yaml

from daybrief.output.maps import Base, draw
from daybrief.output.maps.projection import touch
from daybrief.views.map import MapPlace
from tests.output.maps.test_maps import (
    base,
    svg,
    test_a_map_does_not_depend_on_those_drawn_before,
    test_a_map_is_at_least_sixty_kilometres_wide,
    test_any_places_make_a_sound_map,
    test_land_is_land_however_it_is_cut,
    test_no_map_where_no_place_is_on_it,
    test_nothing_is_styled_where_the_policy_forbids_it,
    test_what_is_said_most_of_chooses_first,
    three,
)
from tests.projects import ROOT


@pytest.fixture(scope="session")
def base_file() -> Path:
    return ROOT / "maps/base.json"


@pytest.fixture(scope="session")
def known() -> dict[str, Any]:
    """The places of the registry."""
    places: dict[str, Any] = yaml.safe_load((ROOT / "briefings/registry/places.yml").read_text(encoding="utf-8"))
    return places


def registered(known: dict[str, Any], *names: str) -> list[MapPlace]:
    found: list[MapPlace] = []
    for name in names:
        at = known[name].get("coordinates", {})
        precision = at.get("precision", "town" if at else "region")
        found.append(
            MapPlace(
                name=known[name]["name"],
                url=f"places/{name}/",
                at=(at["lon"], at["lat"]) if at else None,
                precision=precision,
                said=len(found),
            )
        )
    return found


def test_a_town_of_the_base_that_is_a_place_is_not_named_twice(base: Base, known: dict[str, Any]) -> None:
    drawing = draw(registered(known, "siversk", "bakhmut", "lyman"), base)
    assert drawing
    assert not {label.text for label in drawing.towns} & {"Siversk", "Bakhmut", "Lyman"}
    assert "Sloviansk" in {label.text for label in drawing.towns}


def test_our_maps_are_small(base: Base, base_file: Path, known: dict[str, Any]) -> None:
    placed = [name for name, entry in known.items() if "coordinates" in entry]
    assert 8 * 1024 < len(svg(registered(known, *placed[:40]), base).encode()) <= 25 * 1024
    assert all(len(svg(registered(known, name), base).encode()) < 8 * 1024 for name in placed)
    assert base_file.stat().st_size <= 300 * 1024


def near(point: tuple[float, float], reach: float, base: Base) -> bool:
    lines = [*base.borders, *base.regions]
    return any(math.dist(point, other) < reach for line in lines for other in line.points)


def test_the_base_draws_no_border_of_crimea_and_no_lake_that_is_gone(base: Base) -> None:
    for point in [(33.65, 46.12), (34.3, 46.05), (34.9, 45.8), (36.6, 45.35), (36.5, 45.1)]:
        assert not near(point, 0.12, base)
    assert near((39.8, 49.5), 0.5, base)  # a border that is drawn
    assert base.lakes
    inside = [line for line in base.lakes if touch(line.box, (34.0, 47.3, 34.6, 47.6))]
    assert inside == []
