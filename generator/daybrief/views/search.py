"""What the search is given of each page: its words and its facets. What pages are called is told apart.

A document is a function of a day or an entry and of the names in the registries. It holds no status and no link to a
later day, so that the documents of closed years stay as they are.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from markupsafe import Markup

from daybrief import urls
from daybrief.ledger.keys import pointed
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Day
from daybrief.model.references import mentions
from daybrief.model.registry import SINGULAR, Registry, RegistryEntry
from daybrief.text.markup import plain
from daybrief.views.corrections import Corrected, corrected
from daybrief.views.page import Page, Task, View
from daybrief.views.parts import speaker_link

FOLDER, NOW, PAST = "search/", "search/now/", "search/past/"
"""The fragments that are documents: those of years before the newest day's in `PAST`, all others in `NOW`."""
Names = Mapping[str, Mapping[str, str]]
"""By kind and id: the name of everything that is mentioned."""


class Document(View, frozen=True, kw_only=True):
    """A page, as the search is given it."""

    kind: str
    """The message below `kind` that says what it is."""
    title: str
    record: Day | RegistryEntry | Markup
    names: Names
    date: dt.date | None = None
    rests: Mapping[str, tuple[str, ...]] = {}
    """By event of a day: the names of those who say so."""
    says: tuple[tuple[str, ...], ...] = ()
    """Of each thing to know of a day: the names of those who say so."""
    corrections: tuple[Corrected, ...] = ()


def document_tasks(ledger: Ledger, days: Sequence[dt.date]) -> Iterator[Task]:
    """What makes the documents of days, given in their order, of entries of registries, and of the page on the feed."""
    for date in days:
        folder = PAST if date.year < days[-1].year else NOW
        yield Task(folder + urls.day(date), "search/day.html", partial(day_document, ledger, date))
    for kind in urls.FOLDERS:
        for name in getattr(ledger.registry, kind):
            document = partial(entry_document, ledger.registry, kind, name)
            yield Task(NOW + urls.entry(kind, name), "search/entry.html", document)
    # Its words are messages, which its template says.
    subscribe = partial(Document, kind="page", title="", record=Markup(), names={})
    yield Task(NOW + urls.SUBSCRIBE, "search/subscribe.html", subscribe)


def day_document(ledger: Ledger, date: dt.date) -> Document:
    """What can be found on a day's page: a document, as a fragment of which no reader knows."""
    day = ledger.day(date)

    def who(refs: Iterable[str]) -> tuple[str, ...]:
        by = (name for ref in refs for name in ledger.entry(pointed(ref, date)).statement.by)
        return tuple(speaker_link(ledger, name).text for name in dict.fromkeys(by))

    return Document(
        kind="day",
        title=plain(day.title),
        record=day,
        names=_names(day, ledger.registry),
        date=date,
        rests={event.id: who(event.refs) for event in day.diplomacy},
        says=tuple(who(takeaway.refs) for takeaway in day.takeaways),
        corrections=tuple(corrected(ledger, date, one) for one in day.corrections),
    )


def entry_document(registry: Registry, kind: str, name: str) -> Document:
    """What can be found on the page of an entry of a registry: what the registry says, and not what days say of it."""
    entry: RegistryEntry = getattr(registry, kind)[name]
    return Document(kind=SINGULAR[kind], title=entry.name, record=entry, names=_names(entry, registry))


def page_document(url: str, title: str, html: str) -> Page:
    """What can be found on a hand-written page, of which `html` is all."""
    return Page(url, "search/page.html", Document(kind="page", title=title, record=Markup(html), names={}))


def _names(record: Any, registry: Registry) -> Names:
    found: dict[str, dict[str, str]] = {kind: {} for kind in (*urls.FOLDERS, "speakers")}
    for mention in (one for one in mentions(record) if one.kind in found):
        kinds = ("actors", "sources") if mention.kind == "speakers" else (mention.kind,)
        for entry in (getattr(registry, kind).get(mention.id) for kind in kinds):
            if entry:  # a party may be `none`
                found[mention.kind][mention.id] = entry.name
    points = ((plan, *it) for plan in found["plans"] for it in registry.plans[plan].points.items())
    found["points"] = {f"{plan}/{id}": point.name for plan, id, point in points}
    return found
