"""Who holds what, according to whom: of each speaker the newest word on each place. A movement says nothing of it."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from typing import NamedTuple

from daybrief.ledger.index import Index
from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.model.fields import period
from daybrief.model.statements import Control


class Holding(NamedTuple):
    """What one speaker says of who holds one place."""

    place: str
    speaker: str
    claim: StatementKey
    said: dt.date
    control: Control
    denied: bool
    """Whether the claim speaks against this."""
    number: int
    """The claim's number among the statements of its day."""
    since: dt.datetime
    """From when on the claim counts."""
    taken_back: bool
    """Whether anybody took the claim back, for some of its speakers or all: then it depends on the day who says so."""


def holdings_on(index: Index, date: dt.date, taken_back: Callable[[StatementKey], bool]) -> Iterator[Holding]:
    """What the claims of a day say of who holds what; `taken_back` tells whether anybody took a claim back.

    Who backs a claim says the same as it, and who denies it that this is not so: of its places, or those of them that
    he names. What a claim says of a time to come is no word on who holds a place.
    """
    told = index.told(date)
    for entry in told.claims:
        said, number, (since, _) = entry.claim.said or date, told.numbers[entry.statement.id], told.since(entry.claim)
        for places, control, denied in _words(index, entry.key):
            back = taken_back(entry.key)
            for place, speaker in product(places, entry.claim.by):
                yield Holding(place, speaker, entry.key, said, control, denied, number, since, back)


def _words(index: Index, key: StatementKey) -> Iterator[tuple[Iterable[str], Control, bool]]:
    """What a claim says: of which places, what, and whether it speaks against that."""
    entry = index.entry(key)
    claim = entry.claim
    if claim.control and not _to_come(entry):
        yield claim.places, claim.control, False
        if claim.backs:
            return
    for opening in entry.openings():
        opened = index.entry(opening)
        other = opened.claim
        if opening != key and other.control and not _to_come(opened):
            own = [place for place in other.places if place in claim.places]
            yield own or other.places, other.control, bool(claim.denies)


def _to_come(entry: StatementRef) -> bool:
    when = entry.claim.when
    return when is not None and period(when)[0] > entry.date


def last_words(told: Iterable[Holding], says: Callable[[Holding], bool]) -> dict[str, list[Holding]]:
    """By speaker, his newest word on a place, of all that were told of it; `says` tells whether he stands by it.

    What he says and what he denies stand side by side, each as of the newest day. A word of his own since then takes
    the place of a denial, and a denial since then that of the word that it takes back.
    """
    words: defaultdict[tuple[str, bool], list[Holding]] = defaultdict(list)
    for one in sorted(told, key=lambda one: (one.said, one.claim), reverse=True):
        same = words[one.speaker, one.denied]
        newer = same and same[0].said != one.said
        if not newer and all(it.control != one.control for it in same) and says(one):
            same.append(one)
    found = {}
    for name in dict.fromkeys(name for name, _ in words):
        denied, own = words[name, True], words[name, False]
        found[name] = [
            *(one for one in denied if not own or one.said >= own[0].said),
            *(one for one in own if all(it.said <= one.said or it.control.party != one.control.party for it in denied)),
        ]
    return found


def disputed(told: Iterable[Holding]) -> bool:
    """Whether what was said of who holds a place was ever denied, or named several sides."""
    words = {(one.control.party, one.denied) for one in told}
    return len(words) > 1 or any(denied for _, denied in words)


def anew(told: Iterable[Holding]) -> Iterator[Holding]:
    """The words on a place with which a speaker says something else than before, in their order.

    A word of his own takes the place of his earlier ones and of his denials of the same, and a denial likewise.
    """
    saying: defaultdict[str, dict[tuple[Control, bool], dt.date]] = defaultdict(dict)
    for one in sorted(told, key=lambda one: (one.said, one.claim)):
        before = saying[one.speaker]
        if (one.control, one.denied) not in before:
            yield one
            saying[one.speaker] = {
                (control, denied): said
                for (control, denied), said in before.items()
                if (said == one.said if denied is one.denied else control.party != one.control.party)
            }
        saying[one.speaker][one.control, one.denied] = one.said
