"""Which figures of a measure stand on one axis, which on one line, and what is told of gaps, falls and bounds."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from daybrief.views.charts import Chart
from daybrief.views.measure import ValuesView
from daybrief.views.series import charts
from tests.ledger.telling import all_pages, edition, tell, write
from tests.views.harbour import words

Told = Callable[..., list[Chart]]


def claim(day: int, figure: Any, **more: Any) -> dict[str, Any]:
    """A claim of a day of January with one figure."""
    return {"id": f"boats-{day}", "by": "far-wire", "sector": "ridge", "figures": {"boats": figure}, **more}


def days(*claims: tuple[int, dict[str, Any]]) -> dict[str, Any]:
    """Days of January, each with claims."""
    found: dict[str, Any] = {}
    for day, one in claims:
        some = found.setdefault(f"2031-01-{day:02}", {"claims": []})["claims"]
        some.append({**one, "id": f"{one['id']}-{len(some)}"})
    return found


@pytest.fixture
def told(tmp_path: Path) -> Told:
    """The charts of some claims' boats."""

    def find(*claims: tuple[int, dict[str, Any]]) -> list[Chart]:
        ledger = tell(tmp_path, days(*claims))
        return charts(ledger, ledger.observations("boats"))

    return find


def total(day: int, figure: Any, since: str = "2030-12-01") -> tuple[int, dict[str, Any]]:
    return day, claim(day, figure, when=f"{since}/2031-01-{day:02}")


def joined(chart: Chart) -> list[list[bool]]:
    return [[point.joined for point in one.points] for one in chart.series]


def test_kinds_of_counts_stand_on_axes_of_their_own(told: Told) -> None:
    found = told(
        (1, claim(1, 4)),
        (2, claim(2, 5)),
        total(3, 100),
        total(4, 104),
        (5, claim(5, 30, when="2030-W52")),
        (6, claim(6, 60, when="2030-12")),
        (7, claim(7, 700, when="2030")),
        (8, claim(8, 9, when="2031-01-08T14:00Z")),
        (9, claim(9, 3, when="2031-01-09/2031-01-09T14:00Z")),
        (10, claim(10, 2, when="2031-01-10/2031-01-10T22:00Z")),
        (11, claim(11, 12, when="2031-01-08/2031-01-10")),
        (12, claim(12, 1, when="2031-01-12/..")),
    )
    kinds = [(chart.kind, chart.since, chart.count) for chart in found]
    assert kinds == [
        ("day", "", 2),
        ("total", "2030-12-01", 2),
        ("level", "", 1),
        ("month", "", 1),
        ("open", "", 1),
        ("span", "", 1),
        ("until", "14:00", 1),
        ("until", "22:00", 1),
        ("week", "", 1),
        ("year", "", 1),
    ]
    assert [chart.kind for chart in found if chart.drawn] == ["day", "total"], "nothing is drawn of one value"


def test_spans_that_begin_alike_are_a_running_total_if_one_speaker_goes_on_with_it(told: Told) -> None:
    (one,) = told(
        (1, claim(1, 9, when="2030-12-01/2030-12-30")), (2, claim(2, 9, by="abbot", when="2030-12-01/2030-12-31"))
    )
    assert one.kind == "span"
    assert joined(one) == [[False], [False]]


def test_totals_that_begin_on_two_days_are_two(told: Told) -> None:
    found = told(total(1, 5), total(2, 6), total(3, 1, "2031-01-01"), total(4, 2, "2031-01-01"))
    assert [(chart.since, chart.count) for chart in found] == [("2030-12-01", 2), ("2031-01-01", 2)]


def test_a_sector_is_not_set_against_another_and_places_are_not_joined(told: Told) -> None:
    found = told((1, claim(1, 5)), (2, claim(2, 6)), (2, claim(2, 3, sector="river")), (3, claim(3, 4, places=["orn"])))
    assert [[link.text for link in chart.sectors] for chart in found] == [["The ridge"], ["The river"]]
    assert joined(found[0]) == [[False, True], [False]], "the place is another line"


def test_two_speakers_are_two_lines_and_a_body_and_its_member_one(told: Told) -> None:
    (chart,) = told((1, claim(1, 5)), (2, claim(2, 6)), (2, claim(2, 9, by="abbot")), (3, claim(3, 9, by="abbot")))
    assert len(chart.series) == 2
    assert joined(chart) == [[False, True], [False, True]]


def test_a_day_without_a_value_is_a_gap(told: Told) -> None:
    (chart,) = told((1, claim(1, 5)), (2, claim(2, 6)), (4, claim(4, 7)), (5, claim(5, 7)))
    assert joined(chart) == [[False, True, False, True]]
    assert chart.gaps == 1
    assert [(one.on, one.days, one.change) for one in chart.lacking] == [("2031-01-04", 2, 1)]


def test_a_total_told_each_week_has_no_gap_until_a_week_is_lacking(told: Told) -> None:
    (chart,) = told(total(1, 1), total(8, 2), total(15, 3), total(29, 4))
    assert joined(chart) == [[False, True, True, False]]


def test_levels_of_one_day_are_told_by_the_hour_and_a_gap_of_hours_is_one(told: Told) -> None:
    hours = {"1": "01", "3": "02", "2": "03", "4": "04", "0": "13"}
    (chart,) = told(
        *((1, {**claim(1, int(name), when=f"2031-01-01T{at}:00Z"), "id": f"at-{name}"}) for name, at in hours.items())
    )
    assert [one.figure.low for one in chart.values] == [0, 4, 2, 3, 1]
    assert (chart.first.figure.low, chart.last.figure.low) == (1, 0)
    assert chart.gaps == 1
    assert [(one.on, one.days) for one in chart.lacking] == [("2031-01-01T13:00Z", 0)]


def test_between_two_totals_or_levels_nothing_is_known_to_be_lacking(told: Told) -> None:
    (chart,) = told(total(1, 1), total(29, 2))
    assert joined(chart) == [[False, False]], "how often it is told shows with the third"
    assert (chart.gaps, chart.lacking) == (0, ())
    assert chart.values[0].days == 28


def test_two_counts_are_joined_if_their_times_follow_one_another(told: Told) -> None:
    daily, monthly = told(
        (1, claim(1, 1)), (2, claim(2, 2)), (3, claim(3, 60, when="2030-09")), (4, claim(4, 70, when="2030-12"))
    )
    assert (joined(daily), daily.gaps) == ([[False, True]], 0)
    assert (joined(monthly), monthly.gaps) == ([[False, False]], 1)


def test_a_total_that_falls_is_marked(told: Told) -> None:
    (chart,) = told(total(1, 100), total(2, 98), total(3, "90.."), total(4, 120))
    assert [one.on for one in chart.falls] == ["2031-01-02"], "at least 90 may be more"
    assert [one.change for one in reversed(chart.values)] == [None, -2, None, None]


def test_of_numbers_for_the_same_time_the_newest_stands_on_the_line(told: Told) -> None:
    (chart,) = told(
        (1, claim(1, 36)),
        (2, claim(2, 41, when="2031-01-01", follows="2031-01-01/boats-1-0")),
        (2, claim(2, 50)),
        (3, claim(3, 50, when="2031-01-02", follows="2031-01-02/boats-2-1")),
    )
    told_of = [(one.figure.low, one.mark) for one in reversed(chart.values)]
    assert told_of == [(36, "replaced"), (41, ""), (50, "again"), (50, "")], "each has its row"
    assert [point.figure.low for point in chart.series[0].points] == [36, 41, 50], "and each number one place"
    assert chart.values[0].change == 9
    assert chart.lowest.figure.low == 41


def test_what_was_taken_back_is_on_no_line(told: Told) -> None:
    (chart,) = told(
        (1, claim(1, 5)),
        (2, claim(2, 600)),
        (3, claim(3, 7)),
        (
            4,
            {
                "id": "boats-4",
                "by": "far-wire",
                "sector": "ridge",
                "retracts": "2031-01-02/boats-2-0",
                "when": "2031-01-02",
            },
        ),
    )
    assert [one.mark for one in chart.series[0].points] == ["", "struck", ""]
    assert joined(chart) == [[False, False, False]], "and the line does not lead across it"
    assert chart.highest.figure.low == 7


def test_a_days_figure_has_those_before_it_beside_it_and_none_that_came_since(tmp_path: Path) -> None:
    claims = [(day, claim(day, day * 2)) for day in (1, 2, 3, 4, 6)]
    pages = {page.url: page for page in edition(write(tmp_path / "one", days(*claims))).pages}
    later = edition(write(tmp_path / "two", days(*claims, (7, claim(7, 100)))))
    again = {page.url: page for page in later.pages}
    sparks = {day: again[f"2031/01/{day:02}/"].view.sectors[0][1][0].figures[0].spark for day in (1, 2, 3, 4, 6, 7)}
    assert [len(points) for points in sparks.values()] == [0, 0, 0, 0, 5, 6]
    assert [point.figure.low for point in sparks[6]] == [2, 4, 6, 8, 12]
    assert [point.joined for point in sparks[6]] == [False, True, True, True, False]
    assert sparks[6] == pages["2031/01/06/"].view.sectors[0][1][0].figures[0].spark
    label = 'role="img" aria-label="The last 5 values: 2, 4, 6, 8, 12"'
    assert label in later.renderer.body(again["2031/01/06/"])
    assert 'class="spark"' not in later.renderer.body(again["2031/01/04/"])


def test_speakers_are_one_line_in_whatever_order_they_are_named(tmp_path: Path) -> None:
    both = ["abbot", "far-wire"]
    claims = [(day, claim(day, day, by=both)) for day in (1, 2, 3, 4)]
    claims += [(4, claim(4, 90)), (5, claim(5, 5, by=both[::-1])), (6, claim(6, 6, by=both))]
    path = write(tmp_path, days(*claims))
    pages = {page.url: page.view for page in edition(path).pages}
    (chart,) = pages["measures/boats/"].charts
    assert [len(one.points) for one in chart.series] == [6, 1]
    for day in (5, 6):
        points = pages[f"2031/01/{day:02}/"].sectors[0][1][0].figures[0].spark
        assert [point.figure.low for point in points] == [*range(1, day + 1)]


MIXED = days(
    *(
        (day, claim(day, figure))
        for day, figure in ((1, 36), (2, "40.."), (3, "..20"), (4, "20..30"), (7, "~40"), (8, 41))
    ),
    *((day, claim(day, figure, by="abbot")) for day, figure in ((1, 12), (2, 14), (3, 9), (6, 15))),
    *(total(day, figure) for day, figure in ((1, 100), (2, 130), (3, 128), (6, 150))),
    (9, claim(9, 38, when="2031-01-08")),
)


def test_a_measures_page_says_in_words_what_is_drawn(tmp_path: Path, golden: Callable[[str, str], None]) -> None:
    made = edition(write(tmp_path, MIXED))
    page = next(page for page in made.pages if page.url == "measures/boats/")
    html = made.renderer.body(page)
    figures = html[html.index("<section>") : html.index("Every count")]
    golden("charts.html", figures)
    said = words(figures)
    assert "lowest 9 (3 Jan 2031), highest about 40 (7 Jan 2031). Values are lacking 2 times" in said
    assert "The total falls once (▼): 3 Jan 2031." in said
    file = next(page for page in made.pages if page.url == "measures/boats/values.csv")
    golden("values.csv", made.renderer.body(file))


def test_the_file_of_a_measure_has_each_figure_as_it_is_written(tmp_path: Path) -> None:
    again = claim(3, "0.000002", when="2031-01-02", follows="2031-01-02/boats-2-0")
    made = edition(write(tmp_path, days((1, claim(1, "0.000001")), (2, claim(2, "0.000002")), (3, again))))
    file = next(page for page in made.pages if page.url == "measures/boats/values.csv")
    rows = [line.split(",") for line in made.renderer.body(file).splitlines()[1:]]
    assert [(*row[3:6], row[10], row[12]) for row in rows] == [
        ("0.000001", "0.000001", "0.000001", "", ""),
        ("0.000002", "0.000002", "0.000002", "", "again"),
        ("0.000002", "0.000002", "0.000002", "0.000001", ""),
    ]
    page = next(page for page in made.pages if page.url == "measures/boats/")
    assert "told again since" in words(made.renderer.body(page))


def test_a_year_of_figures_is_a_table_that_compares_with_the_part_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("daybrief.ledger.index.PART", 10)
    ledger = tell(tmp_path, days(*((day, claim(day, day * day)) for day in range(1, 26))))
    views: dict[str, Any] = {page.url: page.view for page in all_pages(ledger)}
    parts: list[ValuesView] = [views[f"measures/boats/2031/{part}"] for part in ("", "2/", "3/")]
    assert [len(part.values) for part in parts] == [10, 10, 5]
    assert [value.change for value in parts[2].values] == [49, 47, 45, 43, 41]
    assert parts[0].values[-1].change is None
