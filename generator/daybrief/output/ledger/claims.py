"""The claims of the ledger's report on a day, filled in."""

import datetime as dt
from collections.abc import Iterable

from daybrief.ledger.history import settled
from daybrief.ledger.keys import StatementKey, StatementRef, grouped, pointed
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.model.statements import POINTERS
from daybrief.output.ledger.claim_records import ANSWERS, ClaimReport, Entry, Ref, Settled, Speaker, Standing
from daybrief.views.parts import held, movement


def reference(key: StatementKey) -> Ref:
    """What points at a statement."""
    return f"{key[0]}/{key[1]}"


def entry_of(ledger: Ledger, kind: str, name: str) -> Entry:
    """An entry of a registry."""
    return Entry(id=name, name=getattr(ledger.registry, kind)[name].name)


def speakers(ledger: Ledger, names: Iterable[str], on: dt.date) -> tuple[Speaker, ...]:
    """Sources and actors, as they were on a day."""
    known = ledger.speakers(on)
    return tuple(
        Speaker(
            id=name,
            name=known.entry(name).name,
            grade=known.grade(name),
            party=known.party(name),
            independent=known.independent(name),
        )
        for name in names
    )


def claim_report(ledger: Ledger, entry: StatementRef) -> ClaimReport:
    """A claim, as it stood on the page of its day and as it stands."""
    claim, date = entry.claim, entry.date
    outcome = settled(entry.key, ledger.history(entry.key))
    return ClaimReport(
        ref=reference(entry.key),
        text=claim.text,
        by=speakers(ledger, claim.by, date),
        joint=len(claim.by) > 1,
        via=speakers(ledger, claim.via, date),
        sector=entry_of(ledger, "sectors", entry.sector) if entry.sector else None,
        sectors=tuple(entry_of(ledger, "sectors", name) for name in claim.sectors),
        event=entry.event,
        places=tuple(entry_of(ledger, "places", name) for name in claim.places),
        articles=claim.articles,
        when=claim.when,
        movement=movement(ledger, claim.move) if claim.move else None,
        control=held(ledger, claim.control) if claim.control else None,
        figures={measure: str(figure) for measure, figure in claim.figures.items()},
        evidence=claim.evidence,
        **{how: tuple(reference(pointed(one, date)) for one in getattr(claim, how)) for how in POINTERS},
        counts_since=ledger.told(date).since(claim)[0],
        then=_standing(ledger, entry, date),
        now=_standing(ledger, entry, NOW),
        settled=Settled(status=outcome[0], days=outcome[1]) if outcome else None,
    )


def _standing(ledger: Ledger, entry: StatementRef, on: dt.date) -> Standing:
    standing, (own, other) = ledger.standing(entry.key, on), ledger.speaking(entry.key, on)
    by = max(ledger.as_of(on), ledger.told(entry.date).since(entry.claim)[0])
    counted = [(how, one) for how, one in ledger.pointing(entry.key) if ledger.told(one.date).since(one.claim)[0] <= by]
    answers = grouped((ANSWERS[how], reference(one.key)) for how, one in counted)
    one_party = entry_of(ledger, "parties", standing.one_party) if standing.one_party else None
    return Standing(
        **standing._asdict() | {"one_party": one_party},
        speaking_for=speakers(ledger, own, on),
        speaking_against=speakers(ledger, other, on),
        **dict.fromkeys(ANSWERS.values(), ()) | answers,
    )
