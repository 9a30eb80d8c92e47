"""Diagnostics are told in the order of files and lines, with hints that can be read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybrief.diagnostics import Diagnostic, bounded, nearest, one_of, shown

PLACES = st.tuples(st.sampled_from(["a.yml", "b.yml"]), st.integers(1, 3), st.integers(1, 3))


@given(st.lists(PLACES.map(lambda place: Diagnostic(*place, "syntax", "It is wrong"))))
def test_the_order_is_that_of_files_lines_and_columns(found: list[Diagnostic]) -> None:
    for one, other in pairwise(sorted(found)):
        assert (one.file, one.line, one.column) <= (other.file, other.line, other.column)


@pytest.mark.parametrize(
    ("word", "known", "hint"),
    [
        ("Titel", ["title", "status"], "did you mean `title`?"),
        ("TITLE", ["title"], "did you mean `title`?"),
        ("weather", ["title", "status"], ""),
        ("", ["title"], ""),
        ("title", [], ""),
    ],
)
def test_a_slip_has_a_near_word(word: str, known: list[str], hint: str) -> None:
    assert nearest(word, known) == nearest(word, reversed(known)) == hint


def test_words_are_listed_and_a_long_list_is_cut() -> None:
    assert one_of([]) == ""
    assert one_of(iter(["a", "b"])) == "write one of: `a`, `b`"
    assert one_of("abcd", 3) == "write one of: `a`, `b`, `c` … (4 in all)"
    words = [f"w{number}" for number in range(13)]
    assert one_of(words[:12]).endswith("`w10`, `w11`")
    assert one_of(words).endswith("`w11` … (13 in all)")
    assert one_of("abc", 3) == "write one of: `a`, `b`, `c`"


def test_of_words_that_are_as_near_one_is_told() -> None:
    assert nearest("bat", ["cat", "bad"]) == nearest("bat", ["bad", "cat"]) == "did you mean `cat`?"


@pytest.mark.parametrize(
    ("given", "told"),
    [("a", "`a`"), ("a\nb", "`a⏎b`"), ("a" * 60, f"`{'a' * 60}`"), ("a" * 61, f"`{'a' * 60}…`"), ("", "``")],
)
def test_what_was_typed_is_shown_on_one_line_and_no_longer_than_sixty_signs(given: str, told: str) -> None:
    assert shown(given) == told


def some(count: int) -> list[Diagnostic]:
    return [Diagnostic("a.yml", number + 1, number % 7 + 1, "syntax", "It is wrong") for number in range(count)]


@pytest.mark.parametrize("count", [0, 3, 10_000])
def test_the_problems_of_a_file_are_told_in_order(count: int) -> None:
    assert bounded(some(count)[::-1]) == some(count)


@pytest.mark.parametrize(("count", "more", "told"), [(3, True, 3), (10_001, False, 10_000), (20_000, True, 10_000)])
def test_of_very_many_problems_the_first_are_told_and_that_there_are_more(count: int, more: bool, told: int) -> None:
    *first, last = bounded(some(count)[::-1], more)
    assert first == some(told)
    assert (last.file, last.line, last.column, last.width) == ("a.yml", told, first[-1].column, 0)
    assert (last.code, last.severity) == ("too-many", "error")
    assert last.message == "the file has more than 10,000 problems; the rest is not told"
    assert last.hint == "mend these first; often one mistake has made them all"


def test_a_problem_is_an_error_of_one_sign_unless_it_says_otherwise() -> None:
    one = Diagnostic("a.yml", 1, 1, "syntax", "It is wrong")
    assert (one.hint, one.severity, one.width) == ("", "error", 1)
