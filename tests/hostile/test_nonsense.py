"""Nonsense in every setting and in every file that the program reads: told in clear words; the site stays as it was.

A case is a setting or a file, and what is put there. None may end in a traceback or hang, whichever command meets it.
"""

import logging
import os
import shutil
import signal
import socket
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click import ClickException
from click.testing import CliRunner, Result

from daybrief.commands.cli import main
from tests.projects import BASE, Project
from tests.reading import files

SECONDS = 30
"""What no command may take longer than."""


@pytest.fixture(autouse=True)
def _in_time() -> Iterator[None]:
    def late(number: int, frame: object) -> None:
        raise TimeoutError(f"more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with a site, without what it remembers of it."""
    project = Project.copied_to(tmp_path_factory.mktemp("nonsense") / "project")
    project.own_templates()
    shutil.copy(BASE, project.root)
    project.edit("mkdocs.yml", "      words: words.yml\n", "      words: words.yml\n      map: base.json\n")
    (project.docs / "registry/sources.yml").touch()
    project.build()
    return project.root


@pytest.fixture
def victim(built: Path, tmp_path: Path) -> Project:
    return Project(Path(shutil.copytree(built, tmp_path / "project", symlinks=True)))


def run(project: Project, *arguments: str) -> Result:
    logging.getLogger("mkdocs").handlers.clear()
    done = CliRunner().invoke(main, ["-f", str(project.config), *arguments])
    words = f"{arguments}: {done.output}"
    if done.exception and not isinstance(done.exception, SystemExit):
        raise AssertionError(words) from done.exception
    assert done.exit_code in (0, 1, 2), words
    assert "Traceback" not in done.output
    return done


def told(project: Project, *commands: str, building: bool = False) -> str:
    """What `check` says of a project in which something may be wrong; all commands agree with it.

    What `check` lets pass is built only if `building`.
    """
    before = files(project.site)
    said = run(project, "check")
    refused = said.exit_code == 2 or "error" in said.output
    for command in ("build", *commands):
        if refused or building or command != "build":
            done = run(project, command, *([str(project.docs / "2031/2031-12-30.yml")] if command == "show" else []))
            assert done.exit_code or command == "schema" or not refused, f"{command}: {done.output}"
    ours = "Daybrief is not among the plugins" not in said.output  # else MkDocs builds, and nobody is asked
    if refused and ours and project.config.is_file() and project.config.stat().st_size < 1 << 20:  # more takes it long
        try:
            project.build(strict=False)
        except (ClickException, SystemExit):
            assert files(project.site) == before, "the site was touched"
        except Exception:  # noqa: BLE001 - MkDocs looks at some of its settings without care, before it asks any plugin
            assert said.exit_code == 2
            assert files(project.site) == before, "the site was touched"
        else:
            assert said.exit_code == 2, "such as a `strict` that this build was told otherwise"
    return f"{said.exit_code} {said.output}"


# mkdocs.yml: the plugin's settings

OWN = [
    *(("feed_days", value) for value in ("-1", "0", "1000000000", "true", "'3'", "null", "[3]", "1.5", ".nan", "many")),
    *(("identity", value) for value in ("''", "' '", "3", "[a]", '"a\\x07b"', '"a\\u202eb"', '"a\\nb"', '"\\ud800"')),
    *(
        ("hues", value)
        for value in ("{isreal: blue}", "{averra: pink}", "[teal]", "teal", "{averra: [teal]}", "{1: teal}")
    ),
    *(("words", value) for value in ("nowhere.yml", "briefings", "3", "[a]", "/dev/zero", '"a\\0b"')),
    *(("map", value) for value in ("nowhere.json", "briefings", "3", "mkdocs.yml", "/dev/zero", "{a: b}")),
    ("unheard_of", "1"),
]
FINE = {("feed_days", "null")}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value"), OWN)
def test_a_setting_of_the_plugin(victim: Project, name: str, value: str) -> None:
    text = victim.config.read_text()
    lines = [line for line in text.split("\n") if not line.startswith(f"      {name}:")]
    if name == "hues":
        lines = [line for line in lines if not line.startswith("        ")]
    at = lines.index("  - daybrief:") + 1
    victim.config.write_text("\n".join([*lines[:at], f"      {name}: {value}", *lines[at:]]))
    said = told(victim, "show", "schema")
    if (name, value) in FINE:
        assert said.startswith("0 ")
    else:
        assert not said.startswith("0 "), said
        place = "1:1" if "ud800" in value else f"{at + 1}:"  # half of a letter keeps our reader from finding places
        assert f"mkdocs.yml:{place}" in said, said
        assert name in said


# mkdocs.yml: what is MkDocs' own. The second is what is told, if that is certain; nothing where all may be well.

TOP = [
    *(
        ("site_name", value)
        for value in ("", "''", "3", "[a]", "{a: b}", '"a\\x07b"', '"a\\u202eb"', '"\\ud800"', "null")
    ),
    *(("site_description", value) for value in ("3", '"a\\x00b"', '"a\\u2066b"', '"a\\nb"')),
    *(("copyright", value) for value in ("3", '"a\\x1bb"', '"a\\u202eb"')),
    *(("site_url", value) for value in ("3", "nowhere", '"https://[::1"', "javascript://x/", "'https://a b/'", "{}")),
    *(("repo_url", value) for value in ("3", "nowhere", '"https://[::1"')),
    *(("docs_dir", value) for value in ("nowhere", "mkdocs.yml", ".", "/dev/zero", "3", '"\\0"')),
    *(("site_dir", value) for value in ("briefings/site", ".", "3", '"\\0"')),
    *(("theme", value) for value in ("mkdocs", "readthedocs", "null", "nothing", "3", "[]", "{}", "material")),
    *(("theme", f"{{name: {name}, custom_dir: templates}}") for name in ("mkdocs", "readthedocs", "3", "[a]", "x")),
    *(
        ("theme", f"{{name: material, custom_dir: {path}}}")
        for path in ("nowhere", "mkdocs.yml", "3", '"\\0"', "briefings")
    ),
    *(
        ("theme", f"{{name: material, custom_dir: templates, language: {language}}}")
        for language in ("xx", "../../words/en", "[en]", "{}", "3", "true", "de", "'en\\0'", "English", "''")
    ),
    *(("plugins", value) for value in ("null", "[]", "3", "daybrief", "[daybrief, daybrief]", "[nothing]")),
    *(("plugins", f"[daybrief, {name}]") for name in ("search", "tags", "social", "blog", "privacy", "meta", "group")),
    *(("plugins", f"[{name}, daybrief]") for name in ("social", "offline", "projects", "typeset", "info", "optimize")),
    *(("plugins", value) for value in ("{daybrief: 3}", "{daybrief: {enabled: maybe}}", "{daybrief: {enabled: no}}")),
    *(("nav", value) for value in ("3", "text", "{}", "[3]", "[[a]]", "[{a: b, c: d}]", "[{a: null}]", "[nowhere.md]")),
    *(("nav", value) for value in ("[/etc/passwd.md]", "[../about.md]", '["\\0.md"]', "[2031]", "[{a: [about.md]}]")),
    *(("nav", value) for value in ('[{"\\ud800": about.md}]', "[registry/sources.yml]", "['https://[::1']")),
    *(("markdown_extensions", value) for value in ("[nothing]", "3", "[3]", "{toc: 3}", "{toc: {x: 1}}")),
    *(("validation", value) for value in ("3", "{omitted_files: maybe}", "{links: 3}", "{x: y}")),
    *(("extra_css", value) for value in ("nowhere.css", "[nowhere.css]", "[3]", "[/etc/passwd]")),
    *(("extra_javascript", value) for value in ("[nowhere.js]", "[3]", "[{path: 3}]")),
    *(("extra_templates", value) for value in ("[nowhere.html]", "[3]", "[registry/sources.yml]")),
    *(("exclude_docs", value) for value in ("3", "'*'", "'[z-a]'", "'!'", "about.md")),
    *(("not_in_nav", value) for value in ("3", "'[z-a]'", "'**'")),
    *(("hooks", value) for value in ("[nowhere.py]", "[mkdocs.yml]", "3", "[briefings]")),
    *(("watch", value) for value in ("[nowhere]", "3", "[3]")),
    *(("strict", value) for value in ("maybe", "3", "[]")),
    *(("use_directory_urls", value) for value in ("false", "maybe")),
    *(("dev_addr", value) for value in ("nowhere", "3", "'[::1'", "a:b")),
    *(("edit_uri", value) for value in ("3", '"https://[::1"', "[a]")),
    *(("extra", value) for value in ("3", "[a]", "text")),
    *(("INHERIT", value) for value in ("nowhere.yml", "mkdocs.yml", "briefings", "3", "/dev/null", "/dev/zero")),
    *(("INHERIT", value) for value in ('"\\0"', "[a]")),
    *(("remote_branch", value) for value in ("3",)),
    *(("config_file_path", value) for value in ("3", "null", "[a]", "text")),
    ("unheard_of", "1"),
    ("site_author", "!ENV {a: b}"),
    ("site_author", "!ENV"),
    ("site_author", "!ENV [[]]"),
    ("site_author", "!relative x"),
    ("site_author", "!nothing x"),
    ("site_author", "*nothing"),
    ("site_author", "&a [*a]"),
    ("site_author", "2025-02-30"),
    ("site_author", "[" * 3000),
    ("site_author", "{" * 3000 + "}" * 3000),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "value"), TOP, ids=lambda value: value[:60].encode("unicode_escape").decode())
def test_a_setting_of_mkdocs(victim: Project, name: str, value: str) -> None:
    """What `check` lets pass can be built."""
    victim.set(**{name: value})
    told(victim, "show", "schema", building=True)


def test_a_pipe_that_is_inherited_is_not_waited_for(victim: Project) -> None:
    """MkDocs alone would wait for ever."""
    os.mkfifo(victim.root / "pipe")
    victim.set(INHERIT="pipe")
    for command in ("check", "build"):
        assert "pipe, which is no file" in run(victim, command).output


# Files: what is put in the place of each

KINDS: dict[str, Callable[[Path, Path], object]] = {
    "missing": lambda file, secret: None,
    "empty": lambda file, secret: file.touch(),
    "folder": lambda file, secret: file.mkdir(),
    "dangling": lambda file, secret: file.symlink_to("nowhere"),
    "circle": lambda file, secret: file.symlink_to(file.name),
    "endless": lambda file, secret: file.symlink_to("/dev/zero"),
    "outside": lambda file, secret: file.symlink_to(secret),
    "pipe": lambda file, secret: os.mkfifo(file),
    "socket": lambda file, secret: _socket(file),
    "latin-1": lambda file, secret: file.write_bytes("title: café\n".encode("latin-1")),
    "utf-16": lambda file, secret: file.write_bytes("title: a\n".encode("utf-16")),
    "surrogate": lambda file, secret: file.write_bytes(b"title: \xed\xa0\x80\n"),
    "nulls": lambda file, secret: file.write_bytes(b"\0" * 5000),
    "noise": lambda file, secret: file.write_bytes(bytes((n * n * 7 + n) % 251 for n in range(5000))),
    "deep": lambda file, secret: file.write_bytes(b"[" * 40_000),
    "deeper": lambda file, secret: file.write_bytes(b'{"a":' * 40_000),
    "jinja": lambda file, secret: file.write_bytes(b"{% if x %}{{ y.z }}{{ word('a') }}{# \n{{"),
    "large": lambda file, secret: file.write_bytes(b"a: b\n" * 500_000),
    "huge": lambda file, secret: (file.touch(), os.truncate(file, 1 << 26)),
}
TEXT = ("missing", "folder", "endless", "pipe", "latin-1", "nulls", "deep", "huge")
FOLDER = ("missing", "empty", "dangling", "pipe")
FILES = [
    *(("mkdocs.yml", kind) for kind in KINDS),
    *((name, kind) for name in ("words.yml", "base.json") for kind in (*TEXT, "deeper", "noise")),
    *(
        (f"briefings/{name}", kind)
        for name in ("registry/parties.yml", "2032/2032-01-02.yml")
        for kind in (*TEXT, "circle")
    ),
    *(("briefings/method.md", kind) for kind in (*TEXT, "outside", "socket", "utf-16", "surrogate", "jinja", "noise")),
    *(("templates/pages/day.html", kind) for kind in (*TEXT[:5], "jinja", "socket", "huge")),
    *(("templates/main.html", kind) for kind in ("folder", "outside", "pipe", "utf-16", "jinja", "huge")),
    *(("templates/own.css", kind) for kind in ("outside", "endless", "dangling", "pipe")),
    *((f"templates/{name}.html", "missing") for name in ("parts/map", "parts/rules", "feeds/day", "main")),
    *((f"templates/{name}", "jinja") for name in ("404.html", "sitemap.xml", "parts/map.html")),
    *((name, kind) for name in ("briefings", "briefings/2032", "templates", "templates/parts") for kind in FOLDER),
    *(("briefings/schema", kind) for kind in ("empty", "dangling", "outside", "pipe")),
]


def _socket(file: Path) -> None:
    with socket.socket(socket.AF_UNIX) as opened:  # its name may not be long
        here = os.open(file.parent, os.O_RDONLY)
        opened.bind(f"/proc/self/fd/{here}/{file.name}")
        os.close(here)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "kind"), FILES)
def test_a_file(victim: Project, tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "secret").write_text("the-secret: {name: the-secret}\n")
    file = victim.root / name
    if file.is_dir():
        shutil.rmtree(file)
    file.unlink(missing_ok=True)
    KINDS[kind](file, tmp_path / "secret")
    commands = ("show", "schema") if kind in ("folder", "empty", "pipe") else ()
    told(victim, *commands, building=kind == "outside")
    published = b"".join(data for _, data in sorted(files(victim.site).items()))
    assert b"the-secret" not in published


NOBODY = 65534


@pytest.mark.parametrize("name", ["2032", "registry", "method.md", "words.yml", "base.json", "parts"])
def test_what_may_not_be_read(victim: Project, name: str) -> None:
    """Root may read everything, so somebody else looks, in a process of their own."""
    if os.getuid() == 0:
        if not all(folder.stat().st_mode & 0o005 == 0o005 for folder in (Path(sys.prefix), *Path(sys.prefix).parents)):
            pytest.skip("only root can reach Python's packages here")
        for path in (victim.root, *victim.root.rglob("*")):
            os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        for folder in [*victim.root.parents][:-2]:
            folder.chmod(folder.stat().st_mode | 0o055)
    next(victim.root.rglob(name)).chmod(0)
    read, write = os.pipe()
    if not (child := os.fork()):
        if os.getuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        done = CliRunner().invoke(main, ["-f", str(victim.config), "check"])
        os.write(write, f"{done.exit_code} {done.exception!r} {done.output}".encode()[:60_000])
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as told:
        said = told.read()
    os.waitpid(child, 0)
    assert said.startswith(("1 SystemExit", "2 SystemExit")), said
    assert f"{name}: " in said or f"{name}:1:1: " in said or f"{name} " in said, said
    assert "cannot be read" in said
