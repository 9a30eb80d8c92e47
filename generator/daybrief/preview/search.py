"""The search of a preview: its index is made when the search is first opened, and anew when it is opened later."""

import threading
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from daybrief.engine.files import bring, walk, withdraw
from daybrief.failures import said
from daybrief.output import search_index
from daybrief.preview.snapshot import Snapshot
from daybrief.preview.state import State

DOCUMENTS = "documents"


class Index:
    """The index of the site that is shown, or of one shown shortly before."""

    def __init__(self, state: State, say: Callable[[str], None]) -> None:
        """`say` is told why there is no index."""
        self._state, self._say = state, say
        self._making = threading.Lock()
        self._folder: TemporaryDirectory[str] | None = None
        self._indexing: search_index.Indexing | None = None
        self._of: Snapshot | None = None
        self._closed = False

    def get(self, path: str) -> bytes | None:
        """A file of the index, by its path in the site. The first one waits until there is an index."""
        if self._of is None:
            self._make()
        elif path == f"{search_index.FOLDER}/{search_index.PIECES}" and self._of is not self._state.site:
            threading.Thread(target=self._make, daemon=True).start()  # until it is done, the older one serves
        if self._folder is None or "\0" in path:
            return None
        root = Path(self._folder.name, search_index.FOLDER).resolve()
        with suppress(OSError):  # such as a name that is too long
            file = Path(self._folder.name, path).resolve()
            return file.read_bytes() if file.is_relative_to(root) and file.is_file() else None
        return None

    def _make(self) -> None:
        with self._making:
            site = self._state.site
            if site is None or site is self._of or self._closed:
                return
            try:
                self._index(site)
            except Exception as error:  # noqa: BLE001 - a template can raise anything, and Pagefind can fail
                if not self._closed:
                    self._say(f"The search has no index: {said(error)}")
            else:
                self._of = site

    def _index(self, site: Snapshot) -> None:
        self._folder = self._folder or TemporaryDirectory(prefix="daybrief-", ignore_cleanup_errors=True)
        root = Path(self._folder.name)
        sums: dict[str, bytes] = {}
        for path, html in site.documents():
            sums[path] = bring(root / DOCUMENTS / path / "index.html", html.encode()).digest
            if self._closed:
                return
        withdraw(root / DOCUMENTS, {*walk(root / DOCUMENTS)} - {f"{path}index.html" for path in sums})
        self._indexing = search_index.Indexing(root / "cache", root / DOCUMENTS, site.site.content.settings.language)
        with closing(self._indexing):
            self._indexing.start(sums)
            self._indexing.finish(root, site.names())

    def close(self) -> None:
        """End what is being made, and leave nothing."""
        self._closed = True
        for run in list(self._indexing.runs.values()) if self._indexing else ():
            run.process.kill()
        if self._making.acquire(timeout=0.5) and self._indexing:  # what was being made has noticed
            self._indexing.close()
        if self._folder:
            self._folder.cleanup()
