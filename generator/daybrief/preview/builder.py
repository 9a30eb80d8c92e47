"""Snapshots, each made from the last one."""

import os
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from daybrief.engine import cache
from daybrief.pipeline import inputs, state
from daybrief.pipeline.assemble import SiteContent, assemble
from daybrief.pipeline.build import BuildSteps, Surroundings
from daybrief.pipeline.check import check
from daybrief.pipeline.state import Built, Remembered
from daybrief.plugin import mkdocs_build
from daybrief.plugin.config import nav_pages, settings_of
from daybrief.plugin.config_file import SiteConfig, load
from daybrief.plugin.plugin import DaybriefPlugin
from daybrief.preview.snapshot import Snapshot
from daybrief.preview.watch import Files, different, look
from daybrief.settings import Settings


class Builder:
    """Makes snapshots of a project.

    The first is made from what `daybrief build` and `daybrief check` remember. What is remembered then is in memory
    alone.
    """

    def __init__(self, config_file: Path, address: str) -> None:
        self.config_file, self.address = config_file, address
        self.watched = [str(config_file)]
        """The files and folders that the site is made of, as far as they are known."""
        self.seen: Files = {}
        """How they lay when the last build began."""
        self.last: Snapshot | None = None
        self._files: Files = {}
        """How the files lay that `last` is made of."""
        self._last = Remembered()
        """What was read the last time, and found in the last sound days and registries."""
        with suppress(cache.Refused):  # what git tracks is not believed
            self._last = state.load(cache.folder_of(config_file.parent))

    def build(self) -> Snapshot:
        """The site as its files lie now.

        Raises Unsound, what MkDocs raises, and all that faulty templates, plugins and disks can raise.
        """
        self.seen = look(self.watched)
        made = self._again() or self._anew()
        self.last, self._files = made, self.seen
        self._last = replace(self._last, built=Built(ledger_state=made.site.ledger_state))
        return made

    def _only_words(self, last: Snapshot) -> bool:
        """Whether what is different is all within days and registries, so that MkDocs has nothing to do."""
        docs = f"{last.site.content.settings.docs}{os.sep}"
        stayed, changed = self.seen.keys() & self._files.keys(), different(self._files, self.seen)
        edited = all(path in stayed and path.startswith(docs) and path.endswith(".yml") for path in changed)
        # An entry of nav without a title shows the page's own; other plugins may look at anything.
        titled = all(title for _, title in nav_pages(last.config.nav)) and last.config.nav
        return bool(edited and titled and [*last.config.plugins] == ["daybrief"] and not last.config.hooks)

    def _assembled(self, settings: Settings) -> SiteContent:
        """What the site shows, drafts too. Raises Unsound."""
        content = check(settings, self._last)
        # What was read is remembered, sound or not, beside the parsed days that the last sound site is made of.
        sound = self.last.site.content.checked if self.last else self._last.checked
        parsed_days = {**sound.parsed_days, **content.checked.parsed_days}
        self._last = replace(self._last, checked=msgspec.structs.replace(content.checked, parsed_days=parsed_days))
        return assemble(content, self._last, drafts=True, shown=self.last.site if self.last else None)

    def _again(self) -> Snapshot | None:
        """The site with other words in its days and registries; None where more than that is different."""
        last = self.last
        if last is None or not self._only_words(last):
            return None
        site = self._assembled(last.site.content.settings)
        same = site.renderer is last.site.renderer
        return replace(last, site=site, tasks={task.url: task for task in site.tasks}) if same else None

    def _anew(self) -> Snapshot:
        """The site by a build of MkDocs' that prints none of our pages. What it writes is taken into memory."""
        with TemporaryDirectory(prefix="daybrief-") as folder:
            configuration = [str(path) for path in inputs.configuration(self.config_file)]
            self.watched = [*dict.fromkeys((*configuration, *self.watched))]
            before = look(configuration)
            config = load(self.config_file, site_dir=folder, site_url=self.address, strict=False)
            settings = settings_of(config)  # says what is missing
            made_of = [*map(str, settings.sources), *config.watch]
            self.watched = [*configuration, *made_of]
            self.seen = look(made_of) | before  # and only then, all else is read
            site, around = self._by_mkdocs(config)
            written = {path.relative_to(folder).as_posix(): path for path in Path(folder).rglob("*") if path.is_file()}
            # The theme's files are few, and a page needs them even if their folder goes away.
            docs = {name: path for name, path in around.copies.items() if Path(path).is_relative_to(config.docs_dir)}
            written |= {name: Path(path) for name, path in around.copies.items() if name not in docs}
            kept = {name: path.read_bytes() for name, path in written.items()}
        tasks = {task.url: task for task in site.tasks}
        return Snapshot(config, site, around.writer.html, tasks, docs, around.handwritten, kept)

    def _by_mkdocs(self, config: SiteConfig) -> tuple[SiteContent, Surroundings]:
        plugin = config.plugins["daybrief"]
        assert isinstance(plugin, DaybriefPlugin), "settings tell that it is there"
        given: list[tuple[SiteContent, Surroundings]] = []

        def begin(settings: Settings, config: object) -> BuildSteps:
            site = self._assembled(settings)
            surroundings = yield site
            assert surroundings is not None, "they are sent"
            given.append((site, surroundings))
            yield site  # MkDocs writes what is its own
            yield site  # and nothing more is made: it is when somebody asks for it
            return Built()

        plugin.begin = begin
        mkdocs_build.run(config, self.address)
        return given[0]
