"""Every case of the corpus tells what is expected of it; between them they show every code."""

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import get_args

import pytest

from daybrief.diagnostics import Code
from tests.cases import CORPUS, INVALID, TREES, VALID, expected, lay, problems, told
from tests.projects import ROOT

ELSEWHERE = {
    "too-large": "tests/source/test_tree.py",
    "unreadable": "tests/content/test_archive.py",
    "no-words": "tests/output/test_messages.py",
    **dict.fromkeys(("unknown-message", "missing-message", "bad-placeholder"), "tests/output/test_messages.py"),
    **dict.fromkeys(("bad-setting", "missing-setting"), "tests/plugin/test_config.py"),
    "not-upgraded": "tests/commands/test_upgrade.py",
    "bad-template": "tests/output/test_templates.py",
    **dict.fromkeys(("no-effect", "raw-html", "reserved-address"), "tests/content/test_handwritten.py"),
    **dict.fromkeys(("missing-file", "unsafe-picture"), "tests/content/test_assets.py"),
}
"""Codes that a small file of briefings cannot show, and the tests that do."""
DOCUMENTED = dict(
    re.findall(r"^\| `([a-z-]+)` \| (\w+) \|", (ROOT / "docs/diagnostics.md").read_text(encoding="utf-8"), re.M)
)
with (CORPUS / "mistakes.tsv").open(encoding="utf-8", newline="") as file:
    MISTAKES = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def name(case: Path) -> str:
    return case.stem


@pytest.mark.parametrize("case", VALID, ids=name)
def test_a_sound_day_has_no_problems(tmp_path: Path, case: Path) -> None:
    assert problems(lay(tmp_path / "docs", case)) == []


@pytest.mark.parametrize("case", [*INVALID, *TREES], ids=name)
def test_what_is_told_is_what_is_expected_and_nothing_twice(tmp_path: Path, case: Path) -> None:
    docs = lay(tmp_path / "docs", case)
    found = problems(docs)
    assert told(case, found) == expected(case)
    assert len({(p.file, p.line, p.column, p.code, p.message) for p in found}) == len(found)
    for problem in found:
        assert DOCUMENTED[problem.code] == problem.severity
        assert problem.message
        assert "\n" not in problem.message + problem.hint
        if problem.width:
            line = (docs / problem.file).read_text(encoding="utf-8-sig", errors="replace").split("\n")[problem.line - 1]
            assert 0 <= problem.column - 1 <= len(line)
            assert problem.column - 1 + problem.width <= len(line) + 1


def test_every_word_that_the_corpus_is_told_is_as_it_was(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    """The messages and hints: `.expected` has the places and codes."""
    words = []
    for case in [*INVALID, *TREES]:
        words.append(f"{case.stem}\n")
        for problem in problems(lay(tmp_path / case.stem, case)):
            hint = f"    = {problem.hint}\n" if problem.hint else ""
            place = f"{problem.file}:{problem.line}:{problem.column}+{problem.width}"
            words.append(f"  {place} {problem.code} ({problem.severity}): {problem.message}\n{hint}")
    golden("diagnostics.txt", "".join(words))


def test_every_code_is_in_the_corpus() -> None:
    shown = {line.split()[-1] for case in [*INVALID, *TREES] for line in expected(case)}
    assert shown | ELSEWHERE.keys() == set(get_args(Code))
    assert not shown & ELSEWHERE.keys()
    for code, test in ELSEWHERE.items():
        assert f'"{code}"' in (ROOT / test).read_text(encoding="utf-8")


def test_the_docs_list_every_code_once_and_in_order() -> None:
    assert list(DOCUMENTED) == sorted(get_args(Code)) == list(get_args(Code))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda row: row["thread"].split()[0])
def test_a_mistake_that_others_made_is_told_on_its_line_or_cannot_happen(mistake: dict[str, str]) -> None:
    case = mistake["case"]
    if re.match("cannot (happen|be seen): ", case):
        assert all((CORPUS / f"{valid}.yml") in VALID for valid in re.findall("valid/[a-z-]+", case))
        case = ";".join(re.findall(r"[a-z-]+ \d+ [a-z-]+$", case))
    for place in filter(None, case.split(";")):
        name, at, code = place.split()
        file = CORPUS / name if name.startswith("trees/") else CORPUS / "invalid" / f"{name}.yml"
        assert any(re.fullmatch(rf"{re.escape(at)}:\d+ {code}", line) for line in expected(file)), place


def test_all_36_mistakes_are_here() -> None:
    assert len(MISTAKES) == 36
    assert sum(row["case"].startswith("cannot") for row in MISTAKES) == 7
