"""Everything in `briefings/`, read: the days, the registries, and what does not belong there. The only input IO."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path as FilePath
from typing import Any, get_type_hints

from generator.diagnostics import Diagnostic
from generator.model.day import Day
from generator.model.reading import interpret
from generator.model.registry import Registry
from generator.model.terms import period
from generator.source import MAX_BYTES, Document, read

KINDS = tuple(field.name for field in fields(Registry))
"""The registries, in the order of the model: the names of the files in `registry/`."""
SCHEMA_FILES = frozenset(f"schema/{name}.schema.json" for name in ("day", *KINDS))
_ENTRIES: dict[str, Any] = {
    field.name: get_type_hints(Registry, include_extras=True)[field.name] for field in fields(Registry)
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STAND_INS: dict[str, Any] = {
    "takeaways": [{"text": "–"}, {"text": "–"}],
    "articles": {
        "none": {"source": "none", "title": "–", "url": "https://none", "published": "1900-01-01", "language": "en"}
    },
    "sourcing": {"limits": "–"},
}


@dataclass(frozen=True, slots=True)
class DayFile:
    """One day, and the file it stands in."""

    path: str
    """POSIX path in `docs_dir`, such as `2025/2025-12-03.yml`."""
    day: Day
    document: Document
    """The tree the day was made of: it gives positions, and the file's name for diagnostics."""
    ids: frozenset[str]
    """All ids that the file gives, those of unsound parts too."""
    borrowed: frozenset[str] = frozenset()
    """Fields of the root that are stand-ins, the file's own being missing or unsound."""

    @property
    def drafted(self) -> bool:
        """Whether the file itself says that it is a draft."""
        return self.day.status == "draft" and "status" not in self.borrowed


@dataclass(frozen=True, slots=True)
class Archive:
    """All days in the order of their dates, and the registries."""

    days: tuple[DayFile, ...]
    registry: Registry
    registry_documents: Mapping[str, Document]
    """By kind; a kind without a readable file is not in it."""
    known: Mapping[str, frozenset[str] | None]
    """By kind: every id that its file gives, those of unsound entries too; None where the file could not be read."""
    unread: frozenset[str]
    """Dates that files are named for and no day has, so that nobody is told that such a day is unknown."""

    def on(self, date: str) -> DayFile | None:
        """The day of a date such as `2025-12-03`."""
        place = bisect_left(self.days, date, key=lambda file: file.day.date.isoformat())
        found = self.days[place : place + 1]
        return found[0] if found and found[0].day.date.isoformat() == date else None


def load(docs: FilePath, pages: Collection[str], label: str = "") -> tuple[Archive, list[Diagnostic]]:
    """Read all of `docs`. `pages` are the hand-written pages (POSIX paths in `docs`); `label` leads diagnostics' paths.

    Never raises for what the files hold; a folder that cannot be listed raises OSError.
    """
    problems: list[Diagnostic] = []
    days: list[DayFile] = []
    named: set[str] = set()
    known: dict[str, frozenset[str] | None] = dict.fromkeys(KINDS, frozenset())
    entries: dict[str, Any] = {}
    documents: dict[str, Document] = {}
    for path in _files(docs):
        name = "".join(c if c.isprintable() else "\ufffd" for c in (f"{label}/{path}" if label else path))
        kind = _registry_kind(path)
        if why := _why_stray(docs, path, pages):
            problems.append(Diagnostic(name, 1, 1, "stray-file", *why, width=0))
        elif kind or path.endswith(".yml"):
            document, found = _read(docs / path, name)
            named.update(_DATE.findall(path)[-1:])
            if kind:
                known[kind] = frozenset(document.data) if document else None
            if document and kind:
                entries[kind], documents[kind], more = interpret(document, _ENTRIES[kind])
                found += _unheard(more, found)
            elif document:
                day, more = _day(path, document)
                days.append(day)
                found += _unheard(more, found)
            problems += found
    registry = Registry(**{kind: found for kind, found in entries.items() if found})
    days.sort(key=lambda d: (d.day.date, d.path))
    unread = frozenset(named).difference(file.day.date.isoformat() for file in days)
    return Archive(tuple(days), registry, documents, known, unread), problems


def _read(path: FilePath, name: str) -> tuple[Document | None, list[Diagnostic]]:
    try:
        with path.open("rb") as file:
            return read(file.read(MAX_BYTES + 1), name)
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        return None, [Diagnostic(name, 1, 1, "unreadable", message, "give the right to read it", width=0)]


def _day(path: str, document: Document) -> tuple[DayFile, list[Diagnostic]]:
    ids = frozenset(document.ids())
    date = next((d for d in _DATE.findall(path)[-1:] if _is_date(d)), "1900-01-01")
    stand_ins = {"date": date, "as_of": "2199-12-31T23:59Z", "title": "–", "status": "draft", **_STAND_INS}
    day, sound, problems = interpret(document, Day, stand_ins)
    assert day is not None, "there is a stand-in for every field that a day needs"
    borrowed = frozenset(name for name in stand_ins if (name,) not in sound)
    return DayFile(path, day, sound, ids, borrowed), problems


def _unheard(found: list[Diagnostic], told: list[Diagnostic]) -> list[Diagnostic]:
    """What the reading of the tree has not told of already: an alias, say, leaves an empty field behind."""
    lines = {(d.file, d.line) for d in told}
    return [d for d in found if (d.file, d.line) not in lines]


def _is_date(text: str) -> bool:
    try:
        period(text)
    except ValueError:
        return False
    return True


def _registry_kind(path: str) -> str:
    """The registry that the file is; empty for any other file."""
    return next((kind for kind in KINDS if path == f"registry/{kind}.yml"), "")


def _files(docs: FilePath) -> Iterator[str]:
    """Every file and link below `docs`, sorted, but for what begins with a dot, which MkDocs does not publish."""
    for folder in sorted([docs, *(path for path in docs.rglob("*") if path.is_dir() and not path.is_symlink())]):
        for path in sorted(folder.iterdir()):
            name = path.relative_to(docs)
            if (path.is_symlink() or not path.is_dir()) and not any(part.startswith(".") for part in name.parts):
                yield name.as_posix()


def _why_stray(docs: FilePath, path: str, pages: Collection[str]) -> tuple[str, str] | None:
    """Why a file has no place in `docs`, and what to do; None for one that has."""
    stem, _, ending = path.rpartition(".")
    if not (docs / path).is_file() or (docs / path).is_symlink():
        return "a link or a device: what it points at would be published", "take it away"
    if not path.isprintable():
        return "the file's name holds characters that cannot be seen", "rename the file"
    if _registry_kind(path) or path in pages or path in SCHEMA_FILES:
        return None
    if ending == "yml" and not path.startswith("registry/"):
        return None
    message = "this file is no day, registry, schema or page named in `mkdocs.yml`; it would be published all the same"
    if ending.lower() in ("yaml", "yml") and ending != "yml":
        return message, f"name it `{stem.rpartition('/')[2]}.yml`"
    if path.startswith("registry/"):
        return message, "a registry is one of: " + ", ".join(f"`{kind}.yml`" for kind in KINDS)
    if ending == "md":
        return message, "name it under `nav:` in `mkdocs.yml`, or take it away"
    return message, "take it away"
