"""Everything that a site is made of, read and checked, from what was read the last time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from daybrief import urls
from daybrief.content import archive, assets, handwritten, rules
from daybrief.content.archive import Archive
from daybrief.diagnostics import Diagnostic, nearest, one_of, shown
from daybrief.engine.dependencies import ChangedKeys, Trace, differing, pack
from daybrief.engine.parallel import parallel_map
from daybrief.ledger.update import digests
from daybrief.output import messages, templates
from daybrief.pipeline.state import CheckState, Remembered
from daybrief.settings import Settings
from daybrief.source import Mark


@dataclass(frozen=True, slots=True)
class CheckedContent:
    """All that a site is made of, as it was read, and every problem with it."""

    settings: Settings
    archive: Archive
    words: messages.Messages | None
    """The words of the frame; None where a problem says why."""
    problems: tuple[Diagnostic, ...]
    """Sorted."""
    checked: CheckState
    """What to remember."""
    drafted: frozenset[str] = frozenset()
    """Files that nothing but drafts of hand-written pages show: paths in `docs_dir`."""

    def errors(self, *, strict: bool = False) -> list[Diagnostic]:
        """The problems with which no site is made; if `strict`, warnings too."""
        return [one for one in self.problems if one.severity == "error" or (strict and one.severity == "warning")]


class Unsound(Exception):
    """There are errors in what was read."""

    def __init__(self, content: CheckedContent, errors: list[Diagnostic]) -> None:
        super().__init__(f"errors: {len(errors)}")
        self.content, self.errors = content, errors


def check(settings: Settings, last: Remembered) -> CheckedContent:
    """Read and check everything. Of days and templates, those are read that `last` does not know."""
    found, problems, checked, drafted = read(settings, last.checked, last.hashes)
    spoken, unspoken = load_messages(settings)
    words = spoken and spoken.with_terms(found.registry)
    unsound = templates.problems(settings, words, last.compiled) if words else []
    return CheckedContent(settings, found, words, tuple(sorted([*problems, *unspoken, *unsound])), checked, drafted)


def read(
    settings: Settings, old: CheckState, hashes: Mapping[str, bytes] | None = None
) -> tuple[Archive, list[Diagnostic], CheckState, frozenset[str]]:
    """Everything in `docs_dir`, every problem with it, sorted, what to remember of it, and files of drafts alone."""
    of_pages, of_files = handwritten.check(settings)
    named = {*settings.assets, *of_files.published, *of_files.drafted}
    found, problems = archive.load(settings.docs, settings.pages, settings.label, old.parsed_days, named, hashes)
    now = CheckState(dict(found.hashes), dict(found.parsed_days), _facts(found), saved=old.saved, built=old.built)

    def check(path: str) -> tuple[Trace, tuple[Diagnostic, ...], bool]:
        with found.recording() as keys:
            findings = tuple(rules.check_file(found, found.file(path)))
        return pack(keys), findings, bool(found.file(path).former)

    findings = _same_findings(now, old)
    stale = [path for _, path in found.paths if path not in findings]
    findings |= dict(zip(stale, parallel_map(check, stale), strict=True))
    found.plain = frozenset(found.hashes[path] for path, (*_, former) in findings.items() if not former)
    of_registries = (problem for file in found.registries for problem in rules.check_file(found, file))
    of_days = (problem for _, some, _ in findings.values() for problem in some)
    of_settings = {*settings.warnings, *_hues(settings, found), *_nav(settings), *_assets(settings)}
    every = sorted({*problems, *of_registries, *of_days, *of_pages, *of_settings})
    now = msgspec.structs.replace(now, findings=findings)
    return found, every, now, of_files.drafted - settings.assets.keys()


def _facts(found: Archive) -> dict[str, dict[str, Any]]:
    known = {kind: dict.fromkeys(ids) for kind, ids in found.known.items() if ids is not None}
    facts: dict[str, dict[str, Any]] = {f"known {kind}": ids for kind, ids in known.items()}
    facts |= {name: dict(getattr(found, name)) for name in ("unread", "hosts", "forecasts", "former")}
    return {**digests(found.registry), **facts, "known": dict.fromkeys(known)}


def _same_findings(now: CheckState, old: CheckState) -> dict[str, tuple[Trace, tuple[Diagnostic, ...], bool]]:
    """What the rules found the last time and would find again, by path of a day."""
    if not old.parsed_days.keys() >= {*old.hashes.values()}:
        return {}  # what is different from parsed days that were lost cannot be told
    if old.facts.get("former") != now.facts["former"]:
        return {}  # every day may read otherwise
    names = {*old.facts, *now.facts}
    keys = {key for name in names for key in differing(name, old.facts.get(name, {}), now.facts.get(name, {}))}
    for path in {*old.hashes, *now.hashes}:
        if old.hashes.get(path) != now.hashes.get(path):
            keys |= {"dates", f"on {path[5:15]}"}
            keys |= {f"on {one.parsed_days[one.hashes[path]].date}" for one in (old, now) if path in one.hashes}
    changed = ChangedKeys(keys)
    same = (path for path, key in now.hashes.items() if old.hashes.get(path) == key and path in old.findings)
    return {path: old.findings[path] for path in same if not changed.invalidates(old.findings[path][0])}


def load_messages(settings: Settings) -> tuple[messages.Messages | None, list[Diagnostic]]:
    """The words of the frame, and every problem with them."""
    spoken, problems = messages.load(settings.language, settings.templates / "words", settings.words, settings.root)
    line, column, width = settings.marks.get("theme.language", Mark(1, 1, 0))
    placed = (replace(one, file=settings.file, line=line, column=column, width=width) for one in problems)
    return spoken, [at if at.code == "no-words" else one for at, one in zip(placed, problems, strict=True)]


def _hues(settings: Settings, found: Archive) -> Iterator[Diagnostic]:
    """Hues of parties that there are not."""
    parties = found.known["parties"]
    for party in settings.hues:
        if parties is not None and party not in parties:
            mark = settings.marks.get(f"hues.{party}", Mark(1, 1, 0))
            message, hint = f"`hues` names `{party}`, and no party is called so", nearest(party, parties)
            yield mark.problem(settings.file, "unknown-id", message, hint or one_of(parties))


def _nav(settings: Settings) -> Iterator[Diagnostic]:
    """Entries of the nav that lead nowhere."""
    for name, mark in settings.nav.items():
        if not urls.is_generated(urls.handwritten(name)) and not (settings.docs / name).exists():
            pages = [*map(urls.file, urls.LISTS), *(file.name for file in settings.docs.glob("*.md"))]
            hint = nearest(name, pages) or f"write one such as `{urls.file(urls.CLAIMS)}`, or of your own"
            message = f"`nav` names {shown(name)}, and there is no such page"
            yield mark.problem(settings.file, "bad-setting", message, hint, "warning")


def _assets(settings: Settings) -> Iterator[Diagnostic]:
    """Files that settings name: those that there are not, and pictures that would run something."""
    for path, mark in settings.assets.items():
        if settings.complete and not assets.is_there(path, (settings.docs, *settings.theme)):
            message = f"{shown(path)} is named here, and there is no such file in `{settings.label}/` or in the theme"
            yield mark.problem(settings.file, "missing-file", message, "put it there, or correct the name")
    yield from assets.unsafe(settings.docs, settings.assets, settings.label)
