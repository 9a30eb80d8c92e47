"""The ledger's report on a day, as a person reads it at a terminal."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby

from daybrief.model.registry import Registry
from daybrief.output.ledger import records
from daybrief.output.ledger.changes import changes
from daybrief.output.ledger.claim_records import ANSWERS, ClaimReport, Control, Entry, Speaker, Standing
from daybrief.output.ledger.layout import WIDTH, columns, paragraph, pointers
from daybrief.output.ledger.names import Names
from daybrief.output.ledger.records import LedgerReport
from daybrief.output.report import Paint, count
from daybrief.text.markup import plain


def text(report: LedgerReport, registry: Registry, paint: Paint = lambda words, role: words) -> str:
    """The report as text of at most 100 columns; ids stand for nothing but claims, forecasts and events."""
    names = Names(registry)
    parts: Sequence[tuple[str, Callable[[LedgerReport, Names, Paint], Iterator[str]]]] = (
        (f"Claims: {len(report.claims)}", _claims),
        ("Board", _board),
        ("Who holds what, according to whom", _control),
        ("Positions", _positions),
        ("Forecasts", _forecasts),
        ("What changed", changes),
    )
    title = paragraph(f"{report.date}: {plain(report.title)}", 0)
    now = "" if report.date == report.newest else f"; `now` is as of {report.newest}"
    lines = [*(paint(line, "place") for line in title), f"as of {report.as_of:%Y-%m-%d %H:%M} UTC{now}"]
    for heading, tell in parts:
        lines += ["", paint(heading, "place"), *(list(tell(report, names, paint)) or ["  nothing"])]
    return "\n".join(lines) + "\n"


def _claims(report: LedgerReport, names: Names, paint: Paint) -> Iterator[str]:
    for under, claims in groupby(report.claims, key=lambda claim: claim.event or claim.sector):
        yield ""
        if under:
            yield from paragraph(under.name, 2)
        for number, claim in enumerate(claims):
            yield from [""] * (number > 0)
            yield from _claim(claim, report.date, names, paint)


def _claim(claim: ClaimReport, date: dt.date, names: Names, paint: Paint) -> Iterator[str]:
    name = claim.ref.partition("/")[2]
    then, now = (_standing(one, names) for one in (claim.then, claim.now))
    if len(name) + max(len(then), len(now)) + 6 <= WIDTH:
        yield f"    {paint(name, 'hint')}  {_painted(then, claim.then, paint)}"
        if then != now:
            yield f"    {'now'.rjust(len(name))}  {_painted(now, claim.now, paint)}"
    else:
        yield f"    {paint(name, 'hint')}"
        yield from paragraph(then, 6)
        yield from paragraph(f"now {now}" if then != now else "", 6)
    yield from paragraph(plain(claim.text), 6)
    for parts in (_said(claim, date, names), _pointing(claim, date)):
        yield from paragraph("; ".join(parts), 6)


def _painted(words: str, standing: Standing, paint: Paint) -> str:
    return paint(standing.status, standing.status) + words.removeprefix(standing.status)


def _standing(standing: Standing, names: Names) -> str:
    parts = [f"{standing.status} ({names.word('rule', standing.rule)})", count(standing.voices, "voice")]
    if standing.one_party:
        parts.append(f"word of {standing.one_party.name}" + ", against its own" * standing.against_own)
    if standing.unplaced_against:
        parts.append(f"{count(standing.unplaced_against, 'unplaced voice')} against")
    return ", ".join(parts)


def _said(claim: ClaimReport, date: dt.date, names: Names) -> Iterator[str]:
    yield f"by {_names(claim.by)}" + ", jointly" * claim.joint
    if claim.via:
        yield f"via {_names(claim.via)}"
    if claim.when:
        yield f"when: {names.messages.when(claim.when, date)}"
    yield from _ground(claim, names)
    yield from (names.counted(measure, written) for measure, written in claim.figures.items())
    if claim.evidence:
        yield f"evidence: {names.word('evidence', claim.evidence)}"


def _pointing(claim: ClaimReport, date: dt.date) -> Iterator[str]:
    for told, ways in ((claim, ANSWERS), (claim.now, ANSWERS.values())):
        for how in ways:
            if refs := getattr(told, how):
                yield f"{how.replace('_', ' ')} {pointers(refs, date)}"
    if claim.now.speaking_against:
        yield f"against it {_names(claim.now.speaking_against)}"
    if claim.settled:
        yield f"{claim.settled.status} after {count(claim.settled.days, 'day')}"


def _names(entries: Iterable[Entry | Speaker]) -> str:
    return ", ".join(one.name for one in entries)


def _ground(said: ClaimReport | records.BoardRow, names: Names) -> Iterator[str]:
    """What is said to have moved, and who to hold places."""
    if said.movement:
        yield f"{names.word('movement', said.movement.kind)}: {_names(said.movement.parties)}"
    if said.control:
        yield f"held by {_held(said.control)}"


def _held(control: Control) -> str:
    return (control.party.name if control.party else "nobody") + (f": {control.part}" if control.part else "")


def _board(report: LedgerReport, names: Names, _: Paint) -> Iterator[str]:
    for sector in report.board:
        yield from paragraph(sector.sector.name + _of_sector(sector), 2)
        yield from columns([_row(row, names) for row in sector.rows], (32, 12, 30))


def _of_sector(sector: records.BoardSector) -> str:
    if sector.one_side:
        return f": {sector.one_side.name}'s voices alone"
    if sector.rows:
        return ""
    return ": nothing read" + (f", last on {sector.last_read}" if sector.last_read else "")


def _row(row: records.BoardRow, names: Names) -> Sequence[str]:
    against = f"; against it {names.speakers(row.against)}" if row.against else ""
    said = f"{'assessed' if row.assessed else 'claimed'} by {names.speakers(row.by)}{against}"
    return next(_ground(row, names), "no movement"), row.status, _names(row.places), said


def _control(report: LedgerReport, _: Names, __: Paint) -> Iterator[str]:
    for place in report.control:
        yield from paragraph(place.place.name, 2)
        rows = [
            ("not " * word.denied + _held(word.control), word.status, f"{word.said}", word.speaker.name)
            for word in place.words
        ]
        yield from columns(rows, (32, 12, 10))


def _positions(report: LedgerReport, names: Names, _: Paint) -> Iterator[str]:
    for (plan, point), cells in groupby(report.positions, key=lambda cell: (cell.plan, cell.point)):
        yield from paragraph(f"{plan.name}: {point.name if point else 'the whole'}", 2)
        rows = [_stance(cell, one, names) for cell in cells for one in cell.stances]
        yield from columns(rows, (16, 24, 28))


def _stance(cell: records.Position, one: records.Stance, names: Names) -> Sequence[str]:
    if not cell.party:
        return "of no party", names.word("called", one.stance), one.ref, _names(one.by)
    whose = "own words" if one.own else "said of it"
    return cell.party.name, f"{names.word('stance', one.stance)}, {whose}", one.ref, _names(one.by)


def _forecasts(report: LedgerReport, names: Names, _: Paint) -> Iterator[str]:
    found = report.forecasts
    for name, told, total in (
        ("due", found.due.nearest, found.due.total),
        ("open", found.open.nearest, found.open.total),
        ("resolved on this day", found.resolved, len(found.resolved)),
    ):
        if total:
            yield f"  {name}: {total:,}" + (f", of which {len(told)} stand here" if total > len(told) else "")
        for one in told:
            yield from _forecast(one, names)


def _forecast(one: records.ForecastReport, names: Names) -> Iterator[str]:
    then, now = (_outcome(outcome, names) for outcome in (one.then, one.now))
    chance = names.word("likelihood", one.likelihood) if one.likelihood else ""
    parts = [f"until {one.horizon}" if one.horizon else "without an end", chance, then, f"now: {now}" * (now != then)]
    yield from paragraph(f"{one.ref}  {'; '.join(filter(None, parts))}")
    yield from paragraph(f"{_names(one.by)}: {plain(one.text)}", 6)


def _outcome(outcome: records.Outcome | None, names: Names) -> str:
    if not outcome:
        return ""
    parts = [names.word("outcome", outcome.outcome).lower()]
    if outcome.score == "unscorable":
        parts.append("no horizon, so no score")
    if outcome.value is not None:
        parts.append(f"Brier score {outcome.value:g}")
    if outcome.score in ("hit", "miss", "brier") and not outcome.could_fail:
        parts.append("not counted: the editors set its horizon")
    elif outcome.value is not None and not outcome.speakers_own:
        parts.append("the score is not the speaker's own")
    return ", ".join(parts)
