"""`--verify` compares what an index says, whatever Pagefind calls the files that it lies in."""

import gzip
import json
import random
from pathlib import Path

import msgspec
import pytest

from daybrief.commands.verify import contents, differences
from daybrief.content.parsed_day import ParsedDay
from daybrief.engine import cache
from tests.world import World, add_a_day, change

OPTIONS = {"strict": True}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A site that has just been built, with an index of one piece at least."""
    world, rng = World(tmp_path), random.Random(9)
    change(world, rng, add_a_day)
    world.build()
    return world


def packed(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def rename(file: Path, piece: Path) -> Path:
    """Call a file of an index otherwise, also in the list that leads to it: an index that says the same."""
    stem = file.stem
    other = stem[:-4] + ("0000" if not stem.endswith("0000") else "1111")
    for list_ in piece.glob("*.pf_meta"):
        data = packed(list_)
        assert stem.encode() in data
        list_.write_bytes(gzip.compress(data.replace(stem.encode(), other.encode())))
    return file.rename(file.with_stem(other))


def test_an_index_that_says_the_same_in_files_of_other_names_is_the_same(world: World) -> None:
    piece = world.site / "pagefind/now"
    for kind in ("filter", "index"):
        for file in sorted((piece / kind).iterdir()):
            rename(file, piece)
    rename(sorted((piece / "fragment").iterdir())[0], piece)
    assert differences(world.root / "mkdocs.yml", OPTIONS) == []


def test_a_page_of_which_an_index_says_something_else_is_named(world: World) -> None:
    (fragment,) = (file for file in (world.site / "pagefind/now/fragment").iterdir() if b'"/method/"' in packed(file))
    data = packed(fragment)
    assert b"Method" in data
    fragment.write_bytes(gzip.compress(data.replace(b"Method", b"Mothed")))
    (told,) = differences(world.root / "mkdocs.yml", OPTIONS)
    assert "/method/" in told


def test_so_is_a_page_that_is_no_more(world: World) -> None:
    first = next((world.site / "pagefind/now/fragment").iterdir())
    data = packed(first)
    address = json.loads(data[data.index(b"{") :])["url"]
    gone = data.replace(f'"{address}"'.encode(), b'"/gone/"')
    first.with_stem(f"{first.stem[:-4]}0000").write_bytes(gzip.compress(gone))
    (told,) = differences(world.root / "mkdocs.yml", OPTIONS)
    assert "/gone/" in told


def test_verify_tells_what_a_clean_build_makes_otherwise(tmp_path: Path) -> None:
    world, rng = World(tmp_path), random.Random(4)
    change(world, rng, add_a_day)
    config = world.config
    world.build()
    assert differences(config, {"strict": True}) == []
    (world.site / "archive/index.html").write_text("scribbled")
    (world.site / "feed.xml").unlink()
    told = differences(config, {"strict": True})
    assert told == ["archive/index.html", "feed.xml"]


def test_verify_looks_into_every_file_of_the_search(tmp_path: Path) -> None:
    world, rng = World(tmp_path), random.Random(4)
    change(world, rng, add_a_day)
    world.build()
    sound = contents(world.site)
    for ending in ("pf_fragment", "pf_index", "pf_filter", "pf_meta", "json", "js"):
        file = next((world.site / "pagefind").rglob(f"*.{ending}"))
        kept = file.read_bytes()
        file.write_bytes(kept[: len(kept) // 2] + bytes([kept[len(kept) // 2] ^ 1]) + kept[len(kept) // 2 + 1 :])
        assert contents(world.site) != sound, ending
        file.unlink()
        assert contents(world.site) != sound, ending
        file.write_bytes(kept)
    assert contents(world.site) == sound


def test_nothing_that_the_build_before_believed_is_believed_by_the_one_it_is_compared_with(world: World) -> None:
    """Both are of one process, as with `daybrief build --verify`."""
    [file] = (world.root / cache.FOLDER / "days").iterdir()
    readings = cache.load(file, dict[bytes, ParsedDay])
    assert readings
    [(key, one)] = readings.items()
    title = one.content.day.title.encode()
    cache.save(file, {key: msgspec.structs.replace(one, packed=one.packed.replace(title, title[::-1]))})
    (world.site / "index.html").unlink()
    world.build()
    assert title[::-1] in (world.site / "index.html").read_bytes()
    assert "index.html" in differences(world.config, OPTIONS)
