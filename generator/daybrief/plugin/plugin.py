"""The MkDocs plugin. Its hooks are thin: each hands a build what only MkDocs has, and lets it go on."""

import logging
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from daybrief.content import handwritten
from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.engine.files import remove
from daybrief.engine.parallel import WorkerDied
from daybrief.failures import of_hook, of_page, of_plugin, of_template
from daybrief.output import report, search_index
from daybrief.pipeline import site_folder
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.build import BuildSteps, build
from daybrief.pipeline.check import CheckedContent, Unsound
from daybrief.pipeline.state import Built, Remembered
from daybrief.plugin import assets, pages
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import hooks
from daybrief.plugin.markdown import add_defaults
from daybrief.plugin.other_plugins import pass_over
from daybrief.plugin.own_settings import DaybriefConfig
from daybrief.settings import Settings
from daybrief.text import raw_html

log = logging.getLogger("mkdocs.plugins.daybrief")


# MkDocs gives `__init_subclass__` no types.
class DaybriefPlugin(BasePlugin[DaybriefConfig]):  # type: ignore[no-untyped-call]
    """Days as sources of pages."""

    site: SiteContent
    """What is being built."""
    nav: Navigation

    def __init__(self) -> None:
        self.serving = False
        self.held = ExitStack()
        """What is let go when the build ends."""
        self.built = Built()
        """What is to be remembered of the build, when it has ended."""
        self.forget()

    def forget(self) -> None:
        """Know of no earlier build: MkDocs keeps its plugins as long as a process goes on, for other projects too."""
        self.begin: Callable[[Settings, MkDocsConfig], BuildSteps] | None = None
        """Begins what our own preview has MkDocs do with a site; if it is not at work, the site is built."""
        self.steps: BuildSteps | None = None
        """What is being done."""
        self.ended = False
        """Whether all is made, and nobody has found fault."""
        self.last = Remembered()
        """What a build starts from."""
        self.work: Path | None = None
        """A folder that is kept from build to build; None where nothing is."""
        self.progress: Callable[[str], None] = lambda step: None
        """Told what is being done, for a progress display."""
        self.shown: SiteContent | None = None
        """The last sound site of a preview."""
        self.root = Path()
        self.hooks: frozenset[str] = frozenset()
        """The files of `hooks`."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Know whether this is a preview. Defining this hook keeps the plugin alive between live rebuilds."""
        self.serving = command == "serve"
        # What MkDocs warns of in a build that does not begin by emptying the site is what this plugin sees to.
        logging.getLogger("mkdocs.commands.build").addFilter(_not_dirty)

    def on_shutdown(self) -> None:
        """Put a whole edition in place, and leave nothing behind."""
        with self.held:
            try:
                self._end()
            except OSError as error:
                raise Abort(failed(error)) from error
            except cache.Refused as error:
                raise Abort(str(error)) from error
            finally:
                self.forget()

    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check everything, before MkDocs empties the site's folder."""
        self._end()  # of the build before, in MkDocs' own preview
        self.root = Path(config.config_file_path).parent
        settings, self.hooks = settings_of(config), hooks(config, Path(config.config_file_path))
        add_defaults(config)
        self.ended, self.built = False, Built()
        try:
            self.steps = (self.begin or self._build)(settings, config)
            self.site = next(self.steps)
        except cache.Refused as error:
            raise PluginError(str(error)) from error
        except Unsound as unsound:
            if self.begin:
                raise
            told = _told(unsound.content, unsound.errors)
            raise PluginError(f"the site was not built: {report.summary(unsound.errors, 0)}\n\n{told}\n") from unsound
        if told := _told(self.site.content, self.site.content.errors()):
            log.error(told)

    def _build(self, settings: Settings, config: MkDocsConfig) -> BuildSteps:
        """Build the site; in MkDocs' own preview, with drafts, and with what is wrong on its pages."""
        config.watch += map(str, settings.sources)  # for MkDocs' own preview
        folders = site_folder.inspect(Path(config.site_dir), settings.root, settings.sources)
        if folders.unsure or settings.root.resolve() / self.last.built.site != folders.site:
            self.last = replace(self.last, built=Built())
        whole = not (self.last.built.site or self.serving) and folders.exchangeable()
        folders = replace(folders, work=self._work(settings.root), whole=whole)
        config.site_dir = str(folders.staging)
        strict = config.strict and not self.serving
        built = yield from build(
            settings, folders, self.last, strict=strict, live=self.serving, shown=self.shown, progress=self.progress
        )
        self.built, self.last = built, Remembered(self.site.content.checked, built, self.last.compiled)
        self.shown = self.site if built.site else self.shown
        return built

    def _work(self, root: Path) -> Path:
        """The folder for what a build needs besides the site. Without one that is kept, it is gone when that ends."""
        if self.work is None:
            if self.serving:
                self.work = Path(self.held.enter_context(TemporaryDirectory()))
            else:
                folder = cache.folder_of(root)
                self.held.enter_context(cache.locked(folder, lambda: log.info("Another build is waited for.")))
                self.work = folder / cache.ONCE
                self.held.callback(remove, self.work)
        return self.work

    def _end(self) -> None:
        """Let the build end, so that all is in place; one that did not come so far is given up."""
        steps, self.steps = self.steps, None
        if steps and self.ended:
            next(steps, None)
        elif steps:
            steps.close()

    @event_priority(100)
    def _before_others(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give MkDocs those of our pages that its nav or a hand-written page names; leave out what is not published."""
        assets.publish(files, config, self._work(self.root) / "assets")
        return pages.generated_files(files, config, self.site)

    @event_priority(-100)
    def _after_others(self, files: Files, *, config: MkDocsConfig) -> Files:
        """The same of pages that other plugins made."""
        return pages.generated_files(files, config, self.site)

    on_files = CombinedEvent(_before_others, _after_others)

    @event_priority(-100)  # other plugins may make another nav
    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the nav: our pages show it. By now, all plugins have said which hooks they have."""
        pages.own(files, self.site)
        pass_over(config)
        self.nav = nav
        return nav

    @event_priority(100)
    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Have a page's settings as they were typed: MkDocs guesses at values, and shows those that it cannot read."""
        source = page.file.content_string
        fields, text = handwritten.front_matter(source)
        shown = {name: escape(value) if isinstance(value, str) else value for name, value in fields.items()}
        page.meta = {**page.meta, **shown}  # which a theme prints as they are
        return text if markdown == source else markdown

    @event_priority(100)  # what other plugins add is theirs: glightbox, say, adds attributes
    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let through what a page may have; where it asks for the ledger's rules, tell them."""
        html, gone = raw_html.clean(html)
        if gone:
            log.warning(f"{page.file.src_uri}: taken out, for no page may have it: {', '.join(gone)}")
        return pages.with_rules(html, self.site.renderer)

    @event_priority(-100)  # pages are printed with the filters of other plugins
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Have all our pages made, and all files copied that are published as they are: MkDocs does the rest."""
        assert self.steps, "it began with the configuration"
        env.bytecode_cache = self.last.compiled
        env.globals["serving"] = self.serving and not self.begin
        self.steps.send(pages.surroundings(env, config, files, self.nav, self.site, drafts=self.serving))
        return env

    @event_priority(-100)  # what other plugins write is published, and is known to the next build
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Have all else made. Only what is put in place whole is not yet there."""
        assert self.steps, "as above"
        try:
            next(self.steps)
        except search_index.IndexFailed as error:
            raise PluginError(f"Pagefind made no search index: {error}") from error
        self.ended = True

    def on_build_error(self, *, error: Exception) -> None:
        """Say in a line what is no fault of the program's."""
        self.ended = False
        other = of_hook(error, self.hooks, self.root) or of_plugin(error, BasePlugin, self)
        if self.begin:
            if other:
                raise Abort(other) from error
            return  # it tells that itself
        if isinstance(error, OSError | WorkerDied) and not other:
            raise Abort(failed(error)) from error
        if why := of_template(error, self.root) or other or of_page(error):
            log.error(why)
            raise Abort("the site was not built.") from error


def _told(content: CheckedContent, errors: list[Diagnostic]) -> str:
    """The errors of a build as a person reads them. Warns of the problems that are none in it."""
    lines = partial(report.lines, content.settings.root)
    for problem in sorted({*content.problems}.difference(errors)):
        log.log(logging.INFO if problem.severity == "notice" else logging.WARNING, report.text([problem], lines))
    return report.text(errors, lines)


def _not_dirty(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in str(record.msg)


def failed(error: OSError | WorkerDied) -> str:
    """Why a build could not go on, in a line."""
    if isinstance(error, OSError):
        why = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)
    else:
        why = "a process of the build was killed, perhaps for want of memory"
    return f"The build ended early: {why}. Mend that, and build again: the next build makes good what this one left."
