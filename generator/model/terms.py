"""The words that a day and the registries share: what an id, a text, a date or a grade is.

The vocabularies are the field's own: source reliability and information credibility after the Admiralty code (NATO
STANAG 2511), likelihood after ICD 203, precision after ACLED.
"""

import datetime as dt
import re
from dataclasses import dataclass as value
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, dataclass_transform
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints, WithJsonSchema
from pydantic.dataclasses import dataclass
from pydantic_core import PydanticCustomError

from generator.diagnostics import Code
from generator.source import Cut
from generator.text import bad_link

MAX_TEXT = 2000
MAX_LINE = 300
LANGUAGE = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"

_DAY = r"\d{4}-\d\d-\d\d"
T = TypeVar("T")


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(Field,))
def record(cls: type[T]) -> type[T]:
    """A frozen class of the model: unknown fields are refused, docstrings of fields describe them in the schema."""
    config = ConfigDict(extra="forbid", use_attribute_docstrings=True)
    # pydantic says less of its decorator than `dataclass_transform` does here.
    made: type[T] = dataclass(config=config, frozen=True, slots=True, kw_only=True)(cls)  # type: ignore[assignment]
    return made


@value(frozen=True, slots=True)
class Refers:
    """Marks a field whose text is an id in a registry, so that one rule checks them all and one index finds them."""

    to: Literal["parties", "sources", "actors", "places", "sectors", "tracks", "plans", "measures", "speakers"]


def _invalid(code: Code, message: str, hint: str = "") -> PydanticCustomError:
    """A problem that pydantic carries to `generator.model.reading`, with our own code, words and hint."""
    return PydanticCustomError("daybrief", "{message}", {"code": code, "message": message, "hint": hint})


def _text(value: Any) -> Any:
    if isinstance(value, Cut):
        raise _invalid(
            "cut-text", "the text is cut here: ` #` begins a comment", "quote the text, or move the comment up"
        )
    if isinstance(value, str):
        if not value.strip():
            raise _invalid("empty-field", "nothing is written here", "write the text, or take the field away")
        if link := bad_link(value):
            raise _invalid("bad-link", f"`{link}` is no web address", "a link begins with https:// or http://")
        if word := mixed_alphabets(value):
            hint = "type the word again in one alphabet"
            raise _invalid("mixed-alphabets", f"`{word}` mixes letters that look alike from two alphabets", hint)
    elif isinstance(value, dict) and len(value) == 1:
        raise _invalid("not-a-text", "this is read as a field with a value", "quote the text: it holds `: `")
    elif isinstance(value, list):
        raise _invalid("not-a-text", "this is read as a list", "quote the text: it begins with `[` or `-`")
    return normalize("NFC", value) if isinstance(value, str) else value


def mixed_alphabets(text: str) -> str:
    """The first word of `text` in which Latin letters stand among Cyrillic (or Greek) ones; empty if none."""
    for word in () if text.isascii() else re.findall(r"[^\W\d_]+", normalize("NFC", text)):
        if re.search(r"[\u0370-\u03ff\u0400-\u052f]", word) and re.search(r"[A-Za-z\u00c0-\u024f]", word):
            return str(word)
    return ""


def _id(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
        plain = value.translate(_LOOKALIKES).lower()
        if re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", plain) and value.lower() != plain:
            raise _invalid("lookalike", f"`{value}` holds a letter that only looks Latin", f"type `{plain}`")
        suggestion = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-") if value.isascii() else ""
        hint = "an id is made of a–z, 0–9 and single `-`" + (f": type `{suggestion}`" if suggestion else "")
        raise _invalid("bad-id", f"`{value}` is no id", hint)
    return value


_LOOKALIKES = str.maketrans("аеорсухіјѕкмнтвАЕОРСУХІЈЅКМНТВοаιν", "aeopcyxijskmhtbAEOPCYXIJSKMHTBoaiv")


def _date(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    if not re.fullmatch(_DAY, value, re.ASCII):
        raise _invalid("bad-date", f"`{value}` is no date", "write it as 2025-12-03 (year-month-day)")
    try:
        return period(value)[0]
    except ValueError:
        raise _invalid("bad-date", f"there is no day {value}", "look at the year, the month and the day") from None


def _time(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    hint = "write it in UTC, as 2025-12-04T04:00Z"
    if not re.fullmatch(rf"{_DAY}T\d\d:\d\dZ", value, re.ASCII):
        raise _invalid("bad-time", f"`{value}` is no date and time", hint)
    try:
        period(value[:10])
        return dt.datetime.fromisoformat(value)
    except ValueError:
        raise _invalid("bad-time", f"there is no time {value}", hint) from None


def _url(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        parts = urlsplit(value)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or re.search(r"[\s<>\"\\^`{|}]", value):
        raise _invalid("bad-link", f"`{value[:60]}` is no web address", "a link begins with https:// or http://")
    return value


def _number(value: Any) -> Any:
    if isinstance(value, str):
        if not re.fullmatch(r"-?\d{1,12}(\.\d{1,6})?", value, re.ASCII):
            raise _invalid(
                "bad-number", f"`{value}` is no number", "write figures only: 36, or 2.5; no thousands signs"
            )
        return float(value) if "." in value else int(value)
    return value


def _when(value: Any) -> Any:
    if isinstance(value, str):
        try:
            period(value)
        except ValueError:
            hint = "write a day (2025-12-02), a week (2025-W49) or a month (2025-12)"
            raise _invalid("bad-date", f"`{value}` is no day, week or month", hint) from None
    return value


def period(when: str) -> tuple[dt.date, dt.date]:
    """The first and last day of a day (`2025-12-02`), an ISO 8601 week (`2025-W49`) or a month (`2025-12`).

    Raises ValueError for anything else, and for years that can only be a slip. The three precisions are ACLED's.
    """
    year = int(when[:4]) if re.match(r"\d{4}-", when, re.ASCII) else 0
    if not 1900 <= year < 2200:
        raise ValueError(when)
    if re.fullmatch(_DAY, when, re.ASCII):
        day = dt.date.fromisoformat(when)
        return day, day
    if week := re.fullmatch(r"\d{4}-W(\d\d)", when, re.ASCII):
        monday = dt.date.fromisocalendar(year, int(week[1]), 1)
        return monday, monday + dt.timedelta(days=6)
    if month := re.fullmatch(r"\d{4}-(\d\d)", when, re.ASCII):
        first = dt.date(year, int(month[1]), 1)
        return first, (first + dt.timedelta(days=31)).replace(day=1) - dt.timedelta(days=1)
    raise ValueError(when)


def _language(value: Any) -> Any:
    if isinstance(value, str) and not re.match(LANGUAGE, value):
        raise _invalid("bad-language", f"`{value}` is no language tag", "write `en`, `uk` or `ru-Latn`")
    return value


def _one_or_more(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _reference(value: Any) -> Any:
    if isinstance(value, str):
        date, slash, name = value.rpartition("/")
        if slash:
            _date(date)
        _id(name)
    return value


def _schema(**keywords: Any) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", **keywords})


Id: TypeAlias = Annotated[str, BeforeValidator(_id), StringConstraints(max_length=80)]
"""A name for ever: a–z, 0–9 and single hyphens."""
Text: TypeAlias = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=MAX_TEXT)]
"""Words in the written subset of markup: `*emphasis*`, `**strong**`, `` `code` ``, `[words](https://…)`."""
Line: TypeAlias = Annotated[str, BeforeValidator(_text), StringConstraints(max_length=MAX_LINE, pattern=r"^[^\n]*$")]
"""A short text on one line: a name, a title."""
Date: TypeAlias = Annotated[dt.date, BeforeValidator(_date), _schema(format="date")]
Time: TypeAlias = Annotated[dt.datetime, BeforeValidator(_time), _schema(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\dZ$")]
"""Date and time in UTC, to the minute."""
When: TypeAlias = Annotated[str, BeforeValidator(_when)]
"""A day, an ISO week or a month, as typed; `period` gives its first and last day."""
Url: TypeAlias = Annotated[str, BeforeValidator(_url), StringConstraints(max_length=2000), _schema(format="uri")]
Number: TypeAlias = Annotated[int | float, BeforeValidator(_number), WithJsonSchema({"type": "number"})]
Language: TypeAlias = Annotated[str, BeforeValidator(_language), StringConstraints(pattern=LANGUAGE)]
"""A language tag after BCP 47: `uk`, or `ru-Latn` for Russian in Latin letters."""
Reference: TypeAlias = Annotated[str, BeforeValidator(_reference), StringConstraints(max_length=100)]
"""Something of a day: `ID` on the same day, `2025-12-02/ID` on another."""

PartyId: TypeAlias = Annotated[Id, Refers("parties")]
SourceId: TypeAlias = Annotated[Id, Refers("sources")]
ActorId: TypeAlias = Annotated[Id, Refers("actors")]
PlaceId: TypeAlias = Annotated[Id, Refers("places")]
SectorId: TypeAlias = Annotated[Id, Refers("sectors")]
TrackId: TypeAlias = Annotated[Id, Refers("tracks")]
PlanId: TypeAlias = Annotated[Id, Refers("plans")]
MeasureId: TypeAlias = Annotated[Id, Refers("measures")]
SpeakerId: TypeAlias = Annotated[Id, Refers("speakers")]
"""An actor or a source: they share one id space."""
Speakers: TypeAlias = Annotated[
    tuple[SpeakerId, ...],
    BeforeValidator(_one_or_more),
    Field(min_length=1),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]

Grade: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]
"""Reliability of a source: A completely, B usually, C fairly, D not usually, E not reliable, F cannot be judged."""
Credibility: TypeAlias = Literal["1", "2", "3", "4", "5", "6"]
"""Of a statement: 1 confirmed by other sources, 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 cannot be
judged."""
Evidence: TypeAlias = Literal["none", "footage", "geolocated", "satellite", "document", "eyewitness"]
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
Confidence: TypeAlias = Literal["low", "moderate", "high"]
