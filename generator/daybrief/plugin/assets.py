"""Our styles and scripts as they are published: few files, without what is for those who read them here."""

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from daybrief.engine.files import bring
from daybrief.plugin.theme import COLOURS, OVERLAY, SCRIPT, own_says

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
_THEIR_COLOURS = re.compile(r"assets/stylesheets/palette\.\w+\.min\.css")
_RULE = re.compile(r"(?<=[{}])([^{}@]+)({[^{}]*})")
_COLOUR = re.compile(r"\[data-md-color-(?:primary|accent)=([\w-]+)]")


def publish(files: Files, config: MkDocsConfig, folder: Path) -> None:
    """Join our scripts, and have of each file what is not for us. Where a site has its own, each stands by itself.

    They are written to `folder`, for other plugins look at the file behind each of MkDocs', and MkDocs copies them.
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
    if colours := next((file for file in files if _THEIR_COLOURS.fullmatch(file.src_uri)), None):
        # Else pages may choose others.
        chosen = asked == [SCRIPT] and not own_says(rb"(?i)md-?color", config)
        css = colours.content_string
        whole[COLOURS] = _seen(css, config.theme["palette"]) if chosen else css
        if chosen:
            files.remove(colours)
    for name, text in whole.items():
        bring(folder / name, text.encode())
        if file := files.get_file_from_path(name):
            files.remove(file)
        files.append(File.generated(config, name, abs_src_path=str(folder / name)))


def _ours(file: File) -> bool:
    return file.src_dir == str(OVERLAY)


def _seen(css: str, palette: Any) -> str:
    """Material's colours without those that no page of a site has."""
    options = palette if isinstance(palette, list) else [palette or {}]
    seen = {str(option.get(of) or "indigo").replace(" ", "-") for option in options for of in ("primary", "accent")}

    def kept(rule: re.Match[str]) -> str:
        some = [one for one in rule[1].split(",") if seen.issuperset(_COLOUR.findall(one))]
        return ",".join(some) + rule[2] if some else ""

    return _RULE.sub(kept, css)


def _lean(file: File) -> str:
    return _FOR_US[file.src_uri[file.src_uri.rindex(".") :]].sub(r"\1\2", file.content_string)
