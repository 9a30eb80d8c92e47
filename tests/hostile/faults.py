"""Faults at a chosen moment: work is done in a child, and its n-th change of the file system fails, or ends it.

    run(build, [folder])                                # an Outcome: how it ended, and what it changed, in order
    run(build, [folder], Fault(17, signal=SIGKILL))     # killed before its 17th change, with all that it forked
    run(build, [folder], Fault(17, errno=ENOSPC))       # from its 17th change on the disk is full

Changes are counted in all processes that the child forks, as Python's audit events tell them: a file is opened to be
written, created, renamed, linked, cut or removed; a folder is made or removed. What other programs write is not seen,
nor what goes into a file that is open by then: `torn` stands for that, and a small tmpfs is a disk that is really
full. A call through ctypes is seen if it is announced, as by `sys.audit("os.rename", old, new, -1, -1)`.
"""

import fcntl
import multiprocessing
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from errno import EDQUOT, ENOSPC
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
_PATHS = {
    # By event: which of its arguments are paths, and which is the folder that a relative path lies in.
    "open": ((0,), None),
    "os.rename": ((0, 1), 2),
    "os.link": ((0, 1), 2),
    "os.symlink": ((1,), 2),
    "os.truncate": ((0,), None),
    "os.mkdir": ((0,), 2),
    "os.remove": ((0,), 1),
    "os.rmdir": ((0,), 1),
}
_FULL = ("open", "os.mkdir", "os.link", "os.symlink")
"""What fails on a full disk. The rest frees room, or needs none."""


@dataclass(frozen=True)
class Fault:
    """What happens at a change, the first of which is 1: an error, or a signal before it is made."""

    at: int
    errno: int = 0
    """That change raises it. A disk that is full (ENOSPC, EDQUOT) stays so; `lasting` says the same of others."""
    lasting: bool = False
    signal: int = 0
    alone: bool = False
    """The signal is sent to the process that makes the change, and not to all of them."""
    torn: bool = False
    """If the change opens a file, the file is there before the signal comes, and is empty."""


@dataclass(frozen=True)
class Outcome:
    """How the work ended."""

    changes: list[str]
    """Each change: its event, and the paths."""
    status: int | None
    """0 if all went well, 1 for an exception, what SystemExit told, or minus the signal; None if it did not end."""
    said: str
    """What was printed, and the traceback of an exception."""
    orphans: list[str]
    """Programs that it left running. They are ended by now."""
    seconds: float


def run(work: Callable[[], object], under: Iterable[Path], fault: Fault | None = None, patience: float = 60) -> Outcome:
    """Do `work` in a child of this process, with a fault at a change below the folders `under`.

    The child has a process group of its own. What is left of it after a second, or after `patience` seconds, is ended.
    """
    with TemporaryDirectory() as folder:
        said, log = Path(folder, "said"), Path(folder, "log")
        started = time.monotonic()
        child = os.fork()
        if not child:
            _child(work, [os.path.realpath(path) for path in under], fault, said, log)
        status = _wait(child, started + patience)
        took = time.monotonic() - started
        while (left := _group(child)) and status is not None and time.monotonic() < started + took + 1:
            time.sleep(0.02)
        for pid in left:
            os.kill(pid, signal.SIGKILL)
        if status is None:
            os.waitpid(child, 0)
        changes = log.read_text(encoding="utf-8", errors="surrogateescape").splitlines() if log.exists() else []
        return Outcome(
            changes,
            status,
            said.read_text(encoding="utf-8", errors="replace"),
            [name for pid, name in left.items() if pid != child],
            took,
        )


def _wait(child: int, until: float) -> int | None:
    while time.monotonic() < until:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    return None


def _group(leader: int) -> dict[int, str]:
    """The processes of a group that live, and what they run."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            before, _, after = stat.read_text().rpartition(")")
            state, _, group = after.split()[:3]
            if int(group) == leader and state not in "ZX":
                found[int(stat.parent.name)] = before.partition("(")[2]
        except OSError:
            continue  # it has ended meanwhile
    return found


def _child(work: Callable[[], object], under: list[str], fault: Fault | None, said: Path, log: Path) -> None:
    """Never returns: what the parent would do after its tests is not for the child to do."""
    status = 1
    try:
        os.setpgid(0, 0)
        opened = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(opened, 1)
        os.dup2(opened, 2)
        sys.stdout = sys.stderr = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
        _install(under, fault, os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND))
        work()
        status = 0
    except SystemExit as left:
        status = left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException:  # noqa: BLE001 - the parent is told of it
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(status)


def _install(under: list[str], fault: Fault | None, log: int) -> None:
    made = multiprocessing.RawValue("i", 0)  # one count for all processes that are forked from here
    below = tuple(f"{path}{os.sep}" for path in under)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        paths = _changed(event, arguments)
        if not any(f"{path}{os.sep}".startswith(below) for path in paths):
            return
        # A process may be killed here: the system then frees this lock, and would free no semaphore.
        fcntl.lockf(log, fcntl.LOCK_EX)
        made.value += 1
        number = made.value
        os.write(log, f"{event} {' '.join(paths)}\n".encode(errors="surrogateescape"))
        fcntl.lockf(log, fcntl.LOCK_UN)
        if fault:
            _strike(fault, number, event, paths)

    sys.addaudithook(hook)


def _strike(fault: Fault, number: int, event: str, paths: list[str]) -> None:
    full = fault.errno in (ENOSPC, EDQUOT)
    now = number == fault.at or (number > fault.at and (full or fault.lasting))
    if fault.errno and now and (not full or event in _FULL):
        raise OSError(fault.errno, os.strerror(fault.errno), paths[-1])
    if fault.signal and number == fault.at:
        if fault.torn and event == "open":
            os.close(os.open(paths[0], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644))
        os.kill(os.getpid() if fault.alone else -os.getpgid(0), fault.signal)


def _changed(event: str, arguments: tuple[Any, ...]) -> list[str]:
    """The paths that an event changes; none for most of them."""
    if event not in _PATHS or (event == "open" and not arguments[2] & _WRITING):
        return []
    which, folder = _PATHS[event]
    named = [arguments[number] for number in which]
    if any(isinstance(path, int) for path in named):
        return []  # it is open by now
    start = arguments[folder] if folder is not None else -1
    base = Path(f"/proc/self/fd/{start}").readlink() if isinstance(start, int) and start >= 0 else ""
    return [os.path.abspath(os.path.join(base, os.fsdecode(path))) for path in named]  # noqa: PTH100, PTH118
