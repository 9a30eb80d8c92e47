"""What a forecast comes to: its score for each band of likelihood, and by the newest word on it."""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger.forecasts import Forecast, Score, score
from daybrief.ledger.keys import place
from daybrief.ledger.ledger import Ledger
from daybrief.views.statement import statement
from tests.ledger.telling import tell

MADE = "2031-03-01"


def forecast(name: str, **more: Any) -> dict[str, Any]:
    return {"id": name, "kind": "forecast", "by": "abbot", **more}


def scores(ledger: Ledger) -> dict[str, Score]:
    return {entry.statement.id: one for entry in ledger.entries("forecasts") if (one := score(ledger, entry))}


def test_each_band_of_likelihood_is_scored_by_its_middle(tmp_path: Path) -> None:
    bands = {
        "almost-no-chance": 0.03,
        "very-unlikely": 0.125,
        "unlikely": 0.325,
        "roughly-even": 0.5,
        "likely": 0.675,
        "very-likely": 0.875,
        "almost-certain": 0.97,
    }
    told = [forecast(f"{b}-{o}", horizon=MADE, likelihood=b) for b in bands for o in ("true", "false")]
    came = [{"forecast": one["id"], "outcome": one["id"].rpartition("-")[2]} for one in told]
    ledger = tell(tmp_path, {MADE: {"assessments": told, "resolutions": came}})
    found = scores(ledger)
    for band, chance in bands.items():
        assert found[f"{band}-true"].value == pytest.approx((1 - chance) ** 2)
        assert found[f"{band}-false"].value == pytest.approx(chance**2)
    assert {one.kind for one in found.values()} == {"brier"}


def test_the_newest_word_is_what_became_of_it(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        MADE: {"assessments": [forecast("rain", horizon="2031-03-02"), forecast("snow")]},
        "2031-03-02": {"resolutions": [{"forecast": f"{MADE}/rain", "outcome": "false"}]},
        "2031-03-04": {
            "resolutions": [
                {"forecast": f"{MADE}/snow", "outcome": "true"},
                {"forecast": f"{MADE}/rain", "outcome": "void"},
            ]
        },
        "2031-03-05": {"resolutions": [{"forecast": f"{MADE}/rain", "outcome": "true"}]},
    }
    ledgers = [tell(tmp_path / f"{n}", dict([*days.items()][:n])) for n in (1, 2, 3, 4)]
    found = [{name: (one.outcome, one.kind) for name, one in scores(ledger).items()} for ledger in ledgers]
    assert found == [
        {},
        {"rain": ("false", "miss")},
        {"rain": ("void", "void"), "snow": ("true", "unscorable")},
        {"rain": ("true", "hit"), "snow": ("true", "unscorable")},
    ]
    first = dt.date(2031, 3, 1)
    for ledger in ledgers:
        rain, snow = (day if day in ledger.dates else None for day in (dt.date(2031, 3, 2), dt.date(2031, 3, 4)))
        assert ledger.forecasts("spoken abbot") == [
            Forecast(place(first, 0), dt.date(2031, 3, 2), scores(ledger).get("rain"), False, rain),
            Forecast(place(first, 1), None, scores(ledger).get("snow"), False, snow),
        ]


@pytest.mark.parametrize(
    ("told", "came", "kind"),
    [
        ({"horizon": MADE, "likelihood": "likely"}, "void", "void"),
        ({"likelihood": "likely"}, "true", "unscorable"),
        ({"horizon": MADE}, "true", "hit"),
        ({"horizon": MADE}, "false", "miss"),
        ({"horizon": MADE, "likelihood": "likely"}, "true", "brier"),
    ],
)
def test_a_forecast_is_the_speakers_own_unless_the_editors_set_its_chance_or_horizon(
    tmp_path: Path, told: dict[str, str], came: str, kind: str
) -> None:
    ways: list[list[str]] = [[], ["resolves_if"], *([name] for name in told), [*told, "resolves_if"]]
    made = [
        forecast(f"f{n}", resolves_if="It is seen.", **told) | ({"editor_set": way} if way else {})
        for n, way in enumerate(ways)
    ]
    came_to = [{"forecast": one["id"], "outcome": came} for one in made]
    ledger = tell(tmp_path, {MADE: {"assessments": made, "resolutions": came_to}})
    found = scores(ledger).values()
    assert [(one.kind, one.speakers_own) for one in found] == [(kind, not {*way} & {*told}) for way in ways]
    assert [one.value is None for one in found] == [kind != "brier"] * len(ways)


def test_only_the_forecasts_of_a_term_are_told(tmp_path: Path) -> None:
    days = {
        MADE: {
            "claims": [{"id": "hill", "by": "abbot"}],
            "assessments": [
                {"id": "calm", "kind": "judgement", "by": "abbot"},
                forecast("rain"),
                {**forecast("snow"), "by": "walker"},
            ],
        },
        "2031-03-02": {"assessments": [forecast("wind")]},
    }
    ledger = tell(tmp_path, days)
    told = {
        term: [ledger.at(one.place).statement.id for one in ledger.forecasts(term)]
        for term in ("spoken abbot", "forecasts")
    }
    assert told == {"spoken abbot": ["rain", "wind"], "forecasts": ["rain", "snow", "wind"]}


@pytest.mark.parametrize(
    ("by", "more", "how"),
    [
        ("abbot", {}, "again"),
        (["walker", "abbot"], {}, "again"),
        ("abbot", {"horizon": "2031-03-06"}, "revised"),
        ("abbot", {"likelihood": "unlikely"}, "revised"),
        ("abbot", {"likelihood_words": "most probably"}, "again"),
        ("walker", {}, "follows"),
        ("walker", {"horizon": "2031-03-06"}, "follows"),
    ],
)
def test_the_same_voice_tells_a_forecast_again_or_revises_it(tmp_path: Path, by: Any, more: Any, how: str) -> None:
    """And a page says so at both."""
    rain = forecast("rain", horizon="2031-03-05", likelihood="likely")
    later = {**rain, "by": by, "follows": f"{MADE}/rain", **more}
    ledger = tell(tmp_path, {MADE: {"assessments": [rain]}, "2031-03-02": {"assessments": [later]}})
    first, last = (statement(ledger, entry, dt.date.max) for entry in ledger.entries("forecasts"))
    assert [(word, f"{link.date}") for word, link in last.threads] == [(how, MADE)]
    assert [(word, f"{link.date}") for word, link in first.answers] == [(how, "2031-03-02")]
    assert [one.again for one in ledger.forecasts("forecasts")] == [False, how != "follows"]


def test_a_judgement_goes_on_from_a_forecast_and_tells_none_again(tmp_path: Path) -> None:
    calm = {"id": "calm", "kind": "judgement", "by": "abbot", "follows": f"{MADE}/rain"}
    ledger = tell(tmp_path, {MADE: {"assessments": [forecast("rain")]}, "2031-03-02": {"assessments": [calm]}})
    [judgement] = ledger.entries("judgements")
    assert [word for word, _ in statement(ledger, judgement, dt.date.max).threads] == ["follows"]


def test_a_change_of_a_speaker_rewrites_no_telling_of_before(tmp_path: Path) -> None:
    """Whose voice it was, the later telling's day decides: for records and pages alike."""
    rain = forecast("rain", horizon="2031-03-05", likelihood="likely")
    days: dict[str, Any] = {
        MADE: {"assessments": [rain]},
        "2031-03-02": {"assessments": [{**rain, "by": "novice", "follows": f"{MADE}/rain"}]},
        "2031-03-06": {"assessments": [{**rain, "id": "more", "by": "novice", "horizon": "2031-04-01"}]},
        "2031-03-07": {"resolutions": [{"forecast": f"{MADE}/rain", "outcome": "true"}]},
    }
    none = {"is": "none", "basis": "A member of no side."}
    joined = {"date": "2031-03-05", "field": "member_of", "was": "none", "now": "abbot", "because": "Took vows."}
    before = {"name": "A novice", "kind": "commentator", "party": none}
    after = before | {"member_of": "abbot", "changes": [joined]}
    for folder, novice in (("before", before), ("after", after)):
        ledger = tell(tmp_path / folder, days, {"actors": {"novice": novice}})
        assert [one.again for one in ledger.forecasts("forecasts")] == [False, False, False]
        assert [bool(one.score) for one in ledger.forecasts("forecasts")] == [True, False, False]
        for on in (dt.date(2031, 3, 2), dt.date.max):
            _, second, _ = (statement(ledger, entry, on) for entry in ledger.entries("forecasts"))
            assert [how for how, _ in second.threads] == ["follows"]
