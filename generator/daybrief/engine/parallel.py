"""Processes: work that is spread over some, where there is enough of it to gain, and signals that end them."""

import ctypes
import gc
import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache, partial
from traceback import format_exception
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
ENOUGH = 24
"""Items from which on a process is worth its start."""
_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_PR_SET_PDEATHSIG = 1


class WorkerDied(Exception):
    """A process that did a part of the work was killed."""


def parallel_map(work: Callable[[T], R], items: Sequence[T]) -> Iterator[R]:
    """`work` done on each of the items, in their order. It must not depend on what it did before.

    Processes are forked, so that `work` and the items may be anything; what `work` returns must be something to pickle.
    Raises WorkerDied if one of them is killed.
    """
    count = min(os.cpu_count() or 1, len(items) // ENOUGH)
    if alone := not gc.get_freeze_count():  # what a preview has put aside stays there
        gc.freeze()  # what is there by now need not be looked through again
    try:
        yield from _spread(work, items, count) if count > 1 and hasattr(os, "fork") else _each(work, items)
    finally:
        if alone:
            gc.unfreeze()


def _each(work: Callable[[T], R], items: Iterable[T]) -> Iterator[R]:
    """`work` done on one item after the other.

    What that has thrown away goes at once, and what it keeps is looked through once. Where Python chooses the time,
    all is looked through now and then, which takes an eighth of a cold build: commands and processes switch that off.
    """
    for item in items:  # not by `map`, which ends quietly where `work` lets a StopIteration out
        yield work(item)
        gc.collect(1)


def _spread(work: Callable[[T], R], items: Sequence[T], count: int) -> Iterator[R]:
    """Each process has a connection of its own, which ends when it is killed.

    A ProcessPoolExecutor has one for all of them: if one is killed amid an answer, it waits for the rest forever.
    """
    from multiprocessing import get_context  # it takes a while to load, and many commands have too little to do for it
    from multiprocessing.connection import wait

    size = max(1, min(64, len(items) // (16 * count)))
    starts = range(0, len(items), size)
    waiting, answers = iter(starts), dict[int, tuple[list[R], BaseException | None]]()
    context, mask = get_context("fork"), signal.pthread_sigmask(signal.SIG_BLOCK, ())  # as it is
    workers: dict[Any, Any] = {}
    worker: Any  # a connection, which `wait` knows for one thing of three

    def send_next(worker: Any) -> None:
        with suppress(StopIteration, ConnectionError):  # of one that was killed, it is seen where it should answer
            worker.send(next(waiting))

    libc()  # loaded once, for all that are forked
    try:
        with _held_back():
            for _ in range(count):
                ours, theirs = context.Pipe()
                begin = partial(_begin, os.getpid(), mask, [*workers, ours])
                process = context.Process(target=_serve, args=(begin, theirs, work, items, size))
                process.start()
                theirs.close()
                workers[ours] = process
        for worker in [*workers, *workers]:  # a part to do, and one to go on with
            send_next(worker)
        for start in starts:
            while start not in answers:
                for worker in wait(workers):
                    try:
                        done, answer, error = worker.recv()
                    except (EOFError, OSError) as ended:
                        raise WorkerDied from ended
                    answers[done] = answer, error
                    send_next(worker)
            answer, error = answers.pop(start)
            if error:
                raise error
            yield from answer
    finally:
        for process in workers.values():
            process.kill()
        for worker, process in workers.items():
            process.join()
            worker.close()


def _serve(begin: Callable[[], None], parent: Any, work: Callable[[T], R], items: Sequence[T], size: int) -> None:
    """What a forked process does: one part after the other, until it is killed."""
    begin()
    gc.disable()
    with suppress(EOFError, ConnectionError):  # the parent is gone, on a system that does not end this one for it
        while True:
            start = parent.recv()
            try:
                parent.send((start, [*_each(work, items[start : start + size])], None))
            except BaseException as error:  # noqa: BLE001 - the parent raises it
                parent.send((start, [], _portable(error)))


def _portable(error: BaseException) -> BaseException:
    """An error with where it was raised, as it can be sent to another process; what cannot is told by its traceback."""
    told = "".join(format_exception(error))
    error.add_note(told)
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:  # noqa: BLE001 - whatever its classes do
        return RuntimeError(told)
    return error


@contextmanager
def _held_back() -> Iterator[None]:
    """Let signals wait meanwhile, and in a process that is forked here until it begins.

    Until then Python would forget them there, or do what the parent does.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)  # by which one that came just now may still be raised
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(parent: int, mask: Iterable[int], inherited: Iterable[Any]) -> None:
    """What a forked process does first. A terminal's Ctrl-C reaches all of them: the parent says what it means.

    A handler of Python's would wait until a lock is free, which may be never: signals end a process by themselves.
    """
    for connection in inherited:  # the parent's end of its own and of others', which would not see it gone
        connection.close()
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
