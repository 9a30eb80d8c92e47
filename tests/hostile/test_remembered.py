"""What a build remembers is never wrong: each way in which it once was."""

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.exceptions import Abort

from daybrief.commands.build import unchanged
from daybrief.commands.check import check
from daybrief.commands.cli import main
from daybrief.source import MAX_BYTES
from tests.projects import BASE, Project, command
from tests.world import World, same

pytestmark = pytest.mark.slow  # a table of builds

CLAIM = {"id": "calm", "by": "far-wire", "sector": "river", "figures": {"boats": 2}}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A site of two years, built and checked."""
    world = World(tmp_path / "project")
    for date in ("2030-12-30", "2031-01-01"):
        world.days[date] = {"claims": [dict(CLAIM)], "assessments": [], "resolutions": []}
    world.write()
    world.build()
    assert world.sound()
    return world


def codes(world: World) -> list[str]:
    return [problem.code for problem in check(world.config).problems]


def test_a_copy_is_checked_and_built_as_its_own(world: World) -> None:
    shutil.copytree(world.root, world.root.with_name("copy"))
    world.settle(world.root.with_name("copy"))
    day = world.docs / "2031/2031-01-01.yml"
    sound = day.read_text()
    day.write_text(sound.replace("far-wire", "far-wires"))
    assert codes(world) == ["unknown-id"]
    with pytest.raises(Abort):
        world.build()
    day.write_text(sound.replace("calm", "wild"))
    world.build()
    assert 'id="wild"' in (world.site / "2031/01/01/index.html").read_text()


EDITS = {
    "briefings/2031/2031-01-01.yml": ("Told before", "Told meanwhile"),
    "templates/pages/layout.html": ("<article", "<article lang=en"),
    "mkdocs.yml": ("Harbour", "Other"),
}


@pytest.mark.slow
@pytest.mark.parametrize(
    "step", ["Reading the briefings", "Keeping the ledger", "Making the pages", "Making the search index"]
)
@pytest.mark.parametrize("name", EDITS)
def test_what_is_saved_while_a_build_runs_is_seen_by_the_next(
    world: World, tmp_path: Path, step: str, name: str
) -> None:
    file = world.root / name

    def save(now: str) -> None:
        if now == step:
            words = {"briefings": "text: Told while it was built.", "templates": "<article lang=en", "mkdocs.yml": "X"}
            old = {"briefings": "text:", "templates": "<article", "mkdocs.yml": "Harbour"}
            part = name.partition("/")[0]
            file.write_text(file.read_text().replace(old[part], words[part], 1))

    world.days["2031-01-01"]["claims"][0]["text"] = "Told before."
    world.write()
    if name.startswith("briefings"):
        before = file.read_text()
        world.build(
            progress=lambda now: file.write_text(before.replace("before", "meanwhile")) if now == step else None
        )
    else:
        world.build(progress=save)
    assert not unchanged(world.config, {"strict": True})[0]
    world.build()
    same(world, tmp_path / "clean")


def test_a_registry_that_was_broken_for_a_while_is_asked_again(world: World) -> None:
    file, day = world.docs / "registry/measures.yml", world.docs / "2031/2031-01-01.yml"
    file.write_text("boats: [\n")
    day.write_text(day.read_text().replace("id: calm", "id: calmer"))
    assert "unknown-id" not in codes(world), "nobody knows what is in it"
    file.write_text("horses: {name: horses}\n")
    assert codes(world).count("unknown-id") == 2
    with pytest.raises(Abort):
        world.build()
    file.write_text("boats: {name: boats}\n")
    assert codes(world) == []
    world.build()


def parts(world: World) -> list[Path]:
    return sorted(file for file in world.cache.rglob("*") if file.is_file())


@pytest.mark.slow
@pytest.mark.parametrize("damage", ["lost", "cut", "of another version", "a folder", "a pipe"])
def test_each_part_that_is_damaged_reads_as_none(world: World, tmp_path: Path, damage: str) -> None:
    assert len(parts(world)) > 10
    kept = tmp_path / "kept"
    shutil.copytree(world.root, kept, symlinks=True)
    world.days["2031-01-01"]["claims"][0]["text"] = "An edit of a day of that year."
    for part in parts(world):
        name = part.relative_to(world.root)
        shutil.rmtree(world.root)
        shutil.copytree(kept, world.root, symlinks=True)
        world.write()
        data = part.read_bytes()
        part.unlink()
        if damage == "cut":
            part.write_bytes(data[:-1])
        elif damage == "of another version":
            part.write_bytes(b"another version!" + data[16:])
        elif damage == "a folder":
            part.mkdir()
        elif damage == "a pipe":
            os.mkfifo(part)
        assert codes(world) == [], name
        world.build()
        assert "An edit of a day" in (world.site / "2031/01/01/index.html").read_text(), name
        assert world.build().startswith("Nothing has changed"), name
    same(world, tmp_path / "clean")


def test_a_day_more_is_followed_by_nothing_new(world: World) -> None:
    world.days["2031-01-01"]["claims"][0]["text"] = "Told otherwise."
    world.write()
    assert world.build().startswith("Built")
    assert world.build().startswith("Nothing has changed")


@pytest.mark.parametrize("year", ["2030", "2031"])
def test_a_lost_year_of_readings_is_read_again(world: World, year: str) -> None:
    (world.cache / f"days/{year}").unlink()
    world.days["2031-01-01"]["claims"][0]["text"] = "Told otherwise."
    world.write()
    assert codes(world) == []
    world.build()


def test_a_file_of_the_search_that_was_changed_is_made_again(world: World, tmp_path: Path) -> None:
    for file in sorted((world.site / "pagefind").rglob("*.*")):
        data, times = file.read_bytes(), file.stat()
        file.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    world.build()
    same(world, tmp_path / "clean")


def test_a_map_that_is_broken_is_told_by_check(project: Project) -> None:
    shutil.copy(BASE, project.root)
    project.edit("mkdocs.yml", "identity:", "map: base.json\n      identity:")
    checked = ["-f", str(project.config), "check"]
    assert CliRunner().invoke(main, checked).exit_code == 0
    (project.root / "base.json").write_text("{}")
    assert CliRunner().invoke(main, checked).exit_code == 2


def test_a_hook_or_a_plugin_may_read_anything_so_all_is_built_and_it_is_said(world: World) -> None:
    (world.root / "greeting.txt").write_text("Good morning")
    (world.root / "hook.py").write_text(
        "from pathlib import Path\n"
        "def on_post_page(output, **_):\n"
        "    return output.replace('</body>', (Path(__file__).parent / 'greeting.txt').read_text() + '</body>')\n"
    )
    world.config.write_text("hooks: [hook.py]\n" + world.config.read_text())
    for words in ("Good morning", "Good evening"):
        (world.root / "greeting.txt").write_text(words)
        said: list[str] = []
        world.build(say=said.append)
        assert words in (world.site / "2031/01/01/index.html").read_text()
        assert said == ["Everything is built anew, as each time: `hooks` may read what is not looked at here."]


def test_a_template_that_asks_for_a_setting_on_some_pages_alone_is_no_way_to_a_stale_page(world: World) -> None:
    shell = world.root / "templates/main.html"
    only = "{% if page and page.is_homepage %}{{ config.extra.hello }}{% endif %}"
    shell.write_text(f"{shell.read_text()}{{% block announce %}}{only}{{% endblock %}}\n")
    text = world.config.read_text()
    for words in ("Good morning", "Good evening"):
        world.config.write_text(f"extra: {{hello: {words}}}\n{text}")
        world.build()
        assert words in (world.site / "index.html").read_text()


@contextmanager
def calls(name: str, module: str) -> Iterator[list[str]]:
    """Counts the calls of a function of the program."""
    found: list[str] = []

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_name == name and frame.f_globals.get("__name__") == module:
            found.append(name)

    sys.setprofile(watch)
    try:
        yield found
    finally:
        sys.setprofile(None)


def test_a_day_is_shown_from_what_is_remembered(world: World) -> None:
    day = str(world.docs / "2031/2031-01-01.yml")
    registries = len([*(world.docs / "registry").iterdir()])
    with calls("interpret", "daybrief.model.validation") as read:
        shown = CliRunner().invoke(main, ["-f", str(world.config), "show", day])
    assert shown.exit_code == 0, shown.output
    assert len(read) == registries, "no day is read anew"
    shutil.rmtree(world.cache)
    assert CliRunner().invoke(main, ["-f", str(world.config), "show", day]).output == shown.output


def test_the_module_and_the_command_remember_alike(project: Project) -> None:
    assert command("daybrief", "build", cwd=project.root).returncode == 0
    before = {file: file.stat().st_mtime_ns for file in (project.root / ".cache/daybrief").rglob("*")}
    assert project.root / ".cache/daybrief/build" in before
    done = command(Path(sys.executable).name, "-m", "daybrief.commands.cli", "build", cwd=project.root)
    assert done.returncode == 0, done.stderr
    assert {file: file.stat().st_mtime_ns for file in (project.root / ".cache/daybrief").rglob("*")} == before


def test_the_configuration_file_may_stand_on_either_side_of_the_command(project: Project, tmp_path: Path) -> None:
    for arguments in (["-f", project.config, "check"], ["check", "-f", project.config]):
        done = command("daybrief", *arguments, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
    done = command("daybrief", "-f", tmp_path / "none.yml", "check", "--config-file", project.config, cwd=tmp_path)
    assert done.returncode == 2, "both are looked at"
    assert "none.yml" in done.stderr


def test_a_day_of_many_megabytes_is_neither_read_nor_kept_whole(world: World) -> None:
    with (world.docs / "2031/2031-01-01.yml").open("wb") as file:
        file.truncate(700_000_000)
    before = sum(part.stat().st_size for part in parts(world))
    assert codes(world) == ["too-large"]
    assert sum(part.stat().st_size for part in parts(world)) - before < MAX_BYTES
