"""Everything in `briefings/`, read: the days, the registries, and what does not belong there. The only input IO."""

import os
import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path as FilePath
from typing import Any, get_type_hints

import msgspec

from daybrief.diagnostics import Diagnostic
from daybrief.engine.dependencies import Shelf, Tracer, shelved
from daybrief.engine.parallel import spread
from daybrief.model.day import Day
from daybrief.model.fields import period
from daybrief.model.registry import Registry
from daybrief.model.validation import interpret
from daybrief.source import Document, contents, read_contents, read_file
from daybrief.source.characters import forbidden
from daybrief.text import addresses
from daybrief.text.letters import skeleton
from daybrief.urls import handwritten

KINDS = tuple(field.name for field in fields(Registry))
"""The registries, in the order of the model: the names of the files in `registry/`."""
SCHEMA_FILES = frozenset(f"schema/{name}.schema.json" for name in ("day", *KINDS))
KEPT = 400
"""Days that are held in memory at a time."""
_ENTRIES: dict[str, Any] = {
    field.name: get_type_hints(Registry, include_extras=True)[field.name] for field in fields(Registry)
}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_STAND_INS: dict[str, Any] = {
    "takeaways": [{"text": "none"}, {"text": "none"}],
    "articles": {
        "none": {
            "source": "none",
            "title": "none",
            "url": "https://none.example",
            "published": "1900-01-01",
            "language": "en",
        }
    },
    "sourcing": {"limits": "none"},
}


class Reading(msgspec.Struct, array_like=True, frozen=True):
    """What was read in the file of a day: it depends on the file's name and bytes alone, and is kept by their hash."""

    date: str
    """ISO 8601; empty where the file is no day."""
    draft: bool
    problems: tuple[Diagnostic, ...]
    content: bytes
    """A `Content`."""
    hosts: tuple[str, ...] = ()
    """Of the day's articles, as they are read (`daybrief.text.addresses.host`)."""


class Content(msgspec.Struct, array_like=True, frozen=True):
    """A day and what its file gives besides."""

    day: Day
    ids: tuple[str, ...]
    borrowed: tuple[str, ...]


_content = msgspec.msgpack.Decoder(Content)


def day_of(reading: Reading) -> Day:
    """The day that was read."""
    return _content.decode(reading.content).day


@dataclass(frozen=True)
class DayFile:
    """One day, and the file it stands in."""

    path: str
    """POSIX path in `docs_dir`, such as `2025/2025-12-03.yml`."""
    day: Day
    ids: frozenset[str]
    """All ids that the file gives, those of unsound parts too."""
    borrowed: frozenset[str]
    """Fields of the root that are stand-ins, the file's own being missing or unsound."""
    linked: bool
    """Whether a text of it may hold a link."""
    reread: Any = field(repr=False, compare=False)

    @cached_property
    def document(self) -> Document:
        """The tree that the day was made of: it gives positions. Read anew, since few ask for it."""
        document: Document = self.reread()
        return document

    @cached_property
    def named(self) -> dict[str, dict[str, Any]]:
        """The day's sound things by kind and id; of two that share an id, the first."""
        day = self.day
        kinds: dict[str, Iterable[tuple[str, Any]]] = {
            "claim": ((claim.id, claim) for _, claim in day.claims()),
            "event": ((event.id, event) for event in day.diplomacy),
            "forecast": ((one.id, one) for one in day.assessments if one.kind == "forecast"),
            "assessment": ((one.id, one) for one in day.assessments),
            "article": day.articles.items(),
        }
        return {kind: dict(reversed(list(things))) for kind, things in kinds.items()}

    @property
    def drafted(self) -> bool:
        """Whether the file itself says that it is a draft."""
        return self.day.status == "draft" and "status" not in self.borrowed


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """A registry's file."""

    kind: str
    document: Document


class Archive(Tracer):
    """All days in the order of their dates, and the registries. It notes what is asked for."""

    def __init__(
        self, docs: FilePath, label: str, hashes: Mapping[str, bytes], readings: Mapping[bytes, Reading]
    ) -> None:
        super().__init__()
        self.docs, self.label = docs, label
        self.hashes = hashes
        """By path of a day: what its reading is kept by."""
        self.readings = readings
        self.registry = Registry()
        self.registries: tuple[RegistryFile, ...] = ()
        self.known: Mapping[str, Shelf[None] | None] = {}
        """By kind: every id that its file gives, those of unsound entries too; None where it could not be read."""
        told = ((readings[key].date, path) for path, key in hashes.items())
        self._paths = sorted((date, path) for date, path in told if date)
        read = {date for date, _ in self._paths}
        self._unread = frozenset(date for path in hashes for date in _DATE.findall(path)[-1:]) - read
        self.file = lru_cache(KEPT)(self._file)

    def _file(self, path: str) -> DayFile:
        kept = self.readings[self.hashes[path]].content
        content = _content.decode(kept)

        def reread() -> Document:
            name = _name(path, self.label)
            data = contents(self.docs / path)
            document = read_contents(data, name)[0] if _key(data, name) == self.hashes[path] else None
            # Bytes that were saved since are another file's: in them no place is known.
            return interpret(document, Day, _stand_ins(path))[1] if document else Document(name, {}, {})

        return DayFile(path, content.day, frozenset(content.ids), frozenset(content.borrowed), b"](" in kept, reread)

    def name(self, path: str) -> str:
        """How a file of `docs_dir` is called in diagnostics."""
        return _name(path, self.label)

    @property
    def days(self) -> Iterator[DayFile]:
        """All days, in the order of their dates."""
        return (self.file(path) for _, path in self._paths)

    @property
    def paths(self) -> list[tuple[str, str]]:
        """The date and path of every day, in this order."""
        self.note("dates")
        return self._paths

    @property
    def dates(self) -> list[str]:
        """The dates of all days, in their order."""
        return [date for date, _ in self.paths]

    def on(self, date: str) -> DayFile | None:
        """The day of a date such as `2025-12-03`."""
        self.note(f"on {date}")
        place = bisect_left(self._paths, (date, ""))
        return next((self.file(path) for on, path in self._paths[place : place + 1] if on == date), None)

    def has(self, path: str) -> bool:
        """Whether a day stands in the file of that name."""
        self.note(f"on {path[5:15]}")
        return path in self.hashes

    @cached_property
    def hosts(self) -> Mapping[str, str]:
        """By what it looks like (`daybrief.text.letters.skeleton`): the host where articles were read first."""
        read = dict.fromkeys(host for _, path in self._paths for host in self.readings[self.hashes[path]].hosts)
        # Of those that look the same, the first is the last to be put in.
        return Shelf("hosts", {skeleton(host): host for host in reversed(read)}, self.note)

    @property
    def unread(self) -> frozenset[str]:
        """Dates that files are named for and no day has, so that nobody is told that such a day is unknown."""
        self.note("unread")
        return self._unread


def load(
    docs: FilePath, pages: Collection[str], label: str = "", readings: Mapping[bytes, Reading] | None = None
) -> tuple[Archive, list[Diagnostic]]:
    """Read all of `docs`. `pages` are the hand-written pages (POSIX paths in `docs`); `label` leads diagnostics' paths.

    `readings` are of earlier, by hash: they are taken where the hash is the same. Never raises for what the files hold.
    """
    problems: list[Diagnostic] = []
    days: list[str] = []
    registries: list[str] = []
    for path, regular in files(docs):
        name = _name(path, label)
        if regular is None:
            message, hint = "the folder cannot be read", "give the right to read it"
            problems.append(Diagnostic(name, 1, 1, "unreadable", message, hint, width=0))
        elif why := _why_stray(path, regular, pages):
            problems.append(Diagnostic(name, 1, 1, "stray-file", *why, width=0))
        elif _registry_kind(path):
            registries.append(path)
        elif path.endswith(".yml"):
            days.append(path)
    found = _readings(docs, days, label, readings or {})
    hashes = {path: key for path, (key, _) in found.items()}
    archive = Archive(docs, label, hashes, dict(found.values()))
    archive.registry, archive.registries, known, told = _registry(archive, registries)
    archive.known = Shelf("known", known, archive.note)  # that one could not be read is an answer, too
    of_days = (problem for _, reading in found.values() for problem in reading.problems)
    return archive, [*problems, *told, *of_days]


def _readings(
    docs: FilePath, paths: list[str], label: str, known: Mapping[bytes, Reading]
) -> dict[str, tuple[bytes, Reading]]:
    """What is in each file, and the hash of the same bytes, whoever writes into the file meanwhile."""

    def read_day(path: str) -> tuple[bytes, Reading]:
        name, data = _name(path, label), contents(docs / path)
        return _key(data, name), _reading(path, data, name)

    keys = {path: _key(contents(docs / path), _name(path, label)) for path in paths} if known else {}
    found = {path: (key, known[key]) for path, key in keys.items() if key in known}
    missing = [path for path in paths if path not in found]
    found |= zip(missing, spread(read_day, missing), strict=True)
    return {path: found[path] for path in paths}


def _registry(
    archive: Archive, paths: list[str]
) -> tuple[Registry, tuple[RegistryFile, ...], dict[str, Any], list[Diagnostic]]:
    known: dict[str, Any] = {kind: Shelf(f"known {kind}", {}, archive.note) for kind in KINDS}
    found: list[RegistryFile] = []
    entries: dict[str, Any] = {}
    problems: list[Diagnostic] = []
    for path in paths:
        kind = _registry_kind(path)
        document, told = read_file(archive.docs / path, _name(path, archive.label))
        known[kind] = Shelf(f"known {kind}", dict.fromkeys(document.data), archive.note) if document else None
        if document:
            entries[kind], document, more = interpret(document, _ENTRIES[kind])
            found.append(RegistryFile(kind, document))
            told += _unheard(more, told)
        problems += told
    registry = Registry(**{kind: some for kind, some in entries.items() if some})
    return shelved(registry, archive.note), tuple(found), known, problems


def _name(path: str, label: str) -> str:
    name = f"{label}/{path}" if label else path
    if name.isascii() and name.isprintable():
        return name
    return forbidden.sub("\ufffd", "".join(c if c.isprintable() else "\ufffd" for c in name))


def _key(data: bytes | OSError, name: str) -> bytes:
    """What a reading is kept by: 16 bytes of BLAKE2 over the file's name and bytes."""
    return reading_key(name, data if isinstance(data, bytes) else repr(data).encode())


def reading_key(name: str, data: bytes) -> bytes:
    """What the reading of a day is kept by: a hash of its file's name, as diagnostics have it, and bytes."""
    return blake2b(name.encode(errors="replace") + b"\0" + data, digest_size=16).digest()


def _reading(path: str, data: bytes | OSError, name: str) -> Reading:
    document, problems = read_contents(data, name)
    if document is None:
        return Reading("", True, tuple(problems), b"")
    ids = tuple(dict.fromkeys(document.ids()))
    day, sound, more = interpret(document, Day, _stand_ins(path))
    problems = [*problems, *_unheard(more, problems)]
    if day is None:  # there is a stand-in for every field that a day needs, but too much is wrong with this one
        return Reading("", True, tuple(problems), b"")
    borrowed = tuple(name for name in _stand_ins(path) if (name,) not in sound)
    content = msgspec.msgpack.encode(Content(day, ids, borrowed))
    read = () if "articles" in borrowed else (one for a in day.articles.values() for one in (a.url, a.archived))
    hosts = tuple(dict.fromkeys(addresses.host(one) for one in read if one))
    return Reading(day.date.isoformat(), day.status == "draft", tuple(problems), content, hosts)


def _stand_ins(path: str) -> dict[str, Any]:
    date = next((d for d in _DATE.findall(path)[-1:] if _is_date(d)), "1900-01-01")
    return {"date": date, "as_of": "2199-12-31T23:59Z", "title": "none", "status": "draft", **_STAND_INS}


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
    kind = path.removeprefix("registry/").removesuffix(".yml")
    return kind if kind in KINDS and path == f"registry/{kind}.yml" else ""


def files(docs: FilePath) -> Iterator[tuple[str, bool | None]]:
    """Every file and link below `docs`, sorted, and whether it is a file and no link or device.

    A folder that cannot be listed comes by itself, with None.

    What begins with a dot is left out: MkDocs does not publish it.
    """
    folders = [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(docs / folder) as found:
                entries = sorted((one for one in found if not one.name.startswith(".")), key=lambda one: one.name)
        except OSError:
            yield folder.rstrip("/"), None
            continue
        folders += [f"{folder}{e.name}/" for e in reversed(entries) if e.is_dir(follow_symlinks=False)]
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                yield folder + entry.name, entry.is_file(follow_symlinks=False)


def _why_stray(path: str, regular: bool, pages: Collection[str]) -> tuple[str, str] | None:
    """Why a file has no place in `docs`, and what to do; None for one that has."""
    stem, _, ending = path.rpartition(".")
    if not regular:
        return "a link or a device: what it points at would be published", "take it away"
    if not path.isprintable() or forbidden.search(path):
        return "the file's name holds characters that cannot be seen", "rename the file"
    if path in pages and any(path > page and handwritten(path) == handwritten(page) for page in pages):
        return "another page has the same address", "rename one of the files"
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
