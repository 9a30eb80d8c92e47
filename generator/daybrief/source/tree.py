"""A strict reading of YAML 1.2's plain parts: mappings, lists and texts, each with its place in the file."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path

import yaml

from daybrief.diagnostics import MOST, Diagnostic, bounded
from daybrief.source.characters import BREAKING, readable, stray_characters
from daybrief.source.composer import Composer, Stop
from daybrief.source.document import Document
from daybrief.source.syntax import explain

MAX_BYTES = 1 << 20


def read(data: bytes, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file's bytes. `file` is the name that diagnostics carry.

    Returns the document (None where nothing can be made of the bytes) and every problem found. A BOM and CRLF are
    accepted. Never raises for bad input.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES:,} bytes, and is not read"
        return None, [Diagnostic(file, 1, 1, "too-large", message, "make several files of it", width=0)]
    text = decoded(data, file)
    if isinstance(text, Diagnostic):
        return None, [text]
    problems = stray_characters(text, file)
    if len(problems) > MOST:
        return None, bounded(problems)
    if problems:
        text = readable(text)
    composer = Composer(text, file)
    document = None
    try:
        document = composer.document()
    except yaml.MarkedYAMLError as error:
        at, width, code, message, hint = explain(text, composer.lines.starts, error, composer.bracket)
        syntax = composer.lines.mark(at, width).problem(file, code, message, hint)
        composer.problems = [problem for problem in composer.problems if problem.line < syntax.line]
        lines = text.split("\n")
        if not any(_may_cause(problem, lines, syntax) for problem in problems):
            problems.append(syntax)
    except Stop:
        pass
    return document, bounded(problems + composer.problems)


def decoded(data: bytes, file: str) -> str | Diagnostic:
    """The text, without a BOM and with one kind of line break; or why there is none."""
    hint = "save the file as UTF-8"
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) or (4 * data.count(0) > len(data) and bytes(4) not in data):
        return Diagnostic(file, 1, 1, "encoding", "the file is UTF-16 or UTF-32, and not UTF-8", hint, width=0)
    data = data.removeprefix(BOM_UTF8)
    try:
        return one_break(data.decode())
    except UnicodeDecodeError as error:
        above = one_break(data[: error.start].decode()).split("\n")
        message = f"this byte ({data[error.start]:02X}) is not UTF-8"
        return Diagnostic(file, len(above), len(above[-1]) + 1, "encoding", message, hint)


def one_break(text: str) -> str:
    r"""The text with `\n` for each line break, as lines are counted."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _may_cause(problem: Diagnostic, lines: list[str], syntax: Diagnostic) -> bool:
    """Whether a character that has no place there may be why a line was not understood: itself, or as indentation."""
    leads = not lines[problem.line - 1][: problem.column].strip(" -")
    return problem.code in BREAKING or problem.line == syntax.line or (leads and problem.line <= syntax.line + 1)


def contents(path: Path) -> bytes | OSError:
    """A file's bytes, or why they cannot be read. Of a file that is too large, no more than shows that it is."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return error


def read_contents(data: bytes | OSError, name: str) -> tuple[Document | None, list[Diagnostic]]:
    """What `contents` gave, as `daybrief.source.read` reads it. `name` is the name that diagnostics carry."""
    if isinstance(data, bytes):
        return read(data, name)
    message = f"the file cannot be read: {data.strerror}"
    return None, [Diagnostic(name, 1, 1, "unreadable", message, "give the right to read it", width=0)]
