"""Work that is spread over processes, where there is enough of it to gain."""

import gc
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
ENOUGH = 24
"""Items from which on a process is worth its start."""
_shared: Any = None
"""What the processes do, and on what: they are forked, and find it where their parent put it."""


def spread(work: Callable[[T], R], items: Sequence[T]) -> Iterable[R]:
    """`work` done on each of the items, in their order. It must not depend on what it did before.

    Processes are forked, so that `work` and the items may be anything; what `work` returns must be something to pickle.
    """
    count = min(os.cpu_count() or 1, len(items) // ENOUGH)
    if count < 2 or "fork" not in multiprocessing.get_all_start_methods():
        return map(work, items)
    return _spread(work, items, count)


def _spread(work: Callable[[T], R], items: Sequence[T], count: int) -> Iterator[R]:
    global _shared
    _shared = work, items
    size = max(1, min(64, len(items) // (16 * count)))
    collecting = gc.isenabled()
    gc.freeze()  # what is there by now need not be looked through again by each process
    gc.enable()
    try:
        with multiprocessing.get_context("fork").Pool(count) as pool:
            yield from pool.imap(_do, range(len(items)), size)
    finally:
        _shared = None
        gc.unfreeze()
        if not collecting:
            gc.disable()


def _do(index: int) -> Any:
    work, items = _shared
    return work(items[index])
