"""What the docs tell by the first site: their examples are read beside its registries, and its files exist."""

import re
import shutil
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from daybrief.content import archive
from daybrief.diagnostics import Diagnostic
from daybrief.model.day import Correction
from daybrief.model.registry import Source
from daybrief.model.statements import Claim
from daybrief.model.validation import interpret
from daybrief.output import report
from daybrief.source import read
from tests.cases import told_by_rules
from tests.projects import ROOT
from tests.test_docs import CONTENT, CONTRIBUTING, EACH, README, blocks, dead, links, missing


@pytest.fixture
def checked(tmp_path: Path) -> Callable[[str], tuple[list[Diagnostic], str]]:
    """Puts a day beside the project's registries, and returns its problems and what `daybrief check` prints of them."""
    shutil.copytree(ROOT / "briefings/registry", tmp_path / "briefings/registry")

    def check(day: str) -> tuple[list[Diagnostic], str]:
        date = day.partition("date: ")[2][:10]
        file = tmp_path / f"briefings/{date[:4]}/{date}.yml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(day, encoding="utf-8")
        found, problems = archive.load(tmp_path / "briefings", (), "briefings")
        problems = sorted([*problems, *told_by_rules(found)])
        return problems, report.text(problems, lambda name: (tmp_path / name).read_text(encoding="utf-8").split("\n"))

    return check


def test_the_readmes_day_is_valid(checked: Callable[[str], tuple[list[Diagnostic], str]]) -> None:
    (day,) = (block for block in blocks(README, "yaml") if "\ndate:" in block)
    problems, told = checked(day)
    assert not problems, told
    assert len(day.splitlines()) <= 40, "it is there to be read at a glance"


def test_the_readmes_report_is_what_check_prints(checked: Callable[[str], tuple[list[Diagnostic], str]]) -> None:
    day, (shown,) = blocks(README, "yaml")[0], blocks(README, "text")
    mistyped = re.findall(r"called `([\w-]+)`", shown)[0]
    meant = re.findall(r"did you mean `([\w-]+)`", shown)[0]
    _, told = checked(day.replace(f"by: {meant}", f"by: {mistyped}", 1))
    assert told == shown.rstrip("\n")


@pytest.mark.parametrize(("number", "model"), [(0, Claim), (1, Correction), (2, Source)])
def test_the_records_of_contributing_are_valid(number: int, model: type[Any]) -> None:
    block = blocks(CONTRIBUTING, "yaml")[number]
    record = textwrap.dedent(re.sub(r"\A\S+:\n", "", block).replace("- ", "  ", 1))
    document, problems = read(record.encode(), "CONTRIBUTING.md")
    assert document is not None
    assert not problems
    made, _, problems = interpret(document, model)
    assert made is not None
    assert not problems


@EACH
def test_paths_that_are_named_exist(name: str) -> None:
    assert missing(name, CONTENT) == []


def test_every_folder_of_ours_is_there() -> None:
    assert [folder for folder in CONTENT if not (ROOT / folder).is_dir()] == []


@EACH
def test_links_lead_somewhere(name: str) -> None:
    assert dead(links(name)) == []
