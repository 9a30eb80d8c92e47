"""What rules say of two places of a day, or of two days: the words that lead an editor on."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from daybrief.content import archive
from tests.cases import told_by_rules
from tests.ledger.telling import write

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY = "2031-03-10"
ONE = {"id": "one", "by": "courier"}
VIEW = {"id": "view", "kind": "judgement", "by": "courier", "sector": "ridge"}


@pytest.mark.parametrize("field", ["backs", "denies"])
def test_who_points_at_a_follower_is_led_to_the_claim_that_opened_the_matter(tmp_path: Path, field: str) -> None:
    hill = {"id": "hill", "by": "kestria-army"}
    near = {"id": "near", "by": "courier", "backs": "hill", "when": "2031-03-01"}
    far = {"id": "far", "by": "courier", "denies": "2031-03-01/hill", "when": "2031-03-01"}
    wrong = {
        "2031-03-01": [hill, near, {"id": "same-day", "by": "far-wire", field: "near"}],
        "2031-03-02": [far, {"id": "next-day", "by": "far-wire", field: "2031-03-01/near", "when": "2031-03-01"}],
        "2031-03-03": [{"id": "last", "by": "far-wire", field: "2031-03-02/far", "when": "2031-03-01"}],
    }
    found, _ = archive.load(write(tmp_path, {date: {"claims": some} for date, some in wrong.items()}), ())
    hints = [problem.hint for problem in sorted(told_by_rules(found)) if problem.code == "not-an-opening-claim"]
    opened = "point at the claim that opened the matter"
    assert hints == [f"{opened}: `hill`", f"{opened}: `2031-03-01/hill`", f"{opened}: `2031-03-01/hill`"]


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
    takeaways = [{"text": "A word."}, {"text": "A word.", "refs": ["one"]}, {"text": "A word.", "refs": []}]
    hint = "add `refs: [ID]` with the claims it rests on"
    problem = ("{", "takeaway-without-refs", "this takeaway rests on nothing", hint)
    assert tells({DAY: {"claims": [ONE], "takeaways": takeaways}}) == [problem] * 2
    assert [code for _, code, _, _ in tells({DAY: {"claims": [ONE], "takeaways": "x"}})] == ["not-a-list"]


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
    listed = ", ".join(f"`{name}: PARTY`" for name in ("advance", "withdrawal", "infiltration", "attack", "hold"))
    assert tells({DAY: {"claims": [claim]}}) == (
        [("{", "one-movement", "a movement is one field", f"write one of: {listed}")] if told else []
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


def test_a_claim_takes_one_side(tells: Tells) -> None:
    claims = [ONE, {"id": "two", "by": "far-wire", "backs": "one", "denies": "one"}]
    assert tells({DAY: {"claims": claims}}) == [
        ('"denies"', "both-sides", "a claim speaks for a matter or against it", "write two claims")
    ]


def test_only_who_said_a_thing_takes_it_back(tells: Tells) -> None:
    many = [f"s{n:02}" for n in range(14)]
    claims = [
        {**ONE, "by": many},
        {"id": "two", "by": "courier", "retracts": "one"},
        {"id": "three", "by": ["s13", "far-wire"], "retracts": "one"},
    ]
    named = ", ".join(f"`{name}`" for name in many[:12])
    hint = "only the same speaker retracts; another one `denies`"
    assert tells({DAY: {"claims": claims}}, {"sources": {name: {"name": name.upper()} for name in many}}) == [
        ('"one"', "retracts-another", f"`one` is by {named}", hint)
    ]


def test_what_the_editors_set_is_there(tells: Tells) -> None:
    forecast = {**VIEW, "kind": "forecast", "editor_set": ["likelihood", "horizon", "resolves_if"], "horizon": DAY}
    assert tells({DAY: {"claims": [ONE], "assessments": [forecast]}}) == [
        (f'"{name}"', "editor-set-nothing", f"`{name}` is not set here", f"add `{name}: …`, or take it from the list")
        for name in ("likelihood", "resolves_if")
    ]


FIELDS = {
    "one": "id text by articles follows backs denies retracts said when told_to position movement places figures "
    "evidence credibility quote note",
    "day": "date as_of title status takeaways articles sourcing diplomacy front assessments resolutions corrections",
    "meet": "id name track state date format until continues place participants next claims",
    "view": "id kind text by articles sector track said likelihood likelihood_words horizon resolves_if editor_set "
    "confidence note",
    "paper": "source title url published language archived seen reprint_of",
}


@pytest.mark.parametrize("target", FIELDS)
def test_a_correction_names_a_field_of_its_target(tells: Tells, target: str) -> None:
    words = {"date": DAY, "kind": "typo", "reason": "A slip.", "was": "It wos.", "now": "It was.", "target": target}
    known = FIELDS[target].split()
    near = "note" if "note" in known else "title"

    def told(*fields: str) -> list[tuple[str, str, str, str]]:
        corrections = [{**words, "field": field} for field in fields]
        return tells(
            {DAY: {"claims": [ONE], "events": {"meet": {}}, "assessments": [VIEW], "corrections": corrections}}
        )

    assert told(*known) == []
    listed = "write one of: " + ", ".join(f"`{name}`" for name in known)
    assert told("zzz") == [('"zzz"', "unknown-field", f"`{target}` has no field `zzz`", listed)]
    if near in known:
        [(*_, hint)] = told(f"{near}x")
        assert hint == f"did you mean `{near}`?"


def test_a_correction_changes_the_words(tells: Tells) -> None:
    words = {"date": DAY, "kind": "typo", "reason": "A slip.", "target": "one", "field": "text", "was": "It was."}
    assert tells({DAY: {"claims": [ONE], "corrections": [words, {**words, "now": "It was."}]}}) == [
        ('"It was."', "empty-correction", "the words before and after are the same", "write what it is now")
    ]
