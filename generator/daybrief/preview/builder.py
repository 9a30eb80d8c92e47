"""Snapshots, each made from the last one."""

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeAlias

import msgspec

from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.ledger.update import Found
from daybrief.output.template_files import Compiled
from daybrief.pipeline import inputs, state
from daybrief.pipeline.pages import Published
from daybrief.pipeline.press import Built, Press
from daybrief.pipeline.site import Checked
from daybrief.plugin import mkdocs_build
from daybrief.plugin.config import nav_pages, settings_of
from daybrief.plugin.config_file import SiteConfig, load
from daybrief.plugin.plugin import DaybriefPlugin
from daybrief.plugin.theme import Shell
from daybrief.preview.snapshot import Snapshot
from daybrief.preview.watch import Files, different, look

Given: TypeAlias = tuple[Shell, dict[str, str], list[tuple[str, str, str]]]
"""What the plugin gives to a preview: the shell, files to copy, and the texts of hand-written pages."""


class Unsound(Exception):
    """There are errors in what was read."""

    def __init__(self, errors: Sequence[Diagnostic]) -> None:
        super().__init__(f"errors: {len(errors)}")
        self.errors = tuple(errors)


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
        self.problems: list[Diagnostic] = []
        """All that was found when everything was read the last time."""
        self.last: Snapshot | None = None
        self._files: Files = {}
        """How the files lay that `last` is made of."""
        self._compiled = Compiled()
        self._checked: Checked | None = None
        self._found: Found | None = None
        with suppress(cache.Refused):  # what git tracks is not believed
            folder = cache.opened(config_file.parent)
            built = state.load_built(folder, config_file.parent)
            self._checked, self._found = state.load_checked(folder), built.found if built else None

    def build(self) -> Snapshot:
        """The site as its files lie now.

        Raises Unsound, what MkDocs raises, and all that faulty templates, plugins and disks can raise.
        """
        self.seen, self.problems, last = look(self.watched), [], self.last
        made = self._again(last) if last and self._only_words(last) else None
        made = made or self._anew()
        self.last, self._files, self._found = made, self.seen, made.press.edition.found
        made.press.edition.renderer.environment.auto_reload = made.shell.env.auto_reload = False
        return made

    def _only_words(self, last: Snapshot) -> bool:
        """Whether what is different is all within days and registries, so that MkDocs has nothing to do."""
        docs = f"{last.press.settings.docs}{os.sep}"
        edited = all(
            path in self.seen and path in self._files and path.startswith(docs) and path.endswith(".yml")
            for path in different(self._files, self.seen)
        )
        # An entry of nav without a title shows the page's own; other plugins may look at anything.
        titled = all(title for _, title in nav_pages(last.config.nav)) and last.config.nav
        return bool(edited and titled and [*last.config.plugins] == ["daybrief"] and not last.config.hooks)

    def _again(self, last: Snapshot) -> Snapshot | None:
        """The site with other words in its days and registries; None where more than that is different."""
        press = Press(last.press.settings, last.press.site_folder, Path(), self._checked, self._start(), self._compiled)
        try:
            self.problems = press.read()
        finally:
            self._keep(press)
        if errors := _errors(self.problems):
            raise Unsound(errors)
        press.compose(drafts=True, last=last.press.edition.renderer)
        same = press.edition.renderer is last.press.edition.renderer
        return replace(last, press=press, tasks={task.url: task for task in press.tasks}) if same else None

    def _anew(self) -> Snapshot:
        """The site by a build of MkDocs' that prints none of our pages. What it writes is taken into memory."""
        with TemporaryDirectory(prefix="daybrief-") as folder:
            configuration = _configuration(self.config_file)
            self.watched = [*dict.fromkeys((*configuration, *self.watched))]
            before = look(configuration)
            config = load(self.config_file, site_dir=folder, site_url=self.address, strict=False)
            settings_of(config)  # says what is missing
            self.watched = [*_configuration(self.config_file), *_made_of(config)]
            now = look(self.watched)  # and only then, all else is read
            self.seen = {path: told for path, told in now.items() if path not in configuration} | before
            press, (shell, files, texts) = self._by_mkdocs(config)
            written = {path.relative_to(folder).as_posix(): path for path in Path(folder).rglob("*") if path.is_file()}
            # The theme's files are few, and a page needs them even if their folder goes away.
            docs = {name: path for name, path in files.items() if Path(path).is_relative_to(config.docs_dir)}
            written |= {name: Path(path) for name, path in files.items() if name not in docs}
            kept = {name: path.read_bytes() for name, path in written.items()}
        return Snapshot(config, press, shell, {task.url: task for task in press.tasks}, docs, tuple(texts), kept)

    def _by_mkdocs(self, config: SiteConfig) -> tuple[Press, Given]:
        plugin = config.plugins["daybrief"]
        assert isinstance(plugin, DaybriefPlugin)
        given: list[Given] = []
        before = getattr(plugin, "press", None)
        plugin.problems, plugin.compiled = [], self._compiled
        plugin.checked, plugin.built, plugin.show = self._checked, self._start(), lambda *all_: given.append(all_)
        try:
            mkdocs_build.run(config, "serve", self.address)
        except (Exception, SystemExit):  # MkDocs' own Abort is one
            if errors := _errors(plugin.problems):
                raise Unsound(errors) from None
            raise
        finally:
            plugin.checked = plugin.built = plugin.show = None  # MkDocs keeps the plugin for whoever builds next
            self.problems = plugin.problems
            if (press := getattr(plugin, "press", None)) is not before and press:
                self._keep(press)
        return plugin.press, given[0]

    def _start(self) -> Built:
        """What a build starts from: what was found in the last sound days and registries."""
        return Built("", self._found, Published({}, {}), Published({}, {}))

    def _keep(self, press: Press) -> None:
        """Remember what was read, sound or not, beside the readings that the last sound site is made of."""
        if press.checked:
            sound = self.last.press.archive if self.last else self._checked
            readings = {**(sound.readings if sound else {}), **press.checked.readings}
            self._checked = msgspec.structs.replace(press.checked, readings=readings)


def _errors(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    return sorted(problem for problem in problems if problem.severity == "error")


def _configuration(config_file: Path) -> list[str]:
    """`mkdocs.yml`, and the files that it inherits from, whether they are there or not."""
    return [str(path) for path in inputs.configuration(config_file)]


def _made_of(config: SiteConfig) -> list[str]:
    """The files and folders that a site is made of besides its `mkdocs.yml`."""
    own = config.plugins["daybrief"].config
    custom = Path(config.theme.custom_dir or config.docs_dir)
    named = [config.docs_dir, custom, custom.parent, own.words, own.map, *config.watch]
    return [str(path) for path in dict.fromkeys(named) if path]
