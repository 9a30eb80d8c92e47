"""What of HTML a hand-written page may have, and nothing else: that of running text, and what Markdown makes.

No scripts, styles, forms, frames, embedded things or handlers; no address but those of the web, of mail and of phones.

What is typed is held to `RAW`, and told with its line. What Markdown's extensions make of a page is more: boxes of
tasks and tabs, icons, lines of code with numbers. A page can have them make anything (`{ onclick=… }`), so none of it
is trusted: `clean` lets through what they are known to make, with the values that they give it.
"""

import re
from collections import Counter
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
_ATTRIBUTES = """
    clip-rule cx cy d fill fill-rule height points r rx ry stroke stroke-linecap stroke-linejoin stroke-width transform
    viewBox width x x1 x2 xmlns y y1 y2
"""
_DRAWN = dict.fromkeys(
    ["svg", "g", "path", "circle", "ellipse", "line", "polygon", "polyline", "rect"], frozenset(_ATTRIBUTES.split())
)
"""Icons: shapes alone, which lead nowhere and run nothing."""
_MADE: Mapping[str, frozenset[str]] = _DRAWN | {
    "a": frozenset({"data-preview", "download", "name", "rel"}),
    "autoref": frozenset({"backlink-anchor", "backlink-type", "hover", "identifier", "optional", "slug"}),
    "col": frozenset(),
    "colgroup": frozenset(),
    "details": frozenset({"open"}),
    "div": frozenset({"data-tabs"}),
    "input": frozenset({"checked", "disabled", "name"}),  # no form sends it anywhere
    "label": frozenset({"for"}),
    "span": frozenset({"data-linenos"}),
    **dict.fromkeys(("td", "th"), frozenset({"style"})),
}
"""What extensions make besides."""
_VALUES = {
    **{cell: {"align": {"center", "left", "right"}} for cell in ("td", "th")},
    "a": {"target": {"_blank"}},
    "img": {"align": {"left", "right"}, "loading": {"eager", "lazy"}},
    "input": {"type": {"checkbox", "radio"}},
}
_OWN_ID = re.compile(r"(?!__)|__(?:codelineno|span|tabbed)[-_]")
"""Ids of a page's own. Material knows its parts by others that begin so: `__config` tells where its scripts lie."""
_TABS = re.compile(r"\d+:\d+")


def _kept(tag: str, name: str, value: str) -> str | None:
    """The value of an attribute that may be there, if it is one that may be."""
    if name in ("for", "id", "name") and not _OWN_ID.match(value):
        return None
    if (name == "data-tabs" and not _TABS.fullmatch(value)) or (tag in _DRAWN and "(" in value and name != "transform"):
        return None  # `url(…)` leads elsewhere
    return value


_CLEANER = nh3.Cleaner(
    tags={*RAW, *_MADE},
    attributes={name: {*RAW.get(name, ()), *_MADE.get(name, ())} for name in {*RAW, *_MADE}}
    | {"*": {*ANY} - {"markdown"}},
    tag_attribute_values=_VALUES,
    attribute_filter=_kept,
    filter_style_properties={"text-align"},  # of columns
    url_schemes={*SCHEMES},
    link_rel=None,
    strip_comments=False,
)


def clean(html: str) -> tuple[str, list[str]]:
    """The HTML of a page without what no page may hold, and what was taken out: `script`, or `a onclick`."""
    cleaned = _CLEANER.clean(html)
    return cleaned, sorted(_named(html) - _named(cleaned))


def _named(html: str) -> Counter[str]:
    """How often HTML has each element, and each attribute of it."""
    found = Counter[str]()
    for tag in TAG.finditer(blanked(html, comments(html))):
        if name := _NAME.match(tag[0]):
            attributes = (one[1].lower() for one in _ATTRIBUTE.finditer(tag[0], name.end()))
            found[name[1].lower()] += 1
            found.update(f"{name[1].lower()} {one}" for one in attributes if one != "markdown")
    return found


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


def asks_for_markdown(tag: str) -> bool:
    """Whether what stands in an element is read as Markdown: `<div markdown>`, `<p markdown="span">`."""
    given = {one[1].lower(): (one[2] or "1").strip("\"'") for one in _ATTRIBUTE.finditer(tag)}
    return tag.endswith(">") and given.get("markdown") in ("1", "block", "span", "markdown")


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
