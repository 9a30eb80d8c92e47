"""Which pages a site has, and that each is a pure function of its view."""

import datetime as dt
import pickle
from typing import Any

import msgspec
import pytest

from daybrief.ledger.ledger import Ledger
from daybrief.views import Page, all_tasks
from tests.ledger.telling import all_pages, compile_ledger, tell


def test_every_address_has_one_page_in_the_order_of_addresses(told: Ledger) -> None:
    addresses = [page.url for page in all_pages(told)]
    assert addresses == sorted(set(addresses))


def test_a_task_makes_the_page_of_its_address_and_day(told: Ledger) -> None:
    tasks = list(all_tasks(told))
    assert len(tasks) == len({task.url for task in tasks})
    for task in tasks:
        page = task.make()
        assert page.url == task.url
        assert task.date == (page.view.day.date.isoformat() if page.template == "day" and page.url else "")


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
    again = compile_ledger([told.day(date) for date in reversed(told.dates)], told.registry)
    assert all_pages(again) == all_pages(told)


def test_a_view_is_plain_frozen_data(by_address: dict[str, Page]) -> None:
    for page in by_address.values():
        assert msgspec.msgpack.encode(page, enc_hook=str), "it can be hashed"
        assert pickle.loads(pickle.dumps(page)) == page, "and handed to another process"
        for record in (page, page.view):
            for field in record.__struct_fields__[:1]:
                with pytest.raises(AttributeError, match="immutable"):
                    setattr(record, field, getattr(record, field))


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The views of seventy days on which the same is told again and again."""
    dates = [f"{dt.date(2031, 1, 1) + dt.timedelta(days=n)}" for n in range(70)]
    position = {"plan": "accord", "party": "morvane", "is": "accepts"}
    days: dict[str, Any] = {
        date: {
            "claims": [
                {"id": "hill", "by": "far-wire", "sector": "ridge", "figures": {"boats": n}, "when": "2031-01"},
                {"id": "talk", "by": "abbot", "event": f"round-{n}", "position": position},
            ],
            "assessments": [
                {"id": f"open-{n}", "kind": "forecast", "by": "abbot", "horizon": "2032-01-01"},
                {"id": "due", "kind": "forecast", "by": "abbot", "horizon": date},
                {"id": "done", "kind": "forecast", "by": "hill-institute", "horizon": date, "likelihood": "likely"},
            ],
            "resolutions": [{"forecast": "done", "outcome": "true"}] if n < 10 else [],
            "corrections": [
                {"date": date, "target": "day", "field": "title", "kind": "typo", "was": "dey", "reason": "A letter."}
            ],
        }
        for n, date in enumerate(dates)
    }
    days[dates[20]]["resolutions"] = [{"forecast": f"{date}/done", "outcome": "false"} for date in dates[10:20]]
    folder = tmp_path_factory.mktemp("many")
    return {page.url: page.view for page in all_pages(tell(folder, days))}


@pytest.mark.parametrize(
    ("url", "part", "count"),
    [
        ("", "recent", 14),
        ("archive/", "months", 2),
        ("front/", "days", 7),
        ("front/", "groups.0.1.0.days", 7),
        ("front/ridge/", "board", 14),
        ("claims/", "by_status.3.2", 12),
        ("forecasts/", "groups.due.1", 12),
        ("forecasts/", "groups.open.1", 12),
        ("forecasts/", "groups.resolved.1", 12),
        ("corrections/", "corrections", 60),
        ("corrections/2031/", "corrections", 70),
        ("diplomacy/harbour-talks/", "events", 30),
        ("diplomacy/harbour-talks/events/2031/", "events", 70),
        ("sources/far-wire/", "named", 20),
        ("sources/far-wire/", "takeaways", 40),
        ("sources/courier/", "named", 0),
        ("sources/courier/2031/", "lines", 200),
        ("sources/courier/2031/2/", "lines", 150),
        ("2031/03/11/", "sectors.0.1.0.differs", 12),
        ("plans/accord/", "matrix.rows.0.cells.1.history", 5),
    ],
)
def test_a_page_shows_so_many_and_no_more(many: dict[str, Any], url: str, part: str, count: int) -> None:
    shown = many[url]
    for step in part.split("."):
        shown = (
            shown[int(step)] if step.isdecimal() else shown[step] if isinstance(shown, dict) else getattr(shown, step)
        )
    assert len(shown) == count


def test_a_speaker_is_scored_from_the_tenth_resolved_forecast_on(many: dict[str, Any]) -> None:
    institute = many["sources/hill-institute/"].calibration
    assert (institute.forecasts, institute.resolved, institute.hits, institute.scored) == (70, 20, 10, 20)
    assert institute.brier == pytest.approx((10 * 0.325**2 + 10 * 0.675**2) / 20)
    assert many["forecasts/"].enough == 10


def test_a_list_of_a_year_says_whose_it_is(many: dict[str, Any]) -> None:
    lists = {
        url: (view.owner.text, view.owner.url, getattr(view, "kind", ""))
        for url, view in many.items()
        if url.endswith("/2031/") and "events" not in url and hasattr(view, "owner")
    }
    assert lists == {
        "claims/2031/": ("claims", "claims/", "claims"),
        "claims/unverified/2031/": ("unverified", "claims/", "unverified"),
        "forecasts/2031/": ("forecasts", "forecasts/", "forecasts"),
        "sources/courier/2031/": ("The Courier", "sources/courier/", "sources"),
        "sources/far-wire/2031/": ("Far Wire", "sources/far-wire/", "sources"),
        "sources/hill-institute/2031/": ("Hill Institute", "sources/hill-institute/", "sources"),
        "actors/abbot/2031/": ("The abbot of Orn", "actors/abbot/", "actors"),
        "parties/morvane/2031/": ("Morvane", "parties/morvane/", "parties"),
        "front/ridge/2031/": ("The ridge", "front/ridge/", "sectors"),
        "diplomacy/harbour-talks/2031/": ("The harbour talks", "diplomacy/harbour-talks/", "tracks"),
        "plans/accord/2031/": ("The harbour accord", "plans/accord/", "plans"),
        "measures/boats/2031/": ("boats", "measures/boats/", ""),
    }
