"""The search index: every page that has something to say once, under its address, in one of two pieces."""

import json
import re
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from daybrief.output import search_index
from daybrief.pipeline.assemble import assemble
from daybrief.pipeline.check import check
from daybrief.pipeline.pages import write_fragments
from daybrief.pipeline.state import Published, Remembered
from tests.cases import day_files
from tests.output.test_html import SETTINGS
from tests.projects import LAKE_ADDRESS, Project
from tests.reading import dead, indexed, pages

CLOSED, NEWEST = "briefings/2031/2031-12-30.yml", "briefings/2032/2032-01-02.yml"


def test_each_page_is_indexed_once_and_lists_are_not(lake: Path) -> None:
    known = indexed(lake)
    assert "/2032/01/02/" in known
    assert "/method/" in known
    assert "/places/hask/" in known
    for address in ("/", "/archive/", "/2032/", "/2032/01/", "/sources/", "/404.html"):
        assert address not in known, "it would repeat another page's text"
    parsed = pages(lake)
    assert [url for url in known if dead(lake, LAKE_ADDRESS, LAKE_ADDRESS + url.lstrip("/"), parsed)] == []


def test_a_day_has_facets_and_its_date(lake: Path) -> None:
    day: Any = indexed(lake)["/2032/01/02/"]
    assert day["filters"]["kind"] == ["Day"]
    assert day["filters"]["year"] == ["2032"]
    assert "North Shore" in day["filters"]["sector"]
    assert "Averra Works Office" in day["filters"]["source"]
    assert day["meta"]["day"] == "d20320102 d0102"
    assert "Χασκ" not in str(day), "names are looked up apart"


@pytest.mark.parametrize(
    "words",
    [
        "Dolmar's delegation, The League's chair. Dolmar accepts crossings at night if its pilots steer the boats.",
        "Dolmar accepts with conditions: Crossings at night.",
        "Με τους δικούς μας. With our own.",
        "Editors’ note: The Gazette gives the words in both languages.",
        "The meeting in Senn. Held, January 2. Meeting, Senn. The ferry talks.",
        "31 boats stopped.",
        "Survey boats, Dolmar. eyewitness. Hask.",
        "Forecast: The ferry plan will be signed in spring.",
        "Did not come true. No ferry crossed at night before the new year.",
        "Nothing of Averra's delegation was read.",
        "Averra Works Office: Its evening report corrects its morning report of 30 December.",
        "Η γραμμή των σημαδούρων Tide Wire reprinting Lake Watch.",
        "Correction, text: 13 boats → 31 boats. The figures stood in the wrong order.",
    ],
)
def test_what_a_day_says_is_found(lake: Path, words: str) -> None:
    day: Any = indexed(lake)["/2032/01/02/"]
    assert words in day["content"]


def test_what_is_found_in_a_day_leads_to_its_place(lake: Path) -> None:
    day: Any = indexed(lake)["/2032/01/02/"]
    anchors = [anchor["id"] for anchor in day["anchors"]]
    assert {"senn-meeting", "sector-channel", "reeds", "assessments", "sourcing"} <= {*anchors}
    assert {*anchors} <= {*pages(lake)["2032/01/02/index.html"].ids}
    assert day["meta"]["title"] == "The delegations meet in Senn: night crossings are on the table"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/sources/averra-works/", "Averra Works Office. waterworks. controlled by a state. Averra. Early with what"),
        ("/actors/league-chair/", "Chair of the talks. The Lake League. Speaks for the League."),
        ("/places/hask/", "Hask. town, Reeds, North Shore, Averra."),
        ("/front/north-shore/", "North Shore. Hask."),
        ("/diplomacy/ferry-talks/", "The ferry talks. Averra. Dolmar."),
        ("/plans/ferry-plan/", "Crossings at night. Fishing rights."),
        ("/method/", "Letters are written from what both shores say."),
    ],
)
def test_an_entry_is_found_by_what_the_registry_says_of_it(lake: Path, address: str, words: str) -> None:
    found: Any = indexed(lake)[address]
    assert words in found["content"]


def test_statements_are_found_on_their_days_only(lake: Path) -> None:
    told = [url for url, known in indexed(lake).items() if "seen in the reeds" in str(known)]
    assert told == ["/2032/01/02/"]


def test_the_index_carries_only_what_the_search_loads(lake: Path) -> None:
    names = {file.name for file in (lake / "pagefind").rglob("*.*")}
    assert not [name for name in names if name.startswith(("pagefind-ui", "pagefind-modular", "pagefind-highlight"))]
    assert "pagefind.js" in names


def test_no_document_tells_of_a_draft(tmp_path: Path) -> None:
    preview = assemble(check(SETTINGS, Remembered()), Remembered(), drafts=True)
    assert [file.day for file in day_files(preview.content.archive) if file.drafted]
    documents: dict[str, bytes] = {}
    write_fragments(tmp_path, preview, (), Published({}, {}), documents.update)
    told = {url: (tmp_path / f"search/{url}index.html").read_text() for url in documents}
    assert "now/2032/01/02/" in told
    assert not [url for url, html in told.items() if "Unfinished" in html or url == "now/2032/01/03/"]


# Pieces


def kept(project: Project) -> dict[str, tuple[int, int]]:
    """What tells whether a piece was made anew, in the cache and in the site."""
    files = {file.name.partition("-")[0]: file for file in (project.root / ".cache/daybrief/search").glob("*-*")}
    built = {f"{name} built": project.site / "pagefind" / name / "pagefind-entry.json" for name in files}
    return {name: (file.stat().st_ino, file.stat().st_mtime_ns) for name, file in {**files, **built}.items()}


def changed(project: Project) -> set[str]:
    """The pieces that a build on top of the last one makes anew."""
    before = kept(project)
    project.build_on()
    return {name for name, stamp in kept(project).items() if before.get(name) != stamp}


PAST, NOW = {"past", "past built"}, {"now", "now built"}


@pytest.fixture
def built(project: Project) -> Project:
    project.build_on()
    return project


def test_closed_years_are_one_piece_and_all_else_another(built: Project) -> None:
    assert (built.site / "pagefind/pieces.json").read_text() == '["now", "past"]'
    assert indexed(built.site, "past").keys() == {"/2031/12/30/"}
    assert {"/2032/01/02/", "/places/hask/", "/method/"} <= indexed(built.site, "now").keys()


def test_a_build_with_nothing_new_makes_no_piece(built: Project) -> None:
    assert changed(built) == set()


def test_a_new_day_leaves_closed_years_alone(built: Project) -> None:
    draft = built.docs / "2032/2032-01-03.yml"
    draft.write_text(draft.read_text().replace("status: draft", "status: published"))
    assert changed(built) == NOW
    assert "/2032/01/03/" in indexed(built.site, "now")


def test_a_later_day_that_changes_the_status_of_a_closed_claim_leaves_its_piece_alone(built: Project) -> None:
    page = built.site / "2031/12/30/index.html"
    before = page.read_text()
    built.edit(NEWEST, "denies: 2031-12-30/outer-buoy", "follows: 2031-12-30/outer-buoy")
    built.edit(NEWEST, "There was no pier on Oriel Island.", "There was never a pier on Oriel Island.")
    assert changed(built) == NOW
    assert page.read_text() != before, "the page itself tells it"


def test_a_closed_day_that_changes_is_indexed_anew(built: Project) -> None:
    built.edit(CLOSED, "Two texts were read.", "Two short texts were read.")
    assert changed(built) == PAST
    assert "Two short texts" in str(indexed(built.site)["/2031/12/30/"])


def test_at_the_turn_of_the_year_the_old_one_is_closed(built: Project) -> None:
    (built.docs / "2033").mkdir()
    day = (built.docs / "2032/2032-01-03.yml").read_text().replace("2032-01-03", "2033-01-01")
    (built.docs / "2033/2033-01-01.yml").write_text(day.replace("status: draft", "status: published"))
    assert changed(built) == NOW | PAST
    assert indexed(built.site, "past").keys() == {"/2031/12/30/", "/2032/01/02/"}
    assert "/2033/01/01/" in indexed(built.site, "now")


def test_a_site_of_one_year_has_one_piece(built: Project) -> None:
    built.edit("briefings/registry/plans.yml", "name: The ferry plan", "name: The plan for ferries")
    for name in ("2031/2031-12-30.yml", "2032/2032-01-02.yml"):
        (built.docs / name).unlink()
    draft = built.docs / "2032/2032-01-03.yml"
    draft.write_text(draft.read_text().replace("status: draft", "status: published"))
    page = (built.site / "about/index.html").read_text()
    built.build_on()
    assert (built.site / "pagefind/pieces.json").read_text() == '["now"]'
    assert not (built.site / "pagefind/past").exists()
    assert "/2032/01/03/" in indexed(built.site, "now")
    assert "pagefind" not in page, "a page knows no pieces"
    assert "pagefind" not in (built.site / "about/index.html").read_text()


# The cache, on a few words


TEXT = "<!doctype html>\n<html><body><p>{}</p></body></html>"


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "site", tmp_path / "cache"


def index(folders: tuple[Path, Path], **words: str) -> None:
    """Index one page a piece."""
    documents = folders[1].with_name("documents")
    for name, text in words.items():
        (documents / name / "page").mkdir(parents=True, exist_ok=True)
        (documents / name / "page/index.html").write_text(TEXT.format(text), encoding="utf-8")
    made(folders, {f"{name}/page/": text.encode() for name, text in words.items()})


def made(folders: tuple[Path, Path], sums: dict[str, bytes], language: str = "en") -> None:
    with closing(search_index.Indexing(folders[1], folders[1].with_name("documents"), language)) as indexing:
        indexing.start(sums)
        indexing.finish(folders[0], b"[]")


def test_a_piece_is_left_alone_where_all_lists_of_its_files_are_the_same() -> None:
    pieces = {"now": "n", "past": "p"}
    site = {"pagefind/now/a", "pagefind/past/a", "index.html"}
    assert search_index.left(pieces, site, [*site, "feed.xml"], site) == {"n", "p"}
    assert search_index.left(pieces, site, site, site - {"pagefind/now/a"}) == {"p"}
    assert search_index.left(pieces, site | {"pagefind/past/b"}, site, site) == {"n"}
    assert search_index.left(pieces, (), ()) == set(), "of a site without an index"


def test_documents_are_not_asked_for_where_the_sum_is_known(folders: tuple[Path, Path]) -> None:
    index(folders, now="water")
    shutil.rmtree(folders[0])
    shutil.rmtree(folders[1].with_name("documents"))
    made(folders, {"now/page/": b"water"})
    assert indexed(folders[0]).keys() == {"/page/"}


def spoil_a_file(site: Path, cache: Path) -> None:
    next((site / "pagefind/now/fragment").iterdir()).write_bytes(b"")


def take_a_file(site: Path, cache: Path) -> None:
    next((site / "pagefind/now/index").iterdir()).unlink()


def leave_a_file(site: Path, cache: Path) -> None:
    (site / "pagefind/now/fragment/en_0000000.pf_fragment").write_bytes(b"of another index")


def take_the_folder(site: Path, cache: Path) -> None:
    shutil.rmtree(site / "pagefind/now")


def leave_half_a_build(site: Path, cache: Path) -> None:
    shutil.copytree(site / "pagefind/now/fragment", site / "pagefind/now.new/fragment")
    shutil.rmtree(site / "pagefind/now")


def leave_an_index_of_before(site: Path, cache: Path) -> None:
    shutil.move(site / "pagefind/now/pagefind.js", site / "pagefind/pagefind.js")


def take_the_cache(site: Path, cache: Path) -> None:
    shutil.rmtree(cache)


def cut_the_cache(site: Path, cache: Path) -> None:
    (kept,) = cache.glob("now-*")
    kept.write_bytes(kept.read_bytes()[:-100])


def spoil_the_cache(site: Path, cache: Path) -> None:
    (kept,) = cache.glob("now-*")
    data = bytearray(kept.read_bytes())
    data[len(data) // 2] ^= 255
    kept.write_bytes(data)
    shutil.rmtree(site)


@pytest.mark.parametrize(
    "harm",
    [
        spoil_a_file,
        take_a_file,
        leave_a_file,
        take_the_folder,
        leave_half_a_build,
        leave_an_index_of_before,
        take_the_cache,
        cut_the_cache,
        spoil_the_cache,
    ],
    ids=lambda harm: harm.__name__,
)
def test_what_was_damaged_is_made_whole(folders: tuple[Path, Path], harm: Any) -> None:
    index(folders, now="water")
    harm(*folders)
    index(folders, now="water")
    names = {file.name for file in (folders[0] / "pagefind").iterdir()}
    assert names == {"now", "names.json", "pieces.json"}
    assert str(indexed(folders[0])["/page/"]).count("water") == 1
    assert len(list((folders[0] / "pagefind/now").rglob("*.pf_*"))) == 3


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A Pagefind that says why it does not work."""
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho 'no room on this disk' >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(search_index, "get_executable", lambda: program)


def test_a_failure_is_told_in_pagefinds_words(folders: tuple[Path, Path], failing: None) -> None:
    with pytest.raises(search_index.IndexFailed, match=r"^no room on this disk$"):
        index(folders, now="water", past="fire")
    assert [*folders[1].iterdir()] == [], "nothing is taken for an index"


def test_a_failed_index_ends_the_build_without_a_traceback(project: Any, failing: None, caplog: Any) -> None:
    with pytest.raises(BaseException, match="BuildError"):
        project.build()
    assert "Pagefind made no search index: no room on this disk" in caplog.text


def test_what_a_killed_build_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "runs/past").mkdir(parents=True)
    search_index.Indexing(tmp_path, tmp_path / "documents", "en")
    assert not [*tmp_path.iterdir()]


def kept_pieces(folders: tuple[Path, Path]) -> dict[str, str]:
    """The name under which each piece is kept: one each."""
    names = [file.name for file in folders[1].iterdir()]
    assert len({name.partition("-")[0] for name in names}) == len(names)
    return {name.partition("-")[0]: name for name in names}


def test_a_piece_is_kept_by_all_that_it_is_made_of(folders: tuple[Path, Path]) -> None:
    index(folders, now="water", past="fire")
    first = kept_pieces(folders)
    assert first.keys() == {"now", "past"}
    index(folders, now="wind", past="fire")
    second = kept_pieces(folders)
    assert (second["past"], second["now"] != first["now"]) == (first["past"], True)
    assert "wind" in str(indexed(folders[0], "now"))
    assert "fire" in str(indexed(folders[0], "past"))
    index(folders, now="water", past="fire")
    assert kept_pieces(folders) == first, "the same for the same"
    made(folders, {"now/page/": b"water", "past/page/": b"fire"}, "de")
    third = kept_pieces(folders)
    assert not {*third.values()} & {*first.values()}, "in another language it is another"
    entry = json.loads((folders[0] / "pagefind/now/pagefind-entry.json").read_text())
    assert [*entry["languages"]] == ["de"]


def test_a_piece_that_is_gone_leaves_the_site(folders: tuple[Path, Path]) -> None:
    index(folders, now="water", past="fire")
    assert (folders[0] / "pagefind/pieces.json").read_text() == '["now", "past"]'
    index(folders, now="water")
    assert (folders[0] / "pagefind/pieces.json").read_text() == '["now"]'
    assert {file.name for file in (folders[0] / "pagefind").iterdir()} == {"now", "names.json", "pieces.json"}
    names = {re.sub(r"\..*\.", ".*.", path.name) for path in (folders[0] / "pagefind/now").iterdir()}
    assert names == {
        *("fragment", "index", "pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "pagefind.*.pf_meta"),
        *("wasm.*.pagefind",),
    }


def test_an_index_that_is_given_up_leaves_nothing(folders: tuple[Path, Path]) -> None:
    documents = folders[1].with_name("documents")
    (documents / "now/page").mkdir(parents=True)
    (documents / "now/page/index.html").write_text(TEXT.format("water"))
    indexing = search_index.Indexing(folders[1], documents, "en")
    indexing.start({"now/page/": b"water"})
    (run,) = indexing.runs.values()
    indexing.close()
    assert run.process.returncode is not None
    assert (indexing.runs, [*folders[1].iterdir()]) == ({}, [])
