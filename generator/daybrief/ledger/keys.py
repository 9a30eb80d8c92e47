"""Statements by day and id, and where they stand: what the ledger looks things up by."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Literal, NamedTuple, TypeAlias, TypeVar

from daybrief.model.day import Day, Event
from daybrief.model.statements import Assessment, Claim

K = TypeVar("K")
V = TypeVar("V")
StatementKey: TypeAlias = tuple[dt.date, str]
"""A statement's day and id."""


class StatementRef(NamedTuple):
    """A claim or an assessment, where it stands."""

    date: dt.date
    statement: Claim | Assessment
    event: Event | None = None
    """The event it is told under."""
    sector: str | None = None
    """The sector it is told under."""

    @property
    def sectors(self) -> tuple[str, ...]:
        """All sectors that a claim is about, that which it is told under first."""
        further = self.statement.sectors if isinstance(self.statement, Claim) else ()
        return tuple(dict.fromkeys((*filter(None, [self.sector]), *further)))

    @property
    def key(self) -> StatementKey:
        """Its name for ever."""
        return self.date, self.statement.id

    @property
    def claim(self) -> Claim:
        """The statement, where none but claims stand."""
        assert isinstance(self.statement, Claim), "an assessment is in no sector's report, thread, matter or matrix"
        return self.statement

    @property
    def assessment(self) -> Assessment:
        """The statement, where none but assessments stand."""
        assert isinstance(self.statement, Assessment), "none else is a forecast, is resolved or follows one"
        return self.statement

    def openings(self) -> tuple[StatementKey, ...]:
        """The claims that opened the matters of a claim: itself, unless it backs or denies others."""
        references = self.claim.backs or self.claim.denies
        return tuple(dict.fromkeys(pointed(one, self.date) for one in references)) or (self.key,)

    @property
    def kind(self) -> Literal["claim", "judgement", "forecast"]:
        """What the statement is."""
        return self.statement.kind if isinstance(self.statement, Assessment) else "claim"


def entries(day: Day) -> Iterable[StatementRef]:
    """A day's claims and assessments, in the order of its page."""
    for event in day.diplomacy:
        for claim in event.claims:
            yield StatementRef(day.date, claim, event=event)
    for report in day.front:
        for claim in report.claims:
            yield StatementRef(day.date, claim, sector=report.sector)
    for assessment in day.assessments:
        yield StatementRef(day.date, assessment, sector=assessment.sector)


def place(date: dt.date, number: int = 0) -> int:
    """A posting."""
    return date.toordinal() << 16 | number


def date_of(place: int) -> dt.date:
    """A posting's day."""
    return dt.date.fromordinal(place >> 16)


def grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """What is said of each name, in its order."""
    found: defaultdict[K, list[V]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return dict(found)


def pointed(reference: str, date: dt.date) -> StatementKey:
    """What `reference`, written on the day `date`, points at."""
    on, _, name = reference.rpartition("/")
    return dt.date.fromisoformat(on) if on else date, name
