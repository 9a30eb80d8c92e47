"""All that a site is made of: whether it is what it was, asked of bytes before anything else is loaded.

Names are kept relative to the project, so that a copy of it, or the same one elsewhere, knows its own files. Only what
was there from before it was read until after is remembered: what is saved meanwhile is seen the next time.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from daybrief.engine.files import digest

_INHERITS = re.compile(
    r"""^INHERIT[ \t]*:[ \t]*(?:"([^"\n]+)"|'([^'\n]+)'|([^\s'"!&*#][^\n#]*?))[ \t]*(?:\#.*)?$""", re.MULTILINE
)
_OF_DAYS = re.compile(r"(\d{4}/[\d-]+|registry/\w+)\.yml")

MOST = 1 << 23
"""Bytes of a file that are looked at. Of a file that has more, its size and times stand for the rest."""
SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is written once more has another time, on any disk."""
Stamp: TypeAlias = tuple[int, int, int, int]
"""A file's size, the times at which its bytes and anything of it changed (ctime), and its inode."""


def configuration(config_file: Path) -> list[Path]:
    """`mkdocs.yml` and what it says that it inherits, as far as that can be told without reading YAML."""
    found = [config_file.absolute()]
    for file in found:  # grows on the way
        for names in _INHERITS.findall(_read(file).decode(errors="replace")):
            parent = file.parent / next(filter(None, names))
            if parent not in found:
                found.append(parent)
    return found


def _read(file: Path) -> bytes:
    """What a configuration file holds; nothing where it is no file, such as a device, which may have no end."""
    with suppress(OSError):
        if file.is_file():
            with file.open("rb") as opened:
                return opened.read(MOST)
    return b""


def unknown(config_file: Path) -> bool:
    """Whether something may be inherited that `configuration` does not tell."""
    files = configuration(config_file)
    named = sum(_read(file).count(b"INHERIT") for file in files)
    return named != len(files) - 1 or not all(file.is_file() for file in files)


class Look(NamedTuple):
    """The files of some paths, as they were at a time."""

    paths: tuple[str, ...]
    """Of files and folders, relative to the project; those outside of it whole."""
    at: int
    """When it began, in nanoseconds since 1970."""
    stamps: dict[str, Stamp]
    """How they stood before they were read: a `snapshot`."""
    hashes: dict[str, bytes]
    """A hash of each file's bytes, by its name; nothing of what cannot be read."""

    def to_save(self) -> "Look":
        """The same without the files of which nothing can be saved: of names that are no Unicode, of times far off."""
        names = [name for name, stamp in self.stamps.items() if name in self.hashes and _is_savable(name, stamp)]
        stamps, hashes = {name: self.stamps[name] for name in names}, {name: self.hashes[name] for name in names}
        return self._replace(stamps=stamps, hashes=hashes)


NOTHING = Look((), 0, {}, {})
"""For who asks what stands in mkdocs.yml alone."""


def look(config_file: Path, paths: tuple[str, ...], at: int, before: Look = NOTHING) -> Look:
    """Look at all files once, for all that asks what was in them; `at` is when, in nanoseconds since 1970.

    A file that stands as it did when one looked `before` is not read again, unless it was just being written then: two
    changes in one tick of a disk's clock have the same time. On Windows all are, for it does not tell of each change.
    """
    stamps, found = snapshot(config_file, paths), dict[str, bytes]()
    known = before.stamps.items() & stamps.items()
    same = {name for name, (_, *times, _) in known if max(times) + SETTLED < before.at and os.name != "nt"}
    for name, path in _all(config_file.absolute().parent, paths):
        if name in same and (known_hash := before.hashes.get(name)):
            found[name] = known_hash
            continue
        found[name] = b""
        # `open` and no buffer: a tenth of the time that `Path.read_bytes` takes
        with suppress(OSError), open(path, "rb", buffering=0) as opened:  # noqa: PTH123 - see above
            found[name] = digest(data := opened.read(MOST))
            if len(data) == MOST:
                stat = os.stat(opened.fileno())  # noqa: PTH116 - of what was opened, whatever has its name by now
                found[name] += repr((stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns)).encode()
    return Look(paths, at, stamps, found)


def now(config_file: Path, options: Mapping[str, Any], looked: Look = NOTHING, *, days: bool = True) -> bytes:
    """A hash of all that decides a site's bytes: where it lies, mkdocs.yml, the variables it names, options, files.

    The first of the paths that were looked at are the briefings; without `days`, their days and registries are left
    out.
    """
    paths, hashed = looked.paths, looked.hashes
    root = config_file.absolute().parent
    files = configuration(config_file)
    text = b"\0".join(map(_read, files))
    named = {*re.findall(r"[^\s,'\"\[\]{}]+", text.decode(errors="replace")), "SOURCE_DATE_EPOCH", "CI"}
    variables = sorted((name, value) for name, value in os.environ.items() if name in named)
    context = repr((str(root), sorted(options.items()), variables)).encode(errors="replace")
    found = blake2b(context + text, digest_size=16)
    for name, one in sorted(hashed.items()):
        if days or not one or not name.startswith(f"{paths[0]}/") or not _OF_DAYS.fullmatch(name, len(paths[0]) + 1):
            found.update(f"\0{name}\0".encode(errors="surrogateescape") + one)
    return found.digest()


def snapshot(config_file: Path, paths: Iterable[str]) -> dict[str, Stamp]:
    """How files stand now, by name: those of `paths`, of which the first are the briefings, and the configuration.

    Another snapshot than the one before tells that something was written meanwhile.
    """
    found = {}
    for name, path in _all(config_file.absolute().parent, [*paths, *map(str, configuration(config_file))]):
        with suppress(OSError):
            stat = os.stat(path)  # noqa: PTH116 - a `Path` a file would cost more than the look
            found[name] = (stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino)
    return found


def _is_savable(name: str, stamp: Stamp) -> bool:
    return name.encode(errors="replace").decode() == name and max(stamp) < 1 << 64


def relative(root: Path, path: Path) -> str:
    """A path as it is kept."""
    return os.path.relpath(path, root) if path.is_relative_to(root) else str(path)


def _all(root: Path, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Every file that is named or lies below a folder that is, by its name there and by its path.

    What a link in the briefings, which are the first, leads to is never read. Elsewhere what lies behind a link counts,
    each folder once.
    """
    for number, name in enumerate(paths):
        path = root / name
        if path.is_dir():
            yield from _below(str(path), f"{name}/", set(), number > 0)
        else:
            yield name, str(path) if path.is_file() else ""


def below(folder: Path) -> Iterator[tuple[str, str]]:
    """Every file of a folder, by its name there and by its path; what lies behind a link too."""
    yield from ((name, path) for name, path in _below(str(folder), "", set(), follow=True) if path)


def _below(folder: str, name: str, seen: set[tuple[int, int]], follow: bool) -> Iterator[tuple[str, str]]:
    try:
        here = os.stat(folder)  # noqa: PTH116 - a `Path` a folder would cost more than the look
        if (here.st_dev, here.st_ino) in seen:
            return
        seen.add((here.st_dev, here.st_ino))
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:  # who reads what is in it tells that
        yield f"{name} cannot be listed", ""
        return
    for entry in entries:
        if entry.is_symlink() and not follow:
            yield f"{name}{entry.name} leads to {os.readlink(entry.path)}", ""  # noqa: PTH115
            continue
        kind = _kind(entry)
        if kind == "folder":
            yield from _below(entry.path, f"{name}{entry.name}/", seen, follow)
        else:
            yield (name + entry.name, entry.path) if kind == "file" else (f"{name}{entry.name} is no file", "")


def _kind(entry: os.DirEntry[str]) -> str:
    try:
        return "folder" if entry.is_dir() else "file" if entry.is_file() else ""
    except OSError:  # a link that leads to itself
        return ""
