"""A claim in the ledger's report on a day, and what all parts of the report are made of."""

import datetime as dt
from typing import Annotated, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator

from daybrief.ledger.status import Status
from daybrief.model.statements import POINTERS

T = TypeVar("T")
Ref: TypeAlias = str
"""A statement, as editors point at it: `2025-12-03/village`."""
Known: TypeAlias = Annotated[T | None, BeforeValidator(lambda given: given or None)]
"""What the ledger and its views leave empty where it is not known, or does not apply."""


class Record(BaseModel, frozen=True, use_attribute_docstrings=True, from_attributes=True):
    """A part of the report. What is not known, or does not apply, is `null`.

    In place of a record, whatever has attributes of the same names will do, such as a view.
    """


class Entry(Record):
    """An entry of a registry, or an event of the day."""

    id: str
    name: str


class Speaker(Record):
    """A source or an actor, as it was on the day."""

    id: str
    name: str
    grade: Known[str]
    """Admiralty A to F; null where nobody graded it or its body."""
    party: Known[str]
    """The id of the party that it speaks for."""
    independent: bool
    """Whether it is known to have no party. Neither this nor a party means: unknown."""


class Movement(Record):
    """What is said to have moved."""

    kind: str
    """A word of the movements' terms."""
    parties: tuple[Entry, ...]


class Control(Record):
    """Who is said to hold places."""

    party: Entry | None
    """Null where nobody is said to."""
    part: Known[str]
    """Words for the part; null for all of it."""


class Standing(Record):
    """How a claim stands, and why."""

    status: Status
    rule: str
    """The rule that gave the status: the first of the method page's that fits."""
    voices: int
    """Independent voices for it."""
    one_party: Entry | None
    """The party whose word alone it is, of those whose party is known."""
    against_own: bool
    """Whether it tells against that party."""
    unplaced_against: int
    """How many speakers whose party is unknown speak against it."""
    speaking_for: tuple[Speaker, ...]
    """Who says it, or backs it, and has not taken that back."""
    speaking_against: tuple[Speaker, ...]
    followed_by: tuple[Ref, ...]
    backed_by: tuple[Ref, ...]
    denied_by: tuple[Ref, ...]
    retracted_by: tuple[Ref, ...]


ANSWERS = dict(zip(POINTERS, ("followed_by", "backed_by", "denied_by", "retracted_by"), strict=True))
"""How the fields are called in which a standing has those that point at its claim."""


class Settled(Record):
    """When a claim came to stand confirmed or refuted, as it does now."""

    status: Status
    days: int
    """How many days after it was told."""


class ClaimReport(Record):
    """A claim of the day."""

    ref: Ref
    text: str
    by: tuple[Speaker, ...]
    joint: bool
    """Whether several say it in one text, which is one voice."""
    via: tuple[Speaker, ...]
    """Who passed it on, from the speaker towards the article."""
    sector: Entry | None
    """The sector that it is told under."""
    sectors: tuple[Entry, ...]
    """Further sectors that it is about."""
    event: Entry | None
    """The event that it is told under."""
    places: tuple[Entry, ...]
    articles: tuple[str, ...]
    """Keys of the day's `articles`."""
    when: str | None
    """What it is about, as it is written; null: the day."""
    movement: Movement | None
    control: Control | None
    figures: dict[str, str]
    """By measure, as they are written: `36`, `8..`, `~40`."""
    evidence: str | None
    follows: tuple[Ref, ...]
    backs: tuple[Ref, ...]
    denies: tuple[Ref, ...]
    retracts: tuple[Ref, ...]
    counts_since: dt.datetime
    """By the `as_of` of its day, or by the update that added it."""
    then: Standing
    """On the day's page; of what was added since, as it came."""
    now: Standing
    """With all that was told and added since."""
    settled: Settled | None
