"""What must hold between the parts of a file, and between files. One rule a function, one code a problem.

A rule is a function from the archive to findings; `RULES` lists them all. A finding knows a path in a file; its line
and column are looked up when it is told.
"""

from generator.archive import Archive
from generator.diagnostics import Diagnostic
from generator.rules import days, ids, threads, times, words
from generator.rules.finding import Finding, Rule

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
    threads.former_ids,
    words.preferred_spellings,
)

__all__ = ["RULES", "Finding", "check"]


def check(archive: Archive) -> list[Diagnostic]:
    """Every problem that the rules find, sorted."""
    return sorted(_diagnostic(finding) for rule in RULES for finding in rule(archive))


def _diagnostic(finding: Finding) -> Diagnostic:
    mark = finding.document.mark(finding.path, key=finding.key)
    return Diagnostic(
        finding.document.file,
        mark.line,
        mark.column,
        finding.code,
        finding.message,
        finding.hint,
        finding.severity,
        mark.width,
    )
