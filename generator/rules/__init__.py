"""What must hold between the parts of a file, and between files. One rule a function, one code a problem.

A rule is a function from the archive and one of its files to findings; `RULES` lists those for days, `REGISTRY_RULES`
those for registries. A finding knows a path in a file; its line and column are looked up when it is told.
"""

from generator.archive import Archive, DayFile, RegistryFile
from generator.diagnostics import Diagnostic
from generator.rules import days, ids, sites, threads, times, words
from generator.rules.finding import Finding, RegistryRule, Rule

RULES: tuple[Rule, ...] = (
    ids.registered,
    ids.read_articles,
    ids.told_before,
    ids.points,
    ids.once,
    ids.anchors,
    days.place,
    days.takeaways_rest_on_something,
    days.one_report_a_sector,
    days.movement_of_one,
    days.origin_speaks,
    days.opening_claims,
    days.same_speaker_retracts,
    days.editors_set_what_is_there,
    days.corrections_fit,
    times.after_what_was_read,
    times.in_order,
    times.backs_and_denies_fit,
    threads.end_somewhere,
    words.preferred_spellings,
    sites.one_of_those_that_look_alike,
)

REGISTRY_RULES: tuple[RegistryRule, ...] = (
    ids.registries_know_each_other,
    ids.speakers_share_their_ids,
    threads.former_ids,
)

__all__ = ["REGISTRY_RULES", "RULES", "Finding", "check", "check_file"]


def check(archive: Archive) -> list[Diagnostic]:
    """Every problem that the rules find, sorted."""
    files: list[DayFile | RegistryFile] = [*archive.days, *archive.registries]
    return sorted(problem for file in files for problem in check_file(archive, file))


def check_file(archive: Archive, file: DayFile | RegistryFile) -> list[Diagnostic]:
    """Every problem that the rules find in one file."""
    if isinstance(file, DayFile):
        return [_diagnostic(finding) for rule in RULES for finding in rule(archive, file)]
    return [_diagnostic(finding) for rule in REGISTRY_RULES for finding in rule(archive, file)]


def _diagnostic(finding: Finding) -> Diagnostic:
    document = finding.file.document
    mark = document.mark(finding.path, key=finding.key)
    place = (document.file, mark.line, mark.column)
    return Diagnostic(*place, finding.code, finding.message, finding.hint, finding.severity, mark.width)
