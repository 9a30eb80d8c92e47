"""The bench's tables: growth, parts of a build, targets, and what was left out."""

from pathlib import Path

import pytest

from bench.inside import Watched
from bench.measure import Cost
from bench.tables import exponent, flame, left_out, targets
from bench.works import Row

WORKS = (
    *("cold", "no change", "check, the first", "check, one file", "check, after an edit"),
    *("ledger, newest day", "one new day", "a source renamed", "a template edited"),
)
RIVALS = ("Hugo, cold", "Hugo, one new day", "Pagefind over Hugo's site", "plain Material, cold")


def rows(works: tuple[str, ...], days: int = 365) -> list[Row]:
    return [Row(days, work, Cost(wall=2, cpu=6, pagefind=1, python=300 + len(work), peak=0)) for work in works]


def test_the_exponent_is_the_growth() -> None:
    assert exponent([(10, 5.0), (100, 50.0), (1000, 500.0)]) == pytest.approx(1)
    assert exponent([(10, 5.0), (1000, 5.0)]) == pytest.approx(0)
    assert exponent([(10, 5.0)]) is None


def test_targets_are_ratios_of_one_run_and_nothing_where_a_rival_is_missing() -> None:
    told = {name: value for name, value, _ in targets(rows(WORKS + RIVALS), 365, {})}
    assert told["cold ÷ Hugo and Pagefind, CPU"] == 0.5
    assert told["cold ÷ plain Material, CPU, without search"] == pytest.approx(5 / 6)
    assert told["peak of any Python process, MB"] == 300 + max(map(len, WORKS)), "no rival's"
    assert told["one new day at 10,000 days, s"] is None
    alone = {name: value for name, value, _ in targets([*rows(WORKS), *rows(WORKS, 10_000)], 365, {})}
    assert alone["cold ÷ Hugo and Pagefind, CPU"] is None
    assert alone["one new day at 10,000 days, s"] == 2
    assert alone["growth of cold, exponent"] == 0


def test_parts_stand_below_what_they_are_parts_of_and_the_largest_first() -> None:
    seen = {
        "cold": Watched({}, {"ledger": 1.0, "pages": 0.5, "pages · written": 0.5, "pages · shown": 2.0}),
        "new": Watched({}, {"ledger": 1.0, "pages · shown": 3.0}),
    }
    assert flame(seen).splitlines()[2:] == [
        "|pages|3.00|75%|3.00|75%|",
        "|– shown|2.00|50%|3.00|75%|",
        "|– written|0.50|12%|0.00|0%|",
        "|ledger|1.00|25%|1.00|25%|",
        "|all|4.00|100%|4.00|100%|",
    ]


def test_what_was_left_out_is_told() -> None:
    both = [365, 10_000], [365]
    assert left_out(*both, None, rows(RIVALS)) == [
        "Rivals were left out at 10,000 days.",
        "Eleventy was left out: npm is not here, or did not install it.",
        "The real series was left out: `--series FILE` names it.",
    ]
    assert left_out([365], [365], Path("series.csv"), rows(("Eleventy, cold",))) == []
    assert left_out([365], [], Path("series.csv"), rows(WORKS)) == ["Rivals were left out at 365 days."]
