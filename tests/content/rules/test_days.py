"""What rules say of two places of a day, or of two days: the words that lead an editor on."""

from collections.abc import Callable
from typing import Any

import pytest

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY = "2031-03-10"
ONE = {"id": "one", "by": "courier"}
VIEW = {"id": "view", "kind": "judgement", "by": "courier", "sector": "ridge"}


OPENED = {
    "2031-03-01": [
        {"id": "hill", "by": "kestria-army"},
        {"id": "mill", "by": "kestria-army"},
        {"id": "near", "by": "courier", "backs": "hill"},
        {"id": "far", "by": "courier", "denies": "hill"},
        {"id": "all", "by": "courier", "denies": ["hill", "mill"]},
    ],
    "2031-03-02": [
        {"id": "late", "by": "courier", "denies": ["2031-03-01/hill", "2031-03-01/mill"], "when": "2031-03-01"}
    ],
}


@pytest.mark.parametrize(
    ("field", "at", "meant"),
    [
        ("backs", "near", "backs: {}hill"),
        ("denies", "near", "denies: {}hill"),
        ("backs", "far", "denies: {}hill"),
        ("denies", "far", "backs: {}hill"),
        ("backs", "all", "denies: [{0}hill, {0}mill]"),
        ("denies", "all", "backs: [{0}hill, {0}mill]"),
    ],
)
@pytest.mark.parametrize("later", [False, True])
def test_who_points_at_a_follower_is_told_how_to_say_the_same_of_the_opening_claim(
    tells: Tells, field: str, at: str, meant: str, later: bool
) -> None:
    """Whoever denies a denial speaks for what it denies."""
    there = "2031-03-01/" if later else ""
    claim = {"id": "last", "by": "far-wire", field: ["hill" if not later else f"{there}hill", f"{there}{at}"]}
    days = {"2031-03-01": [*OPENED["2031-03-01"]]}
    days.setdefault(DAY if later else "2031-03-01", []).append({**claim, "when": "2031-03-01"})
    message = f"`{there}{at}` itself {'backs' if at == 'near' else 'denies'} another claim"
    hint = f"point at the claim that opened the matter: `{meant.format(there)}`"
    assert tells({date: {"claims": claims} for date, claims in days.items()}) == [
        (f'"{there}{at}"', "not-an-opening-claim", message, hint)
    ]


def test_what_a_hint_points_at_on_a_third_day_keeps_its_day(tells: Tells) -> None:
    last = {"id": "last", "by": "far-wire", "denies": "2031-03-02/late", "when": "2031-03-01"}
    [(*_, hint)] = tells({date: {"claims": claims} for date, claims in [*OPENED.items(), (DAY, [last])]})
    assert hint.endswith("`backs: [2031-03-01/hill, 2031-03-01/mill]`")


@pytest.mark.parametrize(
    ("told", "code", "message", "hint"),
    [
        (
            {"file": "2031/x.yml"},
            "misplaced-day",
            f"the file is `2031/x.yml`, and its date is {DAY}",
            f"correct the date, or move the file to `2031/{DAY}.yml`",
        ),
        (
            {"date": "2031-03-01"},
            "day-twice",
            "2031-03-01 is told in `2031/2031-03-01.yml` too",
            "correct the date, or put both into one file",
        ),
        (
            {"date": "noon", "file": "2031/x.yml"},
            "bad-date",
            "`noon` is no date",
            "write it as 2025-12-03 (year-month-day)",
        ),
    ],
)
def test_a_day_has_one_file_of_its_own(tells: Tells, told: Any, code: str, message: str, hint: str) -> None:
    assert [words for _, *words in tells({"2031-03-01": {}, DAY: told})] == [[code, message, hint]]


def test_a_takeaway_rests_on_something(tells: Tells) -> None:
    takeaways = [
        {"text": "A word."},
        {"text": "A word.", "refs": ["one"]},
        {"text": "A word.", "refs": []},
        {"text": "A word.", "refs": ["2031-03-01/one"]},
        {"text": "A word.", "refs": ["2031-03-01/one", f"{DAY}/one"]},
    ]
    days = {"2031-03-01": {"claims": [ONE]}, DAY: {"claims": [ONE], "takeaways": takeaways}}
    hint = "add `refs: [ID]` with the claims it rests on"
    nothing, today = "this takeaway rests on nothing", "this takeaway rests on nothing that is told on this day"
    assert tells(days) == [("{", "takeaway-without-refs", message, hint) for message in (nothing, nothing, today)]
    assert [code for _, code, _, _ in tells({DAY: {"claims": [ONE], "takeaways": "x"}})] == ["not-a-list"]


@pytest.mark.parametrize(
    ("refs", "codes"),
    [
        ([""], ["empty-field"]),
        (["No id"], ["bad-id"]),
        (["2031-03-01/one", "No id"], ["bad-id"]),
        (["one", "No id"], ["bad-id"]),
        ("one", ["not-a-list"]),
        ("", ["empty-field"]),
        (["2031-03-01/one"], ["takeaway-without-refs"]),
    ],
)
def test_a_takeaway_of_an_unsound_ref_is_told_once(tells: Tells, refs: Any, codes: list[str]) -> None:
    """And of its neighbours, whatever is wrong with one of them, each that has none is told."""
    broken = {"refs": [{"x": "y"}]}
    takeaways = [broken, {"text": "A word.", "refs": refs}, {"text": "A word."}, broken]
    days = {"2031-03-01": {"claims": [ONE]}, DAY: {"claims": [ONE], "takeaways": takeaways}}
    around = ["missing-field", "not-a-text"]
    assert [code for _, code, *_ in tells(days)] == [*around, *codes, "takeaway-without-refs", *around]


def test_a_sector_has_one_entry(tells: Tells) -> None:
    front = [
        {"sector": sector, "claims": [{**ONE, "id": f"a{n}", "text": "A word.", "articles": ["paper"]}]}
        for n, sector in enumerate(("ridge", "river", "ridge", "ridge"))
    ]
    takeaways = [{"text": "A word.", "refs": ["a0"]}] * 2
    assert (
        tells({DAY: {"front": front, "takeaways": takeaways}})
        == [('"ridge"', "sector-twice", "`ridge` has an entry above", "put its claims there")] * 2
    )


@pytest.mark.parametrize(
    ("movement", "told"),
    [({"advance": "kestria", "hold": "morvane"}, True), ({}, True), ({"attack": "kestria"}, False), (None, False)],
)
def test_a_movement_is_one_thing(tells: Tells, movement: Any, told: bool) -> None:
    claim = ONE if movement is None else {**ONE, "movement": movement}
    hint = "write it as `{advance: PARTY}`; two movements are two claims"
    assert tells({DAY: {"claims": [claim]}}) == (
        [("{", "one-movement", "a movement is one field", hint)] if told else []
    )


def test_an_assessment_is_about_one_thing(tells: Tells) -> None:
    both = {**VIEW, "track": "harbour-talks"}
    track = {"id": "talks", "kind": "judgement", "by": "courier", "track": "harbour-talks"}
    message = "an assessment is about a sector or a track, not both"
    assert tells({DAY: {"claims": [ONE], "assessments": [{**VIEW, "id": "ridge-view"}, track, both]}}) == [
        ('"track"', "sector-or-track", message, "keep one")
    ]


def test_who_only_reprints_a_text_does_not_speak(tells: Tells) -> None:
    day = {
        "claims": [{**ONE, "by": ["courier", "far-wire"], "articles": ["carried"]}],
        "assessments": [{**VIEW, "by": "far-wire", "articles": ["carried"]}],
        "articles": {"carried": {"source": "far-wire", "reprint_of": "courier"}},
    }
    problem = ('"far-wire"', "by-reprinter", "`far-wire` only reprints this text", "write `by: courier`")
    assert tells({DAY: day}) == [problem] * 2
    own = {"own": {"source": "far-wire", "reprint_of": "far-wire"}}
    assert tells({DAY: {"claims": [{**ONE, "by": "far-wire", "articles": ["own"]}], "articles": own}}) == []


@pytest.mark.parametrize(
    ("articles", "origin"),
    [
        ({"a": ("courier", "far-wire")}, "far-wire"),
        ({"a": ("courier", "far-wire"), "b": ("far-wire", None)}, "far-wire"),
        ({"a": ("courier", "far-wire"), "b": ("far-wire", "driftwood")}, "driftwood"),
        ({"a": ("courier", "far-wire"), "b": ("far-wire", "driftwood"), "c": ("far-wire", None)}, "far-wire"),
        ({"a": ("courier", "far-wire"), "b": ("far-wire", "driftwood"), "c": ("far-wire", "flotsam")}, "far-wire"),
        ({"a": ("courier", "far-wire"), "b": ("far-wire", "driftwood"), "c": ("driftwood", "flotsam")}, "flotsam"),
        ({"a": ("courier", "far-wire"), "b": ("far-wire", "courier")}, "far-wire"),
        ({"a": ("courier", "far-wire"), "b": ("far-wire", "driftwood"), "c": ("driftwood", "far-wire")}, "driftwood"),
    ],
)
def test_a_reprint_of_a_reprint_is_the_word_of_the_first(tells: Tells, articles: Any, origin: str) -> None:
    """As long as all that was read of an outlet on the day is the text of one other."""
    read = {name: {"source": source} | ({"reprint_of": of} if of else {}) for name, (source, of) in articles.items()}

    def told(by: str) -> list[tuple[str, str]]:
        claim = {**ONE, "by": by, "articles": ["a"]}
        return [(code, hint) for _, code, _, hint in tells({DAY: {"claims": [claim], "articles": read}})]

    assert told("courier") == [("by-reprinter", f"write `by: {origin}`")]
    assert told(origin) == told("walker") == []
    assert told("far-wire") == ([("by-reprinter", f"write `by: {origin}`")] if origin != "far-wire" else [])


def test_a_claim_takes_one_side(tells: Tells) -> None:
    claims = [ONE, {"id": "two", "by": "far-wire", "backs": "one", "denies": "one"}]
    assert tells({DAY: {"claims": claims}}) == [
        ('"denies"', "both-sides", "a claim speaks for a matter or against it", "write two claims")
    ]


SPEAKERS = {
    "sources": {
        "agency": {"name": "Agency of the Dam", "kind": "official"},
        "agency-site": {"name": "The Agency's Site", "member_of": "deputy"},
    },
    "actors": {
        "director": {"name": "The Director", "member_of": "agency"},
        "deputy": {"name": "The Deputy", "member_of": "director"},
        "turncoat": {
            "name": "Colonel Vane",
            "kind": "military",
            "party": {"is": "kestria", "basis": "He is with them now."},
            "changes": [
                {"date": "2031-03-11", "field": "party", "was": "morvane", "now": "kestria", "because": "He went over."}
            ],
        },
    },
}


@pytest.mark.parametrize(
    ("said", "taken_back", "may"),
    [
        ("courier", "courier", True),
        ("courier", ["far-wire", "courier"], True),
        (["courier", "far-wire"], "far-wire", True),
        ("agency", "director", True),
        ("director", "agency", True),
        ("agency-site", "deputy", True),
        ("deputy", ["courier", "agency"], True),
        ("kestria-general", "kestria-army", True),
        ("kestria-army", "kestria-general", True),
        ("turncoat", "morvane-army", True),
        ("turncoat", "kestria-army", False),
        ("courier", "far-wire", False),
        ("agency", "courier", False),
        ("kestria-army", "kestria-blog-one", False),
        ("kestria-blog-one", "kestria-army", False),
        ("kestria-blog-one", "kestria-blog-two", False),
        ("kestria-general", "morvane-army", False),
        ("driftwood", "flotsam", False),
    ],
)
def test_only_who_said_a_thing_takes_it_back(tells: Tells, said: Any, taken_back: Any, may: bool) -> None:
    """He himself, or whoever is of the same body; of an office's word, each office of its party."""
    claims = [{**ONE, "by": said}, {"id": "two", "by": taken_back, "retracts": ["one"]}]
    hint = "only the same speaker or its body retracts; another one `denies`"
    assert tells({DAY: {"claims": claims}}, SPEAKERS) == (
        [] if may else [('"one"', "retracts-another", f"`one` is by `{said}`", hint)]
    )


def test_of_many_speakers_the_first_are_told(tells: Tells) -> None:
    many = [f"s{n:02}" for n in range(14)]
    claims = [
        {**ONE, "by": many},
        {"id": "two", "by": "courier", "retracts": "one"},
        {"id": "three", "by": ["s13", "far-wire"], "retracts": "one"},
    ]
    named = ", ".join(f"`{name}`" for name in many[:12])
    hint = "only the same speaker or its body retracts; another one `denies`"
    assert tells({DAY: {"claims": claims}}, {"sources": {name: {"name": name.upper()} for name in many}}) == [
        ('"one"', "retracts-another", f"`one` is by {named}", hint)
    ]


@pytest.mark.parametrize(
    ("said", "denied", "told"),
    [
        ("courier", "courier", "`courier`, who denies it here"),
        (["far-wire", "courier"], ["abbot", "courier"], "`courier`, who denies it here"),
        ("agency", "director", "`agency`, for whose body `director` denies it here"),
        ("agency-site", ["courier", "agency"], "`agency-site`, for whose body `agency` denies it here"),
        ("courier", "far-wire", ""),
        ("kestria-army", "kestria-general", ""),
        ("kestria-army", "kestria-blog-one", ""),
        ("grey-herald", "grey-evening", "`grey-herald`, for whose body `grey-evening` denies it here"),
        ("agency", "courier", ""),
    ],
)
def test_nobody_denies_his_own_word(tells: Tells, said: Any, denied: Any, told: str) -> None:
    """Nor that of his body; a side's bloggers may deny their ministry; two papers of one house are one body."""
    claims = [{**ONE, "by": said}, {"id": "two", "by": denied, "denies": "one"}]
    hint = "who takes back what he said `retracts`; if time went on, the claim `follows`"
    assert tells({DAY: {"claims": claims}}, SPEAKERS) == (
        [('"one"', "denies-itself", f"`one` is by {told}", hint)] if told else []
    )


@pytest.mark.parametrize(
    ("claim", "told"),
    [
        ({"control": {"party": "kestria"}}, True),
        ({"control": {"party": "none", "part": "half"}, "places": []}, True),
        ({"control": {"party": "kestria", "part": "the centre"}, "places": ["orn"]}, False),
        ({"places": ["orn"]}, False),
    ],
)
def test_who_holds_a_place_is_said_of_places(tells: Tells, claim: Any, told: bool) -> None:
    problem = ('"control"', "control-without-place", "nothing says what is held", "add `places: [PLACE]`")
    assert tells({DAY: {"claims": [ONE | claim]}}) == ([problem] if told else [])


def test_what_the_editors_set_is_there(tells: Tells) -> None:
    forecast = {**VIEW, "kind": "forecast", "editor_set": ["likelihood", "horizon", "resolves_if"], "horizon": DAY}
    assert tells({DAY: {"claims": [ONE], "assessments": [forecast]}}) == [
        (f'"{name}"', "editor-set-nothing", f"`{name}` is not set here", f"add `{name}: …`, or take it from the list")
        for name in ("likelihood", "resolves_if")
    ]
