"""Figures: how they are written, and which of them can be right together."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from daybrief.model.figures import FIGURE, Count, Figure, figure

HINT = "write 36, or 2.5; `8..` for at least, `..20` for up to, `20..30` for between, `~40` for about"


@pytest.mark.parametrize(
    ("text", "low", "high", "about"),
    [
        ("36", 36, 36, False),
        ("0", 0, 0, False),
        ("-7", -7, -7, False),
        ("2.5", 2.5, 2.5, False),
        ("0.000001", 0.000001, 0.000001, False),
        ("123456789012.123456", 123456789012.123456, 123456789012.123456, False),
        ("8..", 8, None, False),
        ("..20", None, 20, False),
        ("20..30", 20, 30, False),
        ("-3..-1.5", -3, -1.5, False),
        ("0.00001..0.5", 0.00001, 0.5, False),
        ("~40", 40, 40, True),
        ("~20..30", 20, 30, True),
    ],
)
def test_a_figure_is_read_as_it_is_written(text: str, low: float | None, high: float | None, about: bool) -> None:
    found = TypeAdapter(Count).validate_python(text)
    assert found == figure(text) == figure(found) == Figure(low=low, high=high, about=about)
    assert "e" not in str(found)
    assert figure(str(found)) == found


@pytest.mark.parametrize(
    ("text", "shown"),
    [("2.50", "2.5"), ("036", "36"), ("20..20", "20"), ("~7..7.0", "~7"), ("0.000010..", "0.00001..")],
)
def test_what_is_written_otherwise_is_the_same_figure(text: str, shown: str) -> None:
    assert str(figure(text)) == shown
    assert figure(text) == figure(shown)


@pytest.mark.parametrize(
    "text",
    [
        *["", " ", "..", "...", "~", "~..", "~8..", "~..20", "8...", "8..9..", "8..9..10", "20-30", "8+", "<20", ">8"],
        *["1,200", "1 200", "1_2", "1e3", ".5", "5.", "٣", "~~4", "4~", "8..~9", "36\n", "1234567890123", "0.1234567"],
    ],
)
def test_what_is_no_figure(text: str) -> None:
    with pytest.raises(ValidationError) as found:
        TypeAdapter(Count).validate_python(text)
    [problem] = found.value.errors()
    assert problem["ctx"]["code"] == "bad-number"
    assert problem["ctx"]["hint"] == HINT
    assert problem["ctx"]["message"].endswith("is no figure")
    assert not re.fullmatch(FIGURE, text)


@pytest.mark.parametrize(
    ("text", "right"),
    [("30..20", "20..30"), ("~30..20", "~20..30"), ("1..-1", "-1..1"), ("0.5..0.000001", "0.000001..0.5")],
)
def test_bounds_that_are_turned_around(text: str, right: str) -> None:
    with pytest.raises(ValidationError) as found:
        TypeAdapter(Count).validate_python(text)
    assert found.value.errors()[0]["ctx"] == {
        "code": "bad-number",
        "message": f"`{text}` ends before it begins",
        "hint": f"write `{right}`",
    }


@pytest.mark.parametrize("value", [36, 2.5, True, None, ["36"], {"low": "1", "high": "2"}])
def test_a_figure_is_typed(value: object) -> None:
    """Every value of a file is a text before it is read."""
    with pytest.raises(ValidationError) as found:
        TypeAdapter(Count).validate_python(value)
    assert found.value.errors()[0]["ctx"]["code"] == "not-a-text"


@pytest.mark.parametrize("given", ["a b" * 100_000, "1\n", "\n" * 100, "9" * 100_000, "~" * 9999, ".." * 9999])
def test_what_is_told_of_a_figure_is_short_and_stands_on_a_line(given: str) -> None:
    with pytest.raises(ValidationError) as found:
        TypeAdapter(Count).validate_python(given)
    for words in (found.value.errors()[0]["ctx"][name] for name in ("message", "hint")):
        assert len(words) < 160
        assert "\n" not in words


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        ("36", "36", True),
        ("36", "36.0", True),
        ("36", "37", False),
        ("36", "36.000001", False),
        ("8..", "8", True),
        ("8..", "7", False),
        ("8..", "..8", True),
        ("8..", "..7.9", False),
        ("8..", "1000000..", True),
        ("..20", "-5", True),
        ("..20", "21", False),
        ("..20", "..1", True),
        ("20..30", "30..40", True),
        ("20..30", "31..40", False),
        ("20..30", "25", True),
        ("20..30", "10..50", True),
        ("~40", "36", True),
        ("~40", "44", True),
        ("~40", "35.9", False),
        ("~40", "44.1", False),
        ("~40", "~48", True),
        ("~40", "~49", False),
        ("~20..30", "18", True),
        ("~20..30", "33", True),
        ("~20..30", "33.1", False),
        ("~20..30", "34..", False),
        ("~-10", "-11", True),
        ("~-10", "-9", True),
        ("~-10", "-11.1", False),
        ("~0", "0", True),
        ("~0", "0.1", False),
        ("~2.3", "2.53", True),
        ("~0.3", "0.27", True),
        ("~0.3", "0.33", True),
    ],
)
def test_two_figures_fit_if_both_can_be_right(one: str, other: str, fits: bool) -> None:
    assert figure(one).fits(figure(other)) is figure(other).fits(figure(one)) is fits


NUMBERS = st.decimals(-99_999, 99_999, places=3).map(lambda one: f"{one.normalize():f}") | st.integers(-999, 999).map(
    str
)
BOUNDS = st.tuples(NUMBERS, NUMBERS).map(lambda two: "..".join(sorted(two, key=Decimal)))
FIGURES = st.one_of(
    NUMBERS, NUMBERS.map("{}..".format), NUMBERS.map("..{}".format), BOUNDS, (NUMBERS | BOUNDS).map("~{}".format)
)


@given(FIGURES, FIGURES)
def test_to_fit_is_mutual(one: str, other: str) -> None:
    assert figure(one).fits(figure(one))
    assert figure(one).fits(figure(other)) == figure(other).fits(figure(one))
    if figure(one) == figure(other):
        assert figure(one).fits(figure(other))


@given(NUMBERS, NUMBERS)
def test_of_exact_numbers_each_fits_itself_alone(one: str, other: str) -> None:
    assert figure(one).fits(figure(other)) == (Decimal(one) == Decimal(other))
    assert (figure(one) == figure(other)) == (Decimal(one) == Decimal(other))


@given(BOUNDS, NUMBERS)
def test_bounds_meet(bounds: str, number: str) -> None:
    low, _, high = bounds.partition("..")
    assert figure(bounds).fits(figure(number)) == (Decimal(low) <= Decimal(number) <= Decimal(high))
    assert figure(f"{low}..").fits(figure(number)) == (Decimal(low) <= Decimal(number))
    assert figure(f"..{high}").fits(figure(number)) == (Decimal(number) <= Decimal(high))
    assert figure(f"{low}..").fits(figure(f"..{high}"))


@given(NUMBERS, st.decimals("0.8", "1.2", places=3))
def test_about_reaches_a_tenth(number: str, part: Decimal) -> None:
    other = f"{(Decimal(number) * part).normalize():f}"
    reached = Decimal(number) == 0 or Decimal("0.9") <= part <= Decimal("1.1")
    assert figure(f"~{number}").fits(figure(other)) == reached


@given(FIGURES)
def test_a_figure_is_written_as_it_was_read(text: str) -> None:
    found = figure(text)
    assert figure(str(found)) == found
    assert str(figure(str(found))) == str(found)
    assert re.fullmatch(FIGURE, text)
    assert re.fullmatch(FIGURE, str(found))
