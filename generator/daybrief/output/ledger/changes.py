"""What changed on a day, as a person reads it at a terminal."""

from collections.abc import Callable, Iterator, Mapping

from daybrief.ledger.status_changes import How
from daybrief.output.ledger.layout import columns, paragraph, pointers
from daybrief.output.ledger.names import Names
from daybrief.output.ledger.records import Cause, Change, LedgerReport
from daybrief.output.report import Paint
from daybrief.text.markup import plain

_BECAUSE: Mapping[How, str] = {
    "backs": "backed by {}",
    "denies": "denied by {}",
    "retracts": "taken back by {}",
    "restores": "what spoke against it taken back by {}",
    "changed": "{} changed",
}


def changes(report: LedgerReport, names: Names, _: Paint) -> Iterator[str]:
    """The lines on what changed since the day before."""
    found = report.changes
    if not found.since:
        yield "  this is the first day"
        return
    yield f"  since {found.since}"
    if found.new:
        yield f"  new: {len(found.new)}"
        yield from paragraph(pointers((one.ref for one in found.new), report.date))
    told: Callable[[Change], str]
    for name, changes, told in (
        ("developing", found.developing, lambda one: f"earlier: {one.earlier}"),
        ("status changed", found.status_changed, lambda one: _turned(one, names)),
        ("gone quiet", found.gone_quiet, lambda one: plain(one.text)),
    ):
        if changes:
            yield f"  {name}: {len(changes)}"
            yield from columns([(pointers([one.ref], report.date), told(one)) for one in changes], (44,))
    if found.passed:
        yield f"  planned, and gone by unread: {len(found.passed)}"
        passed = ((one, names.messages.when(one.date, report.date)) for one in found.passed)
        yield from columns([(one.ref, f"{one.name}, planned for {time}") for one, time in passed], (44,))


def _turned(change: Change, names: Names) -> str:
    return "; ".join((f"{change.was}, then {change.became}", *(_cause(cause, names) for cause in change.causes)))


def _cause(cause: Cause, names: Names) -> str:
    why = f": {plain(cause.because)}" if cause.because else ""
    return _BECAUSE[cause.how].format(names.speakers(cause.who)) + why
