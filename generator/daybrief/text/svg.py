"""Drawn pictures (SVG), and what none may hold: a browser that opens one by itself runs it as it runs a page.

As an `<img>` it runs nothing. But it has an address of its own, and there the policy of our pages does not hold.
"""

import re
from xml.parsers import expat

_SVG = "http://www.w3.org/2000/svg"
_LIVE = {"http://www.w3.org/1999/xhtml", "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/1999/XSL/Transform"}
"""Namespaces that a browser obeys within a picture; of others, such as an editor's own, it takes no notice."""
_RUN = {"script", "foreignObject", "handler", "listener", "iframe", "object", "embed", "audio", "video", "canvas"}
_DRAWN = re.compile(r"#|data:image/(?:png|jpeg|gif|webp|avif)[;,]")
"""What a link draws that leads nowhere else."""
_LEADING = re.compile(r"#|https?://")
_ELSEWHERE = re.compile(r"\\|@import|url\((?!\s*[\"']?(?:#|data:))|(?:image|image-set|src)\(", re.IGNORECASE)
"""In a style, what fetches something, or may hide that it does."""


class _Found(Exception):
    """What a picture may not hold; the text says it."""


def why_unsafe(data: bytes) -> tuple[int, str] | None:
    """The line of what a picture may not hold, and what that is; None for one that is safe."""
    parser = expat.ParserCreate(namespace_separator=" ")
    within: list[str] = []
    """The elements that are open."""

    def begin(name: str, attributes: dict[str, str]) -> None:
        _look_at(name, attributes, first=not within)
        within.append(name)

    def text(words: str) -> None:
        if within[-1] == f"{_SVG} style" and _ELSEWHERE.search(words):
            raise _Found("its style names another file")

    def say(version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "utf-8").lower() not in ("ascii", "us-ascii", "utf-8", "utf-16"):
            raise _Found(f"it is written in {encoding}")  # of which others than browsers make something else

    def declare(name: str, system: str | None, public: str | None, internal: int) -> None:
        if internal:
            raise _Found("it declares entities or attributes")

    def instruct(target: str, words: str) -> None:
        raise _Found(f"it holds `<?{target}`")

    parser.buffer_text = True
    parser.StartElementHandler, parser.CharacterDataHandler = begin, text
    parser.EndElementHandler, parser.XmlDeclHandler = lambda name: within.pop(), say
    parser.StartDoctypeDeclHandler, parser.ProcessingInstructionHandler = declare, instruct
    try:
        parser.Parse(data, True)
    except _Found as found:
        return parser.CurrentLineNumber, str(found)
    except (expat.ExpatError, ValueError, LookupError) as error:  # the latter two are of encodings
        return parser.CurrentLineNumber, f"it is no SVG: {error}"
    return None


def _look_at(name: str, attributes: dict[str, str], *, first: bool) -> None:
    space, _, local = name.rpartition(" ")
    if first and name != f"{_SVG} svg":
        raise _Found("it does not begin with `<svg xmlns=…>`")
    if space in _LIVE or local in _RUN:
        raise _Found(f"it holds `<{local}>`")
    for key, value in attributes.items():
        _, named, own = key.rpartition(" ")
        animated = own == "attributeName" and re.match(r"on|.*href$", value, re.IGNORECASE)
        if re.match("on", own, re.IGNORECASE) or animated:
            raise _Found(f"it holds `{value if animated else own}`, which can run a script")
        if own == "href" and not (_LEADING if local == "a" else _DRAWN).match(value):
            raise _Found(f"`<{local}>` leads to another file")
        if not named and own != "href" and _ELSEWHERE.search(value):
            raise _Found(f"its `{own}` names another file")
