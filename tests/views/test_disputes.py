"""Disagreements: which there are, who stands on either side, and what is said of how they stand."""

import re
from pathlib import Path
from typing import Any

import pytest

from daybrief.views.disputes import EVIDENCE, NEWEST, SHOWN
from tests.ledger.telling import all_pages, edition, tell, write
from tests.views.harbour import words

HILL: dict[str, Any] = {"id": "hill", "by": "kestria-army", "places": ["orn"]}
GATE: dict[str, Any] = {"id": "gate", "by": "far-wire", "sector": "river"}
NO_HILL: dict[str, Any] = {"id": "no-hill", "by": "morvane-army", "denies": "2031-03-01/hill", "when": "2031-03-01"}


def told(folder: Path, days: dict[str, Any]) -> dict[str, Any]:
    """Every view of some compact days."""
    return {page.url: page.view for page in all_pages(tell(folder, days))}


def shown(folder: Path, days: dict[str, Any], url: str = "disputes/") -> str:
    """What a page says."""
    made = edition(write(folder, days))
    return words(made.renderer.body(next(page for page in made.pages if page.url == url)))


def test_a_matter_that_somebody_denies_is_told_as_a_pair(tmp_path: Path) -> None:
    days = {
        "2031-03-01": {"claims": [HILL, GATE]},
        "2031-03-02": {"claims": [NO_HILL]},
        "2031-03-05": {"claims": [{"id": "still", "by": "courier"}]},
    }
    (it,) = told(tmp_path / "views", days)["disputes/"].moved
    assert (it.status, f"{it.since}") == ("contested", "2031-03-02")
    assert [who.name for who in it.own.speakers] == ["Army of Kestria"]
    assert [who.name for who in it.other.speakers] == ["Army of Morvane"]
    assert (it.own.text, it.own.claim.url) == ("What is told of hill.", "2031/03/01/#hill")
    assert (it.other.text, it.other.claim.url) == ("What is told of no-hill.", "2031/03/02/#no-hill")
    page = shown(tmp_path / "page", days)
    assert "contested for 3 days; nobody without a side has shown anything" in page
    says = "says Army of Kestria ungraded , Kestria What is told of hill. in context"
    assert f"{says} since 1 Mar 2031 no evidence read" in page
    assert "denies Army of Morvane ungraded , Morvane What is told of no-hill. in context since 2 Mar 2031" in page
    assert "Open longest" not in page, "it is among those that moved"


LENS = {"by": "high-lens", "when": "2031-03-01", "evidence": "footage"}
BACKED = {"id": "seen", "backs": "2031-03-01/hill", **LENS}
UNSEEN = {"id": "unseen", "denies": "2031-03-01/hill", **LENS, "by": "grey-herald"}
PROOF = {"id": "seen", "backs": "2031-03-01/hill", **LENS, "evidence": "geolocated"}
GONE = {"id": "gone", "by": "morvane-army", "retracts": "2031-03-02/no-hill"}
LEFT = {"id": "left", "by": "kestria-army", "retracts": "2031-03-01/hill"}


@pytest.mark.parametrize(
    ("more", "verdict"),
    [
        ([BACKED], "contested for 1 day; High Lens, without a side, shows something for it"),
        ([UNSEEN], "contested for 1 day; Grey Herald, without a side, shows something against it"),
        (
            [BACKED, UNSEEN],
            "contested for 1 day; of those without a side, High Lens shows something for it and Grey Herald against it",
        ),
        ([PROOF], "confirmed after 2 days; its side has proof"),
        (
            [{**PROOF, "id": "unseen", "denies": PROOF["backs"], "backs": []}],
            "refuted after 2 days; the other side has",
        ),
        ([PROOF, {**PROOF, "id": "x", "by": "grey-herald", "denies": PROOF["backs"], "backs": []}], "both sides have"),
        ([GONE], "unverified as of 3 Mar 2031; nobody denies it any more"),
        ([LEFT], "retracted as of 3 Mar 2031; all who said it have taken it back"),
    ],
)
def test_the_verdict_follows_from_the_ledger(tmp_path: Path, more: list[Any], verdict: str) -> None:
    days = {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": [NO_HILL]}, "2031-03-03": {"claims": more}}
    page = shown(tmp_path, days)
    assert verdict in page.replace(" , ", ", ").replace(" ;", ";")
    assert "No longer contested" not in page, "it is among those that moved"


def test_who_cannot_be_placed_is_told_as_that(tmp_path: Path) -> None:
    days = {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": [{**NO_HILL, "by": "walker"}]}}
    assert "contested as of 2 Mar 2031; those who deny it cannot be placed" in shown(tmp_path, days)


def test_places_and_sectors_and_the_front_page_have_theirs(tmp_path: Path) -> None:
    views = told(tmp_path, {"2031-03-01": {"claims": [HILL, GATE]}, "2031-03-02": {"claims": [NO_HILL]}})
    for url in ("places/orn/", "front/ridge/", ""):
        assert [it.own.claim.url for it in views[url].disputes] == ["2031/03/01/#hill"], url
    for url in ("places/tarn-hill/", "front/river/", "2031/03/02/"):
        assert views[url].disputes == (), url


def test_of_many_the_newest_stand_in_full_and_the_oldest_in_lines(tmp_path: Path) -> None:
    numbers = range(NEWEST + 3)
    days: dict[str, Any] = {
        "2031-03-01": {"claims": [{"id": f"c{n:02}", "by": "kestria-army"} for n in numbers]},
        "2031-03-02": {},
    }
    for n in numbers:
        denial = {"id": f"d{n:02}", "by": "morvane-army", "denies": f"2031-03-01/c{n:02}", "when": "2031-03-01"}
        days[f"2031-03-{n + 3:02}"] = {"claims": [denial]}
    last = f"2031-03-{NEWEST + 6:02}"
    days[last] = {"claims": [{"id": "yes", "by": "kestria-blog-one", "backs": "2031-03-01/c00", "when": "2031-03-01"}]}
    views = told(tmp_path, days)
    view = views["disputes/"]
    ids = [[it.own.claim.url[-3:] for it in some] for some in (view.moved, view.longest)]
    assert ids[0] == ["c00", *(f"c{n:02}" for n in reversed(numbers))][:NEWEST], "who backs it moved it"
    assert ids[1] == [f"c{n:02}" for n in numbers][:NEWEST]
    assert len(views[""].disputes) == SHOWN
    assert [year.url for year in view.years] == ["disputes/2031/"]
    assert len(views["disputes/2031/"].lines) == len(numbers), "every denial"


def test_those_that_were_decided_are_kept_apart(tmp_path: Path) -> None:
    """Once so many others moved that they stand no more in full."""
    numbers = range(NEWEST)
    opened = [{"id": f"c{n:02}", "by": "kestria-army"} for n in numbers]
    denied = [{"id": f"d{n:02}", "by": "morvane-army", "denies": f"c{n:02}"} for n in numbers]
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [NO_HILL]},
        "2031-03-03": {"claims": [PROOF]},
        "2031-03-04": {"claims": [*opened, *denied]},
    }
    view = told(tmp_path, days)["disputes/"]
    assert len(view.moved) == NEWEST
    assert [(it.own.claim.url, it.status) for it in view.decided] == [("2031/03/01/#hill", "confirmed")]
    assert len(view.longest) == 0, "all that are open moved"


def test_before_anybody_denies_anything_the_page_says_so(tmp_path: Path) -> None:
    assert "Nobody was read to deny a claim." in shown(tmp_path, {"2031-03-01": {"claims": [HILL]}})


def test_of_much_evidence_the_newest_is_shown(tmp_path: Path) -> None:
    seen = [{**BACKED, "id": f"seen-{n}", "backs": "hill"} for n in range(EVIDENCE + 1)]
    (it,) = told(tmp_path, {"2031-03-01": {"claims": [HILL, *seen, {**NO_HILL, "denies": "hill"}]}})["disputes/"].moved
    assert [one.claim.url[-1] for one in it.own.evidence] == ["1", "2", "3", "4"]
    assert it.own.more
    assert not it.other.more


def test_what_was_taken_back_is_never_told_without_saying_so(tmp_path: Path) -> None:
    days = {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": [NO_HILL]}, "2031-03-03": {"claims": [LEFT]}}
    assert "all who said so have taken it back: What is told of hill." in shown(tmp_path, days, "places/orn/")


def test_a_denial_that_was_taken_back_is_no_longer_what_its_side_says_or_shows(tmp_path: Path) -> None:
    """Though its speaker denies the matter in another claim."""
    again = {**NO_HILL, "id": "again", "evidence": "footage"}
    back = {"id": "back", "by": "morvane-army", "retracts": "2031-03-03/again"}
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [NO_HILL]},
        "2031-03-03": {"claims": [again]},
        "2031-03-04": {"claims": [back]},
    }
    (it,) = told(tmp_path, days)["disputes/"].moved
    assert [who.name for who in it.other.speakers] == ["Army of Morvane"]
    assert (it.other.text, it.other.evidence) == ("What is told of no-hill.", ())


def test_evidence_is_shown_by_those_who_still_say_so(tmp_path: Path) -> None:
    """Who took it back, and says the same in another claim, shows nothing."""
    both = {**BACKED, "by": ["high-lens", "grey-herald"]}
    too = {"id": "too", "backs": "2031-03-01/hill", "by": "high-lens", "when": "2031-03-01"}
    back = {"id": "back", "by": "high-lens", "retracts": "2031-03-03/seen"}
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [NO_HILL]},
        "2031-03-03": {"claims": [both]},
        "2031-03-04": {"claims": [too, back]},
    }
    (it,) = told(tmp_path, days)["disputes/"].moved
    assert [[one.text for one in some] for some in it.shown] == [["Grey Herald"], []]
    assert [[one.text for one in some.speakers] for some in it.own.evidence] == [["Grey Herald"]]


def test_each_matter_stands_in_the_list_of_its_own_status(tmp_path: Path) -> None:
    """Whatever the claims that deny it stand as: those that deny two matters, and those that were taken back."""
    numbers = range(NEWEST)
    days = {
        "2031-03-01": {"claims": [HILL, {**HILL, "id": "mill"}]},
        "2031-03-02": {"claims": [{**NO_HILL, "denies": ["2031-03-01/hill", "2031-03-01/mill"]}]},
        "2031-03-03": {"claims": [PROOF]},
        "2031-03-04": {"claims": [{"id": f"c{n:02}", "by": "kestria-army"} for n in numbers]},
        "2031-03-05": {"claims": [{**NO_HILL, "id": f"d{n:02}", "denies": f"2031-03-04/c{n:02}"} for n in numbers]},
    }
    days["2031-03-05"]["claims"] = [{**one, "when": "2031-03-04"} for one in days["2031-03-05"]["claims"]]
    view = told(tmp_path, days)["disputes/"]
    assert view.longest[0].own.claim.url == "2031/03/01/#mill"
    assert [(it.own.claim.url, it.status) for it in view.decided] == [("2031/03/01/#hill", "confirmed")]


def test_the_oldest_are_those_contested_longest_not_those_told_first(tmp_path: Path) -> None:
    numbers = range(NEWEST + 2)
    opened = [{"id": f"c{n:02}", "by": "kestria-army"} for n in numbers]
    denied = [{**NO_HILL, "id": f"d{n:02}", "denies": f"2031-03-01/c{n:02}"} for n in numbers]
    late = {**NO_HILL, "id": "late", "denies": "2031-03-01/hill"}
    days = {
        "2031-03-01": {"claims": [HILL, *opened]},
        "2031-03-02": {"claims": denied},
        "2031-03-03": {"claims": [{"id": "back", "by": "morvane-army", "retracts": "2031-03-02/d00"}]},
        "2031-03-04": {"claims": [late]},
    }
    view = told(tmp_path, days)["disputes/"]
    assert [it.own.claim.url[-3:] for it in view.longest] == [f"c{n:02}" for n in numbers[1:]][:NEWEST]


def test_evidence_is_shown_by_those_whose_it_is(tmp_path: Path) -> None:
    """A party's footage, brought by one without a side, is the party's."""
    days = {
        "2031-03-01": {"claims": [HILL]},
        "2031-03-02": {"claims": [NO_HILL]},
        "2031-03-03": {"claims": [{**BACKED, "evidence_by": "kestria-army"}, {**UNSEEN, "evidence_by": "far-wire"}]},
    }
    (it,) = told(tmp_path, days)["disputes/"].moved
    assert [[one.text for one in some] for some in it.shown] == [[], ["Far Wire"]]
    assert [[one.text for one in some.speakers] for some in it.own.evidence] == [["Army of Kestria"]]


def test_a_draft_of_the_newest_day_is_no_day_before_it(tmp_path: Path) -> None:
    """The front page of a preview is that of the newest day that is published."""
    days: dict[str, Any] = {"2031-03-01": {"claims": [HILL]}, "2031-03-02": {"claims": [NO_HILL], "status": "draft"}}
    made = edition(write(tmp_path, days), drafts=True)
    front = words(made.renderer.body(next(page for page in made.pages if page.url == "")))
    assert "contested as of 2 Mar 2031" in front


def test_denials_that_are_no_longer_looked_at_still_have_their_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daybrief.ledger.disputes.RECENT", 1)
    days = {
        "2031-03-01": {"claims": [HILL, GATE]},
        "2031-03-02": {"claims": [NO_HILL]},
        "2031-03-03": {"claims": [{**BACKED, "backs": "2031-03-01/gate"}]},
    }
    page = shown(tmp_path, days)
    assert "Nobody was read to deny a claim." not in page
    assert "All, by year: 2031" in page


@pytest.mark.parametrize("unplaced", [False, True])
def test_an_old_denial_is_found_though_it_stands_contested_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unplaced: bool
) -> None:
    """It denies another matter too, which is open; or its speaker cannot be placed, which contests himself alone."""
    monkeypatch.setattr("daybrief.ledger.disputes.RECENT", 1)
    both = {**NO_HILL, "denies": ["2031-03-01/hill", "2031-03-01/mill"]}
    alone = {**NO_HILL, "by": "walker"}
    too = {"id": "too", "backs": "2031-03-01/hill", "by": "grey-herald", "when": "2031-03-01"}
    days = {
        "2031-03-01": {"claims": [HILL, {**HILL, "id": "mill"}, GATE]},
        "2031-03-02": {"claims": [alone if unplaced else both]},
        "2031-03-03": {"claims": [too if unplaced else PROOF]},
        "2031-03-04": {"claims": [{**NO_HILL, "id": "no-gate", "denies": "2031-03-01/gate"}]},
    }
    made = told(tmp_path, days)
    assert [it.own.claim.url for it in made["disputes/"].moved] == ["2031/03/01/#gate"]
    assert [it.own.claim.url for it in made["disputes/"].decided] == ["2031/03/01/#hill"]


def test_a_pair_is_headed_by_what_it_is_about(tmp_path: Path) -> None:
    """Its places, else the event or the sector that it is told under; and what is said of the ground."""
    taken = {**HILL, "control": {"party": "kestria"}}
    days = {
        "2031-03-01": {
            "claims": [taken, GATE, {"id": "pact", "by": "far-wire", "event": "round"}],
            "events": {"round": {}},
        },
        "2031-03-02": {
            "claims": [
                NO_HILL,
                {**NO_HILL, "id": "no-gate", "denies": "2031-03-01/gate"},
                {**NO_HILL, "id": "no-pact", "denies": "2031-03-01/pact"},
            ]
        },
    }
    made = edition(write(tmp_path, days))
    page = made.renderer.body(next(page for page in made.pages if page.url == "disputes/"))
    assert [words(head) for head in re.findall("<h3>(.*?)</h3>", page)] == [
        "The round 1 Mar 2031",
        "The river 1 Mar 2031",
        "Orn : Held by Kestria ? 1 Mar 2031",
    ]
