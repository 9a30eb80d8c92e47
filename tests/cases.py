"""The corpus: files that are wrong in a known place, and what is to be told of them.

`corpus/invalid/NAME.yml` is a day, laid down as 4 May 2031 among the registries of `corpus/registry/`;
`corpus/trees/NAME/` is a whole folder of briefings, which takes from there the registries that it does not bring.
Beside each stands what is expected: lines of `line:column code`, or of `path:line:column code` for a tree.
"""

import shutil
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

import pytest

from daybrief.content import archive, rules
from daybrief.content.archive import Archive, DayFile
from daybrief.diagnostics import Diagnostic

CORPUS = Path(__file__).parent / "corpus"
DAY = "2031/2031-05-04.yml"
PAGES = {"about.md"}
INVALID = sorted((CORPUS / "invalid").glob("*.yml"))
VALID = sorted((CORPUS / "valid").glob("*.yml"))
TREES = sorted(path for path in (CORPUS / "trees").iterdir() if path.is_dir())


def problems(docs: Path) -> list[Diagnostic]:
    """What `daybrief check` tells of a folder of briefings."""
    found, told = archive.load(docs, PAGES)
    return sorted([*told, *told_by_rules(found)])


def told_by_rules(found: Archive) -> list[Diagnostic]:
    """Every problem that the rules find, sorted."""
    files = [*day_files(found), *found.registries]
    return sorted(problem for file in files for problem in rules.check_file(found, file))


def day_files(found: Archive) -> list[DayFile]:
    """All days, in the order of their dates."""
    return [found.file(path) for _, path in found.paths]


def lay(docs: Path, case: Path) -> Path:
    """Make `docs` a folder of briefings: of one day, or of a tree."""
    if case.is_dir():
        shutil.copytree(case, docs, ignore=shutil.ignore_patterns("expected.txt"))
    else:
        (docs / DAY).parent.mkdir(parents=True)
        shutil.copy(case, docs / DAY)
    (docs / "registry").mkdir(exist_ok=True)
    for registry in (CORPUS / "registry").iterdir():
        if not (docs / "registry" / registry.name).exists():
            shutil.copy(registry, docs / "registry")
    return docs


def expected(case: Path) -> list[str]:
    """What is to be told of a case, a line each."""
    file = case / "expected.txt" if case.is_dir() else case.with_suffix(".expected")
    return file.read_text(encoding="utf-8").splitlines()


def told(case: Path, found: list[Diagnostic]) -> list[str]:
    """What was told, in the same form."""
    return [f"{f'{p.file}:' if case.is_dir() else ''}{p.line}:{p.column} {p.code}" for p in found]


def slow_but(quick: Collection[Any], every: Iterable[Any]) -> list[Any]:
    """The cases of a table: those that are not among the quick ones take their time where all tests are run."""
    return [one if one in quick else pytest.param(one, marks=pytest.mark.slow) for one in every]
