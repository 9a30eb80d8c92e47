"""Files of a site that are no pages of ours: copies, what MkDocs makes, and the search's index."""

import gzip
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path

from daybrief.content.archive import Archive
from daybrief.content.parsed_day import key_of
from daybrief.engine.files import FileStamp, digest, stamp, unchanged_files, walk, write
from daybrief.output import search_index
from daybrief.pipeline.pages import Published, StaticFile, copy
from daybrief.pipeline.site_folder import Folders


def copy_files(site: Path, copies: Mapping[str, str], archive: Archive, old: Published) -> dict[str, FileStamp]:
    """Bring files that are published as they are up to date; of a day, only what was read and checked."""

    def found(path: str) -> StaticFile:
        day = path.removeprefix(f"{archive.docs}/")
        if key := archive.hashes.get(day):
            return StaticFile(path, key, partial(key_of, archive.name(day)))
        return StaticFile(path, digest(Path(path).read_bytes()), digest)

    return copy(site, {name: found(path) for name, path in copies.items()}, old)


def pack(sitemap: Path) -> None:
    """Pack the sitemap. MkDocs does with the time of a page of its own, or with the clock's where it has none."""
    write(sitemap.with_suffix(".xml.gz"), gzip.compress(sitemap.read_bytes(), mtime=0))


def put_in_place(folders: Folders, files: Mapping[str, FileStamp], old: Published) -> Iterator[tuple[str, FileStamp]]:
    """Bring in what MkDocs made, and the feed; `files` stand there already."""
    index = f"{search_index.FOLDER}/"
    names = [name for name in walk(folders.staging) if name not in files and not name.startswith(index)]
    folders.declare([*files, *names])
    for name in names:
        data = (folders.staging / name).read_bytes()
        same = old.files.get(name)
        if folders.whole:
            yield name, stamp(folders.pages / name)
        elif same and same.digest == digest(data):
            yield name, same
        else:
            yield name, write(folders.pages / name, data)


def index_files(site: Path, old: Published) -> dict[str, FileStamp]:
    """The stamps of the search's index, which is in place."""
    names = {f"{search_index.FOLDER}/{name}" for name in walk(site / search_index.FOLDER)}
    same = unchanged_files(site, {name: one for name, one in old.files.items() if name in names})
    return {name: same.get(name) or stamp(site / name) for name in names}
