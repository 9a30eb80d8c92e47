"""Styles and scripts as they are published."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from daybrief.plugin.theme import OVERLAY, SCRIPT, STYLE
from tests.projects import Project

RULES = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map(rule => rule.cssText);
}"""


def test_each_page_asks_for_one_style_sheet_and_one_script_of_ours(lake: Path) -> None:
    shown = (lake / "index.html").read_text("utf-8")
    ours = {file.name for file in (OVERLAY / "assets").rglob("*.*s")} | {Path(SCRIPT).name}
    asked = [name for name in ours if f"/{name}" in shown]
    assert sorted(asked) == ["daybrief.css", "daybrief.js", "search.js"], "and for the worker of the search"
    assert "/*" not in (lake / STYLE).read_text("utf-8")


@pytest.mark.browser
def test_the_style_sheet_says_the_same_as_what_it_is_made_of(lake: Path, chromium: Browser) -> None:
    page = chromium.new_page()
    parts = [(OVERLAY / f"assets/stylesheets/{name}.css").read_text("utf-8") for name in ("daybrief", "search")]
    assert page.evaluate(RULES, (lake / STYLE).read_text("utf-8")) == page.evaluate(RULES, "\n".join(parts))
    page.close()


def test_a_sites_own_file_takes_the_place_of_ours(project: Project) -> None:
    own = project.root / "own/assets/stylesheets/search.css"
    own.parent.mkdir(parents=True)
    own.write_text(".of-the-site::after {\n  content: '/* as it is */';\n}\n", "utf-8")
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: own\n")
    site = project.build()
    assert (site / "assets/stylesheets/search.css").read_text("utf-8") == own.read_text("utf-8"), "as it was written"
    assert ".md-search-result__meta" not in (site / STYLE).read_text("utf-8")
    asked = re.findall(
        r'href="(assets/stylesheets/(?:daybrief|search)\.css)"', (site / "index.html").read_text("utf-8")
    )
    assert asked == [STYLE, "assets/stylesheets/search.css"], "each by itself"


def test_behind_each_file_that_mkdocs_knows_there_is_one_to_look_at(project: Project) -> None:
    """Other plugins ask each for its path."""
    (project.root / "look.py").write_text(
        "def on_files(files, config):\n    assert all(file.abs_src_path.startswith('/') for file in files)\n", "utf-8"
    )
    project.edit("mkdocs.yml", "theme:", "hooks: [look.py]\ntheme:")
    assert (project.build() / STYLE).is_file()
