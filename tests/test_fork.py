"""A repository that holds another site, with less in it: the program's tests are green there from the first day on."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ledger.test_ledger_site import THIN
from tests.projects import LAKE, ROOT

NOT_TRACKED = {".git", ".venv", "dist", ".cache", ".hypothesis", "site", ".site.daybrief"}
DAYBRIEF = ("daybrief.commands.cli",)
LOOKING_AROUND = (
    *("tests/test_docs.py", "tests/test_house.py", "tests/test_packaging.py", "tests/test_workflows.py"),
    *("tests/bench/test_corpus.py", "tests/model/test_schema.py", "tests/plugin/test_config.py", "tests/test_urls.py"),
    *("tests/output/test_messages.py", "tests/second_subject", "tests/text/test_addresses.py"),
)
"""Tests that read files of the repository outside of tests/."""


def fork(root: Path) -> Path:
    """A copy of this repository with another site: one day, five registries, another language, no map."""
    shutil.copytree(ROOT, root, ignore=lambda folder, names: NOT_TRACKED & {*names} if folder == str(ROOT) else ())
    shutil.rmtree(root / "briefings")
    shutil.rmtree(root / "maps", ignore_errors=True)
    shutil.copytree(LAKE / "briefings", root / "briefings", ignore=shutil.ignore_patterns("2*"))
    for name in ("actors", "measures", "sectors"):
        (root / f"briefings/registry/{name}.yml").unlink()
    (root / "briefings/2032").mkdir()
    (root / "briefings/2032/2032-01-05.yml").write_text(THIN, encoding="utf-8")
    settings = (LAKE / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("identity: lake-letters", "identity: another").replace("language: en", "language: fr")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    shutil.copy(ROOT / "templates/words/en.yml", root / "words.yml")
    run(root, *DAYBRIEF, "schema")
    return root


def run(root: Path, *command: str) -> str:
    """Run a module as the fork's own: what it says."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=root,
        env={**env, "PYTHONPATH": str(root / "generator")},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow
def test_another_site_is_sound_and_leaves_the_tests_green(tmp_path: Path) -> None:
    root = fork(tmp_path / "fork")
    assert run(root, *DAYBRIEF, "check").startswith("1 day, no problems.\n")
    run(root, *DAYBRIEF, "build", "--strict")
    assert '<html lang="fr"' in (root / "site/index.html").read_text(encoding="utf-8")
    (root / "words.yml").write_text("day:\n  front: Le lac\n", encoding="utf-8")
    told = run(root, *DAYBRIEF, "check")
    assert "lacks" in told, "what a language lacks is told, and keeps nothing from being published"
    run(root, *DAYBRIEF, "build", "--strict")
    told = run(root, "pytest", "-m", "not slow", "--basetemp", str(tmp_path / "tests"), "tests/site", *LOOKING_AROUND)
    (told_of,) = re.findall(r"^SKIPPED \[\d+\] (tests/site/.*)", told, re.M)
    assert told_of.endswith(": tests/site is about the site daybrief-ukraine, and mkdocs.yml is that of another")
