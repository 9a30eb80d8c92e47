"""`daybrief build`, `show` and `schema`, as a person at a terminal and as a script meet them."""

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from daybrief.commands.cli import main
from daybrief.model.schema import schemas
from tests.reading import files, parse

DAYBRIEF = Path(sys.executable).parent / "daybrief"


def at_a_terminal(*arguments: str, cwd: Path) -> tuple[int, str]:
    """Run daybrief as a person does: its exit code, and all that the terminal was sent."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 500, 0, 0))
    process = subprocess.Popen(
        [DAYBRIEF, *arguments], cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm"}
    )
    os.close(theirs)
    sent = b""
    while True:
        try:
            piece = os.read(ours, 65536)
        except OSError:  # Linux says so when the other end is closed
            break
        if not piece:
            break
        sent += piece
    os.close(ours)
    return process.wait(60), sent.decode()


def told(sent: str) -> str:
    """What stays to be read: no colours, no movements of the cursor."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|\r", "", sent)


def test_build_at_a_terminal_shows_progress_and_a_summary(project: Any) -> None:
    code, sent = at_a_terminal("build", cwd=project.root)
    assert code == 0
    assert "\x1b[" in sent, "progress moves"
    steps = dict.fromkeys(re.findall(r"\r\x1b\[K([^\r\x1b\n]*) …(?=\r)", sent))
    assert [*steps] == ["Reading the briefings", "Keeping the ledger", "Making the pages", "Making the search index"]
    summary = told(sent.replace("\r", "\n")).strip().splitlines()[-1]
    assert re.fullmatch(rf"Built {re.escape(str(project.site))}: 2 days, \d+ pages, in \d+\.\d s\.", summary)
    pages = int(summary.split(", ")[1].split()[0])
    assert pages == len(list(project.site.rglob("index.html"))) - 2, "all but method and about"


def test_a_failed_build_at_a_terminal_tells_the_problems_and_no_summary(project: Any) -> None:
    project.edit("briefings/2032/2032-01-02.yml", "by: pilots", "by: pilotz")
    code, sent = at_a_terminal("build", cwd=project.root)
    assert code == 1
    assert "2032-01-02.yml:88:13: error: no actor or source is called `pilotz`" in told(sent)
    assert "Built" not in sent
    assert "Traceback" not in sent
    assert not project.site.exists()


def test_build_is_quiet_where_nobody_reads_and_the_same_as_mkdocs(project: Any, run: Any, lake: Path) -> None:
    done = run("daybrief", "build", cwd=project.root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert files(project.site) == files(lake), "the same build"


def test_build_elsewhere(project: Any, tmp_path: Path, run: Any) -> None:
    done = run("daybrief", "-f", project.config, "build", "--site-dir", tmp_path / "there", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "there/index.html").is_file()
    assert not project.site.exists()


@pytest.mark.parametrize(("flag", "code"), [("--strict", 1), ("--no-strict", 0)])
def test_build_takes_warnings_for_errors_if_told_so(project: Any, run: Any, flag: str, code: int) -> None:
    project.edit("briefings/2032/2032-01-02.yml", "reeds at Hask", "reeds at Haskholm")
    done = run("daybrief", "build", flag, cwd=project.root)
    assert done.returncode == code
    assert "this site writes `Hask`, not `Haskholm`" in done.stderr
    assert project.site.exists() == (code == 0)


def test_a_missing_configuration_is_one_line(tmp_path: Path, run: Any) -> None:
    done = run("daybrief", "build", cwd=tmp_path)
    assert done.returncode == 2
    assert "mkdocs.yml" in done.stderr
    assert "Traceback" not in done.stderr


def show(project: Any, *paths: str) -> Any:
    return CliRunner().invoke(main, ["-f", str(project.config), "show", *(str(project.root / path) for path in paths)])


def test_show_prints_days_as_plain_html(project: Any) -> None:
    done = show(project, "briefings/2032/2032-01-02.yml", "briefings/2032/2032-01-03.yml")
    assert done.exit_code == 0, done.output
    page = parse(done.stdout)
    assert "The delegations meet in Senn: night crossings are on the table" in page.words
    assert "Unfinished words about the fog of Hask" in page.words, "a draft is shown to its reviewers"
    assert page.unclosed == []
    assert page.inline == []
    inline = {"a", "b", "br", "code", "del", "em", "i", "ins", "small", "strong"}
    assert page.tags <= inline | {"blockquote", "h2", "h3", "h4", "li", "ol", "p", "ul"}
    assert len(page.links) > 10
    assert all(link.startswith("https://") for _, link in page.links), "a summary stands on another site"


def test_show_into_a_pipe_that_knows_few_letters_replaces_the_rest(project: Any) -> None:
    day = "briefings/2032/2032-01-02.yml"
    project.edit(day, "The delegations meet", "\N{EM DASH} The delegations meet")
    done = CliRunner(charset="latin-1").invoke(main, ["-f", str(project.config), "show", str(project.root / day)])
    assert done.exit_code == 0, done.exception
    assert "? The delegations meet" in done.stdout


def test_show_knows_days_only(project: Any) -> None:
    done = show(project, "briefings/registry/places.yml")
    assert done.exit_code == 2
    assert "is no day of this site" in done.output


def test_show_of_an_unsound_archive_says_where_to_look(project: Any) -> None:
    project.edit("briefings/2032/2032-01-02.yml", "by: pilots", "by: pilotz")
    done = show(project, "briefings/2031/2031-12-30.yml")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr == "1 error in 1 file. `daybrief check` tells them.\n"


UNSOUND = {
    "a warning alone": (lambda project: None, 0, ""),
    "words": (lambda project: (project.root / "words.yml").write_text("day: [\n"), 1, "1 error in 1 file."),
    "a template": (lambda project: spoil(project, "{% if %}"), 1, "1 error in 1 file."),
}


def spoil(project: Any, text: str) -> None:
    project.own_templates()
    with (project.root / "templates/feeds/day.html").open("a") as file:
        file.write(text)


@pytest.mark.parametrize("what", UNSOUND)
def test_show_asks_for_soundness_and_for_no_more(project: Any, what: str) -> None:
    do, code, words = UNSOUND[what]
    project.edit("briefings/2032/2032-01-02.yml", "reeds at Hask", "reeds at Haskholm")
    do(project)
    done = show(project, "briefings/2031/2031-12-30.yml")
    assert done.exit_code == code
    assert bool(done.stdout) == (not code)
    assert done.stderr == (f"{words} `daybrief check` tells them.\n" if code else "")


def test_show_tells_of_a_template_that_cannot_be_printed(project: Any) -> None:
    spoil(project, "{{ 1 / 0 }}")
    done = show(project, "briefings/2032/2032-01-02.yml")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert re.fullmatch(r"Error: templates/feeds/day\.html:\d+: ZeroDivisionError: division by zero\n", done.stderr)


INTRUDERS: dict[str, tuple[Any, str, str]] = {
    "a link": (lambda schema: schema.symlink_to(schema.parent), "", "folder"),
    "a dead link": (lambda schema: schema.symlink_to("nowhere"), "", "folder"),
    "a file": (lambda schema: schema.write_text("notes"), "", "folder"),
    "a folder in it": (lambda schema: (schema / "day.schema.json").mkdir(parents=True), "/day.schema.json", "file"),
    "a link in it": (lambda schema: linked(schema, "/etc/passwd"), "/day.schema.json", "file"),
    "a dead link in it": (lambda schema: linked(schema, "nowhere"), "/day.schema.json", "file"),
}


def linked(schema: Path, target: str) -> None:
    schema.mkdir()
    (schema / "day.schema.json").symlink_to(target)


@pytest.mark.parametrize("what", INTRUDERS)
def test_schema_writes_into_nothing_else(project: Any, what: str) -> None:
    spoil, path, kind = INTRUDERS[what]
    schema = project.docs / "schema"
    shutil.rmtree(schema, ignore_errors=True)
    spoil(schema)
    done = CliRunner().invoke(main, ["-f", str(project.config), "schema"])
    assert done.exit_code == 1
    assert done.output == f"Error: {schema}{path} is a link or no {kind}: take it away.\n"


def test_schema_takes_nothing_away(project: Any) -> None:
    shutil.rmtree(project.docs / "schema", ignore_errors=True)
    (project.docs / "schema").write_text("notes of an editor\n")
    done = CliRunner().invoke(main, ["-f", str(project.config), "schema"])
    assert done.exit_code == 1
    assert done.output == f"Error: {project.docs / 'schema'} is a link or no folder: take it away.\n"
    assert (project.docs / "schema").read_text() == "notes of an editor\n"


def test_schema_writes_every_schema(project: Any) -> None:
    done = CliRunner().invoke(main, ["-f", str(project.config), "schema"])
    assert done.exit_code == 0
    assert done.output == ""
    written = {f"schema/{file.name}": file.read_text() for file in (project.docs / "schema").iterdir()}
    assert written.keys() == schemas().keys()
    own = {name for name in written if written[name] != schemas()[name]}
    assert own == {"schema/day.schema.json", "schema/sources.schema.json"}, "they know the words of the site"
    assert '"survey": {' in written["schema/day.schema.json"]
    assert '"waterworks"' in written["schema/sources.schema.json"]
    project.build()


def test_every_command_says_what_it_is_for() -> None:
    for name, command in main.commands.items():
        assert command.help, name
        assert CliRunner().invoke(main, [name, "--help"]).exit_code == 0
