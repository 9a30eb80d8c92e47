"""What YAML's syntax errors mean to somebody who wrote a briefing.

libyaml names the place where it gave up, which is often a line or a screen behind the mistake. The trouble begins on
the first line behind the longest beginning of the file that parses; there the mistake is looked for by its shape.
"""

import re

import yaml

from generator.diagnostics import Code, Diagnostic

_ENTRY = re.compile(r"^(?P<lead> *(?:- +)*)(?:(?P<key>[\w.\"'-]+) *:(?: +|$))?(?P<value>.*)$")
_H = r"[\da-fA-F]"
_BAD_ESCAPE = (
    rf"\\(?:[^0abtnvfreN_LPxuU \"/\\]|x(?!{_H}{{2}})|u(?!{_H}{{4}})|u[dD][89a-fA-F]..|U(?!00(0{_H}|10){_H}{{4}}))"
)
_SINGLE, _DOUBLE = "'(?:[^']|'')*+", r'"(?:[^"\\]|\\.)*+'
_UNCLOSED = "this quote is opened and not closed on its line"
_SHAPES: tuple[tuple[str, Code, str, str], ...] = (
    (f"(?P<at>(?={_DOUBLE}$).)", "broken-quote", _UNCLOSED, 'put `"` at the end of the text'),
    (f"(?P<at>(?={_SINGLE}$).)", "broken-quote", _UNCLOSED, "close it; an apostrophe inside is written `''`"),
    (
        rf'"(?:[^"\\]|\\.)*?(?P<at>{_BAD_ESCAPE})',
        "broken-quote",
        "`{at}` means nothing inside double quotes",
        "use single quotes, or double the backslash",
    ),
    (
        rf"{_SINGLE}(?P<at>')[^\W\d_]",
        "broken-quote",
        "the apostrophe ends the quoted text",
        "use double quotes, or write the apostrophe as `''`",
    ),
    (
        rf"(?:{_SINGLE}'|{_DOUBLE}\")(?P<at>\s*[^\s#].*)",
        "broken-quote",
        "words stand behind the closing `{sign}`",
        "use the other kind of quotes around the whole text",
    ),
    (r"(?P<at>[*&!%@`,\]}]|[?-](?= ))", "bad-start", "a value cannot begin with `{at}`", "{quote}"),
    (
        r"(?P<at>[|>])(?![-+1-9]{0,2}(\s+#.*)?$)",
        "bad-start",
        "behind `{at}` the text begins on the next line",
        "move it down and indent it, or {quote}",
    ),
    (r"(?P<at>[\w-]+:)(?=[^\s/])", "missing-space", "no space behind the colon of `{at}`", "write `{at} …`"),
    (r"(?!['\"]).*?(?P<at>:)(?=\s|$)", "colon-in-text", "a second `:` in a line that is not quoted", "{quote}"),
)
"""Shapes of a value, of which `at` is marked, with code, message and hint."""
_LOOK_BACK = 60
_MOST_PARSED = 4_000_000
_Finding = tuple[int, int, Code, str, str]
"""Column (from 0), width, code, message, hint."""


def explain(text: str, error: yaml.MarkedYAMLError, file: str) -> Diagnostic:
    """One diagnostic for a syntax error of `text`, on the line that an editor has to change."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    last = min(mark.line, len(lines) - 1) if mark else 0
    first = _trouble(lines, last)
    told = (n for n in range(first - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#"))
    for number in (first, next(told, first), last):
        if found := _finding(lines, number, first):
            column, width, code, message, hint = found
            break
    else:
        number = first if lines[first].strip() else last
        line = lines[number].rstrip()
        message = "this line does not fit what stands above it"
        hint = "begin it in the same column as the keys or `- ` beside it; quote a text that holds signs"
        column, code = len(line) - len(line.lstrip()), "syntax"
        width = max(len(line) - column, 1)
    return Diagnostic(file, number + 1, column + 1, code, message, hint, width=width)


def _trouble(lines: list[str], last: int) -> int:
    """The line behind the longest beginning that parses, looked for backwards from `last`."""
    tries = min(_LOOK_BACK, _MOST_PARSED // (sum(map(len, lines[:last])) + 1))
    for number in range(last, max(last - tries, -1), -1):
        if _parses("\n".join(lines[:number])):
            return number
    return last


def _parses(text: str) -> bool:
    try:
        return all(True for _ in yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.YAMLError:
        return False


def _finding(lines: list[str], number: int, first: int) -> _Finding | None:
    """What is wrong with a line, told by its shape; None if it looks sound. The trouble begins on the line `first`."""
    line = lines[number]
    if not (entry := _ENTRY.match(line)) or not line.strip():
        return None
    key, value, start = entry["key"], entry["value"].rstrip(), entry.start("value")
    item = entry["lead"].strip()
    quote = _in_quotes(f"{key}: " if key else "- ", value) if value and (key or item) else "quote the whole text"
    sign = value[:1]
    if sign in ("[", "{"):
        end = "]" if sign == "[" else "}"
        if value.count(sign) > value.count(end):
            return start, 1, "bad-start", f"`{sign}` opens here and is not closed", f"close it, or {quote}"
        return None if value.endswith(end) else (start, 1, "bad-start", f"a value cannot begin with `{sign}`", quote)
    for shape, code, message, hint in _SHAPES:
        if (found := re.match(shape, value)) and not (key and code == "missing-space"):
            at, width = start + found.start("at"), len(found["at"])
            return at, width, code, message.format(at=found["at"], sign=sign), hint.format(at=found["at"], quote=quote)
    if sign in ("'", '"'):
        return None
    if number + 1 < len(lines) and (comment := value.find(" #")) >= 0:
        message = "` #` begins a comment, and the text goes on below it"
        return start + comment + 1, 1, "cut-text", message, "quote the text, or move the comment to its own line"
    if not key and value and not item and " #" not in lines[number - 1]:
        hint = "write `key: value`, or indent it below the text that it goes on with"
        return start, len(value), "syntax", "this line has no key and belongs to no text above it", hint
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
