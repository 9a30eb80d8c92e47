"""Texts and what is told of them, side by side in a file of `golden/`."""

from collections.abc import Callable, Iterable

import pytest

from daybrief.source import read


@pytest.fixture
def told_of(golden: Callable[[str, str], None]) -> Callable[[str, Iterable[str]], None]:
    """`told_of(name, texts)`: every place, code, message and hint is as it was."""

    def compare(name: str, texts: Iterable[str]) -> None:
        told = []
        for text in texts:
            told.append("".join(f"| {line}\n" for line in text.splitlines()))
            for p in read(text.encode(), "")[1]:
                hint = f"    = {p.hint}\n" if p.hint else ""
                told.append(f"  {p.line}:{p.column}+{p.width} {p.code}: {p.message}\n{hint}")
        golden(name, "".join(told))

    return compare
