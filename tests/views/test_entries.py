"""A registry's entry shows what refers to it, and nothing else."""

from typing import Any

from generator.views import Page


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
