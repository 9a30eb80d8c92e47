"""Other plugins and `hooks` at generated pages, which have no Markdown and no file for them to read."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import MethodType
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from daybrief.failures import TemplateFailed, of_hook, said
from daybrief.plugin.config_file import hooks
from daybrief.plugin.theme import BriefPage

_OF_MARKDOWN = ("pre_page", "page_markdown", "page_content")
"""What is asked of a page before it has its HTML."""
WRITTEN = frozenset(
    {
        *("git-authors", "git-committers", "git-revision-date-localized", "material/social", "rss"),
        *("encryptcontent", "pdf-export", "print-site", "to-pdf", "with-pdf"),
    }
)
"""Plugins that remember of each page what they read in its Markdown or its file: they are left to hand-written ones."""


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
            root = Path(config.config_file_path).parent
            of_file = of_hook(error, hooks(config, Path(config.config_file_path)), root)
            why = of_file or f"the plugin `{name}` failed: {said(error)}"
            raise TemplateFailed(f"{why} (at the generated page /{page.url})") from error

    return MethodType(hook, plugin) if plugin else partial(hook, None)
