"""What was asked for is known afterwards, by whatever way; and which of it has another answer now."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import pytest

from daybrief.engine.dependencies import ChangedKeys, Recorder, TrackedMapping, contents, differing, pack, tracked


def test_a_trace_is_kept_in_four_bytes_a_key_whatever_the_order() -> None:
    assert pack(["a", "b", "a"]) == pack(["b", "a"])
    assert len(pack(["b", "a"])) == 8
    assert pack([]) == b""


@pytest.mark.parametrize(
    ("changed", "asked", "concerned"),
    [("a", "a", True), ("ab", "bc", True), ("a", "b", False), ("abc", "", False), ("", "abc", False), ("", "", False)],
)
def test_what_changed_concerns_who_asked_for_it(changed: str, asked: str, concerned: bool) -> None:
    assert ChangedKeys(changed).invalidates(pack(asked)) is concerned


def test_nothing_has_changed_unless_it_is_said() -> None:
    assert not ChangedKeys().invalidates(pack("abc"))


def test_who_traces_is_told_of_all_that_is_asked_for_meanwhile() -> None:
    recorder = Recorder()
    recorder.record("before")
    recorder.record_all({"before, too"}, "mark")
    with recorder.recording() as outer:
        recorder.record("a")
        with recorder.recording() as inner:
            recorder.record("b")
            recorder.record_all({"c", "d"})
        recorder.record("e")
    recorder.record("after")
    assert inner == {"b", "c", "d"}
    assert outer == {"a", "b", "c", "d", "e"}


def test_what_was_asked_for_before_something_failed_is_told_too() -> None:
    recorder = Recorder()
    with recorder.recording() as outer:
        with suppress(KeyError), recorder.recording():
            recorder.record("a")
            raise KeyError
        recorder.record("b")
    assert outer == {"a", "b"}


def test_a_mark_stands_for_keys_that_a_trace_has_already() -> None:
    recorder = Recorder()
    with recorder.recording() as keys:
        recorder.record_all({"a"})
        assert keys == {"a"}, "without a mark there is none in it"
        recorder.record_all({"b"}, "mark")
        recorder.record_all({"c"}, "mark")
        assert keys == {"a", "b", "mark"}
        recorder.record_all({"c"}, "another")
        recorder.record_all({"d"})
    assert keys == {"a", "b", "c", "d", "mark", "another"}
    with recorder.recording() as keys:
        recorder.record_all({"b"}, "mark")
    assert keys == {"b", "mark"}


@pytest.mark.parametrize(
    ("ask", "answer", "noted"),
    [
        (lambda mapping: mapping["a"], 1, ["boats/a"]),
        (lambda mapping: mapping.get("a"), 1, ["boats/a"]),
        (lambda mapping: mapping.get("c"), None, ["boats/c"]),
        (lambda mapping: mapping.get("c", 7), 7, ["boats/c"]),
        (lambda mapping: "a" in mapping, True, ["boats/a"]),
        (lambda mapping: "c" in mapping, False, ["boats/c"]),
        (lambda mapping: [name for name in mapping], ["b", "a"], ["boats"]),  # noqa: C416 - a list asks for more
        (len, 2, ["boats"]),
        (lambda mapping: [*mapping.items()], [("b", 2), ("a", 1)], ["boats"]),
        (lambda mapping: [*mapping.values()], [2, 1], ["boats"]),
        (lambda mapping: [*mapping.keys()], ["b", "a"], ["boats"]),
        (lambda mapping: mapping == {"a": 1, "b": 2}, True, ["boats"]),
        (lambda mapping: dict(mapping)["a"], 1, ["boats", "boats/b", "boats/a"]),
    ],
)
def test_a_mapping_notes_what_it_is_asked_for(ask: Callable[[Any], object], answer: object, noted: list[str]) -> None:
    told: list[str] = []
    mapping = TrackedMapping("boats", {"b": 2, "a": 1}, SimpleNamespace(record=told.append))
    assert told == []
    assert ask(mapping) == answer
    assert [*dict.fromkeys(told)] == noted, "some ask for the length too"


def test_a_mapping_notes_what_it_has_not() -> None:
    told: list[str] = []
    with pytest.raises(KeyError):
        TrackedMapping("boats", {}, SimpleNamespace(record=told.append))["c"]
    assert told == ["boats/c"]


@dataclass
class Registry:
    """As the briefings have one."""

    boats: Mapping[str, int]
    places: Mapping[str, str]


def test_each_mapping_of_a_registry_is_a_mapping_of_that_name() -> None:
    told: list[str] = []
    registry = Registry({"a": 1}, {"senn": "Senn"})
    mappings = tracked(registry, SimpleNamespace(record=told.append))
    assert mappings.boats["a"] == 1
    assert "hask" not in mappings.places
    assert told == ["boats/a", "places/hask"]
    assert contents(mappings) == contents(registry) == [("boats", {"a": 1}), ("places", {"senn": "Senn"})]


@pytest.mark.parametrize(
    ("old", "new", "keys"),
    [
        ({}, {}, []),
        ({"a": 1, "b": 2}, {"a": 1, "b": 2}, []),
        ({"a": 1, "b": 2}, {"a": 1, "b": 3}, ["boats/b", "boats"]),
        ({"a": 1}, {"a": 1, "b": None}, ["boats/b", "boats"]),
        ({"a": 1, "b": None}, {"a": 1}, ["boats/b", "boats"]),
        ({"a": 1}, {"b": 1}, ["boats/a", "boats/b", "boats"]),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}, ["boats"]),
    ],
)
def test_what_is_different_in_a_registry_is_told_by_the_keys_of_its_shelf(
    old: dict[str, object], new: dict[str, object], keys: list[str]
) -> None:
    assert [*differing("boats", old, new)] == keys
