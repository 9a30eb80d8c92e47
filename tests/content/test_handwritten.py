"""Hand-written pages: what they may hold, told with its line; and that nothing else comes through."""

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.util import BLOCK_LEVEL_ELEMENTS

from daybrief.content import handwritten
from daybrief.diagnostics import MOST, Diagnostic
from daybrief.text import raw_html
from tests.cases import CORPUS
from tests.projects import rendered, settings_for
from tests.reading import Built, parse

CASES = sorted((CORPUS / "pages").glob("*.md"))


def read(docs: Path, pages: Iterable[str], label: str = "", themes: Iterable[Path] = (), **others: Any) -> Any:
    """What is told of pages, and which files they show."""
    given = {"written": frozenset(pages), "label": label, "theme": tuple(themes), "diagrams": True}
    return handwritten.check(settings_for(docs, **given | others))


def check(docs: Path, pages: Iterable[str], label: str, themes: Iterable[Path] = ()) -> list[Diagnostic]:
    found: list[Diagnostic] = read(docs, pages, label, themes)[0]
    return found


def made(text: str) -> tuple[str, list[str]]:
    """A page as it is published, and what was taken out of it."""
    return raw_html.clean(rendered(text))


def told(docs: Path, *pages: str) -> list[str]:
    return [f"{p.line}:{p.column} {p.code}" for p in sorted(check(docs, pages, ""))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_page_is_told_what_it_may_not_hold(case: Path) -> None:
    expected = case.with_suffix(".expected").read_text(encoding="utf-8").splitlines()
    assert told(case.parent, case.name) == expected
    for problem in check(case.parent, [case.name], ""):
        lines = case.read_bytes().decode("utf-8-sig", "replace").split("\n")
        assert problem.column - 1 <= len(lines[problem.line - 1])
        assert problem.message
        assert "\n" not in problem.hint


def test_every_word_that_a_page_is_told_is_as_it_was(golden: Callable[[str, str], None]) -> None:
    """The messages and hints: `.expected` has the places and codes."""
    words = []
    for case in CASES:
        words.append(f"{case.stem}\n")
        for problem in sorted(check(case.parent, [case.name], "label")):
            place = f"{problem.file}:{problem.line}:{problem.column}+{problem.width}"
            words.append(f"  {place} {problem.code} ({problem.severity}): {problem.message}\n    = {problem.hint}\n")
    golden("pages.txt", "".join(words))


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"a\rb\xff", "2:2"),
        (b"a\r\nb\r\rc\xff", "4:2"),
        (b"\xef\xbb\xbf# \xd0\xb0\xff", "1:4"),
        ("# A page".encode("utf-16-le"), "1:1"),
    ],
)
def test_a_byte_that_is_no_text_is_told_on_its_line(tmp_path: Path, data: bytes, place: str) -> None:
    (tmp_path / "page.md").write_bytes(data)
    assert told(tmp_path, "page.md") == [f"{place} encoding"]


def test_front_matter_that_does_nothing_is_a_warning() -> None:
    found = check(CORPUS / "pages", ["front-matter.md"], "")
    assert {problem.code for problem in found if problem.severity == "warning"} == {"no-effect"}


def test_a_page_that_is_sound_for_the_check_can_be_built() -> None:
    assert told(CORPUS / "pages", "sound.md") == []
    assert made((CORPUS / "pages/sound.md").read_text(encoding="utf-8"))[1] == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("page.html", "raw-html"),
        ("picture.SVG", "raw-html"),
        ("front.md", "reserved-address"),
        ("README.md", "reserved-address"),
        ("sources/isw.md", "reserved-address"),
        ("2025/12/03.md", "reserved-address"),
        ("front/README.md", "reserved-address"),
        ("404.html.md", "reserved-address"),
        *((f"{name}.md", "reserved-address") for name in ("sitemap.xml", "sitemap.xml.gz", "feed.xml", "index.html")),
        ("feed.xml/more.markdown", "reserved-address"),
        ("2025/2025-12-03.yml.md", "reserved-address"),
        ("styles.css.md", "reserved-address"),
        ("notes.v1.md", ""),
        ("notes/index.md", ""),
        ("robots.txt", ""),
    ],
)
def test_a_page_has_an_address_of_its_own_and_is_markdown(tmp_path: Path, name: str, code: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("# A page\n")
    for file in ("2025/2025-12-03.yml", "theme/styles.css"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).touch()
    found = check(tmp_path, [name], "", [tmp_path / "theme"])
    assert [f"{p.line}:{p.column} {p.code}" for p in found] == ([f"1:1 {code}"] if code else [])


@pytest.mark.parametrize(
    ("name", "told"),
    [
        (
            "page.html",
            (
                "a page is Markdown; this file would be published as it is",
                "write it as Markdown, or take it from `mkdocs.yml`",
            ),
        ),
        *(
            (
                f"page.{kind}",
                (
                    "a page is Markdown; this file would be published as it is",
                    "write it as Markdown, or take it from `mkdocs.yml`",
                ),
            )
            for kind in ("htm", "xhtml", "Svg", "xml")
        ),
        ("front.md", ("the address `/front/` has a page of the program's own", "give the file another name")),
        ("README.md", ("the address `/index.html` has a page of the program's own", "give the file another name")),
        (
            "pagefind/words.md",
            ("the address `/pagefind/words/` has a page of the program's own", "give the file another name"),
        ),
        ("feed.xml.md", ("the address `/feed.xml` is that of a file of the site", "give the file another name")),
        (
            "data/table.csv/more/page.md",
            ("the address `/data/table.csv` is that of a file of the site", "give the file another name"),
        ),
        ("page.txt", None),
        ("pages/pagefind.md", None),
    ],
)
def test_the_words_for_a_name_that_no_page_may_have(tmp_path: Path, name: str, told: tuple[str, str] | None) -> None:
    (tmp_path / "docs" / name).parent.mkdir(parents=True)
    (tmp_path / "docs" / name).write_text("# A page\n")
    (tmp_path / "theme/data").mkdir(parents=True)
    (tmp_path / "theme/data/table.csv").touch()
    found = check(tmp_path / "docs", [name], "briefings", [tmp_path / "theme"])
    assert [(p.file, p.line, p.column, p.width, p.message, p.hint) for p in found] == (
        [(f"briefings/{name}", 1, 1, 0, *told)] if told else []
    )


@pytest.mark.parametrize("ending", handwritten.MARKDOWN)
def test_a_page_of_every_ending_is_read(tmp_path: Path, ending: str) -> None:
    (tmp_path / f"page{ending.upper()}").write_text("<form>\n")
    assert told(tmp_path, f"page{ending.upper()}") == ["1:1 raw-html"]


def test_a_page_is_never_looked_for_outside_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "docs/sub").mkdir(parents=True)
    for name in ("page.md", "docs/page.md", "docs/sub/page.md"):
        (tmp_path / name).write_text("<form>\n")
    outside = ["../page.md", "sub/../page.md", f"{tmp_path}/page.md", "sub//page.md", "a\0b.md", "page.md/"]
    assert told(tmp_path / "docs", *outside) == []
    assert told(tmp_path / "docs", *outside, "sub/page.md") == ["1:1 raw-html"]


def test_a_page_that_cannot_be_read_is_told_of_and_hides_no_other(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("<form>\n")
    name = "a" * 300 + ".md"
    one, other = check(tmp_path, ["page.md", name, "missing.md"], "")
    assert (one.file, one.line, one.column, one.width, one.code) == (name, 1, 1, 0, "unreadable")
    assert (one.message, one.hint) == ("the file cannot be read: File name too long", "give the right to read it")
    assert other.file == "page.md"


def test_what_is_no_file_is_told_elsewhere_and_never_read(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "endless.md").symlink_to("/dev/zero")
    (tmp_path / "gone.md").symlink_to("nowhere")
    assert told(tmp_path, "folder.md", "endless.md", "gone.md", "missing.md") == []


SLOW = [
    "[",
    "![",
    "<a",
    "[a](",
    "[a][",
    "<http://",
    "<b>",
    "[a](<",
    "![a](b",
    "*a*",
    "_a_",
    "**_ a",
    "\\",
    "`a ",
    "<!--",
]
LINES = ["a\n=\n", "# a\n", "~~~a\n", "```\n", "---\n", "> > > > > > > > > > > > > > > > > > > > > a\n"]


@pytest.mark.parametrize("piece", [*SLOW, *LINES, " " * 84 + "- a\n"])
def test_what_takes_markdown_minutes_is_refused_at_once(tmp_path: Path, piece: str) -> None:
    (tmp_path / "page.md").write_text("# A page\n\n" + (piece * 20_000)[: handwritten.MAX_BYTES - 100] + "\n")
    started = time.process_time()
    (problem, *_) = sorted(check(tmp_path, ["page.md"], ""))
    assert problem.code in ("too-many", "too-deep", "raw-html")
    assert time.process_time() - started < 20


@pytest.mark.parametrize(
    "piece",
    [
        "<!--\n\n",
        "<script>\n\n",
        "<b title='<!--'>\n\n",
        "`" * 100 + "\n\n",
        "[a](x:y)\n\n",
        "[a]: x:y\n\n",
        "](",
        "](x:y) ",
        "`a\n\n",
        "<a 'b\n\n",
        " ",
    ],
)
def test_a_page_full_of_mistakes_takes_no_longer_than_it_is_long(tmp_path: Path, piece: str) -> None:
    (tmp_path / "page.md").write_text("# A page\n\n" + piece * ((handwritten.MAX_BYTES - 100) // len(piece)))
    started = time.process_time()
    found = check(tmp_path, ["page.md"], "")
    assert time.process_time() - started < 20  # it was minutes
    assert len(found) <= MOST + 1


def test_fences_that_are_left_open_are_looked_for_once(tmp_path: Path) -> None:
    text = "".join(f"{'~' * (3 + number)}\n\n" for number in range(400)) + "a\n" * 60_000
    (tmp_path / "page.md").write_text(text[: handwritten.MAX_BYTES])
    started = time.process_time()
    assert told(tmp_path, "page.md") == []
    assert time.process_time() - started < 20


def test_code_ends_with_the_fence_that_opened_it(tmp_path: Path) -> None:
    text = "````\n<script>\n```\n<script>\n````  \n~~~ a\n```\n<i>\n~~~\n<script>\n```\n<style>\n"
    (tmp_path / "page.md").write_text(text)
    assert told(tmp_path, "page.md") == ["10:1 raw-html", "12:1 raw-html"]


def test_front_matter_has_no_levels_and_a_page_has(tmp_path: Path) -> None:
    front = f"---\ntitle: '{'<a>' * 40}{'[' * 40} a title that is as long as two lines are'\n---\n"
    (tmp_path / "page.md").write_text(f"{front}\n# A page\n\n{' ' * 90}\n")
    assert told(tmp_path, "page.md") == []
    (tmp_path / "page.md").write_text(f"{front}\n# A page\n\n{' ' * 90}- a\n")
    assert told(tmp_path, "page.md") == ["7:1 too-deep"]


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("[" * 1000, "", "", ""),
        (
            "[" * 1001,
            "3:1+1",
            "too many `[`: 1,001 in a row of lines without an empty one",
            "make paragraphs of it, or several pages",
        ),
        ("a [b\n" * 1000, "", "", ""),
        (
            "a [b\n" * 1001,
            "3:1+1",
            "too many `[`: 1,001 in a row of lines without an empty one",
            "make paragraphs of it, or several pages",
        ),
        ("[" * 600 + "\n\n" + "[" * 800, "", "", ""),
        (
            "[" * 600 + "\n \n" + "[" * 801,
            "5:1+1",
            "too many `[`: 801 in a row of lines without an empty one",
            "make paragraphs of it, or several pages",
        ),
        (
            "[" * 801 + "\n\n" + "[" * 600 + "\n\nmore",
            "3:1+1",
            "too many `[`: 801 in a row of lines without an empty one",
            "make paragraphs of it, or several pages",
        ),
        (
            "\\<" * 1001,
            "3:1+1",
            "too many `<`: 1,001 in a row of lines without an empty one",
            "make paragraphs of it, or several pages",
        ),
        ("a*_`\\" * 1250, "", "", ""),
        (
            "*" + "a*_`\\" * 1250,
            "3:1+1",
            "too many `*`: 5,001 in a row of lines without an empty one",
            "make paragraphs of it, or several pages",
        ),
        ("# a\n\n" * 999, "", "", ""),
        (
            "b\n\n# a\n" * 1000,
            "3002:1+1",
            "more than 1,000 headings, rules, fences and the like",
            "make several pages of it",
        ),
        (
            "b\n==\n\n" * 600 + "```\n~~~\n--- \n" * 200,
            "2202:1+1",
            "more than 1,000 headings, rules, fences and the like",
            "make several pages of it",
        ),
        ("> " * 20 + "a", "", "", ""),
        ("> " * 21 + "a", "3:1+1", "more than 20 levels, one inside the other", ""),
        ("a\n" + " >" * 21, "4:1+1", "more than 20 levels, one inside the other", ""),
        (" " * 80 + "a", "", "", ""),
        (" " * 81 + "a", "3:1+1", "more than 20 levels, one inside the other", ""),
        (" " * 81, "", "", ""),
        ("\t" * 20 + "a", "", "", ""),
        ("\t" * 21 + "a", "3:1+1", "more than 20 levels, one inside the other", ""),
    ],
)
def test_how_much_a_page_may_have(tmp_path: Path, text: str, place: str, message: str, hint: str) -> None:
    (tmp_path / "page.md").write_text(f"# A page\n\n{text}\n")
    found = [p for p in check(tmp_path, ["page.md"], "") if p.code != "raw-html"]
    assert [(f"{p.line}:{p.column}+{p.width}", p.message, p.hint) for p in found] == (
        [(place, message, hint)] if place else []
    )


def test_a_page_has_so_many_bytes_and_no_more(tmp_path: Path) -> None:
    (tmp_path / "page.md").write_text("a\n" * (handwritten.MAX_BYTES // 2 - 3) + "<form>")
    assert told(tmp_path, "page.md") == [f"{handwritten.MAX_BYTES // 2 - 2}:1 raw-html"]
    (tmp_path / "page.md").write_text("a\n" * (handwritten.MAX_BYTES // 2 - 3) + "<forms>")
    [problem] = check(tmp_path, ["page.md"], "")
    assert (problem.line, problem.column, problem.width, problem.code) == (1, 1, 0, "too-large")
    assert (problem.message, problem.hint) == (
        "the page has more than 262,144 bytes, and is not read",
        "make several pages of it",
    )


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("---\ntitle: A\n...\n<form>\n", ["4:1 raw-html"]),
        ("--- \t\ntitle: A\n--- \n<form>\n", ["4:1 raw-html"]),
        ("---\ntitle: <form>\n---", []),
        ("---\n---\ntitle: A\n", []),
        ("----\ntitle: A\n---\n", []),
        ("   a-B_9: C\n", ["1:1 syntax"]),
        ("    a: C\n", []),
        ("a b: C\n", []),
        ("--- \na: C\n", ["1:1 syntax"]),
        ("x\na: C\n", []),
        ("---\ntitle: A\ntitle: B\n---\n", ["3:1 duplicate-key", "3:1 no-effect"]),
        ("---\ntitle: ''\ndescription: {a: b}\n---\n", ["2:1 not-a-text", "3:1 not-a-text"]),
        ("---\ntitle: *a\n---\n", ["2:8 alias"]),
        ("---\ntitle: A\u200b\n---\n", ["2:9 invisible-character"]),
        ("---\ntitle:\tA\n---\n", ["2:7 tab"]),
    ],
)
def test_what_is_front_matter_and_what_is_wrong_with_it(tmp_path: Path, text: str, problems: list[str]) -> None:
    (tmp_path / "page.md").write_text(text)
    assert told(tmp_path, "page.md") == problems


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("a\tb \u00a0 c\n\u00a0d\n", []),
        ("a\n=======\n", []),
        ("a\n<<<<<<< b\nc\n=======\n", ["2:1 merge-conflict", "4:1 merge-conflict"]),
        (" <<<<<<< b\nc\n=======\n", []),
        ("<<<<<<< b\n", ["1:1 merge-conflict"]),
    ],
)
def test_signs_that_mean_something_in_yaml_alone(tmp_path: Path, text: str, problems: list[str]) -> None:
    (tmp_path / "page.md").write_text(text)
    assert [one for one in told(tmp_path, "page.md") if "raw-html" not in one] == problems


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("[a](x:y)", ["1:5+3"]),
        ("[a]( <x:y z> 't')", ["1:6+5"]),
        ("![a](\nx:y)", ["2:1+3"]),
        ("a\n   [b]: x:y", ["2:9+3"]),
        ("    [b]: x:y", []),
        ("[a]: x:y\n[b](x:y)", ["1:6+3", "2:5+3"]),
        ("<https://x> a <x@y.z>", ["1:2+9"]),
        ("<div>\n<https://x.example>\n</div>", ["2:1+19"]),
        ("<a\nhref='x:y\nz'>", ["2:6+3"]),
        ("[a](b.md) [c](https://x.example/(d))", []),
        ("[a](https://x.example(b)", ["1:5+18"]),
    ],
)
def test_where_a_link_that_leads_astray_stands(tmp_path: Path, text: str, places: list[str]) -> None:
    (tmp_path / "page.md").write_text(text)
    found = sorted(check(tmp_path, ["page.md"], ""))
    assert [f"{p.line}:{p.column}+{p.width}" for p in found] == places


REFUSED = [
    "https://www.reuters.com@evil.invalid/",
    "https://www.reuters.com&#64;evil.invalid/",
    "https://www.reuters.com()@evil.invalid/",
    "https://localhost/",
    "https://xn--/",
    "https://r\u0435uters.com/",
    "http:x.example",
    "//reuters.com@evil.invalid/",
    "/\\evil.invalid/",
]
TAKEN = [
    "https://lake.example/a?b=1&lt=2&amp;c=3#d",
    "http://gazette.example/wiki/Foo_(bar)",
    "about.md",
    "../a//b.md",
    "/feed.xml",
    "#a",
    "mailto:desk@localhost",
    "tel:+123",
]


@pytest.mark.parametrize("address", [*REFUSED, *TAKEN])
@pytest.mark.parametrize("form", ["[a]({})", "![a]({} 'b')", "[a]: {}", '<a href="{}">a</a>', "<img src='{}'>"])
def test_a_page_leads_where_a_text_may_lead_too(tmp_path: Path, form: str, address: str) -> None:
    (tmp_path / "page.md").write_text(f"# A page\n\n{form.format(address)}\n", encoding="utf-8")
    found = [problem.code for problem in check(tmp_path, ["page.md"], "")]
    assert found == (["bad-link"] if address in REFUSED else [])


def test_a_page_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "page.md").open("wb") as file:
        file.truncate(1 << 40)
    assert told(tmp_path, "page.md") == ["1:1 too-large"]


def test_a_long_page_with_many_links_is_fine(tmp_path: Path) -> None:
    text = "# A page\n\n" + "".join(f"- [a{n}](about.md) and *more* `code`\n" for n in range(900))
    text += "".join(f"\n## Heading {n}\n\n[a](about.md), [b](about.md)\n" for n in range(900))
    (tmp_path / "page.md").write_text(text)
    assert told(tmp_path, "page.md") == []


def test_from_our_own_pages_nothing_is_taken(built: Built) -> None:
    written = [*built.docs.glob("*.md")]
    assert written
    for page in written:
        cleaned, gone = made(page.read_text(encoding="utf-8"))
        assert gone == []
        assert raw_html.clean(cleaned) == (cleaned, [])


@pytest.mark.parametrize(
    ("html", "left", "gone"),
    [
        ('<meta http-equiv="refresh" content="0">', "", ["meta", "meta content", "meta http-equiv"]),
        ('<p onclick="x" class="y">z</p>', '<p class="y">z</p>', ["p onclick"]),
        ("<script>alert(1)</script>a", "a", ["script"]),
        ('<a href="java&#10;script:x">y</a>', "<a>y</a>", ["a href"]),
        ('<svg><a href="x">y</a></svg>', None, []),
        ('<svg><script href="x">y</script></svg>', "<svg></svg>", ["script", "script href"]),
        ('<th style="text-align: center; color: red;">x', None, ["th", "th style"]),
        (
            '<input type="text"><input type="checkbox" disabled>',
            '<input><input type="checkbox" disabled="">',
            ["input type"],
        ),
        ("<!-- the ledger's rules -->", "<!-- the ledger's rules -->", []),
        ("<form action=x><textarea></textarea></form>", "", ["form", "form action", "textarea"]),
    ],
)
def test_what_no_page_may_have_is_taken_out(html: str, left: str | None, gone: list[str]) -> None:
    cleaned, taken = raw_html.clean(html)
    assert taken == gone
    assert "color" not in cleaned
    assert left is None or cleaned == left


@pytest.mark.parametrize(
    "text",
    [
        "<details>\nWrite `<form>` here.\n</details>",
        "<div><div></div>\n`<form>`\n</div>",
        "A tick is \\`, and <form> is no tag`.",
        "See.<!-- old: <form>\n\nmore -->",
        "A <!-- ` --> <form> `",
        "``\n<form>\n``",
        "``<form>`<b>```",
        "<hr>```<form>`",
        "[a]: <java script>",
        "[a](<form>",
        "| a | b |\n|---|---|\n[a]: <form>",
        "\\[a](<form>)",
        "    <!--\n<java script>-->",
        "<!----><div markdown><x@y>",
        "<hr><p>\n\n<x@y>",
        "<x:y>",
        "<div><https://x.example/></div>",
        "<p><me@x.example></p>",
        "<b title='<form>'>",
    ],
)
def test_what_only_looks_like_code_or_an_address_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.md").write_text(f"# A page\n\n{text}\n")
    assert {line.split()[1] for line in told(tmp_path, "page.md")} == {"raw-html"}


@pytest.mark.parametrize(
    "text",
    [
        "Write `<form>`, ``a ` <form>``, or \\\\`<form>`.",
        "```a `<form>``",
        "<!-- <form>\n\n`more -->\n\nText <!-- a note --> goes on.",
        "<details>\n<summary>More</summary>\nWords.\n</details>\n\nWrite `<form>`.",
        "[a]: https://x.example/\n[b]: <about.md>\n[c]: <about.md> 'Title'\n\n[d](<a b.md>) <irc://x.example/a>",
    ],
)
def test_code_and_addresses_are_passed(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.md").write_text(f"# A page\n\n{text}\n")
    assert [line for line in told(tmp_path, "page.md") if "raw-html" in line] == []
    assert [one for one in made(f"# A page\n\n{text}\n")[1] if one != "a href"] == []


SIGNS = """
    ` `` ``` \\ <form> <b> </b> <!-- --> <java␣script> <details> </details> <div> </div> <hr> <div␣markdown> <p> <x@y>
    <x://y> [a]( [a]:␣
    < a ) ␣␣␣␣ ⏎ ⏎⏎ ~~~⏎ -␣ >␣ <x x> <b␣title=' ' * #␣ 1.␣ |␣a␣|␣b␣|⏎|---|---|⏎ [^1]:␣ ⏎␣␣␣␣``` ␣␣␣␣```⏎ !!!␣a⏎⏎
    <details␣markdown> ++a++ ^ == #!py :smile: (c)
"""


@settings(max_examples=250, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from([sign.replace("␣", " ").replace("⏎", "\n") for sign in SIGNS.split()]), max_size=8))
def test_from_a_page_that_is_sound_for_the_check_nothing_is_taken(tmp_path_factory: Any, signs: list[str]) -> None:
    folder = tmp_path_factory.getbasetemp()
    for text in ("# A page\n\n" + "".join(signs) + "\n", "# A page\n\nText " + "".join(signs) + " ends.\n"):
        (folder / "signs.md").write_text(text)
        if not told(folder, "signs.md"):
            assert made(text)[1] == []


def test_blocks_are_those_of_markdown() -> None:
    assert set(raw_html.BLOCKS) == {*BLOCK_LEVEL_ELEMENTS} & {*raw_html.RAW} - {"hr"}


TRICKS = [
    "[a](about.md){ onclick=alert(1) }",
    "![a](map.png){ onerror=alert(1) srcset=//evil.invalid/ style='background:url(//evil.invalid/)' }",
    "# A { onfocus=alert(1) autofocus tabindex=0 contenteditable }",
    "a\n{ #__config data-md-component=search hidden }",
    "# \\_\\_config",
    "[a](about.md){ href=javascript:alert(1) }",
    "[a](about.md){ target=_top ping=//evil.invalid/ }",
    "``` { .py #__config title='<script>alert(1)</script>' onclick=alert(1) data-md-component=search }\na\n```",
    '``` py title="</span><script>alert(1)</script>"\na\n```',
    "``` mermaid\n</code></pre><script>alert(1)</script>\n```",
    "`#!py </code><script>alert(1)</script>`",
    '!!! note "a"\n    { onclick=alert(1) }',
    "!!! note-a onclick=alert(1)\n    b",
    '=== "a"\n    { onclick=alert(1) }',
    "- [x] a\n{ onclick=alert(1) }",
    '*[A]: " onclick=alert(1) x="\n\nA',
    "a[^x]\n\n[^x]: b { onclick=alert(1) }",
    '++"a"++{ onclick=alert(1) }',
    ":material-map:{ onclick=alert(1) style=color:red }",
    "a\n: b\n{ onclick=alert(1) }",
    "| a { onclick=alert(1) } |\n|---|\n| b { style=color:red } |",
    "<div markdown class='a'>\nb\n{ onclick=alert(1) }\n</div>",
]
"""What is sound HTML, for none is typed, and tries to have Markdown's extensions make what no page may have."""


@pytest.mark.parametrize("text", TRICKS)
@pytest.mark.parametrize("around", ["{}", "!!! note\n\n    {}", "- a\n\n    {}", "<div markdown>\n\n{}\n\n</div>"])
def test_no_extension_makes_what_no_page_may_have(text: str, around: str) -> None:
    page = around.format(text.replace("\n", "\n    ") if around.endswith("    {}") else text)
    for html in (made(page)[0], raw_html.clean(rendered(page, extra_javascript=["mermaid.js"]))[0]):
        found = parse(html)
        assert not found.tags & {"script", "style", "iframe", "form", "object", "link", "meta", "base"}
        assert [one for one in found.inline if one.partition(" ")[0] not in ("td", "th")] == []
        assert not [one for one in found.ids if one.startswith("__c") and not one.startswith("__codelineno")]
        assert not re.search(r"<[^>]*(?:javascript:|evil|data-md|hidden|tabindex|_top)", html)


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[a](about.md){ href=javascript:alert(1) }", ["3:21+19 bad-link"]),
        ("[a](about.md){: .b href='//evil.invalid/' }", ["3:25+15 bad-link"]),
        ("![a](https://lake.example/b.png){ src=gone.png }", ["3:39+8 missing-file"]),
        ("a { title='href=b.png' data-href=c.png }", []),
        ("`[a](b){ href=x:y }`", []),
    ],
)
def test_an_address_in_a_list_of_attributes_is_one_too(tmp_path: Path, text: str, problems: list[str]) -> None:
    (tmp_path / "page.md").write_text(f"# A page\n\n{text}\n")
    found = sorted(check(tmp_path, ["page.md"], ""))
    assert [f"{p.line}:{p.column}+{p.width} {p.code}" for p in found] == problems


@pytest.mark.parametrize("value", ["2031-02-30", "=", "0x_", "no", "Yes", "12:30", "007", "1_000", "'#1'", "null"])
@pytest.mark.parametrize("end", ["\n# A page\n", ""])
def test_what_a_page_sets_stays_what_was_typed(value: str, end: str) -> None:
    source = f"---\ntitle: {value}\ndescription: {value}\n---{end}"
    assert handwritten.front_matter(source) == (dict.fromkeys(handwritten.FIELDS, value.strip("'")), end[1:])


@pytest.mark.parametrize(
    ("source", "fields"),
    [
        ("---\ntitle: A\nhide: b\ndescription: [c]\n---\nd", {"title": "A"}),
        ("---\ntitle: A\n...\nd", {"title": "A"}),
        ("---\ntitle: 'A\n---\nd", {}),
        ("---\n- a\n---\nd", {}),
        ("---\ntitle: a\udcff\n---\nd", {"title": "a?"}),
    ],
)
def test_what_a_page_sets(source: str, fields: dict[str, str]) -> None:
    assert handwritten.front_matter(source) == (fields, "d")


def test_a_page_without_settings_is_all_text() -> None:
    assert handwritten.front_matter("# A page\n---\ntitle: x\n---\n") == ({}, "# A page\n---\ntitle: x\n---\n")
