"""The plugins that Material's users list most, each beside ours: the site is whole, or one line tells."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cases import CORPUS, lay
from tests.projects import command
from tests.reading import broken, files, pages

CASES: dict[str, Any] = yaml.safe_load(Path(__file__).with_name("plugins.yml").read_text(encoding="utf-8"))
THEME = {"name": "material"}
ADDRESS = "https://letters.example/brief/"
CONFIG = {
    "site_name": "Letters",
    "site_url": ADDRESS,
    "docs_dir": "briefings",
    "theme": THEME,
    "repo_url": "https://forge.example/lake/letters",
    "nav": ["index.md", "sources/index.md", "method.md", "about.md"],
}
PAGES = {"about": "# About\n\nWho we are.\n\n## More\n\nWords.\n", "method": "# Method\n\nHow it is done.\n"}
SHOWN = {
    "index.html": "Nothing moved at the mill.",
    "2031/05/04/index.html": "Nothing moved at the ford.",
    "sources/gazette/index.html": "The Ferry Gazette",
    "feed.xml": "A quiet day at the mill",
    "about/index.html": "Who we are.",
    "method/index.html": "How it is done",
}
pytestmark = pytest.mark.slow


def build(python: Path, root: Path, plugins: list[Any], case: dict[str, Any]) -> subprocess.CompletedProcess[str]:
    """Build a project of a day and two hand-written pages, as a command does."""
    lay(root / "briefings", CORPUS / "valid/smallest.yml")
    texts = {f"briefings/{name}.md": text for name, text in PAGES.items()} | case.get("files", {})
    config = {name: value for name, value in (CONFIG | case.get("config", {})).items() if value is not None}
    texts["mkdocs.yml"] = yaml.safe_dump({"plugins": plugins} | config, sort_keys=False)
    for name, text in texts.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    if case.get("font"):  # else it is fetched
        font = next(python.parent.parent.glob("lib/*/site-packages/barcode/fonts/*.ttf"))
        for style in ("Regular", "Bold"):
            to = root / f".cache/plugin/social/fonts/Roboto/{style}.ttf"
            to.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(font, to)
    if case.get("git"):
        who = ("-c", "user.name=Nobody", "-c", "user.email=nobody@example.org")
        for step in (["init", "--quiet"], ["add", "."], [*who, "commit", "--quiet", "--message=All"]):
            subprocess.run(["git", *step], cwd=root, check=True)
    return run(python, root)


def run(python: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Build a project that is there."""
    return command(python.as_posix(), "-c", "from daybrief.commands.cli import run; run()", "build", cwd=root)


@pytest.fixture(scope="session")
def plain(python: Path, once: Any) -> Path:
    """The site without any of the plugins."""

    def make(folder: Path) -> None:
        done = build(python, folder, [{"daybrief": {"identity": "letters"}}], {})
        assert done.returncode == 0, done.stderr

    made: Path = once("plain", make)
    return made / "site"


@pytest.mark.parametrize("name", CASES)
def test_a_site_with_a_plugin_is_whole_or_one_line_tells(tmp_path: Path, python: Path, plain: Path, name: str) -> None:
    case: dict[str, Any] = CASES[name] or {}
    done = build(python, tmp_path, [{"daybrief": {"identity": "letters"}}, {name: case.get("with") or {}}], case)
    assert "Traceback" not in done.stdout + done.stderr
    if told := case.get("told"):
        assert [line for line in done.stderr.splitlines() if "error: " in line] == [told]
        assert done.returncode in (1, 2)
        return
    assert done.returncode == 0, done.stderr
    assert case.get("warns", "") in done.stderr
    site = tmp_path / "site"
    assert files(plain).keys() - files(site).keys() == set()
    assert [name for name in case.get("lacks", ()) if (site / name).exists()] == []
    parsed = pages(site)
    assert broken(site, ADDRESS, parsed) == []
    for file, words in SHOWN.items():
        assert words in (parsed[file].words if file in parsed else (site / file).read_text(encoding="utf-8")), file
    for file, texts in case.get("makes", {}).items():
        made = (site / file).read_bytes()
        assert made
        for text in [texts] if isinstance(texts, str) else texts:
            assert text.encode() in made
    if case.get("twice"):
        before = files(site)
        assert run(python, tmp_path).returncode == 0
        assert files(site) == before


def test_every_plugin_of_the_lock_is_tried(python: Path) -> None:
    listed = "from importlib.metadata import entry_points as e; print(*(p.name for p in e(group='mkdocs.plugins')))"
    names = subprocess.run([python, "-c", listed], capture_output=True, text=True, check=True).stdout.split()
    assert {name.removeprefix("material/") for name in names} - {"daybrief"} == CASES.keys()
    assert len(CASES) >= 30
