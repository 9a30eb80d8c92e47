"""Which places a map shows, and how much is said of each."""

from daybrief.ledger.ledger import Ledger
from daybrief.views.map import map_of


def test_a_map_counts_the_statements_that_name_a_place(told: Ledger) -> None:
    name, entries = "hask", told.entries("about places/hask")
    (place,) = map_of(told, [name, name], [*entries, *entries[:1]])
    entry = told.registry.places[name]
    assert entry.coordinates
    assert (place.name, place.url, place.said) == (entry.name, f"places/{name}/", len(entries) + 1)
    assert place.at == (entry.coordinates.lon, entry.coordinates.lat)


def test_without_statements_to_count_a_map_counts_those_of_all_days(told: Ledger) -> None:
    claims = [entry for date in told.dates for entry in told.told(date).claims]
    names = [*told.registry.places]
    assert map_of(told, names) == map_of(told, names, claims)
    assert len(told.entries("about places/hask")) > 0


def test_a_place_without_a_point_is_there_too(told: Ledger) -> None:
    known = told.registry.places
    view = map_of(told, known, ())
    assert view
    assert [(place.name, place.at is None) for place in view] == [
        (place.name, place.coordinates is None) for place in known.values()
    ]
    assert {place.said for place in view} == {0}
    assert map_of(told, (), ()) == ()
