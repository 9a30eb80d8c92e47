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

ENDINGS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def surroundings() -> dict[str, Any]:
    """Every name of the program and what it stands for, the variables, the folder, and how this process works."""
    found: dict[str, Any] = {
        f"{module}.{name}": value
        for module, inside in list(sys.modules.items())
        if module.split(".")[0] in ("daybrief", "bench")
        for name, value in vars(inside).items()
        if not name.startswith("__") and not isinstance(value, ModuleType)
    }
    # What pytest writes there itself is another for each test, and for each step of one.
    found |= {f"${name}": value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    found |= {ending.name: signal.getsignal(ending) for ending in ENDINGS}
    found |= {f"log {name}": state for name, (_, *state) in _logs().items()}
    return found | {"folder": os.getcwd(), "gc": gc.isenabled(), "path": tuple(sys.path)}  # noqa: PTH109


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What is no longer as it was. A module that was loaded meanwhile is no change; a variable that was set is one."""
    gone = [name for name in before if name not in after]
    other = [name for name in before if name in after and not _same(before[name], after[name])]
    return sorted([*gone, *other, *(name for name in after if name[0] == "$" and name not in before)])


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
