"""Who was heard on a day: how many speakers of each party, and of none; and whose sources were read."""

import datetime as dt
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeAlias

from daybrief.ledger.index import Index
from daybrief.model.speakers import Speakers

Counts: TypeAlias = tuple[tuple[str, int], ...]
"""How many of each party, by its id and in their order; `none` is of no party, an empty id of one that is not known."""


class Coverage(NamedTuple):
    """Who was heard on a day, each once, with the party of that day."""

    speakers: Counts
    """Those whom a claim or an assessment names as its speakers, wherever that was read."""
    sources: Counts
    """Those that published what was read."""


def coverage_on(index: Index, date: dt.date) -> Coverage:
    """Who was heard on a day, by the speakers as they were then."""
    told, speakers = index.told(date), Speakers(index.registry, date)

    def counted(names: Iterable[str]) -> Counts:
        return tuple(sorted(Counter(map(speakers.belonging, dict.fromkeys(names))).items()))

    return Coverage(
        speakers=counted(name for entry in told.entries for name in entry.statement.by),
        sources=counted(article.source for article in told.day.articles.values()),
    )


def silent(party: str) -> str:
    """The term of the days on which nobody spoke for a party; of `none`, nobody who is known to have no party."""
    return f"silent {party}"


def silent_postings(days: Mapping[int, Coverage], parties: Iterable[str]) -> dict[str, bytes]:
    """The postings of these terms, by the ordinals of days."""
    heard = {ordinal << 16: dict(days[ordinal].speakers) for ordinal in sorted(days)}
    return {
        silent(party): array("Q", (place for place, names in heard.items() if party not in names)).tobytes()
        for party in (*parties, "none")
    }
