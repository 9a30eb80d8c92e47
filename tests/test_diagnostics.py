"""Diagnostics are told in the order of files and lines, with hints that can be read."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybrief.diagnostics import Diagnostic, nearest, one_of

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
