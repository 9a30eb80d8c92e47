"""What was announced: planned events, claims about a time to come, forecasts that fall due; and what was heard of it.

Each stands under the month in which its time begins (`daybrief.ledger.terms.beginning`), and under that in which it
ends, so that one looks at the months next to a day and at no others.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias

from daybrief.ledger.events import ahead, outlook
from daybrief.ledger.forecasts import retelling, score
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import NOW, Ledger
from daybrief.ledger.terms import beginning, continued, ending, time_ahead
from daybrief.model.day import Event
from daybrief.model.fields import period
from daybrief.model.statements import Assessment

FORWARD, BACK = 120, 6
"""So many months from one on are looked at for what is ahead, and so many before it for what has gone by."""
Heard: TypeAlias = Literal["ahead", "passed", "told"]
"""Whether the time lies ahead, or has passed with nothing read since; `told`: the time is there, or it was heard of."""


class Announced(NamedTuple):
    """Something that was to come when it was told."""

    date: dt.date
    """The day on which it was told."""
    time: str
    """When it was to come, as `daybrief.model.fields.period` reads it."""
    what: Event | StatementRef
    heard: Heard
    """As of the newest day."""

    @property
    def id(self) -> str:
        """Its id on its day."""
        return self.what.id if isinstance(self.what, Event) else self.what.statement.id


def announced(ledger: Ledger, month: str, track: str = "") -> list[Announced]:
    """All that was announced for a month, or of that what is on a track: what is told once more as it was told last."""
    found = _announced(ledger, beginning(month, track))
    return sorted(found, key=lambda one: (*period(one.time), one.date, one.id))


def any_announced(ledger: Ledger, month: str) -> bool:
    """Whether there is any of that: it looks no farther than to the first, for it is asked of all months."""
    return next(_announced(ledger, beginning(month)), None) is not None


def _announced(ledger: Ledger, when: str) -> Iterator[Announced]:
    for place in ledger.postings(f"scheduled {when}"):
        for date, event in ledger.events([place]):
            later = ledger.events(ledger.postings(continued(date, event.id)))
            if all(other.state != "planned" for _, other in later):
                yield Announced(date, event.date, event, outlook(ledger, date, event, NOW) or "told")
    for entry in map(ledger.at, ledger.postings(f"expected {when}")):
        if (time := time_ahead(entry)) and (heard := _heard(ledger, entry, time)):
            yield Announced(entry.date, time, entry, heard)


def _heard(ledger: Ledger, entry: StatementRef, time: str) -> Heard | None:
    """What was heard of a statement by the newest day; None where it was taken back or is told once more."""
    pointing = ledger.pointing(entry.key)
    following = [other for how, other in pointing if how == "follows"]
    if isinstance(entry.statement, Assessment):
        if any(retelling(ledger, other, entry) for other in following):
            return None
        # It may be resolved before it falls due.
        return "told" if score(ledger, entry) else "ahead" if ahead(ledger, time, NOW) else "passed"
    if any(map(time_ahead, following)) or ledger.status(entry.key) == "retracted":
        return None
    if ahead(ledger, time, NOW):
        return "ahead"
    over = ledger.over(max(period(time)[1], entry.date))  # which a time without a last day never is
    return "passed" if over and all(other.date <= entry.date for _, other in pointing) else "told"


def coming(ledger: Ledger, since: dt.date, most: int, track: str = "") -> list[Announced]:
    """What lies ahead of the newest day, the nearest first; `since` is a day that does not lie ahead of it."""
    found: list[Announced] = []
    for month in months(since, FORWARD):
        found += [one for one in announced(ledger, month, track) if one.heard == "ahead"]
        if len(found) >= most:
            break
    return found[:most]


def gone_by(ledger: Ledger, on: dt.date, most: int) -> list[Announced]:
    """What was set for a time that ended in the months up to a day, and nothing was read of since; the last first."""
    found: list[Announced] = []
    for month in months(on, -BACK):
        ended = [*announced(ledger, month), *_announced(ledger, ending(month))]
        found += [one for one in ended if one.heard == "passed" and f"{period(one.time)[1]:%Y-%m}" == month]
        if len(found) >= most:
            break
    return sorted(found, key=lambda one: (period(one.time)[1], one.date, one.id), reverse=True)[:most]


def months(since: dt.date, count: int) -> Iterator[str]:
    """So many months from that of a day on, or, of a negative number, back."""
    first = since.year * 12 + since.month - 1
    for month in range(first, first + count, 1 if count > 0 else -1):
        yield f"{month // 12:04}-{month % 12 + 1:02}"
