"""Our pages as MkDocs has them: files that its nav can name, and its theme around each, without its way through all."""

import logging
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage

from daybrief import urls
from daybrief.ledger.status import PROOFS, STATUS_RULES, STATUSES
from daybrief.output.html import Renderer
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.build import Surroundings
from daybrief.pipeline.pages import PageWriter
from daybrief.plugin.config import SEARCH, given, nav_pages, widened
from daybrief.plugin.config_file import Source
from daybrief.plugin.kept import keep
from daybrief.plugin.other_plugins import navs
from daybrief.plugin.policy import host_of, policy
from daybrief.plugin.shell import Shell
from daybrief.plugin.theme import BriefPage, generated, let_extend, of_ours, walk

log = logging.getLogger("mkdocs.plugins.daybrief")

RULES = "<!-- the ledger's rules -->"
"""What a hand-written page says to have the rules told there."""
_UNUSED = re.compile(r"assets/javascripts/(lunr|workers)/|assets/.*\.map$").match
"""Tells what of Material's no page asks for: its own search, in whose place Pagefind answers, and maps of its code."""
_INDEX = re.compile(r"[\w./%-]*(?:index\.md|\.yml)")
"""Finds what may be the file of a generated page, or of a day: in a written one, or in what another plugin is told."""
_ENTRY = re.compile(r"""[\w./-]+(?=["']?\s*(?:[]),]|$))""", re.MULTILINE)
"""Finds what may be an entry of a nav, a file or a folder, in a file that has one."""


def generated_files(files: Files, config: MkDocsConfig, site: SiteContent) -> Files:
    """MkDocs' files, with our pages that its nav or a hand-written page names, without what is not published."""
    unsound = {problem.file for problem in site.content.errors()}  # in MkDocs' own preview, where every page tells them
    for file in files.documentation_pages():
        # With content of its own, MkDocs takes a page for modified each time. Other plugins look at its file.
        path = file.abs_src_path
        file.content_string = "" if f"{site.content.settings.label}/{file.src_uri}" in unsound else file.content_string
        file.abs_src_path = path
    in_navs = {name for path, text in navs(config) for name in _named(path, _ENTRY.findall(text))}
    named, linked = named_files(files, config)
    for plugin in config.plugins.values():
        linked.update(_INDEX.findall(str(getattr(plugin, "config", ""))))
    for task in site.tasks:
        name = urls.file(task.url)
        if name in files.src_uris or not urls.is_page(task.url):
            continue
        in_nav = name in named or not in_navs.isdisjoint((name, posixpath.dirname(name)))
        if in_nav or name in linked:
            made_of = task.make().source
            file = generated(task.url, config)
            file.abs_src_path = str(Path(config.docs_dir, made_of)) if made_of else config.config_file_path
            file.inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
            files.append(file)
    for path in site.drafts:
        if source := files.get_file_from_path(path):
            source.inclusion = InclusionLevel.DRAFT
    for file in list(files):
        if file.src_dir not in (config.docs_dir, config.theme.custom_dir) and _UNUSED(file.src_uri):
            files.remove(file)
    return files


def named_files(files: Files, config: MkDocsConfig) -> tuple[dict[str, str], set[str]]:
    """The files that the nav names, each with its title there, and those that hand-written pages name."""
    written = [file for file in files.documentation_pages() if not file.generated_by]
    linked = {name for file in written for name in _named(file.src_uri, _INDEX.findall(file.content_string))}
    return dict(nav_pages(config.nav)), linked


def own(files: Files, site: SiteContent) -> None:
    """Make MkDocs' pages of our files ours, whatever nav they are in, under the titles that they have there."""
    tasks = {urls.file(task.url): task for task in site.tasks}
    for file in files.documentation_pages():
        if file.generated_by == "daybrief" and (page := file.page):
            page.__class__ = of_ours(type(page))
            page.title = page.title or site.renderer.title(tasks[file.src_uri].make())


def _named(path: str, names: list[str]) -> list[str]:
    """What a file of `docs_dir` names, as paths there."""
    found = (posixpath.join(posixpath.dirname(path), unquote(name)) for name in names)
    return [posixpath.normpath(name).lstrip("/") for name in found]  # from the root, too, where a site allows it


def with_rules(html: str, renderer: Renderer) -> str:
    """A hand-written page with the marks of all pages and the ledger's rules in the place that asks for them."""
    if RULES not in html:
        return html
    movements = [key.removeprefix("movement.") for key in renderer.words.messages if key.startswith("movement.")]
    told = {"statuses": STATUSES, "movements": movements, "rules": STATUS_RULES, "proofs": PROOFS}
    return html.replace(RULES, renderer.fragment("parts/rules.html", **told))


def surroundings(
    env: Environment, config: MkDocsConfig, files: Files, nav: Navigation, site: SiteContent, *, drafts: bool
) -> Surroundings:
    """What only MkDocs has, for a build. Of `files` are left those that MkDocs is to write itself."""
    # The theme prints these as they are.
    for name in ("site_name", "site_description", "site_author"):
        config[name] = escape(config[name]) if config[name] else config[name]
    for item in walk(nav.items):
        item.title = escape(Markup(item.title or "").striptags())
    prepare(env, config, site)
    # Pagefind answers in the place of the theme's own index, into which each page would go.
    theirs, events = [config.plugins[name] for name in SEARCH if name in config.plugins], config.plugins.events
    events["page_context"] = [hook for hook in events["page_context"] if getattr(hook, "__self__", None) not in theirs]
    # What was generated for this build lies in a folder that goes with it: MkDocs copies it.
    static = [file for file in files if not (file.is_documentation_page() or file.generated_by) and file.abs_src_path]
    left_out = {InclusionLevel.EXCLUDED} if drafts else {InclusionLevel.EXCLUDED, InclusionLevel.DRAFT}
    shell = Shell(config, env, files, nav, site.renderer)
    for page in shell.written:
        page.update_date = site.newest
        page.meta.setdefault("hide", shell.idle(page))
    if not env.globals["serving"]:  # MkDocs' own preview has a script in each page
        _guard(shell, config)
    copies = {file.dest_uri: file.abs_src_path or "" for file in static if file.inclusion not in left_out}
    texts = tuple(map(_text, shell.written))
    kept = None if drafts else keep(shell, site, copies, texts, named_files(files, config))
    for file in [*static, *(file for file in files if isinstance(file.page, BriefPage))]:
        files.remove(file)
    return Surroundings(PageWriter(shell.fingerprint, shell.html, shell.frames), copies, texts, kept)


def prepare(env: Environment, config: MkDocsConfig, site: SiteContent) -> None:
    """Give the templates around pages what they see of a site."""
    settings, words = site.content.settings, site.renderer.words
    let_extend(env, config, words)
    tasks = [task for task in site.tasks if urls.is_page(task.url)]
    tasks.sort(key=lambda task: (task.date or site.newest, task.url), reverse=True)
    env.globals |= {
        "word": words,
        "responsible": words.responsible(settings.responsible),
        "handwritten": settings.pages,
        "addresses": [(settings.url + task.url, task.date or site.newest) for task in tasks],
        "policy": "",
    }


def _guard(shell: Shell, config: MkDocsConfig) -> None:
    """Give all pages their policy, and tell what it bars: around them, and on each hand-written one when it is made."""
    more, source = widened(config), Source(Path(config.config_file_path))
    places = {host_of(one): f"{source.file.name}:{mark.line}:{mark.column}: " for one, mark in given(config, source)}

    around = shell.guard(more)
    for what, hint in around:
        log.warning(f"{places.get(what, '')}{what} is barred by the site's policy: {hint}")

    def on_post_page(output: str, *, page: MkDocsPage, config: MkDocsConfig) -> None:
        if not isinstance(page, BriefPage):
            for what, hint in policy([output], more)[1]:
                if (what, hint) not in around:
                    log.warning(f"{page.file.src_uri}: {what} is barred by the site's policy: {hint}")

    config.plugins.events["post_page"].append(on_post_page)  # the last, for other plugins add to a page


def _text(page: MkDocsPage) -> tuple[str, str, str]:
    """Address, title and HTML of a hand-written page, for the search."""
    return page.url, str(page.meta.get("title") or Markup(page.title or "").striptags()), page.content or ""
