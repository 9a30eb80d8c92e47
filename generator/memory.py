"""What a build remembers, in files of the cache folder: written whole or not at all, and never trusted.

A file is a header and a value in MessagePack. The header names the program's version and has a hash of all that
follows, so that a file that is old, cut short, or damaged in any byte reads as none.
"""

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")


@cache
def version() -> bytes:
    """A hash of what makes something else of the same input: this program, Python, and the packages beside it."""
    here = Path(__file__).parent
    digest = blake2b(sys.version.encode(), digest_size=16)
    for file in sorted(here.rglob("*.py")):
        digest.update(file.read_bytes())
    for packages in sorted({Path(msgspec.__file__).parent.parent, *map(Path, sys.path)}):
        digest.update(repr(sorted(found.name for found in packages.glob("*-info"))).encode())
    return digest.digest()


def load(file: Path, kind: type[T]) -> T | None:
    """What was saved in a file by the same version of the program; None where there is no such thing."""
    try:
        data = memoryview(file.read_bytes())
        if data[:16] == version() and sha256(data[48:]).digest() == data[16:48]:
            return msgspec.msgpack.decode(data[48:], type=kind)
    except (OSError, msgspec.DecodeError):
        pass
    return None


def save(file: Path, value: object) -> None:
    """Save a value, in the place of what was there."""
    data = msgspec.msgpack.encode(value)
    replace(file, version() + sha256(data).digest() + data)


def replace(file: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    new = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        new.write_bytes(data)
        new.replace(file)
    finally:
        new.unlink(missing_ok=True)


def digest_of(paths: Iterable[Path]) -> bytes:
    """A hash of some files, and of all files below some folders: of their names and bytes."""
    digest = blake2b(digest_size=16)
    for path in paths:
        for file, regular in sorted(_below(str(path)) if path.is_dir() else [(str(path), path.is_file())]):
            digest.update(f"\0{file}\0".encode(errors="surrogateescape"))
            if regular:
                # `open` and no buffer: a tenth of the time that `Path.read_bytes` takes
                with suppress(OSError), open(file, "rb", buffering=0) as opened:  # noqa: PTH123
                    digest.update(opened.read())
    return digest.digest()


def _below(folder: str) -> Iterator[tuple[str, bool]]:
    """Every file below a folder, and whether it is one that can be read."""
    try:
        with os.scandir(folder) as found:
            entries = [*found]
    except OSError:  # who reads what is in it tells that
        yield folder, False
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _below(entry.path)
        else:
            yield entry.path, entry.is_file(follow_symlinks=False)
