"""`mkdocs build` on days: what is published, what is refused, and what a second build touches."""

import logging
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from daybrief.commands.cli import main
from daybrief.engine.parallel import WorkerDied
from daybrief.failures import TemplateFailed
from daybrief.plugin.plugin import DaybriefPlugin, failed
from tests.cases import slow_but
from tests.projects import LAKE_ADDRESS, ROOT, Project
from tests.reading import broken, files, indexed, pages

FORGE = "https://forge.example/lake/letters/edit/main/tests/second_subject/briefings/"
DAY = "briefings/2032/2032-01-02.yml"


def edit_links(site: Path, name: str) -> list[str]:
    return [link for _, link in pages(site / name)["index.html"].links if "/edit/" in link]


@pytest.mark.parametrize(
    ("page", "source"),
    [
        ("2032/01/02", "2032/2032-01-02.yml"),
        ("", "2032/2032-01-02.yml"),
        ("sources/lake-watch", "registry/sources.yml"),
        ("front", "registry/sectors.yml"),
        ("method", "method.md"),
    ],
)
def test_edit_links_lead_to_what_an_editor_changes(lake: Path, page: str, source: str) -> None:
    assert edit_links(lake, page) == [FORGE + source]


def test_without_a_repository_there_is_no_edit_link(project: Project) -> None:
    project.set(repo_url=None, edit_uri=None)
    assert edit_links(project.build(), "2032/01/02") == []


def test_a_failed_build_leaves_the_old_site_as_it_was(project: Any, run: Any) -> None:
    project.build()
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.site.rglob("*") if path.is_file()}
    project.edit(DAY, "by: pilots", "by: pilotz")
    project.edit(DAY, "date: 2032-01-02\nas_of", "date: 2032-02-30\nas_of")
    for command in (("mkdocs", "build"), ("daybrief", "build")):
        done = run(*command, cwd=project.root)
        assert done.returncode == 1
        assert "2 errors in 1 file" in done.stderr
        assert f"{DAY}:1:7: error: there is no day 2032-02-30" in done.stderr
        assert "did you mean `pilots`?" in done.stderr
        assert "Traceback" not in done.stdout + done.stderr
    after = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in project.site.rglob("*") if path.is_file()}
    assert after == before


def test_a_strict_build_refuses_a_warning_before_it_touches_the_site(project: Any, caplog: Any) -> None:
    project.build()
    before = files(project.site)
    project.edit(DAY, "reeds at Hask", "reeds at Haskholm")
    with pytest.raises(Abort):
        project.build(strict=True)
    assert "this site writes `Hask`, not `Haskholm`" in caplog.text
    assert files(project.site) == before
    caplog.clear()
    project.build(strict=False)
    assert [r.levelname for r in caplog.records if "Haskholm" in r.message] == ["WARNING"]
    assert b"Haskholm" in files(project.site)["2032/01/02/index.html"]


def test_strict_hears_of_dead_links_in_handwritten_pages(project: Any) -> None:
    project.edit("briefings/method.md", "(about.md)", "(abuot.md)")
    with pytest.raises(Abort, match="strict"):
        project.build()


def test_hooks_of_a_project_are_told_that_this_is_a_build(project: Any) -> None:
    noted = "Path(__file__).with_suffix('.said').write_text(command)"
    hook = f"from pathlib import Path\n\n\ndef on_startup(command, dirty):\n    {noted}\n"
    (project.root / "hook.py").write_text(hook)
    project.set(hooks="[hook.py]")
    project.build_on()
    assert (project.root / "hook.said").read_text() == "build"


@pytest.mark.parametrize(
    ("change", "words"),
    [({"plugins": "[]"}, "Daybrief is not among the plugins"), ({"site_name": None}, "site_name")],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_mkdocs_yml_lacks_is_said_without_a_traceback(project: Any, run: Any, change: Any, words: str) -> None:
    project.set(**change)
    done = run("daybrief", "build", cwd=project.root)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_a_file_may_be_named_outside_of_the_nav(project: Any) -> None:
    (project.docs / "note.md").write_text("# A note\n\nNot in the nav.\n")
    (project.docs / "private.txt").write_text("not published\n")
    with pytest.raises(Abort):
        project.build()
    project.set(not_in_nav="note.md", exclude_docs="private.txt")
    site = project.build()
    assert "note/index.html" in files(site)
    assert "private.txt" not in files(site)


def test_a_site_without_a_day_builds_and_says_so(project: Any) -> None:
    project.drop_days()
    site = project.build()
    parsed = pages(site)
    assert broken(site, LAKE_ADDRESS, parsed) == []
    for name in ("index.html", "archive/index.html"):
        assert "No day has been published yet." in parsed[name].words
    assert all(len(page.headings) == 1 for page in parsed.values())
    assert "<lastmod>1970-01-01</lastmod>" in (site / "sitemap.xml").read_text()


def test_a_site_without_handwritten_pages_links_to_none(project: Any) -> None:
    (project.docs / "method.md").unlink()
    (project.docs / "about.md").unlink()
    project.edit("mkdocs.yml", "  - Method: method.md\n  - About: about.md\n", "")
    site = project.build()
    html = (site / "archive/index.html").read_text()
    assert "feed.xml" in html
    assert "method/" not in html
    assert "about/" not in html


DATES = {
    "ar": ("rtl", "الجمعة، 2 يناير 2032"),
    "he": ("rtl", "יום שישי, 2 בינואר 2032"),
    "fa": ("rtl", "جمعه 2 ژانویهٔ 2032"),
    "ja": ("ltr", "2032年1月2日金曜日"),
}


@pytest.mark.parametrize("language", slow_but(["ar"], DATES))
def test_a_site_in_a_language_without_words_says_them_in_english(
    project: Project, caplog: pytest.LogCaptureFixture, language: str
) -> None:
    caplog.set_level(logging.INFO)
    direction, date = DATES[language]
    project.edit("mkdocs.yml", "      words: words.yml\n", "")
    project.set(theme=f"{{name: material, language: {language}}}")
    site = project.build(strict=False)
    (told,) = (record.getMessage() for record in caplog.records if "no-words" in record.getMessage())
    assert f"the language `{language}` lacks " in told
    for name in ("2032/01/02/index.html", "method/index.html", "404.html"):
        html = (site / name).read_text("utf-8")
        assert f'<html lang="{language}"' in html
        assert f'<body dir="{direction}"' in html, name
    html = (site / "2032/01/02/index.html").read_text("utf-8")
    assert date in html
    assert "Sourcing notes" in html
    project.build(strict=True)


def test_an_address_without_a_slash_is_one_with_it(project: Any) -> None:
    project.set(site_url=LAKE_ADDRESS.rstrip("/"))
    site = project.build()
    assert f"<link>{LAKE_ADDRESS}2032/01/02/</link>" in (site / "feed.xml").read_text()


# daybrief build, on top of the last one (tests/commands/test_build.py has any history)


def stamps(site: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(site).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in site.rglob("*")
        if path.is_file() and "pagefind" not in path.parts
    }


ALWAYS = {"404.html", "sitemap.xml", "sitemap.xml.gz", "feed.xml", "method/index.html", "about/index.html"}
"""What MkDocs and the plugin write in each build."""


def written(project: Any) -> set[str]:
    """Build on top of the last build, and tell which files were written."""
    before = stamps(project.site)
    project.build_on()
    after = stamps(project.site)
    return {name for name in after if after[name] != before.get(name)} - ALWAYS


def test_a_build_writes_the_pages_that_a_day_changes_and_no_other(project: Any, tmp_path: Path) -> None:
    project.build_on()
    project.edit(DAY, "seen in the reeds at Hask.", "seen in the tall reeds at Hask.")
    assert written(project) == {
        "2032/2032-01-02.yml",
        "2032/01/02/index.html",
        "index.html",
        "claims/index.html",
        "claims/2032/index.html",
        "claims/unverified/2032/index.html",
        "front/north-shore/index.html",
        "parties/dolmar/index.html",
        "places/hask/index.html",
        "sources/averra-works/index.html",
    }
    incremental, known = files(project.site), indexed(project.site)
    project.build()
    assert files(project.site) == incremental, "as a build from nothing"
    assert indexed(project.site) == known
    assert "tall reeds" in str(known["/2032/01/02/"])


def test_a_build_adds_a_day_and_takes_one_away(project: Any) -> None:
    project.build_on()
    new = project.docs / "2032/2032-01-03.yml"
    draft = new.read_text()
    new.write_text(draft.replace("status: draft", "status: published"))
    made = written(project)
    assert {"2032/01/03/index.html", "2032/2032-01-03.yml", "2032/01/02/index.html", "archive/index.html"} <= made
    assert "2031/12/30/index.html" not in made
    assert "places/senn/index.html" not in made
    assert "Fog" in (project.site / "feed.xml").read_text()
    new.write_text(draft)
    written(project)
    incremental = files(project.site)
    assert not [name for name in incremental if "01/03" in name or "01-03" in name], "a draft again: withdrawn"
    assert "Unfinished" not in str(indexed(project.site))
    project.build()
    assert files(project.site) == incremental


def test_what_a_word_means_is_another_and_all_that_follows_from_it(project: Any) -> None:
    project.build_on()
    terms = "briefings/registry/terms.yml"
    project.edit(terms, "withdrawal: {name: Back in harbour}", "withdrawal: {name: Gone home, admits: false}")
    project.edit(terms, "waterworks: {name: waterworks, office: true}", "waterworks: {name: waterworks}")
    project.build_on()
    assert "Gone home" in (project.site / "2032/01/02/index.html").read_text()
    incremental = files(project.site)
    project.build()
    assert files(project.site) == incremental, "as a build from nothing"


CHANGES = [{"copyright": "All of it is invented"}, {"site_name": "Letters"}, {"site_url": "https://lake.example/"}]


@pytest.mark.parametrize("change", slow_but(CHANGES[:1], CHANGES))
def test_a_build_writes_every_page_when_what_surrounds_them_changes(project: Any, change: dict[str, str]) -> None:
    project.build_on()
    count = len([name for name in files(project.site) if name.endswith("index.html")])
    project.set(**change)
    made = [name for name in written(project) if name.endswith("index.html")]
    assert len(made) == count - 2, "all but the two that are written in each build"


def test_a_preview_of_mkdocs_recovers_from_an_exception(
    project: Any, monkeypatch: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def rebuild() -> None:
        build(load_config(str(project.config), site_dir=str(tmp_path / "site")), serve_url="http://x/", dirty=True)

    def fail(*_: Any) -> None:
        raise RuntimeError("a fault of the program")

    load_config(str(project.config)).plugins.on_startup(command="serve", dirty=True)
    try:
        for _ in range(2):  # before there is a first page, and after
            with monkeypatch.context() as patch:
                patch.setattr("daybrief.pipeline.build.check", fail)
                with pytest.raises(RuntimeError):
                    rebuild()
            rebuild()
            assert "The delegations meet in Senn" in (tmp_path / "site/index.html").read_text()
        assert "'dirty' build" not in caplog.text, "what MkDocs warns of is what the plugin sees to"
    finally:
        load_config(str(project.config)).plugins.on_shutdown()


@pytest.mark.parametrize("value", slow_but(["12:30"], ["12:30", "2031-02-30", "no"]))
def test_what_a_page_sets_is_shown_as_it_was_typed(project: Project, value: str) -> None:
    page = project.docs / "method.md"
    page.write_text(f"---\ntitle: {value}\ndescription: {value}\n---\n\n{page.read_text()}")
    html = (project.build() / "method/index.html").read_text()
    assert f"<title>{value} " in html
    assert f'<meta name="description" content="{value}"' in html
    assert "title: " not in html


END = ". Mend that, and build again: the next build makes good what this one left."


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(28, "No space left", "/site/index.html"), "/site/index.html: No space left"),
        (OSError(28, "No space left"), "No space left"),
        (OSError("cut off"), "cut off"),
        (WorkerDied("x"), "a process of the build was killed, perhaps for want of memory"),
    ],
)
def test_a_build_that_ended_early_says_why_in_a_line(error: OSError | WorkerDied, why: str) -> None:
    assert failed(error) == f"The build ended early: {why}{END}"


def test_handwritten_pages_stand_beside_ours(project: Project) -> None:
    """Some in the nav and some not, with links to pages of ours, which are in the nav with a title or without."""
    docs = project.docs
    (docs / "more").mkdir()
    links = "[Hask](../places/hask/index.md), [Senn](../places/senn/index.md#top)"
    (docs / "more/a.md").write_text(f"# A *page*\n\n{links}\n")
    (docs / "b.md").write_text("---\ntitle: Bee\n---\n# Another\n\n[Day](2032/01/02/index.md)\n")
    (docs / "draft.md").write_text("# Draft\n")
    project.set(
        nav="[index.md, places/index.md, {Signs: measures/index.md}, more/a.md, b.md, method.md, about.md]",
        draft_docs="draft.*",
    )
    site = project.build()
    made, parsed = files(site), pages(site)
    assert {"more/a/index.html", "b/index.html", "assets/stylesheets/daybrief.css"} <= {*made}
    assert not [name for name in made if "draft" in name or "lunr" in name]
    assert {"../../places/hask/", "../../places/senn/#top"} <= {link for _, link in parsed["more/a/index.html"].links}
    assert "../2032/01/02/" in [link for _, link in parsed["b/index.html"].links]
    nav = re.findall(r">\s*(Places|Signs|Bee)\s*<", made["method/index.html"].decode())
    assert {*nav} == {"Places", "Signs", "Bee"}
    assert f"<url><loc>{LAKE_ADDRESS}b/</loc><lastmod>2032-01-02</lastmod></url>" in made["sitemap.xml"].decode()
    known: Any = indexed(site)
    assert known["/b/"]["meta"]["title"] == "Bee"
    assert known["/more/a/"]["meta"]["title"] == "A page"


def test_a_page_has_its_own_title_and_the_first_one_the_sites(lake: Path) -> None:
    titles = {
        name: (lake / name).read_text().partition("<title>")[2].partition("</title>")[0]
        for name in ("index.html", "places/hask/index.html", "method/index.html")
    }
    assert titles == {
        "index.html": "Letters from the Lake",
        "places/hask/index.html": "Hask - Letters from the Lake",
        "method/index.html": "Method - Letters from the Lake",
    }


def stopped(error: Exception, root: Path, plugin: DaybriefPlugin) -> str:
    """Why a build stops at an error."""
    plugin.root, plugin.hooks = root, frozenset({str(root / "hook.py")})
    with pytest.raises(Abort) as raised:
        plugin.on_build_error(error=error)
    assert raised.value.__cause__ is error
    return str(raised.value.format_message())


class Other(BasePlugin):
    def fail(self, error: Exception) -> None:
        raise error


def test_a_build_stops_with_a_line_on_what_is_no_fault_of_the_program(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    plugin, stops = DaybriefPlugin(), "the site was not built."
    assert stopped(OSError(28, "No space left"), tmp_path, plugin) == f"The build ended early: No space left{END}"
    assert "want of memory" in stopped(WorkerDied("x"), tmp_path, plugin)
    assert caplog.messages == []
    assert stopped(TemplateFailed("a.html:1: x"), tmp_path, plugin) == stops
    with pytest.raises(KeyError) as hook:
        exec(compile("\nraise KeyError('x')", str(tmp_path / "hook.py"), "exec"))
    assert stopped(hook.value, tmp_path, plugin) == stops
    with pytest.raises(KeyError) as other:
        Other().fail(KeyError("x"))
    assert stopped(other.value, tmp_path, plugin) == stops
    (tmp_path / "a.md").write_bytes(b"\xff")
    config = MkDocsConfig()
    config.load_dict({"site_name": "Letters", "docs_dir": str(tmp_path), "site_dir": "/nowhere"})
    config.validate()
    with pytest.raises(UnicodeDecodeError) as page:
        Page("A", File("a.md", str(tmp_path), "", True), config).read_source(config)
    caplog.set_level("ERROR", "mkdocs.plugins.daybrief")
    assert stopped(page.value, tmp_path, plugin) == stops
    told = [record for record in caplog.records if record.name == "mkdocs.plugins.daybrief"]
    assert {record.levelname for record in told} == {"ERROR"}
    assert [record.message.partition(" could")[0] for record in told] == [
        "a.html:1: x",
        "hook.py:2: KeyError: 'x'",
        f"the plugin `Other` of {__name__} failed: KeyError: 'x'",
        "a.md: Markdown",
    ]


def test_a_fault_of_the_program_is_left_to_be_shown(tmp_path: Path) -> None:
    plugin = DaybriefPlugin()
    plugin.root = tmp_path
    plugin.on_build_error(error=KeyError("x"))
    plugin.begin = lambda *_: iter(())
    for error in (OSError("x"), TemplateFailed("x")):
        plugin.on_build_error(error=error)  # a preview tells it itself


@pytest.mark.parametrize("strict", [False, True])
def test_errors_and_warnings_are_told_apart(project: Project, caplog: pytest.LogCaptureFixture, strict: bool) -> None:
    project.edit(DAY, "reeds at Hask", "reeds at Haskholm")
    project.edit(DAY, "by: pilots", "by: pilotz")
    with pytest.raises(Abort):
        project.build(strict=strict)
    told = {(record.levelname, record.name): record.getMessage() for record in caplog.records}
    (error,) = (words for (level, _), words in told.items() if level == "ERROR")
    warnings = {name: words for (level, name), words in told.items() if level == "WARNING"}
    assert error.startswith(f"the site was not built: 1 error{' and 1 warning' if strict else ''} in 1 file.\n\n{DAY}:")
    assert ("Haskholm" in error) is strict
    assert [*warnings] == ([] if strict else ["mkdocs.plugins.daybrief"])
    assert all(words.startswith(f"{DAY}:") and "Haskholm" in words for words in warnings.values())


@pytest.mark.parametrize("words", [True, False])
def test_a_preview_of_mkdocs_watches_what_pages_are_made_of(project: Project, words: bool) -> None:
    project.drop_days()
    if not words:
        project.edit("mkdocs.yml", "      words: words.yml\n", "")
    config = load_config(str(project.config))
    plugin: Any = config.plugins["daybrief"]
    plugin.on_startup(command="serve", dirty=False)
    try:
        plugin.on_config(config)
        own = [str(project.root / "words.yml")] if words else []
        assert config.watch == [str(project.docs), str(ROOT / "templates"), *own]
    finally:
        plugin.on_shutdown()
        plugin.forget()


# Files that pages show and settings name


def show(project: Project, text: str, page: str = "about.md") -> None:
    """Add a text to a page."""
    file = project.docs / page
    file.write_text(f"{file.read_text()}\n\n{text}\n")


def told_by_build(project: Project) -> str:
    with pytest.raises(Abort):
        project.build()
    done = CliRunner().invoke(main, ["-f", str(project.config), "check"])
    assert done.exit_code == 1
    return done.output


SVG = '<svg xmlns="http://www.w3.org/2000/svg"/>'


def test_files_that_settings_and_pages_name_are_published_and_followed(project: Project) -> None:
    for name in ("img/logo.svg", "style/own.css", "own.js", "more.mjs", "icon.ico", "img/a.png", "report.pdf"):
        (project.docs / name).parent.mkdir(exist_ok=True)
        (project.docs / name).write_text(SVG if name.endswith("svg") else "first")
    project.edit("mkdocs.yml", "  language: en\n", "  language: en\n  logo: img/logo.svg\n  favicon: icon.ico\n")
    project.set(extra_css="[style/own.css]", extra_javascript="[own.js, {path: more.mjs, type: module}]")
    show(project, "![A](img/a.png) [report](report.pdf)")
    site = project.build_on()
    names = {"img/logo.svg", "style/own.css", "own.js", "more.mjs", "icon.ico", "img/a.png", "report.pdf"}
    assert names <= {*files(site)}
    assert broken(site, LAKE_ADDRESS, {"about/index.html": pages(site)["about/index.html"]}) == []
    (project.docs / "img/a.png").write_text("second")
    assert written(project) == {"img/a.png"}
    project.edit("briefings/about.md", "![A](img/a.png) ", "")
    (project.docs / "img/a.png").unlink()
    project.build_on()
    assert {*names} - {*files(site)} == {"img/a.png"}
    assert not (site / "img/a.png").exists()
    incremental = files(site)
    project.build()
    assert files(site) == incremental


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("page.html", "[a](page.html)", "put it into the `custom_dir` of the theme"),
        ("img/a.png", "`![a](img/a.png)`", "put it into the `custom_dir` of the theme"),
        ("img/b.png", "![a](img/a.png)", "there is no file `img/a.png`"),
        ("a.svg", "![a](a.svg)", "a picture would run or fetch something"),
    ],
)
def test_other_files_are_told(project: Project, name: str, text: str, words: str) -> None:
    (project.docs / name).parent.mkdir(exist_ok=True)
    (project.docs / name).write_text(SVG.replace("/>", " onload='x'/>"))
    show(project, text)
    assert words in told_by_build(project)
    assert not project.site.exists()


def test_a_link_to_a_file_is_refused_though_a_page_shows_it(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_text("secret")
    (project.docs / "a.png").symlink_to(tmp_path / "secret.png")
    (project.docs / "img").symlink_to(tmp_path)
    show(project, "![a](a.png) ![b](img/secret.png)")
    told = told_by_build(project)
    assert told.count("a link or a device") == 2


def test_a_setting_that_names_no_file_is_told_with_its_place(project: Project) -> None:
    project.set(extra_css="[own.css, https://lake.example/other.css]")
    told = told_by_build(project)
    assert "mkdocs.yml:1:13: error: `own.css` is named here, and there is no such file in `briefings/`" in told
    assert "other.css" not in told.partition("extra_css")[0]


def test_what_a_draft_of_a_page_shows_is_published_with_it_and_not_before(project: Project, tmp_path: Path) -> None:
    (project.docs / "plan.md").write_text("# Plan\n\n![a](a.png) ![b](b.png)\n")
    (project.docs / "a.png").write_text("a")
    (project.docs / "b.png").write_text("b")
    show(project, "![b](b.png)")
    project.set(draft_docs="plan.md")
    made = files(project.build_on())
    assert "b.png" in made
    assert not {"a.png", "plan/index.html"} & {*made}
    config = load_config(str(project.config), site_dir=str(tmp_path / "site"))
    config.plugins.on_startup(command="serve", dirty=False)
    try:
        build(config, serve_url="http://x/")
    finally:
        config.plugins.on_shutdown()
    assert {"a.png", "b.png", "plan/index.html"} <= {*files(tmp_path / "site")}
    project.set(draft_docs=None, not_in_nav="plan.md")
    assert {"a.png", "b.png", "plan/index.html"} <= {*files(project.build_on())}


def test_sections_of_a_nav_may_hold_sections(project: Project, caplog: pytest.LogCaptureFixture) -> None:
    """Pages of the program's own and others, with titles and without, at any level; and what is missing is told."""
    (project.docs / "more/deep").mkdir(parents=True)
    (project.docs / "more/index.md").write_text("# More\n\n[Senn](../places/senn/index.md)\n")
    (project.docs / "more/deep/a.md").write_text("# Deep\n\n![a](a.png)\n")
    (project.docs / "more/deep/a.png").write_text("a")
    deep = "{Deeper: [more/deep/a.md, {Hask: places/hask/index.md}, {Elsewhere: 'https://elsewhere.example/'}]}"
    project.set(nav=f"[index.md, {{More: [more/index.md, {deep}, claims/index.md]}}, method.md, about.md]")
    site = project.build()
    made = files(site)
    assert {"more/index.html", "more/deep/a/index.html", "more/deep/a.png"} <= {*made}
    assert broken(site, LAKE_ADDRESS, pages(site)) == []
    project.edit("mkdocs.yml", "places/hask/index.md", "more/deep/b.md")
    (project.docs / "more/deep/a.md").write_text("<form>\n")
    told = told_by_build(project)
    assert "briefings/more/deep/a.md:1:1: error: a page may not have `<form>`" in told
    assert "mkdocs.yml:1:" in told
    assert "`nav` names `more/deep/b.md`, and there is no such page" in told
