"""A folder that takes the place of another one, in one step where the system can."""

import os
import shutil
import sys
from pathlib import Path

from daybrief.engine.files import remove
from daybrief.engine.parallel import libc

_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


def put_in_place(new: Path, folder: Path) -> None:
    """Have a folder take the place of another one, which is then removed.

    On Linux the two are exchanged in one step. Elsewhere, and on a disk that cannot do this, there are two, and for an
    instant there is neither.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(folder):
        new.rename(folder)
        return
    if folder.is_dir():
        shutil.copymode(folder, new)  # whoever may read the old one may read this one
    if not _exchange(new, folder):
        old = new.with_name(f"{new.name}-old")
        remove(old)
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        new = old
    remove(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names (renameat2 of Linux, with RENAME_EXCHANGE)."""
    sys.audit("os.rename", one, other, -1, -1)
    found = libc()
    if not hasattr(found, "renameat2"):
        return False
    done: int = found.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0
