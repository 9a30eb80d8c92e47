"""HTML in hand-written pages: what is let through, and the words for what is not."""

import pytest

from daybrief.text.raw_html import RAW, addresses, asks_for_markdown, bad_address, clean, comments, refused

ICON = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><!-- by X --><path d="M1 2z"></path></svg>'


@pytest.mark.parametrize("name", sorted(RAW))
def test_every_element_that_a_page_may_have_is_taken_and_left(name: str) -> None:
    given = "".join(f" {attribute}" for attribute in sorted(RAW[name]))
    assert [*refused(f"<{name.upper()}{given} class='a' dir=ltr id=b lang=en title=c markdown>")] == []
    assert "script" in clean(f"<{name}><script></script>")[1]


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
            ["a href"],
        ),
        ("<a href='https://x' rel='y' target='_top'>z</a>", '<a href="https://x" rel="y">z</a>', ["a target"]),
        ("<a href='http://x'>z</a>", '<a href="http://x">z</a>', []),
        (
            "<label for=x>y</label><input type=checkbox checked disabled name=n value=v><input type=radio>",
            '<label for="x">y</label><input type="checkbox" checked="" disabled="" name="n"><input type="radio">',
            ["input value"],
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
        ("<img src=x alt=y width=1 height=2 srcset=z>", '<img src="x" alt="y" width="1" height="2">', ["img srcset"]),
        ("<ol start=2 reversed type=a><li>x</li></ol>", '<ol start="2" reversed=""><li>x</li></ol>', ["ol type"]),
        (
            "<table><tr><th colspan=2 rowspan=3 scope=col headers=x>y</th><td colspan=2 rowspan=3>z</td></tr></table>",
            '<table><tbody><tr><th colspan="2" rowspan="3" scope="col">y</th><td colspan="2" rowspan="3">z</td></tr>'
            "</tbody></table>",
            ["th headers"],
        ),
        ("<time datetime=2031>x</time>", '<time datetime="2031">x</time>', []),
        # What extensions make, and nothing more of it than they make.
        ("<details open>x</details>", '<details open="">x</details>', []),
        (f"<p>{ICON}</p>", f"<p>{ICON}</p>", []),
        (
            "<svg viewBox='0 0 1 1' onload=x><circle r=1 fill='url(//x)'/><script>y</script><use href=#a /></svg>",
            '<svg viewBox="0 0 1 1"><circle r="1"></circle></svg>',
            ["circle fill", "script", "svg onload", "use", "use href"],
        ),
        ("<svg><path d='M0' style='fill:red'/><a href=x>y</a></svg>", None, ["path style"]),
        (
            "<svg><foreignObject><b>x</b></foreignObject><style>y</style><animate/><image href=z /></svg>",
            "<svg></svg>",
            None,
        ),
        (
            "<div data-tabs='1:2'>x</div><div data-tabs=a>y</div>",
            '<div data-tabs="1:2">x</div><div>y</div>',
            ["div data-tabs"],
        ),
        ("<a target=_blank data-preview download=a>x</a>", '<a target="_blank" data-preview="" download="a">x</a>', []),
        ("<img align=left loading=lazy><img align=top loading=x>", '<img align="left" loading="lazy"><img>', None),
        (
            "<span data-linenos='1 ' data-md-component=x></span>",
            '<span data-linenos="1 "></span>',
            ["span data-md-component"],
        ),
        ("<b id=__config></b><b id=__tabbed_1_1></b>", '<b></b><b id="__tabbed_1_1"></b>', ["b id"]),
        ("<label for=__search>x</label><a name=__codelineno-0-1></a>", None, ["label for"]),
        ("<table><tr><td align=right>x</td></tr></table>", None, []),
        ("<p style='text-align:left'>x</p>", "<p>x</p>", ["p style"]),
    ],
)
def test_what_is_left_of_a_page(html: str, left: str | None, gone: list[str] | None) -> None:
    cleaned, taken = clean(html)
    assert left in (cleaned, None)
    assert gone in (taken, None)
    assert clean(cleaned)[0] == cleaned


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


@pytest.mark.parametrize(
    ("tag", "asks"),
    [
        *((f"<div {given}>", True) for given in ("markdown", "class=a MARKDOWN", "markdown=1", "markdown='span'")),
        *(
            (f"<div {given}>", False)
            for given in ("", "class=markdown", "title='a markdown'", "markdown=0", "nomarkdown")
        ),
        ("<div markdown", False),
    ],
)
def test_a_block_may_ask_for_markdown(tag: str, asks: bool) -> None:
    assert asks_for_markdown(tag) is asks
