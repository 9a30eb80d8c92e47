"""What one build reads, counted: each file as often as it must be, and no more."""

from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from daybrief.content.parsed_day import key_of
from daybrief.pipeline.pages import copy_files
from daybrief.pipeline.state import Published
from tests.counting import counting
from tests.world import World

FIRST, SECOND, DRAFT = "2031-01-01", "2031-01-02", "2031-01-04"


def test_a_file_that_is_published_as_it_is_is_read_once_more_for_that_when_it_is_new(tmp_path: Path) -> None:
    """A draft is read and checked like any other day, and not published: so it tells how often a day must be read."""
    world = World(tmp_path)
    for date in (FIRST, SECOND, DRAFT):
        claim = {"id": "calm", "by": "far-wire", "sector": "river"}
        world.days[date] = {"claims": [claim], "assessments": [], "resolutions": []}
    world.days[DRAFT]["status"] = "draft"
    world.write()

    def reads() -> dict[str, int]:
        with counting("open") as opened:
            world.build()
        times = Counter(opened)
        files = {date: times[str(world.docs / f"{date[:4]}/{date}.yml")] for date in (FIRST, SECOND, DRAFT)}
        assert files[DRAFT] > 0
        return {date: files[date] - files[DRAFT] for date in (FIRST, SECOND)}

    assert reads() == {FIRST: 1, SECOND: 1}, "for the copy"
    assert (world.site / f"2031/{FIRST}.yml").is_file()
    world.registry["sources"]["courier"]["name"] = "The Evening Courier"
    world.write()
    assert reads() == {FIRST: 0, SECOND: 0}, "the copies stand, and their bytes are known by their hash"


def archive(docs: Path, **days: bytes) -> Any:
    """What is known of days that were checked with some bytes."""
    hashes = {f"{name}.yml": key_of(f"{name}.yml", data) for name, data in days.items()}
    return SimpleNamespace(docs=docs, hashes=hashes, name=lambda path: path)


def test_a_copy_is_written_when_it_is_another_and_left_alone_else(tmp_path: Path) -> None:
    files, site = {name: tmp_path / name for name in ("a.yml", "b.css")}, tmp_path / "site"
    copies = {name: str(file) for name, file in files.items()}
    old = Published({}, {})
    written = []
    for texts in (b"12", b"12", b"13", b"23"):
        for file, text in zip(files.values(), texts, strict=True):
            file.write_bytes(bytes([text]))
        before, old = old, Published({}, copy_files(site, copies, archive(tmp_path, a=texts[:1]), old))
        written.append([name for name, stamp in old.files.items() if before.files.get(name) != stamp])
        assert [(site / name).read_bytes() for name in copies] == [texts[:1], texts[1:]]
    assert written == [["a.yml", "b.css"], [], ["b.css"], ["a.yml"]]


def test_a_day_that_was_written_since_it_was_checked_is_not_published(tmp_path: Path) -> None:
    day, site = tmp_path / "a.yml", tmp_path / "site"
    copies = {"a.yml": str(day)}
    day.write_text("checked")
    assert copy_files(site, copies, archive(tmp_path, a=b"another"), Published({}, {})) == {}
    assert not site.exists()
    made = copy_files(site, copies, archive(tmp_path, a=b"checked"), Published({}, {}))
    day.write_text("draft")
    left = copy_files(site, copies, archive(tmp_path, a=b"meant"), Published({}, made))
    assert left == made, "the old one stands"
    assert (site / "a.yml").read_text() == "checked"
    new = copy_files(site, copies, archive(tmp_path, a=b"draft"), Published({}, made))
    assert new["a.yml"].fingerprint == key_of("a.yml", b"draft")
    assert (site / "a.yml").read_text() == "draft"
