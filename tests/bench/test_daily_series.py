"""A real series becomes days that nothing is wrong with, each with its licence. The numbers here are invented."""

from pathlib import Path

from bench.daily_series import COLUMNS, LICENCE, write
from daybrief.commands.check import check
from daybrief.content import archive
from daybrief.views.series import charts
from tests.cases import day_files
from tests.ledger.telling import compile_ledger


def test_a_series_is_told_as_running_totals(tmp_path: Path) -> None:
    head = ",".join(["date", *(f"{name}-total" for name in COLUMNS)])
    rows = [
        f"2022-02-{day},{','.join([number] * (len(COLUMNS) - 1))},"
        for day, number in ((25, "9"), (26, "8"), (28, "11"))
    ]
    series = tmp_path / "series.csv"
    series.write_text("\n".join([head, *rows]))
    write(series, tmp_path / "site")
    assert not check(tmp_path / "site/mkdocs.yml").problems
    found, _ = archive.load(tmp_path / "site/briefings", ())
    days = [file.day for file in day_files(found)]
    assert {day.sourcing.limits for day in days} == {LICENCE}
    ledger = compile_ledger(days, found.registry)
    (chart,) = charts(ledger, ledger.observations("tank"))
    assert (chart.kind, chart.since, chart.count, chart.gaps, len(chart.falls)) == ("total", "2022-02-24", 3, 0, 1)
    assert not ledger.observations("pow"), "an empty field is no figure"
