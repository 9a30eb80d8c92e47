"""The board on a day and on a sector's page."""

from pathlib import Path

from daybrief.ledger.status import STATUSES
from daybrief.views.front import DAYS
from tests.ledger.telling import all_pages, tell
from tests.views.harbour import harbour, words


def row(page: str, name: str) -> str:
    """The words of the first row that a sector's name leads, in the first table of a page."""
    rows = [words(one.partition(">")[2]) for one in page[: page.index("</table>")].split("<tr")[1:]]
    return next(one for one in rows if one.startswith(name))


def test_a_day_shows_its_sectors_then_those_of_the_day_before() -> None:
    assert [cell.sector.text for cell in harbour().views["2031/03/01/"].board] == ["The ridge", "The river"]
    second = harbour().views["2031/03/02/"].board
    assert [(cell.sector.text, bool(cell.lines)) for cell in second] == [("The ridge", True), ("The river", False)]
    assert row(harbour().shown["2031/03/02/"], "The river") == "The river No report read; the last one: 1 March"
    assert '<a href="../../../2031/03/01/#sector-river">1 March</a>' in harbour().shown["2031/03/02/"]


def test_a_row_says_what_moved_who_says_so_and_how_it_stands() -> None:
    first = row(harbour().shown["2031/03/01/"], "The ridge")
    assert "Advance, Kestria" in first
    assert "Army of Kestria" in first
    assert "unverified claimed" in first
    assert "Only Kestria’s side was read." in first
    river = row(harbour().shown["2031/03/01/"], "The river")
    assert "no movement told" in river
    assert "Of the sides" not in river


def test_nothing_read_is_never_no_change() -> None:
    for url, page in harbour().shown.items():
        assert "no change" not in words(page).lower(), url


def test_a_sectors_page_has_two_weeks(tmp_path: Path) -> None:
    days = {f"2031-03-{number:02}": {} for number in range(1, 21)}
    pages = {page.url: page.view for page in all_pages(tell(tmp_path, days))}
    assert len(pages["front/ridge/"].board) == 2 * DAYS


def test_a_board_has_short_names_and_counts_voices(tmp_path: Path) -> None:
    claims = [{"id": "hill", "by": ["kestria-army", "iol"], "sector": "ridge", "movement": {"advance": "kestria"}}]
    sources = {"iol": {"name": "Institute of Lines", "short": "IoL"}}
    ledger = tell(tmp_path, {"2031-03-01": {"claims": claims}}, {"sources": sources})
    pages = {page.url: page.view for page in all_pages(ledger)}
    (line,) = pages["2031/03/01/"].board[0].lines
    assert [who.short for who in line.speakers] == ["Army of Kestria", "IoL"]
    assert (line.voices, line.claim) == (2, "2031/03/01/#hill")


def test_movements_and_statuses_are_words_not_colours_alone() -> None:
    pages = harbour().shown.values()
    assert sum('class="status ' in page and 'class="movement"' in page for page in pages) > 3
    for page in pages:
        for part in page.split('class="status ')[1:]:
            assert part.partition(">")[2].partition("<")[0] in STATUSES, "a status says its name"
        for part in page.split('class="movement"')[1:]:
            assert words(part.partition(">")[2]).startswith(("→ Advance, Kestria",)), "an arrow has its words"
    assert "→ Advance , Kestria" in words(harbour().shown["front/"])
