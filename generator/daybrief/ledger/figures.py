"""Figures: numbers that one voice, or several, give for the same thing."""

from functools import partial
from itertools import islice

from daybrief.ledger.keys import StatementKey, StatementRef, grouped, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.terms import figure
from daybrief.model.figures import Figure

DIFFERING = 12
"""Claims with another number that are found for a claim: a speaker may give ten thousand."""


def differing(ledger: Ledger, entry: StatementRef, most: int = DIFFERING) -> tuple[StatementKey, ...]:
    """Claims in which the same voice gives another number for the same thing than a claim: the first few.

    Where one goes on from the other, or takes it back, the number was brought up to date.
    """
    if not entry.claim.figures:  # so that nothing is looked up in vain
        return ()
    linked = {pointed(reference, entry.date) for _, reference in entry.claim.pointers()}
    linked |= {other.key for how, other in ledger.pointing(entry.key) if how in ("follows", "retracts")}
    return _other_numbers(ledger, entry, most + len(linked), own=True, without=linked)[:most]


def beside(ledger: Ledger, entry: StatementRef) -> tuple[StatementKey, ...]:
    """Claims in which another voice gives another number for the same thing: the first few."""
    return _other_numbers(ledger, entry, DIFFERING, own=False, without=set())[:DIFFERING]


def _other_numbers(
    ledger: Ledger, entry: StatementRef, most: int, *, own: bool, without: set[StatementKey]
) -> tuple[StatementKey, ...]:
    found = set[StatementKey]()
    voices = ledger.speakers().voices(entry.claim.by) if entry.claim.figures else set()
    for measure, number in entry.claim.figures.items():
        term = figure(entry, measure)
        numbers = ledger.once(f"numbers {term}", partial(_numbers, ledger, term, measure))
        for voice, given in numbers.items():
            # In the order of their first claims: what is told first is told with one of the first so many of them.
            others = islice((keys for other, keys in given.items() if not other.fits(number)), most)
            found.update(key for keys in others if (voice in voices) == own for key in keys[:most])
    return tuple(sorted(found - without - {entry.key}))


def _numbers(ledger: Ledger, term: str, measure: str) -> dict[str, dict[Figure, list[StatementKey]]]:
    """By voice: the numbers that it gave for one thing, each with the claims that give it, in the order of days."""
    speakers = ledger.speakers()
    entries = sorted(ledger.entries(term), key=lambda entry: entry.key)
    by_voice = grouped((voice, entry) for entry in entries for voice in speakers.voices(entry.claim.by))
    return {v: grouped((e.claim.figures[measure], e.key) for e in some) for v, some in by_voice.items()}
