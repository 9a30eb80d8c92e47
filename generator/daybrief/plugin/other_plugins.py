"""Other plugins and `hooks`: what they name, and what they see of generated pages, which have no Markdown to read."""

import fnmatch
import posixpath
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from types import MethodType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from daybrief.content.files import files
from daybrief.engine.files import regular
from daybrief.failures import TemplateFailed, of_hook, said
from daybrief.plugin.config_file import hooks
from daybrief.plugin.theme import BriefPage

_OF_MARKDOWN = ("pre_page", "page_markdown", "page_content")
"""What is asked of a page before it has its HTML."""
WRITTEN = {
    *("git-authors", "git-committers", "git-revision-date-localized", "material/social", "rss"),
    *("encryptcontent", "pdf-export", "print-site", "to-pdf", "with-pdf"),
}
"""Plugins that remember of each page what they read in its Markdown or its file: they are left to hand-written ones."""

_NAVS = {"awesome-nav": "filename", "awesome-pages": "filename", "literate-nav": "nav_file"}
"""Plugins that have the nav in files beside the pages, and the setting that says how those are called."""


def pages_of(config: MkDocsConfig) -> list[str]:
    """The hand-written pages that other plugins name, as patterns of the kind that `not_in_nav` has."""
    blogs: list[Any] = [one.config for name, one in config.plugins.items() if name.split(" #")[0] == "material/blog"]
    named = ["*.md"] if config.plugins.keys() & _NAVS else []
    named += [posixpath.normpath(f"/{blog.blog_dir}/**/*.md") for blog in blogs if blog.enabled]
    return [*named, "!.*"] if named else []


def left_out(config: MkDocsConfig) -> Iterator[str]:
    """The files in `docs_dir` that the plugin `exclude` keeps from being published."""
    listed: Any = config.plugins["exclude"].config["glob"] if "exclude" in config.plugins else None
    for glob in [listed] if isinstance(listed, str) else listed or ():
        yield from fnmatch.filter((name for name, _ in files(Path(config.docs_dir))), glob)


def navs(config: MkDocsConfig) -> Iterator[tuple[str, str]]:
    """The files that other plugins have the nav in: path in `docs_dir`, and text."""
    names = {config.plugins[name].config[option] for name, option in _NAVS.items() if name in config.plugins}
    for file in sorted(Path(config.docs_dir).rglob("*")) if names else ():
        if file.name in names and regular(file):
            yield file.relative_to(config.docs_dir).as_posix(), file.read_text(encoding="utf-8", errors="replace")


def pass_over(config: MkDocsConfig) -> None:
    """Have hooks pass over generated pages where those have nothing for them, and name in a line what fails there."""
    for event in (*_OF_MARKDOWN, "page_context", "post_page"):
        config.plugins.events[event] = [_passing_over(config, event, method) for method in config.plugins.events[event]]


def _passing_over(config: MkDocsConfig, event: str, method: Callable[..., Any]) -> Callable[..., Any]:
    plugin = getattr(method, "__self__", None)  # none has the function of a file of `hooks`
    name = next((name for name, one in config.plugins.items() if one is plugin), "")

    def hook(_: object, item: Any, **given: Any) -> Any:
        page = given.get("page", item)
        if not isinstance(page, BriefPage):
            return method(item, **given)
        if event in _OF_MARKDOWN or name in WRITTEN:
            return None
        try:
            return method(item, **given)
        except Exception as error:  # it may have to come out of a process, where only its words do
            file = Path(config.config_file_path)
            why = of_hook(error, hooks(config, file), file.parent) or f"the plugin `{name}` failed: {said(error)}"
            raise TemplateFailed(f"{why} (at the generated page /{page.url})") from error

    return MethodType(hook, plugin) if plugin else partial(hook, None)
