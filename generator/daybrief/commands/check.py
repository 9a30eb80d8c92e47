"""`daybrief check`: every problem, told again where nothing is different."""

import os
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from daybrief.diagnostics import Diagnostic
from daybrief.engine import cache
from daybrief.pipeline import inputs
from daybrief.pipeline.inputs import Look

if TYPE_CHECKING:
    from daybrief.pipeline.state import CheckState

CHECK = "check"
"""The file of the cache folder that has what a check found."""


class Report(msgspec.Struct, frozen=True):
    """What a check found, and what it was made from."""

    label: str
    """How `docs_dir` is called in diagnostics."""
    digest: bytes
    looked: Look
    days: int
    problems: tuple[Diagnostic, ...]


def check(config_file: Path) -> Report:
    """Every problem of the briefings and words. Raises what MkDocs raises for mkdocs.yml."""
    folder = cache.folder_of(config_file.absolute().parent)
    told = cache.load(folder / CHECK, Report)
    looked = inputs.look(config_file, told.looked.paths, time.time_ns(), told.looked) if told else None
    if told and looked and told.digest == inputs.now(config_file, {}, looked):
        return told

    from daybrief.commands import project  # all of the program, of which what is above needs little
    from daybrief.pipeline import state
    from daybrief.pipeline.check import check

    found = project.load(config_file, {}, looked)
    last = replace(state.load(folder, built=False), hashes=found.read())
    content = check(found.settings, last)
    now = inputs.now(config_file, {}, found.looked)
    report = Report(found.settings.label, now, found.looked.to_save(), len(content.archive.paths), content.problems)
    with suppress(OSError), cache.locked(folder) as held:  # what cannot be remembered is read again the next time
        if held:
            remember(folder, content.checked, last.checked)
            state.save_templates(folder, last.compiled)
            if not found.written() and not inputs.unknown(config_file):
                cache.save(folder / CHECK, report)
    return report


def remember(folder: Path, checked: "CheckState", old: "CheckState") -> None:
    """Keep what was checked, and the days as the last build had them, which the next one asks for."""
    from daybrief.pipeline import state

    kept = {key: old.parsed_days[key] for key in old.built if key in old.parsed_days}
    state.save_checked(folder, checked, kept | checked.parsed_days)


def name_of(path: Path, config_file: Path, label: str) -> str:
    """What diagnostics call a file or folder: by its name, or by where that leads, for either may lie behind a link."""
    for one, file in ((path.absolute(), config_file.absolute()), (path.resolve(), config_file.resolve())):
        name = os.path.relpath(one, file.parent)
        if Path(name).is_relative_to(label) or Path(label).is_relative_to(name):
            return name
    raise click.UsageError(f"{name} is not in {label}.")
