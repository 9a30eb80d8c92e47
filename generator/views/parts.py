"""What several kinds of page show: who speaks, where it was read, a statement with all that is known of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from generator import urls
from generator.ledger import Entry, Ledger
from generator.model.day import Assessment, Claim
from generator.model.registry import Actor, Belonging, Source
from generator.rules.words import names


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the address they lead to."""

    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Party:
    """A party's id (which decides its hue) and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, how far they are trusted and for whom they speak."""

    name: str
    url: str
    grade: str
    """Admiralty A to F; F for everyone whom nobody graded."""
    party: Party | None
    independent: bool
    """Known to have no party. Neither this nor a party means: unknown."""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article, as the place where a statement was read."""

    id: str
    source: Link
    origin: Link | None
    """The source whose text this only carries."""
    title: str
    address: str
    archived: str | None
    published: dt.date
    seen: dt.datetime | None
    language: str


@dataclass(frozen=True, slots=True)
class Move:
    """Something that moved on the ground: what kind of movement, and whose."""

    kind: str
    party: Party


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something that is counted."""

    measure: str
    number: int | float


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a party stands on a plan or one of its points."""

    party: Party
    plan: str
    point: str
    stance: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """A short quotation in its own language."""

    text: str
    language: str
    translation: str | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim or an assessment as a ledger's entry."""

    id: str
    url: str
    date: dt.date
    kind: str
    """`claim`, `judgement` or `forecast`."""
    text: str
    speakers: tuple[Speaker, ...]
    readings: tuple[Reading, ...]
    said: dt.date | None = None
    note: str | None = None
    when: str | None = None
    told_to: str | None = None
    credibility: str | None = None
    evidence: str | None = None
    movement: Move | None = None
    stand: Stand | None = None
    figures: tuple[Figure, ...] = ()
    places: tuple[Link, ...] = ()
    quotation: Quotation | None = None
    threads: tuple[tuple[str, Link], ...] = ()
    """What it does to other claims (`follows`, `backs`, `denies`, `retracts`), and the claim's day and address."""
    about: Link | None = None
    """An assessment's sector or track."""
    likelihood: str | None = None
    likelihood_words: str | None = None
    horizon: dt.date | None = None
    resolves_if: str | None = None
    editor_set: tuple[str, ...] = ()
    confidence: str | None = None
    number: int = 0
    """Its number on its day's page, from 1; 0 on other pages."""


def speaker(ledger: Ledger, name: str) -> Speaker:
    """The actor or source called `name`."""
    source = ledger.registry.sources.get(name)
    entry: Source | Actor = source if source else ledger.registry.actors[name]
    kind = "sources" if source else "actors"
    belonging = entry.party
    independent = belonging is not None and belonging.is_ == "none"
    return Speaker(entry.name, urls.entry(kind, name), grade(source), belongs(ledger, belonging), independent)


def grade(source: Source | None) -> str:
    """The Admiralty grade of a source; F where nobody gave one."""
    return source.reliability.grade if source and source.reliability else "F"


def belongs(ledger: Ledger, belonging: Belonging | None) -> Party | None:
    """The party that is spoken for, if one is known."""
    return party(ledger, belonging.is_) if belonging and belonging.is_ != "none" else None


def party(ledger: Ledger, name: str) -> Party:
    """The party called `name`."""
    return Party(name, ledger.registry.parties[name].name)


def link(ledger: Ledger, kind: str, name: str) -> Link:
    """A registry entry's name and page."""
    return Link(getattr(ledger.registry, kind)[name].name, urls.entry(kind, name))


def readings(ledger: Ledger, date: dt.date) -> dict[str, Reading]:
    """A day's articles, by id."""
    found: dict[str, Reading] = {}
    for name, article in ledger.day(date).articles.items():
        origin = link(ledger, "sources", article.reprint_of) if article.reprint_of else None
        source = link(ledger, "sources", article.source)
        found[name] = Reading(
            name,
            source,
            origin,
            article.title,
            article.url,
            article.archived,
            article.published,
            article.seen,
            article.language,
        )
    return found


def statement(ledger: Ledger, entry: Entry, read: dict[str, Reading]) -> Statement:
    """A claim or an assessment with all that is known of it; `read` are its day's articles."""
    told = entry.statement
    speakers = tuple(speaker(ledger, name) for name in told.by)
    where = tuple(read[name] for name in told.articles)
    url = urls.part(entry.date, told.id)
    if isinstance(told, Claim):
        return _claim(ledger, entry.date, told, url, speakers, where)
    return _assessment(ledger, entry, told, url, speakers, where)


def _claim(
    ledger: Ledger, date: dt.date, claim: Claim, url: str, speakers: tuple[Speaker, ...], where: tuple[Reading, ...]
) -> Statement:
    threads = tuple(
        (field, Link(other.isoformat(), urls.part(other, name)))
        for field in ("follows", "backs", "denies", "retracts")
        if (reference := getattr(claim, field))
        for other, name in (_split(reference, date),)
    )
    move, position, quote = claim.movement, claim.position, claim.quote
    measures = ledger.registry.measures
    return Statement(
        claim.id,
        url,
        date,
        "claim",
        claim.text,
        speakers,
        where,
        claim.said,
        claim.note,
        claim.when,
        claim.told_to,
        claim.credibility,
        claim.evidence,
        Move(move.kind, party(ledger, move.mover)) if move else None,
        Stand(
            party(ledger, position.party),
            ledger.registry.plans[position.plan].name,
            ledger.registry.plans[position.plan].points[position.point].name if position.point else "",
            position.is_,
        )
        if position
        else None,
        tuple(Figure(measures[name].name, number) for name, number in claim.figures.items()),
        tuple(link(ledger, "places", name) for name in claim.places),
        Quotation(quote.text, quote.language, quote.translation) if quote else None,
        threads,
    )


def _assessment(
    ledger: Ledger,
    entry: Entry,
    told: Assessment,
    url: str,
    speakers: tuple[Speaker, ...],
    where: tuple[Reading, ...],
) -> Statement:
    about = link(ledger, "sectors", told.sector) if told.sector else None
    about = link(ledger, "tracks", told.track) if told.track else about
    return Statement(
        told.id,
        url,
        entry.date,
        told.kind,
        told.text,
        speakers,
        where,
        told.said,
        told.note,
        about=about,
        likelihood=told.likelihood,
        likelihood_words=told.likelihood_words,
        horizon=told.horizon,
        resolves_if=told.resolves_if,
        editor_set=told.editor_set,
        confidence=told.confidence,
    )


def _split(reference: str, date: dt.date) -> tuple[dt.date, str]:
    on, _, name = reference.rpartition("/")
    return dt.date.fromisoformat(on) if on else date, name


def spellings(ledger: Ledger, places: Iterable[str]) -> str:
    """Every other name of some places, as the search finds and explains them: `Name = other, other; Name = …`."""
    registry = ledger.registry.places
    return "; ".join(line for name in places if (line := also_known_as(registry[name].name, names(registry[name]))))


def also_known_as(name: str, others: Iterable[str]) -> str:
    """One line of `spellings`; empty without other names."""
    listed = ", ".join(dict.fromkeys(others))
    return f"{name} = {listed}" if listed else ""
