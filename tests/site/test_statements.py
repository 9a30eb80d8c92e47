"""Statements from the news of November and December 2025, one of each shape: a day in `statements/`, and what follows.

Each is read with the registries of `briefings/` and with what it adds to them. Nothing is wrong with any of them.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger.ledger import Ledger
from tests.cases import day_files
from tests.ledger.showing import asked, control, missing, on_the_page, positions, stands
from tests.ledger.telling import compile_ledger, load, put, sound
from tests.projects import ROOT

STATEMENTS = sorted((Path(__file__).parent / "statements").iterdir())
SHAPES = {
    "a-vote", "a-poll", "an-exchange", "a-sanction", "a-joint-text", "a-relay-of-a-relay", "a-running-total",
    "partial-control", "a-position-with-a-condition", "a-retraction",
}  # fmt: skip


def read(folder: Path, told: Mapping[str, Any]) -> Ledger:
    """The ledger of one day, with which the check finds nothing wrong."""
    for file in (ROOT / "briefings/registry").glob("*.yml"):
        put(folder / f"registry/{file.name}", load(file) | told.get("registry", {}).get(file.stem, {}))
    date = told["day"]["date"]
    put(folder / f"{date[:4]}/{date}.yml", told["day"])
    found = sound(folder)
    return compile_ledger((file.day for file in day_files(found)), found.registry)


@pytest.mark.parametrize("file", STATEMENTS, ids=lambda file: file.stem)
def test_a_statement_can_be_told_and_what_follows_is_right(file: Path, tmp_path: Path) -> None:
    told = load(file)
    ledger, date = read(tmp_path, told), told["day"]["date"]
    for claim, wanted in told["stands"].items():
        assert stands(ledger, date, claim, asked(wanted)) == asked(wanted), claim
    for place, wanted in told.get("control", {}).items():
        assert control(ledger, date, place) == wanted, place
    for point, wanted in told.get("positions", {}).items():
        assert positions(ledger, date, "us-plan", point) == wanted, point
    for part, wanted in told["page"].items():
        said = on_the_page(ledger, date, part)
        assert missing(said, wanted) == [], f"{part}: {said}"


def test_each_shape_has_its_statement() -> None:
    assert {file.stem for file in STATEMENTS} == SHAPES
    assert {key for file in STATEMENTS for key in load(file)} == {
        "registry", "day", "stands", "control", "positions", "page",
    }  # fmt: skip
