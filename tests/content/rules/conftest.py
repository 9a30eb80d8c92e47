"""What is told of compact days, each problem with the words that it stands at."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from daybrief.content import archive
from tests.cases import told_by_rules
from tests.ledger.telling import full, put, write

Tells = Callable[..., list[tuple[str, str, str, str]]]


@pytest.fixture
def tells(tmp_path: Path) -> Tells:
    """`tells(days, registry)`: the marked words, code, message and hint of each problem.

    A day may bring its `date`, `as_of`, `status`, `takeaways` or `front` as its file has it, and the `file`'s name.
    """

    def tell(days: Mapping[str, Any], registry: Mapping[str, Any] | None = None) -> list[tuple[str, str, str, str]]:
        write(tmp_path, {}, registry)
        for date, told in days.items():
            file = told.get("file", f"{date[:4]}/{date}.yml")
            more = {name: told[name] for name in ("date", "as_of", "status", "takeaways", "front") if name in told}
            put(tmp_path / file, full(date, told) | more)
        found, problems = archive.load(tmp_path, ())
        return [
            (_marked(tmp_path / p.file, p.line, p.column, p.width), p.code, p.message, p.hint)
            for p in sorted([*problems, *told_by_rules(found)])
        ]

    return tell


def _marked(file: Path, line: int, column: int, width: int) -> str:
    return file.read_text(encoding="utf-8").split("\n")[line - 1][column - 1 :][:width]
