"""A page: where it stands, which template shows it, and all that it shows; and the task that makes it."""

from collections.abc import Callable
from typing import Any, NamedTuple


class Page(NamedTuple):
    """One page of the site. Its view is plain, frozen data: the page is a pure function of it."""

    url: str
    """The address, relative to the site's root."""
    template: str
    """The template's name in `templates/pages/`, without its ending."""
    view: Any
    description: str = ""
    source: str = ""
    """The file that an editor changes to change the page: a path in `docs_dir`."""
    draft: bool = False


class Task(NamedTuple):
    """What makes a page, from the answers that the ledger gives meanwhile."""

    url: str
    make: Callable[[], Page]
    date: str = ""
    """The day that the page is of, where it is of one."""
