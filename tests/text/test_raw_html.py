"""HTML in hand-written pages: what is let through, and the words for what is not."""

import pytest

from daybrief.text.raw_html import RAW, addresses, bad_address, clean, comments, refused


@pytest.mark.parametrize("name", sorted(RAW))
def test_every_element_that_a_page_may_have_is_taken_and_left(name: str) -> None:
    given = "".join(f" {attribute}" for attribute in sorted(RAW[name]))
    assert [*refused(f"<{name.upper()}{given} class='a' dir=ltr id=b lang=en title=c markdown>")] == []
    assert clean(f"<{name}><script></script>")[1] == ["script"]


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("<form>", ["a page may not have `<form>`"]),
        ("<FORM a=b", ["a page may not have `<FORM>`", "`<FORM>` may not have `a`"]),
        ("<form x><", ["a page may not have `<form>`", "`<form>` may not have `x`"]),
        ("<b", ["`<b` is not closed"]),
        ("<b <i>", ["`<b>` holds a `<`, which is `&lt;` there", "`<b>` may not have `i`"]),
        ("<a href=x target=y onclick=z>", ["`<a>` may not have `target`", "`<a>` may not have `onclick`"]),
        ("<td colspan=2 rowspan=2 scope=x>", ["`<td>` may not have `scope`"]),
        ("<B STYLE='x' Class=y>", ["`<B>` may not have `STYLE`"]),
        *(
            (tag, [])
            for tag in [
                *("<a href=x>", "<img src=x alt=y width=1 height=2>", "<ol start=2 reversed>", "<time datetime=x>"),
                *("<td colspan=2 rowspan=2>", "<th colspan=2 rowspan=2 scope=col>", "<del>", "<wbr>", "<u>", "<abbr>"),
            ]
        ),
        ("<!x>", ["a page may not have declarations"]),
        ("<?x", ["a page may not have declarations"]),
        ("<!-- x", ["a comment is not closed, or goes on within a text"]),
    ],
)
def test_the_words_for_what_a_page_may_not_have(tag: str, told: list[str]) -> None:
    assert [*refused(tag)] == told


@pytest.mark.parametrize(
    ("html", "left", "gone"),
    [
        ("<b><form><FORM><Script></Script>", "<b></b>", ["form", "script"]),
        ("<!-- <form> --><x><!-- <y> --><z>", "<!-- <form> --><!-- <y> -->", ["x", "z"]),
        ("<x-y><z:q>", "", ["x-y", "z:q"]),
        (
            "<a href='mailto:x@y'>a</a><a href='tel:1'>b</a><a href='ftp://x'>c</a><a href='x.md'>d</a>",
            '<a href="mailto:x@y">a</a><a href="tel:1">b</a><a>c</a><a href="x.md">d</a>',
            [],
        ),
        ("<a href='https://x' rel='y' target='_blank'>z</a>", '<a href="https://x">z</a>', []),
        ("<a href='http://x'>z</a>", '<a href="http://x">z</a>', []),
        (
            "<label for=x>y</label><input type=checkbox checked disabled name=n value=v><input type=radio>",
            '<label for="x">y</label><input type="checkbox" checked="" disabled="" name="n"><input type="radio">',
            [],
        ),
        (
            "<table><colgroup><col></colgroup><tr><td style='text-align:center;color:red'>y</td></tr></table>",
            '<table><colgroup><col></colgroup><tbody><tr><td style="text-align:center">y</td></tr></tbody></table>',
            [],
        ),
        (
            "<div markdown='1' class=a dir=ltr id=b lang=en title=c>x</div>",
            '<div class="a" dir="ltr" id="b" lang="en" title="c">x</div>',
            [],
        ),
        ("<img src=x alt=y width=1 height=2 srcset=z>", '<img src="x" alt="y" width="1" height="2">', []),
        ("<ol start=2 reversed type=a><li>x</li></ol>", '<ol start="2" reversed=""><li>x</li></ol>', []),
        (
            "<table><tr><th colspan=2 rowspan=3 scope=col headers=x>y</th><td colspan=2 rowspan=3>z</td></tr></table>",
            '<table><tbody><tr><th colspan="2" rowspan="3" scope="col">y</th><td colspan="2" rowspan="3">z</td></tr>'
            "</tbody></table>",
            [],
        ),
        ("<time datetime=2031>x</time>", '<time datetime="2031">x</time>', []),
    ],
)
def test_what_is_left_of_a_page(html: str, left: str, gone: list[str]) -> None:
    assert clean(html) == (left, gone)


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("<!--a--><!--b-->x<!--c", ["<!--a-->", "<!--b-->"]),
        ("<!--->", []),
        ("<!---->", ["<!---->"]),
        ("<!-- a --!> b -->c-->", ["<!-- a --!> b -->"]),
        ("a--> <!-- b", []),
    ],
)
def test_comments_end_where_browsers_end_them(html: str, found: list[str]) -> None:
    assert [html[start:end] for start, end in comments(html)] == found


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("<a href=x>", [(8, "x")]),
        ("<a HREF = 'x y' title=z>", [(10, "x y")]),
        ('<img alt="a" src="b.png">', [(17, "b.png")]),
        ("<a href>", []),
        ("<a title='href=x'>", []),
    ],
)
def test_addresses_of_a_tag(tag: str, found: list[tuple[int, str]]) -> None:
    assert [*addresses(tag)] == found


HINT = "write an address with https:// or http://, or a file's name"
NO_ADDRESS = "a link begins with https:// or http://"


@pytest.mark.parametrize(
    ("address", "message", "hint"),
    [
        ("https://[", "`https://[` is no address", HINT),
        ("ftp://x", "a page may not lead to `ftp://x`", HINT),
        ("java\nscript:x", "a page may not lead to `java⏎script:x`", HINT),
        ("\x01javascript:x", "a page may not lead to `\x01javascript:x`", HINT),
        ("java\x0bscript:x", "a page may not lead to `java\x0bscript:x`", HINT),
        ("data:x", "a page may not lead to `data:x`", HINT),
        ("//x.example", "`//x.example` is no web address", NO_ADDRESS),
        ("/\\x", "`/\\x` is no web address", NO_ADDRESS),
        ("/ /x", "`/ /x` is no web address", NO_ADDRESS),
        ("&#x2f;/x", "`//x` is no web address", NO_ADDRESS),
        ("HTTPS://x", "`x` is no whole name of a site", "write it with its ending, such as `.org`"),
        ("http://x", "`x` is no whole name of a site", "write it with its ending, such as `.org`"),
    ],
)
def test_where_no_page_may_lead(address: str, message: str, hint: str) -> None:
    assert bad_address(address) == (message, hint)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "about.md",
            "https://x.example/",
            " https://x.example/ ",
            "mailto:a@b",
            "tel:1",
            "TEL:1",
            "a//b",
            "/a//b",
            "?a",
        ),
        *("https://x.example/&amp;a", "https://x.example/?a&lt=1", "#a", ""),
    ],
)
def test_where_a_page_may_lead(address: str) -> None:
    assert bad_address(address) is None
