"""What readers may call the pages of a site: the search looks here before it looks for words."""

import json
from collections.abc import Iterable, Iterator

from daybrief import urls
from daybrief.content.rules.spellings import names
from daybrief.ledger.status import STATUSES
from daybrief.model.registry import SINGULAR, Actor, Measure, Place, Registry, RegistryEntry, Sector, Source, Speaking
from daybrief.output.messages import Messages
from daybrief.text.markup import plain

LISTS = {url: url.split("/")[-2] for url in urls.LISTS[1:]} | {folder: kind for kind, folder in urls.FOLDERS.items()}
"""Lists that a reader may look for by their name: the group of messages that has their title."""
ORDER = ("places", "actors", "sources", "sectors", "tracks", "parties", "plans", "measures")
"""Which registry comes first, where entries of several have the same name."""


def table(registry: Registry, words: Messages, handwritten: Iterable[tuple[str, str, str]]) -> bytes:
    """All pages that have a name, as JSON, and how the language writes dates (CLDR).

    Of a page: address, kind, what it is in a line, and names. These are lists that begin with the name that the site
    writes; the others are other spellings of it. A sector also has those of its places. `handwritten` has address,
    title and HTML of each such page.
    """
    rows = [*_entries(registry, words), *_lists(words)]
    rows += [(url, words("kind.page"), "", [[title]]) for url, title, _ in handwritten if title]
    found = {"locale": str(words.locale).replace("_", "-"), "pages": rows}
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")).encode()


Row = tuple[str, str, str, list[list[str]]]


def _entries(registry: Registry, words: Messages) -> Iterator[Row]:
    for kind in ORDER:
        for name, entry in getattr(registry, kind).items():
            groups = [_group(entry)]
            if isinstance(entry, Sector):
                groups += [_group(registry.places[place]) for place in entry.places]
            if isinstance(entry, Measure) and entry.one:
                groups.append([entry.one])
            yield urls.entry(kind, name), words(f"kind.{SINGULAR[kind]}"), _line(entry, words), groups


def _lists(words: Messages) -> Iterator[Row]:
    page = words("kind.page")
    for url, group in LISTS.items():
        yield url, page, "", [[words(f"{group}.title")], *_own_words(words, group)]
    for status in STATUSES:
        title = f"{words('claims.title')}: {words(f'status.{status}')}"
        names_of = [[title], [words(f"status.{status}")], *_own_words(words, status)]
        yield f"{urls.CLAIMS}#{status}", page, "", names_of


def _own_words(words: Messages, name: str) -> list[list[str]]:
    """Words by which a page is found too, where the messages have some. They are no spellings of its title."""
    key = f"found_by.{name}"
    return [[word] for word in words(key).split(", ")] if key in words.messages else []


def _group(entry: RegistryEntry) -> list[str]:
    """The name that the site writes, and all others."""
    others: Iterable[str | None] = ()
    match entry:
        case Place():
            others = names(entry)
        case Speaking():
            others = (entry.short, *entry.names.values(), *entry.other)
        case Sector():
            others = entry.read_as.values()
    return [*dict.fromkeys([entry.name, *filter(None, others)])]


def _line(entry: RegistryEntry, words: Messages) -> str:
    """What an entry is, in a line; nothing where its name and kind say enough."""
    parts: Iterable[str | None] = ()
    match entry:
        case Place():
            parts = (entry.kind, entry.district, entry.region, entry.country)
        case Source():
            parts = (entry.kind and words(f"source_kind.{entry.kind}"), entry.country)
        case Actor():
            held = [office.title for office in sorted(entry.offices, key=lambda office: office.until is None)]
            parts = held[-1:] or [entry.kind and words(f"actor_kind.{entry.kind}")]
    return ", ".join(plain(part) for part in parts if part)
