"""An older commit is given the same days, as far as its schemas know what they say."""

import json
from pathlib import Path
from typing import Any

import pytest

from bench.days import Day
from bench.older import Known
from daybrief.model.schema import schemas

REFERENCE = {"type": "string", "pattern": "^[a-z0-9-]+$"}


def known(root: Path, change: Any = lambda schema: None, codes: str = '"former-id"') -> Known:
    """What a program with the schemas of today knows, after a change to that of the day."""
    for name, text in schemas().items():
        file = root / "briefings" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        schema = json.loads(text)
        if name == "schema/day.schema.json":
            change(schema)
        file.write_text(json.dumps(schema))
    (root / "generator/daybrief").mkdir(parents=True)
    (root / "generator/daybrief/diagnostics.py").write_text(f"Code = Literal[{codes}]")
    return Known(root)


def filled(value: Any) -> Any:
    """A value without what is left out of a file."""
    if isinstance(value, dict):
        return {name: filled(item) for name, item in value.items() if item not in (None, (), [], {})}
    return [filled(item) for item in value] if isinstance(value, list) else value


def told(know: Known, day: dict[str, Any]) -> Any:
    return filled(know.day(day, ["some-source"]))


@pytest.mark.parametrize("number", range(20))
def test_todays_program_knows_all_of_a_day(number: int, tmp_path: Path) -> None:
    day = Day(number, 0).written()
    assert told(known(tmp_path), day) == filled(day)


def test_todays_program_knows_all_registries(tmp_path: Path) -> None:
    know = known(tmp_path)
    for kind, entries in Day(0, 0).world.registry().items():
        assert filled(know.registry(kind, entries)) == filled(entries)
    assert know.former_ids
    assert not known(tmp_path / "older", codes='"day-twice"').former_ids


def test_what_is_not_known_is_left_out(tmp_path: Path) -> None:
    def change(schema: dict[str, Any]) -> None:
        claim = schema["$defs"]["Claim"]["properties"]
        del claim["control"]
        claim["evidence"]["enum"].remove("map")

    day = Day(3, 0).told()
    claim = day["front"][0]["claims"][0]
    claim |= {"control": {"party": "norvia"}, "evidence": "map", "places": ["here"]}
    (found, *_) = told(known(tmp_path, change), day)["front"][0]["claims"]
    assert "control" not in found
    assert "evidence" not in found
    assert found["places"] == ["here"]


def test_what_was_one_is_the_first_of_several_and_a_list_too_short_is_told_again(tmp_path: Path) -> None:
    def change(schema: dict[str, Any]) -> None:
        schema["$defs"]["Claim"]["properties"]["follows"] = REFERENCE
        schema["$defs"]["Takeaway"]["properties"]["refs"]["items"] = REFERENCE
        schema["properties"]["takeaways"]["minItems"] = 2

    day = Day(3, 0).told()
    day["front"][0]["claims"][0] |= {"follows": ["one", "other"], "by": ["several", "speakers"]}
    day["takeaways"] = [{"text": "One.", "refs": ["own", "2020-01-01/old"]}]
    found = told(known(tmp_path, change), day)
    assert found["front"][0]["claims"][0]["follows"] == "one"
    assert found["front"][0]["claims"][0]["by"] == ["several", "speakers"]
    assert found["takeaways"] == [{"text": "One.", "refs": ["own"]}] * 2


def test_corrections_name_a_field_and_what_it_was(tmp_path: Path) -> None:
    def change(schema: dict[str, Any]) -> None:
        schema["$defs"]["Correction"]["required"] += ["field", "was"]

    common = {"date": "2020-01-05", "target": "day", "kind": "update", "reason": "Late."}
    path, plain = common | {"field": "sourcing.limits", "was": "Two."}, common | {"field": "title", "was": "One."}
    day = Day(3, 0).told()
    day["corrections"] = [path, plain, common | {"field": None}, common | {"field": "title", "was": None}]
    assert told(known(tmp_path, change), day)["corrections"] == [path | {"field": "sourcing"}, plain]


def test_actors_met_on_a_track_from_one_day_until_another(tmp_path: Path) -> None:
    def change(schema: dict[str, Any]) -> None:
        schema["$defs"]["Event"]["properties"]["until"] = {"type": "string"}
        schema["$defs"]["Event"]["required"] += ["track"]

    day = Day(3, 0).told()
    first = {"id": "x", "name": "X", "track": "a-track", "state": "planned", "date": "2020-01-09/..", "format": "call"}
    first |= {"participants": ["an-actor", "some-source"]}
    other = first | {"state": "ongoing", "date": "2020-01-03/2020-01-05", "format": "vote", "track": None}
    third = first | {"state": "postponed", "date": "2020-01-09"}
    day["diplomacy"] = [first, other, third]
    met = first | {"participants": ["an-actor"], "date": "2020-01-09"}
    assert told(known(tmp_path, change), day)["diplomacy"] == [
        met,
        met | {"state": "held", "date": "2020-01-03", "until": "2020-01-05", "format": "document"},
        met | {"state": "cancelled"},
    ]
