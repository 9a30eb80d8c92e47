"""What the bench builds: the last days of a real series are new ones later."""

from pathlib import Path

from bench.daily_series import COLUMNS
from bench.works import Series


def test_the_last_days_of_a_series_are_kept_for_later(tmp_path: Path) -> None:
    head = ",".join(["date", *(f"{name}-total" for name in COLUMNS)])
    rows = [f"2022-03-0{day}" + f",{day}" * len(COLUMNS) for day in range(1, 6)]
    (tmp_path / "series.csv").write_text("\n".join([head, *rows]))
    series = Series(tmp_path / "series.csv", tmp_path / "site", runs=2)
    assert series.days == 3
    assert [file.stem for file in series.later] == ["2022-03-04", "2022-03-05"]
    assert [file.stem for file in sorted(series.folder.rglob("2022-*.yml"))] == [f"2022-03-0{n}" for n in (1, 2, 3)]
