"""MkDocs at work for our own commands: its build, and what its exceptions mean."""

import logging
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from logging.handlers import MemoryHandler
from pathlib import Path

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, MkDocsException
from mkdocs.plugins import BasePlugin
from mkdocs.utils import CountHandler

from daybrief.failures import of_hook, of_plugin
from daybrief.pipeline.state import Kept
from daybrief.plugin.config_file import SiteConfig, hooks
from daybrief.plugin.kept import Unframed, fits, restored
from daybrief.plugin.pages import prepare
from daybrief.plugin.plugin import DaybriefPlugin


def run(config: SiteConfig, address: str | None = None, kept: Kept | None = None) -> None:
    """MkDocs' build, with the hooks of plugins around it; a preview has an `address`. Raises what they raise.

    It is done without where what is `kept` of the last one is all that it would make. Raises Unframed where that is
    found out too late: then nothing but this, with a configuration that is read again, helps.
    """
    with _blaming_others(config):
        config.plugins.on_startup(command="serve" if address else "build", dirty=False)
    try:
        if kept is None or not _built_without(config, kept):
            mkdocs_build(config, serve_url=address)
    finally:
        with _blaming_others(config):
            config.plugins.on_shutdown()


def _built_without(config: SiteConfig, kept: Kept) -> bool:
    """Build with what is kept of MkDocs' work. False where it would make something else, and has to go on."""
    plugin = config.plugins["daybrief"]
    assert isinstance(plugin, DaybriefPlugin), "settings tell that it is there"
    try:
        plugin.on_config(config=config)
        built, site = plugin.last.built, plugin.site
        if not built.site or not fits(kept, site, plugin.root.resolve() / built.site, built.pages.files):
            config.plugins.events["config"].remove(plugin.on_config)  # it has been, and all is read
            return False
        assert plugin.steps, "it began with the configuration"
        env = config.theme.get_env()
        env.bytecode_cache = plugin.last.compiled
        prepare(env, config, site)
        plugin.steps.send(restored(kept, config, env, site))
        plugin.on_post_build(config=config)
    except Unframed:
        raise
    except Exception as error:  # as MkDocs does
        plugin.on_build_error(error=error)
        if isinstance(error, BuildError):
            logging.getLogger("mkdocs.commands.build").error(str(error))
            raise Abort("Aborted with a BuildError!") from error
        raise
    return True


@contextmanager
def _blaming_others(config: SiteConfig) -> Iterator[None]:
    """Raise Abort for what other plugins and hooks raise where no `on_build_error` is called."""
    try:
        yield
    except MkDocsException:
        raise
    except Exception as error:
        file = Path(config.config_file_path)
        of_others = of_plugin(error, BasePlugin, config.plugins["daybrief"])
        if why := of_hook(error, hooks(config, file), file.parent) or of_others:
            raise Abort(why) from error
        raise


def run_aloud(config: SiteConfig, kept: Kept | None = None) -> int:
    """The same, with its warnings on the terminal; returns how many there were. None is told where it is Unframed."""
    handler, counter = logging.StreamHandler(), CountHandler()
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    told = MemoryHandler(sys.maxsize if kept else 1, logging.CRITICAL + 1, handler)
    with closing(told), heard_by(told, counter):
        try:
            run(config, kept=kept)
        except Unframed:
            told.buffer.clear()  # the build that is to follow tells the same
            raise
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
