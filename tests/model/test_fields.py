"""Dates, and the years that they may lie in."""

import datetime as dt
import time
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from daybrief.model import fields
from daybrief.model.fields import MAX_ID, no_id, period


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_day_lies_in_its_week_and_month(day: dt.date) -> None:
    year, week, _ = day.isocalendar()
    assert period(day.isoformat()) == (day, day)
    first, last = period(f"{day:%Y-%m}")
    assert first.day == 1
    assert (last + dt.timedelta(days=1)).day == 1
    assert first <= day <= last < first + dt.timedelta(days=31)
    if 1900 <= year <= 2199:
        first, last = period(f"{year}-W{week:02}")
        assert first <= day <= last == first + dt.timedelta(days=6)


@given(st.text(st.sampled_from("0123456789-W٣²T:Z /"), max_size=12))
def test_anything_else_is_no_time(text: str) -> None:
    try:
        first, last = period(text)
    except ValueError:
        return
    assert first <= last
    assert 1899 < first.year < 2200


@pytest.mark.parametrize(
    "text", ["", "2031", "2031-13", "2031-W54", "2031-W00", "0001-01-01", "9999-12", "2031-02-29", "2031-5-4"]
)
def test_what_is_no_day_week_or_month(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of datetime, or our own
        period(text)


@pytest.mark.parametrize(
    "kind", ["Id", "Date", "Time", "When", "Number", "Latitude", "Url", "Reference", "Line", "Text"]
)
@pytest.mark.parametrize(
    "given", ["a b" * 100_000, "1\n", "\n" * 100, "Cе" * 500, "[x](y" * 100_000, "https://" + "ж" * 9999]
)
def test_what_is_told_of_a_value_is_short_and_stands_on_a_line(kind: str, given: str) -> None:
    try:
        TypeAdapter(getattr(fields, kind)).validate_python(given)
    except ValidationError as error:
        for problem in error.errors():
            told = problem["ctx"] if problem["type"] == "daybrief" else {}
            told = {"hint": no_id(given)[2], "message": no_id(given)[1]} if kind == "Id" else told
            for words in (told.get("message", ""), told.get("hint", "")):
                assert len(words) < 160, words
                assert "\n" not in words


@pytest.mark.parametrize(
    "given", ["[" * 2000, "[](" * 600, "`[" * 1000, "*_[a](" * 300, "[" * 1900 + "](https://x.example/)"]
)
def test_a_text_of_signs_is_read_at_once(given: str) -> None:
    start = time.process_time()
    with suppress(ValidationError):
        TypeAdapter(fields.Text).validate_python(given)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("given", "typed"), [("A", "a"), ("Old Landing", "old-landing"), ("--x--", "x"), ("?!", ""), ("Жук", "")]
)
def test_what_to_type_for_what_is_no_id(given: str, typed: str) -> None:
    hint = "an id is made of a–z, 0–9 and single `-`"
    assert no_id(given) == ("bad-id", f"`{given}` is no id", f"{hint}: type `{typed}`" if typed else hint)


def test_an_id_is_taken_for_a_lookalike_up_to_its_full_length() -> None:
    for length, code in ((MAX_ID, "lookalike"), (MAX_ID + 1, "bad-id")):
        assert no_id("е" + "a" * (length - 1))[0] == code
        assert ("type" in no_id("A" * length)[2]) == (length <= MAX_ID)
