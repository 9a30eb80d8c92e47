"""`daybrief check`: every problem, told again where nothing is different."""

from contextlib import suppress
from pathlib import Path

import msgspec

from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.pipeline import inputs
from daybrief.pipeline.inputs import Inputs

CHECK = "check"
"""The file of the cache folder that has what a check found."""


class Report(msgspec.Struct, frozen=True):
    """What a check found, and what it was made from."""

    label: str
    """How `docs_dir` is called in diagnostics."""
    inputs: Inputs
    days: int
    problems: tuple[Diagnostic, ...]


def check(config_file: Path) -> Report:
    """Every problem of the briefings and words. Raises what MkDocs raises for mkdocs.yml."""
    folder = cache.folder_of(config_file.absolute().parent)
    told = cache.load(folder / CHECK, Report)
    if told and told.inputs == inputs.now(config_file, {}, told.inputs.paths):
        return told

    from daybrief.commands import project  # all of the program, of which what is above needs little
    from daybrief.pipeline import state
    from daybrief.pipeline.check import check

    found = project.load(config_file, {})
    last = state.load(folder)
    content = check(found.settings, last)
    now = inputs.now(config_file, {}, found.paths)
    report = Report(found.settings.label, now, len(content.archive.paths), content.problems)
    with suppress(OSError), cache.locked(folder) as held:  # what cannot be remembered is read again the next time
        if held:
            # The next build will ask what was read when the last one was made.
            built, old = state.load(folder).built.ledger_state, last.checked.parsed_days
            kept = {key: old[key] for key in (built.days.values() if built else ()) if key in old}
            state.save_checked(folder, content.checked, kept | content.checked.parsed_days)
            state.save_templates(folder, last.compiled)
            if not found.written() and not inputs.unknown(config_file):
                cache.save(folder / CHECK, report)
    return report
