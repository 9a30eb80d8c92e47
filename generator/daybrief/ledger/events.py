"""Planned events, and all that is to come: whether its time lies ahead, or has passed and nothing was read of it.

Time goes by the days that are told, never by a clock: a page of a day looks from that day, all others from the newest.
"""

import datetime as dt
from typing import Literal, TypeAlias

from daybrief.ledger.index import Index
from daybrief.ledger.keys import pointed
from daybrief.ledger.terms import continued, into, planned
from daybrief.model.day import Event
from daybrief.model.fields import period

_ONE = dt.timedelta(days=1)
Outlook: TypeAlias = Literal["", "ahead", "passed"]
"""What is to be said of a planned event besides its state."""


def ahead(index: Index, when: str, on: dt.date) -> bool:
    """Whether a time begins after a day; for the last day that there can be: after the newest that is told."""
    first = period(when)[0]
    return first > on if on != dt.date.max else not index.over(first - _ONE)


def outlook(index: Index, date: dt.date, event: Event, on: dt.date) -> Outlook:
    """What became of an event that was told as planned on a date, as one sees it from a day.

    Nothing is said of an event that was told again since: what it says now says the newer telling.
    """
    if event.state != "planned" or _told_again(index, date, event, on):
        return ""
    if ahead(index, event.date, on):
        return "ahead"
    last = max(date, period(event.date)[1])
    if last == dt.date.max:  # no last day is named
        return ""
    over = on > last if on != dt.date.max else index.over(last)
    return "passed" if over else ""


def passed(index: Index, before: dt.date, date: dt.date) -> list[tuple[dt.date, Event]]:
    """Planned events that had not passed by one day, and had by another, with nothing read of them up to that."""
    days = (before + dt.timedelta(days=more) for more in range((date - before).days))
    found = [one for day in days for one in index.events(index.postings(planned(day)))]
    return [(day, event) for day, event in found if outlook(index, day, event, date) == "passed"]


def _told_again(index: Index, date: dt.date, event: Event, on: dt.date) -> bool:
    """Whether another event goes on from one, or a claim of a later day from a claim that it rests on.

    What else is told under an event, such as who holds an office, says nothing of whether it took place.
    """
    found = [index.after(continued(date, event.id), date - _ONE)]
    found += [index.after(into(*pointed(name, date)), date) for name in event.refs]
    return any(one and one <= on for one in found)
