"""What one build reads, counted: each file as often as it must be, and no more."""

from collections import Counter
from pathlib import Path

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
