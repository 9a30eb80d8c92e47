"""What an id, a text, a date, a number or a likelihood is: the terms that a day and the registries are written in."""

import datetime as dt
import re
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, dataclass_transform
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from generator.diagnostics import Code
from generator.text import bad_link

MAX_TEXT = 2000
MAX_LINE = 300
ID = r"^[a-z0-9]+(-[a-z0-9]+)*$"
LINE = r"^[^\n]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
"""Patterns that pydantic holds; `generator.model.reading` has the words for what does not match."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WEB_HINT = "a link begins with https:// or http://"
T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def record(cls: type[T]) -> type[T]:
    """A frozen class of the model: unknown fields are refused, docstrings of fields describe them in the schema."""
    config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    # pydantic says less of its decorator than `dataclass_transform` does here.
    made: type[T] = dataclass(config=config, frozen=True, slots=True, kw_only=True)(cls)  # type: ignore[assignment]
    return made


def _invalid(code: Code, message: str, hint: str = "") -> PydanticCustomError:
    """A problem that pydantic carries to `generator.model.reading`, with our own code, words and hint."""
    return PydanticCustomError("daybrief", "{message}", {"code": code, "message": message, "hint": hint})


def typed(read: Callable[[str], Any]) -> BeforeValidator:
    """Reads what was typed; what is no text is left to pydantic, which refuses it."""
    return BeforeValidator(lambda given: read(given) if isinstance(given, str) else given)


def _text(given: str) -> str:
    if not given or given.isspace():
        raise _invalid("empty-field", "nothing is written here", "write the text, or take the field away")
    if link := bad_link(given):
        raise _invalid("bad-link", f"`{link}` is no web address", _WEB_HINT)
    if given.isascii():
        return given
    if word := mixed_alphabets(given):
        hint = "type the word again in one alphabet"
        raise _invalid("mixed-alphabets", f"`{word}` mixes letters that look alike from two alphabets", hint)
    return normalize("NFC", given)


_GREEK_OR_CYRILLIC = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")


def mixed_alphabets(text: str) -> str:
    """The first word of `text` in which Latin letters stand among Cyrillic (or Greek) ones; empty if none."""
    text = normalize("NFC", text)
    words = re.findall(r"[^\W\d_]+", text) if _GREEK_OR_CYRILLIC.search(text) else []
    return next((word for word in words if _GREEK_OR_CYRILLIC.search(word) and _LATIN.search(word)), "")


def no_id(given: str) -> tuple[Code, str, str]:
    """Code, message and hint for a text that is no id."""
    plain = given.translate(_LOOKALIKES).lower()
    if re.fullmatch(ID, plain) and given.lower() != plain:
        return "lookalike", f"`{given}` holds a letter that only looks Latin", f"type `{plain}`"
    suggestion = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-") if given.isascii() else ""
    hint = "an id is made of a–z, 0–9 and single `-`" + (f": type `{suggestion}`" if suggestion else "")
    return "bad-id", f"`{given}` is no id", hint


_LOOKALIKES = str.maketrans("аеорсухіјѕкмнтвАЕОРСУХІЈЅКМНТВοаιν", "aeopcyxijskmhtbAEOPCYXIJSKMHTBoaiv")


def _date(given: str) -> dt.date:
    if not _DAY.fullmatch(given):
        raise _invalid("bad-date", f"`{given}` is no date", "write it as 2025-12-03 (year-month-day)")
    try:
        return period(given)[0]
    except ValueError:
        raise _invalid("bad-date", f"there is no day {given}", "look at the year, the month and the day") from None


def _time(given: str) -> dt.datetime:
    try:
        period(given[:10] if re.fullmatch(r"[\d-]{10}T\d\d:\d\dZ", given, re.ASCII) else "")
        return dt.datetime.fromisoformat(given)
    except ValueError:
        hint = "write it in UTC, as 2025-12-04T04:00Z"
        raise _invalid("bad-time", f"`{given}` is no date and time", hint) from None


def _url(given: str) -> str:
    try:
        parts = urlsplit(given)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or re.search(r"[\s<>\"\\^`{|}]", given):
        raise _invalid("bad-link", f"`{given[:60]}` is no web address", _WEB_HINT)
    return given


def _number(given: str) -> int | float:
    if not re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", given, re.ASCII):
        hint = "write figures only: 36, or 2.5; no thousands signs"
        raise _invalid("bad-number", f"`{given}` is no number", hint)
    return float(given) if "." in given else int(given)


def _when(given: str) -> str:
    try:
        period(given)
    except ValueError:
        hint = "write a day (2025-12-02), a week (2025-W49) or a month (2025-12)"
        raise _invalid("bad-date", f"`{given}` is no day, week or month", hint) from None
    return given


def period(when: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a day (`2025-12-02`), an ISO 8601 week (`2025-W49`) or a month (`2025-12`).

    Raises ValueError for anything else, and for years that can only be a slip. The three precisions are ACLED's.
    """
    parts = re.fullmatch(r"(\d{4})-(?:W(\d\d)|(\d\d)(?:-(\d\d))?)", when, re.ASCII)
    if not parts or not 1900 <= int(parts[1]) < 2200:
        raise ValueError(when)
    if parts[2]:
        monday = dt.date.fromisocalendar(int(parts[1]), int(parts[2]), 1)
        return monday, monday + dt.timedelta(days=6)
    first = dt.date(int(parts[1]), int(parts[3]), int(parts[4] or 1))
    return first, first if parts[4] else (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)


def _reference(given: str) -> str:
    date, slash, name = given.rpartition("/")
    if slash:
        _date(date)
    if not re.fullmatch(ID, name):
        raise _invalid(*no_id(name))
    return given


def _schema(**keywords: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **keywords})


Id: TypeAlias = Annotated[str, StringConstraints(max_length=80, pattern=ID), _schema(maxLength=80)]
"""A name for ever: a–z, 0–9 and single hyphens."""
Text: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_TEXT), typed(_text)]
"""Words in the written subset of markup: `*emphasis*`, `**strong**`, `` `code` ``, `[words](https://…)`."""
Line: TypeAlias = Annotated[
    str, StringConstraints(max_length=MAX_LINE, pattern=LINE), typed(_text), _schema(maxLength=MAX_LINE)
]
"""A short text on one line: a name, a title."""
Date: TypeAlias = Annotated[dt.date, typed(_date), _schema(format="date")]
Time: TypeAlias = Annotated[dt.datetime, typed(_time), _schema(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\dZ$")]
"""Date and time in UTC, to the minute."""
When: TypeAlias = Annotated[str, typed(_when)]
"""A day, an ISO week or a month, as typed; `period` gives its first and last day."""
Url: TypeAlias = Annotated[str, StringConstraints(max_length=2000), typed(_url), _schema(format="uri")]
Number: TypeAlias = Annotated[int | float, typed(_number), WithJsonSchema({"type": "number"})]
Language: TypeAlias = Annotated[str, StringConstraints(pattern=LANGUAGE), _schema()]
"""A language tag after BCP 47: `uk`, or `ru-Latn` for Russian in Latin letters."""
Reference: TypeAlias = Annotated[str, StringConstraints(max_length=100), typed(_reference)]
"""Something of a day: `ID` on the same day, `2025-12-02/ID` on another."""

Likelihood: TypeAlias = Literal[
    "almost-no-chance", "very-unlikely", "unlikely", "roughly-even", "likely", "very-likely", "almost-certain"
]
"""The seven bands of ICD 203."""
LIKELIHOOD_PERCENT: dict[Likelihood, tuple[int, int]] = {
    "almost-no-chance": (1, 5),
    "very-unlikely": (5, 20),
    "unlikely": (20, 45),
    "roughly-even": (45, 55),
    "likely": (55, 80),
    "very-likely": (80, 95),
    "almost-certain": (95, 99),
}
