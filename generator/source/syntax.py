"""What YAML's syntax errors mean to somebody who wrote a briefing.

libyaml names the place where it gave up, which is often a line or a screen behind the mistake. The trouble begins on
the first line behind the longest beginning of the file that parses; there the mistake is looked for by its shape.
"""

import re
from collections.abc import Callable, Iterator

import yaml

from generator.diagnostics import Diagnostic

_ENTRY = re.compile(r"^(?P<lead> *(?:- +)*)(?:(?P<key>[\w.\"'-]+) *:(?: +|$))?(?P<value>.*)$")
_LOOK_BACK = 60
_Finding = tuple[int, int, str, str, str]
"""Column (from 0), width, code, message, hint."""


def explain(text: str, error: yaml.MarkedYAMLError, file: str, parses: Callable[[str], bool]) -> Diagnostic:
    """One diagnostic for a syntax error of `text`, on the line that an editor has to change.

    `parses` tells whether a text is good YAML.
    """
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    last = min(mark.line, len(lines) - 1) if mark else 0
    first = _trouble(lines, last, parses)
    candidates = [first, *(n for n in _before(lines, first)), last]
    for number in candidates:
        for column, width, code, message, hint in _findings(lines, number):
            return Diagnostic(file, number + 1, column + 1, code, message, hint, width=width)
    number = last if lines[last].strip() else first
    column = len(lines[number]) - len(lines[number].lstrip())
    return Diagnostic(
        file,
        number + 1,
        column + 1,
        "syntax",
        "this line does not fit what stands above it",
        "begin it in the same column as the keys or `- ` beside it; quote a text that holds signs",
        width=max(len(lines[number].strip()), 1),
    )


def _trouble(lines: list[str], last: int, parses: Callable[[str], bool]) -> int:
    """The line behind the longest beginning that parses, looked for backwards from `last`."""
    for number in range(last, max(last - _LOOK_BACK, -1), -1):
        if parses("\n".join(lines[:number])):
            return number
    return last


def _before(lines: list[str], number: int) -> Iterator[int]:
    """The nearest line above `number` that is neither blank nor a comment."""
    for above in range(number - 1, -1, -1):
        if lines[above].strip() and not lines[above].lstrip().startswith("#"):
            yield above
            return


def _findings(lines: list[str], number: int) -> Iterator[_Finding]:
    line = lines[number].rstrip("\r")
    if not (entry := _ENTRY.match(line)) or not line.strip():
        return
    key, value, start = entry["key"], entry["value"].rstrip(), entry.start("value")
    quoted = f"{key}: " if key else "- "
    if value[:1] in ('"', "'"):
        yield from _quote(value, start)
        return
    if value[:1] in tuple("*&!%@`,]}?[{"):
        if value[0] in "[{" and value.endswith("]" if value[0] == "[" else "}"):
            return
        hint = (
            f'quote the text: `{quoted}"{value[:30]}…"`' if len(value) > 30 else f'quote the text: `{quoted}"{value}"`'
        )
        if value[0] in "[{" and value.count(value[0]) > value.count("]" if value[0] == "[" else "}"):
            yield start, 1, "bad-start", f"`{value[0]}` opens here and is not closed", f"close it, or {hint}"
            return
        yield start, 1, "bad-start", f"a value cannot begin with `{value[0]}`", hint
        return
    if value[:1] in ("|", ">") and re.match(r"[|>][+-]?\s+[^#\s]", value):
        yield (
            start,
            1,
            "bad-start",
            f"behind `{value[0]}` the text begins on the next line",
            "move it down and indent it",
        )
        return
    if not key and (near := re.match(r"([\w-]+):(?=[^\s/])", value)):
        message = f"no space behind the colon of `{near[1]}:`"
        yield start, near.end(), "missing-space", message, f"write `{near[1]}: …`"
        return
    if colon := re.search(r":(?=\s|$)", value):
        typographic = value[:1] in "“”„«‘’"
        reason = "YAML knows straight quotes only" if typographic else "it holds `: `"
        hint = f'quote the text: {reason}; write `{quoted}"…"`'
        yield start + colon.start(), 1, "colon-in-text", "a second `: ` in a value that is not quoted", hint
        return
    if number + 1 < len(lines) and (comment := re.search(r" #", value)):
        message = "` #` begins a comment, and the text goes on below it"
        yield start + comment.start() + 1, 1, "cut-text", message, "quote the text, or move the comment to its own line"
        return
    if not key and value and line[0] != " " and not entry["lead"]:
        message = "this line has no key and belongs to no text above it"
        yield 0, len(value), "syntax", message, "write `key: value`, or indent it below the text that it goes on with"
        return
    if key and value:
        following = next((text for text in lines[number + 1 :] if text.strip()), "")
        if (deeper := _ENTRY.match(following)) and deeper["key"] and _indent(following) > _indent(line):
            message = f"`{key}` has a value and, below it, fields"
            yield start, len(value), "indentation", message, "begin the next line in the column of this key"


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" -"))


def _quote(value: str, start: int) -> Iterator[_Finding]:
    """A quoted value that does not end where its line does."""
    mark = value[0]
    body = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value)
    if body is None:
        hint = (
            f"put `{mark}` at the end of the text" if mark == '"' else "close it; an apostrophe inside is written `''`"
        )
        yield start, 1, "broken-quote", "this quote is opened and not closed on its line", hint
        return
    rest = value[body.end() :]
    if mark == '"' and (escape := re.search(r"\\[^0abtnvfreN_LPxuU \"/\\]", body[0])):
        message = f"`{escape[0]}` means nothing inside double quotes"
        yield start + escape.start(), 2, "broken-quote", message, "use single quotes, or double the backslash"
        return
    if not rest.strip() or rest.lstrip().startswith("#"):
        return
    if mark == "'" and rest[:1].isalpha():
        message = "the apostrophe ends the quoted text"
        yield start + body.end() - 1, 1, "broken-quote", message, "use double quotes, or write the apostrophe as `''`"
        return
    message = f"words stand behind the closing `{mark}`"
    yield start + body.end(), len(rest), "broken-quote", message, "use the other kind of quotes around the whole text"
