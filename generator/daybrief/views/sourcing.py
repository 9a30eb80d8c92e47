"""Which sources were read on a day, and how much of its page rests on each."""

from collections import Counter

from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Day
from daybrief.views.page import View
from daybrief.views.parts import Link, Party, grade, link, side


class SourceRow(View, frozen=True, kw_only=True):
    """A source that was read or that speaks on this day."""

    source: Link
    grade: str
    basis: str
    party: Party | None
    independent: bool
    articles: int
    statements: int
    """Claims and assessments that were read in its articles."""
    notes: tuple[str, ...]


def sources(ledger: Ledger, day: Day, entries: tuple[StatementRef, ...]) -> tuple[SourceRow, ...]:
    """Whose articles were read, or of whom there is a note, and how much of the page was read in each, most first."""
    articles = Counter(article.source for article in day.articles.values())
    resting: Counter[str] = Counter()
    for entry in entries:
        resting.update({day.articles[name].source for name in entry.statement.articles})
    rows = []
    noted = [note.source for note in day.sourcing.notes]
    for name in sorted({*articles, *noted}, key=lambda name: (-resting[name], name)):
        source = ledger.registry.sources[name]
        rows.append(
            SourceRow(
                source=link(ledger, "sources", name),
                grade=grade(source),
                basis=source.reliability.basis if source.reliability else "",
                party=side(ledger, source),
                independent=source.independent,
                articles=articles[name],
                statements=resting[name],
                notes=tuple(note.text for note in day.sourcing.notes if note.source == name),
            )
        )
    return tuple(rows)
