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
        if module.split(".")[0] in ("generator", "bench")
        for name, value in vars(inside).items()
        if not name.startswith("__") and not isinstance(value, ModuleType)
    }
    # What pytest writes there itself is another for each test, and for each step of one.
    found |= {f"${name}": value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"}
    found |= {ending.name: signal.getsignal(ending) for ending in ENDINGS}
    logger = logging.getLogger("mkdocs")
    logs = logger.level, tuple(logger.handlers)
    return found | {"folder": os.getcwd(), "gc": gc.isenabled(), "path": tuple(sys.path), "logging": logs}  # noqa: PTH109


def differing(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    """What is no longer as it was. A module that was loaded meanwhile is no change; a variable that was set is one."""
    gone = [name for name in before if name not in after]
    other = [name for name in before if name in after and not _same(before[name], after[name])]
    return sorted([*gone, *other, *(name for name in after if name[0] == "$" and name not in before)])


def _same(one: Any, other: Any) -> bool:
    return one is other or (isinstance(one, str | tuple | bool) and type(one) is type(other) and one == other)


@contextmanager
def calm() -> Iterator[None]:
    """Put back what a build in this very process leaves otherwise, since a command ends with its process."""
    logger = logging.getLogger("mkdocs")
    level, handlers, collecting = logger.level, list(logger.handlers), gc.isenabled()
    yield
    logger.setLevel(level)
    logger.handlers[:] = handlers
    if collecting:
        gc.enable()
