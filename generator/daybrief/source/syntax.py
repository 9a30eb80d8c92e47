"""What YAML's syntax errors mean to somebody who wrote a briefing.

libyaml names the place where it gave up, which is often a line or a screen behind the mistake. The trouble begins on
the first line behind the longest beginning of the file that parses; there the mistake is looked for by its shape.
"""

import re
from collections.abc import Sequence

import yaml

from daybrief.diagnostics import Code
from daybrief.source import quotes
from daybrief.source.brackets import Brackets
from daybrief.source.quotes import Found, Slip

_ENTRY = re.compile(r"^(?P<lead> *(?:- +)*)(?:(?P<key>[\w.\"'-]+) *:(?: +|$))?(?P<value>.*)$")
_SHAPES: tuple[tuple[str, Code, str, str], ...] = (
    (f"(?P<at>(?={quotes.DOUBLE}$).)", quotes.BROKEN, quotes.UNCLOSED, quotes.CLOSE['"']),
    (f"(?P<at>(?={quotes.SINGLE}$).)", quotes.BROKEN, quotes.UNCLOSED, quotes.CLOSE["'"]),
    (rf'"(?:[^"\\]|\\.)*?(?P<at>{quotes.BAD_ESCAPE})', quotes.BROKEN, *quotes.ESCAPE),
    (rf"{quotes.SINGLE}(?P<at>')[^\W\d_]", quotes.BROKEN, *quotes.APOSTROPHE),
    (rf"(?:{quotes.SINGLE}'|{quotes.DOUBLE}\")(?P<at>\s*[^\s#].*)", quotes.BROKEN, *quotes.BEHIND),
    (r"(?P<at>[*&!%@`,\]}]|[?-](?= |$))", "bad-start", "a value cannot begin with `{at}`", "{quote}"),
    (
        r"(?P<at>[|>])(?![-+1-9]{0,2}(\s+#.*)?$)",
        "bad-start",
        "behind `{at}` the text begins on the next line",
        "move it down and indent it, or {quote}",
    ),
    (r"(?P<at>[\w-]+:)(?=[^\s/])", "missing-space", *quotes.NO_SPACE),
    (r"(?P<at>:)(?=\s|$)", "key", "no key stands before this `:`", "write `key: value`, or {quote}"),
    (r"(?!['\"]).*?(?P<at>:)(?=\s|$)", "colon-in-text", "a second `:` in a line that is not quoted", "{quote}"),
)
"""Shapes of a value, of which `at` is marked, with code, message and hint."""
_BEHIND_QUOTE = re.compile(rf"(?:{quotes.SINGLE}'|(?s:{quotes.DOUBLE}\"))[^\S\n]*([^\s#].*)")
_LOOK_BACK = 200
_MOST_PARSED = 4_000_000


def explain(text: str, starts: Sequence[int], error: yaml.MarkedYAMLError, bracket: tuple[int, int] | None) -> Found:
    """What is wrong with a text that is no YAML, on the line that an editor has to change.

    `starts` are the indexes at which its lines begin, and `bracket` is the outermost one that is open at the error: its
    index, and the column of what it belongs to.
    """
    if bracket and (found := Brackets(text, *bracket).slip()):
        return found
    lines = text.split("\n")
    open_quote = "end of stream" in str(error.problem)
    mark = error.context_mark if open_quote else error.problem_mark or error.context_mark
    last = min(mark.line, len(lines) - 1) if mark else 0
    first = _trouble(lines, last)
    if entry := _ENTRY.match(lines[first]):
        start = starts[first] + entry.start("value")
        margin = entry.end("lead") if entry["key"] else entry["lead"].rfind("-")
        within = Brackets(text, start, margin).slip() if entry["value"].startswith(("[", "{")) else None
        if found := within or _behind_quote(text, start):
            return found
    above = (n for n in range(first - 1, -1, -1) if lines[n].strip() and not lines[n].lstrip().startswith("#"))
    for number in (first, next(above, first), last):
        if found := _finding(lines, number, first):
            return starts[number] + found[0], *found[1:]
    number = first if lines[first].strip() else last
    line = lines[number].rstrip()
    column = len(line) - len(line.lstrip())
    message = "this line does not fit what stands above it"
    hint = "begin it in the same column as the keys or `- ` beside it; quote a text that holds signs"
    return starts[number] + column, max(len(line) - column, 1), "syntax", message, hint


def _behind_quote(text: str, start: int) -> Slip:
    """Words behind a text that is quoted from `start` on, and goes on over several lines."""
    behind = _BEHIND_QUOTE.match(text, start)
    if not behind or "\n" not in text[start : behind.start(1)]:
        return None
    for line in behind[0].split("\n")[1:]:
        if (entry := _ENTRY.match(line)) and (entry["key"] or entry["lead"].strip()):
            return None  # the quote was meant to be closed above it
    return behind.start(1), 1, quotes.BROKEN, quotes.BEHIND[0].format(sign=text[start]), quotes.BEHIND[1]


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


def _left_of_a_block(lines: list[str], number: int) -> Slip:
    """What is wrong with a line of a block's text that stands less far in than its first one."""
    indent = len(lines[number]) - len(lines[number].lstrip())
    for above in reversed(lines[max(number - _LOOK_BACK, 0) : number]):
        if above.strip() and len(above) - len(above.lstrip()) < indent:
            block = re.search(r"(?::|-) +([|>])[-+1-9]*(?: +#.*)?$", above)
            message = "this line stands less far in than the text that `{}` begins"
            hint = "begin all lines of that text in one column"
            width = max(len(lines[number].strip()), 1)
            return (indent, width, "indentation", message.format(block[1]), hint) if block else None
    return None


def _quoted_key(line: str, at: int, width: int) -> Slip:
    """What is wrong with a key that begins with a quote."""
    whole = re.compile(rf"{quotes.SINGLE}'|{quotes.DOUBLE}\"").match(line, at)
    if not whole:
        return at, 1, quotes.BROKEN, quotes.UNCLOSED, "close it, or take the quote away"
    behind = len(line) - whole.end() if whole.end() > at + width else at + width - whole.end()
    message = quotes.BEHIND[0].format(sign=line[at])
    return (whole.end(), behind, quotes.BROKEN, message, "close it behind them") if behind else None


def _finding(lines: list[str], number: int, first: int) -> Slip:
    """What is wrong with a line, told by its shape, and at which column. The trouble begins on the line `first`."""
    line = lines[number]
    if not (entry := _ENTRY.match(line)) or not line.strip():
        return None
    if line.startswith("..."):
        return 0, 3, "documents", "`...` ends the file here, and more follows", "take the line away"
    key, value, start = entry["key"], entry["value"].rstrip(), entry.start("value")
    if key and key[0] in quotes.CLOSE and (quoted := _quoted_key(line, entry.start("key"), len(key))):
        return quoted
    item = entry["lead"].strip()
    quote = quotes.in_quotes(f"{key}: " if key else "- ", value) if value and (key or item) else "quote the whole text"
    sign = value[:1]
    if sign in ("[", "{"):
        return None
    if left := _left_of_a_block(lines, number):
        return left
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
