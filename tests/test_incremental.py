"""`daybrief build`: whatever happened to the files since, it leaves the bytes that a clean build makes."""

import copy
import os
import random
import shutil
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

from generator import incremental
from tests.ledger.telling import HERE, full, load, put
from tests.projects import ROOT
from tests.reading import files, indexed

MKDOCS = """
site_name: The Harbour Brief
site_url: https://harbour.example/brief/
docs_dir: briefings
theme: {name: material, custom_dir: templates/theme, language: en, font: false}
plugins: [{daybrief: {identity: harbour, words: words.yml, feed_days: 3, hues: {kestria: teal}}}]
nav: [{Today: index.md}, front/index.md, {Claims: claims/index.md}, {Method: method.md}]
copyright: All of it is invented
"""
SPEAKERS = ("kestria-army", "morvane-army", "grey-herald", "far-wire", "kestria-blog-one", "abbot", "high-lens")
DAYS = ("2030-12-29", "2030-12-30", "2030-12-31", "2031-01-01", "2031-01-02", "2031-01-04", "2031-02-01")


class World:
    """A small site of which anything may change."""

    def __init__(self, root: Path) -> None:
        self.root, self.docs, self.site = root, root / "briefings", root / "site"
        self.days: dict[str, dict[str, Any]] = {}
        self.registry = load(HERE / "registry.yml")
        self.count = 0
        shutil.copytree(ROOT / "templates", root / "templates")
        self.docs.mkdir()
        (root / "mkdocs.yml").write_text(MKDOCS)
        (root / "words.yml").write_text("day:\n  front: The ridge and the river\n")
        (self.docs / "method.md").write_text(
            "# Method\n\n<!-- the ledger's rules -->\n\nSee [the front](front/index.md).\n"
        )
        self.write()

    def write(self) -> None:
        """Bring the files in line with what is to be told; those that are as they were keep their time."""
        wanted = {f"registry/{kind}.yml": entries for kind, entries in self.registry.items()}
        wanted |= {f"{date[:4]}/{date}.yml": self.full(date) for date in self.days}
        for file in [*self.docs.glob("2*/*.yml"), *self.docs.glob("registry/*.yml")]:
            if file.relative_to(self.docs).as_posix() not in wanted:
                file.unlink()
        for name, data in wanted.items():
            put(self.docs / name, data)

    def full(self, date: str) -> dict[str, Any]:
        return {**full(date, copy.deepcopy(self.days[date])), "status": self.days[date].get("status", "published")}

    def claims(self, before: str) -> list[tuple[str, dict[str, Any]]]:
        return [(d, c) for d in sorted(self.days) if d < before for c in self.days[d]["claims"]]

    def sound(self) -> bool:
        return not incremental.check(self.root / "mkdocs.yml").problems

    def build(self, **how: Any) -> None:
        incremental.build(self.root / "mkdocs.yml", {"strict": True}, clean=False, **how)

    def clean(self, folder: Path) -> None:
        """What `mkdocs build` makes of it."""
        shutil.rmtree(folder, ignore_errors=True)
        done = subprocess.run(
            [Path(sys.executable).parent / "mkdocs", "build", "-q", "--strict", "-d", folder],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr


def add_a_day(world: World, rng: random.Random) -> None:
    free = [date for date in DAYS if date not in world.days]
    date = rng.choice(free) if free else rng.choice(sorted(world.days))
    world.days[date] = {"claims": [], "assessments": [], "resolutions": []}
    for _ in range(rng.randint(1, 4)):
        add_a_claim(world, rng, date)
    name = f"f{world.count}"
    forecast = {"kind": "forecast", "by": rng.choice(SPEAKERS), "likelihood": "likely", "horizon": "2031-01-03"}
    world.days[date]["assessments"].append({"id": name, **forecast})
    earlier = [(d, a["id"]) for d in world.days if d < date for a in world.days[d]["assessments"]]
    if earlier and rng.random() < 0.5:
        day, told = rng.choice(earlier)
        world.days[date]["resolutions"].append({"forecast": f"{day}/{told}", "outcome": rng.choice(["true", "false"])})


def add_a_claim(world: World, rng: random.Random, date: str = "") -> None:
    if not world.days:
        return
    date = date or rng.choice(sorted(world.days))
    world.count += 1
    claim: dict[str, Any] = {"id": f"c{world.count}", "by": rng.choice(SPEAKERS)}
    claim["sector"] = rng.choice(["ridge", "river", "line"])
    if rng.random() < 0.4:
        claim["movement"] = {rng.choice(["advance", "withdrawal", "hold"]): rng.choice(["kestria", "morvane"])}
    if rng.random() < 0.3:
        claim |= {"places": ["orn"], "figures": {"boats": rng.randint(1, 3)}}
    if rng.random() < 0.2:
        claim["evidence"] = "satellite"
    if rng.random() < 0.2:
        claim["event"] = "talks"
        del claim["sector"]
        claim["position"] = {"plan": "accord", "party": "morvane", "is": rng.choice(["rejects", "accepts"])}
    if (earlier := world.claims(date)) and rng.random() < 0.7:
        day, target = rng.choice(earlier)
        how = rng.choice(["follows", "backs", "denies", "retracts"])
        if how in ("follows", "retracts") or not {"backs", "denies"} & {*target}:
            claim[how] = f"{day}/{target['id']}"
            claim["when"] = target.get("when", day)
            claim["by"] = target["by"] if how == "retracts" else claim["by"]
    world.days[date]["claims"].insert(rng.randint(0, len(world.days[date]["claims"])), claim)


def edit_a_text(world: World, rng: random.Random) -> None:
    told = [claim for day in world.days.values() for claim in day["claims"]]
    if told:
        rng.choice(told)["text"] = f"Told otherwise, {rng.randint(0, 9)} times."


def remove_a_claim(world: World, rng: random.Random) -> None:
    days = [day for day in world.days.values() if day["claims"]]
    if days:
        claims = rng.choice(days)["claims"]
        claims.pop(rng.randrange(len(claims)))


def remove_a_day(world: World, rng: random.Random) -> None:
    if world.days:
        del world.days[rng.choice(sorted(world.days))]


def draft_a_day(world: World, rng: random.Random) -> None:
    if world.days:
        day = world.days[rng.choice(sorted(world.days))]
        day["status"] = "draft" if day.get("status") != "draft" else "published"


def correct_a_day(world: World, rng: random.Random) -> None:
    if world.days:
        date = rng.choice(sorted(world.days))
        one = {
            "date": "2031-02-02",
            "target": "day",
            "field": "title",
            "kind": "typo",
            "was": "A",
            "now": "B",
            "reason": "C",
        }
        world.days[date].setdefault("corrections", []).append({**one, "was": f"A{rng.randint(0, 99)}"})


def change_the_registry(world: World, rng: random.Random) -> None:
    sources = world.registry["sources"]
    name = rng.choice(SPEAKERS[:5])
    match rng.randrange(5):
        case 0:
            sources[name]["name"] = f"{name.title()} {rng.randint(0, 9)}"
        case 1:
            sources[name].pop("party", None)
        case 2:
            sources[name]["party"] = {"is": rng.choice(["kestria", "morvane", "none"]), "basis": "It says so."}
        case 3:
            sources[name]["reliability"] = {"grade": rng.choice("ABCDE"), "basis": "Its record."}
        case 4:
            world.registry["places"]["orn"]["note"] = f"It has {rng.randint(0, 9)} mills."


def rename_an_entry(world: World, rng: random.Random) -> None:
    """A place gets another id; its former address leads on."""
    places = world.registry["places"]
    if "orn" in places:
        places[f"orn-{rng.randint(0, 9)}"] = {**places.pop("orn"), "formerly": ["orn"]}
    for day in world.days.values():
        for claim in day["claims"]:
            if "places" in claim:
                claim["places"] = [next(name for name in places if name.startswith("orn"))]


def reorder_the_registry(world: World, rng: random.Random) -> None:
    entries = list(world.registry["sectors"].items())
    rng.shuffle(entries)
    world.registry["sectors"] = dict(entries)


def change_what_surrounds(world: World, rng: random.Random) -> None:
    name = rng.choice(
        [
            "parts/statement.html",
            "pages/day.html",
            "pages/layout.html",
            "theme/main.html",
            "feeds/day.html",
            "pages/year.html",
        ]
    )
    file = world.root / rng.choice([f"templates/{name}", "words.yml", "mkdocs.yml", "briefings/method.md"])
    added = {".html": f"<!-- {rng.random()} -->\n", ".yml": f"# {rng.random()}\n", ".md": f"\nWords {rng.random()}.\n"}
    file.write_text(file.read_text() + added[file.suffix])
    if file.name == "mkdocs.yml":
        file.write_text(file.read_text().replace("All of it is invented", f"Invented {rng.randint(0, 9)}"))
    if file.name == "words.yml":
        file.write_text(f"day:\n  front: The ridge {rng.randint(0, 9)}\n")


def damage_the_site(world: World, rng: random.Random) -> None:
    """Somebody deletes a file, writes into one, or takes the whole site away."""
    found = sorted(file for file in world.site.rglob("*") if file.is_file() and file.name != "CNAME")
    if not found:
        return
    match rng.randrange(4):
        case 0:
            rng.choice(found).unlink()
        case 1:
            rng.choice(found).write_bytes(b"scribbled")
        case 2:
            shutil.rmtree(world.site)
        case 3:
            shutil.rmtree(rng.choice(found).parent)


def damage_the_memory(world: World, rng: random.Random) -> None:
    """The cache is gone, cut short, or another in one bit."""
    found = sorted(file for file in (world.root / incremental.CACHE).rglob("*") if file.is_file())
    if not found:
        return
    file = rng.choice(found)
    data = bytearray(file.read_bytes())
    match rng.randrange(4):
        case 0:
            file.unlink()
        case 1:
            file.write_bytes(data[: len(data) // 2])
        case 2 if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            file.write_bytes(data)
        case 3:
            shutil.rmtree(world.root / incremental.CACHE)


CHANGES: tuple[Callable[[World, random.Random], None], ...] = (
    add_a_day,
    add_a_day,
    add_a_claim,
    edit_a_text,
    remove_a_claim,
    remove_a_day,
    draft_a_day,
    correct_a_day,
    change_the_registry,
    rename_an_entry,
    reorder_the_registry,
    change_what_surrounds,
    damage_the_site,
    damage_the_memory,
)


def change(world: World, rng: random.Random, what: Callable[[World, random.Random], None]) -> None:
    """Change something; what would be refused is taken back."""
    days, registry = copy.deepcopy(world.days), copy.deepcopy(world.registry)
    what(world, rng)
    world.write()
    if not world.sound():
        world.days, world.registry = days, registry
        world.write()


def same(world: World, folder: Path) -> None:
    """The site is what a clean build makes of the same files."""
    world.clean(folder)
    built, wanted = files(world.site), files(folder)
    assert sorted(built) == sorted(wanted)
    assert [name for name in wanted if built[name] != wanted[name]] == []
    assert indexed(world.site) == indexed(folder)


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
    world, rng = World(folder / "project"), random.Random(seed)
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
        command = [sys.executable, "-m", "generator.cli", "-f", world.root / "mkdocs.yml", "build", "--strict"]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL)
        time.sleep(rng.uniform(0.3, 1.6))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if rng.random() < 0.5:  # what was new to it is gone again
            change(world, rng, remove_a_day)
        world.build()
        same(world, tmp_path / "clean")


def test_nothing_is_taken_away_but_what_builds_have_made(tmp_path: Path) -> None:
    world, rng = World(tmp_path), random.Random(1)
    for _ in range(3):
        change(world, rng, add_a_day)
    world.build()
    strangers = [world.site / "CNAME", world.site / "2031/note.txt", world.site / "own/index.html"]
    for file in strangers:
        file.parent.mkdir(exist_ok=True)
        file.write_text("not ours")
    first = sorted(world.days)[-1]
    page = world.site / f"{first.replace('-', '/')}/index.html"
    assert page.is_file()
    del world.days[first]
    world.write()
    world.build()
    assert not page.parent.exists()
    assert [file.read_text() for file in strangers] == ["not ours"] * 3


def stamps(world: World) -> dict[str, tuple[int, int]]:
    found = {file.relative_to(world.site).as_posix(): file.stat() for file in world.site.rglob("*") if file.is_file()}
    return {name: (one.st_mtime_ns, one.st_ino) for name, one in found.items()}


def test_where_nothing_is_different_nothing_is_written(tmp_path: Path) -> None:
    world, rng = World(tmp_path), random.Random(2)
    change(world, rng, add_a_day)
    config = world.root / "mkdocs.yml"
    assert not incremental.unchanged(config, {"strict": True})
    world.build()
    before = stamps(world)
    assert incremental.unchanged(config, {"strict": True}) == str(world.site)
    for file in [*world.docs.rglob("*.yml"), config]:
        file.write_bytes(file.read_bytes())  # another time, the same bytes
    assert incremental.unchanged(config, {"strict": True})
    assert stamps(world) == before
    for name in ("index.html", "sitemap.xml", "feed.xml", "assets/stylesheets/shell.css"):
        kept = (world.site / name).read_bytes()
        (world.site / name).write_bytes(b"")
        assert not incremental.unchanged(config, {"strict": True}), name
        world.build()
        assert (world.site / name).read_bytes() == kept


def test_variables_that_the_configuration_names_are_looked_at(tmp_path: Path, monkeypatch: Any) -> None:
    world = World(tmp_path)
    config = world.root / "mkdocs.yml"
    config.write_text(
        config.read_text().replace("https://harbour.example/brief/", "!ENV [SITE_URL, 'https://a.example/']")
    )
    world.build()
    assert incremental.unchanged(config, {"strict": True})
    monkeypatch.setenv("SITE_URL", "https://b.example/")
    assert not incremental.unchanged(config, {"strict": True})
    world.build()
    assert "https://b.example/" in (world.site / "index.html").read_text()


def test_a_warning_is_told_again(tmp_path: Path, caplog: Any) -> None:
    world = World(tmp_path)
    (world.docs / "method.md").write_text("# Method\n\n[nowhere](nowhere.md)\n")
    config = world.root / "mkdocs.yml"
    for _ in range(2):
        caplog.clear()
        incremental.build(config, {}, clean=False)
        assert "nowhere.md" in caplog.text
        assert not incremental.unchanged(config, {})


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


def test_verify_tells_what_a_clean_build_makes_otherwise(tmp_path: Path) -> None:
    world, rng = World(tmp_path), random.Random(4)
    change(world, rng, add_a_day)
    config = world.root / "mkdocs.yml"
    world.build()
    (world.site / "CNAME").write_text("not ours")
    assert incremental.verify(config, {"strict": True}) == []
    (world.site / "archive/index.html").write_text("scribbled")
    (world.site / "feed.xml").unlink()
    fragment = next((world.site / "pagefind/now/fragment").iterdir())
    fragment.unlink()
    told = incremental.verify(config, {"strict": True})
    assert [name for name in told if ":" not in name] == ["archive/index.html", "feed.xml"]
    assert len(told) == 3, "and a page that the index does not know"


def test_a_note_of_a_killed_build_that_cannot_be_read_means_a_full_one(tmp_path: Path) -> None:
    world, rng = World(tmp_path / "project"), random.Random(5)
    change(world, rng, add_a_day)
    world.build()
    orphan = world.site / "2031/09/09/index.html"
    orphan.parent.mkdir(parents=True)
    orphan.write_text("left by a build that was killed")
    (world.root / incremental.CACHE / "pending").write_bytes(b"half a note")
    (world.root / incremental.CACHE / "inputs").unlink()
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
    kept = world.root / incremental.CACHE / f"days/{DAYS[4][:4]}"
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
