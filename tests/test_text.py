"""The written subset of markup, and nothing more: anything else shows as it was typed."""

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.text import bad_link, inline, plain

PIECES = st.sampled_from(
    [
        *"*`[]()<>&\"'\\!_ \naж",
        "**",
        "](",
        "[a](https://b.c/)",
        "[a](",
        "https://b.c",
        "javascript:",
        "&lt;",
        "&#58;",
        "{{ a }}",
    ]
)
ADDRESSES = st.sampled_from(
    [
        "https://b.c",
        "http://b",
        "HTTPS://b.c/",
        "b.c",
        "//b.c",
        "https:/",
        "https://",
        "mailto:b@c",
        "#b",
        "/b",
        "javascript:b",
    ]
)
TAG = re.compile(r'</?(?:em|strong|code)>|<a href="https?://[^"]*"(?: title="[^"]*")?>|</a>')


@given(st.lists(PIECES, max_size=30).map("".join))
@example("[a](javascript&#58;b)")
def test_only_the_subset_becomes_markup(text: str) -> None:
    html = str(inline(text))
    words = TAG.sub("", html)
    assert not set('<>"') & set(words)
    assert unescape(words) == plain(text)
    if not re.search(r"[*`\[]", text):
        assert plain(text) == text


@given(ADDRESSES, st.text("ab/?=&#%:;@~-_.", max_size=8), st.sampled_from(["", "a ", "[b] ", "`"]))
def test_a_link_is_told_of_or_shows(address: str, more: str, before: str) -> None:
    text = f"{before}[words]({address}{more})"
    assert ("<a " in inline(text)) == (bad_link(text) == "")


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>", "a b c"),
        ("[*a*](https://b.c/?d=e&f)", '<a href="https://b.c/?d=e&amp;f"><em>a</em></a>', "a"),
        ("2 * 3 * 4, snake_case, `*a*`", "2 * 3 * 4, snake_case, <code>*a*</code>", "2 * 3 * 4, snake_case, *a*"),
        ("<b>&amp;</b> # 1. - >", "&lt;b&gt;&amp;amp;&lt;/b&gt; # 1. - &gt;", "<b>&amp;</b> # 1. - >"),
        ("[a](javascript:b) [c][d]", "[a](javascript:b) [c][d]", "[a](javascript:b) [c][d]"),
        ("*a\nb*", "<em>a\nb</em>", "a\nb"),
    ],
)
def test_what_shows(text: str, html: str, words: str) -> None:
    assert inline(text) == html
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("[a](https://b.c) [d](HTTP://e.f/g)", ""),
        ("[a](https://b.c) [d](e.f)", "e.f"),
        ("[a](//b.c)", "//b.c"),
        ("[a](https://)", "https://"),
        ("[a](https://b@c)", "https://b@c"),
        ("f](x), [sic] (x), `[a](b)`", ""),
        ("[[a](b)", "b"),
        ("[" * 100_000 + "](x)", "x"),
    ],
)
def test_links_that_are_no_web_address(text: str, link: str) -> None:
    assert bad_link(text) == link
