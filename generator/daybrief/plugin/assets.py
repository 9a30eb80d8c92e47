"""Our styles and scripts as they are published: few files, without what is for those who read them here."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from daybrief.engine.files import bring
from daybrief.plugin.theme import OVERLAY, SCRIPT

_PARTS = tuple(f"assets/javascripts/{name}.js" for name in ("reader", "share", "keyboard", "search-opened"))
"""What the script that each page asks for is made of."""
_BLANK = r"(?>\s|/\*.*?\*/)*"
_FOR_US = {
    ".css": re.compile(
        rf'("[^"]*")|{_BLANK};{_BLANK}(?=}})|{_BLANK}([{{}};,>]){_BLANK}|(?<=:)\s+|^{_BLANK}', re.DOTALL
    ),
    ".js": re.compile(r"()()^\s*//.*$|^\s+|(?<=[;{},]) // .*$", re.MULTILINE),
}
"""Comments and needless blanks. It holds of ours: no string in a script has several lines or `; // `."""


def publish(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Join our scripts, and have of each file what is not for us. Where a site has its own, each stands by itself.

    They are written to `folder`: other plugins look at the file behind each of MkDocs'.
    """
    whole = {file.src_uri: _lean(file) for file in files if _ours(file) and file.src_uri.endswith(tuple(_FOR_US))}
    asked = config.extra_javascript
    found = [file for part in _PARTS if (file := files.get_file_from_path(part))]
    there = files.get_file_from_path(SCRIPT)
    if not all(map(_ours, found)):
        asked[:] = [part for one in asked for part in (_PARTS if one == SCRIPT else [one])]
    elif there is None or _ours(there):
        whole[SCRIPT] = "\n".join(whole[file.src_uri] for file in found)
        for file in found:
            if file.src_uri not in asked:
                files.remove(file)
                del whole[file.src_uri]
    for name, text in whole.items():
        bring(folder / name, text.encode())
        if file := files.get_file_from_path(name):
            files.remove(file)
        files.append(File(name, str(folder), config.site_dir, config.use_directory_urls))


def _ours(file: File) -> bool:
    return file.src_dir == str(OVERLAY)


def _lean(file: File) -> str:
    return _FOR_US[file.src_uri[file.src_uri.rindex(".") :]].sub(r"\1\2", file.content_string)
