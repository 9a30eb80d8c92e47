"""What a ledger and its pages show, in the few words in which tests expect it."""

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from typing import Any

from daybrief.ledger.ledger import Ledger
from daybrief.output.html import Renderer
from daybrief.pipeline.check import load_messages
from daybrief.views import Page
from daybrief.views.control import Word, place_control
from daybrief.views.day import day_view
from daybrief.views.matrix import Taken, matrix
from tests.ledger.telling import COMPILED, HERE, key
from tests.projects import settings_for
from tests.views.harbour import words


def stands(ledger: Ledger, date: str, name: str, wanted: Any) -> dict[str, str]:
    """How a claim stands, in the scenarios' words, as far as `wanted` asks."""
    claim = key(date, name)
    told = [day for day in ledger.dates if f"{day}" <= date]
    standing = ledger.standing(claim, told[-1])
    settled = ledger.settled(claim)
    found = {
        "status": f"{standing.status} by {standing.rule}",
        "voices": str(standing.voices),
        "word of": standing.one_party or "nobody",
        "against its own": "yes" if standing.against_own else "no",
        "unplaced against": str(standing.unplaced_against),
        "settled": f"{settled[0]} after {settled[1]}" if settled else "never",
        "now": ledger.history(claim)[-1].standing.status,
    }
    return {word: found[word] for word in wanted}


def asked(wanted: Any) -> dict[str, str]:
    return {"status": wanted} if isinstance(wanted, str) else wanted


def control(ledger: Ledger, date: str, place: str) -> dict[str, list[str]]:
    """By speaker: what he says of who holds a place, as of the page of a day."""
    found = place_control(ledger, place, dt.date.fromisoformat(date))
    return {row.speaker.url.split("/")[1]: [*map(word, row.words)] for row in found.rows}


def word(one: Word) -> str:
    """What a speaker says of a place, when he said it, and how that stands."""
    party = one.held.party.id if one.held.party else "nobody"
    part = f" in part ({one.held.part})" if one.held.part else ""
    return f"{'not ' * one.denied}{party}{part}, {one.said}, {one.status}"


def positions(ledger: Ledger, plan: str, point: str) -> dict[str, list[str]]:
    """By party, or `nobody`: the positions on a point of a plan, or on the `whole` of it, where there are any."""
    of = "" if point == "whole" else ledger.registry.plans[plan].points[point].name
    row = next(row for row in matrix(ledger, plan).rows if row.point == of)
    told = {cell.party.id: stances(cell.now) for cell in row.cells} | {"nobody": stances(row.open)}
    return {party: some for party, some in told.items() if some}


def stances(taken: Iterable[Taken]) -> list[str]:
    """Positions, in whose words, and of which day."""
    return [
        f"{one.stance}, {'own' * one.own or 'told'}, by "
        + " and ".join(who.url.split("/")[1] for who in one.speakers)
        + f", {one.claim.date}"
        for one in taken
    ]


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
