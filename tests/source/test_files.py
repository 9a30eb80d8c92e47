"""A file's bytes, and what is told where there are none."""

from pathlib import Path

import pytest

from daybrief.diagnostics import Diagnostic
from daybrief.source import MAX_BYTES, contents, decoded, one_break, read_contents


def test_of_a_file_that_is_too_large_one_byte_more_is_read(tmp_path: Path) -> None:
    for size, read in ((3, 3), (MAX_BYTES, MAX_BYTES), (MAX_BYTES + 1, MAX_BYTES + 1), (MAX_BYTES + 9, MAX_BYTES + 1)):
        (tmp_path / "file").write_bytes(b"#" * size)
        found = contents(tmp_path / "file")
        assert isinstance(found, bytes)
        assert len(found) == read


def test_what_cannot_be_read_is_told_of(tmp_path: Path) -> None:
    for path, why in ((tmp_path / "none", "No such file or directory"), (tmp_path, "Is a directory")):
        message, hint = f"the file cannot be read: {why}", "give the right to read it"
        assert read_contents(contents(path), "day.yml") == (
            None,
            [Diagnostic("day.yml", 1, 1, "unreadable", message, hint, width=0)],
        )


def test_bytes_are_read_under_their_name() -> None:
    found, problems = read_contents(b"a: b\nc: *d\n", "day.yml")
    assert found is not None
    assert (found.file, found.data, [problem.file for problem in problems]) == (
        "day.yml",
        {"a": "b", "c": ""},
        ["day.yml"],
    )


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        (b"\xef\xbb\xbf\xef\xbb\xbfa", "\ufeffa"),
        (b"", ""),
        (bytes(4), "\0\0\0\0"),
        (b"abc\0", "abc\0"),
        (b"abcdefg\0\0", "abcdefg\0\0"),
    ],
)
def test_text_without_a_mark_and_with_one_kind_of_break(data: bytes, text: str) -> None:
    assert decoded(data, "day.yml") == text
    assert one_break("\r\r\n\n\r") == "\n\n\n\n"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"\xfe\xffa", b"ab\0", b"a\0b\0", b"a\0\0\0b\0\0"])
def test_what_is_written_in_wider_letters(data: bytes) -> None:
    message, hint = "the file is UTF-16 or UTF-32, and not UTF-8", "save the file as UTF-8"
    assert decoded(data, "day.yml") == Diagnostic("day.yml", 1, 1, "encoding", message, hint, width=0)


def test_a_byte_that_is_no_text_is_named() -> None:
    hint = "save the file as UTF-8"
    assert decoded(b"a\nb\x0c\xe9c", "day.yml") == Diagnostic(
        "day.yml", 2, 3, "encoding", "this byte (E9) is not UTF-8", hint
    )
