"""Which pages a site has, and that each is a pure function of its view."""

import pickle
from dataclasses import FrozenInstanceError
from typing import Any

import pytest
from pydantic_core import to_json

from daybrief.ledger.ledger import Ledger
from daybrief.views import Page, all_pages, all_tasks


def test_every_address_has_one_page_in_the_order_of_addresses(told: Ledger) -> None:
    addresses = [page.url for page in all_pages(told)]
    assert addresses == sorted(set(addresses))


def test_a_task_makes_the_page_of_its_address_and_day(told: Ledger) -> None:
    tasks = list(all_tasks(told))
    assert len(tasks) == len({task.url for task in tasks})
    for task in tasks:
        page = task.make()
        assert page.url == task.url
        assert task.date == (page.view.date.isoformat() if page.template == "day" and page.url else "")


def test_each_kind_of_page_is_there(by_address: dict[str, Page]) -> None:
    kinds = {page.template for page in by_address.values()}
    assert {"day", "month", "year", "archive", "sector", "sectors", "track", "tracks"} <= kinds
    assert {"source", "sources", "actor", "actors", "place", "places"} <= kinds


@pytest.mark.parametrize(
    "address",
    ["", "2032/01/02/", "2031/12/", "2031/", "front/channel/", "diplomacy/ferry-talks/", "sources/tide-wire/"],
)
def test_a_page_stands_at(by_address: dict[str, Page], address: str) -> None:
    assert by_address[address].url == address


def test_the_order_of_the_files_changes_nothing(told: Ledger) -> None:
    from daybrief.ledger import ledger

    again = ledger.compile_ledger([told.day(date) for date in reversed(told.dates)], told.registry)
    assert [to_json(page) for page in all_pages(again)] == [to_json(page) for page in all_pages(told)]


def test_a_view_is_plain_frozen_data(by_address: dict[str, Page]) -> None:
    for page in by_address.values():
        assert to_json(page), "it can be hashed"
        assert pickle.loads(pickle.dumps(page)) == page, "and handed to another process"
        view: Any = page.view
        with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
            view.url = "elsewhere/"
