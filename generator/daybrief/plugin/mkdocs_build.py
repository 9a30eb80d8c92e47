"""MkDocs at work for our own commands: its build, and what its exceptions mean."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.utils import CountHandler

from daybrief.plugin.config_file import SiteConfig


def run(config: SiteConfig, command: Literal["build", "serve"] = "build", address: str | None = None) -> None:
    """MkDocs' build, with the hooks of plugins around it. `address` is a preview's. Raises what they raise."""
    config.plugins.on_startup(command=command, dirty=False)
    try:
        mkdocs_build(config, serve_url=address)
    finally:
        config.plugins.on_shutdown()


def run_aloud(config: SiteConfig) -> int:
    """The same, with its warnings on the terminal; returns how many there were."""
    handler, counter = logging.StreamHandler(), CountHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    with heard_by(handler, counter):
        run(config)
    return sum(count for _, count in counter.get_counts())


@contextmanager
def heard_by(*handlers: logging.Handler) -> Iterator[None]:
    """Tell handlers what MkDocs warns of meanwhile."""
    logger = logging.getLogger("mkdocs")
    for one in handlers:
        one.setLevel(logging.WARNING)
        logger.addHandler(one)
    try:
        yield
    finally:
        for one in handlers:
            logger.removeHandler(one)


def exit_of(error: Exception) -> tuple[str, int] | None:
    """What to say of one of MkDocs' own exceptions, and the exit code; no words where MkDocs has said them."""
    if isinstance(error, Abort):
        words = error.format_message()
        return "" if words.startswith("Aborted with a ") else words, 2 if "configuration" in words else 1
    return (str(error), 2) if isinstance(error, ConfigurationError) else None
