"""A registry's entry shows what refers to it, and nothing else."""

from pathlib import Path
from typing import Any

from daybrief.views import Page, all_pages
from daybrief.views.events import EVENTS
from daybrief.views.registry import NEWEST
from tests.ledger.telling import tell


def ids(days: Any) -> list[str]:
    return [statement.told.id for day in days for statement in day.statements]


def test_what_a_source_says_is_kept_apart_from_what_it_relays(by_address: dict[str, Page]) -> None:
    gazette = by_address["sources/harbour-gazette/"].view
    assert ids(gazette.named) == ["buoys-matter", "night-ferries"]
    assert set(ids(gazette.relayed)) == {"night-crossings", "boats-stopped", "plan-signed", "pause", "crossings"}
    watch = by_address["sources/lake-watch/"].view
    assert (ids(watch.named), ids(watch.relayed)) == (["buoy-picture"], [])


def test_a_place_a_sector_and_a_track_know_who_names_them(by_address: dict[str, Page]) -> None:
    assert ids(by_address["places/oriel/"].view.named) == ["flag-withdrawn", "outer-buoy", "island-flag"]
    assert "outer-buoy" in ids(by_address["front/channel/"].view.named)
    track = by_address["diplomacy/ferry-talks/"].view
    told = {line.event.text: [day.text for day in line.told] for line in track.events}
    assert told["The meeting in Senn"] == ["2031-12-30", "2032-01-02"], "an event of two days is one, as told last"
    assert "The winter round" not in told
    assert {"pause", "night-crossings", "plan-signed"} <= set(ids(track.named))


def test_days_are_told_the_newest_first(by_address: dict[str, Page]) -> None:
    for address in ("front/channel/", "sources/averra-navy/", "places/brede/"):
        dates = [day.date for day in by_address[address].view.named]
        assert dates == sorted(dates, reverse=True)


def test_what_nobody_names_says_nothing(by_address: dict[str, Page]) -> None:
    assert by_address["places/senn/"].view.named == ()
    lines = {line.entry.text: line for line in by_address["places/"].view.lines}
    assert (lines["Senn"].told, lines["Senn"].last and lines["Senn"].last.isoformat()) == (0, "2032-01-02")


def test_a_list_has_every_entry_in_the_order_of_its_file(by_address: dict[str, Page]) -> None:
    lines = by_address["sources/"].view.lines
    assert [line.entry.url for line in lines][:2] == ["sources/averra-navy/", "sources/dolmar-office/"]
    assert len(lines) == 5


def test_of_many_events_the_newest_are_shown_and_all_are_listed_by_year(tmp_path: Path) -> None:
    dates = [f"{month}-{day:02}" for month in ("2030-12", "2031-01") for day in range(1, 20)]
    days = {date: {"events": {f"round-{date}": {"place": "orn"}}} for date in dates}
    views = {page.url: page.view for page in all_pages(tell(tmp_path, days))}
    for url in ("diplomacy/harbour-talks/", "places/orn/"):
        view = views[url]
        assert [line.date.isoformat() for line in view.events] == dates[::-1][:EVENTS]
        assert [(year.text, year.url) for year in view.event_years] == [
            ("2031", f"{url}events/2031/"),
            ("2030", f"{url}events/2030/"),
        ]
        listed = [line for year in view.event_years for line in views[year.url].events]
        assert [line.event.url for line in listed] == [f"{d.replace('-', '/')}/#round-{d}" for d in dates[::-1]]
        assert {views[year.url].owner.url for year in view.event_years} == {url}


def test_few_events_need_no_lists(by_address: dict[str, Page]) -> None:
    assert by_address["diplomacy/ferry-talks/"].view.events
    assert by_address["diplomacy/ferry-talks/"].view.event_years == ()
    assert not [url for url in by_address if "/events/" in url]


def test_just_as_many_as_are_shown_need_no_lists_and_one_more_does(tmp_path: Path) -> None:
    def views(more: int) -> dict[str, Any]:
        events = {f"2030-{n // 28 + 1:02}-{n % 28 + 1:02}": f"round-{n}" for n in range(EVENTS + more)}
        days: dict[str, Any] = {date: {"events": {name: {"place": "orn"}}} for date, name in events.items()}
        days["2031-01-01"] = {"claims": [{"id": f"c{n}", "by": "abbot"} for n in range(NEWEST + more)]}
        return {page.url: page.view for page in all_pages(tell(tmp_path / f"{more}", days))}

    few, many = views(0), views(1)
    place, speaker = "places/orn/", "actors/abbot/"
    assert len(few[place].events) == len(many[place].events) == EVENTS
    assert (few[place].event_years, few[speaker].years) == ((), ())
    assert [year.text for year in many[place].event_years] == ["2030"]
    assert [year.text for year in many[speaker].years] == ["2031"]
    lists = {f"{place}events/2030/", f"{speaker}2031/"}
    assert not lists & few.keys()
    assert lists <= many.keys()
