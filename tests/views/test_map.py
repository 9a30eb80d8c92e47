"""Which places a map shows, and how much is said of each."""

from daybrief.ledger.ledger import Ledger
from daybrief.views.map import map_of


def test_a_map_counts_the_statements_that_name_a_place(told: Ledger) -> None:
    name, entries = "hask", told.entries("about places/hask")
    view = map_of(told, [name, name], [*entries, *entries[:1]])
    entry = told.registry.places[name]
    assert entry.coordinates
    assert view
    (place,) = view.places
    assert (place.name, place.url, place.said) == (entry.name, f"places/{name}/", len(entries) + 1)
    assert (place.lat, place.lon) == (entry.coordinates.lat, entry.coordinates.lon)


def test_without_statements_to_count_a_map_counts_those_of_all_days(told: Ledger) -> None:
    entries = [entry for date in told.dates for entry in told.told(date).entries]
    names = [*told.registry.places]
    assert map_of(told, names) == map_of(told, names, entries)
    assert len(told.entries("about places/hask")) > 0


def test_places_come_by_name(told: Ledger) -> None:
    known = [*told.registry.places]
    view = map_of(told, known, ())
    assert view
    assert [place.name for place in view.places] == sorted(place.name for place in told.registry.places.values())
    assert view == map_of(told, reversed(known), ())
    assert {place.said for place in view.places} == {0}


def test_where_no_point_is_known_there_is_no_map(told: Ledger) -> None:
    nowhere = [name for name, place in told.registry.places.items() if place.coordinates is None]
    assert map_of(told, nowhere, ()) is None
    assert map_of(told, (), ()) is None
