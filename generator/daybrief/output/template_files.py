"""Templates as files: their sources, and what Jinja has compiled of them."""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jinja2 import BytecodeCache, nodes
from jinja2.bccache import Bucket

from daybrief.settings import Settings

FOLDERS = ("pages", "parts", "feeds", "search")
MATERIAL = "material/"
"""What the name of a template of Material's begins with where a template of ours extends or includes it."""
# To let Jinja find what templates name takes as long as to make ten pages: it is asked where a tag is not a plain one.
NAMING = re.compile(r"{%[-+]?\s*(?:extends|import|include|from)\b")
PLAIN = re.compile(
    NAMING.pattern + r"""\s*["']([\w./-]+)["']"""
    r"(?:\s+(?:import\s[\w\s,]+|as\s+\w+|ignore\s+missing|with(?:out)?\s+context))*\s*[-+]?%}"
)
"""A tag that names one template in full; the name is its group."""

_INDENT = re.compile(r"(?<![%#]}\n)^[ \t]+|(?<=[%#]}\n)[ \t]+(?=[ \t])", re.MULTILINE)
"""What stands before a line; all but one blank behind a tag, with which Jinja takes away the line's end."""


class TemplateCache(BytecodeCache):
    """Templates as they were compiled. Jinja asks for one with a hash of its source, and takes no other."""

    def __init__(self) -> None:
        self.code: dict[str, bytes] = {}
        self.sound = b""
        """A hash of the templates and messages that were found sound the last time."""
        self._parsed: dict[str, tuple[str, str, str, nodes.Template]] = {}

    def keep(self, name: str, file: str, source: str, tree: nodes.Template) -> None:
        """Keep a template that was parsed: if it will be asked for, it need not be parsed again."""
        self._parsed[self.get_cache_key(name, file)] = name, file, self.get_source_checksum(source), tree

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled before, or is compiled now from what was parsed."""
        if code := self.code.get(bucket.key):
            bucket.bytecode_from_string(code)
        if bucket.code is None and (parsed := self._parsed.pop(bucket.key, None)):
            name, file, checksum, tree = parsed
            if checksum == bucket.checksum:
                bucket.code = bucket.environment.compile(tree, name, file)
                self.dump_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self.code[bucket.key] = bucket.bytecode_to_string()


def sources(settings: Settings) -> dict[str, str]:
    """What pages, feeds and documents for the search are made of, by name."""
    files = by_name(settings).items()
    return {name: as_sent(settings, file, file.read_bytes().decode()) for name, file in files if file.is_file()}


def as_sent(settings: Settings, file: Path, source: str) -> str:
    """A template; one of ours without what stands before its lines for us: every page would send it."""
    return _INDENT.sub("", source) if file.is_relative_to(settings.templates) else source


def listed(folder: Path) -> Iterator[Path]:
    """All that is in a folder and below, besides folders and what is hidden, in one order. None is in no folder."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from listed(Path(entry.path))
        elif not entry.name.startswith("."):
            yield Path(entry.path)


def by_name(settings: Settings, files: Callable[[Path], Iterable[Path]] = listed) -> dict[str, Path]:
    """The files of these: a site's own takes the place of ours. `files` tells what is in a folder."""
    return {
        file.relative_to(folder).as_posix(): file
        for folder in filter(None, (settings.templates, settings.overrides))
        for part in FOLDERS
        for file in files(folder / part)
        if file.suffix == ".html"
    }
