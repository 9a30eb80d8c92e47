"""A site whose every text has a link, code and emphasis: markup is where it may be, and words are everywhere."""

import re
import xml.etree.ElementTree as ET
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import feedparser
import pytest

from daybrief import urls
from daybrief.output import feeds
from daybrief.pipeline.assemble import assemble
from daybrief.pipeline.check import check
from daybrief.pipeline.state import Remembered
from daybrief.views import Page
from daybrief.views.search import document_tasks
from tests.cases import CORPUS
from tests.ledger.telling import all_pages, load, put
from tests.projects import LAKE, settings_for

MARKED = "see [the *dyke* & `x<y`](https://dyke.example/) **all**"
SAID = "see the dyke & x<y all"
SINGLE = {"br", "circle", "hr", "img", "input", "link", "meta", "path", "rect", "wbr"}
NAMED = {"h1", "h2", "h3", "h4", "a", "title", "summary", "caption", "th", "button", "figcaption", "dt", "option"}
"""Elements that say what something is: one without words would be a hole."""

AS_TYPED = {
    # Ids, dates, words of a vocabulary and addresses: the reader refuses anything else in them.
    *("id", "date", "as_of", "status", "source", "url", "published", "language", "archived", "seen", "reprint_of"),
    *("track", "state", "format", "continues", "place", "participants", "by", "articles", "position", "places"),
    *("movement", "evidence", "credibility", "when", "said", "follows", "backs", "denies", "retracts", "refs", "kind"),
    *("sector", "likelihood", "horizon", "confidence", "editor_set", "forecast", "outcome", "target", "field", "grade"),
    *("affiliation", "languages", "opposes", "is", "since", "from", "parties", "plans"),
    *("figures", "formerly", "lat", "lon", "precision"),
    *("for", "admits", "office", "assesses", "via", "control", "sectors", "evidence_by", "member_of", "allies"),
}


class Site(NamedTuple):
    pages: dict[str, Page]
    shown: dict[str, str]
    titles: dict[str, str]
    feed: str


@cache
def marked() -> Site:
    """The second subject, and the day of the corpus that has every field, with markup in all of their texts."""
    with TemporaryDirectory() as name:
        docs = Path(name)
        for file in sorted(LAKE.glob("briefings/2*/*.yml")):
            put(docs / file.relative_to(LAKE / "briefings"), with_markup(load(file)))
        for file in sorted(LAKE.glob("briefings/registry/*.yml")):
            lake, river = load(file), load(CORPUS / "registry" / file.name)
            entries = {**lake, **river}
            for id in lake.keys() & river.keys():  # a plan of both has the points of both
                points = {**lake[id].get("points", {}), **river[id].get("points", {})}
                entries[id] = {**river[id], **({"points": points} if points else {})}
                if file.stem == "terms":  # and a table of both has the words of both
                    entries[id] = {**lake[id], **river[id]}
            put(docs / "registry" / file.name, {id: with_markup(entry) for id, entry in entries.items()})
        put(docs / "2031/2031-05-04.yml", with_markup(load(CORPUS / "valid/everything.yml")))
        settings = settings_for(docs)
        edition = assemble(check(settings, Remembered()), Remembered(), drafts=True)
        render = edition.renderer.body
        items = {task.url: render(task.make()) for task in feeds.item_tasks(edition.ledger, edition.ledger.dates)}
        documents = {task.url: render(task.make()) for task in document_tasks(edition.ledger, edition.ledger.dates)}
        pages = {page.url: page for page in all_pages(edition.ledger)}
        return Site(
            pages,
            {**{url: render(page) for url, page in pages.items()}, **items, **documents},
            {url: edition.renderer.title(page) for url, page in pages.items()},
            feeds.feed(settings, edition.ledger, edition.renderer.words, items.__getitem__),
        )


def with_markup(node: Any, key: str = "") -> Any:
    """The same with marked words at the end of every text."""
    if isinstance(node, dict):
        # What a correction or a change says that stands there now has to be there: of a text, the marked words are.
        typed = {*AS_TYPED} | ({"now"} if "target" in node else {"was", "now"} if "because" in node else set())
        marks = {"now": MARKED} if node.get("field") in ("text", "sourcing.limits") else {}
        return {n: marks.get(n, value) if n in typed else with_markup(value, n) for n, value in node.items()}
    if isinstance(node, list):
        return [with_markup(value, key) for value in node]
    # What stands in the registry as a name is told as it was typed; a text is told with what its markup says.
    return f"{node[:20].rstrip('*`[(')} {MARKED}" if key in TEXTS else node


TEXTS = {
    *("text", "title", "limits", "gaps", "because", "resolves_if", "note", "reason", "was", "now", "translation"),
    *("basis", "access", "track_record", "bias"),
}


class Reader(HTMLParser):
    """What is wrong with the elements of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[list[str]] = []
        self.wrong: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag == "a" and any(name == "a" for name, _ in self.open):
            self.wrong.append("a link within a link")
        self.wrong += [
            f"markup in {name}: {value}"
            for name, value in attributes
            if re.search(r"</?(a|em|strong|code)\b|\*\*|]\(", value or "")
        ]
        if tag not in SINGLE:
            self.open.append([tag, ""])

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            name, words = self.open.pop()
            if self.open:
                self.open[-1][1] += words
            if name in NAMED and not words.strip():
                self.wrong.append(f"an empty <{name}>")
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        self.words += data
        if self.open:
            self.open[-1][1] += data


@pytest.mark.parametrize("part", ["2031/", "2032/", "feed/", "search/", ""])
def test_markup_is_only_where_it_may_be(part: str) -> None:
    """No link within another, no markup in an attribute, no heading, link or title without words."""
    shown = {url: html for url, html in marked().shown.items() if url.startswith(part)}
    assert len(shown) > 2
    wrong = {}
    for url, html in shown.items():
        reader = Reader()
        reader.feed(html)
        if reader.wrong:
            wrong[url] = reader.wrong[:3]
    assert wrong == {}


def test_a_marked_title_is_told_in_words_wherever_a_day_is_listed() -> None:
    title = next(page.view.day.title for page in marked().pages.values() if page.template == "day")
    assert MARKED in title
    for url in ("archive/", "2032/", "2032/01/"):
        reader = Reader()
        reader.feed(marked().shown[url])
        assert SAID in " ".join(reader.words.split()), url
        assert "dyke.example" not in marked().shown[url]
    days = [url for url, page in marked().pages.items() if page.template == "day"]
    assert all(marked().titles[url].endswith(SAID) for url in days)
    assert all(title.strip() for url, title in marked().titles.items() if urls.is_page(url))


def test_what_was_corrected_is_named_in_words_and_never_by_its_id() -> None:
    for url in ("corrections/", "2032/01/02/", "2031/05/04/", "feed/2032-01-02/"):
        section = marked().shown[url].rpartition("Corrections</h")[2] or marked().shown[url]
        links = re.findall(r'<a href="([^"]*)">([^<]*)</a>[^·]* · <i>', section)
        assert links, url
        for href, words in links:
            assert unescape(words) not in (href.partition("#")[2], "day", ""), url


def test_a_feed_reader_gets_back_the_words() -> None:
    """A description is HTML: what a reader makes of it are the words; a title is a plain text."""
    parsed = feedparser.parse(marked().feed.encode())
    assert not parsed.bozo
    days = {f"https://lake.example/{url}": page.view for url, page in marked().pages.items() if page.template == "day"}
    items = list(ET.fromstring(marked().feed).iter("item"))
    assert len(parsed.entries) == len(items) >= 3
    for entry, item in zip(parsed.entries, items, strict=True):
        view = days[entry.link]
        assert item.findtext("title") == marked().titles[entry.link.removeprefix("https://lake.example/")]
        reader = Reader()
        reader.feed(entry.summary)
        assert reader.words.count(SAID) == len(view.takeaways)
        assert len(reader.words.split(" · ")) == len(view.takeaways)
        assert SAID in entry.title
