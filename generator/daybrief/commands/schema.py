"""`daybrief schema`: the JSON Schemas of days and registries, for editors' programs."""

from pathlib import Path

from daybrief.content.archive import read_registry
from daybrief.engine.cache import Refused
from daybrief.engine.files import write
from daybrief.model.schema import schemas
from daybrief.model.terms import Terms
from daybrief.plugin.config import read_settings


def write_schemas(config_file: Path) -> None:
    """Write all schemas into the briefings' folder. Raises Refused where something else stands in their place."""
    settings = read_settings(config_file)
    terms = Terms(**read_registry(settings.docs, "registry/terms.yml")[0].tables)  # of it, what is sound
    for name, text in schemas(terms).items():
        path = settings.docs / name
        for place, kind, right in ((path.parent, "folder", path.parent.is_dir()), (path, "file", path.is_file())):
            if place.is_symlink() or (place.exists() and not right):
                raise Refused(f"{place} is a link or no {kind}: take it away.")
        write(path, text.encode())
