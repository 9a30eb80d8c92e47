"""Counts what Python itself does meanwhile: files that are opened, sources that are compiled, lines that are run.

Python tells all this to whoever asks (PEP 578, `sys.settrace`); nothing is replaced, so that what is counted is the
real work. Lines are what growth is measured by: a clock tells of the machine's other work, too.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_WATCHING: dict[str, list[list[str]]] = {"open": [], "compile": []}
_TOLD = {"open": 0, "compile": 1}
"""Which of an event's values is the file's name."""
_hooked = False


def _hook(event: str, values: tuple[Any, ...]) -> None:
    if event in _TOLD:
        for names in _WATCHING[event]:
            names.append(str(values[_TOLD[event]]))


@contextmanager
def counting(event: str) -> Iterator[list[str]]:
    """Collects the names of the files that this very process opens, or compiles (`compile`), meanwhile."""
    global _hooked
    if not _hooked:  # a hook stays for good
        sys.addaudithook(_hook)
        _hooked = True
    names: list[str] = []
    _WATCHING[event].append(names)
    try:
        yield names
    finally:
        _WATCHING[event] = [some for some in _WATCHING[event] if some is not names]  # two may be equal


def lines(work: Callable[[], object]) -> int:
    """How many lines of Python this thread runs for it; those of a loop, or a comprehension, count each time."""
    count = 0

    def told(frame: FrameType, event: str, value: object) -> Callable[..., Any]:
        nonlocal count
        count += event == "line"
        return told

    before = sys.gettrace()
    sys.settrace(told)
    try:
        work()
    finally:
        sys.settrace(before)
    return count
