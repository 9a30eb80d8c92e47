"""What leads from one name to another ends somewhere."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybrief.content.rules.threads import in_circles
from daybrief.pipeline.check import read
from daybrief.pipeline.state import CheckState
from tests.cases import TREES, lay
from tests.counting import lines
from tests.projects import settings_for

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
        ([("a", "retracts", "b"), ("b", "retracts", "a")], "ab"),
        ([("a", "retracts", "b"), ("b", "follows", "a")], "ab"),
        ([("a", "follows", ["c", "b"]), ("b", "backs", ["c", f"{DAY}/a"]), ("c", "", "")], "ab"),
        ([("a", "follows", ["b", "c"]), ("b", "denies", ["d"]), ("c", "backs", ["d"]), ("d", "", "")], ""),
        ([("a", "follows", ["b", "c"]), ("b", "", ""), ("c", "retracts", ["b", "a"])], "ac"),
        ([("a", "follows", "2031-03-01/b"), ("b", "follows", "a")], ""),
        (
            [
                *[("a", "follows", "b"), ("b", "follows", ["a", "c"]), ("c", "follows", "d")],
                *[("d", "follows", "e"), ("e", "follows", "d")],
            ],
            "abde",
        ),
    ],
)
def test_no_way_makes_a_circle(tells: Tells, ways: list[tuple[str, str, Any]], circle: str) -> None:
    claims = [{"id": name, "by": "courier"} | ({field: way} if field else {}) for name, field, way in ways]
    earlier = {"claims": [{"id": "b", "by": "courier"}]}
    found = [told for told in tells({"2031-03-01": earlier, DAY: {"claims": claims}}) if told[1] == "circle"]
    assert found == [("{", "circle", f"`{name}` leads back to itself", HINT) for name in circle]


WAYS = st.dictionaries(st.sampled_from("abcdef"), st.sets(st.sampled_from("abcdefg"), max_size=3))


def led_to(ways: dict[str, set[str]], name: str) -> set[str]:
    """All names that one comes to from a name."""
    found: set[str] = set()
    ahead = list(ways.get(name, ()))
    while ahead:
        here = ahead.pop()
        if here not in found:
            found.add(here)
            ahead += ways.get(here, ())
    return found


@given(WAYS)
def test_whoever_comes_back_to_himself_is_found_and_nobody_who_stands_beside(ways: dict[str, set[str]]) -> None:
    """Nor who stands between two circles."""
    assert in_circles(ways) == [name for name in ways if name in led_to(ways, name)]


def test_a_long_way_that_ends_is_no_circle() -> None:
    ways = {f"{number}": (f"{number + 1}",) for number in range(5_000)}
    assert in_circles(ways) == []
    assert len(in_circles(ways | {"5000": ("0",)})) == 5_001


def test_the_work_grows_with_the_ways_and_no_faster() -> None:
    def effort(count: int) -> int:
        names = [f"{number}" for number in range(count)]
        ways = {name: (*names[:20], names[(number * 7 + 1) % count]) for number, name in enumerate(names)}
        return lines(partial(_circling, ways))

    assert effort(1_600) < 9 * effort(200)


def _circling(ways: dict[str, tuple[str, ...]]) -> None:
    in_circles(ways)


@pytest.mark.parametrize("kind", ["judgement", "forecast"])
def test_no_assessment_tells_itself_again(tells: Tells, kind: str) -> None:
    frame = {"kind": kind, "by": "courier", "sector": "ridge"}
    ways = {"a": "b", "b": [f"{DAY}/a"], "c": ["c"], "d": [], "e": "d"}
    views = [{"id": name, **frame} | ({"follows": way} if way else {}) for name, way in ways.items()]
    hint = "write the day of the earlier assessment: `DATE/c`"
    assert tells({DAY: {"claims": [{"id": "one", "by": "courier"}], "assessments": views}}) == [
        ("{", "circle", "`a` leads back to itself", HINT),
        ("{", "circle", "`b` leads back to itself", HINT),
        ('"c"', "unknown-reference", "this assessment points at itself", hint),
    ]


@pytest.mark.parametrize(
    ("bodies", "circle"),
    [
        ({"courier": "courier"}, ["courier"]),
        ({"courier": "abbot", "abbot": "courier"}, ["abbot", "courier"]),
        ({"courier": "abbot", "abbot": "far-wire", "far-wire": "courier"}, ["abbot", "courier", "far-wire"]),
        ({"walker": "courier", "courier": "abbot", "abbot": "courier"}, ["abbot", "courier"]),
        ({"walker": "courier", "courier": "abbot", "abbot": "far-wire"}, []),
        ({"courier": "abbot", "far-wire": "abbot"}, []),
    ],
)
def test_nobody_is_a_member_of_his_own_member(tells: Tells, bodies: dict[str, str], circle: list[str]) -> None:
    """Actors are told of before sources, and each where it stands."""
    registry = {
        kind: {name: {"name": name, "member_of": bodies[name]} for name in some if name in bodies}
        for kind, some in {"actors": ["abbot", "walker"], "sources": ["courier", "far-wire"]}.items()
    }
    hint = "let the topmost of them be a member of nothing"
    assert tells({DAY: {}}, registry) == [
        (f'"{bodies[name]}"', "circle", f"`{name}` is a member of itself in the end", hint) for name in circle
    ]


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


def test_what_is_told_again_follows_the_other_days_and_asks_for_no_more_of_them(tmp_path: Path) -> None:
    docs = lay(tmp_path / "docs", next(case for case in TREES if case.name == "forecasts-told-again"))
    earlier, later = docs / "2031/2031-05-02.yml", "2031/2031-05-04.yml"
    kept, checked, lines = earlier.read_text(encoding="utf-8"), CheckState(), []
    edits = [
        ("", ""),
        ("id: freeze", "id: frost"),
        ("published", "draft"),
        ("id: rise\n    kind: judgement", "id: rise\n    kind: forecast"),
    ]
    for old, new in [*edits, ("- id: dry", "- id: drought"), ("06-01", "07-01")]:
        earlier.write_text(kept.replace(old, new) if old else kept, encoding="utf-8")
        _, anew, _, _ = read(settings_for(docs), CheckState())
        _, told, checked, _ = read(settings_for(docs), checked)
        assert told == anew
        lines.append([one.line for one in told if one.code == "told-again" and one.file.endswith(later)])
    flood, dry, freeze, rise = 23, 29, 35, 40
    assert lines == [[flood, freeze], [flood], [flood], [flood, freeze, rise], [flood, freeze], [flood, dry, freeze]]
    for new in (kept, kept.replace("One article", "An article")):
        earlier.write_text(new, encoding="utf-8")
        before = checked
        _, _, checked, _ = read(settings_for(docs), before)
    assert checked.findings[later] is before.findings[later]


def test_a_speaker_who_was_renamed_is_the_same(tells: Tells) -> None:
    thaw = {"id": "thaw", "kind": "forecast"}
    days = {
        "2031-03-01": {"assessments": [{**thaw, "by": "old-wire"}]},
        DAY: {"assessments": [{**thaw, "by": "new-wire"}]},
    }
    registry = {"sources": {"new-wire": {"name": "New Wire", "formerly": ["old-wire"]}}}
    hint = "add `follows: 2031-03-01/thaw`; if it is another forecast, give it another id"
    message = "`thaw` was forecast on 2031-03-01 by the same speaker and for the same horizon"
    assert tells(days, registry) == [('"thaw"', "told-again", message, hint)]
