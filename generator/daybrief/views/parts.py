"""What several kinds of page show: who speaks, where it was read, a statement with all that is known of it."""

import datetime as dt
from collections.abc import Iterable

from daybrief import urls
from daybrief.ledger.keys import StatementKey, pointed
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.model.day import Article, Correction, Resolution
from daybrief.model.statements import Control, Movement
from daybrief.text.markup import plain
from daybrief.views.page import View


class Link(View, frozen=True, order=True):
    """Words and the address they lead to."""

    text: str
    url: str


class DayLink(View, frozen=True, order=True):
    """A day, and the address on it that something leads to."""

    date: dt.date
    url: str


class Party(View, frozen=True):
    """A party's id (which decides its hue), name and page."""

    id: str
    name: str
    url: str


class Speaker(View, frozen=True, kw_only=True):
    """Who says something, how far they are trusted and for whom they speak."""

    name: str
    url: str
    grade: str
    """Admiralty A to F, or `none` for a source that nobody graded; empty for an actor, who has none."""
    party: Party | None
    independent: bool
    """Known to have no party. Neither this nor a party means: unknown."""


class Citation(View, frozen=True, kw_only=True):
    """An article, as the place where a statement was read."""

    id: str
    article: Article
    source: Link
    origin: Link | None
    """The source whose text this only carries."""


class Move(View, frozen=True):
    """Something that moved on the ground: what kind of movement, and whose."""

    kind: str
    """A word of the movements' terms."""
    parties: tuple[Party, ...]


class Held(View, frozen=True):
    """Who is said to hold a place."""

    party: Party | None
    """None where nobody is said to."""
    part: str
    """Words for the part; empty for all of it."""


def speaker(ledger: Ledger, name: str, on: dt.date = NOW) -> Speaker:
    """The actor or source called `name`, as it was on a day."""
    speakers = ledger.speakers(on)
    side = speakers.party(name)
    return Speaker(
        name=speakers.entry(name).name,
        url=speaker_link(ledger, name).url,
        grade=(speakers.grade(name) or "none") if name in ledger.registry.sources else "",
        party=party(ledger, side) if side else None,
        independent=speakers.independent(name),
    )


def speaker_link(ledger: Ledger, name: str) -> Link:
    """A speaker's name and page alone."""
    return link(ledger, "sources" if name in ledger.registry.sources else "actors", name)


def speaker_links(ledger: Ledger, names: Iterable[str]) -> tuple[Link, ...]:
    """Speakers by name and page alone, for lists."""
    return tuple(speaker_link(ledger, name) for name in names)


def party(ledger: Ledger, name: str) -> Party:
    """The party called `name`."""
    return Party(name, ledger.registry.parties[name].name, urls.entry("parties", name))


def link(ledger: Ledger, kind: str, name: str) -> Link:
    """A registry entry's name and page."""
    return Link(getattr(ledger.registry, kind)[name].name, urls.entry(kind, name))


def links(ledger: Ledger, kind: str, names: Iterable[str]) -> tuple[Link, ...]:
    """The names and pages of entries of a registry."""
    return tuple(link(ledger, kind, name) for name in names)


def movement(ledger: Ledger, move: Movement) -> Move:
    """A movement, and whose it is."""
    return Move(move.kind, tuple(party(ledger, name) for name in move.parties))


def citations(ledger: Ledger, date: dt.date, names: Iterable[str]) -> tuple[Citation, ...]:
    """Articles of a day, as places where something was read."""
    articles = ledger.day(date).articles
    return tuple(
        Citation(
            id=name,
            article=articles[name],
            source=link(ledger, "sources", articles[name].source),
            origin=link(ledger, "sources", origin) if (origin := articles[name].reprint_of) else None,
        )
        for name in names
    )


def claim_link(key: StatementKey) -> DayLink:
    """A statement's day and address."""
    return DayLink(key[0], urls.part(*key))


def corrected(ledger: Ledger, date: dt.date, correction: Correction) -> Link:
    """What was corrected on a day, in plain words: the day, an article, an event, or a statement."""
    day, name = ledger.day(date), correction.target
    if name == "day":
        return Link(plain(day.title), urls.day(date))
    if name in day.articles:
        words = day.articles[name].title
    elif event := ledger.told(date).events.get(name):
        words = event.name
    else:
        words = plain(ledger.entry((date, name)).statement.text)
    return Link(words, urls.part(date, name))


def resolved(ledger: Ledger, date: dt.date, resolution: Resolution) -> Link:
    """The forecast that a resolution of a day is of, in its own words."""
    key = pointed(resolution.forecast, date)
    return Link(ledger.entry(key).statement.text, urls.part(*key))


def held(ledger: Ledger, control: Control) -> Held:
    """Who is said to hold a place, and how much of it."""
    return Held(party(ledger, control.party) if control.party != "none" else None, control.part or "")
