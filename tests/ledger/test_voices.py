"""Whose a voice is, which office speaks, who fights whom, and whom a movement tells against."""

from typing import Any

import pytest

from daybrief.ledger.status import harmed, office, opposed, voice, who
from daybrief.model.registry import Actor, Belonging, Party, Registry, Source
from daybrief.model.statements import Movement


def of(party: str) -> Belonging:
    return Belonging(**{"is": party, "basis": "It says so."})


def source(party: str = "", **more: Any) -> Source:
    return Source(name="S", party=of(party) if party else None, **more)


def actor(party: str = "", **more: Any) -> Actor:
    return Actor(name="A", party=of(party) if party else None, **more)


REGISTRY = Registry(
    parties={
        "kestria": Party(name="K", opposes=("morvane",)),
        "morvane": Party(name="M"),
        "oslund": Party(name="O"),
        "sund": Party(name="S", opposes=("kestria", "gone")),
    },
    sources={
        "unknown": source(),
        "owned": source(owner="Press"),
        "paper": source("none", owner="Press", kind="newspaper"),
        "alone": source("none", kind="official"),
        "army": source("kestria", owner="State", kind="armed_force"),
        "ministry": source("morvane", kind="official"),
        "channel": source("morvane", kind="channel"),
        "maps": source("kestria"),
        "lost": source(kind="official"),
    },
    actors={
        "general": actor("morvane", kind="military"),
        "minister": actor("kestria", kind="official"),
        "pundit": actor("kestria", kind="commentator"),
        "abbot": actor("none", kind="official"),
        "walker": actor(kind="military"),
    },
)


@pytest.mark.parametrize(
    ("name", "whose", "holds", "beside"),
    [
        ("unknown", None, "", False),
        ("owned", None, "", False),
        ("paper", "owner Press", "", True),
        ("alone", "self alone", "", True),
        ("army", "party kestria", "kestria", False),
        ("ministry", "party morvane", "morvane", False),
        ("channel", "party morvane", "", False),
        ("maps", "party kestria", "", False),
        ("lost", None, "", False),
        ("general", "party morvane", "morvane", False),
        ("minister", "party kestria", "kestria", False),
        ("pundit", "party kestria", "", False),
        ("abbot", "self abbot", "", True),
        ("walker", None, "", False),
    ],
)
def test_whose_a_voice_is(name: str, whose: str | None, holds: str, beside: bool) -> None:
    assert who(REGISTRY, name) == {**REGISTRY.sources, **REGISTRY.actors}[name]
    assert voice(REGISTRY, name) == whose
    assert office(REGISTRY, name) == holds
    assert who(REGISTRY, name).independent is beside


def test_it_is_enough_that_one_entry_says_who_fights_whom() -> None:
    names = [*REGISTRY.parties, "gone", "none", ""]
    fighting = {(one, other) for one in names for other in names if opposed(REGISTRY, one, other)}
    pairs = {("kestria", "morvane"), ("sund", "kestria"), ("sund", "gone")}
    assert fighting == pairs | {(other, one) for one, other in pairs}


@pytest.mark.parametrize(
    ("move", "against"),
    [
        ({"advance": "kestria"}, {"morvane", "sund"}),
        ({"infiltration": "morvane"}, {"kestria"}),
        ({"hold": "sund"}, {"kestria"}),
        ({"withdrawal": "kestria"}, {"kestria"}),
        ({"attack": "kestria"}, set()),
        ({"advance": "oslund"}, set()),
    ],
)
def test_whom_a_movement_tells_against(move: dict[str, str], against: set[str]) -> None:
    assert harmed(REGISTRY, Movement(**move)) == against
