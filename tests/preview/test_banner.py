"""What is wrong is told above the last good page: where, in which words, and how much of it."""

from pathlib import Path
from tempfile import gettempdir

import pytest
from click import ClickException
from jinja2 import Environment, FileSystemLoader, TemplateSyntaxError

from daybrief.diagnostics import Diagnostic
from daybrief.preview.banner import Trouble, alone, dressed, of_error, of_problems

LONG = "".join(chr(ord("a") + n % 26) for n in range(300))
"""A line in which each place can be told from its neighbours."""


@pytest.mark.parametrize(
    ("text", "line", "column", "width", "pieces"),
    [
        ("  by: pilotz # who\n", 1, 7, 6, ("by: ", "pilotz", " # who")),
        ("pilotz", 1, 1, 6, ("", "pilotz", "")),
        ("a\n  b c", 2, 3, 1, ("", "b", " c")),
        ("a\n", 3, 1, 1, ("", "", "")),
        ("a\n", 1, 1, 0, ("", "", "")),
        (LONG, 1, 51, 2, (LONG[:50], LONG[50:52], LONG[52:100])),
        (LONG, 1, 52, 2, ("…" + LONG[1:51], LONG[51:53], LONG[53:101])),
        (LONG, 1, 201, 1, ("…" + LONG[150:200], LONG[200], LONG[201:250])),
        (LONG, 1, 101, 150, ("…" + LONG[50:100], LONG[100:150], "")),
        ("x" * 60 + "   y", 1, 64, 1, ("…" + "x" * 47 + "   ", "y", "")),
        (" " * 60 + "y", 1, 61, 1, ("…" + " " * 50, "y", "")),
    ],
)
def test_a_line_is_shown_around_its_mistake(
    tmp_path: Path, text: str, line: int, column: int, width: int, pieces: tuple[str, str, str]
) -> None:
    (tmp_path / "a.yml").write_text(text, encoding="utf-8")
    problem = Diagnostic("a.yml", line, column, "syntax", "wrong", "mend it", width=width)
    assert of_problems([problem], tmp_path) == (Trouble(f"a.yml:{line}:{column}", "wrong", pieces, "mend it"),)


def test_a_file_that_is_gone_has_no_line(tmp_path: Path) -> None:
    problem = Diagnostic("gone.yml", 1, 1, "unreadable", "gone")
    assert of_problems(iter([problem]), tmp_path) == (Trouble("gone.yml:1:1", "gone"),)


HERE = "the terminal shows where it happened"


@pytest.mark.parametrize(
    ("error", "said", "trouble"),
    [
        (ClickException("mkdocs.yml  is\n no file"), (), Trouble("", "mkdocs.yml is no file")),
        (ClickException("ended"), ("Error: one", "and another"), Trouble("", "Error: one and another")),
        (ValueError("odd"), (), Trouble("", "ValueError: odd", hint=HERE)),
        (ValueError("odd"), ("One.", "Two."), Trouble("", "One. Two. ValueError: odd", hint=HERE)),
        (ValueError(), (), Trouble("", "ValueError", hint=HERE)),
        (OSError(28, "No space left"), (), Trouble("", "OSError: [Errno 28] No space left")),
        (
            UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no text"),
            (),
            Trouble(
                "",
                "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: no text",
                hint="a file of the site is not in UTF-8: save it as UTF-8",
            ),
        ),
        (
            TemplateSyntaxError("what is this", 3),
            (),
            Trouble("", "TemplateSyntaxError: what is this line 3", hint=HERE),
        ),
        (ClickException(f"no {gettempdir()}/daybrief-a1_b/a.html"), (), Trouble("", "no a.html")),
        (OSError(f"no {gettempdir()}/daybrief-a1_b/a.html"), (), Trouble("", "OSError: no a.html")),
        (OSError(f"no {gettempdir()}/another/a.html"), (), Trouble("", f"OSError: no {gettempdir()}/another/a.html")),
    ],
)
def test_what_ended_a_build_is_told(tmp_path: Path, error: Exception, said: tuple[str, ...], trouble: Trouble) -> None:
    assert of_error(error, said, tmp_path) == trouble


def fail(environment: Environment, name: str) -> Exception:
    try:
        environment.get_template(name).render()
    except Exception as error:  # noqa: BLE001 - whatever it is
        return error
    raise AssertionError("nothing went wrong")


@pytest.mark.parametrize(
    ("name", "trouble"),
    [
        (
            "outer.html",
            Trouble("templates/inner.html:3", "ZeroDivisionError: division by zero", ("", "{{ 1 / 0 }} there", "")),
        ),
        (
            "unsound.html",
            Trouble(
                "templates/unsound.html:2",
                "TemplateSyntaxError: Encountered unknown tag 'nothing'.",
                ("", "{% nothing %}", ""),
            ),
        ),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(tmp_path: Path, name: str, trouble: Trouble) -> None:
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "outer.html").write_text("{% macro a() %}\n{% include 'inner.html' %}{% endmacro %}\n\n{{ a() }}")
    (folder / "inner.html").write_text("<p>\n\n  {{ 1 / 0 }} there  \n</p>")
    (folder / "unsound.html").write_text("<p>\n  {% nothing %}\n</p>")
    error = fail(Environment(loader=FileSystemLoader(folder)), name)
    assert of_error(error, ("MkDocs says this, too",), tmp_path) == trouble
    within = RuntimeError("a page could not be made")
    within.__cause__ = error
    outer = ValueError("nor a site")
    outer.__cause__ = within
    assert of_error(outer, (), tmp_path) == trouble, "what was at the beginning of it is told"
    elsewhere = tmp_path / "elsewhere"
    assert of_error(error, (), elsewhere).place == f"{tmp_path}/{trouble.place}", "as it is called outside the project"


# What a browser gets

ONE = Trouble("a.yml:1:2", "no `x` here", ("by: ", "<x>", ' "y"'), "did you mean `z`?")
ITEM = (
    "<li><p><b>a.yml:1:2</b> no <code>x</code> here</p>"
    '<pre>by: <mark>&lt;x&gt;</mark> "y"</pre><p class="db-hint">did you mean <code>z</code>?</p></li>'
)
BANNER = (
    '<div class="db-preview" role="alert" lang="en" dir="ltr" tabindex="0">'
    "<p><strong>{}.</strong> {}</p><ol>{}</ol></div>"
)
LAST = "Below is the last good page; the new one comes by itself when this is mended."


@pytest.mark.parametrize(
    ("page", "place"),
    [
        (b"<html><body><main>", 12),
        (b'<html><BODY\n class="x"><main>', 23),
        (b"<tbody><main>", 0),
        (b"<bodyguard><body id=a>", 22),
        (b"a<body><body>", 7),
    ],
)
@pytest.mark.parametrize(
    ("troubles", "banner"),
    [
        ((), ""),
        ((ONE,), BANNER.format("1 problem", LAST, ITEM)),
        ((ONE, ONE), BANNER.format("2 problems", LAST, 2 * ITEM)),
    ],
)
def test_a_page_has_what_is_wrong_at_the_beginning_of_its_body(
    page: bytes, place: int, troubles: tuple[Trouble, ...], banner: str
) -> None:
    dressed_ = dressed(page, troubles, "<script é>")
    assert dressed_ == page[:place] + f"<script é>{banner}".encode() + page[place:]


def test_before_there_is_a_page_what_is_wrong_stands_alone() -> None:
    first, body, rest = alone((), "<script>").decode().partition('<body class="db-alone">')
    assert rest.startswith("<script>\n<main>")
    banner = BANNER.format("1 problem", "The page comes by itself when this is mended.", ITEM)
    assert alone((ONE,), "<script>").decode() == first + body + rest.replace("<script>", f"<script>{banner}")


@pytest.mark.parametrize(
    ("trouble", "item"),
    [
        (Trouble("", "full"), "<li><p>full</p></li>"),
        (Trouble("", "a", ("b", "", "")), "<li><p>a</p><pre>b<mark></mark></pre></li>"),
        (Trouble("", "a", ("", "b", "")), "<li><p>a</p><pre><mark>b</mark></pre></li>"),
        (Trouble("", "a", ("", "", "b")), "<li><p>a</p><pre><mark></mark>b</pre></li>"),
        (Trouble("", "``", hint="`a` and `b"), '<li><p>``</p><p class="db-hint"><code>a</code> and `b</p></li>'),
        (Trouble("", "a\tb\u200bc\x07d\u202ee"), "<li><p>a b\ufffdc\ufffdd\ufffde</p></li>"),
        (Trouble("", "b" * 600), f"<li><p>{'b' * 600}</p></li>"),
        (Trouble("", "b" * 601), f"<li><p>{'b' * 600}…</p></li>"),
        (Trouble("\ud800", "\udfff"), "<li><p><b>\ufffd</b> \ufffd</p></li>"),
    ],
)
def test_a_problem_is_told_as_text(trouble: Trouble, item: str) -> None:
    assert dressed(b"", [trouble], "").decode() == BANNER.format("1 problem", LAST, item)


@pytest.mark.parametrize(("count", "rest"), [(10, ""), (11, "<p>And 1 more: the terminal tells all.</p>")])
def test_of_many_problems_ten_are_told(count: int, rest: str) -> None:
    told = dressed(b"", [Trouble("", f"no {n}.") for n in range(count)], "").decode()
    items = "".join(f"<li><p>no {n}.</p></li>" for n in range(10))
    assert told == BANNER.format(f"{count} problems", LAST, items).replace("</ol>", f"</ol>{rest}")
