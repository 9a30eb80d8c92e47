"""Views: all that a page shows, as plain, frozen data. One module a kind of page."""

from generator.ledger import Ledger
from generator.views.claims import ledger_pages
from generator.views.day import day_pages
from generator.views.entries import entry_pages
from generator.views.lists import list_pages
from generator.views.page import Page

__all__ = ["Page", "all_pages"]


def all_pages(ledger: Ledger) -> tuple[Page, ...]:
    """Every generated page of the site, in the order of addresses."""
    pages = [*day_pages(ledger), *list_pages(ledger), *entry_pages(ledger), *ledger_pages(ledger)]
    return tuple(sorted(pages, key=lambda page: page.url))
