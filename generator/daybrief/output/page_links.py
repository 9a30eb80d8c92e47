"""Where links lead from the page that is being made, and pieces of HTML that several pages show."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from jinja2.runtime import Macro

from daybrief import urls

MOST_CACHED = 20_000
"""Pieces of HTML that are cached at a time."""


class PageLinks:
    """Links of the page that is being made, and pieces with such links. A template need not hand the page on.

    A preview makes pages in several threads: each has a page of its own.
    """

    def __init__(self) -> None:
        self._page: ContextVar[str] = ContextVar("page")
        self._pieces: dict[Any, str] = {}

    @contextmanager
    def of(self, url: str) -> Iterator[None]:
        """Make something of the page of an address meanwhile."""
        token = self._page.set(url)
        try:
            yield
        finally:
            self._page.reset(token)

    def to(self, address: str) -> str:
        """The way from the page to an address of the site. Raises LookupError where nothing is made of a page."""
        return urls.relative(address, self._page.get())

    def cached(self, macro: Macro, *values: Any) -> str:
        """What a macro makes of some values, kept for the next page that asks: many pages show the same.

        The macro may depend on its values, on the site's constants and on how deep the page is, and on nothing else.
        What leads to a place on the page itself is not kept.
        """
        key = (macro, self._page.get().count("/"), values)
        piece = self._pieces.get(key)
        if piece is None:
            piece = macro(*values)
            if 'href="#' not in piece:
                if len(self._pieces) >= MOST_CACHED:
                    self._pieces.clear()
                self._pieces[key] = piece
        return piece
