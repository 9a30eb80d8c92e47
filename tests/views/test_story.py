"""The story so far: what has one, what it says on top, and what turned it day by day."""

from pathlib import Path
from typing import Any

import pytest

from daybrief.views import story, story_days, story_rows
from tests.ledger.telling import all_pages, edition, tell, write
from tests.views.harbour import words

HILL: dict[str, Any] = {"id": "hill", "by": "kestria-army", "places": ["orn"], "control": {"party": "kestria"}}
NO_HILL: dict[str, Any] = {"id": "no-hill", "by": "morvane-army", "denies": "2031-03-01/hill", "when": "2031-03-01"}
GATE: dict[str, Any] = {"id": "gate", "by": "far-wire", "movement": {"advance": "kestria"}, "places": ["tarn-hill"]}
STILL: dict[str, Any] = {"id": "still", "by": "courier"}
TALK: dict[str, Any] = {"id": "talk", "by": "courier", "event": "round"}
ROUND: dict[str, Any] = {"state": "planned", "date": "2031-03-04", "refs": ["talk"]}
RIDGE, ORN, TALKS = "front/ridge/story/", "places/orn/story/", "diplomacy/harbour-talks/story/"


def told(folder: Path, days: dict[str, Any]) -> dict[str, Any]:
    """Every view of some compact days."""
    return {page.url: page.view for page in all_pages(tell(folder, days))}


def shown(folder: Path, days: dict[str, Any], url: str = RIDGE) -> str:
    """What a page says."""
    made = edition(write(folder, days))
    return words(made.renderer.body(next(page for page in made.pages if page.url == url))).replace(" ,", ",")


def rows(view: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """The time line of a story: by day the kinds of its rows, and the ids that they lead to."""
    return [(f"{day.date:%d}", [(row.kind, row.url.partition("#")[2]) for row in day.rows]) for day in view.days]


def on_top(view: Any) -> list[tuple[str, list[str], bool, str]]:
    """Who is said to hold what, on top of a story: the place, who says so, whether it is denied, and of which part."""
    return [(one.place.text, [who.name for who in one.speakers], one.denied, one.held.part) for one in view.holders]


def test_what_was_told_on_two_days_has_a_story(tmp_path: Path) -> None:
    once = told(tmp_path / "once", {"2031-03-01": {"claims": [HILL, TALK]}})
    assert [url for url in once if url.endswith("story/")] == []
    assert once["front/ridge/"].stories == once["diplomacy/harbour-talks/"].stories == ()
    twice = told(tmp_path / "twice", {"2031-03-01": {"claims": [HILL, TALK]}, "2031-03-03": {"claims": [GATE]}})
    assert [url for url in twice if url.endswith("story/")] == [RIDGE]
    assert [link.url for link in twice["front/ridge/"].stories] == [RIDGE]
    cards = [card for _, some in twice["front/"].groups for card in some]
    assert [card.sector.text for card in cards if card.story] == ["The ridge"]


def test_a_place_has_a_story_where_it_is_disputed_who_holds_it(tmp_path: Path) -> None:
    second = {**NO_HILL, "places": ["orn"]}
    days = {"2031-03-01": {"claims": [HILL, GATE]}, "2031-03-02": {"claims": [second, {**GATE, "id": "gate-too"}]}}
    views = told(tmp_path, days)
    assert {url for url in views if url.endswith("story/")} == {RIDGE, ORN}
    assert [link.url for link in views["places/orn/"].stories] == [ORN]
    assert [link.url for link in views["places/tarn-hill/"].stories] == [RIDGE], "that of its sector"
    assert [it.story.url for it in views["disputes/"].moved] == [ORN]


def test_the_top_tells_each_sides_word_and_since_when(tmp_path: Path) -> None:
    part = {
        **NO_HILL,
        "id": "part",
        "denies": [],
        "places": ["orn"],
        "control": {"party": "morvane", "part": "the mill"},
    }
    again = {**HILL, "id": "hill-again", "follows": "2031-03-01/hill"}
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [NO_HILL, part]},
        "2031-03-03": {"claims": [again]},
    }
    page = shown(tmp_path, days)
    assert "Army of Kestria ungraded, Kestria says that Kestria holds Orn ; told since 1 Mar 2031, unverified" in page
    assert "says that Morvane holds Orn, in part: the mill; told since 2 Mar 2031, unverified" in page
    assert "Army of Morvane ungraded, Morvane says that Kestria does not hold Orn ; told since 2 Mar 2031" in page
    assert "Who holds Orn : contested as of 2 Mar 2031; nobody without a side has shown anything" in page


@pytest.mark.parametrize(
    ("control", "denied", "said"),
    [
        ("kestria", False, "Kestria holds Orn"),
        ("none", False, "no side holds Orn"),
        ("none", True, "some side holds Orn"),
    ],
)
def test_who_holds_nothing_is_told_too(tmp_path: Path, control: str, denied: bool, said: str) -> None:
    hill = {**HILL, "control": {"party": control}}
    days = {"2031-03-01": {"claims": [hill]}, "2031-03-02": {"claims": [NO_HILL if denied else STILL]}}
    assert said in shown(tmp_path, days)


def test_of_many_who_say_the_same_the_last_are_named(tmp_path: Path) -> None:
    names = ["kestria-army", "kestria-blog-one", "kestria-blog-two", "kestria-pundit"]
    claims = [{**HILL, "id": f"hill-{n}", "by": name} for n, name in enumerate(names)]
    view = told(tmp_path, {"2031-03-01": {"claims": claims}, "2031-03-02": {"claims": [STILL]}})[RIDGE]
    (holder,) = view.holders
    assert len(holder.speakers) == story.NAMES
    assert holder.more
    (row,) = [row for day in view.days for row in day.rows if row.kind == "control"]
    assert (len(row.speakers), row.others) == (story_rows.NAMES, True), "what several say of the same on a day is a row"


def test_another_disagreement_is_told_in_its_own_words(tmp_path: Path) -> None:
    mill = {"id": "mill", "by": "kestria-army"}
    days = {"2031-03-01": {"claims": [mill]}, "2031-03-02": {"claims": [{**NO_HILL, "denies": "2031-03-01/mill"}]}}
    page = shown(tmp_path, days)
    assert "Army of Kestria ungraded, Kestria says: What is told of mill. Army of Morvane" in page
    assert "denies it: contested as of 2 Mar 2031; nobody without a side has shown anything" in page


def test_where_nobody_denies_anything_it_says_so(tmp_path: Path) -> None:
    days = {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": [GATE]}}
    assert "nobody denies any of what is told below, and no status has changed in the days below." in shown(
        tmp_path / "quiet", days
    )
    backed = {"id": "too", "by": "far-wire", "backs": "2031-03-01/hill", "when": "2031-03-01"}
    days["2031-03-03"] = {"claims": [backed]}
    page = shown(tmp_path / "turned", days)
    assert "nobody denies any of what is told below." in page
    assert "Δ unverified → corroborated What is told of hill. – Army of Kestria ; supported by Far Wire" in page


def test_a_status_that_changed_tells_by_whose_word(tmp_path: Path) -> None:
    back = {"id": "back", "by": "morvane-army", "retracts": "2031-03-02/no-hill"}
    left = {"id": "left", "by": "kestria-army", "retracts": "2031-03-01/hill"}
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [NO_HILL]},
        "2031-03-03": {"claims": [back]},
        "2031-03-04": {"claims": [left]},
    }
    view = told(tmp_path, days)[RIDGE]
    found = [
        (
            f"{row.date:%d}",
            row.change.was,
            row.change.now,
            [(cause.how, cause.who[0].text) for cause in row.change.causes],
        )
        for day in view.days
        for row in day.rows
        if row.kind == "status"
    ]
    assert found == [
        ("04", "unverified", "retracted", [("retracts", "Army of Kestria")]),
        ("03", "contested", "unverified", [("restores", "Army of Morvane")]),
        ("02", "unverified", "contested", [("denies", "Army of Morvane")]),
    ]


def test_a_claim_that_backs_and_was_taken_back_is_told_too(tmp_path: Path) -> None:
    """Though its matter stands as it stood."""
    backs = [
        {"id": name, "by": name, "backs": "2031-03-01/hill", "when": "2031-03-01"} for name in ("far-wire", "abbot")
    ]
    back = {"id": "back", "by": "abbot", "retracts": "2031-03-02/abbot"}
    days = {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": backs}, "2031-03-03": {"claims": [back]}}
    assert rows(told(tmp_path, days)[RIDGE])[:2] == [
        ("03", [("status", "abbot")]),
        ("02", [("status", "hill"), ("control", "abbot"), ("control", "far-wire")]),
    ]


def test_each_side_stands_on_top_whatever_else_is_said_since(tmp_path: Path) -> None:
    parts = [
        {**HILL, "id": f"part-{n}", "by": name, "control": {"party": "kestria", "part": f"part {n}"}}
        for n, name in enumerate(("kestria-blog-one", "kestria-blog-two", "kestria-pundit"))
    ]
    days = {"2031-03-01": {"claims": [HILL, {**NO_HILL, "denies": "hill"}]}, "2031-03-02": {"claims": parts}}
    view = told(tmp_path, days)[RIDGE]
    assert len(view.holders) == story.HOLDERS
    assert [one.denied for one in view.holders].count(True) == 1


def test_each_side_has_its_own_word_on_top_whoever_spoke_last(tmp_path: Path) -> None:
    north = {**NO_HILL, "id": "north", "places": ["orn"], "control": {"party": "morvane", "part": "the north"}}
    south = {**HILL, "id": "south", "by": "far-wire", "control": {"party": "kestria", "part": "the south"}}
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [north, {**NO_HILL, "places": ["orn"]}]},
        "2031-03-03": {"claims": [south]},
    }
    assert on_top(told(tmp_path, days)[RIDGE]) == [
        ("Orn", ["Army of Kestria"], False, ""),
        ("Orn", ["Army of Morvane"], False, "the north"),
        ("Orn", ["Far Wire"], False, "the south"),
    ]


def test_a_place_stands_on_top_with_all_its_sides_or_not_at_all(tmp_path: Path) -> None:
    mill = {"id": "mill", "by": "kestria-army", "places": ["tarn-hill"], "control": {"party": "kestria"}}
    days = {
        "2031-03-01": {"claims": [HILL, mill]},
        "2031-03-02": {"claims": [NO_HILL, {**NO_HILL, "id": "no-mill", "denies": "2031-03-01/mill"}]},
    }
    assert [(place, denied) for place, _, denied, _ in on_top(told(tmp_path, days)[RIDGE])] == [
        ("Orn", False),
        ("Orn", True),
    ], "one word is left of three, and the other place has two"


def test_of_many_places_a_row_names_a_few(tmp_path: Path) -> None:
    places = {f"place-{n}": {"name": f"Place {n}"} for n in range(9)}
    far = {**GATE, "places": [*places]}
    days = {"2031-03-01": {"claims": [far]}, "2031-03-02": {"claims": [STILL]}}
    view = next(page for page in all_pages(tell(tmp_path, days, {"places": places})) if page.url == RIDGE).view
    row = view.days[-1].rows[0]
    assert (len(row.places), row.elsewhere) == (story_rows.PLACES, True)


def test_control_is_a_row_where_a_speaker_says_something_else_than_before(tmp_path: Path) -> None:
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [{**HILL, "id": "hill-2"}]},
        "2031-03-03": {"claims": [{**HILL, "id": "hill-3", "control": {"party": "none"}}]},
        "2031-03-04": {"claims": [{**HILL, "id": "hill-4"}]},
    }
    assert rows(told(tmp_path, days)[RIDGE]) == [
        ("04", [("control", "hill-4")]),
        ("03", [("control", "hill-3")]),
        ("01", [("control", "hill")]),
    ]


def test_a_movement_told_again_is_no_turn_unless_it_is_the_newest(tmp_path: Path) -> None:
    days = {f"2031-03-0{n}": {"claims": [{**GATE, "id": f"gate-{n}"}]} for n in range(1, 4)}
    assert [day for day, _ in rows(told(tmp_path, days)[RIDGE])] == ["03", "01"]


def test_what_else_is_said_stands_where_a_day_has_nothing_else(tmp_path: Path) -> None:
    days = {"2031-03-01": {"claims": [GATE, STILL]}, "2031-03-02": {"claims": [STILL, {**STILL, "id": "calm"}]}}
    assert rows(told(tmp_path, days)[RIDGE]) == [("02", [("report", "still")]), ("01", [("movement", "gate")])]


def test_where_several_holders_are_named_it_does_not_say_that_nobody_denies_it(tmp_path: Path) -> None:
    sides = (("kestria-army", "kestria"), ("morvane-army", "morvane"), ("abbot", "none"))
    words = [{**HILL, "id": f"hill-{by}", "by": by, "control": {"party": party}} for by, party in sides]
    days = {"2031-03-01": {"claims": words[:1]}, "2031-03-02": {"claims": words[1:]}}
    assert [who for _, who, _, _ in on_top(told(tmp_path / "view", days)[ORN])] == [
        ["Army of Kestria"],
        ["Army of Morvane"],
        ["The abbot of Orn"],
    ]
    for n, url in enumerate((ORN, RIDGE)):
        page = shown(tmp_path / str(n), days, url)
        assert "Speakers differ on who holds Orn ." in page
        assert "nobody denies" not in page
    halves = [one | {"control": one["control"] | {"part": one["by"]}} for one in words[:2]]
    page = shown(tmp_path / "halves", {"2031-03-01": {"claims": halves}, "2031-03-02": {"claims": [STILL]}})
    assert "differ" not in page, "each may hold its part"
    page = shown(tmp_path / "one", {date: {"claims": words[:1]} for date in days})
    assert "In what was read, nobody denies any of what is told below" in page


def test_where_all_words_on_a_place_were_taken_back_it_says_that_the_question_is_open(tmp_path: Path) -> None:
    back = {"id": "no-word", "by": "kestria-army", "retracts": "2031-03-01/hill", "places": ["orn"]}
    days = {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": [back]}}
    page = shown(tmp_path / "back", days)
    assert "Who holds Orn is open again: all who were read to say so took it back." in page
    assert "nobody denies" not in page
    page = shown(tmp_path / "anew", days | {"2031-03-03": {"claims": [HILL]}})
    assert "says that Kestria holds Orn" in page
    assert "open again" not in page


def test_what_is_denied_on_its_own_day_tells_who_denies_it(tmp_path: Path) -> None:
    mill = {"id": "mill", "by": "kestria-army"}
    days = {"2031-03-01": {"claims": [mill, {**NO_HILL, "denies": "mill"}]}, "2031-03-02": {"claims": [STILL]}}
    assert rows(told(tmp_path, days)[RIDGE])[-1] == ("01", [("report", "mill"), ("denial", "no-hill")])
    page = shown(tmp_path, days)
    assert "• What is told of mill. – Army of Kestria contested ≠ Denies: What is told of no-hill." in page
    assert "Signs: ≠ denied" in page


def test_words_and_what_denies_them_stand_together_or_not_at_all(tmp_path: Path) -> None:
    moves = [{**GATE, "id": f"move-{n}", "movement": {"attack": "kestria"}, "by": SPEAKERS[n]} for n in range(3)]
    first = {"claims": [*moves, {**GATE, "by": "kestria-army"}, {**NO_HILL, "denies": "gate"}]}
    view = told(tmp_path / "gate", {"2031-03-01": first, "2031-03-02": {"claims": [STILL]}})[RIDGE]
    assert rows(view)[-1] == (
        "01",
        [("movement", "gate"), ("denial", "no-hill"), ("movement", "move-0"), ("movement", "move-1")],
    )
    assert view.days[-1].more == 1
    mills = [{"id": f"mill-{n}", "by": "kestria-army"} for n in range(2)]
    forecasts = [{**THAW, "id": f"thaw-{n}", "horizon": "2031-04-01"} for n in range(3)]
    second = {"claims": [HILL, {**NO_HILL, "denies": "hill"}, *mills, {**NO_HILL, "id": "no-mill", "denies": "mill-1"}]}
    view = told(
        tmp_path / "full", {"2031-03-01": second | {"assessments": forecasts}, "2031-03-02": {"claims": [STILL]}}
    )[RIDGE]
    assert rows(view)[-1] == (
        "01",
        [("control", "hill"), ("control", "no-hill"), ("report", "mill-1"), ("denial", "no-mill")],
    )
    assert view.days[-1].more == 4, "a report that nobody denies, and the forecasts"


def test_many_words_that_are_denied_at_once_stand_together(tmp_path: Path) -> None:
    mills = [{"id": f"mill-{n}", "by": "kestria-army"} for n in range(story_days.ROWS)]
    denial = {**NO_HILL, "denies": [one["id"] for one in mills], "when": "2031-03-02"}
    days = {"2031-03-01": {"claims": [STILL]}, "2031-03-02": {"claims": [*mills, denial]}}
    view = told(tmp_path / "newest", days)[RIDGE]
    assert [len(day.rows) for day in view.days] == [story_days.ROWS + 1, 1]
    days["2031-03-03"] = {"claims": [STILL]}
    view = told(tmp_path / "older", days)[RIDGE]
    assert [f"{day.date:%d}" for day in view.days] == ["03"], "there is no room for them, nor for what was before"


def test_it_counts_all_that_a_day_tells_besides(tmp_path: Path) -> None:
    days = {"2031-03-01": {"claims": [GATE, STILL]}, "2031-03-02": {"claims": [STILL, {**STILL, "id": "calm"}]}}
    assert [day.more for day in told(tmp_path, days)[RIDGE].days] == [1, 1]


def test_what_is_looked_at_begins_with_a_whole_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(story_rows, "LOOKED_AT", 2)
    several = [{**STILL, "id": f"still-{n}"} for n in range(3)]
    days = {"2031-03-01": {"claims": [STILL]}, "2031-03-02": {"claims": several}, "2031-03-03": {"claims": [STILL]}}
    view = told(tmp_path, days)[RIDGE]
    assert rows(view) == [("03", [("report", "still")]), ("02", [("report", "still-0")])]
    assert [day.more for day in view.days] == [0, 2]


def test_what_is_said_of_an_event_may_be_denied(tmp_path: Path) -> None:
    """Though nothing of it is said of the place itself."""
    meeting = {"state": "held", "place": "orn", "date": "2031-03-02", "refs": ["talk"]}
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {
            "claims": [{**HILL, "id": "hill-2", "by": "morvane-army", "control": {"party": "morvane"}}, TALK],
            "events": {"round": meeting},
        },
        "2031-03-03": {"claims": [{**NO_HILL, "denies": "2031-03-02/talk", "when": "2031-03-02", "event": "more"}]},
    }
    view = told(tmp_path, days)[ORN]
    assert ("event", "round") in rows(view)[0][1]
    assert view.dispute.own.claim.url == "2031/03/02/#talk"


def test_events_stand_as_they_came_to_be(tmp_path: Path) -> None:
    held = {"state": "held", "date": "2031-03-04", "refs": ["talk-2"], "continues": "2031-03-01/round"}
    days = {
        "2031-03-01": {"claims": [TALK], "events": {"round": ROUND}},
        "2031-03-05": {"claims": [{**TALK, "id": "talk-2", "event": "again"}], "events": {"again": held}},
        "2031-03-06": {
            "claims": [{**TALK, "id": "talk-3", "event": "more"}],
            "events": {"more": {**held, "refs": ["talk-3"], "continues": "2031-03-05/again"}},
        },
    }
    view = told(tmp_path / "held", days)[TALKS]
    assert rows(view) == [
        ("06", [("report", "talk-3")]),  # told again, and not otherwise
        ("05", [("event", "again")]),
        ("01", [("event", "round")]),
    ]
    gone = {"2031-03-01": days["2031-03-01"], "2031-03-07": {"claims": [{**TALK, "id": "talk-2", "event": "other"}]}}
    page = shown(tmp_path / "gone", gone, TALKS)
    assert "Planned: The round set for 4 March, no report read since · According to The Courier unverified" in page
    assert "The newest, 7 Mar 2031: Held: The other 7 March · According to The Courier unverified" in page
    assert "Next: nothing that was read lies ahead." in page


def test_what_is_next_stands_on_top(tmp_path: Path) -> None:
    later = {"id": "later", "by": "courier", "event": "after"}
    days = {
        "2031-03-01": {"claims": [TALK], "events": {"round": ROUND}},
        "2031-03-02": {"claims": [later], "events": {"after": {"refs": ["later"]}}},
    }
    assert "Next, 4 Mar 2031: The round According to The Courier unverified" in shown(tmp_path, days, TALKS)


def test_positions_are_told(tmp_path: Path) -> None:
    stance = {**TALK, "position": {"plan": "accord", "party": "morvane", "point": "border", "is": "objects"}}
    days = {"2031-03-01": {"claims": [stance]}, "2031-03-02": {"claims": [{**TALK, "id": "talk-2"}]}}
    page = shown(tmp_path, days, TALKS)
    assert "Last position, 1 Mar 2031: Morvane objects: The border – The Courier unverified" in page
    assert "¶ Morvane objects: The border – The Courier unverified" in page


THAW: dict[str, Any] = {"id": "thaw", "kind": "forecast", "by": "hill-institute", "sector": "ridge"}


def test_a_forecast_stands_with_what_became_of_it(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        "2031-03-01": {"claims": [STILL], "assessments": [{**THAW, "horizon": "2031-03-08"}]},
        "2031-03-02": {"claims": [STILL]},
    }
    page = shown(tmp_path / "open", days)
    assert "Forecast, 1 Mar 2031: Hill Institute B no party says: What is told of thaw. Due on 8 Mar 2031" in page
    assert "▷ Forecast: What is told of thaw. – Hill Institute due 8 March" in page
    days["2031-03-09"] = {"claims": [STILL], "resolutions": [{"forecast": "2031-03-01/thaw", "outcome": "false"}]}
    page = shown(tmp_path / "resolved", days)
    assert "What is told of thaw. Did not come true." in page
    assert "▶ Did not come true. What is told of thaw. – Hill Institute forecast of 1 March" in page
    assert "▷" not in page, "it is told once"


def test_the_forecast_on_top_is_the_first_to_fall_due_by_its_own_word(tmp_path: Path) -> None:
    some = [
        {**THAW, "id": "open"},
        {**THAW, "id": "set", "horizon": "2031-03-05", "editor_set": ["horizon"]},
        {**THAW, "id": "far", "horizon": "2031-06-01"},
        {**THAW, "id": "near", "horizon": "2031-04-01"},
    ]
    again = {**THAW, "id": "again", "horizon": "2031-04-01", "follows": "2031-03-01/near"}
    days = {
        "2031-03-01": {"claims": [STILL, GATE], "assessments": some},
        "2031-03-02": {"claims": [STILL], "assessments": [again]},
    }
    view = told(tmp_path, days)[RIDGE]
    assert view.due.url == "2031/03/01/#near"
    assert rows(view)[-1] == (
        "01",
        [("forecast", "set"), ("forecast", "far"), ("forecast", "near"), ("movement", "gate")],
    )
    assert [day.more for day in view.days] == [1, 2], (
        "a forecast that was told before, one that no day resolves, a report"
    )


def test_a_long_story_is_cut_and_leads_to_its_years(tmp_path: Path) -> None:
    days = {
        f"2031-03-{n:02}": {
            "claims": [{**GATE, "id": f"gate-{n}-{m}", "places": [], "by": by} for m, by in enumerate(SPEAKERS)]
        }
        for n in range(1, 12)
    }
    for n, day in enumerate(days.values()):
        for one in day["claims"]:
            one["movement"] = {"advance" if n % 2 else "attack": "kestria"}
    view = told(tmp_path, days)[RIDGE]
    assert sum(len(day.rows) for day in view.days) <= story_days.MOST
    assert [len(day.rows) for day in view.days] == [story_days.ROWS] * len(view.days)
    assert [day.more for day in view.days] == [1] * len(view.days)
    assert len(view.days) < story_rows.DAYS
    assert [year.url for year in view.years] == ["front/ridge/2031/"]


SPEAKERS = ("courier", "far-wire", "kestria-army", "grey-herald", "hill-institute")


def test_a_short_story_leads_to_all_that_was_said(tmp_path: Path) -> None:
    made = edition(write(tmp_path, {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": [GATE]}}))
    body = made.renderer.body(next(page for page in made.pages if page.url == RIDGE))
    assert '<a href="../../../front/ridge/#named">All that was said</a>' in body


def test_what_is_told_of_its_places_elsewhere_is_part_of_it(tmp_path: Path) -> None:
    """Who holds a place of a sector may be told of under the whole line, and denied there."""
    days = {
        "2031-03-01": {"claims": [{**HILL, "sector": "line"}, STILL]},
        "2031-03-02": {"claims": [{**NO_HILL, "sector": "line"}, {**STILL, "id": "calm"}]},
    }
    view = told(tmp_path, days)[RIDGE]
    assert view.dispute.own.claim.url == "2031/03/01/#hill"
    assert ("status", "hill") in rows(view)[0][1]
