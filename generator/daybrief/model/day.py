"""A day: the facts that editors write in `briefings/YYYY/YYYY-MM-DD.yml`. What follows from them is derived."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from daybrief.model.fields import Date, Id, Language, Line, Reference, Text, Time, Url, When, record
from daybrief.model.references import Format, PlaceId, SectorId, SourceId, SpeakerId, TrackId
from daybrief.model.statements import Assessment, Claim
from daybrief.source import Path


@record
class Takeaway:
    """One of the things to know; the site adds who says it, and its status."""

    text: Text
    """One sentence, in neutral words."""
    refs: tuple[Reference, ...] = ()
    """The claims and assessments that it rests on, at least one of this day."""


@record
class Article:
    """Something that was read."""

    source: SourceId
    """Who published it."""
    title: Line
    """As published, in its own language."""
    url: Url
    """Where it was read."""
    published: Date
    """The day on the article."""
    language: Language
    """The language it was read in, such as `uk`."""
    archived: Url | None = None
    """An archived copy."""
    as_of: Time | None = None
    """Its own cut-off: by when what it tells was known."""
    seen: Time | None = None
    """When it was read, for stories that are rewritten while they are live."""
    reprint_of: SourceId | None = None
    """The source whose text this carries; claims taken from it are `by` that source, never by the reprinter."""


@record
class Event:
    """A meeting, call or other step of the talks, with what is claimed of it."""

    id: Id
    name: Line
    state: Literal["planned", "ongoing", "held", "postponed", "cancelled"]
    date: When
    """A day, or another time, such as `2025-12-04/2025-12-05`, or `2025-12-04/..` where no day is named."""
    format: Format
    track: TrackId | None = None
    continues: Reference | None = None
    """The same event as an earlier day told of it."""
    place: PlaceId | None = None
    participants: tuple[SpeakerId, ...] = ()
    refs: tuple[Reference, ...] = ()
    """The claims of this day that say so: that it is planned or took place, and who is there."""
    claims: tuple[Claim, ...] = ()


def time_of(claim: Claim, event: Event | None, date: dt.date) -> str:
    """What time a claim is about: its `when`, else that of its event, else the day it was said, else it was told."""
    return claim.when or (event.date if event else f"{claim.said or date}")


@record
class SectorReport:
    """What was read of one sector of the front."""

    sector: SectorId
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


@record
class Resolution:
    """What became of a forecast."""

    forecast: Reference
    outcome: Literal["true", "false", "void"]
    because: Text
    articles: Annotated[tuple[Id, ...], Field(min_length=1)]


@record
class SourceNote:
    """A remark on a source's work on this day."""

    source: SourceId
    text: Text


@record
class Sourcing:
    """How far this day's reading went."""

    limits: Text
    """What could not be checked."""
    gaps: tuple[Text, ...] = ()
    """What was not read; never 'nobody reported'."""
    notes: tuple[SourceNote, ...] = ()


@record
class Correction:
    """What was wrong on this day's page after it was published. Append-only."""

    date: Date
    """The day on which it was corrected."""
    target: Id
    """A claim, event, assessment or article of this day, or `day` for the day itself."""
    field: Line | None = None
    """The field that was changed, or its path, such as `sourcing.limits`; left out, the whole target was added."""
    kind: Literal["correction", "clarification", "update", "retraction", "typo"]
    was: Text | None = None
    """Left out where the words were added."""
    now: Text | None = None
    """Left out where the words were taken away."""
    reason: Text

    @property
    def adds(self) -> bool:
        """Whether its whole target was added, after the day was published."""
        return self.field is None


@record
class Day:
    """One day's briefing."""

    date: Date
    as_of: Time
    """What the editors had seen by then; may be the next morning."""
    title: Line
    """No claim in our own voice."""
    status: Literal["draft", "published"]
    """A draft is never in the built site."""
    takeaways: Annotated[tuple[Takeaway, ...], Field(min_length=1, max_length=5)]
    articles: Annotated[dict[Id, Article], Field(min_length=1)]
    """What was read."""
    sourcing: Sourcing
    diplomacy: tuple[Event, ...] = ()
    front: tuple[SectorReport, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def claims(self) -> Iterator[tuple[Path, Claim]]:
        """Every claim with its path in the file, in the order of the page."""
        for part in ("diplomacy", "front"):
            for number, under in enumerate(getattr(self, part)):
                for index, claim in enumerate(under.claims):
                    yield (part, number, "claims", index), claim

    def statements(self) -> Iterator[tuple[Path, Claim | Assessment]]:
        """Every claim and assessment with its path, in the order of the page."""
        yield from self.claims()
        for number, assessment in enumerate(self.assessments):
            yield ("assessments", number), assessment
