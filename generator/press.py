"""One build: what is read now, against what was built the last time, and what goes to the site."""

import gzip
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator import feeds, memory, search, site, templates, urls
from generator.archive import Archive
from generator.diagnostics import Diagnostic
from generator.publication import Copy, Printer, Published, copy, publish
from generator.render import Compiled, Renderer
from generator.revision import Found
from generator.seals import seal, sealed, withdraw
from generator.settings import Settings
from generator.trace import Changed
from generator.views import Task
from generator.views.documents import FOLDER, document_page, document_tasks, page_document

PENDING = "pending"
"""The file that names what a build under way may have added to the site."""


class Built(msgspec.Struct, frozen=True):
    """What was built, to start from the next time."""

    site: str
    """The folder it was built in."""
    found: Found | None
    pages: Published
    aside: Published
    """Files of the working folder that others are made of."""


class Press:
    """A build under way, from reading to the last file."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        work: Path,
        checked: site.Checked | None,
        built: Built | None,
        compiled: Compiled | None = None,
    ) -> None:
        """`folder` is the site's, `work` is kept from build to build. `checked` and `built` are to start from."""
        self.settings, self.folder, self.work = settings, folder, work
        self.checked = checked
        self.last = built or Built(str(folder), None, Published({}, {}), Published({}, {}))
        self.everything = built is None
        """Whether nothing is known of what stands in the site."""
        self.telling = False
        """Whether pages say what is wrong, and no build can start from them."""
        self.archive: Archive
        self.edition: site.Edition
        self.tasks: tuple[Task, ...] = ()
        self.compiled = compiled or Compiled()
        self.indexing: search.Indexing | None = None
        self.built: Built | None = None
        """Known when the build has ended."""

    def read(self) -> list[Diagnostic]:
        """Read and check everything; returns every problem."""
        self.readings = self.checked.readings if self.checked else {}
        self.archive, problems, self.checked = site.read(self.settings, self.checked)
        self.words, unspoken = site.speak(self.settings)
        unsound = templates.problems(self.settings, self.words, self.compiled) if self.words else []
        return [*unspoken, *problems, *unsound]

    def compose(self, *, drafts: bool, last: Renderer | None = None) -> None:
        """Bring the ledger up to date. There must be no error in what was read."""
        assert self.words is not None, "its problems are errors"
        self.edition = site.compose(
            self.settings,
            self.archive,
            self.words,
            drafts=drafts,
            old=self.last.found,
            readings=self.readings,
            last=last,
            compiled=self.compiled,
        )
        self.edition.renderer.compile()
        self.tasks = self.edition.tasks

    def tell(self, errors: list[Diagnostic], edition: site.Edition | None) -> None:
        """In a preview: have every page say what is wrong."""
        self.edition = edition or site.nothing_yet(self.settings)
        self.tasks = site.problem_tasks(self.edition, self.archive, errors)
        self.everything = self.telling = True

    def print(
        self, printer: Printer, copies: Mapping[str, str], others: list[str], texts: list[tuple[str, str, str]]
    ) -> None:
        """Make all pages and copies, and start to make the search index.

        `others` are files that MkDocs will have written when the build ends; `texts` are address, title and HTML of
        hand-written pages.
        """
        old, pending = self.last.pages, self.work / PENDING
        changed = None if self.everything else self.edition.changed
        self.others = [*others, urls.FEED]
        unsure = memory.load(pending, list[str]) or []
        new = {*map(urls.page_file, (task.url for task in self.tasks)), *copies, *self.others}
        memory.save(pending, sorted({*unsure, *new} - {*old.files}))
        self.print_aside(changed, texts)
        pages = publish(self.folder, self.tasks, self.edition.ledger, printer, changed, old)
        found = {name: self._copy(path) for name, path in copies.items()}
        self.pages = msgspec.structs.replace(pages, files=pages.files | copy(self.folder, found, old))
        gone = {*old.files, *(() if self.everything else unsure)} - {*self.pages.files, *self.others}
        withdraw(self.folder, (name for name in gone if not name.startswith(f"{search.FOLDER}/")))

    def print_aside(self, changed: Changed | None, texts: list[tuple[str, str, str]]) -> None:
        """Make what other files are made of: the feed's items, and the documents that the search is given."""
        ledger, renderer, folder = self.edition.ledger, self.edition.renderer, self.work / "aside"
        told = [date for date in ledger.dates if urls.day_file(date) not in self.edition.drafts]
        tasks = [*feeds.item_tasks(ledger, told[-self.settings.feed_days :]), *document_tasks(ledger, told)]
        plain = Printer(renderer.fingerprint, lambda page: renderer.body(page).encode())
        self.aside = publish(folder, tasks, ledger, plain, changed, self.last.aside)
        withdraw(folder, {*self.last.aside.files} - {*self.aside.files})
        documents: list[tuple[str, int | None, bytes]] = [
            (task.url.removeprefix(FOLDER), int(task.date[:4]) if task.date else None, self.aside.seal(task.url))
            for task in tasks
            if task.url.startswith(FOLDER)
        ]
        # Of hand-written pages no answer of the ledger tells whether they are as they were.
        written = {url: renderer.body(document_page(page_document(url, *text))) for url, *text in texts}
        documents += [(url, None, text.encode()) for url, text in written.items()]
        self.indexing = search.Indexing(self.work / "search", self.settings.language)
        for name, piece in search.pieces(
            documents, lambda url: written.get(url) or self.aside_text(FOLDER + url)
        ).items():
            self.indexing.start(name, piece)

    def aside_text(self, url: str) -> str:
        """What was made aside, by its address."""
        return (self.work / "aside" / urls.page_file(url)).read_text(encoding="utf-8")

    def _copy(self, path: str) -> Copy:
        key = self.archive.hashes.get(path.removeprefix(f"{self.settings.docs}/"))
        return Copy(path, key or blake2b(Path(path).read_bytes(), digest_size=16).digest())

    def finish(self) -> None:
        """Write what is no page; all else is written by now. Raises `search.IndexFailed`."""
        feed = feeds.feed(self.settings, self.edition.ledger, self.aside_text)
        (self.folder / urls.FEED).write_text(feed, encoding="utf-8")
        sitemap = self.folder / "sitemap.xml"
        # MkDocs packs it with the time of a page of its own, or with the clock's where it has none.
        sitemap.with_suffix(".xml.gz").write_bytes(gzip.compress(sitemap.read_bytes(), mtime=0))
        assert self.indexing, "pages are printed first"
        self.indexing.finish(self.folder)
        others = {name: seal(file) for name in self.others if (file := self.folder / name).is_file()}
        others |= {f"{search.FOLDER}/{name}": one for name, one in sealed(self.folder / search.FOLDER).items()}
        pages = msgspec.structs.replace(self.pages, files=self.pages.files | others)
        if not self.telling:
            self.built = Built(str(self.folder), self.edition.found, pages, self.aside)

    def stop(self) -> None:
        """End what works beside a build that has failed."""
        if self.indexing:
            self.indexing.stop()
