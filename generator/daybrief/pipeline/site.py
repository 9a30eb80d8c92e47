"""The site, told from beginning to end: read, check, compile the ledger, make what is not as it should be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial

import msgspec

from daybrief import urls
from daybrief.content import archive, handwritten, rules
from daybrief.content.archive import Archive
from daybrief.content.parsed_day import ParsedDay
from daybrief.diagnostics import Diagnostic, nearest, shown
from daybrief.engine.dependencies import Changed, Trace, differing, packed
from daybrief.engine.parallel import spread
from daybrief.ledger import ledger
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import PROOFS, STATUS_RULES
from daybrief.ledger.update import Digests, Found, digests, revise
from daybrief.output import messages
from daybrief.output.html import Renderer
from daybrief.output.template_files import Compiled
from daybrief.settings import Settings
from daybrief.source import Mark
from daybrief.views import Task, all_tasks
from daybrief.views.problems import problem_page

NEVER = "1970-01-01"


class Checked(msgspec.Struct, frozen=True):
    """What was read and checked, to start from the next time."""

    hashes: dict[str, bytes]
    """By path of a day."""
    readings: dict[bytes, ParsedDay]
    registry: Digests
    known: dict[str, list[str] | None]
    unread: list[str]
    told: dict[str, tuple[Trace, tuple[Diagnostic, ...]]]
    """By path of a day: what the rules found in it."""
    saved: dict[str, bytes] = {}
    """By year: the keys of the readings that were saved in its file."""
    hosts: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Edition:
    """All that one build publishes, before a theme surrounds it."""

    ledger: Ledger
    found: Found
    changed: Changed | None
    tasks: tuple[Task, ...]
    renderer: Renderer
    drafts: frozenset[str]
    """Files of days that are not published: paths in `docs_dir`."""
    newest: str
    """The date that the site was last told, for what has no date of its own; `NEVER` without a day."""


def read(settings: Settings, old: Checked | None = None) -> tuple[Archive, list[Diagnostic], Checked]:
    """Everything in `docs_dir`, every problem with it, sorted, and what to remember of it."""
    found, problems = archive.load(settings.docs, settings.pages, settings.label, old.readings if old else {})
    entries = digests(found.registry)
    known = {kind: None if ids is None else list(ids) for kind, ids in found.known.items()}
    now = Checked(
        dict(found.hashes),
        dict(found.readings),
        entries,
        known,
        sorted(found.unread),
        {},
        old.saved if old else {},
        dict(found.hosts),
    )
    # What is different from readings that were lost cannot be told.
    changed = Changed(_changed(now, old)) if old and old.readings.keys() >= {*old.hashes.values()} else None

    def check(path: str) -> tuple[Trace, tuple[Diagnostic, ...]]:
        with found.tracing() as keys:
            told = tuple(rules.check_file(found, found.file(path)))
        return packed(keys), told

    paths = [path for _, path in found.paths]
    kept = {
        path: old.told[path]
        for path in (paths if old and changed else ())
        if old and changed and path in old.told
        if old.hashes.get(path) == now.hashes[path] and not changed.concerns(old.told[path][0])
    }
    stale = [path for path in paths if path not in kept]
    told = kept | dict(zip(stale, spread(check, stale), strict=True))
    of_registries = (problem for file in found.registries for problem in rules.check_file(found, file))
    of_days = (problem for _, some in told.values() for problem in some)
    of_pages = handwritten.check(settings.docs, settings.written, settings.label, settings.theme)
    return (
        found,
        sorted({*problems, *of_registries, *of_days, *of_pages, *_hues(settings, found), *_nav(settings)}),
        msgspec.structs.replace(now, told=told),
    )


def _changed(now: Checked, old: Checked) -> set[str]:
    """The keys of an archive of which the answer is another."""
    keys = {key for kind in now.registry for key in differing(kind, old.registry[kind], now.registry[kind])}
    for kind in now.known:
        before, after = (one.known[kind] for one in (old, now))
        keys.update(differing(f"known {kind}", dict.fromkeys(before or ()), dict.fromkeys(after or ())))
        if (before is None) != (after is None):
            keys.add(f"known/{kind}")
    keys.update(differing("hosts", old.hosts, now.hosts))
    if old.unread != now.unread:
        keys.add("unread")
    for path in {*old.hashes, *now.hashes}:
        if old.hashes.get(path) != now.hashes.get(path):
            keys |= {"dates", f"on {path[5:15]}"}
            keys |= {f"on {one.readings[one.hashes[path]].date}" for one in (old, now) if path in one.hashes}
    return keys


def speak(settings: Settings) -> tuple[messages.Words | None, list[Diagnostic]]:
    """The words of the frame, and every problem with them."""
    spoken, problems = messages.load(settings.language, settings.templates / "words", settings.words, settings.root)
    line, column, width = settings.marks.get("theme.language", Mark(1, 1, 0))
    told = (replace(one, file=settings.file, line=line, column=column, width=width) for one in problems)
    return spoken, [at if at.code == "no-words" else one for at, one in zip(told, problems, strict=True)]


def _hues(settings: Settings, found: Archive) -> Iterator[Diagnostic]:
    """Hues of parties that there are not."""
    parties = found.known["parties"]
    for party in settings.hues:
        if parties is not None and party not in parties:
            line, column, width = settings.marks.get(f"hues.{party}", Mark(1, 1, 0))
            message, hint = f"`hues` names `{party}`, and no party is called so", nearest(party, parties)
            yield Diagnostic(settings.file, line, column, "unknown-id", message, hint, width=width)


def _nav(settings: Settings) -> Iterator[Diagnostic]:
    """Entries of the nav that lead nowhere."""
    for name, mark in settings.nav.items():
        if not urls.is_generated(urls.handwritten(name)) and not (settings.docs / name).exists():
            pages = [*map(urls.file, urls.LISTS), *(file.name for file in settings.docs.glob("*.md"))]
            hint = nearest(name, pages) or f"write one such as `{urls.file(urls.CLAIMS)}`, or of your own"
            message = f"`nav` names {shown(name)}, and there is no such page"
            yield Diagnostic(settings.file, mark.line, mark.column, "bad-setting", message, hint, "warning", mark.width)


def compose(
    settings: Settings,
    found: Archive,
    language: messages.Words,
    *,
    drafts: bool,
    old: Found | None = None,
    readings: Mapping[bytes, ParsedDay] | None = None,
    last: Renderer | None = None,
    compiled: Compiled | None = None,
) -> Edition:
    """The edition of a sound archive. With `drafts`, days that are not published are in it too, for a preview.

    `old` is what was found the last time, in `readings` of then. `last` is the renderer of the edition before: it is
    kept if nothing that it is made of has changed. Templates need not be compiled that `compiled` has.
    """
    known = {**(readings or {}), **found.readings}
    every = {found.readings[key].date: key for key in found.hashes.values()}
    told = {date: key for date, key in every.items() if drafts or not found.readings[key].draft}
    if old and not known.keys() >= {*old.days.values()}:
        old = None
    revision = revise(told, found.registry, lambda key: known[key].content.day, old)
    renderer = last if last and last.fits(settings, language) else Renderer(settings, language, compiled)
    compiled_ledger = revision.ledger
    newest = compiled_ledger.recent(1)
    return Edition(
        compiled_ledger,
        revision.found,
        revision.changed,
        tuple(all_tasks(compiled_ledger)),
        renderer,
        frozenset(path for path, key in found.hashes.items() if found.readings[key].draft),
        max((compiled_ledger.day(date).as_of.date().isoformat() for date in newest), default=NEVER),
    )


def nothing_yet(settings: Settings) -> Edition:
    """The edition that a preview shows until there is a first sound one."""
    language, problems = messages.load(settings.language, settings.templates / "words")
    if language is None:
        raise ValueError(problems[0].message)
    nothing = ledger.compile_ledger((), Archive(settings.docs, settings.label, {}, {}).registry)
    return Edition(nothing, Found({}, {}, {}, {}), None, (), Renderer(settings, language), frozenset(), NEVER)


def problem_tasks(edition: Edition, found: Archive, problems: list[Diagnostic]) -> tuple[Task, ...]:
    """In a preview, while something is wrong: every page says what, so that the editor sees it wherever they look."""
    days = {f"{date.replace('-', '/')}/" for date, _ in found.paths}
    addresses = {*urls.LISTS, *(task.url for task in edition.tasks), *days}
    return tuple(Task(url, partial(problem_page, url, problems)) for url in sorted(addresses))


RULES = "<!-- the ledger's rules -->"
"""What a hand-written page says to have the rules told there."""


def with_rules(html: str, renderer: Renderer) -> str:
    """A hand-written page with the ledger's rules in the place that asks for them."""
    if RULES not in html:
        return html
    return html.replace(RULES, renderer.fragment("parts/rules.html", rules=STATUS_RULES, proofs=PROOFS))
