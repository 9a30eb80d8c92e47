"""Dates, and the years that they may lie in."""

import datetime as dt
import re
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


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2031-05-04", "2031-05-04", "2031-05-04"),
        ("2031-W01", "2030-12-30", "2031-01-05"),
        ("2031-02", "2031-02-01", "2031-02-28"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031", "2031-01-01", "2031-12-31"),
        ("1900", "1900-01-01", "1900-12-31"),
        ("2199", "2199-01-01", "2199-12-31"),
        ("2031-05-04T23:59Z", "2031-05-04", "2031-05-04"),
        ("2031-05-04/2031-05-06", "2031-05-04", "2031-05-06"),
        ("2031-05-04/2031-05-04", "2031-05-04", "2031-05-04"),
        ("2031-05-04/2031-05-04T14:00Z", "2031-05-04", "2031-05-04"),
        ("2031-05-04T14:00Z/2031-05-04T14:00Z", "2031-05-04", "2031-05-04"),
        ("2031-05-04T14:00Z/2031-05-05T13:00Z", "2031-05-04", "2031-05-05"),
        ("2031-W18/2031-05", "2031-04-28", "2031-05-31"),
        ("2031-05/2032", "2031-05-01", "2032-12-31"),
        ("2031-05/2031-05-04", "2031-05-01", "2031-05-04"),
        ("2031-05-04/..", "2031-05-04", "9999-12-31"),
        ("2031-05-04T14:00Z/..", "2031-05-04", "9999-12-31"),
        ("2031-W18/..", "2031-04-28", "9999-12-31"),
        ("2031/..", "2031-01-01", "9999-12-31"),
    ],
)
def test_a_time_of_every_shape_has_a_first_and_a_last_day(when: str, first: str, last: str) -> None:
    assert period(when) == (day(first), day(last))
    assert TypeAdapter(fields.When).validate_python(when) == when
    assert re.fullmatch(fields.WHEN, when)


UNITS = st.one_of(
    st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)).flatmap(
        lambda one: st.sampled_from([f"{one}", f"{one:%Y-%m}", f"{one:%Y}", f"{one}T12:30Z", f"{one}T04:00Z"])
    ),
    st.builds("{}-W{:02}".format, st.integers(1900, 2199), st.integers(1, 52)),
)


@given(UNITS, UNITS)
def test_a_span_lasts_from_the_first_day_of_one_time_to_the_last_of_another(begins: str, ends: str) -> None:
    first, last = period(begins)[0], period(ends)[1]
    assert period(f"{begins}/..") == (first, dt.date.max)
    if first > last or (begins[:10] == ends[:10] and "T" in begins and "T" in ends and begins > ends):
        with pytest.raises(ValueError, match=begins):
            period(f"{begins}/{ends}")
        with pytest.raises(ValidationError, match="ends before it begins"):
            TypeAdapter(fields.When).validate_python(f"{begins}/{ends}")
    else:
        assert period(f"{begins}/{ends}") == (first, last)
        assert re.fullmatch(fields.WHEN, f"{begins}/{ends}")


@given(
    st.text(st.sampled_from("0123456789-W٣²T:Z /."), max_size=12)
    | st.lists(UNITS | st.just(".."), max_size=3).map("/".join)
)
def test_anything_else_is_no_time(text: str) -> None:
    """And what is one, the pattern that schemas tell takes too."""
    try:
        first, last = period(text)
    except ValueError:
        return
    assert first <= last
    assert 1897 < first.year < 2200
    assert re.fullmatch(fields.WHEN, text)


@pytest.mark.parametrize(
    "text",
    [
        *["", "203", "20311", "1899", "2200", "2031-13", "2031-W54", "2031-W53", "2031-W00", "0001-01-01", "9999-12"],
        *["2031-02-29", "2031-5-4", "2031-05-04T24:00Z", "2031-02-29T04:00Z", "2031-05-04T04:00", "2031-05-04 04:00Z"],
        *[
            "/",
            "..",
            "../..",
            "../2031",
            "2031/",
            "/2031",
            "2031/..../",
            "2031/../..",
            "2031/2032/2033",
            "2031/../2032",
        ],
        *[
            "2032/2031",
            "2031-05-04/2031-05-03",
            "2031-05-04T14:00Z/2031-05-04T13:59Z",
            "2031-05/05",
            "2031/...",
            "1/..",
        ],
    ],
)
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - of datetime, or our own
        period(text)


@pytest.mark.parametrize(
    ("given", "message", "hint"),
    [
        ("2031-05-04/2031-05-03", "`2031-05-04/2031-05-03` ends before it begins", "write `2031-05-03/2031-05-04`"),
        ("2032/2031", "`2032/2031` ends before it begins", "write `2031/2032`"),
        ("../2031", "`../2031` is no day, week, month, year or span", "write a day (2025-12-02)"),
        ("2031/32", "`2031/32` is no day, week, month, year or span", "write a day (2025-12-02)"),
        ("May", "`May` is no day, week, month, year or span", "write a day (2025-12-02)"),
    ],
)
def test_what_to_type_for_what_is_no_time(given: str, message: str, hint: str) -> None:
    with pytest.raises(ValidationError) as found:
        TypeAdapter(fields.When).validate_python(given)
    [problem] = found.value.errors()
    assert problem["ctx"]["message"] == message
    assert problem["ctx"]["hint"].startswith(hint)


@pytest.mark.parametrize("kind", ["Id", "Date", "Time", "When", "Latitude", "Url", "Reference", "Line", "Text", "Unit"])
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


@pytest.mark.parametrize("given", ["%", "°C", "km", "€", "‰", "%!", "a.m."])
def test_a_unit_is_a_word_or_a_sign(given: str) -> None:
    assert TypeAdapter(fields.Unit).validate_python(given) == given


@pytest.mark.parametrize("given", ["", " ", "%%%%", "% %", "null", "\n", "[x](y)"])
def test_what_is_no_unit(given: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(fields.Unit).validate_python(given)
