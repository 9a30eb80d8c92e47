"""The wheel, installed as an operator installs it: a site without this repository, and a year with it."""

import datetime as dt
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import daybrief
from tests.projects import LAKE, ROOT
from tests.reading import files

pytestmark = pytest.mark.slow

NEXT = "9.1.0"
"""A version that there is not yet."""
OF_THE_PROGRAM = ("docs", "generator", "templates", "requirements", "pyproject.toml", "CHANGELOG.md", "LICENSE")


def run(*command: str | Path, cwd: Path, **env: str) -> str:
    """Run what must succeed, as on a machine that has nothing of this repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "SITE_URL", "GITHUB"))}
    done = subprocess.run(command, cwd=cwd, env=kept | env, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def wheel_of(source: Path, folder: Path) -> Path:
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=source)
    return next(folder.glob(f"daybrief-{_version(source)}-*.whl"))


def _version(source: Path) -> str:
    return re.findall(r'(?m)^version = "(.*)"', (source / "pyproject.toml").read_text(encoding="utf-8"))[0]


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel of this version and that of a later one, whose page of what is missing is another."""
    folder, later = tmp_path_factory.mktemp("wheels"), tmp_path_factory.mktemp("later")
    for name in OF_THE_PROGRAM:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, later / name)
    for name in ("pyproject.toml", "generator/daybrief/__init__.py"):
        text = (later / name).read_text(encoding="utf-8")
        (later / name).write_text(text.replace(f'"{daybrief.__version__}"', f'"{NEXT}"'), encoding="utf-8")
    changelog = (later / "CHANGELOG.md").read_text(encoding="utf-8")
    before = f"## {daybrief.__version__} - 2031-01-01"
    told = changelog.replace("## Unreleased", f"## {NEXT} - 2031-02-01\n\n- Days are counted.\n\n{before}", 1)
    (later / "CHANGELOG.md").write_text(told, encoding="utf-8")
    words = later / "templates/words/en.yml"
    english = words.read_text(encoding="utf-8")
    assert "This page does not exist" in english
    words.write_text(english.replace("This page does not exist", "Nothing is here"), encoding="utf-8")
    wheel_of(ROOT, folder)
    wheel_of(later, folder)
    return folder


@pytest.fixture(scope="module")
def bin_of(tmp_path_factory: pytest.TempPathFactory, wheels: Path) -> Path:
    """The commands of an environment with the wheel, installed by what `daybrief init --wheel` wrote."""
    root = tmp_path_factory.mktemp("operator")
    wheel = next(wheels.glob(f"daybrief-{daybrief.__version__}-*.whl"))
    run(sys.executable, "-m", "venv", root / ".venv", cwd=root)
    run(sys.executable, "-m", "daybrief.commands.cli", "init", root / "first", "--wheel", wheel, cwd=ROOT)
    commands = root / ".venv/bin"
    _install(commands, root / "first")
    return commands


def _install(commands: Path, site: Path) -> None:
    run(commands / "pip", "install", "-q", "-r", "requirements.txt", cwd=site)


@pytest.fixture
def town(tmp_path: Path, bin_of: Path, wheels: Path) -> Path:
    """A site that the installed program began, in a repository of its own."""
    folder = tmp_path / "town"
    run(bin_of / "daybrief", "init", folder, "--wheel", next(wheels.glob(f"*-{daybrief.__version__}-*")), cwd=tmp_path)
    _git(folder, "init", "--quiet", "--initial-branch=main")
    _git(folder, "config", "user.name", "Nobody")
    _git(folder, "config", "user.email", "nobody@example.org")
    _commit(folder)
    return folder


def _git(folder: Path, *arguments: str) -> str:
    return run("git", *arguments, cwd=folder)


def _commit(folder: Path) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "--message=change")


def day(town: Path, date: dt.date) -> Path:
    """Write a day as the example is, of another date and with no article that is later."""
    example = (town / "briefings/2026/2026-03-02.yml").read_text(encoding="utf-8")
    file = town / f"briefings/{date.year}/{date}.yml"
    file.parent.mkdir(exist_ok=True)
    later = date + dt.timedelta(days=1)
    text = example.replace("2026-03-09", f"{date + dt.timedelta(days=7)}").replace("2026-03-03T", f"{later}T")
    file.write_text(
        text.replace("2026-03-02", f"{date}").replace("by-summer", f"by-summer-{date:%m-%d}"), encoding="utf-8"
    )
    return file


def test_the_wheel_has_all_of_the_program_and_nothing_of_the_repository(bin_of: Path, tmp_path: Path) -> None:
    code = "import daybrief, pathlib; print(pathlib.Path(daybrief.__file__).parent)"
    package = Path(run(bin_of / "python", "-c", code, cwd=tmp_path).strip())
    assert package.is_relative_to(bin_of.parent)
    theirs = {name: text for name, text in files(package).items() if not name.endswith(".pyc")}
    for part, ours in (("", ROOT / "generator/daybrief"), ("templates/", ROOT / "templates")):
        for name, text in files(ours).items():
            assert name.endswith(".pyc") or theirs.pop(part + name) == text, name
    assert theirs.keys() == {"CHANGELOG.md", "docs/write.md", "requirements/site.txt"}
    assert run(bin_of / "daybrief", "--version", cwd=tmp_path).strip().endswith(daybrief.__version__)


def test_the_same_content_gives_the_same_bytes(bin_of: Path, tmp_path: Path, lake: Path) -> None:
    for name in ("briefings", "mkdocs.yml", "words.yml"):
        copy = shutil.copytree if (LAKE / name).is_dir() else shutil.copy
        copy(LAKE / name, tmp_path / name)
    run(bin_of / "daybrief", "build", "--strict", cwd=tmp_path)
    made, ours = files(tmp_path / "site"), files(lake)
    known = {name for name in made.keys() | ours.keys() if not name.startswith(("pagefind/", ".daybrief"))}
    assert len(known) > 50
    assert sorted(name for name in known if made.get(name) != ours.get(name)) == []


def test_the_steps_of_its_workflow_pass(bin_of: Path, town: Path, tmp_path: Path) -> None:
    day(town, dt.date(2026, 3, 3))
    _commit(town)
    workflow: Any = yaml.safe_load((town / ".github/workflows/check.yml").read_text(encoding="utf-8"))
    (job,) = workflow["jobs"].values()
    summary = tmp_path / "summary.md"
    env = {
        "PATH": f"{bin_of}:{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(summary),
        "SITE_URL": "https://town.example/",
        "CI": "true",
    }
    steps = [step["run"] for step in job["steps"] if "run" in step]
    assert len(steps) == 5
    for step in steps:
        run("bash", "-e", "-o", "pipefail", "-c", step, cwd=town, **env)
    assert "<code>2026/2026-03-03.yml</code>" in summary.read_text(encoding="utf-8")
    assert (town / "site/2026/03/03/index.html").is_file()


def test_a_year_with_it(bin_of: Path, town: Path, wheels: Path) -> None:
    days = [day(town, dt.date(2026, 3, 2) + dt.timedelta(days=n)) for n in range(1, 11)]
    (town / "briefings/about.md").write_text("# About\n\nWe write of trams.\n", encoding="utf-8")
    assert run(bin_of / "daybrief", "check", cwd=town) == "11 days, no problems.\n"
    assert "This is Daybrief" not in run(bin_of / "daybrief", "build", "--strict", cwd=town)
    _commit(town)
    before = files(town / "site")

    requirements = town / "requirements.txt"
    text = requirements.read_text(encoding="utf-8")
    (line,) = re.findall(r"(?m)^daybrief==.*$", text)
    later = next(wheels.glob(f"daybrief-{NEXT}-*"))
    hashed = run("sha256sum", later, cwd=town).split()[0]
    requirements.write_text(text.replace(line, f"daybrief=={NEXT} --hash=sha256:{hashed}"), encoding="utf-8")
    shutil.copy(later, town / "wheels")
    try:
        _install(bin_of, town)
        said = run(bin_of / "daybrief", "build", "--strict", cwd=town)
        assert f"This is Daybrief {NEXT}. The site was made by {daybrief.__version__}, and this has changed." in said
        assert f"{NEXT} - 2031-02-01\n\n- Days are counted.\n" in said
        assert "first edition" not in said, "what was there before is no news"
        touched = _git(town, "status", "--porcelain").split("\n")
        assert touched == [" M requirements.txt", f"?? wheels/{later.name}", ""], "and nothing else"
        after = files(town / "site")
        assert after.keys() == before.keys()
        assert b"<h1>Nothing is here</h1>" in after["404.html"]
        assert f"daybrief-{NEXT}, ".encode() in after["index.html"]
        for file in days:
            assert after[f"{file.parent.name}/{file.name}"] == file.read_bytes()
        run(bin_of / "daybrief", "build", "--verify", cwd=town)  # fails where it is another
    finally:  # back again, by changing the line back
        requirements.write_text(text, encoding="utf-8")
        _install(bin_of, town)
    run(bin_of / "daybrief", "build", "--strict", cwd=town)
    same = {name for name in before if not name.startswith("pagefind/")}
    back = files(town / "site")
    assert sorted(name for name in same if back.get(name) != before[name]) == []
