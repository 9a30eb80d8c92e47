"""What the theme puts around a page: it is asked on every page, and what it is made of is looked at whole."""

import shutil
from typing import Any

import pytest

from tests.projects import Project
from tests.reading import files


@pytest.fixture
def own(project: Project) -> Project:
    """A project with a theme of its own, which says something on one page only."""
    project.drop_days()
    project.own_templates()
    project.set(extra="{word: one}")
    (project.root / "templates/partials").mkdir(exist_ok=True)
    (project.root / "templates/partials/word.html").write_text("Word {{ config.extra.word }}.")
    only = "{% if page and page.url == 'places/hask/' %}{% include 'partials/word.html' %}{{ page.title }}{% endif %}"
    with (project.root / "templates/main.html").open("a") as main:
        main.write(f"{{% block announce %}}{only}{{% endblock %}}\n")
    return project


def test_what_only_one_page_shows_is_shown_anew_when_it_changes(own: Project) -> None:
    page = own.build_on() / "places/hask/index.html"
    assert "Word one.Hask" in page.read_text()
    own.edit("mkdocs.yml", "{word: one}", "{word: two}")
    own.build_on()
    assert "Word two.Hask" in page.read_text()
    own.edit("templates/partials/word.html", "Word", "The word")
    own.build_on()
    assert "The word two.Hask" in page.read_text()


HOOK = """
def on_page_context(context, page, config, nav):
    assert page.active
    context["config"]["extra"]["word"] = f"{page.url}-{page.meta.get('title')}-{len(nav.items)}"
    return context


def on_post_page(output, page, config):
    return "" if page.url == "plans/" else output.replace("</body>", f"<!-- {page.url} \\ud800 --></body>")
"""


def test_hooks_of_a_page_are_asked_on_ours_too(own: Project) -> None:
    (own.root / "hook.py").write_text(HOOK)
    own.set(hooks="[hook.py]")
    made: dict[str, Any] = files(own.build())
    assert b"Word places/hask/-Hask-7.Hask" in made["places/hask/index.html"]
    assert b"<!-- places/hask/ &#55296; --></body>" in made["places/hask/index.html"]
    assert made["plans/index.html"] == b""
    assert b"<!-- method/ " in made["method/index.html"]


def test_a_link_to_a_page_of_ours_may_begin_at_the_root_or_be_quoted(project: Project) -> None:
    links = "[Hask](/places/hask/index.md) [Senn](places/s%65nn/index.md)"
    (project.docs / "note.md").write_text(f"# Note\n\n{links}\n", "utf-8")
    project.set(validation="{absolute_links: relative_to_docs}", nav="[index.md, note.md, about.md, method.md]")
    shown = (project.build() / "note/index.html").read_text("utf-8")
    assert 'href="../places/hask/"' in shown
    assert 'href="../places/senn/"' in shown


def test_a_description_of_several_lines_is_the_same_in_a_page_of_a_known_kind(project: Project) -> None:
    """A front page is the only one of its kind, so a build made from nothing prints it whole."""
    project.edit("briefings/2032/2032-01-03.yml", "status: draft", "status: published")
    project.build_on()
    words = "text: |\n      Fog lies on the harbour.\n\n        It is thick."
    project.edit("briefings/2032/2032-01-03.yml", "text: Fog lies on the harbour.", words)
    made = files(project.build_on())
    shutil.rmtree(project.root / ".cache")
    shutil.rmtree(project.site)
    assert files(project.build_on()) == made
    assert b"Fog lies on the harbour. It is thick." in made["index.html"]
