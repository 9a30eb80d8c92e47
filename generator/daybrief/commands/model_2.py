"""What model 2 says otherwise than model 1: what can be rewritten in a day's plain data, and what takes an editor.

`evidence: none` is left out, an event's `date` can be a span and takes in `until`, and `next` is a claim of somebody's.
"""

import re
from collections.abc import Iterator
from typing import Any

from daybrief.diagnostics import Diagnostic
from daybrief.source import Document, Path
from daybrief.source.edits import Step

OLD, NEW = 1, 2
"""The versions of the model."""
_is_date = re.compile(r"\d{4}-\d\d-\d\d").fullmatch
_OF_CORRECTIONS = {
    "until": ("an event has no `until` any more", "write `field: date`, and spans as `2025-12-04/2025-12-05`"),
    "next": ("an event has no `next` any more", "name the field that says it now, or leave `field` out"),
    "evidence": (
        "`evidence` is no longer `none`, but left out",
        "write in words what was shown, or leave out what is `none`",
    ),
}
"""By the field that a correction names: what is to be told, and a hint."""


def steps(data: dict[str, Any]) -> Iterator[tuple[Step, ...]]:
    """What can be rewritten in a day: steps that are taken together or not at all."""
    for path, claim in _claims(data):
        if claim.get("evidence") == "none":
            yield (((*path, "evidence"), None),)
    for path, event in _items(data, "diplomacy"):
        first, last = str(event.get("date")), str(event.get("until"))
        if _is_date(first) and _is_date(last) and first <= last:
            gone: Step = (*path, "until"), None
            yield (gone,) if first == last else (((*path, "date"), f"{first}/{last}"), gone)


def undecided(day: Document) -> Iterator[Diagnostic]:
    """What of model 1 is in a day, for an editor to decide."""
    for path, claim in _claims(day.data):
        if claim.get("evidence") == "none":
            message = "`evidence: none` is no more: left out, it says the same"
            yield left(day, (*path, "evidence"), message, "take it away, with its key")
    for path, event in _items(day.data, "diplomacy"):
        if "until" in event:
            message = "an event has no `until` any more: `date` can be a span"
            yield left(day, (*path, "until"), message, "write `date: 2025-12-04/2025-12-05`: its first and last day")
        if "next" in event:
            message = "an event has no `next` any more: what is to follow is a claim of somebody's, or a planned event"
            hint = f"write a claim below `claims`, with `id`, `text`, `by`, `articles` and `when: {_ahead(day, event)}`"
            yield left(day, (*path, "next"), message, hint)
    for path, correction in _items(day.data, "corrections"):
        field, said = correction.get("field"), (correction.get("was"), correction.get("now"))
        if field in ("until", "next") or (field == "evidence" and "none" in said):
            yield left(day, (*path, "field"), *_OF_CORRECTIONS[field], key=False)


def left(document: Document, path: Path, message: str, hint: str, *, key: bool = True) -> Diagnostic:
    """What is told of an entry that is left as it is."""
    return document.mark(path, key=key).problem(document.file, "not-upgraded", message, hint)


def _ahead(day: Document, event: dict[str, Any]) -> str:
    """The `when` of what is to follow an event: the day that is named, or no day from this one on."""
    following = event["next"]
    named = str(following.get("date")) if isinstance(following, dict) else ""
    today = str(day.data.get("date"))
    return named if _is_date(named) else f"{today if _is_date(today) else '2025-12-04'}/.."


def _claims(data: dict[str, Any]) -> Iterator[tuple[Path, dict[str, Any]]]:
    for part in ("diplomacy", "front"):
        for path, item in _items(data, part):
            yield from _items(item, "claims", path)


def _items(data: dict[str, Any], name: str, above: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """The mappings of a list, with the way to each; nothing where there is no list."""
    listed = data.get(name)
    for number, item in enumerate(listed if isinstance(listed, list) else ()):
        if isinstance(item, dict):
            yield (*above, name, number), item
