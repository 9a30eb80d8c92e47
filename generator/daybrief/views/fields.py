"""What stands in the fields of a day: which have ids of a registry, which point at statements, which have set words.

By these, what an editor wrote of a field in a correction is told in words.
"""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from daybrief.model.day import Article, Day, Event, SourceNote, Sourcing, Takeaway
from daybrief.model.statements import Assessment, Claim, Control, Position, Quote

RECORDS: Mapping[str, Any] = {
    "control": Control,
    "position": Position,
    "quote": Quote,
    "sourcing": Sourcing,
    "notes": SourceNote,
    "takeaways": Takeaway,
}
"""The fields that have fields of their own, and what these belong to."""
MODELS = (Day, Event, Article, Claim, Assessment, *RECORDS.values())
"""All that a correction names fields of."""


def aliases(model: Any) -> list[str]:
    """The fields of a record, as a file calls them."""
    return [field.alias or name for name, field in model.__pydantic_fields__.items()]


FIELDS = frozenset(name for model in MODELS for name in aliases(model))
"""Every field that a correction can name. Each has a message below `field`."""
MARKED = {*RECORDS, "text", "translation", "note", "resolves_if", "limits", "gaps"}
"""The fields in which there may be markup: all others show as they were typed."""
REFERS: Mapping[str, str] = {
    **dict.fromkeys(("by", "via", "participants", "evidence_by"), "speakers"),
    **dict.fromkeys(("source", "reprint_of"), "sources"),
    **dict.fromkeys(("place", "places"), "places"),
    **dict.fromkeys(("sector", "sectors"), "sectors"),
    **{"track": "tracks", "plan": "plans", "party": "parties", "format": "formats", "is": "stances"},
}
"""By field: the registry or table of terms that its ids are of."""
KEYS = {"figures": "measures", "movement": "movements"}
"""The fields that are mappings: the registry or table of terms that their keys are of."""
POINTERS = ("follows", "backs", "denies", "retracts", "refs", "continues")
"""The fields that name statements or events."""
TIMES = ("date", "when", "said", "horizon", "published", "as_of", "seen")


def _strings(hint: Any) -> Iterator[str]:
    for one in get_args(hint):
        yield from [one] if isinstance(one, str) else _strings(one)


def _words(group: str, model: Any, name: str, *also: str) -> dict[str, str]:
    words = (*_strings(model.__pydantic_fields__[name].annotation), *also)
    return {word: f"{group}.{word}" for word in words}


WORDS: Mapping[str, Mapping[str, str]] = {
    **{name: _words(name, Claim, name) for name in ("evidence", "credibility")},
    **{name: _words(name, Assessment, name) for name in ("likelihood", "confidence")},
    "state": _words("state", Event, "state"),
    "kind": _words("kind", Assessment, "kind", "claim"),
    "editor_set": _words("field", Assessment, "editor_set"),
}
"""By field: the message of each word that it may be."""
