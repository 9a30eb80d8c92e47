"""A commit is built beside the files that are here, in an environment of its own, and leaves nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from bench import against
from bench.against import Side, as_it_is, checkout, paired, table

MAKEFILE = """\
install:
	mkdir -p .venv/bin
	cp daybrief .venv/bin/
"""
DAYBRIEF = """\
#!/bin/sh
mkdir -p site
echo "$PYTHONPATH $(ls days | wc -l) $(ls site | wc -l)" >> ../told
touch site/page
"""


def git(folder: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
    return subprocess.run(
        ["git", "-C", folder, *identity, *arguments], capture_output=True, text=True, check=True
    ).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    (root / "Makefile").write_text(MAKEFILE)
    (root / "daybrief").write_text(DAYBRIEF)
    (root / "daybrief").chmod(0o755)
    for words in ("old", "new"):
        (root / "words").write_text(words)
        git(root, "add", ".")
        git(root, "commit", "--quiet", "--message", words)
    return root


def test_a_worktree_has_its_own_environment_and_is_gone_afterwards(repository: Path) -> None:
    with checkout("HEAD~1", repository) as tree:
        assert (tree / "words").read_text() == "old"
        assert (tree / ".venv/bin/daybrief").is_file()
    assert not tree.exists()
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_what_is_not_committed_is_compared_too(repository: Path) -> None:
    assert as_it_is(repository) == "HEAD"
    (repository / "words").write_text("newest")
    with checkout(as_it_is(repository), repository) as tree:
        assert (tree / "words").read_text() == "newest"
    assert (repository / "words").read_text() == "newest"
    assert git(repository, "stash", "list") == ""


@pytest.mark.parametrize("ref", ["no-such-commit", "HEAD"])
def test_a_commit_that_cannot_be_built_leaves_nothing(repository: Path, ref: str) -> None:
    (repository / "Makefile").write_text("all:\n")
    git(repository, "commit", "--quiet", "--all", "--message", "no install")
    with pytest.raises(subprocess.CalledProcessError), checkout(ref, repository):
        pass
    assert len(git(repository, "worktree", "list").splitlines()) == 1


def test_both_are_built_in_turn_each_with_its_own_program(repository: Path, tmp_path: Path) -> None:
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "daybrief").write_text(DAYBRIEF)
    (bin_ / "daybrief").chmod(0o755)
    sides = [Side(Path(name), bin_, tmp_path / name) for name in ("here", "there")]
    for side in sides:
        (side.project / "days").mkdir(parents=True)
    costs = paired(*sides, lambda side, number: (side.project / f"days/{number}").touch(), pairs=2)
    assert {work: len(pairs) for work, pairs in costs.items()} == {"cold": 2, "one new day": 2}
    told = [line.split() for line in (tmp_path / "told").read_text().splitlines()]
    here, there = ("here", "0"), ("there", "0")
    assert [tuple(line[:2]) for line in told[:2]] == [here, there]
    assert [line[0] for line in told] == ["here", "there"] * 2 + ["there", "here"] * 2
    assert [line[1:] for line in told if line[0] == "here"] == [["0", "0"], ["1", "1"], ["1", "0"], ["2", "1"]]


def test_the_table_has_medians_and_the_range_of_ratios() -> None:
    told = table("v1", 365, {"cold": [(11, 10), (30, 20), (9, 10)]})
    assert told.splitlines()[0] == "|365 days|CPU at v1, s|CPU here, s|ratio|from|to|"
    assert told.splitlines()[2] == "|cold|10.00|11.00|1.10|0.90|1.50|"


def test_it_is_an_option_of_the_bench() -> None:
    done = subprocess.run([sys.executable, "-m", "bench.run", "--help"], capture_output=True, text=True, check=True)
    assert "--against REF" in done.stdout
    assert against.PAIRS == 5
