"""`daybrief ledger`: all that the ledger has of a day, from what builds and checks remember."""

import datetime as dt
from contextlib import suppress
from pathlib import Path

import click

from daybrief.commands.check import remember
from daybrief.content.archive import Archive
from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.ledger.ledger import Ledger
from daybrief.model.registry import Registry
from daybrief.output.ledger.records import LedgerReport
from daybrief.output.ledger.report import report
from daybrief.pipeline import state
from daybrief.pipeline.assemble import revise
from daybrief.pipeline.check import read
from daybrief.plugin.config import read_settings


def ledger(config_file: Path, date: str | None) -> tuple[LedgerReport, Registry] | list[Diagnostic]:
    """The ledger's report on a published day, or the newest, and who and what it names.

    The problems of the briefings if there are errors.

    Raises BadParameter where there is no such day, and what MkDocs raises for mkdocs.yml.
    """
    settings = read_settings(config_file)
    folder = cache.folder_of(settings.root)
    old, built = state.load_checked(folder), state.load_ledger(folder)
    archive, problems, checked, _ = read(settings, old)
    if (checked.hashes, checked.facts) != (old.hashes, old.facts):
        with suppress(OSError), cache.locked(folder) as held:  # what cannot be remembered is read again the next time
            if held:
                remember(folder, checked, old)
    if any(problem.severity == "error" for problem in problems):
        return problems
    found = revise(archive, old, built, drafts=False).ledger
    return report(found, _day(found, archive, date)), found.registry


def _day(found: Ledger, archive: Archive, given: str | None) -> dt.date:
    """The day that is meant."""
    if not found.dates:
        raise click.UsageError("No day is published yet, so the ledger has nothing to tell.")
    if given is None:
        return found.dates[-1]
    try:
        date = dt.date.fromisoformat(given)
    except ValueError:
        raise _refused(f"{given!r} is no date: write it as in {found.dates[-1]}.") from None
    if date in found.dates:
        return date
    nearest = min(found.dates, key=lambda day: (abs(day - date), day))
    draft = any(day == f"{date}" for day, _ in archive.paths)
    why = f"{date} is a draft" if draft else f"there is no day of {date}"
    raise _refused(f"{why}; the nearest that is published is {nearest}.")


def _refused(words: str) -> click.BadParameter:
    return click.BadParameter(words, param_hint="--date")
