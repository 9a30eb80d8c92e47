"""`daybrief ledger`, as an editor at a terminal and as a program meets it."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from daybrief.commands.cli import main
from daybrief.content import archive
from tests.projects import COMMANDS, Project

DAY = "briefings/2032/2032-01-02.yml"


def ledger(project: Project, *arguments: str, code: int = 0) -> Any:
    done = CliRunner().invoke(main, ["-f", str(project.config), "ledger", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code == code, done.output
    return done


def test_it_tells_the_newest_day_or_the_one_that_is_named(project: Project) -> None:
    assert ledger(project).stdout.startswith("2032-01-02: ")
    assert ledger(project).stdout == ledger(project, "--date", "2032-01-02").stdout
    assert ledger(project, "--date", "2031-12-30").stdout.startswith("2031-12-30: ")


def test_as_json_it_is_a_document_that_is_the_same_each_time(project: Project) -> None:
    first = ledger(project, "--format", "json").stdout
    told = json.loads(first)
    assert {"format": "daybrief-ledger", "version": 1, "date": "2032-01-02"}.items() <= told.items()
    assert ledger(project, "--format", "json").stdout == first, "from what is remembered now"
    project.build_on()
    assert ledger(project, "--format", "json").stdout == first, "and from a build"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2032-01-01", "there is no day of 2032-01-01; the nearest that is published is 2032-01-02."),
        ("1999-01-01", "there is no day of 1999-01-01; the nearest that is published is 2031-12-30."),
        ("2032-01-03", "2032-01-03 is a draft; the nearest that is published is 2032-01-02."),
        ("yesterday", "'yesterday' is no date: write it as in 2032-01-02."),
        ("2032-02-30", "'2032-02-30' is no date: write it as in 2032-01-02."),
    ],
)
def test_a_date_without_a_published_day_is_told(project: Project, date: str, words: str) -> None:
    done = ledger(project, "--date", date, code=2)
    assert done.stdout == ""
    assert done.stderr.endswith(f"Error: Invalid value for --date: {words}\n")


def test_that_nothing_is_published_is_told(project: Project) -> None:
    project.drop_days()
    done = ledger(project, code=2)
    assert done.stderr.endswith("Error: No day is published yet, so the ledger has nothing to tell.\n")


@pytest.mark.parametrize("form", ["text", "json"])
def test_errors_are_told_as_check_tells_them(project: Project, form: str) -> None:
    project.edit(DAY, "by: pilots", "by: pilotz")
    done = ledger(project, "--format", form, code=1)
    checked = CliRunner().invoke(main, ["-f", str(project.config), "check"])
    assert (done.stdout, done.stderr) == ("", checked.stdout)
    assert "did you mean `pilots`?" in done.stderr


def test_a_warning_or_a_template_keeps_nothing_back(project: Project) -> None:
    project.edit(DAY, "reeds at Hask", "reeds at Haskholm")
    project.own_templates()
    (project.root / "templates/feeds/day.html").write_text("{% if %}")
    assert ledger(project).stderr == ""


def test_what_was_read_is_not_read_again(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ledger(project).stdout
    remembered = project.root / ".cache/daybrief/checked"
    before = remembered.stat().st_mtime_ns
    monkeypatch.setattr(archive, "parse", None)
    assert ledger(project).stdout == first
    assert remembered.stat().st_mtime_ns == before


def test_the_next_build_makes_what_it_would_have_made(project: Project) -> None:
    """What the ledger keeps of days tells a build nothing of pages."""
    project.build_on()
    project.edit(DAY, "reeds at Hask", "reeds by Hask")
    ledger(project)
    assert "reeds by Hask" in (project.build_on() / "2032/01/02/index.html").read_text(encoding="utf-8")


def test_a_reader_that_goes_away_costs_no_traceback(project: Project) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [COMMANDS / "daybrief", "ledger"],
        cwd=project.root,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(writing)
    assert done.stderr == ""


def test_it_needs_a_site(tmp_path: Path) -> None:
    done = CliRunner().invoke(main, ["-f", str(tmp_path / "mkdocs.yml"), "ledger"])
    assert done.exit_code == 2
