"""The control table, as readers see it: on its own page, on those of places and of sectors."""

from pathlib import Path
from typing import Any

import pytest

from daybrief.views.control import FEW, SPEAKERS
from tests.ledger.telling import edition, write
from tests.views.harbour import words

DAYS: dict[str, Any] = {
    "2031-03-01": {
        "claims": [
            {"id": "town", "by": "kestria-army", "control": {"party": "kestria"}, "places": ["orn"]},
            {"id": "north", "by": "morvane-army", "control": {"party": "morvane", "part": "north"}, "places": ["orn"]},
            {"id": "grey", "by": "high-lens", "control": {"party": "none"}, "places": ["orn"]},
        ]
    },
    "2031-03-03": {"claims": [{"id": "not-so", "by": "morvane-army", "denies": "2031-03-01/town"}]},
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """By address, what the pages of these days say."""
    made = edition(write(tmp_path_factory.mktemp("control"), DAYS))
    return {page.url: words(made.renderer.body(page)) for page in made.pages}


@pytest.mark.parametrize(
    ("url", "age"), [("front/control/", " 2 days old"), ("front/ridge/", " 2 days old"), ("places/orn/", "")]
)
def test_each_speaker_has_a_row_with_what_he_says_its_age_and_its_status(
    shown: dict[str, str], url: str, age: str
) -> None:
    told = shown[url].partition("Who says so What is said Said Stands")[2]
    who = "Army of Morvane ungraded , Morvane"
    denied = "Not held by Kestria 3 Mar 2031 contested"
    own = f"Held by Morvane , in part: north 1 Mar 2031{age} unverified"
    assert f"{who} {denied} {who} {own}" in told, "two words of one speaker, and his name beside each"
    assert f"High Lens B no party No side holds it 1 Mar 2031{age} unverified" in told
    assert f"Army of Kestria ungraded , Kestria Held by Kestria 1 Mar 2031{age} contested" in told
    assert told.index("Army of Morvane") < told.index("High Lens"), "the newest word first"


def test_where_nobody_was_read_is_said(shown: dict[str, str]) -> None:
    assert "Nobody who was read says who holds: Tarn Hill" in shown["front/control/"]
    assert "Who holds what" not in shown["places/tarn-hill/"]
    assert "Who holds what, according to whom" in shown["front/"]


def test_without_a_word_on_it_nothing_leads_to_the_page(tmp_path: Path) -> None:
    made = edition(write(tmp_path, {"2031-03-01": {}}))
    pages = {page.url: words(made.renderer.body(page)) for page in made.pages}
    assert "Nobody who was read says who holds what." in pages["front/control/"]
    assert "Who holds what" not in pages["front/"]


def test_of_many_speakers_the_last_are_told_and_the_last_of_each_side(tmp_path: Path) -> None:
    many = {f"paper-{n:02}": {"name": f"Paper {n:02}", "party": {"is": "none", "basis": "Says so."}} for n in range(12)}
    days: dict[str, Any] = {
        "2031-01-01": {"claims": [_held("first", "kestria-army", "orn"), _held("far", "kestria-army", "tarn-hill")]},
        "2031-01-02": {"claims": [_held("blog", "kestria-blog-one", "orn"), _held("foe", "morvane-army", "orn")]},
        "2031-03-01": {"claims": [_held(f"c-{n}", name, "orn") for n, name in enumerate(many)]},
    }
    made = edition(write(tmp_path, days, {"sources": many}))
    views = {page.url: page.view for page in made.pages}
    for page, most in (("front/ridge/", SPEAKERS), ("front/control/", FEW)):
        shown = views[page].control if page == "front/ridge/" else views[page].sectors[0]
        orn = next(place for place in shown.places if place.place.url == "places/orn/")
        names = [row.speaker.name for row in orn.rows]
        assert [name for name in names if name.startswith("Paper")] == [f"Paper {11 - n:02}" for n in range(most)]
        assert names[most:] in (["Ridge Runner", "Army of Morvane"], ["Army of Morvane", "Ridge Runner"])
        assert orn.more == 15 - most - 2
        assert f"{orn.more} more who spoke of it" in words(made.renderer.body(_page(made, page)))
    assert len(views["places/orn/"].control.rows) == 15
    far = [link.url for one in views["front/control/"].sectors for link in one.quiet]
    assert far == ["places/tarn-hill/"], "nobody spoke of it for long"
    assert "Last spoken of longer ago: Tarn Hill" in words(made.renderer.body(_page(made, "front/control/")))
    assert "places/tarn-hill/" in [one.place.url for one in views["front/ridge/"].control.places]


def _held(name: str, by: str, place: str) -> dict[str, Any]:
    return {"id": name, "by": by, "control": {"party": "kestria"}, "places": [place]}


def _page(made: Any, url: str) -> Any:
    return next(page for page in made.pages if page.url == url)


def test_what_is_said_of_a_time_to_come_is_no_word_on_who_holds_a_place(tmp_path: Path) -> None:
    claims = [
        _held("june", "kestria-army", "orn") | {"when": "2031-06"},
        {"id": "never", "by": "morvane-army", "denies": "june", "when": "2031-06"},
    ]
    made = edition(write(tmp_path, {"2031-03-01": {"claims": claims}}))
    assert "Nobody who was read says who holds what." in words(made.renderer.body(_page(made, "front/control/")))
