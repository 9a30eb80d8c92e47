"""Corrections: each says what was wrong, and what stands there now is what it says."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import is_dataclass
from difflib import get_close_matches
from typing import Any

from daybrief.content.archive import Archive, DayFile
from daybrief.content.rules.finding import Finding
from daybrief.diagnostics import nearest, one_of, shown
from daybrief.model.day import Correction
from daybrief.model.fields import MAX_TEXT, WHEN
from daybrief.model.figures import Figure, figure
from daybrief.source import Path


def fit(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A correction names a field of its target, what it was and what it is; or adds the whole of it."""
    things: dict[str, Any] = {"day": file.day} | {k: v for some in file.named.values() for k, v in some.items()}
    last = _last_of_fields(file.day.corrections)
    for number, correction in enumerate(file.day.corrections):
        path = ("corrections", number)
        thing = things.get(correction.target)
        if correction.field is None:
            yield from _addition(path, correction)
            continue
        if correction.was == correction.now:
            message = "the words before and after are the same"
            yield Finding((*path, "now"), "empty-correction", message, "write what it is now")
        if thing is None or (thing is file.day and correction.field.partition(".")[0] in file.defaulted):
            continue  # another rule tells
        stays = correction.now is not None and number in last
        here, hint = _follow(thing, correction.field, stays)
        if hint:
            message = f"`{correction.target}` has no field `{correction.field}`"
            yield Finding((*path, "field"), "unknown-field", message, hint)
        elif correction.now and stays and not _says(here, " ".join(correction.now.split())):
            stands = " ".join(written(here).split())
            message = f"`{correction.field}` of `{correction.target}` is not that now: {shown(stands)}"
            if correction.field == "takeaways":  # whose text is enough: of the one that is meant
                (stands,) = get_close_matches(correction.now, [one.text for one in here], n=1, cutoff=0)
            hint = "write what stands there now, or change it there too"
            if stands not in message and len(stands) <= MAX_TEXT:
                hint += f": `{' '.join(stands.split())}`"
            yield Finding((*path, "now"), "correction-does-not-fit", message, hint)


def _last_of_fields(corrections: Sequence[Correction]) -> set[int]:
    """The numbers of those after which neither their field, nor the whole or a part of it, was corrected again."""
    last = set[int]()
    again: set[tuple[str, str]] = set()
    above: set[tuple[str, str]] = set()
    for number, one in sorted(enumerate(corrections), key=lambda item: (item[1].date, item[0]), reverse=True):
        steps = one.field.split(".") if one.field else []
        ways = [(one.target, ".".join(steps[: count + 1])) for count in range(len(steps))]
        if ways and ways[-1] not in above and again.isdisjoint(ways):
            last.add(number)
        again.update(ways[-1:])
        above.update(ways)
    return last


def _says(here: Any, words: str) -> bool:
    """Whether the words stand there; a figure and a time whole; of a list or mapping, each part of the words."""
    stands = " ".join(written(here).split())
    if isinstance(here, Figure):
        return _is(here, words)
    if re.fullmatch(WHEN, stands):
        return words == stands
    parted = isinstance(here, tuple | dict) or is_dataclass(here)
    ways = ([words], words.split(", ")) if parted else ([words],)
    return any(all(_holds(here, stands, part) for part in parts) for parts in ways)


def _holds(here: Any, stands: str, part: str) -> bool:
    name, _, value = part.partition(": ")
    if isinstance(here, dict) and isinstance(one := here.get(name), Figure):
        return _is(one, value)
    return bool(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", stands))


def _is(one: Figure, words: str) -> bool:
    try:
        return figure(words) == one
    except ValueError:
        return False


def _addition(path: Path, correction: Correction) -> Iterator[Finding]:
    for name in ("was", "now"):
        if getattr(correction, name) is not None:
            message = f"without `field` the whole of `{correction.target}` was added, and there is no `{name}`"
            hint = f"add `field: …`, or take `{name}` away"
            yield Finding((*path, name), "correction-does-not-fit", message, hint, key=True)
    if correction.kind != "update" or correction.target == "day":
        message = "a correction names the field that was changed"
        hint = "add `field: …`; or write `kind: update` for a claim, event, assessment or article that was added"
        yield Finding((*path, "kind"), "correction-does-not-fit", message, hint)


def _follow(thing: Any, field: str, stays: bool) -> tuple[Any, str]:
    """What stands at a path of fields in a value of the model, None for what is left out; else a hint.

    An entry of a mapping that does not stay, such as a figure, may have been taken away since.
    """
    steps = field.split(".")
    for count, step in enumerate(steps):
        if is_dataclass(thing):
            known = _fields(thing)
            if step not in known:
                return None, nearest(step, known) or one_of(known, 30)
            thing = known[step]
        elif isinstance(thing, dict):
            if stays and step not in thing:
                return None, nearest(step, thing) or one_of(thing, 30)
            thing = thing.get(step)
        elif thing is not None:
            return None, f"write `{'.'.join(steps[:count])}`"
    return thing, ""


def _fields(record: Any) -> dict[str, Any]:
    return {field.alias or name: getattr(record, name) for name, field in record.__pydantic_fields__.items()}


def written(value: Any) -> str:
    """A value of the model in the words of a correction: `attacks: 41`, or the items of a list with commas."""
    if isinstance(value, tuple):
        return ", ".join(map(written, value))
    if is_dataclass(value) and not isinstance(value, Figure):
        value = {name: one for name, one in _fields(value).items() if one not in (None, (), {})}
    if isinstance(value, dict):
        return ", ".join(f"{name}: {written(one)}" for name, one in value.items())
    return f"{value:%Y-%m-%dT%H:%MZ}" if isinstance(value, dt.datetime) else "" if value is None else str(value)
