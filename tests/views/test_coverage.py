"""Who was heard: how many spoke for each side, on which days nobody did, and whose sources were read."""

from pathlib import Path
from typing import Any

from daybrief.views.coverage import MONTHS
from daybrief.views.sides import Side
from tests.ledger.telling import all_pages, edition, tell, write
from tests.views.harbour import words

HILL: dict[str, Any] = {"id": "hill", "by": ["kestria-army", "kestria-blog-one"]}
BRIDGE: dict[str, Any] = {"id": "bridge", "by": "morvane-army"}
CALM: dict[str, Any] = {"id": "calm", "by": "abbot"}
DAYS: dict[str, Any] = {
    "2030-12-31": {"claims": [CALM]},
    "2031-03-01": {
        "claims": [HILL, {**HILL, "id": "hill-too"}],
        "assessments": [{"id": "mud", "kind": "judgement", "by": "abbot"}],
    },
    "2031-03-02": {"claims": [BRIDGE, {"id": "talk", "by": "driftwood"}]},
}


def told(folder: Path, days: dict[str, Any], registry: Any = None) -> dict[str, Any]:
    """Every view of some compact days."""
    return {page.url: page.view for page in all_pages(tell(folder, days, registry))}


def by_side(sides: tuple[Side, ...], numbers: Any) -> dict[str, Any]:
    """What is told of each side, of those of whom there is anything to tell."""
    return {side.id: number for side, number in zip(sides, numbers, strict=False) if number}


def test_a_speaker_of_claims_and_assessments_counts_once_a_day(tmp_path: Path) -> None:
    view = told(tmp_path, DAYS)["2031/03/"]
    second, first = (by_side(view.sides, line.speakers) for line in view.days)
    assert first == {"kestria": 2, "none": 1}, "who says two things is one, and a judgement is a statement too"
    assert second == {"morvane": 1, "": 1}, "of whom nothing is known is no side's"


def test_the_days_without_a_voice_of_a_side_are_listed_by_year(tmp_path: Path) -> None:
    views = told(tmp_path, DAYS)
    lists = {url: view for url, view in views.items() if url.startswith("coverage/") and url != "coverage/"}
    days = {url: [f"{day.date}" for it in view.months for day in it.days] for url, view in lists.items()}
    assert days["coverage/kestria/2031/"] == ["2031-03-02"]
    assert days["coverage/none/2031/"] == ["2031-03-02"]
    assert days["coverage/morvane/2030/"] == ["2030-12-31"]
    assert "coverage/none/2030/" not in days
    assert [link.url for link in lists["coverage/kestria/2031/"].years] == [
        "coverage/kestria/2031/",
        "coverage/kestria/2030/",
    ]
    counted = {one.side.id: (one.days, one.url) for one in views["archive/"].silences}
    assert counted["kestria"] == (2, "coverage/kestria/2031/")
    assert counted["none"] == (1, "coverage/none/2031/")
    assert {one.side.id: one.days for one in views["2030/"].silences}["none"] == 0


def test_a_month_leads_to_its_part_of_the_list(tmp_path: Path) -> None:
    silences = {one.side.id: (one.days, one.url) for one in told(tmp_path, DAYS)["2031/03/"].silences}
    assert silences["morvane"] == (1, "coverage/morvane/2031/#03")


def test_months_and_years_count_speakers_and_days_without_a_voice_or_a_source(tmp_path: Path) -> None:
    view = told(tmp_path, DAYS)["coverage/"]
    assert [(row.year, row.month, row.days) for row in view.months] == [(2031, 3, 2), (2030, 12, 1)]
    assert [(row.year, row.month, row.days) for row in view.years] == [(2031, None, 2), (2030, None, 1)]
    march = view.months[0]
    assert by_side(view.sides, march.silent)["kestria"] == 1
    assert by_side(view.sides, march.speakers) == {"kestria": 1.0, "morvane": 0.5, "none": 0.5, "": 0.5}
    assert by_side(view.sides, march.unread)["kestria"] == 2, "only the Courier was read"


def test_the_page_shows_the_newest_months_and_all_years(tmp_path: Path) -> None:
    dates = [f"{year}-{month:02}-01" for year in (2028, 2029, 2030, 2031) for month in range(1, 13)]
    view = told(tmp_path, {date: {} for date in dates})["coverage/"]
    assert [(row.year, row.month) for row in view.months] == [(int(d[:4]), int(d[5:7])) for d in dates[::-1][:MONTHS]]
    assert [row.year for row in view.years] == [2031, 2030, 2029, 2028]


def test_who_changed_sides_is_counted_for_the_side_of_the_day(tmp_path: Path) -> None:
    change = {"date": "2031-03-02", "field": "party", "was": "kestria", "now": "none", "because": "It left."}
    belongs = {"is": "none", "basis": "It left."}
    courier = {"name": "The Courier", "party": belongs, "changes": [change]}
    days = {date: {"claims": [{"id": "it", "by": "courier"}]} for date in ("2031-03-01", "2031-03-02")}
    view = told(tmp_path, days, {"sources": {"courier": courier}})["2031/03/"]
    assert [by_side(view.sides, line.speakers) for line in view.days] == [{"none": 1}, {"kestria": 1}]


def test_a_side_that_fights_or_is_nobodys_is_missed_where_nobody_speaks_for_it(tmp_path: Path) -> None:
    made = edition(write(tmp_path, DAYS))
    pages = {page.url: made.renderer.body(page) for page in made.pages}
    day = words(pages["2031/03/"].partition('<table class="calendar">')[2].partition("</table>")[0])
    assert "Sat 1 Mar: The day of 2031-03-01 Kestria 2, Morvane 0, no party 1" in day
    assert "Sun 2 Mar: The day of 2031-03-02 Kestria 0, Morvane 1, no party 0, party unknown 1" in day
    year = words(pages["2031/"])
    assert "Kestria 0, Morvane 1, no party 0 " in year
    assert "party unknown" not in year, "a year has no room for more"
    assert "Days on which nobody was read who speaks for Kestria, 2031" in words(pages["coverage/kestria/2031/"])
    assert "Days on which nobody without a party was read, 2031" in words(pages["coverage/none/2031/"])
