"""Files and folders put in place in one step; and stamps, by which a build sees whether a file is as it was left."""

import errno
import os
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import msgspec

from daybrief.engine.parallel import libc

UNFINISHED = ".daybrief-new"
"""The end of the name that a file has while it is written."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class FileStamp(msgspec.Struct, array_like=True, frozen=True):
    """A file as it was written."""

    fingerprint: bytes
    """Of all that decides its bytes; empty where that is not known."""
    digest: bytes
    """Of its bytes: asked for only where the times are not those below."""
    size: int
    modified: int
    """Nanoseconds, as the disk tells."""
    changed: int
    """The same, of the file's last change of any kind: nobody can set it, so that it vouches for the bytes."""


def write(file: Path, data: bytes, fingerprint: bytes = b"", *, keep_mode: bool = False) -> FileStamp:
    """Write a file as `put` does; returns its stamp."""
    put(file, data, keep_mode=keep_mode)
    return _stamp(os.lstat(file), digest(data), fingerprint)


def put(file: Path, data: bytes | bytearray, *, keep_mode: bool = False) -> None:
    """Write a file whole and put it in place in one step, so that nobody finds none or a part.

    With `keep_mode`, whoever may read and write the file that is there may do so as before.
    """
    new = f"{file}{UNFINISHED}"
    try:
        try:
            descriptor = _create(new)
        except (FileNotFoundError, FileExistsError, NotADirectoryError):
            for above in file.parents:
                if regular(above):  # what was a file is a folder now
                    above.unlink()
            file.parent.mkdir(parents=True, exist_ok=True)
            remove(Path(new))  # left by a build that was killed
            descriptor = _create(new)
        with open(descriptor, "wb", buffering=0) as opened:  # noqa: PTH123 - a descriptor is no path
            rest = memoryview(data)
            while rest:  # a disk that is nearly full takes a part
                rest = rest[opened.write(rest) :]
        if keep_mode:
            shutil.copymode(file, new)
        try:
            os.replace(new, file)  # noqa: PTH105 - this and what follows is done for each page
        except IsADirectoryError:  # what was a folder is a file now
            remove(file)
            os.replace(new, file)  # noqa: PTH105 - as above
    except BaseException:
        with suppress(OSError):
            os.unlink(new)  # noqa: PTH108 - as above
        raise


def bring(file: Path, data: bytes) -> FileStamp:
    """The same for a file that may hold these bytes: then it is left alone."""
    same = regular(file) and file.read_bytes() == data
    return stamp(file) if same else write(file, data)


def _create(new: str) -> int:
    return os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)  # never through a link to elsewhere


def stamp(file: Path) -> FileStamp:
    """The stamp of a file that stands there, made of nobody knows what."""
    return _stamp(file.lstat(), digest(file.read_bytes()), b"")


def _stamp(found: os.stat_result, hashed: bytes, fingerprint: bytes) -> FileStamp:
    return FileStamp(fingerprint, hashed, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


def digest(data: bytes) -> bytes:
    """A hash of a file's bytes."""
    return blake2b(data, digest_size=16).digest()


def regular(file: Path) -> bool:
    """Whether something is a file: no link, folder or device."""
    return os.path.isfile(file) and not os.path.islink(file)  # noqa: PTH113, PTH114 - a `Path` may raise


def walk(folder: Path) -> Iterator[str]:
    """The path of everything below a folder that is no folder; no link is followed."""
    waiting = [""] if folder.is_dir() else []
    while waiting:
        name = waiting.pop()
        with os.scandir(f"{folder}/{name}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}{entry.name}/")
                else:
                    yield name + entry.name


def unchanged_files(folder: Path, files: Mapping[str, FileStamp]) -> dict[str, FileStamp]:
    """Those of the stamped files that are as they were left, with their stamps as of now.

    A file that was copied, moved or restored has other times. Then its bytes are asked.
    """
    found: dict[str, FileStamp] = {}
    root = str(folder)
    for name, one in files.items():
        try:
            now = os.lstat(f"{root}/{name}")
            if now.st_size != one.size or not stat.S_ISREG(now.st_mode):
                continue
            if (now.st_mtime_ns, now.st_ctime_ns) == (one.modified, one.changed):
                found[name] = one
            elif digest((folder / name).read_bytes()) == one.digest:
                found[name] = _stamp(now, one.digest, one.fingerprint)
        except OSError:
            continue
    return found


def withdraw(folder: Path, gone: Iterable[str]) -> None:
    """Take away files, and folders that are empty without them."""
    for name in sorted(gone):
        file = folder / name
        with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):  # another thing stands there by now
            file.unlink()
        while (file := file.parent) != folder and file.is_dir() and not any(file.iterdir()):
            file.rmdir()


def remove(path: Path) -> None:
    """Take away a folder with all in it, a file, or a link; nothing where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def swap_in(new: Path, folder: Path) -> None:
    """Have a folder take the place of another one, which is then removed.

    On Linux the two are exchanged in one step. Elsewhere, and on a disk that cannot do this, there are two, and for an
    instant there is neither. What lies in a layer of a container's image cannot be renamed: it is copied, and until all
    of it is removed there is neither.
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
        try:
            folder.rename(old)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            shutil.copytree(folder, old, symlinks=True)
        try:
            remove(folder)  # where it was copied
            new.rename(folder)
        except OSError:
            remove(folder)
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
