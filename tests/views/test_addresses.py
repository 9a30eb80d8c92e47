"""Every address leads to one thing: pages, files, anchors, and former addresses, however entries are called."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from daybrief import urls
from daybrief.content import archive, handwritten
from daybrief.ledger import index
from daybrief.views import Page, all_tasks, events, registry
from tests.cases import CORPUS, day_files, lay, told_by_rules
from tests.ledger.telling import compile_ledger, edition, write
from tests.projects import settings_for
from tests.reading import Page as Parsed
from tests.reading import parse
from tests.views.harbour import DAYS, harbour

# Names that are years, folders and anchors of pages, and such as run together with others.
NAMES = ["2031", "03", "events", "plan", "control", "archive", "claims", "index", "a", "b", "a-b", "b-a", "a-b-a"]
KINDS = list(urls.FOLDERS)
names = st.lists(st.sampled_from(NAMES), max_size=1) | st.just([]) | st.just([])
called = st.fixed_dictionaries({kind: st.dictionaries(st.sampled_from(NAMES), names, max_size=2) for kind in KINDS})


@pytest.fixture
def _short_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    """A few statements are many, and fill lists of years. For no test that asks for what is kept in a cache."""
    for module, name, number in ((index, "PART", 1), (registry, "NEWEST", 1), (events, "EVENTS", 1)):
        monkeypatch.setattr(module, name, number)


def written(pages: list[Page], docs: Path) -> list[str]:
    """Every file of the site that Daybrief answers for: pages, and what is published as it is."""
    copied = [file.relative_to(docs).as_posix() for file in docs.rglob("*") if file.is_file()]
    return [*(urls.page_file(page.url) for page in pages), *copied, urls.FEED, "404.html", "sitemap.xml"]


def clashes(files: list[str]) -> Iterator[str]:
    """Files that are written twice, or stand where others need a folder."""
    whole = set(files)
    yield from {file for file in files if files.count(file) > 1}
    yield from {file for file in files for n, c in enumerate(file) if c == "/" and file[:n] in whole}


@pytest.mark.usefixtures("_short_lists")
@settings(max_examples=40, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@given(called)
def test_however_entries_are_called_each_address_has_one_page(
    tmp_path_factory: pytest.TempPathFactory, names: dict[str, dict[str, list[str]]]
) -> None:
    registry: dict[str, dict[str, Any]] = {
        kind: {name: {"name": "N", "formerly": old} if old else {"name": "N"} for name, old in some.items()}
        for kind, some in names.items()
    }
    for plan in registry["plans"].values():
        plan["points"] = {name: {"name": "P"} for name in names["places"]} or {"one": {"name": "P"}}
    docs = write(tmp_path_factory.mktemp("docs"), DAYS, registry)
    found, told = archive.load(docs, ())
    told += told_by_rules(found)
    assert {problem.code for problem in told} <= {"duplicate-id", "reserved-id"}
    if told:
        return
    ledger = compile_ledger((file.day for file in day_files(found)), found.registry)
    pages = [task.make() for task in all_tasks(ledger)]
    assert list(clashes(written(pages, docs))) == []
    by_address = {page.url: page for page in pages}
    for page in pages:
        if page.template == "moved":
            assert page.view.url != page.url
            assert by_address[page.view.url].template != "moved"
        if page.template == "plan":
            anchors = [cell.anchor for row in page.view.matrix.rows for cell in row.cells]
            assert len(set(anchors)) == len(anchors)


def test_every_link_of_every_page_leads_to_one_thing() -> None:
    shown = {url: parse(html) for url, html in harbour().shown.items()}
    assert [url for url, page in shown.items() if len(set(page.ids)) < len(page.ids)] == []
    assert [*dead(shown)] == []


def dead(shown: dict[str, Parsed]) -> Iterator[str]:
    """Links to addresses and anchors of the site that are not there."""
    site = "https://harbour.example/"
    for url, page in shown.items():
        for tag, link in page.links:
            to, _, anchor = urljoin(site + url, link).partition("#")
            if not to.startswith(site) or posixpath.splitext(to)[1]:
                continue
            there = shown.get(to.removeprefix(site))
            if there is None or (anchor and anchor not in there.ids):
                yield f"{url}: <{tag}> {link}"


def test_points_that_look_alike_have_their_own_anchors(tmp_path: Path) -> None:
    registry = {
        "parties": {"c": {"name": "C"}, "b-c": {"name": "BC"}},
        "plans": {"deal": {"name": "D", "points": {name: {"name": name} for name in ("a", "b", "the-plan")}}},
    }
    stands = [("a", "b-c"), ("b", "c"), ("the-plan", "c"), (None, "c"), (None, "b-c")]
    claims = [
        {"id": f"c{n}", "by": "courier", "event": "round", "position": {"plan": "deal", "party": party, "is": "open"}}
        for n, (_, party) in enumerate(stands)
    ]
    for claim, (point, _) in zip(claims, stands, strict=True):
        if point:
            claim["position"]["point"] = point  # type: ignore[index]
    made = edition(write(tmp_path, {"2031-03-01": {"claims": claims}}, registry))
    shown = {page.url: parse(made.renderer.body(page)) for page in made.pages}
    assert [*dead(shown)] == []
    ids = shown["plans/deal/"].ids
    assert len(set(ids)) == len(ids) >= 5


@pytest.mark.parametrize(
    "name",
    ["archive.md", "claims.md", "claims/2031.md", "sources/gazette.md", "front.md", "2031.md", "2031/05/04/index.md"],
)
def test_a_hand_written_page_stands_where_the_site_has_none(tmp_path: Path, name: str) -> None:
    docs = lay(tmp_path / "docs", CORPUS / "valid/everything.yml")
    for file in (name, "about.md", "about/index.md", "2031/notes.md", "frontier.md"):
        (docs / file).parent.mkdir(parents=True, exist_ok=True)
        (docs / file).write_text("# A page\n", encoding="utf-8")
    pages = {name, "about.md", "about/index.md", "2031/notes.md", "frontier.md"}
    told = [
        *archive.load(docs, pages)[1],
        *handwritten.check(settings_for(docs, written=frozenset(pages), label=""))[0],
    ]
    assert {(p.file, p.code) for p in told} == {(name, "reserved-address"), ("about/index.md", "stray-file")}
    assert len(told) == 2
    shown = re.search("`/(.*)`", "".join(problem.message for problem in told))
    assert shown
    assert urls.is_generated(shown[1])


def test_every_page_of_the_site_is_where_no_page_may_be_written() -> None:
    assert [url for url in harbour().views if not urls.is_generated(url)] == []
