"""The docs say what is there: their examples are read by the program, and what they name exists."""

import importlib
import re
import shutil
import textwrap
import tomllib
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any

import pytest

import daybrief
from daybrief.commands.cli import main
from daybrief.content import archive
from daybrief.content.archive import read_registry
from daybrief.diagnostics import Diagnostic
from daybrief.model.day import Correction, Event
from daybrief.model.registry import Source
from daybrief.model.statements import Assessment, Claim
from daybrief.model.terms import TABLES, TERMS
from daybrief.model.validation import interpret
from daybrief.output import messages, report
from daybrief.plugin.own_settings import DaybriefConfig
from daybrief.plugin.plugin import DaybriefPlugin
from daybrief.settings import HUES, TEMPLATES
from daybrief.source import read
from tests.cases import told_by_rules
from tests.projects import ROOT

DOCS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
}
README, CONTRIBUTING = DOCS["README.md"], DOCS["CONTRIBUTING.md"]
WRITE, RUN = DOCS["docs/write.md"], DOCS["docs/run.md"]
ARCHITECTURE = DOCS["docs/architecture.md"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LAYERS = {path.stem for path in ROOT.glob("generator/daybrief/[a-z]*") if path.suffix in ("", ".py")}
FENCE = re.compile(r"^( *)```(\w*)\n(.*?)^ *```$", re.M | re.S)
EACH = pytest.mark.parametrize("name", DOCS)
OTHERS = ("site", "dist", ".venv", ".cache")
CONTENT = ("briefings", "maps")
"""Folders of what is told, where another site has other files or none: tests/site looks at what docs name of them."""


def blocks(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, as one would copy them."""
    return [textwrap.dedent(body) for _, tag, body in FENCE.findall(text) if tag == language]


def code(text: str) -> list[str]:
    """All that is set as code: spans, and lines of blocks that are fenced or indented."""
    fenced = [line for _, _, body in FENCE.findall(text) for line in body.splitlines()]
    prose = FENCE.sub("", text)
    return fenced + re.findall(r"^ {4}(\S.*)$", prose, re.M) + spans(text)


def spans(text: str) -> list[str]:
    return re.findall(r"(?<!`)`([^`\n]+)`(?!`)", FENCE.sub("", text))


# Examples, which are of the site that `daybrief init` writes


@pytest.fixture
def checked(tmp_path: Path) -> Callable[[str], tuple[list[Diagnostic], str]]:
    """Puts a day beside that site's own, and returns its problems and what `daybrief check` prints of them."""
    shutil.copytree(TEMPLATES / "project/briefings", tmp_path / "briefings")

    def check(day: str) -> tuple[list[Diagnostic], str]:
        date = day.partition("date: ")[2][:10]
        (tmp_path / f"briefings/{date[:4]}/{date}.yml").write_text(day, encoding="utf-8")
        found, problems = archive.load(tmp_path / "briefings", ("about.md", "method.md"), "briefings")
        problems = sorted([*problems, *told_by_rules(found)])
        return problems, report.text(problems, lambda name: (tmp_path / name).read_text(encoding="utf-8").split("\n"))

    return check


def test_the_day_is_valid(checked: Callable[[str], tuple[list[Diagnostic], str]]) -> None:
    (day,) = (block for block in blocks(WRITE, "yaml") if "\ndate:" in block)
    problems, told = checked(day)
    assert not problems, told
    assert len(day.splitlines()) <= 40, "it is there to be read at a glance"
    problems, told = checked(f"{day}assessments:\n{textwrap.indent(blocks(WRITE, 'yaml')[4], '  ')}")
    assert not problems, f"the forecast is none that was told before: {told}"


def test_the_report_is_what_check_prints(checked: Callable[[str], tuple[list[Diagnostic], str]]) -> None:
    day, (shown,) = blocks(WRITE, "yaml")[0], blocks(WRITE, "text")
    mistyped = re.findall(r"called `([\w-]+)`", shown)[0]
    meant = re.findall(r"did you mean `([\w-]+)`", shown)[0]
    _, told = checked(day.replace(f"by: {meant}", f"by: {mistyped}", 1))
    assert told == shown.rstrip("\n")


@pytest.mark.parametrize(("number", "model"), [(1, Claim), (3, Event), (4, Assessment), (5, Correction), (6, Source)])
def test_the_records_are_valid(number: int, model: type[Any]) -> None:
    block = blocks(WRITE, "yaml")[number]
    if number == 1:  # and the fields that it may have besides
        block += textwrap.indent(blocks(WRITE, "yaml")[2], "  ")
    record = textwrap.dedent(re.sub(r"\A\S+:\n", "", block).replace("- ", "  ", 1))
    document, problems = read(record.encode(), "write.md")
    assert document is not None
    assert not problems
    made, _, problems = interpret(document, model)
    assert made is not None
    assert not problems


def test_the_words_are_words_of_the_frame(tmp_path: Path) -> None:
    block, _ = blocks(RUN, "yaml")
    own = tmp_path / "words.yml"
    own.write_text(block, encoding="utf-8")
    spoken, problems = messages.load("en", TEMPLATES / "words", own)
    assert not problems
    assert spoken
    assert spoken("day.front") == "By line"


def test_the_words_of_a_site_are_laid_over_all_that_the_program_has(tmp_path: Path) -> None:
    _, block = blocks(RUN, "yaml")
    (tmp_path / "registry").mkdir()
    (tmp_path / "registry/terms.yml").write_text(block, encoding="utf-8")
    found, problems = read_registry(tmp_path, "registry/terms.yml")
    assert problems == []
    for table in TABLES:
        (words,) = re.findall(rf"^\| `{table}` \| (.*?) \|", RUN, re.M)
        told = set(re.findall(r"`(\w+)`", words.partition(":")[2]))
        assert told == {*getattr(TERMS, table)}
        assert told <= {*found.tables[table]}


def test_the_wheel_is_called_by_this_version() -> None:
    assert set(re.findall(r"daybrief-([\d.]+)-py3", RUN)) == {daybrief.__version__}


# Commands


def make_targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_make_help_lists_every_target() -> None:
    (phony,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert make_targets() == set(phony.split())


def test_every_command_is_listed() -> None:
    assert set(main.commands) == set(re.findall(r"^\| `daybrief (\w+)[^`]*`", RUN, re.M))


@EACH
def test_commands_that_are_named_exist(name: str) -> None:
    told = code(DOCS[name])
    assert {target for line in told for target in re.findall(r"\bmake ([a-z-]+)\b", line)} <= make_targets()
    assert {command for line in told for command in re.findall(r"\bdaybrief ([a-z]+)\b", line)} <= set(main.commands)


def options(command: Any) -> set[str]:
    return {flag for option in command.params for flag in (*option.opts, *option.secondary_opts) if flag[0] == "-"}


def test_the_options_are_those_of_their_command() -> None:
    rows = re.findall(r"^\| `daybrief (\w+)[^`]*` \| (.*) \|$", RUN, re.M)
    assert any("--" in told for _, told in rows)
    for command, told in rows:
        assert set(re.findall(r"(?<![\w-])--[a-z-]+", told)) <= options(main.commands[command]), command
    lines = re.findall(r"daybrief (\w+) ([^`&\n]*--[^`&\n]*)", re.sub(r"^\| `daybrief.*$", "", RUN, flags=re.M))
    assert lines
    for command, told in lines:
        assert set(re.findall(r"(?<![\w-])--[a-z-]+", told)) <= options(main.commands[command]), told


# Settings


def test_every_setting_of_the_plugin_and_every_hue_is_listed() -> None:
    listed = set(re.findall(r"^- `(\w+)`", RUN, re.M))
    assert listed == {name for name, _ in DaybriefConfig()._schema}
    assert set(HUES) <= set(spans(RUN))


def test_the_hooks_are_those_of_the_plugin() -> None:
    listed = re.findall(r"^\| `(on_\w+)`", ARCHITECTURE, re.M)
    assert sorted(listed) == sorted(name for name in vars(DaybriefPlugin) if name.startswith("on_"))


# Files, modules and names


def missing(name: str, folders: Collection[str]) -> list[str]:
    """What a page of the docs names in these folders or beside them, and is not there."""
    missing = []
    for span in spans(DOCS[name]):
        first, slash, _ = span.partition("/")
        alone = not slash and re.fullmatch(r"[\w.-]+\.(md|toml)|mkdocs\.yml|Makefile|LICENSE[\w-]*", span)
        if re.fullmatch(r"[\w./*-]+", span) and ((slash and first in folders) or alone):
            there = any(ROOT.glob(span)) if "*" in span else (ROOT / span).exists()
            if not there or (span.endswith("/") and not (ROOT / span).is_dir()):
                missing.append(span)
    return missing


@EACH
def test_paths_that_are_named_exist(name: str) -> None:
    assert missing(name, {path.name for path in ROOT.iterdir() if path.is_dir()} - {*OTHERS, *CONTENT}) == []


def test_every_folder_is_listed() -> None:
    folders = {path.parent.name for path in ROOT.glob("[!.]*/*")} - {*OTHERS}
    assert folders | {*CONTENT} == set(re.findall(r"^\| `([\w-]+)/`", CONTRIBUTING, re.M))


@EACH
def test_names_of_the_program_resolve(name: str) -> None:
    for span in spans(DOCS[name]):
        if re.fullmatch(r"daybrief(\.\w+)+", span):
            module, _, last = span.rpartition(".")
            try:
                importlib.import_module(span)
            except ModuleNotFoundError:
                assert hasattr(importlib.import_module(module), last), span


def test_the_architecture_orders_layers_as_the_contract_does() -> None:
    rows = re.findall(r"^\| `(\w+)/?` \|", ARCHITECTURE.partition("## Layers")[2].partition("\n## ")[0], re.M)
    assert {*rows} == LAYERS
    for layer in PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]:
        modules = {*re.findall(r"\w+", layer)}
        assert {*rows[: len(modules)]} == modules
        del rows[: len(modules)]


# Links


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(name: str) -> dict[str, Path]:
    """The links of a page of the docs to files of the repository, and the file that each leads to."""
    targets = re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", FENCE.sub("", DOCS[name])))
    return {
        target: ((ROOT / name).parent / target.partition("#")[0]).resolve() if target[0] != "#" else ROOT / name
        for target in targets
        if not target.startswith(("https://", "http://"))
    }


def dead(found: dict[str, Path]) -> list[str]:
    """The links that lead to no file, or to no heading of it."""
    wrong = []
    for target, file in found.items():
        anchor = target.partition("#")[2]
        if not file.exists() or (anchor and anchor not in anchors(file.read_text(encoding="utf-8"))):
            wrong.append(target)
    return wrong


@EACH
def test_links_lead_somewhere(name: str) -> None:
    content = {(ROOT / folder).resolve() for folder in CONTENT}
    assert dead({target: file for target, file in links(name).items() if not content & {file, *file.parents}}) == []


def test_the_readme_is_short_and_its_pictures_are_small() -> None:
    assert README.count("\n") <= 60, "each of the four doors has a page"
    pictures = {ROOT / name for name in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)}
    assert pictures == {*(ROOT / "docs/readme").iterdir()}
    for data in (picture.read_bytes() for picture in pictures):
        assert data.startswith(b"\x89PNG")
        assert len(data) < 100_000


# Promises


def promises() -> dict[str, list[str]]:
    """What SECURITY.md promises, and the tests that it names for each."""
    part = DOCS["SECURITY.md"].partition("## What is promised")[2].partition("\n## ")[0]
    items = re.findall(r"^- (.*(?:\n  .*)*)", part, re.M)
    return {item: re.findall(r"`(tests/[\w/]+\.py::\w+)`", item) for item in items}


def test_every_promise_names_tests_that_are_there() -> None:
    assert len(promises()) > 20
    assert [promise for promise, tests in promises().items() if not tests] == []
    named = [test.split("::") for tests in promises().values() for test in tests]
    texts = {file: (ROOT / file).read_text("utf-8") if (ROOT / file).is_file() else "" for file, _ in named}
    assert [f"{file}::{name}" for file, name in named if f"\ndef {name}(" not in texts[file]] == []


# Records


def test_decisions_are_dated_and_short() -> None:
    text = DOCS["docs/decisions.md"]
    dates = re.findall(r"^## (\d{4}-\d\d-\d\d): \S", text, re.M)
    assert len(dates) == len(re.findall(r"^## ", text, re.M)) > 0
    assert dates == sorted(dates, reverse=True), "the newest stands on top"
    for entry in text.split("\n## ")[1:]:
        assert len(entry.strip().splitlines()) - 2 <= 5, entry.splitlines()[0]


def test_the_changelog_knows_this_version() -> None:
    text = DOCS["CHANGELOG.md"]
    versions = re.findall(r"^## \[?(\d+\.\d+\.\d+)\]?", text, re.M)
    unreleased = text.partition("## Unreleased")[2].partition("\n## ")[0]
    assert daybrief.__version__ == versions[0] if versions else daybrief.__version__ in unreleased
