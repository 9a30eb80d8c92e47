"""The page that a preview shows while something is wrong with what was written."""

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.views.page import Page


@dataclass(frozen=True, slots=True)
class ProblemsView:
    """Every problem, in the order of files and lines."""

    problems: tuple[Diagnostic, ...]


def problem_page(url: str, problems: Sequence[Diagnostic]) -> Page:
    """The page at `url`, saying what is wrong."""
    return Page(url, "problems", ProblemsView(tuple(problems)))
