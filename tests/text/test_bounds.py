"""How much a Markdown text may hold. `tests/content/test_handwritten.py` has the words, and the time that it takes."""

import pytest

from daybrief.text.bounds import exceeded
from tests.projects import rendered


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", []),
        ("^a^ " * 2500, []),
        ("^a^ " * 2501, ["too many `*`: 5,002 in a row of lines without an empty one"]),
        ("a\n:   b\n" * 300, []),
        ("a\n  : b\n" * 301, ["too many `:`: 301 in a row of lines without an empty one"]),
        ("a\n: b\n\n" * 1000, []),
        ("a\n: b\n\n" * 1001, ["more than 1,000 headings, rules, fences and the like"]),
        *(
            (f"{begins}\n\n" * 1001, ["more than 1,000 headings, rules, fences and the like"])
            for begins in ("!!! note", "  ??? a", '=== "a"', "> ```", "    ~~~", "|---|:-:|")
        ),
        ("a\n\n" * 10_000, []),
        ("a\n \n" * 10_001, ["more than 10,000 paragraphs"]),
    ],
)
def test_what_takes_long_is_told(text: str, told: list[str]) -> None:
    assert [message for _, _, message, _ in exceeded(text)] == told


def test_as_many_definitions_as_may_be_are_read_without_an_end() -> None:
    assert rendered("a\n:   b\n" * 300).count("<dd>") == 300
