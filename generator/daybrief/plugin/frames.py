"""What stands around many pages, made once: a page of the theme with marks in place of all that differs.

The theme takes longer to print a page than all else together. So it prints one page of each kind, whose values are
marks, and pages are put together from the text between those.
"""

import html
import re
from collections.abc import Callable, Mapping
from urllib.parse import quote

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


class Frame:
    """A printed page with marks in it."""

    def __init__(self, printed: str) -> None:
        found = list(_MARK.finditer(printed))
        starts, ends = [0, *(one.end() for one in found)], [*(one.start() for one in found), len(printed)]
        self._texts = [printed[start:end] for start, end in zip(starts, ends, strict=True)]
        self._values = [(one[1] or one[3], _AS[one[2] or one[4]]) for one in found]

    def filled(self, values: Mapping[str, str]) -> str:
        """The page that has these values, each as HTML."""
        parts = [self._texts[0]]
        for (name, transformed), text in zip(self._values, self._texts[1:], strict=True):
            parts += (transformed(values[name]), text)
        return "".join(parts)
