"""What is ahead, and what has gone by with nothing read since."""

from pathlib import Path
from typing import Any

import pytest

from daybrief.views.ahead import NEWEST, NEXT
from tests.ledger.telling import all_pages, edition, tell, write
from tests.views.harbour import words

FIRST = "2031-03-01"
TALK: dict[str, Any] = {"id": "talk", "by": "courier", "event": "round"}
ROUND: dict[str, Any] = {"state": "planned", "date": "2031-03-04", "refs": ["talk"]}
SHIP: dict[str, Any] = {"id": "ship", "by": "far-wire", "when": "2031-03-06"}
THAW: dict[str, Any] = {"id": "thaw", "kind": "forecast", "by": "hill-institute", "horizon": "2031-03-08"}
DAYS: dict[str, Any] = {FIRST: {"claims": [TALK, SHIP], "events": {"round": ROUND}, "assessments": [THAW]}}


def told(folder: Path, days: dict[str, Any]) -> dict[str, Any]:
    """Every view of some compact days."""
    return {page.url: page.view for page in all_pages(tell(folder, days))}


def parts(view: Any) -> dict[str, list[str]]:
    """The ids of what a page shows, part by part."""
    return {
        part: [line.told.url.partition("#")[2] for line in getattr(view, part)] for part in ("ahead", "passed", "told")
    }


@pytest.mark.parametrize(
    ("newest", "ahead", "passed"),
    [
        (FIRST, ["round", "ship", "thaw"], []),
        ("2031-03-04", ["ship", "thaw"], []),  # it is the day
        ("2031-03-05", ["ship", "thaw"], ["round"]),
        ("2031-03-07", ["thaw"], ["ship", "round"]),
        ("2031-03-08", [], ["thaw", "ship", "round"]),  # a forecast falls due on its day
        ("2031-08-31", [], ["thaw", "ship", "round"]),
        ("2031-09-01", [], []),  # it stands in the list of its month
    ],
)
def test_what_was_announced_lies_ahead_and_goes_by(
    tmp_path: Path, newest: str, ahead: list[str], passed: list[str]
) -> None:
    views = told(tmp_path, DAYS | ({newest: {}} if newest != FIRST else {}))
    assert parts(views["ahead/"]) == {"ahead": ahead, "passed": passed, "told": []}
    assert [f"{month}" for month in views["ahead/"].months] == [FIRST]
    month = parts(views["ahead/2031/03/"])
    assert {*month["ahead"], *month["passed"], *month["told"]} == {"round", "ship", "thaw"}


@pytest.mark.parametrize(
    ("later", "gone"),
    [
        ({"events": {"again": {"continues": f"{FIRST}/round", "date": "2031-03-02"}}}, "round"),
        ({"claims": [{"id": "sails", "by": "far-wire", "follows": f"{FIRST}/ship"}]}, "ship"),
        ({"claims": [{"id": "not-so", "by": "far-wire", "retracts": f"{FIRST}/ship"}]}, "ship"),
        ({"claims": [{"id": "no", "by": "courier", "denies": f"{FIRST}/ship", "when": "2031-03-06"}]}, "ship"),
        ({"resolutions": [{"forecast": f"{FIRST}/thaw", "outcome": "true"}]}, "thaw"),
    ],
)
def test_what_was_heard_of_again_has_not_gone_by(tmp_path: Path, later: dict[str, Any], gone: str) -> None:
    views = told(tmp_path, {**DAYS, "2031-03-02": later, "2031-03-10": {}})
    assert {*parts(views["ahead/"])["passed"]} == {"round", "ship", "thaw"} - {gone}


def test_a_forecast_that_was_resolved_early_does_not_lie_ahead(tmp_path: Path) -> None:
    views = told(tmp_path, {**DAYS, "2031-03-02": {"resolutions": [{"forecast": f"{FIRST}/thaw", "outcome": "true"}]}})
    assert parts(views["ahead/"])["ahead"] == ["round", "ship"]
    assert parts(views["ahead/2031/03/"])["told"] == ["thaw"]


def test_a_claim_under_a_planned_event_and_of_its_time_is_that_event(tmp_path: Path) -> None:
    days = {FIRST: {"claims": [{**TALK, "when": "2031-03-04"}], "events": {"round": ROUND}}}
    assert parts(told(tmp_path, days)["ahead/"])["ahead"] == ["round"]


def test_a_planned_event_told_again_is_listed_once(tmp_path: Path) -> None:
    again = {"id": "talk-2", "by": "courier", "event": "round-2"}
    event = {**ROUND, "refs": ["talk-2"], "continues": f"{FIRST}/round"}
    days = {FIRST: {"claims": [TALK], "events": {"round": ROUND}}}
    told_again = {"2031-03-02": {"claims": [again], "events": {"round-2": event}}}
    everything = {"ahead": ["round-2"], "passed": [], "told": []}
    assert parts(told(tmp_path / "again", days | told_again)["ahead/2031/03/"]) == everything
    event |= {"state": "held", "date": "2031-03-02"}
    held = parts(told(tmp_path / "held", days | told_again)["ahead/2031/03/"])
    assert held == {"ahead": [], "passed": [], "told": ["round"]}, "it was heard of again"


def test_a_month_from_which_all_was_put_off_has_no_page(tmp_path: Path) -> None:
    again = {"id": "talk-2", "by": "courier", "event": "round-2"}
    event = {**ROUND, "date": "2031-05-04", "refs": ["talk-2"], "continues": f"{FIRST}/round"}
    days = {
        FIRST: {"claims": [TALK], "events": {"round": ROUND}},
        "2031-03-02": {"claims": [again], "events": {"round-2": event}},
    }
    views = told(tmp_path, days)
    assert [url for url in views if url.startswith("ahead/2")] == ["ahead/2031/05/"]
    assert [f"{month}" for month in views["ahead/"].months] == ["2031-05-01"]


def test_a_long_span_has_gone_by_when_its_last_day_has(tmp_path: Path) -> None:
    span = "2031-03-02/2031-12-04"
    fair = {**SHIP, "id": "fair", "when": span}
    events = {"round": {**ROUND, "date": span}, "short": {**ROUND, "date": "2031-11-30/2031-12-01"}}
    days = {FIRST: {"claims": [TALK, fair], "events": events}, "2031-12-04": {}}
    assert parts(told(tmp_path / "last", days)["ahead/"])["passed"] == ["short"]
    assert parts(told(tmp_path / "over", days | {"2031-12-05": {}})["ahead/"])["passed"] == ["round", "fair", "short"]


@pytest.mark.parametrize(("time", "ahead"), [({}, ["ship"]), ({"when": "2031-03-08"}, ["sails"])])
def test_a_claim_stays_announced_until_one_that_follows_sets_a_time(
    tmp_path: Path, time: dict[str, str], ahead: list[str]
) -> None:
    sails = {"id": "sails", "by": "far-wire", "follows": f"{FIRST}/ship", **time}
    views = told(tmp_path, {FIRST: {"claims": [SHIP]}, "2031-03-02": {"claims": [sails]}})
    assert parts(views["ahead/"])["ahead"] == ahead


def test_a_forecast_told_again_is_listed_once(tmp_path: Path) -> None:
    again = {**THAW, "id": "thaw-again", "follows": f"{FIRST}/thaw"}
    other = {**THAW, "id": "other", "by": "abbot", "follows": f"{FIRST}/thaw"}
    days = {FIRST: {"assessments": [THAW]}, "2031-03-02": {"assessments": [again, other]}}
    assert parts(told(tmp_path, days)["ahead/"])["ahead"] == ["other", "thaw-again"], "another's is his own"


def test_a_track_and_the_front_page_have_what_is_next(tmp_path: Path) -> None:
    far = [{"id": f"far-{n}", "by": "courier", "when": f"2032-0{n}", "event": "round"} for n in range(1, 6)]
    views = told(tmp_path, {FIRST: {"claims": [TALK, SHIP, *far], "events": {"round": ROUND}}})
    names = [[line.told.url.partition("#")[2] for line in views[url].ahead] for url in ("diplomacy/harbour-talks/", "")]
    assert names == [["round", "far-1", "far-2"][:NEXT], ["round", "ship", "far-1"][:NEXT]]


def test_of_many_the_nearest_are_shown(tmp_path: Path) -> None:
    many = [{"id": f"c{n:02}", "by": "courier", "when": f"2031-04-{n % 30 + 1:02}"} for n in range(NEWEST + 10)]
    view = told(tmp_path, {FIRST: {"claims": many}})["ahead/"]
    assert len(view.ahead) == NEWEST
    assert [line.time for line in view.ahead] == sorted(line.time for line in view.ahead)


def test_the_page_says_who_says_so_and_when_for(tmp_path: Path) -> None:
    made = edition(write(tmp_path, {**DAYS, "2031-03-07": {}}))
    page = words(made.renderer.body(next(page for page in made.pages if page.url == "ahead/")))
    assert "8 Mar 2031 What is told of thaw. forecast, falls due · According to Hill Institute" in page
    assert "The round set for 4 Mar 2031, no report read since · According to The Courier" in page
    assert "What is told of ship. set for 6 Mar 2031, no report read since · According to Far Wire" in page


def test_an_event_tells_of_each_claim_that_it_rests_on_how_it_stands(tmp_path: Path) -> None:
    """So who took it back is not named as one who says so, without a word of it."""
    more = {"id": "talk-too", "by": "far-wire", "event": "round"}
    planned = {"round": {**ROUND, "refs": ["talk", "talk-too"]}}
    back = {"id": "back", "by": "courier", "retracts": f"{FIRST}/talk"}
    days: dict[str, Any] = {FIRST: {"claims": [TALK, more], "events": planned}, "2031-03-02": {"claims": [back]}}
    made = edition(write(tmp_path, days))
    page = next(page for page in made.pages if page.url == "ahead/2031/03/")
    (line,) = page.view.told
    assert [([one.text for one in names], status) for names, status in line.rests] == [
        (["The Courier"], "retracted"),
        (["Far Wire"], "unverified"),
    ]
    assert "According to The Courier retracted , Far Wire unverified , 1 Mar" in words(made.renderer.body(page))


def test_without_anything_announced_the_page_says_so(tmp_path: Path) -> None:
    made = edition(write(tmp_path, {FIRST: {}}))
    page = words(made.renderer.body(next(page for page in made.pages if page.url == "ahead/")))
    assert "No report that was read tells of something ahead." in page
