"""The order in which a disk lists files is its own: it decides no byte, and whether anything is different."""

import os
import random
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from daybrief.commands.build import build, unchanged
from daybrief.commands.check import check
from tests.reading import files, indexed
from tests.world import World, add_a_day, change

OPTIONS = {"strict": True}


class Backwards:
    """A folder as another disk might list it."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self.entries: Iterator[Any] = iter([*entries][::-1])

    def __enter__(self) -> "Backwards":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        pass

    def __iter__(self) -> "Backwards":
        return self

    def __next__(self) -> Any:
        return next(self.entries)

    def close(self) -> None:
        pass


@pytest.fixture
def backwards(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Has this process, and what it forks, read folders in another order from now on."""
    scan, names = os.scandir, os.listdir

    def turn() -> None:
        monkeypatch.setattr(os, "scandir", lambda *folder: Backwards(scan(*folder)))
        monkeypatch.setattr(os, "listdir", lambda *folder: names(*folder)[::-1])

    return turn


@pytest.mark.slow
def test_folders_that_are_listed_in_another_order_change_nothing(tmp_path: Path, backwards: Any) -> None:
    world, rng = World(tmp_path), random.Random(8)
    for _ in range(4):
        change(world, rng, add_a_day)
    config = world.root / "mkdocs.yml"
    world.build()
    told = check(config)
    before, known = files(world.site), indexed(world.site)
    first = [*(world.docs / "registry").iterdir()]
    backwards()
    assert [*(world.docs / "registry").iterdir()] == first[::-1]
    assert unchanged(config, OPTIONS)[0], "it is the same"
    assert check(config) == told
    build(config, OPTIONS, clean=True)
    assert files(world.site) == before
    assert indexed(world.site) == known
