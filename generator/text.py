"""Inline text: the written subset of markup that an editor may use, and nothing more.

`*emphasis*`, `**strong**`, `` `code` `` and `[words](https://…)` after CommonMark; anything else shows as it was typed.
"""

import re
from functools import cache
from html import escape, unescape

from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKED = re.compile(r"[*`\[]")
_TAG = re.compile("<[^>]*>")
_CODE = re.compile("`[^`]+`")
_LINK = re.compile(r"\[[^\[\]]*\]\(\s*<?([^)\s>]*)")
_WEB = re.compile(r"https?://[^\s/?#@\[\]]+(?:[/?#]|$)", re.IGNORECASE)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("zero", {"html": False, "linkify": False, "typographer": False})
    parser.enable(["emphasis", "backticks", "link", "balance_pairs", "fragments_join"], ignoreInvalid=True)
    # The two hooks that the library documents for this are methods, to be replaced.
    parser.validateLink = lambda url: _WEB.match(url) is not None  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


def inline(text: str) -> Markup:
    """The text as HTML: markup rendered, everything else escaped."""
    html = _parser().renderInline(text) if _MARKED.search(text) else 'href=""'
    # A link without an address is the one that the library does not ask `validateLink` about: it shows as typed.
    return Markup(escape(text) if 'href=""' in html else html)


def plain(text: str) -> str:
    """The words alone, for titles, feeds' summaries and search."""
    return unescape(_TAG.sub("", inline(text))) if _MARKED.search(text) else text


def bad_link(text: str) -> str:
    """The address of the first link in `text` that is no web address (`](` where it has none); empty if all are."""
    if "](" not in text:
        return ""
    return next((url or "](" for url in _LINK.findall(_CODE.sub(" ", text)) if not _WEB.match(url)), "")
