"""Our pages as MkDocs has them: files that its nav can name, and its theme around each, without its way through all."""

import hashlib
import posixpath
import re
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from daybrief import urls
from daybrief.failures import blaming
from daybrief.ledger.status import PROOFS, STATUS_RULES
from daybrief.output.html import Renderer
from daybrief.pipeline import inputs
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.build import Surroundings
from daybrief.pipeline.pages import PageWriter
from daybrief.plugin.config import nav_pages
from daybrief.views import Page

RULES = "<!-- the ledger's rules -->"
"""What a hand-written page says to have the rules told there."""


class BriefPage(MkDocsPage):
    """A generated page: its HTML is made by our templates, and Markdown is left out."""

    def show(self, page: Page, renderer: Renderer) -> None:
        """Take what MkDocs would have read from Markdown."""
        heading = renderer.title(page)
        self.title = self.title or heading
        self.content = renderer.body(page)
        self.meta = {
            "generated": True,
            "title": "" if self.is_homepage else heading,
            "description": renderer.description(page),
            "head": renderer.head(page),
        }

    def read_source(self, config: MkDocsConfig) -> None:
        """Nothing is read."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing is rendered yet: it is printed with all other pages."""
        self.content, self.toc = "", TableOfContents([])


class Shell:
    """What the theme puts around a page."""

    def __init__(
        self, config: MkDocsConfig, env: Environment, files: Files, nav: Navigation, renderer: Renderer
    ) -> None:
        self.config, self.env, self.nav, self.renderer = config, env, nav, renderer
        self.files = files.documentation_pages()
        self.named = {file.src_uri: file.page for file in self.files if isinstance(file.page, BriefPage)}
        digest = hashlib.sha256(self.html(_PROBE, probe=True))
        # A template may ask for a setting on some pages only, of which the probe is none.
        digest.update(inputs.now(Path(config.config_file_path), {}, ()).digest)
        for file in sorted(Path(config.theme.custom_dir or "").rglob("*.html")):
            digest.update(file.read_bytes())
        self.frame = digest.digest()

    def html(self, page: Page, probe: bool = False) -> bytes:
        """A page as it is published."""
        made = self.named.get(urls.file(page.url)) or BriefPage("", generated(page.url, self.config), self.config)
        made.file.edit_uri = page.source or None
        made._set_edit_url(self.config.repo_url, self.config.edit_uri, self.config.edit_uri_template)
        if probe:
            made.title = made.content = page.url
            made.meta = {"generated": True, "description": page.url}
        else:
            made.show(page, self.renderer)
        made.active = True
        context: Any = get_context(self.nav, self.files, self.config, made)
        context = self.config.plugins.on_page_context(context, page=made, config=self.config, nav=self.nav)
        with blaming(self.renderer.settings.root):
            html = self.env.get_template("main.html").render(context)
        html = self.config.plugins.on_post_page(html, page=made, config=self.config) or ""
        made.active, made.content = False, ""
        return html.encode("utf-8", errors="xmlcharrefreplace")

    def fingerprint(self, template: str) -> bytes:
        """Of all that decides a page's bytes besides its view."""
        return self.frame + self.renderer.fingerprint(template)


_PROBE = Page("probe/", "", None, source="probe.yml")
"""Shown to the shell, it tells whether that has changed."""


def generated(url: str, config: MkDocsConfig) -> File:
    """MkDocs' file of a generated page."""
    return File.generated(config, urls.file(url), content="", inclusion=InclusionLevel.NOT_IN_NAV)


def generated_files(files: Files, config: MkDocsConfig, site: SiteContent) -> Files:
    """MkDocs' files, with our pages that its nav or a hand-written page names, without what is not published."""
    named = dict(nav_pages(config.nav))
    unsound = {problem.file for problem in site.content.errors()}  # in MkDocs' own preview, where every page tells them
    for file in files.documentation_pages():
        # With content of its own, MkDocs takes a page for modified each time.
        file.content_string = "" if f"{site.content.settings.label}/{file.src_uri}" in unsound else file.content_string
    linked = {name for file in files.documentation_pages() for name in _linked(file)}
    for task in site.tasks:
        if (name := urls.file(task.url)) in named or name in linked:
            title = named.get(name) or site.renderer.title(task.make())
            file = generated(task.url, config)
            file.inclusion = InclusionLevel.INCLUDED if name in named else InclusionLevel.NOT_IN_NAV
            BriefPage(title, file, config)
            files.append(file)
    for path in site.drafts:
        if source := files.get_file_from_path(path):
            source.inclusion = InclusionLevel.DRAFT
    custom = config.theme.custom_dir
    for file in list(files):
        if file.src_uri.startswith("assets/") and file.src_dir not in (custom, config.docs_dir, None):
            files.remove(file)
    return files


def _linked(file: File) -> list[str]:
    """The files of generated pages that a hand-written page may lead to."""
    if not file.src_uri.endswith(".md") or file.generated_by:
        return []
    base = posixpath.dirname(file.src_uri)
    return [
        posixpath.normpath(posixpath.join(base, name)) for name in re.findall(r"[\w./-]*index\.md", file.content_string)
    ]


def with_rules(html: str, renderer: Renderer) -> str:
    """A hand-written page with the ledger's rules in the place that asks for them."""
    if RULES not in html:
        return html
    return html.replace(RULES, renderer.fragment("parts/rules.html", rules=STATUS_RULES, proofs=PROOFS))


def surroundings(
    env: Environment, config: MkDocsConfig, files: Files, nav: Navigation, site: SiteContent, *, drafts: bool
) -> Surroundings:
    """What only MkDocs has, for a build. Of `files` are left those that MkDocs is to write itself."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    written = [page for page in pages if not isinstance(page, BriefPage)]
    for page in written:
        page.update_date = site.newest
    settings = site.content.settings
    env.globals |= {
        "word": site.renderer.words,
        "handwritten": settings.pages,
        "addresses": [(settings.url + task.url, task.date or site.newest) for task in site.tasks],
    }
    static = [file for file in files if not file.is_documentation_page() and file.abs_src_path]
    left_out = {InclusionLevel.EXCLUDED} if drafts else {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}
    shell = Shell(config, env, files, nav, site.renderer)
    for file in [*static, *(file for file in files if isinstance(file.page, BriefPage))]:
        files.remove(file)
    return Surroundings(
        PageWriter(shell.fingerprint, shell.html),
        {file.dest_uri: file.abs_src_path or "" for file in static if file.inclusion not in left_out},
        tuple(map(_text, written)),
    )


def _text(page: MkDocsPage) -> tuple[str, str, str]:
    """Address, title and HTML of a hand-written page, for the search."""
    return page.url, str(page.meta.get("title") or Markup(page.title or "").striptags()), page.content or ""
