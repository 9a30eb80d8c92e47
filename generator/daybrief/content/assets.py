"""Files that are published beside the days, because a hand-written page shows them or `mkdocs.yml` names them.

Nothing else in `docs_dir` is. A file has one of some endings: a browser that opens it by itself runs nothing of it.
"""

import posixpath
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from daybrief.content.files import shown_name
from daybrief.diagnostics import Diagnostic
from daybrief.engine.files import regular
from daybrief.source import MAX_BYTES, contents
from daybrief.text.svg import why_unsafe

IMAGES = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".png", ".svg", ".webp"})
_DOCUMENTS = ".csv .docx .epub .geojson .json .mp3 .mp4 .odp .ods .odt .ogg .pdf .pptx .tsv .txt .webm .xlsx .zip"
OF_PAGES = IMAGES | {*_DOCUMENTS.split()}
OF_SETTINGS = IMAGES | {".css", ".ico", ".js", ".mjs"}


class Shown(NamedTuple):
    """What pages show, as POSIX paths in `docs_dir`."""

    published: frozenset[str] = frozenset()
    drafted: frozenset[str] = frozenset()
    """Those that nothing but a draft shows."""


def path_of(address: str, base: str, endings: Iterable[str]) -> str:
    """The path in `docs_dir` of a file of some endings; empty where an address leads to something else.

    `base` is the folder that the address starts from. A path that leads out of `docs_dir` begins with `..`.
    """
    parts = urlsplit(address)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc or posixpath.splitext(path)[1].lower() not in endings:
        return ""
    return posixpath.normpath(posixpath.join(base, path)).lstrip("/")


def is_there(path: str, published: Iterable[Path]) -> bool:
    """Whether one of the folders that are published has a file. Those whose names begin with a dot are not."""
    hidden = any(part.startswith(".") for part in path.split("/")) or "\0" in path
    return not hidden and any(regular(folder / path) for folder in published)


def unsafe(docs: Path, paths: Iterable[str], label: str) -> Iterator[Diagnostic]:
    """What drawn pictures hold that would run, or ask another site, in a browser that opens them by themselves."""
    for path in sorted(path for path in paths if path.lower().endswith(".svg") and regular(docs / path)):
        data, name = contents(docs / path), shown_name(path, label)
        if isinstance(data, OSError):
            yield Diagnostic(name, 1, 1, "unreadable", f"the file cannot be read: {data.strerror}", width=0)
        elif len(data) > MAX_BYTES:
            yield Diagnostic(name, 1, 1, "too-large", f"a drawn picture has no more than {MAX_BYTES:,} bytes", width=0)
        elif found := why_unsafe(data):
            hint = "export it as plain SVG, or as PNG"
            message = f"a picture would run or fetch something: {found[1]}"
            yield Diagnostic(name, found[0], 1, "unsafe-picture", message, hint, width=0)
