"""Ids: what is told of one that stands for nothing, for another thing, or for two."""

from collections.abc import Callable
from typing import Any

import pytest

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY, BEFORE = "2031-03-10", "2031-03-01"
ONE = {"id": "one", "by": "courier"}
VIEW = {"id": "view", "kind": "judgement", "by": "courier", "sector": "ridge"}
STANCE = {"plan": "peace", "party": "kestria", "is": "accepts"}
PEACE = {"name": "Peace", "points": {"front": {"name": "The front"}, "money": {"name": "Money"}}}


def claims(**fields: Any) -> dict[str, Any]:
    return {"claims": [{**ONE, **fields}]}


@pytest.mark.parametrize(
    ("told", "message", "hint"),
    [
        (claims(by=["courierr"]), "no actor or source is called `courierr`", "did you mean `courier`?"),
        (
            claims(by=["nobodyx"]),
            "no actor or source is called `nobodyx`",
            "add it to `registry/actors.yml` or `registry/sources.yml`",
        ),
        (claims(places=["zzz"]), "no place is called `zzz`", "add it to `registry/places.yml`"),
        (claims(sector="zzz"), "no sector is called `zzz`", "add it to `registry/sectors.yml`"),
        (claims(figures={"zzz": "1"}), "no measure is called `zzz`", "add it to `registry/measures.yml`"),
        (claims(movement={"advance": "kestri"}), "no party is called `kestri`", "did you mean `kestria`?"),
        (claims(position={**STANCE, "plan": "zzz"}), "no plan is called `zzz`", "add it to `registry/plans.yml`"),
        ({"events": {"meet": {"track": "zzz"}}}, "no track is called `zzz`", "add it to `registry/tracks.yml`"),
        (
            {"events": {"meet": {"participants": ["zzz"]}}},
            "no actor or source is called `zzz`",
            "add it to `registry/actors.yml` or `registry/sources.yml`",
        ),
        (claims(sectors=["ridge", "zzz"]), "no sector is called `zzz`", "add it to `registry/sectors.yml`"),
        (claims(control={"party": "kestri"}, places=["orn"]), "no party is called `kestri`", "did you mean `kestria`?"),
        (claims(via="abbott"), "no actor or source is called `abbott`", "did you mean `abbot`?"),
        (claims(evidence_by="abbott"), "no actor or source is called `abbott`", "did you mean `abbot`?"),
        (
            {**claims(), "assessments": [{**VIEW, "places": ["ornn"]}]},
            "no place is called `ornn`",
            "did you mean `orn`?",
        ),
        (
            {**claims(), "assessments": [{**VIEW, "via": ["abbott"]}]},
            "no actor or source is called `abbott`",
            "did you mean `abbot`?",
        ),
        ({"articles": {"x": {"source": "zzz"}}}, "no source is called `zzz`", "add it to `registry/sources.yml`"),
    ],
)
def test_what_no_registry_has(tells: Tells, told: Any, message: str, hint: str) -> None:
    marked = message.split("`")[1]
    assert tells({DAY: told}, {"plans": {"peace": PEACE}}) == [(f'"{marked}"', "unknown-id", message, hint)]


def test_registries_know_each_other(tells: Tells) -> None:
    sources = {
        "one": {"name": "One", "party": {"is": "zzz", "basis": "So it says."}},
        "two": {"name": "Two", "party": {"is": "none", "basis": "So it says."}},
    }
    registry = {
        "sources": sources | {"three": {"name": "Three", "member_of": "abbott"}},
        "parties": {"third": {"name": "Third", "opposes": ["none", "kestri"], "allies": ["morvan"]}},
    }
    add = "add it to `registry/parties.yml`"
    assert tells({DAY: {}}, registry) == [
        ('"none"', "unknown-id", "no party is called `none`", add),
        ('"kestri"', "unknown-id", "no party is called `kestri`", "did you mean `kestria`?"),
        ('"morvan"', "unknown-id", "no party is called `morvan`", "did you mean `morvane`?"),
        ('"zzz"', "unknown-id", "no party is called `zzz`", add),
        ('"abbott"', "unknown-id", "no actor or source is called `abbott`", "did you mean `abbot`?"),
    ]


def test_nobody_holds_a_place_and_nobody_else_is_none(tells: Tells) -> None:
    assert tells({DAY: claims(control={"party": "none"}, places=["orn"])}) == []
    [(_, code, message, _)] = tells({DAY: claims(movement={"hold": "none"})})
    assert (code, message) == ("unknown-id", "no party is called `none`")


def test_only_the_newest_day_is_told_of_former_ids(tells: Tells) -> None:
    """A day of before keeps the words that it was written with; all are read as what they stand for now."""
    registry = {
        "sources": {"gazette": {"name": "The Gazette", "formerly": ["sheet"]}},
        "actors": {"premier": {"name": "The Premier", "formerly": ["minister"]}},
        "measures": {"ships": {"name": "ships", "formerly": ["ferries"]}},
    }
    told = {
        **claims(by=["minister", "sheet"], figures={"ferries": 2}),
        "articles": {"other": {"source": "sheet"}},
        "events": {"meet": {"participants": ["minister"]}},
    }
    assert tells({BEFORE: told, DAY: {}}, registry) == []
    new = {"minister": "premier", "sheet": "gazette", "ferries": "ships"}
    assert tells({BEFORE: told, DAY: told}, registry) == [
        (f'"{old}"', "former-id", f"`{old}` is a former id", f"write `{new[old]}`")
        for old in ("sheet", "minister", "minister", "sheet", "ferries")
    ]


def test_what_was_read_is_among_the_articles(tells: Tells) -> None:
    two = {"id": "two", "kind": "judgement", "by": "courier", "sector": "ridge"}
    forecast = {
        **two,
        "id": "rain",
        "kind": "forecast",
        "likelihood": "likely",
        "resolves_if": "It is.",
        "horizon": DAY,
    }
    day = {
        "claims": [{**ONE, "articles": ["paper", "papr", "zzz", "one", "two"]}],
        "assessments": [{**two, "articles": ["zz"]}],
        "resolutions": [{"forecast": f"{BEFORE}/rain", "outcome": "true", "articles": ["z"]}],
    }
    listed = "write one of: `paper`"
    assert tells({BEFORE: {"claims": [ONE], "assessments": [forecast]}, DAY: day}) == [
        (f'"{name}"', "unknown-article", f"no article of this day is called `{name}`", hint)
        for name, hint in [
            ("papr", "did you mean `paper`?"),
            ("zzz", listed),
            ("one", listed),
            ("two", listed),
            ("zz", listed),
            ("z", listed),
        ]
    ]


EARLIER = {
    "claims": [{"id": "mill", "by": "courier"}],
    "events": {"meet": {}},
    "assessments": [{"id": "view", "kind": "judgement", "by": "courier", "sector": "ridge"}],
}
CORRECTION = {"date": DAY, "field": "text", "kind": "typo", "reason": "A slip.", "was": "It was.", "now": "It is."}
EVERY = "write one of: `near`, `one`, `paper`"


@pytest.mark.parametrize(
    ("told", "marked", "message", "hint"),
    [
        (
            claims(follows=f"{BEFORE}/mil"),
            f"{BEFORE}/mil",
            f"{BEFORE} has no claim called `mil`",
            "did you mean `mill`?",
        ),
        (claims(backs=f"{BEFORE}/zzz"), f"{BEFORE}/zzz", f"{BEFORE} has no claim called `zzz`", "write one of: `mill`"),
        (claims(denies=f"{BEFORE}/meet"), f"{BEFORE}/meet", f"`{BEFORE}/meet` is no claim", "write one of: `mill`"),
        (claims(retracts="paper"), "paper", "`paper` is no claim", "write one of: `one`"),
        (claims(retracts="zzz"), "zzz", "this day has no claim called `zzz`", "write one of: `one`"),
        (
            claims(follows="2031-03-02/mill"),
            "2031-03-02/mill",
            "there is no day 2031-03-02",
            f"did you mean `{BEFORE}`?",
        ),
        (claims(follows="1999-11-22/mill"), "1999-11-22/mill", "there is no day 1999-11-22", "look at the date"),
        ({"events": {"near": {"continues": "paper"}}}, "paper", "`paper` is no event", "write one of: `near`"),
        (
            {"events": {"near": {"continues": f"{BEFORE}/view"}}},
            f"{BEFORE}/view",
            f"`{BEFORE}/view` is no event",
            "write one of: `meet`",
        ),
        (
            {"resolutions": [{"forecast": f"{BEFORE}/view", "outcome": "true"}]},
            f"{BEFORE}/view",
            f"`{BEFORE}/view` is no forecast",
            "that day has no forecast",
        ),
        (
            {"resolutions": [{"forecast": "zzz", "outcome": "true"}]},
            "zzz",
            "this day has no forecast called `zzz`",
            "that day has no forecast",
        ),
        (
            {**claims(), "events": {"near": {}}, "corrections": [{**CORRECTION, "target": "zzz"}]},
            "zzz",
            "this day has no claim, event, assessment or article called `zzz`",
            EVERY,
        ),
        (
            {
                **claims(),
                "takeaways": [{"text": "A word.", "refs": ["one"]}, {"text": "A word.", "refs": ["one", "zzz"]}],
            },
            "zzz",
            "this day has no claim or assessment called `zzz`",
            "write one of: `one`",
        ),
        (
            {**claims(), "takeaways": [{"text": "A word.", "refs": ["one", f"{BEFORE}/zzz"]}]},
            f"{BEFORE}/zzz",
            f"{BEFORE} has no claim or assessment called `zzz`",
            "write one of: `mill`, `view`",
        ),
        (claims(follows=[f"{BEFORE}/mill", "zzz"]), "zzz", "this day has no claim called `zzz`", "write one of: `one`"),
        (
            {**claims(), "assessments": [{**VIEW, "follows": [f"{BEFORE}/mill"]}]},
            f"{BEFORE}/mill",
            f"`{BEFORE}/mill` is no assessment",
            "write one of: `view`",
        ),
        (
            {**claims(), "assessments": [{**VIEW, "kind": "forecast", "follows": f"{BEFORE}/view"}]},
            f"{BEFORE}/view",
            f"`{BEFORE}/view` is no forecast",
            "that day has no forecast",
        ),
        (
            {**claims(), "assessments": [{**VIEW, "refs": ["one", f"{BEFORE}/view"]}]},
            f"{BEFORE}/view",
            f"`{BEFORE}/view` is no claim",
            "write one of: `mill`",
        ),
        (
            {**claims(), "assessments": [{**VIEW, "refs": ["view"]}]},
            "view",
            "`view` is no claim",
            "write one of: `one`",
        ),
        (
            {**claims(), "takeaways": [{"text": "A word.", "refs": ["paper"]}, {"text": "A word.", "refs": ["one"]}]},
            "paper",
            "`paper` is no claim or assessment",
            "write one of: `one`",
        ),
    ],
)
def test_what_was_told_before(tells: Tells, told: Any, marked: str, message: str, hint: str) -> None:
    code = "unknown-day" if "no day" in message else "wrong-kind" if "` is no " in message else "unknown-reference"
    assert tells({BEFORE: EARLIER, DAY: told}) == [(f'"{marked}"', code, message, hint)]


def test_a_day_points_at_no_later_one(tells: Tells) -> None:
    days = {DAY: claims(follows="2031-03-11/mill"), "2031-03-11": EARLIER}
    words = ("2031-03-11 is later than this day", "a day points at earlier days only")
    assert tells(days) == [('"2031-03-11/mill"', "points-forward", *words)]


@pytest.mark.parametrize(
    "told",
    [
        {**claims(), "takeaways": [{"text": "A word.", "refs": ["one"]}, {"text": "A word.", "refs": ["view"]}]}
        | {"assessments": EARLIER["assessments"]},
        {"events": {"near": {"continues": f"{BEFORE}/meet"}}},
        {**claims(), "takeaways": [{"text": "A word.", "refs": ["one", f"{BEFORE}/view", f"{BEFORE}/mill"]}]},
        claims(follows=[f"{BEFORE}/mill", f"{BEFORE}/mill"]),
        {**claims(), "assessments": [{**VIEW, "follows": [f"{BEFORE}/view"], "refs": ["one", f"{BEFORE}/mill"]}]},
        {**claims(), "corrections": [{**CORRECTION, "target": "day", "field": "title", "now": f"The day of {DAY}"}]},
        {**claims(), "corrections": [{**CORRECTION, "target": "paper", "field": "title", "now": f"Read on {DAY}"}]},
        {"events": {"near": {}}, "corrections": [{**CORRECTION, "target": "near", "field": "name", "now": "The near"}]},
    ],
)
def test_what_may_be_pointed_at(tells: Tells, told: Any) -> None:
    assert tells({BEFORE: EARLIER, DAY: told}) == []


@pytest.mark.parametrize(
    ("before", "now", "told"), [("draft", "published", True), ("draft", "draft", False), ("published", "draft", False)]
)
def test_a_published_day_points_at_no_draft(tells: Tells, before: str, now: str, told: bool) -> None:
    days = {BEFORE: {**EARLIER, "status": before}, DAY: {**claims(follows=f"{BEFORE}/mill"), "status": now}}
    message = f"{BEFORE} is a draft, and this day is published"
    problem = (f'"{BEFORE}/mill"', "unknown-day", message, "publish that day first, or take this away")
    assert tells(days) == ([problem] if told else [])


def test_an_id_stands_for_one_thing(tells: Tells) -> None:
    day = {
        "claims": [ONE, ONE, {"id": "paper", "by": "courier"}],
        "events": {"one": {}},
        "assessments": [{"id": "one", "kind": "judgement", "by": "courier", "sector": "ridge"}],
    }
    hint = "ids are shared by a day's claims, events, assessments and articles: rename one"
    found = tells({DAY: day})
    assert [(mark, code, message.partition(";")[0], offered) for mark, code, message, offered in found] == [
        (f'"{name}"', "duplicate-id", f"the id `{name}` is given twice", hint)
        for name in ("one", "one", "paper", "one")
    ]
    assert len({message for _, _, message, _ in found}) == 2, "each tells the line of the first"


def test_no_id_is_the_address_of_a_section(tells: Tells) -> None:
    day = {
        "claims": [{"id": name, "by": "courier"} for name in ("sources", "corrections", "sector-x", "db-x", "sectors")],
        "events": {"board": {}},
        "articles": {"top": {}},
        "assessments": [{"id": "since", "kind": "judgement", "by": "courier", "sector": "ridge"}],
    }
    assert tells({DAY: day}) == [
        (
            f'"{name}"',
            "reserved-id",
            f"`{name}` is the address of a section of the page",
            f"rename it, such as `the-{name}`",
        )
        for name in ("top", "board", "corrections", "sector-x", "db-x", "since")
    ]


def test_a_position_is_on_a_point_of_its_plan(tells: Tells) -> None:
    points = ["front", "fronts", "zzz", None]
    day = {
        "claims": [
            {"id": f"c{n}", "by": "courier", "position": STANCE | ({"point": point} if point else {})}
            for n, point in enumerate(points)
        ]
    }
    assert tells({DAY: day}, {"plans": {"peace": PEACE}}) == [
        ('"fronts"', "unknown-point", "`peace` has no point `fronts`", "did you mean `front`?"),
        ('"zzz"', "unknown-point", "`peace` has no point `zzz`", "write one of: `front`, `money`"),
    ]


def test_a_point_and_a_party_make_an_anchor_of_their_own(tells: Tells) -> None:
    points = {name: {"name": "A point"} for name in ("a", "a-b", "plan", "c")}
    registry = {
        "parties": {"b-c": {"name": "BC"}, "c": {"name": "C"}},
        "plans": {"peace": {"name": "Peace", "points": points}, "other": {"name": "Other", "points": points}},
    }
    wrong = [
        (
            '"a-b"',
            "reserved-id",
            "with the party `c`, the address of `a-b` is that of `a`",
            "rename it, such as `the-a-b`",
        ),
        (
            '"plan"',
            "reserved-id",
            "with the party `kestria`, the address of `plan` is that of the whole plan",
            "rename it, such as `the-plan`",
        ),
    ]
    assert tells({DAY: {}}, registry) == wrong * 2


def test_actors_and_sources_share_their_ids(tells: Tells) -> None:
    registry = {"actors": {"courier": {"name": "The Courier"}, "somebody": {"name": "Some Body"}}}
    message = "`courier` is a source too; actors and sources share their ids"
    hint = "a source speaks under its own id: take this entry away, or rename one"
    assert tells({DAY: {}}, registry) == [('"courier"', "duplicate-id", message, hint)]
