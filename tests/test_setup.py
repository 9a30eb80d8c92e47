"""On a machine where something is missing, one line says what to type."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.projects import ROOT

NO_VENV = "case $2 in *ensurepip*) exit 1; esac"


def script(path: Path, text: str) -> Path:
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def bin_only(tmp_path: Path) -> Path:
    """A folder for PATH with no more than a shell's daily tools: no browser, no apt-get."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("bash", "cat", "cksum", "cut", "env", "id", "rm", "sh"):
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


@pytest.mark.parametrize(
    ("name", "python", "line"),
    [
        ("python3", "exit 1", "Python 3.11 or newer is needed"),
        ("python3", NO_VENV, "Type: apt-get install python3-venv"),
        ("python3.12", NO_VENV, "Type: apt-get install python3.12-venv"),
        ("other", "", "There is no python3 here. Type: apt-get install python3-venv"),
    ],
    ids=["too old", "no venv", "no venv, other version", "no Python"],
)
def test_what_python_lacks_is_one_line(tmp_path: Path, bin_only: Path, name: str, python: str, line: str) -> None:
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    shutil.copy(ROOT / "Makefile", tmp_path)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    script(bin_only / name, python)
    make = shutil.which("make") or "make"
    choice = [f"PYTHON={name}"] if name.startswith("python3.") else []
    done = subprocess.run(
        [make, *choice, "site"], cwd=tmp_path, env={"PATH": str(bin_only)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert line in done.stderr
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / ".venv").exists()


def chromium(**env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ROOT / ".ci/chromium"], env=env, capture_output=True, text=True, check=False)


def test_a_browser_that_is_here_is_taken(bin_only: Path) -> None:
    browser = script(bin_only / "google-chrome", "echo 1")
    script(bin_only / "chromium-browser", "echo install the snap; exit 1")
    assert chromium(PATH=str(bin_only)).stdout == f"{browser}\n"


def test_the_browser_that_is_named_is_taken(bin_only: Path, tmp_path: Path) -> None:
    script(bin_only / "chromium", "echo 1")
    named = script(tmp_path / "my browser", "echo 1")
    assert chromium(PATH=str(bin_only), CHROMIUM=str(named)).stdout == f"{named}\n"
    assert chromium(PATH=str(bin_only), CHROMIUM="/nowhere").returncode == 1


def test_a_missing_browser_is_one_line(bin_only: Path) -> None:
    done = chromium(PATH=str(bin_only))
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Type: apt-get install chromium" in done.stderr
    assert done.stderr.count("\n") == 1


def test_debians_browser_is_installed_where_that_is_possible(bin_only: Path) -> None:
    browser = bin_only / "chromium"
    script(bin_only / "id", "echo 0")
    script(bin_only / "apt-get", f'case "$*" in *install*) ln -s env "{browser}"; esac')
    (bin_only / "ln").symlink_to(shutil.which("ln") or "ln")
    assert chromium(PATH=str(bin_only)).stdout == f"{browser}\n"
    assert os.access(browser, os.X_OK)
