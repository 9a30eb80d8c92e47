"""Long lists: cut by year and into parts, so that what a new day touches stays small."""

import datetime as dt
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.ledger.index import PART
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Day
from daybrief.model.registry import Registry, Sector, Source
from daybrief.model.statements import Claim
from daybrief.views.parts import Link
from daybrief.views.registry import NEWEST
from daybrief.views.year_lists import year_lists, years
from tests.ledger.telling import all_pages, compile_ledger, edition, write
from tests.ledger.worlds import day

FIRST = dt.date(2030, 12, 30)
REGISTRY = Registry(
    sources={"courier": Source(name="C"), "wire": Source(name="W")},
    sectors={"ridge": Sector(name="R"), "river": Sector(name="V")},
)


def claims(count: int) -> list[Claim]:
    return [Claim(id=f"c{number}", text="T", by=("wire",), articles=("read",)) for number in range(count)]


def days_with(counts: list[int], first: dt.date = FIRST) -> list[Day]:
    """Days, one after another, with so many claims each."""
    return [day(first + dt.timedelta(days=n), {"ridge": claims(count)}) for n, count in enumerate(counts)]


def told(ledger: Ledger) -> dict[str, Any]:
    """The chronicle of all claims, by address."""
    tasks = year_lists(ledger, lambda: Link("all", "all/"), "claims", "all/", "claims")
    return {page.url: page.view for page in (task.make() for task in tasks)}


@settings(max_examples=20, deadline=None, database=None)
@given(st.lists(st.integers(1, 150), min_size=1, max_size=8), st.integers(1, 150))
def test_a_new_day_touches_the_last_part_and_opens_new_ones(counts: list[int], more: int) -> None:
    before = told(compile_ledger(days_with(counts), REGISTRY))
    after = told(compile_ledger(days_with([*counts, more]), REGISTRY))
    assert before.keys() <= after.keys()
    # Parts lead to each other: of what stood already, only these links may change, and the lines of the last part.
    changed = [url for url in before if before[url].lines != after[url].lines]
    newest = [url for url, view in before.items() if view.year == max(v.year for v in before.values())]
    assert changed in ([], [newest[-1]])
    if after.keys() == before.keys():
        assert [url for url in before if before[url] != after[url]] == changed == [newest[-1]]


@settings(max_examples=20, deadline=None, database=None)
@given(st.lists(st.integers(1, 150), min_size=1, max_size=8))
def test_every_statement_is_told_once_and_no_part_is_long(counts: list[int]) -> None:
    pages = told(compile_ledger(days_with(counts), REGISTRY))
    lines = [line.url for view in pages.values() for line in view.lines]
    assert len(lines) == len(set(lines)) == sum(counts)
    for url, view in pages.items():
        assert 1 <= len(view.lines) <= PART
        assert all(line.date.year == view.year for line in view.lines)
        assert [line.date for line in view.lines] == sorted((line.date for line in view.lines), reverse=True)
        assert view.parts[view.part - 1].url == url
        if view.part < len(view.parts):
            assert len(view.lines) == PART, "a part is full before the next begins"


def test_years_lead_to_their_first_parts() -> None:
    ledger = compile_ledger(days_with([100, 150, 150, 150]), REGISTRY)
    assert list(told(ledger)) == ["all/2030/", "all/2030/2/", "all/2031/", "all/2031/2/"]
    assert [(year.text, year.url) for year in years(ledger, "all/", "claims")] == [
        ("2031", "all/2031/"),
        ("2030", "all/2030/"),
    ]


def test_the_pages_of_a_source_with_a_thousand_claims_stay_small(tmp_path: Path) -> None:
    days = {
        f"2031-{month:02}-{number:02}": {"claims": [{"id": f"c{n}", "by": "far-wire"} for n in range(10)]}
        for month in range(1, 6)
        for number in range(1, 21)
    }
    made = edition(write(tmp_path, days))
    pages = {page.url: page for page in made.pages}
    source = pages["sources/far-wire/"]
    assert sum(len(statements) for _, statements in source.view.named) == NEWEST
    assert len(source.view.takeaways) <= 2 * NEWEST
    assert [year.url for year in source.view.years] == ["sources/far-wire/2031/"]
    assert sum(dict(source.view.record).values()) == 1000, "the record is of all"
    lists = [page for url, page in pages.items() if url.startswith("sources/far-wire/2031/")]
    assert sum(len(page.view.lines) for page in lists) == 1000
    for page in (source, *lists, pages["front/ridge/"], pages["claims/"]):
        assert len(made.renderer.body(page)) < 150_000, page.url


def test_a_day_more_touches_few_pages_of_a_large_site() -> None:
    """Of two years of days, a new one changes what shows it, and nothing that stands for the years before."""
    counts = [2] * 400
    quiet = day(FIRST + dt.timedelta(days=400), {"river": claims(1)})
    before = {page.url: page for page in all_pages(compile_ledger(days_with(counts), REGISTRY))}
    after = {page.url: page for page in all_pages(compile_ledger([*days_with(counts), quiet], REGISTRY))}
    changed = {url for url in before if before[url] != after[url]}
    assert {"", "archive/", "claims/", "sources/wire/", "front/"} <= changed
    assert not [url for url in changed if "/2030/" in f"/{url}" or "/2031/" in f"/{url}"]
    assert len(changed) < 25
