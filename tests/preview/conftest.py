"""A sound site in memory, and sites that have what a test needs in the place of its pages."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from daybrief.preview.builder import Builder
from daybrief.preview.snapshot import Snapshot
from daybrief.views import Task
from tests.projects import Project

MakeSite = Callable[..., Snapshot]


@pytest.fixture(scope="session")
def lake_in_memory(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    """A snapshot of the second subject."""
    project = Project.copied_to(tmp_path_factory.mktemp("memory") / "project")
    return Builder(project.config, "http://127.0.0.1:8000/").build()


@pytest.fixture
def site(lake_in_memory: Snapshot) -> MakeSite:
    """Makes a site of files and of what goes wrong: `site({"a.css": b"", "b/index.html": b""}, {"c/": "no c"})`."""

    def make(written: Mapping[str, bytes], faulty: Mapping[str, str] | None = None) -> Snapshot:
        def failing(message: str) -> Callable[[], None]:
            def fail() -> None:
                raise ValueError(message)

            return fail

        tasks = {path: Task(path, "day", failing(message)) for path, message in (faulty or {}).items()}
        return replace(lake_in_memory, tasks=tasks, copies={}, written=written)

    return make
