"""The written subset of markup, and nothing more: anything else shows as it was typed."""

import re
from html import unescape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from daybrief.text import addresses
from daybrief.text.markup import fault, inline, links, plain, readable

PIECES = st.sampled_from(
    [
        *"*`[]()<>&\"'\\!_ \naж",
        "**",
        "](",
        "[a](https://b.ca/)",
        "[a](",
        "https://b.ca",
        "javascript:",
        "&lt;",
        "&#58;",
        "{{ a }}",
        '[a](https://b.ca "t")',
        "[a](<https://b.ca/>)",
    ]
)
ADDRESSES = st.sampled_from(
    [
        "https://b.ca",
        "http://b.ca",
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
TAG = re.compile(r'</?(?:em|strong|code)>|<a href="https?://[^"]*">|</a>')


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
    assert ("<a " in inline(text)) == (fault(text) is None)


@given(st.lists(PIECES, max_size=30).map("".join))
def test_every_link_is_a_sound_address_with_words_as_it_was_typed(text: str) -> None:
    for address, words in re.findall('<a href="([^"]*)">(.*?)</a>', inline(text), re.DOTALL):
        assert addresses.fault(unescape(address)) is None
        assert f"]({unescape(address)})" in text
        assert readable(words)


@given(st.lists(st.sampled_from(["_", "__", "a", " ", "*b*", "**c**", "`d`", "[e](https://b.ca/_f_)"]), max_size=20))
@example(["__", "a", "__", " and ", "`main`"])
def test_nothing_but_stars_is_emphasis(pieces: list[str]) -> None:
    text = "".join(pieces)
    assert plain(text).count("_") == text.replace("(https://b.ca/_f_)", "").count("_")
    assert ("<em>" in inline(text)) <= ("*" in text)
    assert ("<strong>" in inline(text)) <= ("**" in text)


UNMARKED = st.text(
    st.sampled_from("_<>&\"'\\!~#-|{}() aж\n") | st.characters(exclude_characters="*`[\r\0"), max_size=20
)


@given(UNMARKED, UNMARKED)
@example("_a_", "__init__")
def test_what_is_not_marked_shows_as_typed_beside_what_is(text: str, other: str) -> None:
    assert unescape(inline(f"{text} *b* `c` {other}")) == f"{text} <em>b</em> <code>c</code> {other}"


@pytest.mark.parametrize(
    ("text", "html", "words"),
    [
        ("*a* **b** `c`", "<em>a</em> <strong>b</strong> <code>c</code>", "a b c"),
        ("[*a*](https://b.ca/?d=e&f)", '<a href="https://b.ca/?d=e&amp;f"><em>a</em></a>', "a"),
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
    ("text", "told"),
    [
        ("[a](https://b.c) [d](HTTP://e.fg/h)", "`b.c` is no whole name"),
        ("[a](https://b.ca) [d](HTTP://e.fg/h)", ""),
        ("[a](https://b.ca) [d](e.f)", "`e.f` is no web address"),
        ("[a](//b.ca)", "`//b.ca` is no web address"),
        ("[a](https://)", "names no site"),
        ("[a](https://b@c.de)", "user's name or password"),
        ("[a]()", "`` is no web address"),
        ("[a](", "the link `[a](` is not closed"),
        ('[a](https://b.ca "t")', "a link has no title"),
        ("[a](https://b.ca 't')", "a link has no title"),
        ("[a](<https://b.ca/c d>)", "is no web address"),
        ("[a]( https://b.ca )", "is no web address"),
        ("[a](https://b.ca/c d)", "a space has no place"),
        ("[a](https://b.ca:99999)", "`:99999` is no port"),
        ("[a](https://b.ca/|)", "`|` has no place"),
        ("[](https://b.ca/)", "has no words"),
        ("See [ ](https://b.ca/).", "has no words"),
        ("[**](https://b.ca/)", "has no words"),
        ("f](x), [sic] (x), `[a](b)`, [c][d], <https://b.ca>", ""),
        ("[a](https://b.ca/c_(d)) and [e](https://b.ca/?f[g]=1&copy;=2)", ""),
        ("[[a](b)", "`b` is no web address"),
        ("[" * 1000 + "](x)", "has no words"),
    ],
)
def test_links_that_show_as_typed_are_told(text: str, told: str) -> None:
    found = fault(text)
    assert (found is None) == (told == "")
    assert told in (found[0] if found else "")
    assert ("<a " in inline(text)) == ("HTTP" in text or "[e]" in text or "[d](e.f)" in text)


SHAPE = "write `[words](https://…)`"
OPEN = "the link `[a](` is not closed", f"put `)` behind its address: {SHAPE}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[a](", OPEN),
        ("[a](b", OPEN),
        ("x [a](\n[b](c)", OPEN),
        ("[a](https://b.ca/(c(d)))", OPEN),
        ("[a]((https://b.ca/)", OPEN),
        ("`[a](b)` [a](", OPEN),
        ("[](https://b.ca)", ("the link to `https://b.ca` has no words", SHAPE)),
        ('[a](https://b.ca "t")', ("a link has no title", f'take `"t"` out: {SHAPE}')),
        ("[a](https://b.ca  (t) )", ("a link has no title", f"take `(t)` out: {SHAPE}")),
        ("[a](https://b.ca/  't') [b](x)", ("a link has no title", f"take `'t'` out: {SHAPE}")),
        ("[a](b) [c](", ("`b` is no web address", "a link begins with https:// or http://")),
        ("](", None),
        ("[a](https://b.ca/) ](", None),
    ],
)
def test_the_words_for_what_is_wrong_with_the_first_link(text: str, told: tuple[str, str] | None) -> None:
    assert fault(text) == told


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a", []),
        ("](", []),
        ("[a](b.c)", []),
        (
            "*b* [a](https://b.ca/) and ![**c**](HTTP://d.example/e_(f)?g&h)",
            ["https://b.ca/", "HTTP://d.example/e_(f)?g&h"],
        ),
        ("`[a](https://b.ca/)` [a](https://b.ca/)", ["https://b.ca/"]),
    ],
)
def test_where_a_text_leads(text: str, found: list[str]) -> None:
    assert links(text) == found


@pytest.mark.parametrize("text", ["", " ", "**", "`` ` ``", "–", "_", "?!", "[]()", "\u00a0", "😀"])
def test_some_texts_hold_nothing_to_read(text: str) -> None:
    assert not readable(text)


@pytest.mark.parametrize("text", ["a", "*б*", "1", "字", "`x`", "…и"])
def test_a_letter_or_digit_can_be_read(text: str) -> None:
    assert readable(text)


def test_of_a_link_within_a_link_the_inner_one_is_one() -> None:
    link = '<a href="https://c.example/">b</a>'
    assert inline("[a [b](https://c.example/) d](https://e.example/)") == f"[a {link} d](https://e.example/)"
