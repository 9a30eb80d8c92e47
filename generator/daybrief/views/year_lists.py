"""Long lists of statements, cut by year, and within a year into parts: what a new day touches stays small for ever."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from daybrief import urls
from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.terms import into
from daybrief.text.markup import plain
from daybrief.views.page import Task, View
from daybrief.views.parts import Link, Told, speaker_links, told

ALSO = 4
"""Other claims to the same effect that a line names."""


class StatementLine(View, frozen=True, kw_only=True):
    """A statement in a list: a line that leads to its day."""

    date: dt.date
    url: str
    text: str
    kind: str
    speakers: tuple[Link, ...]
    status: str
    """On the newest day; empty for an assessment."""
    also: tuple[Told, ...]
    """Other claims that say the same: the first of them."""
    more: bool
    """Whether there are others."""


class YearPart(View, frozen=True, kw_only=True):
    """A year of a long list, or a part of it, the newest first."""

    owner: Link
    """What the list is of, and its page."""
    year: int
    part: int
    parts: tuple[Link, ...]


class YearListView(YearPart, frozen=True, kw_only=True):
    """A year's statements, or a part of them."""

    kind: str
    """The registry it belongs to, or a status."""
    lines: tuple[StatementLine, ...]


def line(ledger: Ledger, entry: StatementRef) -> StatementLine:
    """A statement as a line: the same in each list of a year that it stands in."""
    return ledger.once_of(entry.date, f"line {entry.statement.id}", lambda: _line(ledger, entry))


def _line(ledger: Ledger, entry: StatementRef) -> StatementLine:
    others = [told(ledger, key) for key in islice(beside(ledger, entry), ALSO + 1)] if entry.kind == "claim" else []
    return StatementLine(
        date=entry.date,
        url=urls.part(*entry.key),
        text=plain(entry.statement.text),
        kind=entry.kind,
        speakers=speaker_links(ledger, entry.statement.by),
        status=ledger.status(entry.key) if entry.kind == "claim" else "",
        also=tuple(others[:ALSO]),
        more=len(others) > ALSO,
    )


def beside(ledger: Ledger, entry: StatementRef) -> Iterator[StatementKey]:
    """The other claims that say the same as a claim, and whose speakers still say so, in the order of days.

    These are what it backs and what backs that. Of those that deny a thing each says something of its own.
    """
    found = {entry.key}
    for opening in entry.openings():
        if opening == entry.key and not len(ledger.postings(into(*opening))):
            return  # of most claims nothing else speaks
        for key in _agreeing(ledger, opening) if opening == entry.key or entry.claim.backs else ():
            if key not in found:
                found.add(key)
                yield key


def _agreeing(ledger: Ledger, opening: StatementKey) -> list[StatementKey]:
    """A claim that opened a matter, and all that back it, as far as their speakers still say so."""

    def find() -> list[StatementKey]:
        return [one.key for one, side in ledger.matter(opening) if side and ledger.saying(one.key)]

    return ledger.once_of(opening[0], f"agreeing {opening[1]}", find)


def year_lists(
    ledger: Ledger, owner: Callable[[], Link], kind: str, base: str, term: str, beyond: int = 0
) -> Iterator[Task]:
    """Lists of the statements where a term stands."""

    def view(places: Sequence[int], **part: Any) -> YearListView:
        return YearListView(kind=kind, lines=tuple(line(ledger, ledger.at(one)) for one in reversed(places)), **part)

    return year_parts(ledger, "chronicle", view, owner, base, term, beyond)


def year_parts(
    ledger: Ledger,
    template: str,
    view: Callable[..., YearPart],
    owner: Callable[[], Link],
    base: str,
    term: str,
    beyond: int,
) -> Iterator[Task]:
    """A page a year and part, below the address `base`, for what stands where a term does, if more than so many.

    A `view` is made of its places and, by name, of all that a `YearPart` has. `owner` is asked while it is made, since
    a name in a registry is an answer too.
    """

    def url(year: int, part: int) -> str:
        return f"{base}{year:04}/" + (f"{part}/" if part > 1 else "")

    def make(year: int, part: int) -> YearPart:
        parts = tuple(Link(str(n), url(year, n)) for n in range(1, ledger.parts(term, year) + 1))
        return view(ledger.part(term, year, part), owner=owner(), year=year, part=part, parts=parts)

    for year in ledger.years(term, beyond):
        for part in range(1, ledger.parts(term, year) + 1):
            yield Task(url(year, part), template, partial(make, year, part))


def years(ledger: Ledger, base: str, term: str, beyond: int = 0) -> tuple[Link, ...]:
    """The first page of each year of such a list, the newest first."""
    return tuple(Link(str(year), f"{base}{year:04}/") for year in reversed(ledger.years(term, beyond)))
