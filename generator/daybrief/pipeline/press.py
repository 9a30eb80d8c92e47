"""One build: what is read now, against what was built the last time, and what goes to the site."""

import gzip
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec

from daybrief import urls
from daybrief.content.archive import Archive
from daybrief.content.parsed_day import key_of
from daybrief.diagnostics import Diagnostic
from daybrief.engine.cache import ONCE
from daybrief.engine.dependencies import Changed
from daybrief.engine.files import Seal, digest, remove, seal, standing, walk, withdraw, write
from daybrief.ledger.update import Found
from daybrief.output import feeds, search_index, templates
from daybrief.output.html import Renderer
from daybrief.output.template_files import Compiled
from daybrief.pipeline import site
from daybrief.pipeline.pages import Copy, Printer, Published, copy, publish
from daybrief.pipeline.site_folder import MANIFEST, SiteFolder, declare
from daybrief.settings import Settings
from daybrief.views import Task
from daybrief.views.search import FOLDER, NOW, document_page, document_tasks, page_document


class Built(msgspec.Struct, frozen=True):
    """What was built, to start from the next time."""

    site: str
    """The folder it was built in; its path from the project, if it lies there."""
    found: Found | None
    pages: Published
    aside: Published
    """Files of the working folder that others are made of."""


class Press:
    """A build under way, from reading to the last file."""

    def __init__(
        self,
        settings: Settings,
        site_folder: SiteFolder,
        work: Path,
        checked: site.Checked | None,
        built: Built | None,
        compiled: Compiled | None = None,
    ) -> None:
        """`work` is kept from build to build. `checked` and `built` are to start from."""
        self.settings, self.site_folder, self.work = settings, site_folder, work
        self.folder = site_folder.site
        self.staging = work / ONCE
        """What MkDocs makes. It writes files while they are read: so they are put in place when it has ended."""
        self.checked = checked
        self.last = built or Built("", None, Published({}, {}), Published({}, {}))
        self.everything = built is None
        """Whether nothing is known of what stands in the site."""
        self.telling = False
        """Whether pages say what is wrong, and no build can start from them."""
        self.archive: Archive
        self.edition: site.Edition
        self.tasks: tuple[Task, ...] = ()
        self.compiled = compiled or Compiled()
        self.indexing: search_index.Indexing | None = None
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

    def open(self, *, whole: bool) -> Path:
        """Begin to write; returns the folder that MkDocs is to write into.

        If `whole`, an edition goes up aside, and takes the place of the old one in the end.
        """
        for folder in (self.site_folder.aside, self.staging):  # a build that was killed leaves them
            remove(folder)
        if whole:
            self.folder = self.staging = self.site_folder.aside
        self.staging.mkdir(parents=True)
        return self.staging

    def print(
        self, printer: Printer, copies: Mapping[str, str], others: list[str], texts: list[tuple[str, str, str]]
    ) -> None:
        """Make all pages and copies, and start to make the search index.

        `others` are files that MkDocs will have written when the build ends; `texts` are address, title and HTML of
        hand-written pages.
        """
        last = self.last.pages
        self.old = msgspec.structs.replace(last, files=standing(self.folder, last.files))
        changed = None if self.everything else self.edition.changed
        self.declare([*map(urls.page_file, (task.url for task in self.tasks)), *copies, *others, urls.FEED])
        self.print_aside(changed, texts)
        pages = publish(self.folder, self.tasks, self.edition.ledger, printer, changed, self.old)
        found = {name: self._copy(path) for name, path in copies.items()}
        self.pages = msgspec.structs.replace(pages, files=pages.files | copy(self.folder, found, self.old))

    def declare(self, new: Iterable[str]) -> None:
        """List what there may be in the site while pages are put in place one by one, for a build may be killed."""
        if self.folder != self.staging:
            declare(self.folder, self.site_folder.there.union(new))

    def print_aside(self, changed: Changed | None, texts: list[tuple[str, str, str]]) -> None:
        """Make what other files are made of: the feed's items, and the documents that the search is given."""
        ledger, renderer, folder = self.edition.ledger, self.edition.renderer, self.work / "aside"
        told = [date for date in ledger.dates if urls.day_file(date) not in self.edition.drafts]
        tasks = [*feeds.item_tasks(ledger, told[-self.settings.feed_days :]), *document_tasks(ledger, told)]
        plain = Printer(renderer.fingerprint, lambda page: renderer.body(page).encode())
        last = msgspec.structs.replace(self.last.aside, files=standing(folder, self.last.aside.files))
        self.aside = publish(folder, tasks, ledger, plain, changed, last)
        withdraw(folder, {*walk(folder)} - {*self.aside.files})
        sums = {task.url: self.aside.seal(task.url) for task in tasks if task.url.startswith(FOLDER)}
        for url, *text in texts:  # of which no answer of the ledger tells whether they are as they were
            data = renderer.body(document_page(page_document(url, *text))).encode()
            write(folder / urls.page_file(NOW + url), data)
            sums[NOW + url] = data
        self.indexing = search_index.Indexing(self.work / "search", folder / FOLDER, self.settings.language)
        self.indexing.start({url.removeprefix(FOLDER): one for url, one in sums.items()})

    def aside_text(self, url: str) -> str:
        """What was made aside, by its address."""
        return (self.work / "aside" / urls.page_file(url)).read_text(encoding="utf-8")

    def _copy(self, path: str) -> Copy:
        day = path.removeprefix(f"{self.settings.docs}/")
        if key := self.archive.hashes.get(day):
            return Copy(path, key, partial(key_of, self.archive.name(day)))
        return Copy(path, digest(Path(path).read_bytes()), digest)

    def finish(self) -> None:
        """Write what is no page; all else is written by now. Raises `search.IndexFailed`."""
        write(self.staging / urls.FEED, feeds.feed(self.settings, self.edition.ledger, self.aside_text).encode())
        sitemap = self.staging / "sitemap.xml"
        # MkDocs packs it with the time of a page of its own, or with the clock's where it has none.
        write(sitemap.with_suffix(".xml.gz"), gzip.compress(sitemap.read_bytes(), mtime=0))
        assert self.indexing, "pages are printed first"
        self.indexing.finish(self.folder)
        files = self.pages.files | dict(self._others())
        withdraw(self.folder, self.site_folder.there - files.keys() if self.folder != self.staging else ())
        files[MANIFEST] = declare(self.folder, files)
        if not self.telling:
            pages = msgspec.structs.replace(self.pages, files=files)
            self.built = Built("", self.edition.found, pages, self.aside)

    def _others(self) -> Iterator[tuple[str, Seal]]:
        """What is no page, brought in if it was made elsewhere."""
        index = f"{search_index.FOLDER}/"
        names = [n for n in walk(self.staging) if n not in self.pages.files and not n.startswith(index)]
        self.declare([*self.pages.files, *names])
        for name in names:
            data = (self.staging / name).read_bytes()
            same = self.old.files.get(name)
            if self.folder == self.staging:
                yield name, seal(self.folder / name)
            elif same and same.digest == digest(data):
                yield name, same
            else:
                yield name, write(self.folder / name, data)
        found = {index + name for name in walk(self.folder / index)}
        same_index = standing(self.folder, {name: one for name, one in self.old.files.items() if name in found})
        for name in found:
            yield name, same_index.get(name) or seal(self.folder / name)

    def settle(self) -> None:
        """Have a whole edition take the place of the old one. Raises Refused."""
        if self.folder == self.site_folder.aside:
            self.site_folder.exchange()

    def stop(self) -> None:
        """End what still works beside the build, and leave nothing that it was made with."""
        if self.indexing:
            self.indexing.stop()
        remove(self.staging)
