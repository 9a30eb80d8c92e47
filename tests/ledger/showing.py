"""What a ledger and its pages show, in the few words in which tests expect it."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from daybrief.ledger.history import settled
from daybrief.ledger.ledger import Ledger
from daybrief.output.html import Renderer
from daybrief.output.ledger.report import report
from daybrief.pipeline.check import load_messages
from daybrief.views import Page
from daybrief.views.day import day_view
from tests.ledger.telling import COMPILED, HERE, key
from tests.projects import settings_for
from tests.views.harbour import words


def stands(ledger: Ledger, date: str, name: str, wanted: Any) -> dict[str, str]:
    """How a claim stands, in the scenarios' words, as far as `wanted` asks."""
    claim = key(date, name)
    told = [day for day in ledger.dates if f"{day}" <= date]
    standing = ledger.standing(claim, told[-1])
    outcome = settled(claim, ledger.history(claim))
    found = {
        "status": f"{standing.status} by {standing.rule}",
        "voices": str(standing.voices),
        "word of": standing.one_party or "nobody",
        "against its own": "yes" if standing.against_own else "no",
        "unplaced against": str(standing.unplaced_against),
        "settled": f"{outcome[0]} after {outcome[1]}" if outcome else "never",
        "now": ledger.history(claim)[-1].standing.status,
    }
    return {word: found[word] for word in wanted}


def asked(wanted: Any) -> dict[str, str]:
    return {"status": wanted} if isinstance(wanted, str) else wanted


def control(ledger: Ledger, date: str, place: str) -> dict[str, list[str]]:
    """By speaker: what he says of who holds a place, as of the page of a day."""
    found: dict[str, list[str]] = {}
    table = report(ledger, dt.date.fromisoformat(date)).control
    for one in next((row.words for row in table if row.place.id == place), ()):
        party = one.control.party.id if one.control.party else "nobody"
        part = f" in part ({one.control.part})" if one.control.part else ""
        found.setdefault(one.speaker.id, []).append(f"{'not ' * one.denied}{party}{part}, {one.said}, {one.status}")
    return found


def positions(ledger: Ledger, date: str, plan: str, point: str) -> dict[str, list[str]]:
    """By party, or `nobody`: the positions on a point of a plan, or on the `whole` of it, as of the page of a day."""
    return {
        cell.party.id if cell.party else "nobody": [
            f"{one.stance}, {'own' * one.own or 'told'}, by {' and '.join(who.id for who in one.by)}, {one.ref[:10]}"
            for one in cell.stances
        ]
        for cell in report(ledger, dt.date.fromisoformat(date)).positions
        if cell.plan.id == plan and (cell.point.id if cell.point else "whole") == point
    }


def on_the_page(ledger: Ledger, date: str, part: str) -> str:
    """The words of a day's page at a statement, an event or a heading, up to the next."""
    body = renderer().body(Page("", "day", day_view(ledger, dt.date.fromisoformat(date))))
    return words(re.split(r'<li class="entry"|<ol|</ol>|</section>', body[body.index(f'id="{part}"') :])[0])


def missing(told: str, wanted: Iterable[str]) -> list[str]:
    """What is wanted and not told; after a minus, what is told and not wanted."""
    return [one for one in wanted if (one.removeprefix("-") in told) == one.startswith("-")]


@cache
def renderer() -> Renderer:
    settings = settings_for(HERE)
    messages, _ = load_messages(settings)
    assert messages
    return Renderer(settings, messages, COMPILED)
