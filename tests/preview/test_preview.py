"""`daybrief serve`: whatever is saved, the last good pages are there, and the new ones as soon as they can be."""

import gc
import http.client
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from click.testing import CliRunner

from daybrief.commands.cli import main
from daybrief.diagnostics import Diagnostic
from daybrief.output.template_files import TemplateCache
from daybrief.plugin.config_file import load
from daybrief.preview import builder
from daybrief.preview.banner import SHOWN, alone, dressed, of_error, of_problems
from daybrief.preview.builder import Builder
from daybrief.preview.loop import AGAIN, Preview, _say, _say_error, greeting
from daybrief.preview.watch import different, look
from daybrief.source import MAX_BYTES
from tests.cases import slow_but
from tests.projects import Project
from tests.reading import files, indexed

DAY = "briefings/2032/2032-01-02.yml"
LOOKED_AT = ("", "2032/01/02/", "archive/")
BANNER = 'role="alert"'
OURS = re.compile(r'<link rel="stylesheet" href="/_preview/.*?</script>(<div class="db-preview".*?</div>)?', re.S)
COMPILED = TemplateCache()
"""Templates that a test before has compiled."""


class Editor:
    """A project, its preview, and what a browser gets of it."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.preview = Preview(project.config, "127.0.0.1:0", lambda words, role: words)
        self.preview.builder._last = replace(self.preview.builder._last, compiled=COMPILED)

    def save(self, name: str, old: str, new: str) -> float | None:
        self.project.edit(name, old, new)
        return self.preview.build()

    def ask(self, target: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
        """Send a request with just this target; what is answered."""
        connection = http.client.HTTPConnection("127.0.0.1", self.preview.server.server_address[1], timeout=20)
        try:
            connection.request(method, target, headers=headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace"), dict(answer.headers)
        finally:
            connection.close()

    def page(self, path: str = "2032/01/02/") -> str:
        status, text, _ = self.ask(f"/{path}")
        assert status == 200, (path, status)
        return text

    def told(self, path: str = "2032/01/02/") -> str:
        """The banner's words; nothing where there is none."""
        banner = self.page(path).partition(BANNER)[2].partition("</div>")[0]
        words = re.sub("</?(?:code|mark|b|strong)>", "", banner.partition(">")[2])
        return unescape(" ".join(re.sub("<[^>]*>", " ", words).split()))


@pytest.fixture
def editor(project: Project) -> Iterator[Editor]:
    """An editor whose preview has been built once."""
    yield from begun(project)


@pytest.fixture
def designer(project: Project) -> Iterator[Editor]:
    """An editor who has templates of their own."""
    project.own_templates()
    yield from begun(project)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: Any) -> Iterator[Editor]:
    """Somebody who changes nothing."""
    yield from begun(Project.copied_to(tmp_path_factory.mktemp("preview") / "project"))


def begun(project: Project) -> Iterator[Editor]:
    one = Editor(project)
    one.preview.build()
    yield one
    one.preview.close()


def bare(page: str) -> str:
    """A page without what the preview adds."""
    found, count = OURS.subn("", page)
    assert count == 1
    return found


# What is shown


def test_a_preview_shows_drafts_and_what_it_is_a_moment_later(editor: Editor) -> None:
    assert "Unfinished words" in editor.page("2032/01/03/"), "a draft is in the preview"
    assert "Unfinished words" not in editor.page("feed.xml"), "and in no feed"
    assert BANNER not in editor.page()
    editor.save(DAY, "Survey boats of", "Two boats of")
    assert "Two boats of" in editor.page()
    assert "Two boats of" in editor.page("2032/2032-01-02.yml"), "the file itself is there too"


def test_a_preview_shows_what_a_build_makes(project: Project) -> None:
    (project.docs / "2032/2032-01-03.yml").unlink()  # the draft, which a build leaves out
    editor = Editor(project)
    try:
        editor.preview.build()
        site = editor.preview.state.site
        assert site
        project.set(site_url=editor.preview.server.url)
        built = project.build()
        for name in files(built):
            if not name.startswith(("pagefind/", ".")):
                path = name.removesuffix("index.html") if name.endswith("/index.html") or name == "index.html" else name
                assert site.get(path) == (built / name).read_bytes() or name == "sitemap.xml.gz", name
        shown = {*site.tasks, *site.copies}
        assert not [path for path in shown if not (built / path).exists()]
    finally:
        editor.preview.close()


def test_a_preview_shows_files_that_pages_show_as_they_are_now(editor: Editor) -> None:
    docs = editor.project.docs
    (docs / "a.csv").write_text("first")
    editor.preview.build()
    assert "no day, registry or schema" in editor.told("about/")
    editor.save("briefings/about.md", "# ", "[a table](a.csv)\n\n# ")
    assert '<a href="../a.csv">a table</a>' in editor.page("about/")
    status, text, headers = editor.ask("/a.csv")
    assert (status, text, headers["Content-Type"]) == (200, "first", "text/csv; charset=utf-8")
    (docs / "a.csv").write_text("second")
    editor.preview.build()
    assert editor.page("a.csv") == "second"
    (docs / "a.csv").unlink()
    editor.preview.build()
    assert "there is no file `a.csv`" in editor.told("about/").replace(" a.csv ", " `a.csv` ")
    assert editor.ask("/a.csv")[0] == 404


def test_nothing_is_written(editor: Editor) -> None:
    before = look([str(editor.project.root)])
    editor.save(DAY, "Survey boats of", "Two boats of")
    for path in (*LOOKED_AT, "feed.xml", "pagefind/pieces.json"):
        editor.page(path)
    assert [*different(before, look([str(editor.project.root)]))] == [str(editor.project.root / DAY)]
    assert [one.name for one in (editor.project.root / ".cache/daybrief").iterdir()] == ["templates"], "as it was given"


def test_a_page_that_is_read_comes_with_the_built_sites_policy_and_the_script(reader: Editor) -> None:
    page = reader.page()
    assert "Content-Security-Policy" in page
    assert 'src="/_preview/preview.js"' in page
    assert "EventSource" in reader.page("_preview/preview.js")
    assert ".db-preview" in reader.page("_preview/preview.css")


def test_the_search_is_made_when_it_is_opened(reader: Editor) -> None:
    assert reader.page("pagefind/pieces.json") == '["now", "past"]'
    assert "pagefind" in reader.page("pagefind/now/pagefind-entry.json") or reader.page("pagefind/now/pagefind.js")
    assert reader.ask("/pagefind/../../cache/now.zip")[0] == 404
    assert reader.ask("/pagefind/%00")[0] == 404


# What is wrong


def test_while_a_day_is_broken_every_page_is_the_last_good_one_and_says_why(editor: Editor) -> None:
    good = {path: editor.page(path) for path in LOOKED_AT}
    editor.save(DAY, "by: pilots", "by: pilotz")
    for path in LOOKED_AT:
        told = editor.told(path)
        assert "1 problem." in told
        assert "briefings/2032/2032-01-02.yml:88:13 no actor or source is called pilotz" in told
        assert "by: pilotz" in told, "the line's text"
        assert "did you mean pilots?" in told
        assert bare(editor.page(path)) == bare(good[path])
    assert BANNER in editor.ask("/nowhere/")[1], "on the page for what is missing too"
    assert BANNER not in editor.page("feed.xml")
    editor.save(DAY, "by: pilotz", "by: pilots")
    assert BANNER not in editor.page()


def test_days_come_and_go_while_one_is_broken(editor: Editor) -> None:
    docs = editor.project.docs
    draft, another = docs / "2032/2032-01-03.yml", docs / "2032/2032-01-04.yml"
    editor.save(DAY, "status: published", "status: [")
    draft.rename(another)
    editor.preview.build()
    (docs / "2031/2031-12-30.yml").rename(docs / "away")
    editor.preview.build()
    assert "2032-01-02.yml" in editor.told()
    assert "2032-01-04.yml" in editor.told(), "named for another day"
    assert "Unfinished words" in editor.page("2032/01/03/"), "the last good pages"
    assert editor.page("2031/12/30/")
    another.write_text(another.read_text().replace("2032-01-0", "2032-01-1").replace("Unfinished", "Other"))
    another.rename(docs / "2032/2032-01-13.yml")
    editor.save(DAY, "status: [", "status: published")
    assert "there is no day 2031-12-30" in editor.told()
    (docs / "away").rename(docs / "2031/2031-12-30.yml")
    editor.preview.build()
    assert editor.told() == ""
    assert "Other words" in editor.page("2032/01/13/")
    assert editor.ask("/2032/01/03/")[0] == 404
    assert_as_made_anew(editor)


def spoil(name: str, data: bytes) -> Callable[[Project], None]:
    return lambda project: (project.root / name).write_bytes(data) and None


def append(name: str, text: str) -> Callable[[Project], None]:
    def do(project: Project) -> None:
        with (project.root / name).open("a") as file:
            file.write(text)

    return do


def away(name: str) -> Callable[[Project], None]:
    return lambda project: (project.root / name).rename(project.root / f"{name}.away") and None


FAILING = "{% block announce %}{{ 1/0 }}{% endblock %}"
FAULTS: dict[str, tuple[Callable[[Project], None], str | None]] = {
    "no mkdocs.yml": (away("mkdocs.yml"), "mkdocs.yml is no file"),
    "mkdocs.yml is no YAML": (append("mkdocs.yml", "\n  - }{\n"), "this is not YAML"),
    "mkdocs.yml is a list": (spoil("mkdocs.yml", b"- a\n"), ""),
    "mkdocs.yml is no text": (spoil("mkdocs.yml", b"\xff\xfe\x00"), ""),
    "another docs_dir": (append("mkdocs.yml", "docs_dir: elsewhere\n"), "elsewhere"),
    "no plugin": (lambda project: project.set(plugins=None), "Daybrief is not among the plugins"),
    "a setting of the plugin": (lambda project: project.edit("mkdocs.yml", "words.yml", "none.yml"), "none.yml"),
    "no docs": (away("briefings"), "briefings"),
    "no days' folder": (away("briefings/2032"), None),
    "no templates": (away("templates"), "templates"),
    "words are no YAML": (spoil("words.yml", b"day: [\n"), "words.yml"),
    "no words": (away("words.yml"), "words.yml"),
    "a registry": (append("briefings/registry/parties.yml", "\n: :\n"), "registry/parties.yml"),
    "no registry": (away("briefings/registry/sources.yml"), "no source"),
    "a page is no text": (spoil("briefings/about.md", b"\xd0\xff caf\xe9"), ""),
    "no page": (away("briefings/about.md"), None),
    "a stray file": (spoil("briefings/notes.txt", b"x"), "briefings/notes.txt"),
    "a template is no template": (append("templates/pages/day.html", "{% if %}"), "templates/pages/day.html:"),
    "a template cannot be printed": (append("templates/parts/statement.html", "{{ 1/0 }}"), "ZeroDivisionError"),
    "the shell cannot be printed": (append("templates/main.html", FAILING), "templates/main.html:"),
    "the shell is no template": (append("templates/main.html", "{% nothing %}"), "templates/main.html:"),
    "no shell": (away("templates/main.html"), None),  # Material's is taken
    "a template is no text": (spoil("templates/pages/day.html", b"\xff\xfe"), "templates/pages/day.html:1:1"),
}


QUICK = "a stray file", "a template is no template", "a template cannot be printed", "no page"


@pytest.mark.parametrize("name", slow_but(QUICK, FAULTS))
def test_a_preview_outlives(name: str, designer: Editor) -> None:
    spoil, words = FAULTS[name]
    good = {path: designer.page(path) for path in LOOKED_AT}
    kept = designer.project.root.with_name("kept")
    shutil.copytree(designer.project.root, kept)
    spoil(designer.project)
    designer.preview.build()
    for path in LOOKED_AT:
        told = designer.told(path)
        assert words is None or (told and words in told)
        assert not told or bare(designer.page(path)) == bare(good[path])
    shutil.rmtree(designer.project.root)
    designer.preview.build()
    assert designer.told() != ""
    kept.rename(designer.project.root)
    designer.preview.build()
    assert designer.told() == ""
    assert {path: bare(designer.page(path)) for path in LOOKED_AT} == {path: bare(page) for path, page in good.items()}


HOOK = "import click\n\ndef deeper():\n    deeper()\n\ndef on_{}(*args, **more):\n    {}\n"


RAISED = {
    "raise KeyError('a fault')": "hook0.py:7: KeyError: 'a fault'",
    "deeper()": "RecursionError: maximum recursion depth exceeded",
    "raise MemoryError": "MemoryError",
    "raise SystemExit(3)": "SystemExit: 3",
    "raise click.Abort": "Abort",
    "raise OSError(28, 'No space left on device')": "No space left on device",
    "raise BaseException('odd')": "BaseException: odd",
    "raise type('Mute', (Exception,), {'__str__': lambda error: 1 / 0})": "hook7.py:7: ",
}


@pytest.mark.parametrize("event", slow_but(["env"], ["config", "files", "env", "post_build", "page_markdown"]))
def test_a_preview_outlives_what_is_raised(event: str, editor: Editor) -> None:
    for number, (raised, words) in enumerate(RAISED.items()):
        (editor.project.root / f"hook{number}.py").write_text(HOOK.format(event, raised))
        editor.project.set(hooks=f"[hook{number}.py]")  # MkDocs loads each file once
        assert editor.preview.build() == AGAIN, "it may be over without a save"
        assert words in editor.told()
        assert "The delegations meet in Senn" in editor.page()
    editor.project.set(hooks=None)
    editor.preview.build()
    assert editor.told() == ""


def test_a_page_that_cannot_be_made_is_the_last_one_and_says_so(designer: Editor, capsys: Any) -> None:
    before = designer.page("places/")
    with (designer.project.root / "templates/pages/places.html").open("a") as file:
        file.write("{% block meta %}\n{{ 1/0 }}{% endblock %}")
    designer.preview.build()
    assert designer.told("archive/") == "", "nobody has looked at it"
    spoilt = designer.page("places/")
    assert bare(spoilt) == bare(before)
    told = designer.told("archive/")
    assert "templates/pages/places.html:" in told
    assert "{{ 1/0 }}" in told
    assert "Traceback" in capsys.readouterr().err
    designer.page("places/")
    assert "Traceback" not in capsys.readouterr().err, "it is told once"
    designer.save(DAY, "Survey boats of", "Two boats of")
    assert "ZeroDivisionError" in designer.told(), "somebody has looked at it"
    assert "Two boats of" in designer.page(), "all others go on"
    assert "Traceback" not in capsys.readouterr().err
    designer.save("templates/pages/places.html", "{{ 1/0 }}", "")
    assert designer.told() == ""
    assert BANNER not in designer.page("places/")


def test_a_preview_that_begins_with_a_mistake_says_so_everywhere(project: Project) -> None:
    project.edit(DAY, "by: pilots", "by: pilotz")
    editor = Editor(project)
    try:
        status, text, _ = editor.ask("/")
        assert status == 503
        assert "preview.js" in text, "it shows by itself when there is something"
        editor.preview.build()
        for path in ("/", "/2032/01/02/", "/nowhere"):
            status, text, _ = editor.ask(path)
            assert status == 503
            assert "did you mean <code>pilots</code>?" in text
            assert "last good page" not in text
        assert editor.ask("/pagefind/pieces.json")[0] == 404
        editor.save(DAY, "by: pilotz", "by: pilots")
        assert editor.told() == ""
    finally:
        editor.preview.close()


def test_a_disk_that_is_full_is_tried_again(editor: Editor, monkeypatch: Any) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/nowhere")
    editor.project.set(site_name="Another")
    assert editor.preview.build() == AGAIN
    assert "No such file or directory" in editor.told()
    monkeypatch.undo()
    assert editor.preview.build() is None
    assert "Another" in editor.page()


def test_broken_days_in_a_row_do_not_make_everything_be_read_anew(editor: Editor) -> None:
    editor.save(DAY, "by: pilots", "by: pilotz")
    editor.save(DAY, "by: pilotz", "by: pilotx")
    editor.save(DAY, "by: pilotx", "by: pilots")
    site = editor.preview.state.site
    assert site
    assert site.site.changed is not None, "known from the last good one"


def assert_as_made_anew(editor: Editor) -> None:
    """The preview shows what one that knows nothing would."""
    shown = editor.preview.state.site
    fresh = Builder(editor.project.config, editor.preview.server.url).build()
    assert shown
    assert (shown.tasks.keys(), shown.copies, shown.handwritten) == (
        fresh.tasks.keys(),
        fresh.copies,
        fresh.handwritten,
    )
    for path in (*fresh.tasks, "feed.xml", *fresh.written):
        assert shown.get(path) == fresh.get(path) or path == "sitemap.xml.gz", path


def moves(editor: Editor) -> list[Callable[[], Any]]:
    """What an editor may do to a sound project."""
    docs = editor.project.docs
    day, other = docs / "2032/2032-01-02.yml", docs / "2031/2031-12-30.yml"
    new = docs / "2032/2032-01-03.yml"
    words = iter(range(1000))
    text = {path: path.read_text() for path in (day, other, new)}
    return [
        lambda: day.write_text(text[day].replace("Survey boats of", f"{next(words)} boats of")),
        lambda: new.write_text(text[new].replace("Unfinished words", f"{next(words)} words")),
        lambda: day.write_text(text[day].replace("by: pilots", "by: pilotz")),
        lambda: day.write_text(text[day][: len(text[day]) // 2]),
        lambda: day.write_bytes(text[day].encode()[:-30] + b"\xff"),
        lambda: other.unlink(missing_ok=True),
        lambda: new.rename(docs / "2032/2032-01-04.yml") if new.exists() else None,
        lambda: (docs / "about.md").write_text(f"# About\n\n{next(words)}\n"),
        lambda: (docs / "registry/tracks.yml").write_text("senn: ["),
        lambda: editor.project.config.rename(editor.project.root / "gone") if editor.project.config.exists() else None,
    ]


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 5))])
def test_after_any_saves_the_pages_are_there_and_right(seed: int, editor: Editor) -> None:
    chance, kept = random.Random(seed), editor.project.root.with_name("kept")
    shutil.copytree(editor.project.root, kept)
    possible = moves(editor)
    for _ in range(15):
        chance.choice(possible)()
        editor.preview.build()
        for path in ("", "archive/", "sources/"):
            assert "Letters from the Lake" in editor.page(path)
        if chance.random() < 0.3:
            shutil.copytree(kept, editor.project.root, dirs_exist_ok=True)
            (editor.project.docs / "2032/2032-01-04.yml").unlink(missing_ok=True)
            editor.preview.build()
            assert editor.told() == ""
    shutil.copytree(kept, editor.project.root, dirs_exist_ok=True)
    (editor.project.docs / "2032/2032-01-04.yml").unlink(missing_ok=True)
    editor.save(DAY, "Survey boats of", "At last, boats of")
    assert editor.told() == ""
    assert_as_made_anew(editor)


# What is answered


@pytest.mark.parametrize(
    "target",
    [
        "/../../etc/passwd",
        "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/..%2f..%2fmkdocs.yml",
        "//etc/passwd",
        "/mkdocs.yml",
        "/briefings/2032/2032-01-02.yml",
        "/\\..\\mkdocs.yml",
        "/%00",
        "/%ff",
        "/?../mkdocs.yml",
        "/_preview/../loop.py",
        "/_preview/loop.py",
        "/_preview/__init__.py",
        "/pagefind/..%2f..%2f..%2fetc/passwd",
        "/templates/overlay/base.html",
        "/.cache/daybrief/build",
    ],
)
def test_no_path_leads_to_another_file(target: str, reader: Editor) -> None:
    status, text, _ = reader.ask(target)
    assert status == (200 if target.startswith("/?") else 404)
    assert "root:" not in text
    assert "docs_dir" not in text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8000", 200),
        ("localhost:1", 200),
        ("site.localhost", 200),
        ("[::1]:80", 200),
        ("192.0.2.7:8000", 200),
        ("evil.example", 403),
        ("localhost.evil.example:8000", 403),
        ("127.0.0.1.evil.example", 403),
        ("", 403),
        ("[", 403),
    ],
)
def test_a_page_from_elsewhere_cannot_read_drafts_under_a_name_of_its_own(
    host: str, status: int, reader: Editor
) -> None:
    assert reader.ask("/", Host=host)[0] == status


def test_requests_are_bounded(reader: Editor) -> None:
    assert reader.ask("/" + "a" * 70_000)[0] == 414
    assert reader.ask("/", **{f"X-{n}": "x" for n in range(200)})[0] == 431
    assert reader.ask("/", "POST")[0] == 501
    assert reader.ask("/", "DELETE")[0] == 501
    status, text, headers = reader.ask("/", "HEAD")
    assert (status, text) == (200, "")
    assert int(headers["Content-Length"]) > 1000
    with socket.create_connection(reader.preview.server.server_address) as raw:
        raw.sendall(b"\x00\xff\r\n\r\n")
        assert b"400" in raw.recv(1000)
    with socket.create_connection(reader.preview.server.server_address) as raw:
        raw.sendall(b"GET http://[ HTTP/1.1\r\n\r\n")
        assert b"400" in raw.recv(1000)
    assert reader.ask("/pagefind/" + "a" * 5_000)[0] == 404
    assert reader.ask("/" + "a" * 5_000)[0] == 404
    assert reader.page()


def test_a_file_that_has_become_something_else_is_not_there(reader: Editor) -> None:
    day = reader.project.root / DAY
    target, kept = f"/{DAY.removeprefix('briefings/')}", day.read_bytes()
    other = reader.project.root / "other.yml"

    def fill() -> None:
        with day.open("wb") as file:
            file.truncate(MAX_BYTES + 1)

    other.write_text("secret")
    become: list[Callable[[], Any]] = [
        lambda: day.symlink_to(other),
        lambda: os.mkfifo(day),
        day.mkdir,
        fill,
        lambda: day.symlink_to(day),
    ]
    site = reader.preview.state.site
    assert site
    try:
        for do in become:
            day.rmdir() if day.is_dir() else day.unlink()
            do()
            assert not site.has(target[1:])
            assert reader.ask(target)[0] == 404
            assert reader.ask("/2032/01/02/")[0] == 200, "the page is in memory"
    finally:
        day.unlink()
        day.write_bytes(kept)
    assert reader.ask(target)[0] == 200
    folder = day.parent.rename(reader.project.root / "elsewhere")
    day.parent.symlink_to(folder)
    try:
        assert reader.ask(target)[0] == 404
    finally:
        day.parent.unlink()
        folder.rename(day.parent)


@pytest.mark.parametrize("path", ["/", "/feed.xml", "/nothing/", "/pagefind/pieces.json"])
def test_no_answer_is_kept_by_a_browser(reader: Editor, path: str) -> None:
    assert reader.ask(path)[2]["Cache-Control"] == "no-store"


def test_what_mkdocs_writes_is_there_too(reader: Editor) -> None:
    assert reader.preview.state.has("404.html")
    assert reader.preview.state.has("assets/stylesheets/daybrief.css")
    assert not reader.preview.state.has("assets/stylesheets/none.css")


def test_a_browser_that_goes_away_is_no_fault(reader: Editor, capsys: pytest.CaptureFixture[str]) -> None:
    for error, told in ((ConnectionResetError("gone"), False), (RuntimeError("a fault"), True)):
        try:
            raise error
        except Exception:  # noqa: BLE001 - as the server's own loop does
            reader.preview.server.handle_error(None, ("127.0.0.1", 1))
        assert ("Traceback" in capsys.readouterr().err) == told


def test_an_address_without_its_slash_leads_to_the_page(reader: Editor) -> None:
    status, _, headers = reader.ask("/2032/01/02")
    assert (status, headers["Location"]) == (301, "/2032/01/02/")
    status, text, _ = reader.ask("/nowhere/")
    assert status == 404
    assert "preview.js" in text


def test_browsers_are_told_when_there_is_something_else_to_show(editor: Editor) -> None:
    def listening() -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", editor.preview.server.server_address[1], timeout=20)
        connection.request("GET", "/_preview/events?/2032/01/02/")
        return connection.getresponse()

    def mark(stream: Any) -> str:
        line = b""
        while not line.startswith(b"data: "):
            line = stream.readline()
        return str(line[6:].decode().strip())

    one, other = listening(), listening()
    first = mark(one)
    assert mark(other) == first
    assert f'data-mark="{first}"' in editor.page()
    editor.save(DAY, "by: pilots", "by: pilotz")
    second = mark(one)
    assert second != first
    assert mark(other) == second
    assert f'data-mark="{second}"' in editor.page("archive/")
    editor.preview.build()
    editor.save(DAY, "by: pilotz", "by: pilots")
    assert mark(one) not in (first, second)
    assert f'data-mark="{mark(other)}"' in editor.page()
    for stream in (one, other):
        stream.close()


# What the terminal is told


def said(capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """What was printed, without the time that each message begins with, and what was told of faults."""
    out, err = capsys.readouterr()
    out = re.sub(r"^\d\d:\d\d:\d\d ", "", out, flags=re.M)
    return re.sub(r"in \d+\.\d s", "in a moment", out), err


def test_each_build_is_one_line_and_a_mistake_is_told_once(editor: Editor, capsys: pytest.CaptureFixture[str]) -> None:
    url = editor.preview.server.url
    said(capsys)
    editor.save(DAY, "Survey boats of", "Two boats of")
    assert said(capsys) == (f"Built 3 days in a moment: {url}\n", "")
    editor.save(DAY, "by: pilots", "by: pilotz")
    out, err = said(capsys)
    first, *_, hint, count = out.splitlines()
    assert first == f"{DAY}:88:13: error: no actor or source is called `pilotz` [unknown-id]"
    assert hint.endswith("= hint: did you mean `pilots`?")
    assert count == "1 error in 1 file."
    assert err == ""
    editor.preview.build()
    assert said(capsys) == ("", "")
    shutil.rmtree(editor.project.docs / "2032")
    editor.preview.build()
    assert said(capsys) == (f"Built 1 day in a moment: {url}\n", "")


def test_what_mkdocs_warns_of_is_told_once_behind_what_we_do(
    editor: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    about = editor.project.docs / "about.md"
    sound = about.read_text()
    said(capsys)
    editor.project.edit(DAY, "Survey boats of", "Boats at Haskholm of")
    about.write_text(sound + "\n[a](nowhere.md)\n[b](nor-here.md)\n")
    editor.preview.build()
    out, err = said(capsys)
    built, *report, one, other = out.splitlines()
    assert built.startswith("Built 3 days")
    assert "this site writes `Hask`, not `Haskholm`" in report[0]
    assert "".join(report).count("[other-spelling]") == 1
    assert "'nowhere.md'" in one
    assert "'nor-here.md'" in other
    assert err == ""
    about.write_text(about.read_text() + "\nMore.\n")
    editor.preview.build()
    assert len(said(capsys)[0].splitlines()) == 1, "told already"
    about.write_text(sound)
    editor.save(DAY, "Boats at Haskholm of", "Survey boats of")
    assert len(said(capsys)[0].splitlines()) == 1
    about.write_text(sound + "\n[a](nowhere.md)\n")
    editor.preview.build()
    assert [("nowhere.md" in line) for line in said(capsys)[0].splitlines()] == [False, True]


ENDED = [
    ("raise ValueError('odd')", "hook0.py:7: ValueError: odd", False),
    ("raise OSError(28, 'No space left on device')", "hook1.py:7: OSError: [Errno 28] No space left on device", False),
    ("raise click.UsageError('not so')", "hook2.py:7: UsageError: not so", False),
    ("raise BaseException('odd')", "BaseException: odd", True),
]


def test_what_ends_a_build_is_a_line_and_a_traceback_where_that_helps(
    designer: Editor, capsys: pytest.CaptureFixture[str]
) -> None:
    said(capsys)
    for number, (raised, out, fault) in enumerate(ENDED):
        (designer.project.root / f"hook{number}.py").write_text(HOOK.format("files", raised))
        designer.project.set(hooks=f"[hook{number}.py]")
        assert designer.preview.build() == AGAIN
        told, err = said(capsys)
        assert told == f"{out}\n"
        assert ("Traceback" in err) == fault
        assert designer.preview.build() == AGAIN
        assert said(capsys) == ("", ""), "told already"
        assert designer.told().startswith("1 problem.")
    designer.project.set(hooks=None)
    append("templates/main.html", FAILING)(designer.project)
    designer.preview.build()
    assert re.match(r"templates/main\.html:\d+: ZeroDivisionError: division by zero\n", said(capsys)[0])


def test_it_goes_on_until_it_is_interrupted(editor: Editor, capsys: pytest.CaptureFixture[str]) -> None:
    url, said_ = editor.preview.server.url, []
    said(capsys)

    def work() -> None:
        while "Built" not in "".join(said_):
            said_.append(said(capsys)[0])
            time.sleep(0.02)
        editor.project.edit(DAY, "Survey boats of", "Two boats of")
        while "Two boats of" not in editor.page():
            time.sleep(0.02)
        (editor.project.root / "hook.py").write_text(HOOK.format("files", "raise KeyboardInterrupt"))
        editor.project.set(hooks="[hook.py]")

    worker = threading.Thread(target=work)
    worker.start()
    frozen = gc.get_freeze_count()
    try:
        with pytest.raises(KeyboardInterrupt):
            editor.preview.run()
        assert gc.isenabled()
        assert gc.get_freeze_count() > frozen
    finally:
        gc.unfreeze()
        worker.join()
    told = "".join([*said_, said(capsys)[0]]).splitlines()
    assert told == [greeting(url, "127.0.0.1"), *2 * [f"Built 3 days in a moment: {url}"]]


# The banner


def test_a_banner_is_text_and_has_its_bounds(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("x: <script>alert(1)</script> \u202e\u3164\n" + "long " * 100 + "\n")
    problems = [
        Diagnostic("a.yml", 1, 4, "syntax", "`<b>` is & isn't", "type `<i>`", width=8),
        Diagnostic("a.yml", 2, 301, "syntax", "m" * 5000, width=4),
        Diagnostic("gone.yml", 9, 1, "unreadable", "gone", width=0),
        *(Diagnostic("a.yml", 99, n + 1, "syntax", "more") for n in range(SHOWN)),
    ]
    page = dressed(b"<html><body class='x'><main>", of_problems(problems, tmp_path), "").decode()
    assert page.startswith("<html><body class='x'><div class=")
    assert page.endswith("</div><main>")
    assert "<code>&lt;b&gt;</code> is &amp; isn't" in page
    assert "<pre>x: <mark>&lt;script&gt;</mark>alert(1)&lt;/script&gt; \ufffd\ufffd</pre>" in page
    assert "<script" not in page
    assert "<mark>long</mark>" in page
    assert "13 problems" in page
    assert "And 3 more" in page
    assert page.count("<li>") == SHOWN
    assert len(page) < 4000
    assert "Not there yet" in alone((), "").decode()


# What is looked at


def test_looking_finds_every_file_and_outlives_what_is_odd(tmp_path: Path) -> None:
    (tmp_path / "docs/deep").mkdir(parents=True)
    for name in ("docs/a.yml", "docs/deep/b.yml", "docs/.hidden", "other.yml"):
        (tmp_path / name).write_text("x")
    (tmp_path / "docs/circle").symlink_to(tmp_path / "docs")
    (tmp_path / "docs/dead").symlink_to(tmp_path / "nowhere")
    (tmp_path / "docs/link").symlink_to(tmp_path / "other.yml")
    looked = [str(tmp_path / "docs"), str(tmp_path / "gone"), "odd\0name"]
    found = look(looked)
    assert {path.removeprefix(f"{tmp_path}/") for path in found} == {"docs/a.yml", "docs/deep/b.yml", "docs/link"}
    (tmp_path / "other.yml").write_text("xy")
    (tmp_path / "gone").write_text("back")
    assert {*different(found, look(looked))} == {str(tmp_path / "docs/link"), str(tmp_path / "gone")}


def test_what_mkdocs_yml_inherits_is_looked_at(editor: Editor) -> None:
    root = editor.project.root
    (root / "base.yml").write_text("copyright: From the base\n")
    editor.project.set(INHERIT="base.yml")
    editor.preview.build()
    assert str(root / "base.yml") in editor.preview.builder.watched


@pytest.mark.parametrize("name", ["mkdocs.yml", "base.yml"])
def test_a_configuration_that_is_saved_after_it_was_read_is_read_again(
    name: str, editor: Editor, monkeypatch: Any
) -> None:
    (editor.project.root / "base.yml").write_text("copyright: First\n")
    editor.project.set(INHERIT="base.yml")

    def saved_after(*given: Any, **options: Any) -> Any:
        config = load(*given, **options)
        append(name, "extra: {}\n")(editor.project)
        return config

    monkeypatch.setattr(builder, "load", saved_after)
    assert editor.preview.build() is None
    changed = different(editor.preview.builder.seen, look(editor.preview.builder.watched))
    assert [*changed] == [str(editor.project.root / name)]
    monkeypatch.undo()
    assert editor.preview.build() is None
    assert look(editor.preview.builder.watched) == editor.preview.builder.seen


def test_a_file_is_read_when_it_lies_still(editor: Editor) -> None:
    day = editor.project.root / DAY
    whole = day.read_text().replace("Survey boats of", "Two boats of")
    done = threading.Event()

    def write() -> None:
        for end in range(0, len(whole), len(whole) // 20):
            day.write_text(whole[:end])
            time.sleep(0.02)
        day.write_text(whole)
        done.set()

    threading.Thread(target=write).start()
    editor.preview._wait(None)
    assert done.is_set()
    editor.preview.build()
    assert "Two boats of" in editor.page()
    assert editor.preview._wait(0.01) is None, "a limit ends it too"


def test_a_warning_is_told_once_and_again_when_it_came_back(editor: Editor, capsys: pytest.CaptureFixture[str]) -> None:
    editor.preview.builder.last = None  # everything is built by MkDocs, which says what our plugin tells it
    editor.save(DAY, "Survey boats of", "Boats at Haskholm of")
    assert capsys.readouterr().out.count("[other-spelling]") == 1
    editor.save("briefings/registry/places.yml", "[Haskholm]", "[Haskholm, Haskby]")
    assert capsys.readouterr().out.count("[other-spelling]") == 0, "told already"
    editor.save(DAY, "Boats at Haskholm of", "Barges of")
    editor.save(DAY, "Barges of", "Boats at Haskholm of")
    assert capsys.readouterr().out.count("[other-spelling]") == 1


def test_an_index_that_failed_leaves_no_words_of_its_own(designer: Editor, capsys: pytest.CaptureFixture[str]) -> None:
    index = designer.preview.index
    assert index.get("pagefind/pieces.json")
    designer.save(DAY, "Survey boats of", "Two boats of")
    designer.save("templates/search/page.html", "{%", "{{ 1 / 0 }}{%")  # hand-written pages come last
    index._make()
    assert "ZeroDivisionError: division by zero" in capsys.readouterr().out
    designer.save("templates/search/page.html", "{{ 1 / 0 }}{%", "{%")
    designer.save("briefings/registry/sources.yml", "Early with what is built", "Soon with gains")
    designer.save(DAY, "Two boats of", "Survey boats of")
    index._make()
    assert index._folder is not None
    found = indexed(Path(index._folder.name))
    assert "Soon with gains" in str(found["/sources/averra-works/"])
    assert "Two boats of" not in str(found["/2032/01/02/"])


def test_the_search_gives_its_own_files_alone(editor: Editor) -> None:
    assert editor.preview.index.get("pagefind/pieces.json")
    folder = editor.preview.index._folder
    assert folder is not None
    (Path(folder.name) / "beside.json").write_text("{}")
    assert editor.preview.index.get("beside.json") is None
    assert editor.preview.index.get("pagefind/../beside.json") is None


# The command


@pytest.mark.parametrize(
    ("address", "others"), [("127.0.0.1", False), ("::1", False), ("0.0.0.0", True), ("::", True), ("192.0.2.2", True)]
)
def test_an_address_that_others_can_reach_is_told_of(address: str, others: bool) -> None:
    assert ("Whoever can reach this machine" in greeting("http://localhost:8000/", address)) == others


def test_what_is_told_of_a_file_of_one_attempt_is_the_same_at_the_next(tmp_path: Path) -> None:
    told = set()
    for _ in range(2):
        with TemporaryDirectory(prefix="daybrief-") as folder, pytest.raises(FileNotFoundError) as raised:
            Path(folder, "404.html").read_bytes()
        told.add(of_error(raised.value, [f"Error: '{folder}/404.html'"], tmp_path))
    [trouble] = told
    assert "'404.html'" in trouble.message


def test_an_address_that_is_taken_is_told(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = CliRunner().invoke(main, ["-f", str(project.config), "serve", "--addr", f"127.0.0.1:{port}"])
    assert done.exit_code == 1
    assert f"something else listens on 127.0.0.1:{port}: type --addr 127.0.0.1:{port + 1}" in done.output


@pytest.mark.parametrize("addr", ["8000", "a:b", ":1", "127.0.0.1:70000", "no host:1", "256.1.1.1:1"])
def test_an_address_that_is_none_is_told(addr: str, project: Project) -> None:
    done = CliRunner().invoke(main, ["-f", str(project.config), "serve", "--addr", addr])
    assert done.exit_code in (1, 2)
    assert "127.0.0.1:8001" in done.output or "cannot listen" in done.output
    assert "Traceback" not in done.output


class Mute(Exception):
    """An error that cannot even be told."""

    def __str__(self) -> str:
        raise self


def test_an_error_that_cannot_be_told_is_told_all_the_same(tmp_path: Path, capsys: Any) -> None:
    trouble = of_error(Mute(), ("MkDocs has said something.",), tmp_path)
    assert trouble.message == "MkDocs has said something. Mute (its words cannot be shown)"
    _say_error(Mute(), trouble)
    assert "Mute: <exception str() failed>" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_terminal_that_does_not_know_all_letters_ends_nothing(encoding: str, monkeypatch: Any) -> None:
    with open(os.devnull, "w", encoding=encoding) as terminal:  # noqa: PTH123
        monkeypatch.setattr(sys, "stdout", terminal)
        _say("\N{EN DASH} \N{CYRILLIC SMALL LETTER A}")
    _say("it was closed")


@pytest.mark.parametrize("number", slow_but([signal.SIGINT], [signal.SIGINT, signal.SIGTERM, signal.SIGHUP]))
def test_a_signal_ends_it_and_nothing_is_left(number: int, project: Project, tmp_path: Path) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    project.set(dev_addr="127.0.0.1:0")
    with subprocess.Popen(
        [sys.executable, "-m", "daybrief.commands.cli", "serve"],
        cwd=project.root,
        env={**os.environ, "TMPDIR": str(temporary), "PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "latin-1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout
        said = [process.stdout.readline()]
        if number != signal.SIGHUP:  # that one comes while the first build is under way
            said.append(process.stdout.readline())
            assert "Built 3 days in" in said[1]
            project.edit(DAY, "by: pilots", "by: pilotz")
            said += [process.stdout.readline() for _ in range(5)]
            assert said[2].endswith("[unknown-id]\n")
            assert said[-1] == "1 error in 1 file.\n"
        if number == signal.SIGTERM:  # and that one, while the search's index is made
            host = said[0].partition("//")[2].partition("/")[0]
            with socket.create_connection(host.split(":")) as asking:
                asking.sendall(f"GET /pagefind/pieces.json HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
                time.sleep(0.2)
        os.killpg(process.pid, number)
        rest = process.stdout.read()
        assert process.wait(30) == 0, rest
        assert rest == ""
        assert not [*temporary.iterdir()]
        with pytest.raises(ProcessLookupError):
            os.killpg(process.pid, 0)
