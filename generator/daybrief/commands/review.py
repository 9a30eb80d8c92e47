"""`daybrief review`: what a pull request changes in the briefings, as Markdown for whoever reviews it.

All that it prints of a stranger's is HTML that the program made, or a name with nothing but plain letters, cut.
"""

import re
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from daybrief.commands import project
from daybrief.engine.cache import Refused
from daybrief.failures import TemplateFailed
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.check import Unsound
from daybrief.plugin.config import read_settings

ROOM = 1_000_000
"""Bytes of all days together: GitHub shows nothing of a summary above 1 MiB."""
NAMED, LETTERS = 200, 200
"""How many files a list names, and with how many letters each."""
_DAY = re.compile(r"\d[^/]*/[^/]*\.yml").fullmatch


def review(config_file: Path, base: str) -> Iterator[str]:
    """What has changed in the briefings since a commit, in parts: days as they will be read, other files by name.

    Raises Refused where git cannot tell, and what MkDocs raises for mkdocs.yml.
    """
    docs = read_settings(config_file).docs
    options = ("-z", "--no-renames", "--name-status", "--relative", "--end-of-options")
    found = _git(docs, "diff", *options, base, "HEAD", "--", ".")
    changed = dict(zip(found[1::2], found[::2], strict=True))
    days = [name for name in changed if _DAY(name)]
    yield from _named("Days that are taken away, as no published one ever is", [d for d in days if changed[d] == "D"])
    yield from _named("Files beside the days, which say something on many pages", [n for n in changed if n not in days])
    yield "## The days that change, as they will be read\n\n"
    there = [day for day in days if changed[day] != "D"]
    yield from _days(config_file, there) if there else ["No day is added or changed.\n"]


def _git(folder: Path, *arguments: str) -> list[str]:
    command = ["git", "-c", "core.fsmonitor=false", *arguments]  # no program is run that a checkout names
    done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise Refused(f"git cannot tell what has changed: {said}")
    return done.stdout.decode(errors="surrogateescape").split("\0")[:-1]


def _plain(name: str) -> str:
    return re.sub(rb"[^A-Za-z0-9._/-]", b"?", name.encode(errors="surrogateescape")).decode()[:LETTERS]


def _named(what: str, names: list[str]) -> Iterator[str]:
    if names:
        rest = f", and {len(names) - NAMED} more" if len(names) > NAMED else ""
        yield f"{what}: {', '.join(f'`{_plain(name)}`' for name in names[:NAMED])}{rest}.\n\n"


def _html(site: SiteContent | None, name: str) -> str:
    """A day by its file's name in the briefings; or that it cannot be shown."""
    with suppress(TemplateFailed):
        if site and name in site.content.archive.hashes:  # else it is a link, or no day
            return project.day_html(site, name)
    return "<p>This day cannot be shown yet: see what the check says about it.</p>"


def _days(config_file: Path, names: list[str]) -> Iterator[str]:
    room, site = ROOM, None
    with suppress(Unsound):
        site = project.shown(config_file)
    for number, name in enumerate(names):
        # Without blank lines and indents this is one block of HTML, and nothing in it is taken for Markdown.
        lines = [line for row in re.split(r"[\r\n]", _html(site, name)) if (line := row.strip())]
        block = "\n".join([f"<details open><summary><code>{_plain(name)}</code></summary>", *lines, "</details>\n\n"])
        if (room := room - len(block.encode())) < 0:
            yield f"**{len(names) - number} more are not shown**, for want of room. The built site has their pages.\n"
            return
        yield block
