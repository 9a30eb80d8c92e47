"""A day: the facts that editors write in `briefings/YYYY/YYYY-MM-DD.yml`. What follows from them is derived."""

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from daybrief.model.fields import Date, Id, Language, Likelihood, Line, Number, Reference, Text, Time, Url, When, record
from daybrief.model.ids import ActorId, MeasureId, PartyId, PlaceId, PlanId, SectorId, SourceId, Speakers, TrackId

Status: TypeAlias = Literal["draft", "published"]
EventState: TypeAlias = Literal["planned", "held", "cancelled"]
EventFormat: TypeAlias = Literal["meeting", "call", "visit", "statement", "document", "summit"]
Stance: TypeAlias = Literal["accepts", "conditional", "objects", "rejects", "open"]
Evidence: TypeAlias = Literal["none", "footage", "geolocated", "satellite", "document", "eyewitness"]
Credibility: TypeAlias = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code (NATO STANAG 2511): 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged."""
Confidence: TypeAlias = Literal["low", "moderate", "high"]
AssessmentKind: TypeAlias = Literal["judgement", "forecast"]
Outcome: TypeAlias = Literal["true", "false", "void"]
CorrectionKind: TypeAlias = Literal["correction", "clarification", "update", "retraction", "typo"]
MOVEMENTS = ("advance", "withdrawal", "infiltration", "attack", "hold")


@record
class Takeaway:
    """One of the two to five things to know; the site adds who says it, and its status."""

    text: Text
    """One sentence, in neutral words."""
    refs: tuple[Id, ...] = ()
    """The claims and assessments of this day that it rests on."""


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
    seen: Time | None = None
    """When it was read, for stories that are rewritten while they are live."""
    reprint_of: SourceId | None = None
    """The source whose text this carries; claims taken from it are `by` that source, never by the reprinter."""


@record
class Position:
    """Where a party stands on a plan, or on one of its points."""

    plan: PlanId
    party: PartyId
    is_: Annotated[Stance, Field(alias="is")]
    point: Id | None = None
    """A point of the plan; left out, the whole plan."""


@record
class Movement:
    """What moved on the ground, and whose: exactly one field."""

    advance: PartyId | None = None
    """This party moved forward."""
    withdrawal: PartyId | None = None
    """This party left."""
    infiltration: PartyId | None = None
    """Small groups of this party got in."""
    attack: PartyId | None = None
    """This party attacked; no movement told."""
    hold: PartyId | None = None
    """This party kept its positions."""

    @property
    def kind(self) -> str:
        """The field that is set."""
        return next((name for name in MOVEMENTS if getattr(self, name)), "")

    @property
    def mover(self) -> str:
        """The party that moved."""
        return str(getattr(self, self.kind))


@record
class Quote:
    """A short quotation, marked as one."""

    text: Text
    language: Language
    translation: Text | None = None


@record
class Claim:
    """One fact, as somebody states it. The first four fields are all that a claim needs."""

    id: Id
    """Names the matter, never the finding: it stays when the finding falls."""
    text: Text
    """What is stated, in our own neutral words."""
    by: Speakers
    """Who speaks, never who relays: an actor or a source, or a list; the outlet where no one is named."""
    articles: Annotated[tuple[Id, ...], Field(min_length=1)]
    """Where it was read: keys of this day's `articles`."""
    follows: Reference | None = None
    """The claim that this one carries on with; changes no status."""
    backs: Reference | None = None
    """The opening claim that this one speaks for."""
    denies: Reference | None = None
    """The opening claim that this one speaks against."""
    retracts: Reference | None = None
    """The claim that the same speaker takes back."""
    said: Date | None = None
    """When the words were spoken, if not that day."""
    when: When | None = None
    """What it is about: a day, a week (`2025-W49`) or a month (`2025-12`); left out, the day."""
    told_to: Line | None = None
    """Whom the speaker told it, such as a broadcaster."""
    position: Position | None = None
    movement: Movement | None = None
    places: tuple[PlaceId, ...] = ()
    figures: dict[MeasureId, Number] = Field(default_factory=dict)
    """Numbers by measure."""
    evidence: Evidence | None = None
    """What the speaker shows for it, as far as the editors saw."""
    credibility: Credibility | None = None
    """Admiralty 1 to 6, where an editor judged it on this day."""
    quote: Quote | None = None
    note: Text | None = None
    """A remark of the editors, shown as theirs."""


@record
class Next:
    """What an event is to be followed by."""

    text: Text
    date: Date | None = None


@record
class Event:
    """A meeting, call or other step of a diplomatic track, with what is claimed of it."""

    id: Id
    name: Line
    track: TrackId
    state: EventState
    date: Date
    format: EventFormat
    until: Date | None = None
    """Its last day."""
    continues: Reference | None = None
    """The same event as an earlier day told of it."""
    place: PlaceId | None = None
    participants: tuple[ActorId, ...] = ()
    next: Next | None = None
    claims: tuple[Claim, ...] = ()


@record
class SectorReport:
    """What was read of one sector of the front."""

    sector: SectorId
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


@record
class Assessment:
    """A judgement or a forecast, and whose it is."""

    id: Id
    kind: AssessmentKind
    text: Text
    by: Speakers
    articles: Annotated[tuple[Id, ...], Field(min_length=1)]
    sector: SectorId | None = None
    track: TrackId | None = None
    said: Date | None = None
    likelihood: Likelihood | None = None
    """A band of ICD 203."""
    likelihood_words: Line | None = None
    """The speaker's own words for it."""
    horizon: Date | None = None
    """The day by which a forecast has come true or not."""
    resolves_if: Text | None = None
    """What has to be seen for it to have come true."""
    editor_set: tuple[Literal["likelihood", "horizon", "resolves_if"], ...] = ()
    """What the speaker did not say and the editors put there."""
    confidence: Confidence | None = None
    """How good its basis is, only if the speaker says so."""
    note: Text | None = None


@record
class Resolution:
    """What became of a forecast."""

    forecast: Reference
    outcome: Outcome
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
    field: Line
    """The field that was changed."""
    kind: CorrectionKind
    was: Text
    now: Text | None = None
    """Left out where the words were taken away."""
    reason: Text


@record
class Day:
    """One day's briefing."""

    date: Date
    as_of: Time
    """What the editors had seen by then; may be the next morning."""
    title: Line
    """No claim in our own voice."""
    status: Status
    """A draft is never in the built site."""
    takeaways: Annotated[tuple[Takeaway, ...], Field(min_length=2, max_length=5)]
    articles: Annotated[dict[Id, Article], Field(min_length=1)]
    """What was read."""
    sourcing: Sourcing
    diplomacy: tuple[Event, ...] = ()
    front: tuple[SectorReport, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    corrections: tuple[Correction, ...] = ()

    def claims(self) -> Iterator[tuple[tuple[str | int, ...], Claim]]:
        """Every claim with its path in the file, in the order of the page."""
        lists = [("diplomacy", number, event.claims) for number, event in enumerate(self.diplomacy)]
        lists += [("front", number, report.claims) for number, report in enumerate(self.front)]
        for part, number, claims in lists:
            for index, claim in enumerate(claims):
                yield (part, number, "claims", index), claim
