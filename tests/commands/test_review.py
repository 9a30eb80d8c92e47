"""`daybrief review`: a pull request's days as they will be read, and other files, whatever strangers called them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from daybrief.commands import review as reviewed
from daybrief.commands.cli import main
from tests.projects import Project

NEWEST = "briefings/2032/2032-01-02.yml"


@pytest.fixture
def clone(project: Project) -> Project:
    """The second subject in a repository with one commit."""
    git(project, "init", "--quiet", "--initial-branch=main")
    git(project, "config", "user.name", "Nobody")
    git(project, "config", "user.email", "nobody@example.org")
    commit(project)
    return project


def git(project: Project, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=project.root, check=True, capture_output=True)


def commit(project: Project, files: dict[str, str] | None = None) -> None:
    """Write the files and commit all that has changed."""
    for name, text in (files or {}).items():
        path = project.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    git(project, "add", "--all", "--", ".", ":(exclude).cache")
    git(project, "commit", "--quiet", "--message=change")


def told(project: Project, base: str = "HEAD^1", code: int = 0) -> str:
    done = CliRunner().invoke(main, ["-f", str(project.config), "review", base])
    assert done.exit_code == code, done.output
    return done.output


def warning(project: Project) -> str:
    return told(project).partition("## The days")[0]


def retitled(project: Project, title: str = "Told anew") -> str:
    text = (project.root / NEWEST).read_text(encoding="utf-8")
    return re.sub(r"^title: .*$", f"title: {title}", text, flags=re.M)


def test_new_and_changed_days_are_shown_as_html_that_markdown_leaves_alone(clone: Project) -> None:
    commit(clone, {NEWEST: retitled(clone)})
    shown = told(clone)
    assert f"<details open><summary><code>{NEWEST}</code></summary>\n" in shown
    assert "Told anew" in shown
    assert shown.count("<details") == 1, "days that are as they were are left out"
    block = shown[shown.index("<details") : shown.index("</details>")]
    assert not re.search(r"\n\s", block), "blank lines, indents: Markdown"


def test_days_that_are_taken_away_and_registries_that_change_are_named(clone: Project) -> None:
    (clone.docs / "2031/2031-12-30.yml").unlink()
    clone.edit("briefings/registry/sources.yml", "  name: Tide Wire", "  name: The Tide Wire")
    commit(clone)
    shown = told(clone)
    assert "Days that are taken away, as no published one ever is: `briefings/2031/2031-12-30.yml`\n" in shown
    assert "what older pages say: `briefings/registry/sources.yml`\n" in shown


def test_that_no_day_changed_is_told(clone: Project) -> None:
    commit(clone, {"briefings/about.md": "# About\n"})
    assert told(clone) == "## The days that change, as they will be read\n\nNo day is added or changed.\n"


def test_days_that_cannot_be_shown_are_told(clone: Project) -> None:
    commit(clone, {NEWEST: "broken: [\n", "briefings/2031/2031-12-30.yml": "date: never\n"})
    assert told(clone).count("cannot be shown yet") == 2


def test_a_broken_mkdocs_yml_hides_nothing(clone: Project) -> None:
    commit(clone, {"mkdocs.yml": "plugins: {daybrief: {feed_days: 0}}\n", NEWEST: retitled(clone)})
    shown = told(clone)
    assert "This changes 2 file(s)." in shown
    assert f"> - `{NEWEST}`\n" in shown


def test_hostile_names_are_printed_with_plain_letters(clone: Project) -> None:
    name = "2032/$(touch pwned);\n`touch pwned`<img src=x> é.yml"
    commit(clone, {f"briefings/{name}": "broken"})
    (clone.docs / "2032/link.yml").symlink_to("/etc/hostname")
    commit(clone)
    shown = told(clone, "HEAD~2")
    assert "<img" not in shown
    assert "`" not in shown
    assert shown.count("cannot be shown") == 2, "a link is not followed"
    assert not list(clone.root.rglob("pwned"))


def test_days_are_shown_as_far_as_there_is_room(clone: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {name: (clone.root / name).read_text("utf-8") for name in (NEWEST, "briefings/2031/2031-12-30.yml")}
    commit(clone, {name: re.sub(r"^title: .*$", "title: Another", text, flags=re.M) for name, text in files.items()})
    monkeypatch.setattr(reviewed, "ROOM", 8_000)
    shown = told(clone)
    assert shown.count("<details") < 2
    assert "more are not shown**" in shown


def test_nothing_is_said_of_briefings_alone(clone: Project) -> None:
    commit(clone, {NEWEST: retitled(clone), "briefings/about.md": "# About\n"})
    assert warning(clone) == ""


def test_every_other_file_is_named_whatever_became_of_it(clone: Project) -> None:
    names = ["hooks.py", ".github/workflows/check.yml", "generator/briefings/x.py", "Briefings/x.yml", "old.yml"]
    commit(clone, dict.fromkeys(names, "old\n" * 20))
    git(clone, "rm", "--quiet", "hooks.py")
    git(clone, "mv", "old.yml", "briefings/old.yml.txt")
    git(clone, "update-index", "--chmod=+x", "Briefings/x.yml")
    (clone.root / "Briefings/x.yml").chmod(0o755)
    commit(clone, {".github/workflows/check.yml": "new", "generator/briefings/x.py": "new"})
    lines = warning(clone).splitlines()
    assert lines[0] == "> [!CAUTION]"
    assert "5 file(s) outside of `briefings/`" in lines[1]
    assert sorted(line for line in lines if "- `" in line) == [f"> - `{name}`" for name in sorted(names)]


def test_briefings_that_become_a_link_are_named(clone: Project) -> None:
    (clone.root / "elsewhere").mkdir()
    shutil.move(clone.docs, clone.root / "elsewhere")
    (clone.root / "briefings").symlink_to("elsewhere/briefings")
    commit(clone)
    assert "> - `briefings`\n" in warning(clone)


def test_the_warning_survives_hostile_names(clone: Project) -> None:
    name = (
        "$(touch pwned);\n`touch pwned`\n\n# <img src=x onerror=alert(1)> [a](javascript:b) é @everyone \x1b[31m -->.py"
    )
    commit(clone, {name: "x", f"-rf {'x' * 230}": "x"})
    lines = warning(clone).splitlines()
    assert all(re.fullmatch(r"> (\[!CAUTION\]|- `[A-Za-z0-9._/?-]{1,200}`)", line) for line in [lines[0], *lines[3:-1]])
    assert [line[:1] for line in lines] == [">"] * 5 + [""]
    assert not list(clone.root.rglob("pwned"))


def test_the_warning_is_bounded_and_counts_the_rest(clone: Project) -> None:
    commit(clone, {f"tests/{number}.py": "x" for number in range(250)})
    said = warning(clone)
    assert said.count("- `tests/") == 200
    assert "> - and 50 more\n" in said
    assert "250 file(s)" in said


def test_what_git_cannot_compare_is_one_line(clone: Project, project: Project) -> None:
    assert told(clone, "nothing", 1).startswith("Error: git cannot tell what has changed: ")
    shutil.rmtree(clone.root / ".git")
    if not any((above / ".git").exists() for above in Path(os.path.realpath(clone.root)).parents):
        assert "not a git repository" in told(clone, "HEAD", 1)
