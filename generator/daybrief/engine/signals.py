"""Signals by which programs are ended."""

import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager


@contextmanager
def ended_by(names: Sequence[str], end: Callable[[int], None]) -> Iterator[None]:
    """Have signals call `end` meanwhile, once: what was begun is put away. Not every system has all of them."""
    numbers, main = [getattr(signal, name) for name in names if hasattr(signal, name)], os.getpid()

    def leave(number: int, _: object) -> None:
        for one in numbers:
            signal.signal(one, signal.SIG_IGN)
        end(number)

    def die() -> None:
        """In a worker: a handler of Python's would wait until a lock is free, which may be never."""
        if os.getppid() == main and signal.getsignal(signal.SIGTERM) is leave:
            for one in numbers:
                signal.signal(one, signal.SIG_DFL)

    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=die)
    before = {number: signal.signal(number, leave) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
