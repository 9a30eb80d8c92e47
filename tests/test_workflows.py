"""The workflows are safe and well-formed, and the script that shows changed days copes with strangers."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.projects import ROOT

GITHUB = ROOT / ".github"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
TOOLS = Path(sys.executable).parent

# Someone has looked at each of these. A newer pin is added by a person, not by the robot that proposes it.
PINS = {
    "actions/cache/restore": ("27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"),
    "actions/cache/save": ("27d5ce7f107fe9357f9df03efb73ab90386fccae", "v5.0.5"),
    "actions/checkout": ("3d3c42e5aac5ba805825da76410c181273ba90b1", "v7.0.1"),
    "actions/configure-pages": ("983d7736d9b0ae728b81ab479565c72886d7745b", "v5.0.0"),
    "actions/deploy-pages": ("cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "v5.0.0"),
    "actions/setup-python": ("5fda3b95a4ea91299a34e894583c3862153e4b97", "v7.0.0"),
    "actions/upload-artifact": ("bbbca2ddaa5d8feaa63e36b76fdaad77386f024f", "v7.0.0"),
    "actions/upload-pages-artifact": ("fc324d3547104276b827a68afc52ff2a11cc49c9", "v5.0.0"),
}


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a command that must succeed, and return what it printed."""
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_zizmor_finds_nothing() -> None:
    run(TOOLS / "zizmor", "--offline", "--persona=pedantic", "--quiet", GITHUB)


def test_files_fit_their_schemas() -> None:
    check = (TOOLS / "check-jsonschema", "--builtin-schema")
    run(*check, "vendor.github-workflows", *WORKFLOWS)
    run(*check, "vendor.dependabot", GITHUB / "dependabot.yml")


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_known_commit(workflow: Path) -> None:
    for line in re.findall(r"uses:.*", workflow.read_text(encoding="utf-8")):
        found = re.fullmatch(r"uses: ([\w/-]+)@([0-9a-f]{40}) # (v[\d.]+)", line)
        assert found, line
        action, commit, tag = found.groups()
        assert PINS.get(action) == (commit, tag)


def test_what_a_stranger_proposes_has_no_rights() -> None:
    text = (GITHUB / "workflows/check.yml").read_text(encoding="utf-8")
    workflow = yaml.load(text, yaml.BaseLoader)
    assert [*workflow["on"]] == ["pull_request"], "of the proposal, and not of main"
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        checkouts = [step["with"] for step in job["steps"] if "actions/checkout@" in step.get("uses", "")]
        assert [options["persist-credentials"] for options in checkouts] == ["false"]
    assert "secrets." not in text


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.stem)
def test_whoever_checks_or_builds_the_site_in_a_workflow_is_told_its_address(workflow: Path) -> None:
    for job in yaml.load(workflow.read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"].values():
        for step in job["steps"]:
            if re.search(r"(daybrief|mkdocs) (check|build)", step.get("run", "")):
                assert (step.get("env", {}) | job.get("env", {})).get("SITE_URL"), step["name"]


def test_owners_are_for_a_fork_to_name() -> None:
    lines = (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("#") or not line for line in lines)
    rules = [line[2:].split() for line in lines if re.match(r"# [*/]", line)]
    assert len(rules) > 2
    for path, *owners in rules:
        assert owners in ([], ["@OWNER"])
        assert [*ROOT.glob(path.strip("/"))], path


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A repository with one commit, and a `daybrief` that shows a file as it is and fails on a broken one."""
    daybrief = tmp_path / ".venv/bin/daybrief"
    daybrief.parent.mkdir(parents=True)
    daybrief.write_text('#!/bin/sh\n[ "$1 $2" = "show --" ] && cat -- "$3" && ! grep -q broken "$3"\n')
    daybrief.chmod(0o755)
    run("git", "init", "--quiet", "--initial-branch=main", cwd=tmp_path)
    run("git", "config", "user.name", "Nobody", cwd=tmp_path)
    run("git", "config", "user.email", "nobody@example.org", cwd=tmp_path)
    commit(tmp_path, {"briefings/2025/2025-12-01.yml": "<p>old</p>", "briefings/2025/2025-12-02.yml": "<p>same</p>"})
    return tmp_path


def commit(clone: Path, files: dict[str, str]) -> None:
    """Write the files and commit them."""
    for name, text in files.items():
        path = clone / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    run("git", "add", "--", *files, cwd=clone)
    run("git", "commit", "--quiet", "--message=change", cwd=clone)


def summary(clone: Path) -> str:
    return run(GITHUB / "scripts/show-changed-days", "HEAD^1", cwd=clone)


def warning(clone: Path) -> str:
    return run(GITHUB / "scripts/name-other-files", "HEAD^1", cwd=clone)


def test_summary_shows_new_and_changed_days_only(clone: Path) -> None:
    commit(
        clone,
        {
            "briefings/2025/2025-12-01.yml": "<p>new</p>",
            "briefings/2026/2026-01-01.yml": "<div>\n\n    <p>added</p>\n</div>",
            "briefings/registry/places.yml": "<p>no day</p>",
        },
    )
    shown = summary(clone)
    assert "<code>briefings/2025/2025-12-01.yml</code></summary>\n<p>new</p>\n</details>" in shown
    assert "<div>\n<p>added</p>\n</div>\n</details>" in shown, "blank lines, indents: Markdown"
    assert "same" not in shown
    assert "no day" not in shown


def test_summary_says_when_no_day_changed(clone: Path) -> None:
    commit(clone, {"briefings/about.md": "text"})
    assert "No day is added or changed." in summary(clone)


def test_summary_says_which_day_cannot_be_shown(clone: Path) -> None:
    commit(clone, {"briefings/2025/a.yml": "broken", "briefings/2025/b.yml": "<p>fine</p>"})
    shown = summary(clone)
    assert shown.count("cannot be shown") == 1
    assert "<p>fine</p>" in shown


def test_summary_survives_hostile_names(clone: Path) -> None:
    name = "2025/$(touch pwned);\n`touch pwned`<img src=x> é.yml"
    commit(clone, {f"briefings/{name}": "<p>shown</p>"})
    (clone / "briefings/2025/link.yml").symlink_to("/etc/hostname")
    run("git", "add", "briefings", cwd=clone)
    run("git", "commit", "--quiet", "--amend", "--no-edit", cwd=clone)
    shown = summary(clone)
    assert "<p>shown</p>" in shown
    assert "<img" not in shown
    assert "`" not in shown
    assert shown.count("cannot be shown") == 1, "a link is not followed"
    assert not list(clone.rglob("pwned"))


def test_summary_stays_under_the_limit(clone: Path) -> None:
    page = f"<p>{'é' * 150_000}</p>"
    commit(clone, {f"briefings/2026/2026-01-0{day}.yml": page for day in range(1, 7)})
    shown = summary(clone)
    assert len(shown.encode()) < 2**20
    assert shown.count("<p>é") == 3
    assert "**3 more are not shown**" in shown


# What else a pull request changes


def test_nothing_is_said_of_briefings_alone(clone: Path) -> None:
    commit(clone, {"briefings/2025/2025-12-03.yml": "<p>new</p>", "briefings/about.md": "words"})
    assert warning(clone) == ""


def test_every_other_file_is_named_whatever_became_of_it(clone: Path) -> None:
    names = ["mkdocs.yml", "hooks.py", ".github/workflows/check.yml", "generator/briefings/x.py", "Briefings/x.yml"]
    commit(clone, dict.fromkeys(names, "old\n" * 20))
    run("git", "rm", "--quiet", "hooks.py", cwd=clone)
    run("git", "mv", "mkdocs.yml", "briefings/mkdocs.yml", cwd=clone)
    run("git", "update-index", "--chmod=+x", "Briefings/x.yml", cwd=clone)
    commit(clone, {".github/workflows/check.yml": "new", "briefings/2025/a.yml": "", "generator/briefings/x.py": "new"})
    lines = warning(clone).splitlines()
    assert lines[0] == "> [!CAUTION]"
    assert "5 file(s) outside of `briefings/`" in lines[1]
    assert sorted(line for line in lines if "- `" in line) == [f"> - `{name}`" for name in sorted(names)]


def test_briefings_that_become_a_link_are_named(clone: Path) -> None:
    (clone / "elsewhere").mkdir()
    shutil.move(clone / "briefings", clone / "elsewhere")
    (clone / "briefings").symlink_to("elsewhere/briefings")
    run("git", "add", "--all", "briefings", "elsewhere", cwd=clone)
    run("git", "commit", "--quiet", "--message=change", cwd=clone)
    assert "> - `briefings`\n" in warning(clone)


def test_the_warning_survives_hostile_names(clone: Path) -> None:
    name = (
        "$(touch pwned);\n`touch pwned`\n\n# <img src=x onerror=alert(1)> [a](javascript:b) é @everyone \x1b[31m -->.py"
    )
    commit(clone, {name: "x", f"-rf {'x' * 230}": "x"})
    said = warning(clone)
    lines = said.splitlines()
    assert all(re.fullmatch(r"> (\[!CAUTION\]|- `[A-Za-z0-9._/?-]{1,200}`)", line) for line in [lines[0], *lines[3:-1]])
    assert [line[:1] for line in lines] == [">"] * 5 + [""]
    assert not list(clone.rglob("pwned"))


def test_the_warning_is_bounded_and_counts_the_rest(clone: Path) -> None:
    commit(clone, {f"tests/{number}.py": "x" for number in range(250)})
    said = warning(clone)
    assert said.count("- `tests/") == 200
    assert "> - and 50 more\n" in said
    assert "250 file(s)" in said
