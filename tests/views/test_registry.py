"""A registry's entry shows what refers to it, and nothing else."""

from pathlib import Path
from typing import Any

from daybrief.ledger.index import PART
from daybrief.views import Page
from daybrief.views.events import EVENTS
from daybrief.views.parts import Link, Party
from daybrief.views.registry import NEWEST
from tests.ledger.telling import all_pages, tell


def ids(days: Any) -> list[str]:
    return [statement.stated.id for _, statements in days for statement in statements]


def test_what_a_source_says_is_kept_apart_from_what_it_relays(by_address: dict[str, Page]) -> None:
    gazette = by_address["sources/harbour-gazette/"].view
    assert ids(gazette.named) == ["buoys-matter", "night-ferries"]
    assert set(ids(gazette.relayed)) == {
        *("night-crossings", "boats-stopped", "plan-signed", "pause", "crossings", "senn-ahead", "draft-ahead")
    }
    watch = by_address["sources/lake-watch/"].view
    assert (ids(watch.named), ids(watch.relayed)) == (["buoy-picture"], [])


def test_a_place_a_sector_and_a_track_know_who_names_them(by_address: dict[str, Page]) -> None:
    assert ids(by_address["places/oriel/"].view.named) == ["pier-withdrawn", "outer-buoy", "island-pier"]
    assert "outer-buoy" in ids(by_address["front/channel/"].view.named)
    track = by_address["diplomacy/ferry-talks/"].view
    told = {line.event.text: [f"{day.date}" for day in line.days] for line in track.events}
    assert told["The meeting in Senn"] == ["2031-12-30", "2032-01-02"], "an event of two days is one, as told last"
    assert "The winter round" not in told
    assert {"pause", "night-crossings", "plan-signed"} <= set(ids(track.named))


def test_days_are_told_the_newest_first(by_address: dict[str, Page]) -> None:
    for address in ("front/channel/", "sources/averra-works/", "places/brede/"):
        dates = [date for date, _ in by_address[address].view.named]
        assert dates == sorted(dates, reverse=True)


def test_what_nobody_names_says_nothing(by_address: dict[str, Page]) -> None:
    assert by_address["places/senn/"].view.named == ()
    lines = {line.entry.text: line for line in by_address["places/"].view.lines}
    assert (lines["Senn"].count, lines["Senn"].last and lines["Senn"].last.isoformat()) == (0, "2032-01-02")


def test_a_list_has_every_entry_at_its_place(by_address: dict[str, Page]) -> None:
    lines = by_address["sources/"].view.lines
    assert [line.entry.url for line in lines][:2] == ["sources/averra-works/", "sources/dolmar-office/"]
    assert len(lines) == 5


def test_speakers_are_listed_by_side_grade_and_name_and_places_by_name(tmp_path: Path) -> None:
    graded = {"reliability": {"grade": "C", "basis": "Its record."}}
    sources = {
        "z-first": {"name": "Aa", "party": {"is": "morvane", "basis": "It says so."}},
        "a-last": {"name": "zz", "party": {"is": "morvane", "basis": "It says so."}},
        "b-graded": {"name": "Zz", "party": {"is": "morvane", "basis": "It says so."}, **graded},
    }
    places = {"zz": {"name": "Aan"}, "aa": {"name": "Zon"}}
    ledger = tell(tmp_path, {"2031-03-01": {}}, {"sources": sources, "places": places})
    views = {page.url: page.view for page in all_pages(ledger)}
    lines = views["sources/"].lines
    sides = [line.speaker.party.id if line.speaker.party else line.speaker.independent for line in lines]
    assert [*dict.fromkeys(sides)] == [*ledger.registry.parties, True, False], "each side once, the unplaced last"
    morvanes = [line.entry.text for line in lines if line.speaker.party and line.speaker.party.id == "morvane"]
    assert [name for name in morvanes if name in ("Aa", "Zz", "zz")] == ["Zz", "Aa", "zz"]
    names = [line.entry.text for line in views["places/"].lines]
    assert (names[0], names[-1]) == ("Aan", "Zon")


def test_of_many_events_the_newest_are_shown_and_all_are_listed_by_year(tmp_path: Path) -> None:
    dates = [f"{month}-{day:02}" for month in ("2030-12", "2031-01") for day in range(1, 20)]
    days = {date: {"events": {f"round-{date}": {"place": "orn"}}} for date in dates}
    views = {page.url: page.view for page in all_pages(tell(tmp_path, days))}
    for url in ("diplomacy/harbour-talks/", "places/orn/"):
        view = views[url]
        assert [line.date for line in view.events] == dates[::-1][:EVENTS]
        assert [(year.text, year.url) for year in view.event_years] == [
            ("2031", f"{url}events/2031/"),
            ("2030", f"{url}events/2030/"),
        ]
        listed = [line for year in view.event_years for line in views[year.url].events]
        assert [line.event.url for line in listed] == [f"{d.replace('-', '/')}/#round-{d}" for d in dates[::-1]]
        assert {views[year.url].owner.url for year in view.event_years} == {url}


def test_a_year_of_very_many_events_is_cut_into_parts(tmp_path: Path) -> None:
    events = {f"round-{n}": {"place": "orn"} for n in range(PART + 1)}
    views = {page.url: page.view for page in all_pages(tell(tmp_path, {"2031-01-01": {"events": events}}))}
    first, second = (views[f"places/orn/events/2031/{part}"] for part in ("", "2/"))
    assert (len(first.events), len(second.events)) == (PART, 1)
    assert [part.url for part in first.parts] == ["places/orn/events/2031/", "places/orn/events/2031/2/"]


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


def test_each_kind_of_entry_has_its_own_parts_even_if_all_are_called_the_same(tmp_path: Path) -> None:
    point = {"lat": "10", "lon": "20", "origin": "A map"}
    registry: dict[str, Any] = {
        "parties": {"same": {"name": "Party", "opposes": ["kestria"]}},
        "sources": {"same": {"name": "Source", "kind": "website", "party": {"is": "same", "basis": "It says so."}}},
        "places": {"same": {"name": "Place", "coordinates": point, "region": "North", "country": "Oslund"}},
        "sectors": {"same": {"name": "Sector", "places": ["same", "orn"], "read_as": {"same": "The north"}}},
        "tracks": {"same": {"name": "Track", "parties": ["same", "oslund"], "plans": ["same"]}},
        "plans": {"same": {"name": "Plan", "parties": ["same", "oslund"]}},
        "measures": {"same": {"name": "Measure"}},
    }
    position = {"plan": "same", "party": "same", "is": "accepts"}
    more: dict[str, Any] = {"places": ["same"], "figures": {"same": 3}, "movement": {"advance": "same"}}
    days = {
        "2031-03-01": {
            "articles": {"own": {"source": "same"}},
            "events": {"round": {"track": "same", "place": "same"}},
            "claims": [
                {"id": "one", "by": "same", "sector": "same", "articles": ["own"], **more},
                {"id": "two", "by": "abbot", "event": "round", "articles": ["own"], "position": position},
            ],
            "assessments": [{"id": "three", "kind": "forecast", "by": "same", "track": "same"}],
        },
        "2031-03-02": {
            "events": {"later": {"track": "same", "place": "same"}},
            "claims": [{"id": "four", "by": "abbot"}],
        },
    }
    views = {page.url: page.view for page in all_pages(tell(tmp_path, days, registry))}
    kinds = ("parties", "sources", "places", "front", "diplomacy", "plans", "measures")
    view = {kind: views[f"{kind}/same/"] for kind in kinds}

    def those(part: str) -> dict[str, Any]:
        return {kind: getattr(view[kind], part) for kind in kinds if getattr(view[kind], part, None)}

    assert {kind: ids(view[kind].named) for kind in kinds} == {
        "parties": ["two", "one"],
        "sources": ["one", "three"],
        "places": ["one"],
        "front": ["one"],
        "diplomacy": ["two", "three"],
        "plans": ["two"],
        "measures": ["one"],
    }
    assert {kind: ids(days) for kind, days in those("relayed").items()} == {"sources": ["two"]}
    speakers = [(kind, one.url, one.grade, one.party) for kind, one in those("speaker").items()]
    assert speakers == [("sources", "sources/same/", "none", Party("same", "Party", "parties/same/"))]
    parties = Party("same", "Party", "parties/same/"), Party("oslund", "Oslund", "parties/oslund/")
    assert those("parties") == {"diplomacy": parties}
    assert those("plans") == {"diplomacy": (Link("Plan", "plans/same/"),)}
    assert those("places") == {"front": (Link("Place", "places/same/"), Link("Orn", "places/orn/"))}
    assert those("sectors") == {"places": (Link("Sector", "front/same/"),)}
    assert those("read_as") == {"front": ((Link("Source", "sources/same/"), "The north"),)}
    assert {kind: [one.event.text for one in some] for kind, some in those("events").items()} == {
        "places": ["The later", "The round"],
        "diplomacy": ["The later", "The round"],
    }
    assert {kind: {name: n for name, n in some if n} for kind, some in those("record").items()} == {
        "sources": {"unverified": 1}
    }
    made = those("calibration")["sources"]
    assert (made.forecasts, made.resolved) == (1, 0)
    assert {kind: [one.text for one, _ in some] for kind, some in those("takeaways").items()} == {
        "sources": ["This is to know of one.", "This is to know of two."]
    }
    assert {kind: [f"{cell.date}" for cell in some] for kind, some in those("board").items()} == {
        "front": ["2031-03-02", "2031-03-01"]
    }
    assert {kind: one.plan for kind, one in those("matrix").items()} == {"plans": Link("Plan", "plans/same/")}
    assert {kind: sorted(place.name for place in shown) for kind, shown in those("map").items()} == {
        "places": ["Place"],
        "front": ["Orn", "Place"],
    }
    lists = [kind for kind in kinds if kind != "front"]
    lines = {kind: next(one for one in views[f"{kind}/"].lines if one.entry.url == f"{kind}/same/") for kind in lists}
    assert {kind: (one.kind, one.group, one.count, one.last and one.last.day) for kind, one in lines.items()} == {
        "parties": ("", "", 2, 1),
        "sources": ("website", "", 3, 1),
        "places": ("", "North", 1, 2),
        "diplomacy": ("", "", 2, 2),
        "plans": ("", "", 1, 1),
        "measures": ("", "", 1, 1),
    }
    assert {kind: one.speaker.party.name for kind, one in lines.items() if one.speaker} == {"sources": "Party"}
    assert [one.plan.text for one in views["diplomacy/"].matrices] == ["The harbour accord", "Plan"]
    assert [kind for kind in lists if views[f"{kind}/"].matrices] == ["diplomacy"]
    cards = [card for _, some in views["front/"].groups for card in some]
    assert [(card.kind, card.count) for card in cards if card.sector.url == "front/same/"] == [("sector", 1)]


def test_an_entry_is_listed_under_its_region_or_country_and_with_its_grade(tmp_path: Path) -> None:
    registry: dict[str, Any] = {
        "places": {
            "far": {"name": "Far", "country": "Oslund"},
            "near": {"name": "Near", "region": "N", "country": "O"},
        },
        "sources": {"press": {"name": "Press", "country": "Oslund", "reliability": {"grade": "C", "basis": "B."}}},
    }
    views = {page.url: page.view for page in all_pages(tell(tmp_path, {"2031-03-01": {}}, registry))}
    lines = {one.entry.text: one for kind in registry for one in views[f"{kind}/"].lines}
    assert [lines[name].group for name in ("Far", "Near", "Press", "Orn")] == ["Oslund", "N", "Oslund", ""]
    assert [(name, lines[name].speaker and lines[name].speaker.grade) for name in ("Far", "Press")] == [
        *(("Far", None), ("Press", "C"))
    ]
    speakers = [lines[name].speaker for name in ("Press", "Grey Herald", "Army of Kestria")]
    assert [speaker.independent for speaker in speakers] == [False, True, False]
    assert views["sources/press/"].speaker.grade == "C"
    assert [views[f"sources/{name}/"].speaker.independent for name in ("press", "grey-herald", "kestria-army")] == [
        *(False, True, False)
    ]
