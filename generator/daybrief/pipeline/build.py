"""One build, told from the first byte read to the last file written. Read this file first."""

from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from daybrief import urls
from daybrief.engine.files import unchanged_files, withdraw, write
from daybrief.output import feeds, search_index, search_names
from daybrief.pipeline.assemble import SiteContent, assemble, problem_site
from daybrief.pipeline.check import Unsound, check
from daybrief.pipeline.inputs import relative
from daybrief.pipeline.pages import PageWriter, copy_files, pack_sitemap, publish, put_in_place, write_fragments
from daybrief.pipeline.site_folder import MANIFEST, Folders, write_manifest
from daybrief.pipeline.state import Built, Kept, Remembered, Texts
from daybrief.settings import Settings
from daybrief.views.search import FOLDER as DOCUMENTS

SITEMAPS = ("sitemap-all.xml", "sitemap.xml")
"""What lists the addresses of a site: MkDocs prints it from a template of ours, or we do."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What only MkDocs has: its theme, and which files and hand-written pages there are."""

    writer: PageWriter
    """Puts the theme around a page."""
    copies: Mapping[str, str]
    """By path in the site: the file that is published there as it is."""
    handwritten: Texts
    kept: Kept | None = None
    """What a later build needs to do without MkDocs; None where it cannot."""
    without_mkdocs: bool = False
    """Whether this build does without: what MkDocs wrote stands in the site."""


BuildSteps: TypeAlias = Generator[SiteContent, Surroundings | None, Built]
"""A build in turns: at each `yield` MkDocs goes on, until it calls the hook that is named there.

The first hands over the site, and is answered; the others only wait. A build that is given up is closed where it
stands, and its `with` blocks leave nothing behind.
"""


def build(
    settings: Settings,
    folders: Folders,
    last: Remembered,
    *,
    strict: bool = False,
    live: bool = False,
    shown: SiteContent | None = None,
    progress: Callable[[str], None] = lambda step: None,
) -> BuildSteps:
    """Build a site, from what is remembered of the last time; returns what to remember of this one.

    A `live` site, which is MkDocs' own preview, shows drafts, and tells errors on its pages; `shown` is the last sound
    one. It is never `strict`. Nothing is remembered of a site with errors.

    Raises Unsound for content with errors, before anything is written; if `strict`, with warnings too. Raises
    IndexFailed if Pagefind makes no index, Refused if somebody put something into the site meanwhile, OSError, and
    WorkerDied if one of its processes is killed.
    """
    progress("Reading the briefings")
    content = check(settings, last)
    errors = content.errors(strict=strict)
    if errors and not live:
        raise Unsound(content, errors)
    progress("Keeping the ledger")
    site = problem_site(content, shown) if errors else assemble(content, last, drafts=live, shown=shown)

    with folders.in_use():
        # MkDocs reads hand-written pages and its theme.
        surroundings = yield site  # until on_env, which answers
        assert surroundings is not None, "on_env sends them"
        kept, before = surroundings.kept, last.built.kept
        if kept and before and (kept.shell, kept.words) == (before.shell, before.words):
            surroundings.writer.frames.update(before.frames)
        progress("Making the pages")
        parts = folders.work / "fragments"
        with closing(search_index.Indexing(folders.work / "search", parts / DOCUMENTS, settings.language)) as index:
            # Pagefind is started as soon as it can be: it works beside all that follows.
            fragments = write_fragments(parts, site, surroundings.handwritten, last.built.fragments, index.start)
            # Of the files of the last build, those alone count that are as they were left.
            previous = last.built.pages
            intact = msgspec.structs.replace(previous, files=unchanged_files(folders.target, previous.files))
            # Pages are put in place one by one, and this build may be killed: first, all that may be there is listed.
            own = (urls.page_file(task.url) for task in site.tasks)
            folders.list_ahead([*own, *surroundings.copies])
            # Pages that are stale are made: `daybrief.pipeline.pages.is_stale` decides that.
            pages = publish(folders.target, site.tasks, site.ledger, surroundings.writer, site.changed, intact)
            files = pages.files | copy_files(folders.target, surroundings.copies, content.archive, intact)

            # MkDocs writes hand-written pages, the sitemap, and the page for what is missing.
            yield site  # until on_post_build
            ledger, words = site.ledger, site.renderer.words
            feed = feeds.feed(settings, ledger, words, lambda url: (parts / urls.page_file(url)).read_text("utf-8"))
            write(folders.staging / urls.FEED, feed.encode())
            pack_sitemap(folders.staging / "sitemap.xml")
            progress("Making the search index")
            names = search_names.table(ledger.registry, words, surroundings.handwritten)
            left = search_index.left(last.built.pieces, folders.there, previous.files, intact.files)
            index.finish(folders.target, names, left)
        # Both have ended: what they made is brought in, what is gone is taken away, and what there is is listed.
        made = put_in_place(folders, files, intact)
        if kept and surroundings.without_mkdocs:
            made |= {name: intact.files[name] for name in kept.files}
        files |= made
        if not folders.whole:  # else nothing old lies there
            withdraw(folders.target, folders.there - files.keys())
        files[MANIFEST] = write_manifest(folders.target, files)  # stamped as well, so that damage is seen

        # Another plugin may still fail, and so may a strict build in which MkDocs warned of something.
        yield site  # until on_shutdown
        if folders.whole:
            folders.exchange()  # in one step, the new edition takes the place of the old one
    if errors:
        return Built()
    if kept:
        ours, searched = {urls.FEED, *SITEMAPS, f"{SITEMAPS[1]}.gz"}, f"{search_index.FOLDER}/"
        by_mkdocs = tuple(name for name in made if name not in ours and not name.startswith(searched))
        kept = msgspec.structs.replace(kept, frames=surroundings.writer.frames, files=by_mkdocs)
    published = msgspec.structs.replace(pages, files=files)
    where = relative(settings.root.resolve(), folders.site)
    return Built(where, site.ledger_state, published, fragments, kept, index.pieces)
