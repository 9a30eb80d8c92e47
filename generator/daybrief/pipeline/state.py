"""What builds and checks remember from one to the next: files of the cache folder, each whole or none."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from daybrief.content.parsed_day import ParsedDay
from daybrief.engine import cache
from daybrief.engine.files import remove
from daybrief.pipeline.press import Built
from daybrief.pipeline.site import Checked

READINGS, BUILD = "readings", "build"
"""Files of the cache folder: what was read and checked, and what was built."""


def load_built(folder: Path, root: Path, site: Path | None = None) -> Built | None:
    """What was built the last time; if a folder is named, only if that was built there."""
    built = cache.load(folder / BUILD, Built)
    if built and site:
        there = root.resolve() / built.site
        return built if there == site.resolve() and there.is_dir() else None
    return built


def load_checked(folder: Path) -> Checked | None:
    """What was read and checked; without the readings of a year whose file is damaged."""
    checked = cache.load(folder / READINGS, Checked)
    if checked is None:
        return None
    years = {file.name: cache.load(file, dict[bytes, ParsedDay]) or {} for file in sorted((folder / "days").glob("*"))}
    readings = {key: one for some in years.values() for key, one in some.items()}
    saved = {year: b"".join(some) for year, some in years.items()}
    return msgspec.structs.replace(checked, readings=readings, saved=saved)


def save_checked(folder: Path, checked: Checked, readings: Mapping[bytes, ParsedDay]) -> None:
    """Readings are saved year by year: a closed year's file is left as it is."""
    years: dict[str, dict[bytes, ParsedDay]] = {}
    for key in sorted(readings):
        years.setdefault(readings[key].date[:4] or "none", {})[key] = readings[key]
    for year, some in years.items():
        name, told = folder / "days" / year, b"".join(some)
        if checked.saved.get(year) != told or not name.is_file():
            cache.save(name, some)
    for file in (folder / "days").glob("*"):
        if file.name not in years:
            remove(file)
    saved = {year: b"".join(some) for year, some in years.items()}
    cache.save(folder / READINGS, msgspec.structs.replace(checked, readings={}, saved=saved))
