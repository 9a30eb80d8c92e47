"""A folder that takes the place of another one."""

import sys
from pathlib import Path

import pytest

from daybrief.engine import exchange
from daybrief.engine.exchange import put_in_place


@pytest.mark.parametrize("exchanges", [True, False])
def test_a_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exchanges: bool) -> None:
    if not exchanges:  # as on a system that has no such call
        monkeypatch.setattr(exchange, "libc", lambda: None)
    for text in ("first", "second", "third"):
        new = tmp_path / ".new"
        new.mkdir()
        (new / "page").write_text(text)
        new_mode = new.stat().st_mode & 0o7777
        put_in_place(new, tmp_path / "far/parent/site")
        assert (tmp_path / "far/parent/site").stat().st_mode & 0o7777 == (0o2775 if text != "first" else new_mode)
        (tmp_path / "far/parent/site").chmod(0o2775)
        assert (tmp_path / "far/parent/site/page").read_text() == text
        assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "page", "parent", "site"]


@pytest.fixture(params=[True, False], ids=["in one step", "in two"])
def steps(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if not request.param:
        monkeypatch.setattr(exchange, "libc", lambda: None)


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
    put_in_place(new_folder(tmp_path), site)
    assert [path.name for path in site.iterdir()] == ["page"]
    assert not site.is_symlink()
    assert (site / "page").read_text() == "new"
    assert (outside / "page").read_text() == "not ours"
    assert {path.name for path in tmp_path.iterdir()} == {"outside", "site"}


def test_what_was_left_aside_before_is_in_nobodys_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "libc", lambda: None)
    for name in ("site", ".new-old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page").write_text("old")
    put_in_place(new_folder(tmp_path), tmp_path / "site")
    assert (tmp_path / "site/page").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.usefixtures("steps")
def test_where_there_is_nothing_new_the_old_one_stays(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("old")
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "none", tmp_path / "site")
    assert (tmp_path / "site").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="there are two steps")
def test_on_linux_there_is_a_folder_at_every_instant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """For no name is taken away first."""

    def refuse(path: Path, _: Path) -> None:
        raise AssertionError(f"{path} is renamed")

    monkeypatch.chdir(tmp_path)
    put_in_place(new_folder(Path()), Path("site"))
    monkeypatch.setattr(Path, "rename", refuse)
    new = new_folder(Path())
    (new / "page").write_text("newer")
    put_in_place(new, Path("site"))
    assert Path("site/page").read_text() == "newer"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]
