"""What does nothing here, or would break, is told with its place; what may do something is not."""

import re
from pathlib import Path

import material
import pytest
from click.testing import CliRunner

from daybrief.commands.cli import main
from daybrief.plugin import unsupported
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load
from tests.plugin.test_config import PUBLISHED, laid
from tests.projects import Project

TEMPLATES = Path(material.__file__).parent / "templates"
AWAY = "take the line away"


def warned(folder: Path, theme: str, main: str = "", **settings: str) -> list[str]:
    """What is told of settings, beside a template of the site's own: place, message and hint."""
    (folder / "theme").mkdir(exist_ok=True)
    (folder / "theme/main.html").write_text(main)
    given = PUBLISHED | {"theme": f"{{name: material, {theme}, custom_dir: {folder / 'theme'}}}"} | settings
    found = settings_of(load(laid(folder, **given))).warnings
    assert {(problem.code, problem.severity) for problem in found} <= {("no-effect", "warning")}
    return [f"{p.line}:{p.column} {p.message} | {p.hint}" for p in found]


OF_FONT = "`theme.font` does nothing here: the site asks no other host, and that is where Material has fonts from"


@pytest.mark.parametrize(
    ("theme", "told"),
    [
        ("font: false", []),
        ("font: {text: Inter}", [f"3:31 {OF_FONT} | {unsupported._FONTS}"]),
        (
            "features: [navigation.tab, toc.follow, zzz]",
            [
                "3:36 Material has no feature `navigation.tab` | did you mean `navigation.tabs`?",
                f"3:64 Material has no feature `zzz` | {AWAY}",
            ],
        ),
        (
            "features: navigation.tab",
            ["3:35 Material has no feature `navigation.tab` | did you mean `navigation.tabs`?"],
        ),
        ("features: null", []),
        ("feature: [toc.follow]", ["3:34 `theme.feature` does nothing here | did you mean `features`?"]),
        ("locale: fr", ["3:33 `theme.locale` does nothing here | write `language`"]),
        ("highlightjs: true", [f"3:38 `theme.highlightjs` does nothing here | {AWAY}"]),
        ("direction: rtl, icon: {repo: material/git}, logo: a.svg, favicon: a.png, palette: {scheme: slate}", []),
    ],
)
def test_what_a_theme_is_told_in_vain(tmp_path: Path, theme: str, told: list[str]) -> None:
    assert warned(tmp_path, theme, plugins="[search, {daybrief: {identity: a}}]") == told


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ({"extra": "{anaytics: {}}"}, ["6:19 `extra.anaytics` does nothing here | did you mean `analytics`?"]),
        ({"extra": "{mine: 1, social: []}"}, [f"6:15 `extra.mine` does nothing here | {AWAY}"]),
        ({"extra": "{}"}, []),
        (
            {"use_directory_url": "1"},
            ["6:20 `use_directory_url` does nothing here | did you mean `use_directory_urls`?"],
        ),
        (
            {"plugins": "[{search: {separator: x, lang: en}}, {daybrief: {identity: a}}]"},
            [
                f"4:41 `plugins.search.lang` does nothing here | Pagefind makes the index: {AWAY}",
                f"4:32 `plugins.search.separator` does nothing here | Pagefind makes the index: {AWAY}",
            ],
        ),
        (
            {"plugins": "{material/search: {pipeline: [stemmer]}, daybrief: {identity: a}}"},
            [f"4:39 `plugins.search.pipeline` does nothing here | Pagefind makes the index: {AWAY}"],
        ),
        ({"plugins": "[{search: {enabled: true}}, tags, {daybrief: {identity: a}}]"}, []),
    ],
)
def test_what_is_set_in_vain(tmp_path: Path, settings: dict[str, str], told: list[str]) -> None:
    assert warned(tmp_path, "font: false", **settings) == told


def test_what_others_may_read_is_not_told(tmp_path: Path) -> None:
    main = '{{ config.extra.mine }} {{ config.theme.own }} {% if "a.b" in features %}'
    theme, extra = "own: 1, features: [a.b]", "{mine: 1}"
    assert len(warned(tmp_path, theme, extra=extra)) == 3
    assert warned(tmp_path, theme, main, extra=extra) == []
    assert len(warned(tmp_path, theme, main.replace("mine", "mines"), extra=extra)) == 1
    (tmp_path / "hook.py").write_text("")
    assert len(warned(tmp_path, theme, extra=extra, hooks="[hook.py]")) == 1, "no hook gives a feature"


@pytest.mark.parametrize("name", ["info", "material/offline"])
def test_a_plugin_that_breaks_a_site_is_told_and_nothing_is_built(project: Project, name: str) -> None:
    project.set(plugins=f"[search, {name}, {{daybrief: {{identity: a}}}}]")
    for command in ("check", "build"):
        done = CliRunner().invoke(main, ["-f", str(project.config), command])
        assert done.exit_code == 2
        (told,) = (line for line in done.stderr.splitlines() if line.startswith("mkdocs.yml:"))
        assert told.startswith(f"mkdocs.yml:1:19: error: `{name.rpartition('/')[2]}` "), told
    assert not project.site.exists()


def test_a_plugin_that_is_switched_off_breaks_nothing(tmp_path: Path) -> None:
    assert warned(tmp_path, "font: false", plugins="[{info: {enabled: false}}, {daybrief: {identity: a}}]") == []


def test_the_features_are_those_that_material_asks_for() -> None:
    pages = "".join(file.read_text("utf-8") for file in TEMPLATES.rglob("*.html"))
    (bundle,) = TEMPLATES.glob("assets/javascripts/bundle.*.min.js")
    script = bundle.read_text("utf-8")
    asks = re.search(r"function (\w+)\(\w+\)\{return \w+\.features\.includes\(", script)
    assert asks
    found = {*re.findall(r'"([a-z.]+)" (?:not )?in features', pages)}
    found |= {*re.findall(rf'(?<![\w$]){re.escape(asks[1])}\("([a-z.]+)"\)', script)}
    assert found == unsupported.FEATURES


def test_the_settings_are_those_that_material_asks_for() -> None:
    pages = "".join(file.read_text("utf-8") for file in TEMPLATES.rglob("*.html"))
    assert {*re.findall(r"config\.extra\.([a-z]+)", pages)} == unsupported.EXTRA
    asked = {*re.findall(r"config\.theme\.([a-z]+)", pages)}
    assert asked <= unsupported.THEME
    assert unsupported.THEME - asked == {"name", "custom_dir", "static_templates"}
