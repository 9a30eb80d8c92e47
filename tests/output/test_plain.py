"""One plain form of a statement: whatever changes its meaning on the page is in the feed too, field by field."""

import json
import re
from html.parser import HTMLParser
from typing import Any

import pytest

from daybrief.output import feeds
from daybrief.pipeline.assemble import assemble
from daybrief.pipeline.check import check
from daybrief.pipeline.state import Remembered
from tests.cases import CORPUS, lay
from tests.ledger.telling import load
from tests.projects import settings_for

LATER: dict[str, Any] = {
    "date": "2031-05-06",
    "as_of": "2031-05-06T20:00Z",
    "title": "What became of it",
    "status": "published",
    "takeaways": [{"text": "It is denied.", "refs": ["map-denied"]}],
    "articles": {"note": {**load(CORPUS / "valid/everything.yml")["articles"]["evening"], "reprint_of": "gazette"}},
    "front": [
        {
            "sector": "mill",
            "claims": [
                {"id": "map-denied", "text": "The map is wrong.", "by": "north-staff", "articles": ["note"]},
                {"id": "more", "text": "Thirteen crossed.", "by": "north-staff", "articles": ["note"]},
            ],
        }
    ],
    "sourcing": {"limits": "One article."},
}
LATER["articles"]["note"].pop("as_of")
LATER["front"][0]["claims"][0]["denies"] = "2031-05-04/crossings-map"
LATER["front"][0]["claims"][1] |= {"follows": "2031-05-04/crossings-told", "figures": {"crossings": 13}}
FRAME = {"In the speaker’s words:", "says", "read in", "passed on by", "·"}
"""Words of a page that only lead to others."""


class Entries(HTMLParser):
    """The texts of each entry of a page, piece by piece, by its id; and all texts of an item."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, list[str]] = {}
        self.texts: list[str] = []
        self._here, self._depth, self._left_out = "", 0, 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "li" and given.get("class") == "entry":
            self._here, self._depth = given["id"] or "", 0
            self.entries[self._here] = []
        self._depth += tag == "li"
        self._left_out += tag == "summary" or (given.get("class") or "") in ("entry-number", "permalink", "share")

    def handle_endtag(self, tag: str) -> None:
        self._depth -= tag == "li"
        if tag in ("a", "span", "summary") and self._left_out:
            self._left_out -= 1
        if not self._depth:
            self._here = ""

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split())
        if text and not self._left_out:
            self.texts.append(text)
            if self._here:
                self.entries[self._here].append(text)


def read(html: str) -> Entries:
    found = Entries()
    found.feed(html)
    return found


def plainly(text: str) -> str:
    """A text without signs and spaces, which stand otherwise in another form."""
    return re.sub(r"[\s,;:.()]+", "", text).lower()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Entries, str]]:
    """By day: its page, and the words of its item in the feed."""
    docs = lay(tmp_path_factory.mktemp("plain") / "briefings", CORPUS / "valid/everything.yml")
    (docs / "2031/2031-05-06.yml").write_text(json.dumps(LATER), encoding="utf-8")
    made = assemble(check(settings_for(docs), Remembered()), Remembered(), drafts=False)
    body = made.renderer.body
    items = {task.url: body(task.make()) for task in feeds.item_tasks(made.ledger, made.ledger.dates)}
    pages = {task.url: task for task in made.tasks}
    return {
        f"{date}": (
            read(body(pages[f"{date:%Y/%m/%d}/"].make())),
            plainly(" ".join(read(items[f"feed/{date}/"]).texts)),
        )
        for date in made.ledger.dates
    }


@pytest.mark.parametrize("date", ["2031-05-04", "2031-05-06"])
def test_what_a_page_says_of_a_statement_its_item_says_too(told: dict[str, tuple[Entries, str]], date: str) -> None:
    page, item = told[date]
    assert len(page.entries) >= 2
    pieces = {(name, text) for name, texts in page.entries.items() for text in texts if text not in FRAME}
    assert {(name, text) for name, text in pieces if plainly(text) not in item} == set()


@pytest.mark.parametrize(
    "words",
    [
        *("in part: the landing", "footage shown", "a map", "also about", "one side’s word"),
        *("denies", "takes back", "denied by", "taken back by", "supported by", "continued by", "rests on"),
        *("now contested", "retracted", "almost surely", "very likely", "set by the editors"),
        *("confidence: low", "possibly true", "to The Ferry Gazette", "passed on by", "reprinting", "objects"),
        *("Correction", "A remark.", "Came true", "with Council of the Ferry"),
    ],
)
def test_an_item_says(told: dict[str, tuple[Entries, str]], words: str) -> None:
    assert any(plainly(words) in item for _, item in told.values())
