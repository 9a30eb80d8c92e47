"""Other systems: the program does without what only Linux and its like have.

No other system was at hand: this takes away here what they lack. What Windows does otherwise with paths, and with files
that are open, it does not show; `.github/workflows/check.yml` has a job for that.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.projects import Project
from tests.reading import files

WITHOUT = """
import importlib.abc, multiprocessing, os, signal, subprocess, sys, zoneinfo
for name in ("fork", "forkpty", "register_at_fork", "getppid"):
    delattr(os, name)
for name in ("SIGHUP", "SIGALRM", "SIGUSR1"):
    delattr(signal, name)
class Missing(importlib.abc.MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "pwd", "grp", "resource", "termios"):
            raise ImportError(name)
for name in ("fcntl", "pwd", "grp", "resource", "termios"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Missing())
class Popen(subprocess.Popen):
    def __init__(self, *args, preexec_fn=None, **more):
        assert preexec_fn is None, "Windows knows none"
        super().__init__(*args, **more)
subprocess.Popen = Popen
multiprocessing.get_all_start_methods = lambda: ["spawn"]
sys.platform = "elsewhere"
from daybrief.commands.cli import main
main(sys.argv[1:], prog_name="daybrief")
"""


def elsewhere(project: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT, *arguments],
        cwd=project,
        env={"PATH": "/usr/bin:/bin", "HOME": str(project)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.slow  # in a Python that has no others
def test_without_fork_and_locks_the_same_site_is_built(project: Project, lake: Path) -> None:
    assert elsewhere(project.root, "check").endswith("no problems.\n")
    elsewhere(project.root, "build", "--strict")
    made, ours = files(project.site), files(lake)
    known = {name for name in made.keys() | ours.keys() if not name.startswith(("pagefind/", ".daybrief"))}
    assert sorted(name for name in known if made.get(name) != ours.get(name)) == []
    elsewhere(project.root, "build", "--verify")


def test_without_them_a_site_is_begun(tmp_path: Path) -> None:
    elsewhere(tmp_path, "init", "town")
    assert elsewhere(tmp_path / "town", "check") == "1 day, no problems.\n"


def test_each_file_is_opened_with_its_encoding(project: Project) -> None:
    """Elsewhere the encoding that is left out is another one."""
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning:daybrief", "-c", MAIN, "build"],
        cwd=project.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


MAIN = "from daybrief.commands.cli import main; main()"
