"""A page is a pure function of its view, and its fingerprint tells when it must be made anew."""

import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import meta
from msgspec import structs

from daybrief.content import archive
from daybrief.failures import TemplateFailed
from daybrief.output.environment import environment
from daybrief.output.html import Renderer
from daybrief.output.maps import WORLD
from daybrief.output.messages import Messages, load
from daybrief.output.page_links import PageLinks
from daybrief.output.template_files import TemplateCache, listed
from daybrief.pipeline.assemble import SiteContent, assemble
from daybrief.pipeline.check import check, load_messages
from daybrief.pipeline.state import Remembered
from daybrief.settings import Settings
from daybrief.views import Page
from tests.counting import counting
from tests.projects import BASE, LAKE, ROOT, settings_for

SETTINGS = settings_for(LAKE / "briefings", pages=frozenset({"method.md", "about.md"}), hues={"averra": "teal"})


def renderer(settings: Settings = SETTINGS) -> Renderer:
    words, problems = load_messages(settings)
    assert problems == []
    assert words is not None
    return Renderer(settings, words.with_terms(archive.load(settings.docs, settings.pages)[0].registry))


@pytest.fixture(scope="module")
def edition() -> SiteContent:
    return assemble(check(SETTINGS, Remembered()), Remembered(), drafts=True)


def page(edition: SiteContent, address: str) -> Page:
    return next(task.make() for task in edition.tasks if task.url == address)


def test_a_capital_is_set_and_no_other_letter_is_touched() -> None:
    """Words may be names or marked: `capitalize` would write 'Drones of the shahed type'."""
    capital = renderer().environment.filters["capital"]
    assert capital("drones of the Shahed type") == "Drones of the Shahed type"
    assert capital("**24 February** and IAEA") == "**24 February** and IAEA"
    assert [capital(words) for words in ("éclairs", "ßa", "Ж", "")] == ["Éclairs", "SSa", "Ж", ""]
    templates = [file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html")]
    assert not [text for text in templates if re.search(r"\|\s*(capitalize|title|lower)\b", text)]


def test_the_same_view_makes_the_same_page(edition: SiteContent) -> None:
    first, second = renderer(), renderer()
    for task in edition.tasks:
        shown = task.make()
        assert shown.url == task.url
        assert first.body(shown) == second.body(shown)
        assert first.fingerprint(shown.template) == second.fingerprint(shown.template)


@pytest.mark.parametrize("change", [{"name": "Another"}, {"url": "https://x.example/"}, {"hues": {"averra": "blue"}}])
def test_a_changed_setting_changes_the_fingerprint(change: Any) -> None:
    assert renderer(replace(SETTINGS, **change)).fingerprint("day") != renderer().fingerprint("day")


def test_a_changed_word_changes_the_fingerprint(tmp_path: Any) -> None:
    own = tmp_path / "words.yml"
    own.write_text("day:\n  front: The lake\n")
    assert renderer(replace(SETTINGS, words=own)).fingerprint("day") != renderer().fingerprint("day")


@pytest.mark.parametrize(
    ("template", "page", "touched"),
    [
        ("parts/statement.html", "day", True),
        ("parts/statement.html", "chronicle", False),
        ("parts/pieces.html", "chronicle", True),
        ("pages/layout.html", "day", True),
        ("pages/day.html", "day", True),
        ("pages/year.html", "day", False),
    ],
)
def test_a_changed_template_changes_the_pages_that_use_it(
    tmp_path: Any, template: str, page: str, touched: bool
) -> None:
    shutil.copytree(SETTINGS.templates, tmp_path / "templates")
    file = tmp_path / "templates" / template
    file.write_text(file.read_text() + "\n{# changed #}\n")
    other = renderer(replace(SETTINGS, templates=tmp_path / "templates"))
    assert (other.fingerprint(page) != renderer().fingerprint(page)) == touched


def kept(**macros: str) -> tuple[PageLinks, dict[str, Any]]:
    """The links of pages, and some macros that use them, each from a template of its own."""
    links = PageLinks()
    sources = {name: "{% macro it(x) %}" + text + "{% endmacro %}" for name, text in macros.items()}
    made = environment(SETTINGS, renderer().words, sources, WORLD, links)
    return links, {name: made.get_template(name).module.it for name in sources}  # type: ignore[attr-defined]


def test_pages_that_are_made_at_once_have_each_its_own_links() -> None:
    links, macros = kept(way='<a href="{{ to(x) }}">')

    def make(url: str) -> set[str]:
        with links.of(url):
            return {
                found for _ in range(2000) for found in (links.to("actors/"), links.cached(macros["way"], "places/"))
            }

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with ThreadPoolExecutor(2) as pool:
            found = [*pool.map(make, ["a/", "a/b/"])]
    finally:
        sys.setswitchinterval(before)
    assert found == [{f"{up}actors/", f'<a href="{up}places/">'} for up in ("../", "../../")]


def test_pieces_are_those_of_their_macro_and_lead_right_from_every_page() -> None:
    links, macros = kept(one="<b>{{ x }}</b>", two="<i>{{ x }}</i>", way='<a href="{{ to(x) }}">')
    with links.of("plans/a/"):
        assert [links.cached(macros[name], "x") for name in ("one", "two")] == ["<b>x</b>", "<i>x</i>"]
        assert links.cached(macros["way"], "plans/a/#p") == '<a href="#p">'
    with links.of("plans/b/"):
        assert links.cached(macros["way"], "plans/a/#p") == '<a href="../../plans/a/#p">'
    with pytest.raises(LookupError):
        links.to("plans/a/")


def test_no_function_that_templates_call_wants_the_context() -> None:
    """It would be called without."""
    made = renderer().environment
    assert not [name for name, one in made.globals.items() if hasattr(one, "jinja_pass_arg")]


def with_parts(folder: Path, tag: str, text: str) -> Renderer:
    if not folder.exists():
        shutil.copytree(SETTINGS.templates, folder)
    day = (SETTINGS.templates / "pages/day.html").read_text(encoding="utf-8")
    (folder / "pages/day.html").write_text(day + tag, encoding="utf-8")
    (folder / "parts/new.html").write_text(text)
    (folder / "parts/a'b.html").write_text(text)
    return renderer(replace(SETTINGS, templates=folder))


@pytest.mark.parametrize(
    "tag",
    [
        '{%+ include "parts/new.html" %}',
        '{%include"parts/new.html"+%}',
        '{%- include\n  "parts/new.html" ignore missing without context -%}',
        '{% include "parts/new" ~ ".html" %}',
        '{% include "parts\\x2fnew.html" %}',
        '{% include ["parts/none.html", "parts/new.html"] %}',
        '{% include ("parts/none.html", "parts/new.html") ignore missing %}',
        '{% include "parts/map.html" if false else "parts/new.html" %}',
        '{% include "parts/map.html" if view else w %}',
        '{% set w = "parts/new.html" %}{% include w %}',
        '{% include "parts/a\'b.html" %}',
        '{% import "parts/new.html" as new with context %}',
        '{% from "parts/new.html" import a, b as c %}',
        '{# {% include "parts/gone.html" %} #}{% include "parts/new.html" %}',
    ],
)
def test_however_a_template_is_named_its_change_changes_the_page(tmp_path: Path, tag: str) -> None:
    first, again, other = (with_parts(tmp_path / "templates", tag, text) for text in ("a", "a", "b"))
    assert first.fingerprint("day") == again.fingerprint("day") != other.fingerprint("day")
    assert first.fingerprint("year") == other.fingerprint("year"), "it is no part of this one"


def test_the_quick_way_finds_what_jinja_finds_in_all_our_templates(monkeypatch: Any) -> None:
    made = renderer()
    parse = made.environment.parse
    monkeypatch.setattr(made.environment, "parse", lambda *_: pytest.fail("the slow way was taken"))
    for source in made._sources.values():
        assert {*made._named(source)} == {*meta.find_referenced_templates(parse(source))}


def test_templates_are_read_once_however_many_pages_there_are(edition: SiteContent, monkeypatch: Any) -> None:
    with counting("open") as opened:
        made = renderer()
    ours = f"{SETTINGS.templates}/"
    assert f"{ours}pages/day.html" in opened
    first = made.fingerprint("day")
    monkeypatch.setattr(made, "_named", lambda _: pytest.fail("a template was looked into again"))
    with counting("open") as opened:
        made.body(page(edition, "2032/01/02/"))
        assert made.fingerprint("day") == first != made.fingerprint("year")
    assert not [name for name in opened if name.startswith(ours)]


def test_a_missing_value_is_an_error_and_no_gap(edition: SiteContent) -> None:
    with pytest.raises(TemplateFailed, match=r"templates/pages/month.html:4: "):
        renderer().body(Page("x/", "month", page(edition, "archive/").view))


def test_a_title_is_plain_words(edition: SiteContent) -> None:
    day = page(edition, "2032/01/02/")
    marked = structs.replace(day, view=structs.replace(day.view, day=replace(day.view.day, title="*A* & <b> `code`")))
    assert renderer().title(marked) == "A & <b> code"
    assert "<em>" not in renderer().body(marked).partition("</h1>")[0]


def test_problems_are_shown_with_their_place_and_hint() -> None:
    from daybrief.diagnostics import Diagnostic

    problem = Diagnostic("briefings/<x>.yml", 3, 7, "bad-id", "`<b>` is no id", "write `b`")
    html = renderer().body(Page("archive/", "problems", (problem,)))
    assert "briefings/&lt;x&gt;.yml:3:7" in html
    assert "`&lt;b&gt;` is no id" in html
    assert "write `b`" in html


def compiled(folder: Path, known: TemplateCache) -> list[str]:
    """Which templates a new renderer compiles."""
    settings = replace(SETTINGS, templates=folder)
    words, _ = load_messages(settings)
    assert words is not None
    with counting("compile") as names:
        Renderer(settings, words, known).compile()
    return [Path(name).relative_to(folder).as_posix() for name in names if name.endswith(".html")]


def test_a_template_is_compiled_once_and_anew_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    shutil.copytree(SETTINGS.templates, folder)
    known = TemplateCache()
    first = compiled(folder, known)
    assert {"pages/day.html", "parts/statement.html", "feeds/day.html"} <= {*first}
    assert len(first) == len({*first})
    again = TemplateCache()
    again.code |= known.code  # what the next build is given
    assert compiled(folder, again) == []
    with (folder / "pages/day.html").open("a") as file:
        file.write("{# changed #}\n")
    assert compiled(folder, again) == ["pages/day.html"]


def test_what_is_hidden_is_no_template(tmp_path: Path) -> None:
    for name in ("day.html", ".#day.html", "parts/.map.html.swp", "parts/map.html", "map.html."):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    names = [file.relative_to(tmp_path).as_posix() for file in listed(tmp_path)]
    assert names == ["day.html", "map.html.", "parts/map.html"]


# On a few templates


def few(folder: Path, settings: Settings = SETTINGS, words: Messages | None = None, **pages: str) -> Renderer:
    """A renderer of pages that are laid down, and of nothing else."""
    (folder / "pages").mkdir(exist_ok=True)
    for name, text in pages.items():
        (folder / f"pages/{name}.html").write_text(text, encoding="utf-8")
    english, _ = load("en", ROOT / "templates/words")
    assert english
    return Renderer(replace(settings, templates=folder, root=folder), words or english)


def test_a_pages_title_and_head_are_blocks_of_its_template(tmp_path: Path) -> None:
    made = few(
        tmp_path,
        a="{% block title %}\n {{ view }} &amp; B {% endblock %}{% block meta %}<meta>{{ page.url }}{% endblock %}",
        b="{{ view }}",
    )
    assert made.title(Page("x/", "a", "<b>")) == "<b> & B"
    assert made.head(Page("x/", "a", "")) == "<meta>x/"
    assert (made.title(Page("x/", "b", "c")), made.head(Page("x/", "b", "c"))) == ("", "")
    assert made.body(Page("x/", "b", "<b>")) == made.body(Page("x/", "pages/b.html", "<b>")) == "&lt;b&gt;"


def test_a_line_of_a_tag_leaves_no_gap(tmp_path: Path) -> None:
    made = few(tmp_path, a="<p>\n  {% if view %}\n  x\n  {% endif %}\n</p>\n")
    assert made.body(Page("", "a", True)) == "<p>\n x\n</p>"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ word('day.front') }} {{ word('list.days', n=2) }}", "The front 2 days"),
        ("{{ site.name }} {{ site.url }}", "Letters https://lake.example/"),
        ("{{ to('a/') }} {{ to('b/c/#x') }} {{ to('') }}", "../../a/ #x ../../"),
        ("{{ absolute('a/') }}", "https://lake.example/a/"),
        ("{{ absolute(urls.FEED) }}", "https://lake.example/feed.xml"),
        ("{{ '*a* <b>' | inline }}", "<em>a</em> &lt;b&gt;"),
        ("{{ '*a* <b>' | plain }}", "a &lt;b&gt;"),
        ("{{ 'a b' | capital }}", "A b"),
        ("{{ page.url }} {{ view }}", "b/c/ 3"),
    ],
)
def test_a_template_sees_the_site_its_page_and_its_view(tmp_path: Path, text: str, shown: str) -> None:
    assert few(tmp_path, a=text).body(Page("b/c/", "a", 3)) == shown


def test_what_a_macro_makes_is_kept_for_pages_that_are_as_deep() -> None:
    links, macros = kept(a="{{ x() }}")
    asked: list[int] = []

    def number() -> int:
        asked.append(1)
        return len(asked)

    found = []
    for url in ("a/", "b/", "b/c/", "a/"):
        with links.of(url):
            found.append(links.cached(macros["a"], number))
    assert found == ["1", "1", "2", "1"]


def test_a_fragment_is_given_values(tmp_path: Path) -> None:
    made = few(tmp_path, a="{{ one }} {{ two }}")
    assert made.fragment("pages/a.html", one="<", two=2) == "&lt; 2"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\n{{ 1 / 0 }}", "pages/a.html:2: ZeroDivisionError: division by zero"),
        ("\n\n{{ nothing }}", "pages/a.html:3: UndefinedError: 'nothing' is undefined"),
        ("{{ view.nothing }}", "pages/a.html:1: UndefinedError: 'str object' has no attribute 'nothing'"),
        ("{% include 'b.html' %}", "pages/a.html:1: TemplateNotFound: b.html"),
        ("\n{% if %}", "pages/a.html:2: Expected an expression, got 'end of statement block'"),
    ],
)
def test_a_failure_is_told_with_its_line_wherever_it_shows(tmp_path: Path, text: str, told: str) -> None:
    made = few(tmp_path, a=f"{{% block title %}}{text}{{% endblock %}}")
    failing = Page("x/", "a", "")
    for make in (made.title, made.body, lambda page: made.fragment("pages/a.html", view="")):
        with pytest.raises(TemplateFailed) as raised:
            make(failing)
        assert str(raised.value) == told


def test_a_template_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(TemplateFailed, match=r"^no template is called pages/b\.html$"):
        few(tmp_path).body(Page("", "b", None))


def test_a_renderer_fits_what_it_was_made_of_and_nothing_else(tmp_path: Path) -> None:
    base = tmp_path / "base.json"
    shutil.copy(BASE, base)
    for settings in (replace(SETTINGS, map=base), SETTINGS):
        made = few(tmp_path, settings, a="a", b="b")
        same, words = replace(made.settings), Messages("en", dict(made.words.messages))
        assert made.fits(same, words)
        assert not made.fits(replace(same, name="Another"), words)
        assert not made.fits(same, Messages("en", made.words.messages | {"day.front": "Another"}))
        (tmp_path / "pages/b.html").write_text("another")
        assert not made.fits(same, words)
        (tmp_path / "pages/b.html").write_text("b")
        assert made.fits(same, words)
        base.write_text(base.read_text() + " ")
        assert made.fits(same, words) is (settings.map is None)


def test_all_that_a_page_is_made_of_changes_its_fingerprint(tmp_path: Path) -> None:
    plain = few(tmp_path, a="a", b="b")
    other = [
        few(tmp_path, replace(SETTINGS, **change))
        for change in (
            *({"name": "b"}, {"description": "b"}, {"url": "b"}, {"language": "de"}, {"hues": {"a": "teal"}}),
            {"map": BASE},
        )
    ]
    messages = plain.words.messages
    other += [
        few(tmp_path, words=one) for one in (Messages("de", messages), Messages("en", messages | {"day.front": "b"}))
    ]
    prints = [made.fingerprint("a") for made in (plain, *other)]
    assert len({*prints}) == len(prints)
    assert few(tmp_path).fingerprint("a") == plain.fingerprint("a") != plain.fingerprint("b")
    same = replace(SETTINGS, hues={"b": "blue", "a": "teal"}), replace(SETTINGS, hues={"a": "teal", "b": "blue"})
    assert len({few(tmp_path, settings).fingerprint("a") for settings in same}) == 1, "in whatever order"


def test_what_is_no_template_is_left_out(tmp_path: Path) -> None:
    for name in ("parts/deep/b.html", "feeds/c.html", "search/d.html", "words/e.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "parts/gone.html").symlink_to("nowhere.html")
    (tmp_path / "parts/notes.txt").write_bytes(b"\xff")
    made = few(tmp_path, a="a")
    made.compile()
    for name in ("parts/deep/b.html", "feeds/c.html", "search/d.html"):
        assert made.fragment(name) == name
    for name in ("words/e.html", "parts/gone.html", "parts/notes.txt"):
        with pytest.raises(TemplateFailed, match=f"^no template is called {name}$"):
            made.fragment(name)
