"""Other plugins: what they see of hand-written pages and of generated ones, and how a failure of theirs is told."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from daybrief.commands.cli import main
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load
from tests.cases import slow_but
from tests.plugin.test_config import PUBLISHED, laid
from tests.projects import Project

SEES = """
from pathlib import Path

HERE = Path(__file__).with_suffix(".seen")


def note(event, page):
    with HERE.open("a") as file:
        print(event, page.file.src_uri, bool(page.file.abs_src_path), file=file)


def on_pre_page(page, **more):
    note("pre_page", page)


def on_page_markdown(markdown, page, **more):
    note("page_markdown", page)


def on_page_content(html, page, **more):
    note("page_content", page)


def on_page_context(context, page, **more):
    note("page_context", page)


def on_post_page(output, page, **more):
    note("post_page", page)
    return output.replace("</body>", "<!-- seen --></body>")
"""


def hooked(project: Project, text: str) -> str:
    (project.root / "hook.py").write_text(text)
    project.set(hooks="[hook.py]")
    return "hook.py"


def test_hooks_have_the_files_of_handwritten_pages_and_the_html_of_all(project: Project) -> None:
    hooked(project, SEES)
    site = project.build()
    seen = [line.split() for line in (project.root / "hook.seen").read_text().splitlines()]
    for event in ("pre_page", "page_markdown", "page_content"):
        assert sorted(one[1:] for one in seen if one[0] == event) == [["about.md", "True"], ["method.md", "True"]]
    for event in ("page_context", "post_page"):
        names = {name for one, name, _ in seen if one == event}
        assert {"about.md", "method.md", "index.md", "2032/01/02/index.md"} <= names
    for name in ("about", "2032/01/02", "sources/lake-watch"):
        assert "<!-- seen -->" in (site / name / "index.html").read_text()


BEFORE = ("startup", "config", "pre_build", "files", "nav", "env", "post_build", "shutdown")
OF_PAGES = ("pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page")
OF_TEMPLATES = ("pre_template", "template_context", "post_template")


@pytest.mark.parametrize("error", ["OSError", "KeyError"])
@pytest.mark.parametrize("event", slow_but(["startup", "files", "page_context"], [*BEFORE, *OF_PAGES, *OF_TEMPLATES]))
def test_what_fails_in_any_hook_is_told_in_a_line(project: Project, event: str, error: str) -> None:
    project.drop_days()
    hooked(project, f"\ndef on_{event}(*args, **more):\n    raise {error}('two\\nlines')\n")
    done = CliRunner().invoke(main, ["-f", str(project.config), "build"])
    assert isinstance(done.exception, SystemExit), done.exception
    assert done.exit_code == 1
    told = done.output
    assert f"hook.py:3: {error}: " in told
    assert "Mend that, and build again" not in told
    assert not (project.site / "index.html").exists() or event == "shutdown"


ONLY_OURS = "if 'places' in page.file.src_uri:"


@pytest.mark.parametrize("event", ["page_context", "post_page"])
def test_what_fails_at_a_generated_page_in_another_process_is_told_in_a_line(project: Project, event: str) -> None:
    hooked(project, f"\ndef on_{event}(item, page, **more):\n    {ONLY_OURS}\n        raise KeyError('x')\n")
    done = CliRunner().invoke(main, ["-f", str(project.config), "build"])
    assert isinstance(done.exception, SystemExit)
    assert "hook.py:4: KeyError: 'x' (at the generated page /places/" in done.output


def test_what_another_plugin_is_told_may_name_a_day(project: Project) -> None:
    """As `redirects` is told, whose setting this is in the place of."""
    hooked(
        project,
        "from types import SimpleNamespace\n\n\ndef on_config(config):\n"
        "    config.plugins['hook.py'].config = {'maps': {'old.md': '2032/01/02/index.md'}}\n\n\n"
        "def on_nav(nav, files, **more):\n    assert files.get_file_from_path('2032/01/02/index.md')\n",
    )
    project.build()


def test_a_template_has_the_filters_of_other_plugins(project: Project) -> None:
    """As those of Material's blog, which begin with `on_env`."""
    hooked(project, "def on_env(env, **more):\n    env.filters['shout'] = str.upper\n")
    project.own_templates()
    with (project.root / "templates/main.html").open("a") as main:
        main.write("{% block announce %}{{ 'quiet' | shout }}{% endblock %}\n")
    site = project.build()
    for name in ("about", "2032/01/02"):
        assert "QUIET" in (site / name / "index.html").read_text()


ANOTHER_NAV = """
from mkdocs.structure.nav import get_navigation


class Kind:
    pass


def on_nav(nav, config, files):
    for file in files.documentation_pages():
        file.page = None
    config.nav = ["index.md", {"What we read": "sources/index.md"}, "archive/index.md"]
    nav = get_navigation(files, config)
    page = nav.pages[-1]
    page.__class__ = type("More", (Kind, type(page)), {})
    return nav
"""


def test_a_nav_that_another_plugin_makes_has_our_pages(project: Project) -> None:
    """As `awesome-pages` makes one, and `section-index` makes pages something more."""
    hooked(project, ANOTHER_NAV)
    site = project.build(strict=False)
    for name in ("index.html", "sources/index.html", "archive/index.html"):
        page = (site / name).read_text()
        assert '<div class="db' in page
        assert "What we read" in page
        assert "All letters" not in page
        assert "Archive" in page


@pytest.mark.parametrize(
    ("plugin", "written"),
    [
        ("blog", {"blog/index.md", "blog/posts/one.md"}),
        ("blog: {blog_dir: news}", {"news/index.md"}),
        ("blog: {blog_dir: .}", {"blog/index.md", "blog/posts/one.md", "more.md", "news/index.md"}),
        ("blog: {enabled: false}", set()),
    ],
)
def test_the_pages_of_a_blog_are_named_by_it(tmp_path: Path, plugin: str, written: set[str]) -> None:
    for name in ("blog/index.md", "blog/posts/one.md", "blog/.hidden.md", "news/index.md", "more.md", "left.md"):
        (tmp_path / "briefings" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "briefings" / name).write_text("# A page\n")
    given = {"plugins": f"[{{{plugin}}}, {{daybrief: {{identity: a}}}}]", "docs_dir": "briefings"}
    settings = settings_of(load(laid(tmp_path, **PUBLISHED | given, exclude_docs="left.md")))
    assert settings.written == written
    assert settings.pages == written | {"left.md"}


def test_front_matter_that_another_plugin_may_read_is_not_told(project: Project) -> None:
    project.edit("briefings/about.md", "# ", "---\nmore: yes\n---\n\n# ")
    told = "`more` does nothing here"
    assert told in CliRunner().invoke(main, ["-f", str(project.config), "check"]).output
    hooked(project, "")
    assert told not in CliRunner().invoke(main, ["-f", str(project.config), "check"]).output


def test_what_a_page_shows_from_elsewhere_is_told(project: Project) -> None:
    for page in ("about", "method"):
        project.edit(
            f"briefings/{page}.md", f"# {page.title()}\n", f"# {page.title()}\n\n![A](https://a.example/a.png)\n"
        )
    done = CliRunner().invoke(main, ["-f", str(project.config), "build"])
    told = "https://a.example is barred by the site's policy: write `policy: {img-src: [https://a.example]}`"
    for page in ("about", "method"):
        assert done.output.count(f"{page}.md: {told}") == 1
    assert (project.site / "about/index.html").is_file()


def test_attributes_that_run_or_paint_around_a_page_are_told(project: Project) -> None:
    (project.root / "theme").mkdir()
    banner = '<p style="color: red" onclick="alert()">News</p>'
    (project.root / "theme/main.html").write_text(
        f'{{% extends "base.html" %}}{{% block announce %}}{banner}{{% endblock %}}'
    )
    project.edit("mkdocs.yml", "  name: material\n", "  name: material\n  custom_dir: theme\n")
    said = CliRunner().invoke(main, ["-f", str(project.config), "build"]).output
    assert said.count("is barred") == 2
    assert "`style=` in a tag is barred by the site's policy: say it in a file of `extra_css`" in said
    assert "`onclick=` in a tag is barred by the site's policy: say it in a file of `extra_javascript`" in said
    daybrief = "  - daybrief:\n"
    allowed = f"{daybrief}      policy: {{style-src: [\"'unsafe-inline'\"], script-src: [\"'unsafe-inline'\"]}}\n"
    project.edit("mkdocs.yml", daybrief, allowed)
    assert "is barred" not in CliRunner().invoke(main, ["-f", str(project.config), "build"]).output


WRITES = """
from pathlib import Path

def on_files(files, config):
    assert files.get_file_from_path("archive/index.md")
    return files

def on_post_build(config):
    old = Path(config.site_dir, "old/index.html")
    old.parent.mkdir()
    old.write_text("gone to /archive/")
"""


def test_what_another_plugin_writes_into_the_site_is_of_the_site(project: Project) -> None:
    """As `redirects` does for an address that is no more, wherever in the list it stands."""
    hooked(project, WRITES)
    for build in (project.build, project.build_on, project.build_on):
        assert (build() / "old/index.html").read_text() == "gone to /archive/"
    project.set(hooks=None)
    assert not (project.build_on() / "old/index.html").exists()
