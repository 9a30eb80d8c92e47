"""The MkDocs plugin. Its hooks are thin; what they do is in `press`, `site` and `shell`."""

import logging
import posixpath
import re
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from daybrief import urls
from daybrief.content import handwritten
from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.engine.files import remove
from daybrief.failures import of_hook, of_page, of_plugin, of_template
from daybrief.output import report, search_index
from daybrief.output.template_files import Compiled
from daybrief.pipeline import site, site_folder
from daybrief.pipeline.pages import Printer
from daybrief.pipeline.press import Built, Press
from daybrief.pipeline.site import Checked
from daybrief.plugin.config import DaybriefConfig, nav_pages, settings_of
from daybrief.plugin.config_file import hooks
from daybrief.plugin.theme import BriefPage, Shell, generated
from daybrief.settings import Settings
from daybrief.text import raw_html

log = logging.getLogger("mkdocs.plugins.daybrief")


# MkDocs gives `__init_subclass__` no types.
class DaybriefPlugin(BasePlugin[DaybriefConfig]):  # type: ignore[no-untyped-call]
    """Days as sources of pages."""

    def __init__(self) -> None:
        self.serving = False
        self.ended = False
        """Whether the build has made everything, and nothing was wrong."""
        self.work: Path | None = None
        """A folder that is kept from build to build; None where nothing is."""
        self.checked: Checked | None = None
        self.built: Built | None = None
        """What was read and built the last time, to start from; then, what was this time."""
        self.compiled = Compiled()
        self.problems: list[Diagnostic] = []
        """What was found when everything was read the last time."""
        self.show: Callable[[Shell, dict[str, str], list[tuple[str, str, str]]], None] | None = None
        """Takes the shell, the files to copy and the hand-written texts, for a preview that makes a page when it is
        asked for; None where all are printed."""
        self.progress: Callable[[str], None] = lambda step: None
        """Told what is being done, for a progress display."""
        self.held = ExitStack()
        """What is let go when the build ends."""
        self.site: Path | None = None
        """The site's folder. In a preview it stays the same."""
        self.root = Path()
        self.hooks: frozenset[str] = frozenset()
        """The files of `hooks`."""
        self.press: Press
        self.edition: site.Edition | None = None
        """The last sound one, for a preview."""
        self.unsound: set[str] = set()
        """In a preview: files with errors, which are not rendered."""
        self.nav: Navigation

    def forget(self) -> None:
        """Know of no earlier build. MkDocs keeps its plugins as long as the process goes on."""
        self.work = self.checked = self.built = None
        self.compiled = Compiled()

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Know whether this is a preview. Defining this hook keeps the plugin alive between live rebuilds."""
        self.serving, self.site = command == "serve", None
        # What MkDocs warns of in a build that does not begin by emptying the site is what this plugin sees to.
        logging.getLogger("mkdocs.commands.build").addFilter(_not_dirty)

    def on_shutdown(self) -> None:
        """Put a whole edition in place, and leave nothing behind."""
        with self.held:
            if hasattr(self, "press") and not self.show:
                try:
                    if self.ended:
                        self.press.settle()
                except OSError as error:
                    raise Abort(failed(error)) from error
                except cache.Refused as error:
                    raise Abort(str(error)) from error
                finally:
                    self.press.stop()
                    self.work = None  # the next build of this process may be another project's

    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check everything, before MkDocs empties the site's folder."""
        self.root = root = Path(config.config_file_path).parent
        settings, self.hooks = settings_of(config), hooks(config, Path(config.config_file_path))
        last = self.edition if self.serving and not self.show else None
        self.ended = False
        try:
            found, work = self._site_folder(config, settings, root), self._work(root)
        except cache.Refused as error:
            raise PluginError(str(error)) from error
        self.press = Press(settings, found, work, self.checked, self.built, self.compiled)
        self.unsound = set()
        self.progress("read")
        # A strict build would end with warnings too, but only after it had replaced the site.
        grave = ("error", "warning") if config.strict and not self.serving else ("error",)
        self.problems = problems = self.press.read()
        for problem in problems:
            if problem.severity not in grave:
                log.warning(told([problem], root))
        errors = [problem for problem in problems if problem.severity in grave]
        if not errors:
            self.progress("compose")
            self.press.compose(drafts=self.serving, last=last.renderer if last else None)
            self.edition = self.press.edition
        elif self.serving and not self.show:
            log.error(told(errors, root))
            self.press.tell(errors, last)
            self.unsound = {problem.file for problem in errors}
        else:
            raise PluginError(f"the site was not built: {report.summary(errors, 0)}\n\n{told(errors, root)}\n")
        if not self.show:
            whole = self.built is None and not self.serving and found.exchangeable()
            config.site_dir = str(self.press.open(whole=whole))

    def _site_folder(self, config: MkDocsConfig, settings: Settings, root: Path) -> site_folder.SiteFolder:
        """The site's folder, if it is one that may be written into."""
        if self.show:
            return site_folder.SiteFolder(Path(config.site_dir), frozenset(), unsure=False)
        sources = [path for path in (settings.docs, settings.templates, settings.words, settings.map) if path]
        if self.site is None or not self.serving:
            self.site = Path(config.site_dir)
        found = site_folder.opened(self.site, root, sources)
        self.site = found.site
        if found.unsure:
            self.built = None
        return found

    def _work(self, root: Path) -> Path:
        """The folder for what a build needs besides the site. Without one that is kept, it is gone when that ends."""
        if self.show:
            return Path()  # nothing is written
        if self.work is not None:
            return self.work
        self.held.callback(setattr, self, "work", None)
        if self.serving:
            self.work = Path(self.held.enter_context(TemporaryDirectory()))
        else:
            folder = cache.opened(root)
            self.held.enter_context(cache.locked(folder, lambda: log.info("Another build is waited for.")))
            self.work = folder / cache.ONCE
            self.held.callback(remove, self.work)
        return self.work

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give MkDocs those of our pages that its nav or a hand-written page names; leave out what is not published."""
        named = dict(nav_pages(config.nav))
        for file in files.documentation_pages():
            unsound = f"{self.press.settings.label}/{file.src_uri}" in self.unsound
            # With content of its own, MkDocs takes a page for modified each time.
            file.content_string = "" if unsound else file.content_string
        linked = {name for file in files.documentation_pages() for name in _linked(file)}
        for task in self.press.tasks:
            if (name := urls.file(task.url)) in named or name in linked:
                title = named.get(name) or self.press.edition.renderer.title(task.make())
                file = generated(task.url, config)
                file.inclusion = InclusionLevel.INCLUDED if name in named else InclusionLevel.NOT_IN_NAV
                BriefPage(title, file, config)
                files.append(file)
        for path in self.press.edition.drafts:
            if source := files.get_file_from_path(path):
                source.inclusion = InclusionLevel.DRAFT
        custom = config.theme.custom_dir
        for file in list(files):
            if file.src_uri.startswith("assets/") and file.src_dir not in (custom, config.docs_dir, None):
                files.remove(file)
        return files

    def on_nav(self, nav: Navigation, /, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the nav: our pages show it."""
        self.nav = nav
        return nav

    @event_priority(100)
    def on_page_markdown(self, markdown: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Have a page's settings as they were typed: MkDocs guesses at values, and shows those that it cannot read."""
        source = page.file.content_string
        fields, text = handwritten.front_matter(source)
        page.meta = {**page.meta, **fields}
        return text if markdown == source else markdown

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Let through what a page may have; where it asks for the ledger's rules, tell them."""
        html, gone = raw_html.clean(html)
        if gone:
            log.warning(f"{page.file.src_uri}: taken out, for no page may have it: {', '.join(gone)}")
        return site.with_rules(html, self.press.edition.renderer)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Print all our pages, and copy all files that are published as they are: MkDocs does the rest."""
        press = self.press
        written = [file for file in files.documentation_pages() if not isinstance(file.page, BriefPage)]
        for file in written:
            assert file.page is not None
            file.page.update_date = press.edition.newest
        env.globals |= {
            "word": press.edition.renderer.words,
            "serving": self.serving and not self.show,
            "handwritten": press.settings.pages,
            "addresses": [(press.settings.url + task.url, task.date or press.edition.newest) for task in press.tasks],
        }
        static = [file for file in files if not file.is_documentation_page() and file.abs_src_path]
        shown = [file for file in static if self.serving or file.inclusion != InclusionLevel.DRAFT]
        env.bytecode_cache = self.compiled
        shell = Shell(config, env, files, self.nav, press.edition.renderer)
        for file in [*static, *(file for file in files if isinstance(file.page, BriefPage))]:
            files.remove(file)
        templates = [*config.theme.static_templates, *config.extra_templates, "sitemap.xml.gz"]
        self.progress("print")
        copies = {file.dest_uri: file.abs_src_path or "" for file in shown if file.inclusion != InclusionLevel.EXCLUDED}
        texts = [_text(file.page) for file in written if file.page]
        if self.show:
            self.show(shell, copies, texts)
        else:
            names = [*templates, *(file.dest_uri for file in written)]
            press.print(Printer(shell.fingerprint, shell.html), copies, names, texts)
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page, and remember the build."""
        if self.show:
            return
        self.progress("index")
        try:
            self.press.finish()
        except search_index.IndexFailed as error:
            raise PluginError(f"Pagefind made no search index: {error}") from error
        self.ended = True
        self.checked, self.built = self.press.checked, self.press.built

    def on_build_error(self, *, error: Exception) -> None:
        """Say in a line what is no fault of the program's."""
        self.ended = False
        if self.show:
            return  # a preview tells it itself
        if isinstance(error, OSError | BrokenProcessPool):
            raise Abort(failed(error)) from error
        hook = of_hook(error, self.hooks, self.root)
        if why := of_template(error, self.root) or hook or of_plugin(error, BasePlugin, self) or of_page(error):
            log.error(why)
            raise Abort("the site was not built.") from error

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch what a page is made of besides `docs_dir`."""
        server.watch(str(self.press.settings.templates))
        if self.press.settings.words:
            server.watch(str(self.press.settings.words))
        return server


def _not_dirty(record: logging.LogRecord) -> bool:
    return "'dirty' build" not in str(record.msg)


def failed(error: OSError | BrokenProcessPool) -> str:
    """Why a build could not go on, in a line."""
    if isinstance(error, OSError):
        why = f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error)
    else:
        why = "a process of the build was killed, perhaps for want of memory"
    return f"The build ended early: {why}. Mend that, and build again: the next build makes good what this one left."


def _text(page: MkDocsPage) -> tuple[str, str, str]:
    """Address, title and HTML of a hand-written page, for the search."""
    return page.url, str(page.meta.get("title") or Markup(page.title or "").striptags()), page.content or ""


def told(problems: list[Diagnostic], root: Path) -> str:
    """Problems as a person reads them."""
    return report.text(problems, lambda name: report.lines(root, name))


def _linked(file: File) -> list[str]:
    """The files of generated pages that a hand-written page may lead to."""
    if not file.src_uri.endswith(".md") or file.generated_by:
        return []
    base = posixpath.dirname(file.src_uri)
    return [
        posixpath.normpath(posixpath.join(base, name)) for name in re.findall(r"[\w./-]*index\.md", file.content_string)
    ]
