"""Our styles and scripts as they are published: few files, without what is for those who read them here."""

import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from daybrief.engine.files import bring
from daybrief.plugin.theme import OVERLAY, SCRIPT, STYLE

_JOINED = {
    "extra_css": (STYLE, ("assets/stylesheets/daybrief.css", "assets/stylesheets/search.css")),
    "extra_javascript": (
        SCRIPT,
        tuple(f"assets/javascripts/{name}.js" for name in ("reader", "share", "keyboard", "search-filters")),
    ),
}
"""By setting, the file that each page asks for, and what it is made of."""
_FOR_US = {
    ".css": re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE),
    ".js": re.compile(r"^\s*//.*$|^\s+|(?<=[;{},]) // .*$", re.MULTILINE),
}
"""Comments and indents. It holds of scripts as we write them: no string of theirs has several lines or `; // `."""


def publish(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Join our files, and have of each what is not for us. Where a site has one of its own, each stands by itself.

    They are written to `folder`: other plugins look at the file behind each of MkDocs'.
    """
    whole = {file.src_uri: _lean(file) for file in files if _ours(file) and file.src_uri.endswith(tuple(_FOR_US))}
    for setting, (name, parts) in _JOINED.items():
        found = [file for part in parts if (file := files.get_file_from_path(part))]
        there = files.get_file_from_path(name)
        if not all(map(_ours, found)):
            config[setting][:] = [part for one in config[setting] for part in (parts if one == name else [one])]
        elif there is None or _ours(there):
            joined = "\n".join(whole[file.src_uri] for file in found)
            for file in found:
                if file.src_uri not in config[setting]:
                    files.remove(file)
                    del whole[file.src_uri]
            whole[name] = joined
    for name, text in whole.items():
        bring(folder / name, text.encode())
        if file := files.get_file_from_path(name):
            files.remove(file)
        files.append(File(name, str(folder), config.site_dir, config.use_directory_urls))


def _ours(file: File) -> bool:
    return file.src_dir == str(OVERLAY)


def _lean(file: File) -> str:
    return _FOR_US[file.src_uri[file.src_uri.rindex(".") :]].sub("", file.content_string)
