"""A fault while the site is built: the next build is right, and meanwhile every page is a whole one."""

import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from errno import EACCES, EIO, ENOSPC, EROFS
from multiprocessing import get_context
from pathlib import Path
from subprocess import Popen

import pytest

from daybrief.commands.cli import main
from tests.cases import slow_but
from tests.hostile.faults import Fault, Outcome, run
from tests.projects import Project
from tests.reading import files


def write_two(folder: Path) -> None:
    """Four changes: a folder, two files, and a new name for one of them."""
    (folder / "new").mkdir()
    (folder / "one").write_text("1")
    (folder / "two").write_text("2")
    (folder / "one").replace(folder / "three")


def test_changes_are_counted_in_order(tmp_path: Path) -> None:
    done = run(lambda: write_two(tmp_path), [tmp_path])
    here = tmp_path.resolve()
    assert done.status == 0
    assert done.changes == [
        f"os.mkdir {here}/new",
        f"open {here}/one",
        f"open {here}/two",
        f"os.rename {here}/one {here}/three",
    ]


def test_what_is_elsewhere_or_only_read_is_no_change(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()

    def work() -> None:
        (tmp_path / "elsewhere/file").write_text("x")
        (tmp_path / "elsewhere/file").read_text()

    assert run(work, [tmp_path / "else"]).changes == []


@pytest.mark.parametrize("at", [1, 2, 3, 4])
def test_a_kill_comes_before_the_change(tmp_path: Path, at: int) -> None:
    done = run(lambda: write_two(tmp_path), [tmp_path], Fault(at, signal=signal.SIGKILL))
    assert (done.status, len(done.changes), done.orphans) == (-signal.SIGKILL, at, [])
    assert len(list(tmp_path.iterdir())) == at - 1


def test_a_torn_file_is_empty(tmp_path: Path) -> None:
    run(lambda: write_two(tmp_path), [tmp_path], Fault(3, signal=signal.SIGKILL, torn=True))
    assert [(tmp_path / name).read_text() for name in ("one", "two")] == ["1", ""]


def test_a_full_disk_stays_full_but_lets_names_change(tmp_path: Path) -> None:
    def work() -> None:
        for name in ("a", "b", "c"):
            try:
                (tmp_path / name).write_text(name)
            except OSError as error:
                sys.stdout.write(f"{name} {error.errno == ENOSPC}\n")
        (tmp_path / "a").replace(tmp_path / "d")

    done = run(work, [tmp_path], Fault(2, errno=ENOSPC))
    assert (done.status, done.said) == (0, "b True\nc True\n")
    assert [file.name for file in tmp_path.iterdir()] == ["d"]


def test_another_error_comes_once(tmp_path: Path) -> None:
    done = run(lambda: write_two(tmp_path), [tmp_path], Fault(2, errno=EACCES))
    assert done.status == 1
    assert "PermissionError" in done.said.splitlines()[-1]


def test_a_fault_in_a_forked_worker(tmp_path: Path) -> None:
    def work() -> None:
        workers = [get_context("fork").Process(target=(tmp_path / f"{n}").write_text, args=("x",)) for n in range(4)]
        for worker in workers:
            worker.start()
            worker.join()
        sys.stdout.write(str([worker.exitcode for worker in workers]))

    done = run(work, [tmp_path], Fault(3, signal=signal.SIGKILL, alone=True))
    assert (done.status, done.said) == (0, "[0, 0, -9, 0]")
    assert run(work, [tmp_path], Fault(3, signal=signal.SIGKILL)).status == -signal.SIGKILL


def alive(pid: int) -> bool:
    """Whether a process is at work; one that has ended may be there still, until somebody waits for it."""
    for _ in range(100):
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] in "ZX":
                return False
        except FileNotFoundError:
            return False
        time.sleep(0.01)
    return True


def test_what_is_left_running_is_told_and_ended(tmp_path: Path) -> None:
    done = run(lambda: (tmp_path / "pid").write_text(str(Popen(["sleep", "30"]).pid)), [tmp_path])
    assert done.orphans == ["sleep"]
    assert not alive(int((tmp_path / "pid").read_text()))


def test_work_that_does_not_end_is_ended() -> None:
    done = run(lambda: time.sleep(30), [], patience=0.2)
    assert done.status is None
    assert done.seconds < 20


# The table: each fault, at some moments of a build that adds, changes and takes away pages


FAULTS: dict[str, Callable[[int], Fault]] = {
    "a full disk": lambda at: Fault(at, errno=ENOSPC),
    "a failing disk": lambda at: Fault(at, errno=EIO),
    "a disk that becomes read-only": lambda at: Fault(at, errno=EROFS, lasting=True),
    "a right that is taken away": lambda at: Fault(at, errno=EACCES),
    "a kill": lambda at: Fault(at, signal=signal.SIGKILL),
    "a kill within a file": lambda at: Fault(at, signal=signal.SIGKILL, torn=True),
    "a worker that is killed": lambda at: Fault(at, signal=signal.SIGKILL, alone=True),
    "the end of the session": lambda at: Fault(at, signal=signal.SIGTERM),
    "Ctrl-C": lambda at: Fault(at, signal=signal.SIGINT),
    "a closed terminal": lambda at: Fault(at, signal=signal.SIGHUP),
}


@dataclass(frozen=True)
class BuildSteps:
    """A project that was built and then edited, kept to begin from again and again."""

    project: Project
    kept: Path
    before: dict[str, bytes]
    after: dict[str, bytes]
    changes: int

    def begin(self) -> None:
        """Put the project there as it was kept. It always stands in the same place."""
        if self.project.root.exists():
            shutil.rmtree(self.project.root)
        shutil.copytree(self.kept, self.project.root, symlinks=True)

    def build(self, fault: Fault | None = None) -> Outcome:
        temporary = self.project.root.with_name("temporary")
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir()

        def work() -> None:
            tempfile.tempdir = str(temporary)
            os.environ["TMPDIR"] = str(temporary)
            main(["-f", str(self.project.config), "build"])

        return run(work, [self.project.root, temporary], fault, patience=90)


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> BuildSteps:
    folder = tmp_path_factory.mktemp("story")
    project = Project.copied_to(folder / "project")
    before = files(project.build_on())
    project.edit("briefings/registry/sources.yml", "name: Lake Watch", "name: The Watch on the Lake")
    project.edit("briefings/2032/2032-01-03.yml", "2032-01-03", "2032-02-04")
    (project.docs / "2032/2032-01-03.yml").rename(project.docs / "2032/2032-02-04.yml")
    kept = folder / "kept"
    shutil.copytree(project.root, kept, symlinks=True)
    told = BuildSteps(project, kept, before, {}, 0)
    done = told.build()
    assert done.status == 0, done.said
    return replace(told, after=files(project.site), changes=len(done.changes))


def pages_of(site: dict[str, bytes]) -> set[str]:
    return {name for name in site if name.endswith((".html", ".xml"))}


def hold(story: BuildSteps, name: str, at: int) -> None:
    """After a fault: it has ended, said why and left nothing; every page is whole; and the next build is right."""
    story.begin()
    done = story.build(FAULTS[name](at))
    where = f"{name} at {done.changes[-1:]} ({at} of {story.changes})\n{done.said}"
    assert done.status is not None, f"does not end: {where}"
    assert done.orphans == [], where
    if done.status != -signal.SIGKILL:
        assert "Traceback" not in done.said, where
        assert [*story.project.root.with_name("temporary").iterdir()] == [], where
    now = files(story.project.site)
    assert "index.html" in pages_of(story.before) & pages_of(story.after)
    for page in pages_of(story.before) & pages_of(story.after):
        assert now.get(page) in (story.before[page], story.after[page]), f"{page} is no whole page: {where}"
    done = story.build()
    assert done.status == 0, done.said
    assert files(story.project.site) == story.after, where


@pytest.mark.slow
@pytest.mark.parametrize("name", FAULTS)
def test_after_a_fault_at_any_moment_the_next_build_is_right(story: BuildSteps, name: str) -> None:
    """At each tenth change, from another one on for each fault: so each of them meets one of the ten."""
    assert story.changes > len(FAULTS)
    for at in range(1 + [*FAULTS].index(name), story.changes + 1, len(FAULTS)):
        hold(story, name, at)


@pytest.mark.parametrize("room", slow_but([40], [0, 40, 400]))
def test_a_disk_that_is_really_full(tmp_path: Path, story: BuildSteps, room: int) -> None:
    """A disk of its own, with so many kilobytes left; where none may be mounted, files may not grow beyond so many."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = mount(disk, "size=64m")
    try:
        project = Project(disk / "project")
        shutil.copytree(story.kept, project.root, symlinks=True)
        full = replace(story, project=project)
        if mounted:
            used = sum(file.lstat().st_blocks for file in disk.rglob("*")) // 2
            mount(disk, f"remount,size={used + room}k")
        done = full.build() if mounted else limited(full, room << 10)
        assert "Traceback" not in done.said
        assert done.status in ((1,) if room == 0 else (0, 1)), done.said
        if mounted:
            mount(disk, "remount,size=64m")
        assert full.build().status == 0
        assert files(project.site) == story.after
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", disk], check=True)


def mount(folder: Path, options: str) -> bool:
    """Mount a tmpfs, or mount it anew; whether that is allowed here."""
    command = ["mount", "-t", "tmpfs", "-o", options, "none", folder]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def limited(story: BuildSteps, most: int) -> Outcome:
    """A build of which no file may be larger."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, before[1]))
    try:
        return story.build()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
