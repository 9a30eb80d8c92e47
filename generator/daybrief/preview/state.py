"""What browsers are shown: the last good site, and what is wrong since then."""

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from daybrief.preview.banner import Trouble
from daybrief.preview.snapshot import Snapshot


class Shown(NamedTuple):
    """What one browser is answered."""

    content: bytes | None
    """What stands at the path; None where nothing does."""
    there: bool
    """Whether there is a site at all by now."""
    troubles: tuple[Trouble, ...]
    mark: str
    """What it is known by: with another mark, the page loads itself anew."""


class State:
    """Changed by the loop, asked by each request: several threads use it.

    A page that cannot be made of the newest site is shown as the one before has it.
    """

    def __init__(self, fault: Callable[[Exception], Trouble]) -> None:
        """`fault` tells of a page that could not be made."""
        self._fault = fault
        self._moved = threading.Condition()
        self.mark = os.urandom(8).hex()
        """Of what is shown now."""
        self.site: Snapshot | None = None
        """The last good site."""
        self._before: Snapshot | None = None
        """The good site before it, for pages that the newer one turns out to have spoilt."""
        self._spoilt = set[str]()
        self.troubles: tuple[Trouble, ...] = ()
        """All that is wrong."""
        self._viewers = Counter[str]()

    def show(self, site: Snapshot) -> None:
        """Show a new site. What is wrong with it is what the pages tell that somebody looks at."""
        with self._moved:
            paths = sorted({"", *self._viewers, *self._spoilt})
        failed: dict[str, Trouble] = {}
        for path in paths:
            try:
                site.get(path)
            except Exception as error:  # noqa: BLE001 - a template can raise anything
                failed[path] = self._fault(error)
        with self._moved:
            if not self._spoilt:
                self._before = self.site
            self.site, self._spoilt = site, {*failed}
            self._move(tuple(dict.fromkeys(failed.values())))

    def warn(self, troubles: tuple[Trouble, ...]) -> bool:
        """Show what is wrong; tells whether it is something else than before."""
        with self._moved:
            if new := troubles != self.troubles:
                self._move(troubles)
            return new

    def _move(self, troubles: tuple[Trouble, ...]) -> None:
        self.troubles = troubles
        self.mark = os.urandom(8).hex()
        self._moved.notify_all()

    def get(self, path: str) -> Shown:
        """What to answer for a path. Never raises."""
        with self._moved:
            sites, mark = [site for site in (self.site, self._before) if site], self.mark
        content = None
        for site in sites:
            try:
                content = site.get(path)
                break
            except Exception as error:  # noqa: BLE001 - a template can raise anything
                if site is self.site:
                    self._spoil(path, error)
        with self._moved:
            # A page that tells what was just found in it is up to date; one of a site that is gone is not.
            same = [site for site in (self.site, self._before) if site] == sites
            return Shown(content, bool(sites), self.troubles, self.mark if same else mark)

    def has(self, path: str) -> bool:
        """Whether something stands at a path."""
        return bool(self.site and self.site.has(path))

    def _spoil(self, path: str, error: Exception) -> None:
        with self._moved:
            if path not in self._spoilt:
                self._spoilt.add(path)
                trouble = self._fault(error)
                if trouble not in self.troubles:
                    self._move((*self.troubles, trouble))

    @contextmanager
    def viewing(self, path: str) -> Iterator[Callable[[str, float], str]]:
        """While somebody looks at a page: gives what waits some seconds for another mark than one, and tells it."""

        def wait(mark: str, seconds: float) -> str:
            with self._moved:
                self._moved.wait_for(lambda: self.mark != mark, seconds)
                return self.mark

        with self._moved:
            self._viewers[path] += 1
        try:
            yield wait
        finally:
            with self._moved:
                self._viewers[path] -= 1
                self._viewers += Counter()  # keeps those above zero
