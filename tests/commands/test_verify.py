"""`--verify` compares what an index says, whatever Pagefind calls the files that it lies in."""

import gzip
import json
import random
from hashlib import blake2b
from pathlib import Path

import msgspec
import pytest
from mkdocs.exceptions import ConfigurationError

from daybrief.commands.verify import contents, differences
from daybrief.content.parsed_day import ParsedDay
from daybrief.engine import cache
from daybrief.engine.files import write
from daybrief.pipeline.site_folder import MANIFEST
from tests.world import World, add_a_day, change

pytestmark = pytest.mark.slow  # each builds all twice

OPTIONS = {"strict": True}


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A site that has just been built, with an index of one piece at least."""
    world, rng = World(tmp_path), random.Random(9)
    change(world, rng, add_a_day)
    world.build()
    return world


def pack(file: Path) -> bytes:
    return gzip.decompress(file.read_bytes())


def rename(file: Path, piece: Path) -> Path:
    """Call a file of an index otherwise, also in the list that leads to it: an index that says the same."""
    stem = file.stem
    other = stem[:-4] + ("0000" if not stem.endswith("0000") else "1111")
    for list_ in piece.glob("*.pf_meta"):
        data = pack(list_)
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
    (fragment,) = (file for file in (world.site / "pagefind/now/fragment").iterdir() if b'"/method/"' in pack(file))
    data = pack(fragment)
    assert b"Method" in data
    fragment.write_bytes(gzip.compress(data.replace(b"Method", b"Mothed")))
    (told,) = differences(world.root / "mkdocs.yml", OPTIONS)
    assert "/method/" in told


def test_so_is_a_page_that_is_no_more(world: World) -> None:
    first = next((world.site / "pagefind/now/fragment").iterdir())
    data = pack(first)
    address = json.loads(data[data.index(b"{") :])["url"]
    gone = data.replace(f'"{address}"'.encode(), b'"/gone/"')
    first.with_stem(f"{first.stem[:-4]}0000").write_bytes(gzip.compress(gone))
    (told,) = differences(world.root / "mkdocs.yml", OPTIONS)
    assert "/gone/" in told


FRAGMENT = b'pagefind_dcd{"url":"/a/","content":"A page"}'


def lay(site: Path, names: str = "abcdem", order: str = "pqr", fragment: bytes = FRAGMENT) -> Path:
    """A small site as Pagefind might write its index: under other names, with values in another order."""
    one, other, without, index, filter_, meta = names
    plain = {
        "index.html": b"<p>",
        ".hidden": b"not ours",
        ".git/config": b"nor this",
        MANIFEST: b"index.html",
        "sitemap.xml.gz": b"as it is",
        "pagefind/pagefind-entry.json": f'{{"now":"en_{meta}"}}'.encode(),
    }
    pack = {
        f"fragment/en_{one}.pf_fragment": fragment,
        f"fragment/en_{other}.pf_fragment": b'{"content":"url","url":"/\xff/"}',
        f"fragment/en_{without}.pf_fragment": b"{}",
        f"index/en_{index}.pf_index": b"words",
        f"filter/en_{filter_}.pf_filter": order.encode(),
        f"pagefind.en_{meta}.pf_meta": "".join(f"en_{name}." for name in names[:-1]).encode(),
    }
    for name, data in {**plain, **{f"pagefind/{name}": gzip.compress(data) for name, data in pack.items()}}.items():
        write(site / name, data)
    return site


def test_the_files_of_an_index_go_by_what_they_are_about(tmp_path: Path) -> None:
    found = contents(lay(tmp_path))

    def hashed(data: bytes) -> str:
        return blake2b(data, digest_size=16).hexdigest()

    meta = next(name for name in found if name.endswith(".pf_meta"))
    assert {*found} == {
        "index.html",
        MANIFEST,
        "sitemap.xml.gz",
        "pagefind/pagefind-entry.json",
        "pagefind/fragment:/a/.pf_fragment",
        "pagefind/fragment:/\ufffd/.pf_fragment",
        f"pagefind/fragment:{hashed(b'{}')}.pf_fragment",
        f"pagefind/index:{hashed(b'words')}.pf_index",
        f"pagefind/filter:{hashed(b'pqr')}.pf_filter",
        meta,
    }
    assert meta.startswith("pagefind:")
    assert found["index.html"].hex() == hashed(b"<p>")
    assert found["pagefind/fragment:/a/.pf_fragment"].hex() == hashed(FRAGMENT)


def test_other_names_and_another_order_are_the_same(tmp_path: Path) -> None:
    one = contents(lay(tmp_path / "one"))
    assert contents(lay(tmp_path / "other", names="vwxyzk", order="rqp")) == one
    assert contents(lay(tmp_path / "another", order="rqq")) != one
    assert contents(lay(tmp_path / "words", fragment=FRAGMENT[::-1])) != one


@pytest.mark.parametrize("name", ["pagefind/pagefind-entry.json", "pagefind/pagefind.en_m.pf_meta", MANIFEST])
def test_what_else_is_in_them_counts(tmp_path: Path, name: str) -> None:
    site = lay(tmp_path)
    one = contents(site)
    data = (site / name).read_bytes()
    (site / name).write_bytes(gzip.compress(pack(site / name) + b"!") if name.endswith("meta") else data + b"!")
    other = contents(site)
    assert len(other) == len(one)
    assert other != one


@pytest.mark.parametrize("ending", ["pf_fragment", "pf_index", "pf_filter", "pf_meta"])
def test_a_file_of_an_index_is_compared_unpacked_and_as_it_is_where_it_is_damaged(tmp_path: Path, ending: str) -> None:
    site = lay(tmp_path)
    [file, *_] = sorted((site / "pagefind").rglob(f"*.{ending}"))
    one, data, sound = contents(site), pack(file), file.read_bytes()
    file.write_bytes(gzip.compress(data, 1, mtime=1))
    assert contents(site) == one, "packed otherwise"
    seen = [one]
    for damaged in (b"no gzip", sound[:-9], sound[:10] + b"\xff" * 9 + sound[19:], b""):
        file.write_bytes(damaged)
        other = contents(site)
        assert other not in seen
        seen.append(other)


def test_other_files_are_compared_as_they_are(tmp_path: Path) -> None:
    write(tmp_path / "a.gz", gzip.compress(b"a", mtime=1))
    one = contents(tmp_path)
    write(tmp_path / "a.gz", gzip.compress(b"a", mtime=2))
    assert contents(tmp_path) != one


@pytest.mark.slow
def test_verify_tells_what_a_clean_build_makes_otherwise(tmp_path: Path) -> None:
    world, rng = World(tmp_path), random.Random(4)
    change(world, rng, add_a_day)
    config = world.config
    world.build()
    assert differences(config, {"strict": True}) == []
    assert not (world.cache / cache.ONCE).exists()
    (world.site / "archive/index.html").write_text("scribbled")
    (world.site / "feed.xml").unlink()
    told = differences(config, {"strict": True})
    assert told == ["archive/index.html", "feed.xml"]
    world.config.write_text("- no settings")
    with pytest.raises(ConfigurationError):
        differences(config, OPTIONS)
    assert not (world.cache / cache.ONCE).exists()


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
    parsed_days = cache.load(file, dict[bytes, ParsedDay])
    assert parsed_days
    [(key, one)] = parsed_days.items()
    title = one.content.day.title.encode()
    cache.save(file, {key: msgspec.structs.replace(one, pack=one.pack.replace(title, title[::-1]))})
    (world.site / "index.html").unlink()
    world.build()
    assert title[::-1] in (world.site / "index.html").read_bytes()
    assert "index.html" in differences(world.config, OPTIONS)
