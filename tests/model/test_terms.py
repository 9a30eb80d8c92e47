"""Dates, and the years that they may lie in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.model.terms import period


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
