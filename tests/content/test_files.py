"""The files of a folder of briefings: what each is, and the words for those that have no place there."""

import os
from pathlib import Path

import pytest

from daybrief.content.files import REGISTRY_FILES, SCHEMA_FILES, files, shown_name, why_stray
from daybrief.model.registry import FILES

STRAY = "this file is no day, registry or schema, and nothing names it; it would be published all the same"
REGISTRIES = "a registry is one of: " + ", ".join(f"`{kind}.yml`" for kind in FILES)
AWAY = "show it on a page, put it into the `custom_dir` of the theme, which is published as it is, or take it away"
PAGES = {"about.md", "notes/page.txt"}


@pytest.mark.parametrize("path", ["2031/x.yml", "x.yml", ".y/x.yml", *PAGES, *SCHEMA_FILES, "registry/places.yml"])
def test_what_has_its_place(path: str) -> None:
    assert why_stray(path, True, PAGES) is None
    assert why_stray(path, False, PAGES) == ("a link or a device: what it points at would be published", "take it away")


def test_what_a_page_shows_has_its_place_if_it_is_a_file_beside_no_index() -> None:
    assets = {"img/a.png", "pagefind/a.png", "a\u200b.png"}
    assert why_stray("img/a.png", True, PAGES, assets) is None
    assert why_stray("img/a.png", False, PAGES, assets) is not None
    assert why_stray("a\u200b.png", True, PAGES, assets) is not None
    assert why_stray("pagefind/a.png", True, PAGES, assets) == (STRAY, AWAY)


def test_no_file_takes_the_place_of_a_page_of_the_programs() -> None:
    told = ("the program makes the page of this address, and nothing takes its place", "give the file another name")
    assert [why_stray(path, True, PAGES) for path in ("index.md", "front/index.md")] == [told, told]


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("2031/x.yaml", "name it `x.yml`"),
        ("2031.d/x.YML", "name it `x.yml`"),
        ("registry/x.Yaml", "name it `x.yml`"),
        ("registry/x.yml", REGISTRIES),
        ("registry/x.md", REGISTRIES),
        ("registry/old/places.yml", REGISTRIES),
        ("a.md", "name it under `nav:` in `mkdocs.yml`, or take it away"),
        ("notes/about.md", "name it under `nav:` in `mkdocs.yml`, or take it away"),
        ("a.MD", AWAY),
        ("schema/night.schema.json", AWAY),
        ("yml", AWAY),
        ("2031/yaml", AWAY),
        ("md", AWAY),
        ("x.yml/map.png", AWAY),
        ("own.css", "name it under `extra_css:` in `mkdocs.yml`, or take it away"),
        ("own.JS", "name it under `extra_javascript:` in `mkdocs.yml`, or take it away"),
        ("CNAME", AWAY),
        ("robots.txt", AWAY),
    ],
)
def test_what_has_none(path: str, hint: str) -> None:
    assert why_stray(path, True, PAGES) == (STRAY, hint)


@pytest.mark.parametrize("path", ["a\n.yml", "a\u200b.yml", "about\u202e.md", "\udcff.yml"])
def test_a_name_that_cannot_be_seen(path: str) -> None:
    assert why_stray(path, True, {path}) == ("the file's name holds characters that cannot be seen", "rename the file")


@pytest.mark.parametrize(
    ("pages", "stray"),
    [
        (("a.md", "a/index.md"), "a/index.md"),
        (("a.md", "a/README.md", "a.markdown"), "a/README.md a.md"),
        (("index.md", "README.md"), "index.md"),
        (("a.md", "b/a.md"), ""),
    ],
)
def test_of_pages_with_one_address_the_first_stays(pages: tuple[str, ...], stray: str) -> None:
    found = {page: why_stray(page, True, pages) for page in pages}
    assert {page for page in pages if found[page]} == {*stray.split()}
    assert {*found.values()} <= {None, ("another page has the same address", "rename one of the files")}


@pytest.mark.parametrize(
    "path", ["registry/registry/places.yml", "places.yml", "registry/places", "registry/places.yml.yml"]
)
def test_what_is_no_registry(path: str) -> None:
    assert path not in REGISTRY_FILES


def test_every_file_is_found_once_and_in_order(tmp_path: Path) -> None:
    for name in ("b.yml", "a/z.yml", "a/b/c.yml", "c/d.yml", "a.yml", ".hidden/e.yml", "a/.hidden", "c/e/.f"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "c/link").symlink_to("..")
    os.mkfifo(tmp_path / "c/pipe")
    found = [("a.yml", True), ("b.yml", True), ("a/z.yml", True), ("a/b/c.yml", True)]
    assert [*files(tmp_path)] == [*found, ("c/d.yml", True), ("c/link", False), ("c/pipe", False)]
    assert [*files(tmp_path / "none")] == [("", None)]


@pytest.mark.parametrize(
    ("path", "label", "name"),
    [
        ("a.yml", "", "a.yml"),
        ("a.yml", "b", "b/a.yml"),
        ("é.yml", "b", "b/é.yml"),
        ("a\n.yml", "", "a\ufffd.yml"),
        ("é\u200b.yml", "x", "x/é\ufffd.yml"),
        ("é\u3164.yml", "x", "x/é\ufffd.yml"),
        ("\udcff", "", "\ufffd"),
    ],
)
def test_how_a_file_is_called(path: str, label: str, name: str) -> None:
    assert shown_name(path, label) == name
