"""A syntax error points at the line that an editor changed, wherever it stands in the file."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.source import read
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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('a: 1\nb: "one\nc: 2\n', (2, 4)),  # it goes on to the end: its beginning is at fault
        ('a: 1\nb: "one\n' + "c: 2\n" * 300, (2, 4)),  # also far above the end
        ('a: 1\nb: "one\n  two \\q"\nc: 2\n', (2, 4)),
        ('a: 1\nb: "one\n' + "  two\n" * 300 + '  \\q"\nc: 2\n', (303, 3)),
        ("a: 1\nb: 'one\n---\nc: 2\n", (2, 4)),
    ],
)
def test_the_place_of_what_is_wrong_with_a_quoted_text(text: str, place: tuple[int, int]) -> None:
    _, [problem] = read(text.encode(), "day.yml")
    assert (problem.line, problem.column) == place


@pytest.mark.parametrize("above", ["", "\n", "a: 1\n"])
def test_the_hint_quotes_the_line_and_no_other(above: str) -> None:
    _, [problem] = read(f"{above}b: [sic] one\n".encode(), "day.yml")
    assert problem.hint.splitlines() == ['quote the text: `b: "[sic] one"`']


@given(st.sampled_from(range(1, len(DAY) - 2)), st.integers(1, 3))
@settings(deadline=None)
def test_a_line_that_was_moved_is_found_or_the_one_beside_it(number: int, by: int) -> None:
    lines = [*DAY[:number], " " * by + DAY[number], *DAY[number + 1 :]]
    _, problems = read("\n".join(lines).encode(), "day.yml")
    assert all(abs(p.line - 1 - number) <= 1 for p in problems)


FLOW_WORDS = st.sampled_from(
    [
        *("mill", "a word", "it's", "a:b", "https://mill.example/a?b=c", "5", "no"),
        *('"x: [y, # z"', "'it''s: {'", '"two\n   lines"', '"one \\\n   line"'),
    ]
)
FLOWS = st.recursive(
    FLOW_WORDS,
    lambda inner: st.lists(inner, min_size=1, max_size=3) | st.dictionaries(st.sampled_from("klmn"), inner, min_size=1),
    max_leaves=12,
)
SLIPS = {
    "He said: so: no": "colon-in-text",
    "@mill": "bad-start",
    "- mill": "bad-start",
    '"x" y': "broken-quote",
    "'It's'": "broken-quote",
    '"a \\m"': "broken-quote",
    "[sic] one": "bad-start",
    "one [sic]": "brackets",
}


def written(node: Any, breaks: Iterator[str]) -> str:
    """A tree in brackets, with a line break or a comment wherever `breaks` says so."""
    if isinstance(node, str):
        return node
    if isinstance(node, dict):
        inner = [f"{next(breaks)}{key}: {written(value, breaks)}" for key, value in node.items()]
    else:
        inner = [f"{next(breaks)}{written(value, breaks)}" for value in node]
    opening, closing = "{}" if isinstance(node, dict) else "[]"
    return opening + ",".join(inner) + next(breaks) + closing


@given(FLOWS, FLOWS, st.sampled_from([*SLIPS]), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_mistake_within_brackets_is_told_on_its_line(before: Any, after: Any, mistake: str, random: Any) -> None:
    breaks = iter(lambda: random.choice(["", " ", "\n    ", " # so\n    ", "\n\n  # [ { ' so:\n   "]), None)
    sound = written({"a": before, "b": [before, "mill"], "c": after}, breaks)
    assert read(f"k: 1\nbrackets: {sound}\nz: 2\n".encode(), "day.yml")[1] == []
    at = [found.start() for found in re.finditer(r"\bmill(?=[,\]}\n ])(?!\.)", sound)][-1]
    text = f"k: 1\nbrackets: {sound[:at]}{mistake}{sound[at + 4 :]}\nz: 2\n"
    _, [problem] = read(text.encode(), "day.yml")
    assert (problem.line, problem.code) == (2 + sound.count("\n", 0, at), SLIPS[mistake])


WRONG = """\
a: b: c
%
- b: c: d
%
a: b:
%
a: : b
%
: b
%
a:b
%
a:b: c
%
- a:b
%
b c
%
a
b: c
%
a: b
c
d: e
%
a: "b
%
a: 'b
%
a: "b
c: d
%
a: 'b
c: d
%
a: "b" c
%
a: 'b' c d
%
a: 'it's
%
a: 'it's so'
%
a: 'b'1
%
a: "b \\m c"
%
a: "b \\xg"
%
- "b" c
%
- 'b' # c
%
a: *b c
%
a: *
%
a: &
%
a: !b c: d
%
a: %b
%
a: @b
%
- @b
%
a: `b`
%
a: , b
%
a: ] b
%
a: } b
%
a: ? b
%
a: ?
%
a: - b
%
a: -
%
- - b
%
a: | b
%
a: > b # c
%
a: |2 b
%
a: |-
  b
 c
%
a: >
    b
  c
d: e
%
- |
   b
  c
%
a: |
    b

  c
%
a: | # b
    c
  d
%
a: b
  c: d
%
a: b
    c: d
e: f
%
a: b
- c
%
a: b
  - c: d
%
a: b
   c
  d: e
%
a: b # c
  d
%
a: b # c
  d
  e: f
%
- b # c
  d
%
a: b # c
 d: e
%
a:
  b: c
 d: e
%
a:
  b: c
   d: e
%
a:
  - b
 - c
%
a:
  - b
   - c
%
a: "b
  c" d
%
a: 'b
  c' d
%
a: "b
  c" d: e
f: g
%
a: "b
  c: d" e
%
a: "b
c: "d"
e: f
%
a: "b" "c"
%
"a": b: c
%
"a: b
%
"a" b: c
%
'a: b
%
'a'b: c
%
"a"b: c
%
- "a
- b
%
a: b
...
c: d
%
a: b
---
c: d
%
...
a: b
%
a: {b: c} d
%
a: [b] c
%
a: b
  "c": d
%
# a
b: c: d
%
a: b

# c
d e
%
a: b
d e
%
a.b: c: d
%
a b: c: d
%
a:  b: c
%
a: b: "c"
%
a: „b“: c
%
a: “b: c”
%
a: b \\c: d
%
a: http://b: c
%
a: b:c: d
%
a: b : c
%
a: bbbbbbbbb bbbbbbbbb bbbbbbbbb bbbbbbbbb c: d
%
a: bbbbbbbbb bbbbbbbbb bbbbbbbbb bbbbbbbb c: d
%
- - a: b: c
%
  a: b: c
%
a:
  - b: c
    d: "e" f
%
a: b
  -
%
a: b
  - "c
%
a:
- b: c
 d: e
%
a: b: c
d: e: f
%
a: "b" #c
d: "e"#f
%
a: [b
%
a: "b: c
d: e"
f: g
%
'a': 'b': 'c'
%
a: "b
  c" # d
  e: f
%
a: "b
  c" #d#
e: f: g
%
a: "b
  c"    d e
%
a: "b
  - c" d
%
a: "b
  c
  d" e
%
a: "b

  c" d
%
b: c: d...
%
a: |
    b
  c
    d
%
- a: |
      b
    c
%
a: |
    b
# c
  d
%
"a"bc: d
%
"a bc: d
%
"a"": b
%
a:
  b: c
  # d
   e: f
%
a:
  b: c

  d e
f: g
%
a: b # c
d
%
a: b
c # d
e: f
%
a: b
  # c
   d: e
%
a:
  b: c
  - d: e
%
a:
  - b: c
     d: e
%
a: 'b''c' d
%
a: "b\\"c" d
%
a: "b\\\\" c
%
a: 'b': c
%
a: b'c: d
%
-: b: c
%
a: b
   : c
%
a: |1-
 b
c
%
a: "b
  c: d
  e" f
%
a: "b \\q
  c" # d
%
a: "b
  \\q c"
%
"a: b" c
%
'a: b' c: d
%
a: {b: c}
  d: e
%
a: [b]
  c: d
%
a: 'b'
  c: d
%
a: b

  c: d
"""
"""What is told of each stands in `golden/syntax.txt`."""


def test_what_is_told_of_a_syntax_error(told_of: Callable[[str, Iterable[str]], None]) -> None:
    told_of("syntax.txt", [*WRONG.split("%\n"), "a: b # c\n  d", "a: b\n  c: d", "a: |\n   b\n  c"])
