"""The ledger's rules, told as cases: each file in `scenarios/` has days, and what follows from them on each day.

Besides what it expects, a scenario may have `registry` (what it adds to the tests' own), `late` (days that are added
after all others were told), and `problems` with `hint has`: days that the check refuses, or warns of.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

from daybrief.content import archive
from daybrief.ledger import status
from daybrief.ledger.figures import beside, differing
from daybrief.ledger.forecasts import Score, score
from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import PROOFS, STATUS_RULES, STATUSES, Status
from daybrief.views.board import BoardLine, cell
from daybrief.views.changes import changes
from daybrief.views.claims import calibration
from tests.cases import told_by_rules
from tests.ledger.showing import asked, control, missing, on_the_page, positions, stands
from tests.ledger.telling import HERE, compile_ledger, key, load, tell, write

SCENARIOS = {file.stem: load(file) for file in sorted((HERE / "scenarios").glob("*.yml"))}
PROVEN = sorted(name for name, told in SCENARIOS.items() if "proof" in told)
EXPECTED = (
    "stands", "differs", "beside", "board", "control", "positions", "scores", "record", "changes", "page", "problems",
)  # fmt: skip


@pytest.fixture(scope="module")
def ledgers(tmp_path_factory: Any) -> Callable[[str], Ledger]:
    """The ledger of a scenario, made once."""
    made: dict[str, Ledger] = {}

    def get(name: str) -> Ledger:
        if name not in made:
            told = SCENARIOS[name]
            days = {**told["days"], **told.get("late", {})}
            made[name] = tell(tmp_path_factory.mktemp(name), days, told.get("registry"))
        return made[name]

    return get


def each(name: str, part: str) -> Iterator[tuple[str, str, Any]]:
    """What a scenario expects of something on a day: date, its name, what is expected."""
    for date, expected in SCENARIOS[name].get(part, {}).items():
        for of, what in expected.items():
            yield date, of, what


def cases(part: str) -> Any:
    return pytest.mark.parametrize("name", [name for name, told in SCENARIOS.items() if part in told])


@cases("stands")
def test_a_claim_stands_as_the_table_says(name: str, ledgers: Any) -> None:
    for date, claim, wanted in each(name, "stands"):
        assert stands(ledgers(name), date, claim, asked(wanted)) == asked(wanted), f"{claim} on {date}"


@cases("late")
def test_what_comes_late_leaves_what_was_told(name: str, tmp_path: Path) -> None:
    told = SCENARIOS[name]
    ledger = tell(tmp_path, told["days"], told.get("registry"))
    for date, claim, wanted in each(name, "stands"):
        if claim.partition("/")[0] not in told["late"]:
            assert stands(ledger, date, claim, asked(wanted)) == asked(wanted), (
                f"{claim} on {date}, without {told['late']}"
            )


@cases("problems")
def test_the_check_refuses(name: str, tmp_path: Path) -> None:
    told = SCENARIOS[name]
    found, problems = archive.load(write(tmp_path, told["days"], told.get("registry")), ())
    refused = [*problems, *told_by_rules(found)]
    assert [one.code for one in refused] == told["problems"]
    assert all(told.get("hint has", "") in one.hint for one in refused)


@cases("record")
def test_a_speakers_record_counts(name: str, ledgers: Any) -> None:
    for speaker, wanted in SCENARIOS[name]["record"].items():
        found = calibration(ledgers(name), speaker)
        assert {word: getattr(found, word) for word in wanted} == {word: int(n) for word, n in wanted.items()}


@cases("changes")
def test_what_changed(name: str, ledgers: Any) -> None:
    for date, wanted in SCENARIOS[name]["changes"].items():
        found = changes(ledgers(name), dt.date.fromisoformat(date))
        assert found
        lists = {"developing": found.developing, "turned": found.turned, "quiet": found.quiet}
        told: dict[str, Any] = {word: [one.url.partition("#")[2] for one in some] for word, some in lists.items()}
        told |= {"new": str(len(found.new)), "sectors same": [one.url.split("/")[1] for one in found.sectors_same]}
        assert {word: told[word] for word in wanted} == wanted, date


def up_to(date: str, find: Callable[[Ledger, StatementRef], Iterable[StatementKey]], ledger: Ledger, claim: str) -> Any:
    """What is found for a claim, as far as it was told by a day."""
    return [one for one in find(ledger, ledger.entry(key(date, claim))) if one[0] <= dt.date.fromisoformat(date)]


@cases("beside")
def test_counts_stand_side_by_side(name: str, ledgers: Any) -> None:
    for date, claim, wanted in each(name, "beside"):
        assert up_to(date, beside, ledgers(name), claim) == [key(date, other) for other in wanted], f"{claim} on {date}"


@cases("differs")
def test_figures_differ(name: str, ledgers: Any) -> None:
    for date, claim, wanted in each(name, "differs"):
        found = up_to(date, differing, ledgers(name), claim)
        assert found == [key(date, other) for other in wanted], f"{claim} on {date}"


def ground(row: BoardLine) -> str:
    """What a row says of the ground."""
    if row.movement:
        return f"{row.movement.kind} of {' and '.join(party.id for party in row.movement.parties)}"
    if not row.control:
        return "no movement"
    held = f"held by {row.control.party.id if row.control.party else 'nobody'}"
    return held + (f" in part ({row.control.part})" if row.control.part else "")


@cases("board")
def test_the_board_shows(name: str, ledgers: Any) -> None:
    for date, sector, wanted in each(name, "board"):
        found = cell(ledgers(name), sector, dt.date.fromisoformat(date))
        if not found.lines:
            told: Any = "nothing read" + (f"; last {found.last.date}" if found.last else "")
        else:
            rows = [
                f"{ground(row)}, {row.status} and {'assessed' if row.assessed else 'claimed'}, by "
                + " and ".join(who.url.split("/")[1] for who in row.speakers)
                + (", against it " + " and ".join(who.url.split("/")[1] for who in row.against) if row.against else "")
                for row in found.lines
            ]
            places = [[place.url.split("/")[1] for place in row.places] for row in found.lines]
            told = {"rows": rows, "one side": found.one_side.id if found.one_side else "none", "places": places}
            told = {name: told[name] for name in wanted}
        assert told == wanted, f"{sector} on {date}"


@cases("control")
def test_the_control_table_shows(name: str, ledgers: Any) -> None:
    for date, place, wanted in each(name, "control"):
        assert control(ledgers(name), date, place) == wanted, f"{place} on {date}"


@cases("positions")
def test_the_matrix_shows(name: str, ledgers: Any) -> None:
    for date, point, wanted in each(name, "positions"):
        assert positions(ledgers(name), date, "accord", point) == wanted, f"{point} on {date}"


@cases("page")
def test_the_page_says(name: str, ledgers: Any) -> None:
    """Words of a day's page, at a claim, an assessment or an event; with a minus before them, words not there."""
    for date, part, wanted in each(name, "page"):
        told = on_the_page(ledgers(name), date, part)
        assert missing(told, wanted) == [], f"{part} on {date}: {told}"


@cases("scores")
def test_a_forecast_scores(name: str, ledgers: Any) -> None:
    for date, forecast, wanted in each(name, "scores"):
        ledger, told = ledgers(name), "open"
        if found := score(ledger, ledger.entry(key(date, forecast)), dt.date.fromisoformat(date)):
            told = found.kind + (f" {round(found.value, 4):g}" if found.value is not None else "")
            told += ", not the speaker's own" * (not found.speakers_own and found.value is not None)
        assert told == wanted, f"{forecast} on {date}"


@pytest.mark.parametrize("name", PROVEN)
def test_it_is_that_proof_and_no_other(name: str, ledgers: Any, monkeypatch: Any) -> None:
    proof = SCENARIOS[name]["proof"]

    def all_as_told(proofs: dict[str, Any]) -> bool:
        monkeypatch.setattr(status, "PROOFS", proofs)
        told = ledgers(name)
        ledger = compile_ledger(map(told.day, told.dates), told.registry)
        return all(stands(ledger, d, c, asked(wanted)) == asked(wanted) for d, c, wanted in each(name, "stands"))

    assert all_as_told({proof: PROOFS[proof]}), "it is enough"
    assert not all_as_told({other: test for other, test in PROOFS.items() if other != proof}), "it is needed"


def test_every_rule_and_proof_has_a_scenario() -> None:
    words = [asked(wanted).get("status", "") for name in SCENARIOS for _, _, wanted in each(name, "stands")]
    assert {word.partition(" by ")[2] for word in words} - {""} == {rule.name for rule in STATUS_RULES}
    assert {SCENARIOS[name]["proof"] for name in PROVEN} == PROOFS.keys()


def test_every_kind_of_score_has_a_scenario() -> None:
    kinds = {wanted.split()[0] for name in SCENARIOS for _, _, wanted in each(name, "scores")}
    assert kinds == {"open", *Score.__annotations__["kind"].__args__}


def test_every_scenario_expects_something_and_says_what_it_tells() -> None:
    for file in sorted((HERE / "scenarios").iterdir()):
        assert file.suffix == ".yml", "collected by itself"
        told = SCENARIOS[file.stem]
        assert set(told) <= {"days", "late", "registry", "proof", "hint has", *EXPECTED}
        assert any(told.get(part) for part in EXPECTED), file.name
        assert re.match(r"# [A-Z].+\.\n", file.read_text(encoding="utf-8")), file.name


def test_statuses_have_an_order_and_a_rule_each() -> None:
    assert {*STATUSES} == {*get_args(Status)} == {rule.status for rule in STATUS_RULES}
    assert len(STATUSES) == len({*STATUSES})
    assert len({rule.name for rule in STATUS_RULES}) == len(STATUS_RULES)
