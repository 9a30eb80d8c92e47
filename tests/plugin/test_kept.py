"""Builds that do without MkDocs, and what has it come back."""

import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort

from daybrief.commands.build import build
from daybrief.pipeline import state
from daybrief.plugin import mkdocs_build
from tests.cases import slow_but
from tests.world import World, add_a_day, change, edit_a_text, remove_a_day, same


@pytest.fixture
def by_mkdocs(monkeypatch: pytest.MonkeyPatch) -> list[None]:
    """Grows with each build that MkDocs has a part in."""
    found: list[None] = []
    build = mkdocs_build.mkdocs_build

    def counted(*given: Any, **named: Any) -> None:
        found.append(None)
        build(*given, **named)

    monkeypatch.setattr(mkdocs_build, "mkdocs_build", counted)
    return found


@pytest.mark.slow
def test_days_come_and_go_without_mkdocs(
    tmp_path: Path, by_mkdocs: list[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, rng, load = World(tmp_path / "project", plain=True), random.Random(1), state.load
    loaded: list[Path] = []
    monkeypatch.setattr(state, "load", lambda folder, **more: loaded.append(folder) or load(folder, **more))
    for _ in range(4):
        change(world, rng, add_a_day)
    world.build()
    assert len(by_mkdocs) == 1
    without = 0
    for what in (edit_a_text, edit_a_text, add_a_day, edit_a_text, remove_a_day, add_a_day, edit_a_text):
        change(world, rng, what)
        before = len(by_mkdocs)
        loaded.clear()
        world.build()
        assert len(loaded) <= 1, "though MkDocs may have to come back"
        without += len(by_mkdocs) == before
        same(world, tmp_path / "clean")
    assert without > 3, "but for the first of a kind"


def retitle_a_source(world: World) -> None:
    """A page with another name, which is in no nav."""
    world.registry["sources"]["far-wire"]["name"] = "Far and Near"
    world.write()


def name_a_movement(world: World) -> None:
    (world.docs / "registry/terms.yml").write_text("stances:\n  aloof: {name: aloof}\n")


def edit(name: str, old: str, new: str) -> Callable[[World], None]:
    def edited(world: World) -> None:
        file = world.root / name
        text = file.read_text()
        assert old in text
        file.write_text(text.replace(old, new))

    return edited


SEARCH = "assets/stylesheets/search.css"
OWN = {
    "main.html": '{% extends "base.html" %}\n{% block announce %}{% include "assets/logo.svg" %}{% endblock %}\n',
    "assets/logo.svg": '<svg viewBox="0 0 9 9"><title>A page</title><circle r="3"/></svg>\n',
    SEARCH: ".own { color: red; }\n",
    "assets/javascripts/share.js": 'document.title = "one";\n',
}
"""Files of a site's own folder."""

CHANGES: dict[str, tuple[bool, Callable[[World], None]]] = {
    "a registry": (False, retitle_a_source),
    "a setting": (True, edit("mkdocs.yml", "All of it", "Most of it")),
    "the nav": (True, edit("mkdocs.yml", "Today: index.md", "Now: index.md")),
    "a hand-written page": (True, edit("briefings/method.md", "See", "Look at")),
    "a mark in the nav": (True, edit("briefings/method.md", "# Method", "---\nstatus: new\n---\n# Method")),
    "another hand-written page": (True, lambda world: (world.docs / "note.md").unlink()),
    "a template around pages": (True, edit("templates/main.html", "base.html", "material/base.html")),
    "what a template around pages includes": (True, edit("templates/assets/logo.svg", "circle", "ellipse")),
    "a style of its own in the place of ours": (True, edit(f"templates/{SEARCH}", "red", "blue")),
    "a script of its own in the place of ours": (True, edit("templates/assets/javascripts/share.js", "one", "two")),
    "a style that is ours again": (True, lambda world: (world.root / f"templates/{SEARCH}").unlink()),
    "a page's template": (True, edit("templates/pages/layout.html", "<", " <")),
    "words": (True, edit("words.yml", "ridge", "valley")),
    "a file of MkDocs'": (True, lambda world: (world.site / "404.html").unlink()),
    "a page of a day": (False, lambda world: (world.site / "index.html").unlink()),
    "a style sheet": (True, lambda world: (world.site / "assets/stylesheets/daybrief.css").unlink()),
    "a published file": (False, lambda world: (world.site / "assets/images/favicon.png").unlink()),
    "a variable": (True, lambda world: None),
    "words of its own": (True, name_a_movement),
}


QUICK = ("a registry", "a setting", "a mark in the nav", "what a template around pages includes")


@pytest.mark.parametrize("name", slow_but(QUICK, CHANGES))
def test_mkdocs_is_asked_where_it_may_make_something_else(
    name: str, tmp_path: Path, by_mkdocs: list[None], monkeypatch: pytest.MonkeyPatch
) -> None:
    world, rng = World(tmp_path / "project", plain=True), random.Random(2)
    config = (
        world.config.read_text()
        .replace("https://harbour", "!ENV [WHERE, 'https://harbour")
        .replace("brief/", "brief/']", 1)
    )
    world.config.write_text(config.replace("{Method: method.md}", "{Method: method.md}, note.md"))
    (world.docs / "note.md").write_text("# Note\n\nOf [a day](2030/12/29/index.md).\n")
    for file, text in OWN.items():
        (world.root / "templates" / file).parent.mkdir(parents=True, exist_ok=True)
        (world.root / "templates" / file).write_text(text)
    for _ in range(7):
        change(world, rng, add_a_day)
    world.build()
    needed, make = CHANGES[name]
    if name == "another hand-written page":
        world.config.write_text(world.config.read_text().replace(", note.md", ""))
    if name == "a variable":
        monkeypatch.setenv("WHERE", "https://elsewhere.example/")
    make(world)
    before = len(by_mkdocs)
    world.build()
    assert (len(by_mkdocs) > before) == needed
    same(world, tmp_path / "clean")


@pytest.mark.parametrize("name", ["{0:%Y}/{0}.yml", "{0:%Y/%m/%d}/index.md"])
def test_a_link_of_a_page_to_a_day_that_is_gone_is_told(name: str, tmp_path: Path, by_mkdocs: list[None]) -> None:
    world, rng = World(tmp_path / "project", plain=True), random.Random(1)
    for _ in range(4):
        change(world, rng, add_a_day)
    newest = max(world.days)
    method = world.docs / "method.md"
    method.write_text(f"{method.read_text()}\nSee [it]({name.format(dt.date.fromisoformat(newest))}).\n")
    world.build()
    del world.days[newest]
    world.write()
    with pytest.raises(Abort):
        world.build()
    assert len(by_mkdocs) == 2


def test_what_is_found_out_too_late_is_told_once(
    tmp_path: Path, by_mkdocs: list[None], capsys: pytest.CaptureFixture[str]
) -> None:
    world, rng = World(tmp_path / "project", plain=True), random.Random(1)
    change(world, rng, add_a_day)
    first = dict(world.days)
    change(world, rng, add_a_day)
    both, world.days = world.days, first
    world.write()
    edit("mkdocs.yml", "identity: harbour, ", "")(world)
    build(world.config, {}, clean=False)
    world.days = both  # now days lead to one another
    world.write()
    capsys.readouterr()
    build(world.config, {}, clean=False)
    assert len(by_mkdocs) == 2
    assert capsys.readouterr().err.count("`identity` is not set") == 1


def test_where_no_frame_fits_a_build_is_not_begun_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    world, rng = World(tmp_path / "project", plain=True), random.Random(1)
    with (world.root / "templates/main.html").open("a") as main:
        main.write("{% block content %}{{ super() }}{{ super() | length }}{% endblock %}\n")
    found: list[None] = []
    run = mkdocs_build.run

    def counted(*given: Any, **named: Any) -> None:
        found.append(None)
        run(*given, **named)

    monkeypatch.setattr(mkdocs_build, "run", counted)
    for number in range(1, 4):
        change(world, rng, add_a_day)
        world.build()
        assert len(found) == number
    same(world, tmp_path / "clean")


@pytest.mark.slow  # a table of builds
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/partials/copyright.html", "{{ page.title }}"),
        ("templates/partials/copyright.html", "{{ addresses | length }}"),
        ("templates/partials/copyright.html", "{{ build_date_utc }}"),
        ("templates/sitemap.xml", "<urlset/>"),
        ("hook.py", "def on_page_context(context, **_): pass"),
    ],
)
def test_nothing_is_kept_where_somebody_may_look_at_days(
    name: str, text: str, tmp_path: Path, by_mkdocs: list[None]
) -> None:
    world, rng = World(tmp_path / "project", plain=True), random.Random(1)
    (world.root / name).parent.mkdir(exist_ok=True)
    (world.root / name).write_text(text)
    if name.endswith(".py"):
        world.config.write_text(f"{world.config.read_text()}hooks: [{name}]\n")
    for number in range(1, 3):
        for _ in range(3):
            change(world, rng, add_a_day)
        world.build()
        assert len(by_mkdocs) == number
    if "build_date_utc" not in text:
        same(world, tmp_path / "clean")
