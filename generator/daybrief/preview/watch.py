"""Files as they lie on the disk, by which a preview sees that one was saved."""

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TypeAlias

Files: TypeAlias = dict[str, tuple[int, int, int]]
"""By path: size, time of change in nanoseconds, inode."""


def look(paths: Iterable[str]) -> Files:
    """Every file at and below some paths. What is not there, or cannot be looked at, is left out.

    Names that begin with a dot are left out below a folder: nothing is published of them, and editors use them for
    files that come and go.
    """
    found: Files = {}
    folders = set[tuple[int, int]]()
    waiting = list(paths)
    while waiting:
        path = waiting.pop()
        with suppress(OSError, ValueError):
            status = os.stat(path)  # noqa: PTH116 - a `Path` a file would cost more than the look
            if not stat.S_ISDIR(status.st_mode):
                found[path] = (status.st_size, status.st_mtime_ns, status.st_ino)
            elif (status.st_dev, status.st_ino) not in folders:  # a link may lead in a circle
                folders.add((status.st_dev, status.st_ino))
                with os.scandir(path) as entries:
                    waiting += [entry.path for entry in entries if not entry.name.startswith(".")]
    return found


def different(old: Files, new: Files) -> Iterator[str]:
    """The files that are otherwise than they were, or came, or went."""
    return (path for path in {**old, **new} if old.get(path) != new.get(path))
