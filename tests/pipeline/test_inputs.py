"""What a site is made of is looked at whole: whatever decides a byte of it makes another hash."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from daybrief.pipeline import inputs

CONFIG = "INHERIT: base.yml\nsite_url: !ENV [site_url, Site-Address, 'https://a.example/']\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    (root / "briefings/2031").mkdir(parents=True)
    (root / "templates/theme").mkdir(parents=True)
    (root / "mkdocs.yml").write_text(CONFIG)
    (root / "base.yml").write_text("INHERIT: 'far/base.yml' # and on\n")
    (root / "far").mkdir()
    (root / "far/base.yml").write_text("site_name: Far\n")
    (root / "briefings/2031/2031-01-01.yml").write_text("date: 2031-01-01\n")
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere/part.html").write_text("a part")
    (root / "templates/linked.html").symlink_to(tmp_path / "elsewhere/part.html")
    (root / "templates/parts").symlink_to(tmp_path / "elsewhere")
    (root / "templates/around").symlink_to(root / "templates")
    (root / "words.yml").write_text("a: b\n")
    return root


def digest(root: Path, **options: str) -> bytes:
    return inputs.now(root / "mkdocs.yml", options, look(root))


def look(root: Path, *paths: str, at: int = 0, before: inputs.Look = inputs.NOTHING) -> inputs.Look:
    return inputs.look(root / "mkdocs.yml", paths or ("briefings", "templates", "words.yml"), at, before)


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "briefings/2031/2031-01-01.yml").write_text("date: 2031-01-02\n"),
        lambda root: (root / "briefings/2031/2031-01-02.yml").write_text(""),
        lambda root: (root / "briefings/2031/2031-01-01.yml").rename(root / "briefings/2031/2031-01-03.yml"),
        lambda root: (root / "mkdocs.yml").write_text(CONFIG + "strict: true\n"),
        lambda root: (root / "base.yml").write_text("site_name: Near\n"),
        lambda root: (root / "far/base.yml").write_text("site_name: Farther\n"),
        lambda root: (root / "words.yml").unlink(),
        lambda root: (root.parent / "elsewhere/part.html").write_text("another"),
        lambda root: (root / "briefings/link").symlink_to("elsewhere"),
        lambda root: (root / "templates/linked.html").unlink(),
        lambda root: os.environ.__setitem__("site_url", "https://b.example/"),
        lambda root: os.environ.__setitem__("Site-Address", "https://b.example/"),
        lambda root: os.environ.__setitem__("SOURCE_DATE_EPOCH", "1"),
        lambda root: os.environ.__setitem__("CI", "true"),
    ],
    ids=[*"abcdefghijklmn"],
)
def test_whatever_is_another_makes_another_hash(
    root: Path, change: Callable[[Path], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    before = digest(root)
    assert digest(root) == before
    change(root)
    assert digest(root) != before


def test_the_options_and_the_place_count_and_times_do_not(root: Path) -> None:
    before = digest(root)
    os.utime(root / "words.yml", (1, 1))
    (root / "unrelated.txt").write_text("not named")
    assert digest(root) == before
    assert digest(root, strict="true") != before
    assert digest(root.rename(root.with_name("moved"))) != before


def test_a_variable_counts_where_it_is_named_alone(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = digest(root)
    for name in ("SITE", "url", "site_url2", "INHERIT_"):
        monkeypatch.setenv(name, "another")
        assert digest(root) == before


def test_names_and_texts_that_are_no_unicode_are_looked_at_too(root: Path) -> None:
    before = digest(root)
    assert digest(root, site_dir="\udcff") != before
    (root / os.fsdecode(b"templates/\xff.html")).write_text("a")
    named = digest(root)
    assert named != before
    (root / "mkdocs.yml").write_bytes(CONFIG.encode() + b"# \xff\nsite_name: !ENV NAME\n")
    assert digest(root) not in (before, named)
    assert inputs.configuration(root / "mkdocs.yml")[1:] == [root / "base.yml", root / "far/base.yml"]


def test_a_site_of_a_configuration_alone_has_a_hash(root: Path) -> None:
    before = inputs.now(root / "mkdocs.yml", {})
    (root / "words.yml").write_text("a: c\n")
    assert inputs.now(root / "mkdocs.yml", {}) == before
    (root / "far/base.yml").write_text("site_name: Farther\n")
    assert inputs.now(root / "mkdocs.yml", {}) != before


def test_what_a_link_in_the_briefings_leads_to_does_not_count_and_elsewhere_does(root: Path) -> None:
    (root.parent / "beyond").mkdir()
    file = root.parent / "beyond/day.yml"
    file.write_text("a")
    (root / "briefings/far").symlink_to(root.parent / "beyond")
    (root / "briefings/near.yml").symlink_to(file)
    before, hashed = inputs.snapshot(root / "mkdocs.yml", ["briefings"]), digest(root)
    assert not [name for name in before if "briefings/far" in name or "near" in name]
    file.write_text("other")
    assert digest(root) == hashed
    assert inputs.snapshot(root / "mkdocs.yml", ["briefings"]) == before
    followed = inputs.snapshot(root / "mkdocs.yml", ["words.yml", "briefings"])
    assert {"briefings/far/day.yml", "briefings/near.yml"} <= followed.keys()
    (root / "briefings/near.yml").unlink()
    (root / "briefings/near.yml").symlink_to("elsewhere.yml")
    assert digest(root) != hashed, "where it leads counts"


def test_a_snapshot_has_every_file_by_its_name(root: Path) -> None:
    (root / "templates/parts/deep").mkdir()
    (root / "templates/parts/deep/a.html").write_text("a")
    (root / "templates/nowhere").symlink_to("gone")
    elsewhere = root.parent / "elsewhere"
    found = inputs.snapshot(root / "mkdocs.yml", ["briefings", "templates", "words.yml", "gone.yml", str(elsewhere)])
    assert [*found] == [
        "briefings/2031/2031-01-01.yml",
        *("templates/linked.html", "templates/parts/deep/a.html", "templates/parts/part.html", "words.yml"),
        *(f"{elsewhere}/deep/a.html", f"{elsewhere}/part.html"),
        *(f"{root}/mkdocs.yml", f"{root}/base.yml", f"{root}/far/base.yml"),
    ]


def test_a_path_is_kept_relative_to_the_project_and_whole_outside_of_it(root: Path) -> None:
    assert inputs.relative(root, root / "briefings/2031") == "briefings/2031"
    assert inputs.relative(root, root) == "."
    assert inputs.relative(root, root.parent / "elsewhere") == str(root.parent / "elsewhere")


def test_links_in_the_briefings_are_not_followed_and_no_folder_is_looked_at_twice(root: Path) -> None:
    (root / "briefings/far").symlink_to(root.parent / "elsewhere")
    (root / "briefings/itself").symlink_to("itself")
    before = digest(root)
    (root.parent / "elsewhere/part.html").rename(root.parent / "elsewhere/other.html")
    (root / "templates/parts").unlink()
    (root / "templates/linked.html").unlink()
    names = [name for name, _ in inputs._all(root, ["briefings"])]
    assert f"briefings/far leads to {root.parent / 'elsewhere'}" in names
    assert not [name for name in names if name.startswith("briefings/far/")]
    for number in range(8):  # folders that lead to one another
        (root / f"templates/{number}").mkdir()
        for other in range(8):
            (root / f"templates/{number}/to-{other}").symlink_to(f"../{other}")
    assert digest(root) != before
    assert len([*inputs._all(root, ["briefings", "templates"])]) < 200


def test_a_snapshot_tells_that_a_file_was_written_even_with_the_same_bytes_and_time(root: Path) -> None:
    file = root / "words.yml"
    before, times = inputs.snapshot(root / "mkdocs.yml", ["briefings", "words.yml"]), file.stat()
    assert inputs.snapshot(root / "mkdocs.yml", ["briefings", "words.yml"]) == before
    file.write_bytes(file.read_bytes())
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert inputs.snapshot(root / "mkdocs.yml", ["briefings", "words.yml"]) != before


def test_what_stands_as_it_did_is_not_read_again_but_what_was_just_being_written_is(root: Path) -> None:
    file = root / "words.yml"
    changed = file.stat().st_ctime_ns
    before = look(root, at=changed + inputs.SETTLED + 1)
    planted = before._replace(hashes=dict.fromkeys(before.hashes, b"as it was"))
    assert look(root, before=planted).hashes == planted.hashes | dict.fromkeys(
        (name for name, one in before.hashes.items() if not one), b""
    )
    assert look(root, before=planted._replace(at=changed + inputs.SETTLED)).hashes["words.yml"] != b"as it was"
    assert look(root, "briefings", before=planted).paths == ("briefings",)
    assert look(root, "mkdocs.yml", before=before).hashes["mkdocs.yml"], "it was no more than looked at"
    file.write_bytes(file.read_bytes())
    again = look(root, before=planted)
    assert again.hashes["words.yml"] == before.hashes["words.yml"]


def test_files_of_strange_names_and_of_far_centuries_are_left_out_of_what_is_saved(root: Path) -> None:
    (root / "briefings/\udcff.md").write_text("odd")
    found = look(root, "briefings")
    far = found._replace(stamps=found.stamps | {"briefings/2031/2031-01-01.yml": (1, 1 << 70, 1, 1)})
    assert "briefings/\udcff.md" in found.stamps.keys() & found.hashes.keys()
    assert [*found.to_save().hashes] == ["briefings/2031/2031-01-01.yml"]
    assert not far.to_save().stamps


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("site_name: A\n", []),
        ("INHERIT: base.yml\n", ["base.yml"]),
        ("INHERIT : 'base.yml'  # a comment\n", ["base.yml"]),
        ('INHERIT: "base.yml"\n', ["base.yml"]),
    ],
)
def test_what_is_inherited_is_known(root: Path, text: str, files: list[str]) -> None:
    (root / "base.yml").write_text("site_name: Near\n")
    (root / "mkdocs.yml").write_text(text)
    assert inputs.configuration(root / "mkdocs.yml") == [root / name for name in ["mkdocs.yml", *files]]
    assert not inputs.unknown(root / "mkdocs.yml")


@pytest.mark.parametrize(
    "text", ["{INHERIT: base.yml}\n", "INHERIT: !ENV BASE\n", "INHERIT: gone.yml\n", "INHERIT:\n  base.yml\n"]
)
def test_what_may_be_inherited_and_cannot_be_told_is_known_to_be_so(root: Path, text: str) -> None:
    (root / "mkdocs.yml").write_text(text)
    assert inputs.unknown(root / "mkdocs.yml")


def test_what_inherits_itself_is_told_once_and_known_to_be_odd(root: Path) -> None:
    (root / "base.yml").write_text("INHERIT: mkdocs.yml\n")
    assert inputs.configuration(root / "mkdocs.yml") == [root / "mkdocs.yml", root / "base.yml"]
    assert inputs.unknown(root / "mkdocs.yml")


def test_a_pipe_that_is_named_is_not_waited_for(root: Path) -> None:
    before = inputs.now(root / "mkdocs.yml", {}, look(root, "briefings", "pipe"))
    os.mkfifo(root / "pipe")
    assert inputs.now(root / "mkdocs.yml", {}, look(root, "briefings", "pipe")) == before, "as if there were none"
    assert "pipe" not in inputs.snapshot(root / "mkdocs.yml", ["briefings", "pipe"])


def test_a_pipe_as_a_configuration_is_not_waited_for(root: Path) -> None:
    (root / "base.yml").unlink()
    os.mkfifo(root / "base.yml")
    assert inputs.configuration(root / "mkdocs.yml") == [root / "mkdocs.yml", root / "base.yml"]
    assert inputs.unknown(root / "mkdocs.yml")


def test_an_endless_configuration_is_not_read(root: Path) -> None:
    (root / "mkdocs.yml").unlink()
    (root / "mkdocs.yml").symlink_to("/dev/zero")
    assert digest(root) != b""
    assert inputs.configuration(root / "mkdocs.yml") == [root / "mkdocs.yml"]


def test_very_large_files_and_pipes_are_not_read(root: Path) -> None:
    os.mkfifo(root / "briefings/pipe")
    with (root / "briefings/large.yml").open("wb") as file:
        file.truncate(700_000_000)
    before = digest(root)
    with (root / "briefings/large.yml").open("r+b") as file:
        file.seek(600_000_000)
        file.write(b"x")
    assert digest(root) != before, "its times are others"
