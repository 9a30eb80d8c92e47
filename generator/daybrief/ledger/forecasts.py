"""Forecasts: what became of them, and how they are scored."""

import datetime as dt
from typing import Literal, NamedTuple

from daybrief.ledger.index import Index
from daybrief.ledger.keys import StatementKey, StatementRef, date_of, place
from daybrief.model.fields import LIKELIHOOD_PERCENT
from daybrief.model.statements import Assessment


class Score(NamedTuple):
    """How a forecast stands, and what became of it."""

    outcome: str | None
    kind: Literal["open", "due", "unscorable", "hit", "miss", "void", "brier"]
    value: float | None
    """The Brier score, 0 best and 1 worst: the square of what the stated chance missed by."""
    speakers_own: bool
    """Whether the speaker gave both likelihood and horizon; else it is not counted to the speaker."""


class Forecast(NamedTuple):
    """A forecast, as far as the records of speakers need it."""

    place: int
    """The posting of the statement."""
    horizon: dt.date | None
    score: Score
    """As on a day after all horizons."""


def outcome(index: Index, key: StatementKey, date: dt.date) -> str | None:
    """What had become of a forecast by a day, as the newest resolution has it."""
    places = index.postings(f"resolved {key[0]}/{key[1]}")
    days = ((date_of(place), place & 0xFFFF) for place in reversed(places))
    return next((index.day(day).resolutions[number].outcome for day, number in days if day <= date), None)


def score(index: Index, entry: StatementRef, date: dt.date) -> Score:
    """How a forecast stands on a day, by the rules of design: no horizon, no score; no likelihood, hit or miss."""
    forecast = entry.statement
    assert isinstance(forecast, Assessment), "it is a forecast"
    own = not {"likelihood", "horizon"} & set(forecast.editor_set)
    found = outcome(index, entry.key, date)
    if found is None:
        due = forecast.horizon is not None and forecast.horizon <= date
        return Score(None, "due" if due else "open", None, own)
    if found == "void":
        return Score(found, "void", None, own)
    if forecast.horizon is None:
        return Score(found, "unscorable", None, own)
    if forecast.likelihood is None:
        return Score(found, "hit" if found == "true" else "miss", None, own)
    low, high = LIKELIHOOD_PERCENT[forecast.likelihood]
    chance = (low + high) / 200
    return Score(found, "brier", (chance - (found == "true")) ** 2, own)


def forecasts_on(index: Index, date: dt.date) -> tuple[Forecast, ...]:
    """What became of the forecasts of a day."""
    return tuple(
        Forecast(place(date, number), forecast.horizon, score(index, entry, dt.date.max))
        for number, entry in enumerate(index.told(date).entries)
        if isinstance(forecast := entry.statement, Assessment) and forecast.kind == "forecast"
    )
