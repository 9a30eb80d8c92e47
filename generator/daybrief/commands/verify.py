"""`daybrief build --verify`: whether a site is, byte for byte, what a build from nothing makes of the same files.

Pagefind writes the values of its filters in an order that changes. So some of its files differ from build to build, and
the names of those, which tell their bytes, and what holds these names. They are compared with their bytes in order.
"""

import gzip
import re
import zlib
from collections.abc import Mapping
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from daybrief.commands import project
from daybrief.engine import cache
from daybrief.engine.files import remove, walk
from daybrief.pipeline.site_folder import MANIFEST
from daybrief.plugin import mkdocs_build


def differences(config_file: Path, options: Mapping[str, Any]) -> list[str]:
    """Build from nothing in a folder of its own; returns the files that are otherwise in the site, or not in both."""
    folder = cache.folder_of(config_file.absolute().parent)
    work = folder / cache.ONCE
    with cache.locked(folder, lambda: None):
        found = project.load(config_file, options)
        site = Path(found.config.site_dir).resolve()
        found.config.site_dir, found.plugin.work = str(work / "site"), work
        try:
            mkdocs_build.run_aloud(found.config)
            one, other = contents(site), contents(work / "site")
        finally:
            remove(work)
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site by name, hashed; Pagefind's under names that do not hang on its order."""
    names = (name for name in walk(site) if name == MANIFEST or not name.startswith("."))
    files = {name: (site / name).read_bytes() for name in names}
    renamed: dict[str, bytes] = {}
    """What Pagefind calls a file after its bytes (`en_93ac8a4`), and what does not hang on their order."""
    found: dict[str, bytes] = {}
    for ending in (*_NAMED, *_NAMING, ""):  # each names those before it
        for name in sorted(one for one in files if one.endswith(ending)):
            data = files.pop(name)
            with suppress(OSError, EOFError, zlib.error):  # what is damaged, or not packed, is compared as it is
                data = gzip.decompress(data) if ending else data
            if ending in _NAMING:
                for old, new in renamed.items():
                    data = data.replace(old.encode(), new)
                data = bytes(sorted(data))
            elif ending == ".pf_filter":
                data = bytes(sorted(data))
            hashed = blake2b(data, digest_size=16).digest()
            if ending.startswith(".pf_"):
                folder, _, called = name.removesuffix(ending).rpartition("/")
                url = _URL.search(data) if ending == ".pf_fragment" else None
                label = url[1].decode(errors="replace") if url else hashed.hex()
                renamed[called.removeprefix("pagefind.")] = label.encode()
                name = f"{folder}:{label}{ending}"
            found[name] = hashed
    return found


_NAMED, _NAMING = (".pf_fragment", ".pf_index", ".pf_filter"), (".pf_meta", "pagefind-entry.json")
"""Files that Pagefind names after their bytes, and files that hold such names."""
_URL = re.compile(rb'"url":"([^"]*)"')
