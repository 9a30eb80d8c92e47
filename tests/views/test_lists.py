"""Lists that grow are cut by year and month."""

from pathlib import Path

from daybrief.views import Page
from tests.ledger.telling import all_pages, tell


def test_the_archive_counts_by_year_and_month(by_address: dict[str, Page]) -> None:
    archive = by_address["archive/"].view
    assert archive.years == ((2032, ((1, 2),)), (2031, ((12, 1),)))
    assert [(it.year, it.month) for it in archive.months] == [(2032, 1), (2031, 12)]
    assert [f"{day.date}" for it in archive.months for day in it.days] == ["2032-01-03", "2032-01-02", "2031-12-30"]


def test_months_know_their_neighbours_over_the_turn_of_the_year(by_address: dict[str, Page]) -> None:
    december, january = by_address["2031/12/"].view, by_address["2032/01/"].view
    assert december.following.isoformat() == "2032-01-02"
    assert january.previous.isoformat() == "2031-12-30"
    assert december.previous is None
    assert january.following is None


def test_a_line_counts_claims_and_sources(by_address: dict[str, Page]) -> None:
    line = by_address["2031/12/"].view.days[0]
    assert (line.claims, line.sources, line.draft) == (5, 2, False)


def test_all_lists_have_the_newest_first(tmp_path: Path) -> None:
    dates = ("2030-11-30", "2031-01-31", "2031-02-01", "2031-02-02", "2031-04-01")
    views = {page.url: page.view for page in all_pages(tell(tmp_path, {date: {} for date in dates}))}
    year, archive = views["2031/"], views["archive/"]
    assert [it.month for it in year.months] == [4, 2, 1]
    assert [day.date.day for day in year.months[1].days] == [2, 1]
    assert year.months[1].days == views["2031/02/"].days
    assert archive.months == year.months[:2]
    assert archive.years == ((2031, ((4, 1), (2, 2), (1, 1))), (2030, ((11, 1),)))
