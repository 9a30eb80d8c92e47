"""What builds and checks remember from one to the next: files of the cache folder, each whole or none."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import msgspec

from daybrief.content.parsed_day import ParsedDay
from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.engine.dependencies import Trace
from daybrief.engine.files import FileStamp, remove
from daybrief.ledger.update import LedgerState
from daybrief.output.template_files import TemplateCache
from daybrief.pipeline.frames import Frame

Texts: TypeAlias = tuple[tuple[str, str, str], ...]
"""Address, title and HTML of each hand-written page."""
CHECKED, BUILD, TEMPLATES = "checked", "build", "templates"
"""Files of the cache folder: what was read and checked, what was built, and templates as they were compiled."""


class CheckState(msgspec.Struct, frozen=True):
    """What was read and checked, to start from the next time."""

    hashes: dict[str, bytes] = {}
    """By path of a day."""
    parsed_days: dict[bytes, ParsedDay] = {}
    facts: dict[str, dict[str, Any]] = {}
    """What the rules can ask besides days, by the names of the mappings that are asked."""
    findings: dict[str, tuple[Trace, tuple[Diagnostic, ...], bool]] = {}
    """By path of a day: what the rules found in it, and whether it names an entry by a former id."""
    saved: dict[str, bytes] = {}
    """By year: the keys of the parsed days that were saved in its file."""
    built: tuple[bytes, ...] = ()
    """The keys of the days as the last build had them, which the next one asks for."""


class PageRecord(msgspec.Struct, array_like=True, frozen=True):
    """A page as it was made."""

    trace: Trace
    template: str
    view: bytes
    """A hash of the page's view, and of all else that it says."""


class Published(msgspec.Struct, frozen=True):
    """What stands in the site, to start from the next time."""

    pages: dict[str, PageRecord]
    """By address."""
    files: dict[str, FileStamp]
    """By path in the site: all that builds have made there."""
    writer: dict[str, bytes] = {}
    """By template: the fingerprint of the writer."""


class Kept(msgspec.Struct, frozen=True):
    """What MkDocs made of all but days and registries. While that is as it was, a build does without MkDocs."""

    shell: bytes
    """The hash of what stands around a page."""
    words: bytes
    """A hash of the words of the frame."""
    nav: dict[str, tuple[str, bool]]
    """By file of a page in the nav: its address, and whether it is in a section."""
    titles: dict[str, str]
    """By file of a generated page that the nav or a hand-written page names: its title there."""
    self_titled: dict[str, str]
    """Those of `titles` that the page itself decides: what it calls itself."""
    present: frozenset[str]
    """Files of days and registries that are named."""
    absent: frozenset[str]
    """Files that are named, and may be those of days or of generated pages, but are of none."""
    copies: dict[str, str]
    """By path in the site: the file that is published there as it is, but for days and registries."""
    handwritten: Texts
    listed: tuple[str, ...]
    """The addresses of the hand-written pages that the sitemap has."""
    frames: dict[str, Frame | None] = {}
    """By kind of page: what the theme puts around it; None where no frame fits."""
    files: tuple[str, ...] = ()
    """What MkDocs wrote, besides the sitemap."""
    inputs: bytes = b""
    """A hash of all that it was made of."""


class Built(msgspec.Struct, frozen=True):
    """What was built, to start from the next time."""

    site: str = ""
    """The folder it was built in; its path from the project, if it lies there. Empty where nothing was."""
    ledger_state: LedgerState | None = None
    pages: Published = Published({}, {})
    fragments: Published = Published({}, {})
    """Files of the working folder that others are made of."""
    kept: Kept | None = None
    """What the next build can do without MkDocs."""
    pieces: dict[str, str] = {}
    """By name of a piece of the search's index: a hash of all that it was made of."""


class _Told(msgspec.Struct, frozen=True):
    """Of `Built`, what the ledger needs: reading all pages takes longer than all else."""

    ledger_state: LedgerState | None = None


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a build or a check starts from; nothing where all is made anew."""

    checked: CheckState = field(default_factory=CheckState)
    built: Built = field(default_factory=Built)
    compiled: TemplateCache = field(default_factory=TemplateCache)
    """Templates, and those that will be compiled on the way."""
    hashes: Mapping[str, bytes] = field(default_factory=dict)
    """Of the bytes of files in `docs_dir`, by their paths there, as far as these were looked at."""


def load(folder: Path, *, built: bool = True) -> Remembered:
    """What is remembered in a cache folder, for a check without what was `built`."""
    compiled = TemplateCache()
    compiled.sound, compiled.code = cache.load(folder / TEMPLATES, tuple[bytes, dict[str, bytes]]) or (b"", {})
    return Remembered(load_checked(folder), (cache.load(folder / BUILD, Built) if built else None) or Built(), compiled)


def load_ledger(folder: Path) -> LedgerState | None:
    """What is remembered of the ledger, and nothing of pages."""
    return (cache.load(folder / BUILD, _Told) or _Told()).ledger_state


def load_checked(folder: Path) -> CheckState:
    """What was read and checked; without the parsed days of a year whose file is damaged."""
    checked = cache.load(folder / CHECKED, CheckState) or CheckState()
    years = {file.name: cache.load(file, dict[bytes, ParsedDay]) or {} for file in sorted((folder / "days").glob("*"))}
    parsed_days = {key: one for some in years.values() for key, one in some.items()}
    saved = {year: b"".join(some) for year, some in years.items()}
    return msgspec.structs.replace(checked, parsed_days=parsed_days, saved=saved)


def save_built(folder: Path, built: Built) -> None:
    """Remember a build."""
    cache.save(folder / BUILD, built)


def save_templates(folder: Path, compiled: TemplateCache) -> None:
    """Remember which templates were sound, and those that were compiled."""
    cache.save(folder / TEMPLATES, (compiled.sound, compiled.code))


def save_checked(folder: Path, checked: CheckState, parsed_days: Mapping[bytes, ParsedDay]) -> None:
    """Readings are saved year by year: a closed year's file is left as it is."""
    years: dict[str, dict[bytes, ParsedDay]] = {}
    for key in sorted(parsed_days):
        years.setdefault(parsed_days[key].date[:4] or "none", {})[key] = parsed_days[key]
    saved = {year: b"".join(some) for year, some in years.items()}
    for year, keys in saved.items():
        file = folder / "days" / year
        if checked.saved.get(year) != keys or not file.is_file():
            cache.save(file, years[year])
    for file in (folder / "days").glob("*"):
        if file.name not in years:
            remove(file)
    cache.save(folder / CHECKED, msgspec.structs.replace(checked, parsed_days={}, saved=saved))
