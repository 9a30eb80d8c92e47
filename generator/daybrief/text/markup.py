"""Inline text: the written subset of markup that an editor may use, and nothing more.

`*emphasis*`, `**strong**`, `` `code` `` and `[words](https://…)` after CommonMark; anything else shows as it was typed.
An address is one that `daybrief.text.addresses` takes, and shows as typed too.
"""

import re
from functools import cache
from html import escape, unescape
from typing import TYPE_CHECKING

from markupsafe import Markup

from daybrief.diagnostics import shown
from daybrief.text import addresses
from daybrief.text.addresses import Fault

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline

_MARKED = re.compile(r"[*`\[]")
_TAG = re.compile("<[^>]*>")
_TARGET = re.compile(r"\(([^()\n]*(?:\([^()\n]*\)[^()\n]*)*)\)")
_TITLE = re.compile(r"\s+[\"'(]")
_WORD = re.compile(r"[^\W_]")
_SHAPE = "write `[words](https://…)`"


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # when a text has markup: most commands read few, and it takes a while to load
    from markdown_it.rules_inline.emphasis import tokenize as emphasis

    parser = MarkdownIt("zero").enable(["emphasis", "backticks", "link"])
    parser.inline.ruler.at("emphasis", lambda state, silent: state.src[state.pos] == "*" and emphasis(state, silent))
    parser.inline.ruler.at("link", _link)
    return parser


def _link(state: "StateInline", silent: bool) -> bool:
    """`[words](address)`, without CommonMark's titles, `<address>`, references, entities or escapes.

    In the environment it is noted, by its place, what is wrong with a link that shows as typed.
    """
    start, most = state.pos, state.posMax
    end = state.md.helpers.parseLinkLabel(state, start, True) if state.src[start] == "[" else -1
    if end < 0 or not state.src.startswith("(", end + 1):
        return False
    target = _TARGET.match(state.src, end + 1, most)
    if wrong := _fault(state.src[start + 1 : end], target[1] if target else None):
        state.env.setdefault("wrong", {})[start] = wrong
        return False
    assert target, "else there is a fault"
    if not silent:
        state.pos, state.posMax = start + 1, end
        state.push("link_open", "a", 1).attrs = {"href": target[1]}
        state.md.inline.tokenize(state)
        state.push("link_close", "a", -1)
    state.pos, state.posMax = target.end(), most
    return True


def _fault(words: str, address: str | None) -> Fault | None:
    if address is None:
        return f"the link {shown(f'[{words}](')} is not closed", f"put `)` behind its address: {_SHAPE}"
    if not readable(words):
        return f"the link to {shown(address)} has no words", _SHAPE
    if title := _TITLE.search(address):
        return "a link has no title", f"take {shown(address[title.start() :].strip())} out: {_SHAPE}"
    return addresses.fault(address)


def inline(text: str) -> Markup:
    """The text as HTML: markup rendered, everything else escaped."""
    return Markup(_parser().renderInline(text) if _MARKED.search(text) else escape(text))


def plain(text: str) -> str:
    """The words alone, for titles, feeds' summaries and search."""
    return unescape(_TAG.sub("", inline(text))) if _MARKED.search(text) else text


def readable(text: str) -> bool:
    """Whether there is something to read: a letter or a digit."""
    return _WORD.search(text) is not None


def fault(text: str) -> Fault | None:
    """What is wrong with the first link in `text` that shows as typed, and a hint; None if there is none."""
    if "](" not in text:
        return None
    found: dict[str, dict[int, Fault]] = {"wrong": {}}
    _parser().parseInline(text, found)
    return min(found["wrong"].items(), default=(0, None))[1]


def links(text: str) -> list[str]:
    """The addresses that `text` leads to."""
    if "](" not in text:
        return []
    tokens = _parser().parseInline(text)[0].children or []
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]
