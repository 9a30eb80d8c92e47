"""Forecasts: what became of them, and how they are scored."""

import datetime as dt
from typing import Literal, NamedTuple, TypeAlias

from daybrief.ledger.index import Index
from daybrief.ledger.keys import StatementKey, StatementRef, date_of, place, pointed
from daybrief.ledger.terms import into
from daybrief.model.fields import LIKELIHOOD_PERCENT, Likelihood
from daybrief.model.speakers import tells_again

Retelling: TypeAlias = Literal["", "again", "revised"]
"""Whether a forecast tells another one again; `revised` with another chance or horizon."""


class Score(NamedTuple):
    """What became of a forecast."""

    outcome: Literal["true", "false", "void"]
    kind: Literal["unscorable", "hit", "miss", "void", "brier"]
    value: float | None
    """The Brier score, 0 best and 1 worst: the square of what the stated chance missed by."""
    speakers_own: bool
    """Whether the speaker gave both likelihood and horizon; else the value is not counted to the speaker."""
    could_fail: bool
    """Whether the speaker gave a horizon; else neither a hit nor a miss is counted."""
    likelihood: Likelihood | None = None
    """The chance that was stated, where there is a Brier score."""


class Forecast(NamedTuple):
    """A forecast, as far as the records of speakers need it."""

    place: int
    """The posting of the statement."""
    horizon: dt.date | None
    score: Score | None
    """None until it is resolved."""
    again: bool
    """Whether the same voice tells an earlier forecast again: the two are one."""
    resolved: dt.date | None
    """The day that resolved it first."""


def score(index: Index, entry: StatementRef, on: dt.date = dt.date.max) -> Score | None:
    """What became of a forecast, as the newest resolution by a day has it; None until there is one.

    By the rules of design: no horizon, no score; no likelihood, hit or miss. A forecast told on several days is one.
    """
    forecast = entry.assessment
    places = [place for place in _resolutions(index, entry) if date_of(place) <= on]
    if not places:
        return None
    could_fail = forecast.horizon is not None and "horizon" not in forecast.editor_set
    own = not {"likelihood", "horizon"} & {*forecast.editor_set}
    found = index.day(date_of(places[-1])).resolutions[places[-1] & 0xFFFF].outcome
    if found == "void":
        return Score(found, "void", None, own, could_fail)
    if forecast.horizon is None:
        return Score(found, "unscorable", None, own, could_fail)
    if forecast.likelihood is None:
        return Score(found, "hit" if found == "true" else "miss", None, own, could_fail)
    low, high = LIKELIHOOD_PERCENT[forecast.likelihood]
    chance = (low + high) / 200
    return Score(found, "brier", (chance - (found == "true")) ** 2, own, could_fail, forecast.likelihood)


def _resolutions(index: Index, entry: StatementRef) -> list[int]:
    """The postings of all that resolved a forecast, whichever telling of it, in the order of days."""
    return sorted(place for key in _tellings(index, entry) for place in index.postings(f"resolved {key[0]}/{key[1]}"))


def retelling(index: Index, entry: StatementRef, other: StatementRef) -> Retelling:
    """Whether a forecast that follows another one is the same, told again by the same voice as of its own day."""
    one, earlier = entry.assessment, other.assessment
    if not tells_again(index.registry, one, entry.date, earlier):
        return ""
    return "again" if (one.likelihood, one.horizon) == (earlier.likelihood, earlier.horizon) else "revised"


def _told_before(index: Index, entry: StatementRef) -> StatementRef | None:
    """The forecast that one tells again."""
    followed = (index.entry(pointed(one, entry.date)) for one in entry.assessment.follows)
    return next((other for other in followed if retelling(index, entry, other)), None)


def first_telling(index: Index, entry: StatementRef) -> StatementRef:
    """The forecast as it was told first."""
    while before := _told_before(index, entry):
        entry = before
    return entry


def _tellings(index: Index, entry: StatementRef) -> dict[StatementKey, None]:
    """All tellings of a forecast: from the first, those that tell it again, and so on."""
    first = first_telling(index, entry)
    found = {first.key: None}
    for here in (tellings := [first]):
        for other in index.entries(into(*here.key)):
            if other.key not in found and retelling(index, other, here):
                found[other.key] = None
                tellings.append(other)
    return found


def forecasts_on(index: Index, date: dt.date) -> tuple[Forecast, ...]:
    """What became of the forecasts of a day."""
    return tuple(
        Forecast(
            place(date, number),
            entry.assessment.horizon,
            score(index, entry),
            _told_before(index, entry) is not None,
            next(map(date_of, _resolutions(index, entry)), None),
        )
        for number, entry in enumerate(index.told(date).entries)
        if entry.kind == "forecast"
    )
