"""The page that a preview shows while something is wrong with what was written."""

from collections.abc import Sequence

from daybrief.diagnostics import Diagnostic
from daybrief.views.page import Page, View


class ProblemsView(View, frozen=True):
    """Every problem, in the order of files and lines."""

    problems: tuple[Diagnostic, ...]


def problem_page(url: str, problems: Sequence[Diagnostic]) -> Page:
    """The page at `url`, saying what is wrong."""
    return Page(url, "problems", ProblemsView(tuple(problems)))
