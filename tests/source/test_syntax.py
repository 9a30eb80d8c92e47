"""A syntax error points at the line that an editor changed, wherever it stands in the file."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source import read
from tests.cases import CORPUS

DAY = (CORPUS / "valid/smallest.yml").read_text(encoding="utf-8").split("\n")
TEXTS = [number for number, line in enumerate(DAY) if "text: " in line or "title: " in line or "limits: " in line]
MISTAKES = {
    "One: two.": "colon-in-text",
    '"One" two.': "broken-quote",
    "'It's one.'": "broken-quote",
    '"One.': "broken-quote",
    "*One* two.": "bad-start",
    "@one": "bad-start",
    "[sic] one": "bad-start",
    ">5 km": "bad-start",
    "- one": "bad-start",
}


@pytest.mark.parametrize("mistake", MISTAKES)
@pytest.mark.parametrize("number", TEXTS)
def test_a_mistake_in_any_text_is_told_on_its_line(number: int, mistake: str) -> None:
    key = DAY[number].index(": ") + 2
    lines = [*DAY[:number], DAY[number][:key] + mistake, *DAY[number + 1 :]]
    _, problems = read("\n".join(lines).encode(), "day.yml")
    assert [(p.line, p.code) for p in problems] == [(number + 1, MISTAKES[mistake])]


@given(st.sampled_from(range(1, len(DAY) - 2)), st.integers(1, 3))
@settings(deadline=None)
def test_a_line_that_was_moved_is_found_or_the_one_beside_it(number: int, by: int) -> None:
    lines = [*DAY[:number], " " * by + DAY[number], *DAY[number + 1 :]]
    _, problems = read("\n".join(lines).encode(), "day.yml")
    assert all(abs(p.line - 1 - number) <= 1 for p in problems)
