"""The ledger's report as a person reads it: in 100 columns, and nothing of it lost."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from daybrief.content import archive
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import STATUSES
from daybrief.output.ledger.layout import WIDTH, columns, paragraph
from daybrief.output.ledger.report import report
from daybrief.output.ledger.text import text
from tests.cases import day_files
from tests.ledger.telling import compile_ledger, tell
from tests.projects import LAKE


@pytest.fixture(scope="module")
def lake_ledger() -> Ledger:
    """The ledger of the second subject."""
    found, _ = archive.load(LAKE / "briefings", ("about.md", "method.md"))
    return compile_ledger((file.day for file in day_files(found) if not file.drafted), found.registry)


@pytest.mark.parametrize("date", ["2031-12-30", "2032-01-02"])
def test_a_day_is_told_as_it_was(lake_ledger: Ledger, date: str, golden: Callable[[str, str], None]) -> None:
    told = text(report(lake_ledger, dt.date.fromisoformat(date)), lake_ledger.registry)
    assert max(map(len, told.split("\n"))) <= WIDTH
    assert "\n\n\n" not in told
    golden(f"ledger-{date}.txt", told)


def test_statuses_names_and_headings_are_painted(lake_ledger: Ledger) -> None:
    roles = set[str]()

    def paint(words: str, role: str) -> str:
        roles.add(role)
        return f"<{words}>"

    told = report(lake_ledger, lake_ledger.dates[-1])
    painted = text(told, lake_ledger.registry, paint)
    assert {"place", "hint"} < roles <= {"place", "hint", *STATUSES}
    plain = text(told, lake_ledger.registry)
    assert painted.replace("<", "").replace(">", "") == plain.replace("<", "").replace(">", "")


def test_long_ids_and_names_keep_to_the_width(tmp_path: Path) -> None:
    claim = {"id": "a" * 80, "by": "a-body", "movement": {"advance": "a-side"}}
    forecast = {"id": "b" * 80, "kind": "forecast", "by": "a-body", "sector": "ridge", "horizon": "2031-06-01"}
    registry = {
        "parties": {"a-side": {"name": "A side with a name " * 8}},
        "sources": {"a-body": {"name": "A body with a name " * 8, "party": {"is": "a-side", "basis": "It says so."}}},
    }
    days = {
        "2031-03-01": {"claims": [claim], "assessments": [forecast]},
        "2031-03-02": {"claims": [claim | {"id": "c"}]},
    }
    days["2031-03-03"] = {"claims": [{"id": "d", "by": "a-body", "follows": f"2031-03-01/{'a' * 80}"}]}
    ledger = tell(tmp_path, days, registry)
    for date in ledger.dates:
        assert max(map(len, text(report(ledger, date), ledger.registry).split("\n"))) <= WIDTH


def test_lines_are_broken_where_they_are_too_long() -> None:
    rows = [("a word", "", "x" * 300), ("many words in a narrow column", "", "y")]
    lines = list(columns(rows, (12, 5)))
    assert max(map(len, lines)) == WIDTH
    assert "".join(lines).count("x") == 300
    assert [line[4:16].strip() for line in lines if line[4:16].strip()] == [
        "a word",
        "many words",
        "in a narrow",
        "column",
    ]
    assert lines[-3].endswith("  y"), "a column without a word takes no room"
    assert list(columns([], (12,))) == []
    assert paragraph("") == []


def test_ids_and_words_are_told_by_their_names(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        "2031-03-01": {
            "claims": [
                {
                    "id": "held",
                    "by": "kestria-army",
                    "movement": {"circling": "kestria"},
                    "when": "2031-02-27/2031-02-28",
                    "figures": {"hulls": "8..", "lost": "1"},
                    "evidence": "map",
                },
                {"id": "not-so", "by": "morvane-army", "denies": "held"},
                {"id": "terms", "by": "morvane-army", "position": {"plan": "accord", "is": "haggles"}},
                {"id": "free", "by": "far-wire", "position": {"plan": "accord", "is": "open"}},
            ],
            "assessments": [
                {"id": "soon", "kind": "forecast", "by": "abbot", "sector": "ridge", **more}
                for more in [{"horizon": "2031-03-01", "likelihood": "almost-certain", "editor_set": ["horizon"]}]
            ],
            "resolutions": [{"forecast": "soon", "outcome": "true"}],
        }
    }
    registry = {
        "measures": {"hulls": {"name": "boats seen"}, "lost": {"name": "boats lost", "one": "boat lost"}},
        "terms": {
            "movements": {"circling": {"name": "Going round {it}"}},
            "stances": {"haggles": {"name": "Asks for more"}},
        },
    }
    ledger = tell(tmp_path, days, registry)
    told = " ".join(text(report(ledger, ledger.dates[0]), ledger.registry).split())
    for words in (
        "by Army of Kestria; when: 27 February to 28 February; Going round {it}: Kestria; at least 8 boats seen; "
        "1 boat lost; evidence: shown on a map",
        "contested (somebody whose party is known speaks against it), 1 voice",
        "claimed by Army of Kestria; against it Army of Morvane",
        "Morvane Asks for more, own words 2031-03-01/terms Army of Morvane",
        "of no party Said to be open 2031-03-01/free Far Wire",
        "almost certain, 95–99 %; came true, Brier score 0.0009, not counted: the editors set its horizon The abbot",
    ):
        assert words in told
    assert not {"kestria-army", "circling", "hulls", "haggles", "almost-certain"} & {*told.replace(",", " ").split()}
