"""Changes of a file's data are made in its bytes, and held to them. `tests/commands/upgrade/` shows how they look."""

import pytest

from daybrief.source import Document, read
from daybrief.source.edits import Editable, Step, Unlike, edited, value_at

TEXT = b"a: 1 # one\nb: {c: 'x', d: y, e: [z]}\nf: |\n  x\n"


def document(data: bytes = TEXT) -> Document:
    found, problems = read(data, "a.yml")
    assert found is not None
    assert not problems
    return found


@pytest.mark.parametrize(
    ("step", "made"),
    [
        ((("a",), "2"), TEXT.replace(b"a: 1", b"a: 2")),
        ((("a",), None), TEXT.replace(b"a: 1 # one", b"# one")),
        ((("b", "c"), "2"), TEXT.replace(b"'x'", b"'2'")),
        ((("b", "c"), None), TEXT.replace(b"c: 'x', ", b"")),
        ((("b", "d"), None), TEXT.replace(b" d: y,", b"")),
    ],
)
def test_a_value_is_set_in_its_quotes_and_an_entry_goes(step: Step, made: bytes) -> None:
    assert edited(TEXT, document(), [(step,)])[0] == made
    assert edited(TEXT, document(), [(step,)])[2] == 1


@pytest.mark.parametrize("path", [("b",), ("f",), ("b", "e"), ("g",), ("b", "c", "d")])
def test_lists_mappings_blocks_and_what_is_not_there_take_a_person(path: tuple[str, ...]) -> None:
    for value in ("2", None):
        assert edited(TEXT, document(), [((path, value),)])[::2] == (TEXT, 0)


def test_steps_that_stand_together_are_taken_together_or_not_at_all() -> None:
    assert edited(TEXT, document(), [((("a",), "2"), (("f",), None))])[0] == TEXT
    made, now, taken = edited(TEXT, document(), [((("a",), "2"), (("b", "d"), None)), ((("b", "c"), "3"),)])
    assert made == TEXT.replace(b"1", b"2").replace(b" d: y,", b"").replace(b"x'", b"3'")
    assert now.data == {"a": "2", "b": {"c": "3", "e": ["z"]}, "f": "x"}
    assert taken == 2


@pytest.mark.parametrize(
    "made",
    [
        TEXT,  # as if nothing had been changed
        b"b: {c: 'x', d: y, e: [z]}\na: 2\nf: |\n  x\n",  # in another order
        TEXT.replace(b"1", b"2").replace(b"[z]", b"&x [z]"),  # with another problem
        TEXT.replace(b"1", b"2").replace(b"x'", b"x' # cut").replace(b"'", b""),
        b"a: [",
    ],
)
def test_what_says_something_else_is_never_given(made: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Editable, "changed", lambda *_: made)
    with pytest.raises(Unlike):
        edited(TEXT, document(), [((("a",), "2"),)])


def test_nothing_stands_where_no_path_leads() -> None:
    data = {"a": [{"b": "c"}]}
    assert value_at(data, ("a", 0, "b")) == "c"
    assert [value_at(data, path) for path in (("b",), ("a", 1), ("a", "b"), ("a", 0, "b", "c"))] == [None] * 4
