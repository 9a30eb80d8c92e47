"""Files of a site that are no pages of ours: copies, what MkDocs makes, and the search's index."""

import gzip
from collections.abc import Collection, Mapping
from pathlib import Path

from daybrief.content.archive import Archive
from daybrief.content.parsed_day import key_of
from daybrief.engine.files import FileStamp, bring, digest, stamp, unchanged_files, walk, write
from daybrief.output import search_index
from daybrief.pipeline.pages import Published
from daybrief.pipeline.site_folder import Folders


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


def pack(sitemap: Path) -> None:
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
