"""Ids of the registries, typed as what they are, so that a field says which registry its text must be in."""

from typing import Annotated, Literal, NamedTuple, TypeAlias

from pydantic import Field, WithJsonSchema

from daybrief.model.fields import ID_SCHEMA, Id, typed


class Refers(NamedTuple):
    """Marks a field whose text is an id in a registry, so that one rule checks them all and one index finds them."""

    to: Literal["parties", "sources", "actors", "places", "sectors", "tracks", "plans", "measures", "speakers"]


PartyId: TypeAlias = Annotated[Id, Refers("parties")]
SourceId: TypeAlias = Annotated[Id, Refers("sources")]
ActorId: TypeAlias = Annotated[Id, Refers("actors")]
PlaceId: TypeAlias = Annotated[Id, Refers("places")]
SectorId: TypeAlias = Annotated[Id, Refers("sectors")]
TrackId: TypeAlias = Annotated[Id, Refers("tracks")]
PlanId: TypeAlias = Annotated[Id, Refers("plans")]
MeasureId: TypeAlias = Annotated[Id, Refers("measures")]
SpeakerId: TypeAlias = Annotated[Id, Refers("speakers")]
"""An actor or a source: they share one id space."""
Speakers: TypeAlias = Annotated[
    tuple[SpeakerId, ...],
    typed(lambda given: [given]),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [ID_SCHEMA, {"type": "array", "items": ID_SCHEMA, "minItems": 1}]}),
]
