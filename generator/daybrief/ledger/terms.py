"""The terms under which the ledger looks statements up.

A *term* names what is looked up, such as `spoken isw`, `about places/lyman` or `into 2025-12-03/village`. Which terms a
day holds, and for which of its statements, follows from that day alone.
"""

import datetime as dt
from collections.abc import Iterator
from hashlib import blake2b

from daybrief.ledger.keys import StatementRef, entries, grouped, place, pointed
from daybrief.model.day import Day, time_of
from daybrief.model.fields import period
from daybrief.model.references import mentions
from daybrief.model.statements import Assessment, Claim
from daybrief.model.terms import TABLES

ANSWERS, DENIALS, DECIDED = "answers", "denials", "denials decided"
"""The terms of the claims that back, deny or take back others, and of those that deny some; of these where one of what
they deny stands otherwise than contested."""
_LONG = 80  # letters that a term spells out: a claim may have thousands of places


def by_term(day: Day) -> dict[str, list[int]]:
    """A day's own postings."""
    return grouped((term, place(day.date, number)) for term, number in terms(day))


def terms(day: Day) -> Iterator[tuple[str, int]]:
    """Every term of a day, with the number of the statement, event, correction or resolution that it stands at."""
    date = day.date
    yield "days", 0
    yield seen(day.as_of.date()), 0
    for number, event in enumerate(day.diplomacy):
        named = [f"tracks/{event.track}"] if event.track else []
        named += [f"speakers/{name}" for name in event.participants]
        named += [f"places/{event.place}"] if event.place else []
        for name in dict.fromkeys(named):
            yield f"events {name}", number
        if event.continues:
            yield continued(*pointed(event.continues, date)), number
        if event.state == "planned":
            yield planned(max(date, period(event.date)[1])), number
            yield from ((f"scheduled {when}", number) for when in _set_for(event.date, event.track))
    for number, correction in enumerate(day.corrections):
        yield "corrections", number
        yield f"corrected {correction.date}", number
    for number, resolution in enumerate(day.resolutions):
        yield "resolved {}/{}".format(*pointed(resolution.forecast, date)), number
    for number, entry in enumerate(entries(day)):
        for term in dict.fromkeys(_terms(entry, day)):
            yield term, number


def planned(until: dt.date) -> str:
    """The term of the planned events of which a day is the last, or the last on which they were told."""
    return f"planned {until}"


def time_ahead(entry: StatementRef) -> str | None:
    """The time to come that a statement announces: by when a forecast falls due, or when a claim's own begins.

    What is told under a planned event, and of its time, that event announces; and what a claim backs or denies, that.
    """
    statement, event = entry.statement, entry.event
    if isinstance(statement, Assessment):
        return f"{statement.horizon}" if statement.horizon and statement.kind == "forecast" else None
    if not statement.when or statement.backs or statement.denies or period(statement.when)[0] <= entry.date:
        return None
    return None if event and event.state == "planned" and event.date == statement.when else statement.when


def beginning(month: str, track: str = "") -> str:
    """What terms of planned events (`scheduled`) and of statements (`expected`) say of times that begin in a month.

    All that is announced for those, or what is on a track.
    """
    return f"{month} {track}"


def ending(month: str) -> str:
    """What they say of times that end in a month but begin before."""
    return f"until {month}"


def _set_for(time: str, track: str | None) -> Iterator[str]:
    """What they say of a time."""
    month, last = (f"{day:%Y-%m}" for day in period(time))
    yield from (beginning(month, one) for one in dict.fromkeys(("", track or "")))
    if last != month:
        yield ending(last)


def _terms(entry: StatementRef, day: Day) -> Iterator[str]:
    statement = entry.statement
    yield f"{entry.kind}s"
    for speaker in statement.by:
        yield f"spoken {speaker}"
    for source in (day.articles[name].source for name in statement.articles):
        yield f"read {source}"
        yield f"about {source}"
    for mention in mentions(statement):
        if mention.kind not in TABLES:
            yield f"about {mention.id}" if mention.kind == "speakers" else f"about {mention.kind}/{mention.id}"
    if entry.event and entry.event.track:
        yield f"about tracks/{entry.event.track}"
    if entry.sector:
        yield f"about sectors/{entry.sector}"
    for _, reference in statement.pointers():
        yield into(*pointed(reference, entry.date))
    if time := time_ahead(entry):
        track = statement.track if isinstance(statement, Assessment) else entry.event.track if entry.event else None
        yield from (f"expected {when}" for when in _set_for(time, track))
    if not isinstance(statement, Claim):
        return
    for origin in filter(None, (day.articles[name].reprint_of for name in statement.articles)):
        yield reprinted(origin)
    if statement.backs or statement.denies or statement.retracts:
        yield ANSWERS
    if statement.denies:
        yield DENIALS
    for sector in entry.sectors:
        yield f"sector {sector}"
    if entry.sector:
        yield from (f"sector {entry.sector} {place}" for place in statement.places)
    if statement.position:
        for party in statement.position.party or ("",):
            yield position(statement.position.plan, statement.position.point, party)
    for measure in statement.figures:
        yield figure(entry, measure)
        yield counted(entry, measure)


def seen(on: dt.date) -> str:
    """The term of the days that tell what was seen up to a date, by their `as_of`."""
    return f"seen {on}"


def reprinted(source: str) -> str:
    """The term of the claims that were read in texts of a source which another printed."""
    return f"reprinted {source}"


def position(plan: str, point: str | None, party: str) -> str:
    """The term of a stance on a point of a plan, or on the whole of it; without a party where none is named."""
    return f"position {plan} {point or ''} {party}"


def figure(entry: StatementRef, measure: str) -> str:
    """The term of a number: the same for the same measure, sectors, time and places, whoever gives it.

    A part is not set against its total: a number of one place differs from none for all of the country.
    """
    time = time_of(entry.claim, entry.event, entry.date)
    return f"figure {measure} {' '.join(sorted(entry.sectors))} {time} {_where(entry.claim)}"


def counted(entry: StatementRef, measure: str) -> str:
    """The term of a number and of those that the same speakers give for other times of its kind."""
    kind = " ".join(shape(time_of(entry.claim, entry.event, entry.date)))
    whose = " ".join(sorted(entry.claim.by))
    return f"counted {measure} {kind} {' '.join(sorted(entry.sectors))} {whose} {_where(entry.claim)}"


def _where(claim: Claim) -> str:
    places = " ".join(sorted({*claim.places}))
    return blake2b(places.encode(), digest_size=8).hexdigest() if len(places) > _LONG else places


def shape(when: str) -> tuple[str, str]:
    """What kind of time is written: a day, week, month or year; a part of a day until an hour; a span since a day.

    Else a moment, which is that of a level, or a time that is open.
    """
    begins, slash, ends = when.partition("/")
    if slash:
        hours = ends.startswith(f"{begins}T")
        return ("open", "") if ends == ".." else ("until", ends[11:16]) if hours else ("span", begins)
    return ("level" if "T" in when else "week" if "W" in when else {4: "year", 7: "month"}.get(len(when), "day")), ""


def into(date: dt.date, name: str) -> str:
    """The term of the statements that point at one."""
    return f"into {date}/{name}"


def continued(date: dt.date, name: str) -> str:
    """The term of the events that go on from one."""
    return f"continued {date}/{name}"
