"""A megabyte of anything is read, checked and reported in little time and memory."""

import subprocess
import sys
import time

import pytest

from daybrief.model.day import Day
from daybrief.model.validation import interpret
from daybrief.output import report
from daybrief.source import MAX_BYTES, one_break, read
from daybrief.source.composer import MAX_VALUES
from tests.projects import ROOT

SECONDS = 20.0
"""Twenty times what the slowest takes. What grows with the square of a megabyte takes hours."""


def full(piece: str, lead: str = "", tail: str = "") -> bytes:
    """A megabyte of one piece."""
    room = MAX_BYTES - len((lead + tail).encode())
    return (lead + piece * (room // len(piece.encode())) + tail).encode()


def numbered(line: str, lead: str = "", tail: str = "") -> bytes:
    """Lines that differ, up to a megabyte and to the values that are read."""
    made = "".join(line.format(n) for n in range(min(MAX_VALUES // 2, MAX_BYTES // (len(line) + 5))))
    return (lead + made + tail).encode()[:MAX_BYTES]


CASES = {
    "line": full("x", "a: "),
    "key": full("x", "", ": y"),
    "quoted": full("x", 'a: "', '"'),
    "quote left open": full("x", 'a: "'),
    "quotes": full('"', "a: "),
    "apostrophes": full("'", "a: '"),
    "escapes": full("\\x41", 'a: "', '"'),
    "keys without a value": full("a: \n"),
    "keys": numbered("k{}: x\n"),
    "items": full("- \n"),
    "items in a list": full("- x\n", "takeaways:\n"),
    "mappings in a list": full("- {b: c}\n", "takeaways:\n"),
    "items below items": full("- "),
    "empty articles": numbered("  a{}: {{}}\n", "articles:\n"),
    "texts that are cut": numbered("- text: a # {}\n", "takeaways:\n"),
    "hash": full("#"),
    "comments": full("#\n"),
    "comments without a space": full('"x",#\n', "a: [", "]"),
    "tabs": full("\t"),
    "lines of tabs": full("\t\n"),
    "spaces": full(" "),
    "line breaks": full("\n"),
    "zeros": bytes(MAX_BYTES),
    "bytes that are no text": b"\xff" * MAX_BYTES,
    "a last byte that is no text": full("x")[:-1] + b"\xd0",
    "what cannot be seen": full("\u200b\n"),
    "no-break spaces": full("\u00a0"),
    "twice encoded": full("Ð¡"),
    "conflicts": full("<<<<<<< a\n"),
    "20,000 [": b"a: " + b"[" * 20_000,
    "20,000 {": b"a: " + b"{" * 20_000,
    "20,000 -": b"a:\n" + b"- " * 20_000,
    '20,000 "': b"a: " + b'"' * 20_000,
    "[": full("["),
    "{": full("{"),
    "entries": full("x,", "a: [", "]"),
    "entries never closed": full(" x,\n", "a: [\n"),
    "mappings within brackets": full(" {b: c},\n", "a: [\n", " {b: c: d}]"),
    "a bracket at the end": numbered("k{}: x\n", "", "y: [\n"),
    "words behind a quote at the end": numbered('k{}: "x"\n', "", 'y: "x" y\n'),
    "a text of many lines": full("x\n ", "a: "),
    "a block of many lines": full(" x\n", "a: |\n"),
    "colons": full(": "),
    "question marks": full("? "),
    "lines of question marks": full("?\n"),
    "aliases": full("- *a\n"),
    "anchors": full("- &a b\n"),
    "tags": full("- !a b\n"),
    "merge keys": full("<<: *a\n"),
    "documents": full("---\n"),
    "ends": full("...\n"),
    "percents": full("%"),
    "backticks": full("`", "a: "),
    "a list that a text swallows": full("  - c\n", "a: b\n"),
}

LEADS = {"": "", " within a list": "k: v\nx: [\n", " within quotes": 'x: "\n'}
PIECES = [
    "\t",
    "\t\n",
    "\0",
    "\u00a0",
    " ",
    "\n",
    ":",
    "a: b: ",
    "'",
    "#",
    "&a ",
    "? ",
    "Ð¡",
    "a: 'x'y\n",
    "a: b\n",
    "- a\n",
    "x,",
]
CASES |= {f"{piece!r}{where}": full(piece, lead) for piece in PIECES for where, lead in LEADS.items()}


@pytest.mark.slow
@pytest.mark.parametrize("name", CASES)
def test_a_megabyte_takes_little_time(name: str) -> None:
    data = CASES[name]
    assert len(data) <= MAX_BYTES
    lines = one_break(data.decode(errors="replace")).split("\n")
    start = time.process_time()
    found, problems = read(data, "f.yml")
    if found:
        problems += interpret(found, Day)[2]
    told = report.text(problems, lambda _: lines) + report.github(problems)
    assert time.process_time() - start < SECONDS
    assert problems
    assert len(problems) <= 2 * 10_001
    assert len(told) < 200_000


@pytest.mark.slow
def test_a_megabyte_takes_little_memory() -> None:
    names = ("items in a list", "empty articles", "keys", "lines of tabs", "mappings within brackets")
    code = f"""\
import resource
from daybrief.model.day import Day
from daybrief.model.validation import interpret
from tests.source.test_bounds import CASES, read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in {names}:
    found, problems = read(CASES[name], "f.yml")
    found and interpret(found, Day)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert int(done.stdout) < 300_000  # kilobytes


def test_no_more_values_are_read_than_a_file_may_have() -> None:
    for shape in ("a: [{}]", "a: {{{}}}"):
        one = shape.format(",".join(f"k{n}" for n in range(MAX_VALUES - 1)))
        other = shape.format(",".join(f"k{n}" for n in range(MAX_VALUES)))
        assert read(one.encode(), "f.yml")[1] == []
        [problem] = read(other.encode(), "f.yml")[1]
        assert (problem.line, problem.column, problem.code) == (1, 1, "too-large")
        assert problem.message == "the file has more than 100,000 values, and is not read"
        assert problem.hint == "make several files of it"


def test_the_problems_of_a_file_are_told_up_to_a_number() -> None:
    found, problems = read(b"- *a\n" * 10_001, "f.yml")
    assert found is None
    assert len(problems) == 10_001
    assert (problems[-1].code, problems[-1].line, problems[-1].width) == ("too-many", 10_000, 0)
    found, _ = read(("takeaways:\n" + "- x\n" * 20_000).encode(), "f.yml")
    assert found is not None
    value, _, problems = interpret(found, Day)
    assert value is None
    assert [p.code for p in problems[-2:]] == ["not-a-mapping", "too-many"]
    assert problems == sorted(problems)
