"""A small site of which anything may change, and the changes that may come to it."""

import copy
import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path
from signal import SIGKILL
from typing import Any

from mkdocs.exceptions import Abort

from daybrief.commands.build import build
from daybrief.commands.check import check
from daybrief.commands.verify import contents
from daybrief.engine import cache
from daybrief.engine.files import UNFINISHED, walk
from tests.hostile.faults import Fault, run
from tests.ledger.telling import HERE, full, load, put
from tests.projects import copy_templates

MKDOCS = """
site_name: The Harbour Brief
site_url: https://harbour.example/brief/
docs_dir: briefings
theme: {name: material, custom_dir: templates, language: en}
plugins: [{daybrief: {identity: harbour, words: words.yml, feed_days: 3, hues: {kestria: teal}}}]
nav: [{Today: index.md}, front/index.md, {Claims: claims/index.md}, {Method: method.md}]
copyright: All of it is invented
"""
SPEAKERS = ("kestria-army", "morvane-army", "grey-herald", "far-wire", "kestria-blog-one", "abbot", "high-lens")
DAYS = ("2030-12-29", "2030-12-30", "2030-12-31", "2031-01-01", "2031-01-02", "2031-01-04", "2031-02-01")


class World:
    """A small site of which anything may change."""

    def __init__(self, root: Path, *, plain: bool = False) -> None:
        """One that is `plain` leaves all that stands around pages to the program."""
        self.settle(root)
        self.kept: Path | None = None
        """A site and what was remembered of it, as they were some time ago."""
        self.days: dict[str, dict[str, Any]] = {}
        self.registry = load(HERE / "registry.yml")
        self.count = 0
        copy_templates(root / "templates")
        for name in ("404.html", "sitemap.xml") if plain else ():
            (root / "templates" / name).unlink()
        self.docs.mkdir()
        (root / "mkdocs.yml").write_text(MKDOCS)
        (root / "words.yml").write_text("day:\n  front: The ridge and the river\n")
        (self.docs / "method.md").write_text(
            "# Method\n\n<!-- the ledger's rules -->\n\nSee [the front](front/index.md).\n"
        )
        self.write()

    def settle(self, root: Path) -> None:
        """Live in another folder."""
        self.root, self.docs, self.site = root, root / "briefings", root / "site"
        self.config, self.cache = root / "mkdocs.yml", root / cache.FOLDER

    def write(self) -> None:
        """Bring the files in line with what is to be told; those that are as they were keep their time."""
        for kind, entries in self.registry.items():
            put(self.docs / f"registry/{kind}.yml", entries)
        self.write_days()

    def write_days(self) -> None:
        wanted = {f"{date[:4]}/{date}.yml": self.full(date) for date in self.days}
        for file in self.docs.glob("2*/*.yml"):
            if file.relative_to(self.docs).as_posix() not in wanted:
                file.unlink()
        for name, data in wanted.items():
            put(self.docs / name, data)

    def full(self, date: str) -> dict[str, Any]:
        return {**full(date, copy.deepcopy(self.days[date])), "status": self.days[date].get("status", "published")}

    def claims(self, before: str) -> list[tuple[str, dict[str, Any]]]:
        return [(d, c) for d in sorted(self.days) if d < before for c in self.days[d]["claims"]]

    def sound(self) -> bool:
        return not check(self.config).problems

    def build(self, **how: Any) -> str:
        return build(self.config, {"strict": True}, **{"clean": False, **how})

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
            "was": f"A{rng.randint(0, 99)}",
            "now": world.full(date)["title"],
            "reason": "C",
        }
        world.days[date].setdefault("corrections", []).append(one)


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
            world.registry["places"][orn(world)]["note"] = f"It has {rng.randint(0, 9)} mills."


def orn(world: World) -> str:
    """The id that a place has now."""
    return next(name for name in world.registry["places"] if name.startswith("orn"))


def rename_an_entry(world: World, rng: random.Random) -> None:
    """A place gets another id; its former address leads on."""
    places = world.registry["places"]
    if "orn" in places:
        places[f"orn-{rng.randint(0, 9)}"] = {**places.pop("orn"), "formerly": ["orn"]}
    for sector in world.registry["sectors"].values():
        sector["places"] = [orn(world) if name == "orn" else name for name in sector.get("places", ())]
    for day in world.days.values():
        for claim in day["claims"]:
            if "places" in claim:
                claim["places"] = [orn(world)]


def reorder_the_registry(world: World, rng: random.Random) -> None:
    entries = list(world.registry["sectors"].items())
    rng.shuffle(entries)
    world.registry["sectors"] = dict(entries)


def change_what_surrounds(world: World, rng: random.Random) -> None:
    name = rng.choice(
        [
            "parts/pieces.html",
            "parts/statement.html",
            "pages/day.html",
            "pages/layout.html",
            "main.html",
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


def damage(root: Path, found: list[Path], rng: random.Random) -> None:
    """A file is gone, cut short, scribbled into, or another in one bit; or a folder is gone, or all of it is."""
    if not found:
        return
    file = rng.choice(found)
    data, times = bytearray(file.read_bytes()), file.stat()
    match rng.randrange(6):
        case 0:
            file.unlink()
        case 1:
            file.write_bytes(data[: len(data) // 2])
        case 2:
            file.write_bytes(b"scribbled")
        case 3 if data:
            data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            file.write_bytes(data)
            os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))  # as a failing disk would leave it
        case 4:
            shutil.rmtree(file.parent)
        case 5:
            shutil.rmtree(root)


def files_below(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def damage_the_site(world: World, rng: random.Random) -> None:
    damage(world.site, files_below(world.site), rng)


def damage_the_search(world: World, rng: random.Random) -> None:
    damage(world.site / "pagefind", files_below(world.site / "pagefind"), rng)


def damage_the_memory(world: World, rng: random.Random) -> None:
    damage(world.cache, files_below(world.cache), rng)


def copy_the_project(world: World, rng: random.Random) -> None:
    """Whoever copies a folder goes on in the copy: with new times, or with those of the first."""
    world.count += 1
    root = world.root.with_name(f"copy-{world.count}")
    shutil.copytree(world.root, root, copy_function=rng.choice([shutil.copy, shutil.copy2]))
    if rng.random() < 0.5:
        shutil.rmtree(world.root)
    world.settle(root)


def move_the_project(world: World, rng: random.Random) -> None:
    world.count += 1
    world.settle(world.root.rename(world.root.with_name(f"moved-{world.count}")))


def keep_or_restore(world: World, rng: random.Random) -> None:
    """A backup of the site, of what is remembered, or of both comes back."""
    if world.kept is None:
        world.kept = world.root.with_name("backup")
        for folder in (world.site, world.cache):
            if folder.is_dir():
                shutil.copytree(folder, world.kept / folder.name)
        return
    for folder in rng.choice([[world.site], [world.cache], [world.site, world.cache]]):
        if (world.kept / folder.name).is_dir():
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(world.kept / folder.name, folder)


def edit_while_building(world: World, rng: random.Random) -> None:
    """Something is saved while a build is at work."""
    what = rng.choice([add_a_day, edit_a_text, remove_a_day, change_the_registry, change_what_surrounds])
    at = rng.choice(["Reading the briefings", "Keeping the ledger", "Making the pages", "Making the search index"])

    def save(step: str) -> None:
        if step == at:
            change(world, rng, what)

    edit_a_text(world, rng)
    world.write()
    with suppress(Abort):  # half of it may have been read
        world.build(progress=save)


def be_killed(world: World, rng: random.Random) -> None:
    """A build is killed before one of its changes of the disk, or the disk is full from there on."""
    what = rng.choice([add_a_day, edit_a_text, remove_a_day, change_the_registry, change_what_surrounds])
    change(world, rng, what)
    fault = Fault(rng.randint(1, rng.choice([20, 250])), **rng.choice([{"signal": SIGKILL}, {"errno": ENOSPC}]))
    run(world.build, [world.root], fault)


def break_and_mend_a_registry(world: World, rng: random.Random) -> None:
    """A registry cannot be read for a while, in which a day is saved and looked at."""
    file = world.docs / f"registry/{rng.choice(['measures', 'places', 'sources'])}.yml"
    sound = file.read_bytes()
    file.write_bytes(b"orn: [\n")
    edit_a_text(world, rng)
    world.write_days()
    assert not world.sound()
    with suppress(Abort):
        world.build()
    file.write_bytes(sound)


def inherit_something_else(world: World, rng: random.Random) -> None:
    base = world.root / "base.yml"
    base.write_text(f"copyright: Invented {rng.randint(0, 99)}\nsite_description: As it was inherited\n")
    text = re.sub(r"^(INHERIT|copyright):.*\n", "", world.config.read_text(), flags=re.M)
    world.config.write_text("INHERIT: base.yml\n" + text)


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
    damage_the_search,
    damage_the_memory,
    copy_the_project,
    move_the_project,
    keep_or_restore,
    edit_while_building,
    be_killed,
    break_and_mend_a_registry,
    inherit_something_else,
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
    one, other = contents(world.site), contents(folder)
    assert sorted(name for name in {*one, *other} if one.get(name) != other.get(name)) == []
    assert [name for name in walk(world.site) if name.endswith(UNFINISHED)] == []
