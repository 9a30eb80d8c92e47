"""`daybrief review`: a pull request's days as they will be read, and other files of the briefings, by name."""

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


def retitled(project: Project, title: str = "Told anew") -> str:
    text = (project.root / NEWEST).read_text(encoding="utf-8")
    return re.sub(r"^title: .*$", f"title: {title}", text, flags=re.M)


def test_new_and_changed_days_are_shown_as_html_that_markdown_leaves_alone(clone: Project) -> None:
    commit(clone, {NEWEST: retitled(clone)})
    shown = told(clone)
    assert f"<details open><summary><code>{NEWEST.removeprefix('briefings/')}</code></summary>\n" in shown
    assert "Told anew" in shown
    assert shown.count("<details") == 1, "days that are as they were are left out"
    block = shown[shown.index("<details") : shown.index("</details>")]
    assert not re.search(r"\n\s", block), "blank lines, indents: Markdown"


def test_days_that_are_taken_away_and_registries_that_change_are_named(clone: Project) -> None:
    (clone.docs / "2031/2031-12-30.yml").unlink()
    clone.edit("briefings/registry/sources.yml", "  name: Tide Wire", "  name: The Tide Wire")
    commit(clone)
    shown = told(clone)
    assert "Days that are taken away, as no published one ever is: `2031/2031-12-30.yml`.\n" in shown
    assert "many pages: `registry/sources.yml`.\n" in shown


def test_that_no_day_changed_is_told(clone: Project) -> None:
    commit(clone, {"README.md": "# About\n"})
    assert told(clone) == "## The days that change, as they will be read\n\nNo day is added or changed.\n"


def test_days_that_cannot_be_shown_are_told(clone: Project) -> None:
    commit(clone, {NEWEST: "broken: [\n", "briefings/2031/2031-12-30.yml": "date: never\n"})
    assert told(clone).count("cannot be shown yet") == 2


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


def test_other_files_of_the_briefings_are_named(clone: Project) -> None:
    commit(
        clone, {f"briefings/{n}.txt": "x" for n in range(250)} | {"briefings/about.md": "# About\n", "hooks.py": "x"}
    )
    shown = told(clone)
    assert "Files beside the days, which say something on many pages: `" in shown
    assert ", and 51 more.\n" in shown
    assert "hooks.py" not in shown, "that is for who looks before anything is run"


def test_a_day_that_becomes_a_link_is_told(clone: Project) -> None:
    (clone.root / NEWEST).unlink()
    (clone.root / NEWEST).symlink_to("/etc/hostname")
    commit(clone)
    assert told(clone).count("cannot be shown yet") == 1


def test_no_line_begins_within_a_text(clone: Project) -> None:
    text = (clone.root / NEWEST).read_text(encoding="utf-8")
    commit(
        clone, {NEWEST: text.replace("limits: Four texts were read, **one** of them in Greek.", 'limits: "a\\r\\r# b"')}
    )
    shown = told(clone)
    assert "# b" in shown
    assert not re.search(r"[\r\n]\s*[\r\n]", shown[shown.index("<details") : shown.index("</details>")])


def test_what_git_cannot_compare_is_one_line(clone: Project, project: Project) -> None:
    assert told(clone, "nothing", 1).startswith("Error: git cannot tell what has changed: ")
    shutil.rmtree(clone.root / ".git")
    if not any((above / ".git").exists() for above in Path(os.path.realpath(clone.root)).parents):
        assert "Not a git repository" in told(clone, "HEAD", 1)
