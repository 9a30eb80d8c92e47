"""Files and folders are put in place in one step, and files known again by what was written."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from daybrief.engine import files as engine_files
from daybrief.engine.files import (
    UNFINISHED,
    bring,
    regular,
    remove,
    stamp,
    swap_in,
    unchanged_files,
    walk,
    withdraw,
    write,
)


def test_a_file_is_put_in_place_in_one_step(tmp_path: Path) -> None:
    file = tmp_path / "far/below/page.html"
    one = write(file, b"first")
    with file.open("rb") as reader:
        other = write(file, b"second")
        assert reader.read() == b"first", "whoever reads the old one reads it to its end"
    assert file.read_bytes() == b"second"
    assert one != other
    assert other == stamp(file)
    assert bring(file, b"second") == other, "left alone"
    assert bring(file, b"third") != other
    assert file.read_bytes() == b"third"
    assert [*walk(tmp_path)] == ["far/below/page.html"]


def test_a_file_is_for_whom_the_system_says_and_its_seal_has_its_times(tmp_path: Path) -> None:
    file = tmp_path / "page"
    one = write(file, b"words", b"made of this")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~mask
    os.utime(file, ns=(1, 2))
    other = stamp(file)
    assert (one.fingerprint, other.fingerprint) == (b"made of this", b"")
    assert (other.digest, other.size, other.modified) == (one.digest, 5, 2)
    assert other.changed == file.stat().st_ctime_ns != 2


def test_whoever_could_read_a_file_can_read_what_takes_its_place(tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(b"old")
    for mode in (0o600, 0o646):
        file.chmod(mode)
        write(file, b"new", keep_mode=True)
        assert stat.S_IMODE(file.stat().st_mode) == mode
        assert file.read_bytes() == b"new"


def test_what_stands_in_the_way_is_no_way_to_elsewhere(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("not ours")
    site = tmp_path / "site"
    site.mkdir()
    (site / "page").symlink_to(outside)
    (site / f"other{UNFINISHED}").symlink_to(outside)
    (site / "folder").mkdir()
    for name in ("page", "other", "folder"):
        write(site / name, b"ours")
        assert (site / name).read_bytes() == b"ours"
    assert outside.read_text() == "not ours"


def test_nothing_half_written_is_left_where_writing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        write(tmp_path / "page", b"words")
    assert [*walk(tmp_path)] == []


def test_a_file_takes_the_place_of_a_folder_and_a_folder_that_of_a_file(tmp_path: Path) -> None:
    write(tmp_path / "a", b"a file")
    write(tmp_path / "a/b/c", b"below it")
    write(tmp_path / "a", b"a file again")
    assert [*walk(tmp_path)] == ["a"]


def test_a_file_stands_as_long_as_its_bytes_do(tmp_path: Path) -> None:
    site = tmp_path / "site"
    names = ["same", "copied", "touched", "gone", "longer", "flipped", "linked", "a folder now", "last"]
    left = {name: write(site / name, b"bytes", name.encode()) for name in names}
    assert unchanged_files(site, left) == left
    (site / "touched").touch()
    shutil.copy(site / "copied", site / "copy")
    (site / "copy").replace(site / "copied")
    (site / "gone").unlink()
    (site / "longer").write_bytes(b"bytes and more")
    times = (site / "flipped").stat()
    (site / "flipped").write_bytes(b"bytez")
    os.utime(site / "flipped", ns=(times.st_atime_ns, times.st_mtime_ns))
    (site / "linked").rename(site / "other")
    (site / "linked").symlink_to("other")  # of as many bytes as what it leads to
    (site / "a folder now").unlink()
    (site / "a folder now").mkdir()
    found = unchanged_files(site, left)
    assert [*found] == ["same", "copied", "touched", "last"]
    assert [one.fingerprint for one in found.values()] == [b"same", b"copied", b"touched", b"last"]
    assert unchanged_files(site, found) == found, "with the times as they are now"


def test_a_seal_of_another_size_is_no_files_seal(tmp_path: Path) -> None:
    one = write(tmp_path / "page", b"bytes")
    assert unchanged_files(tmp_path, {"page": msgspec.structs.replace(one, size=4)}) == {}


def test_a_file_is_no_link_no_folder_and_no_device(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("file")
    os.mkfifo(tmp_path / "pipe")
    names = ["file", "folder", "link", "pipe", "none", "file/below"]
    assert [regular(tmp_path / name) for name in names] == [True, False, False, False, False, False]


def test_below_what_is_no_folder_is_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert [*walk(tmp_path / "none")] == [*walk(tmp_path / "file")] == []
    assert [*walk(tmp_path)] == ["file"]


@pytest.mark.parametrize(
    ("there", "gone", "left"),
    [
        (["a", "b"], ["a"], ["b"]),
        (["a/b/c", "a/d", "a/e/f"], ["a/b/c", "a/e/f"], ["a", "a/d"]),
        (["a/b/c", "a/d", "e/f"], ["a/d", "a/b/c"], ["e", "e/f"]),
        (["a/b", "a/c/d/e"], ["a/c/d/e"], ["a", "a/b"]),
        (["a"], ["a"], []),
        (["a"], ["none", "none/below", "a/below"], ["a"]),
        (["a/b/c"], ["a/b", "a/none"], ["a", "a/b", "a/b/c"]),
        (["a/c"], ["a/b/none"], ["a", "a/c"]),
    ],
)
def test_with_the_last_file_of_a_folder_the_folder_goes(
    tmp_path: Path, there: list[str], gone: list[str], left: list[str]
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for name in there:
        write(site / name, b"")
    withdraw(site, gone)
    assert sorted(path.relative_to(site).as_posix() for path in site.rglob("*")) == left
    assert site.is_dir(), "it is not below itself"


def test_a_link_is_taken_away_and_never_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/file").write_text("not ours")
    site = tmp_path / "site"
    site.mkdir()
    (site / "link").symlink_to(tmp_path / "outside")
    assert [*walk(site)] == ["link"]
    withdraw(site, ["link"])
    (site / "link").symlink_to(tmp_path / "outside")
    remove(site / "link")
    assert [*site.iterdir()] == []
    (site / "link").symlink_to(tmp_path / "outside")
    remove(site)
    remove(site)
    assert (tmp_path / "outside/file").read_text() == "not ours"


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    if not exchanges:  # as on a system that has no such call
        monkeypatch.setattr(engine_files, "libc", lambda: None)
    for text in ("first", "second", "third"):
        new = tmp_path / ".new"
        new.mkdir()
        (new / "page").write_text(text)
        new_mode = new.stat().st_mode & 0o7777
        swap_in(new, tmp_path / "far/parent/site")
        assert (tmp_path / "far/parent/site").stat().st_mode & 0o7777 == (0o2775 if text != "first" else new_mode)
        (tmp_path / "far/parent/site").chmod(0o2775)
        assert (tmp_path / "far/parent/site/page").read_text() == text
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "page", "parent", "site"]


@pytest.fixture(params=[True, False], ids=["in one step", "in two"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(engine_files, "libc", lambda: None)


def new_folder(parent: Path) -> Path:
    (parent / ".new").mkdir()
    (parent / ".new/page").write_text("new")
    return parent / ".new"


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("there", ["a file", "a link", "a dead link", "a full folder"])
def test_whatever_is_there_makes_room(tmp_path: Path, there: str) -> None:
    outside, site = tmp_path / "outside", tmp_path / "site"
    outside.mkdir()
    (outside / "page").write_text("not ours")
    outside.chmod(0o700)
    if there == "a file":
        site.write_text("old")
    elif there == "a full folder":
        (site / "deep/er").mkdir(parents=True)
        (site / "deep/er/page").write_text("old")
    else:
        site.symlink_to(outside if there == "a link" else "nowhere")
    swap_in(new_folder(tmp_path), site)
    assert [path.name for path in site.iterdir()] == ["page"]
    assert not site.is_symlink()
    assert (site / "page").read_text() == "new"
    assert (outside / "page").read_text() == "not ours"
    assert {path.name for path in tmp_path.iterdir()} == {"outside", "site"}


@pytest.fixture
def layered(tmp_path: Path) -> Iterator[Path]:
    """A folder of which a part lies in a layer that is only read, as in a container of an image with a site in it."""
    for name in ("image/site", "above", "work", "seen"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "image/site/page").write_text("old")
    seen, layers = tmp_path / "seen", f"lowerdir={tmp_path}/image,upperdir={tmp_path}/above,workdir={tmp_path}/work"
    mount = ["mount", "-t", "overlay", "overlay", "-o", layers, str(seen)]
    if not shutil.which("mount") or subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("only root may lay one folder over another, and not on every system")
    yield seen
    subprocess.run(["umount", str(seen)], check=True)


@pytest.mark.usefixtures("steps")
def test_a_folder_in_a_layer_that_is_only_read_makes_room(layered: Path) -> None:
    with pytest.raises(OSError, match="cross-device"):
        (layered / "site").rename(layered / "other")
    swap_in(new_folder(layered), layered / "site")
    assert (layered / "site/page").read_text() == "new"
    assert [path.name for path in layered.iterdir()] == ["site"]


@pytest.mark.usefixtures("steps")
def test_a_folder_that_cannot_be_renamed_for_another_reason_stays_whole(layered: Path) -> None:
    with pytest.raises(OSError, match="busy"):  # something is mounted there
        swap_in(new_folder(layered.parent), layered)
    assert (layered / "site/page").read_text() == "old"


def test_what_was_left_aside_before_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_files, "libc", lambda: None)
    for name in ("site", ".new-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text("old")
    swap_in(new_folder(tmp_path), tmp_path / "site")
    assert (tmp_path / "site/page").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("steps")
def test_where_there_is_nothing_new_the_old_one_stays(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("old")
    with pytest.raises(FileNotFoundError):
        swap_in(tmp_path / "none", tmp_path / "site")
    assert (tmp_path / "site").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="there are two steps")
def test_on_linux_there_is_a_folder_at_every_instant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For no name is taken away first."""

    def refuse(path: Path, _: Path) -> None:
        raise AssertionError(f"{path} is renamed")

    monkeypatch.chdir(tmp_path)
    swap_in(new_folder(Path()), Path("site"))
    monkeypatch.setattr(Path, "rename", refuse)
    new = new_folder(Path())
    (new / "page").write_text("newer")
    swap_in(new, Path("site"))
    assert Path("site/page").read_text() == "newer"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
