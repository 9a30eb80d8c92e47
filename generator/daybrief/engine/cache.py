"""What a build remembers, in files of the cache folder: written whole or not at all, and never trusted.

A file is a header and a value in MessagePack. The header has a hash of the program and one of all that
follows, so that a file that is old, cut short, or damaged in any byte reads as none. A folder that is tracked in the
repository is refused: whoever committed it could have written there what they liked.
"""

import os
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from hashlib import blake2b, sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from daybrief.engine.files import put, regular, remove, write

try:
    import fcntl
except ImportError:  # Windows: two builds at once are the reader's own care there
    fcntl = None  # type: ignore[assignment]  # for mypy, the name can be nothing but the module

T = TypeVar("T")
FOLDER = ".cache/daybrief"
"""Where builds are remembered, beside mkdocs.yml."""
HEADER = 48
"""Bytes before what a file says: a BLAKE2b of 16, a SHA-256 of 32."""
ONCE = "once"
"""A folder in there for what one build needs. It is gone when that ends; if that is killed, when the next begins."""


class Refused(Exception):
    """Something that would do harm, and is not done; the message says why, and what to type."""


@cache
def program_hash() -> bytes:
    """A hash of what makes something else of the same input: this program, Python, and the packages beside it."""
    package = Path(__file__).parent.parent
    digest = blake2b(sys.version.encode(), digest_size=16)
    for file in sorted(package.rglob("*.py")):
        digest.update(file.read_bytes())
    # Of all folders together, since `python -m` looks through one more than the command does.
    folders = {Path(msgspec.__file__).parent.parent, *map(Path, sys.path)}
    installed = {found.name for folder in folders for found in folder.glob("*-info")}  # names and versions
    digest.update(repr(sorted(installed)).encode())
    return digest.digest()


def load(file: Path, kind: type[T]) -> T | None:
    """What was saved in a file by the same program; None, without a word, where there is no such thing."""
    with suppress(OSError, msgspec.DecodeError):
        data = memoryview(file.read_bytes() if regular(file) else b"")  # a pipe would not end
        program, hashed, value = data[:16], data[16:HEADER], data[HEADER:]
        if program == program_hash() and hashed == sha256(value).digest():
            return msgspec.msgpack.decode(value, type=kind)
    return None


def save(file: Path, value: object) -> None:
    """Save a value, in the place of what was there; a file that says the same is left alone. Raises OSError."""
    data = bytearray(HEADER)
    msgspec.msgpack.Encoder().encode_into(value, data, HEADER)  # it may be large, and is copied nowhere
    data[:HEADER] = program_hash() + sha256(memoryview(data)[HEADER:]).digest()
    if not _says(file, data):
        put(file, data)


def _says(file: Path, data: bytearray) -> bool:
    """Whether a file says just that; of one with another header, that alone is read."""
    if not regular(file):
        return False
    with file.open("rb", buffering=0) as opened:
        return opened.read(HEADER) == data[:HEADER] and opened.read() == memoryview(data)[HEADER:]


def folder_of(project: Path) -> Path:
    """The folder of a project in which builds are remembered. Raises Refused if git tracks something there."""
    folder = project / FOLDER
    with suppress(OSError):  # where there is no git, nothing is tracked
        if folder.is_dir() and _tracked(folder.resolve()):
            hint = f"Type: git rm -r -f {FOLDER}"
            raise Refused(f"{FOLDER} is tracked by git, so that what it remembers cannot be trusted. {hint}")
    return folder


def _tracked(folder: Path) -> bool:
    """Whether the checkout that a folder is in tracks something there. Where git can tell nothing, none does."""
    checkout = next((one for one in folder.parents if (one / ".git").exists()), None)
    if checkout is None:
        return False
    # The checkout is named to git, which would take the files of a bare repository for one, whoever committed them, and
    # would tell nothing of a checkout of another user's. No program is run that the checkout names.
    named = (f"--git-dir={checkout / '.git'}", f"--work-tree={checkout}")
    options = ("--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    command = ["git", *named, *options, "ls-files", "-z", "--", str(folder)]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return bool(subprocess.run(command, capture_output=True, check=False, env=environment, cwd=checkout).stdout)


@contextmanager
def locked(folder: Path, waiting: Callable[[], None] | None = None) -> Iterator[bool]:
    """Hold a folder against other builds; gives whether it is held.

    Where another one holds it, `waiting` is called, and then its end is waited for; without it, nothing is.
    The folder `ONCE` of an earlier build is taken away first. A file in the folder tells git not to track it. Where a
    system or a disk knows no locks, it counts as held. Raises OSError.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "lock"
    with suppress(FileNotFoundError):  # one look: between two, another build may have made it
        if not stat.S_ISREG(file.lstat().st_mode):
            remove(file)
    with file.open("a") as lock:
        held = _lock(lock.fileno(), wait=False)
        if not held and waiting:
            waiting()
            held = _lock(lock.fileno(), wait=True)
        if held:
            if not (folder / ".gitignore").exists():
                write(folder / ".gitignore", b"*\n")
            remove(folder / ONCE)
        yield held


def _lock(descriptor: int, *, wait: bool) -> bool:
    if fcntl:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        except OSError:  # a disk that knows no locks
            return True
    return True
