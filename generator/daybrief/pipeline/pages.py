"""The files of a site: made where something is different, and all others left alone.

A page is made anew if its trace says so, if its template or what stands around it is another, or if its file is not as
it was left (`daybrief.engine.files`). Of what was published before, only files that are as they were left are spoken of
here.
"""

import re
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from daybrief.engine.dependencies import ChangedKeys, Trace, pack
from daybrief.engine.files import FileStamp, digest, write
from daybrief.engine.parallel import parallel_map
from daybrief.ledger.ledger import Ledger
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
    for url, made, stamp in parallel_map(make, stale):
        pages[url] = made
        files[page_file(url)] = stamp
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
