"""Corrections and changes of entries in words: which field of what, what stood there and what stands there now."""

import datetime as dt

from daybrief import urls
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Correction
from daybrief.model.registry import Change, Source, Speaking
from daybrief.text.markup import plain
from daybrief.views.page import View
from daybrief.views.parts import Link, link, speaker_link, speaker_links
from daybrief.views.wording import FieldReader, Piece, statement_of


class Corrected(View, frozen=True, kw_only=True):
    """A correction of a day, in words."""

    made: Correction
    day: dt.date
    """The day that it corrects."""
    target: Link
    """What was corrected: the day, an article, an event or a statement, and who says that."""
    speakers: tuple[Link, ...]
    field: tuple[Piece, ...]
    """Which field of it; empty where all of it was added."""
    was: tuple[Piece, ...]
    now: tuple[Piece, ...]


def corrected(ledger: Ledger, date: dt.date, made: Correction) -> Corrected:
    """A correction of the day `date`."""
    entry = statement_of(ledger, date, made.target)
    reader = FieldReader(ledger, date, entry)
    steps = made.field.split(".") if made.field else []
    return Corrected(
        made=made,
        day=date,
        target=_target(ledger, date, made.target, entry),
        speakers=speaker_links(ledger, entry.statement.by) if entry else (),
        field=tuple(reader.path(steps)),
        was=reader.at(steps, made.was) if made.was else (),
        now=reader.at(steps, made.now) if made.now else (),
    )


class ChangeInWords(View, frozen=True, kw_only=True):
    """A change of a source or an actor, in words."""

    made: Change
    field: str
    """The key of the message that names the field; empty for one that pages do not name."""
    was: Piece
    now: Piece


_NAMED = {name: f"entry.{name}" for name in ("grade", "kind", "owner", "member_of")}
_NAMED |= {"party": "entry.speaks", "name": "field.name"}
_NOTHING = {
    "unknown": {"": "entry.unknown", "party": "party.unknown", "grade": "grade.none"},
    "none": {"": "entry.none", "party": "party.none", "grade": "grade.none"},
}
"""What is said of a field that said nothing; the first of any other."""


def changes_in_words(ledger: Ledger, entry: Speaking) -> tuple[ChangeInWords, ...]:
    """The changes of a source or an actor."""

    def read(field: str, words: str) -> Piece:
        if said := _NOTHING.get(words):
            return Piece(message=said.get(field, said[""]))
        if field == "kind":
            return Piece(message=f"{'source_kind' if isinstance(entry, Source) else 'actor_kind'}.{words}")
        if field == "party":
            return Piece(link=link(ledger, "parties", words))
        return Piece(link=speaker_link(ledger, words)) if field == "member_of" else Piece(text=words)

    return tuple(
        ChangeInWords(
            made=one, field=_NAMED.get(one.field, ""), was=read(one.field, one.was), now=read(one.field, one.now)
        )
        for one in entry.changes
    )


def _target(ledger: Ledger, date: dt.date, name: str, entry: StatementRef | None) -> Link:
    day = ledger.day(date)
    if name == "day":
        return Link(plain(day.title), urls.day(date))
    if entry:
        words = plain(entry.statement.text)
    else:
        words = day.articles[name].title if name in day.articles else ledger.told(date).events[name].name
    return Link(words, urls.part(date, name))
