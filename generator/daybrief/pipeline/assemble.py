"""What a site publishes, before a theme surrounds it: the ledger, brought up to date, and a task for each page."""

import datetime as dt
from dataclasses import dataclass, replace

from daybrief import urls
from daybrief.content.archive import Archive
from daybrief.content.parsed_day import KEY
from daybrief.engine.dependencies import ChangedKeys, pack
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.update import LedgerState, LedgerUpdate, update
from daybrief.model.day import Day
from daybrief.model.registry import Registry
from daybrief.output import messages
from daybrief.output.html import Renderer
from daybrief.pipeline.check import CheckedContent, Unsound
from daybrief.pipeline.state import CheckState, Remembered
from daybrief.views import Task, all_tasks

NEVER = "1970-01-01"


@dataclass(frozen=True, slots=True)
class SiteContent:
    """All that one build publishes, before a theme surrounds it."""

    content: CheckedContent
    """What it was made of."""
    ledger: Ledger
    ledger_state: LedgerState
    changed: ChangedKeys | None
    """The answers of the ledger that are others than the last time; None where all may be."""
    tasks: tuple[Task, ...]
    renderer: Renderer
    drafts: frozenset[str]
    """Files of days that are not published, and of drafts of pages: paths in `docs_dir`."""
    newest: str
    """The date that the site was last told, for what has no date of its own; `NEVER` without a day."""

    def published(self) -> list[dt.date]:
        """The dates of all days but drafts."""
        return [date for date in self.ledger.dates if urls.day_file(date) not in self.drafts]


def assemble(
    content: CheckedContent, last: Remembered, *, drafts: bool, shown: SiteContent | None = None
) -> SiteContent:
    """Bring the ledger up to date. Raises Unsound for content with errors.

    With `drafts`, days that are not published are in it too, for a preview. The renderer of the site that was `shown`
    before is kept if nothing that it is made of has changed.
    """
    settings, archive, words = content.settings, content.archive, content.words
    if words is None or content.errors():
        raise Unsound(content, content.errors())
    ledger, state, changed = revise(archive, last.checked, last.built.ledger_state, drafts=drafts)
    kept = shown.renderer if shown and shown.renderer.fits(settings, words) else None
    renderer = kept or Renderer(settings, words, last.compiled)
    renderer.compile()
    tasks = tuple(all_tasks(ledger))
    unpublished = content.drafted | {path for path, key in archive.hashes.items() if archive.parsed_days[key].draft}
    newest = max((ledger.day(date).as_of.date().isoformat() for date in ledger.recent(1)), default=NEVER)
    return SiteContent(content, ledger, state, changed, tasks, renderer, unpublished, newest)


def revise(archive: Archive, old: CheckState, found: LedgerState | None, *, drafts: bool) -> LedgerUpdate:
    """The ledger of all that was read, from what was found in the days that were read before."""
    parsed_days = {**old.parsed_days, **archive.parsed_days}
    # A day reads otherwise when an entry that it names has another id now: then all is told anew.
    former = pack(f"{kind} {was} {now}" for kind, ids in archive.former.items() for was, now in ids.items())
    every = {archive.parsed_days[key].date: key + former for key in archive.hashes.values()}
    days = {date: key for date, key in every.items() if drafts or not archive.parsed_days[key[:KEY]].draft}
    if found and not {key + former for key in parsed_days} >= {*found.days.values()}:
        found = None

    def read(key: bytes) -> Day:
        parsed = parsed_days[key[:KEY]]
        day = parsed.content.day
        return archive.today(day) if key[:KEY] not in archive.plain and archive.has_former(parsed) else day

    return update(days, archive.registry, read, found)


def problem_site(content: CheckedContent, shown: SiteContent | None) -> SiteContent:
    """In MkDocs' own preview, while something is wrong: every page says what, so that an editor sees it anywhere."""
    errors = tuple(content.errors())
    site = shown or _nothing_yet(content)
    days = {f"{date.replace('-', '/')}/" for date, _ in content.archive.paths}
    addresses = {*urls.LISTS, *(task.url for task in site.tasks if urls.is_page(task.url)), *days}
    tasks = tuple(Task(url, "problems", lambda: errors) for url in sorted(addresses))
    return replace(site, content=content, changed=None, tasks=tasks)


def _nothing_yet(content: CheckedContent) -> SiteContent:
    """What MkDocs' own preview shows until there is a first sound site."""
    settings = content.settings
    words, problems = messages.load(settings.language, settings.templates / "words")
    if words is None:
        raise ValueError(problems[0].message)
    nothing = update({}, Registry(), lambda key: content.archive.parsed_days[key].content.day, None)
    renderer = Renderer(settings, words)
    return SiteContent(content, nothing.ledger, nothing.ledger_state, None, (), renderer, frozenset(), NEVER)
