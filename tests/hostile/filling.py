"""Every text of the model, found from the model itself: a sample of days and registries in which each one is written.

A field that is added is found and filled without a word here, if it can be made of what is known of its type.
"""

from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from types import NoneType
from typing import Annotated, Any, Literal, NamedTuple, cast, get_args, get_origin, get_type_hints

from daybrief.model.day import Day
from daybrief.model.fields import Date, Id, Language, Line, Text, When
from daybrief.model.figures import Count
from daybrief.model.references import Refers
from daybrief.model.registry import Registry
from daybrief.model.terms import TABLES, KindTerm, MovementTerm, Term

CHECKED = {("Correction", "field"): "title", ("Change", "field"): "name"}
"""Texts that must name a field: no words of one's own."""


class Field(NamedTuple):
    """Where a text stands: the class of the model, and its field."""

    owner: str
    name: str


class Filling(NamedTuple):
    """How a sample is rewritten."""

    text: Callable[[Field], str]
    """The words of each text, each time that one is met."""
    id: Callable[[str], str]
    """The ids of the registries."""
    known: dict[str, list[str]]
    """Ids of the registries, by kind, for fields that the sample leaves out."""
    date: str


def fields() -> set[Field]:
    """Every field of the model that is a text."""
    found: set[Field] = set()

    def look(hint: Any, owner: str, name: str) -> None:
        if hint in (Text, Line):
            found.add(Field(owner, name))
        elif _is_record(hint):
            for own, _, inner, _ in _parts(hint):
                look(inner, hint.__name__, own)
        else:
            for inner in _inside(hint):
                look(inner, owner, name)

    look(Day, "", "")
    look(Registry, "", "")
    names_of_words = {Field(term.__name__, "name") for term in (Term, MovementTerm, KindTerm)}  # the whole site's
    return found - {Field(*one) for one in CHECKED} - names_of_words


NOWHERE = Field("", "")


def filled(hint: Any, node: Any, how: Filling, at: Field = NOWHERE) -> Any:
    """A node of YAML, as it is typed in the model: with other words, other ids, and no text left out."""
    hint = _plain(hint)
    if hint in (Text, Line):
        return node if at in CHECKED else how.text(at)
    if hint == Count:
        return node
    if refers := _refers(hint):
        return node if node == "none" and refers == "parties" else how.id(node)
    if _is_record(hint):
        return dict(_record(hint, node, how))
    if get_origin(hint) is Annotated:
        return filled(get_args(hint)[0], node, how, at)
    if get_origin(hint) is tuple:
        items = node if isinstance(node, list) else [node]
        return [filled(get_args(hint)[0], item, how, at) for item in items]
    if get_origin(hint) is dict:
        of, inner = get_args(hint)
        return {how.id(key) if _refers(of) else key: filled(inner, item, how, at) for key, item in node.items()}
    return how.id(node) if at.name == "formerly" else node


def _record(model: Any, node: dict[str, Any], how: Filling) -> Iterator[tuple[str, Any]]:
    for name, alias, hint, _ in _parts(model):
        sample = node.get(alias) if alias in node else _sample(hint, how)
        if alias in node or (sample is not None and _has_text(hint)):
            yield alias, filled(hint, sample, how, Field(model.__name__, name))


def _sample(hint: Any, how: Filling) -> Any:
    """A node that a field may have, without its words; None where that does not follow from its type."""
    hint = _plain(hint)
    if hint in (Text, Line):
        return "words"
    if refers := _refers(hint):
        return next(iter(how.known["sources" if refers == "speakers" else refers]), None)
    if hint == Date:
        return how.date
    if hint == Language:
        return "en"
    if hint == Count:
        return "1"
    if hint == When:
        return how.date
    if _is_record(hint):
        made = {alias: _sample(inner, how) for _, alias, inner, needed in _parts(hint) if needed or _has_text(inner)}
        return None if None in made.values() else made
    if get_origin(hint) is Annotated:
        return _sample(get_args(hint)[0], how)
    if get_origin(hint) is Literal:
        return get_args(hint)[0]
    if get_origin(hint) is tuple:
        one = _sample(get_args(hint)[0], how)
        return None if one is None else [one]
    if get_origin(hint) is dict:
        of, inner = get_args(hint)
        key, value = "sample" if of == Id else _sample(of, how), _sample(inner, how)
        return None if key is None or value is None else {key: value}
    return None


def _is_record(hint: Any) -> bool:
    return isinstance(hint, type) and is_dataclass(hint)


def _parts(model: Any) -> list[tuple[str, str, Any, bool]]:
    """The fields of a class: name, name in the file, type, and whether it must be there."""
    hints = get_type_hints(model, include_extras=True)
    known = model.__pydantic_fields__.items()
    return [(name, field.alias or name, hints[name], field.is_required()) for name, field in known]


def _plain(hint: Any) -> Any:
    """A type without `None`, and without what an `Annotated` adds that is neither a term nor an id."""
    inner = [one for one in get_args(hint) if one is not NoneType]
    return inner[0] if NoneType in get_args(hint) else hint


def _refers(hint: Any) -> str | None:
    """The registry whose ids a type is made of; a word of the terms is none."""
    marks = (mark.to for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, Refers))
    return next((to for to in marks if to not in TABLES), None)


def _inside(hint: Any) -> list[Any]:
    """The types that a type is made of, without what an `Annotated` adds."""
    inner = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return [] if get_origin(hint) is Literal else [one for one in inner if one not in (NoneType, Ellipsis)]


def _has_text(hint: Any) -> bool:
    hint = _plain(hint)
    if hint in (Text, Line):
        return True
    inner = [part[2] for part in _parts(cast(Any, hint))] if _is_record(hint) else _inside(hint)
    return any(_has_text(one) for one in inner)
