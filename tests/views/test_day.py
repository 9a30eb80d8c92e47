"""A day's view: who says what, where it was read, and what stands next to it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from daybrief.model.day import SourceNote
from daybrief.output.feeds import item_tasks
from daybrief.pipeline.assemble import assemble
from daybrief.pipeline.check import check
from daybrief.pipeline.state import Remembered
from daybrief.views import Page, all_tasks
from daybrief.views.day import RECENT
from daybrief.views.parts import Link
from daybrief.views.search import document_tasks
from tests.ledger.telling import all_pages, compile_ledger, edition, tell, write
from tests.output.test_html import renderer
from tests.projects import settings_for
from tests.views.harbour import words


@pytest.fixture
def day(by_address: dict[str, Page]) -> Any:
    return by_address["2032/01/02/"].view


def statement(day: Any, name: str) -> Any:
    every = [*(s for event in day.events for s in event.claims), *(s for _, claims in day.sectors for s in claims)]
    every += day.assessments
    return next(s for s in every if s.stated.id == name)


def test_neighbours(by_address: dict[str, Page]) -> None:
    first, second, draft = (by_address[f"{day}/"].view for day in ("2031/12/30", "2032/01/02", "2032/01/03"))
    assert (first.previous, first.following) == (None, second.day.date)
    assert (second.previous, second.following) == (first.day.date, draft.day.date)
    assert (draft.previous, draft.following) == (second.day.date, None)


def test_the_front_page_is_the_newest_day_that_is_published(by_address: dict[str, Page]) -> None:
    home = by_address[""]
    assert f"{home.view.day.date}" == "2032-01-02"
    assert home.view.day.status == "published"
    assert by_address["2032/01/03/"].view.day.status == "draft"


def test_more_drafts_than_the_front_page_tells_of_do_not_hide_what_is_published(tmp_path: Path) -> None:
    ledger = tell(tmp_path, {f"2031-03-{number:02}": {} for number in range(1, RECENT + 2)})
    published, *drafts = (ledger.day(date) for date in ledger.dates)
    days = [published, *(replace(draft, status="draft") for draft in drafts)]
    home = next(page for page in all_pages(compile_ledger(days, ledger.registry)) if page.url == "")
    assert home.view.day == published


def test_a_takeaway_shows_who_says_it_and_where(day: Any) -> None:
    denied = day.takeaways[1]
    assert [speaker.name for speaker in denied.speakers] == ["Dolmar Lake Office", "Lake Watch"]
    assert [told.url for told in denied.refs] == ["2032/01/02/#buoy-denied", "2032/01/02/#buoy-picture"]


def test_statements_are_numbered_in_the_order_of_the_page(day: Any) -> None:
    parts = [s for event in day.events for s in event.claims]
    parts += [s for _, claims in day.sectors for s in claims]
    parts += day.assessments
    assert [s.number for s in parts] == list(range(1, len(parts) + 1))


@pytest.mark.parametrize(
    ("name", "grade", "party", "independent"),
    [
        ("buoy-again", "D", "Averra", False),  # graded, and of a side
        ("buoy-picture", "B", None, True),  # known to have no party
        ("boats-stopped", "", None, False),  # an actor has no letter, and no party is not 'independent'
        ("buoy-denied", "none", "Dolmar", False),  # nobody graded it
    ],
)
def test_unknown_never_looks_like_good(day: Any, name: str, grade: str, party: str | None, independent: bool) -> None:
    speaker = statement(day, name).speakers[0]
    assert (speaker.grade, speaker.party and speaker.party.name, speaker.independent) == (grade, party, independent)


def test_a_reprint_is_shown_as_the_text_of_its_origin(day: Any) -> None:
    read = statement(day, "buoy-picture").readings[0]
    assert (read.source.text, read.origin.text) == ("Tide Wire", "Lake Watch")


def test_a_thread_points_at_the_claim_of_the_other_day(day: Any) -> None:
    for name, how in (("buoy-again", "follows"), ("buoy-denied", "denies"), ("pier-withdrawn", "retracts")):
        told = statement(day, name).threads
        assert [(field, f"{link.date}") for field, link in told] == [(how, "2031-12-30")]
        assert told[0][1].url.startswith("2031/12/30/#")


def test_the_board_has_a_row_for_each_movement_and_no_row_for_silence(day: Any) -> None:
    lines = [(cell.sector.text, line.movement) for cell in day.board for line in cell.lines]
    rows = [(name, move and f"{move.kind} {move.parties[0].name}") for name, move in lines]
    assert ("Brede Channel and the island", "hold Dolmar") in rows
    assert ("Brede Channel and the island", "withdrawal Averra") in rows
    assert ("The whole lake", None) in rows, "told of, but without a movement"
    assert not [row for row in rows if row[0] == "Fishing"], "a sector of which nothing was read has no row"


def test_a_forecast_that_is_resolved_is_named_in_its_own_words(day: Any) -> None:
    resolution, forecast, _ = day.resolutions[0]
    assert resolution.outcome == "false"
    assert forecast.text == "Ferries will cross at night again before the new year."
    assert forecast.url == "2031/12/30/#night-ferries"


def test_sources_are_listed_with_what_rests_on_them(day: Any) -> None:
    rows = {row.source.name: row.statements for row in day.sources}
    assert (rows["Tide Wire"], rows["Averra Works Office"]) == (1, 3)
    assert [row.statements for row in day.sources] == sorted((row.statements for row in day.sources), reverse=True)


def test_a_day_is_described_by_what_is_to_be_known_in_plain_words(by_address: dict[str, Page]) -> None:
    for address in ("", "2031/12/30/"):
        page = by_address[address]
        told = [
            f"{', '.join(who.name for who in takeaway.speakers)}: {takeaway.text.replace('*', '')}"
            f" ({', '.join(takeaway.statuses)}{'; against it ' * bool(takeaway.against)}"
            f"{', '.join(who.name for who in takeaway.against)})"
            for takeaway in page.view.takeaways
        ]
        assert renderer().description(page) == " · ".join(told)
        assert page.source == f"{page.view.day.date:%Y/%Y-%m-%d}.yml"


def test_the_front_page_tells_of_published_days_the_newest_first(by_address: dict[str, Page], tmp_path: Path) -> None:
    recent = by_address[""].view.recent
    assert [f"{date}" for date, _ in recent] == ["2032-01-02", "2031-12-30"]
    assert [found is None for _, found in recent] == [False, True], "before the first there is nothing"
    assert by_address["2032/01/02/"].view.recent == ()
    ledger = tell(tmp_path, {"2031-03-01": {}, "2031-03-02": {}})
    drafts = [replace(ledger.day(date), status="draft") for date in ledger.dates]
    home = next(page for page in all_pages(compile_ledger(drafts, ledger.registry)) if page.url == "")
    assert (home.view.day.date.day, home.view.recent) == (2, ())


def test_a_source_is_listed_with_its_notes_grade_and_side(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        "2031-03-01": {
            "articles": {
                "b": {"source": "grey-herald"},
                "c": {"source": "grey-herald"},
                "d": {"source": "kestria-army"},
                "e": {"source": "far-wire"},
            },
            "claims": [
                {"id": "one", "by": "abbot", "articles": ["b", "c"]},
                {"id": "two", "by": "abbot", "articles": ["paper", "b"]},
                {"id": "three", "by": "abbot", "articles": ["e"]},
            ],
        }
    }
    ledger = tell(tmp_path, days)
    date = ledger.dates[0]
    notes = [("driftwood", "Silent."), ("grey-herald", "Late."), ("driftwood", "Down.")]
    noted = tuple(SourceNote(source=source, text=text) for source, text in notes)
    told = replace(ledger.day(date), sourcing=replace(ledger.day(date).sourcing, notes=noted))
    view = next(page.view for page in all_pages(compile_ledger([told], ledger.registry)) if page.url == "2031/03/01/")
    assert [(row.source.url, row.statements, row.notes) for row in view.sources] == [
        ("sources/grey-herald/", 2, ("Late.",)),
        ("sources/far-wire/", 1, ()),
        ("sources/courier/", 1, ()),
        ("sources/kestria-army/", 0, ()),
        ("sources/driftwood/", 0, ("Silent.", "Down.")),
    ]
    listed = [row.source for row in view.sources]
    assert [(source.grade, source.party and source.party.id, source.independent) for source in listed] == [
        ("B", None, True),
        ("B", None, True),
        ("none", None, False),
        ("none", "kestria", False),
        ("none", None, False),
    ]


def test_a_thing_to_know_has_each_speaker_and_status_once_and_its_places_in_order(tmp_path: Path) -> None:
    days: dict[str, Any] = {
        "2031-03-01": {
            "claims": [
                {"id": "one", "by": ["abbot", "far-wire"]},
                {"id": "two", "by": "kestria-army"},
                {"id": "no-two", "by": "morvane-army", "denies": "two"},
            ],
            "assessments": [{"id": "guess", "kind": "judgement", "by": "abbot", "track": "harbour-talks"}],
        }
    }
    ledger = tell(tmp_path, days)
    day = ledger.day(ledger.dates[0])
    first, second = day.takeaways
    told = replace(day, takeaways=(replace(first, refs=("guess", "two", "one", "no-two")), second))
    view = next(page.view for page in all_pages(compile_ledger([told], ledger.registry)) if page.url == "2031/03/01/")
    shown = view.takeaways[0]
    assert [who.url for who in shown.speakers] == [
        *("actors/abbot/", "sources/kestria-army/", "sources/far-wire/", "sources/morvane-army/")
    ]
    assert shown.statuses == ("contested", "unverified")
    assert [told.url[-6:] for told in shown.refs] == ["1/#one", "1/#two", "no-two", "#guess"]
    assert shown.against == (), "who speaks on both sides of a thing to know is named with it"
    assert view.assessments[0].about == Link("The harbour talks", "diplomacy/harbour-talks/")


def test_an_event_says_who_says_so_or_that_nobody_is_named(tmp_path: Path) -> None:
    events: dict[str, Any] = {"talks": {}, "call": {"refs": []}}
    folder = write(tmp_path, {"2031-03-01": {"claims": [{"id": "met", "by": "courier"}], "events": events}})
    made = assemble(check(settings_for(folder), Remembered()), Remembered(), drafts=False)
    page = next(page for page in all_pages(made.ledger) if page.url == "2031/03/01/")
    talks, _, call = words(made.renderer.body(page)).partition("The call")
    assert "According to The Courier ungraded , party unknown unverified" in talks
    assert "nobody is named" not in talks
    assert "nobody is named for this" in call


def test_a_planned_event_is_ahead_by_then_and_past_by_now_and_time_lines_say_who_says_so(tmp_path: Path) -> None:
    """What its day's page, the time lines of its place and track, the feed and the search are told."""
    event = {"state": "planned", "date": "2031-03-03", "place": "orn", "refs": ["meet"]}
    first = {
        "claims": [{"id": "meet", "by": "far-wire"}, {"id": "doubt", "by": "abbot", "denies": "meet"}],
        "events": {"talks": event, "call": {"place": "orn", "refs": []}},
    }
    shown = {}
    for name, days in (("then", {"2031-03-01": first}), ("now", {"2031-03-01": first, "2031-03-04": {}})):
        folder = write(tmp_path / name, days)
        made = assemble(check(settings_for(folder), Remembered()), Remembered(), drafts=False)
        tasks = (*all_tasks(made.ledger), *item_tasks(made.ledger, made.ledger.dates))
        documents = document_tasks(made.ledger, made.ledger.dates)
        shown[name] = {
            page.url: words(made.renderer.body(page)) for page in (task.make() for task in (*tasks, *documents))
        }
    then, now = shown["then"], shown["now"]
    passed = "set for 3 March, no report read since"
    assert ["Planned, still to come 3 March Meeting, Orn" in pages["2031/03/01/"] for pages in (then, now)] == [
        True,
        True,
    ]
    assert [f"today: {passed}" in pages["2031/03/01/"] for pages in (then, now)] == [False, True]
    assert f"Date passed The talks {passed}" in now["2031/03/04/"]
    says = "According to Far Wire contested · see 1 Mar 2031"
    for url in ("places/orn/", "diplomacy/harbour-talks/"):
        assert f"Planned, still to come · {says}" in then[url]
        assert f"Planned, set for 3 Mar 2031, no report read since · {says}" in now[url]
        assert "Held · nobody is named for this · see 1 Mar 2031" in now[url]
    assert "Planned, still to come, 3 March · Meeting" in now["feed/2031-03-01/"]
    assert "According to Far Wire (B, no party) contested" in now["feed/2031-03-01/"]
    assert "nobody is named for this" in now["feed/2031-03-01/"]
    assert "According to Far Wire The call Held, 1 March" in now["search/now/2031/03/01/"]


def test_a_correction_is_told_once_with_the_statement_or_at_the_foot(tmp_path: Path) -> None:
    def corrected(target: str, was: str) -> dict[str, str]:
        made = {"date": "2031-03-02", "target": target, "kind": "correction", "reason": "So."}
        return made | {"field": "text" if target == "ford" else "takeaways", "was": was}

    told = {
        "claims": [{"id": "rain", "by": "courier"}, {"id": "ford", "by": "courier"}],
        "corrections": [corrected("ford", "Fjord."), corrected("day", "No.")],
    }
    made = edition(write(tmp_path, {"2031-03-01": told}))
    page = next(page for page in made.pages if page.url == "2031/03/01/")
    assert [one.was[0].marked for one in page.view.corrections] == ["No."]
    assert [one.stated.id for one in page.view.corrected] == ["ford"]
    shown = words(made.renderer.body(page))
    assert shown.count("Fjord.") == 1
    assert shown.partition(" Corrections ")[2].partition("This day")[0].endswith("stands with it, above: 2 ")
