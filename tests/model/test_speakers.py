"""Whose a voice is, which office speaks, who fights whom, whom a claim speaks for, and what was so on a day."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest

from daybrief.model.registry import Actor, Belonging, Change, Party, Registry, Reliability, Source
from daybrief.model.speakers import Speakers
from daybrief.model.statements import Claim, Control
from daybrief.model.terms import TABLES, Terms


def of(party: str) -> Belonging:
    return Belonging(**{"is": party, "basis": "It says so."})


def source(party: str = "", **more: Any) -> Source:
    return Source(name="S", party=of(party) if party else None, **more)


def actor(party: str = "", **more: Any) -> Actor:
    return Actor(name="A", party=of(party) if party else None, **more)


def graded(grade: Any) -> Reliability:
    return Reliability(grade=grade, basis="It was watched.")


REGISTRY = Registry(
    parties={
        "kestria": Party(name="K", opposes=("morvane",)),
        "morvane": Party(name="M"),
        "oslund": Party(name="O"),
        "sund": Party(name="S", opposes=("kestria", "gone")),
        "brenn": Party(name="B", allies=("morvane",)),
        "tharn": Party(name="T", allies=("brenn",)),
    },
    sources={
        "unknown": source(),
        "house": source("none", reliability=graded("B")),
        "paper": source("none", kind="newspaper", member_of="house"),
        "evening": source(member_of="house", owner="House", reliability=graded("D")),
        "owned": source("none", owner="House"),
        "alone": source("none", kind="official"),
        "army": source("kestria", kind="armed_force"),
        "ministry": source("morvane", kind="official"),
        "channel": source("morvane", kind="channel"),
        "maps": source("kestria"),
        "lost": source(kind="official"),
        "brigade": source("brenn", kind="armed_force"),
        "division": source("tharn", kind="armed_force"),
    },
    actors={
        "general": actor(kind="military", member_of="army"),
        "adjutant": actor(kind="military", member_of="general"),
        "minister": actor("kestria", kind="official"),
        "pundit": actor("kestria", kind="commentator"),
        "editor": actor(member_of="paper"),
        "abbot": actor("none", kind="official", member_of="army"),
        "walker": actor(kind="military"),
    },
)
SPEAKERS = Speakers(REGISTRY)


@pytest.mark.parametrize(
    ("name", "whose", "holds", "independent", "grade"),
    [
        ("unknown", None, "", False, ""),
        ("paper", "body house", "", True, "B"),
        ("evening", "body house", "", True, "D"),
        ("owned", "body owned", "", True, ""),
        ("alone", "body alone", "", True, ""),
        ("army", "party kestria", "kestria", False, ""),
        ("ministry", "party brenn", "morvane", False, ""),
        ("channel", "party brenn", "", False, ""),
        ("maps", "party kestria", "", False, ""),
        ("lost", None, "", False, ""),
        ("brigade", "party brenn", "brenn", False, ""),
        ("division", "party brenn", "tharn", False, ""),
        ("general", "party kestria", "kestria", False, ""),
        ("adjutant", "party kestria", "kestria", False, ""),
        ("minister", "party kestria", "kestria", False, ""),
        ("pundit", "party kestria", "", False, ""),
        ("editor", "body house", "", True, "B"),
        ("abbot", "body army", "", True, ""),
        ("walker", None, "", False, ""),
    ],
)
def test_whose_a_voice_is(name: str, whose: str | None, holds: str, independent: bool, grade: str) -> None:
    assert SPEAKERS.entry(name) == {**REGISTRY.sources, **REGISTRY.actors}[name]
    assert SPEAKERS.voice(name) == whose
    assert SPEAKERS.office(name) == holds
    assert SPEAKERS.independent(name) is independent
    assert SPEAKERS.grade(name) == grade


def test_who_is_in_no_registry_speaks_for_itself_and_has_no_party() -> None:
    """The rules ask of every id that a day gives, sound or not."""
    assert SPEAKERS.body("nobody") == "nobody"
    assert SPEAKERS.belonging("nobody") == SPEAKERS.office("nobody") == ""
    assert SPEAKERS.voice("nobody") is None
    circle = {"one": Source(name="O", member_of="two"), "two": Source(name="T", member_of="one")}
    assert Speakers(Registry(sources=circle)).body("one") == "two", "a rule tells of the circle"


def test_it_is_enough_that_one_entry_says_who_fights_whom() -> None:
    names = [*REGISTRY.parties, "gone", "none", ""]
    fighting = {(one, other) for one in names for other in names if SPEAKERS.opposed(one, other)}
    pairs = {("kestria", "morvane"), ("sund", "kestria"), ("sund", "gone")}
    assert fighting == pairs | {(other, one) for one, other in pairs}


@pytest.mark.parametrize(
    ("said", "favoured", "against"),
    [
        ({"movement": {"advance": ("kestria",)}}, {"kestria"}, {"morvane", "sund"}),
        ({"movement": {"infiltration": ("morvane",)}}, {"morvane"}, {"kestria"}),
        ({"movement": {"hold": ("sund",)}}, {"sund"}, {"kestria"}),
        ({"movement": {"withdrawal": ("kestria",)}}, {"morvane", "sund"}, {"kestria"}),
        ({"movement": {"encirclement": ("sund", "kestria")}}, {"sund", "kestria"}, {"kestria", "morvane", "sund"}),
        ({"movement": {"attack": ("kestria",)}}, set(), set()),
        ({"movement": {"fighting": ("kestria", "morvane")}}, set(), set()),
        ({"movement": {"not-a-word": ("kestria",)}}, set(), set()),
        ({"movement": {"advance": ("oslund",)}}, {"oslund"}, set()),
        ({"control": Control(party="morvane")}, {"morvane"}, {"kestria"}),
        ({"control": Control(party="none")}, set(), set()),
        ({"movement": {"attack": ("sund",)}, "control": Control(party="kestria")}, {"kestria"}, {"morvane", "sund"}),
        ({}, set(), set()),
    ],
)
def test_whom_a_claim_speaks_for_and_against(said: Any, favoured: set[str], against: set[str]) -> None:
    claim = Claim(id="c", text="T", by="army", articles=("a",), **said)
    assert SPEAKERS.favours(claim) == favoured
    assert SPEAKERS.against(claim) == against


@pytest.mark.parametrize(
    ("taker", "speaker", "may"),
    [
        ("army", "army", True),
        ("army", "general", True),
        ("general", "army", True),
        ("editor", "evening", True),
        ("minister", "army", True),  # two offices of one party
        ("pundit", "minister", False),
        ("minister", "pundit", False),
        ("ministry", "brigade", False),  # allies are one voice, and no office of one another's
        ("paper", "owned", False),
        ("walker", "lost", False),
    ],
)
def test_who_may_take_back_what_another_said(taker: str, speaker: str, may: bool) -> None:
    assert SPEAKERS.stands_for([taker]).isdisjoint(SPEAKERS.stands_for([speaker])) is not may


def test_an_entry_is_what_it_was_on_a_day() -> None:
    def change(date: str, field: str, was: str, now: str) -> Change:
        return Change(date=dt.date.fromisoformat(date), field=field, was=was, now=now, because="B")

    changes = (
        change("2031-03-09", "party", "none", "kestria"),
        change("2031-03-05", "party", "unknown", "none"),
        change("2031-03-05", "grade", "B", "D"),
        change("2031-03-07", "kind", "channel", "newspaper"),
        change("2031-03-07", "owner", "X", "Y"),
        change("2031-03-07", "member_of", "house", "army"),
    )
    paper = source("kestria", kind="newspaper", owner="Y", member_of="army", reliability=graded("D"), changes=changes)
    registry = Registry(parties=REGISTRY.parties, sources={**REGISTRY.sources, "grey": paper})

    def on(day: int) -> tuple[str, str, str | None, str]:
        speakers = Speakers(registry, dt.date(2031, 3, day))
        return speakers.belonging("grey"), speakers.grade("grey"), speakers.entry("grey").kind, speakers.body("grey")

    assert on(4) == ("none", "B", "channel", "house"), "without a party of its own it has its body's"
    assert on(5) == on(6) == ("none", "D", "channel", "house")
    assert on(7) == on(8) == ("none", "D", "newspaper", "army")
    assert on(9) == on(30) == ("kestria", "D", "newspaper", "army")


@pytest.mark.parametrize(
    ("field", "was", "before"),
    [
        *(
            ("grade", "unknown", ("", "newspaper", "house", "kestria")),
            ("grade", "B", ("B", "newspaper", "house", "kestria")),
        ),
        *(
            ("kind", "unknown", ("C", None, "house", "kestria")),
            ("member_of", "none", ("C", "newspaper", "grey", "kestria")),
        ),
        *(
            ("party", "unknown", ("C", "newspaper", "house", "none")),
            ("owner", "X", ("C", "newspaper", "house", "kestria")),
        ),
    ],
)
def test_what_was_not_known_is_not_known_before_a_change(field: str, was: str, before: tuple[Any, ...]) -> None:
    change = Change(date=dt.date(2031, 3, 5), field=field, was=was, now="A", because="B")
    paper = source("kestria", kind="newspaper", member_of="house", reliability=graded("C"), changes=(change,))
    speakers = Speakers(Registry(sources={"house": REGISTRY.sources["house"], "grey": paper}), dt.date(2031, 3, 4))
    entry = speakers.entry("grey")
    own = entry.reliability.grade if isinstance(entry, Source) and entry.reliability else ""
    assert (own, entry.kind, speakers.body("grey"), speakers.belonging("grey")) == before


def test_a_grade_that_was_taken_away_stands_before_that() -> None:
    change = Change(date=dt.date(2031, 3, 5), field="grade", was="D", now="unknown", because="B")
    registry = Registry(sources={"grey": source("kestria", changes=(change,))})
    assert [Speakers(registry, dt.date(2031, 3, day)).grade("grey") for day in (4, 5)] == ["D", ""]


def test_of_two_changes_of_one_day_the_last_that_is_written_is_the_newest() -> None:
    day = dt.date(2031, 3, 5)
    changes = tuple(
        Change(date=day, field="party", was=was, now=now, because="B")
        for was, now in (("none", "kestria"), ("kestria", "morvane"))
    )
    speakers = [
        Speakers(Registry(sources={"grey": source("morvane", changes=changes)}), on)
        for on in (day - dt.timedelta(1), day)
    ]
    assert [one.belonging("grey") for one in speakers] == ["none", "morvane"]


def test_what_follows_from_a_word_is_the_sites_to_say() -> None:
    own = Terms(
        movements={"attack": {"for": "opponents", "admits": "true"}, "march": {"name": "march", "for": "mover"}},
        source_kinds={"website": {"office": "true"}},
        actor_kinds={"ferryman": {"name": "ferryman", "office": "true"}},
    )
    speakers = Speakers(
        replace(
            REGISTRY,
            **{table: getattr(own, table) for table in TABLES},
            sources={"page": source("kestria", kind="website")},
            actors={"rower": actor("kestria", kind="ferryman")},
        )
    )
    told = {
        kind: Claim(id="c", text="T", by="page", articles=("a",), movement={kind: ("kestria",)})
        for kind in own.movements
    }
    assert speakers.against(told["attack"]) == {"kestria"}
    assert speakers.favours(told["march"]) == {"kestria"}
    assert {kind for kind, claim in told.items() if speakers.admits(claim)} == {"advance", "withdrawal", "attack"}
    assert (speakers.office("page"), speakers.office("rower")) == ("kestria", "kestria")
