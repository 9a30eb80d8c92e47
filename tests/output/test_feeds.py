"""The feed: valid RSS 2.0 whatever the texts hold, with names that last."""

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest

from daybrief.content import archive
from daybrief.output.feeds import feed, guid
from tests.cases import day_files
from tests.ledger.telling import compile_ledger
from tests.output.test_html import SETTINGS, renderer
from tests.projects import LAKE
from tests.reading import Built, dead, pages, parse

WORDS = renderer().words

CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d \+0000")


def channel(site: Path) -> ET.Element:
    root = ET.fromstring((site / "feed.xml").read_bytes())
    assert (root.tag, root.get("version")) == ("rss", "2.0")
    found = root.find("channel")
    assert found is not None
    return found


def text(element: ET.Element, name: str) -> str:
    found = element.findall(name)
    assert len(found) == 1, f"{name}: {len(found)}"
    return found[0].text or ""


def test_the_feed_is_valid(built: Built) -> None:
    site, address = built.site, built.address
    parsed = feedparser.parse((site / "feed.xml").read_bytes())
    assert not parsed.bozo
    assert parsed.version == "rss20"
    feed = channel(site)
    assert text(feed, "title")
    assert text(feed, "description")
    assert text(feed, "link") == address
    own = feed.find("{http://www.w3.org/2005/Atom}link")
    assert own is not None
    assert own.attrib == {"rel": "self", "href": f"{address}feed.xml"}
    items = feed.findall("item")
    assert items
    dates = [parsedate_to_datetime(text(item, "pubDate")) for item in items]
    assert dates == sorted(dates, reverse=True), "newest first"
    assert parsedate_to_datetime(text(feed, "lastBuildDate")) == dates[0], "no clock"
    for item in items:
        assert RFC822.fullmatch(text(item, "pubDate"))
        assert text(item, "title")
        assert text(item, "description")
        assert text(item, "link").startswith(address)
        found = item.find("guid")
        assert found is not None
        assert found.get("isPermaLink") == "false"
    assert len({text(item, "guid") for item in items}) == len(items)


def test_links_of_the_feed_are_whole_and_lead_somewhere(built: Built) -> None:
    site, address = built.site, built.address
    seen = 0
    for item in channel(site).findall("item"):
        content = parse(text(item, CONTENT))
        assert content.unclosed == []
        assert content.inline == []
        for link in [text(item, "link"), *(link for _, link in content.links)]:
            assert re.match("https?://", link), link
            assert not (problem := dead(site, address, urljoin(address, link), built.pages)), f"{link}: {problem}"
            seen += 1
    assert seen > 30


def test_an_item_holds_the_whole_day_at_the_time_that_the_yaml_gives(lake: Path) -> None:
    item = channel(lake).findall("item")[0]
    assert text(item, "title") == "The delegations meet in Senn: night crossings are on the table"
    assert text(item, "pubDate") == "Fri, 02 Jan 2032 21:15:00 +0000"
    day = pages(lake)["2032/01/02/index.html"].words
    content = parse(text(item, CONTENT)).words
    for words in (
        "Dolmar accepts crossings at night if its pilots steer the boats.",
        "The ferry plan will be signed in spring.",
        "Four texts were read, one of them in Greek.",
        "Η γραμμή των σημαδούρων",
        "The figures stood in the wrong order.",
        "With our own",
    ):
        assert words in day
        assert words in content, words


def test_a_guid_outlives_title_name_and_address(project: Any, lake: Path) -> None:
    before = [text(item, "guid") for item in channel(lake).findall("item")]
    project.edit("briefings/2032/2032-01-02.yml", "The delegations meet in Senn: night", "Senn: night")
    project.set(site_name="Another name", site_url="https://elsewhere.example/")
    after = channel(project.build())
    assert text(after, "title") == "Another name"
    assert text(after.findall("item")[0], "link") == "https://elsewhere.example/2032/01/02/"
    assert [text(item, "guid") for item in after.findall("item")] == before
    assert all(value.startswith("urn:uuid:") for value in before)


def test_a_guid_differs_between_sites_and_days() -> None:
    made = {guid(site, day) for site in ("one", "two") for day in ("2032-01-02", "2032-01-03")}
    assert len(made) == 4
    assert guid("daybrief-ukraine", "2025-12-03") == "urn:uuid:55cc085b-aa9d-5da6-a20a-e20f8528625c", "for ever"


def test_the_feed_is_as_long_as_it_is_set(project: Any) -> None:
    project.edit("mkdocs.yml", "identity: lake-letters", "identity: lake-letters\n      feed_days: 1")
    assert [text(item, "pubDate")[:16] for item in channel(project.build()).findall("item")] == ["Fri, 02 Jan 2032"]


def test_the_feed_of_an_empty_site_is_valid_and_knows_no_clock(project: Any) -> None:
    project.drop_days()
    site = project.build()
    assert not feedparser.parse((site / "feed.xml").read_bytes()).bozo
    feed = channel(site)
    assert feed.findall("item") == []
    built = parsedate_to_datetime(text(feed, "lastBuildDate"))
    assert built == dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def test_texts_cannot_break_the_feed(project: Any) -> None:
    hostile = "]]></item><script>alert(1)</script> & &amp; &lt;b&gt; <!-- \U0001f600 \u202e"
    project.edit("briefings/2032/2032-01-02.yml", '"The delegations meet in Senn:', f'"{hostile} Senn:')
    project.edit("briefings/2032/2032-01-02.yml", "text: No boat of Averra reached", f"text: '{hostile}' #\n        #")
    # What YAML itself refuses never comes this far; the escape below is what a double-quoted text may hold.
    with pytest.raises(BaseException, match=r"BuildError|Abort"):
        project.build()
    project.edit("briefings/2032/2032-01-02.yml", " \u202e", "")
    site = project.build()
    assert not feedparser.parse((site / "feed.xml").read_bytes()).bozo
    item = channel(site).findall("item")[0]
    assert text(item, "title").startswith("]]></item><script>alert(1)</script> & &amp; &lt;b&gt; <!-- \U0001f600")
    content = parse(text(item, CONTENT))
    assert "script" not in content.tags
    assert "]]></item><script>alert(1)</script> & &amp; &lt;b&gt; <!-- \U0001f600" in content.words


@pytest.mark.parametrize("control", ["\\x07", "\\0", "\\x0b", "\\ud800", "\\ufffe"])
def test_control_characters_are_refused_before_they_reach_the_feed(project: Any, control: str, caplog: Any) -> None:
    project.edit("briefings/2032/2032-01-02.yml", '"The delegations meet', f'"{control}The delegations meet')
    with pytest.raises(BaseException, match=r"BuildError|Abort"):
        project.build()
    assert "2032-01-02.yml:3:" in caplog.text


@pytest.mark.parametrize("count", [1, 2, 30])
def test_the_feed_of_a_preview_has_the_newest_published_days_and_no_draft(count: int) -> None:
    found, _ = archive.load(LAKE / "briefings", {"method.md", "about.md"})
    days = [file.day for file in day_files(found)]
    assert [day.status for day in days] == ["published", "published", "draft"]
    ledger = compile_ledger(days, found.registry)
    told = feed(replace(SETTINGS, feed_days=count), ledger, WORDS, lambda url: f"<p>{url}</p>")
    links = [item.findtext("link") for item in ET.fromstring(told).iter("item")]
    assert links == [f"{SETTINGS.url}{address}" for address in ("2032/01/02/", "2031/12/30/")[:count]]


def told(**settings: Any) -> str:
    """The feed of the second subject, with short contents."""
    found, _ = archive.load(LAKE / "briefings", {"method.md", "about.md"})
    ledger = compile_ledger([file.day for file in day_files(found)], found.registry)
    return feed(replace(SETTINGS, **settings), ledger, WORDS, lambda url: f"<p>{url}</p>")


def test_a_feed_to_the_letter(golden: Callable[[str, str], None]) -> None:
    golden("short-feed.xml", told(description="Two shores, one lake").replace("><", ">\n<") + "\n")


def test_a_feed_says_who_answers_for_it() -> None:
    made = ET.fromstring(told(responsible="A & B, Pier 1", description="Two shores"))
    assert made.findtext("channel/description") == "Two shores · Responsible for this site: A & B, Pier 1"


def test_a_feed_of_a_site_without_address_or_description() -> None:
    made = ET.fromstring(told(url="", language="pt-BR")).find("channel")
    assert made is not None
    assert (text(made, "title"), text(made, "description"), text(made, "link")) == (
        "Letters",
        f"Letters · {WORDS('responsible.nobody')}",
        "/",
    )
    assert made.findall("{http://www.w3.org/2005/Atom}link") == []
    assert text(made, "language") == "pt-BR"
    assert text(made.findall("item")[0], "link") == "2032/01/02/"
