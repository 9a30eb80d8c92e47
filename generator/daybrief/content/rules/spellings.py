"""Words: one spelling for a place, whoever wrote of it."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from typing import Any, cast

from daybrief.content.archive import Archive, DayFile
from daybrief.content.rules.finding import Finding
from daybrief.model.registry import Place
from daybrief.source import Path

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|`[^`]*`|\]\([^)]*\)")
_WORD = re.compile(r"\w+")
_AS_TYPED = {"articles", "quote", "likelihood_words", "url", "id", "was", "told_to"}
"""Fields that carry somebody's own words, and are left as they are."""


def preferred_spellings(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Our own words write a place as its registry does; a name in quotation marks is somebody else's."""
    archive.record("places")
    spellings, heads, pattern = _spellings(archive)
    for path, text in texts(file.day) if spellings else ():
        if heads.isdisjoint(_WORD.findall(text)):  # as almost always, and told much sooner
            continue
        for name in sorted({*pattern.findall(_QUOTED.sub(" ", text))} & spellings.keys()):
            message = f"this site writes `{spellings[name]}`, not `{name}`"
            hint = "write it so; or put the name in quotation marks, if it is a source's own word"
            yield Finding(path, "other-spelling", message, hint, "warning")


@lru_cache(maxsize=1)
def _spellings(archive: Archive) -> tuple[dict[str, str], set[str], re.Pattern[str]]:
    """Every name of a place that the site does not write, with the one that it does, but for names that places share.

    Then the words with which these names begin, and a pattern that finds them and those that the site writes.
    """
    places = archive.registry.places.values()
    found: dict[str, set[str]] = {}
    for place in places:
        for name in names(place):
            found.setdefault(name, set()).add(place.name)
    own = {place.name for place in places}  # one may hold another spelling of its neighbour
    spellings = {name: preferred.pop() for name, preferred in found.items() if len(preferred) == 1 and name not in own}
    longest_first = sorted({*spellings, *own}, key=lambda name: (-len(name), name))
    heads = {word for name in spellings for word in _WORD.findall(name)[:1]}
    return spellings, heads, re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)")


def names(place: Place) -> tuple[str, ...]:
    """All names of a place besides its own, each once, in the order of the registry."""
    if place.names is None:
        return ()
    listed = [*place.names.preferred.values(), *place.names.other, *(old.name for old in place.names.historic)]
    return tuple(dict.fromkeys(name for name in listed if name != place.name))


def texts(value: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text of our own in a value of the model."""
    if isinstance(value, str):
        if " " in value:
            yield path, value
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from texts(item, (*path, index))
    else:
        for name in _own(cast(Any, type(value))):
            if inner := getattr(value, name):  # most fields are left out
                yield from texts(inner, (*path, name))


@cache
def _own(kind: Any) -> tuple[str, ...]:
    """The fields of a kind of the model that may hold our own words; none of what is no such kind."""
    return tuple(one.name for one in fields(kind) if one.name not in _AS_TYPED) if is_dataclass(kind) else ()
