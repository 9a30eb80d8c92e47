"""What was counted: each figure of each claim, kept beside how a day stands, so that a chart need not read all days."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from daybrief.ledger.index import Index
from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.model.day import time_of
from daybrief.model.figures import Figure


class Observation(NamedTuple):
    """A figure that a claim gives, with all that decides what it may be compared with."""

    measure: str
    figure: Figure
    when: str
    """What time it is about, as `daybrief.model.fields.period` reads it."""
    by: tuple[str, ...]
    sectors: tuple[str, ...]
    places: tuple[str, ...]
    claim: StatementKey
    number: int
    """The claim's number among the statements of its day."""


def observations_on(index: Index, date: dt.date) -> tuple[Observation, ...]:
    """The figures that the claims of a day give."""
    told = index.told(date)
    return tuple(one for entry in told.claims for one in observed(entry, told.numbers[entry.statement.id]))


def observed(entry: StatementRef, number: int) -> Iterator[Observation]:
    """The figures of a claim, which is of that number on its day."""
    for measure, figure in entry.claim.figures.items():
        yield Observation(
            measure=measure,
            figure=figure,
            when=time_of(entry.claim, entry.event, entry.date),
            by=entry.claim.by,
            sectors=tuple(sorted(entry.sectors)),
            places=tuple(sorted({*entry.claim.places})),
            claim=entry.key,
            number=number,
        )
