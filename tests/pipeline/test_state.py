"""What is remembered from one build to the next: what was built, and parsed days year by year."""

from pathlib import Path

import msgspec

from daybrief.content.parsed_day import ParsedDay
from daybrief.engine import cache
from daybrief.pipeline.state import BUILD, CHECKED, Built, CheckState, Published, load, save_checked

NOTHING = Published({}, {})
STATE = CheckState(hashes={"2031/a.yml": b"h"}, parsed_days={}, facts={"unread": {"b.yml": None}})


def reading(date: str, draft: bool = False) -> ParsedDay:
    return ParsedDay(date=date, draft=draft, problems=(), pack=b"p")


READ = {
    b"k3": reading("2031-01-01"),
    b"k1": reading("2030-12-31", True),
    b"k2": reading("2031-02-01"),
    b"k0": reading(""),
}


def stamps(folder: Path) -> dict[str, int]:
    return {file.name: file.stat().st_ino for file in (folder / "days").iterdir()}


def test_what_was_built_is_known_and_of_a_damaged_file_nothing_is_believed(tmp_path: Path) -> None:
    assert load(tmp_path).built == Built()
    built = Built("site", None, NOTHING, NOTHING)
    cache.save(tmp_path / BUILD, built)
    assert load(tmp_path).built == built
    (tmp_path / BUILD).write_bytes(b"damaged")
    assert load(tmp_path).built == Built()


def test_readings_lie_in_a_file_a_year_and_come_back_whole(tmp_path: Path) -> None:
    assert load(tmp_path).checked == CheckState()
    save_checked(tmp_path, STATE, READ)
    assert {file.name for file in (tmp_path / "days").iterdir()} == {"2030", "2031", "none"}
    found = load(tmp_path).checked
    assert found.parsed_days == READ
    assert found.saved == {"2030": b"k1", "2031": b"k2k3", "none": b"k0"}
    assert msgspec.structs.replace(found, parsed_days={}, saved={}) == STATE
    assert len((tmp_path / CHECKED).read_bytes()) < 300, "they are nowhere else"


def test_a_year_is_written_when_it_is_another_and_left_alone_else(tmp_path: Path) -> None:
    save_checked(tmp_path, STATE, READ)
    before, found = stamps(tmp_path), load(tmp_path).checked
    save_checked(tmp_path, found, dict(reversed(READ.items())))
    assert stamps(tmp_path) == before
    save_checked(tmp_path, found, {**READ, b"k4": reading("2031-03-01")})
    after = stamps(tmp_path)
    assert {year for year in after if after[year] != before[year]} == {"2031"}
    save_checked(tmp_path, STATE, READ)
    again = stamps(tmp_path)
    assert {year for year in again if again[year] != after[year]} == {"2031"}, (
        "though nothing is known of what was saved"
    )


def test_a_year_that_is_gone_is_taken_away_and_one_that_was_lost_is_written_again(tmp_path: Path) -> None:
    save_checked(tmp_path, STATE, READ)
    found = load(tmp_path).checked
    save_checked(tmp_path, found, {key: one for key, one in READ.items() if one.date[:4] == "2031"})
    assert [*stamps(tmp_path)] == ["2031"]
    (tmp_path / "days/2031").unlink()
    save_checked(tmp_path, found, READ)
    again = load(tmp_path).checked
    assert again.parsed_days == READ


def test_of_a_year_whose_file_is_damaged_nothing_is_believed(tmp_path: Path) -> None:
    save_checked(tmp_path, STATE, READ)
    (tmp_path / "days/2031").write_bytes(b"damaged")
    found = load(tmp_path).checked
    assert {*found.parsed_days} == {b"k0", b"k1"}
    assert found.saved == {"2030": b"k1", "2031": b"", "none": b"k0"}
    save_checked(tmp_path, found, READ)
    again = load(tmp_path).checked
    assert again.parsed_days == READ
    (tmp_path / CHECKED).unlink()
    alone = load(tmp_path).checked
    assert alone == CheckState(parsed_days=again.parsed_days, saved=again.saved), "each file is damaged on its own"
