"""Our styles and scripts as they are published: few files, without what is for those who read them here."""

import re

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from daybrief.plugin.theme import OVERLAY, SCRIPT, STYLE

_FOLDERS = {STYLE: "assets/stylesheets/", SCRIPT: "assets/javascripts/"}
_JOINED = {STYLE: ("daybrief.css", "search.css"), SCRIPT: ("reader.js", "share.js", "keyboard.js", "search-filters.js")}
"""The files that each page asks for, and what they are made of. A site's own of such a name takes the place of ours."""
_FOR_US = {
    "css": re.compile(r"/\*.*?\*/|^\s+", re.DOTALL | re.MULTILINE),
    "js": re.compile(r"^\s*//.*$|^\s+|(?<=[;{},]) // .*$", re.MULTILINE),
}
"""Comments and indents. It holds of scripts as we write them: no string of theirs has several lines or `; // `."""


def publish(files: Files, config: MkDocsConfig) -> None:
    """Put in the place of our files what is published of them."""
    for name, parts in _JOINED.items():
        found = [file for part in parts if (file := files.get_file_from_path(_FOLDERS[name] + part))]
        for file in found:
            files.remove(file)
        files.append(File.generated(config, name, content="\n".join(map(_published, found))))
    for file in files:
        if file.src_dir == str(OVERLAY) and file.src_uri.startswith(tuple(_FOLDERS.values())):
            file.content_string = _published(file)


def _published(file: File) -> str:
    """What a file says; of one of ours, what is not for us."""
    text = file.content_string
    return _FOR_US[file.src_uri.rpartition(".")[2]].sub("", text) if file.src_dir == str(OVERLAY) else text
