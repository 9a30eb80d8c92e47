"""What MkDocs and a build know of each other's pages and files."""

import posixpath
import re

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from daybrief import urls
from daybrief.ledger.status import PROOFS, STATUS_RULES
from daybrief.output.html import Renderer
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.build import Surroundings
from daybrief.pipeline.pages import PageWriter
from daybrief.plugin.config import nav_pages
from daybrief.plugin.theme import BriefPage, Shell, generated

RULES = "<!-- the ledger's rules -->"
"""What a hand-written page says to have the rules told there."""


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
    written = [file for file in files.documentation_pages() if not isinstance(file.page, BriefPage)]
    for file in written:
        assert file.page is not None, "MkDocs has read it"
        file.page.update_date = site.newest
    settings = site.content.settings
    env.globals |= {
        "word": site.renderer.words,
        "handwritten": settings.pages,
        "addresses": [(settings.url + task.url, task.date or site.newest) for task in site.tasks],
    }
    static = [file for file in files if not file.is_documentation_page() and file.abs_src_path]
    shown = [file for file in static if drafts or file.inclusion != InclusionLevel.DRAFT]
    shell = Shell(config, env, files, nav, site.renderer)
    for file in [*static, *(file for file in files if isinstance(file.page, BriefPage))]:
        files.remove(file)
    templates = [*config.theme.static_templates, *config.extra_templates, "sitemap.xml.gz"]
    return Surroundings(
        PageWriter(shell.fingerprint, shell.html),
        {file.dest_uri: file.abs_src_path or "" for file in shown if file.inclusion != InclusionLevel.EXCLUDED},
        (*templates, *(file.dest_uri for file in written)),
        tuple(_text(file.page) for file in written if file.page),
    )


def _text(page: MkDocsPage) -> tuple[str, str, str]:
    """Address, title and HTML of a hand-written page, for the search."""
    return page.url, str(page.meta.get("title") or Markup(page.title or "").striptags()), page.content or ""
