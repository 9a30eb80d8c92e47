"""What changed on a day, and what a new claim changes on the pages that stand already."""

from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger.ledger import Ledger
from daybrief.views.changes import changes
from tests.ledger.telling import all_pages, key, tell
from tests.views.harbour import DAYS, entry, harbour, words


def of(ledger: Ledger, date: str) -> Any:
    return changes(ledger, key(date, "any")[0])


def ids(lines: Any) -> list[str]:
    """Where a line leads: `01#hill` for the claim `hill` of 1 March 2031."""
    return [one.url.removeprefix("2031/03/").replace("/#", "#") for one in lines]


def test_the_first_day_is_compared_with_nothing() -> None:
    assert of(harbour().ledger, "2031-03-01") is None


def test_what_changed_against_the_day_before_that_was_told() -> None:
    second = of(harbour().ledger, "2031-03-02")
    assert f"{second.since}" == "2031-03-01"
    assert len(second.new) == 3, "the three of the talks; what backs or follows opens nothing"
    assert ids(second.developing) == ["02#hill-next"]
    assert second.developing[0].earlier.url == "2031/03/01/#hill"
    assert [(*ids([one]), one.was, one.now) for one in second.turned] == [("01#hill", "unverified", "corroborated")]
    assert [one.text for one in second.turned[0].speakers] == ["Army of Kestria"]
    assert ids(second.quiet) == ["01#border-said", "01#flag", "01#ford"], "of the hill, more was read"
    assert [c.made.kind for c in second.corrected] == ["correction", "clarification"]
    assert (second.sectors_new, [s.text for s in second.sectors_gone]) == ((), ["The river"])
    assert [s.text for s in second.sectors_same] == [], "an advance of the same party on both days, at another place"


def test_a_gap_between_days_is_no_loss() -> None:
    """The 4th is compared with the 2nd: a correction of the 3rd, when no day was told, is not lost."""
    fourth = of(harbour().ledger, "2031-03-04")
    assert f"{fourth.since}" == "2031-03-02"
    assert [c.made.kind for c in fourth.corrected] == ["retraction", "update"]
    assert [(*ids([one]), one.was, one.now) for one in fourth.turned] == [("01#flag", "unverified", "retracted")]
    assert [s.text for s in fourth.sectors_new] == ["The whole line"]
    assert [s.text for s in fourth.sectors_gone] == ["The ridge"]


def test_a_resolved_forecast_is_a_change() -> None:
    fifth = of(harbour().ledger, "2031-03-05")
    assert [(outcome, forecast.url) for outcome, forecast in fifth.resolved] == [("true", "2031/03/01/#thaw")]
    assert fifth.sectors_same == (), "read on both days, but of no movement: nothing can be said to be the same"


def test_all_of_it_is_told_on_the_page() -> None:
    page = words(harbour().shown["2031/03/02/"])
    for told in (
        "3 new 1 developing 1 status changed 3 gone quiet",
        "Status changed unverified → corroborated",
        "Developing",
        "Gone quiet",
        "In the last day’s reports, not in today’s The river",
    ):
        assert told in page
    assert "What changed" not in words(harbour().shown["2031/03/01/"])


DENIAL = {"id": "no-hill", "by": "morvane-army", "denies": "2031-03-01/hill", "sector": "ridge"}
BACKING = {
    "id": "border-too",
    "by": "oslund-ministry",
    "backs": "2031-03-01/border-said",
    "when": "2031-03-01",
    "event": "round",
}
# The new day itself, the front page that shows it, and the lists that count a day's or a speaker's claims, or voices.
ALWAYS = {"", "2031/03/05/", "archive/", "2031/", "2031/03/", "claims/", "claims/2031/", "sources/", "sources/courier/"}
ALWAYS |= {"coverage/", *(f"coverage/{party}/2031/" for party in ("kestria", "morvane", "oslund"))}


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        (
            DENIAL,
            {
                "2031/03/01/",  # the hill itself
                "2031/03/02/",  # what backed it
                "claims/corroborated/2031/",  # where both stood, and nothing stands now
                "claims/contested/2031/",
                "disputes/",
                "disputes/2031/",
                "front/",  # the board
                "front/ridge/",
                "front/ridge/story/",
                "sources/morvane-army/",
                "sources/kestria-army/",  # who said it
                "actors/abbot/",  # who backed it
                "places/orn/",  # where it is
                "parties/kestria/",  # whose advance it is
            },
        ),
        (
            BACKING,
            {
                "2031/03/01/",
                "claims/unverified/2031/",
                "claims/corroborated/2031/",
                "diplomacy/",
                "diplomacy/harbour-talks/",
                "diplomacy/harbour-talks/story/",
                "plans/accord/",
                "parties/morvane/",
                "sources/oslund-ministry/",
                "sources/grey-herald/",
            },
        ),
    ],
    ids=["denies", "backs"],
)
def test_a_claim_changes_the_pages_that_show_it_and_no_other(
    claim: dict[str, str], expected: set[str], tmp_path: Path
) -> None:
    last = DAYS["2031-03-05"]
    more = {**DAYS, "2031-03-05": {**last, "claims": [*last["claims"], claim]}}
    before = {page.url: page for page in all_pages(tell(tmp_path / "before", DAYS))}
    after = {page.url: page for page in all_pages(tell(tmp_path / "after", more))}
    assert {url for url in before | after if before.get(url) != after.get(url)} == ALWAYS | expected


def test_an_old_day_shows_then_and_now() -> None:
    hill = entry(harbour().shown["2031/03/01/"], "hill")
    assert "unverified one side’s word (Kestria) now corroborated" in words(hill)
    assert "Supported by The abbot of Orn, 2 March" in words(hill)
    assert '<a href="../../../2031/03/02/#hill-film">' in hill
    assert "Continued by Army of Kestria, 2 March" in words(hill)
    assert "now retracted" in words(entry(harbour().shown["2031/03/01/"], "flag"))
    assert " now " not in words(entry(harbour().shown["2031/03/01/"], "ford")), "it stands as it stood"
