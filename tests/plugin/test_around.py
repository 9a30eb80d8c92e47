"""Which files of a folder may be printed around a page."""

from pathlib import Path

import pytest
from jinja2 import Environment

from daybrief.plugin.around import around

FILES = ("assets/logo.svg", "assets/logo.txt", "parts/word.html", "assets/a style.css", ".icons/own/mark.svg")


def names(folder: Path, main: str, **more: str) -> set[str]:
    for name in FILES:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(more.get(Path(name).stem, "{% broken"))
    (folder / "main.html").write_text(main)
    return {*around(folder, Environment(autoescape=True))} - {"main.html", ".icons/own/mark.svg"}


@pytest.mark.parametrize(
    ("main", "found"),
    [
        ("", set()),
        ("assets/logo.svg", set()),
        ("{% include 'assets/logo.svg' %}", {"assets/logo.svg"}),
        ("{%- include './assets//logo.svg' ignore missing -%}", {"assets/logo.svg"}),
        ("{% include 'assets/a style.css' %}", {"assets/a style.css"}),
        ("{% from 'parts/word.html' import word %}", {"parts/word.html"}),
        ("{% include '.icons/' ~ config.theme.icon.logo ~ '.svg' %}", set()),
        ("{% include 'assets/' ~ name %}", {"assets/logo.svg", "assets/logo.txt", "assets/a style.css"}),
        ("{% include 'assets/logo.svg' if config.a else name %}", {*FILES[:4]}),
        ("{% include ['nowhere.html', 'assets/logo.svg'] %}", {*FILES[:4]}),
        ("{% include 'nowhere.svg' %}", set()),
    ],
)
def test_what_a_template_includes_stands_around_pages(main: str, found: set[str], tmp_path: Path) -> None:
    assert names(tmp_path, main) == found


def test_so_does_what_that_includes(tmp_path: Path) -> None:
    main = "{% include 'parts/word.html' %}"
    assert names(tmp_path, main, word="{% include 'assets/logo.txt' %}") == {"parts/word.html", "assets/logo.txt"}


def test_a_folder_may_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/nav.html").write_text("")
    (tmp_path / "own").mkdir()
    (tmp_path / "own/partials").symlink_to(tmp_path / "elsewhere")
    assert names(tmp_path / "own", "") == {"partials/nav.html"}
