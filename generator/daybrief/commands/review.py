"""`daybrief review`: what a pull request changes, as Markdown for whoever reviews it.

All that it prints of a stranger's is HTML that the program made, or a name with nothing but plain letters, cut.
"""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

from daybrief.commands import project
from daybrief.content.archive import Archive
from daybrief.engine.cache import Refused
from daybrief.failures import TemplateFailed
from daybrief.pipeline.check import Unsound
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load
from daybrief.plugin.mkdocs_build import exit_of
from daybrief.views.day import day_view

ROOM = 1_000_000
"""Bytes of all days together: GitHub shows nothing of a summary above 1 MiB."""
NAMED, LETTERS = 200, 200
"""How many other files are named, and with how many letters each."""
Show = Callable[[str], str | None]


def review(config_file: Path, base: str) -> Iterator[str]:
    """What has changed since a commit, in parts: other files than briefings, named, and days as they will be read.

    Raises Refused where git cannot compare the two. Where mkdocs.yml is not sound, every file is one of the others.
    """
    top = Path(_git(config_file.absolute().parent, "rev-parse", "--show-toplevel").removesuffix("\n"))
    try:
        docs = settings_of(load(config_file)).docs.resolve().relative_to(top.resolve()).as_posix()
    except Exception as error:
        if exit_of(error) is None:
            raise
        docs = ""
    changed = ["diff", "-z", "--no-renames", "--ignore-submodules=none", "--name-only"]
    between = ["--end-of-options", base, "HEAD", "--"]
    # The folder itself is not left out: as a link it would be something else.
    others = _names(top, *changed, *between, ".", *([f":(exclude,glob){docs}/**"] if docs else []))
    days = _names(top, *changed, "--diff-filter=AM", *between, f":(glob){docs}/[0-9]*/*.yml") if docs else []
    gone = _names(top, *changed, "--diff-filter=D", *between, f":(glob){docs}/[0-9]*/*.yml") if docs else []
    registries = _names(top, *changed, *between, f":(glob){docs}/registry/*.yml") if docs else []
    yield from _others(others, docs)
    yield from _named("Days that are taken away, as no published one ever is:", gone)
    yield from _named("Registries that change, and with them what older pages say:", registries)
    yield "## The days that change, as they will be read\n\n"
    yield from _days(days, _shown(config_file, docs)) if days else ["No day is added or changed.\n"]


def _git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "core.fsmonitor=false", *arguments]  # no program is run that a checkout names
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        raise Refused(f"git cannot tell what has changed: {done.stderr.decode(errors='replace').strip()}")
    return done.stdout.decode(errors="surrogateescape")


def _names(folder: Path, *arguments: str) -> list[str]:
    return [name for name in _git(folder, *arguments).split("\0") if name]


def _plain(name: str) -> str:
    return re.sub(rb"[^A-Za-z0-9._/-]", b"?", name.encode(errors="surrogateescape")).decode()[:LETTERS]


def _others(names: list[str], docs: str) -> Iterator[str]:
    if not names:
        return
    where = f" outside of `{docs}/`" if docs else ""
    yield f"> [!CAUTION]\n> This changes {len(names)} file(s){where}. They run when the site is checked or built, here "
    yield "too: read them before you believe what the checks say.\n>\n"
    yield from (f"> - `{_plain(name)}`\n" for name in names[:NAMED])
    yield f"> - and {len(names) - NAMED} more\n\n" if len(names) > NAMED else "\n"


def _named(what: str, names: list[str]) -> Iterator[str]:
    if names:
        yield f"{what} {', '.join(f'`{_plain(name)}`' for name in names[:NAMED])}\n\n"


def _shown(config_file: Path, docs: str) -> Show:
    """Gives a day's HTML by its file's name in the repository; None for one that cannot be shown."""
    try:
        site = project.shown(config_file)
    except Unsound:
        return lambda name: None
    archive: Archive = site.content.archive

    def show(name: str) -> str | None:
        file = name.removeprefix(f"{docs}/")
        if file not in archive.hashes:  # a link, or what is no day
            return None
        try:
            view = day_view(site.ledger, archive.file(file).day.date)
            return site.renderer.fragment("feeds/day.html", view=view, heading=True)
        except TemplateFailed:
            return None

    return show


def _days(names: list[str], show: Show) -> Iterator[str]:
    room = ROOM
    for number, name in enumerate(names):
        html = show(name)
        told = "<p>This day cannot be shown yet: see what the check says about it.</p>" if html is None else html
        # Without blank lines and indents this is one block of HTML, and nothing in it is taken for Markdown.
        lines = [line for row in told.split("\n") if (line := row.lstrip(" \t")).strip()]
        block = "\n".join([f"<details open><summary><code>{_plain(name)}</code></summary>", *lines, "</details>\n\n"])
        if (room := room - len(block.encode())) < 0:
            yield f"**{len(names) - number} more are not shown**, for want of room. The built site has their pages.\n"
            return
        yield block
