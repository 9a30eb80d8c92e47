"""Whose mistake an exception is: told in one line with its place, or nobody's."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError
from markdown import Extension, Markdown
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from daybrief import failures

ROOT = Path("/project")


def fallen(error: BaseException, *files: str) -> BaseException:
    """An error that was raised in the last of some files, where each calls the next on its third line."""

    def within(file: str, inner: Callable[[], None]) -> Callable[[], None]:
        code = compile("\n\ninner()\n", str(ROOT / file), "exec")
        return lambda: exec(code, {"inner": inner})

    def fall() -> None:
        raise error

    for file in reversed(files):
        fall = within(file, fall)
    with pytest.raises(type(error)) as raised:
        fall()
    return raised.value


def syntax(name: str | None = None, line: int | None = None) -> SyntaxError:
    return SyntaxError("odd", (None if name is None else str(ROOT / name), line, 1, "x"))


@pytest.mark.parametrize(
    ("error", "files", "told"),
    [
        (KeyError("x"), ["templates/pages/day.html"], "templates/pages/day.html:3: KeyError: 'x'"),
        (KeyError("x"), ["templates/feed.xml"], "templates/feed.xml:3: KeyError: 'x'"),
        (KeyError("x"), ["a.html", "b.html", "filter.py"], "b.html:3: KeyError: 'x'"),
        (ValueError("two\n  lines"), ["../a.html"], "../a.html:3: ValueError: two lines"),
        (FileNotFoundError(2, "gone", "/x"), ["a.html"], "a.html:3: FileNotFoundError: [Errno 2] gone: '/x'"),
        (KeyError("x"), ["hook.py"], ""),
        (KeyError("x"), [], ""),
        (ValueError("long " * 100), ["a.html"], f"a.html:3: ValueError: {'long ' * 57}lon …"),
        (failures.TemplateFailed("a.html:1: x"), ["b.html"], "a.html:1: x"),
        (TemplateSyntaxError("odd", 7, filename=str(ROOT / "a.html")), ["b.html"], "a.html:7: odd"),
        (TemplateSyntaxError("odd", 7), ["b.html"], "b.html:3: TemplateSyntaxError: odd line 7"),
        (TemplateNotFound("c.html"), ["b.html"], "b.html:3: TemplateNotFound: c.html"),
        (TemplateNotFound("c.html"), [], "no template is called c.html"),
    ],
)
def test_a_failure_in_a_template_is_told_with_the_innermost_line(
    error: BaseException, files: list[str], told: str
) -> None:
    assert failures.of_template(fallen(error, *files), ROOT) == told


@pytest.mark.parametrize(
    "error",
    [
        *(TemplateNotFound("x"), ZeroDivisionError("x"), AttributeError("x"), KeyError("x"), TypeError("x")),
        *(UnicodeError("x"), RecursionError("x"), MemoryError("x")),
    ],
    ids=lambda error: type(error).__name__,
)
def test_what_goes_wrong_in_a_template_is_one_kind_of_error(error: Exception) -> None:
    with pytest.raises(failures.TemplateFailed, match=r"^a\.html:3: ") as raised, failures.blaming(ROOT):
        raise fallen(error, "a.html")
    assert raised.value.__cause__ is error


def test_a_fault_of_the_program_stays_what_it_is() -> None:
    error = fallen(KeyError("x"), "program.py")
    with pytest.raises(KeyError) as raised, failures.blaming(ROOT):
        raise error
    assert raised.value is error


@pytest.mark.parametrize("error", [OSError("x"), KeyboardInterrupt()], ids=lambda error: type(error).__name__)
def test_a_failing_disk_is_no_mistake_of_a_template(error: BaseException) -> None:
    with pytest.raises(type(error)) as raised, failures.blaming(ROOT):
        raise fallen(error, "a.html")
    assert raised.value is error


class One(BasePlugin):
    def call(self, inner: Callable[[], Any]) -> None:
        inner()


class Other(One):
    pass


class Thing:
    def fail(self) -> None:
        raise KeyError("a\nb")


def test_a_failure_is_told_of_the_outermost_plugin_that_is_not_ours() -> None:
    ours, one, other = One(), One(), Other()

    def told(*plugins: One) -> str:
        inner = Thing().fail
        for plugin in reversed(plugins):
            inner = lambda plugin=plugin, inner=inner: plugin.call(inner)  # noqa: E731
        with pytest.raises(KeyError) as raised:
            inner()
        return failures.of_plugin(raised.value, BasePlugin, ours)

    assert told(ours, one, other) == told(one) == rf"the plugin `One` of {__name__} failed: KeyError: 'a\nb'"
    assert told(ours, other, one) == rf"the plugin `Other` of {__name__} failed: KeyError: 'a\nb'"
    assert told(ours) == told() == ""


@pytest.mark.parametrize(
    ("error", "files", "told"),
    [
        (KeyError("x"), ["hooks/a.py"], "hooks/a.py:3: KeyError: 'x'"),
        (KeyError("x"), ["hooks/a.py", "hooks/b.py", "other.py"], "hooks/b.py:3: KeyError: 'x'"),
        (KeyError("x"), ["other.py"], ""),
        (syntax("hooks/a.py", 7), [], "hooks/a.py:7: SyntaxError: odd"),
        (syntax("hooks/a.py"), [], "hooks/a.py:1: SyntaxError: odd"),
        (syntax("other.py", 7), ["hooks/b.py"], "hooks/b.py:3: SyntaxError: odd (other.py, line 7)"),
        (syntax(), ["hooks/b.py"], "hooks/b.py:3: SyntaxError: odd"),
        (syntax("other.py", 7), [], ""),
        (
            FileNotFoundError(2, "gone", str(ROOT / "hooks/a.py")),
            ["hooks/b.py"],
            "hooks/b.py:3: FileNotFoundError: [Errno 2] gone: '/project/hooks/a.py'",
        ),
    ],
)
def test_a_failure_in_a_hook_is_told_with_the_innermost_line(error: BaseException, files: list[str], told: str) -> None:
    hooks = {str(ROOT / "hooks" / name) for name in ("a.py", "b.py")}
    assert failures.of_hook(fallen(error, *files), hooks, ROOT) == told


class Broken(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        raise KeyError("x")


def test_a_failure_at_a_page_is_told_with_its_file(tmp_path: Path) -> None:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Letters", "docs_dir": str(tmp_path), "site_dir": "/nowhere"})
    assert config.validate() == ([], [])
    (tmp_path / "a").mkdir()
    (tmp_path / "a/b.md").write_bytes(b"caf\xe9")
    page = Page("Title", File("a/b.md", str(tmp_path), "/nowhere", True), config)
    with pytest.raises(UnicodeDecodeError) as unread:
        page.read_source(config)
    assert failures.of_page(unread.value).startswith("a/b.md: Markdown could not read the page: UnicodeDecodeError: ")
    page.markdown, config.markdown_extensions = "Words", [Broken()]
    with pytest.raises(KeyError) as unmade:
        page.render(config, Files([]))
    assert failures.of_page(unmade.value) == "a/b.md: Markdown could not read the page: KeyError: 'x'"


def test_a_failure_elsewhere_is_no_pages() -> None:
    with pytest.raises(ZeroDivisionError) as template:
        Environment().from_string("{{ 1 / 0 }}").render()
    with pytest.raises(AttributeError) as program:
        Page("Title", File("a.md", "", "", True), None)
    assert failures.of_page(template.value) == failures.of_page(program.value) == ""
