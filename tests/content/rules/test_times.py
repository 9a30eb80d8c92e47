"""In which order things can have happened: on the same day is early enough."""

from collections.abc import Callable
from typing import Any

import pytest

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY, BEFORE, AFTER = "2031-03-10", "2031-03-09", "2031-03-11"
ONE = {"id": "one", "by": "courier"}


@pytest.mark.parametrize(
    ("article", "marked", "told"),
    [
        ({"published": DAY, "seen": f"{DAY}T23:00Z"}, "", ""),
        ({"published": AFTER}, AFTER, AFTER),
        ({"seen": f"{DAY}T23:01Z"}, f"{DAY}T23:01Z", f"{DAY}T23:01Z"),
        ({"published": AFTER, "seen": f"{AFTER}T01:00Z"}, f"{AFTER}T01:00Z", f"{AFTER}T01:00Z"),
        ({"published": AFTER, "seen": f"{DAY}T01:00Z"}, AFTER, AFTER),
    ],
)
def test_nothing_was_read_later_than_all_was_seen(tells: Tells, article: Any, marked: str, told: str) -> None:
    message = f"`as_of` is {DAY}T23:00Z, earlier than this article ({told})"
    hint = "correct the article's date, or move `as_of`"
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
    words = {"field": "text", "kind": "typo", "reason": "A slip.", "was": "It wos.", "now": "It was."}
    return {"claims": [ONE], "corrections": [{"date": date, "target": "one", **words}]}


@pytest.mark.parametrize(
    ("told", "marked", "message"),
    [
        ({"events": {"meet": {"until": BEFORE}}}, BEFORE, f"the event began on {DAY}"),
        ({"events": {"meet": {"until": DAY}}}, "", ""),
        ({"events": {"meet": {"next": {"text": "More.", "date": BEFORE}}}}, BEFORE, f"the event itself is on {DAY}"),
        ({"events": {"meet": {"next": {"text": "More.", "date": DAY}}}}, "", ""),
        ({"events": {"meet": {"next": {"text": "More."}}}}, "", ""),
        ({"events": {"meet": {"date": AFTER}}}, "held", f"an event of {AFTER} cannot have been held yet"),
        ({"events": {"meet": {"date": AFTER, "state": "planned"}}}, "", ""),
        ({"events": {"fair": {}, "meet": {"until": BEFORE}}}, BEFORE, f"the event began on {DAY}"),
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


def test_of_a_pointer_that_is_wrong_otherwise_no_time_is_told(tells: Tells) -> None:
    days = {
        "2031-03-01": {"claims": [ONE, {"id": "near", "by": "far-wire", "backs": "one"}]},
        DAY: {
            "claims": [
                {"id": "gone", "by": "far-wire", "backs": "2031-03-01/none"},
                {"id": "both", "by": "far-wire", "backs": "2031-03-01/near"},
                {"id": "ahead", "by": "far-wire", "denies": f"{AFTER}/last"},
            ]
        },
        AFTER: {"claims": [{"id": "last", "by": "courier"}]},
    }
    codes = [code for _, code, _, _ in tells(days)]
    assert codes == ["unknown-reference", "not-an-opening-claim", "points-forward"]
