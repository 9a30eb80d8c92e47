"""Where code, comments, blocks and addresses stand in a Markdown text."""

import pytest

from daybrief.text.prose import among, angled, raw_blocks, without_code
from daybrief.text.raw_html import blanked


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a `b` c", "a ··· c"),
        ("a `b\nc` d", "a ··\n·· d"),
        ("a `<b\nc>` d", "a `<b\nc>` d"),
        ("``a ` b`` c", "········· c"),
        ("```a``b", "······b"),
        ("a \\`b` c` d", "a \\`b···· d"),
        ("a \\``b` ` d", "a \\`··· ` d"),
        ("a\\\\`b`", "a\\\\···"),
        ("a `b\n\nc` d", "a `b\n\nc` d"),
        ("a `b\n \t\nc` d", "a `b\n \t\nc` d"),
        ("`a` ``b` `c``", "··· ·········"),
        ("``a`b```c`", "``a·······"),
        ("```a`b``c", "········c"),
        ("`a` b\n\n`c` d", "··· b\n\n··· d"),
        ("`", "`"),
        ("`a``", "`a``"),
    ],
)
def test_code_in_backticks(text: str, left: str) -> None:
    assert without_code(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("```\ncode\n```\nx", "   \n    \n   \nx"),
        ("```\ncode", "```\ncode"),
        ("~~~ py\ncode\n~~~\nx\n```\n", "      \n    \n   \nx\n```\n"),
        ("~~~\na\n~~~~\nb\n~~~  \nc", "   \n \n    \n \n     \nc"),
        ("~~~\na\n~~~ b\n~~~\nc", "   \n \n     \n   \nc"),
        ("x\n~~~\na\n~~~\n~~~\nb\n~~~\nc", "x\n   \n \n   \n   \n \n   \nc"),
        (" ~~~\na\n ~~~", " ~~~\na\n ~~~"),
        ("    ~~~ a\n    b\n\n     c\n    ~~~\nd", "         \n     \n\n      \n       \nd"),
        ("  ~~~\n  a\n b\n  ~~~", "  ~~~\n  a\n b\n  ~~~"),
        ("  ~~~\n  a\n ~~~\n  ~~~ ", "  ~~~\n  a\n ~~~\n  ~~~ "),
        ('~~~ { .a title="<b>" }\nc\n~~~', "                      \n \n   "),
        ('~~~ a b="c" d\ne\n~~~', "             \n \n   "),
        ('~~~ a b="c"d"\ne\n~~~', '~~~ a b="c"d"\ne\n~~~'),
        ("~~~ a <b>\ne\n~~~", "~~~ a <b>\ne\n~~~"),
        ("~~\na\n~~", "~~\na\n~~"),
    ],
)
def test_code_in_fences(text: str, left: str) -> None:
    assert without_code(text) == left


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("x <!-- y --> z", f"x {' ' * 10} z"),
        ("x <!-- y\nz --> w", None),
        ("x <!-- a < b --> y", None),
        ("x <!-- a ` b --> y", None),
        ("x <!-- a \\ b --> y", None),
        ("<!-- y\nz --> w", f"{' ' * 6}\n{' ' * 5} w"),
        ("<!-- a < b --> x", f"{' ' * 14} x"),
        *((f"{' ' * count}<!-- y\nz -->", f"{' ' * (count + 6)}\n{' ' * 5}") for count in (1, 2, 3)),
        ("    <!-- y\nz --> w", None),
        ("x\n<!-- y\nz -->", f"x\n{' ' * 6}\n{' ' * 5}"),
        ("<!-- y --><div>", None),
        ("<!-- y --> <HR>", None),
        ("<!-- y -->\n<div>", f"{' ' * 10}\n<div>"),
        ("<!-- y --> <b>", f"{' ' * 10} <b>"),
        ("<!-- y", None),
    ],
)
def test_comments(text: str, left: str | None) -> None:
    assert without_code(text) == (text if left is None else left)


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("x <div>a</div>", []),
        ("<b>a</b>", []),
        ("<divan>a</divan>", []),
        ("<div-a>", []),
        ("<div>\n`a`\n</div>\nb", ["<div>\n`a`\n</div>"]),
        ("a\n   <DIV>b</div> c\nd", ["   <DIV>b</div> c"]),
        ("    <div>", []),
        ("<div><div>\n</div>\na</div>\nb", ["<div><div>\n</div>\na</div>"]),
        ("<div>\na\n</div> <p>\nb\n</p>\nc", ["<div>\na\n</div> <p>\nb\n</p>"]),
        ("<hr>a\nb\n<hr>\n", ["<hr>a", "<hr>"]),
        ("<div>\na", ["<div>\na"]),
        ("<p>a</p>\nb\n\n<p>c</p>\n", ["<p>a</p>", "<p>c</p>"]),
        ("<div class='a' markdown>\n`a`\n<p>\nb\n</p>\n</div>\n<hr>", ["<p>\nb\n</p>", "<hr>"]),
        ("<div markdown=0>\na\n</div>", ["<div markdown=0>\na\n</div>"]),
        ("<div markdown\n`a`", ["<div markdown\n`a`"]),
    ],
)
def test_blocks_of_html(text: str, blocks: list[str]) -> None:
    assert [text[start:end] for start, end in raw_blocks(text)] == blocks


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("<div>\n`a`\n</div>\n`b`", "<div>\n`a`\n</div>\n···"),
        ("`a\n<div>\nb`\n</div>", None),
        ("`a`\n<div>\n`b`\n</div>\n\n<p>`c`</p>\n`d`", "···\n<div>\n`b`\n</div>\n\n<p>`c`</p>\n···"),
        ("<hr>`a`", None),
    ],
)
def test_there_is_no_code_in_a_block_of_html(text: str, left: str | None) -> None:
    assert without_code(text) == (text if left is None else left)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[a](<b c>)", ["<b c>"]),
        ("[a](<b>) [c](<d> 'e')", ["<b>", "<d>"]),
        ('[a]( <b> "t" )', ["<b>"]),
        ("\\[a](<b>)", []),
        ("[a](<b> c)", []),
        ("[a](<b\nc>)", []),
        ("[a]: <b>", ["<b>"]),
        ("   [a]: <b>", ["<b>"]),
        ("    [a]: <b>", []),
        ("x\n[a]: <b>", []),
        ("x\n\n[a]: <b> 'T'", ["<b>"]),
        ("[a]: b\n[c]: <d>", ["<d>"]),
        ("[a]: <b>\n[c]: <d>\n[e]: <f>", ["<b>", "<d>", "<f>"]),
        ("[a]: b\nx\n[c]: <d>", []),
        ("[a]: <b>\n\n[c](<d>)", ["<b>", "<d>"]),
        ("[a](<b>)\n\n[c]: <d>\n\n[e](<f>)", ["<b>", "<d>", "<f>"]),
        ("<div>\n[a](<b>)\n</div>\n[c](<d>)", ["<d>"]),
    ],
)
def test_addresses_between_angles(text: str, found: list[str]) -> None:
    assert [text[start:end] for start, end in angled(text, [(0, 0), *raw_blocks(text)])] == found


def test_a_place_is_among_blocks_from_its_first_sign_to_its_last() -> None:
    blocks = [(0, 0), (2, 4), (6, 7)]
    assert [at for at in range(9) if among(blocks, at)] == [2, 3, 6]


def test_blanks_leave_every_line_where_it_was() -> None:
    assert blanked("one\ntwo three\nfour", [(1, 6), (8, 9)]) == "o  \n  o  hree\nfour"
    assert blanked("a\nb", [(0, 3)], "·") == "·\n·"
    assert blanked("abc", []) == "abc"
