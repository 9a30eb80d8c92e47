"""The files of a site: made where something is different, and all others left alone.

A page is made anew if its trace says so, if its template or what stands around it is another, or if its file is not as
it was left (`daybrief.engine.files`). Of what was published before, only files that are as they were left are spoken of
here.
"""

import gzip
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import NamedTuple, TypeAlias

import msgspec

from daybrief.content.archive import Archive
from daybrief.content.parsed_day import key_of
from daybrief.engine.dependencies import ChangedKeys, pack
from daybrief.engine.files import FileStamp, bring, digest, stamp, unchanged_files, walk, withdraw, write
from daybrief.engine.parallel import parallel_map
from daybrief.ledger.ledger import Ledger
from daybrief.output import feeds, search_index
from daybrief.pipeline.assemble import SiteContent
from daybrief.pipeline.frames import Frame
from daybrief.pipeline.site_folder import Folders
from daybrief.pipeline.state import PageRecord, Published, Texts
from daybrief.urls import page_file
from daybrief.views import Page, Task
from daybrief.views.search import FOLDER, NOW, document_tasks, page_document

Index: TypeAlias = Callable[[Mapping[str, bytes]], None]


class PageWriter(NamedTuple):
    """How a page becomes a file."""

    fingerprint: Callable[[str], bytes]
    """By the template's name: of the template, and of all that stands around a page."""
    html: Callable[[Page], bytes]
    frames: dict[str, Frame | None]
    """By kind of page: what stands around it, as far as it is known; None where that is another each time. It grows as
    pages are made."""


def publish(
    site: Path, tasks: Iterable[Task], ledger: Ledger, writer: PageWriter, changed: ChangedKeys | None, old: Published
) -> Published:
    """Make the pages of a site that are not as they should be. `changed` is None where everything may be."""
    todo = list(tasks)
    same = {name for name, one in old.writer.items() if one == writer.fingerprint(name)}

    def make(task: Task) -> tuple[str, PageRecord, FileStamp, dict[str, Frame | None]]:
        known = len(writer.frames)
        with ledger.recording() as keys:
            page = task.make()
        made = PageRecord(pack(keys), page.template, digest(msgspec.msgpack.encode(page, enc_hook=str)))
        name, fingerprint = page_file(task.url), digest(made.view + writer.fingerprint(made.template))
        stamp = old.files.get(name)
        if stamp is None or stamp.fingerprint != fingerprint:
            stamp = write(site / name, writer.html(page), fingerprint)
        return task.url, made, stamp, dict(islice(writer.frames.items(), known, None))

    pages = {task.url: made for task in todo if (made := old.pages.get(task.url))}
    files = {name: left for name in map(page_file, pages) if (left := old.files.get(name))}
    # Pages of one year together: few days are in memory at a time.
    stale = [task for task in todo if is_stale(task, changed, same, old)]
    stale.sort(key=lambda task: re.findall(r"\b\d{4}/", task.url)[:1])
    for url, made, written, frames in parallel_map(make, stale):
        pages[url] = made
        files[page_file(url)] = written
        writer.frames.update(frames)  # which may have been made in another process
    fingerprints = {name: writer.fingerprint(name) for name in {one.template for one in pages.values()}}
    return Published(pages, files, fingerprints)


def is_stale(task: Task, changed: ChangedKeys | None, same: Collection[str], old: Published) -> bool:
    """Whether a page is not as it should be. `same` are the templates with which it would look as before."""
    made = old.pages.get(task.url)
    if changed is None or made is None or made.template not in same or page_file(task.url) not in old.files:
        return True
    return changed.invalidates(made.trace)


def copy_files(site: Path, copies: Mapping[str, str], archive: Archive, old: Published) -> dict[str, FileStamp]:
    """Bring files that are published as they are up to date; of a day, only what was read and checked.

    A day that was written since is not published: what is in it now nobody has checked, and it may be a draft by now.
    """
    found: dict[str, FileStamp] = {}
    for name, path in copies.items():
        day = path.removeprefix(f"{archive.docs}/")
        checked, stamp = archive.hashes.get(day), old.files.get(name)
        if checked is None or stamp is None or stamp.fingerprint != checked:
            data = Path(path).read_bytes()
            fingerprint = key_of(archive.name(day), data) if checked else digest(data)
            if checked in (None, fingerprint) and (stamp is None or stamp.fingerprint != fingerprint):
                stamp = write(site / name, data, fingerprint)
        if stamp:
            found[name] = stamp
    return found


def pack_sitemap(sitemap: Path) -> None:
    """Pack the sitemap. MkDocs does with the time of a page of its own, or with the clock's where it has none."""
    write(sitemap.with_suffix(".xml.gz"), gzip.compress(sitemap.read_bytes(), mtime=0))


def put_in_place(folders: Folders, files: Collection[str], old: Published) -> dict[str, FileStamp]:
    """Bring in what MkDocs made, and the feed; `files` stand there already, and so does the search's index.

    Returns the stamps of all that is not among `files`.
    """
    index = f"{search_index.FOLDER}/"
    names = [name for name in walk(folders.staging) if name not in files and not name.startswith(index)]
    folders.list_ahead([*files, *names])
    found = {name: bring(folders.target / name, (folders.staging / name).read_bytes()) for name in names}
    indexed = {index + name for name in walk(folders.target / index)}
    same = unchanged_files(folders.target, {name: one for name, one in old.files.items() if name in indexed})
    return found | {name: same.get(name) or stamp(folders.target / name) for name in indexed}


def write_fragments(folder: Path, site: SiteContent, texts: Texts, last: Published, index: Index) -> Published:
    """Make what is different of all fragments. `texts` are address, title and HTML of hand-written pages.

    When all documents for the search stand in the folder, and before the rest is made, they are given to `index`: by
    path of each a hash, or all of its bytes. Returns what stands in the folder.
    """
    dates, renderer = site.published(), site.renderer
    items = [*feeds.item_tasks(site.ledger, dates[-renderer.settings.feed_days :])]
    searched = [*document_tasks(site.ledger, dates)]
    plain = PageWriter(renderer.fingerprint, lambda page: renderer.body(page).encode(), {})
    last = msgspec.structs.replace(last, files=unchanged_files(folder, last.files))
    withdraw(folder, {*walk(folder)} - {page_file(task.url) for task in (*items, *searched)})
    made = publish(folder, searched, site.ledger, plain, site.changed, last)
    documents = {task.url: made.files[page_file(task.url)].fingerprint for task in searched}
    for url, *text in texts:  # of which no answer of the ledger tells whether they are as they were
        data = renderer.body(page_document(url, *text)).encode()
        write(folder / page_file(NOW + url), data)
        documents[NOW + url] = data
    index({url.removeprefix(FOLDER): one for url, one in documents.items()})
    told = publish(folder, items, site.ledger, plain, site.changed, last)
    return Published(made.pages | told.pages, made.files | told.files, made.writer | told.writer)
