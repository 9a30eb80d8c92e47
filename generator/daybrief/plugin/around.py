"""What stands around pages as files: the templates in a folder, the icons, and whatever those include."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from jinja2 import Environment, TemplateSyntaxError, nodes

from daybrief.output.template_files import FOLDERS, NAMING
from daybrief.pipeline import inputs

_TAGS: Any = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)


def around(folder: Path, env: Environment) -> dict[str, bytes]:
    """By name: all in a folder that may be printed around a page."""
    files = {name: Path(path) for name, path in inputs.below(folder)}
    found = {name: file.read_bytes() for name, file in files.items() if _is_asked(name)}
    for text in (texts := [*found.values()]):  # grows on the way
        named = tuple(_named(text, env))
        more = {name: files[name].read_bytes() for name in files.keys() - found.keys() if name.startswith(named)}
        found |= more
        texts += more.values()
    return dict(sorted(found.items()))


def _is_asked(name: str) -> bool:
    """Whether the theme may ask for a file: whatever has the name of a template or of an icon."""
    fits = name.endswith(".html") or (name.startswith(".icons/") and name.endswith(".svg"))
    return fits and name.split("/")[0] not in FOLDERS


def _named(text: bytes, env: Environment) -> Iterator[str]:
    """How the names begin of what a template extends, imports or includes; as far as that is known beforehand."""
    source = text.decode(errors="replace")
    if not NAMING.search(source):
        return
    with suppress(TemplateSyntaxError):  # who prints it tells that
        for tag in env.parse(source).find_all(_TAGS):
            name = tag.template.nodes[0] if isinstance(tag.template, nodes.Concat) else tag.template
            known = str(name.value) if isinstance(name, nodes.Const) else ""
            yield "/".join(part for part in known.split("/") if part not in ("", "."))  # as Jinja reads it
