"""What a build remembers is read as it was saved by the same program, or not at all; one build at a time has it."""

import fcntl
import importlib.util
import os
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from daybrief.engine import cache
from daybrief.engine.cache import Refused, folder_of, load, locked, save


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "new/folder/days"
    for value in ({"a": [1, 2]}, {}):
        save(file, value)
        assert load(file, dict[str, list[int]]) == value
    assert [path.name for path in file.parent.iterdir()] == ["days"]


def test_what_is_of_another_kind_is_none(tmp_path: Path) -> None:
    save(tmp_path / "days", {"a": "b"})
    assert load(tmp_path / "days", dict[str, int]) is None
    assert load(tmp_path / "days", dict[str, str]) == {"a": "b"}


def test_a_file_that_is_damaged_in_any_byte_is_none(tmp_path: Path) -> None:
    file = tmp_path / "days"
    save(file, ["words"])
    sound = file.read_bytes()
    for place in range(len(sound)):
        file.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
        assert load(file, list[str]) is None, place
        file.write_bytes(sound[:place])
        assert load(file, list[str]) is None, place
    file.write_bytes(sound + b"\0")
    assert load(file, list[str]) is None
    file.write_bytes(sound)
    assert load(file, list[str]) == ["words"]


def test_what_is_no_file_is_none(tmp_path: Path) -> None:
    save(tmp_path / "elsewhere", 1)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name in ("link", "folder", "pipe", "nothing", "elsewhere/below"):
        assert load(tmp_path / name, int) is None, name


# The version


def versions(folder: Path) -> bytes:
    """The version of a program that lies in a folder."""
    spec = importlib.util.spec_from_file_location("another", folder / "engine/cache.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return bytes(module.program_hash())


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    (folder / "engine").mkdir(parents=True)
    shutil.copy(cache.__file__, folder / "engine/cache.py")
    (folder / "words.py").write_text("a = 1\n")
    return folder


def test_another_program_has_another_version(program: Path) -> None:
    first = versions(program)
    assert versions(program) == first
    for name, text in (("words.py", "a = 2\n"), ("deeper/more.py", "b = 1\n"), ("engine/__init__.py", "c = 1\n")):
        file = program / name
        was = file.read_text() if file.exists() else None
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
        assert versions(program) != first, name
        file.unlink() if was is None else file.write_text(was)
    (program / "notes.txt").write_text("no part of it")
    assert versions(program) == first


def test_another_python_or_other_packages_make_another_version(
    program: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = versions(program)
    packages = tmp_path / "packages"
    packages.mkdir()
    monkeypatch.setattr(sys, "path", [*sys.path[::-1], str(packages), str(tmp_path / "nowhere")])
    (packages / "some.py").touch()
    assert versions(program) == first, "the order in which packages are looked for is none of it"
    (packages / "some-1.0.dist-info").mkdir()
    second = versions(program)
    (packages / "some-1.0.dist-info").rename(packages / "some-1.1.dist-info")
    assert len({first, second, versions(program)}) == 3
    monkeypatch.setattr(sys, "path", [])
    known = versions(program)
    monkeypatch.setattr(sys, "version", f"{sys.version} of tomorrow")
    assert versions(program) != known


# The folder


def git(folder: Path, *arguments: str | Path) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


@pytest.mark.parametrize("where", [".", "deep/inside"])
def test_a_folder_of_which_git_tracks_something_is_refused(
    tmp_path: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project" / where
    folder = project / ".cache/daybrief"
    assert folder_of(project) == folder
    assert not folder.exists(), "it is made by whoever writes"
    folder.mkdir(parents=True)
    (tmp_path / "project/.git").write_text("no repository")
    assert folder_of(project) == folder
    (tmp_path / "project/.git").unlink()
    git(tmp_path / "project", "init", "-q")
    (folder / "days").touch()
    (project / "mkdocs.yml").touch()
    git(project, "add", "mkdocs.yml")
    assert folder_of(project) == folder
    git(project, "add", "-f", ".cache/daybrief/days")
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "another"))
    monkeypatch.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
    with pytest.raises(Refused) as refused:
        folder_of(project)
    assert str(refused.value) == (
        ".cache/daybrief is tracked by git, so that what it remembers cannot be trusted. "
        "Type: git rm -r -f .cache/daybrief"
    )
    (folder / "days").unlink()
    with pytest.raises(Refused):
        folder_of(project)
    monkeypatch.undo()
    (folder / "days").write_text("theirs")
    git(project, "rm", "-q", "-r", "-f", ".cache/daybrief")
    assert folder_of(project) == folder
    assert not (folder / "days").exists(), "what they wrote is gone"


@pytest.mark.parametrize("where", [".cache/daybrief", ".cache", "."])
def test_a_bare_repository_that_somebody_committed_is_not_asked(tmp_path: Path, where: str) -> None:
    project = tmp_path / "site"
    (project / ".cache/daybrief").mkdir(parents=True)
    git(tmp_path, "init", "-q")
    subprocess.run(["git", "init", "-q", "--bare", project / where], check=True)
    (project / where / "refs/keep").touch()
    (project / where / "objects/keep").touch()
    (project / ".cache/daybrief/build").touch()
    git(tmp_path, "add", "-f", "site")
    with pytest.raises(Refused):
        folder_of(project)


def test_a_checkout_beside_another_one_is_asked_too(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "first")
    git(
        tmp_path / "first",
        "-c",
        "user.name=A",
        "-c",
        "user.email=a@b.example",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "A",
    )
    git(tmp_path / "first", "worktree", "add", "-q", tmp_path / "second")
    folder = tmp_path / "second/.cache/daybrief"
    folder.mkdir(parents=True)
    (folder / "days").touch()
    assert folder_of(tmp_path / "second") == folder
    git(tmp_path / "second", "add", "-f", ".")
    with pytest.raises(Refused):
        folder_of(tmp_path / "second")


def test_a_cache_behind_a_link_is_asked_for_where_it_lies(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere/daybrief"
    project.mkdir()
    elsewhere.mkdir(parents=True)
    git(project, "init", "-q")
    (project / ".cache").symlink_to(elsewhere.parent)
    git(project, "add", "-f", ".cache")
    assert folder_of(project) == project / ".cache/daybrief"
    (elsewhere / "build").touch()
    git(elsewhere.parent, "init", "-q")
    git(elsewhere.parent, "add", "-f", ".")
    with pytest.raises(Refused):
        folder_of(project)


@pytest.mark.skipif(os.geteuid() != 0, reason="files are given to another user")
def test_a_checkout_of_somebody_elses_is_asked_too(tmp_path: Path) -> None:
    folder = tmp_path / ".cache/daybrief"
    folder.mkdir(parents=True)
    git(tmp_path, "init", "-q")
    (folder / "days").touch()
    git(tmp_path, "add", "-f", ".")
    for path in (tmp_path, *tmp_path.rglob("*")):
        os.chown(path, 65534, 65534)
    with pytest.raises(Refused):
        folder_of(tmp_path)


def test_without_git_nothing_is_tracked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / ".cache/daybrief"
    folder.mkdir(parents=True)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert folder_of(tmp_path) == folder


# The lock


def test_of_many_that_begin_at_once_one_holds_a_folder_at_a_time(tmp_path: Path) -> None:
    inside, together, everyone = list[int](), list[list[int]](), Barrier(6)

    def hold(number: int) -> None:
        for turn in range(60):
            everyone.wait(30)
            with locked(tmp_path / str(turn), lambda: None):
                inside.append(number)
                time.sleep(0.0005)
                together.append([*inside])
                inside.remove(number)

    with ThreadPoolExecutor(6) as pool:
        assert [*pool.map(hold, range(6))] == [None] * 6
    assert {len(some) for some in together} == {1}


def test_one_holds_a_folder_and_another_is_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "deep/folder"
    once = folder / "once"
    with locked(folder) as held:
        assert held is True
        assert (folder / ".gitignore").read_bytes() == b"*\n"
        once.mkdir()
        with locked(folder) as other:
            assert other is False
            assert once.is_dir(), "it belongs to whoever holds the folder"
    assert once.is_dir()
    (folder / ".gitignore").write_text("as somebody likes it\n")
    with locked(folder) as held:
        assert held is True, "the other one has ended"
        assert not once.exists()
    assert (folder / ".gitignore").read_text() == "as somebody likes it\n"


def test_who_waits_is_told_of_it_first_and_has_the_folder_then(tmp_path: Path) -> None:
    done: list[str] = []
    told = threading.Event()

    def wait() -> None:
        with locked(tmp_path, told.set) as held:
            done.append(f"held: {held}")

    with locked(tmp_path, lambda: done.append("told to the first")):
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert told.wait(10)
        waiting.join(0.05)
        assert waiting.is_alive()
        done.append("ended")
    waiting.join(10)
    assert done == ["ended", "held: True"]


def test_a_lock_that_leads_elsewhere_is_none(tmp_path: Path) -> None:
    folder, outside = tmp_path / "folder", tmp_path / "outside"
    folder.mkdir()
    for kind in ("link", "dead link", "folder"):
        if kind == "folder":
            (folder / "lock").unlink()
            (folder / "lock").mkdir()
        else:
            (folder / "lock").unlink(missing_ok=True)
            (folder / "lock").symlink_to(outside)
        with locked(folder) as held:
            assert held
            assert (folder / "lock").is_file()
            assert not (folder / "lock").is_symlink()
        if kind == "link":
            assert not outside.exists()
            outside.write_text("not ours")
    assert outside.read_text() == "not ours"
    inode = (folder / "lock").stat().st_ino
    with locked(folder):
        assert (folder / "lock").stat().st_ino == inode, "a lock stays, for another may wait for it"


@pytest.mark.parametrize("system", ["no locks at all", "a disk that knows none"])
def test_where_there_are_no_locks_a_folder_is_held_all_the_same(
    tmp_path: Path, system: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(95, "Operation not supported")

    if system == "no locks at all":
        monkeypatch.setattr(cache, "fcntl", None)
    else:
        monkeypatch.setattr(fcntl, "flock", refuse)
    with locked(tmp_path) as one, locked(tmp_path) as other:
        assert (one, other) == (True, True)
