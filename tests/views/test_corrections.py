"""Corrections in words: which field was changed, and what stood there and stands there now."""

import html
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_type_hints

import pytest

from daybrief.model.fields import Text
from daybrief.model.references import Refers
from daybrief.output.messages import load
from daybrief.views import fields
from tests.ledger.telling import edition, put, write
from tests.projects import ROOT

EARLIER: dict[str, Any] = {
    "claims": [
        {"id": "hill", "by": "kestria-army", "text": "They hold *the hill*."},
        {"id": "terms", "by": "abbot", "event": "round"},
    ]
}
CLAIM: dict[str, Any] = {
    "id": "ford",
    "by": ["far-wire"],
    "text": "The ford is held.",
    "control": {"party": "kestria", "part": "the bank"},
    "places": ["orn"],
}
REGISTRY: dict[str, Any] = {
    "measures": {"share": {"name": "in favour", "unit": "%"}, "barges": {"name": "barges", "one": "barge"}}
}
TERMS = {"movements": {"flight": {"name": "Flight"}}, "stances": {"dodges": {"name": "Dodges"}}}
STANCE: dict[str, Any] = {
    "id": "stance",
    "by": "morvane-minister",
    "position": {"plan": "accord", "point": "border", "is": "rejects"},
}
FORECAST: dict[str, Any] = {"id": "rain", "kind": "forecast", "by": "abbot", "horizon": "2031-03-04"}
"""The day that is corrected tells of one thing of each kind."""
ROWS = (
    ("ford", "text", "The ford, *it seems*, is free.", "text", "The ford, it seems, is free."),
    ("ford", "by", "driftwood, abbot", "who says it", "Driftwood, The abbot of Orn"),
    ("ford", "via", "courier", "who passed it on", "The Courier"),
    ("ford", "articles", "paper, chart", "where it was read", "Read on 2031-03-02, A map"),
    ("ford", "backs", "2031-03-01/hill", "backs", "Army of Kestria, 1 March"),
    ("ford", "follows", "stance", "what it continues", "Minister Ila Sorrel, 2 March"),
    ("ford", "denies", "rain, 2031-03-01/hill", "denies",
     "The abbot of Orn, 2 March, Army of Kestria, 1 March"),
    ("ford", "said", "2031-02-28", "when it was said", "28 February"),
    ("ford", "when", "2031-03-01/2031-03-02", "the time that it is about", "1 March to 2 March"),
    ("ford", "when", "2030-03-01/..", "the time that it is about", "from 1 March 2030 on"),
    ("ford", "movement", "fighting: kestria, morvane", "movement", "Fighting, Kestria, Morvane"),
    ("ford", "movement", "flight: kestria", "movement", "Flight, Kestria"),
    ("ford", "control", "party: kestria, part: the bank, but not the mill", "who holds it",
     "Held by Kestria, in part: the bank, but not the mill"),
    ("ford", "control", "party: none", "who holds it", "No side holds it"),
    ("ford", "control.part", "the mill", "who holds it, part", "the mill"),
    ("ford", "control.party", "morvane", "who holds it, party", "Morvane"),
    ("ford", "control.party", "none", "who holds it, party", "no party"),
    ("ford", "control", "part: half", "who holds it", "part: half"),
    ("ford", "places", "orn, tarn-hill", "places", "Orn, Tarn Hill"),
    ("ford", "sectors", "river", "further sectors", "The river"),
    ("ford", "figures.boats", "8..", "boats", "at least 8"),
    ("ford", "figures.share", "~40", "in favour", "about 40 %"),
    ("ford", "figures", "boats: 20..30, share: 7", "figures", "20 to 30 boats, 7 % in favour"),
    ("ford", "figures", "barges: 1", "figures", "1 barge"),
    ("ford", "figures", "barges: 2", "figures", "2 barges"),
    ("ford", "evidence", "geolocated", "evidence", "geolocated footage"),
    ("ford", "evidence_by", "high-lens", "whose evidence it is", "High Lens"),
    ("ford", "credibility", "4", "credibility", "doubtful"),
    ("ford", "quote", "text: Ours, language: uk", "quotation", "text: Ours, language: Ukrainian"),
    ("ford", "quote.translation", "Theirs.", "quotation, translation", "Theirs."),
    ("ford", "note", "none", "editors’ note", "none"),
    ("stance", "position", "plan: accord, point: border, is: open", "position", "Morvane leaves open: The border"),
    ("stance", "position", "plan: accord, party: kestria, morvane, is: dodges", "position",
     "Kestria, Morvane, Dodges: The harbour accord"),
    ("ford", "position", "plan: accord, is: rejects", "position", "Said to be rejected: The harbour accord"),
    ("stance", "position.is", "accepts", "position, stance", "Accepts"),
    ("stance", "position.point", "water", "position, point", "Water"),
    ("rain", "kind", "claim", "kind", "Claim"),
    ("rain", "likelihood", "likely", "likelihood", "likely, 55–80 %"),
    ("rain", "confidence", "low", "the speaker’s confidence", "low"),
    ("rain", "horizon", "2032-03-04", "by when", "4 March 2032"),
    ("rain", "editor_set", "likelihood, horizon", "what the editors set", "likelihood, by when"),
    ("rain", "sector", "ridge", "sector", "The ridge"),
    ("round", "state", "planned", "state", "Planned"),
    ("round", "format", "call", "kind of step", "Call"),
    ("round", "track", "harbour-talks", "talks", "The harbour talks"),
    ("round", "place", "orn", "place", "Orn"),
    ("round", "participants", "abbot, oslund-ministry", "who took part", "The abbot of Orn, Ministry of Oslund"),
    ("round", "continues", "2031-03-01/round", "which event it continues", "The round, 1 March"),
    ("round", "refs", "stance", "what it rests on", "Minister Ila Sorrel, 2 March"),
    ("paper", "source", "far-wire", "source", "Far Wire"),
    ("paper", "language", "el", "language", "Greek"),
    ("paper", "as_of", "2031-03-02T06:30Z", "cut-off", "2 March, 06:30 UTC"),
    ("day", "takeaways", "Nothing, then.", "key points", "Nothing, then."),
    ("day", "sourcing.limits", "None of it.", "sourcing notes, what could not be checked", "None of it."),
    ("day", "articles.chart.title", "The map", "where it was read, A map, title", "The map"),
    ("day", "sourcing.notes", "source: far-wire, text: It slept.", "sourcing notes, notes on sources",
     "source: Far Wire, text: It slept."),
)  # fmt: skip
"""What was corrected, its field and what stood there; which field that is in words, and what stood there in words."""
TYPED = (
    ("ford", "by", "gone, abbot", "gone, The abbot of Orn"),
    ("ford", "by", "gone", "gone"),
    ("ford", "places", "a wood, near the mill", "a wood, near the mill"),
    ("ford", "backs", "2031-03-01/gone", "2031-03-01/gone"),
    ("ford", "backs", "2031-02-31/hill", "2031-02-31/hill"),
    ("ford", "backs", "1999-01-01/hill", "1999-01-01/hill"),
    ("ford", "backs", "9999-12-31/hill", "9999-12-31/hill"),
    ("ford", "when", "long ago", "long ago"),
    ("ford", "movement", "sleep: kestria", "sleep: kestria"),
    ("ford", "control", "party: gone, part: half", "party: gone, part: half"),
    ("ford", "figures.boats", "many", "many"),
    ("ford", "figures.sheep", "3", "3"),
    ("ford", "figures", "boats: many", "boats many"),
    ("ford", "position", "plan: gone, is: open", "plan: gone, stance: Leaves it open"),
    (
        "ford",
        "position",
        "plan: accord, point: gone, is: open",
        "plan: The harbour accord, point: gone, stance: Leaves it open",
    ),
    ("ford", "quote.language", "Ours", "Ours"),
    ("stance", "position.point", "gone", "gone"),
    ("round", "state", "asleep", "asleep"),
    ("paper", "source", "gone", "gone"),
    ("day", "articles", "gone", "gone"),
)
"""What cannot be understood, and how it is told."""
HOSTILE = (
    (
        "ford",
        "text",
        "<b>x</b> & [y](https://y.example)",
        '&lt;b&gt;x&lt;/b&gt; &amp; <a href="https://y.example">y</a>',
    ),
    ("ford", "by", "<b>x</b>", "&lt;b&gt;x&lt;/b&gt;"),
    ("ford", "control.part", "<i>half</i>, *all*", "&lt;i&gt;half&lt;/i&gt;, *all*"),
    ("ford", "quote.translation", "*All* of it", "<em>All</em> of it"),
    ("day", "articles.chart.title", "A *map*, `signed`", "A *map*, `signed`"),
    ("day", "takeaways", "*All* of it", "<em>All</em> of it"),
    ("day", "sourcing.gaps", "*All* of it", "<em>All</em> of it"),
    ("day", "title", "A *day*", "A *day*"),
    ("round", "name", "The *round*", "The *round*"),
    ("ford", "control", "party: kestria, part: <i>half</i>", "in part: &lt;i&gt;half&lt;/i&gt;"),
)
"""Markup, which is the editors' own subset in a field that may have it, and is shown as it was typed elsewhere."""


def said(part: str) -> str:
    """What a piece of HTML says."""
    return html.unescape(re.sub(r"<[^>]*>", "", part)).strip()


@cache
def listed() -> list[tuple[str, str]]:
    """Each correction on the page of all corrections of a year: which field, and what stood there, as HTML."""
    rows = [(target, field, was) for target, field, was, *_ in (*ROWS, *TYPED, *HOSTILE)]
    day = {
        "articles": {"chart": {"title": "A map"}},
        "claims": [CLAIM, STANCE | {"event": "round"}],
        "assessments": [FORECAST],
        "corrections": [
            {"date": "2031-03-03", "target": target, "field": field, "kind": "correction", "was": was, "reason": "So."}
            for target, field, was in rows
        ],
    }
    with TemporaryDirectory() as name:
        folder = write(Path(name), {"2031-03-01": EARLIER, "2031-03-02": day}, REGISTRY)
        put(folder / "registry/terms.yml", TERMS)
        made = edition(folder)
    page = next(page for page in made.pages if page.url == "corrections/2031/")
    shown = made.renderer.body(page).partition("</ul>")[0].split("<li>")[1:]
    assert len(shown) == len(rows)
    return [tuple(one.partition("<i>")[2].partition("<del>")[::2]) for one in shown]


@pytest.mark.parametrize("number", range(len(ROWS)), ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in ROWS])
def test_a_correction_is_told_in_words(number: int) -> None:
    field, was = listed()[number]
    assert (said(field), said(was.partition("</del>")[0])) == (f"{ROWS[number][3]}:", ROWS[number][4])


@pytest.mark.parametrize("number", range(len(TYPED)), ids=[f"{row[0]}-{row[1]}-{row[2]}" for row in TYPED])
def test_what_cannot_be_understood_stays_as_typed(number: int) -> None:
    _, was = listed()[len(ROWS) + number]
    assert said(was.partition("</del>")[0]) == TYPED[number][3]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_markup_is_that_of_the_editors_and_no_other(number: int) -> None:
    _, was = listed()[len(ROWS) + len(TYPED) + number]
    assert HOSTILE[number][3] in was.partition("</del>")[0]


def test_beside_what_was_corrected_nothing_that_stands_there_is_told_again(tmp_path: Path) -> None:
    made = {"date": "2031-03-03", "target": "ford", "kind": "correction", "reason": "So."}
    note = "The bank alone."
    day = {
        "claims": [CLAIM | {"note": note}],
        "corrections": [
            made | {"field": "text", "was": "The ford is free.", "now": "The ford is lost."},
            made | {"field": "text", "was": "The ford is lost.", "now": CLAIM["text"]},
            made | {"field": "note", "now": note},
        ],
    }
    pages = edition(write(tmp_path, {"2031-03-02": day}, REGISTRY))
    page = next(page for page in pages.pages if page.url == "sources/far-wire/")
    shown = pages.renderer.body(page)
    fold = shown.partition('<details class="corrected">')[2].partition("</details>")[0]
    assert [said(words) for words in re.findall(r"<ins>(.*?)</ins>", fold)] == ["The ford is lost."]
    assert [said(words) for words in re.findall(r"<del>(.*?)</del>", fold)] == [
        "The ford is free.",
        "The ford is lost.",
    ]
    assert "editors’ note, added:" in fold
    assert shown.count(note) == 1


def test_every_field_that_a_correction_can_name_has_its_words() -> None:
    words, _ = load("en", ROOT / "templates/words")
    assert words
    assert {name for name in fields.FIELDS if not words.has(f"field.{name}")} == set()
    assert {key for one in fields.WORDS.values() for key in one.values() if not words.has(key)} == set()


def test_every_field_that_may_have_markup_is_read_so() -> None:
    texts = {
        name
        for model in fields.MODELS
        for name, hint in get_type_hints(model, include_extras=True).items()
        if Text in (hint, *get_args(hint))
    }
    assert texts | {*fields.RECORDS} == fields.MARKED


def test_every_field_of_ids_is_read_as_what_they_are() -> None:
    """By the marks of the model: who adds a field of ids says here what they lead to."""
    marked = {
        (field.alias or name, mark.to)
        for model in fields.MODELS
        for name, field in model.__pydantic_fields__.items()
        for mark in marks(field)
    }
    assert marked == {*fields.REFERS.items()} | {*fields.KEYS.items()} | {("movement", "parties")}


def marks(field: Any) -> list[Refers]:
    """The registries that a field's type names, however deep."""

    def inside(hint: Any) -> list[Refers]:
        found = [one for one in getattr(hint, "__metadata__", ()) if isinstance(one, Refers)]
        return found + [mark for one in get_args(hint) for mark in inside(one)]

    return [one for one in field.metadata if isinstance(one, Refers)] + inside(field.annotation)
