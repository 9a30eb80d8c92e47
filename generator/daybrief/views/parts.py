"""What several kinds of page show: who speaks, where it was read, a statement with all that is known of it."""

import datetime as dt
from collections.abc import Iterable, Sequence

from daybrief import urls
from daybrief.ledger.keys import StatementKey, StatementRef, pointed
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.model.day import Article, Resolution
from daybrief.model.statements import Control, Movement
from daybrief.views.page import View


class Link(View, frozen=True, order=True):
    """Words and the address they lead to."""

    text: str
    url: str


class DayLink(View, frozen=True, order=True):
    """A day, and the address on it that something leads to."""

    date: dt.date
    url: str


class Told(View, frozen=True, order=True):
    """A statement or an event of a day, as a link to it tells where it leads."""

    names: tuple[str, ...]
    """Who says it, by short names where there are any; or the event's own name."""
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
    short: str
    """A short name, for boards; else the name."""
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


class Stand(View, frozen=True, kw_only=True):
    """Where a party stands on a plan or one of its points."""

    parties: tuple[Party, ...]
    """None where it is said of no party."""
    plan: Link
    point: str


def speaker(ledger: Ledger, name: str, on: dt.date = NOW) -> Speaker:
    """The actor or source called `name`, as it was on a day."""

    def find() -> Speaker:
        speakers = ledger.speakers(on)
        entry, side = speakers.entry(name), speakers.party(name)
        return Speaker(
            name=entry.name,
            short=entry.short or entry.name,
            url=speaker_link(ledger, name).url,
            grade=(speakers.grade(name) or "none") if name in ledger.registry.sources else "",
            party=party(ledger, side) if side else None,
            independent=speakers.independent(name),
        )

    return ledger.once(f"speaker {name} {ledger.unchanged_since(on)}", find)


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


def rests(ledger: Ledger, statements: Iterable[StatementRef]) -> tuple[tuple[tuple[Link, ...], str], ...]:
    """Who makes some statements, and how each that is a claim stands on the newest day; the same once."""
    told = ((speaker_links(ledger, one.statement.by), ledger.status(one.key)) for one in statements)
    return tuple(dict.fromkeys(told))


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


def told(ledger: Ledger, key: StatementKey) -> Told:
    """A statement, by who says it, or an event, by its name."""
    event = ledger.told(key[0]).events.get(key[1])
    names = (event.name,) if event else tuple(speaker(ledger, name).short for name in ledger.entry(key).statement.by)
    return Told(names, key[0], urls.part(*key))


def resolved(ledger: Ledger, date: dt.date, resolution: Resolution) -> Link:
    """The forecast that a resolution of a day is of, in its own words."""
    key = pointed(resolution.forecast, date)
    return Link(ledger.entry(key).statement.text, urls.part(*key))


def held(ledger: Ledger, control: Control) -> Held:
    """Who is said to hold a place, and how much of it."""
    return Held(party(ledger, control.party) if control.party != "none" else None, control.part or "")


def stand(ledger: Ledger, entry: StatementRef | None, named: Sequence[str], plan: str, point: str | None) -> Stand:
    """Where parties stand on a plan or a point of it: those that are named, else the parties of a claim's speakers."""
    offices = (ledger.speakers(entry.date).office(name) for name in entry.statement.by) if entry else ()
    parties = named or dict.fromkeys(filter(None, offices))
    return Stand(
        parties=tuple(party(ledger, of) for of in parties if of != "none"),
        plan=link(ledger, "plans", plan),
        point=ledger.registry.plans[plan].points[point].name if point else "",
    )
