"""What stands at a path of a site in memory, and what its search is given."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from daybrief.preview.snapshot import Snapshot
from daybrief.source import MAX_BYTES


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("", b"front"),
        ("a/", b"a"),
        ("a/index.html", b"a"),
        ("b.css", b"b"),
        ("empty/", b""),
        ("index.html", b"front"),
        ("a", None),
        ("b.css/", None),
        ("none/", None),
        ("/", None),
    ],
)
def test_a_folders_page_is_its_index(site: Any, path: str, found: bytes | None) -> None:
    one = site({"index.html": b"front", "a/index.html": b"a", "b.css": b"b", "empty/index.html": b""})
    assert one.get(path) == found
    assert one.has(path) is (found is not None)


@pytest.fixture
def day(lake_in_memory: Snapshot) -> Iterator[Path]:
    """The file of a day, which is put back."""
    file = Path(lake_in_memory.copies["2032/2032-01-02.yml"])
    kept = file.read_bytes()
    yield file
    file.write_bytes(kept)


def test_a_file_of_the_briefings_is_as_it_is_now(lake_in_memory: Snapshot, day: Path) -> None:
    path = "2032/2032-01-02.yml"
    for data in (b"saved", b"saved again", b"", b"#" * MAX_BYTES):
        day.write_bytes(data)
        assert lake_in_memory.get(path) == data
        assert lake_in_memory.has(path) is True
    day.write_bytes(b"#" * (MAX_BYTES + 1))
    assert lake_in_memory.get(path) is None
    assert lake_in_memory.has(path) is False
    picture = day.with_name("map.png")
    picture.write_bytes(b"#" * (MAX_BYTES + 1))
    with_picture = replace(lake_in_memory, copies={"2032/map.png": str(picture)})
    assert with_picture.get("2032/map.png") == b"#" * (MAX_BYTES + 1), "only YAML is read whole"
    picture.unlink()
    assert with_picture.get("2032/map.png") is None
    assert with_picture.has("2032/map.png") is False


def test_a_page_that_is_made_goes_before_what_was_written(lake_in_memory: Snapshot) -> None:
    one = replace(lake_in_memory, written={"2032/01/02/index.html": b"older", "feed.xml": b"older"})
    made = one.get("2032/01/02/")
    assert made
    assert b"The delegations meet in Senn" in made
    assert (one.get("feed.xml") or b"").startswith(b"<?xml")
    assert (one.has("2032/01/02/"), one.has("feed.xml")) == (True, True)
    assert replace(one, written={}).has("feed.xml")


def test_the_search_is_given_what_is_published(lake_in_memory: Snapshot) -> None:
    documents = dict(lake_in_memory.documents())
    assert {path.partition("/")[0] for path in documents} == {"now", "past"}
    assert "past/2031/12/30/" in documents
    assert "now/2032/01/02/" in documents
    assert "now/2032/01/03/" not in documents, "no draft"
    assert "now/method/" in documents
    assert "The delegations meet in Senn" in documents["now/2032/01/02/"]
