"""The ledger's report on a day, as a person reads it at a terminal."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from daybrief.ledger.turns import How
from daybrief.output.ledger.claim_records import ClaimReport, Control, Entry, Movement, Ref, Speaker, Standing
from daybrief.output.ledger.layout import WIDTH, columns, paragraph
from daybrief.output.ledger.records import (
    BoardRow,
    BoardSector,
    Cause,
    Change,
    ForecastReport,
    LedgerReport,
    Outcome,
    Position,
    Stance,
)
from daybrief.output.report import Paint, count
from daybrief.text.markup import plain

_BECAUSE: Mapping[How, str] = {
    "backs": "backed by {}",
    "denies": "denied by {}",
    "retracts": "taken back by {}",
    "restores": "what spoke against it taken back by {}",
    "changed": "{} changed",
}


def text(report: LedgerReport, paint: Paint = lambda words, role: words) -> str:
    """The report as text of at most 100 columns."""
    parts: Sequence[tuple[str, Callable[[LedgerReport, Paint], Iterator[str]]]] = (
        (f"Claims: {len(report.claims)}", _claims),
        ("Board", _board),
        ("Who holds what, according to whom", _control),
        ("Positions", _positions),
        ("Forecasts", _forecasts),
        ("What changed", _changes),
    )
    title = paragraph(f"{report.date}: {plain(report.title)}", 0)
    lines = [*(paint(line, "place") for line in title), _head(report)]
    for heading, tell in parts:
        lines += ["", paint(heading, "place"), *(list(tell(report, paint)) or ["  nothing"])]
    return "\n".join(lines) + "\n"


def _head(report: LedgerReport) -> str:
    now = "" if report.date == report.newest else f"; `now` is as of {report.newest}"
    return f"as of {report.as_of:%Y-%m-%d %H:%M} UTC{now}"


def _claims(report: LedgerReport, paint: Paint) -> Iterator[str]:
    for under, claims in groupby(report.claims, key=lambda claim: claim.event or claim.sector):
        yield ""
        if under:
            yield from paragraph(under.name, 2)
        for number, claim in enumerate(claims):
            yield from [""] * (number > 0)
            yield from _claim(claim, report.date, paint)


def _claim(claim: ClaimReport, date: dt.date, paint: Paint) -> Iterator[str]:
    name, then, now = claim.ref.partition("/")[2], _standing(claim.then), _standing(claim.now)
    if len(name) + max(len(then), len(now)) + 6 <= WIDTH:
        yield f"    {paint(name, 'hint')}  {_painted(then, claim.then, paint)}"
        if then != now:
            yield f"    {'now'.rjust(len(name))}  {_painted(now, claim.now, paint)}"
    else:
        yield f"    {paint(name, 'hint')}"
        yield from paragraph(then, 6)
        yield from paragraph(f"now {now}" if then != now else "", 6)
    yield from paragraph(plain(claim.text), 6)
    for parts in (_said(claim), _pointing(claim, date)):
        yield from paragraph("; ".join(parts), 6)


def _painted(words: str, standing: Standing, paint: Paint) -> str:
    return paint(standing.status, standing.status) + words.removeprefix(standing.status)


def _standing(standing: Standing) -> str:
    parts = [f"{standing.status} ({standing.rule})", count(standing.voices, "voice")]
    if standing.one_party:
        parts.append(f"word of {standing.one_party.name}" + ", against its own" * standing.against_own)
    if standing.unplaced_against:
        parts.append(f"{count(standing.unplaced_against, 'unplaced voice')} against")
    return ", ".join(parts)


def _said(claim: ClaimReport) -> Iterator[str]:
    yield f"by {_speakers(claim.by)}" + ", jointly" * claim.joint
    if claim.via:
        yield f"via {_speakers(claim.via)}"
    if claim.movement:
        yield _moved(claim.movement)
    if claim.control:
        yield f"held by {_held(claim.control)}"
    yield from (f"{measure}: {figure}" for measure, figure in claim.figures.items())
    if claim.evidence:
        yield f"evidence: {claim.evidence}"


def _pointing(claim: ClaimReport, date: dt.date) -> Iterator[str]:
    now = claim.now
    for how, refs in (
        *(("follows", claim.follows), ("backs", claim.backs), ("denies", claim.denies), ("retracts", claim.retracts)),
        *(("followed by", now.followed_by), ("backed by", now.backed_by)),
        *(("denied by", now.denied_by), ("retracted by", now.retracted_by)),
    ):
        if refs:
            yield f"{how} {_refs(refs, date)}"
    if now.speaking_against:
        yield f"against it {_speakers(now.speaking_against)}"
    if claim.settled:
        yield f"{claim.settled.status} after {count(claim.settled.days, 'day')}"


def _refs(refs: Iterable[Ref], date: dt.date) -> str:
    """Pointers, as an editor of the day writes them."""
    return ", ".join(ref.removeprefix(f"{date}/") for ref in refs)


def _speakers(speakers: Iterable[Speaker]) -> str:
    return ", ".join(one.name for one in speakers)


def _names(entries: Iterable[Entry]) -> str:
    return ", ".join(one.name for one in entries)


def _moved(movement: Movement) -> str:
    return f"{movement.kind} of {_names(movement.parties)}"


def _held(control: Control) -> str:
    return (control.party.name if control.party else "nobody") + (f": {control.part}" if control.part else "")


def _board(report: LedgerReport, _: Paint) -> Iterator[str]:
    for sector in report.board:
        yield from paragraph(sector.sector.name + _of_sector(sector), 2)
        yield from columns([_row(row) for row in sector.rows], (32, 12, 30))


def _of_sector(sector: BoardSector) -> str:
    if sector.one_side:
        return f": {sector.one_side.name}'s voices alone"
    if sector.rows:
        return ""
    return ": nothing read" + (f", last on {sector.last_read}" if sector.last_read else "")


def _row(row: BoardRow) -> Sequence[str]:
    ground = "no movement"
    if row.movement:
        ground = _moved(row.movement)
    elif row.control:
        ground = f"held by {_held(row.control)}"
    against = f"; against it {', '.join(row.against)}" if row.against else ""
    said = f"{'assessed' if row.assessed else 'claimed'} by {', '.join(row.by)}{against}"
    return ground, row.status, _names(row.places), said


def _control(report: LedgerReport, _: Paint) -> Iterator[str]:
    for place in report.control:
        yield from paragraph(place.place.name, 2)
        rows = [
            ("not " * word.denied + _held(word.control), word.status, f"{word.said}", word.speaker.name)
            for word in place.words
        ]
        yield from columns(rows, (32, 12, 10))


def _positions(report: LedgerReport, _: Paint) -> Iterator[str]:
    for (plan, point), cells in groupby(report.positions, key=lambda cell: (cell.plan, cell.point)):
        yield from paragraph(f"{plan.name}: {point.name if point else 'the whole'}", 2)
        rows = [_stance(cell, one) for cell in cells for one in cell.stances]
        yield from columns(rows, (24, 12, 10, 36))


def _stance(cell: Position, one: Stance) -> Sequence[str]:
    party, whose = cell.party.name if cell.party else "of no party", "own words" if one.own else "said of it"
    return party, one.stance, whose, one.ref, _speakers(one.by)


def _forecasts(report: LedgerReport, _: Paint) -> Iterator[str]:
    found = report.forecasts
    for name, told, total in (
        ("due", found.due.nearest, found.due.total),
        ("open", found.open.nearest, found.open.total),
        ("resolved on this day", found.resolved, len(found.resolved)),
    ):
        if total:
            yield f"  {name}: {total:,}" + (f", of which {len(told)} stand here" if total > len(told) else "")
        for one in told:
            yield from _forecast(one)


def _forecast(one: ForecastReport) -> Iterator[str]:
    parts = [f"until {one.horizon}" if one.horizon else "without an end", one.likelihood, _outcome(one.then)]
    if one.now != one.then:
        parts.append(f"now {_outcome(one.now)}")
    yield from paragraph(f"{one.ref}  {', '.join(filter(None, parts))}")
    yield from paragraph(f"{_speakers(one.by)}: {plain(one.text)}", 6)


def _outcome(outcome: Outcome | None) -> str:
    if not outcome:
        return ""
    value = f" {outcome.value:g}" if outcome.value is not None else ""
    own = ", not the speaker's own" if value and not outcome.speakers_own else ""
    return f"{outcome.outcome} ({outcome.score}{value}{own})"


def _changes(report: LedgerReport, _: Paint) -> Iterator[str]:
    found = report.changes
    if not found.since:
        yield "  this is the first day"
        return
    yield f"  since {found.since}"
    if found.new:
        yield f"  new: {len(found.new)}"
        yield from paragraph(_refs((one.ref for one in found.new), report.date))
    told: Callable[[Change], str]
    for name, changes, told in (
        ("developing", found.developing, lambda one: f"earlier: {one.earlier}"),
        ("status changed", found.status_changed, _turned),
        ("gone quiet", found.gone_quiet, lambda one: plain(one.text)),
    ):
        if changes:
            yield f"  {name}: {len(changes)}"
            yield from columns([(_refs([one.ref], report.date), told(one)) for one in changes], (44,))
    if found.passed:
        yield f"  planned, and gone by unread: {len(found.passed)}"
        yield from columns([(one.ref, f"{one.name}, planned for {one.date}") for one in found.passed], (44,))


def _turned(change: Change) -> str:
    return "; ".join((f"{change.was}, then {change.became}", *map(_cause, change.causes)))


def _cause(cause: Cause) -> str:
    why = f": {plain(cause.because)}" if cause.because else ""
    return _BECAUSE[cause.how].format(", ".join(cause.who)) + why
