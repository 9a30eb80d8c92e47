"""The search index: every page that has something to say once, under its address, with facets and other spellings."""

from pathlib import Path
from typing import Any

import pytest

from generator import search
from tests.reading import dead, indexed, pages

LOCAL = "http://127.0.0.1:8000/"


def test_each_page_is_indexed_once_and_lists_are_not(news: Path) -> None:
    known = indexed(news)
    assert "/2025/12/03/" in known
    assert "/method/" in known
    assert "/places/siversk/" in known
    for address in ("/", "/archive/", "/2025/", "/2025/12/", "/sources/", "/404.html"):
        assert address not in known, "it would repeat another page's text"
    parsed = pages(news)
    assert [url for url in known if dead(news, LOCAL, LOCAL + url.lstrip("/"), parsed)] == []


def test_a_day_has_facets_and_other_spellings(news: Path) -> None:
    day: Any = indexed(news)["/2025/12/03/"]
    assert day["filters"]["kind"] == ["Day"]
    assert day["filters"]["year"] == ["2025"]
    assert "Siversk" in day["filters"]["sector"]
    assert "SouthFront" in day["filters"]["source"]
    assert "Сіверськ" in day["meta"]["spellings"]
    assert "Северск" in day["meta"]["spellings"]
    assert "Сіверськ" not in day["content"], "no excerpt shows what no page says"


def test_what_is_found_in_a_day_leads_to_its_place(lake: Path) -> None:
    day: Any = indexed(lake)["/2032/01/02/"]
    anchors = {anchor["id"] for anchor in day["anchors"]}
    assert {"night-crossings", "senn-meeting", "sector-channel", "sourcing"} <= anchors
    assert day["meta"]["title"] == "The delegations meet in Senn: night crossings are on the table"


def test_the_index_carries_only_what_the_search_loads(news: Path) -> None:
    names = {file.name for file in (news / "pagefind").glob("*.*")}
    assert not [name for name in names if name.startswith(("pagefind-ui", "pagefind-modular", "pagefind-highlight"))]
    assert "pagefind.js" in names


def test_a_folder_that_cannot_be_indexed_is_told_in_pagefinds_words(tmp_path: Path) -> None:
    with pytest.raises(search.IndexFailed, match=r".+"):
        search.index(tmp_path / "nowhere", "en")


def test_a_failed_index_ends_the_build_without_a_traceback(project: Any, monkeypatch: Any, caplog: Any) -> None:
    def fail(folder: Path, language: str) -> None:
        raise search.IndexFailed("no room")

    monkeypatch.setattr(search, "index", fail)
    with pytest.raises(BaseException, match="BuildError"):
        project.build()
    assert "Pagefind made no search index: no room" in caplog.text
