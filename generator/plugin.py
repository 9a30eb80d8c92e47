"""The MkDocs plugin: the only module that knows MkDocs. Its hooks are thin; what they do is in `site`."""

import hashlib
import logging
import posixpath
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from generator import maps, report, search, site, urls
from generator.archive import Archive
from generator.diagnostics import Diagnostic
from generator.render import Renderer
from generator.settings import HUES, Settings
from generator.views import Page

log = logging.getLogger("mkdocs.plugins.daybrief")
FINGERPRINT = "daybrief-fingerprint"


# MkDocs gives `__init_subclass__` no types.
class DaybriefConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's part of `mkdocs.yml`."""

    identity = option.Optional(option.Type(str))
    hues = option.DictOfItems(option.Choice(HUES), default={})
    feed_days = option.Type(int, default=30)
    words = option.Optional(option.File(exists=True))
    map = option.Optional(option.File(exists=True))


class BriefPage(MkDocsPage):
    """A generated page: its HTML is made by our templates, and Markdown is left out."""

    def __init__(
        self, page: Page, renderer: Renderer, file: File, config: MkDocsConfig, *, date: str, short: str, shell: str
    ) -> None:
        """Take the place of MkDocs' page for `file`.

        `date` is for what has none, `short` is its title in the nav, `shell` stands for all that surrounds it.
        """
        self.heading = renderer.title(page)
        super().__init__(short or self.heading, file, config)
        self.brief = page
        self.renderer = renderer
        self.fingerprint = hashlib.sha256((shell + renderer.fingerprint(page)).encode()).hexdigest()[:32]
        self.update_date = str(getattr(page.view, "date", date))
        self.made: Mapping[str, str] = {}
        """Bodies of the build before, by fingerprint."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Set what MkDocs would have read from Markdown."""
        self.markdown = ""
        self.meta = {
            "generated": True,
            "title": "" if self.is_homepage else self.heading,
            "description": self.brief.description,
            "head": f'<meta name="{FINGERPRINT}" content="{self.fingerprint}">{self.renderer.head(self.brief)}',
        }

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Make the page's HTML."""
        self.content = self.made.get(self.fingerprint) or self.renderer.body(self.brief)
        self.toc = TableOfContents([])


class BriefFile(File):
    """A generated file: it is modified when its fingerprint is not the one of the page that stands in the site."""

    def is_documentation_page(self) -> bool:
        """Whether MkDocs is to build a page of it: always."""
        return True

    def is_modified(self) -> bool:
        """Whether the page must be made anew, for `--dirty` builds."""
        if not isinstance(self.page, BriefPage):
            return True
        try:
            return _fingerprint(Path(self.abs_dest_path)) != self.page.fingerprint
        except OSError:
            return True


def _fingerprint(built: Path) -> str:
    """The fingerprint that stands in a built page; empty for a page that is none of ours."""
    with built.open(encoding="utf-8", errors="replace") as page:
        head = page.read(1024)
    return head.partition(f'<meta name="{FINGERPRINT}" content="')[2].partition('"')[0]


def shell_of(config: MkDocsConfig) -> str:
    """A hash of what the theme puts around every page: its templates, and what they take from `mkdocs.yml`."""
    digest = hashlib.sha256()
    folder = Path(config.theme.custom_dir or "")
    for file in sorted(folder.rglob("*.html")):
        digest.update(file.read_bytes())
    for value in (config.nav, config.copyright, config.extra, config.extra_css, config.repo_url, config.edit_uri):
        digest.update(repr(value).encode())
    return digest.hexdigest()


def settings_of(config: MkDocsConfig) -> Settings:
    """What `mkdocs.yml` says, for the rest of the program. Raises ConfigurationError for what cannot be built."""
    if "daybrief" not in config.plugins:
        raise ConfigurationError("Daybrief is not among the plugins: add `- daybrief` under `plugins:` in mkdocs.yml.")
    own: Any = config.plugins["daybrief"].config
    if not config.use_directory_urls:
        raise ConfigurationError("Daybrief's addresses are folders: leave `use_directory_urls` as it is.")
    if not config.theme.custom_dir:
        raise ConfigurationError(
            "Daybrief needs its theme: set `theme: {name: material, custom_dir: templates/theme}`."
        )
    if own.map:
        try:
            maps.load(Path(own.map))
        except ValueError as error:
            raise ConfigurationError(f"`map`: {error}") from error
    root = Path(config.config_file_path).parent
    docs = Path(config.docs_dir)
    url = config.site_url or ""
    return Settings(
        docs=docs,
        label=posixpath.relpath(docs.as_posix(), root.as_posix()),
        pages=frozenset({*dict(_pages(config.nav)), *_named(config, docs)})
        - {urls.file(address) for address in urls.LISTS},
        templates=Path(config.theme.custom_dir).parent,
        words=Path(own.words) if own.words else None,
        map=Path(own.map) if own.map else None,
        name=config.site_name,
        description=config.site_description or "",
        url=url if not url or url.endswith("/") else url + "/",
        language=str(config.theme.get("language") or "en"),
        identity=own.identity or config.site_name,
        hues=own.hues,
        feed_days=own.feed_days,
    )


def _pages(nav: Any, title: str = "") -> list[tuple[str, str]]:
    """Every file that a nav of `mkdocs.yml` names, with the title it has there."""
    if isinstance(nav, str):
        return [(nav, title)]
    children = nav.items() if isinstance(nav, dict) else (("", child) for child in nav or ())
    return [page for name, child in children for page in _pages(child, name)]


def _named(config: MkDocsConfig, docs: Path) -> list[str]:
    """Every file that `mkdocs.yml` names outside of the nav: as not in it, or as not to be published."""
    patterns = [spec for spec in (config.not_in_nav, config.exclude_docs, config.draft_docs) if spec]
    files = [path.relative_to(docs).as_posix() for path in docs.rglob("*") if patterns and path.is_file()]
    return [file for file in files if any(spec.match_file(file) for spec in patterns)]


# The same here.
class DaybriefPlugin(BasePlugin[DaybriefConfig]):  # type: ignore[no-untyped-call]
    """Days as sources of pages."""

    def __init__(self) -> None:
        self.serving = False
        self.dirty = False
        self.progress: Callable[[str], None] = lambda step: None
        """Told what is being done, for a progress display."""
        self.settings: Settings
        self.root = Path()
        self.edition: site.Edition
        self.archive: Archive | None = None
        """What the edition is made of."""
        self.pages: tuple[Page, ...] = ()
        self.files: Files
        self.made: Mapping[str, str] = {}
        """In a preview: what the last build made, by fingerprint, so that the next makes only what is new."""
        self.published: set[str] = set()
        """Every file of this build: POSIX paths in the site."""

    def on_startup(self, *, command: str, dirty: bool) -> None:
        """Know whether this is a preview. Defining this hook keeps the plugin alive between live rebuilds."""
        self.serving, self.dirty = command == "serve", dirty

    def on_config(self, config: MkDocsConfig) -> None:
        """Read and check everything, before MkDocs empties the site's folder."""
        self.settings = settings_of(config)
        self.root = Path(config.config_file_path).parent
        self.progress("read")
        archive, problems = site.read(self.settings)
        words, unspoken = site.speak(self.settings)
        # A strict build would end with them, but only after it had replaced the site.
        grave = ("error", "warning") if config.strict and not self.serving else ("error",)
        for problem in problems:
            if problem.severity not in grave:
                log.warning(self.told([problem]))
        errors = [*unspoken, *(problem for problem in problems if problem.severity in grave)]
        if not errors and words is not None:
            self.progress("compose")
            last = self.edition.renderer if self.serving and hasattr(self, "edition") else None
            self.edition = site.compose(self.settings, archive, words, drafts=self.serving, last=last)
            self.pages, self.archive = self.edition.pages, archive
        elif self.serving:
            self.edition = getattr(self, "edition", None) or site.nothing_yet(self.settings)
            log.error(self.told(errors))
            self.pages = site.problem_pages(self.edition, archive, errors)
        else:
            raise PluginError(f"the site was not built: {report.summary(errors, 0)}\n\n{self.told(errors)}\n")

    def told(self, problems: list[Diagnostic]) -> str:
        """Problems as a person reads them."""
        return report.text(problems, lambda name: site.lines(self.root, name))

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Give every generated page a file, leave drafts out, and leave out what of Material's no page of ours uses."""
        named = dict(_pages(config.nav))
        shell = shell_of(config)
        for page in self.pages:
            name = urls.file(page.url)
            level = InclusionLevel.INCLUDED if name in named else InclusionLevel.NOT_IN_NAV
            level = InclusionLevel.DRAFT if page.draft else level
            file = BriefFile.generated(config, name, content="", inclusion=level)
            file.edit_uri = page.source or None
            short, date = named.get(name, ""), self.edition.newest
            made = BriefPage(page, self.edition.renderer, file, config, date=date, short=short, shell=shell)
            made.made = self.made
            files.append(file)
        for path in self.edition.drafts:
            if source := files.get_file_from_path(path):
                source.inclusion = InclusionLevel.DRAFT
        custom = config.theme.custom_dir
        for file in list(files):
            if file.src_uri.startswith("assets/") and file.src_dir not in (custom, config.docs_dir, None):
                files.remove(file)
        self.files = files
        self.published = {
            file.dest_uri for file in files if file.inclusion not in (InclusionLevel.DRAFT, InclusionLevel.EXCLUDED)
        }
        return files

    def on_page_content(self, html: str, /, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
        """Where a hand-written page asks for the ledger's rules, tell them from their one definition."""
        return site.with_rules(html, self.edition.renderer)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Give the shell its words, and hand-written pages a date that no clock decides."""
        env.globals |= {
            "word": self.edition.renderer.words,
            "serving": self.serving,
            "handwritten": self.settings.pages,
        }
        for file in files.documentation_pages():
            if file.page and not isinstance(file.page, BriefPage):
                file.page.update_date = self.edition.newest
        return env

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what is no page: the feed and the search index."""
        folder = Path(config.site_dir)
        if self.serving:
            pages = (file.page for file in self.files if isinstance(file.page, BriefPage))
            self.made = {page.fingerprint: page.content for page in pages if page.content}
        if self.dirty:
            self.withdraw(folder)
        (folder / urls.FEED).write_text(self.edition.feed, encoding="utf-8")
        self.progress("index")
        indexing = search.Indexing(self.root / ".cache/search", self.settings.language)
        for name, piece in search.pieces(self.documents(config) if self.archive else ()).items():
            indexing.start(name, piece)
        try:
            indexing.finish(folder)
        except search.IndexFailed as error:
            raise PluginError(f"Pagefind made no search index: {error}") from error

    def documents(self, config: MkDocsConfig) -> Iterator[tuple[str, int | None, str]]:
        """All that can be found: days, entries of registries, and hand-written pages."""
        assert self.archive is not None
        written = []
        for file in self.files.documentation_pages():
            page = file.page
            if page and not isinstance(page, BriefPage) and file.dest_uri in self.published:
                if page.content is None:  # a `--dirty` build left it alone
                    page.read_source(config)
                    page.render(config, self.files)
                title = page.meta.get("title") or Markup(page.title).striptags()
                written.append((page.url, str(title), site.with_rules(page.content or "", self.edition.renderer)))
        days = (file.day for file in self.archive.days)
        return search.documents(self.archive.registry, days, written, self.edition.renderer)

    def withdraw(self, folder: Path) -> None:
        """Take away pages and YAML that an earlier build left and that are no more: a `--dirty` build keeps them."""
        for file in [*folder.rglob("index.html"), *folder.rglob("*.yml")]:
            ours = file.suffix == ".yml" or _fingerprint(file)
            if ours and file.relative_to(folder).as_posix() not in self.published:
                file.unlink()
                if not any(file.parent.iterdir()):
                    file.parent.rmdir()

    def on_serve(self, server: LiveReloadServer, /, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Watch what a page is made of besides `docs_dir`."""
        server.watch(str(self.settings.templates))
        if self.settings.words:
            server.watch(str(self.settings.words))
        return server
