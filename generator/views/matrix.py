"""Where each party stands on each point of a plan, and in whose words."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from generator.index import Entry
from generator.ledger import Ledger
from generator.model.day import Claim
from generator.views.parts import Link, Party, Speaker, claim_link, link, party, speaker


class Taken(NamedTuple):
    """A position that a party is said to have taken."""

    stance: str
    date: dt.date
    claim: Link
    text: str
    speakers: tuple[Speaker, ...]
    own: bool
    """Whether an office of the party itself says so; else it is said of it."""


class MatrixCell(NamedTuple):
    """A party on a point: all its positions, the newest first; none where nothing was read."""

    party: Party
    anchor: str
    history: tuple[Taken, ...]


class MatrixRow(NamedTuple):
    """A point of a plan, or the whole plan."""

    point: str
    """Empty for the whole plan."""
    note: str | None
    cells: tuple[MatrixCell, ...]


class MatrixView(NamedTuple):
    """A plan, its points and its parties."""

    plan: Link
    parties: tuple[Party, ...]
    rows: tuple[MatrixRow, ...]


def matrix(ledger: Ledger, name: str) -> MatrixView:
    """The positions on the plan `name`, from all claims."""
    plan = ledger.registry.plans[name]
    taken: defaultdict[tuple[str, str], list[Taken]] = defaultdict(list)
    for entry in ledger.named.get(("plans", name), ()):
        if isinstance(entry.statement, Claim) and (position := entry.statement.position):
            taken[position.point or "", position.party].append(_taken(ledger, entry, position.is_, position.party))
    parties = tuple(dict.fromkeys([*plan.parties, *(key for _, key in taken)]))
    rows = [("", plan.name, plan.note), *((key, point.name, point.note) for key, point in plan.points.items())]
    return MatrixView(
        link(ledger, "plans", name),
        tuple(party(ledger, key) for key in parties),
        tuple(
            MatrixRow(
                words if point else "",
                note,
                tuple(
                    MatrixCell(party(ledger, key), f"{point or 'plan'}-{key}", tuple(reversed(taken[point, key])))
                    for key in parties
                ),
            )
            for point, words, note in rows
        ),
    )


def _taken(ledger: Ledger, entry: Entry, stance: str, of: str) -> Taken:
    speakers = entry.statement.by
    own = any(ledger.office(name) == of for name in speakers)
    said = tuple(speaker(ledger, name) for name in speakers)
    return Taken(stance, entry.date, claim_link(entry.key), entry.statement.text, said, own)
