"""The files of a site: made where something is different, and all others left alone.

A page is made anew if its trace says so, if its template or what stands around it is another, or if its file is not as
it was left (`daybrief.engine.files`). Of what was published before, only files that are as they were left are spoken of
here.
"""

import gzip
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from daybrief.content.archive import Archive
from daybrief.content.parsed_day import key_of
from daybrief.engine.dependencies import ChangedKeys, Trace, pack
from daybrief.engine.files import FileStamp, bring, digest, stamp, unchanged_files, walk, write
from daybrief.engine.parallel import parallel_map
from daybrief.ledger.ledger import Ledger
from daybrief.output import search_index
from daybrief.pipeline.site_folder import Folders
from daybrief.urls import page_file
from daybrief.views import Page, Task


class PageRecord(msgspec.Struct, array_like=True, frozen=True):
    """A page as it was made."""

    trace: Trace
    template: str
    view: bytes
    """A hash of the page's view, and of all else that it says."""


class Published(msgspec.Struct, frozen=True):
    """What stands in the site, to start from the next time."""

    pages: dict[str, PageRecord]
    """By address."""
    files: dict[str, FileStamp]
    """By path in the site: all that builds have made there."""
    writer: dict[str, bytes] = {}
    """By template: the fingerprint of the writer."""


class PageWriter(NamedTuple):
    """How a page becomes a file."""

    fingerprint: Callable[[str], bytes]
    """By the template's name: of the template, and of all that stands around a page."""
    html: Callable[[Page], bytes]


def publish(
    site: Path, tasks: Iterable[Task], ledger: Ledger, writer: PageWriter, changed: ChangedKeys | None, old: Published
) -> Published:
    """Make the pages of a site that are not as they should be. `changed` is None where everything may be."""
    todo = list(tasks)
    same = {name for name, one in old.writer.items() if one == writer.fingerprint(name)}

    def make(task: Task) -> tuple[str, PageRecord, FileStamp]:
        with ledger.recording() as keys:
            page = task.make()
        made = PageRecord(pack(keys), page.template, digest(msgspec.msgpack.encode(page, enc_hook=str)))
        name, fingerprint = page_file(task.url), digest(made.view + writer.fingerprint(made.template))
        stamp = old.files.get(name)
        if stamp is None or stamp.fingerprint != fingerprint:
            stamp = write(site / name, writer.html(page), fingerprint)
        return task.url, made, stamp

    # Pages of one year together: few days are in memory at a time.
    stale = sorted((task for task in todo if is_stale(task, changed, same, old)), key=lambda task: _year(task.url))
    pages = {task.url: old.pages[task.url] for task in todo if task.url in old.pages}
    files = {page_file(url): old.files[page_file(url)] for url in pages if page_file(url) in old.files}
    for url, made, written in parallel_map(make, stale):
        pages[url] = made
        files[page_file(url)] = written
    fingerprints = {name: writer.fingerprint(name) for name in {one.template for one in pages.values()}}
    return Published(pages, files, fingerprints)


def is_stale(task: Task, changed: ChangedKeys | None, same: Collection[str], old: Published) -> bool:
    """Whether a page is not as it should be. `same` are the templates with which it would look as before."""
    made = old.pages.get(task.url)
    if changed is None or made is None or made.template not in same or changed.invalidates(made.trace):
        return True
    return page_file(task.url) not in old.files


def _year(url: str) -> str:
    found = re.search(r"\b\d{4}/", url)
    return found[0] if found else ""


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


def put_in_place(folders: Folders, files: Collection[str]) -> dict[str, FileStamp]:
    """Bring in what MkDocs made, and the feed; `files` stand there already."""
    index = f"{search_index.FOLDER}/"
    names = [name for name in walk(folders.staging) if name not in files and not name.startswith(index)]
    folders.declare([*files, *names])
    return {name: bring(folders.pages / name, (folders.staging / name).read_bytes()) for name in names}


def index_files(site: Path, old: Published) -> dict[str, FileStamp]:
    """The stamps of the search's index, which is in place."""
    names = {f"{search_index.FOLDER}/{name}" for name in walk(site / search_index.FOLDER)}
    same = unchanged_files(site, {name: one for name, one in old.files.items() if name in names})
    return {name: same.get(name) or stamp(site / name) for name in names}
