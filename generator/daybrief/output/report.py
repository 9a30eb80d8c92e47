"""How diagnostics look: for a person at a terminal, for a pull request, for a program."""

import json
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias, get_args

from daybrief.diagnostics import Diagnostic, Severity
from daybrief.model import MODELS
from daybrief.source import contents, one_break
from daybrief.text.letters import UNSEEN

JSON_VERSION = 1
SHOWN = 100
"""Problems that are shown to people; the rest is counted. A program is given all of them."""
Paint: TypeAlias = Callable[[str, str], str]
"""Colours a text in a role: `error`, `warning`, `hint`, `place` or `frame`."""

_UNPRINTABLE = re.compile(
    f"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\U00013430-\U0001345f{UNSEEN}]"
)
_LONG = re.compile("`([^`]{80})[^`]+`")


def text(
    problems: Sequence[Diagnostic], lines: Callable[[str], Sequence[str]], paint: Paint = lambda words, role: words
) -> str:
    """Each problem with its line and the place marked, up to `SHOWN`; `lines` gives a file's lines."""
    shown = problems[:SHOWN]
    files = {name: lines(name) for name in {problem.file for problem in shown if problem.width}}
    frames = [_frame(problem, files.get(problem.file, ()), paint) for problem in shown]
    return "\n\n".join([*frames, *_rest(problems)])


def _rest(problems: Sequence[Diagnostic]) -> list[str]:
    """A line that counts what is not shown, if there is any."""
    rest = problems[SHOWN:]
    return [f"… and {len(rest):,} more in {count(len({problem.file for problem in rest}), 'file')}"] if rest else []


def _frame(problem: Diagnostic, lines: Sequence[str], paint: Paint) -> str:
    place = paint(f"{_safe(problem.file)}:{problem.line}:{problem.column}", "place")
    rows = [f"{place}: {paint(problem.severity, problem.severity)}: {_safe(problem.message)} [{problem.code}]"]
    if problem.width and problem.line <= len(lines):
        shift = max(problem.column - 61, 0)
        start = problem.column - 1 - shift
        shown = _UNPRINTABLE.sub("\ufffd", lines[problem.line - 1][shift : shift + 100].replace("\t", " "))
        number = f"{problem.line:>5}"
        under = " " * start + "^" * max(min(problem.width, len(shown) - start), 1)
        rows.append(paint(f"{number} | ", "frame") + shown)
        rows.append(paint(" " * len(number) + " | ", "frame") + paint(under, problem.severity))
    if problem.hint:
        rows.append(paint("      = ", "frame") + paint("hint: ", "hint") + _safe(problem.hint))
    return "\n".join(rows)


def _safe(words: str) -> str:
    """Words without what a terminal would obey, and with long values cut."""
    return _LONG.sub(r"`\1…`", _UNPRINTABLE.sub("\ufffd", words))


def summary(problems: Sequence[Diagnostic], days: int) -> str:
    """One line for the end of a report."""
    if not problems:
        return f"{count(days, 'day')}, no problems."
    counts = Counter(problem.severity for problem in problems)
    counted = " and ".join(count(counts[severity], severity) for severity in get_args(Severity) if counts[severity])
    return f"{counted} in {count(len({problem.file for problem in problems}), 'file')}."


def count(number: int, noun: str) -> str:
    """A number of things, in words: `1 day`, `2,000 days`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def github(problems: Sequence[Diagnostic]) -> str:
    """Workflow commands that annotate a pull request (of GitHub Actions), up to `SHOWN`."""
    return "\n".join([*map(_annotation, problems[:SHOWN]), *(f"::notice::{rest}" for rest in _rest(problems))])


def _annotation(problem: Diagnostic) -> str:
    file = _escape(_UNPRINTABLE.sub("\ufffd", problem.file), ":,")
    place = f"line={problem.line},col={problem.column},endColumn={problem.column + problem.width}"
    message = _safe(problem.message) + (f"\nHint: {_safe(problem.hint)}" if problem.hint else "")
    return f"::{problem.severity} file={file},{place},title={problem.code}::{_escape(message)}"


def _escape(words: str, more: str = "") -> str:
    return re.sub(f"[%\r\n{more}]", lambda sign: f"%{ord(sign[0]):02X}", words)


def as_json(problems: Sequence[Diagnostic]) -> str:
    """A JSON document: its `version`, the newest `model` read, and `problems` with the fields of `Diagnostic`."""
    document = {"version": JSON_VERSION, "model": MODELS[-1], "problems": [asdict(problem) for problem in problems]}
    return json.dumps(document, indent=2)


def lines(root: Path, name: str) -> list[str]:
    """The lines of a file that a diagnostic names, as far as files are read; none where it cannot be read."""
    data = contents(root / name)
    text = "" if isinstance(data, OSError) else data.decode(errors="replace").removeprefix("\ufeff")
    return one_break(text).split("\n") if text else []
