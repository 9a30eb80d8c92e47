"""Statements: claims and assessments, as editors write them down, each with who says it and where it was read."""

from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BeforeValidator, Field

from daybrief.model.fields import Date, Id, Language, Likelihood, Line, Text, When, invalid, record
from daybrief.model.figures import Count
from daybrief.model.references import (
    MeasureId,
    Moves,
    Parties,
    PartyId,
    PlaceId,
    PlanId,
    References,
    Relays,
    SectorId,
    SpeakerId,
    Speakers,
    Stance,
    TrackId,
)

Evidence: TypeAlias = Literal["footage", "geolocated", "satellite", "document", "eyewitness", "map"]
Credibility: TypeAlias = Literal["1", "2", "3", "4", "5", "6"]
"""Admiralty code (NATO STANAG 2511): 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful,
5 improbable, 6 cannot be judged."""
POINTERS = ("follows", "backs", "denies", "retracts")
"""The fields in which a claim points at others."""


def _none_alone(parties: tuple[str, ...]) -> tuple[str, ...]:
    if "none" in parties and len(parties) > 1:
        raise invalid("too-many", "`none` stands alone", "take `none` away if it is a party's; else the parties")
    return parties


@record
class Position:
    """Where a party stands on a plan, or on one of its points."""

    plan: PlanId
    party: Annotated[Parties, AfterValidator(_none_alone)] = ()
    """Whose stance it is, or a list, or `none`; left out, the speakers' own if they hold an office, else no party's."""
    is_: Annotated[Stance, Field(alias="is")]
    point: Id | None = None
    """A point of the plan; left out, the whole plan."""


def _one(movement: Any) -> Any:
    if isinstance(movement, dict) and len(movement) != 1:
        hint = "write it as `{advance: PARTY}`; two movements are two claims"
        raise invalid("one-movement", "a movement is one field", hint)
    return movement


@dataclass(frozen=True, slots=True)
class Movement:
    """What moved on the ground, and whose it is."""

    kind: str
    """A word of the movements' terms."""
    parties: tuple[str, ...]


@record
class Control:
    """Who is said to hold the places of a claim."""

    party: PartyId
    """A party; `none` where nobody is said to hold them."""
    part: Line | None = None
    """Words for the part, such as `half` or `the centre`; left out, all of it."""


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
    follows: References = ()
    """The claim that this one carries on with, or a list; changes no status."""
    backs: References = ()
    """The opening claim that this one speaks for, or a list."""
    denies: References = ()
    """The opening claim that this one speaks against, or a list."""
    retracts: References = ()
    """The claim that the same speaker takes back, or a list."""
    via: Relays = ()
    """Who passed it on, from the speaker towards the article, whose own source is not repeated."""
    said: Date | None = None
    """When the words were spoken, if not that day."""
    when: When | None = None
    """What it is about: a day, a week (`2025-W49`), a month, a year, a moment or a span; left out, the days of its
    event, else `said`, else the day."""
    told_to: Line | None = None
    """Whom the speaker told it, such as a broadcaster."""
    position: Position | None = None
    movement: Annotated[Moves, BeforeValidator(_one)] | None = None
    """What moved on the ground: one kind of movement, and whose it is, a party or a list."""
    control: Control | None = None
    sectors: tuple[SectorId, ...] = ()
    """Sectors that it is about besides the one that it is told under."""
    places: tuple[PlaceId, ...] = ()
    figures: dict[MeasureId, Count] = Field(default_factory=dict)
    """Numbers by measure."""
    evidence: Evidence | None = None
    """What the speaker shows for it, as far as the editors saw."""
    evidence_by: SpeakerId | None = None
    """Whose footage, picture or paper it is; left out, the speaker's own, and of a document unknown."""
    credibility: Credibility | None = None
    """Admiralty 1 to 6, where an editor judged it on this day."""
    quote: Quote | None = None
    note: Text | None = None
    """A remark of the editors, shown as theirs."""

    @property
    def move(self) -> Movement | None:
        """What moved on the ground."""
        return next((Movement(kind, parties) for kind, parties in (self.movement or {}).items()), None)

    def pointers(self) -> list[tuple[str, str]]:
        """How it points at other claims, and what it writes for each."""
        return [(how, to) for how in POINTERS for to in getattr(self, how)]

    def ways_back(self) -> tuple[str, ...]:
        """What it goes on from, in its own words."""
        return (*self.follows, *self.backs, *self.denies)


@record
class Assessment:
    """A judgement or a forecast, and whose it is."""

    id: Id
    kind: Literal["judgement", "forecast"]
    text: Text
    by: Speakers
    articles: Annotated[tuple[Id, ...], Field(min_length=1)]
    follows: References = ()
    """The assessment that this one tells again, or goes on from: a forecast told on several days is one."""
    refs: References = ()
    """The claims that it rests on."""
    sector: SectorId | None = None
    track: TrackId | None = None
    places: tuple[PlaceId, ...] = ()
    said: Date | None = None
    told_to: Line | None = None
    via: Relays = ()
    quote: Quote | None = None
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

    def pointers(self) -> list[tuple[str, str]]:
        """How it points at other assessments, and what it writes for each."""
        return [("follows", to) for to in self.follows]
