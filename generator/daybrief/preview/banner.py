"""What is wrong, above the last good page."""

import re
from collections.abc import Iterable, Sequence
from html import escape
from importlib.resources import files
from pathlib import Path
from tempfile import gettempdir
from typing import NamedTuple

from click import ClickException
from jinja2 import Environment
from markupsafe import Markup

from daybrief.diagnostics import Diagnostic
from daybrief.failures import line_of_template, said
from daybrief.output import report
from daybrief.pipeline.inputs import relative
from daybrief.text.letters import UNSEEN

SHOWN = 10
"""Problems that a banner tells; the others are counted."""
ROOM = 100
"""Characters of a line that are shown."""
LONG = 600
"""Characters of a message that are shown."""
LAST = "Below is the last good page; the new one comes by itself when this is mended."
WHERE = "the terminal shows where it happened"
NONE = "The page comes by itself when this is mended."
NEW = "If this page is new, it comes by itself when this is mended."
_NOTHING = files(__package__).joinpath("nothing.html").read_bytes()
_PASSING = re.compile(rf"{re.escape(gettempdir())}/daybrief-\w+/")
"""The folder of one attempt: the next one's is another, and nobody can mend what is in it."""
_BODY = re.compile(rb"<body\b[^>]*>", re.I)
_UNSEEN = re.compile(f"[{UNSEEN}]")
_CODE = re.compile("`([^`]+)`")


class Trouble(NamedTuple):
    """Something that is wrong."""

    place: str
    """File, line and column, as far as they are known."""
    message: str
    line: tuple[str, str, str] = ("", "", "")
    """The line's text: what is before the mistake, the mistake, and what is behind it."""
    hint: str = ""


def of_problems(problems: Iterable[Diagnostic], root: Path) -> tuple[Trouble, ...]:
    """Problems of files, whose paths are from `root`."""
    found = list(problems)
    lines = {name: report.lines(root, name) for name in {problem.file for problem in found[:SHOWN] if problem.width}}
    return tuple(_of_problem(one, lines.get(one.file, ())) for one in found)


def _of_problem(problem: Diagnostic, lines: Sequence[str]) -> Trouble:
    place, pieces = f"{problem.file}:{problem.line}:{problem.column}", ("", "", "")
    if problem.width and problem.line <= len(lines):
        line, start = lines[problem.line - 1], problem.column - 1
        first = max(start - ROOM // 2, 0)
        end = min(start + problem.width, first + ROOM)
        before = "…" + line[first:start] if first else line[:start].lstrip()
        pieces = before, line[start:end], line[end : first + ROOM]
    return Trouble(place, problem.message, pieces, problem.hint)


def of_error(error: BaseException, told: Sequence[str], root: Path) -> Trouble:
    """What ended a build: a mistake in a template or in `mkdocs.yml`, a disk that is full, a fault of the program.

    `told` is what MkDocs told of it. Never raises, as an error's own words may.
    """
    cause: BaseException | None = error
    while cause:
        if found := line_of_template(cause):
            file, number, _ = found
            line = report.lines(root, file)[number - 1 : number]
            return Trouble(f"{relative(root, Path(file))}:{number}", said(cause), ("", "".join(line).strip(), ""))
        cause = cause.__cause__
    if isinstance(error, ClickException):
        # One that was raised for a cause says it; MkDocs' own says that there was one, and has told it before.
        words = " ".join(told) if told and not error.__cause__ else error.format_message()
        return Trouble("", _PASSING.sub("", " ".join(words.split())))
    message = _PASSING.sub("", " ".join((*told, said(error).removesuffix(":"))))  # where it has no words
    if isinstance(error, UnicodeError):
        return Trouble("", message, hint="a file of the site is not in UTF-8: save it as UTF-8")
    return Trouble("", message, hint="" if isinstance(error, OSError) else WHERE)


def dressed(html: bytes, troubles: Sequence[Trouble], script: str, lead: str = LAST) -> bytes:
    """A page with what is wrong above it, and with the script that keeps in touch with the preview."""
    body = _BODY.search(html)
    place = body.end() if body else 0
    more = script + _BANNER.render(troubles=troubles, lead=lead, most=SHOWN) if troubles else script
    return html[:place] + more.encode() + html[place:]


def alone(troubles: Sequence[Trouble], script: str) -> bytes:
    """What is shown before there is a first good page."""
    return dressed(_NOTHING, troubles, script, NONE)


def _words(text: str) -> Markup:
    return Markup(_CODE.sub(r"<code>\1</code>", str(_safely(text))))


def _safely(text: str) -> Markup:
    shown = text if len(text) <= LONG else f"{text[:LONG]}…"
    seen = _UNSEEN.sub("\ufffd", shown.replace("\t", " "))
    return Markup(escape("".join(c if c.isprintable() else "\ufffd" for c in seen), quote=False))


_environment = Environment(autoescape=True)
_environment.filters |= {"words": _words, "safely": _safely}
_lines = files(__package__).joinpath("banner.html").read_text(encoding="utf-8").splitlines()
_BANNER = _environment.from_string("".join(line.strip() for line in _lines))
