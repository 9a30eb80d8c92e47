"""The fuzzer finds what it looks for, does the same for the same seed, and finds nothing in a few inputs."""

import random
import subprocess
import sys
from pathlib import Path

import pytest

from daybrief.content import rules
from tests.cases import CORPUS, DAY, lay
from tests.hostile import fuzz
from tests.projects import ROOT


def inputs(seed: int) -> list[bytes]:
    dice, others = random.Random(seed), [b"date: 2031-05-04\ntitle: A day\n", b"- a: b\n  c: [d, e]\n"]
    return [fuzz.mutated(dice.choice(others), others, dice) for _ in range(200)]


def test_a_seed_makes_the_same_inputs_and_most_of_them_differ() -> None:
    assert inputs(1) == inputs(1) != inputs(2)
    assert len(set(inputs(1))) > 150


def test_a_crash_and_a_false_place_are_findings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    docs = lay(tmp_path / "docs", CORPUS / "invalid/unknown-ids.yml")
    assert fuzz.tried(docs, True) == ""
    monkeypatch.setattr(rules, "check_file", lambda archive, file: 1 / 0)
    assert "ZeroDivisionError" in fuzz.tried(docs, False)
    monkeypatch.undo()
    true = rules.check_file
    monkeypatch.setattr(rules, "check_file", lambda archive, file: cut(docs / DAY, list(true(archive, file))))
    assert "AssertionError: line" in fuzz.tried(docs, False)


def cut(file: Path, found: object) -> object:
    """What was found in a file, of which by then one line is left."""
    file.write_text("date:\n", encoding="utf-8")
    return found


def test_some_inputs_find_nothing() -> None:
    command = "from tests.hostile.fuzz import fuzz; raise SystemExit(len(fuzz(20260101, 2, 150)))"
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "150 inputs" in done.stdout
