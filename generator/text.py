"""Inline text: the written subset of markup that an editor may use, and nothing more.

`*emphasis*`, `**strong**`, `` `code` `` and `[words](https://…)` after CommonMark; anything else shows as it was typed.
"""

import re
from functools import cache
from html import escape

from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKED = re.compile(r"[*`\[]")
_CODE = re.compile("`[^`]+`")
_LINK = re.compile(r"\[[^\[\]]*\]\(\s*<?([^)\s>]*)")
_WEB = re.compile(r"https?://[^\s/?#@\[\]]+(?:[/?#]|$)", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["emphasis", "backticks", "link", "balance_pairs", "fragments_join"], ignoreInvalid=True)
    parser.validateLink = lambda url: _WEB.match(url) is not None  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def inline(text: str) -> Markup:
    """The text as HTML: markup rendered, everything else escaped."""
    if not _MARKED.search(text):
        return Markup(escape(text))
    return Markup(_parser().renderInline(text))


def plain(text: str) -> str:
    """The words alone, for titles, feeds' summaries and search."""
    if not _MARKED.search(text):
        return text
    return "".join(
        child.content for token in _parser().parseInline(text) for child in token.children or () if child.content
    )


def bad_link(text: str) -> str:
    """The address of the first link in `text` that is no web address (`()` where it has none); empty if all are."""
    if "](" not in text:
        return ""
    return next((url or "()" for url in _LINK.findall(_CODE.sub("", text)) if not _WEB.match(url)), "")
