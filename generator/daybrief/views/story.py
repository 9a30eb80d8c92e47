"""The story so far of a track, a sector or a disputed place, as a newcomer reads it in ninety seconds."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations, starmap
from typing import TypeAlias

from daybrief import urls
from daybrief.ledger.control import Holding
from daybrief.ledger.disputes import Dispute, disputes_among
from daybrief.ledger.keys import StatementRef, grouped
from daybrief.ledger.ledger import Ledger
from daybrief.views.ahead import AheadLine, next_on
from daybrief.views.control import PlaceControl, Word, place_control
from daybrief.views.disputes import SHOWN, DisputeView, dispute_view
from daybrief.views.page import Task, View
from daybrief.views.parts import Held, Link, Speaker, held, link, links, speaker_link
from daybrief.views.registry_lists import about
from daybrief.views.story_days import StoryDay, story_days, together
from daybrief.views.story_links import has_story
from daybrief.views.story_rows import NAMES, SIGNS, Row, rows_by_day, window
from daybrief.views.year_lists import years

HAPPENED = ("control", "movement", "report")
"""Rows of these kinds tell of something that took place, as far as their speakers say so."""
HOLDERS = 3
"""How many answers to who holds what stand on top."""
Said: TypeAlias = tuple[Word, Speaker]
"""What is said of who holds a place, and who says so."""


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


class StoryView(View, frozen=True, kw_only=True):
    """What a newcomer needs of an entry: how it stands, sentence by sentence, then a time line, the newest on top."""

    owner: Link
    kind: str
    """Its registry."""
    holders: tuple[Holder, ...]
    differing: tuple[Link, ...]
    """Places of which these name several holders."""
    reopened: tuple[Link, ...]
    """Places of which all who said who holds them took it back."""
    dispute: DisputeView | None
    """Of its newest disagreements that on which most stand against each other."""
    disputed: Link | None
    """The place of which that asks who holds it, if that is told above."""
    changed: bool
    """Whether a status has changed."""
    happened: Row | None
    """The newest thing that was reported to have happened."""
    position: Row | None
    """Where somebody is said to stand, as it was told last."""
    next: AheadLine | None
    resolved: Row | None
    """The forecast that was resolved last."""
    due: Row | None
    """Of those that are not the one that falls due next, its speaker's own day before one that editors set."""
    days: tuple[StoryDay, ...]
    signs: tuple[str, ...]
    """Of `SIGNS` those of their rows."""
    years: tuple[Link, ...]
    """Lists of all its statements."""


def story_tasks(ledger: Ledger, kind: str, name: str, beyond: int) -> Iterator[Task]:
    """The page of an entry that has a story; an entry of more statements than `beyond` has lists of them by year."""
    if has_story(ledger, kind, name):
        yield Task(urls.story(urls.entry(kind, name)), "story", partial(_story, ledger, kind, name, beyond))


def _story(ledger: Ledger, kind: str, name: str, beyond: int) -> StoryView:
    of = window(ledger, kind, name)
    found = rows_by_day(ledger, of)
    kept = {date: together(ledger, some) for date, some in found.items()}
    rows = [row for sets in kept.values() for some in sets for row in some]
    days = story_days(of, found, kept)
    holders, dispute = _holders(ledger, of.places), _dispute(ledger, of.entries, rows)
    reopened = (name for name in of.places if ledger.holdings(name) and not place_control(ledger, name).rows)
    return StoryView(
        owner=link(ledger, kind, name),
        kind=kind,
        holders=holders,
        differing=_differing(holders),
        reopened=links(ledger, "places", reopened),
        dispute=dispute_view(ledger, dispute) if dispute else None,
        disputed=_disputed(ledger, dispute, holders),
        changed=any(row.kind == "status" for row in rows),
        happened=next((row for row in rows if row.sign == "event" or row.kind in HAPPENED), None),
        position=next((row for row in rows if row.kind == "position"), None),
        next=next(iter(next_on(ledger, name) if kind == "tracks" else ()), None),
        resolved=next((row for row in rows if row.kind == "outcome"), None),
        due=min((row for row in rows if row.kind == "forecast"), key=_falls_due, default=None),
        days=days,
        signs=tuple(sign for sign in SIGNS if any(row.sign == sign for day in days for row in day.rows)),
        years=years(ledger, urls.entry(kind, name), about(kind, name), beyond),
    )


def _falls_due(row: Row) -> tuple[bool, dt.date]:
    return not (row.horizon and row.own_horizon), row.horizon or dt.date.max


def _dispute(ledger: Ledger, entries: Sequence[StatementRef], rows: Iterable[Row]) -> Dispute | None:
    events = (ledger.entry(key) for row in rows if row.event for key in row.tells)
    told = sorted((*reversed(entries), *events), key=lambda entry: entry.date, reverse=True)
    found = disputes_among(ledger, (entry for entry in told if entry.kind == "claim"), SHOWN)
    found.sort(key=lambda one: (one.standing.status != "contested", -len({*one.own.speakers, *one.other.speakers})))
    return found[0] if found else None


def _disputed(ledger: Ledger, dispute: Dispute | None, holders: Iterable[Holder]) -> Link | None:
    if dispute is None or not dispute.opening.claim.control:
        return None
    of = links(ledger, "places", dispute.opening.claim.places)
    return next((one.place for one in holders if one.place in of), None)


def _holders(ledger: Ledger, places: Iterable[str]) -> tuple[Holder, ...]:
    """Who is said to hold what: first the place of which most different things are said, of several the last.

    A place stands here with an answer of each side, the first even where that makes more than there is room for.
    """
    control = {name: one for name in places if (one := place_control(ledger, name)).rows}
    answers = {name: _answers(one) for name, one in control.items()}
    found: list[Holder] = []
    for name in sorted(answers, key=lambda name: (len(answers[name][0]), control[name].said), reverse=True):
        told, sides = answers[name]
        room = HOLDERS - len(found) if found else max(HOLDERS, sides)
        if sides <= room:
            holders = (_holder(ledger, name, same) for same in told[:room])
            found += sorted(holders, key=lambda one: (one.since, one.denied))
    return tuple(found)


def _differing(holders: Iterable[Holder]) -> tuple[Link, ...]:
    named = grouped((one.place, one.held) for one in holders if not one.denied)
    return tuple(place for place, some in named.items() if any(starmap(_differ, combinations(some, 2))))


def _differ(one: Held, other: Held) -> bool:
    """Whether not both can be so: who holds a part may hold it beside who holds another."""
    apart = one.part and other.part and one.part != other.part
    return one.party != other.party and not apart


def _answers(control: PlaceControl) -> tuple[list[list[Said]], int]:
    """What is said of who holds a place: the newest answer of each side, then all others; and how many the first are.

    A side is all speakers of a party, or all who have none. Of a day, what it says comes before what it denies.
    """
    told = [(word, row.speaker) for row in control.rows for word in row.words]
    told.sort(key=lambda said: (said[0].said, not said[0].denied, said[0].claim), reverse=True)
    answers = grouped(((word.held, word.denied), (word, who)) for word, who in told)
    last = {who.party: (word.held, word.denied) for word, who in reversed(told)}
    sides = {*last.values()}
    order = sorted(answers, key=lambda answer: answer not in sides)
    return [answers[answer] for answer in order], len(sides)


def _holder(ledger: Ledger, name: str, words: Sequence[Said]) -> Holder:
    last, speakers = words[0][0], tuple(dict.fromkeys(who for _, who in words))
    first = _first(ledger, name, last, {who.url for who in speakers})
    return Holder(
        place=link(ledger, "places", name),
        held=last.held,
        denied=last.denied,
        speakers=speakers[:NAMES],
        more=len(speakers) > NAMES,
        since=first.said,
        url=urls.part(*first.claim),
        status=last.status,
    )


def _first(ledger: Ledger, name: str, word: Word, pages: Collection[str]) -> Holding:
    """With what some speakers, by their pages, first said of a place what they say now."""
    told = (one for one in ledger.holdings(name) if one.denied is word.denied)
    same = (one for one in told if held(ledger, one.control) == word.held)
    own = (one for one in same if speaker_link(ledger, one.speaker).url in pages)
    return min(own, key=lambda one: (one.said, one.claim))
