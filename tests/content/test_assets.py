"""Files that pages show and settings name: which they are, and what is told of them."""

import os
from pathlib import Path
from typing import Any

import pytest

from daybrief.content import handwritten
from daybrief.content.assets import OF_PAGES, OF_SETTINGS, Shown, is_there, path_of, unsafe
from tests.projects import settings_for

SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


@pytest.mark.parametrize(
    ("address", "base", "path"),
    [
        ("map.png", "", "map.png"),
        ("map.PNG?v=1#only-dark", "more", "more/map.PNG"),
        ("../img/a%20b.svg", "more/deep", "more/img/a b.svg"),
        ("./map.webp", "", "map.webp"),
        ("/img/map.gif", "more", "img/map.gif"),
        ("../../map.png", "more", "../map.png"),
        ("table.csv", "", "table.csv"),
        *(
            (other, "", "")
            for other in ("about.md", "page.html", "x.xml", "2031/2031-05-05.yml", "style.css", "CNAME", "")
        ),
        *(
            (other, "", "")
            for other in ("https://lake.example/map.png", "//lake.example/map.png", "data:image/png;,x.png")
        ),
    ],
)
def test_which_file_an_address_leads_to(address: str, base: str, path: str) -> None:
    assert path_of(address, base, OF_PAGES) == path


def test_settings_name_other_files_than_pages() -> None:
    found = {name: path_of(name, "", OF_SETTINGS) for name in ("a.css?v=1", "a.mjs", "a.js", "a.ico", "a.svg", "a.md")}
    assert found == {**{name: name.partition("?")[0] for name in found}, "a.md": ""}


def test_a_file_is_there_if_it_is_published(tmp_path: Path) -> None:
    for name in ("docs/a.png", "theme/b.png", "docs/.hidden/c.png", "d.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "docs/link.png").symlink_to("a.png")
    os.mkfifo(tmp_path / "docs/pipe.png")
    names = [
        "a.png",
        "b.png",
        ".hidden/c.png",
        "../d.png",
        "link.png",
        "pipe.png",
        "e.png",
        "a\0.png",
        "x" * 300 + ".png",
    ]
    assert [name for name in names if is_there(name, [tmp_path / "docs", tmp_path / "theme"])] == ["a.png", "b.png"]


def shown(tmp_path: Path, text: str, page: str = "more/page.md", **others: Any) -> tuple[list[str], Shown]:
    """What is told of a page, and the files that it shows."""
    docs = tmp_path / "docs"
    for name in ("img/map.png", "more/near.png", "more/a b.pdf", "2031/2031-05-05.yml"):
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).touch()
    (tmp_path / "theme/img").mkdir(parents=True, exist_ok=True)
    (tmp_path / "theme/img/logo.svg").write_text(SVG)
    (docs / page).write_text(f"# A page\n\n{text}\n", encoding="utf-8")
    settings = settings_for(docs, written=frozenset({page}), theme=(tmp_path / "theme",), **others)
    problems, files = handwritten.check(settings)
    return [f"{p.line}:{p.column}+{p.width} {p.code}: {p.message} | {p.hint}" for p in sorted(problems)], files


@pytest.mark.parametrize(
    ("text", "files"),
    [
        ("![a](near.png) ![b](../img/map.png#only-dark){ width=3 } [c](<a b.pdf>) [d](a%20b.pdf 'e')", 3),
        ("![a][b]\n\n[b]: near.png", 1),
        ("<img src='../near.png'> <a href=../../img/map.png>x</a>", 2),
        ("![a](../img/logo.svg) ![b](/img/map.png)", 2),
        ("`![a](gone.png)`\n\n```\n![b](gone.png)\n```\n\n- c\n\n    ```\n    ![d](gone.png)\n    ```", 0),
        ("<figure markdown>\n![a](near.png)\n<figcaption>b</figcaption>\n</figure>", 1),
        ("[a](../2031/2031-05-05.yml) [b](https://lake.example/x.png) [c](/other/x.png) [d](about.md)", 0),
        ("[^1]: gone.png\n\n[^2]: Note: this", 0),
    ],
)
def test_what_a_page_shows_is_known(tmp_path: Path, text: str, files: int) -> None:
    told, found = shown(tmp_path, text)
    assert told == []
    assert found.drafted == frozenset()
    assert len(found.published) == files
    assert found.published <= {"img/map.png", "more/near.png", "more/a b.pdf", "img/logo.svg"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("![a](naer.png)", "3:6+8 missing-file: there is no file `more/naer.png` | did you mean `more/near.png`?"),
        (
            "![a](../../secret.zip)",
            "3:6+16 missing-file: there is no file `../secret.zip` | put it there, or correct the address",
        ),
        (
            "x\n<img src='near.png'>",
            "4:10+8 missing-file: there is no file `more/page/near.png` | HTML starts from the page's address: write "
            "`../near.png`, or Markdown",
        ),
        (
            "![a](.git/x.tsv)",
            "3:6+10 missing-file: there is no file `more/.git/x.tsv` | put it there, or correct the address",
        ),
    ],
)
def test_a_file_that_is_missing_is_told_where_it_is_named(tmp_path: Path, text: str, told: str) -> None:
    assert shown(tmp_path, text)[0] == [told]
    assert {
        p.code for p in handwritten.check(settings_for(tmp_path / "docs", written=frozenset({"more/page.md"})))[0]
    } == {"missing-file"}
    assert shown(tmp_path, text, complete=False)[0] == [], "another plugin may make it"


def test_what_a_draft_alone_shows_is_of_that_draft(tmp_path: Path) -> None:
    assert shown(tmp_path, "![a](near.png)", drafts=frozenset({"more/page.md"}))[1] == Shown(
        frozenset(), frozenset({"more/near.png"})
    )


def test_a_picture_that_would_run_is_told(tmp_path: Path) -> None:
    (tmp_path / "b.SVG").write_text(SVG.replace("/>", ">\n<script/></svg>"))
    (tmp_path / "a.svg").write_text(SVG)
    (tmp_path / "c.svg").write_text(SVG + " " * (1 << 20))
    (tmp_path / "d.svg").symlink_to("b.SVG")
    told = unsafe(tmp_path, ["a.svg", "b.SVG", "c.svg", "d.svg", "e.svg", "f.png"], "briefings")
    assert [(p.file, p.line, p.column, p.width, p.code, p.message, p.hint) for p in told] == [
        (
            *("briefings/b.SVG", 2, 1, 0, "unsafe-picture"),
            *("a picture would run or fetch something: it holds `<script>`", "export it as plain SVG, or as PNG"),
        ),
        ("briefings/c.svg", 1, 1, 0, "too-large", "a drawn picture has no more than 1,048,576 bytes", ""),
    ]
