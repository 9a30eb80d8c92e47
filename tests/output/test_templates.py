"""Templates and the theme's folder are checked before any page is made."""

import os
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from daybrief import failures
from daybrief.diagnostics import Diagnostic
from daybrief.output import html, template_files, templates
from daybrief.output.template_files import as_sent
from daybrief.pipeline.check import load_messages
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load
from tests.projects import LAKE, ROOT, Project, settings_for
from tests.reading import files


@pytest.fixture
def own(project: Project) -> Project:
    """A project with templates of its own."""
    project.own_templates()
    return project


@pytest.fixture
def program(own: Project) -> Project:
    """A project whose templates stand for the program's."""
    shutil.copytree(ROOT / "templates/words", own.root / "templates/words")
    return own


def found(project: Project, compiled: template_files.TemplateCache | None = None) -> list[Diagnostic]:
    settings = settings_of(load(project.config))
    if (project.root / "templates/words").exists():
        settings = replace(settings, templates=project.root / "templates", overrides=None)
    words, _ = load_messages(settings)
    assert words
    return templates.problems(settings, words, compiled)


def add(project: Project, name: str, text: str) -> None:
    file = project.root / name
    file.write_text(file.read_text() + text)


def test_our_own_templates_are_sound(own: Project) -> None:
    assert found(own) == []


def test_every_template_of_ours_is_needed_by_name() -> None:
    there = {path.relative_to(ROOT / "templates").as_posix() for path in ROOT.glob("templates/[!ow]*/*.html")}
    needed = {*templates.NEEDED, *(f"pages/{page}.html" for page in templates.PAGES)}
    assert needed <= there
    assert there - needed == {
        *("pages/layout.html", "search/layout.html"),
        *(
            f"parts/{name}.html"
            for name in ("ahead", "calendar", "chart", "control", "corrections", "disputes", "front")
        ),
        *(
            f"parts/{name}.html"
            for name in ("ledger", "lists", "map", "map-sheet", "pieces", "plain", "registry", "signs", "statement")
        ),
    }


@pytest.mark.parametrize(
    ("name", "text", "code", "words"),
    [
        ("templates/pages/day.html", "{% if %}", "bad-template", "this is not Jinja"),
        ("templates/pages/day.html", "{{ vieww }}", "bad-template", "did you mean `view`?"),
        ("templates/pages/day.html", "{{ view | inlin }}", "bad-template", "did you mean `inline`?"),
        ("templates/pages/day.html", "{% if view is oddd %}{% endif %}", "bad-template", "did you mean `odd`?"),
        ("templates/pages/day.html", "{% include 'parts/nothing.html' %}", "bad-template", "no template is called"),
        ("templates/pages/day.html", "{{ word('day.frnt') }}", "unknown-message", "did you mean `day.front`?"),
        ("templates/parts/map.html", "{% macro %}", "bad-template", "this is not Jinja"),
        ("templates/main.html", "{% endfor %}", "bad-template", "this is not Jinja"),
        ("templates/main.html", "{% include 'partials/nothing.html' %}", "bad-template", "no template is called"),
        ("templates/404.html", "{{ word('missing.titel') }}", "unknown-message", "did you mean `missing.title`?"),
        ("templates/sitemap.xml", "{{", "bad-template", "this is not Jinja"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(
    own: Project, name: str, text: str, code: str, words: str
) -> None:
    line = len((own.root / name).read_text().split("\n"))
    add(own, name, text)
    (problem,) = found(own)
    assert (problem.file, problem.line, problem.code) == (name, line, code)
    assert words in problem.message + problem.hint


def test_in_the_place_of_a_template_that_a_site_does_not_have_stands_the_programs(own: Project) -> None:
    (own.root / "templates/pages/month.html").unlink()
    shutil.rmtree(own.root / "templates/parts")
    assert found(own) == []
    assert b"December" in files(own.build())["2031/12/index.html"]


def test_a_template_that_the_program_lacks_is_told(program: Project) -> None:
    (program.root / "templates/pages/month.html").unlink()
    (program.root / "templates/parts/rules.html").unlink()
    assert [one.file for one in found(program)] == ["templates/pages/month.html", "templates/parts/rules.html"]


@pytest.mark.parametrize("where", ["assets/secret.css", "partials/secret.html", "secret", "assets/folder"])
def test_a_link_in_the_themes_folder_is_refused(own: Project, tmp_path: Path, where: str) -> None:
    (tmp_path / "secret").mkdir() if "folder" in where else (tmp_path / "secret").write_text("secret")
    (own.root / "templates" / where).parent.mkdir(exist_ok=True)
    (own.root / "templates" / where).symlink_to(tmp_path / "secret")
    (problem,) = found(own)
    assert (problem.file, problem.code) == (f"templates/{where}", "stray-file")
    with pytest.raises(Abort):
        own.build(strict=False)
    assert not own.site.exists()


def test_what_was_sound_is_not_parsed_again(own: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = template_files.TemplateCache()
    assert found(own, compiled) == []
    with monkeypatch.context() as no_parser:
        no_parser.setattr("jinja2.Environment.parse", lambda *_, **__: pytest.fail("it is parsed again"), raising=True)
        no_parser.setattr(templates._Check, "theme", lambda _: None)
        assert found(own, compiled) == []
    add(own, "templates/pages/day.html", "{{ vieww }}")
    for _ in range(2):
        assert [problem.code for problem in found(own, compiled)] == ["bad-template"]


def test_what_the_check_has_parsed_is_compiled_without_being_parsed_again(
    own: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled = template_files.TemplateCache()
    compiled.code, compiled.sound = {}, b""
    assert found(own, compiled) == []
    assert compiled.code == {}, "a check makes no page"
    settings = settings_of(load(own.config))
    words, _ = load_messages(settings)
    assert words
    monkeypatch.setattr("jinja2.Environment.parse", lambda *_, **__: pytest.fail("it is parsed again"))
    monkeypatch.setattr("jinja2.Environment._parse", lambda *_: pytest.fail("it is parsed again"))
    html.Renderer(settings, words, compiled).compile()
    assert len(compiled.code) == len(template_files.sources(settings))


def test_what_was_saved_since_the_check_parsed_it_is_compiled_as_it_is_now(own: Project) -> None:
    (own.root / "templates/parts/new.html").write_text("old")
    compiled = template_files.TemplateCache()
    assert found(own, compiled) == []
    (own.root / "templates/parts/new.html").write_text("new")
    settings = settings_of(load(own.config))
    words, _ = load_messages(settings)
    assert words
    for _ in range(2):
        assert html.Renderer(settings, words, compiled).fragment("parts/new.html") == "new"


@pytest.mark.parametrize("name", ["parts/new.html", "parts/sub/new.html", "pages/a/b/new.html"])
def test_a_template_in_a_folder_below_is_known_to_the_check_and_the_build(own: Project, name: str) -> None:
    file = own.root / "templates" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("It is deep.")
    own.edit("templates/pages/day.html", "{% block body %}", f"{{% block body %}}{{% include '{name}' %}}")
    settings = settings_of(load(own.config))
    words, _ = load_messages(settings)
    assert words
    made = html.Renderer(settings, words)
    assert found(own) == []
    assert made.fragment(name) == "It is deep."
    before = made.fingerprint("day")
    file.write_text("It is deeper.")
    assert html.Renderer(settings, words).fingerprint("day") != before


@pytest.mark.parametrize("name", ["words/en.yml", "theme/404.html", "parts//map.html", "parts/.hidden.html"])
def test_what_the_build_would_not_find_is_told_by_the_check(own: Project, name: str) -> None:
    (own.root / "templates/parts/.hidden.html").write_text("")
    add(own, "templates/pages/day.html", f"{{% include '{name}' %}}")
    (problem,) = found(own)
    assert problem.message == f"no template is called `{name}`"


def test_a_template_that_is_gone_is_missed_though_all_others_were_sound(own: Project) -> None:
    (own.root / "templates/parts/new.html").write_text("new")
    add(own, "templates/pages/day.html", "{% include 'parts/new.html' %}")
    compiled = template_files.TemplateCache()
    assert found(own, compiled) == []
    (own.root / "templates/parts/new.html").unlink()
    assert [problem.message for problem in found(own, compiled)] == ["no template is called `parts/new.html`"]


def test_a_message_that_is_gone_is_missed_though_all_templates_were_sound(program: Project) -> None:
    compiled = template_files.TemplateCache()
    assert found(program, compiled) == []
    words = (program.root / "templates/words/en.yml").read_text()
    program.edit("templates/words/en.yml", "  takeaways: Key points\n", "")
    assert {problem.message for problem in found(program, compiled)} == {"no message is called `day.takeaways`"}
    (program.root / "templates/words/en.yml").write_text(words)
    assert found(program, compiled) == []


@pytest.mark.parametrize("tag", ["include '{0}'", "extends '{0}'", "import '{0}' as again"])
def test_a_template_in_itself_is_told_in_a_line(own: Project, tag: str) -> None:
    name = "parts/again.html"
    (own.root / "templates" / name).write_text("\n{% " + tag.format(name) + " %}")
    settings = settings_of(load(own.config))
    words, _ = load_messages(settings)
    assert words
    with pytest.raises(failures.TemplateFailed, match=rf"^templates/{name}:2: RecursionError: [^\n]*$"):
        html.Renderer(settings, words).fragment(name)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("templates/pages/day.html", "{% block body %}", "{% block body %}\n{{ view.nothing.at.all }}"),
        ("templates/main.html", "\n", "\n{% block announce %}{{ nothing.at.all }}{% endblock %}"),
        ("templates/404.html", "{% block content %}", "{% block content %}{{ 1 / 0 }}"),
    ],
)
def test_what_fails_in_a_page_is_told_in_a_line(
    own: Project, caplog: pytest.LogCaptureFixture, name: str, old: str, new: str
) -> None:
    own.edit(name, old, new)
    assert found(own) == [], "this shows only when a page is made"
    with pytest.raises(Abort):
        own.build(strict=False)
    line = (own.root / name).read_text().split(new)[0].count("\n") + 1 + new.count("\n")
    assert f"{name}:{line}: " in caplog.text


class Broken(BasePlugin):
    def fail(self) -> None:
        raise KeyError("x")


def test_a_failure_of_another_plugin_is_told_in_a_line() -> None:
    with pytest.raises(KeyError) as raised:
        Broken().fail()
    told = failures.of_plugin(raised.value, BasePlugin, None)
    assert told == f"the plugin `Broken` of {__name__} failed: KeyError: 'x'"
    assert not failures.of_template(raised.value, ROOT)
    assert not failures.of_page(raised.value)


def test_a_fault_of_the_program_is_nobodys_mistake() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        1 / 0  # noqa: B018
    assert not failures.of_plugin(raised.value, BasePlugin, None)


def told(project: Project) -> list[str]:
    return [
        f"{p.file}:{p.line}:{p.column}+{p.width} {p.code} {p.severity}: {p.message} | {p.hint}" for p in found(project)
    ]


DAY, MAIN, NEW = "templates/pages/day.html", "templates/main.html", "templates/parts/new.html"
KNOWN = "".join(f"{{{{ {name} }}}}" for name in ("loop", "self", "super", "caller", "varargs", "kwargs", "heading"))


WRONG = [
    ("{% set a = 1 %}{{ a }}\n{{ zzzz }}", "2:1+0 bad-template error: nothing is called `zzzz` | "),
    ("\n{{ page | capitl }}", "2:1+0 bad-template error: nothing is called `capitl` | did you mean `capital`?"),
    ("{% include 'parts/no.html' %}", "1:1+0 bad-template error: no template is called `parts/no.html` | "),
    ("{% extends 'parts/no.html' %}", "1:1+0 bad-template error: no template is called `parts/no.html` | "),
    ("{% import 'parts/no.html' as x %}", "1:1+0 bad-template error: no template is called `parts/no.html` | "),
    ("\n\n{% endif %}", "3:1+0 bad-template error: this is not Jinja: Encountered unknown tag 'endif'. | "),
    (
        "{{ word('zzzz.qqqq') }}",
        "1:1+0 unknown-message error: no message is called `zzzz.qqqq` | add it to `templates/words/en.yml`",
    ),
    ("a\ncaf\udce9", "2:1+0 encoding error: a byte here is not UTF-8 | save the file as UTF-8"),
    ("{{" + "(" * 9999, "1:1+0 too-deep error: brackets or blocks are nested too deep | "),
    (" " * ((1 << 20) + 1), "1:1+0 too-large error: the template has more than 1,048,576 bytes | "),
]
SOUND = [
    KNOWN,
    "{{ word('list.days', n=1) }}{{ word(page) }}{{ to('nowhere') }}{{ word() }}",
    "{% set a, b = 1, 2 %}{% macro c(d) %}{{ d }}{% endmacro %}{{ a }}{{ b }}{{ c() }}",
    "{% import 'parts/map.html' as m %}{{ m }}",
    "{% from 'parts/map.html' import chart, chart as x %}{{ chart }}{{ x }}",
    "{% for one in view %}{{ one }}{% endfor %}{{ range(3) | join }}{{ view is odd }}",
    "{% include page %}{% include ['parts/no.html', 'parts/map.html'] %}",
    "x" * (1 << 20),
]


def test_a_mistake_in_a_part_is_told_to_the_letter(own: Project) -> None:
    for number, (text, _) in enumerate(WRONG):
        (own.root / f"templates/parts/new-{number}.html").write_text(text, errors="surrogateescape")
    assert told(own) == [f"templates/parts/new-{number}.html:{problem}" for number, (_, problem) in enumerate(WRONG)]


@pytest.mark.parametrize(("tag", "blind"), [("", True), (" with context", False)])
def test_a_part_that_is_imported_does_not_see_the_page(own: Project, tag: str, blind: bool) -> None:
    (own.root / "templates/parts/new.html").write_text("{% macro a() %}\n{{ page.url }}{% endmacro %}")
    (own.root / "templates/parts/other.html").write_text(
        f"{{% import 'parts/new.html' as new{tag} %}}{{{{ new.a() }}}}"
    )
    why = "a part that is imported does not see `page` | give its macro what it needs, or import it `with context`"
    assert told(own) == [f"templates/parts/new.html:2:1+0 bad-template error: {why}"] * blind


def test_what_a_part_may_say_is_no_mistake(own: Project) -> None:
    for number, text in enumerate(SOUND):
        (own.root / f"templates/parts/new-{number}.html").write_text(text)
    assert told(own) == []


def test_what_is_missing_or_no_file_is_told_to_the_letter(program: Project) -> None:
    (program.root / DAY).unlink()
    (program.root / "templates/search/day.html").unlink()
    (program.root / NEW).symlink_to("nowhere.html")
    (program.root / "templates/parts/readme.txt").write_text("{% if %}")
    assert told(program) == [
        f"{DAY}:1:1+0 bad-template error: this template is missing | put it back",
        f"{NEW}:1:1+0 unreadable error: the file cannot be read: it is no file | look at its rights",
        "templates/search/day.html:1:1+0 bad-template error: this template is missing | put it back",
    ]


def test_a_folder_that_is_none_is_told(program: Project) -> None:
    shutil.rmtree(program.root / "templates/feeds")
    (program.root / "templates/feeds").write_text("")
    assert told(program) == [
        "templates/feeds:1:1+0 unreadable error: the folder cannot be read: Not a directory"
        " | give the right to read it",
        "templates/feeds/day.html:1:1+0 bad-template error: this template is missing | put it back",
        "templates/feeds/description.html:1:1+0 bad-template error: this template is missing | put it back",
    ]


def test_what_is_no_file_in_the_themes_folder_is_told_to_the_letter(own: Project) -> None:
    os.mkfifo(own.root / "templates/pipe")
    (own.root / "templates/notes.txt").write_text("{% if %}")
    assert told(own) == [
        "templates/pipe:1:1+0 stray-file error: a link or a device: what it points at would be published"
        " | put the file itself there, or take it away"
    ]


def test_only_the_projects_own_part_of_the_theme_is_checked(own: Project, tmp_path: Path) -> None:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme/other.html").write_text("{% if %}")
    settings = settings_of(load(own.config))
    words, _ = load_messages(settings)
    assert words
    folders = (*settings.theme[:1], tmp_path / "theme", *settings.theme[1:])
    assert templates.problems(replace(settings, theme=folders), words) == []
    add(own, MAIN, "{% include 'other.html' %}")
    assert templates.problems(replace(settings, theme=folders), words) == []
    assert [one.message for one in templates.problems(settings, words)] == ["no template is called `other.html`"]


def test_what_was_sound_stands_for_no_file_that_cannot_be_read(program: Project) -> None:
    compiled = template_files.TemplateCache()
    assert found(program, compiled) == []
    (program.root / DAY).write_bytes(b"caf\xe9")
    assert [problem.code for problem in found(program, compiled)] == ["encoding"]
    (program.root / DAY).unlink()
    assert [problem.message for problem in found(program, compiled)] == ["this template is missing"]


def test_the_check_knows_a_template_of_any_line_ends_that_was_sound(
    own: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    (own.root / DAY).write_bytes((own.root / DAY).read_bytes().replace(b"\n", b"\r\n"))
    settings = settings_of(load(own.config))
    words, _ = load_messages(settings)
    assert words
    compiled = template_files.TemplateCache()
    assert templates.problems(settings, words, compiled) == []
    for file in (own.root / "templates").glob("*.*"):
        file.unlink()
    monkeypatch.setattr("jinja2.Environment.parse", lambda *_, **__: pytest.fail("it was parsed again"))
    assert templates.problems(settings, words, compiled) == []


def test_what_stands_before_a_line_is_not_sent_and_no_words_run_together() -> None:
    source = "<p>\n    <b>One</b>\n    {% if it %}\n    <i>two</i>\n    {% endif %}\n\t<i>three</i></p>\n"
    settings = settings_for(LAKE)
    short = as_sent(settings, settings.templates / "pages/day.html", source)
    assert short == "<p>\n<b>One</b>\n{% if it %}\n <i>two</i>\n{% endif %}\n\t<i>three</i></p>\n"
    assert as_sent(settings, Path("own/pages/day.html"), source) == source, "a site's own is as it was written"
