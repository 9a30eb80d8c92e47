"""Diagnostics as a person, a pull request and a program read them: harmless, marked and told apart."""

import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybrief.diagnostics import Diagnostic
from daybrief.output import report
from daybrief.text.letters import UNSEEN
from tests.cases import CORPUS, DAY, lay, problems

ANY = st.text(st.characters(), max_size=60) | st.sampled_from(
    ["\x1b[31m", "a\r\n::error::b", "100%, a:b", "`" * 200, "\u202e"]
)
VISIBLE = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Signs of numbers, verses and the like, that Unicode counts among format characters."""
BIDI = ("LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI")
PLACES = st.integers(1, 5)
PROBLEMS = st.builds(
    Diagnostic, ANY, PLACES, PLACES | st.integers(1, 300), st.just("syntax"), ANY, ANY, width=st.integers(0, 400)
)


def test_what_cannot_be_seen_is_replaced() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    unseen = [letter for letter in every if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    unseen += re.findall(f"[{UNSEEN}]", "".join(map(chr, range(sys.maxunicode + 1))))
    told = report.text([problem(message="".join({*unseen} - VISIBLE - {"\n"}))], lambda _: [])
    assert len(unseen) > 4_000
    assert {*"\u3164\u2800\u034f\ufe0f"} < {*unseen}
    assert not {*unseen} & {*told} - {"\n"}


def problem(**changes: Any) -> Diagnostic:
    values: dict[str, Any] = {
        "file": "day.yml",
        "line": 2,
        "column": 8,
        "code": "syntax",
        "message": "It is wrong",
        "hint": "Mend it",
    }
    return Diagnostic(**(values | {"width": 3} | changes))


@given(st.lists(PROBLEMS, max_size=4), st.lists(ANY.filter(lambda line: "\n" not in line), max_size=4))
def test_nothing_that_a_terminal_obeys_passes_through(found: list[Diagnostic], lines: list[str]) -> None:
    for told in (report.text(found, lambda _: lines), report.github(found)):
        obeyed = {c for c in told if unicodedata.category(c) in ("Cc", "Cs") or unicodedata.bidirectional(c) in BIDI}
        assert obeyed <= {"\n"}
    assert report.github(found).count("\n") == max(len(found) - 1, 0)


@given(PROBLEMS)
def test_a_workflow_command_says_what_the_problem_says(problem: Diagnostic) -> None:
    _, command, message = report.github([problem]).split("::", 2)
    severity, listed = command.split(" ", 1)
    values = dict(pair.split("=", 1) for pair in listed.split(","))
    assert severity == problem.severity
    assert list(values) == ["file", "line", "col", "endColumn", "title"]
    assert (values["line"], values["col"], values["title"]) == (str(problem.line), str(problem.column), "syntax")
    assert ("%0AHint: " in message) >= bool(problem.hint)


def test_a_workflow_command_is_escaped_as_github_reads_it() -> None:
    told = report.github([problem(file="a:b,c%.yml", message="50 %: a, b", hint="x", severity="warning")])
    assert told == ("::warning file=a%3Ab%2Cc%25.yml,line=2,col=8,endColumn=11,title=syntax::50 %25: a, b%0AHint: x")


@given(st.lists(PROBLEMS, max_size=4))
def test_json_has_every_field(found: list[Diagnostic]) -> None:
    told = report.as_json(found)
    assert told.isascii()
    document = json.loads(told)
    assert document.keys() == {"version", "model", "problems"}
    assert document["version"] == report.JSON_VERSION == 1
    fields = {"file", "line", "column", "code", "message", "hint", "severity", "width"}
    assert [each.keys() for each in document["problems"]] == [fields] * len(found)
    assert [each["message"] for each in document["problems"]] == [each.message for each in found]


def test_a_frame_marks_the_place() -> None:
    assert report.text([problem()], lambda name: ["date: x", f"title: {name}"]).split("\n") == [
        "day.yml:2:8: error: It is wrong [syntax]",
        "    2 | title: day.yml",
        "      |        ^^^",
        "      = hint: Mend it",
    ]


@pytest.mark.parametrize(
    ("changes", "lines", "frame"),
    [
        ({"column": 3}, ["", "\tab"], ["    2 |  ab", "      |   ^"]),
        ({"column": 5}, ["", "abcd"], ["    2 | abcd", "      |     ^"]),
        (
            {"column": 101, "width": 900},
            ["", "x" * 100 + "y" * 900],
            ["    2 | " + "x" * 60 + "y" * 40, "      | " + " " * 60 + "^" * 40],
        ),
        ({"line": 12345, "column": 1}, ["x"] * 12345, ["12345 | x", "      | ^"]),
        ({"line": 9}, ["x"], []),
        ({"width": 0}, ["x", "y"], []),
    ],
    ids=["tab", "end of line", "long line", "long file", "behind the file", "whole file"],
)
def test_a_frame_fits(changes: dict[str, Any], lines: list[str], frame: list[str]) -> None:
    assert report.text([problem(hint="", **changes)], lambda _: lines).split("\n")[1:] == frame


def test_a_problem_of_a_whole_file_has_no_frame_beside_one_that_has() -> None:
    found = [problem(width=0, hint=""), problem(hint="")]
    assert report.text(found, lambda _: ["", "title: x"]).split("\n") == [
        "day.yml:2:8: error: It is wrong [syntax]",
        "",
        "day.yml:2:8: error: It is wrong [syntax]",
        "    2 | title: x",
        "      |        ^",
    ]


def test_a_file_is_read_once_and_only_where_a_line_is_shown() -> None:
    asked: list[str] = []
    found = [problem(), problem(line=1), problem(file="b.yml", width=0)]
    report.text(found, lambda name: [asked.append(name) or "x", "y"])
    assert asked == ["day.yml"]


def test_very_many_problems_are_counted_and_only_a_program_is_given_them_all() -> None:
    found = [problem(file=f"{number % 3}.yml", line=number) for number in range(1, 10_001)]
    asked: list[str] = []
    told = report.text(found, lambda name: [asked.append(name) or "x"] * 9).split("\n\n")
    assert len(told) == 101
    assert [frame.partition(": ")[0] for frame in told[:2]] == ["1.yml:1:8", "2.yml:2:8"]
    assert told[-1] == "… and 9,900 more in 3 files"
    assert len(asked) == 3
    lines = report.github(found).split("\n")
    assert (len(lines), lines[-1]) == (101, "::notice::… and 9,900 more in 3 files")
    assert len(json.loads(report.as_json(found))["problems"]) == 10_000
    assert report.summary(found, 3) == "10,000 errors in 3 files."
    for few in (found[:100], found[:101]):
        assert ("more" in report.text(few, lambda _: [])) == ("more" in report.github(few)) == (len(few) > 100)
    assert report.text(found[:101], lambda _: []).endswith("\n\n… and 1 more in 1 file")


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"a\nb", ["a", "b"]),
        (b"a\n", ["a", ""]),
        (b"a\r\nb\rc", ["a", "b", "c"]),
        (b"\xef\xbb\xbfa\xef\xbb\xbf", ["a\ufeff"]),
        (b"caf\xe9\n", ["caf\ufffd", ""]),
        (b"", []),
        (None, []),
    ],
)
def test_lines_of_a_file_are_counted_as_it_is_read(tmp_path: Path, data: bytes | None, lines: list[str]) -> None:
    if data is not None:
        (tmp_path / "day.yml").write_bytes(data)
    assert report.lines(tmp_path, "day.yml") == lines


def test_a_program_is_given_indented_json() -> None:
    assert report.as_json([]) == '{\n  "version": 1,\n  "model": 2,\n  "problems": []\n}'


def test_long_values_are_cut_where_people_read() -> None:
    told = report.text([problem(message=f"`{'x' * 500}` is no id")], lambda _: [])
    assert f"`{'x' * 80}…` is no id" in told


def test_colours_have_roles() -> None:
    told = report.text(
        [problem(severity="warning")], lambda _: ["", "title: x"], lambda words, role: f"<{role}|{words}>"
    )
    assert "<place|day.yml:2:8>: <warning|warning>: It is wrong [syntax]" in told
    assert "<frame|    2 | >title: x" in told
    assert "<hint|hint: >Mend it" in told


@pytest.mark.parametrize(
    ("severities", "days", "line"),
    [
        ([], 0, "0 days, no problems."),
        ([], 1, "1 day, no problems."),
        (["error"], 3, "1 error in 1 file."),
        (["warning", "warning"], 3, "2 warnings in 1 file."),
        (["error", "error", "warning"], 3, "2 errors and 1 warning in 1 file."),
    ],
)
def test_the_summary_counts(severities: list[str], days: int, line: str) -> None:
    assert report.summary([problem(severity=severity) for severity in severities], days) == line


def test_a_whole_report(tmp_path: Path) -> None:
    docs = lay(tmp_path / "docs", CORPUS / "invalid/syntax-and-more.yml")
    lines = (docs / DAY).read_text(encoding="utf-8").split("\n")
    assert report.text(problems(docs), lambda _: lines) == (CORPUS / "report.txt").read_text(encoding="utf-8").rstrip(
        "\n"
    )
