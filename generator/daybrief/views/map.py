"""What a map shows: places, where they are, and how much is said of each."""

from collections import Counter
from collections.abc import Iterable

from daybrief import urls
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import View
from daybrief.views.parts import Party


class MapPlace(View, frozen=True, kw_only=True):
    """A place, and its page. Whether it is on the map is for the drawing to say."""

    name: str
    url: str
    at: tuple[float, float] | None
    """Longitude and latitude in WGS 84, if they are known."""
    precision: str
    """`town`: the point is the place. `near`: the point is near it. `region`: an area, which has no point.

    `sector`: the middle of its places.
    """
    said: int
    """How many statements name it."""
    signs: tuple[tuple[Party, str], ...] = ()
    """Of a sector: whose movements were told of last, and with which status."""


def map_of(ledger: Ledger, places: Iterable[str], claims: Iterable[StatementRef] | None = None) -> tuple[MapPlace, ...]:
    """The map of some places of the registry, each once.

    It tells how many of the `claims` name a place; without them, how many statements of all days do.
    """
    said = Counter(name for entry in claims or () for name in {*entry.claim.places})
    found = []
    for name in dict.fromkeys(places):
        place = ledger.registry.places[name]
        at = place.coordinates
        spot, precision = ((at.lon, at.lat), at.precision) if at else (None, "region")
        count = said[name] if claims is not None else len(ledger.postings(f"about places/{name}"))
        url = urls.entry("places", name)
        found.append(MapPlace(name=place.name, url=url, at=spot, precision=precision, said=count))
    return tuple(found)
