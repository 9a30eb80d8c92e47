"""What stands around many pages, made once: a page of the theme with marks in place of all that differs.

The theme takes longer to print a page than all else together. So it prints one page of each kind, whose values are
marks, and pages are put together from the text between those.
"""

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

import msgspec

_MARK = re.compile(r"⟪(\w+)(&amp;amp;|&amp;|&)⟫|%E2%9F%AA(\w+)(%26amp%3B|%26)%E2%9F%AB")
_AS: dict[str, Callable[[str], str]] = {
    "&amp;": str,
    "&amp;amp;": html.escape,
    "&": html.unescape,
    "%26amp%3B": quote,
    "%26": lambda value: quote(html.unescape(value)),
}
"""What a template did with a value, told by what it made of the mark's ampersand."""


def mark(name: str) -> str:
    """What stands for a value: it shows afterwards whether a template escaped it, unescaped it or made an address."""
    return f"⟪{name}&amp;⟫"


class Frame(msgspec.Struct, array_like=True, frozen=True):
    """A printed page with marks in it."""

    texts: tuple[str, ...]
    """What stands between the marks."""
    marks: tuple[tuple[str, str], ...]
    """The name of each, and what was made of its ampersand."""

    def filled(self, values: Mapping[str, str]) -> str:
        """The page that has these values, each as HTML."""
        parts = [self.texts[0]]
        for (name, ampersand), text in zip(self.marks, self.texts[1:], strict=True):
            parts += (_AS[ampersand](values[name]), text)
        return "".join(parts)


def frame(printed: str) -> Frame:
    """The frame of a page that was printed with marks."""
    found = list(_MARK.finditer(printed))
    starts, ends = [0, *(one.end() for one in found)], [*(one.start() for one in found), len(printed)]
    texts = tuple(printed[start:end] for start, end in zip(starts, ends, strict=True))
    return Frame(texts, tuple((one[1] or one[3], one[2] or one[4]) for one in found))
