"""Pages over all claims: the ledger by status, speaker, sector and year; forecasts and their scores; corrections."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from generator import urls
from generator.index import Entry
from generator.ledger import STATUSES, Ledger, Score
from generator.model.day import Assessment, Correction
from generator.model.registry import Change
from generator.views.chronicle import StatementLine, chronicle, line, years
from generator.views.page import Page
from generator.views.parts import Link, Statement, link, readings, speaker_links, statement

NEWEST = 12
"""Claims of each status that the page of all claims shows."""
ENOUGH = 10
"""Resolved forecasts with a stated chance, from which on a speaker's calibration is spoken of."""


class Tally(NamedTuple):
    """A speaker, sector or year, and how many of its claims have which status; in the order of `STATUSES`."""

    name: Link
    total: int
    counts: tuple[int, ...]


class ClaimsView(NamedTuple):
    """All claims as they stand on the newest day."""

    statuses: tuple[str, ...]
    newest: tuple[tuple[str, int, tuple[StatementLine, ...], tuple[Link, ...]], ...]
    """Status, count, the newest claims of it, and the lists of its years."""
    speakers: tuple[Tally, ...]
    sectors: tuple[Tally, ...]
    years: tuple[Tally, ...]


class ForecastLine(NamedTuple):
    """A forecast and what became of it."""

    statement: Statement
    day: Link
    score: Score


class Calibration(NamedTuple):
    """A speaker's forecasts, always with their number."""

    speaker: Link
    forecasts: int
    resolved: int
    hits: int
    scored: int
    """Resolved, with chance and horizon of the speaker's own."""
    brier: float | None
    """Their mean; None while there are too few."""


class ForecastsView(NamedTuple):
    """All forecasts: due and open, then what became of the others."""

    due: tuple[ForecastLine, ...]
    open: tuple[ForecastLine, ...]
    resolved: tuple[ForecastLine, ...]
    calibrations: tuple[Calibration, ...]
    enough: int


class CorrectionsView(NamedTuple):
    """Everything that was corrected, and every change of an entry that rewrites what older pages say."""

    corrections: tuple[tuple[dt.date, Correction, Link], ...]
    changes: tuple[tuple[Change, Link], ...]


def ledger_pages(ledger: Ledger) -> list[Page]:
    """The pages over all claims, forecasts and corrections."""
    entries = [entry for entry in ledger.entries.values() if entry.kind == "claim"]
    status = {entry.key: ledger.standing(entry.key, ledger.newest).status for entry in entries}
    everything = chronicle(ledger, Link("claims", urls.CLAIMS), "claims", urls.CLAIMS, entries)
    pages = list(everything)
    newest = []
    for name in STATUSES:
        found = [entry for entry in entries if status[entry.key] == name]
        listed = chronicle(ledger, Link(name, urls.CLAIMS), name, f"{urls.CLAIMS}{name}/", found)
        pages += listed
        newest.append((name, len(found), tuple(line(ledger, e) for e in reversed(found[-NEWEST:])), years(listed)))

    def tally(name: Link, some: Iterable[Entry]) -> Tally:
        counts = Counter(status[entry.key] for entry in some if entry.key in status)
        return Tally(name, counts.total(), tuple(counts[one] for one in STATUSES))

    speakers = [tally(speaker_links(ledger, (n,))[0], told) for n, told in ledger.spoken.items()]
    sectors = [
        tally(link(ledger, "sectors", name), ledger.named.get(("sectors", name), ()))
        for name in ledger.registry.sectors
    ]
    by_year = [tally(year, (e for e in entries if str(e.date.year) == year.text)) for year in years(everything)]
    view = ClaimsView(
        STATUSES,
        tuple(newest),
        tuple(sorted((t for t in speakers if t.total), key=lambda t: (-t.total, t.name.url))),
        tuple(sorted(sectors, key=lambda t: (-t.total, t.name.url))),
        tuple(by_year),
    )
    return [*pages, Page(urls.CLAIMS, "claims", view), _forecasts(ledger), _corrections(ledger)]


def scores(ledger: Ledger, entries: Iterable[Entry]) -> list[tuple[Entry, Score]]:
    """The forecasts among some statements, each with its score on the newest day."""
    return [(entry, ledger.score(entry, ledger.newest)) for entry in entries if entry.kind == "forecast"]


def calibration(ledger: Ledger, name: Link, entries: Iterable[Entry]) -> Calibration:
    """A speaker's forecasts: how many, how many resolved, and how well."""
    found = scores(ledger, entries)
    resolved = [(entry, score) for entry, score in found if score.kind not in ("open", "due", "void")]
    came_true = sum(ledger.outcome(entry.key, ledger.newest) == "true" for entry, _ in resolved)
    own = [score.value for _, score in resolved if score.value is not None and score.speakers_own]
    brier = sum(own) / len(own) if len(own) >= ENOUGH else None
    return Calibration(name, len(found), len(resolved), came_true, len(own), brier)


def _forecasts(ledger: Ledger) -> Page:
    lines = [
        ForecastLine(
            statement(ledger, entry, readings(ledger, entry.date), entry.date),
            Link(entry.date.isoformat(), urls.day(entry.date)),
            score,
        )
        for entry, score in scores(ledger, ledger.entries.values())
    ]
    known = {name: told for name, told in ledger.spoken.items() if any(entry.kind == "forecast" for entry in told)}
    tables = [calibration(ledger, speaker_links(ledger, (n,))[0], told) for n, told in known.items()]
    view = ForecastsView(
        tuple(sorted((f for f in lines if f.score.kind == "due"), key=_horizon)),
        tuple(sorted((f for f in lines if f.score.kind == "open"), key=_horizon)),
        tuple(reversed([f for f in lines if f.score.kind not in ("due", "open")])),
        tuple(sorted(tables, key=lambda c: (-c.forecasts, c.speaker.url))),
        ENOUGH,
    )
    return Page(urls.FORECASTS, "forecasts", view)


def _horizon(forecast: ForecastLine) -> tuple[dt.date, str]:
    """By horizon, those without one last."""
    told = forecast.statement.told
    assert isinstance(told, Assessment)
    return told.horizon or dt.date.max, forecast.statement.url


def _corrections(ledger: Ledger) -> Page:
    made = tuple(
        (day, c, Link(c.target, urls.part(day, c.target) if c.target != "day" else urls.day(day)))
        for day, c in ledger.corrections
    )
    changed = [
        (change, link(ledger, kind, name))
        for kind in ("sources", "actors")
        for name, entry in getattr(ledger.registry, kind).items()
        for change in entry.changes
    ]
    newest_first = sorted(changed, key=lambda item: (item[0].date, item[1].url), reverse=True)
    return Page(urls.CORRECTIONS, "corrections", CorrectionsView(made, tuple(newest_first)))
