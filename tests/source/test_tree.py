"""Any bytes become a tree with the place of every key and value, or problems that lie in the file."""

from collections.abc import Callable, Iterable
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.diagnostics import Diagnostic
from daybrief.source import MAX_BYTES, Document, Mark, read
from daybrief.source.composer import MAX_DEPTH

WORDS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
TREES: st.SearchStrategy[Any] = st.dictionaries(
    WORDS,
    st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4)),
    min_size=1,
    max_size=5,
)
PIECES = st.sampled_from(
    [
        *"\t\0 -:#?[]{},&*!|>%@`'\"\\a\n\r\u0085\u00a0\u2028\ufeff\U0001f600",
        "a: ",
        "\n  ",
        "\n- ",
        "<<: ",
        "---\n",
        "'a",
        "|\n",
    ]
)


def document(text: str) -> Document:
    found, problems = read(text.encode(), "day.yml")
    assert problems == []
    assert found is not None
    return found


def assert_places_lie_in(data: bytes) -> None:
    found, problems = read(data, "day.yml")
    assert found is not None or problems
    assert problems == sorted(problems) == read(data, "day.yml")[1]
    lines = data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    places = [Mark(p.line, p.column, p.width) for p in problems]
    paths = {path[:end] for path, _ in found.texts() for end in range(len(path) + 1)} if found else set()
    places += [found.mark(path, key=key) for path in paths for key in (True, False)] if found else []
    for place in places:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes_are_read(data: bytes) -> None:
    assert_places_lie_in(data)


@given(st.lists(PIECES, max_size=40).map("".join))
@settings(max_examples=150, deadline=None)
def test_anything_that_looks_like_yaml_is_read(text: str) -> None:
    assert_places_lie_in(text.encode())


@given(TREES, st.sampled_from([True, False, None]), st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
@settings(deadline=None)
def test_every_key_and_value_is_marked_where_it_stands(tree: Any, flow: bool | None, end: str, bom: bool) -> None:
    text = yaml.dump(tree, Dumper=yaml.SafeDumper, default_flow_style=flow, default_style=None, width=40)
    text = text.replace("'", "")  # `no` and its like need no quotes here
    found, problems = read(("\ufeff" * bom + text.replace("\n", end)).encode(), "day.yml")
    assert problems == []
    assert found is not None
    assert found.data == tree
    lines = text.split("\n")

    def at(mark: Mark) -> str:
        return lines[mark.line - 1][mark.column - 1 :]

    def look(node: Any, path: tuple[str | int, ...]) -> None:
        if isinstance(node, str):
            assert at(found.mark(path))[: found.mark(path).width] == node
        elif isinstance(node, dict):
            for key, value in node.items():
                assert at(found.mark((*path, key), key=True)).startswith(key)
                look(value, (*path, key))
        else:
            for index, value in enumerate(node):
                look(value, (*path, index))

    look(tree, ())


@pytest.mark.parametrize(
    "written", ["no", "1.10", "12:30", "0777", "2025-12-03", "null", "~", "0x1F", "1e3", ".nan", "=", "TRUE"]
)
def test_every_scalar_arrives_as_it_was_typed(written: str) -> None:
    assert document(f"a: {written}").data == {"a": written}


def test_texts_arrive_whole() -> None:
    found = document("a: |\n  one\n\n  two # three\n\nb: >-\n  one\n  two\nc: one\n  two\nd: 'it''s'\ne: \"\\u0416\"\n")
    assert found.data == {"a": "one\n\ntwo # three", "b": "one two", "c": "one two", "d": "it's", "e": "Ж"}


def test_names_are_kept_once_for_all_files() -> None:
    one, other = document("party: north-shore\n").data, document("party: north-shore\nby: x\n").data
    assert one["party"] is other["party"]
    assert next(iter(one)) is next(iter(other))


def test_a_text_that_a_comment_cuts_is_known() -> None:
    found = document("a: PR #526\nb: 'PR' # 1\nc: PR#526\nd: one\n  two   # 2\ne: |\n  PR #1\n")
    assert [*found.cut()] == [("a",), ("d",)]
    assert {type(value) for value in found.data.values()} == {str}, "of a class of its own, no other library takes it"


def test_a_place_above_is_taken_for_what_is_not_in_the_file() -> None:
    found = document("a:\n  - b: c\n")
    assert found.mark(("a", 0, "d", "e"), key=True) == found.mark(("a", 0)) == Mark(2, 5)
    assert found.mark(("x",)) == found.mark(()) or found.mark(("x",)).width == 0


def test_what_is_left_of_a_document_keeps_its_place() -> None:
    found = document("a: [w, x, {y: 1, z: 2}]\nb: c\n")
    left = found.without({("a", 0), ("a", 2, "y"), ("b",)})
    assert left.data == {"a": ["x", {"z": "2"}]}
    assert left.mark(("a", 0)) == Mark(1, 8)
    assert left.mark(("a", 1, "z"), key=True) == found.mark(("a", 2, "z"), key=True)
    assert [*left.texts()] == [(("a", 0), "x"), (("a", 1, "z"), "2")]
    assert ("a", 1, "z") in left
    assert ("a", 1, "y") not in left
    assert ("b",) in found, "the document itself is as it was"


def test_ids_are_found_wherever_they_stand() -> None:
    found = document("a: [{id: x}, {id: [y]}]\nid: z\narticles: {w: 1}\n")
    assert sorted(found.ids()) == ["w", "x", "z"]


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"\xff", (1, 1)),
        (b"date: x\n\xff", (2, 1)),
        (b"title: caf\xe9 au lait\n", (1, 11)),
        ("заголовок: Київ".encode() + b"\xe9", (1, 16)),
        ("\ufeffзаголовок: Київ".encode() + b"\xe9", (1, 16)),
        ("\ufeffдата: x\r\nзаголовок: Ки".encode() + "ї".encode()[:1], (2, 14)),
        ("\ufeffа\rб\r\nв".encode() + b"\x80", (3, 2)),
        (b"a: b\r\xd0", (2, 1)),
        ("a: \U0001f600".encode()[:-1], (1, 4)),
        ("a: \U0001f600".encode()[:-1] + b"x", (1, 4)),
        (b"a: \xed\xa0\x80", (1, 4)),
        (b"a: \xc0\xaf", (1, 4)),
        (b"\xef\xbba: b", (1, 1)),
        ("a\u0085б\u2028в".encode() + b"\xff", (1, 6)),
    ],
)
def test_a_byte_that_is_no_text_is_told_where_it_stands_in_letters(data: bytes, place: tuple[int, int]) -> None:
    found, problems = read(data, "day.yml")
    assert found is None
    assert [(p.line, p.column, p.code) for p in problems] == [(*place, "encoding")]


@pytest.mark.parametrize("lead", ["", "\ufeff"])
@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_file_of_wider_letters_is_told_once(encoding: str, lead: str) -> None:
    [problem] = read((lead + "date: 2031-05-04\ntitle: Café\n").encode(encoding), "day.yml")[1]
    assert (problem.code, problem.message[:19]) == ("encoding", "the file is UTF-16 ")


@pytest.mark.parametrize("data", [bytes(64), b"date: x\n" + bytes(4000), b"a: \0\n"])
def test_zeros_alone_make_no_other_encoding(data: bytes) -> None:
    assert {p.code for p in read(data, "day.yml")[1]} <= {"control-character", "empty"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("line", "column"),
    [("\ufeffa: Ки\u202eїв", 6), ("\ufeff\ufeffa: b", 1), ("\ufeffa: б\ufeffв", 5), ("a: б\u0085в", 5)],
)
def test_a_mark_at_the_beginning_moves_no_column(line: str, column: int, end: str) -> None:
    [problem] = read(f"{line}{end}b: c{end}".encode(), "day.yml")[1]
    assert (problem.line, problem.column) == (1, column)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "a:\n"])
def test_depth_is_bounded(opening: str) -> None:
    deep = "".join(" " * n + opening for n in range(MAX_DEPTH + 5)) if opening == "a:\n" else opening * 40_000
    assert [p.code for p in read(deep.encode(), "day.yml")[1]][:1] in (["too-deep"], ["key"])


def test_size_is_bounded() -> None:
    assert [p.code for p in read(b"#" * (MAX_BYTES + 1), "day.yml")[1]] == ["too-large"]
    assert [p.code for p in read(b"#" * MAX_BYTES, "day.yml")[1]] == ["empty"]


WRONG = """\
%
"<<:x": *a
%
# a
%
---
%
---
a: b
%
--- {a: b}
---
c
%
---
- a
---
b: c
%
a: b
...
%
a: *b
c: [*d, {e: *f}]
%
<<: *a
b: c
%
- <<: a
%
a:
  <<: {b: c}
  <<: [d]
%
a:
  "<<": b
%
*a : b
%
&a b: c
%
a: &b c
d: &e
  f: g
h: &i [j]
%
a: !b c
d: !!str e
f: ! g
%
a: !b &c d
%
a: b
c: d
a: e
"a": f
a : g
%
a:
  b: c
  b: {b: d, b: e}
%
? a
: b
%
? a
%
?
%
a: b
? c
: d
e: f
%
[a]: b
%
a: {[b]: c}
%
{a: b}: c
%
a: {{b: c}: d}
%
a: |
%
a: >
b: |
c: d
%
a: |#b
  c
%
a: >-#b
  c
%
a: |+2 #b
  c
%
a: |
  b #c
  d#e
f: |
%
a: "b
  c"
d: "e
f"
%
a:
  b: 'c
  d'
%
a:
  b: 'c

   d
 e'
%
a: [b,
c]
%
a: {b: c,
# d
e: f}
%
a: [b,
  c
]
d:
  e: [f,
  ]
  g: {h: i,
 j: k
  }
%
a:
  - [b,
  c]
%
a: "b"#c
d: [e]#f
g: {h: i}#j
%
a: [b,#c
  d]
e: "f" # g#h
%
a: b
  - c
%
a: b
  c
  - d
  - e
%
a: b
    - c: d
%
a: -
b: [-, c]
%
a: - b
%
a:
  - -
%
a: "\\u200b"
b: "\\0"
c: "\\ue000 \\u202e"
d: '\\u200b'
%
a: "b\\tc\\nd"
%
a
%
- a
%
[a]
%
"a"
%
|
  a
%
*a
%
{a: b}
%
{a: b} c
%
a: [b: c, d: , e]
%
{a: , b:}
%
a: {b, c}
%
a: {b: , c:
  , d: e}
%
a: {? b : c}
%
a: [? b, "c" : d]
%
a: {?}
%
a:
  b:

  c:
d:
%
a: b  # c
d:  "e"   # f
"""
"""What is told of each stands in `golden/tree.txt`."""


def test_what_is_told_of_what_is_not_read(told_of: Callable[[str, Iterable[str]], None]) -> None:
    told_of("tree.txt", WRONG.split("%\n"))


@pytest.mark.parametrize(
    ("text", "path", "value", "key"),
    [
        ("a: b", ("a",), Mark(1, 4, 1), Mark(1, 1, 1)),
        ("ab:  cde  # f", ("ab",), Mark(1, 6, 3), Mark(1, 1, 2)),
        ("a:\n  bc: 'd e'", ("a", "bc"), Mark(2, 7, 5), Mark(2, 3, 2)),
        ("a:\n  bc: 'd e'", ("a",), Mark(2, 3, 1), Mark(1, 1, 1)),
        ("a:\n- bc\n- d", ("a", 0), Mark(2, 3, 2), Mark(2, 3, 2)),
        ("a:\n- bc\n- d", ("a",), Mark(2, 1, 1), Mark(1, 1, 1)),
        ("a: |\n  b\n  c\n", ("a",), Mark(1, 4, 1), Mark(1, 1, 1)),
        ('a: "b\n  c"', ("a",), Mark(1, 4, 1), Mark(1, 1, 1)),
        ("a: [b, cd]", ("a",), Mark(1, 4, 1), Mark(1, 1, 1)),
        ("a: [b, cd]", ("a", 1), Mark(1, 8, 2), Mark(1, 8, 2)),
        ("a: {b: cd}", ("a", "b"), Mark(1, 8, 2), Mark(1, 5, 1)),
        ("a: {b: , c: d}", ("a", "b"), Mark(1, 7, 1), Mark(1, 5, 1)),
        ("a: {b:\n  , c: d}", ("a", "b"), Mark(1, 7, 1), Mark(1, 5, 1)),
        ("a: {b , c: d}", ("a", "b"), Mark(1, 7, 1), Mark(1, 5, 1)),
        ("a: {'b': , c: d}", ("a", "b"), Mark(1, 9, 1), Mark(1, 5, 3)),
        ("a:\nb: c", ("a",), Mark(1, 3, 1), Mark(1, 1, 1)),
        ("b: c\na:", ("a",), Mark(2, 3, 1), Mark(2, 1, 1)),
        ("b: c\na:\n", ("a",), Mark(2, 3, 1), Mark(2, 1, 1)),
    ],
)
def test_where_a_value_and_its_key_stand(text: str, path: tuple[str | int, ...], value: Mark, key: Mark) -> None:
    found = document(text)
    assert (found.mark(path), found.mark(path, key=True)) == (value, key)


def test_a_mark_is_of_the_first_line_and_column_if_the_file_has_nothing_above() -> None:
    found = document("a: [b, {c: d}]\n")
    assert found.mark(()) == found.mark(("x", "a")) == Mark(1, 1, 0)
    assert found.mark(("a", 9)) == found.mark(("a", "x", 0)) == found.mark(("a",)) == Mark(1, 4, 1)
    assert found.mark(("a", 1, "c", 0, "d")) == Mark(1, 12, 1)
    assert [path in found for path in [(), ("a",), ("a", 1, "c"), ("a", 2), ("a", 1, "c", 0), ("x",)]] == [
        *(True, True, True),
        *(False, False, False),
    ]


def test_a_document_without_some_of_it() -> None:
    found = document("a: [b, [c, d, {e: f}]]\ng: {h: i # j\n  , k: l}\nm: n\n")
    left = found.without({("a", 1, 2, "e"), ("a", 1, 0), ("a", 1), ("g", "k")})
    assert left.data == {"a": ["b"], "g": {"h": "i"}, "m": "n"}
    left = found.without({("a", 1, 0), ("a", 1, 2, "e"), ("m",)})
    assert left.data == {"a": ["b", ["d", {}]], "g": {"h": "i", "k": "l"}}
    assert (left.file, left.mark(("a", 1, 0)), [*left.cut()]) == ("day.yml", Mark(1, 12, 1), [("g", "h")])
    assert found.without(set()).data == found.data


def test_what_is_put_into_a_document_has_no_place() -> None:
    found = document("a: {b: c, d: e}\n")
    found.data["a"]["f"] = "g"
    left = found.without({("a", "b")})
    assert (left.data, left.mark(("a", "f"))) == ({"a": {"d": "e", "f": "g"}}, Mark(1, 4, 1))
    assert ("a", "f") not in left


def test_every_text_comes_in_the_order_of_the_file() -> None:
    found = document("a: [b, {c: d}]\ne:\nf: {g: {}, h: i}\n")
    texts = [(("a", 0), "b"), (("a", 1, "c"), "d"), (("e",), ""), (("f", "h"), "i")]
    assert [*found.texts()] == texts
    assert [*document("a: [b #c\n ]\nd: {e: [f] # g\n  , h: i # j\n  }\n").cut()] == [("a", 0), ("d", "h")]


def test_names_are_kept_once_up_to_a_length() -> None:
    short, long = "x" * 23, "x" * 24
    one, other = (document(f"a: {short}\nb: {long}\n").data for _ in range(2))
    assert one["a"] is other["a"]
    assert one["b"] == other["b"] == long


def test_a_file_that_is_too_large_is_told_of_in_words() -> None:
    assert read(b"#" * (MAX_BYTES + 1), "day.yml") == (
        None,
        [
            Diagnostic(
                "day.yml",
                1,
                1,
                "too-large",
                "the file has more than 1,048,576 bytes, and is not read",
                "make several files of it",
                width=0,
            )
        ],
    )


def test_a_file_has_so_many_levels_and_no_more() -> None:
    for opening, closing in (("[", "]"), ("{a: ", "}")):
        deep = [f"a: {opening * n}b{closing * n}" for n in (MAX_DEPTH - 1, MAX_DEPTH)]
        assert read(deep[0].encode(), "")[1] == []
        [problem] = read(deep[1].encode(), "")[1]
        assert (problem.code, problem.message, problem.hint) == (
            "too-deep",
            "more than 24 levels, one inside the other",
            "close the brackets, or nest less",
        )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: b\u200b: c\n", ["1:5 invisible-character"]),
        ("a: b\u200b\nc: d: e\n", ["1:5 invisible-character", "2:5 colon-in-text"]),
        ("\u200ba: b\n c: d\n", ["1:1 invisible-character"]),
        ("a: b\n\u200bc: d\n", ["2:1 invisible-character"]),
        ("a:\n  b: c\n \u200bd: e\n f: g: h", ["3:2 invisible-character"]),
        ("a: b: c\n\u200bd: e\n", ["2:1 invisible-character"]),
        ("a: b: c\nd: e\u200b\n", ["1:5 colon-in-text", "2:5 invisible-character"]),
        ("a: b: c\nd: e\n\u200bf: g\n", ["1:5 colon-in-text", "3:1 invisible-character"]),
        ("a:\tb\nc: d: e\n", ["1:3 tab"]),
        ("a:\u00a0b\nc: d: e\n", ["1:3 wide-space"]),
        ("a: b\u00a0c\n", []),
        ("a: *b\nc: d: e\nf: *g\n", ["1:4 alias", "2:5 colon-in-text"]),
    ],
)
def test_a_character_may_be_the_cause_of_a_syntax_error(text: str, told: list[str]) -> None:
    assert [f"{p.line}:{p.column} {p.code}" for p in read(text.encode(), "")[1]] == told


def test_a_file_with_very_many_stray_characters_is_not_read() -> None:
    found, problems = read(b"a: b\n" + b"#\t\n" * 10_001, "day.yml")
    assert found is None
    assert len(problems) == 10_001
    assert read(b"a: b\n" + b"#\t\n" * 10_000, "day.yml")[0] is not None
