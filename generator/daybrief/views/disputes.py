"""Disagreements: who says a thing, who denies it, since when, what either side shows, and what came of it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import partial

from daybrief import urls
from daybrief.ledger.disputes import Camp, Dispute, decided, disputes_among, longest, moved, shows
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.terms import DENIALS
from daybrief.text.markup import plain
from daybrief.views import parts
from daybrief.views.page import Task, View
from daybrief.views.parts import DayLink, Held, Link, Move, Speaker
from daybrief.views.story_links import story_of
from daybrief.views.year_lists import year_lists, years

NEWEST = 12
"""Disagreements of each kind that the page shows."""
SHOWN = 3
"""How many other pages show."""
EVIDENCE = 4
"""Claims with evidence that are shown of a side: the newest."""


class Evidence(View, frozen=True):
    """What was shown for a side: its kind, who shows it and where that is told."""

    kind: str
    speakers: tuple[Link, ...]
    claim: DayLink


class SideView(View, frozen=True, kw_only=True):
    """One side of a disagreement."""

    text: str
    """What it says: the claim that opened the matter, or the newest that denies it."""
    claim: DayLink
    since: dt.date
    """The day on which that was told first."""
    speakers: tuple[Speaker, ...]
    """Who still says so."""
    evidence: tuple[Evidence, ...]
    more: bool
    """Whether there is older evidence."""


class DisputeView(View, frozen=True, kw_only=True):
    """A matter on which sides differ, as it stands on the newest day."""

    about: tuple[Link, ...]
    """What it is about: places, else the event or the sectors that the claim which opened it is told under."""
    movement: Move | None
    control: Held | None
    """What that claim says of the ground."""
    status: str
    since: dt.date
    """Since when it stands so."""
    settled: int
    """How many days that was after it was told."""
    reason: str
    """Why: the rule that decided it, or a word below the message `dispute`."""
    shown: tuple[tuple[Link, ...], tuple[Link, ...]]
    """Who without a side shows something, for it and against it."""
    own: SideView
    other: SideView
    story: Link | None
    """What it is part of: a place, a sector or a track, and the address of its story so far."""


class DisputesView(View, frozen=True, kw_only=True):
    """The disagreements that moved last in full, the open ones that are the oldest, and what was decided."""

    newest: dt.date | None
    moved: tuple[DisputeView, ...]
    longest: tuple[DisputeView, ...]
    decided: tuple[DisputeView, ...]
    """Of these and of the oldest none, where all of them stand among those that moved."""
    years: tuple[Link, ...]
    """Lists of all denials."""


def dispute_tasks(ledger: Ledger) -> Iterator[Task]:
    """The page of disagreements, and lists of all denials by year."""
    yield Task(urls.DISPUTES, "disputes", partial(_disputes, ledger))
    yield from year_lists(ledger, partial(Link, "disputes", urls.DISPUTES), "disputes", urls.DISPUTES, DENIALS)


def _disputes(ledger: Ledger) -> DisputesView:
    in_full = last_moved(ledger, NEWEST)
    shown = {it.own.claim for it in in_full}

    def beyond(disputes: Sequence[Dispute]) -> tuple[DisputeView, ...]:
        found = _views(ledger, disputes)
        return () if {it.own.claim for it in found} <= shown else found

    return DisputesView(
        newest=next(iter(ledger.recent(1)), None),
        moved=in_full,
        longest=beyond(longest(ledger, NEWEST)),
        decided=beyond(decided(ledger, NEWEST)),
        years=years(ledger, urls.DISPUTES, DENIALS),
    )


def last_moved(ledger: Ledger, most: int) -> tuple[DisputeView, ...]:
    """The disagreements of which something was told last, the newest first."""
    return _views(ledger, moved(ledger, most))


def disputes_on(ledger: Ledger, entries: Sequence[StatementRef]) -> tuple[DisputeView, ...]:
    """The newest disagreements that some statements, in the order of days, are part of."""
    claims = (entry for entry in reversed(entries) if entry.kind == "claim")
    return _views(ledger, disputes_among(ledger, claims, SHOWN))


def _views(ledger: Ledger, disputes: Sequence[Dispute]) -> tuple[DisputeView, ...]:
    return tuple(dispute_view(ledger, one) for one in disputes)


def dispute_view(ledger: Ledger, it: Dispute) -> DisputeView:
    """A disagreement as pages show it."""
    own, other = (parts.speaker_links(ledger, camp.independent(ledger)) for camp in (it.own, it.other))
    opened = it.opening.claim
    return DisputeView(
        about=_about(ledger, it.opening),
        movement=parts.movement(ledger, opened.move) if opened.move else None,
        control=parts.held(ledger, opened.control) if opened.control else None,
        status=it.standing.status,
        since=it.since,
        settled=(it.since - it.opening.date).days,
        reason=_reason(it, bool(own), bool(other)),
        shown=(own, other),
        own=_side(ledger, it.own, it.opening),
        other=_side(ledger, it.other, _last_told(ledger, it.other)),
        story=story_of(ledger, it.opening),
    )


def _about(ledger: Ledger, opening: StatementRef) -> tuple[Link, ...]:
    if opening.claim.places:
        return parts.links(ledger, "places", opening.claim.places)
    if opening.event:
        return (Link(opening.event.name, urls.part(opening.date, opening.event.id)),)
    return parts.links(ledger, "sectors", opening.sectors)


def _last_told(ledger: Ledger, camp: Camp) -> StatementRef:
    """The claim of a side that was told last; of several on one page, the first."""
    return max(camp.claims, key=lambda one: (one.date, -ledger.told(one.date).numbers[one.statement.id]))


def _reason(it: Dispute, own: bool, other: bool) -> str:
    """Why a matter stands as it does: the rule that decided it; of an open one, what those without a side show."""
    if it.standing.status in ("confirmed", "refuted", "retracted") or it.standing.rule == "proof-on-both-sides":
        return it.standing.rule
    if not it.other.speakers:
        return "withdrawn"
    if it.standing.rule != "spoken-against":
        return "unplaced"
    return f"shown_{'both' if own and other else 'own' if own else 'other' if other else 'none'}"


def _side(ledger: Ledger, camp: Camp, told: StatementRef) -> SideView:
    return SideView(
        text=plain(told.statement.text),
        claim=parts.claim_link(told.key),
        since=camp.claims[0].date,
        speakers=tuple(parts.speaker(ledger, name) for name in camp.speakers),
        evidence=tuple(
            Evidence(
                entry.claim.evidence or "",
                parts.speaker_links(ledger, shows(ledger, entry)),
                parts.claim_link(entry.key),
            )
            for entry in camp.evidence[-EVIDENCE:]
        ),
        more=len(camp.evidence) > EVIDENCE,
    )
