"""`daybrief build`: whatever happened to the files since, it leaves the bytes that a clean build makes."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mkdocs.exceptions import Abort, ConfigurationError

from daybrief.commands.build import build, unchanged
from daybrief.commands.check import check
from daybrief.commands.ledger import ledger
from daybrief.content import archive
from daybrief.engine import cache
from daybrief.pipeline import inputs, pages
from daybrief.pipeline.site_folder import MANIFEST
from tests.projects import ROOT, Project
from tests.reading import indexed
from tests.world import (
    CHANGES,
    DAYS,
    World,
    add_a_day,
    change,
    change_the_registry,
    change_what_surrounds,
    remove_a_day,
    same,
)


@pytest.mark.slow
@settings(
    max_examples=int(os.environ.get("HISTORIES", "4")),
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32), changes=st.lists(st.sampled_from(CHANGES), min_size=4, max_size=8))
def test_after_any_history_the_site_is_that_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, seed: int, changes: list[Callable[[World, random.Random], None]]
) -> None:
    folder = tmp_path_factory.mktemp("world")
    world, rng = World(folder / "project", plain=seed % 2 == 0), random.Random(seed)
    for _ in range(rng.randint(0, 3)):
        change(world, rng, add_a_day)
    world.build()
    for what in changes:
        change(world, rng, what)
        world.build()
        same(world, folder / "clean")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_is_killed_leaves_the_next_one_right(tmp_path: Path, seed: int) -> None:
    world, rng = World(tmp_path / "project"), random.Random(seed)
    for _ in range(3):
        change(world, rng, add_a_day)
    if seed:  # once there is nothing to start from
        world.build()
    for what in (add_a_day, change_what_surrounds, remove_a_day, change_the_registry):
        change(world, rng, what)
        command = [sys.executable, "-m", "daybrief.commands.cli", "-f", world.config, "build", "--strict"]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.3, 1.6))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if rng.random() < 0.5:  # what was new to it is gone again
            change(world, rng, remove_a_day)
        world.build()
        same(world, tmp_path / "clean")


@pytest.mark.slow
def test_nothing_is_taken_away_but_what_builds_have_made(tmp_path: Path, caplog: Any) -> None:
    world, rng = World(tmp_path / "project"), random.Random(1)
    for _ in range(3):
        change(world, rng, add_a_day)
    world.build()
    hidden = world.site / ".git/config"
    strangers = [world.site / "CNAME", world.site / "2031/note.txt", world.site / "own/index.html"]
    for file in (hidden, *strangers):
        file.parent.mkdir(exist_ok=True)
        file.write_text("not ours")
    before = stamps(world)
    del world.days[sorted(world.days)[-1]]
    world.write()
    for clean in (False, True):
        with pytest.raises(Abort):
            world.build(clean=clean)
        assert "2031/note.txt, CNAME, own/index.html" in caplog.text
        assert stamps(world) == before
    for file in strangers:
        file.unlink()
    for clean in (False, True):
        world.build(clean=clean)
        assert hidden.read_text() == "not ours", "what begins with a dot stays, as with MkDocs"
        same(world, tmp_path / "clean")


def stamps(world: World) -> dict[str, tuple[int, int]]:
    found = {file.relative_to(world.site).as_posix(): file.stat() for file in world.site.rglob("*") if file.is_file()}
    return {name: (one.st_mtime_ns, one.st_ino) for name, one in found.items()}


def test_where_nothing_is_different_nothing_is_written(tmp_path: Path) -> None:
    world, rng = World(tmp_path), random.Random(2)
    change(world, rng, add_a_day)
    config = world.config
    assert not unchanged(config, {"strict": True})[0]
    world.build()
    before = stamps(world)
    last, _ = unchanged(config, {"strict": True})
    assert last
    assert last.site == str(world.site)
    for file in [*world.docs.rglob("*.yml"), config]:
        file.write_bytes(file.read_bytes())  # another time, the same bytes
    assert unchanged(config, {"strict": True})[0]
    assert stamps(world) == before
    for name in ("index.html", "sitemap.xml", "feed.xml", "assets/stylesheets/daybrief.css"):
        kept = (world.site / name).read_bytes()
        (world.site / name).write_bytes(b"")
        assert not unchanged(config, {"strict": True})[0], name
        world.build()
        assert (world.site / name).read_bytes() == kept


def test_variables_that_the_configuration_names_are_looked_at(tmp_path: Path, monkeypatch: Any) -> None:
    world = World(tmp_path)
    config = world.config
    config.write_text(
        config.read_text().replace("https://harbour.example/brief/", "!ENV [SITE_URL, 'https://a.example/']")
    )
    world.build()
    assert unchanged(config, {"strict": True})[0]
    monkeypatch.setenv("SITE_URL", "https://b.example/")
    assert not unchanged(config, {"strict": True})[0]
    world.build()
    assert "https://b.example/" in (world.site / "index.html").read_text()


def test_a_warning_is_told_again(tmp_path: Path, caplog: Any) -> None:
    world = World(tmp_path)
    (world.docs / "method.md").write_text("# Method\n\n[nowhere](nowhere.md)\n")
    config = world.config
    for _ in range(2):
        caplog.clear()
        build(config, {}, clean=False)
        assert "nowhere.md" in caplog.text
        assert not unchanged(config, {})[0]


def test_a_warning_of_days_is_told_again_though_nothing_is_built(tmp_path: Path, caplog: Any) -> None:
    world = World(tmp_path)
    forecast = {"id": "storm", "kind": "forecast", "by": "far-wire", "likelihood": "likely", "horizon": "2031-01-03"}
    for date in DAYS[:2]:
        world.days[date] = {"claims": [], "assessments": [forecast], "resolutions": []}
    world.write()
    build(world.config, {}, clean=False)
    assert caplog.text.count("[told-again]") == 1
    told = caplog.messages[-1]
    caplog.clear()
    again: list[str] = []
    assert build(world.config, {}, clean=False, say=again.append).startswith("Nothing has changed")
    assert again == [f"WARNING: {told}"]
    assert not unchanged(world.config, {"strict": True})[0]


def test_of_the_briefings_a_build_and_a_check_read_each_file_once(tmp_path: Path, monkeypatch: Any) -> None:
    world = World(tmp_path)
    for date in DAYS[:3]:
        world.days[date] = {"claims": [], "assessments": [], "resolutions": []}
    world.write()
    world.build()
    assert world.sound()
    read: list[str] = []
    contents, look = archive.contents, inputs.look
    monkeypatch.setattr(archive, "contents", lambda file: read.append(file.name) or contents(file))
    monkeypatch.setattr(inputs, "look", lambda file, of, *more: read.extend(of[:1]) or look(file, of, *more))
    for number, do in enumerate((world.sound, world.build)):
        world.days[DAYS[3 + number]] = {"claims": [], "assessments": [], "resolutions": []}
        world.write()
        read.clear()
        do()
        assert read.count("briefings") == 1, "all files are looked at once"
        assert f"{DAYS[0]}.yml" not in read
        assert f"{DAYS[3 + number]}.yml" in read


def test_a_day_more_leaves_alone_what_it_does_not_concern(tmp_path: Path) -> None:
    world = World(tmp_path)
    for date in DAYS[:5]:
        world.days[date] = {
            "claims": [{"id": "calm", "by": "far-wire", "sector": "river"}],
            "assessments": [],
            "resolutions": [],
        }
    world.write()
    world.build()
    before = stamps(world)
    world.days[DAYS[6]] = {
        "claims": [{"id": "calm", "by": "abbot", "sector": "ridge"}],
        "assessments": [],
        "resolutions": [],
    }
    world.write()
    world.build()
    after = stamps(world)
    written = {name for name in after if after[name] != before.get(name) and not name.startswith("pagefind/")}
    assert {"2031/02/01/index.html", "2031/01/02/index.html", "2031/index.html", "feed.xml", "sitemap.xml"} <= written
    assert {"actors/abbot/index.html", "front/ridge/index.html", "archive/index.html", "index.html"} <= written
    untouched = {"2031/01/01/index.html", "2030/index.html", "2030/12/30/index.html", "sources/high-lens/index.html"}
    assert not untouched & written
    assert "sources/far-wire/index.html" not in written
    same(world, tmp_path / "clean")


@pytest.mark.slow
def test_a_list_in_the_site_that_cannot_be_read_means_a_whole_edition(tmp_path: Path) -> None:
    world, rng = World(tmp_path / "project"), random.Random(5)
    change(world, rng, add_a_day)
    world.build()
    orphan = world.site / "2031/09/09/index.html"
    orphan.parent.mkdir(parents=True)
    orphan.write_text('<article class="brief brief-day">left by a build that was killed')
    (world.site / MANIFEST).write_bytes(b"half a list")
    world.build()
    assert not orphan.exists()
    same(world, tmp_path / "clean")


def test_a_handwritten_page_that_changes_is_found_by_its_new_words(tmp_path: Path) -> None:
    world, rng = World(tmp_path / "project"), random.Random(6)
    change(world, rng, add_a_day)
    world.build()
    (world.docs / "method.md").write_text("# Method\n\nWords that are new.\n")
    world.build()
    assert "Words that are new." in str(indexed(world.site)["/method/"])
    same(world, tmp_path / "clean")


def test_a_check_between_two_builds_leaves_the_second_as_short(tmp_path: Path) -> None:
    world = World(tmp_path)
    for date in DAYS[:5]:
        claim = {"id": "calm", "by": "far-wire", "sector": "river"}
        world.days[date] = {"claims": [claim], "assessments": [], "resolutions": []}
    world.write()
    world.build()
    before = stamps(world)
    kept = world.root / cache.FOLDER / f"days/{DAYS[4][:4]}"
    sizes = set()
    for number in range(3):
        world.days[DAYS[4]]["claims"][0]["text"] = f"The river was calm, and {number} boats were seen."
        world.write()
        assert world.sound()
        sizes.add(kept.stat().st_size)
    assert len(sizes) == 1, "only what was built and what is there are kept, not each version between"
    world.build()
    after = stamps(world)
    written = {name for name in after if after[name] != before.get(name) and not name.startswith("pagefind/")}
    assert "2031/01/02/index.html" in written
    assert not {"2030/12/29/index.html", "2030/index.html", "sources/high-lens/index.html"} & written


@pytest.mark.parametrize("between", [check, lambda config: ledger(config, None)], ids=["check", "ledger"])
def test_where_entries_have_former_ids_the_second_build_is_as_short_too(
    project: Project, between: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked_at: list[bool] = []
    decide = pages.is_stale

    def is_stale(*of_a_page: Any) -> bool:
        looked_at.append(decide(*of_a_page))
        return looked_at[-1]

    monkeypatch.setattr(pages, "is_stale", is_stale)
    assert "formerly:" in (project.docs / "registry/measures.yml").read_text()
    project.build_on()
    made = []
    for now, then, meanwhile in (("by", "at", lambda config: None), ("near", "by", between)):
        project.edit("briefings/2032/2032-01-02.yml", f"reeds {then} Hask", f"reeds {now} Hask")
        meanwhile(project.config)
        looked_at.clear()
        project.build_on()
        made.append(looked_at.count(True))
    assert made[0] == made[1] < len(looked_at)


def test_a_build_of_mkdocs_leaves_alone_what_another_project_of_the_process_remembers(tmp_path: Path) -> None:
    """MkDocs keeps its plugins as long as the process goes on."""
    first, second = (Project.copied_to(tmp_path / name) for name in ("first", "second"))
    first.build_on()

    def remembered() -> dict[Path, int]:
        return {file: file.stat().st_mtime_ns for file in (first.root / ".cache").rglob("*")}

    before = remembered()
    assert first.root / cache.FOLDER / "build" in before
    second.build()
    assert remembered() == before


@pytest.mark.parametrize("clean", [True, False])
def test_a_site_may_lie_in_folders_that_are_not_there_yet(project: Project, clean: bool) -> None:
    project.set(site_dir="public/letters/site")
    left = project.root / cache.FOLDER / "search/left.zip"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"an index of another time")
    build(project.config, {}, clean=clean)
    assert left.exists() == (not clean), "a clean build has nothing of another one's search"
    assert (project.root / "public/letters/site/index.html").is_file()
    assert [path.name for path in (project.root / "public/letters").iterdir()] == ["site"]


def test_what_is_saved_while_a_build_runs_is_built_by_the_next(project: Project) -> None:
    for name, old, new in (
        ("briefings/2032/2032-01-02.yml", "Survey boats of", "Two boats of"),
        ("words.yml", "", "# Nothing is called otherwise.\n"),
        ("mkdocs.yml", "site_name: ", "site_name: The "),
    ):
        text = (project.root / name).read_text()

        def save(step: str, file: Path = project.root / name, text: str = text.replace(old, new, 1)) -> None:
            if step == "Making the pages":
                file.write_text(text)

        assert build(project.config, {}, clean=False, progress=save).startswith("Built ")
        assert not unchanged(project.config, {})[0], name
    build(project.config, {}, clean=False)
    last, _ = unchanged(project.config, {})
    assert last
    assert last.site == str(project.site)
    assert "Two boats of" in (project.site / "2032/01/02/index.html").read_text()
    assert "The Letters" in (project.site / "about/index.html").read_text()


def test_what_is_saved_while_a_check_runs_is_told_by_the_next(project: Project) -> None:
    text = project.config.read_text()
    (project.root / "hook.py").write_text(
        "from pathlib import Path\n"
        f"Path({str(project.config)!r}).write_text({text + '# hooks: [hook.py]' + chr(10) + 'strict: 3' + chr(10)!r})\n"
    )
    project.set(hooks="[hook.py]")
    assert check(project.config).problems == ()
    with pytest.raises(ConfigurationError):
        check(project.config)


def test_why_more_is_done_than_was_changed_is_said(project: Project) -> None:
    said: list[str] = []

    def told() -> list[str]:
        said.clear()
        build(project.config, {}, clean=False, say=said.append)
        return said

    assert told() == []
    (project.root / "hook.py").write_text("")
    project.set(hooks="[hook.py]")
    everything = "Everything is built anew, as each time: {} may read what is not looked at here."
    assert told() == [everything.format("`hooks`")]
    project.set(hooks=None, markdown_extensions="[pymdownx.snippets]")
    looks = "Each build looks at everything: {} may name files that are not looked at here."
    assert told() == [looks.format("`pymdownx.snippets`")]
    assert not unchanged(project.config, {})[0]
    project.set(markdown_extensions=None, extra="{name: INHERIT}")
    assert told() == [looks.format("`INHERIT`")]
    assert not unchanged(project.config, {})[0]
