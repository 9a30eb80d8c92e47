"""What of HTML a hand-written page may have, and nothing else: that of running text.

No scripts, styles, forms, frames, embedded things or handlers; no address but those of the web, of mail and of phones.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from urllib.parse import urlsplit

import nh3

from daybrief.diagnostics import shown
from daybrief.text import addresses as web

SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_BLOCKS = """
    blockquote dd details div dl dt figcaption figure h1 h2 h3 h4 h5 h6 li ol p pre section summary table tbody td tfoot
    th thead tr ul
"""
BLOCKS = _BLOCKS.split()
"""Those that Markdown leaves alone with all that is in them, if they begin a line."""
_OTHERS = """
    abbr b bdi bdo br caption cite code del dfn em hr i ins kbd mark q rp rt ruby s samp small span strong sub sup u
    var wbr
"""
RAW: Mapping[str, frozenset[str]] = {
    **dict.fromkeys([*BLOCKS, *_OTHERS.split()], frozenset[str]()),
    "a": frozenset({"href"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start", "reversed"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
    "time": frozenset({"datetime"}),
}
"""The elements that a page may have as raw HTML, each with its attributes besides `ANY`."""
ANY = frozenset({"class", "dir", "id", "lang", "title", "markdown"})
TAG = re.compile(r"""<[a-zA-Z!?](?:"[^"]*"|'[^']*'|[^<>"'])*+>?""")
"""What opens an element, or what a browser might take for that; it may be left open."""
_NAME = re.compile(r"<([a-zA-Z][^\s/>]*)")
_NO_BREAK = re.compile(r"[^\n]")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"'=<>`]+))?""")
_ENTITY = re.compile(r"&(?:#[0-9]+;?|#[xX][0-9a-fA-F]+;?|\w+;)")
"""What an address has for a sign; `&lt=1` in it has none."""
_TAGS = {*RAW, "col", "colgroup", "label", "input"}  # lists of tasks and tabs have boxes, which no form sends anywhere
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={name: {*RAW[name], "style"} for name in RAW}
    | {"*": {*ANY} - {"markdown"}, "label": {"for"}, "input": {"checked", "disabled", "name"}},
    tag_attribute_values={"input": {"type": {"checkbox", "radio"}}},
    filter_style_properties={"text-align"},  # of columns
    url_schemes={*SCHEMES},
    link_rel=None,
    strip_comments=False,
)


def clean(html: str) -> tuple[str, list[str]]:
    """The HTML of a page without what no page may hold, and the names of the elements that were taken out."""
    named = {name.lower() for name in _NAME.findall(blanked(html, comments(html)))}
    return _CLEANER.clean(html), sorted(named - _TAGS)


def comments(html: str) -> Iterator[tuple[int, int]]:
    """Where each comment begins and ends. What is left open is none."""
    end = 0
    while (start := html.find("<!--", end)) >= 0 and (close := html.find("-->", start + 4)) >= 0:
        end = close + 3
        yield start, end


def blanked(text: str, spans: Iterable[tuple[int, int]], sign: str = " ") -> str:
    """The text with a sign for each other one in some places, line for line."""
    pieces, done = list[str](), 0
    for start, end in spans:
        pieces += [text[done:start], _NO_BREAK.sub(sign, text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])


def refused(tag: str) -> Iterator[str]:
    """Why a page may not have a tag."""
    name = _NAME.match(tag)
    if name is None:
        comment = tag.startswith("<!--")
        yield ("a comment is not closed, or goes on within a text" if comment else "a page may not have declarations")
        return
    if name[1].lower() not in RAW:
        yield f"a page may not have `<{name[1]}>`"
    elif not tag.endswith(">"):
        yield f"`<{name[1]}` is not closed"
    elif "<" in tag[1:]:
        yield f"`<{name[1]}>` holds a `<`, which is `&lt;` there"
    for attribute in _ATTRIBUTE.finditer(tag, name.end()):
        if attribute[1].lower() not in {*ANY, *RAW.get(name[1].lower(), ())}:
            yield f"`<{name[1]}>` may not have `{attribute[1]}`"


def addresses(tag: str) -> Iterator[tuple[int, str]]:
    """The addresses in a tag, and where in it each stands."""
    for attribute in _ATTRIBUTE.finditer(tag):
        if attribute[1].lower() in ("href", "src") and attribute[2]:
            yield attribute.start(2), attribute[2].strip("\"'")


def bad_address(address: str) -> web.Fault | None:
    """Why a page may not lead to an address, and what to do about it; None if it may."""
    hint = "write an address with https:// or http://, or a file's name"
    try:
        scheme = urlsplit(re.sub(r"[\x00-\x20]", "", unescape(address))).scheme.lower()
    except ValueError:
        return f"{shown(address)} is no address", hint
    if scheme and scheme not in SCHEMES:
        return f"a page may not lead to {shown(address)}", hint
    read = _ENTITY.sub(lambda entity: unescape(entity[0]), address).strip()
    # Browsers take `//x`, `/\\x` and the like for the name of a site.
    return web.fault(read) if scheme in ("http", "https") or re.match(r"[/\\]\s*[/\\]", read) else None
