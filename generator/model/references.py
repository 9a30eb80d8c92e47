"""Which fields of the model name an id of a registry: one definition, for the rule that checks and for the ledger."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, NamedTuple, cast, get_args, get_origin, get_type_hints

from generator.model.ids import Refers
from generator.source import Path


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
    for name, alias, plan in _plan(cast(Any, type(value))):
        yield from _follow(getattr(value, name), plan, (*path, alias))


def mentions_in(entries: Mapping[str, Any]) -> Iterator[Mention]:
    """The same for a registry's entries."""
    for name, entry in entries.items():
        yield from mentions(entry, (name,))


def _follow(value: Any, plan: Any, path: Path) -> Iterator[Mention]:
    if value is None:
        return
    if isinstance(plan, Refers):
        yield Mention(plan.to, value, path)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _follow(item, plan[0], (*path, index))
    elif isinstance(value, dict):
        for name, item in value.items():
            if plan[0] is not None:
                yield Mention(plan[0].to, name, (*path, name), key=True)
            if plan[1] is not None:
                yield from _follow(item, plan[1], (*path, name))
    else:
        yield from mentions(value, path)


@cache
def _plan(model: Any) -> tuple[tuple[str, str, Any], ...]:
    """The fields of `model` that lead to references: name, name in the file, and how to go on."""
    hints = get_type_hints(model, include_extras=True)
    aliases = {n: f.alias or n for n, f in model.__pydantic_fields__.items()}
    plans = ((field.name, aliases[field.name], _way(hints[field.name])) for field in fields(model))
    return tuple(plan for plan in plans if plan[2] is not None)


def _way(hint: Any) -> Any:
    """Refers for an id; a tuple for lists and mappings; True for a class with references in it; None for none."""
    found = next((m for m in getattr(hint, "__metadata__", ()) if isinstance(m, Refers)), None)
    if found is not None:
        return found
    if is_dataclass(hint):
        return True if isinstance(hint, type) and _plan(hint) else None
    arguments = [a for a in get_args(hint) if a not in (type(None), Ellipsis)]
    if get_origin(hint) is tuple:
        way = _way(arguments[0])
        return None if way is None else (way,)
    if get_origin(hint) is dict:
        ways = (_way(arguments[0]), _way(arguments[1]))
        return ways if any(w is not None for w in ways) else None
    return next((way for a in arguments if (way := _way(a)) is not None), None)
