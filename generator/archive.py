"""Everything in `briefings/`, read: the days, the registries, and what does not belong there. The only input IO."""

import datetime as dt
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path as FilePath
from typing import Any, get_type_hints

from generator.diagnostics import Diagnostic, nearest
from generator.model.day import Day
from generator.model.reading import interpret
from generator.model.registry import Registry
from generator.source import Document, read

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
        "none": {"source": "none", "title": "–", "url": "https://none", "published": "0001-01-01", "language": "en"}
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
    """Dates of day files that could not be read at all, so that nobody is told that their ids are unknown."""


def load(docs: FilePath, pages: Collection[str], label: str = "") -> tuple[Archive, list[Diagnostic]]:
    """Read all of `docs`. `pages` are the hand-written pages (POSIX paths in `docs`); `label` leads diagnostics' paths.

    Never raises for what the files hold; an unreadable disk raises OSError.
    """
    problems: list[Diagnostic] = []
    days: list[DayFile] = []
    unread: set[str] = set()
    entries: dict[str, Any] = {}
    documents: dict[str, Document] = {}
    for path in _files(docs):
        name = f"{label}/{path}" if label else path
        regular = (docs / path).is_file() and not (docs / path).is_symlink()
        if not regular:
            problems.append(_stray(name, "a link or a device: what it points at would be published", "take it away"))
        elif (kind := _registry_kind(path)) in KINDS:
            document, found = read((docs / path).read_bytes(), name)
            problems += found
            if document is not None:
                entries[kind], documents[kind], found = interpret(document, _ENTRIES[kind])
                problems += _unheard(found, problems)
        elif path.endswith(".yml") and not kind:
            document, found = read((docs / path).read_bytes(), name)
            day_file = None
            if document is not None:
                day_file, more = _day(path, document)
                found += _unheard(more, found)
            problems += found
            if day_file is not None:
                days.append(day_file)
            else:
                unread.update(_DATE.findall(path)[-1:])
        elif path not in pages and path not in SCHEMA_FILES:
            problems.append(_stray(name, *_why_stray(path)))
    registry = Registry(**{kind: found for kind, found in entries.items() if found})
    known = {kind: frozenset(documents[kind].data) if kind in documents else None for kind in KINDS}
    return Archive(
        tuple(sorted(days, key=lambda d: (d.day.date, d.path))), registry, documents, known, frozenset(unread)
    ), problems


def _day(path: str, document: Document) -> tuple[DayFile | None, list[Diagnostic]]:
    ids = frozenset(document.ids())
    date = next((d for d in _DATE.findall(path)[-1:] if _is_date(d)), "0001-01-01")
    stand_ins = {"date": date, "as_of": "9999-12-31T23:59Z", "title": "–", "status": "draft", **_STAND_INS}
    day, sound, problems = interpret(document, Day, stand_ins)
    if day is None:
        return None, problems
    borrowed = frozenset(name for name in stand_ins if sound.data.get(name) is stand_ins[name])
    return DayFile(path, day, sound, ids, borrowed), problems


def _unheard(found: list[Diagnostic], told: list[Diagnostic]) -> list[Diagnostic]:
    """What the reading of the tree has not told of already: an alias, say, leaves an empty field behind."""
    lines = {(d.file, d.line) for d in told}
    return [d for d in found if (d.file, d.line) not in lines]


def _is_date(text: str) -> bool:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _registry_kind(path: str) -> str:
    """The name of a file in `registry/`, without its ending; empty for a file that is elsewhere or no YAML."""
    folder, _, name = path.partition("/")
    return name.removesuffix(".yml") if folder == "registry" and name.endswith(".yml") else ""


def _files(docs: FilePath) -> Iterator[str]:
    """Every file and link below `docs`, sorted, but for what begins with a dot, which MkDocs does not publish."""
    for folder in sorted([docs, *(path for path in docs.rglob("*") if path.is_dir() and not path.is_symlink())]):
        for path in sorted(folder.iterdir()):
            name = path.relative_to(docs)
            if (path.is_symlink() or not path.is_dir()) and not any(part.startswith(".") for part in name.parts):
                yield name.as_posix()


def _stray(name: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(name, 1, 1, "stray-file", message, hint)


def _why_stray(path: str) -> tuple[str, str]:
    stem, _, ending = path.rpartition(".")
    message = "this file is no day, registry, schema or page named in `mkdocs.yml`; it would be published all the same"
    if ending == "yaml":
        return message, f"name it `{stem.rpartition('/')[2]}.yml`"
    if path.startswith("registry/"):
        return message, nearest(
            path, (f"registry/{kind}.yml" for kind in KINDS)
        ) or "a registry is one of: " + ", ".join(KINDS)
    if ending == "md":
        return message, "name it under `nav:` or `not_in_nav:` in `mkdocs.yml`, or take it away"
    return message, "take it away"
