"""A day as it was parsed: a function of its file's name and bytes alone, so that it can be kept by their hash."""

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from hashlib import blake2b
from typing import Any

import msgspec

from daybrief.diagnostics import Diagnostic
from daybrief.engine.files import digest
from daybrief.model.day import Day
from daybrief.model.fields import period
from daybrief.model.validation import interpret
from daybrief.source import Document, read_contents
from daybrief.text import addresses

KEY = 16
"""Bytes of what a parsed day is kept by."""
DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SOME_DAY = "1900-01-01"
_ARTICLE = {"source": "none", "title": "none", "url": "https://none.example", "published": _SOME_DAY, "language": "en"}
_PLACEHOLDERS = {"takeaways": [{"text": "none"}], "articles": {"none": _ARTICLE}, "sourcing": {"limits": "none"}}


class Content(msgspec.Struct, array_like=True, frozen=True):
    """A day and what its file gives besides."""

    day: Day
    ids: tuple[str, ...]
    """All ids that the file gives, those of unsound parts too."""
    defaulted: tuple[str, ...]
    """Fields of the root that are placeholders, the file's own being missing or unsound."""


_decoder = msgspec.msgpack.Decoder(Content)


class ParsedDay(msgspec.Struct, array_like=True, frozen=True):
    """What the file of a day holds."""

    date: str
    """ISO 8601; empty where the file is no day."""
    draft: bool
    problems: tuple[Diagnostic, ...]
    pack: bytes
    """A `Content`, which few ask for."""
    hosts: tuple[str, ...] = ()
    """Of the day's articles, as they are read (`daybrief.text.addresses.host`)."""
    forecasts: tuple[tuple[str, str, str], ...] = ()
    """Of each of its forecasts and of each who makes it: id, speaker, and horizon or nothing."""

    @property
    def content(self) -> Content:
        """What is in it. Decoded each time."""
        return _decoder.decode(self.pack)

    @property
    def linked(self) -> bool:
        """Whether a text of it may hold a link."""
        return b"](" in self.pack


def having(words: Iterable[str]) -> Callable[[ParsedDay], bool]:
    """Tells whether a day has one of some words as a value: by its bytes, in a tenth of the time."""
    packed = b"|".join(re.escape(msgspec.msgpack.encode(word)) for word in words) or b"(?!)"
    search = re.compile(packed).search
    return lambda parsed: search(parsed.pack) is not None


def key_of(name: str, data: bytes | OSError) -> bytes:
    """What a parsed day is kept by: a hash of its file's name, as diagnostics have it, and bytes."""
    return key_by(name, digest(data if isinstance(data, bytes) else repr(data).encode()))


def key_by(name: str, hashed: bytes) -> bytes:
    """The same, of a file of which a hash of its bytes is known."""
    return blake2b(name.encode(errors="replace") + b"\0" + hashed, digest_size=KEY).digest()


def parse(path: str, data: bytes | OSError, name: str) -> tuple[ParsedDay, Document]:
    """What a day's file says, and the tree that it was made of, which gives positions.

    `path` is its own in `docs_dir`, `name` how it is called in diagnostics.
    """
    document, problems = read_contents(data, name)
    placeholders = _placeholders(path)
    day, sound, more = interpret(document, Day, placeholders) if document else (None, None, [])
    problems = [*problems, *not_yet_reported(more, problems)]
    # There is a placeholder for every field that a day needs. Still, too much may be wrong with this one.
    if document is None or sound is None or day is None:
        return ParsedDay("", True, tuple(problems), b""), Document(name, {}, {})
    defaulted = tuple(name for name in placeholders if (name,) not in sound)
    pack = msgspec.msgpack.encode(Content(day, tuple(dict.fromkeys(document.ids())), defaulted))
    read = (one for article in day.articles.values() for one in (article.url, article.archived))
    hosts = tuple(dict.fromkeys(addresses.host(one) for one in read if one))
    foretold = (one for one in day.assessments if one.kind == "forecast")
    forecasts = tuple((one.id, by, f"{one.horizon or ''}") for one in foretold for by in one.by)
    return ParsedDay(day.date.isoformat(), day.status == "draft", tuple(problems), pack, hosts, forecasts), sound


def forecast_dates(days: Iterable[ParsedDay], former: Mapping[str, str]) -> dict[str, list[str]]:
    """By a forecast's id, speaker and horizon: the dates of published days that have it, in the order of `days`.

    `former` gives the ids that speakers have today.
    """
    found: dict[str, list[str]] = {}
    for day in days:
        for name, by, horizon in () if day.draft else day.forecasts:
            found.setdefault(f"{name} {former.get(by, by)} {horizon}", []).append(day.date)
    return found


def not_yet_reported(found: list[Diagnostic], reported: list[Diagnostic]) -> list[Diagnostic]:
    """What the reading of the tree has not told of already: an alias, say, leaves an empty field behind."""
    lines = {(d.file, d.line) for d in reported}
    return [d for d in found if (d.file, d.line) not in lines]


def _placeholders(path: str) -> dict[str, Any]:
    date = _SOME_DAY
    for named in DATE.findall(path)[-1:]:
        with suppress(ValueError):
            date = period(named)[0].isoformat()
    return {"date": date, "as_of": "2199-12-31T23:59Z", "title": "none", "status": "draft", **_PLACEHOLDERS}
