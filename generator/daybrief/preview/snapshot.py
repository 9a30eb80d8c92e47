"""The site in memory: read and put together, while each page is made, and each copy read, when somebody asks for it."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from daybrief import urls
from daybrief.output import feeds, search_names
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.state import Texts
from daybrief.plugin.config_file import SiteConfig
from daybrief.source import MAX_BYTES
from daybrief.views import Page, Task
from daybrief.views.search import FOLDER, NOW, document_tasks, page_document

printing = threading.Lock()
"""Held while a page is made: templates and the ledger are not for several threads at once."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A sound site as it was at some time. Its pages can be made later too, whatever has become of its files.

    Its copies are the files as they are now.
    """

    config: SiteConfig
    site: SiteContent
    html: Callable[[Page], bytes]
    """Makes a page, with the theme around it."""
    tasks: Mapping[str, Task]
    """By address."""
    copies: Mapping[str, str]
    """By path in the site: days and other files of `docs_dir` that are published as they are, read anew each time."""
    handwritten: Texts
    written: Mapping[str, bytes]
    """By path in the site: what MkDocs writes itself, and the theme's own files."""

    def has(self, path: str) -> bool:
        """Whether something stands at a path."""
        made = path in self.tasks or path == urls.FEED or urls.page_file(path) in self.written
        return made or self._copied(path) is not None

    def get(self, path: str) -> bytes | None:
        """What stands at a path such as `2025/12/03/` or `feed.xml`; None where nothing does.

        Raises what a template raises that is not as it should be.
        """
        if task := self.tasks.get(path):
            with printing:
                return self.html(task.make())
        if path == urls.FEED:
            settings, ledger, renderer = self.site.content.settings, self.site.ledger, self.site.renderer
            with printing:
                items = {task.url: task for task in feeds.item_tasks(ledger, ledger.dates)}
                content = feeds.feed(settings, ledger, renderer.words, lambda url: renderer.body(items[url].make()))
                return content.encode()
        if file := self._copied(path):
            with suppress(FileNotFoundError):
                return file.read_bytes()
        return self.written.get(urls.page_file(path))

    def _copied(self, path: str) -> Path | None:
        """The file that is published as it is, if it is one still: no link, no device, no more than is read of YAML."""
        file, docs = Path(self.copies.get(path, "")), self.site.content.settings.docs
        with suppress(OSError):
            if path in self.copies and file.is_file() and file.resolve() == docs.resolve() / file.relative_to(docs):
                return file if file.suffix != ".yml" or file.stat().st_size <= MAX_BYTES else None
        return None

    def documents(self) -> Iterator[tuple[str, str]]:
        """Path and HTML of each document that the search is given: as in a build, of what is published."""
        renderer = self.site.renderer
        for task in document_tasks(self.site.ledger, self.site.published()):
            with printing:
                html = renderer.body(task.make())
            yield task.url.removeprefix(FOLDER), html
        for url, *text in self.handwritten:
            yield (NOW + url).removeprefix(FOLDER), renderer.body(page_document(url, *text))

    def names(self) -> bytes:
        """What its pages are called, for the search."""
        return search_names.table(self.site.ledger.registry, self.site.renderer.words, self.handwritten)
