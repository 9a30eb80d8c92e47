"""One build: what was remembered, what is read now, and what goes to the site and back into memory."""

from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path

import msgspec

from generator import feeds, memory, search, site, urls
from generator.archive import Archive
from generator.diagnostics import Diagnostic
from generator.publication import Copy, Printer, Published, copy, publish
from generator.render import Renderer
from generator.revision import Found
from generator.seals import seal, withdraw
from generator.settings import Settings
from generator.views import Task

READINGS, BUILD, PENDING = "readings", "build", "pending"
"""Files of the cache folder: what was read and checked, what was built, and what a build under way will add."""
NOTHING = Published({}, {})


class Built(msgspec.Struct, frozen=True):
    """What was built, to start from the next time."""

    site: str
    """The folder it was built in."""
    found: Found
    pages: Published
    aside: Published
    """Files of the cache folder that other files are made of."""


def remembered(cache: Path, folder: Path) -> Built | None:
    """What the last build left in a folder, if that is known for certain."""
    built = memory.load(cache / BUILD, Built)
    return built if built and built.site == str(folder) and folder.is_dir() else None


class Press:
    """A build under way, from reading to the last file."""

    def __init__(self, settings: Settings, folder: Path, cache: Path | None, built: Built | None) -> None:
        """`folder` is the site's. Without a `cache` nothing is remembered; `built` is what to start from."""
        self.settings, self.folder, self.cache = settings, folder, cache
        self.built = built
        self.checked = memory.load(cache / READINGS, site.Checked) if cache and built else None
        self.archive: Archive
        self.edition: site.Edition
        self.tasks: tuple[Task, ...] = ()
        self.pages = self.aside = NOTHING

    def read(self) -> list[Diagnostic]:
        """Read and check everything; returns every problem."""
        old = self.checked
        self.archive, problems, now = site.read(self.settings, old)
        self.words, unspoken = site.speak(self.settings)
        if old and self.built:  # what was built before is to be compared with
            wanted = {*self.built.found.days.values()}
            kept = {key: reading for key, reading in old.readings.items() if key in wanted}
            self.readings = {**kept, **now.readings}
        else:
            self.readings = dict(now.readings)
        self.checked = now
        return [*unspoken, *problems]

    def compose(self, *, drafts: bool, last: Renderer | None = None) -> None:
        """Bring the ledger up to date."""
        assert self.words is not None
        old = self.built.found if self.built else None
        self.edition = site.compose(
            self.settings, self.archive, self.words, drafts=drafts, old=old, readings=self.readings, last=last
        )
        self.tasks = self.edition.tasks

    def print(self, printer: Printer, copies: Mapping[str, Path], others: list[str]) -> None:
        """Make all pages and copies; `others` are files that MkDocs will have written when the build ends."""
        old = self.built.pages if self.built else NOTHING
        pending = self.cache / PENDING if self.cache else None
        unsure: list[str] = msgspec.json.decode(pending.read_bytes()) if pending and self.built and pending.is_file() else []
        edition, changed = self.edition, self.edition.changed if self.built else None
        if pending:
            new = {urls.page_file(task.url) for task in self.tasks} | {*copies, *others}
            memory.replace(pending, msgspec.json.encode(sorted({*unsure, *new} - {*old.files})))
        self.pages = publish(self.folder, self.tasks, edition.ledger, printer, changed, old)
        files = self.pages.files | copy(self.folder, {name: self._copy(path) for name, path in copies.items()}, old)
        withdraw(self.folder, {*old.files, *unsure} - {*files, *others, urls.FEED})
        self.pages = msgspec.structs.replace(self.pages, files=files)
        self.others = [*others, urls.FEED]

    def _copy(self, path: Path) -> Copy:
        if path.is_relative_to(self.settings.docs):
            key = self.archive.hashes.get(path.relative_to(self.settings.docs).as_posix())
            if key:
                return Copy(path, key)
        return Copy(path, blake2b(path.read_bytes(), digest_size=16).digest())

    def finish(self) -> None:
        """Write what is no page, and remember all."""
        renderer, ledger = self.edition.renderer, self.edition.ledger
        contents = {
            task.url: renderer.body(task.make()) for task in feeds.item_tasks(ledger, self.settings.feed_days)
        }
        feed = feeds.feed(self.settings, ledger, contents.__getitem__)
        (self.folder / urls.FEED).write_text(feed, encoding="utf-8")
        search.index(self.folder, self.settings.language)
        if self.cache:
            others = {name: seal(file) for name in self.others if (file := self.folder / name).is_file()}
            self.pages = msgspec.structs.replace(self.pages, files=self.pages.files | others)
            assert self.checked is not None
            memory.save(self.cache / READINGS, self.checked)
            memory.save(self.cache / BUILD, Built(str(self.folder), self.edition.found, self.pages, self.aside))
            (self.cache / PENDING).unlink(missing_ok=True)
