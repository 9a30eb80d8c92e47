"""An icon, a colour or a provider of analytics that is not there is told with its place; each that is there is not."""

import re
from pathlib import Path

import material
import pytest

from daybrief.plugin import material_names
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import ConfigurationError, load
from tests.plugin.test_config import PUBLISHED, laid

TEMPLATES = Path(material.__file__).parent / "templates"
OWN = "put its SVG into `.icons/` of your `custom_dir`"


def told(folder: Path, theme: str = "", extra: str = "{}", **settings: str) -> list[str]:
    """What is told of settings: place, message and hint."""
    given = {"theme": f"{{name: material{theme}}}", "extra": extra, "plugins": "[search, {daybrief: {identity: a}}]"}
    try:
        found = settings_of(load(laid(folder, **PUBLISHED | given | settings))).warnings
    except ConfigurationError as error:
        frame = r"mkdocs.yml:(\d+:\d+): error: (.*) \[bad-setting\](?:\n.*){2}\n +(?:= hint: (.*))?"
        lines = re.findall(frame, str(error))
        return [f"{place} {message} | {hint}" for place, message, hint in lines]
    assert {(problem.code, problem.severity) for problem in found} <= {("no-effect", "warning")}
    return [f"{p.line}:{p.column} {p.message} | {p.hint}" for p in found]


@pytest.mark.parametrize(
    ("theme", "extra", "line"),
    [
        ("icon: {logo: material/librry}", "", "no icon is called `material/librry` | did you mean `material/library`?"),
        ("icon: {admonition: {note: xxxxxxxxxx/y}}", "", f"no icon is called `xxxxxxxxxx/y` | {OWN}"),
        ("icon: {repo: " + "x" * 300 + "}", "", f"no icon is called `{'x' * 80}…` | {OWN}"),
        (
            "palette: [{scheme: slate, toggle: {icon: material/brightnes-7, name: a}}]",
            "",
            "no icon is called `material/brightnes-7` | did you mean `material/brightness-7`?",
        ),
        (
            "",
            "social: [{icon: fontawesome/brands/mastodn, link: a}]",
            "no icon is called `fontawesome/brands/mastodn` | did you mean `fontawesome/brands/mastodon`?",
        ),
        ("", "analytics: {provider: gogle, property: a}", "no analytics are called `gogle` | did you mean `google`?"),
        (
            "",
            "analytics: {provider: matomo}",
            "no analytics are called `matomo` | "
            "put `partials/integrations/analytics/matomo.html` into your `custom_dir`",
        ),
        (
            "",
            "analytics: {provider: google}",
            "`analytics` counts nothing: it has no `property` | write Google's id of the site, such as `G-…`",
        ),
        ("palette: {primary: ambre}", "", "Material has no primary `ambre` | did you mean `amber`?"),
        (
            "palette: [{scheme: dark}]",
            "",
            "Material has no scheme `dark` | "
            "write one of: `default`, `slate`; or give it colours in a file of `extra_css`",
        ),
        ("palette: [{primry: teal}]", "", "`primry` does nothing in a palette | did you mean `primary`?"),
        ("palette: {scheme: slate, primary: deep purple, accent: ink, media: a}", "", ""),
        ("palette: [{primary: custom}, 3], icon: [a], features: []", "social: 3, analytics: [a]", ""),
        ("icon: {tag: {deep: {er: a}}}", "analytics: {provider: google, property: a, icon: b}", ""),
        (
            "palette: [{toggle: [{icon: material/pencil, name: a}]}]",
            "social: [&a {icon: material/pencil, more: [*a]}]",
            "",
        ),
        ("palette: null, icon: {logo: 3, edit: material/pencil}", "analytics: {feedback: {ratings: 3}}", ""),
    ],
)
def test_what_is_not_there_is_told(tmp_path: Path, theme: str, extra: str, line: str) -> None:
    found = told(tmp_path, f", {theme}" if theme else "", f"{{{extra}}}")
    assert [one.partition(" ")[2] for one in found] == ([line] if line else [])


def test_it_is_told_where_it_stands(tmp_path: Path) -> None:
    theme = ", palette: [{scheme: slate}, {primary: ambre}]"
    (line,) = told(tmp_path, theme)
    written = (tmp_path / "mkdocs.yml").read_text().splitlines()
    row, column = map(int, line.partition(" ")[0].split(":"))
    assert written[row - 1][column - 1 :].startswith("ambre")


def test_a_style_sheet_of_the_sites_own_may_know_more(tmp_path: Path) -> None:
    theme = ", palette: {scheme: youtube}"
    assert len(told(tmp_path, theme)) == 1
    (tmp_path / "docs/own.css").write_text('[data-md-color-scheme="youtube"] { --md-primary-fg-color: #e00 }')
    assert told(tmp_path, theme, extra_css="[own.css]") == []


@pytest.mark.parametrize("kind", material_names.COLOURS)
def test_all_of_materials_colours_are_known(kind: str) -> None:
    sheets = "".join(file.read_text(encoding="utf-8") for file in TEMPLATES.glob("assets/stylesheets/*.css"))
    theirs = {*re.findall(rf"\[data-md-color-{kind}=([\w-]+)\]", sheets)}
    assert theirs
    assert theirs - material_names.COLOURS[kind] == set()
    assert material_names.COLOURS[kind] - theirs <= {"custom", "ink", "default"}
