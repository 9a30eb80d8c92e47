"""Whatever lies in `briefings/`: all of it is told of, nothing raises, and one bad file hides no other."""

import itertools
import os
import shutil
import threading
import tracemalloc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.content import archive
from daybrief.content.parsed_day import Content, ParsedDay
from daybrief.diagnostics import Diagnostic
from daybrief.output import report
from daybrief.source import Mark
from daybrief.source.characters import forbidden
from tests.cases import CORPUS, DAY, PAGES, day_files, lay, problems, told_by_rules
from tests.counting import lines
from tests.ledger.telling import write

SOUND = (CORPUS / "valid/everything.yml").read_text(encoding="utf-8")
SPLINTERS = [
    *"\t\0:#-[]{}'\"&*!|>é\u0456\u202e \n",
    ": ",
    " #",
    "- ",
    "'",
    "<<: *a",
    "---\n",
    "no",
    "2031-05-04",
    "",
    "\n\n",
    "    ",
]


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return lay(tmp_path / "docs", CORPUS / "valid/smallest.yml")


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay(tmp_path_factory.mktemp("rich") / "docs", CORPUS / "valid/everything.yml")


def assert_told_within(docs: Path, name: str = DAY) -> None:
    found = problems(docs)
    assert found == problems(docs)
    lines = (docs / name).read_text(encoding="utf-8-sig", errors="replace").split("\n")
    for problem in found:
        if problem.file == name:
            assert 1 <= problem.line <= len(lines)
            assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
    shown = report.text(found, lambda _: lines)
    assert shown.replace("\n", "").isprintable()


@given(
    st.lists(
        st.tuples(st.integers(0, len(SOUND)), st.integers(0, 30), st.sampled_from(SPLINTERS)), min_size=1, max_size=4
    )
)
@settings(max_examples=150, deadline=None)
def test_a_day_with_letters_changed_is_told_of(rich: Path, changes: list[tuple[int, int, str]]) -> None:
    text = SOUND
    for at, length, splinter in changes:
        text = text[:at] + splinter + text[at + length :]
    (rich / DAY).write_text(text, encoding="utf-8")
    assert_told_within(rich)


@given(
    st.lists(
        st.tuples(st.integers(0, 150), st.integers(0, 150), st.sampled_from(["drop", "copy", "indent", "dedent"])),
        min_size=1,
        max_size=4,
    )
)
@settings(max_examples=100, deadline=None)
def test_a_day_with_lines_changed_is_told_of(rich: Path, changes: list[tuple[int, int, str]]) -> None:
    lines = SOUND.split("\n")
    for one, other, how in changes:
        one, other = one % len(lines), other % len(lines)
        if how == "drop" and len(lines) > 1:
            del lines[one]
        elif how == "copy":
            lines.insert(one, lines[other])
        else:
            lines[one] = f"  {lines[one]}" if how == "indent" else lines[one].removeprefix("  ")
    (rich / DAY).write_text("\n".join(lines), encoding="utf-8")
    assert_told_within(rich)


def test_a_link_a_pipe_and_a_folder_are_told_of_and_never_opened(docs: Path) -> None:
    (docs / "2031/2031-05-05.yml").symlink_to("/etc/passwd")
    (docs / "2031/old").symlink_to("..")
    (docs / "gone.md").symlink_to("nowhere")
    os.mkfifo(docs / "2031/2031-05-06.yml")
    (docs / "2031/2031-05-07.yml").mkdir()
    (docs / "about.md").symlink_to("/etc/hostname")
    found = problems(docs)
    assert {p.file: p.code for p in found} == dict.fromkeys(
        ("2031/2031-05-05.yml", "2031/2031-05-06.yml", "2031/old", "about.md", "gone.md"), "stray-file"
    )
    report.text(found, lambda name: pytest.fail(f"{name} was opened"))


@pytest.mark.parametrize(
    "name", ["a\nb.yml", "\x1b[2Jb.yml", "\u202eb.md", os.fsdecode(b"\xff.yml"), "b\u3164.yml", "\ufe0f.md"]
)
def test_a_name_that_cannot_be_shown_is_told_of_in_letters_that_can(docs: Path, name: str) -> None:
    (docs / name).write_text("date: 2031-05-05\n")
    [problem] = problems(docs)
    assert problem.code == "stray-file"
    assert problem.file.isprintable()
    assert not forbidden.search(problem.file)
    problem.file.encode()


@pytest.mark.parametrize(
    "name", ["2031/é.yml", "2031/e\u0301.yml", "2031/day : 5, %0A.yml", "2031/-.yml", "2031/2031-05-05.yml.yml"]
)
def test_a_day_in_an_odd_file_is_told_where_it_belongs(docs: Path, name: str) -> None:
    shutil.copy(docs / DAY, docs / name)
    [problem] = problems(docs)
    assert (problem.file, problem.code) == (name, "day-twice")


def test_a_file_that_may_not_be_read_is_told_of_and_hides_no_other(docs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Path.open

    def refuse(path: Path, mode: str = "r") -> object:
        if path.name == "sources.yml":
            raise PermissionError(13, "Permission denied")
        return opened(path, mode)

    (docs / DAY).write_text((docs / DAY).read_text().replace("sector: ford", "sector: frod"))
    monkeypatch.setattr(Path, "open", refuse)
    found = problems(docs)
    assert [(p.file, p.code) for p in found] == [(DAY, "unknown-id"), ("registry/sources.yml", "unreadable")]
    assert found[1].message == "the file cannot be read: Permission denied"


def test_a_registry_that_is_not_there_knows_no_id(docs: Path) -> None:
    (docs / "registry/sectors.yml").unlink()
    assert [(p.code, p.message) for p in problems(docs)] == [
        ("unknown-id", "no sector is called `mill`"),
        ("unknown-id", "no sector is called `ford`"),
    ]


def test_an_entry_is_found_by_each_id_that_it_had_and_that_is_nobody_elses_now(docs: Path) -> None:
    file = docs / "registry/sources.yml"
    file.write_text(file.read_text(encoding="utf-8") + "  formerly: [gazette, north-staff, ferry-council, guard]\n")
    found, _ = archive.load(docs, PAGES)
    was = {"ferry-gazette": "gazette", "ferry-council": "north-staff", "guard": "north-staff"}
    assert found.former["sources"] == was
    assert found.former["actors"] == {"council": "ferry-council"}
    assert found.former["speakers"] == {"ferry-gazette": "gazette", "guard": "north-staff", "council": "ferry-council"}
    assert found.former["parties"] == {"north-shore": "north"}


def test_a_day_is_read_with_the_ids_of_today(docs: Path) -> None:
    file = docs / DAY
    file.write_text(file.read_text().replace("by: gazette", "by: [ferry-gazette, council]", 1))
    found, told = archive.load(docs, PAGES)
    [day] = day_files(found)
    assert told == []
    assert day.day.front[0].claims[0].by == ("gazette", "ferry-council")
    assert [(one.kind, one.id, one.path[-2:]) for one in day.former] == [
        ("speakers", "ferry-gazette", ("by", 0)),
        ("speakers", "council", ("by", 1)),
    ]


def test_days_are_found_by_their_date(docs: Path) -> None:
    for day in ("2031-05-02", "2031-05-06"):
        shutil.copy(docs / DAY, docs / f"2031/{day}.yml")
        text = (docs / f"2031/{day}.yml").read_text()
        (docs / f"2031/{day}.yml").write_text(text.replace("2031-05-04", day))
    found, told = archive.load(docs, PAGES, "some/where")
    assert told == []
    days = day_files(found)
    assert [file.document.file for file in days] == [
        f"some/where/2031/{day}.yml" for day in ("2031-05-02", "2031-05-04", "2031-05-06")
    ]
    assert [found.on(f"2031-05-0{n}") for n in range(1, 8)] == [None, days[0], None, days[1], None, days[2], None]
    assert not found.unread


def test_many_days_are_checked_with_work_that_grows_with_them(docs: Path) -> None:
    """Each day points twice at the day before: a look through all days for each would show."""
    found, _ = archive.load(docs, PAGES)
    [file] = day_files(found)
    claims = file.day.front[0].claims

    def effort(days: int) -> int:
        parsed_days: dict[str, tuple[bytes, ParsedDay]] = {}
        for n in range(days):
            date = file.day.date + timedelta(n)
            back = (f"{date - timedelta(1)}/mill-quiet",) if n else ()
            sector = replace(
                file.day.front[0], claims=tuple(replace(claim, follows=back, retracts=back) for claim in claims)
            )
            day = replace(file.day, date=date, as_of=file.day.as_of + timedelta(n), front=(sector, *file.day.front[1:]))
            content = msgspec.msgpack.encode(Content(day, tuple(file.ids), ()))
            parsed = ParsedDay(date.isoformat(), False, (), content)
            parsed_days[f"{date:%Y}/{date}.yml"] = date.isoformat().encode(), parsed
        whole = archive.Archive(docs, "", parsed_days, found.registries)
        problems: list[Diagnostic] = []
        count = lines(lambda: problems.extend(told_by_rules(whole)))
        assert problems == []
        return count

    assert effort(400) < 9 * effort(50)


def test_what_is_remembered_of_a_file_was_made_of_the_bytes_that_it_is_remembered_by(docs: Path) -> None:
    """Somebody saves two texts in turn while the file is read: no reading goes by the hash of the other text."""
    texts = [(docs / DAY).read_text().replace("A quiet day", title) for title in ("A quiet day", "A loud day")]
    titles = {}
    for text in texts:
        (docs / DAY).write_text(text)
        found, _ = archive.load(docs, PAGES)
        titles[found.hashes[DAY]] = found.parsed_days[found.hashes[DAY]].content.day.title
    assert len(set(titles.values())) == 2
    reading = True

    def save() -> None:
        for n in itertools.count():
            (docs.parent / "new.yml").write_text(texts[n % 2])
            (docs.parent / "new.yml").replace(docs / DAY)
            if not reading:
                return

    editor = threading.Thread(target=save)
    editor.start()
    try:
        seen = set()
        for _ in range(60):
            found, _ = archive.load(
                docs, PAGES, parsed_days={b"of another file": next(iter(found.parsed_days.values()))}
            )
            key = found.hashes[DAY]
            assert found.parsed_days[key].content.day.title == titles[key]
            seen.add(key)
    finally:
        reading = False
        editor.join()
    assert len(seen) == 2


def test_a_file_that_was_saved_since_gives_no_places_of_the_other_text(docs: Path) -> None:
    found, _ = archive.load(docs, PAGES)
    text = (docs / DAY).read_text()
    (docs / DAY).write_text("# one line more\n" + text)
    document = found.file(DAY).document
    assert (document.file, document.mark(("title",))) == (DAY, Mark(1, 1, 0))
    for later in (text, "[", None):
        (docs / DAY).write_text(later) if later else (docs / DAY).unlink()
        found.file.cache_clear()
        told_by_rules(found)
        assert found.file(DAY).document.mark(("title",)) == (Mark(3, 8, 23) if later == text else Mark(1, 1, 0))


@pytest.mark.parametrize("other", ["notes/index.md", "notes/README.md", "notes.markdown"])
def test_two_pages_have_no_address_in_common(docs: Path, other: str) -> None:
    pages = ("notes.md", other)
    for page in pages:
        (docs / page).parent.mkdir(exist_ok=True)
        (docs / page).write_text("# Notes\n")
    _, told = archive.load(docs, pages)
    assert [(p.file, p.message) for p in told] == [(max(pages), "another page has the same address")]


def test_a_huge_file_is_told_of_and_not_read(docs: Path) -> None:
    for name in ("2031/2031-05-05.yml", "registry/plans.yml"):
        with (docs / name).open("wb") as file:
            file.truncate(700_000_000)
    tracemalloc.start()
    found = problems(docs)
    assert len(report.lines(docs, "2031/2031-05-05.yml")) == 1
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert {(p.file, p.code) for p in found} >= {
        (n, "too-large") for n in ("2031/2031-05-05.yml", "registry/plans.yml")
    }
    assert most < 16_000_000


def test_things_of_a_day_are_found_by_their_kind_and_name(tmp_path: Path) -> None:
    one = {"id": "one", "by": "courier"}
    view = {"id": "view", "kind": "judgement", "by": "courier", "sector": "ridge"}
    told = {
        "claims": [one, {**one, "text": "A second."}],
        "events": {"meet": {}},
        "assessments": [view, {**view, "id": "rain", "kind": "forecast"}],
        "articles": {"more": {}},
    }
    [file] = day_files(archive.load(write(tmp_path, {"2031-03-01": told}), ())[0])
    assert {kind: sorted(things) for kind, things in file.named.items()} == {
        "claim": ["one"],
        "event": ["meet"],
        "forecast": ["rain"],
        "assessment": ["rain", "view"],
        "article": ["more", "paper"],
    }
    assert file.named["claim"]["one"].text == "What is told of one."
    assert file.ids == {"one", "meet", "view", "rain", "more", "paper"}
    assert (file.path, file.linked, file.drafted, file.defaulted) == ("2031/2031-03-01.yml", False, False, frozenset())


@pytest.mark.parametrize(
    ("status", "drafted"), [("draft", True), ("published", False), ("none of them", False), ("", False)]
)
def test_a_draft_is_one_that_says_so(docs: Path, status: str, drafted: bool) -> None:
    text = (docs / DAY).read_text()
    (docs / DAY).write_text(text.replace("status: published\n", f"status: {status}\n" if status else ""))
    [file] = day_files(archive.load(docs, PAGES)[0])
    assert file.drafted == drafted


def test_of_hosts_that_look_alike_the_first_is_known(tmp_path: Path) -> None:
    def read(*urls: str) -> dict[str, Any]:
        return {"articles": {f"a{n}": {"url": f"https://{url}/"} for n, url in enumerate(urls)}}

    days = {"2031-03-02": read("0ne.example", "tw0.example"), "2031-03-01": read("one.example", "0ne.example")}
    found, _ = archive.load(write(tmp_path, days), ())
    assert dict(found.hosts) == {
        "one.example": "one.example",
        "two.example": "tw0.example",
        "courier.example": "courier.example",
    }


def test_what_a_folder_of_briefings_knows_of_its_days(docs: Path) -> None:
    (docs / "2031/2031-05-06.yml").write_text("[")
    (docs / "2031/2031-05-07.yml").write_text((docs / DAY).read_text().replace("2031-05-04", "2031-05-09"))
    (docs / "2031-01-01/x.yml").parent.mkdir()
    (docs / "2031-01-01/2031-01-02.yml").write_text("[")
    found, _ = archive.load(docs, PAGES)
    assert found.paths == [("2031-05-04", DAY), ("2031-05-09", "2031/2031-05-07.yml")]
    assert [date for date, _ in found.paths] == ["2031-05-04", "2031-05-09"]
    assert {*found.unread} == {"2031-05-06", "2031-05-07", "2031-01-02"}
    assert [found.has(path) for path in (DAY, "2031/2031-05-06.yml", "2031/2031-05-08.yml")] == [True, True, False]
    assert [file.path if file else None for file in map(found.on, ("2031-05-09", "2031-05-06", "2032-01-01"))] == [
        "2031/2031-05-07.yml",
        None,
        None,
    ]


def test_a_registry_without_entries_is_told_to_go(docs: Path) -> None:
    for nothing in ("", "# none yet\n"):
        (docs / "registry/plans.yml").write_text(nothing)
        (problem,) = archive.load(docs, PAGES)[1]
        assert (problem.file, problem.code) == ("registry/plans.yml", "empty")
        assert problem.hint == "add an entry, or take the file away"


def test_a_registry_that_cannot_be_read_is_told_once_and_knows_all(docs: Path) -> None:
    (docs / "registry/sectors.yml").write_text("mill: {name: The mill\n")
    (docs / "registry/plans.yml").write_text("ferry-plan: {name: [x]}\n")
    found, told = archive.load(docs, PAGES, "label")
    assert [(p.file, p.code) for p in told] == [
        ("label/registry/plans.yml", "not-a-text"),
        ("label/registry/sectors.yml", "bad-start"),
    ]
    assert found.known["sectors"] is None
    assert [*(found.known["plans"] or ())] == ["ferry-plan"]
    assert [*(found.known["measures"] or ())] == [*found.registry.measures]
    assert [*found.registry.plans] == []
    assert {file.kind: file.document.file for file in found.registries}["plans"] == "label/registry/plans.yml"
    assert [p.code for p in told_by_rules(found)] == []


def test_a_folder_that_cannot_be_listed_is_told_of(tmp_path: Path) -> None:
    [problem] = archive.load(tmp_path / "none", (), "label")[1]
    assert (problem.file, problem.line, problem.column, problem.width, problem.code, problem.message, problem.hint) == (
        *("label/", 1, 1, 0, "unreadable"),
        *("the folder cannot be read", "give the right to read it"),
    )


def test_what_is_stray_is_told_in_words(docs: Path) -> None:
    (docs / "map.png").touch()
    [problem] = archive.load(docs, PAGES, "label")[1]
    assert (problem.file, problem.line, problem.column, problem.width, problem.code) == (
        *("label/map.png", 1, 1, 0, "stray-file"),
    )
    assert problem.message.startswith("this file is no day, registry or schema")
    assert problem.hint.startswith("show it on a page, put it into the `custom_dir`")
