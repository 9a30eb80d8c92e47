"""What an id, a text, a date, a number or a likelihood is: the terms that a day and the registries are written in."""

import datetime as dt
import re
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, cast, dataclass_transform, get_args
from unicodedata import normalize

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from daybrief.diagnostics import Code, shown
from daybrief.text import addresses, markup
from daybrief.text.letters import in_latin, mixed_alphabets

MAX_ID = 80
MAX_TEXT = 2000
MAX_LINE = 300
_DAY = "(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
_ID = "[a-z0-9]+(-[a-z0-9]+)*"
ID = f"^{_ID}$"
WORD = "^[a-z0-9]+([_-][a-z0-9]+)*$"
LINE = r"^[^\n]*$"
LANGUAGE = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"
DATE = f"^{_DAY}$"
TIME = f"^{_DAY}T([01][0-9]|2[0-3]):[0-5][0-9]Z$"
_CLOCK = "T([01][0-9]|2[0-3]):[0-5][0-9]Z"
_UNIT = f"({_DAY}({_CLOCK})?|(19|20|21)[0-9]{{2}}(-(W(0[1-9]|[1-4][0-9]|5[0-3])|0[1-9]|1[0-2]))?)"
WHEN = rf"^{_UNIT}(/({_UNIT}|\.\.))?$"
REFERENCE = f"^({_DAY}/)?{_ID}$"
DIGITS = r"-?[0-9]{1,12}(\.[0-9]{1,6})?"
NUMBER = f"^{DIGITS}$"
READABLE = r"[^\s!-/:-@\[-`{-~]"
URL = (
    r"^[Hh][Tt][Tt][Pp][Ss]?://([^\s!-,./:-@\[-`{-~]+\.)+[^\s!-,./:-@\[-`{-~]{2,}(:[1-9][0-9]{0,4})?"
    r'([/?#](%[0-9A-Fa-f]{2}|[^\s"%<>\\^`{|}])*)?$'
)
"""Patterns that pydantic or the functions below hold, and that the schemas tell; of addresses and what can be read, the
schemas tell a part. Readers of schemas differ in what they know: hence digits as `[0-9]`, and nothing that looks ahead.
"""

T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def record(cls: type[T]) -> type[T]:
    """A frozen class of the model: unknown fields are refused. How it is read is found when one is read at first."""
    config = ConfigDict(extra="forbid", defer_build=True)
    made: Any = dataclass(config=config, frozen=True, slots=True, kw_only=True)(cls)  # pydantic says less of its kind
    return cast(type[T], made)


def invalid(code: Code, message: str, hint: str = "") -> PydanticCustomError:
    """A problem that pydantic carries to `daybrief.model.validation`, with our own code, words and hint."""
    return PydanticCustomError("daybrief", "{message}", {"code": code, "message": message, "hint": hint})


def typed(read: Callable[[str], Any]) -> BeforeValidator:
    """Reads what was typed; what is no text is left to pydantic, which refuses it."""
    return BeforeValidator(lambda given: read(given) if isinstance(given, str) else given)


def _text(given: str) -> str:
    if len(given) > MAX_TEXT:
        return given  # pydantic refuses it, and nobody need look for links in it
    if not markup.readable(given):
        message = "there is nothing to read here" if given.strip() else "nothing is written here"
        raise invalid("empty-field", message, "write the text, or take the field away")
    if given.lower() == "null":
        message = f"{shown(given)} is no more than a word here, and would be shown"
        raise invalid("empty-field", message, "take the field away")
    if wrong := markup.fault(given):
        raise invalid("bad-link", *wrong)
    if given.isascii():
        return given
    if word := mixed_alphabets(given):
        hint = "type the word again in one alphabet"
        raise invalid("mixed-alphabets", f"{shown(word)} mixes letters that look alike from two alphabets", hint)
    return normalize("NFC", given)


def _unit(given: str) -> str:
    return given if re.fullmatch(r"[^\w\s]{1,3}", given) else _text(given)


def plain_id(given: str) -> str:
    """An id, which is never `null`."""
    if given == "null":  # so that a program that knows YAML, where it is no word, can tell of an empty field
        raise invalid("bad-id", "`null` is no id", "take the field away, or find another name")
    return given


def _word(given: str) -> str:
    if not given.strip():
        raise invalid("empty-field", "nothing is written here", "write a word, or take the field away")
    return given


def no_id(given: str) -> tuple[Code, str, str]:
    """Code, message and hint for a text that is no id."""
    plain = in_latin(given).lower()
    if re.fullmatch(ID, plain) and given.lower() != plain and len(plain) <= MAX_ID:
        return "lookalike", f"{shown(given)} holds a letter that only looks Latin", f"type `{plain}`"
    suggestion = re.sub(r"[^a-z0-9]+", "-", given.lower()).strip("-") if given.isascii() else ""
    typing = f": type `{suggestion}`" if 0 < len(suggestion) <= MAX_ID else ""
    return "bad-id", f"{shown(given)} is no id", f"an id is made of a–z, 0–9 and single `-`{typing}"


def _date(given: str) -> dt.date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", given):
        raise invalid("bad-date", f"{shown(given)} is no date", "write it as 2025-12-03 (year-month-day)")
    try:
        return period(given)[0]
    except ValueError:
        raise invalid("bad-date", f"there is no day {given}", "look at the year, the month and the day") from None


def _time(given: str) -> dt.datetime:
    try:
        period(given[:10] if re.fullmatch(TIME, given) else "")
        return dt.datetime.fromisoformat(given)
    except ValueError:
        hint = "write it in UTC, as 2025-12-04T04:00Z"
        raise invalid("bad-time", f"{shown(given)} is no date and time", hint) from None


def _url(given: str) -> str:
    if wrong := addresses.fault(given):
        raise invalid("bad-link", *wrong)
    return given


def number(given: str) -> int | float:
    """A number as it is typed."""
    if not re.fullmatch(NUMBER, given):
        hint = "write figures only: 36, or 2.5; no thousands signs"
        raise invalid("bad-number", f"{shown(given)} is no number", hint)
    return float(given) if "." in given else int(given)


def _when(given: str) -> str:
    try:
        period(given)
    except ValueError:
        hint = (
            "write a day (2025-12-02), a week (2025-W49), a month (2025-12), or a span of them (2025-12-02/2025-12-05)"
        )
        message, (begins, _, ends) = f"{shown(given)} is no day, week, month, year or span", given.partition("/")
        with suppress(ValueError):
            period(begins), period(f"{ends}/{begins}")
            message, hint = f"{shown(given)} ends before it begins", f"write `{ends}/{begins}`"
        raise invalid("bad-date", message, hint) from None
    return given


@lru_cache(1 << 14)
def period(when: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a time as ISO 8601 writes it.

    A day (`2025-12-02`), a week (`2025-W49`), a month (`2025-12`), a year (`2025`), a moment in UTC
    (`2025-12-02T14:00Z`), a span of two of them (`2025-12-02/2025-12-05`), or one without an end (`2025-12-02/..`),
    whose last day is the last of all. Raises ValueError for anything else, and for years that can only be a slip.
    """
    begins, slash, ends = when.partition("/")
    if slash:
        first, last = period(begins)[0], dt.date.max if ends == ".." else period(ends)[1]
        if "/" in ends or first > last or (re.fullmatch(TIME, begins) and re.fullmatch(TIME, ends) and begins > ends):
            raise ValueError(when)
        return first, last
    if re.fullmatch(TIME, when):
        return period(when[:10])
    if re.fullmatch(r"\d{4}", when, re.ASCII):
        return period(f"{when}-01")[0], period(f"{when}-12")[1]
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
        raise invalid(*no_id(name))
    return given


def _schema(*also: str, **keywords: Any) -> WithJsonSchema:
    """What an editor's program is told of a text, and what `also` it may take the typed word for: `until: 1973`."""
    return WithJsonSchema({"type": ["string", *also] if also else "string", **keywords})


def _number_schema(least: int, most: int) -> WithJsonSchema:
    """A number, in quotes or without."""
    return WithJsonSchema({"type": ["number", "string"], "pattern": NUMBER, "minimum": least, "maximum": most})


ID_SCHEMA = {"type": ["string", "number", "boolean"], "pattern": ID, "maxLength": MAX_ID, "minimum": 0}
Id: TypeAlias = Annotated[
    str, StringConstraints(max_length=MAX_ID, pattern=ID), typed(plain_id), WithJsonSchema(ID_SCHEMA)
]
"""A name for ever: a–z, 0–9 and single hyphens."""
Word: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_ID), typed(_word)]
"""A word of a table of terms: whether it is there, a rule tells, as of ids."""
_TEXT = _schema("number", "boolean", maxLength=MAX_TEXT, pattern=READABLE)
Text: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_TEXT), typed(_text), _TEXT]
"""Words in the written subset of markup: `*emphasis*`, `**strong**`, `` `code` ``, `[words](https://…)`."""
_LINE = _schema("number", "boolean", maxLength=MAX_LINE, pattern=rf"^[^\n]*{READABLE}[^\n]*$")
Line: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_LINE, pattern=LINE), typed(_text), _LINE]
"""A short text on one line: a name, a title."""
_UNIT_SCHEMA = _schema("number", "boolean", maxLength=MAX_LINE, pattern=rf"^([^\n]*{READABLE}[^\n]*|[^\w\s]{{1,3}})$")
Unit: TypeAlias = Annotated[str, StringConstraints(max_length=MAX_LINE, pattern=LINE), typed(_unit), _UNIT_SCHEMA]
"""A word, or up to three signs: `km`, `%`."""
Date: TypeAlias = Annotated[dt.date, typed(_date), _schema(format="date", pattern=DATE)]
Time: TypeAlias = Annotated[dt.datetime, typed(_time), _schema(pattern=TIME)]
"""Date and time in UTC, to the minute."""
When: TypeAlias = Annotated[str, typed(_when), _schema("number", pattern=WHEN, minimum=1900, maximum=2199)]
"""A day, an ISO week, a month, a year, a moment or a span, as typed; `period` gives its first and last day."""
Url: TypeAlias = Annotated[str, StringConstraints(max_length=2000), typed(_url), _schema(pattern=URL, maxLength=2000)]
"""A web address (`daybrief.text.addresses`)."""
Latitude: TypeAlias = Annotated[float, Field(ge=-90, le=90), typed(number), _number_schema(-90, 90)]
Longitude: TypeAlias = Annotated[float, Field(ge=-180, le=180), typed(number), _number_schema(-180, 180)]
Language: TypeAlias = Annotated[str, StringConstraints(pattern=LANGUAGE), _schema("boolean", pattern=LANGUAGE)]
"""A language tag after BCP 47: `uk`, or `ru-Latn` for Russian in Latin letters."""
REFERENCE_SCHEMA = {"type": ["string", "number", "boolean"], "maxLength": 100, "pattern": REFERENCE, "minimum": 0}
Reference: TypeAlias = Annotated[
    str, StringConstraints(max_length=100), typed(_reference), WithJsonSchema(REFERENCE_SCHEMA)
]
"""Something of a day: `ID` on the same day, `2025-12-02/ID` on another."""

Likelihood: TypeAlias = Literal[
    "almost-no-chance", "very-unlikely", "unlikely", "roughly-even", "likely", "very-likely", "almost-certain"
]
"""The seven bands of ICD 203."""
_PERCENT = ((1, 5), (5, 20), (20, 45), (45, 55), (55, 80), (80, 95), (95, 99))
LIKELIHOOD_PERCENT: dict[Likelihood, tuple[int, int]] = dict(zip(get_args(Likelihood), _PERCENT, strict=True))
