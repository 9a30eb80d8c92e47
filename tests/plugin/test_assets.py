"""Styles and scripts as they are published."""

import re
from pathlib import Path

import material
import pytest
from playwright.sync_api import Browser

from daybrief.plugin.theme import OVERLAY, SCRIPT, STYLE
from tests.projects import Project

RULES = """text => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    return [...sheet.cssRules].map(rule => rule.cssText.replaceAll(", ", ","));
}"""

COLOURS = """([names, text, colours]) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
    for (const [of, colour] of Object.entries(colours)) document.body.setAttribute(`data-md-color-${of}`, colour);
    return names.map(name => getComputedStyle(document.body).getPropertyValue(name));
}"""


def test_each_page_asks_for_one_style_sheet_and_one_script_of_ours(lake: Path) -> None:
    shown = (lake / "index.html").read_text("utf-8")
    ours = {file.name for file in (OVERLAY / "assets").rglob("*.*s")} | {Path(SCRIPT).name}
    asked = [name for name in ours if f"/{name}" in shown]
    assert sorted(asked) == ["daybrief.css", "daybrief.js", "search.js"], "and for the worker of the search"
    assert "/*" not in (lake / STYLE).read_text("utf-8")


@pytest.mark.browser
@pytest.mark.parametrize("name", ["daybrief", "search"])
def test_a_style_sheet_says_the_same_as_what_it_is_made_of(lake: Path, chromium: Browser, name: str) -> None:
    page = chromium.new_page()
    file = f"assets/stylesheets/{name}.css"
    ours, sent = ((folder / file).read_text("utf-8") for folder in (OVERLAY, lake))
    assert page.evaluate(RULES, sent) == page.evaluate(RULES, ours)
    assert not re.search(r"\s[{};,]|[{};,:]\s|;}|/\*", re.sub('"[^"]*"', '""', sent)), "without what is for us"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize(("scheme", "primary"), [("default", "white"), ("slate", "black")])
def test_of_colours_those_are_sent_that_a_site_has(lake: Path, chromium: Browser, scheme: str, primary: str) -> None:
    (theirs,) = Path(material.__file__).parent.glob("templates/assets/stylesheets/palette.*.css")
    whole = theirs.read_text("utf-8")
    sent = (lake / "assets/stylesheets/palette.css").read_text("utf-8")
    names = sorted({*re.findall(r"--md-[\w-]+", whole)})
    colours = {"scheme": scheme, "primary": primary, "accent": "ink"}
    page = chromium.new_page()
    computed = page.evaluate(COLOURS, [names, sent, colours])
    assert computed == page.evaluate(COLOURS, [names, whole, colours])
    assert any(computed)
    assert len(sent) < len(whole) / 2
    page.close()


def test_a_sites_own_file_takes_the_place_of_ours(project: Project) -> None:
    own = project.root / "own/assets/javascripts/share.js"
    own.parent.mkdir(parents=True)
    own.write_text("  // as it is\n", "utf-8")
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: own\n")
    site = project.build()
    assert (site / "assets/javascripts/share.js").read_text("utf-8") == own.read_text("utf-8"), "as it was written"
    shown = (site / "index.html").read_text("utf-8")
    asked = re.findall(r'<script src="assets/javascripts/([\w-]+)\.js"', shown)
    assert asked == ["reader", "share", "keyboard", "search-opened"], "each by itself"
    styles = site / "assets/stylesheets"
    (whole,) = styles.glob("palette.*.css")
    assert (styles / "palette.css").read_bytes() == whole.read_bytes(), "its templates may choose other colours"


def test_behind_each_file_that_mkdocs_knows_there_is_one_to_look_at(project: Project) -> None:
    """Other plugins ask each for its path."""
    (project.root / "look.py").write_text(
        "def on_files(files, config):\n    assert all(file.abs_src_path.startswith('/') for file in files)\n", "utf-8"
    )
    project.edit("mkdocs.yml", "theme:", "hooks: [look.py]\ntheme:")
    assert (project.build() / STYLE).is_file()


@pytest.mark.parametrize(("words", "whole"), [("", False), ("<b data-md-color-primary=pink>", True)])
def test_a_template_may_choose_other_colours(project: Project, words: str, whole: bool) -> None:
    (project.root / "own").mkdir()
    (project.root / "own/main.html").write_text(
        f'{{% extends "base.html" %}}{{% block announce %}}{words}{{% endblock %}}', "utf-8"
    )
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: own\n")
    assert ("pink" in (project.build() / "assets/stylesheets/palette.css").read_text("utf-8")) == whole
