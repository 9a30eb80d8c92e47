"""What must hold between the parts of a file, and between files. One rule a function, one code a problem.

A rule is a function from the archive and one of its files to findings; `RULES` lists those for days, `REGISTRY_RULES`
those for registries. A finding knows a path in a file; its line and column are looked up when it is told. A file may
hold ten thousand claims, or as many mistakes: a rule walks through it once, and never again for each of its parts.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from daybrief.content.archive import Archive, DayFile, RegistryFile
from daybrief.content.rules import corrections, days, ids, registries, sites, spellings, threads, times
from daybrief.content.rules.finding import Finding
from daybrief.diagnostics import Diagnostic
from daybrief.source import Document

RULES: tuple[Callable[[Archive, DayFile], Iterator[Finding]], ...] = (
    ids.registered,
    ids.former,
    ids.read_articles,
    ids.told_before,
    ids.points,
    ids.once,
    ids.anchors,
    days.place,
    days.takeaways_rest_on_something,
    days.events_rest_on_claims,
    days.one_report_a_sector,
    days.sector_or_track,
    days.origin_speaks,
    days.opening_claims,
    days.same_voice_takes_back,
    days.control_of_something,
    days.editors_set_what_is_there,
    corrections.fit,
    times.after_what_was_read,
    times.in_order,
    times.outcomes_in_time,
    times.one_outcome_a_day,
    times.backs_and_denies_fit,
    threads.end_somewhere,
    threads.told_again,
    spellings.preferred_spellings,
    sites.one_of_those_that_look_alike,
)

REGISTRY_RULES: tuple[Callable[[Archive, RegistryFile], Iterator[Finding]], ...] = (
    ids.registries_know_each_other,
    ids.speakers_share_their_ids,
    ids.parties,
    ids.positions,
    ids.sectors,
    threads.former_ids,
    threads.members_of_each_other,
    registries.newest_changes_hold,
    registries.changes_tell_of_what_there_is,
    registries.owners_are_houses,
)

HINTED = 100
"""Findings of a file that get a hint which has to be looked for among all ids: that takes a moment for each."""


def check_file(archive: Archive, file: DayFile | RegistryFile) -> list[Diagnostic]:
    """Every problem that the rules find in one file."""
    rules: Iterable[Callable[..., Iterator[Finding]]] = RULES if isinstance(file, DayFile) else REGISTRY_RULES
    found = chain.from_iterable(rule(archive, file) for rule in rules)
    return [_diagnostic(file.document, finding, number < HINTED) for number, finding in enumerate(found)]


def _diagnostic(document: Document, finding: Finding, hinted: bool) -> Diagnostic:
    hint = finding.hint if isinstance(finding.hint, str) else finding.hint() if hinted else ""
    mark = document.mark(finding.path, key=finding.key)
    return mark.problem(document.file, finding.code, finding.message, hint, finding.severity)
