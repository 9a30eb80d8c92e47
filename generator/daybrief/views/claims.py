"""Pages over all claims: the ledger by status, speaker, sector and year; forecasts and their scores; corrections."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import partial

from daybrief import urls
from daybrief.ledger.forecasts import Forecast, Score
from daybrief.ledger.keys import StatementKey
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import STATUSES
from daybrief.model.fields import LIKELIHOOD_PERCENT, Likelihood
from daybrief.model.registry import Speaking
from daybrief.views.corrections import ChangeInWords, Corrected, changes_in_words, corrected
from daybrief.views.page import Task, View
from daybrief.views.parts import Link, link
from daybrief.views.statement import Statement, statement
from daybrief.views.year_lists import StatementLine, beside, line, year_lists, years

NEWEST = 12
"""Claims of each status, and forecasts of each kind, that a page shows."""
LOOKED_AT = 10 * NEWEST
"""Claims among which those are found: what several say of a matter is one line."""
NEWEST_CORRECTIONS = 60
ENOUGH = 10
"""Resolved forecasts with a stated chance, from which on a speaker's calibration is spoken of."""
DRAWN = 6
"""Speakers whose calibration the page of all forecasts draws."""


class Tally(View, frozen=True):
    """A speaker, sector or year, and how many of its claims have which status; in the order of `STATUSES`."""

    name: Link
    total: int
    counts: tuple[int, ...]


class ClaimsView(View, frozen=True, kw_only=True):
    """All claims as they stand on the newest day."""

    by_status: tuple[tuple[str, int, tuple[StatementLine, ...], tuple[Link, ...]], ...]
    """Status, count, the newest claims of it, and the lists of its years."""
    speakers: tuple[Tally, ...]
    sectors: tuple[Tally, ...]
    years: tuple[Tally, ...]


class Band(View, frozen=True):
    """The forecasts of a speaker with a chance of one band: how many were resolved, and how many came true."""

    likelihood: Likelihood
    count: int
    true: int


class Calibration(View, frozen=True, kw_only=True):
    """A speaker's forecasts, always with their number: each once, on however many days it was told."""

    forecasts: int
    resolved: int
    """Those with a horizon of the speaker's own: without one, nothing could have failed."""
    hits: int
    void: int
    """Of the same, those that no day can resolve."""
    scored: int
    """Resolved, with chance and horizon of the speaker's own."""
    missed: float | None
    """By how much their chances missed in the mean, 0 best and 1 worst; None while there are too few."""
    brier: float | None
    """The mean of its squares; None while there are too few."""
    bands: tuple[Band, ...]
    """From the least chance on, as far as there are forecasts; empty while there are too few."""
    wanted: int = ENOUGH
    """How many are enough."""


class ForecastsView(View, frozen=True, kw_only=True):
    """Forecasts and how well speakers forecast."""

    groups: dict[str, tuple[int, tuple[tuple[Statement, Score | None], ...]]]
    """How many are `due`, `open` and `resolved`, and the nearest of each."""
    years: tuple[Link, ...]
    calibrations: tuple[tuple[Link, Calibration], ...]
    """The speakers who made any, the most first."""
    drawn: tuple[tuple[Link, Calibration], ...]
    """The first of those who have enough to be drawn."""
    enough: int = ENOUGH


class CorrectionsView(View, frozen=True, kw_only=True):
    """What was corrected, and every change of an entry that rewrites what older pages say."""

    corrections: tuple[Corrected, ...]
    changes: tuple[tuple[ChangeInWords, Link], ...]
    years: tuple[Link, ...]
    year: int | None
    """The year of which all corrections are told; None for the newest of all."""


def ledger_tasks(ledger: Ledger) -> Iterator[Task]:
    """The pages over all claims, forecasts and corrections, and their lists by year."""
    yield Task(urls.CLAIMS, "claims", partial(_claims, ledger))
    yield from year_lists(ledger, partial(Link, "claims", urls.CLAIMS), "claims", urls.CLAIMS, "claims")
    for status in STATUSES:
        owner, base = partial(Link, status, urls.CLAIMS), f"{urls.CLAIMS}{status}/"
        yield from year_lists(ledger, owner, status, base, f"stands {status}")
    yield Task(urls.FORECASTS, "forecasts", partial(_forecasts, ledger))
    yield from year_lists(ledger, partial(Link, "forecasts", urls.FORECASTS), "forecasts", urls.FORECASTS, "forecasts")
    yield Task(urls.CORRECTIONS, "corrections", partial(_corrections, ledger))
    for year in ledger.years("corrections"):
        yield Task(f"{urls.CORRECTIONS}{year:04}/", "corrections", partial(_corrections, ledger, year))


def _claims(ledger: Ledger) -> ClaimsView:
    speakers = [(link(ledger, kind, name), f"spoken {name}") for kind, name, _ in _speaking(ledger)]
    sectors = [(link(ledger, "sectors", name), f"about sectors/{name}") for name in ledger.registry.sectors]
    listed = years(ledger, urls.CLAIMS, "claims")
    return ClaimsView(
        by_status=tuple(_with_status(ledger, status) for status in STATUSES),
        speakers=tuple(tally for tally in _tallies(ledger, speakers) if tally.total),
        sectors=tuple(_tallies(ledger, sectors)),
        years=tuple(_tally(year, ledger.statuses("claims", int(year.text))) for year in listed),
    )


def _with_status(ledger: Ledger, status: str) -> tuple[str, int, tuple[StatementLine, ...], tuple[Link, ...]]:
    term = f"stands {status}"
    places = ledger.postings(term)
    shown: dict[StatementKey, StatementLine] = {}
    said = set[StatementKey]()
    for entry in map(ledger.at, reversed(places[-LOOKED_AT:])):
        if entry.key not in said:
            shown[entry.key] = line(ledger, entry)
            said |= {*beside(ledger, entry)}
        if len(shown) == NEWEST:
            break
    return status, len(places), tuple(shown.values()), years(ledger, f"{urls.CLAIMS}{status}/", term)


def _tallies(ledger: Ledger, terms: Iterable[tuple[Link, str]]) -> list[Tally]:
    found = [_tally(name, ledger.statuses(term)) for name, term in terms]
    return sorted(found, key=lambda tally: (-tally.total, tally.name.text.casefold(), tally.name.url))


def _tally(name: Link, counts: Counter[str]) -> Tally:
    return Tally(name, counts.total(), tuple(counts[status] for status in STATUSES))


def _speaking(ledger: Ledger) -> list[tuple[str, str, Speaking]]:
    """All who may speak: registry, id and entry."""
    return [(kind, *one) for kind in ("sources", "actors") for one in getattr(ledger.registry, kind).items()]


def calibration(ledger: Ledger, speaker: str) -> Calibration:
    """A speaker's forecasts: how many, how many resolved, and how well."""
    found = [forecast.score for forecast in ledger.forecasts(f"spoken {speaker}") if not forecast.again]
    outcomes = Counter(score.outcome for score in found if score and score.could_fail)
    own = [score for score in found if score and score.value is not None and score.speakers_own]
    values = [score.value for score in own if score.value is not None]
    enough = len(own) >= ENOUGH
    return Calibration(
        forecasts=len(found),
        resolved=outcomes["true"] + outcomes["false"],
        hits=outcomes["true"],
        void=outcomes["void"],
        scored=len(own),
        missed=sum(map(math.sqrt, values)) / len(own) if enough else None,
        brier=sum(values) / len(own) if enough else None,
        bands=_bands(own) if enough else (),
    )


def _bands(scores: list[Score]) -> tuple[Band, ...]:
    told = Counter(score.likelihood for score in scores)
    true = Counter(score.likelihood for score in scores if score.outcome == "true")
    return tuple(Band(one, told[one], true[one]) for one in LIKELIHOOD_PERCENT if told[one])


def _forecasts(ledger: Ledger) -> ForecastsView:
    newest = next(iter(ledger.recent(1)), dt.date.min)
    found = [forecast for forecast in ledger.forecasts("forecasts") if not forecast.again]
    unresolved = [(one.horizon or dt.date.max, one.place, one) for one in found if one.score is None]
    lists = {
        "due": [one for horizon, _, one in sorted(unresolved, reverse=True) if horizon <= newest],
        "open": [one for horizon, _, one in sorted(unresolved) if horizon > newest],
        "resolved": [one for one in reversed(found) if one.score],
    }
    tables = [(link(ledger, kind, name), calibration(ledger, name)) for kind, name, _ in _speaking(ledger)]
    tables.sort(key=lambda table: (-table[1].forecasts, table[0].text.casefold(), table[0].url))
    return ForecastsView(
        groups={name: _group(ledger, some) for name, some in lists.items()},
        years=years(ledger, urls.FORECASTS, "forecasts"),
        calibrations=tuple(table for table in tables if table[1].forecasts),
        drawn=tuple(table for table in tables if table[1].bands)[:DRAWN],
    )


def _group(ledger: Ledger, forecasts: list[Forecast]) -> tuple[int, tuple[tuple[Statement, Score | None], ...]]:
    """How many there are, and the first of them as on the days on which they were made."""
    shown = [(ledger.at(one.place), one.score) for one in forecasts[:NEWEST]]
    return len(forecasts), tuple((statement(ledger, entry, entry.date), score) for entry, score in shown)


def _corrections(ledger: Ledger, year: int | None = None) -> CorrectionsView:
    """All corrections of the days of a year; without one the newest of all, and the changes of entries."""
    made = ledger.corrections("corrections", None if year else NEWEST_CORRECTIONS, year)
    return CorrectionsView(
        corrections=tuple(corrected(ledger, day, c) for day, c in made),
        changes=() if year else _changes(ledger),
        years=() if year else years(ledger, urls.CORRECTIONS, "corrections"),
        year=year,
    )


def _changes(ledger: Ledger) -> tuple[tuple[ChangeInWords, Link], ...]:
    changed = [
        (change, link(ledger, kind, name))
        for kind, name, entry in _speaking(ledger)
        for change in changes_in_words(ledger, entry)
    ]
    return tuple(sorted(changed, key=lambda item: (item[0].made.date, item[1].url), reverse=True))
