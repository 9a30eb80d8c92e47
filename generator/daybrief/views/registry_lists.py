"""Lists of the registries, entry by entry."""

import datetime as dt
from collections.abc import Iterable

from daybrief.ledger.keys import date_of
from daybrief.ledger.ledger import Ledger
from daybrief.model.registry import RegistryEntry, Speaking
from daybrief.views.events import event_term
from daybrief.views.matrix import MatrixView, matrix
from daybrief.views.page import View
from daybrief.views.parts import Link, Speaker, link, speaker


class Line(View, frozen=True, kw_only=True):
    """An entry of a registry in a list."""

    entry: Link
    kind: str
    group: str
    """What it is listed under, such as a region."""
    count: int
    """How many statements it makes, carries, or is named in."""
    last: dt.date | None
    """The newest day of those."""
    speaker: Speaker | None
    """The same entry, if it is a source or an actor."""


class ListView(View, frozen=True, kw_only=True):
    """A registry, in the order of its file; but speakers by side, grade and name, and places by name."""

    kind: str
    lines: tuple[Line, ...]
    matrices: tuple[MatrixView, ...]
    """The plans that the talks are about."""


def about(kind: str, name: str) -> str:
    """The term of all that an entry says, carries or is named in."""
    return f"about {name}" if kind in ("sources", "actors") else f"about {kind}/{name}"


def registry_list(ledger: Ledger, kind: str) -> ListView:
    """The list of a registry."""
    entries: dict[str, RegistryEntry] = getattr(ledger.registry, kind)
    return ListView(
        kind=kind,
        lines=tuple(_sorted(ledger, kind, (_line(ledger, kind, name, entry) for name, entry in entries.items()))),
        matrices=tuple(matrix(ledger, plan) for plan in ledger.registry.plans) if kind == "tracks" else (),
    )


def _sorted(ledger: Ledger, kind: str, lines: Iterable[Line]) -> list[Line]:
    """By what a reader looks for. Sides are in the order of their file; then come who has none, and the unplaced."""
    sides = [*ledger.registry.parties]

    def side(who: Speaker) -> int:
        return sides.index(who.party.id) if who.party else len(sides) + (not who.independent)

    def order(line: Line) -> tuple[int, str, str]:
        named = line.entry.text.casefold()
        return (side(line.speaker), line.speaker.grade, named) if line.speaker else (0, "", named)

    return sorted(lines, key=order) if kind in ("sources", "actors", "places") else [*lines]


def _line(ledger: Ledger, kind: str, name: str, entry: RegistryEntry) -> Line:
    postings = ledger.postings(about(kind, name))
    last = max((*postings[-1:], *ledger.postings(event_term(kind, name))[-1:]), default=None)
    return Line(
        entry=link(ledger, kind, name),
        kind=getattr(entry, "kind", None) or "",
        group=getattr(entry, "region", None) or getattr(entry, "country", None) or "",
        count=len(postings),
        last=date_of(last) if last else None,
        speaker=speaker(ledger, name) if isinstance(entry, Speaking) else None,
    )
