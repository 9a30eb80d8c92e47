"""A program of npm's is used where npm is there and installs it; else the bench goes on without."""

from pathlib import Path

import pytest

from bench import npm
from tests.projects import ROOT

INSTALLS = "#!/bin/sh\n/bin/mkdir -p node_modules/.bin && : > node_modules/.bin/eleventy && echo once >> told\n"


@pytest.fixture
def bin_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(bin_: Path, script: str) -> None:
    (bin_ / "npm").write_text(script)
    (bin_ / "npm").chmod(0o755)


@pytest.mark.parametrize("script", ["", "#!/bin/sh\nexit 1\n"])
def test_without_npm_or_where_it_fails_there_is_none(tmp_path: Path, bin_: Path, script: str) -> None:
    if script:
        put(bin_, script)
    assert npm.installed(ROOT / "bench/eleventy", tmp_path / "here", "eleventy") is None


def test_it_is_installed_once_by_its_lock(tmp_path: Path, bin_: Path) -> None:
    put(bin_, INSTALLS)
    folder = tmp_path / "here"
    for _ in range(2):
        program = npm.installed(ROOT / "bench/eleventy", folder, "eleventy")
    assert program == folder / "node_modules/.bin/eleventy"
    assert (folder / "package-lock.json").is_file()
    assert (folder / "told").read_text() == "once\n"
