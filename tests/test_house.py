"""The house is kept: what `make lint` holds of the program besides Ruff, mypy and the import contracts."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.projects import ROOT

MOST = 250
"""Lines of a module: more have more than one reason."""
MODULES = sorted((ROOT / "generator/daybrief").rglob("*.py"))


def found(file: Path, kind: type[ast.AST]) -> Iterator[ast.AST]:
    return (node for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(node, kind))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT / "generator/daybrief").as_posix())
def test_a_module_is_short_and_says_what_it_is(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST
    assert not text or ast.get_docstring(ast.parse(text)), "the architecture sends its readers to this line"


@pytest.mark.parametrize("file", [file for file in MODULES if file.parent.name == "views"], ids=lambda file: file.stem)
def test_a_view_is_equal_to_no_tuple(file: Path) -> None:
    tuples = [c.name for c in found(file, ast.ClassDef) if "NamedTuple" in map(ast.unparse, getattr(c, "bases", ()))]
    assert not tuples, "take a frozen struct, built by name"


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.relative_to(ROOT / "generator/daybrief").as_posix())
def test_what_is_taken_for_granted_says_why(file: Path) -> None:
    """No input reaches an `assert`: each says what holds, and who sees to it."""
    assert not [node.lineno for node in found(file, ast.Assert) if not node.msg]
