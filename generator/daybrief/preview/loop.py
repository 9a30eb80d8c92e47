"""`daybrief serve`, told from beginning to end: look at the files, build, show; and whatever happens, go on."""

import errno
import gc
import logging
import threading
import time
import traceback
from collections.abc import Sequence
from contextlib import closing, suppress
from ipaddress import ip_address
from pathlib import Path

import click

from daybrief.diagnostics import Diagnostic
from daybrief.engine.parallel import ended_by
from daybrief.output import report
from daybrief.pipeline.check import Unsound
from daybrief.plugin.config_file import load
from daybrief.plugin.mkdocs_build import heard_by
from daybrief.preview.banner import Trouble, of_error, of_problems
from daybrief.preview.builder import Builder
from daybrief.preview.search import Index
from daybrief.preview.server import Server
from daybrief.preview.state import State
from daybrief.preview.watch import look

PAUSE = 0.1
"""Seconds between two looks at the files, at the least: looking takes up to a tenth of the time."""
STILL = 0.05
"""Seconds for which all files must lie still, so that none is read half saved."""
RESTLESS = 2.0
"""Seconds after which they are read all the same."""
AGAIN = 2.0
"""Seconds after which a build is tried again that something else than a mistake in the briefings ended: whether that is
over, such as a full disk or a killed worker, the files may not tell."""


def serve(config_file: Path, addr: str | None = None, paint: report.Paint = lambda words, role: words) -> None:
    """Show the site at `addr` (host:port; where mkdocs.yml says, if None), until SIGINT, SIGTERM or SIGHUP.

    Raises click.ClickException if that address is not to be had.
    """
    ended = ended_by(("SIGINT", "SIGTERM", "SIGHUP"), _interrupt)
    with suppress(KeyboardInterrupt), ended, closing(Preview(config_file.absolute(), addr, paint)) as preview:
        preview.run()


def _interrupt(number: int) -> None:
    raise KeyboardInterrupt


class Preview:
    """A preview of one project, and what the terminal is told of it."""

    def __init__(self, config_file: Path, addr: str | None, paint: report.Paint) -> None:
        self.root, self.paint = config_file.parent, paint
        self.state = State(self._spoilt)
        self.index = Index(self.state, _say)
        self.server = _listen(*_address(config_file, addr), self.state, self.index)
        self.builder = Builder(config_file, self.server.url)
        self.warned = ""
        threading.Thread(target=self.server.serve_forever, args=(0.05,), daemon=True).start()

    def run(self) -> None:
        """Build, and build again whenever something was saved. Ends by KeyboardInterrupt alone."""
        _say(greeting(self.server.url, str(self.server.server_address[0])))
        limit = self.build()
        gc.collect()
        gc.freeze()  # what stays need not be looked through again and again
        gc.enable()
        while True:
            self._wait(limit)
            limit = self.build()

    def close(self) -> None:
        """End all that works beside the loop, and leave nothing."""
        self.server.shutdown()
        self.server.server_close()
        self.index.close()

    def build(self) -> float | None:
        """Build and show what there is; tells after how many seconds to try it again though nothing was saved."""
        started, said = time.monotonic(), _Said()
        try:
            with heard_by(said):
                snapshot = self.builder.build()
                self.state.show(snapshot)
        except KeyboardInterrupt:
            raise
        except Unsound as unsound:
            if self.state.warn(of_problems(unsound.errors, self.root)):
                problems = unsound.content.problems
                _say(f"{self._report(problems)}\n{report.summary(problems, 0)}")
        except BaseException as error:  # noqa: BLE001 - nothing that ends a build may end the preview
            trouble = of_error(error, said.errors, self.root)
            if self.state.warn((trouble,)):
                _say_error(error, trouble)
            return AGAIN
        else:
            days, took = len(snapshot.site.ledger_state.days), time.monotonic() - started
            _say(f"Built {days} {'day' if days == 1 else 'days'} in {took:.1f} s: {self.server.url}")
            warned = "\n".join([self._report(snapshot.site.content.problems), *said.warnings]).strip()
            if warned and warned != self.warned:
                _say(warned)
            self.warned = warned
        return None

    def _wait(self, limit: float | None) -> None:
        """Until something was saved, and lies still; or for `limit` seconds."""
        begun, moved, files = time.monotonic(), 0.0, self.builder.seen
        while True:
            started = time.monotonic()
            now = look(self.builder.watched)
            pause = max(PAUSE, 9 * (time.monotonic() - started))
            if now != self.builder.seen:
                moved = moved or started
                if now == files or started - moved > RESTLESS:
                    return
                pause = STILL
            elif limit is not None and started - begun > limit:
                return
            files = now
            time.sleep(pause)

    def _report(self, problems: Sequence[Diagnostic]) -> str:
        return report.text(problems, lambda name: report.lines(self.root, name), self.paint)

    def _spoilt(self, error: Exception) -> Trouble:
        """A page could not be made that somebody looks at."""
        trouble = of_error(error, (), self.root)
        if trouble not in self.state.troubles:
            _say_error(error, trouble)
        return trouble


class _Said(logging.Handler):
    """What MkDocs says during a build; our plugin's problems are told as such."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[str] = []
        self.warnings: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it."""
        if not record.name.endswith(".daybrief"):
            grave = record.levelno >= logging.ERROR
            (self.errors if grave else self.warnings).append(record.getMessage())


def greeting(url: str, address: str) -> str:
    """What is said first of a preview that listens at an address: an IP address of this machine."""
    others = "" if ip_address(address).is_loopback else " Whoever can reach this machine can read it, drafts too."
    return f"The preview is {url} – Ctrl-C ends it.{others}"


def _say(words: str) -> None:
    with suppress(Exception):  # a terminal that was closed, or does not know all letters
        click.echo(f"{time.strftime('%H:%M:%S')} {words}")


def _say_error(error: BaseException, trouble: Trouble) -> None:
    _say(f"{trouble.place}: {trouble.message}" if trouble.place else trouble.message)
    if not isinstance(error, click.ClickException | OSError):
        with suppress(Exception):
            click.echo("".join(traceback.format_exception(error)), err=True)


def _address(config_file: Path, addr: str | None) -> tuple[str, int]:
    """Host and port."""
    if addr is None:
        with suppress(Exception, SystemExit), heard_by(_Said()):
            return load(config_file).dev_addr
        return "127.0.0.1", 8000
    host, _, port = addr.rpartition(":")
    if not host or not port.isascii() or not port.isdigit() or int(port) > 65535:
        raise click.UsageError("--addr takes a host and a port, such as 127.0.0.1:8001.")
    return host.strip("[]"), int(port)


def _listen(host: str, port: int, state: State, index: Index) -> Server:
    try:
        return Server(host, port, state, index.get)
    except (OSError, ValueError, TypeError) as error:  # the last one of a name that cannot be encoded
        if isinstance(error, OSError) and error.errno == errno.EADDRINUSE:
            other = f"{host}:{port + 1 if port < 65535 else 8000}"
            raise click.ClickException(f"something else listens on {host}:{port}: type --addr {other}") from error
        why = getattr(error, "strerror", None) or str(error)
        raise click.ClickException(f"the preview cannot listen on {host}:{port}: {why}") from error
