"""A build without MkDocs: what that made the last time is kept for as long as it would make the same again.

It is asked for pages that people wrote, for the theme, and for the files that are published as they are. None of these
is another because a day is, unless another plugin or a template of the site's own looks at days: then nothing is kept.
"""

from collections.abc import Collection, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.pages import Page as MkDocsPage

from daybrief import urls
from daybrief.engine.files import FileStamp, digest, unchanged_files
from daybrief.output.html import Renderer
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.build import SITEMAPS, Surroundings
from daybrief.pipeline.pages import PageWriter
from daybrief.pipeline.state import Kept, Texts
from daybrief.plugin.config import opaque
from daybrief.plugin.shell import Shell
from daybrief.plugin.theme import BriefPage, generated

_PRINTED = {"404.html", "robots.txt", *SITEMAPS}
"""What MkDocs prints from templates of ours besides pages: all but the sitemaps is the same whatever days there are."""


class Unframed(Exception):
    """A page is of a kind that was not there the last time: MkDocs has to print what stands around it."""


def keep(
    shell: Shell, site: SiteContent, copies: Mapping[str, str], texts: Texts, named: tuple[dict[str, str], set[str]]
) -> Kept | None:
    """What a later build needs to do without MkDocs; None where more than days may decide what that makes."""
    config, days = shell.config, _days(site)
    folder = Path(config.theme.custom_dir) if config.theme.custom_dir else None
    if not shell.constant or any(opaque(config)) or config.extra_templates or (folder and any(folder.rglob("*.xml"))):
        return None
    if not {*config.theme.static_templates} <= _PRINTED or any(copies.get(name) != path for name, path in days.items()):
        return None
    in_nav, linked = named
    titles = {name: str(page.title) for name, page in shell.named.items()}
    return Kept(
        shell=shell.digest,
        words=_words(site.renderer),
        nav={name: (page.url, page.parent is not None) for name, page in shell.in_nav.items()},
        titles=titles,
        self_titled=_called(site, {name for name in titles if not in_nav.get(name)}),
        present=frozenset(days.keys() & {*in_nav, *linked}),
        absent=frozenset({*in_nav, *linked} - titles.keys() - days.keys()),
        copies={name: path for name, path in copies.items() if name not in days},
        handwritten=texts,
        listed=tuple(page.canonical_url or "" for page in shell.written),
    )


def fits(kept: Kept, site: SiteContent, folder: Path, files: Mapping[str, FileStamp]) -> bool:
    """Whether MkDocs would make the same of this site. `files` are those that the last build left in its folder."""
    there = {*(urls.file(task.url) for task in site.tasks), *_days(site)}
    left = {name: files[name] for name in kept.files if name in files}
    return (
        None not in kept.frames.values()  # whose pages MkDocs has to print
        and kept.words == _words(site.renderer)
        and there.isdisjoint(kept.absent)
        and there >= kept.titles.keys() | kept.present
        and kept.self_titled == _called(site, kept.self_titled.keys())
        and all(Path(path).is_file() for path in kept.copies.values())
        and len(unchanged_files(folder, left)) == len(kept.files)
    )


def restored(kept: Kept, config: MkDocsConfig, env: Environment, site: SiteContent) -> Surroundings:
    """What MkDocs would hand over, from what is kept. The sitemap is written where MkDocs writes it."""
    listed = [SimpleNamespace(canonical_url=address, update_date=site.newest) for address in kept.listed]
    pages = [SimpleNamespace(page=page) for page in listed]
    for name in SITEMAPS:
        Path(config.site_dir, name).write_bytes(env.get_template(name).render(pages=pages).encode())
    shell = _KeptShell(kept, config, env, site.renderer)
    writer = PageWriter(shell.fingerprint, shell.html, shell.frames)
    return Surroundings(writer, kept.copies | _days(site), kept.handwritten, kept, without_mkdocs=True)


class _KeptShell(Shell):
    """What the theme puts around a page, as it did the last time."""

    def __init__(self, kept: Kept, config: MkDocsConfig, env: Environment, renderer: Renderer) -> None:
        in_nav: Any = {name: SimpleNamespace(url=url) for name, (url, _) in kept.nav.items()}
        self.named, self.digest, self.alike = {}, kept.shell, True
        for name, title in kept.titles.items():
            page = BriefPage("", generated(name.removesuffix("index.md"), config), config)
            section: Any = SimpleNamespace() if name in kept.nav and kept.nav[name][1] else None
            page.title, page.parent = Markup(title) if name in kept.nav else title, section
            self.named[name] = page
        self.know(config, env, renderer, in_nav)

    def _printed(self, made: MkDocsPage, place: MkDocsPage | None) -> str:
        raise Unframed(made.url)


def _days(site: SiteContent) -> dict[str, str]:
    """The files of days and registries, by path in the site."""
    archive = site.content.archive
    names = {*archive.hashes, *(f"registry/{one.kind}.yml" for one in archive.registries)} - site.drafts
    return {name: f"{archive.docs}/{name}" for name in names}


def _called(site: SiteContent, names: Collection[str]) -> dict[str, str]:
    """What pages call themselves, by their files."""
    tasks = {name: task for task in site.tasks if (name := urls.file(task.url)) in names}
    return {name: site.renderer.title(task.make()) for name, task in tasks.items()}


def _words(renderer: Renderer) -> bytes:
    """A hash of the words of the frame."""
    return digest(repr((renderer.words.messages, renderer.words.borrowed)).encode())
