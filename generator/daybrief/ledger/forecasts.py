"""Forecasts: what became of them, and how they are scored."""

import datetime as dt
from typing import Literal, NamedTuple

from daybrief.ledger.index import Index
from daybrief.ledger.keys import StatementRef, date_of, place
from daybrief.model.fields import LIKELIHOOD_PERCENT
from daybrief.model.statements import Assessment


class Score(NamedTuple):
    """What became of a forecast."""

    outcome: str
    kind: Literal["unscorable", "hit", "miss", "void", "brier"]
    value: float | None
    """The Brier score, 0 best and 1 worst: the square of what the stated chance missed by."""
    speakers_own: bool
    """Whether the speaker gave both likelihood and horizon; else it is not counted to the speaker."""


class Forecast(NamedTuple):
    """A forecast, as far as the records of speakers need it."""

    place: int
    """The posting of the statement."""
    horizon: dt.date | None
    score: Score | None
    """None until it is resolved."""


def score(index: Index, entry: StatementRef) -> Score | None:
    """What became of a forecast, as the newest resolution has it; None until there is one.

    By the rules of design: no horizon, no score; no likelihood, hit or miss.
    """
    forecast = entry.statement
    assert isinstance(forecast, Assessment), "it is a forecast"
    places = index.postings(f"resolved {entry.date}/{forecast.id}")
    if not places:
        return None
    own = not {"likelihood", "horizon"} & set(forecast.editor_set)
    found = index.day(date_of(places[-1])).resolutions[places[-1] & 0xFFFF].outcome
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
        Forecast(place(date, number), forecast.horizon, score(index, entry))
        for number, entry in enumerate(index.told(date).entries)
        if isinstance(forecast := entry.statement, Assessment) and forecast.kind == "forecast"
    )
