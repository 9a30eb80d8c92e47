"""Processes: work that is spread over some, where there is enough of it to gain, and signals that end them."""

import ctypes
import gc
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
ENOUGH = 24
"""Items from which on a process is worth its start."""
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_PR_SET_PDEATHSIG = 1
_shared: Any = None
"""What the processes do, and on what: they are forked, and find it where their parent put it."""


def parallel_map(work: Callable[[T], R], items: Sequence[T]) -> Iterable[R]:
    """`work` done on each of the items, in their order. It must not depend on what it did before.

    Processes are forked, so that `work` and the items may be anything; what `work` returns must be something to pickle.
    Raises BrokenProcessPool if one of them is killed.
    """
    count = min(os.cpu_count() or 1, len(items) // ENOUGH)
    if count > 1:
        import multiprocessing  # it takes a while to load, and many commands have too little to do for it

        if "fork" in multiprocessing.get_all_start_methods():
            return _spread(work, items, count)
    return (work(item) for item in items)  # not by `map`, which ends quietly where `work` lets a StopIteration out


def _spread(work: Callable[[T], R], items: Sequence[T], count: int) -> Iterator[R]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor  # as above

    size = max(1, min(64, len(items) // (16 * count)))
    collecting = gc.isenabled()
    gc.freeze()  # what is there by now need not be looked through again by each process
    gc.enable()
    libc()  # loaded once, for all that are forked
    try:
        context = multiprocessing.get_context("fork")
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, ())  # as it is
        pool = ProcessPoolExecutor(count, context, _begin, (os.getpid(), mask, work, items))
        try:
            with _held_back():
                parts = [pool.submit(_do, start, start + size) for start in range(0, len(items), size)]
            for part in parts:
                yield from part.result()
        finally:
            # Not by `map`, which cancels from this thread while the pool's own thread may tell the parts that a worker
            # died: before Python 3.12 that one then fails, and says so.
            with suppress(RuntimeError):  # its thread could not begin: the error that said so is raised
                pool.shutdown(cancel_futures=True)
    finally:
        gc.unfreeze()
        if not collecting:
            gc.disable()


def _do(start: int, stop: int) -> list[Any]:
    work, items = _shared
    return [work(item) for item in items[start:stop]]


@contextmanager
def _held_back() -> Iterator[None]:
    """Let signals wait meanwhile, and in a process that is forked here until it begins.

    Python forgets those that reach such a process before it has made it its own; a pool that told one to end then would
    wait for it forever.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # by which one that came just now may still be raised
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: int, mask: Iterable[int], work: Callable[[T], R], items: Sequence[T]) -> None:
    """What a forked process does first. A terminal's Ctrl-C reaches all of them: the parent says what it means.

    A handler of Python's would wait until a lock is free, which may be never: signals end a process by themselves.
    """
    global _shared
    _shared = work, items
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:  # as `nohup` has it
        signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    die_with_parent(parent)


def die_with_parent(parent: int) -> None:
    """Have the system end this process when its parent ends, however that was killed; Linux alone can."""
    if system := libc():
        system.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it was killed meanwhile
            os._exit(1)


@cache
def libc() -> Any:
    """Linux's C library, for what Python does not have of it; None elsewhere."""
    return ctypes.CDLL(None) if sys.platform == "linux" else None


@contextmanager
def ended_by(names: Sequence[str], end: Callable[[int], None]) -> Iterator[None]:
    """Have signals call `end` meanwhile, once: what was begun is put away. Not every system has all of them."""
    numbers, main = [getattr(signal, name) for name in names if hasattr(signal, name)], os.getpid()

    def leave(number: int, _: object) -> None:
        if os.getpid() != main:  # forked by others, such as another plugin
            os._exit(128 + number)
        for one in numbers:
            signal.signal(one, signal.SIG_IGN)
        end(number)

    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
