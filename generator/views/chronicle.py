"""Long lists of statements, cut by year, and within a year into parts: what a new day touches stays small for ever."""

import datetime as dt
from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from generator.index import Entry
from generator.ledger import Ledger
from generator.text import plain
from generator.views.page import Page
from generator.views.parts import Link, claim_link, speaker_links

PART = 200
"""Lines of a part. A part is filled from the oldest on, so that only the last one grows."""


class StatementLine(NamedTuple):
    """A statement in a list: a line that leads to its day."""

    date: dt.date
    url: str
    text: str
    kind: str
    speakers: tuple[Link, ...]
    status: str
    """On the newest day; empty for an assessment."""


class ChronicleView(NamedTuple):
    """A year's statements, or a part of them, the newest first."""

    owner: Link
    """What the list is of, and its page."""
    kind: str
    """The registry it belongs to, or a status."""
    year: int
    part: int
    parts: tuple[Link, ...]
    lines: tuple[StatementLine, ...]


def line(ledger: Ledger, entry: Entry) -> StatementLine:
    """A statement as a line."""
    told = entry.statement
    status = ledger.standing(entry.key, ledger.newest).status if entry.kind == "claim" else ""
    speakers = speaker_links(ledger, told.by)
    return StatementLine(entry.date, claim_link(entry.key).url, plain(told.text), entry.kind, speakers, status)


def chronicle(ledger: Ledger, owner: Link, kind: str, base: str, entries: Iterable[Entry]) -> list[Page]:
    """A page a year and part below the address `base`, for entries in the order of days."""
    pages: list[Page] = []
    for year, told in groupby(entries, key=lambda entry: entry.date.year):
        lines = [line(ledger, entry) for entry in told]
        parts = [lines[start : start + PART] for start in range(0, len(lines), PART)]
        urls = [f"{base}{year:04}/" + (f"{number}/" if number > 1 else "") for number in range(1, len(parts) + 1)]
        links = tuple(Link(str(number), url) for number, url in enumerate(urls, start=1))
        for number, (url, part) in enumerate(zip(urls, parts, strict=True), start=1):
            view = ChronicleView(owner, kind, year, number, links, tuple(reversed(part)))
            pages.append(Page(url, "chronicle", view))
    return pages


def years(pages: Iterable[Page]) -> tuple[Link, ...]:
    """The first page of each year of a chronicle, the newest first."""
    firsts = [Link(str(page.view.year), page.url) for page in pages if page.view.part == 1]
    return tuple(reversed(firsts))
