"""A fault while the site is built: the next build is right, and no reader and no file is worse off."""

import signal
import sys
import time
from errno import EACCES, ENOSPC
from multiprocessing import get_context
from pathlib import Path
from subprocess import Popen

import pytest

from tests.hostile.faults import Fault, run


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
    assert done.seconds < 2
