"""`daybrief build`: started from the last build; and nothing is done where nothing is different.

Whether anything is different is asked of the bytes of all files that a site is made of, before MkDocs is loaded.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from daybrief import urls
from daybrief.engine import cache
from daybrief.engine.files import FileStamp, remove, unchanged_files
from daybrief.pipeline import inputs
from daybrief.pipeline.inputs import Look

INPUTS = "inputs"
"""The file of the cache folder that tells what the last build was made from."""
Say = Callable[[str], None]


class Last(msgspec.Struct, frozen=True):
    """What the last build was made from and what it left."""

    site: str
    digest: bytes
    looked: Look
    files: dict[str, FileStamp]
    warnings: tuple[str, ...]
    """What it warned of, of days and registries alone."""


def unchanged(config_file: Path, options: Mapping[str, Any]) -> tuple[Last | None, Look | None]:
    """The last build, if a build would leave every byte of it as it is; and the files, if they were looked at."""
    last = cache.load(cache.folder_of(config_file.absolute().parent) / INPUTS, Last)
    if last is None:
        return None, None
    looked = inputs.look(config_file, last.looked.paths, time.time_ns(), last.looked)
    same = last.digest == inputs.now(config_file, options, looked)
    there = same and len(unchanged_files(Path(last.site), last.files)) == len(last.files)
    return last if there else None, looked


def _silent(words: str) -> None:
    """Say nothing."""


def build(
    config_file: Path, options: Mapping[str, Any], *, clean: bool, progress: Say = _silent, say: Say = _silent
) -> str:
    """Build, from the last build if that is known for certain; returns what was built. Raises what MkDocs raises.

    `say` is told what a person at the terminal should know: that another build is waited for, or why all is built anew.
    """
    folder = cache.folder_of(config_file.absolute().parent)
    waiting = "Another build of this project is under way. This one begins when it has ended."
    with cache.locked(folder, lambda: say(waiting)):
        last, looked = (None, None) if clean else unchanged(config_file, options)
        if last is None:
            return _build_anew(config_file, options, looked, clean, progress, say)
        for warning in last.warnings:
            say(f"WARNING: {warning}")
        return f"Nothing has changed in {last.site}"


def _build_anew(
    config_file: Path, options: Mapping[str, Any], looked: Look | None, clean: bool, progress: Say, say: Say
) -> str:
    """Build, from what is remembered."""
    from daybrief.commands import project  # all of the program, of which `unchanged` needs little
    from daybrief.commands.news import news
    from daybrief.content.parsed_day import KEY
    from daybrief.output import report
    from daybrief.pipeline import state
    from daybrief.plugin import mkdocs_build
    from daybrief.plugin.config import is_local, opaque
    from daybrief.plugin.kept import Unframed

    folder = cache.folder_of(config_file.absolute().parent)
    remove(folder / INPUTS)
    found = project.load(config_file, options, looked)
    if told := news(Path(found.config.site_dir)):
        say(told)
    of_pages, of_files = opaque(found.config)
    if of_pages:
        say(f"Everything is built anew, as each time: {of_pages} may read what is not looked at here.")
    last = state.load(folder)
    if clean:
        remove(folder / "search")
        last = state.Remembered(compiled=last.compiled)
    elif of_pages:
        last = replace(last, built=state.Built())

    kept, warnings = last.built.kept, None
    while warnings is None:
        around, plugin = inputs.now(config_file, options, found.looked, days=False), found.plugin
        plugin.work, plugin.progress, plugin.last = folder, progress, replace(last, hashes=found.read())
        try:
            warnings = mkdocs_build.run_aloud(found.config, kept if kept and kept.inputs == around else None)
        except Unframed:  # it needs MkDocs, which has to read the settings again
            found, kept = project.load(config_file, options), None

    root, site, built = found.settings.root, plugin.site, plugin.built
    now, written, docs = inputs.now(config_file, options, found.looked), found.written(), found.looked.paths[0]
    if any(not name.startswith(f"{docs}/") for name in written):  # nobody knows which page has what of it
        built = msgspec.structs.replace(built, pages=msgspec.structs.replace(built.pages, writer={}))
    of_pages, of_files = opaque(found.config)  # which may have been read again
    unread = of_pages or of_files or inputs.unknown(config_file)
    of_content = [problem for problem in site.content.problems if problem.severity == "warning"]
    lasting = not written and not unread and warnings == len(of_content)  # what MkDocs warns of is told by each build
    kept = msgspec.structs.replace(built.kept, inputs=around) if built.kept and lasting else None
    built = msgspec.structs.replace(built, kept=kept)
    of_days = tuple(key[:KEY] for key in site.ledger_state.days.values())  # behind it stand former ids
    checked = msgspec.structs.replace(site.content.checked, built=of_days)
    state.save_checked(folder, checked, checked.parsed_days)
    state.save_built(folder, built)
    state.save_templates(folder, last.compiled)
    if unread and not of_pages:
        say(f"Each build looks at everything: {of_files or '`INHERIT`'} may name files that are not looked at here.")
    where = root.resolve() / built.site
    warned = any("`site_url`" in warning.message for warning in found.settings.warnings)
    if is_local(found.settings.url) and not warned:
        say(f"The feed and the sitemap lead to {found.settings.url}. To publish it, say in SITE_URL where it is to be.")
    if lasting:
        warned_of = tuple(report.text([problem], partial(report.lines, root)) for problem in of_content)
        cache.save(folder / INPUTS, Last(str(where), now, found.looked.to_save(), built.pages.files, warned_of))
    days, pages = len(site.ledger_state.days), sum(urls.is_page(task.url) for task in site.tasks)
    return f"Built {where}: {days} {'day' if days == 1 else 'days'}, {pages} pages"
