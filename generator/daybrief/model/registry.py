"""The registries: what stands behind the ids of a day. What is left out is *unknown*, which never reads as good."""

from typing import Annotated, Any, Literal, get_type_hints

from pydantic import Field

from daybrief.model.fields import Date, Id, Language, Latitude, Line, Longitude, Text, Unit, record
from daybrief.model.references import ActorKind, PartyId, PlaceId, PlanId, SourceId, SourceKind, SpeakerId
from daybrief.model.terms import TABLES, Terms


@record
class Change:
    """A change of a party, owner, kind or grade: it rewrites what older pages say, so it is dated and shown."""

    date: Date
    field: Line
    was: Line
    now: Line
    because: Text


@record
class RegistryEntry:
    """What every entry of a registry may have."""

    name: Line
    note: Text | None = None
    formerly: Annotated[tuple[Id, ...], Field(description="Ids that it had before.")] = ()


@record
class Party(RegistryEntry):
    """A side of the conflict, or a government at the table."""

    opposes: tuple[PartyId, ...] = ()
    """The parties that it fights."""
    allies: tuple[PartyId, ...] = ()
    """The parties that fight beside it: together they are one voice. Who arms or pays is none of them."""


@record
class Belonging:
    """The party that a source or an actor speaks for, with the basis for saying so."""

    is_: Annotated[PartyId, Field(alias="is")]
    """A party, or `none` where it is known to have none."""
    basis: Text
    """Why the editors say so."""
    ref: Line | None = None
    """Where that can be read."""


@record
class Speaking(RegistryEntry):
    """Who speaks: a source or an actor."""

    short: Line | None = None
    """A short name, such as `IAEA`."""
    names: dict[Language, Line] = Field(default_factory=dict)
    """The name by language."""
    other: tuple[Line, ...] = ()
    """Other spellings."""
    party: Annotated[Belonging | None, Field(description="Left out: that of `member_of`; else unknown.")] = None
    member_of: SpeakerId | None = None
    """The body that it belongs to, and with which it is one voice: an actor or a source."""
    changes: tuple[Change, ...] = ()


@record
class Reliability:
    """The Admiralty grade of a source, A to F."""

    # Admiralty code (NATO STANAG 2511): A completely reliable, B usually, C fairly, D not usually, E not reliable,
    # F cannot be judged.
    grade: Literal["A", "B", "C", "D", "E", "F"]
    basis: Text
    """Why the editors give this grade."""


@record
class Descriptor:
    """What ICD 206 asks to be said of a source."""

    access: Text | None = None
    """How near it is to what it reports."""
    track_record: Text | None = None
    bias: Text | None = None


@record
class Sanction:
    """A measure against a source, by whom and since when."""

    by: Line
    text: Text
    since: Date | None = None
    ref: Line | None = None
    """Where that can be read."""


@record
class Source(Speaking):
    """An outlet, or an institution that publishes."""

    kind: SourceKind | None = None
    owner: Line | None = None
    """Words for the reader: whose voice it is, `member_of` says."""
    country: Line | None = None
    languages: tuple[Language, ...] = ()
    affiliation: Literal["independent", "state_funded", "state_controlled"] | None = None
    reliability: Reliability | None = None
    """Left out: ungraded. F stands only where an editor tried to judge and could not."""
    descriptor: Descriptor | None = None
    sanctions: tuple[Sanction, ...] = ()


@record
class Office:
    """A post that an actor holds or held."""

    title: Line
    from_: Annotated[Date | None, Field(alias="from")] = None
    until: Date | None = None


@record
class Actor(Speaking):
    """A person in a public role, or a body."""

    kind: ActorKind | None = None
    offices: tuple[Office, ...] = ()


@record
class Historic:
    """A name that a place once had."""

    name: Line
    until: Line | None = None
    """The year or day of the change, as far as known."""


@record
class PlaceNames:
    """A place's names besides the one that the site writes."""

    preferred: dict[Language, Line] = Field(default_factory=dict)
    """By language; `ru-Latn` is Russian in Latin letters."""
    other: tuple[Line, ...] = ()
    """Other spellings in use."""
    historic: tuple[Historic, ...] = ()


@record
class Coordinates:
    """A point in WGS 84, no finer than a settlement."""

    lat: Latitude
    lon: Longitude
    origin: Line
    """Where the coordinates are from."""
    precision: Literal["town", "near", "region"] = "town"
    """ACLED's: the town, near it, or the region."""


@record
class Place(RegistryEntry):
    """A settlement, river or region."""

    name: Line
    """The official romanisation: the one that the site writes."""
    kind: Line | None = None
    names: PlaceNames | None = None
    coordinates: Coordinates | None = None
    region: Line | None = None
    district: Line | None = None
    country: Line | None = None
    codes: dict[Id, Line] = Field(default_factory=dict)
    """Codes in other registers, such as `geonames`."""


@record
class Sector(RegistryEntry):
    """A part of the front, a theme of it, or the whole line."""

    kind: Literal["sector", "theme", "whole"] = "sector"
    places: tuple[PlaceId, ...] = ()
    read_as: dict[SourceId, Line] = Field(default_factory=dict)
    """What a source calls it."""


@record
class Track(RegistryEntry):
    """A line of talks between the same sides."""

    parties: tuple[PartyId, ...] = ()
    plans: tuple[PlanId, ...] = ()


@record
class PlanPoint:
    """One point of a plan."""

    name: Line
    note: Text | None = None


@record
class Plan(RegistryEntry):
    """A proposal on the table, with the points that are spoken of."""

    parties: tuple[PartyId, ...] = ()
    """Those whose position counts."""
    points: dict[Id, PlanPoint] = Field(default_factory=dict)


@record
class Measure(RegistryEntry):
    """Something that is counted."""

    name: Line
    """What is counted, such as `attacks`."""
    one: Line | None = None
    """The name of a single one, such as `attack`."""
    unit: Annotated[Unit | None, Field(description="What stands behind the number, such as `%`.")] = None


@record
class Registry(Terms):
    """All registries together, id by id, and the words of the terms."""

    parties: dict[Id, Party] = Field(default_factory=dict)
    sources: dict[Id, Source] = Field(default_factory=dict)
    actors: dict[Id, Actor] = Field(default_factory=dict)
    places: dict[Id, Place] = Field(default_factory=dict)
    sectors: dict[Id, Sector] = Field(default_factory=dict)
    tracks: dict[Id, Track] = Field(default_factory=dict)
    plans: dict[Id, Plan] = Field(default_factory=dict)
    measures: dict[Id, Measure] = Field(default_factory=dict)


KINDS: dict[str, Any] = {
    kind: entries for kind, entries in get_type_hints(Registry, include_extras=True).items() if kind not in TABLES
}
SINGULAR = {kind: "party" if kind == "parties" else kind.removesuffix("s") for kind in KINDS}
"""The registries, in the order of the model, as their files are called: the type of each, and its singular."""
FILES: dict[str, Any] = {**KINDS, "terms": Terms}
"""The files of the registries: the type of each."""
