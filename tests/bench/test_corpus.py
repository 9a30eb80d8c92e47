"""The bench's corpus is sound, says everything that can be said, and grows without changing what it said."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bench import corpus
from bench.days import RENAMED
from bench.markdown import markdown
from daybrief.commands.cli import main
from daybrief.content import archive
from daybrief.content.archive import Archive
from daybrief.diagnostics import Diagnostic
from daybrief.engine.dependencies import contents
from daybrief.ledger.status import STATUSES
from tests.cases import day_files, told_by_rules
from tests.ledger.telling import compile_ledger

DAYS = 40
PAGES = ("method.md", "about.md")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpus")
    corpus.write(path, DAYS)
    return path


@pytest.fixture(scope="module")
def read(folder: Path) -> tuple[Archive, list[Diagnostic]]:
    found, problems = archive.load(folder / "briefings", PAGES)
    return found, [*problems, *told_by_rules(found)]


def test_its_settings_are_sound(folder: Path) -> None:
    done = CliRunner().invoke(main, ["-f", str(folder / "mkdocs.yml"), "check"])
    assert (done.exit_code, done.stderr) == (0, ""), done.stderr
    assert "navigation.instant" in corpus.FEATURES


def test_every_day_is_sound(read: tuple[Archive, list[Diagnostic]]) -> None:
    found, problems = read
    assert len(day_files(found)) == DAYS
    assert problems == []


def said(value: Any) -> Iterator[tuple[str, str, bool]]:
    """Every field of every value of the model, and whether it is filled."""
    if is_dataclass(value):
        for field in fields(value):
            item = getattr(value, field.name)
            yield type(value).__name__, field.name, item not in (None, (), {})
            yield from said(item)
    elif isinstance(value, tuple | dict):
        for item in value.values() if isinstance(value, dict) else value:
            yield from said(item)


def test_every_field_of_the_model_is_used(read: tuple[Archive, list[Diagnostic]]) -> None:
    found, _ = read
    shelves = dict(contents(found.registry))
    everything = [fact for value in (shelves, *(file.day for file in day_files(found))) for fact in said(value)]
    filled = {(name, field) for name, field, there in everything if there}
    assert {(name, field) for name, field, _ in everything} == filled


def test_pointers_are_lists_too_and_some_lead_back_from_takeaways(read: tuple[Archive, list[Diagnostic]]) -> None:
    found, _ = read
    days = [file.day for file in day_files(found)]
    assert max(len(claim.follows) for day in days for _, claim in day.claims()) == 2
    assert any("/" in reference for day in days for takeaway in day.takeaways for reference in takeaway.refs)


def test_only_old_days_keep_former_ids(read: tuple[Archive, list[Diagnostic]]) -> None:
    found, _ = read
    keeping = [bool(file.former) for file in day_files(found)]
    assert keeping == [True] * RENAMED + [False] * (DAYS - RENAMED)


def test_claims_come_to_stand_in_many_ways(read: tuple[Archive, list[Diagnostic]]) -> None:
    found, _ = read
    ledger = compile_ledger((file.day for file in day_files(found)), found.registry)
    assert {ledger.status(entry.key) for entry in ledger.entries("claims")} == {*STATUSES}


def test_a_longer_corpus_begins_with_the_shorter_one(folder: Path, tmp_path: Path) -> None:
    corpus.write(tmp_path, DAYS // 2)
    shorter = sorted((tmp_path / "briefings").glob("*/*.yml"))
    assert len([file for file in shorter if file.parent.name == "2020"]) == DAYS // 2
    for file in shorter:
        assert file.read_bytes() == (folder / file.relative_to(tmp_path)).read_bytes()
    corpus.add(tmp_path, DAYS // 2)
    added = tmp_path / "briefings" / corpus.path_of(DAYS // 2)
    assert added.read_bytes() == (folder / added.relative_to(tmp_path)).read_bytes()


def test_another_seed_tells_another_story() -> None:
    assert corpus.day(7, seed=1) != corpus.day(7) == corpus.day(7)


def test_rivals_get_text_headings_lists_tables_and_links() -> None:
    article = (
        '<h2>News</h2><p>a_b <b>is</b> <a href="../x/">there</a><svg><text>not</text></svg></p>'
        "<ol><li>One<ul><li>Half</li></ul></li><li><p>Two</p><p>more</p></li></ol>"
        "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td><ul><li>2</li><li>3</li></ul></td></tr></table>"
    )
    html = (
        f"<title>T</title><body><main><nav>left out</nav><article>{article}</article></main><footer>left out</footer>"
    )
    assert markdown(html, "2020/01/02/").split("\n") == [
        "---",
        'title: "T"',
        "date: 2020-01-02",
        "---",
        *("", "## News", "", r"a\_b **is** [there](../x/)"),
        *("", "1.  One", "", "    -   Half", "", "1.  Two", "", "    more"),
        *("", "| A | B |", "|---|---|", "| 1 | 2 3 |", ""),
    ]
