"""How commands speak to whoever typed them, and how they end where something cannot be done."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NoReturn, TypeVar

import click

from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.engine.parallel import WorkerDied

T = TypeVar("T")
COLOURS = {"error": "red", "warning": "yellow", "notice": "blue", "hint": "cyan", "place": "bright_white",
           "frame": "bright_black", "confirmed": "green", "corroborated": "green", "contested": "yellow",
           "unverified": "reset", "refuted": "red", "retracted": "red"}  # fmt: skip


def progress(step: str) -> None:
    """What is being done, on a line that the next one takes the place of; a script is not told."""
    if sys.stdout.isatty():
        click.echo(f"\r\x1b[K{step} …", nl=False)


def paint(words: str, role: str) -> str:
    """Coloured words; `click.echo` takes the colours away where it does not write to a terminal."""
    return click.style(words, fg=COLOURS[role], bold=role in ("error", "place") or None)


def frames(problems: Sequence[Diagnostic], config_file: Path) -> str:
    """Problems, each with the line of its file."""
    from daybrief.output import report

    return report.text(problems, lambda name: report.lines(config_file.resolve().parent, name), paint)


def say(words: str) -> None:
    """What a person should know, besides what was asked for."""
    click.echo(words, err=True)


def or_leave(do: Callable[[], T]) -> T:
    """What is done; where it cannot be, the end of the command, and why in a line."""
    try:
        return do()
    except cache.Refused as error:
        raise click.ClickException(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{error.filename or 'a file'}: {error.strerror or error}") from error
    except WorkerDied as error:
        raise click.ClickException("a process was killed, perhaps for want of memory: type it again") from error
    except Exception as error:  # MkDocs has exceptions of its own; any other goes on
        from daybrief.plugin.mkdocs_build import exit_of

        if (found := exit_of(error)) is None:
            raise
        words, code = found
        if words:
            say(f"Error: {words}")
        sys.exit(code)


def leave(code: int) -> NoReturn:
    """End at once. Giving back what was read, object by object, would take a fifth of a second at ten years."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError, ValueError):  # whoever read it is gone, or has closed it
            stream.flush()
    os._exit(code)
