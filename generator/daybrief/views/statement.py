"""A claim or an assessment as a ledger's entry, with all that is known of it."""

import datetime as dt
from collections.abc import Iterator

from msgspec import structs

from daybrief import urls
from daybrief.ledger.events import ahead
from daybrief.ledger.figures import DIFFERING, beside, differing
from daybrief.ledger.forecasts import retelling
from daybrief.ledger.history import settled
from daybrief.ledger.keys import StatementRef, pointed
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.ledger.status import Standing
from daybrief.ledger.terms import figure
from daybrief.model.figures import Figure
from daybrief.model.statements import Assessment, Claim
from daybrief.views import parts
from daybrief.views.charts import Point
from daybrief.views.corrections import Corrected, corrected
from daybrief.views.page import View
from daybrief.views.parts import Citation, Held, Link, Move, Party, Speaker, Stand, Told
from daybrief.views.series import spark

STANDING = ("text", "note")
"""The fields that a page has whole, in the words of the file."""


class Counted(View, frozen=True, kw_only=True):
    """A figure of a statement."""

    measure: Link
    figure: Figure
    unit: str
    first: Figure | None
    """Another that the same voice gave before, where this statement goes on from that."""
    spark: tuple[Point, ...]
    """On the page of its day, the figures up to this one, where there are enough of them."""


class Statement(View, frozen=True, kw_only=True):
    """A claim or an assessment as a ledger's entry: what was written, and what its ids stand for."""

    stated: Claim | Assessment
    url: str
    date: dt.date
    kind: str
    """`claim`, `judgement` or `forecast`."""
    speakers: tuple[Speaker, ...]
    readings: tuple[Citation, ...]
    via: tuple[Link, ...] = ()
    """Who passed it on, from the speaker towards the article."""
    movement: Move | None = None
    control: Held | None = None
    evidence_by: Link | None = None
    """Whose the evidence is, if not the speaker's."""
    sectors: tuple[Link, ...] = ()
    """Further sectors that it is about."""
    stand: Stand | None = None
    figures: tuple[Counted, ...] = ()
    places: tuple[Link, ...] = ()
    threads: tuple[tuple[str, Told], ...] = ()
    """What it does to other statements (`follows`, `backs`, `denies`, `retracts`).

    A denial that grants a part of it `grants`. A forecast that the same voice tells once more is told `again`, or is
    `revised`.
    """
    answers: tuple[tuple[str, Told], ...] = ()
    """What other statements do to it, on its day and since."""
    ahead: bool = False
    """Whether a claim is about a time that was still to come."""
    differs: tuple[Told, ...] = ()
    """Where the same speaker gives another number for the same thing: the first of them."""
    more_differ: bool = False
    beside: tuple[Told, ...] = ()
    """Where other voices give another number for the same thing."""
    standing: Standing | None = None
    """How a claim stood on the day that the page is about."""
    one_party: Party | None = None
    """The party, where nobody else is for it."""
    now: str = ""
    """Its status on the newest day, where that is another."""
    settled: tuple[str, int] | None = None
    """Whether it was confirmed or refuted, and after how many days."""
    corrections: tuple[Corrected, ...] = ()
    about: Link | None = None
    """An assessment's sector or track."""
    rests: tuple[tuple[Told, str], ...] = ()
    """The claims that an assessment rests on, and how each stood."""
    number: int = 0
    """Its number on its day's page, from 1; 0 on other pages."""

    def __hash__(self) -> int:
        return hash(self.url)  # for `cached`: a claim's figures have no hash, and equality compares all


def statement(ledger: Ledger, entry: StatementRef, on: dt.date) -> Statement:
    """A claim or an assessment with all that is known of it, as it stood on a day."""
    stated = entry.statement
    shown = Statement(
        stated=stated,
        url=urls.part(entry.date, stated.id),
        date=entry.date,
        kind=entry.kind,
        speakers=tuple(parts.speaker(ledger, name, on) for name in stated.by),
        readings=parts.citations(ledger, entry.date, stated.articles),
        via=parts.speaker_links(ledger, stated.via),
        places=parts.links(ledger, "places", stated.places),
        corrections=tuple(
            _beside(stated, corrected(ledger, entry.date, c))
            for c in ledger.told(entry.date).corrections.get(stated.id, ())
        ),
    )
    if isinstance(stated, Assessment):
        kind, name = ("sectors", stated.sector) if stated.sector else ("tracks", stated.track)
        refs = [pointed(one, entry.date) for one in stated.refs]
        followed = [ledger.entry(pointed(one, entry.date)) for one in stated.follows]
        return structs.replace(
            shown,
            about=parts.link(ledger, kind, name) if name else None,
            rests=tuple((parts.told(ledger, key), ledger.status(key, on)) for key in refs),
            threads=tuple(
                (retelling(ledger, entry, other) or "follows", parts.told(ledger, other.key)) for other in followed
            ),
            answers=tuple(
                (retelling(ledger, other, entry) or how, parts.told(ledger, other.key))
                for how, other in ledger.pointing(entry.key)
            ),
        )
    move, position, standing = stated.move, stated.position, ledger.standing(entry.key, on)
    speakers = ledger.speakers(on)

    def grants(other: str) -> bool:
        """Whether it favours the same party on the ground as a claim that it denies, and so grants a part of that."""
        denied = ledger.entry(pointed(other, entry.date)).claim
        return not speakers.favours(stated).isdisjoint(speakers.favours(denied))

    history = ledger.history(entry.key)
    now = history[-1].standing.status
    others = differing(ledger, entry, DIFFERING + 1)
    return structs.replace(
        shown,
        movement=parts.movement(ledger, move) if move else None,
        control=parts.held(ledger, stated.control) if stated.control else None,
        evidence_by=parts.speaker_link(ledger, stated.evidence_by) if stated.evidence_by else None,
        sectors=parts.links(ledger, "sectors", stated.sectors),
        stand=parts.stand(ledger, entry, position.party, position.plan, position.point) if position else None,
        figures=tuple(_figures(ledger, entry, stated, on)),
        threads=tuple(
            ("grants" if how == "denies" and grants(other) else how, parts.told(ledger, pointed(other, entry.date)))
            for how, other in stated.pointers()
        ),
        answers=tuple((how, parts.told(ledger, other.key)) for how, other in ledger.pointing(entry.key)),
        ahead=ahead(ledger, stated.when, on) if stated.when else False,
        differs=tuple(parts.told(ledger, other) for other in others[:DIFFERING]),
        more_differ=len(others) > DIFFERING,
        beside=tuple(parts.told(ledger, other) for other in beside(ledger, entry)),
        standing=standing,
        one_party=parts.party(ledger, standing.one_party) if standing.one_party else None,
        now=now if now != standing.status else "",
        settled=settled(entry.key, history),
    )


def _beside(stated: Claim | Assessment, made: Corrected) -> Corrected:
    """A correction as it stands beside what it corrected: a text or a note that stands there is not told twice."""
    field = made.made.field
    return structs.replace(made, now=()) if field in STANDING and made.made.now == getattr(stated, field) else made


def _figures(ledger: Ledger, entry: StatementRef, claim: Claim, on: dt.date) -> Iterator[Counted]:
    before = [ledger.entry(pointed(other, entry.date)) for other in (*claim.follows, *claim.retracts)]
    for name, number in claim.figures.items():
        measure, named = ledger.registry.measures[name], parts.link(ledger, "measures", name)
        same = (other for other in before if name in other.claim.figures and figure(other, name) == figure(entry, name))
        first = next((one for one in (other.claim.figures[name] for other in same) if not one.fits(number)), None)
        words = measure.one if measure.one and number.low == number.high == 1 else named.text
        points = spark(ledger, entry, name) if on != NOW else ()
        unit = measure.unit or ""
        yield Counted(measure=Link(words, named.url), figure=number, unit=unit, first=first, spark=points)
