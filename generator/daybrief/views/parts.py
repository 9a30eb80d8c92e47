"""What several kinds of page show: who speaks, where it was read, a statement with all that is known of it."""

import datetime as dt
from collections.abc import Iterable

from msgspec import structs

from daybrief import urls
from daybrief.ledger.keys import StatementKey, StatementRef, pointed
from daybrief.ledger.ledger import DIFFERING, Ledger
from daybrief.ledger.status import Standing, who
from daybrief.model.day import Article, Correction, Resolution
from daybrief.model.registry import Source
from daybrief.model.statements import Assessment, Claim, Movement, Position
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
    """Admiralty A to F; F for everyone whom nobody graded."""
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
    party: Party


class Stand(View, frozen=True, kw_only=True):
    """Where a party stands on a plan or one of its points."""

    party: Party
    plan: Link
    point: str


class Statement(View, frozen=True, kw_only=True):
    """A claim or an assessment as a ledger's entry: what was written, and what its ids stand for."""

    stated: Claim | Assessment
    url: str
    date: dt.date
    kind: str
    """`claim`, `judgement` or `forecast`."""
    speakers: tuple[Speaker, ...]
    readings: tuple[Citation, ...]
    movement: Move | None = None
    stand: Stand | None = None
    figures: tuple[tuple[Link, int | float], ...] = ()
    """What is counted, and its number."""
    places: tuple[Link, ...] = ()
    threads: tuple[tuple[str, DayLink], ...] = ()
    """What it does to other claims (`follows`, `backs`, `denies`, `retracts`), and the claim's day and address."""
    answers: tuple[tuple[str, DayLink], ...] = ()
    """What other claims do to it, on its day and since."""
    differs: tuple[DayLink, ...] = ()
    """Where the same speaker gives another number for the same thing: the first of them."""
    more_differ: bool = False
    standing: Standing | None = None
    """How a claim stood on the day that the page is about."""
    one_party: Party | None = None
    """The party, where nobody else is for it."""
    now: str = ""
    """Its status on the newest day, where that is another."""
    settled: tuple[str, int] | None = None
    """Whether it was confirmed or refuted, and after how many days."""
    correction: tuple[Correction, ...] = ()
    about: Link | None = None
    """An assessment's sector or track."""
    number: int = 0
    """Its number on its day's page, from 1; 0 on other pages."""


def speaker(ledger: Ledger, name: str) -> Speaker:
    """The actor or source called `name`."""
    kind = "sources" if name in ledger.registry.sources else "actors"
    entry = who(ledger.registry, name)
    graded = isinstance(entry, Source) and entry.reliability
    return Speaker(
        name=entry.name,
        url=urls.entry(kind, name),
        grade=graded.grade if graded else "F",
        party=party(ledger, entry.side) if entry.side else None,
        independent=entry.independent,
    )


def speaker_links(ledger: Ledger, names: Iterable[str]) -> tuple[Link, ...]:
    """Speakers by name and page alone, for lists."""
    return tuple(Link(who.name, who.url) for who in (speaker(ledger, name) for name in names))


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
    return Move(move.kind, party(ledger, move.mover))


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


def statement(ledger: Ledger, entry: StatementRef, on: dt.date) -> Statement:
    """A claim or an assessment with all that is known of it, as it stood on a day."""
    stated = entry.statement
    shown = Statement(
        stated=stated,
        url=urls.part(entry.date, stated.id),
        date=entry.date,
        kind=entry.kind,
        speakers=tuple(speaker(ledger, name) for name in stated.by),
        readings=citations(ledger, entry.date, stated.articles),
        correction=tuple(ledger.told(entry.date).corrections.get(stated.id, ())),
    )
    if isinstance(stated, Assessment):
        kind, name = ("sectors", stated.sector) if stated.sector else ("tracks", stated.track)
        return structs.replace(shown, about=link(ledger, kind, name) if name else None)
    move, position, standing = stated.movement, stated.position, ledger.standing(entry.key, on)
    now = ledger.history(entry.key)[-1][1].status
    differing = ledger.differing(entry.key, dt.date.max, DIFFERING + 1)
    return structs.replace(
        shown,
        movement=movement(ledger, move) if move else None,
        stand=_stand(ledger, position) if position else None,
        figures=tuple((link(ledger, "measures", name), number) for name, number in stated.figures.items()),
        places=links(ledger, "places", stated.places),
        threads=tuple((how, claim_link(pointed(other, entry.date))) for how, other in stated.pointers()),
        answers=tuple((how, claim_link(other.key)) for how, other in ledger.pointing(entry.key)),
        differs=tuple(claim_link(other) for other in differing[:DIFFERING]),
        more_differ=len(differing) > DIFFERING,
        standing=standing,
        one_party=party(ledger, standing.one_party) if standing.one_party else None,
        now=now if now != standing.status else "",
        settled=ledger.settled(entry.key),
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


def _stand(ledger: Ledger, position: Position) -> Stand:
    plan = ledger.registry.plans[position.plan]
    point = plan.points[position.point].name if position.point else ""
    return Stand(party=party(ledger, position.party), plan=link(ledger, "plans", position.plan), point=point)
