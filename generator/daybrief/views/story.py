"""The story so far of a track, a sector or a disputed place, as a newcomer reads it in ninety seconds."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial

from daybrief import urls
from daybrief.ledger.control import Holding
from daybrief.ledger.disputes import Dispute, disputes_among
from daybrief.ledger.keys import StatementRef, grouped
from daybrief.ledger.ledger import Ledger
from daybrief.views.ahead import AheadLine, next_on
from daybrief.views.disputes import SHOWN, DisputeView, dispute_view
from daybrief.views.page import Task, View
from daybrief.views.parts import Held, Link, Speaker, claim_link, held, link, links, speaker
from daybrief.views.registry_lists import about
from daybrief.views.story_links import has_story
from daybrief.views.turnings import NAMES, Turning, newest, turnings
from daybrief.views.year_lists import years

ROWS, MOST = 4, 16
"""Not more than so many rows of a day, and so many in all: what one reads in ninety seconds."""
HOLDERS = 3
"""How many answers to who holds what stand on top."""


class Holder(View, frozen=True, kw_only=True):
    """Who is said to hold a place, and who says so."""

    place: Link
    held: Held
    denied: bool
    speakers: tuple[Speaker, ...]
    """Those who said so last."""
    more: bool
    """Whether there are others."""
    since: dt.date
    """When the first of them said so first, and where."""
    url: str
    status: str
    """How the newest of these claims stands."""


class StoryDay(View, frozen=True, kw_only=True):
    """A day of the time line."""

    date: dt.date
    rows: tuple[Turning, ...]
    more: int
    """How many it has besides."""


class StoryView(View, frozen=True, kw_only=True):
    """What a newcomer needs of an entry: how it stands, sentence by sentence, then a time line, the newest on top."""

    owner: Link
    kind: str
    """Its registry."""
    holders: tuple[Holder, ...]
    dispute: DisputeView | None
    """Of its newest disagreements that on which most stand against each other."""
    disputed: Link | None
    """The place of which that asks who holds it, if that is told above."""
    turned: bool
    """Whether a status has changed."""
    newest: Turning | None
    """The newest thing that was reported to have happened."""
    position: Turning | None
    """Where somebody is said to stand, as it was told last."""
    next: AheadLine | None
    resolved: Turning | None
    """The forecast that was resolved last."""
    due: Turning | None
    """Of those that are not the one that falls due next, its speaker's own day before one that editors set."""
    days: tuple[StoryDay, ...]
    years: tuple[Link, ...]
    """Lists of all its statements."""


def story_tasks(ledger: Ledger, kind: str, name: str, beyond: int) -> Iterator[Task]:
    """The page of an entry that has a story; an entry of more statements than `beyond` has lists of them by year."""
    if has_story(ledger, kind, name):
        yield Task(urls.story(urls.entry(kind, name)), "story", partial(_story, ledger, kind, name, beyond))


def _story(ledger: Ledger, kind: str, name: str, beyond: int) -> StoryView:
    of = newest(ledger, kind, name)
    days = turnings(ledger, of)
    rows = [row for some in days.values() for row in some]
    holders, dispute = _holders(ledger, of.places), _dispute(ledger, of.entries)
    return StoryView(
        owner=link(ledger, kind, name),
        kind=kind,
        holders=holders,
        dispute=dispute_view(ledger, dispute) if dispute else None,
        disputed=_disputed(ledger, dispute, holders),
        turned=any(row.kind == "status" for row in rows),
        newest=next(filter(_happened, rows), None),
        position=next((row for row in rows if row.kind == "position"), None),
        next=next(iter(next_on(ledger, name) if kind == "tracks" else ()), None),
        resolved=next((row for row in rows if row.kind == "outcome"), None),
        due=min((row for row in rows if row.kind == "forecast"), key=_falls_due, default=None),
        days=_cut(days),
        years=years(ledger, urls.entry(kind, name), about(kind, name), beyond),
    )


def _cut(found: Mapping[dt.date, tuple[Turning, ...]]) -> tuple[StoryDay, ...]:
    """The newest days, as far as there is room for their rows."""
    days: list[StoryDay] = []
    left = MOST
    for date, rows in found.items():
        shown = rows[: min(ROWS, left)]
        if shown:
            days.append(StoryDay(date=date, rows=shown, more=len(rows) - len(shown)))
        left -= len(shown)
    return tuple(days)


def _happened(row: Turning) -> bool:
    """Whether a row tells of something that took place, as far as its speakers say so."""
    if row.event:
        return row.event.state in ("held", "ongoing")
    return row.kind in ("control", "movement", "report")


def _falls_due(row: Turning) -> tuple[bool, dt.date]:
    return not (row.horizon and row.own_horizon), row.horizon or dt.date.max


def _dispute(ledger: Ledger, entries: Sequence[StatementRef]) -> Dispute | None:
    claims = (entry for entry in reversed(entries) if entry.kind == "claim")
    found = disputes_among(ledger, claims, SHOWN)
    found.sort(key=lambda one: (one.standing.status != "contested", -len({*one.own.speakers, *one.other.speakers})))
    return found[0] if found else None


def _disputed(ledger: Ledger, dispute: Dispute | None, holders: Iterable[Holder]) -> Link | None:
    if dispute is None or not dispute.opening.claim.control:
        return None
    of = links(ledger, "places", dispute.opening.claim.places)
    return next((one.place for one in holders if one.place in of), None)


def _holders(ledger: Ledger, places: Iterable[str]) -> tuple[Holder, ...]:
    """Who is said to hold what: first the place of which most different things are said, of several the last."""
    told = [words for name in places if (words := _words_on(ledger, name))]
    told.sort(key=lambda words: (len(words), words[0][0].said), reverse=True)
    found: list[Holder] = []
    for words in told:
        holders = (_holder(ledger, same) for same in words[: HOLDERS - len(found)])
        found += sorted(holders, key=lambda one: (one.since, one.denied))
    return tuple(found)


def _words_on(ledger: Ledger, name: str) -> list[list[Holding]]:
    """What is said of who holds a place, the newest word first: one of each side, then all else."""
    told = sorted(ledger.control(name), key=lambda one: (one.said, one.claim), reverse=True)
    same = [*grouped(((one.control, one.denied), one) for one in told).values()]
    sides = [*{(words[0].control.party, words[0].denied): words for words in reversed(same)}.values()][::-1]
    return [*sides, *(words for words in same if words not in sides)]


def _holder(ledger: Ledger, words: Sequence[Holding]) -> Holder:
    last, names = words[0], [*dict.fromkeys(one.speaker for one in words)]
    first = _first(ledger, last, names)
    return Holder(
        place=link(ledger, "places", last.place),
        held=held(ledger, last.control),
        denied=last.denied,
        speakers=tuple(speaker(ledger, one) for one in names[:NAMES]),
        more=len(names) > NAMES,
        since=first.said,
        url=claim_link(first.claim).url,
        status=ledger.status(last.claim),
    )


def _first(ledger: Ledger, word: Holding, names: Sequence[str]) -> Holding:
    """With what some speakers first said of a place what they say now."""
    told = (one for one in ledger.holdings(word.place) if one.speaker in names)
    same = (one for one in told if (one.control, one.denied) == (word.control, word.denied))
    return min(same, key=lambda one: (one.said, one.claim))
