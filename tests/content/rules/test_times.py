"""In which order things can have happened: on the same day is early enough."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybrief.content import archive
from daybrief.model.fields import period
from tests.cases import told_by_rules
from tests.ledger.telling import write

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY, BEFORE, AFTER = "2031-03-10", "2031-03-09", "2031-03-11"
ONE = {"id": "one", "by": "courier"}


@pytest.mark.parametrize(
    ("article", "marked", "told"),
    [
        ({"published": DAY, "seen": f"{DAY}T23:00Z"}, "", ""),
        ({"published": AFTER}, AFTER, AFTER),
        ({"seen": f"{DAY}T23:01Z"}, f"{DAY}T23:01Z", f"{DAY}T23:01Z"),
        ({"as_of": f"{AFTER}T01:00Z"}, f"{AFTER}T01:00Z", f"{AFTER}T01:00Z"),
        ({"published": AFTER, "seen": f"{AFTER}T01:00Z"}, AFTER, AFTER),
        ({"published": AFTER, "seen": f"{DAY}T01:00Z"}, AFTER, AFTER),
    ],
)
def test_nothing_was_read_later_than_all_was_seen(tells: Tells, article: Any, marked: str, told: str) -> None:
    message = f"`as_of` is {DAY}T23:00Z, earlier than this article ({told})"
    hint = "correct the article's date, or move `as_of`"
    if "T" in told:
        hint += f"; or add the update: `{{date: {told[:10]}, target: other, kind: update, reason: …}}`"
    assert tells({DAY: {"articles": {"other": article}}}) == (
        [(f'"{marked}"', "article-after-as-of", message, hint)] if told else []
    )


def test_of_a_day_later_than_all_was_seen_no_article_is_told(tells: Tells) -> None:
    assert tells({DAY: {"as_of": f"{BEFORE}T23:59Z"}}) == [
        (
            f'"{BEFORE}T23:59Z"',
            "as-of-before-day",
            f"the day, {DAY}, is later than its `as_of`",
            "write when the editors had seen it all",
        )
    ]


@pytest.mark.parametrize("wrong", [{"as_of": "noon"}, {"date": "noon", "as_of": "2000-01-01T00:00Z", "articles": {}}])
def test_what_is_no_date_is_told_once(tells: Tells, wrong: Any) -> None:
    given = {"articles": {"other": {"published": "2199-12-31"}}, **wrong}
    codes = [code for _, code, _, _ in tells({DAY: given})]
    assert codes == (["bad-time"] if wrong == {"as_of": "noon"} else ["bad-date", "article-after-as-of"])


def assessed(**fields: str) -> dict[str, Any]:
    one = {"id": "two", "by": "courier", "kind": "forecast", "likelihood": "likely", "resolves_if": "It is so."}
    return {"claims": [ONE], "assessments": [{**one, "sector": "ridge", **fields}]}


def corrected(date: str) -> dict[str, Any]:
    words = {"field": "text", "kind": "typo", "reason": "A slip.", "was": "It wos.", "now": "What is told of one."}
    return {"claims": [ONE], "corrections": [{"date": date, "target": "one", **words}]}


@pytest.mark.parametrize(
    ("told", "marked", "message"),
    [
        ({"events": {"meet": {"date": AFTER, "state": "planned"}}}, "", ""),
        ({"events": {"meet": {"date": AFTER, "state": "postponed"}}}, "", ""),
        ({"events": {"meet": {"date": AFTER, "state": "cancelled"}}}, "", ""),
        ({"events": {"fair": {}, "meet": {"date": AFTER}}}, "held", f"an event of {AFTER} cannot have been held yet"),
        ({"claims": [{**ONE, "said": AFTER}]}, AFTER, f"the editors had seen no more than {DAY}"),
        ({"claims": [{**ONE, "said": DAY}]}, "", ""),
        (assessed(horizon=BEFORE), BEFORE, "the horizon lies before the forecast"),
        (assessed(horizon=DAY), "", ""),
        (assessed(horizon=BEFORE, said=BEFORE), "", ""),
        (assessed(horizon="2031-03-08", said=BEFORE), "2031-03-08", "the horizon lies before the forecast"),
        (corrected(BEFORE), BEFORE, f"the day itself is {DAY}"),
        (corrected(DAY), "", ""),
    ],
)
def test_ends_come_after_beginnings(tells: Tells, told: Any, marked: str, message: str) -> None:
    assert tells({DAY: told}) == ([(f'"{marked}"', "out-of-order", message, "look at the date")] if message else [])


@pytest.mark.parametrize(
    ("date", "begun"),
    [
        (AFTER, False),
        (DAY, True),
        (f"{AFTER}/..", False),
        (f"{DAY}/..", True),
        (f"{AFTER}/2031-03-12", False),
        (f"{DAY}/{AFTER}", True),
        (f"{AFTER}/2031-04", False),
        ("2031-W11", True),
        ("2031-W12", False),
        ("2031-W12/..", False),
        ("2031-03", True),
        ("2031-04", False),
        ("2031-04/..", False),
        ("2031", True),
        ("2032", False),
        ("2031/2032", True),
        (f"{DAY}T23:00Z", True),
        (f"{DAY}T23:01Z", False),
        (f"{DAY}T23:01Z/..", False),
        (f"{DAY}T01:00Z/{AFTER}", True),
        (f"{BEFORE}T23:59Z", True),
        (f"{AFTER}T00:00Z", False),
    ],
)
@pytest.mark.parametrize(("state", "words"), [("held", "have been held"), ("ongoing", "be going on")])
def test_what_was_held_or_goes_on_has_begun(tells: Tells, state: str, words: str, date: str, begun: bool) -> None:
    problem = (f'"{state}"', "out-of-order", f"an event of {date} cannot {words} yet", "look at the date")
    assert tells({DAY: {"events": {"meet": {"date": date, "state": state}}}}) == ([] if begun else [problem])


@pytest.mark.parametrize(
    ("field", "opened", "later", "side"),
    [
        ("backs", {}, {}, "a later"),
        ("backs", {"when": "2031-03"}, {}, ""),
        ("backs", {"when": DAY}, {}, ""),
        ("backs", {"when": BEFORE}, {}, "a later"),
        ("backs", {"when": AFTER}, {}, ""),
        ("backs", {"when": "2031-02"}, {"when": "2031-03"}, "a later"),
        ("backs", {"when": "2031-W10"}, {"when": BEFORE}, ""),
        ("backs", {"when": "2031-W10"}, {"when": DAY}, "a later"),
        ("backs", {}, {"said": "2031-03-01"}, ""),
        ("backs", {}, {"said": "2031-03-01", "when": DAY}, "a later"),
        ("denies", {}, {}, ""),
        ("denies", {"when": "2031-03"}, {}, ""),
        ("denies", {"when": AFTER}, {}, "an earlier"),
        ("denies", {"when": DAY}, {}, ""),
        ("denies", {"when": "2031-04"}, {"when": "2031-03"}, "an earlier"),
        ("denies", {"when": "2031-W11"}, {"when": "2031-W10"}, "an earlier"),
        ("backs", {}, {"when": "2031-02"}, "an earlier"),
        ("backs", {}, {"when": "2031-03"}, ""),
        ("backs", {"when": AFTER}, {"when": DAY}, "an earlier"),
        ("backs", {"said": "2031-02-28"}, {}, "a later"),
        ("backs", {"said": "2031-02-28"}, {"said": "2031-02-28"}, ""),
        ("denies", {}, {"when": DAY}, "a later"),
        ("denies", {}, {"when": "2031-03-01"}, ""),
        ("denies", {}, {"when": "2031-W09"}, ""),
        ("denies", {}, {"said": "2031-02-28"}, "an earlier"),
        ("denies", {"when": "2031-W10"}, {"when": DAY}, "a later"),
        ("denies", {"said": "2031-02-28"}, {"when": "2031-03"}, "a later"),
        ("backs", {"when": "2031-03-01/.."}, {}, ""),
        ("backs", {"when": f"{BEFORE}/.."}, {"when": f"2031-03-01/{BEFORE}"}, ""),
        ("backs", {"when": f"{DAY}/.."}, {"when": f"2031-03-01/{BEFORE}"}, "an earlier"),
        ("backs", {"when": "2031-02/2031-03-01"}, {}, "a later"),
        ("backs", {"when": "2031"}, {"when": f"{DAY}T12:00Z"}, ""),
        ("denies", {"when": "2030"}, {"when": "2031"}, "a later"),
        ("denies", {"when": f"{AFTER}/.."}, {}, "an earlier"),
    ],
)
def test_what_speaks_for_a_claim_is_about_its_time(
    tells: Tells, field: str, opened: Any, later: Any, side: str
) -> None:
    claim = {"id": "two", "by": "far-wire", field: "2031-03-01/one", **later}
    message = f"`{field}`: this claim is about {side} time than `2031-03-01/one`"
    hint = "use `follows`, or say with `when` what time it is about"
    assert tells({"2031-03-01": {"claims": [{**ONE, **opened}]}, DAY: {"claims": [claim]}}) == (
        [('"2031-03-01/one"', "another-time", message, hint)] if side else []
    )


TIMES = st.sampled_from(
    [
        *[None, "2031-02", "2031-02-28", "2031-03-01", "2031-W09", "2031-03", BEFORE, DAY, AFTER, "2031-04", "2031"],
        *["2030", f"{BEFORE}/..", f"{AFTER}/..", f"2031-02/{BEFORE}", f"{DAY}T12:00Z", f"{BEFORE}/{DAY}T12:00Z"],
    ]
)


@given(st.sampled_from(["backs", "denies"]), TIMES, TIMES)
def test_a_time_of_its_own_meets_that_of_what_it_speaks_of(field: str, when: str | None, opened: str | None) -> None:
    """Whoever names no time speaks of that of the claim, which a word of before cannot deny, nor a later one prove."""
    first, last = period(when or DAY)
    begun, over = period(opened or "2031-03-01")
    meets = first <= over and begun <= last
    refused = not meets if when else (first > over if field == "backs" else last < begun)
    told: Any = {"id": "two", "by": "far-wire", field: "2031-03-01/one"} | ({"when": when} if when else {})
    one: Any = ONE | ({"when": opened} if opened else {})
    with TemporaryDirectory() as folder:
        found, _ = archive.load(write(Path(folder), {"2031-03-01": {"claims": [one]}, DAY: {"claims": [told]}}), ())
        assert [problem.code for problem in told_by_rules(found)] == ["another-time"] * refused


@pytest.mark.parametrize(
    ("field", "opened", "later", "told"),
    [
        ("backs", {"attacks": 36}, {"attacks": 40}, ["attacks"]),
        ("backs", {"attacks": 36, "boats": 2}, {"boats": 3, "attacks": 40}, ["boats", "attacks"]),
        ("backs", {"attacks": 36, "boats": 2}, {"boats": 2, "attacks": 40}, ["attacks"]),
        ("backs", {"attacks": 36}, {"attacks": "36.0"}, []),
        ("backs", {"attacks": "~40"}, {"attacks": 36}, []),
        ("backs", {"attacks": "~40"}, {"attacks": 35}, ["attacks"]),
        ("backs", {"attacks": "8.."}, {"attacks": 36}, []),
        ("backs", {"attacks": "..20"}, {"attacks": "20..30"}, []),
        ("backs", {"attacks": "..20"}, {"attacks": "21.."}, ["attacks"]),
        ("backs", {"attacks": "20..30"}, {"attacks": "~32"}, []),
        ("backs", {"attacks": 36}, {"boats": 40}, []),
        ("backs", {"attacks": 36}, {}, []),
        ("backs", {}, {"attacks": 36}, []),
        ("denies", {"attacks": 36}, {"attacks": 40}, []),
        ("follows", {"attacks": 36}, {"attacks": 40}, []),
    ],
)
def test_who_backs_a_claim_gives_no_other_number(
    tells: Tells, field: str, opened: Any, later: Any, told: list[str]
) -> None:
    claims = [{**ONE, "figures": opened}, {"id": "two", "by": "far-wire", field: ["one"], "figures": later}]
    hint = "who gives another number `follows`, or `denies` if he says so"
    assert tells({DAY: {"claims": claims}}) == [
        (json.dumps(later[name]), "figures-do-not-fit", f"`one` gives another number of `{name}`: {opened[name]}", hint)
        for name in told
    ]


@pytest.mark.parametrize(
    ("there", "here", "told"),
    [
        (["orn", "tarn-hill"], ["tarn-hill", "orn"], True),
        (["orn"], ["tarn-hill"], False),
        (["orn"], ["orn", "tarn-hill"], False),
        ([], ["orn"], False),
    ],
)
def test_a_number_of_another_place_is_another_number(tells: Tells, there: Any, here: Any, told: bool) -> None:
    one = {**ONE, "figures": {"attacks": 36}, "places": there}
    two = {"id": "two", "by": "far-wire", "backs": "one", "figures": {"attacks": 40}, "places": here}
    assert [code for _, code, *_ in tells({DAY: {"claims": [one, two]}})] == ["figures-do-not-fit"] * told


@pytest.mark.parametrize("same_day", [False, True])
@pytest.mark.parametrize(
    ("outcome", "horizon", "told"),
    [
        ("false", AFTER, True),
        ("false", DAY, False),
        ("false", BEFORE, False),
        ("false", None, False),
        ("true", AFTER, False),
        ("void", AFTER, False),
    ],
)
def test_a_forecast_has_until_its_horizon(
    tells: Tells, outcome: str, horizon: str | None, told: bool, same_day: bool
) -> None:
    """It may come true, or be given up, before that."""
    forecast = assessed(**{"horizon": horizon} if horizon else {}, said="2031-03-01")
    resolution = {"resolutions": [{"forecast": "two" if same_day else "2031-03-01/two", "outcome": outcome}]}
    days = {DAY: {**forecast, **resolution}} if same_day else {"2031-03-01": forecast, DAY: resolution}
    problem = (f'"{outcome}"', "out-of-order", f"the forecast has until {horizon}", "look at the date")
    assert tells(days) == ([problem] if told else [])


def test_of_a_pointer_that_is_wrong_otherwise_nothing_else_is_told(tells: Tells) -> None:
    days = {
        "2031-03-01": {"claims": [ONE, {"id": "near", "by": "far-wire", "backs": "one"}]},
        DAY: {
            "claims": [
                {"id": "gone", "by": "far-wire", "backs": "2031-03-01/none"},
                {"id": "both", "by": "far-wire", "backs": "2031-03-01/near"},
                {"id": "ahead", "by": "far-wire", "denies": f"{AFTER}/last"},
                {"id": "itself", "by": "far-wire", "denies": "itself", "when": BEFORE},
                {"id": "of-itself", "by": "far-wire", "retracts": f"{AFTER}/last"},
            ]
        },
        AFTER: {"claims": [{"id": "last", "by": "courier"}]},
    }
    codes = [code for _, code, _, _ in tells(days)]
    assert codes == [
        "unknown-reference",
        "not-an-opening-claim",
        "points-forward",
        "unknown-reference",
        "points-forward",
    ]


def test_of_a_forecast_of_an_unknown_day_nothing_of_this_day_is_judged(tells: Tells) -> None:
    """The day has a forecast of the same name: the reference does not mean that one."""
    rain = {"id": "rain", "kind": "forecast", "by": "courier", "horizon": "2031-04-01"}
    came = [{"forecast": f"{BEFORE}/rain", "outcome": one} for one in ("false", "void")]
    assert {code for _, code, _, _ in tells({DAY: {"assessments": [rain], "resolutions": came}})} == {"unknown-day"}
