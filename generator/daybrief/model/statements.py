"""Statements: claims and assessments, as editors write them down, each with who says it and where it was read."""

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from daybrief.model.fields import Date, Id, Language, Likelihood, Line, Number, Reference, Text, When, record
from daybrief.model.references import MeasureId, PartyId, PlaceId, PlanId, SectorId, Speakers, TrackId

Evidence: TypeAlias = Literal["none", "footage", "geolocated", "satellite", "document", "eyewitness"]
Credibility: TypeAlias = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code (NATO STANAG 2511): 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged."""
MOVEMENTS = ("advance", "withdrawal", "infiltration", "attack", "hold")


@record
class Position:
    """Where a party stands on a plan, or on one of its points."""

    plan: PlanId
    party: PartyId
    is_: Annotated[Literal["accepts", "conditional", "objects", "rejects", "open"], Field(alias="is")]
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

    def pointers(self) -> list[tuple[str, str]]:
        """How it points at other claims, and what it writes for each."""
        return [(how, to) for how in ("follows", "backs", "denies", "retracts") if (to := getattr(self, how))]

    def way_back(self) -> str | None:
        """What it goes on from, in its own words."""
        return self.follows or self.backs or self.denies


@record
class Assessment:
    """A judgement or a forecast, and whose it is."""

    id: Id
    kind: Literal["judgement", "forecast"]
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
    confidence: Literal["low", "moderate", "high"] | None = None
    """How good its basis is, only if the speaker says so."""
    note: Text | None = None
