"""`daybrief check`, run as it is installed: what it prints, and what it ends with."""

import contextlib
import importlib
import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jinja2 import Environment

from daybrief.commands.cli import main
from daybrief.engine.parallel import ENOUGH
from tests.cases import CORPUS, DAY, lay
from tests.projects import COMMANDS, command
from tests.reading import Built

CONFIG = """\
site_name: The Ferry
docs_dir: docs
theme: {name: material}
plugins: [{daybrief: {identity: ferry}}]
site_url: https://ferry.example/
nav:
  - Today: index.md
  - About: about.md
"""
DAY_FILE = f"docs/{DAY}"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    lay(tmp_path / "docs", CORPUS / "valid/smallest.yml")
    (tmp_path / "docs/about.md").write_text("# About\n")
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    return tmp_path


def break_(site: Path, case: str, name: str = DAY) -> None:
    shutil.copy(CORPUS / f"invalid/{case}.yml", site / "docs" / name)


def check(site: Path, *arguments: str | Path, code: int) -> str:
    """What check printed; errors of use are one line or two behind the usage, and nothing is ever a traceback."""
    with contextlib.chdir(site):
        done = CliRunner().invoke(main, ["check", *map(str, arguments)], prog_name="daybrief")
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code == code, done.output
    assert bool(done.stderr) == (code == 2)
    return done.stderr if code == 2 else done.stdout


@pytest.mark.parametrize(
    ("case", "code", "line"), [("", 0, "1 day, no problems."), ("cut-text", 1, "3 errors in 1 file.")]
)
def test_as_a_program_it_says_and_ends_with_the_same(site: Path, case: str, code: int, line: str) -> None:
    if case:
        break_(site, case)
    done = command("daybrief", "check", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (code, check(site, code=code), "")
    assert done.stdout.endswith(f"{line}\n")


def test_as_a_program_it_ends_with_2_where_it_is_not_understood(site: Path) -> None:
    done = command("daybrief", "check", "mkdocs.yml", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", check(site, "mkdocs.yml", code=2))


def test_a_sound_site_is_one_line(site: Path) -> None:
    assert check(site, code=0) == "1 day, no problems.\n"
    assert check(site, "--format", "github", code=0) == ""
    assert json.loads(check(site, "--format", "json", code=0)) == {"version": 1, "model": 2, "problems": []}


def test_templates_that_were_sound_are_not_parsed_by_the_next_check(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse, parsed = Environment.parse, list[str]()

    def noted(*given: Any, filename: str) -> Any:
        parsed.append(Path(filename).parent.name)
        return parse(*given, filename=filename)

    monkeypatch.setattr(Environment, "parse", noted)
    check(site, code=0)
    assert {"pages", "parts", "feeds"} <= {*parsed}
    parsed.clear()
    break_(site, "spellings")
    check(site, code=1)
    assert parsed == []


def test_problems_are_told_and_counted(site: Path) -> None:
    break_(site, "syntax-and-more")
    told = check(site, code=1)
    report = (CORPUS / "report.txt").read_text(encoding="utf-8").replace(DAY, DAY_FILE)
    assert told == f"{report}\n3 errors in 1 file.\n"


def test_a_warning_is_a_problem_too(site: Path) -> None:
    break_(site, "spellings")
    assert check(site, code=1).endswith("\n3 warnings in 1 file.\n")


def test_the_other_formats_tell_the_same(site: Path) -> None:
    break_(site, "cut-text")
    told = json.loads(check(site, "--format", "json", code=1))["problems"]
    assert [(p["file"], p["line"], p["column"], p["code"]) for p in told] == [
        (DAY_FILE, 3, 7, "cut-text"),
        (DAY_FILE, 21, 15, "cut-text"),
        (DAY_FILE, 31, 11, "cut-text"),
    ]
    lines = check(site, "--format", "github", code=1).splitlines()
    assert [line.split("::")[1] for line in lines] == [
        f"error file={DAY_FILE},line={p['line']},col={p['column']},endColumn={p['column'] + p['width']},title=cut-text"
        for p in told
    ]


def test_paths_choose_what_is_told(site: Path) -> None:
    break_(site, "spellings")
    (site / "docs/notes.md").write_text("# Notes\n", encoding="utf-8")
    (site / "docs/x.yml").symlink_to(site / "docs" / DAY)

    def files(*paths: str | Path, code: int = 1, cwd: Path = site) -> set[str]:
        told = check(cwd, "--format", "json", "-f", site / "mkdocs.yml", *paths, code=code)
        return {p["file"] for p in json.loads(told)["problems"]}

    everything = {DAY_FILE, "docs/notes.md", "docs/x.yml"}
    assert files() == files(".") == files("docs") == files(site) == everything
    assert files("docs/2031") == files(DAY_FILE) == files(site / DAY_FILE) == {DAY_FILE}
    assert files("docs/x.yml", "docs/notes.md") == {"docs/x.yml", "docs/notes.md"}
    assert files("docs/registry", code=0) == set()
    assert files("2031", cwd=site / "docs") == {DAY_FILE}
    (site / "docs/2031-x").mkdir()
    (site / "docs/2031-x/notes.md").write_text("# Notes\n", encoding="utf-8")
    assert files("docs/2031") == {DAY_FILE}, "that one only begins with its name"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["nothing.yml"], "Error: Invalid value for '[PATHS]...': Path 'nothing.yml' does not exist."),
        (["mkdocs.yml"], "Error: mkdocs.yml is not in docs."),
        (["/etc"], "is not in docs."),
        (["--format", "xml"], "Error: Invalid value for '--format': 'xml' is not one of 'text', 'github', 'json'."),
        (["--colour"], "Error: No such option '--colour'."),
    ],
)
def test_what_was_not_understood_ends_with_2(site: Path, arguments: list[str], line: str) -> None:
    assert check(site, *arguments, code=2).rstrip().endswith(line)


@pytest.mark.parametrize(
    ("config", "line"),
    [
        (b"site_name: [", "mkdocs.yml:1:13: error: this is not YAML: expected the node content, but found "),
        (b"- a list\n", "Error: The configuration is invalid. Expected a key-value mapping (dict)"),
        (b"", "mkdocs.yml:1:1: error: `site_name`: Required configuration not provided. [bad-setting]"),
        (b"\xff\xfe\n", "mkdocs.yml:1:1: error: the file is UTF-16 or UTF-32, and not UTF-8 [encoding]"),
        (b"# caf\xe9\n", "mkdocs.yml:1:6: error: this byte (E9) is not UTF-8 [encoding]"),
        (b"site_name: x\ndocs_dir: docs\n", "Error: Daybrief is not among the plugins"),
        (CONFIG.replace("docs_dir: docs", "docs_dir: none").encode(), "mkdocs.yml:2:11: error: `docs_dir`: The path '"),
        (
            CONFIG.replace("material", "material, custom_dir: nowhere").encode(),
            "mkdocs.yml:3:8: error: `theme`: The path set in",
        ),
        (CONFIG.replace("{daybrief:", "{daybreif:").encode(), 'mkdocs.yml:4:10: error: `plugins`: The "daybreif"'),
    ],
    ids=["syntax", "list", "empty", "bytes", "Latin", "no plugin", "no docs", "no theme", "other plugin"],
)
def test_a_broken_mkdocs_yml_is_told_in_clear_lines(site: Path, config: bytes, line: str) -> None:
    (site / "mkdocs.yml").write_bytes(config)
    told = check(site, code=2)
    assert line in told
    assert told.startswith("Error: ")
    assert told.count("\n") <= 7
    assert "Traceback" not in told


def test_without_a_mkdocs_yml_the_option_is_named(site: Path) -> None:
    (site / "mkdocs.yml").unlink()
    assert "There is no mkdocs.yml here: name the site's with -f / --config-file." in check(site, code=2)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["-f", "none.yml", "check"], "Invalid value for '-f' / '--config-file': File 'none.yml' does not exist."),
        (["check", "-f", "docs"], "Invalid value for '-f' / '--config-file': File 'docs' is a directory."),
        (["check", "-h"], "-f, --config-file FILE The site's mkdocs.yml, if it is not in this folder."),
    ],
)
def test_a_configuration_is_named_by_a_file_that_is_there(
    site: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], told: str
) -> None:
    monkeypatch.chdir(site)
    assert told in " ".join(CliRunner().invoke(main, arguments).output.split())


def test_the_configuration_that_is_named_last_is_taken(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = site / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    sound, broken = str(site / "mkdocs.yml"), str(elsewhere / "broken.yml")
    Path(broken).write_text("- no settings\n")
    for arguments, code in (
        ([], 2),
        (["-f", sound], 0),
        (["-f", broken], 2),
        (["-f", broken, "check", "-f", sound], 0),
        (["-f", sound, "check", "-f", broken], 2),
        (["check", "--config-file", sound], 0),
    ):
        done = CliRunner().invoke(main, arguments if "check" in arguments else [*arguments, "check"])
        assert done.exit_code == code, arguments
        assert (done.output == "1 day, no problems.\n") == (code == 0)


def test_what_material_says_at_each_start_is_not_said_again(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    importlib.import_module("material.templates")  # sets it, once in a process
    for before, after in ((None, "1"), ("0", "0")):
        if before is None:
            monkeypatch.delenv("NO_MKDOCS_2_WARNING")
        else:
            monkeypatch.setenv("NO_MKDOCS_2_WARNING", before)
        assert CliRunner().invoke(main, ["-f", str(site / "mkdocs.yml"), "check"]).exit_code == 0
        assert os.environ["NO_MKDOCS_2_WARNING"] == after


def test_a_folder_that_cannot_be_written_is_one_line(site: Path) -> None:
    (site / ".cache").write_text("a file")
    config = str(site / "mkdocs.yml")
    done = CliRunner().invoke(main, ["-f", config, "build"])
    assert (done.exit_code, done.output) == (1, f"Error: {site}/.cache/daybrief: Not a directory\n")
    assert CliRunner().invoke(main, ["-f", config, "check"]).output == "1 day, no problems.\n", "it writes what it can"


@pytest.mark.parametrize("strict", [True, False])
def test_what_mkdocs_yml_says_holds_where_no_option_is_given(site: Path, strict: bool) -> None:
    break_(site, "spellings")
    config = site / "mkdocs.yml"
    config.write_text(f"strict: {str(strict).lower()}\nsite_dir: public\n{config.read_text()}")
    done = CliRunner().invoke(main, ["-f", str(config), "build"])
    assert done.exit_code == (1 if strict else 0)
    assert (site / "public/index.html").exists() == (not strict)
    assert not (site / "site").exists()


@pytest.mark.parametrize(("sent", "after"), [("SIGTERM", "SIGHUP"), ("SIGHUP", "SIGTERM"), ("SIGTERM", "SIGTERM")])
def test_a_signal_ends_a_command_and_another_one_changes_nothing(site: Path, sent: str, after: str) -> None:
    (site / "hook.py").write_text(
        f"from signal import *\ntry:\n    raise_signal({sent})\nfinally:\n    raise_signal({after})\n"
    )
    config = site / "mkdocs.yml"
    config.write_text(f"hooks: [hook.py]\n{config.read_text()}")
    before = [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)]
    done = CliRunner().invoke(main, ["-f", str(config), "check"])
    assert done.exit_code == 128 + getattr(signal, sent)
    assert done.output == ""
    assert [signal.getsignal(one) for one in (signal.SIGTERM, signal.SIGHUP)] == before


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="all is done by one process")
def test_a_killed_worker_is_told_of_in_a_line(site: Path) -> None:
    for number in range(2 * ENOUGH):
        break_(site, "spellings", f"2031/2031-{number // 28 + 6:02}-{number % 28 + 1:02}.yml")
    (site / "hook.py").write_text("import os\nos.register_at_fork(after_in_child=lambda: os.kill(os.getpid(), 9))")
    config = site / "mkdocs.yml"
    config.write_text(f"hooks: [hook.py]\n{config.read_text()}")
    done = command("daybrief", "check", cwd=site)
    assert (done.returncode, done.stdout) == (1, "")
    # Coverage, where it measures, has its say before.
    assert done.stderr.endswith("Error: a process was killed, perhaps for want of memory: type it again\n")


def test_what_is_no_file_is_told_of_and_not_opened(site: Path) -> None:
    docs = site / "docs"
    os.mkfifo(docs / "2031/2031-05-05.yml")
    (docs / "2031/2031-05-06.yml").mkdir()
    (docs / "2031/2031-05-07.yml").symlink_to("/etc/passwd")
    (docs / os.fsdecode(b"\xff\x1b[2J\n.yml")).write_text("date: x\n", encoding="utf-8")
    for form in ("text", "github", "json"):
        told = check(site, "--format", form, code=1)
        assert told.count("stray-file") == 3
        assert "root:" not in told
        assert "\x1b" not in told
    assert len(told.splitlines()) > 3


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8"])
def test_an_output_that_knows_few_letters_gets_the_rest_replaced(site: Path, encoding: str) -> None:
    break_(site, "look-alike-letters")
    done = subprocess.run(
        [COMMANDS / "daybrief", "check"],
        cwd=site,
        env={**os.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, b"")
    assert ("Тиша".encode() in done.stdout) == (encoding == "utf-8")


@pytest.mark.parametrize("closed", [">&-", "2>&-", "| head -c 1 >/dev/null", ">/dev/full"])
def test_a_closed_output_is_no_traceback(site: Path, closed: str) -> None:
    for number in range(200):
        break_(site, "as-of-before-articles", f"2031/{number}.yml")
    done = subprocess.run(
        ["sh", "-c", f'"{COMMANDS}/daybrief" check {closed}'], cwd=site, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in done.stdout + done.stderr
    assert done.returncode in (0, 1)


def test_colours_are_for_terminals(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_(site, "syntax-and-more")
    monkeypatch.chdir(site)
    plain: Any = CliRunner().invoke(main, ["check"])
    coloured: Any = CliRunner().invoke(main, ["check"], color=True)
    assert plain.exit_code == coloured.exit_code == 1
    assert "\x1b" not in plain.output
    assert "\x1b[31m\x1b[1merror\x1b[0m: U+202E" in coloured.output
    assert "\x1b[36mhint: \x1b[0mtake it out" in coloured.output
    break_(site, "spellings")
    warned: Any = CliRunner().invoke(main, ["check"], color=True)
    first, text, mark, *_ = warned.output.splitlines()
    assert first.startswith(f"\x1b[97m\x1b[1m{DAY_FILE}:21:15\x1b[0m: \x1b[33mwarning\x1b[0m: this site writes `Tarn`")
    assert text.startswith("\x1b[90m   21 | \x1b[0m        text: Nothing moved at Tharn")
    assert mark.startswith("\x1b[90m      | \x1b[0m\x1b[33m              ^^^^")


def test_a_path_through_a_link_to_the_project_is_the_same_file(site: Path, tmp_path_factory: Any) -> None:
    break_(site, "as-of-before-articles")
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "link"
    elsewhere.symlink_to(site)
    told = check(site, DAY_FILE, code=1)
    assert check(site, elsewhere / DAY_FILE, code=1) == told
    assert "no problems" in check(site, elsewhere / "docs/registry/places.yml", code=0)


def test_a_file_of_briefings_that_lie_behind_a_link_is_named_as_they_are(site: Path, tmp_path: Path) -> None:
    break_(site, "as-of-before-articles")
    told = check(site, code=1)
    (site / "docs").rename(tmp_path / "elsewhere")
    (site / "docs").symlink_to(tmp_path / "elsewhere")
    assert check(site, DAY_FILE, code=1) == check(site, "docs", code=1) == told


def test_an_entry_of_nav_that_leads_nowhere_is_told(site: Path) -> None:
    text = (site / "mkdocs.yml").read_text()
    (site / "mkdocs.yml").write_text(
        text + "  - More: [nowhere-at-all.md, claim/index.md, https://x.example/, /x.md, 2031/05/04/index.md]\n"
    )
    told = check(site, "--format", "json", code=1)
    assert [(p["line"], p["column"], p["severity"], p["hint"][:19]) for p in json.loads(told)["problems"]] == [
        (9, 12, "warning", "write one such as `"),
        (9, 31, "warning", "did you mean `claim"),
    ]


def test_our_own_briefings_are_sound(built: Built) -> None:
    assert check(built.docs.parent, code=0).endswith(" days, no problems.\n")
