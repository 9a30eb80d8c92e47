"""Whatever an editor types is shown as it was typed: no text becomes markup, a template, a path or a heading."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from pathlib import Path
from typing import Any

from tests.projects import HOSTILE
from tests.reading import files, indexed, pages, parse


def elements(site: Path) -> dict[str, set[str]]:
    return {name: page.tags for name, page in pages(site).items()}


def test_no_text_becomes_an_element(poisoned: Path, lake: Path) -> None:
    sound = elements(lake)
    for name, page in pages(poisoned).items():
        # *emphasis*, `code` and links may go, for the words that held them are changed; nothing may come.
        assert page.tags <= sound[name], name
        assert page.inline == [], name
        assert page.unclosed == [], name
        assert len(page.headings) == 1
        assert not [link for tag, link in page.links if tag == "img" or link.startswith("javascript")]


def test_every_text_is_shown_as_it_was_typed(poisoned: Path) -> None:
    parsed = pages(poisoned)
    day = parsed["2032/01/02/index.html"]
    assert len(re.findall(re.escape(HOSTILE), day.words)) > 60
    assert HOSTILE in day.title
    assert HOSTILE in day.headings[0]
    assert HOSTILE in day.metas["description"]
    for name in ("index.html", "sources/lake-watch/index.html", "actors/league-chair/index.html", "archive/index.html"):
        assert HOSTILE in parsed[name].words, name
    for name, page in parsed.items():
        assert "49" not in re.sub(r"[0-9a-f]{8,}", "", page.words), f"{name}: a template ran"


def test_nothing_is_escaped_twice(poisoned: Path) -> None:
    for name, page in pages(poisoned).items():
        assert not re.search(r"&(amp;amp;|lt;|gt;|quot;|#39;|#34;)", page.words + page.title), name


def test_the_feed_shows_it_too(poisoned: Path) -> None:
    item = next(iter(ET.fromstring((poisoned / "feed.xml").read_bytes()).iter("item")))
    assert HOSTILE in (item.findtext("title") or "")
    assert HOSTILE in unescape(item.findtext("description") or ""), "a description is HTML"
    content = parse(item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded") or "")
    assert not content.tags & {"img", "script", "title"}
    assert content.words.count(HOSTILE) > 30


def test_the_index_holds_words_and_no_markup(poisoned: Path) -> None:
    day: Any = indexed(poisoned)["/2032/01/02/"]
    assert HOSTILE in day["meta"]["title"]


def test_only_the_files_of_the_sound_site_are_written(poisoned: Path, lake: Path) -> None:
    assert sorted(files(poisoned)) == sorted(files(lake))


def test_a_sites_own_names_are_texts_too(project: Any) -> None:
    project.set(site_name="A & B <i>", site_description="'\"><img src=x>'")
    parsed = pages(project.build())["archive/index.html"]
    assert parsed.title == "Archive – A & B <i>"
    assert parsed.metas["description"] == '"><img src=x>'
    assert "img" not in parsed.tags
