"""Everything in `briefings/`, read: the days, the registries, and what does not belong there."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from daybrief.content.files import REGISTRY_FILES, files, shown_name, why_stray
from daybrief.content.parsed_day import DATE, ParsedDay, forecast_dates, having, key_by, key_of, not_yet_reported, parse
from daybrief.diagnostics import Diagnostic
from daybrief.engine.dependencies import Recorder, TrackedMapping, tracked
from daybrief.engine.parallel import parallel_map
from daybrief.model.day import Day, Event
from daybrief.model.former_ids import changes_of_today, former_ids
from daybrief.model.references import Mention, mentions, renamed
from daybrief.model.registry import FILES, KINDS, Registry
from daybrief.model.terms import TABLES
from daybrief.model.validation import interpret
from daybrief.source import Document, contents, read_contents
from daybrief.text.letters import skeleton

T = TypeVar("T")
KEPT = 400
"""Days that are held in memory at a time."""


@dataclass(frozen=True)
class DayFile:
    """One day, and the file it stands in."""

    path: str
    """POSIX path in `docs_dir`, such as `2025/2025-12-03.yml`."""
    day: Day
    ids: frozenset[str]
    """All ids that the file gives, those of unsound parts too."""
    defaulted: frozenset[str]
    """Fields of the root that are placeholders, the file's own being missing or unsound."""
    linked: bool
    """Whether a text of it may hold a link."""
    former: tuple[Mention, ...]
    """The former ids that the file gives, where `day` has those of today."""
    reread: Callable[[], Document] = field(repr=False, compare=False)

    @cached_property
    def document(self) -> Document:
        """The tree that the day was made of: it gives positions. Read anew, since few ask for it."""
        return self.reread()

    @cached_property
    def named(self) -> dict[str, dict[str, Any]]:
        """The day's sound things by kind and id; of two that share an id, the first."""
        day = self.day
        kinds: dict[str, Iterable[tuple[str, Any]]] = {
            "article": day.articles.items(),
            "event": ((event.id, event) for event in day.diplomacy),
            "forecast": ((one.id, one) for one in day.assessments if one.kind == "forecast"),
            "assessment": ((one.id, one) for one in day.assessments),
            "claim": ((claim.id, claim) for _, claim in day.claims()),
        }
        return {kind: dict(reversed(list(things))) for kind, things in kinds.items()}

    @cached_property
    def events(self) -> dict[str, Event]:
        """By the claims that are told under one: their event."""
        return {claim.id: event for event in self.day.diplomacy for claim in event.claims}

    @property
    def drafted(self) -> bool:
        """Whether the file itself says that it is a draft."""
        return self.day.status == "draft" and "status" not in self.defaulted


@dataclass(frozen=True, slots=True)
class RegistryFile:
    """A registry's file."""

    kind: str
    document: Document
    tables: dict[str, dict[str, Any]]
    """What is sound, by the names that `Registry` has for it: a registry's entries, or the tables of the terms.

    It is as it is written: `Archive.registry` has it with the ids of today.
    """
    ids: dict[str, dict[str, None] | None]
    """By the same names: all that the file gives, what is unsound too; None where it could not be read."""

    @property
    def entries(self) -> dict[str, Any]:
        """The sound entries of a registry; none of the terms."""
        return self.tables.get(self.kind, {})


class Archive(Recorder):
    """All days in the order of their dates, and the registries. It notes what is asked for."""

    def __init__(
        self, docs: Path, label: str, days: Mapping[str, tuple[bytes, ParsedDay]], registries: tuple[RegistryFile, ...]
    ) -> None:
        super().__init__()
        self.docs, self.label, self.registries = docs, label, registries
        self.hashes = {path: key for path, (key, _) in days.items()}
        """By path of a day: what its reading is kept by."""
        self.parsed_days = dict(days.values())
        registry = Registry(**{name: table for file in registries for name, table in file.tables.items()})
        self.former = former_ids(registry)
        """By kind and former id: the id of today."""
        self.has_former = having(was for ids in self.former.values() for was in ids)  # whether a day names one
        self.plain = frozenset[bytes]()  # hashes of days that are known to name none: a look costs as much as the day
        self.registry = tracked(changes_of_today(self.today(registry), self.former), self)
        given = {name: ids for file in registries for name, ids in file.ids.items()}
        known: dict[str, TrackedMapping[None] | None] = dict.fromkeys((*KINDS, *TABLES))
        for name in known:
            if (ids := given.get(name, {})) is not None:
                known[name] = TrackedMapping(f"known {name}", dict.fromkeys([*getattr(registry, name), *ids]), self)
        self.known = TrackedMapping("known", known, self)
        """By kind, and by table of terms: the ids that there are. That its file could not be read is an answer, too."""
        self._paths = sorted((parsed.date, path) for path, (_, parsed) in days.items() if parsed.date)
        self._by_date = dict(reversed(self._paths))  # of two with one date, the first
        self.file = lru_cache(KEPT)(self._file)

    def _file(self, path: str) -> DayFile:
        parsed = self.parsed_days[self.hashes[path]]
        content = parsed.content

        def reread() -> Document:
            name, data = self.name(path), contents(self.docs / path)
            # Bytes that were saved since are another file's: in them no place is known.
            same = key_of(name, data) == self.hashes[path]
            return parse(path, data, name)[1] if same else Document(name, {}, {})

        named = mentions(content.day) if self.has_former(parsed) else ()
        former = tuple(one for one in named if one.id in self.former[one.kind])
        day = self.today(content.day) if former else content.day
        return DayFile(path, day, frozenset(content.ids), frozenset(content.defaulted), parsed.linked, former, reread)

    def today(self, written: T) -> T:
        """A day or the registries, with the ids that entries have today in the place of former ones."""
        return renamed(written, self.former) if any(self.former.values()) else written

    def name(self, path: str) -> str:
        """How a file of `docs_dir` is called in diagnostics."""
        return shown_name(path, self.label)

    @property
    def paths(self) -> list[tuple[str, str]]:
        """The date and path of every day, in this order."""
        self.record("dates")
        return self._paths

    def on(self, date: str) -> DayFile | None:
        """The day of a date such as `2025-12-03`."""
        self.record(f"on {date}")
        path = self._by_date.get(date)
        return self.file(path) if path else None

    def has(self, path: str) -> bool:
        """Whether a day stands in the file of that name."""
        self.record(f"on {path[5:15]}")
        return path in self.hashes

    @cached_property
    def hosts(self) -> Mapping[str, str]:
        """By what it looks like (`daybrief.text.letters.skeleton`): the host where articles were read first."""
        read = dict.fromkeys(host for _, path in self._paths for host in self.parsed_days[self.hashes[path]].hosts)
        # Of those that look the same, the first is the last to be put in.
        return TrackedMapping("hosts", {skeleton(host): host for host in reversed(read)}, self)

    @cached_property
    def forecasts(self) -> Mapping[str, list[str]]:
        """By a forecast's id, speaker and horizon: the dates on which it was published, in their order."""
        days = (self.parsed_days[self.hashes[path]] for _, path in self._paths)
        return TrackedMapping("forecasts", forecast_dates(days, self.former["speakers"]), self)

    @cached_property
    def unread(self) -> Mapping[str, None]:
        """Dates that files are named for and no day has, so that nobody is told that such a day is unknown."""
        named = dict.fromkeys(date for path in self.hashes for date in DATE.findall(path)[-1:])
        return TrackedMapping("unread", {date: None for date in named if date not in self._by_date}, self)


def load(
    docs: Path,
    pages: Collection[str],
    label: str = "",
    parsed_days: Mapping[bytes, ParsedDay] | None = None,
    assets: Collection[str] = (),
    hashes: Mapping[str, bytes] | None = None,
) -> tuple[Archive, list[Diagnostic]]:
    """Read all of `docs`. `pages` are the hand-written pages, `assets` what they show (POSIX paths in `docs`).

    `label` leads diagnostics' paths. `parsed_days` are of earlier, by hash: one is taken where the hash is the same,
    and `hashes` of files' bytes, by path, need not be found again. Never raises for what the files hold.
    """
    problems: list[Diagnostic] = []
    days, registries = list[str](), list[str]()
    for path, regular in files(docs):
        name = shown_name(path, label)
        if regular is None:
            message, hint = "the folder cannot be read", "give the right to read it"
            problems.append(Diagnostic(name, 1, 1, "unreadable", message, hint, width=0))
        elif why := why_stray(path, regular, pages, assets):
            problems.append(Diagnostic(name, 1, 1, "stray-file", *why, width=0))
        elif path in REGISTRY_FILES:
            registries.append(path)
        elif path.endswith(".yml"):
            days.append(path)
    found = _parse_all(docs, days, label, parsed_days or {}, hashes or {})
    read = [read_registry(docs, path, label) for path in registries]
    of_registries = (problem for _, some in read for problem in some)
    of_days = (problem for _, reading in found.values() for problem in reading.problems)
    return Archive(docs, label, found, tuple(file for file, _ in read)), [*problems, *of_registries, *of_days]


def _parse_all(
    docs: Path, paths: list[str], label: str, known: Mapping[bytes, ParsedDay], hashes: Mapping[str, bytes]
) -> dict[str, tuple[bytes, ParsedDay]]:
    """What is in each file, and the hash of the same bytes, whoever writes into the file meanwhile."""

    def read_day(path: str) -> tuple[bytes, ParsedDay]:
        name, data = shown_name(path, label), contents(docs / path)
        return key_of(name, data), parse(path, data, name)[0]

    named = {path: shown_name(path, label) for path in paths} if known else {}
    keys = {p: key_by(n, hashes[p]) if hashes.get(p) else key_of(n, contents(docs / p)) for p, n in named.items()}
    found = {path: (one, known[one]) for path, one in keys.items() if one in known}
    missing = [path for path in paths if path not in found]
    found |= zip(missing, parallel_map(read_day, missing), strict=True)
    return {path: found[path] for path in paths}


def read_registry(docs: Path, path: str, label: str = "") -> tuple[RegistryFile, list[Diagnostic]]:
    """What a registry's file holds, and what is wrong with it."""
    kind, name = REGISTRY_FILES[path], shown_name(path, label)
    document, problems = read_contents(contents(docs / path), name)
    if document is None:
        hint = "add an entry, or take the file away"
        problems = [replace(one, hint=hint) if one.code == "empty" else one for one in problems]
        unknown = dict.fromkeys(TABLES if kind == "terms" else (kind,))
        return RegistryFile(kind, Document(name, {}, {}), {}, unknown), problems
    value, sound, more = interpret(document, FILES[kind])
    problems += not_yet_reported(more, problems)
    if kind != "terms":
        return RegistryFile(kind, sound, {kind: value or {}}, {kind: dict.fromkeys(document.data)}), problems
    tables = {table: getattr(value, table) for table in TABLES} if value else {}
    given = {table: document.data.get(table, {}) for table in TABLES}
    ids = {table: dict.fromkeys(words) if isinstance(words, dict) else None for table, words in given.items()}
    return RegistryFile(kind, sound, tables, ids), problems
