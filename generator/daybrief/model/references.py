"""Which fields of the model name an id of a registry: one definition, for the rule that checks and for the ledger.

Ids are typed as what they are, so that a field says which registry its text must be in.
"""

from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import cache
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, cast, get_args, get_origin, get_type_hints

from pydantic import Field, WithJsonSchema

from daybrief.model.fields import ID_SCHEMA, Id, typed
from daybrief.source import Path


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


class Mention(NamedTuple):
    """An id of a registry, and where it is written."""

    kind: str
    """A registry's name, or `speakers` for an actor or a source."""
    id: str
    path: Path
    key: bool = False
    """Whether the id is a key of a mapping."""


def mentions(value: Any, path: Path = ()) -> Iterator[Mention]:
    """Every id of a registry in a value of the model, with its path, in the order of the file."""
    for name, alias, plan in _plans(cast(Any, type(value))):
        yield from _follow(getattr(value, name), plan, (*path, alias))


def _follow(value: Any, plan: Any, path: Path) -> Iterator[Mention]:
    """What a field's value mentions. Its plan is Refers for an id, else a pair: plans of keys and of what is inside."""
    if isinstance(plan, Refers):
        if value is not None:
            yield Mention(plan.to, value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _follow(item, plan[1], (*path, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            if plan[0]:
                yield Mention(plan[0].to, name, (*path, name), key=True)
            if plan[1]:
                yield from _follow(item, plan[1], (*path, name))
    elif value is not None:
        yield from mentions(value, path)


@cache
def _plans(model: Any) -> tuple[tuple[str, str, Any], ...]:
    """The fields of `model` that lead to references: name, name in the file, and how to go on."""
    hints = get_type_hints(model, include_extras=True)
    plans = ((name, field.alias or name, _plan(hints[name])) for name, field in model.__pydantic_fields__.items())
    return tuple(plan for plan in plans if plan[2])


def _plan(hint: Any) -> Any:
    if isinstance(hint, Refers):
        return hint
    if isinstance(hint, type) and is_dataclass(hint):
        return _plans(cast(Any, hint))
    inner = [_plan(kind) for kind in get_args(hint) if kind not in (type(None), Ellipsis)]
    if get_origin(hint) in (tuple, dict):
        return (inner[0], inner[-1]) if any(inner) else None
    return next(filter(None, inner), None)
