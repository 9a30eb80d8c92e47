"""How much a Markdown text may hold: what Python-Markdown and its extensions take minutes for, or end at.

Its time grows with the square of what stands in a row of lines without an empty one (a stretch), and of what begins
something of more than a paragraph; deep levels end it.
"""

import re
from collections.abc import Iterator
from typing import TypeAlias

from daybrief.diagnostics import Code

DEPTH = 20
LINES = 1_000
STRETCHES = 10_000
_SIGNS = (
    ("[", re.compile(r"\["), 1_000),
    ("<", re.compile("<"), 1_000),
    ("*", re.compile(r"[*_`\\^~=+:]"), 5_000),
    (":", re.compile(r"\n[ \t]*:"), 300),  # definitions: each is read within the one before
)
"""What may mean something, and how often one stretch may have it."""
_BEGINS = re.compile(r"^(?:#|=+ *$|-+ *$|[ \t>]*(?:`{3}|~{3}|={3}|!!!|\?\?\?|:|\|[ :|-]+$))", re.MULTILINE)
"""A heading, a fence, tabs, an admonition, a definition, a table."""
_DEEP = re.compile(
    rf"^(?:[ \t]*>){{{DEPTH + 1}}}|^(?: {{{4 * DEPTH + 1}}}|\t{{{DEPTH + 1}}})[ \t]*[^ \t\n]", re.MULTILINE
)
_STRETCH = re.compile(r"^(?:[^\S\n]*+\S.*\n?)+", re.MULTILINE)


Exceeded: TypeAlias = tuple[int, Code, str, str]
"""A bound that a text goes beyond: where, code, message and hint."""


def exceeded(text: str) -> Iterator[Exceeded]:
    """Every bound that a text goes beyond."""
    stretches = [*_STRETCH.finditer(text)]
    for sign, pattern, most in _SIGNS:
        found = [(len(pattern.findall(stretch[0])), -stretch.start()) for stretch in stretches]
        if sum(number * number for number, _ in found) > most * most:
            worst, at = max(found)
            message = f"too many `{sign}`: {worst:,} in a row of lines without an empty one"
            yield -at, "too-many", message, "make paragraphs of it, or several pages"
    if len(lines := [*_BEGINS.finditer(text)]) > LINES:
        message = f"more than {LINES:,} headings, rules, fences and the like"
        yield lines[LINES].start(), "too-many", message, "make several pages of it"
    if len(stretches) > STRETCHES:
        message = f"more than {STRETCHES:,} paragraphs"
        yield stretches[STRETCHES].start(), "too-many", message, "make several pages of it"
    if deep := _DEEP.search(text):
        yield deep.start(), "too-deep", f"more than {DEPTH} levels, one inside the other", ""
