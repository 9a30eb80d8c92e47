"""Pages over all claims: the ledger by status, speaker, sector and year; forecasts and their scores; corrections."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from daybrief import urls
from daybrief.ledger.forecasts import Forecast, Score, score
from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status import STATUSES
from daybrief.model.day import Correction
from daybrief.model.registry import Change, Speaking
from daybrief.views.page import Page, Task, View
from daybrief.views.parts import DayLink, Link, Statement, corrected, link, readings, statement
from daybrief.views.year_lists import StatementLine, line, year_lists, years

NEWEST = 12
"""Claims of each status, and forecasts of each kind, that a page shows."""
NEWEST_CORRECTIONS = 60
ENOUGH = 10
"""Resolved forecasts with a stated chance, from which on a speaker's calibration is spoken of."""


class Tally(View, frozen=True):
    """A speaker, sector or year, and how many of its claims have which status; in the order of `STATUSES`."""

    name: Link
    total: int
    counts: tuple[int, ...]


class ClaimsView(View, frozen=True, kw_only=True):
    """All claims as they stand on the newest day."""

    statuses: tuple[str, ...]
    newest: tuple[tuple[str, int, tuple[StatementLine, ...], tuple[Link, ...]], ...]
    """Status, count, the newest claims of it, and the lists of its years."""
    speakers: tuple[Tally, ...]
    sectors: tuple[Tally, ...]
    years: tuple[Tally, ...]


class ForecastLine(View, frozen=True):
    """A forecast and what became of it."""

    statement: Statement
    day: DayLink
    score: Score


class Calibration(View, frozen=True, kw_only=True):
    """A speaker's forecasts, always with their number."""

    speaker: Link
    forecasts: int
    resolved: int
    hits: int
    scored: int
    """Resolved, with chance and horizon of the speaker's own."""
    brier: float | None
    """Their mean; None while there are too few."""


class ForecastsView(View, frozen=True, kw_only=True):
    """Forecasts: due and open, then what became of the others; of each the nearest so many."""

    due: tuple[ForecastLine, ...]
    open: tuple[ForecastLine, ...]
    resolved: tuple[ForecastLine, ...]
    counts: tuple[tuple[str, int], ...]
    """How many are due, open and resolved."""
    years: tuple[Link, ...]
    calibrations: tuple[Calibration, ...]
    enough: int


class CorrectionsView(View, frozen=True, kw_only=True):
    """What was corrected, and every change of an entry that rewrites what older pages say."""

    corrections: tuple[tuple[dt.date, Correction, Link], ...]
    changes: tuple[tuple[Change, Link], ...]
    years: tuple[Link, ...]
    year: int | None
    """The year of which all corrections are told; None for the newest of all."""


def ledger_tasks(ledger: Ledger) -> Iterator[Task]:
    """The pages over all claims, forecasts and corrections, and their lists by year."""
    yield Task(urls.CLAIMS, partial(_claims, ledger))
    yield from year_lists(ledger, partial(Link, "claims", urls.CLAIMS), "claims", urls.CLAIMS, "claims")
    for status in STATUSES:
        owner, base = partial(Link, status, urls.CLAIMS), f"{urls.CLAIMS}{status}/"
        yield from year_lists(ledger, owner, status, base, f"stands {status}")
    yield Task(urls.FORECASTS, partial(_forecasts, ledger))
    yield from year_lists(ledger, partial(Link, "forecasts", urls.FORECASTS), "forecasts", urls.FORECASTS, "forecasts")
    yield Task(urls.CORRECTIONS, partial(_corrections, ledger))
    for year in ledger.years("corrections"):
        yield Task(f"{urls.CORRECTIONS}{year:04}/", partial(_corrections_of, ledger, year))


def _claims(ledger: Ledger) -> Page:
    registry = ledger.registry
    newest = [
        (
            status,
            len(ledger.postings(term)),
            tuple(line(ledger, entry) for entry in reversed(ledger.entries(term, NEWEST))),
            years(ledger, f"{urls.CLAIMS}{status}/", term),
        )
        for status in STATUSES
        for term in (f"stands {status}",)
    ]
    speakers = [
        (link(ledger, kind, n), f"spoken {n}") for kind in ("sources", "actors") for n in getattr(registry, kind)
    ]
    sectors = [(link(ledger, "sectors", name), f"about sectors/{name}") for name in registry.sectors]
    view = ClaimsView(
        statuses=STATUSES,
        newest=tuple(newest),
        speakers=tuple(tally for tally in _tallies(ledger, speakers) if tally.total),
        sectors=tuple(_tallies(ledger, sectors)),
        years=tuple(
            _tally(year, ledger.statuses("claims", int(year.text))) for year in years(ledger, urls.CLAIMS, "claims")
        ),
    )
    return Page(urls.CLAIMS, "claims", view)


def _tallies(ledger: Ledger, terms: Iterable[tuple[Link, str]]) -> list[Tally]:
    found = [_tally(name, ledger.statuses(term)) for name, term in terms]
    return sorted(found, key=lambda tally: (-tally.total, tally.name.url))


def _tally(name: Link, counts: Counter[str]) -> Tally:
    return Tally(name, counts.total(), tuple(counts[status] for status in STATUSES))


def calibration(ledger: Ledger, name: Link, speaker: str) -> Calibration:
    """A speaker's forecasts: how many, how many resolved, and how well."""
    found = [forecast for _, forecast in ledger.forecasts(f"spoken {speaker}")]
    resolved = [one for one in found if one.outcome not in (None, "void")]
    came_true = sum(one.outcome == "true" for one in resolved)
    own = [one.score.value for one in resolved if one.score.value is not None and one.score.speakers_own]
    brier = sum(own) / len(own) if len(own) >= ENOUGH else None
    return Calibration(
        speaker=name, forecasts=len(found), resolved=len(resolved), hits=came_true, scored=len(own), brier=brier
    )


def _forecasts(ledger: Ledger) -> Page:
    newest = next(iter(ledger.recent(1)), None)
    lists: dict[str, list[tuple[int, Forecast]]] = {"due": [], "open": [], "resolved": []}
    for place, forecast in ledger.forecasts("forecasts"):
        due = newest and forecast.horizon and forecast.horizon <= newest
        lists["resolved" if forecast.outcome else "due" if due else "open"].append((place, forecast))
    for name in ("due", "open"):
        lists[name].sort(key=lambda item: (item[1].horizon or dt.date.max, item[0]))
    lists["due"].reverse()
    lists["resolved"].reverse()
    shown = {
        name: tuple(_forecast(ledger, ledger.at(place), newest) for place, _ in some[:NEWEST] if newest)
        for name, some in lists.items()
    }
    speakers = [(kind, name) for kind in ("sources", "actors") for name in getattr(ledger.registry, kind)]
    tables = [calibration(ledger, link(ledger, *speaker), speaker[1]) for speaker in speakers]
    view = ForecastsView(
        **shown,
        counts=tuple((name, len(some)) for name, some in lists.items()),
        years=years(ledger, urls.FORECASTS, "forecasts"),
        calibrations=tuple(sorted((c for c in tables if c.forecasts), key=lambda c: (-c.forecasts, c.speaker.url))),
        enough=ENOUGH,
    )
    return Page(urls.FORECASTS, "forecasts", view)


def _forecast(ledger: Ledger, entry: StatementRef, newest: dt.date) -> ForecastLine:
    shown = statement(ledger, entry, readings(ledger, entry.date), entry.date)
    return ForecastLine(shown, DayLink(entry.date, urls.day(entry.date)), score(ledger, entry, newest))


def _corrections(ledger: Ledger) -> Page:
    changed = [
        (change, link(ledger, kind, name))
        for kind in ("sources", "actors")
        for name, entry in getattr(ledger.registry, kind).items()
        for change in changes_in_words(ledger, entry)
    ]
    newest_first = sorted(changed, key=lambda item: (item[0].date, item[1].url), reverse=True)
    made = ledger.corrections("corrections", NEWEST_CORRECTIONS)
    listed = years(ledger, urls.CORRECTIONS, "corrections")
    return Page(
        urls.CORRECTIONS,
        "corrections",
        CorrectionsView(corrections=_corrected(ledger, made), changes=tuple(newest_first), years=listed, year=None),
    )


def _corrections_of(ledger: Ledger, year: int) -> Page:
    """All corrections of the days of a year."""
    view = CorrectionsView(
        corrections=_corrected(ledger, ledger.corrections("corrections", year=year)), changes=(), years=(), year=year
    )
    return Page(f"{urls.CORRECTIONS}{year:04}/", "corrections", view)


def _corrected(
    ledger: Ledger, made: Iterable[tuple[dt.date, Correction]]
) -> tuple[tuple[dt.date, Correction, Link], ...]:
    return tuple((day, c, corrected(ledger, day, c)) for day, c in made)


def changes_in_words(ledger: Ledger, entry: Speaking) -> tuple[Change, ...]:
    """The changes of an entry, with the names of parties in the place of their ids."""
    parties = ledger.registry.parties

    def named(words: str) -> str:
        return parties[words].name if words in parties else words

    return tuple(
        replace(change, was=named(change.was), now=named(change.now)) if change.field == "party" else change
        for change in entry.changes
    )
