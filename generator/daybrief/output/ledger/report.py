"""The ledger's report on a day, filled in from the views that pages show."""

import datetime as dt
from collections.abc import Iterable

from daybrief import urls
from daybrief.ledger.forecasts import Forecast, first_telling, score
from daybrief.ledger.keys import StatementRef, date_of, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.model import MODELS
from daybrief.output.ledger import records
from daybrief.output.ledger.claim_records import Entry
from daybrief.output.ledger.claims import claim_report, entry_of, reference, speakers
from daybrief.output.ledger.records import Changes, ForecastReport, LedgerReport
from daybrief.views.board import day_board
from daybrief.views.changes import changes
from daybrief.views.control import Word, place_control
from daybrief.views.matrix import Taken, matrix
from daybrief.views.parts import Speaker as Who

NEAREST = 40
"""Forecasts of each kind that are told: in ten years some thousand are open, most of them without an end."""

SPEAKERS = 5
"""Of those who say who holds a place, so many are told: who spoke last; and besides, the last of each side."""


def report(ledger: Ledger, date: dt.date) -> LedgerReport:
    """All that the ledger has of a day that is told."""
    day = ledger.day(date)
    return LedgerReport(
        model=MODELS[-1],
        date=date,
        as_of=day.as_of,
        title=day.title,
        newest=ledger.recent(1)[0],
        claims=tuple(claim_report(ledger, entry) for entry in ledger.told(date).claims),
        board=day_board(ledger, date),
        control=tuple(_control(ledger, date)),
        positions=tuple(_positions(ledger, date)),
        forecasts=_forecasts(ledger, date),
        changes=changes(ledger, date) or Changes(since=None),
    )


def as_json(report: LedgerReport) -> bytes:
    """The report as a JSON document."""
    return f"{report.model_dump_json(indent=2)}\n".encode()


def _control(ledger: Ledger, date: dt.date) -> Iterable[records.PlaceControl]:
    for name in ledger.registry.places:
        if rows := place_control(ledger, name, date).shortened(SPEAKERS).rows:
            words = (_word(ledger, row.speaker, word, date) for row in rows for word in row.words)
            yield records.PlaceControl(place=entry_of(ledger, "places", name), words=tuple(words))


def _word(ledger: Ledger, who: Who, word: Word, date: dt.date) -> records.ControlWord:
    return records.ControlWord(
        ref=urls.reference(word.claim.url),
        speaker=speakers(ledger, [urls.entry_id(who.url)], date)[0],
        control=word.held,
        denied=word.denied,
        said=word.said,
        status=word.status,
    )


def _positions(ledger: Ledger, date: dt.date) -> Iterable[records.Position]:
    for name, plan in ledger.registry.plans.items():
        points = [None, *(Entry(id=point, name=one.name) for point, one in plan.points.items())]
        for point, row in zip(points, matrix(ledger, name, date).rows, strict=True):
            for party, stances in [(None, row.open), *((cell.party, cell.now) for cell in row.cells)]:
                if stances:
                    yield records.Position(
                        plan=Entry(id=name, name=plan.name),
                        point=point,
                        party=party,
                        stances=tuple(_stance(ledger, taken) for taken in stances),
                    )


def _stance(ledger: Ledger, taken: Taken) -> records.Stance:
    names = [urls.entry_id(who.url) for who in taken.speakers]
    return records.Stance(
        ref=urls.reference(taken.claim.url),
        text=taken.text,
        stance=taken.stance,
        by=speakers(ledger, names, taken.claim.date),
        own=taken.own,
    )


def _forecasts(ledger: Ledger, date: dt.date) -> records.Forecasts:
    told = [one for one in ledger.forecasts("forecasts") if date_of(one.place) <= date and not one.again]
    left = [one for one in told if one.resolved is None or one.resolved > date]
    by_horizon = sorted(left, key=lambda one: (one.horizon or dt.date.max, one.place))
    due = [one for one in reversed(by_horizon) if one.horizon and one.horizon <= date]
    ahead = [one for one in by_horizon if not one.horizon or one.horizon > date]
    named = (ledger.entry(pointed(one.forecast, date)) for one in ledger.day(date).resolutions)
    resolved = {first.key: first for first in (first_telling(ledger, entry) for entry in named)}
    return records.Forecasts(
        due=_group(ledger, due, date),
        open=_group(ledger, ahead, date),
        resolved=tuple(_forecast(ledger, first, date) for first in resolved.values()),
    )


def _group(ledger: Ledger, found: list[Forecast], date: dt.date) -> records.ForecastGroup:
    nearest = tuple(_forecast(ledger, ledger.at(one.place), date) for one in found[:NEAREST])
    return records.ForecastGroup(total=len(found), nearest=nearest)


def _forecast(ledger: Ledger, entry: StatementRef, date: dt.date) -> ForecastReport:
    told = entry.assessment
    return ForecastReport(
        ref=reference(entry.key),
        text=told.text,
        by=speakers(ledger, told.by, entry.date),
        horizon=told.horizon,
        likelihood=told.likelihood,
        then=score(ledger, entry, date),
        now=score(ledger, entry),
    )
