"""Whose mistake an exception is that was raised in a build: a template's, a page's, a hook's, another plugin's.

It is told in one line then. Where none of these is to blame the fault is the program's own, and its traceback is shown.
"""

import os
import traceback
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError

FAILURES = (
    *(TemplateError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError),
    *(RuntimeError, MemoryError),  # a template that includes itself; a text that is made far too long
)
"""What goes wrong in a template raises one of these."""
_LONG = 300


class TemplateFailed(Exception):
    """A template, or a plugin at work on what it made, could not make a page; the text says where and why."""


@contextmanager
def blaming(root: Path) -> Iterator[None]:
    """Raise TemplateFailed for what goes wrong in a template. Unlike Jinja's errors it comes whole out of a process."""
    try:
        yield
    except FAILURES as error:
        if why := of_template(error, root):
            raise TemplateFailed(why) from error
        raise


def of_template(error: BaseException, root: Path) -> str:
    """The line of the template in which an error was raised, and what it says; empty if in none."""
    if isinstance(error, TemplateFailed):
        return str(error)
    if found := line_of_template(error):
        return _told(root, *found)
    return f"no template is called {error}" if isinstance(error, TemplateNotFound) else ""


def line_of_template(error: BaseException) -> tuple[str, int, str] | None:
    """The file and line of the template in which an error was raised, and what it says; None if in none."""
    if isinstance(error, TemplateSyntaxError) and error.filename:
        return error.filename, error.lineno, str(error.message)
    return _line(error, lambda file: file.endswith((".html", ".xml")))


def of_plugin(error: BaseException, kind: type, ours: object) -> str:
    """Which plugin, of a kind and not ours, raised an error, and what it says; empty if none did."""
    for frame, _ in traceback.walk_tb(error.__traceback__):
        plugin = frame.f_locals.get("self")
        if isinstance(plugin, kind) and plugin is not ours:
            return f"the plugin `{type(plugin).__name__}` of {type(plugin).__module__} failed: {said(error)}"
    return ""


def of_hook(error: BaseException, hooks: Collection[str], root: Path) -> str:
    """The line of one of the hooks' files in which an error was raised, and what it says; empty if in none."""
    if isinstance(error, SyntaxError) and error.filename and error.filename in hooks:
        return _told(root, error.filename, error.lineno or 1, f"{type(error).__name__}: {error.msg}")
    found = _line(error, hooks.__contains__)
    return _told(root, *found) if found else ""


def of_page(error: BaseException) -> str:
    """The hand-written page that Markdown failed at, and what it says; empty if it was at none."""
    page = None
    for frame, _ in traceback.walk_tb(error.__traceback__):
        module, function = frame.f_globals.get("__name__"), frame.f_code.co_name
        if module == "mkdocs.structure.pages" and function in ("render", "read_source"):
            page = frame.f_locals["self"]
    return f"{page.file.src_uri}: Markdown could not read the page: {said(error)}" if page else ""


def _line(error: BaseException, ours: Callable[[str], bool]) -> tuple[str, int, str] | None:
    """The innermost line of some files in which an error was raised, and what it says; None if in none."""
    frames = [(frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__)]
    return next(((file, line, said(error)) for file, line in reversed(frames) if ours(file)), None)


def said(error: BaseException) -> str:
    """An error's kind and words, on one line that can be read. Never raises, as an error's own words may."""
    try:
        words = " ".join(f"{type(error).__name__}: {error}".split())
    except (Exception, SystemExit):  # noqa: BLE001 - an error's own words may raise anything
        return f"{type(error).__name__} (its words cannot be shown)"
    return words if len(words) <= _LONG else f"{words[:_LONG]} …"


def _told(root: Path, file: str, line: int, said: str) -> str:
    return f"{Path(os.path.relpath(file, root)).as_posix()}:{line}: {said}"
