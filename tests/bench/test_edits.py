"""What an editor changes in the bench's days is sound, another each time, and only what it says."""

from itertools import pairwise
from pathlib import Path

import pytest

from bench import corpus
from bench.edits import Edits
from daybrief.content import archive
from tests.cases import told_by_rules

DAYS = 40


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Edits]:
    folder = tmp_path_factory.mktemp("edits")
    corpus.write(folder, DAYS)
    return folder, Edits(folder, DAYS, 0)


@pytest.mark.parametrize(
    ("edit", "files"),
    [
        ("rename_source", {"registry/sources.yml"}),
        ("regrade_source", {"registry/sources.yml"}),
        ("move_place", {"registry/places.yml"}),
        ("correct_day", {"2020/2020-01-16.yml"}),
        ("change_days", {*map(corpus.path_of, range(15, DAYS - 1))}),
    ],
)
def test_an_edit_is_sound_and_another_each_time(edited: tuple[Path, Edits], edit: str, files: set[str]) -> None:
    folder, edits = edited
    docs = folder / "briefings"

    def texts() -> dict[str, str]:
        return {path.relative_to(docs).as_posix(): path.read_text("utf-8") for path in docs.rglob("*.yml")}

    states = [texts()]
    for number in range(2):
        getattr(edits, edit)(number)
        states.append(texts())
        found, problems = archive.load(docs, ("method.md", "about.md"))
        assert [*problems, *told_by_rules(found)] == []
    first, second = ({name for name in new if new[name] != old[name]} for old, new in pairwise(states))
    assert first == files
    assert second == ({"2020/2020-01-17.yml"} if edit == "correct_day" else files)
