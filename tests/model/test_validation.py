"""Whatever stands in a field, reading ends in a value or in words for an editor, all at once and each once."""

import json
from collections.abc import Iterator
from dataclasses import is_dataclass
from functools import partial
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from daybrief.diagnostics import Diagnostic
from daybrief.model.day import Day
from daybrief.model.registry import FILES
from daybrief.model.statements import Claim
from daybrief.model.validation import interpret
from daybrief.source import Document, read
from tests.cases import CORPUS, slow_but
from tests.counting import lines

MODELS: dict[str, Any] = {"day": Day, **FILES}
SOUND = {name: CORPUS / ("valid/everything.yml" if name == "day" else f"registry/{name}.yml") for name in MODELS}
TEXTS = "A B;-1;~4;8..;9..8;2031;2031/..;2032/2031;nan;1e400;²;٣;[a](b);aб;2031-05-04;0000-00-00;9999-W52;9999-12-31T23:59Z;http://[;2031-05-04/;//a"
SHAPES: list[Any] = ["", "x", [], [""], ["x"] * 9, [[]], [{}], {}, {"": ""}, {"x": "y"}, {"x": {}}, {"a.b\n": []}]
ODD = [*SHAPES, " ", "a" * 3000, "one\ntwo", *TEXTS.split(";")]


WORDS = (
    "text title told_to limits note translation name likelihood_words resolves_if because was now reason field basis"
    " owner part short one region district country access track_record bias ref by origin kind geonames uk gazette"
)
"""Fields of words of one's own, a language's and a gazetteer's names too; in `by` and `kind` registries have such."""


def document(name: str) -> Document:
    found, problems = read(SOUND[name].read_bytes(), "f.yml")
    assert found is not None
    assert problems == []
    return found


def paths(node: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    yield path
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for step, child in children:
        yield from paths(child, (*path, step))


def at(node: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        node = node[step]
    return node


def put(node: Any, path: tuple[str | int, ...], value: Any) -> Any:
    """The tree with another value at `path`, which may be new to it; None takes it out."""
    if not path:
        return value
    step, rest = path[0], path[1:]
    items = node.items() if isinstance(node, dict) else enumerate(node)
    changed = {k: put(v, rest, value) if k == step else v for k, v in items if k != step or rest or value is not None}
    if not rest and value is not None:
        changed[step] = value
    return changed if isinstance(node, dict) else list(changed.values())


def marked(data: dict[str, Any]) -> Document:
    """A document of any tree."""
    found, problems = read(json.dumps(data, ensure_ascii=False, indent=1).encode(), "f.yml")
    assert found is not None
    assert problems == []
    assert found.data == data
    return found


def problems(name: str, data: Any) -> list[Diagnostic]:
    value, _, found = interpret(marked(data), MODELS[name])
    assert found or value is not None
    assert len({(p.line, p.column, p.code, p.message) for p in found}) == len(found)
    for problem in found:
        assert "\n" not in problem.message + problem.hint
        assert len(problem.message) < 200
        assert len(problem.hint) < 400
    return found


@pytest.mark.parametrize("name", slow_but({*MODELS} - {"day"}, MODELS))
def test_any_value_anywhere_ends_in_words(name: str) -> None:
    data = document(name).data
    kinds = {tuple(step for step in path if isinstance(step, str)): path for path in paths(data)}
    for path in kinds.values():
        for odd in ODD if isinstance(at(data, path), str) else SHAPES:
            if path or isinstance(odd, dict):
                problems(name, put(data, path, odd))


@pytest.mark.parametrize("name", MODELS)
def test_any_field_may_be_missing_or_too_many(name: str) -> None:
    data = document(name).data
    for path in paths(data):
        if path:
            assert [p.code for p in problems(name, put(data, path, None))] in (
                [],
                ["missing-field"],
                ["too-few"],
                ["empty-field"],
                ["one-movement"],
            )
            if isinstance(path[-1], str):
                codes = {p.code for p in problems(name, put(data, (*path[:-1], f"{path[-1]} x"), "y"))}
                assert codes & {"unknown-field", "bad-id", "bad-language", "one-movement"}
                assert "missing-field" not in codes


def test_the_sound_files_have_every_field_of_the_model() -> None:
    known: set[str] = set()
    seen: set[str] = set()

    def look(hint: Any, node: Any) -> None:
        if is_dataclass(hint):
            hints = get_type_hints(hint, include_extras=True)
            for name, field in hint.__pydantic_fields__.items():
                known.add(f"{hint.__name__}.{name}")
                if (alias := field.alias or name) in node:
                    seen.add(f"{hint.__name__}.{name}")
                    look(hints[name], node[alias])
        elif isinstance(node, (list, dict)):
            inner = [argument for argument in get_args(hint) if argument not in (type(None), Ellipsis)]
            within = get_origin(hint) in (tuple, dict)
            for child in (node.values() if isinstance(node, dict) else node) if within else [node]:
                look(inner[-1] if within else inner[0], child)

    for name, model in MODELS.items():
        look(model, document(name).data)
    assert len(known) > 100
    assert known == seen


def _interpret(found: Document, most: int) -> None:
    assert len(interpret(found, Day)[2]) > most


def test_the_work_grows_with_the_problems_and_no_faster() -> None:
    def effort(count: int) -> int:
        text = "articles:\n" + "".join(f"  a{n}: b\n" for n in range(count)) + "takeaways:\n" + "  - c\n" * count
        found, _ = read(text.encode(), "f.yml")
        assert found is not None
        return lines(partial(_interpret, found, 2 * count))

    assert effort(800) < 9 * effort(100)


@pytest.mark.parametrize("name", MODELS)
def test_a_comment_cuts_words_and_is_welcome_behind_all_else(name: str) -> None:
    whole, _, _ = interpret(document(name), MODELS[name])
    lines = SOUND[name].read_text(encoding="utf-8").rstrip("\n").split("\n")
    told: set[int] = set()
    for number, line in enumerate(lines):
        found, _ = read("\n".join([*lines[:number], f"{line} # why", *lines[number + 1 :]]).encode(), "f.yml")
        assert found is not None
        value, _, problems = interpret(found, MODELS[name])
        if problems:
            assert [(p.line, p.code) for p in problems] == [(number + 1, "cut-text")]
            assert line.split(":")[0].strip(" -") in {*WORDS.split()} - {*("by", "kind") * (name == "day")}
            told.add(number)
        else:
            assert value == whole
            msgspec.msgpack.encode(value)
    assert told
    assert len(told) < len(lines) - 1


def test_a_slip_is_told_once_and_hides_nothing() -> None:
    data = document("day").data
    claim = {**data["front"][0]["claims"][0], "Text": "x", "evidence": "video"}
    del claim["text"]
    found = problems("day", put({**data, "Title": data["title"]}, ("front", 0, "claims", 0), claim) | {"title": ""})
    assert sorted(p.code for p in found) == ["empty-field", "unknown-field", "unknown-field", "unknown-word"]


def test_placeholders_take_the_place_of_what_is_missing_and_of_what_is_unsound() -> None:
    found, _ = read(b"title: [1]\nstatus: draft\nfront: [{sector: X}]\n", "f.yml")
    assert found is not None
    whole = document("day").data
    value, sound, told = interpret(found, Day, whole)
    assert value is not None
    assert value.title == whole["title"]
    assert value.front == ()
    assert ("title",) not in sound
    assert ("status",) in sound
    assert [p.code for p in told].count("missing-field") == 6


@pytest.mark.parametrize("length", [1, 59, 60])
def test_a_short_text_in_the_place_of_a_list_is_shown_as_one(length: int) -> None:
    found, _ = read(f"places: {'a' * length}\n".encode(), "f.yml")
    assert found is not None
    _, _, problems = interpret(found, Claim)
    [hint] = [problem.hint for problem in problems if problem.code == "not-a-list"]
    assert hint == ("write each item on a line with `- `" if length >= 60 else f"write `[{'a' * length}]`")


@pytest.mark.parametrize(
    ("given", "hint"),
    [
        ("gazette, herald", "several are a list: write `by: [gazette, herald]`"),
        ("gazette,herald", "several are a list: write `by: [gazette, herald]`"),
        ("The Gazette, herald", "an id is made of a–z, 0–9 and single `-`: type `the-gazette-herald`"),
        ("gazette,", "an id is made of a–z, 0–9 and single `-`: type `gazette`"),
        (["gazette, herald"], "an id is made of a–z, 0–9 and single `-`: type `gazette-herald`"),
    ],
)
def test_ids_with_a_comma_between_them_are_shown_as_a_list(given: Any, hint: str) -> None:
    found = problems("day", put(document("day").data, ("front", 0, "claims", 0, "by"), given))
    assert [problem.hint for problem in found if problem.code == "bad-id"] == [hint]


def test_a_slip_below_a_field_that_may_be_left_out_is_known() -> None:
    [misspelled] = problems("sources", {"isw": {"name": "ISW", "party": {"is": "none", "bass": "It says so."}}})[:1]
    assert (misspelled.code, "did you mean `basis`?" in misspelled.hint) == ("unknown-field", True)
    [word] = problems("sources", {"isw": {"name": "ISW", "party": "r"}})
    assert "`is: …`" in word.hint
