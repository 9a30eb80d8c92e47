"""The words that an operator extends: movements, kinds of speakers, formats of events and stances, with their rules.

The program has words of its own. What a site writes in `registry/terms.yml` is laid over them, entry by entry and field
by field: it adds words, renames some, and changes what follows from them. None can be taken away.
"""

from typing import Annotated, Any, Literal, TypeAlias, get_type_hints

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema

from daybrief.diagnostics import one_of, shown
from daybrief.model.fields import MAX_ID, WORD, Line, invalid, plain_id, record, typed


def _flag(given: str) -> bool:
    if given not in ("true", "false"):
        raise invalid("unknown-word", f"{shown(given)} is neither true nor false", one_of(("true", "false")))
    return given == "true"


Flag: TypeAlias = Annotated[bool, typed(_flag), WithJsonSchema({"type": "string", "enum": ["true", "false"]})]
TermId: TypeAlias = Annotated[
    str,
    StringConstraints(max_length=MAX_ID, pattern=WORD),
    typed(plain_id),
    WithJsonSchema({"type": ["string", "number", "boolean"], "pattern": WORD, "maxLength": MAX_ID}),
]
"""A word, as it is written: a–z, 0–9 and single hyphens or underscores."""
Name: TypeAlias = Annotated[
    Line | None, Field(description="What pages call it; a word of the program's own has a name without it.")
]


@record
class Term:
    """A word, and what pages call it."""

    name: Name


@record
class MovementTerm(Term):
    """A kind of movement on the ground."""

    for_: Annotated[Literal["mover", "opponents", "none"], Field(alias="for")] = "none"
    """Whom it favours: who moved, the opponents of that one, or nobody."""
    admits: Flag = False
    """Whether an office that tells it against its own party proves it."""


@record
class KindTerm(Term):
    """A kind of source or actor."""

    office: Flag = False
    """Whether it holds an office of its party."""
    assesses: Flag = False
    """Whether what it says of the ground is an assessment."""


_Words: TypeAlias = dict[str, dict[str, str]]
_MOVEMENTS: _Words = {
    "advance": {"for": "mover", "admits": "true"},
    "withdrawal": {"for": "opponents", "admits": "true"},
    "infiltration": {"for": "mover"},
    "hold": {"for": "mover"},
    "encirclement": {"for": "mover"},
    "attack": {},
    "fighting": {},
}
_SOURCE_KINDS: _Words = {
    "news_agency": {},
    "newspaper": {},
    "broadcaster": {},
    "website": {},
    "channel": {},
    "official": {"office": "true"},
    "armed_force": {"office": "true"},
    "think_tank": {"assesses": "true"},
    "map_project": {"assesses": "true"},
    "pollster": {},
}
_ACTOR_KINDS: _Words = {
    "official": {"office": "true"},
    "military": {"office": "true"},
    "commentator": {},
    "unnamed": {},
}
_FORMATS: _Words = {
    word: {}
    for word in (
        *("meeting", "call", "visit", "statement", "document", "summit", "vote", "exchange", "sanction"),
        *("resignation", "deadline", "strike"),
    )
}
_STANCES: _Words = {word: {} for word in ("accepts", "conditional", "objects", "rejects", "open", "demands")}


def _over(words: _Words) -> BeforeValidator:
    """Lays a site's table over the program's own words."""
    own: dict[str, dict[str, Any]] = {word: {"name": None, **fields} for word, fields in words.items()}

    def lay(given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        # Entries that were read before are whole.
        return own | {word: own.get(word, {}) | one if isinstance(one, dict) else one for word, one in given.items()}

    return BeforeValidator(lay)


def _table(description: str) -> Any:
    return Field(default_factory=dict, validate_default=True, description=description)


@record
class Terms:
    """All words that an operator extends, table by table: the program's own, and over them those of a site."""

    movements: Annotated[dict[TermId, MovementTerm], _over(_MOVEMENTS)] = _table("Kinds of movements.")
    source_kinds: Annotated[dict[TermId, KindTerm], _over(_SOURCE_KINDS)] = _table("Kinds of sources.")
    actor_kinds: Annotated[dict[TermId, KindTerm], _over(_ACTOR_KINDS)] = _table("Kinds of actors.")
    formats: Annotated[dict[TermId, Term], _over(_FORMATS)] = _table("Formats of events.")
    stances: Annotated[dict[TermId, Term], _over(_STANCES)] = _table("Stances that a position can be.")


TABLES: dict[str, Any] = get_type_hints(Terms, include_extras=True)
"""The tables of words, as `registry/terms.yml` has them: the type of each."""
TERMS = Terms()
"""The program's own words."""


def group_of(table: str) -> str:
    """The messages that have the names of a table's words: of `movements`, those below `movement`."""
    return table.removesuffix("s")
