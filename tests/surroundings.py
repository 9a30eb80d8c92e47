"""What a test may change and must leave as it found it: the next one, in whatever order, meets the same."""

import gc
import logging
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_OURS = ("daybrief", "bench")
ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def surroundings() -> dict[str, dict[str, Any]]:
    """Every name of the program and what it stands for, the variables, the folder, and how this process works.

    It is asked twice for each test: so all is copied as it is, and looked at only where something is different.
    """
    found = {f"{name}.": {**vars(module)} for name, module in [*sys.modules.items()] if name.startswith(_OURS)}
    # What pytest writes there itself is another for each test, and for each step of one.
    found["$"] = {name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    found["log "] = {name: state for name, (_, *state) in _logs().items()}
    found[""] = {ending.name: signal.getsignal(ending) for ending in ENDINGS}
    found[""] |= {"folder": os.getcwd(), "gc": gc.isenabled(), "path": tuple(sys.path)}  # noqa: PTH109
    return found


def differing(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> list[str]:
    """What is no longer as it was. A module that was loaded meanwhile is no change; a variable that was set is one."""
    if before == after:
        return []
    old, new = _by_name(before), _by_name(after)
    gone = [name for name in old if name not in new]
    other = [name for name in old if name in new and not _same(old[name], new[name])]
    return sorted([*gone, *other, *(name for name in new if name[0] == "$" and name not in old)])


def _by_name(found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {
        f"{place}{name}": value
        for place, inside in found.items()
        for name, value in inside.items()
        if not name.startswith("__") and not isinstance(value, ModuleType)
    }


def _same(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, str | tuple | list | bool) and type(one) is type(other) and one == other)


def _logs() -> dict[str, tuple[logging.Logger, int, list[Any], list[Any]]]:
    """MkDocs' loggers, and the program's below them: level, handlers, filters."""
    every = [name for name in logging.root.manager.loggerDict if name.split(".")[0] == "mkdocs"]
    loggers = {name: logging.getLogger(name) for name in every}
    return {name: (one, one.level, [*one.handlers], [*one.filters]) for name, one in loggers.items()}


@contextmanager
def calm() -> Iterator[None]:
    """Put back what a build in this very process leaves otherwise, since a command ends with its process."""
    logs, collecting = _logs(), gc.isenabled()
    yield
    for name in _logs():
        logger, level, handlers, filters = logs.get(name) or (logging.getLogger(name), logging.NOTSET, [], [])
        logger.setLevel(level)
        logger.handlers[:], logger.filters[:] = handlers, filters
    if collecting:
        gc.enable()
