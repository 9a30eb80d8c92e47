"""What a build says where another version of the program made the site."""

from pathlib import Path

import pytest

from daybrief import __version__
from daybrief.commands import news as told
from daybrief.commands.build import build
from tests.projects import Project

CHANGELOG = """# Changelog

## 0.3.0 - 2031-03-01

### Added

- Maps of trams.

## 0.2.0 - 2031-02-01

- Feeds of lines.

## 0.1.0 - 2031-01-01

- All of it.
"""
BOTH = "\n\n0.3.0 - 2031-03-01\n\n### Added\n\n- Maps of trams.\n\n0.2.0 - 2031-02-01\n\n- Feeds of lines."


@pytest.fixture(autouse=True)
def version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "CHANGELOG.md").write_text(CHANGELOG)
    monkeypatch.setattr(told, "BESIDE", tmp_path)
    monkeypatch.setattr(told, "__version__", "0.3.0")


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("0.1.0", f"This is Daybrief 0.3.0. The site was made by 0.1.0, and this has changed.{BOTH}"),
        ("0.3.0", ""),
        ("0.4.0", "This is Daybrief 0.3.0. The site was made by 0.4.0."),
    ],
    ids=["older", "the same", "newer"],
)
def test_the_changelog_is_told_from_the_version_that_made_the_site(tmp_path: Path, made: str, said: str) -> None:
    (tmp_path / "index.html").write_text(f'<meta name="generator" content="daybrief-{made}, mkdocs-1.6.1">')
    assert told.news(tmp_path) == said


@pytest.mark.parametrize("page", [None, '<meta name="generator" content="mkdocs-1.6.1">'], ids=["none", "another"])
def test_of_a_site_that_nobody_knows_nothing_is_told(tmp_path: Path, page: str | None) -> None:
    if page:
        (tmp_path / "index.html").write_text(page)
    assert told.news(tmp_path) == ""


def test_a_build_tells_it(project: Project) -> None:
    said: list[str] = []
    project.build_on()
    page = project.site / "index.html"
    assert f"daybrief-{__version__}, mkdocs" in page.read_text(encoding="utf-8"), "as `daybrief --version` tells it"
    build(project.config, {}, clean=True, say=said.append)
    assert [line.partition(",")[0] for line in said] == [f"This is Daybrief 0.3.0. The site was made by {__version__}"]
