"""A command's cost is that of all its processes."""

import sys
from pathlib import Path

import pytest

from bench.measure import Cost, repeated, run

BUSY = "held = bytearray(60_000_000); sum(range(4_000_000)); import time; time.sleep(0.2)"


def test_the_processes_below_are_counted(tmp_path: Path) -> None:
    (tmp_path / "old").write_text("there before", encoding="utf-8")
    script = (
        f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}]); open('new', 'w').write('x' * 999)"
    )
    cost = run([sys.executable, "-c", script], tmp_path, tmp_path)
    assert cost.wall > 0.2
    assert cost.cpu > 0.05
    assert cost.python == cost.peak > 60
    assert cost.pagefind == 0
    assert cost.written == 0.000999


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="no such luck"):
        run([sys.executable, "-c", "raise SystemExit('no such luck')"], tmp_path)


def test_the_median_of_some_runs_and_no_more_than_patience_allows() -> None:
    assert repeated(lambda number: Cost((3, 1, 2)[number], 0, 0, 0, 0), 3).wall == 2
    assert repeated(lambda number: Cost(70, number, 0, 0, 0), 3).cpu == 0
