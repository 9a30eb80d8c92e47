"""Views: all that a page shows, as plain, frozen data. A module has pages of one kind, or lists that are alike."""

from collections.abc import Iterator

from daybrief.ledger.ledger import Ledger
from daybrief.views.ahead import ahead_tasks
from daybrief.views.claims import ledger_tasks
from daybrief.views.control import control_tasks
from daybrief.views.coverage import coverage_tasks
from daybrief.views.day import day_tasks
from daybrief.views.disputes import dispute_tasks
from daybrief.views.lists import list_tasks
from daybrief.views.page import Page, Task
from daybrief.views.registry import entry_tasks

__all__ = ["Page", "Task", "all_tasks"]


def all_tasks(ledger: Ledger) -> Iterator[Task]:
    """What makes every generated page of the site."""
    over_all = (ledger_tasks, control_tasks, dispute_tasks, ahead_tasks, coverage_tasks)
    for tasks in (day_tasks, list_tasks, entry_tasks, *over_all):
        yield from tasks(ledger)
