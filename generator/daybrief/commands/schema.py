"""`daybrief schema`: the JSON Schemas of days and registries, for editors' programs."""

from pathlib import Path

from daybrief.content.archive import read_registry
from daybrief.engine.cache import Refused
from daybrief.engine.files import write
from daybrief.model.schema import schemas
from daybrief.model.terms import TERMS, Terms
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load


def write_schemas(config_file: Path) -> None:
    """Write all schemas into the briefings' folder. Raises Refused where something else stands in their place."""
    settings = settings_of(load(config_file))
    for name, text in schemas(_terms(settings.docs)).items():
        path = settings.docs / name
        for place, kind, right in ((path.parent, "folder", path.parent.is_dir()), (path, "file", path.is_file())):
            if place.is_symlink() or (place.exists() and not right):
                raise Refused(f"{place} is a link or no {kind}: take it away.")
        write(path, text.encode())


def _terms(docs: Path) -> Terms:
    """The words of the site: the program's own, and over them those of its file that are sound."""
    path = "registry/terms.yml"
    return Terms(**read_registry(docs, path)[0].tables) if (docs / path).is_file() else TERMS
