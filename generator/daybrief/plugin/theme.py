"""What the theme puts around a page: MkDocs' page, context and templates, without MkDocs' way through all pages."""

import hashlib
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from daybrief import urls
from daybrief.failures import blaming
from daybrief.output.html import Renderer
from daybrief.pipeline import inputs
from daybrief.views import Page


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
