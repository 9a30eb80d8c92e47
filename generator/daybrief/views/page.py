"""A page: where it stands, which template shows it, and all that it shows; and the task that makes it."""

from collections.abc import Callable
from typing import Any

import msgspec


class View(msgspec.Struct, frozen=True, array_like=True):
    """Plain, frozen data that a template shows; of equal parts, equal."""


class Page(View, frozen=True):
    """One page of the site. Its view is plain, frozen data: the page is a pure function of it."""

    url: str
    """The address, relative to the site's root; one without a slash at its end is of a file that is no HTML."""
    template: str
    """The template's name: of one in `templates/pages/` without its ending, of any other in full."""
    view: Any
    source: str = ""
    """The file that an editor changes to change the page: a path in `docs_dir`."""


class Task(View, frozen=True):
    """A page that can be made: all but its view, and what makes that from the answers that the ledger gives then."""

    url: str
    template: str
    view: Callable[[], Any]
    source: str = ""
    date: str = ""
    """The day that the page is of, where it is of one."""

    def make(self) -> Page:
        """The page, with its view as it is now."""
        return Page(self.url, self.template, self.view(), self.source)
