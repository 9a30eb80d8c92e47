"""What a map shows: places, where they are, and how much is said of each."""

from collections import Counter
from collections.abc import Iterable

from daybrief import urls
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.model.statements import Claim
from daybrief.views.page import View


class MapPlace(View, frozen=True, kw_only=True):
    """A place, its page, and its point in WGS 84 if one is known."""

    name: str
    url: str
    lat: float | None
    lon: float | None
    precision: str
    """`town`: the point is the place. `near`: the point is near it. `region`: an area, which has no point."""
    said: int
    """How many statements name it."""


class MapView(View, frozen=True):
    """The places of one map, by name. Which of them are on it is for the drawing to say."""

    places: tuple[MapPlace, ...]


def map_of(ledger: Ledger, places: Iterable[str], entries: Iterable[StatementRef] | None = None) -> MapView | None:
    """The map of some places of the registry; None where no point is known.

    It tells how many of the `entries` name a place; without them, how many statements of all days do.
    """
    said = Counter(
        name for entry in entries or () if isinstance(entry.statement, Claim) for name in {*entry.statement.places}
    )
    found = []
    for name in dict.fromkeys(places):
        place = ledger.registry.places[name]
        at = place.coordinates
        lat, lon, precision = (at.lat, at.lon, at.precision) if at else (None, None, "region")
        count = said[name] if entries is not None else len(ledger.postings(f"about places/{name}"))
        found.append(
            MapPlace(name=place.name, url=urls.entry("places", name), lat=lat, lon=lon, precision=precision, said=count)
        )
    if all(place.lat is None for place in found):
        return None
    return MapView(tuple(sorted(found, key=lambda place: (place.name, place.url))))
