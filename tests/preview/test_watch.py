"""What is looked at to see that a file was saved, and what is different since."""

import os
from pathlib import Path

import pytest

from daybrief.preview.watch import different, look


def test_a_file_is_known_by_its_size_its_time_and_itself(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("12345")
    os.utime(tmp_path / "a", ns=(1, 2))
    file = str(tmp_path / "a")
    assert look([file]) == look([str(tmp_path)]) == {file: (5, 2, os.stat(file).st_ino)}  # noqa: PTH116 - a text


def test_hidden_files_are_looked_at_where_they_are_named_alone(tmp_path: Path) -> None:
    for name in (".a", ".folder/b", "c.d", "folder/.e", "folder/f"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    def names(*paths: str) -> list[str]:
        return sorted(Path(path).relative_to(tmp_path).as_posix() for path in look([f"{tmp_path}{p}" for p in paths]))

    assert names("") == ["c.d", "folder/f"]
    assert names("/.a", "/.folder") == [".a", ".folder/b"]
    assert names("/none", "/folder", "/folder") == ["folder/f"]


def test_two_names_of_a_folder_are_looked_into_once(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one/a").touch()
    (tmp_path / "other").symlink_to("one")
    assert len(look([f"{tmp_path}/one", f"{tmp_path}/other"])) == 1


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ({}, {}, []),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, []),
        ({"a": 1, "b": 2, "c": 3}, {"a": 1, "b": 4, "d": 3}, ["b", "c", "d"]),
    ],
)
def test_what_came_or_went_or_is_otherwise_is_told(old: dict[str, int], new: dict[str, int], names: list[str]) -> None:
    def files(some: dict[str, int]) -> dict[str, tuple[int, int, int]]:
        return {name: (1, time, 1) for name, time in some.items()}

    assert [*different(files(old), files(new))] == names
