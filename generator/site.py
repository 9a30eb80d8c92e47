"""The site, told from beginning to end: read, check, compile the ledger, make views, render."""

from dataclasses import dataclass
from pathlib import Path

from generator import archive, ledger, rules, urls, words
from generator.archive import Archive
from generator.diagnostics import Diagnostic
from generator.feeds import feed
from generator.ledger import Ledger
from generator.render import Renderer
from generator.settings import Settings
from generator.views import Page, all_pages
from generator.views.day import DayView
from generator.views.problems import problem_page

NEVER = "1970-01-01"


@dataclass(frozen=True, slots=True)
class Edition:
    """All that one build publishes, before a theme surrounds it."""

    pages: tuple[Page, ...]
    renderer: Renderer
    feed: str
    drafts: frozenset[str]
    """Files of days that are not published: paths in `docs_dir`."""
    days: int
    newest: str
    """The date that the site was last told, for what has no date of its own; `NEVER` without a day."""


def read(settings: Settings) -> tuple[Archive, list[Diagnostic]]:
    """Everything in `docs_dir`, and every problem with it, sorted."""
    found, problems = archive.load(settings.docs, settings.pages, settings.label)
    return found, sorted({*problems, *rules.check(found)})


def speak(settings: Settings) -> tuple[words.Words | None, list[Diagnostic]]:
    """The words of the frame, and every problem with them."""
    return words.load(settings.language, settings.templates / "words", settings.words)


def compose(
    settings: Settings, found: Archive, language: words.Words, *, drafts: bool, last: Renderer | None = None
) -> Edition:
    """The edition of a sound archive. With `drafts`, days that are not published are in it too, for a preview.

    `last` is the renderer of the edition before: it is kept if nothing that it is made of has changed.
    """
    told = [file for file in found.days if drafts or file.day.status == "published"]
    compiled: Ledger = ledger.compile_ledger((file.day for file in told), found.registry)
    pages = _with_home(all_pages(compiled))
    renderer = last if last and last.fits(settings, language) else Renderer(settings, language)
    published = tuple(
        page.view for page in pages if isinstance(page.view, DayView) and not page.draft and not page.view.newest
    )
    return Edition(
        pages,
        renderer,
        feed(renderer, published),
        frozenset(file.path for file in found.days if file.day.status == "draft"),
        len(told),
        max((file.day.as_of.date().isoformat() for file in told), default=NEVER),
    )


def _with_home(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    """The pages with a front page: before the first day it is the archive, which says that there is none."""
    if any(page.url == urls.HOME for page in pages):
        return pages
    archive_page = next(page for page in pages if page.url == urls.ARCHIVE)
    return (archive_page._replace(url=urls.HOME), *pages)


def nothing_yet(settings: Settings) -> Edition:
    """The edition that a preview shows until there is a first sound one."""
    language, problems = words.load(settings.language, settings.templates / "words")
    if language is None:
        raise ValueError(problems[0].message)
    return Edition((), Renderer(settings, language), "", frozenset(), 0, NEVER)


def problem_pages(edition: Edition, found: Archive, problems: list[Diagnostic]) -> tuple[Page, ...]:
    """In a preview, while something is wrong: every page says what, so that the editor sees it wherever they look."""
    addresses = {*urls.LISTS, *(page.url for page in edition.pages), *(urls.day(file.day.date) for file in found.days)}
    return tuple(problem_page(url, problems) for url in sorted(addresses))


RULES = "<!-- the ledger's rules -->"
"""What a hand-written page says to have the rules told there."""


def with_rules(html: str, renderer: Renderer) -> str:
    """A hand-written page with the ledger's rules in the place that asks for them."""
    if RULES not in html:
        return html
    return html.replace(RULES, renderer.fragment("parts/rules.html", rules=ledger.STATUS_RULES, proofs=ledger.PROOFS))


def lines(root: Path, name: str) -> list[str]:
    """The lines of a file that a diagnostic names; none where it cannot be read as text."""
    try:
        return (root / name).read_text(encoding="utf-8", errors="replace").removeprefix("\ufeff").split("\n")
    except OSError:
        return []
