"""Where each party stands on each point of a plan, and in whose words."""

from daybrief import urls
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Link, Party, Speaker, claim_link, link, party, speaker

NEWEST = 5
"""Positions that a party's history on a point shows; all others stand in the lists of the plan's years."""


class Taken(View, frozen=True, kw_only=True):
    """A position that a party is said to have taken."""

    stance: str
    claim: DayLink
    text: str
    speakers: tuple[Speaker, ...]
    own: bool
    """Whether an office of the party itself says so; else it is said of it."""


class MatrixCell(View, frozen=True, kw_only=True):
    """A party on a point: its newest positions, the newest first, of so many; none where nothing was read."""

    party: Party
    anchor: str
    history: tuple[Taken, ...]
    total: int


class MatrixRow(View, frozen=True):
    """A point of a plan, or the whole plan."""

    point: str
    """Empty for the whole plan."""
    cells: tuple[MatrixCell, ...]


class MatrixView(View, frozen=True):
    """A plan, and its points: first, the whole of it."""

    plan: Link
    rows: tuple[MatrixRow, ...]
    """Each with a cell for the same parties."""


def matrix(ledger: Ledger, name: str) -> MatrixView:
    """The positions on the plan `name`."""
    plan = ledger.registry.plans[name]
    rows = {"": "", **{key: point.name for key, point in plan.points.items()}}
    cells = {(key, of): _cell(ledger, name, key, of) for key in rows for of in ledger.registry.parties}
    parties = list(dict.fromkeys([*plan.parties, *(of for (_, of), cell in cells.items() if cell.total)]))
    shown = (MatrixRow(words, tuple(cells[key, of] for of in parties)) for key, words in rows.items())
    return MatrixView(link(ledger, "plans", name), tuple(shown))


def _cell(ledger: Ledger, plan: str, point: str, of: str) -> MatrixCell:
    term = f"position {plan} {point} {of}"
    taken = tuple(
        Taken(
            stance=position.is_,
            claim=claim_link(entry.key),
            text=entry.statement.text,
            speakers=tuple(speaker(ledger, name) for name in entry.statement.by),
            own=any(ledger.speakers().office(name) == of for name in entry.statement.by),
        )
        for entry in reversed(ledger.entries(term, NEWEST))
        if (position := entry.claim.position)
    )
    return MatrixCell(
        party=party(ledger, of), anchor=urls.position(point, of), history=taken, total=len(ledger.postings(term))
    )
