"""The things to know of a day, which never stand without who says them and how that stood."""

import datetime as dt
from collections.abc import Iterator

from daybrief.ledger.keys import StatementRef, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Speaker, claim_link, speaker


class TakeawayView(View, frozen=True, kw_only=True):
    """A thing to know, who says it, how that stands, and where it is told."""

    text: str
    statuses: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    refs: tuple[tuple[int, DayLink], ...]
    """The statements that it rests on, each with its number on the day's page; 0 where another day tells it."""


class TakeawaysView(View, frozen=True):
    """The things to know of a day, alone."""

    takeaways: tuple[TakeawayView, ...]


def takeaways(ledger: Ledger, date: dt.date, on: dt.date) -> TakeawaysView:
    """What is to be known of a day, with how that stood on its own page, or stands now; many pages ask for it."""
    return ledger.once(f"takeaways {date} {on}", lambda: TakeawaysView(tuple(_takeaways(ledger, date, on))))


def _takeaways(ledger: Ledger, date: dt.date, on: dt.date) -> Iterator[TakeawayView]:
    told = ledger.told(date)

    def number(entry: StatementRef) -> int:
        return told.numbers[entry.statement.id] + 1 if entry.date == date else 0

    for one in told.day.takeaways:
        rests = [ledger.entry(pointed(ref, date)) for ref in one.refs]
        names = dict.fromkeys(name for entry in rests for name in entry.statement.by)
        yield TakeawayView(
            text=one.text,
            statuses=tuple(dict.fromkeys(ledger.status(entry.key, on) for entry in rests if entry.kind == "claim")),
            speakers=tuple(speaker(ledger, name, on) for name in names),
            refs=tuple(
                (number(entry), claim_link(entry.key)) for entry in sorted(rests, key=lambda e: (e.date, number(e)))
            ),
        )
