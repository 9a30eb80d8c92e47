"""Which sources were read on a day, and how much of its page rests on each."""

from collections import Counter

from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Day
from daybrief.views.page import View
from daybrief.views.parts import Speaker, speaker


class SourceRow(View, frozen=True, kw_only=True):
    """A source that was read or that speaks on this day."""

    source: Speaker
    statements: int
    """Claims and assessments that were read in its articles."""
    notes: tuple[str, ...]


def sources(ledger: Ledger, day: Day) -> tuple[SourceRow, ...]:
    """Whose articles were read, or of whom there is a note, and how much of the page was read in each, most first."""
    resting: Counter[str] = Counter()
    for entry in ledger.told(day.date).entries:
        resting.update({day.articles[name].source for name in entry.statement.articles})
    notes: dict[str, list[str]] = {article.source: [] for article in day.articles.values()}
    for note in day.sourcing.notes:
        notes.setdefault(note.source, []).append(note.text)
    return tuple(
        SourceRow(source=speaker(ledger, name), statements=resting[name], notes=tuple(notes[name]))
        for name in sorted(notes, key=lambda name: (-resting[name], name))
    )
