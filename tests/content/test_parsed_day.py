"""A day as it was parsed: what stands in for what its file lacks, and what is kept of it."""

import pytest

from daybrief.content.parsed_day import ParsedDay, having, key_of, parse
from daybrief.source import Mark
from tests.cases import CORPUS, DAY

SOUND = (CORPUS / "valid/smallest.yml").read_bytes()


def parsed(data: bytes | OSError, path: str = DAY) -> ParsedDay:
    return parse(path, data, "name")[0]


LACKING = ("date", "as_of", "title", "status", "takeaways", "articles", "sourcing")


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2031/2031-05-04.yml", "2031-05-04"),
        ("2030-01-01/2031-05-04.yml", "2031-05-04"),
        ("2031/day.yml", "1900-01-01"),
        ("2031/2031-02-30.yml", "1900-01-01"),
        ("2030-01-01/2031-02-30.yml", "1900-01-01"),
    ],
)
def test_what_stands_in_for_what_a_file_lacks(path: str, date: str) -> None:
    found = parsed(b"x: y\n", path)
    assert (found.date, found.draft, found.content.defaulted) == (date, True, LACKING)
    day = found.content.day
    assert (f"{day.as_of:%Y-%m-%dT%H:%M%z}", day.title, day.status) == ("2199-12-31T23:59+0000", "none", "draft")
    assert ([one.text for one in day.takeaways], day.sourcing.limits) == (["none"], "none")
    assert [(problem.file, problem.code) for problem in found.problems] == [
        *[("name", "missing-field")] * 7,
        ("name", "unknown-field"),
    ]


def test_what_a_file_says_is_kept() -> None:
    found = parsed(SOUND.replace(b"date: 2031-05-04", b"date: 2031-05-03"))
    assert (found.date, found.draft, found.linked, found.hosts) == ("2031-05-03", False, False, ("gazette.example",))
    assert (found.content.defaulted, set(found.content.ids)) == ((), {"mill-quiet", "ford-quiet", "evening"})
    linked = SOUND.replace(b"title: A quiet day", b"title: A [quiet](https://x.example) day")
    assert parsed(linked).linked
    assert parsed(SOUND.replace(b"status: published", b"status: draft")).draft


def test_the_sites_of_its_articles_are_known_once_and_in_order() -> None:
    more = """\
    archived: https://archive.example/1
  morning:
    source: gazette
    title: A morning
    url: https://www.GAZETTE.example/morning
    published: 2031-05-04
    language: en
    archived: https://other.example/1
front:
"""
    found = parsed(SOUND.replace(b"front:\n", more.encode()))
    assert [problem.message for problem in found.problems] == []
    assert found.hosts == ("gazette.example", "archive.example", "other.example")


def test_its_forecasts_are_known_by_id_speaker_and_horizon() -> None:
    more = """\
assessments:
  - {id: rain, kind: forecast, text: It will rain., by: [gazette, both-banks], articles: [evening], horizon: 2031-06-01}
  - {id: sun, kind: forecast, text: It will shine., by: gazette, articles: [evening]}
  - {id: dry, kind: judgement, text: It is dry., by: gazette, articles: [evening]}
"""
    found = parsed(SOUND + more.encode())
    assert found.problems == ()
    assert found.forecasts == (
        ("rain", "gazette", "2031-06-01"),
        ("rain", "both-banks", "2031-06-01"),
        ("sun", "gazette", ""),
    )


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "the file is empty"),
        (b"[", "`[` opens here and is not closed"),
        (PermissionError(13, "Permission denied"), "the file cannot be read: Permission denied"),
    ],
)
def test_what_is_no_day(data: bytes | OSError, told: str) -> None:
    found = parsed(data)
    assert (found.date, found.draft, found.hosts, found.pack) == ("", True, (), b"")
    assert [problem.message for problem in found.problems] == [told]
    assert parse(DAY, data, "name")[1].mark(("title",)) == Mark(1, 1, 0)


def test_an_alias_is_told_once() -> None:
    found = parsed(SOUND.replace(b"status: published", b"status: *x\nteapot: x"))
    assert [(problem.line, problem.code) for problem in found.problems] == [(4, "alias"), (5, "unknown-field")]


def test_a_reading_is_kept_by_its_name_and_bytes() -> None:
    error = PermissionError(13, "Permission denied")
    keys = [key_of(name, data) for name in ("a", "b", "a\udcff") for data in (b"a", b"", error, OSError(5, "Broken"))]
    assert len({*keys}) == len(keys)
    assert {len(key) for key in keys} == {16}
    assert key_of("a", error) == key_of("a", PermissionError(13, "Permission denied"))


def test_places_are_those_of_the_file() -> None:
    assert parse(DAY, SOUND, "name")[1].mark(("title",)) == Mark(3, 8, 23)


@pytest.mark.parametrize("letters", [3, 31, 32, 80])
def test_whether_a_day_has_a_word_is_told_by_its_bytes(letters: int) -> None:
    word = "g" * letters
    day = parsed(SOUND.replace(b"by: gazette", f"by: {word}".encode()))
    assert day.content.day.front[0].claims[0].by == (word,)
    assert having(["other", word])(day)
    assert not having([word[1:], f"{word}g", "other"])(day), "a part of one is none"
    assert not having([])(day)
