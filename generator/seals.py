"""Seals: how a file was left when it was written, by which a build sees whether it still is."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec


class Seal(msgspec.Struct, array_like=True, frozen=True):
    """A file as it was written."""

    fingerprint: bytes
    """Of all that decides its bytes; empty where that is not known."""
    size: int
    modified: int
    """Nanoseconds, as the disk tells."""


def write(file: Path, data: bytes, fingerprint: bytes) -> Seal:
    """Write a file and seal it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)  # never through a link to elsewhere
    file.write_bytes(data)
    return seal(file, fingerprint)


def seal(file: Path, fingerprint: bytes = b"") -> Seal:
    """The seal of a file that stands there."""
    found = file.stat()
    return Seal(fingerprint, found.st_size, found.st_mtime_ns)


def sealed(folder: Path) -> dict[str, Seal]:
    """The seals of all files that stand below a folder, by their paths in it."""
    found: dict[str, Seal] = {}
    waiting = [""] if folder.is_dir() else []
    while waiting:
        name = waiting.pop()
        with os.scandir(f"{folder}/{name}") as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{name}{entry.name}/")
                else:
                    told = entry.stat()
                    found[name + entry.name] = Seal(b"", told.st_size, told.st_mtime_ns)
    return found


def intact(folder: Path, files: Mapping[str, Seal], names: Iterable[str] | None = None) -> bool:
    """Whether files are as they were left: all that are sealed, or those named."""
    root = str(folder)
    for name in files if names is None else names:
        one = files.get(name)
        try:
            found = os.stat(f"{root}/{name}")  # noqa: PTH116 - a `Path` a file would cost more than the look
        except OSError:
            return False
        if one is None or found.st_size != one.size or found.st_mtime_ns != one.modified:
            return False
    return True


def withdraw(folder: Path, gone: Iterable[str]) -> None:
    """Take away files, and folders that are empty without them."""
    for name in sorted(gone, reverse=True):
        file = folder / name
        file.unlink(missing_ok=True)
        while (file := file.parent) != folder and file.is_dir() and not any(file.iterdir()):
            file.rmdir()
