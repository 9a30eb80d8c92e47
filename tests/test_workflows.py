"""The workflows are safe and well-formed, and do what they say."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.projects import ROOT

GITHUB, PROJECT = ROOT / ".github", ROOT / "templates/project"
WORKFLOWS = sorted(GITHUB.glob("workflows/*.yml"))
TOOLS = Path(sys.executable).parent


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


USES = re.compile(r"uses: ([\w-]+/[\w-]+)([\w/-]*)@(.*)")


def test_every_action_has_one_pin_and_what_init_writes_has_ours(pytestconfig: pytest.Config) -> None:
    """Dependabot keeps those of our own workflows alone; `make test ARGS=--update-golden` has the others follow."""
    pins: dict[str, str] = {}
    for workflow in WORKFLOWS:
        for line in re.findall(r"uses:.*", workflow.read_text(encoding="utf-8")):
            found = USES.fullmatch(line)
            assert found, line
            assert re.fullmatch(r"[0-9a-f]{40} # v[\d.]+", found[3]), line
            assert pins.setdefault(found[1], found[3]) == found[3], f"{workflow.name}: {line}"
    for workflow in PROJECT.glob(".github/workflows/*.yml"):
        text = workflow.read_text(encoding="utf-8")
        ours = USES.sub(lambda found: f"uses: {found[1]}{found[2]}@{pins[found[1]]}", text)
        if pytestconfig.getoption("--update-golden"):
            workflow.write_text(ours, encoding="utf-8")
        assert ours == workflow.read_text(encoding="utf-8"), "type: make test ARGS=--update-golden"


@pytest.mark.parametrize("folder", [GITHUB, PROJECT / ".github"], ids=["ours", "project"])
def test_what_a_stranger_proposes_has_no_rights(folder: Path) -> None:
    text = (folder / "workflows/check.yml").read_text(encoding="utf-8")
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


def named(tmp_path: Path, workflow: Path) -> str:
    """What the first step says of a pull request in a repository: the summary."""
    jobs: Any = yaml.load(workflow.read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"]
    steps = next(iter(jobs.values()))["steps"]
    runs = [step["run"] for step in steps if "run" in step]
    assert "git diff --name-only" in runs[0], "before anything of it is installed or run"
    summary = tmp_path / ".git/summary"
    summary.write_text("", encoding="utf-8")
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", runs[0]]
    subprocess.run(command, cwd=tmp_path, env={**os.environ, "GITHUB_STEP_SUMMARY": str(summary)}, check=True)
    return summary.read_text(encoding="utf-8")


CHECKS = pytest.mark.parametrize(
    "workflow", [folder / "workflows/check.yml" for folder in (GITHUB, PROJECT / ".github")], ids=["ours", "project"]
)


@CHECKS
def test_every_other_file_is_named_whatever_became_of_it(tmp_path: Path, workflow: Path) -> None:
    run("git", "init", "--quiet", cwd=tmp_path)
    commit(tmp_path, "hooks.py", "mkdocs.yml", "Briefings/x.yml", "briefings/a.yml")
    commit(tmp_path, "briefings/about.md")
    assert named(tmp_path, workflow) == ""
    run("git", "rm", "--quiet", "hooks.py", cwd=tmp_path)
    run("git", "mv", "mkdocs.yml", "briefings/mkdocs.yml", cwd=tmp_path)
    (tmp_path / "Briefings/x.yml").chmod(0o755)
    hostile = "$(touch pwned);\n`touch pwned`\n\n# <img src=x onerror=alert(1)> [a](javascript:b) é \x1b[31m -->.py"
    commit(tmp_path, "Briefings/x.yml", hostile, f"-rf {'x' * 230}")
    lines = named(tmp_path, workflow).splitlines()
    assert lines[0] == "> [!CAUTION]"
    assert "5 file(s)" in lines[1]
    assert {"> - `hooks.py`", "> - `mkdocs.yml`", "> - `Briefings/x.yml`"} < {*lines}
    assert all(re.fullmatch(r"> - `[A-Za-z0-9._/?-]{1,200}`", line) for line in lines[3:])
    assert len(lines) == 8
    assert not list(tmp_path.rglob("pwned"))


@CHECKS
def test_briefings_that_become_a_link_are_named(tmp_path: Path, workflow: Path) -> None:
    run("git", "init", "--quiet", cwd=tmp_path)
    commit(tmp_path, "briefings/a.yml")
    (tmp_path / "briefings").rename(tmp_path / "elsewhere")
    (tmp_path / "briefings").symlink_to("elsewhere")
    commit(tmp_path, "elsewhere/b.yml")
    assert "> - `briefings`\n" in named(tmp_path, workflow)


@CHECKS
def test_many_files_are_counted_and_some_are_named(tmp_path: Path, workflow: Path) -> None:
    run("git", "init", "--quiet", cwd=tmp_path)
    commit(tmp_path, "README.md")
    commit(tmp_path, *(f"tests/{number}.py" for number in range(250)))
    said = named(tmp_path, workflow)
    assert "250 file(s)" in said
    assert said.count("- `tests/") == 200


def test_the_program_is_tried_where_it_changes_and_only_there(tmp_path: Path) -> None:
    workflow = yaml.load((GITHUB / "workflows/check.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    (script,) = (step["run"] for step in workflow["jobs"]["briefings"]["steps"] if step.get("id") == "changes")
    for job in ("program", "elsewhere"):
        assert workflow["jobs"][job]["needs"] == "briefings"
        assert "needs.briefings.outputs.program == 'yes'" in workflow["jobs"][job]["if"]
    run("git", "init", "--quiet", cwd=tmp_path)
    commit(tmp_path, "README.md")
    for name, answer in (("briefings/2031/2031-01-01.yml", "no"), ("generator/x.py", "yes"), ("briefings.py", "yes")):
        commit(tmp_path, name)
        env = {**os.environ, "GITHUB_OUTPUT": str(tmp_path / "output")}
        subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=tmp_path, env=env, check=True)
        assert (tmp_path / "output").read_text(encoding="utf-8").splitlines()[-1] == f"program={answer}", name


def commit(clone: Path, *names: str) -> None:
    for name in names:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).touch()
    run("git", "add", "--all", cwd=clone)
    run("git", "-c", "user.name=Nobody", "-c", "user.email=no@example.org", "commit", "-qm", "change", cwd=clone)


def test_what_builds_a_release_has_no_rights_and_what_has_them_builds_nothing() -> None:
    jobs: Any = yaml.load((GITHUB / "workflows/release.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    steps = [step.get("run", step.get("uses", "")).split("@")[0] for step in jobs["release"]["steps"]]
    assert [step.split()[:2] for step in steps if step.startswith("gh ")] == [["gh", "run"], ["gh", "release"]]
    assert [step for step in steps if not step.startswith("gh ")] == ["actions/attest-build-provenance"]
