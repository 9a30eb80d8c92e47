"""The files of `docs_dir`: what each is by its name, and which have no place there."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path
from posixpath import splitext

from daybrief.model.registry import FILES
from daybrief.source.characters import forbidden
from daybrief.urls import LISTS, file, handwritten

SCHEMA_FILES = frozenset(f"schema/{name}.schema.json" for name in ("day", *FILES))

REGISTRY_FILES = {f"registry/{kind}.yml": kind for kind in FILES}
"""The files of the registries, and which each of them is."""


def files(docs: Path) -> Iterator[tuple[str, bool | None]]:
    """Every file and link below `docs`, sorted, and whether it is a file and no link or device.

    A folder that cannot be listed comes by itself, with None.

    What begins with a dot is left out: MkDocs does not publish it.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(docs / folder) as found:
                entries = sorted((one for one in found if not one.name.startswith(".")), key=lambda one: one.name)
        except OSError:
            yield folder.rstrip("/"), None
            continue
        folders += [f"{folder}{e.name}/" for e in reversed(entries) if e.is_dir(follow_symlinks=False)]
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield folder + entry.name, entry.is_file(follow_symlinks=False)


def why_stray(path: str, regular: bool, pages: Collection[str], assets: Collection[str] = ()) -> tuple[str, str] | None:
    """Why a file has no place in `docs`, and what to do; None for one that has, as what a page shows (`assets`)."""
    stem, ending = splitext(path)
    if not regular:
        return "a link or a device: what it points at would be published", "take it away"
    if not path.isprintable() or forbidden.search(path):
        return "the file's name holds characters that cannot be seen", "rename the file"
    if path in pages and any(path > page and handwritten(path) == handwritten(page) for page in pages):
        return "another page has the same address", "rename one of the files"
    is_day = ending == ".yml" and not path.startswith("registry/")
    is_asset = path in assets and not path.startswith("pagefind/")
    if is_day or is_asset or path in REGISTRY_FILES or path in pages or path in SCHEMA_FILES:
        return None
    if path in {*map(file, LISTS)}:
        return "the program makes the page of this address, and nothing takes its place", "give the file another name"
    message = "this file is no day, registry or schema, and nothing names it; it would be published all the same"
    if ending.lower() in (".yaml", ".yml") and ending != ".yml":
        return message, f"name it `{stem.rpartition('/')[2]}.yml`"
    if path.startswith("registry/"):
        return message, "a registry is one of: " + ", ".join(f"`{kind}.yml`" for kind in FILES)
    if ending == ".md":
        return message, "name it under `nav:` in `mkdocs.yml`, or take it away"
    if setting := {".css": "extra_css", ".js": "extra_javascript"}.get(ending.lower()):
        return message, f"name it under `{setting}:` in `mkdocs.yml`, or take it away"
    hint = "show it on a page, put it into the `custom_dir` of the theme, which is published as it is, or take it away"
    return message, hint


def shown_name(path: str, label: str) -> str:
    """How a file of `docs_dir` is called in diagnostics."""
    name = f"{label}/{path}" if label else path
    if name.isascii() and name.isprintable():
        return name
    return forbidden.sub("\ufffd", "".join(c if c.isprintable() else "\ufffd" for c in name))
