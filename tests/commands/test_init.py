"""`daybrief init`: a site to start from is sound, honest, and safe to publish."""

import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from click.testing import CliRunner, Result

from daybrief import __version__
from daybrief.commands.build import build
from daybrief.commands.check import check
from daybrief.commands.cli import main
from daybrief.model.schema import schemas
from daybrief.output import messages
from daybrief.plugin import config, config_file, theme
from daybrief.settings import TEMPLATES
from tests.projects import ROOT

WHEEL = f"daybrief-{__version__}-py3-none-any.whl"
TOOLS = Path(sys.executable).parent


def init(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["init", *map(str, arguments)])


@pytest.fixture
def town(tmp_path: Path) -> Path:
    folder = tmp_path / "town"
    done = init(folder)
    assert done.exit_code == 0, done.output
    return folder


def test_the_site_is_sound_and_builds_with_no_warning(town: Path) -> None:
    assert check(town / "mkdocs.yml").problems == ()
    build(town / "mkdocs.yml", {"strict": True}, clean=False)
    assert "An example: the council" in (town / "site/index.html").read_text(encoding="utf-8")


def test_feeds_know_each_site_by_a_word_of_its_own(tmp_path: Path) -> None:
    for name in ("one", "two"):
        init(tmp_path / name)
    first, second = (config.settings_of(config_file.load(tmp_path / name / "mkdocs.yml")) for name in ("one", "two"))
    assert len(first.identity) == len(second.identity) == 36
    assert first.identity != second.identity


def test_nothing_is_left_over_and_nothing_is_invented_in_silence(town: Path) -> None:
    days = [*town.glob("briefings/2*/*.yml")]
    assert len(days) == 1
    for file in (*days, town / "briefings/about.md", town / "README.md"):
        assert "example" in file.read_text(encoding="utf-8")
        assert "invented" in file.read_text(encoding="utf-8")
    addresses = re.findall(r"https?://([^/\s]+)", days[0].read_text(encoding="utf-8"))
    assert all(address.endswith(".example") for address in addresses), "no real site is made to speak"


def test_its_palette_is_the_program_s_until_the_marks_are_taken_away(town: Path) -> None:
    file = town / "mkdocs.yml"
    text = file.read_text(encoding="utf-8")
    assert "palette" not in yaml.safe_load(text.replace("!ENV", ""))["theme"]
    own: Any = yaml.safe_load(re.sub(r"(?m)^  # (?=palette:|  )", "  ", text).replace("!ENV", ""))["theme"]["palette"]
    words, _ = messages.load("en", TEMPLATES / "words", None)
    ours: Any = theme.PALETTE
    assert own == [{**one, "toggle": {**one["toggle"], "name": words(one["toggle"]["name"])}} for one in ours]


def test_its_schemas_are_those_of_the_program(town: Path) -> None:
    assert {f"schema/{file.name}": file.read_text("utf-8") for file in town.glob("briefings/schema/*")} == schemas()


def test_its_requirements_are_those_that_the_program_is_tried_with(town: Path) -> None:
    text = (town / "requirements.txt").read_text(encoding="utf-8")
    lock = (ROOT / "requirements/site.txt").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w.-]+==[^\s\\]+)", text, re.M)
    assert f"\n./wheels/{WHEEL}\n" in text, "by its file: without a hash, an index could give another"
    assert pins == [*re.findall(r"^([\w.-]+==[^\s\\]+)", lock, re.M)]
    assert "--find-links wheels\n" in text
    assert "--hash" not in text
    assert "\\" not in text


def test_with_the_wheel_all_that_is_installed_is_held_to_hashes(tmp_path: Path) -> None:
    with ZipFile(tmp_path / WHEEL, "w"):
        pass
    wheel = (tmp_path / WHEEL).read_bytes()
    assert init(tmp_path / "town", "--wheel", tmp_path / WHEEL).exit_code == 0
    text = (tmp_path / "town/requirements.txt").read_text(encoding="utf-8")
    assert f"daybrief=={__version__} --hash=sha256:{hashlib.sha256(wheel).hexdigest()}\n" in text
    assert (tmp_path / "town/wheels" / WHEEL).read_bytes() == wheel
    assert len(re.findall(r"^[\w.-]+==", text, re.M)) == len(re.findall(r"^[\w.-]+==.*(?:\\\n +)?--hash=", text, re.M))


def test_without_it_the_command_says_what_to_type(tmp_path: Path) -> None:
    said = init(tmp_path / "town").output
    assert f"{tmp_path}/town/README.md" in said
    assert f"into {tmp_path}/town/wheels/" in said
    assert "--wheel FILE" in said


@pytest.mark.parametrize("there", ["file", "folder with a file"])
def test_what_is_there_is_left_alone(tmp_path: Path, there: str) -> None:
    folder = tmp_path / "town"
    if there == "file":
        folder.write_text("mine")
    else:
        folder.mkdir()
        (folder / "mine").write_text("mine")
    done = init(folder)
    assert done.exit_code == 1
    what = "a file" if there == "file" else "not empty"
    assert done.output == f"Error: {folder} is {what}: name a folder that is new.\n"
    assert len([*tmp_path.rglob("*")]) == (1 if there == "file" else 2)


def test_an_empty_folder_is_taken_and_a_repository_that_is(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    assert init(tmp_path).exit_code == 0


@pytest.mark.parametrize("name", ["daybrief-9.9.9-py3-none-any.whl", WHEEL])
def test_what_is_not_its_wheel_is_refused_before_anything_is_written(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"junk")
    done = init(tmp_path / "town", "--wheel", tmp_path / name)
    assert done.exit_code == 1
    assert done.output.endswith(f"is not the wheel of this version: that is {WHEEL}.\n")
    assert not (tmp_path / "town").exists()


# Workflows


def test_its_workflows_are_safe_and_fit_their_schemas(town: Path) -> None:
    for command in (
        ("zizmor", "--offline", "--persona=pedantic", "--quiet", town / ".github"),
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *town.glob(".github/workflows/*")),
        ("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", town / ".gitlab-ci.yml"),
    ):
        done = subprocess.run([TOOLS / command[0], *command[1:]], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_git_takes_nothing_that_is_built(town: Path) -> None:
    subprocess.run(["git", "init", "--quiet", town], check=True)
    build(town / "mkdocs.yml", {}, clean=False)
    done = subprocess.run(
        ["git", "status", "--porcelain", "-uall"], cwd=town, capture_output=True, text=True, check=True
    )
    assert not [line for line in done.stdout.splitlines() if "site/" in line or ".cache" in line]
    assert ".github/workflows/check.yml" in done.stdout


def test_editors_are_led_to_the_schemas(town: Path) -> None:
    settings: Any = yaml.safe_load((town / ".vscode/settings.json").read_text(encoding="utf-8"))
    assert all((town / schema).is_file() for schema in settings["yaml.schemas"])
    for file in town.glob("briefings/registry/*.yml"):
        first = file.read_text(encoding="utf-8").split("\n")[0]
        assert (file.parent / first.removeprefix("# yaml-language-server: $schema=")).is_file()
