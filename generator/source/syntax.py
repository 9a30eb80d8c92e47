"""What YAML's syntax errors mean to somebody who wrote a briefing.

libyaml names the place where it gave up, which is often a line or a screen behind the mistake. The trouble begins on
the first line behind the longest beginning of the file that parses; there the mistake is looked for by its shape.
"""

import re
from collections.abc import Callable, Iterator

import yaml

from generator.diagnostics import Code, Diagnostic

_ENTRY = re.compile(r"^(?P<lead> *(?:- +)*)(?:(?P<key>[\w.\"'-]+) *:(?: +|$))?(?P<value>.*)$")
_H = r"[\da-fA-F]"
_BAD_ESCAPE = re.compile(
    rf"\\(?:[^0abtnvfreN_LPxuU \"/\\]|x(?!{_H}{{2}})|u(?!{_H}{{4}})|u[dD][89a-fA-F]..|U(?!00(0{_H}|10){_H}{{4}}))"
)
_LOOK_BACK = 60
_MOST_PARSED = 4_000_000
_Finding = tuple[int, int, Code, str, str]
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
        if found := _finding(lines, number, first):
            column, width, code, message, hint = found
            return Diagnostic(file, number + 1, column + 1, code, message, hint, width=width)
    number = first if lines[first].strip() else last
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
    tries = min(_LOOK_BACK, _MOST_PARSED // (sum(map(len, lines[:last])) + 1))
    for number in range(last, max(last - tries, -1), -1):
        if parses("\n".join(lines[:number])):
            return number
    return last


def _before(lines: list[str], number: int) -> Iterator[int]:
    """The nearest line above `number` that is neither blank nor a comment."""
    for above in range(number - 1, -1, -1):
        if lines[above].strip() and not lines[above].lstrip().startswith("#"):
            yield above
            return


def _finding(lines: list[str], number: int, first: int) -> _Finding | None:
    """What is wrong with a line, told by its shape; None if it looks sound. The trouble begins on the line `first`."""
    line = lines[number]
    if not (entry := _ENTRY.match(line)) or not line.strip():
        return None
    key, value, start = entry["key"], entry["value"].rstrip(), entry.start("value")
    hint = (
        _in_quotes(f"{key}: " if key else "- ", value)
        if value and (key or entry["lead"].strip())
        else "quote the whole text"
    )
    if value[:1] in ('"', "'"):
        return _quote(value, start)
    if (sign := value[:1]) in tuple("[{"):
        end = "]" if sign == "[" else "}"
        if value.count(sign) > value.count(end):
            return start, 1, "bad-start", f"`{sign}` opens here and is not closed", f"close it, or {hint}"
        return None if value.endswith(end) else (start, 1, "bad-start", f"a value cannot begin with `{sign}`", hint)
    if bad := re.match(r"[*&!%@`,\]}]|[?-](?= )", value):
        return start, 1, "bad-start", f"a value cannot begin with `{bad[0]}`", hint
    if sign in ("|", ">") and not re.fullmatch(r".[-+1-9]{0,2}(\s+#.*)?", value):
        message = f"behind `{sign}` the text begins on the next line"
        return start, 1, "bad-start", message, f"move it down and indent it, or {hint}"
    if not key and (near := re.match(r"([\w-]+):(?=[^\s/])", value)):
        message = f"no space behind the colon of `{near[1]}:`"
        return start, near.end(), "missing-space", message, f"write `{near[1]}: …`"
    if colon := re.search(r":(?=\s|$)", value):
        return start + colon.start(), 1, "colon-in-text", "a second `:` in a line that is not quoted", hint
    if number + 1 < len(lines) and (comment := value.find(" #")) >= 0:
        message = "` #` begins a comment, and the text goes on below it"
        return start + comment + 1, 1, "cut-text", message, "quote the text, or move the comment to its own line"
    if not key and value and not entry["lead"].strip() and " #" not in lines[number - 1]:
        message = "this line has no key and belongs to no text above it"
        return (
            start,
            len(value),
            "syntax",
            message,
            "write `key: value`, or indent it below the text that it goes on with",
        )
    below = _ENTRY.match(lines[first])
    deeper = below and below["key"] and "-" not in below["lead"] and below.end("lead") > entry.end("lead")
    if key and value and number < first and deeper:
        message = f"`{key}` has a value and, below it, fields"
        return start, len(value), "indentation", message, "begin the next line in the column of this key"
    return None


def _in_quotes(before: str, value: str) -> str:
    mark = "'" if '"' in value or "\\" in value else '"'
    straight = " (YAML knows straight quotes only)" if value[0] in "“”„«‘’" else ""
    return f"quote the text: `{before}{mark}{value[:40]}{'…' if len(value) > 40 else ''}{mark}`{straight}"


def _quote(value: str, start: int) -> _Finding | None:
    """A quoted value that does not end where its line does."""
    mark = value[0]
    body = re.match(r"'(?:[^']|'')*'|\"(?:[^\"\\]|\\.)*\"", value)
    if body is None:
        hint = 'put `"` at the end of the text' if mark == '"' else "close it; an apostrophe inside is written `''`"
        return start, 1, "broken-quote", "this quote is opened and not closed on its line", hint
    rest = value[body.end() :]
    if mark == '"' and (escape := _BAD_ESCAPE.search(body[0])):
        message = f"`{escape[0]}` means nothing inside double quotes"
        return (
            start + escape.start(),
            len(escape[0]),
            "broken-quote",
            message,
            "use single quotes, or double the backslash",
        )
    if not rest.strip() or rest.lstrip().startswith("#"):
        return None
    if mark == "'" and rest[:1].isalpha():
        message = "the apostrophe ends the quoted text"
        return start + body.end() - 1, 1, "broken-quote", message, "use double quotes, or write the apostrophe as `''`"
    message = f"words stand behind the closing `{mark}`"
    return start + body.end(), len(rest), "broken-quote", message, "use the other kind of quotes around the whole text"
