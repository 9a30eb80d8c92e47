"""What changed on a day against the day before that was told, and what did not."""

import datetime as dt

from msgspec import structs

from daybrief import urls
from daybrief.ledger.events import passed
from daybrief.ledger.keys import StatementKey, StatementRef, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status_changes import How, StatusChange, changed_between
from daybrief.views.board import grounds, read_sectors
from daybrief.views.corrections import Corrected, corrected
from daybrief.views.page import View
from daybrief.views.parts import Link, Told, links, resolved, speaker_links, told


class Cause(View, frozen=True, kw_only=True):
    """What may have changed a status."""

    how: How
    who: tuple[Link, ...]
    """Who says so, or of whom something changed in a registry."""
    because: str = ""
    """Why that changed."""


class Change(View, frozen=True, kw_only=True):
    """A claim, and what became of it: its status before and after, or the claim that it goes on from."""

    text: str
    url: str
    speakers: tuple[Link, ...]
    was: str = ""
    now: str = ""
    causes: tuple[Cause, ...] = ()
    how: str = ""
    """What it does to the earlier one, as it says so itself: `follows`, `backs`, `denies`."""
    earlier: Told | None = None


class ChangesView(View, frozen=True, kw_only=True):
    """The difference between two days that were told (the words are those of the method page)."""

    since: dt.date
    new: tuple[Change, ...]
    """Claims that open a matter."""
    developing: tuple[Change, ...]
    """Claims that follow an older one or speak for or against it, and turn none."""
    turned: tuple[Change, ...]
    """Older claims whose status is another."""
    resolved: tuple[tuple[str, Link], ...]
    """Outcome of a forecast, and its day."""
    corrected: tuple[Corrected, ...]
    quiet: tuple[Change, ...]
    """Matters of the day before that stand as they stood, and of which nothing was read, by their opening claims."""
    passed: tuple[tuple[Link, str], ...]
    """Planned events whose last day is over since, and of which nothing was read; each with its time."""
    sectors_new: tuple[Link, ...]
    sectors_gone: tuple[Link, ...]
    sectors_same: tuple[Link, ...]
    """Read on both days, with the same movements."""


def changes(ledger: Ledger, date: dt.date) -> ChangesView | None:
    """What changed on a day; None on the first that was told."""
    before = ledger.before("days", date)
    if before is None:
        return None
    today, yesterday = ledger.told(date).claims, ledger.told(before).claims
    latest = {ledger.root(entry.key): entry.openings()[0] for entry in yesterday}
    touched = {ledger.root(pointed(one, date)) for entry in today for _, one in entry.claim.pointers()}
    now, then = _moves(ledger, date), _moves(ledger, before)
    others = changed_between(ledger, before, date)
    matters = {opening for key in others for opening in ledger.entry(key).openings()}
    return ChangesView(
        since=before,
        new=tuple(_change(ledger, entry.key) for entry in today if not entry.claim.pointers()),
        developing=tuple(
            _change(ledger, entry.key, how, earlier)
            for entry in today
            if matters.isdisjoint(entry.openings())
            for how, earlier in _ways_back(entry)[:1]
        ),
        turned=tuple(status_change(ledger, key, one) for key, one in others.items()),
        resolved=tuple((r.outcome, resolved(ledger, date, r)) for r in ledger.day(date).resolutions),
        corrected=tuple(
            corrected(ledger, day, c)
            for since in range((date - before).days)
            for day, c in ledger.corrections(f"corrected {date - dt.timedelta(days=since)}")
        ),
        quiet=tuple(_change(ledger, key) for root, key in latest.items() if root not in touched and key not in matters),
        passed=tuple((Link(one.name, urls.part(day, one.id)), one.date) for day, one in passed(ledger, before, date)),
        sectors_new=links(ledger, "sectors", (name for name in now if name not in then)),
        sectors_gone=links(ledger, "sectors", (name for name in then if name not in now)),
        sectors_same=links(ledger, "sectors", (name for name in now if now[name] and now[name] == then.get(name))),
    )


def _ways_back(entry: StatementRef) -> list[tuple[str, StatementKey]]:
    """Claims of earlier days that a claim goes on from, and how: what it takes back it does not go on from."""
    pointers = ((how, pointed(to, entry.date)) for how, to in entry.claim.pointers() if how != "retracts")
    return [(how, earlier) for how, earlier in pointers if earlier[0] < entry.date]


def _change(ledger: Ledger, key: StatementKey, how: str = "", earlier: StatementKey | None = None) -> Change:
    statement = ledger.entry(key).statement
    return Change(
        text=statement.text,
        url=urls.part(*key),
        speakers=speaker_links(ledger, statement.by),
        how=how,
        earlier=told(ledger, earlier) if earlier else None,
    )


def status_change(ledger: Ledger, key: StatementKey, one: StatusChange) -> Change:
    """A claim that came to have another status, and by what."""
    causes = (
        Cause(how=cause.how, who=speaker_links(ledger, cause.by), because=cause.change.because if cause.change else "")
        for cause in one.causes
    )
    return structs.replace(_change(ledger, key), was=one.was, now=one.now, causes=tuple(causes))


def _moves(ledger: Ledger, date: dt.date) -> dict[str, set[object]]:
    """The sectors that were read on a day; of each what moved or was held, where, and by which voices it is said."""
    speakers = ledger.speakers(date)
    return {
        name: {
            (what, frozenset(entry.claim.places), frozenset(speakers.voices(entry.claim.by)))
            for entry in ledger.of_sector(date, name)
            for what in grounds(entry.claim)
        }
        for name in read_sectors(ledger, date)
    }
