"""What leads from one name to another ends somewhere."""

from collections.abc import Callable
from typing import Any

import pytest

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY = "2031-03-10"
HINT = "let the first of them stand on its own"


@pytest.mark.parametrize(
    ("ways", "circle"),
    [
        ([("a", "follows", "b"), ("b", "follows", "a")], "ab"),
        ([("a", "follows", f"{DAY}/b"), ("b", "backs", "a")], "ab"),
        ([("a", "backs", "b"), ("b", "denies", f"{DAY}/a")], "ab"),
        ([("d", "follows", "a"), ("a", "follows", "b"), ("b", "denies", "c"), ("c", "backs", "a")], "abc"),
        ([("a", "follows", "b"), ("b", "follows", "c"), ("c", "", "")], ""),
        ([("a", "follows", "b"), ("b", "follows", "a"), ("c", "follows", "d"), ("d", "follows", "c")], "abcd"),
        ([("a", "follows", "c"), ("b", "follows", "c"), ("c", "", "")], ""),
        ([("a", "retracts", "b"), ("b", "retracts", "a")], ""),
        ([("a", "follows", "2031-03-01/b"), ("b", "follows", "a")], ""),
    ],
)
def test_no_way_makes_a_circle(tells: Tells, ways: list[tuple[str, str, str]], circle: str) -> None:
    claims = [{"id": name, "by": "courier"} | ({field: way} if field else {}) for name, field, way in ways]
    earlier = {"claims": [{"id": "b", "by": "courier"}]}
    found = [told for told in tells({"2031-03-01": earlier, DAY: {"claims": claims}}) if told[1] == "circle"]
    assert found == [("{", "circle", f"`{name}` leads back to itself", HINT) for name in circle]


def test_an_event_goes_on_from_another(tells: Tells) -> None:
    one = {"id": "one", "by": "courier"}

    def told(**events: Any) -> list[tuple[str, str]]:
        return [(code, message) for _, code, message, _ in tells({DAY: {"claims": [one], "events": events}})]

    assert told(a={"continues": "a"}) == [("circle", "`a` leads back to itself")]
    assert told(a={"continues": "b"}, b={"continues": f"{DAY}/a"}) == [
        ("circle", "`a` leads back to itself"),
        ("circle", "`b` leads back to itself"),
    ]
    assert told(a={"continues": "b"}, b={}) == []


@pytest.mark.parametrize("place", [{}, {"event": "meet"}])
@pytest.mark.parametrize("reference", ["one", f"{DAY}/one"])
def test_a_claim_that_points_at_itself_is_told_once(tells: Tells, place: Any, reference: str) -> None:
    claims = [{"id": "one", "by": "courier", "follows": reference, **place}]
    assert tells({DAY: {"claims": claims}}) == [
        (
            f'"{reference}"',
            "unknown-reference",
            "this claim points at itself",
            "write the day of the earlier claim: `DATE/one`",
        )
    ]


def test_a_former_id_belongs_to_one_entry(tells: Tells) -> None:
    registry = {
        "actors": {
            "first": {"name": "First", "formerly": ["first", "second", "old", "courier", "was-paper", "old"]},
            "second": {"name": "Second", "formerly": ["old", "fine"]},
        },
        "sources": {
            "paper": {"name": "Paper", "formerly": ["was-paper", "first", "fine", "paper", "sheet"]},
            "other": {"name": "Other", "formerly": ["sheet"]},
        },
        "places": {"tarn": {"name": "Tarn", "formerly": ["courier", "ridge", "tarn"]}},
    }
    shared = "actors and sources share their ids"
    assert tells({DAY: {}}, registry) == [
        (f'"{name}"', "duplicate-id", message, "a former id leads to one entry")
        for name, message in [
            ("first", "`first` is the id that it has now"),
            ("second", "`second` is an entry of its own"),
            ("courier", f"`courier` is a source; {shared}"),
            ("was-paper", f"`was-paper` is a former id of `paper`; {shared}"),
            ("old", "`old` is given twice"),
            ("old", "`old` is the id of `first`"),
            ("fine", f"`fine` is a former id of `paper`; {shared}"),
            ("tarn", "`tarn` is the id that it has now"),
            ("first", f"`first` is an actor; {shared}"),
            ("paper", "`paper` is the id that it has now"),
            ("sheet", "`sheet` is the id of `paper`"),
        ]
    ]
