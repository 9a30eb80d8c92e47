"""A speaker's record, what rests on a source, and entries that were given another id."""

import re
from pathlib import Path
from typing import Any

from daybrief import urls
from tests.ledger.telling import edition, write
from tests.reading import parse
from tests.views.harbour import harbour, words

HOLLOW = re.compile(r"</h[1-6]>\s*</section>|<(ul|ol|dl|tbody|section|td|dd)[^>]*>\s*</\1>")
"""A heading, a list, a row or a field with nothing in it."""


def test_a_record_counts_what_a_speaker_says_and_not_what_an_outlet_passes_on() -> None:
    views = harbour().views
    army = views["sources/kestria-army/"]
    assert dict(army.record) == {
        "confirmed": 0,
        "corroborated": 1,
        "contested": 0,
        "unverified": 1,
        "refuted": 0,
        "retracted": 0,
    }
    courier = views["sources/courier/"]
    assert courier.record == (), "it only carries the words of others"
    assert "No claim so far." in words(harbour().shown["sources/courier/"])
    assert "2 claims, as they stand today." in words(harbour().shown["sources/kestria-army/"])


def test_a_forecasters_page_tells_how_often_it_was_right() -> None:
    institute = harbour().views["sources/hill-institute/"].calibration
    assert (institute.forecasts, institute.resolved, institute.hits, institute.scored) == (2, 1, 1, 1)
    told = "2 forecasts. Of these, 1 had a date of its own and has been resolved; 1 came true."
    assert told in words(harbour().shown["sources/hill-institute/"])


def test_what_rests_on_a_source_is_found_on_its_page() -> None:
    takeaways = harbour().views["sources/kestria-army/"].takeaways
    assert [(takeaway.text, f"{day.date}") for takeaway, day in takeaways] == [
        ("This is to know of hill-next.", "2031-03-02"),
        ("This is to know of hill.", "2031-03-01"),
    ]
    assert len(harbour().views["sources/courier/"].takeaways) == 8, "what it carried rests on it too"


def test_a_retracted_claim_stays_on_its_speakers_page() -> None:
    view = harbour().views["sources/kestria-blog-one/"]
    stands = {one.stated.id: one.standing.status for _, statements in view.named for one in statements}
    assert stands == {"flag": "retracted", "no-flag": "unverified"}


def test_parties_plans_and_measures_know_who_names_them() -> None:
    views = harbour().views

    def ids(url: str) -> list[str]:
        return [one.stated.id for _, statements in views[url].named for one in statements]

    assert ids("parties/kestria/") == ["hill-next", "hill"]
    assert set(ids("parties/morvane/")) == {"border-own", "border-later", "border-said"}
    assert ids("measures/boats/") == ["ford"]
    assert len(ids("plans/accord/")) == 4
    assert {url: views[url].named for url in ("measures/attacks/", "places/tarn-hill/")} == {
        "measures/attacks/": (),
        "places/tarn-hill/": (),
    }


def test_an_entry_of_every_registry_that_was_renamed_leads_on_from_its_old_address(tmp_path: Path) -> None:
    renamed: dict[str, dict[str, Any]] = {
        "parties": {"kestria": {"name": "Kestria", "opposes": ["morvane"], "formerly": ["old-kestria"]}},
        "sources": {"courier": {"name": "The Courier", "formerly": ["post", "mail"]}},
        "actors": {"abbot": {"name": "The abbot", "formerly": ["prior"]}},
        "places": {"orn": {"name": "Orn", "formerly": ["fort-orn"]}},
        "sectors": {"ridge": {"name": "The ridge", "formerly": ["crest"]}},
        "tracks": {"harbour-talks": {"name": "The harbour talks", "formerly": ["quay-talks"]}},
        "plans": {"accord": {"name": "The accord", "points": {"border": {"name": "B"}}, "formerly": ["treaty"]}},
        "measures": {"attacks": {"name": "attacks", "formerly": ["raids"]}},
    }
    made = edition(write(tmp_path, {"2031-03-01": {}}, renamed))
    pages = {page.url: page for page in made.pages}
    moved = {
        "parties/old-kestria/": "kestria",
        "sources/post/": "courier",
        "sources/mail/": "courier",
        "actors/prior/": "abbot",
        "places/fort-orn/": "orn",
        "front/crest/": "ridge",
        "diplomacy/quay-talks/": "harbour-talks",
        "plans/treaty/": "accord",
        "measures/raids/": "attacks",
    }
    assert {page.url for page in made.pages if page.template == "moved"} == moved.keys()
    for old, new in moved.items():
        page = pages[old]
        assert parse(made.renderer.head(page)).metas == {"refresh": f"0; url=../../{old.partition('/')[0]}/{new}/"}
        assert ("a", f"../../{old.partition('/')[0]}/{new}/") in parse(made.renderer.body(page)).links, (
            "for who does not follow by itself"
        )
        assert "This page has moved to" in words(made.renderer.body(page))


def test_a_voice_that_nobody_can_place_leaves_the_word_with_a_party(tmp_path: Path) -> None:
    days = {
        "2031-03-01": {"claims": [{"id": "hill", "by": "kestria-army"}]},
        "2031-03-02": {
            "claims": [{"id": "hill-too", "by": "driftwood", "backs": "2031-03-01/hill", "when": "2031-03-01"}]
        },
    }
    made = edition(write(tmp_path, days))
    pages = {page.url: words(made.renderer.body(page)) for page in made.pages}
    assert "one side’s word (Kestria)" in pages["2031/03/01/"]
    assert "one side’s word (Kestria)" in pages["2031/03/02/"]


def test_a_thin_day_fills_every_page_with_words(tmp_path: Path) -> None:
    """One claim of the talks, no front, no forecast, nothing resolved: no page is empty."""
    days = {"2031-03-01": {"claims": [{"id": "talk", "by": "far-wire", "event": "round"}]}}
    made = edition(write(tmp_path, days))
    hollow = []
    for page in (page for page in made.pages if urls.is_page(page.url)):
        body = made.renderer.body(page)
        heading = parse(body).headings
        assert len(heading) == 1, page.url
        assert heading[0].strip(), page.url
        said = words(body.partition("</header>")[2].partition('<div id="grades"')[0])
        assert len(said) > 10, page.url
        weeks = body.replace("<td></td>", "")  # of a month's weeks some days are another's
        hollow += [(page.url, found[0]) for found in HOLLOW.finditer(weeks)]
    assert hollow == []
    front = made.renderer.body(next(page for page in made.pages if page.url == ""))
    assert 'id="front"' not in front
    assert "What changed" not in words(front)


def test_a_day_without_talks_has_no_such_part(tmp_path: Path) -> None:
    made = edition(write(tmp_path, {"2031-03-01": {}}))
    pages = {page.url: page for page in made.pages}
    assert pages["2031/03/01/"].view.events == ()
    assert '<h2 id="diplomacy">' not in made.renderer.body(pages["2031/03/01/"])
    assert "None told yet." in words(made.renderer.body(pages["diplomacy/harbour-talks/"]))
    assert pages["diplomacy/"].view.matrices[0].rows, "a plan of which nobody spoke is there all the same"
