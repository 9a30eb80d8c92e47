"""Pages over all claims, forecasts and corrections."""

import re
from pathlib import Path
from typing import Any

import pytest

from daybrief.ledger.figures import DIFFERING
from daybrief.ledger.status import STATUSES
from daybrief.views.claims import ENOUGH, NEWEST, NEWEST_CORRECTIONS, Band
from tests.ledger.telling import all_pages, edition, load, tell, write
from tests.reading import parse
from tests.views.harbour import DAYS, entry, harbour, words

SCENARIO = Path(__file__).parent.parent / "ledger/scenarios/forecasts.yml"


def told(folder: Path, days: dict[str, Any]) -> dict[str, Any]:
    """Every view of some compact days."""
    return {page.url: page.view for page in all_pages(tell(folder, days))}


def test_of_many_other_figures_the_first_are_told(tmp_path: Path) -> None:
    claims = [{"id": f"c{n:02}", "by": "far-wire", "figures": {"boats": n % 20}} for n in range(40)]
    day = told(tmp_path, {"2031-03-01": {"claims": claims}})["2031/03/01/"]
    shown = {one.stated.id: one for _, claims in day.sectors for one in claims}
    assert [link.url[-3:] for link in shown["c00"].differs] == [f"c{n:02}" for n in range(1, DIFFERING + 1)]
    assert [link.url[-3:] for link in shown["c21"].differs] == ["c00", *(f"c{n:02}" for n in range(2, DIFFERING + 1))]
    assert shown["c21"].more_differ


def test_every_claim_is_counted_once_by_status_sector_and_year() -> None:
    view = harbour().views["claims/"]
    claims = sum(len(day.get("claims", ())) for day in DAYS.values())
    assert tuple(status for status, _, _, _ in view.by_status) == STATUSES
    assert sum(count for _, count, _, _ in view.by_status) == claims
    assert sum(tally.total for tally in view.years) == claims
    for tally in (*view.speakers, *view.sectors, *view.years):
        assert sum(tally.counts) == tally.total
    assert {tally.name.text: tally.total for tally in view.sectors} == {
        "The ridge": 4,
        "The whole line": 4,
        "The river": 1,
    }
    assert view.speakers[0].total == max(tally.total for tally in view.speakers), "most first"


def test_a_claim_of_two_speakers_is_counted_for_both(tmp_path: Path) -> None:
    view = told(tmp_path, {"2031-03-01": {"claims": [{"id": "pact", "by": ["far-wire", "abbot"]}]}})["claims/"]
    assert {tally.name.url: tally.total for tally in view.speakers} == {"sources/far-wire/": 1, "actors/abbot/": 1}
    assert sum(count for _, count, _, _ in view.by_status) == 1


def test_a_status_shows_its_newest_claims_and_leads_to_all(tmp_path: Path) -> None:
    claims = [{"id": f"c{number}", "by": "far-wire"} for number in range(NEWEST + 5)]
    view = told(tmp_path, {"2031-03-01": {"claims": claims}})["claims/"]
    name, count, lines, years = next(one for one in view.by_status if one[1])
    assert (name, count, len(lines)) == ("unverified", NEWEST + 5, NEWEST)
    assert lines[0].url.endswith(f"#c{NEWEST + 4}"), "the newest first"
    assert [year.url for year in years] == ["claims/unverified/2031/"]


def test_what_several_say_is_one_line_that_names_all(tmp_path: Path) -> None:
    """Who denies it has a line of his own, for each says what he says."""
    days = {
        "2031-03-01": {"claims": [{"id": "hill", "by": "kestria-army"}, {"id": "weather", "by": "far-wire"}]},
        "2031-03-02": {
            "claims": [
                {"id": "seen", "by": "far-wire", "backs": "2031-03-01/hill", "when": "2031-03-01"},
                {"id": "no", "by": "morvane-army", "denies": "2031-03-01/hill", "when": "2031-03-01"},
                {"id": "nor", "by": "morvane-blog", "denies": "2031-03-01/hill", "when": "2031-03-01"},
            ]
        },
        "2031-03-03": {"claims": [{"id": "back", "by": "far-wire", "retracts": "2031-03-01/weather"}]},
    }
    made = told(tmp_path, days)
    lines = next(lines for name, _, lines, _ in made["claims/"].by_status if name == "contested")
    assert [line.url[-4:] for line in lines] == ["#nor", "/#no", "seen"]
    assert [[one.names for one in line.also] for line in lines] == [[], [], [("Army of Kestria",)]]
    every = {line.url[-4:]: line for line in made["claims/contested/2031/"].lines}
    assert len(every) == 4, "a year's list has each"
    assert [one.names for one in every["hill"].also] == [("Far Wire",)]


def test_a_status_without_claims_says_so() -> None:
    page = harbour().shown["claims/"]
    for name in STATUSES:
        assert name in parse(page).ids
    refuted = page[page.index('id="refuted"') : page.index('id="retracted"')]
    assert words(refuted.partition("</section>")[0]).endswith("None today.")


def test_forecasts_are_due_open_or_resolved(tmp_path: Path) -> None:
    view = told(tmp_path, load(SCENARIO)["days"])["forecasts/"]
    names = {part: [forecast.stated.id for forecast, _ in view.groups[part][1]] for part in ("due", "open", "resolved")}
    assert names["due"] == ["mud"]
    assert [(f"{forecast.date}", score) for forecast, score in view.groups["due"][1]] == [("2031-03-01", None)]
    assert names["open"] == ["dust", "thaw"], "those without a horizon last"
    assert set(names["resolved"]) == {"peace", "rain", "snow", "flood", "frost", "wind", "hail", "sun", "tide"}


def test_of_many_forecasts_the_nearest_are_shown_and_all_are_listed(tmp_path: Path) -> None:
    many = range(NEWEST + 3)
    days = {
        "2031-03-01": {
            "assessments": [
                {"id": f"{name}-{n}", "kind": "forecast", "by": "abbot", "horizon": horizon}
                for n in many
                for name, horizon in (
                    ("due", f"2031-03-{n + 1:02}"),
                    ("open", f"2031-05-{n + 1:02}"),
                    ("done", "2031-03-02"),
                )
            ]
        },
        "2031-04-01": {"resolutions": [{"forecast": f"2031-03-01/done-{n}", "outcome": "true"} for n in many]},
    }
    views = told(tmp_path, days)
    view = views["forecasts/"]
    assert [(part, count) for part, (count, _) in view.groups.items()] == [
        ("due", len(many)),
        ("open", len(many)),
        ("resolved", len(many)),
    ]
    due, opened, resolved = (
        [forecast.stated.id for forecast, _ in view.groups[part][1]] for part in ("due", "open", "resolved")
    )
    assert due == [f"due-{n}" for n in reversed(many)][:NEWEST], "what fell due last"
    assert opened == [f"open-{n}" for n in many][:NEWEST], "what falls due next"
    assert resolved == [f"done-{n}" for n in reversed(many)][:NEWEST]
    assert [year.url for year in view.years] == ["forecasts/2031/"]
    assert len(views["forecasts/2031/"].lines) == 3 * len(many)


def test_a_change_of_party_names_the_parties(tmp_path: Path) -> None:
    change = {"date": "2031-03-02", "field": "party", "was": "none", "now": "kestria", "because": "It says so."}
    other = {**change, "field": "owner", "was": "kestria", "now": "none"}
    courier = {"name": "C", "party": {"is": "kestria", "basis": "It says so."}, "changes": [change, other]}
    made = edition(write(tmp_path, {"2031-03-01": {}}, {"sources": {"courier": courier}}))
    pages = {page.url: page for page in made.pages}
    for url in ("corrections/", "sources/courier/"):
        shown = words(made.renderer.body(pages[url]))
        assert "no party → Kestria why: It says so." in shown, url
        assert "kestria → none" in shown, "an owner is a name as it was typed"


@pytest.mark.parametrize(
    ("field", "was", "said"),
    [
        *(("party", "none", "no party"), ("party", "unknown", "party unknown")),
        *(("grade", end, "ungraded") for end in ("none", "unknown")),
        *((field, end, end) for field in ("kind", "member_of", "owner") for end in ("none", "unknown")),
    ],
)
def test_what_was_nothing_or_not_known_is_said_of_every_field(tmp_path: Path, field: str, was: str, said: str) -> None:
    now = {"kind": "official", "grade": "C", "party": "kestria", "member_of": "courier", "owner": "Grey Press"}
    source = {
        "name": "Grey Herald",
        "kind": now["kind"],
        "reliability": {"grade": now["grade"], "basis": "So."},
        "party": {"is": now["party"], "basis": "So."},
        "member_of": now["member_of"],
        "owner": now["owner"],
        "changes": [{"date": "2031-03-01", "field": field, "was": was, "now": now[field], "because": "So."}],
    }
    made = edition(write(tmp_path, {"2031-03-01": {}}, {"sources": {"grey-herald": source}}))
    pages = {page.url: page for page in made.pages}
    for url in ("corrections/", "sources/grey-herald/"):
        assert re.search(rf"\b{said} → ", words(made.renderer.body(pages[url]))), url


def test_forecasts_of_one_horizon_are_told_in_the_order_of_their_days(tmp_path: Path) -> None:
    """Of the open ones the first day's is nearest, of the due ones the last day's; names and hours decide nothing."""

    def forecast(name: str, horizon: str | None) -> dict[str, Any]:
        return {"id": name, "kind": "forecast", "by": "abbot"} | ({"horizon": horizon} if horizon else {})

    days = {
        f"2031-03-0{n}": {
            "assessments": [
                forecast(f"{x}-due", "2031-03-05"),
                forecast(f"{x}-open", "2031-05-01"),
                forecast(f"{x}-ever", None),
            ]
        }
        for n, x in ((1, "c"), (2, "a"), (3, "b"), (5, "d"))
    }
    view = told(tmp_path, days)["forecasts/"]
    assert [forecast.stated.id for forecast, _ in view.groups["due"][1]] == ["d-due", "b-due", "a-due", "c-due"]
    opened = [forecast.stated.id for forecast, _ in view.groups["open"][1]]
    assert opened == [f"{x}-{kind}" for kind in ("open", "ever") for x in "cabd"]


def test_of_many_corrections_the_newest_are_shown_and_all_are_listed_by_year(tmp_path: Path) -> None:
    dates = [f"{month}-{day:02}" for month in ("2030-12", "2031-01", "2031-02") for day in range(1, 29)]
    correction = {"target": "day", "field": "title", "kind": "typo", "was": "The dey", "reason": "One letter."}
    views = told(tmp_path, {date: {"corrections": [{"date": date, **correction}]} for date in dates})
    view = views["corrections/"]
    assert [one.day.isoformat() for one in view.corrections] == dates[::-1][:NEWEST_CORRECTIONS]
    assert [(year.text, year.url) for year in view.years] == [
        ("2031", "corrections/2031/"),
        ("2030", "corrections/2030/"),
    ]
    listed = [views[year.url].corrections for year in view.years]
    assert [one.day.isoformat() for some in listed for one in some] == dates[::-1]
    assert [views[year.url].year for year in view.years] == [2031, 2030]


def test_a_record_carries_its_denominator_and_leaves_out_what_editors_set(tmp_path: Path) -> None:
    ((speaker, one),) = told(tmp_path, load(SCENARIO)["days"])["forecasts/"].calibrations
    assert speaker.url == "sources/far-wire/"
    assert (one.forecasts, one.resolved, one.hits) == (12, 7, 4), "one had no horizon, of one the editors set it"
    assert one.scored == 4, "flood, frost, sun and tide: of the others the editors set a part, or a part is missing"
    assert one.brier is None, "too few"


def test_of_forecasts_that_no_day_can_resolve_that_is_said(tmp_path: Path) -> None:
    days = {
        "2031-03-01": {
            "assessments": [
                {"id": f"{by}-{n}", "kind": "forecast", "by": by, "horizon": "2031-03-02"}
                for by, count in (("abbot", 1), ("far-wire", 2), ("courier", 1))
                for n in range(count)
            ]
        },
        "2031-03-02": {
            "resolutions": [
                {"forecast": f"2031-03-01/{name}", "outcome": "void"}
                for name in ("abbot-0", "far-wire-0", "far-wire-1")
            ]
        },
    }
    made = edition(write(tmp_path, days))
    shown = words(made.renderer.body(next(page for page in made.pages if page.url == "forecasts/")))
    without = "cannot be resolved, and none has come true or failed."
    assert f"The abbot of Orn : 1 forecast. 1 with a date of its own {without}" in shown
    assert f"Far Wire : 2 forecasts. 2 with dates of their own {without}" in shown
    assert "The Courier : 1 forecast. None with a date of its own has been resolved yet." in shown


@pytest.mark.parametrize("count", [ENOUGH - 1, ENOUGH])
def test_a_mean_is_told_from_enough_forecasts_on(count: int, tmp_path: Path) -> None:
    forecast = {"kind": "forecast", "by": "abbot", "horizon": "2031-03-02", "likelihood": "roughly-even"}
    names = [f"f{number}" for number in range(count)]
    days = {
        "2031-03-01": {"assessments": [{"id": name, **forecast} for name in names]},
        "2031-03-02": {"resolutions": [{"forecast": f"2031-03-01/{name}", "outcome": "true"} for name in names]},
    }
    ((_, one),) = told(tmp_path, days)["forecasts/"].calibrations
    mean = (0.5, 0.25) if count == ENOUGH else (None, None)
    assert (one.scored, one.missed, one.brier) == (count, *mean)


def test_from_enough_forecasts_on_each_chance_stands_beside_what_came_true(tmp_path: Path) -> None:
    many = [("likely", "true")] * (ENOUGH - 2) + [("likely", "false"), ("unlikely", "false")]
    forecast = {"kind": "forecast", "horizon": "2031-03-02"}
    made = [{**forecast, "id": f"f{n}", "by": "abbot", "likelihood": chance} for n, (chance, _) in enumerate(many)]
    few = {**forecast, "id": "one", "by": "far-wire", "likelihood": "likely"}
    came = [{"forecast": f"2031-03-01/f{n}", "outcome": outcome} for n, (_, outcome) in enumerate(many)]
    days = {
        "2031-03-01": {"assessments": [*made, few]},
        "2031-03-02": {"resolutions": [*came, {"forecast": "2031-03-01/one", "outcome": "true"}]},
    }
    pages = edition(write(tmp_path, days))
    views = {page.url: page.view for page in pages.pages}
    bands = (Band("unlikely", 1, 0), Band("likely", ENOUGH - 1, ENOUGH - 2))
    assert views["actors/abbot/"].calibration.bands == bands
    assert [(who.url, one.bands) for who, one in views["forecasts/"].drawn] == [("actors/abbot/", bands)]
    shown = {page.url: pages.renderer.body(page) for page in pages.pages}
    for url in ("actors/abbot/", "forecasts/"):
        assert shown[url].count('class="chart-band"') == 2, url
        assert "likely, 55–80 % 9 8 89 %" in words(shown[url]), "the same as a table"
    assert "1 of them gave a chance: too few for a score, for which 10 are wanted." in words(shown["sources/far-wire/"])
    assert "chart-band" not in shown["sources/far-wire/"]


def test_a_forecast_shows_how_it_was_scored() -> None:
    page = words(harbour().shown["forecasts/"])
    assert "Its chance missed by 32.5 percentage points (Brier score 0.11)." in page
    resolved = "2 forecasts. Of these, 1 had a date of its own and has been resolved; 1 came true."
    assert f"{resolved} 1 of them gave a chance: too few for a score, for which 10 are wanted." in page
    assert "by 1 Jun 2031" in page
    assert "Nothing is due." in page


def test_what_became_of_a_forecast_is_told_with_its_score_and_whose_that_is(tmp_path: Path) -> None:
    told = {
        "own": ({"horizon": "2031-03-03", "likelihood": "likely"}, "true"),
        "chance-set": ({"horizon": "2031-03-03", "likelihood": "likely", "editor_set": ["likelihood"]}, "false"),
        "day-set": ({"horizon": "2031-03-03", "likelihood": "likely", "editor_set": ["horizon"]}, "true"),
        "no-chance": ({"horizon": "2031-03-03"}, "false"),
        "no-chance-day-set": ({"horizon": "2031-03-03", "editor_set": ["horizon"]}, "true"),
        "no-day": ({"likelihood": "likely"}, "true"),
        "void": ({"horizon": "2031-03-03", "likelihood": "likely", "editor_set": ["likelihood"]}, "void"),
    }
    made = [{"id": name, "kind": "forecast", "by": "abbot", **more} for name, (more, _) in told.items()]
    came = [{"forecast": f"2031-03-01/{name}", "outcome": outcome} for name, (_, outcome) in told.items()]
    days = {"2031-03-01": {"assessments": made}, "2031-03-03": {"resolutions": came}}
    pages = edition(write(tmp_path, days))
    page = next(page for page in pages.pages if page.url == "forecasts/")
    items = pages.renderer.body(page).split('<li class="entry"')[1:]
    ends = [words(item.split('<li class="score">')[1].split("</li>")[0]) for item in items]
    assert dict(zip(reversed(told), ends, strict=True)) == {
        "own": "Came true. Its chance missed by 32.5 percentage points (Brier score 0.11).",
        "chance-set": "Did not come true. Its chance missed by 67.5 percentage points (Brier score 0.46). "
        "The editors put the number on its chance, so this does not count for the speaker.",
        "day-set": "Came true. Its chance missed by 32.5 percentage points (Brier score 0.11). "
        "The editors set its date, so this does not count for the speaker.",
        "no-chance": "Did not come true.",
        "no-chance-day-set": "Came true. The editors set its date, so this does not count for the speaker.",
        "no-day": "Came true. No date was set, so it is not scored.",
        "void": "Cannot be resolved.",
    }


def test_every_kind_of_correction_is_told_where_it_was_made_and_on_its_own_page() -> None:
    corrections = DAYS["2031-03-01"]["corrections"]
    assert len({c["kind"] for c in corrections}) == 5, "every kind there is"
    day, page = harbour().shown["2031/03/01/"], harbour().shown["corrections/"]
    kinds = {"typo": "typing error"}
    pages_say = {
        "The flag was *seen*.": "The flag was <em>seen</em>.",
        "2031-03": "March 2031",
        "2031-03-04": "4 March",
    }
    for c in corrections:
        wrong = f"<del>{pages_say.get(c['was'], c['was'])}</del>"
        right = f"→ <ins>{pages_say.get(c['now'], c['now'])}</ins>" if "now" in c else ""
        stated = c["target"] in ("hill", "flag", "thaw")
        told = entry(day, c["target"]) if stated else day[day.index('<h2 id="corrections"') :]
        for part in (page, told):
            assert f"{wrong} {right}".strip() in part, "the wrong words stay legible"
            assert kinds.get(c["kind"], c["kind"]).capitalize() in words(part)
            assert c["reason"] in words(part)
    assert day.count("<del>took the mill</del>") == 1, "at the claim alone"


def test_corrections_lead_to_what_they_correct_the_newest_first() -> None:
    view = harbour().views["corrections/"]
    assert [c.made.kind for c in view.corrections] == ["typo", "retraction", "update", "correction", "clarification"]
    targets = [c.target.url for c in view.corrections]
    assert targets[:3] == ["2031/03/01/", "2031/03/01/#flag", "2031/03/01/#winter-round"]
    assert "No source or person has changed party, owner, kind or grade yet." in words(harbour().shown["corrections/"])


def test_a_change_of_an_entry_is_told_on_its_page_and_among_the_corrections(tmp_path: Path) -> None:
    change = {
        "date": "2031-03-01",
        "field": "owner",
        "was": "Old Press",
        "now": "Grey Press",
        "because": "It was sold.",
    }
    source = {"name": "Grey Herald", "owner": "Grey Press", "member_of": "grey-press", "changes": [change]}
    views = {
        page.url: page.view
        for page in all_pages(tell(tmp_path, {"2031-03-01": {}}, {"sources": {"grey-herald": source}}))
    }
    ((shown, link),) = views["corrections/"].changes
    assert (shown.field, shown.was.text, shown.now.text) == ("entry.owner", "Old Press", "Grey Press")
    assert link.url == "sources/grey-herald/"
    assert views["sources/grey-herald/"].changes == (shown,)


def test_a_change_of_an_entry_is_told_in_words_and_not_by_the_fields_of_its_file(tmp_path: Path) -> None:
    changed = {
        "kind": ("newspaper", "official"),
        "grade": ("unknown", "C"),
        "party": ("unknown", "kestria"),
        "member_of": ("unknown", "courier"),
    }
    because = {"date": "2031-03-01", "because": "So."}
    changes = [{"field": field, "was": was, "now": now} | because for field, (was, now) in changed.items()]
    source = {
        "name": "Grey Herald",
        "kind": "official",
        "reliability": {"grade": "C", "basis": "So."},
        "party": {"is": "kestria", "basis": "So."},
        "member_of": "courier",
        "changes": changes,
    }
    made = edition(write(tmp_path, {"2031-03-01": {}}, {"sources": {"grey-herald": source}}))
    page = next(page for page in made.pages if page.url == "sources/grey-herald/")
    shown = words(made.renderer.body(page).partition('id="changes"')[2].partition("</section>")[0])
    for told in (
        "Kind: newspaper → official site why: So.",
        "Reliability: ungraded → C why: So.",
        "Speaks for: party unknown → Kestria why: So.",
        "Member of: unknown → The Courier why: So.",
    ):
        assert told in shown


def test_who_says_most_comes_first_and_who_says_nothing_is_not_there(tmp_path: Path) -> None:
    claims = [("far-wire", 2), ("abbot", 3), ("courier", 2), ("walker", 2)]
    days = {
        "2031-03-01": {
            "claims": [
                {"id": f"{name}-{n}", "by": name, "sector": "river" if name == "abbot" else "line"}
                for name, count in claims
                for n in range(count)
            ],
            "assessments": [
                {"id": f"{name}-f{n}", "kind": "forecast", "by": name, "horizon": "2031-03-01"}
                for name, count in (("driftwood", 1), ("grey-herald", 2), ("abbot", 1))
                for n in range(count)
            ],
            "resolutions": [
                {"forecast": "grey-herald-f0", "outcome": "false"},
                {"forecast": "grey-herald-f1", "outcome": "void"},
            ],
        }
    }
    views = told(tmp_path, days)
    claimed, forecasts = views["claims/"], views["forecasts/"]
    assert [(one.name.url, one.name.text, one.total) for one in claimed.speakers] == [
        ("actors/abbot/", "The abbot of Orn", 3),
        ("actors/walker/", "A walker", 2),
        ("sources/far-wire/", "Far Wire", 2),
        ("sources/courier/", "The Courier", 2),
    ]
    assert [(one.name.url, one.total) for one in claimed.sectors] == [
        ("front/line/", 6),
        ("front/river/", 3),
        ("front/ridge/", 0),
    ]
    assert [(one.name.text, one.name.url, one.total) for one in claimed.years] == [("2031", "claims/2031/", 9)]
    assert [(who.url, one.forecasts, one.resolved, one.hits) for who, one in forecasts.calibrations] == [
        ("sources/grey-herald/", 2, 1, 0),
        ("sources/driftwood/", 1, 0, 0),
        ("actors/abbot/", 1, 0, 0),
    ]


def test_changes_of_entries_are_told_the_newest_first(tmp_path: Path) -> None:
    def changed(name: str, *dates: str) -> dict[str, Any]:
        told = {"field": "name", "was": "A", "now": "B", "because": "It was sold."}
        return {"name": name, "changes": [{"date": date, **told} for date in dates]}

    registry = {
        "sources": {"courier": changed("C", "2031-03-01", "2031-03-03"), "far-wire": changed("F", "2031-03-02")},
        "actors": {"abbot": changed("A", "2031-03-02")},
    }
    view = {page.url: page.view for page in all_pages(tell(tmp_path, {"2031-03-01": {}}, registry))}["corrections/"]
    assert [(one.made.date.day, link.url) for one, link in view.changes] == [
        (3, "sources/courier/"),
        (2, "sources/far-wire/"),
        (2, "actors/abbot/"),
        (1, "sources/courier/"),
    ]


def test_what_was_corrected_is_named_in_plain_words(tmp_path: Path) -> None:
    correction = {"date": "2031-03-02", "kind": "typo", "was": "A", "reason": "A letter."}
    fields = {"paper": "title", "round": "name", "hill": "text", "rain": "text", "day": "title"}
    day = {
        "claims": [
            {"id": "hill", "by": "abbot", "text": "They *took* it."},
            {"id": "t", "by": "abbot", "event": "round"},
        ],
        "assessments": [{"id": "rain", "kind": "judgement", "by": "abbot", "text": "It **rains**."}],
        "corrections": [{"target": target, "field": field, **correction} for target, field in fields.items()],
    }
    views = told(tmp_path, {"2031-03-01": day})
    named = {
        "paper": ("Read on 2031-03-01", "2031/03/01/#paper"),
        "round": ("The round", "2031/03/01/#round"),
        "hill": ("They took it.", "2031/03/01/#hill"),
        "rain": ("It rains.", "2031/03/01/#rain"),
        "day": ("The day of 2031-03-01", "2031/03/01/"),
    }
    assert {c.made.target: (c.target.text, c.target.url) for c in views["corrections/"].corrections} == named
    shown = views["2031/03/01/"]
    of_statements = [c for one in shown.corrected for c in one.corrections]
    assert {c.made.target: (c.target.text, c.target.url) for c in (*shown.corrections, *of_statements)} == named


def test_before_the_first_day_the_pages_over_all_claims_are_there_and_empty(tmp_path: Path) -> None:
    (tmp_path / "2031").mkdir()
    views = told(tmp_path, {})
    assert [one[1:] for one in views["claims/"].by_status] == [(0, (), ())] * len(STATUSES)
    assert (views["claims/"].speakers, views["claims/"].years) == ((), ())
    assert {one.total for one in views["claims/"].sectors} == {0}
    assert views["forecasts/"].groups == {"due": (0, ()), "open": (0, ()), "resolved": (0, ())}
    corrections = views["corrections/"]
    assert (corrections.corrections, corrections.changes, corrections.years, corrections.year) == ((), (), (), None)
    assert [(view.years, view.months) for view in (views["archive/"], views[""])] == [((), ())] * 2
    ((last, cards),) = views["front/"].groups
    assert (last, {card.days for card in cards}, views["front/"].map) == (None, {()}, ())
    assert views["front/ridge/"].board == ()
