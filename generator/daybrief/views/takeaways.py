"""The things to know of a day, which never stand without who says them and how that stood."""

import datetime as dt
from collections.abc import Iterator

from daybrief import urls
from daybrief.ledger.keys import pointed
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.views.page import View
from daybrief.views.parts import DayLink, Speaker, claim_link, speaker


class TakeawayView(View, frozen=True, kw_only=True):
    """A thing to know, who says it, how that stands, and where it is told."""

    text: str
    statuses: tuple[str, ...]
    speakers: tuple[Speaker, ...]
    against: tuple[Speaker, ...]
    """Who speaks against what it rests on, and is not among those who say it."""
    refs: tuple[DayLink, ...]
    """The statements that it rests on, in the order of their days and pages."""


class TakeawaysView(View, frozen=True):
    """The things to know of a day, alone."""

    takeaways: tuple[TakeawayView, ...]


def takeaways(ledger: Ledger, date: dt.date, on: dt.date) -> TakeawaysView:
    """What is to be known of a day, with how that stood on its own page, or stands now; many pages ask for it."""
    return ledger.once_of(date, f"takeaways {on}", lambda: TakeawaysView(tuple(_takeaways(ledger, date, on))))


def takeaways_resting_on(ledger: Ledger, term: str, most: int) -> tuple[tuple[TakeawayView, DayLink], ...]:
    """The things to know that rest on one of the newest statements where a term stands, the newest first."""
    resting = {entry.key: None for entry in reversed(ledger.entries(term, most))}
    return tuple(
        (takeaways(ledger, date, NOW).takeaways[number], DayLink(date, urls.part(date, "takeaways")))
        for date in dict.fromkeys(date for date, _ in resting)
        for number, takeaway in enumerate(ledger.day(date).takeaways)
        if any(pointed(name, date) in resting for name in takeaway.refs)
    )


def _takeaways(ledger: Ledger, date: dt.date, on: dt.date) -> Iterator[TakeawayView]:
    for one in ledger.day(date).takeaways:
        rests = [ledger.entry(pointed(ref, date)) for ref in one.refs]
        in_order = sorted(rests, key=lambda one: (one.date, ledger.told(one.date).numbers[one.statement.id]))
        claims = [entry for entry in rests if entry.kind == "claim"]
        names = dict.fromkeys(name for entry in rests for name in entry.statement.by)
        others = dict.fromkeys(name for entry in claims for name in ledger.speaking(entry.key, on)[1])
        yield TakeawayView(
            text=one.text,
            statuses=tuple(dict.fromkeys(ledger.status(entry.key, on) for entry in claims)),
            speakers=tuple(speaker(ledger, name, on) for name in names),
            against=tuple(speaker(ledger, name, on) for name in others if name not in names),
            refs=tuple(claim_link(entry.key) for entry in in_order),
        )
