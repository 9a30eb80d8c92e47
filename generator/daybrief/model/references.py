"""Which fields of the model name an id of a registry: one definition, for the rule that checks and for the ledger.

Ids are typed as what they are, so that a field says which registry its text must be in.
"""

from collections.abc import Mapping
from copy import copy
from dataclasses import is_dataclass
from functools import cache
from typing import Annotated, Any, NamedTuple, TypeAlias, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import Field, WithJsonSchema

from daybrief.model.fields import ID_SCHEMA, REFERENCE_SCHEMA, Id, Reference, Word, typed
from daybrief.source import Path

T = TypeVar("T")


class Refers(NamedTuple):
    """Marks a field whose text stands in a registry, so that one rule checks them all and one index finds them."""

    to: str
    """A registry, the speakers of two, or a table of terms (`daybrief.model.terms`)."""


PartyId: TypeAlias = Annotated[Id, Refers("parties")]
SourceId: TypeAlias = Annotated[Id, Refers("sources")]
PlaceId: TypeAlias = Annotated[Id, Refers("places")]
SectorId: TypeAlias = Annotated[Id, Refers("sectors")]
TrackId: TypeAlias = Annotated[Id, Refers("tracks")]
PlanId: TypeAlias = Annotated[Id, Refers("plans")]
MeasureId: TypeAlias = Annotated[Id, Refers("measures")]
SpeakerId: TypeAlias = Annotated[Id, Refers("speakers")]
"""An actor or a source: they share one id space."""


def _words_of(table: str) -> WithJsonSchema:
    return WithJsonSchema({"words": table})  # which `daybrief.model.schema` spells out


Format: TypeAlias = Annotated[Word, Refers("formats"), _words_of("formats")]
Stance: TypeAlias = Annotated[Word, Refers("stances"), _words_of("stances")]
SourceKind: TypeAlias = Annotated[Word, Refers("source_kinds"), _words_of("source_kinds")]
ActorKind: TypeAlias = Annotated[Word, Refers("actor_kinds"), _words_of("actor_kinds")]
MovementKind: TypeAlias = Annotated[Word, Refers("movements")]


def _or_one(schema: dict[str, Any], **keywords: Any) -> WithJsonSchema:
    return WithJsonSchema({"anyOf": [schema, {"type": "array", "items": schema, **keywords}]})


_LIST = typed(lambda given: [given])
Speakers: TypeAlias = Annotated[tuple[SpeakerId, ...], _LIST, Field(min_length=1), _or_one(ID_SCHEMA, minItems=1)]
"""One speaker, or a list."""
Parties: TypeAlias = Annotated[tuple[PartyId, ...], _LIST, _or_one(ID_SCHEMA)]
"""One party, or a list, which may be empty."""
_MOVERS = _or_one(ID_SCHEMA, minItems=1)
Movers: TypeAlias = Annotated[tuple[PartyId, ...], _LIST, Field(min_length=1), _MOVERS]
"""One party, or a list."""
Moves: TypeAlias = Annotated[
    dict[MovementKind, Movers], WithJsonSchema({"words": "movements", "each": _MOVERS.json_schema})
]
"""By the kind of movement: whose it is."""
Relays: TypeAlias = Annotated[tuple[SpeakerId, ...], _LIST, _or_one(ID_SCHEMA)]
"""One speaker, or a list, which may be empty."""
References: TypeAlias = Annotated[tuple[Reference, ...], _LIST, _or_one(REFERENCE_SCHEMA)]
"""One thing of a day, or a list, which may be empty."""


class Mention(NamedTuple):
    """An id of a registry, and where it is written."""

    kind: str
    """A registry's name, or `speakers` for an actor or a source."""
    id: str
    path: Path
    key: bool = False
    """Whether the id is a key of a mapping."""


def mentions(value: Any, path: Path = ()) -> list[Mention]:
    """Every id of a registry in a value of the model, with its path, in the order of the file."""
    found: list[Mention] = []
    for name, alias, plan in _plans(cast(Any, type(value))):
        if inner := getattr(value, name):  # most fields are left out
            _follow(inner, plan, (*path, alias), found)
    return found


def _follow(value: Any, plan: Any, path: Path, found: list[Mention]) -> None:
    """What a field's value mentions. Its plan is Refers for an id, else a pair: plans of keys and of what is inside."""
    if isinstance(plan, Refers):
        found.append(Mention(plan.to, value, path))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _follow(item, plan[1], (*path, index), found)
    elif isinstance(value, dict):
        for name, item in value.items():
            if plan[0]:
                found.append(Mention(plan[0].to, name, (*path, name), key=True))
            if plan[1]:
                _follow(item, plan[1], (*path, name), found)
    else:
        found += mentions(value, path)


def renamed(value: T, former: Mapping[str, Mapping[str, str]]) -> T:
    """A value of the model with ids in the place of former ones; `former` has the new id by kind and old one."""
    return cast(T, _rename(value, (None, None), former))


def _rename(value: Any, plan: Any, former: Mapping[str, Mapping[str, str]]) -> Any:
    if isinstance(plan, Refers):
        return former.get(plan.to, {}).get(value, value)
    if isinstance(value, tuple):
        return tuple(_rename(item, plan[1], former) for item in value)
    if isinstance(value, dict):
        keys = {name: _rename(name, plan[0], former) if plan[0] else name for name in value}
        return {keys[name]: _rename(item, plan[1], former) if plan[1] else item for name, item in value.items()}
    if not is_dataclass(value):
        return value
    new = copy(value)
    for name, _, inner in _plans(cast(Any, type(value))):
        # Past `__init__`, which would read every field anew: a value is made here, of parts that were read.
        object.__setattr__(new, name, _rename(getattr(value, name), inner, former))
    return new


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
