"""The suite holds in any order: what a test leaves changed is told as that test's own mistake."""

import gc
import logging
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger import index, keys
from tests.counting import counting
from tests.projects import ROOT
from tests.surroundings import calm, differing, surroundings

LEAKS: dict[str, Callable[[Any, Path], Any]] = {
    "daybrief.ledger.index.PART": lambda patch, _: patch.setattr(index, "PART", 3),
    "daybrief.ledger.keys.place": lambda patch, _: patch.setattr(keys, "place", lambda date, number: 0),
    "daybrief.ledger.keys.date_of": lambda patch, _: patch.delattr(keys, "date_of"),
    "$SITE_URL": lambda patch, _: patch.setenv("SITE_URL", "https://elsewhere.example/"),
    "$PATH": lambda patch, _: patch.delenv("PATH"),
    "folder": lambda patch, folder: patch.chdir(folder),
    "path": lambda patch, folder: patch.syspath_prepend(folder),
}


@pytest.mark.parametrize("what", LEAKS)
def test_what_a_test_leaves_otherwise_is_named(what: str, tmp_path: Path) -> None:
    before = surroundings()
    with pytest.MonkeyPatch.context() as patch:
        LEAKS[what](patch, tmp_path)
        assert differing(before, surroundings()) == [what]
    assert differing(before, surroundings()) == []


def test_so_is_how_the_process_works() -> None:
    before = surroundings()
    last = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    gc.disable()
    try:
        assert differing(before, surroundings()) == ["SIGTERM", "gc"]
    finally:
        signal.signal(signal.SIGTERM, last)
        gc.enable()


def test_a_module_that_is_loaded_is_no_change() -> None:
    before = surroundings()
    without = {name: value for name, value in before.items() if not name.startswith(f"{index.__name__}.")}
    assert len(without) < len(before)
    assert differing(without, before) == []


def test_a_build_in_this_process_leaves_the_next_test_a_calm_one() -> None:
    logger = logging.getLogger("mkdocs.commands.build")
    before = surroundings()
    with calm():
        gc.disable()
        logger.setLevel(logging.ERROR)
        logger.addHandler(logging.NullHandler())
        logger.addFilter(lambda record: False)
        assert differing(before, surroundings()) == ["gc", "log mkdocs.commands.build"]
    assert differing(before, surroundings()) == []


def test_the_order_is_another_in_each_run_and_can_be_repeated(pytestconfig: pytest.Config) -> None:
    if not pytestconfig.pluginmanager.hasplugin("randomly"):
        pytest.skip("this run is told to keep the order")
    assert isinstance(pytestconfig.getoption("randomly_seed"), int)
    assert os.environ.get("PYTEST_XDIST_WORKER") is None or pytestconfig.workerinput["randomly_seed"] == (  # type: ignore[attr-defined]
        pytestconfig.getoption("randomly_seed")
    )


def test_what_python_does_is_counted_while_somebody_asks(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    with counting("open") as outer:
        file.read_bytes()
        with counting("open") as inner, counting("compile") as compiled:
            file.read_bytes()
            compile("1", "one.html", "eval")
    file.read_bytes()
    assert [names.count(str(file)) for names in (outer, inner)] == [2, 1]
    assert compiled == ["one.html"]


def test_only_tests_of_the_site_look_at_its_files() -> None:
    """Schemas excepted: they lie beside the briefings of any site."""
    named = re.compile(r"""ROOT(?: / |\.r?glob\()f?"(?:briefings|maps|mkdocs)""")
    files = {file.relative_to(ROOT).as_posix(): file.read_text(encoding="utf-8") for file in ROOT.glob("tests/**/*.py")}
    looking = {name for name, text in files.items() if named.search(text)}
    assert {name for name in looking if not name.startswith("tests/site/")} == {"tests/model/test_schema.py"}
