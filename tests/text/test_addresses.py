"""Addresses: what is taken has the host that it seems to have, in every reader of addresses."""

import ipaddress
import re
from urllib.parse import urlsplit

import idna
import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from daybrief.text.addresses import asked, fault, host
from tests.reading import Built

PIECES = st.sampled_from(
    [
        *"./:@?#%[]\\-_aA1ж0x&;=|\"'<> \t\n\u3002ＡⅠß",
        "https://",
        "http:",
        "//",
        "example.org",
        "пример.рф",
        "xn--e1afmkfd",
        "xn--",
        "127.0.0.1",
        "localhost",
        "%2e",
        "%41",
        ":80",
        "user:pass@",
        "www.",
    ]
)

PARTS = st.lists(PIECES, max_size=12).map("".join)
LABELS = st.lists(
    st.sampled_from(["www", "Lake", "a-b", "3d", "x1", "газета", "ЛУГ", "bücher", "straße", "xn--e1afmkfd"]),
    min_size=1,
    max_size=3,
)
LIKELY = st.builds(
    "{}://{}.{}{}{}".format,
    st.sampled_from(["https", "HTTP"]),
    LABELS.map(".".join),
    st.sampled_from(["org", "Example", "рф", "xn--p1ai"]),
    st.sampled_from(["", ":80", ":65535"]),
    st.sampled_from(["", "/", "/a_(b)", "/@x.example", "?a@b", "?c=d&e", "#f:80", "\\@x.example/", "@x.example/"]),
)
"""Many of them are sound: of what is put together at random next to nothing is."""


@pytest.mark.parametrize(
    "address",
    [
        "https://lake.example",
        "HTTP://X.example/",
        "https://gazette.example:8443/a?b=c&d=%20#e",
        "http://газета.example/вечір",
        "https://пример.рф/%D0%B0?б=в#г",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://bücher.example/",
        "https://r3---sn-a.b.example",
        "https://en.wikipedia.example/wiki/Foo_(bar),_'baz'!;$*+~[1]",
        f"https://{'a' * 63}.example/",
        "https://web.archive.example/web/2025/https://user@other.example/",
        "https://x.example?a@b",
        "https://1.example:1/",
        "https://x.example:65535",
    ],
)
def test_sound_addresses(address: str) -> None:
    assert fault(address) is None


def test_a_part_of_a_name_has_63_letters_as_it_is_asked_for() -> None:
    labels = ["ж" * count for count in range(30, 63)]
    assert {63, 64} <= {len(asked(label)) for label in labels}
    for label in labels:
        assert (fault(f"https://{label}.рф/") is None) == (len(asked(label)) < 64)


WRONG = {
    "is no web address": [
        *["", "x.example", "//x.example", "ftp://x.example", "httpſ://x.example", "javascript:alert(1)"],
        *["https:/x.example", "https:x.example", "https", " https://x.example"],
    ],
    "names no site": ["https://", "https:///x.example", "https://?x.example", "https://:80"],
    "user's name or password": [
        *["https://www.reuters.example@evil.invalid/", "https://a:b@x.example/", "https://x.example:80@evil.invalid/"]
    ],
    "has no place": [
        *[f"https://x.example/{sign}" for sign in ' \t\n\u00a0|\\"^`{}<>\u200b\ue000\x00\x7f'],
        *[f"https://x.example{sign}.evil.invalid/" for sign in "\\ \t\n"],
    ],
    "stands for nothing": [f"https://x.example/{escape}" for escape in ("%", "%zz", "%4", "%4g", "a%", "%%20", "%٤١")],
    "is no port": [
        f"https://x.example:{port}/" for port in ("", "0", "x", "99999", "65536", "08", "٨", "８０", "-1", "80:80")
    ],
    "ends with": [f"https://x.example/a{sign}" for sign in (",", ";", ".", ":", "'", "!", ")", "(b))")],
    "behind `w.example/in`": ["https://www.example/in ukraine"],
    "is a number": [
        *[f"https://{name}/" for name in ("256.256.256.256", "127.0.0.1", "8.8.8.8", "2130706433", "10.1", "127.1")],
        *[f"https://{name}/" for name in ("0x7f000001", "0x7f.1", "0177.0.0.1", "x.0x", "1.2.3.09", "0")],
        *["https://[::1]/", "https://[2001:db8::1]:80"],
    ],
    "no site's name": ["https://[", "https://[gazette/", "https://[]/"],
    "machine of one's own": [
        f"https://{name}/"
        for name in (
            "localhost",
            "LOCALHOST:80",
            "a.localhost",
            "printer.local",
            "db.internal",
            "a.home.arpa",
            "nas.lan",
            "localhost.localdomain",
            "wiki.corp",
            "nas.home",
        )
    ],
    "no whole name": [f"https://{name}/" for name in ("none", "x.y", "газета", "x.y1", "x.٣٣")],
    "no part of a site's name": [
        *[f"https://{name}.example/" for name in ("-x", "x-", "x_y", "%65", "a" * 64, "ж" * 63, "☃", "-ж", "ж-")],
        *[
            f"https://{name}.example/"
            for name in ("xn--", "xn--a", "xn--999999b", "xn--reuters-", "xn--ж", "xn--é-", "xn--psd", "xn--osdlx", "Ꭰ")
        ],
        *[f"https://{name}.example/" for name in ("ｘ", "ﬁx", "\u0327x", "x。y", "ⓧ", "²x", "x٫y")],
    ],
    "lacks a part": [f"https://{name}/" for name in ("x..example", ".x.example", "x.example.", ".")],
    "over 253": [f"https://{'.'.join(['a' * 60] * 5)}.example/", f"https://{'.'.join(['ж' * 30] * 7)}.example/"],
    "two alphabets": ["https://rеuters.example/", "https://xn--ruters-3of.example/", "https://xn--RUTERS-3OF.example"],
    "apart from its letter": ["https://x.example/и\u0306", "https://\u212a.example/"],
}


@pytest.mark.parametrize(("told", "address"), [(told, address) for told in WRONG for address in WRONG[told]])
def test_what_is_wrong_is_told(told: str, address: str) -> None:
    found = fault(address)
    assert found, address
    assert told in found[0], found
    assert found[1]
    assert "\n" not in "".join(found)


AGAIN = "copy the address again"
PART = f"a part has 1 to 63 letters, digits and hyphens; {AGAIN}"
PORT = "take it out, or write a number from 1 to 65535"
NAME = "write the name of the site"


@pytest.mark.parametrize(
    ("address", "message", "hint"),
    [
        ("x.example", "`x.example` is no web address", "a link begins with https:// or http://"),
        *(
            (
                f"https://x.example/{path}",
                f"{told} has no place in an address, as behind `{before}`",
                f"{AGAIN}, or {to}",
            )
            for path, told, before, to in [
                ("in ukraine", "a space", "x.example/in", "write `%20` for it"),
                ("`", "U+0060", "//x.example/", "write `%60` for it"),
                ("\t", "U+0009", "//x.example/", "write `%09` for it"),
                ("a\u00a0b", "U+00A0", "/x.example/a", "write `%C2%A0` for it"),
                ("é|", "`|`", "/x.example/é", "write `%7C` for it"),
                ("\ue000|", "`|`", "/x.example/\ue000", "write `%7C` for it"),
                ("\ue000", "U+E000", "//x.example/", "write `%EE%80%80` for it"),
                ("\udcff", "U+DCFF", "//x.example/", "write `%3F` for it"),
            ]
        ),
        ("https://|", "`|` has no place in an address, as behind `https://`", f"{AGAIN}, or write `%7C` for it"),
        (
            "https://x.example/и\u0306",
            "the address writes an accent apart from its letter",
            f"{AGAIN}, with `%` for such letters",
        ),
        ("https://x.example/%zz9", "`%zz` stands for nothing in an address", "write `%25` for the sign `%` itself"),
        ("https://x.example/a%", "`%` stands for nothing in an address", "write `%25` for the sign `%` itself"),
        *(
            (
                f"https://x.example/{path}",
                f"the address ends with `{sign}`",
                f"take it out, or write `{code}` if it belongs there",
            )
            for path, sign, code in [("a.", ".", "%2E"), ("a'", "'", "%27"), ("(b))", ")", "%29"), ("a))", ")", "%29")]
        ),
        (
            "https://a@x.example/",
            "the address holds a user's name or password",
            "take out what stands before `@`, and the `@`",
        ),
        ("https://[::1]:80/", "`[::1]:80` is a number, not a site's name", NAME),
        ("https://[gazette/", "`[gazette` is no site's name", NAME),
        ("https://[2001:db8::1]x", "`[2001:db8::1]x` is no site's name", NAME),
        ("https://x.example:0/", "`:0` is no port", PORT),
        ("https://x.example:65536/", "`:65536` is no port", PORT),
        ("https://x.example:/", "`:` is no port", PORT),
        ("https://", "the address names no site", AGAIN),
        ("https://x_y.example/", "`x_y` is no part of a site's name", PART),
        ("https://x..example/", "`x..example` lacks a part between dots", PART),
        ("https://10.1/", "`10.1` is a number, not a site's name", NAME),
        (
            "https://printer.local/",
            "`printer.local` is a machine of one's own, not a site",
            "write where others can read it",
        ),
        ("https://none/", "`none` is no whole name of a site", "write it with its ending, such as `.org`"),
        (f"https://{('a' * 61 + '.') * 4}exampl", "the site's name is over 253 characters long", AGAIN),
        ("https://x.rеuters.example/", "`rеuters` mixes letters of two alphabets", f"{AGAIN} from the site itself"),
    ],
)
def test_the_words_for_what_is_wrong(address: str, message: str, hint: str) -> None:
    assert fault(address) == (message, hint)


@pytest.mark.parametrize("path", ["(a", "(a)", "a)b", "(a)(b)", "~a", "a-", "a_", "a/", "a?", "a*", "a%20"])
def test_what_an_address_may_end_with(path: str) -> None:
    assert fault(f"https://x.example/{path}") is None


@pytest.mark.parametrize(
    "name",
    [
        ("a" * 61 + ".") * 4 + "examp",
        "x.ex",
        "3d.example",
        "x-y--z.example",
        "straße.example",
        "κόσμος.example",
        "бук-вы.example",
    ],
)
def test_names_that_a_site_may_have(name: str) -> None:
    assert fault(f"https://{name}/") is None
    assert host(f"https://{name}/") == name


def test_all_addresses_of_the_briefings_are_sound(built: Built) -> None:
    found = []
    for file in built.docs.glob("2*/*.yml"):
        articles = yaml.safe_load(file.read_text(encoding="utf-8"))["articles"].values()
        found += [article[name] for article in articles for name in ("url", "archived") if name in article]
    assert len(found) > 5
    assert [address for address in found if fault(address)] == []


@given(LIKELY | PARTS | PARTS.map("https://{}".format))
@example("https://пример.рф\\@example.org/")
@example("https://пример.рф/")
def test_every_reader_finds_the_host_that_is_seen(address: str) -> None:
    if fault(address):
        return
    parts = urlsplit(address)
    seen = re.match(r"(?i)https?://([^/?#]*)", address)
    assert seen
    name = seen[1].partition(":")[0]
    assert parts.hostname == name.lower()
    assert parts.username is parts.password is None
    assert parts.port is None or 0 < parts.port < 65536
    with pytest.raises(ValueError, match="not appear to be"):
        ipaddress.ip_address(name)
    asked = idna.encode(name, uts46=True).decode()
    read = ".".join(idna.decode(label) if label.startswith("xn--") else label for label in asked.split("."))
    assert host(address) == read.removeprefix("www.")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://WWW.Lake.example:80/x", "lake.example"),
        ("https://xn--e1afmkfd.xn--p1ai", "пример.рф"),
        ("https://пример.рф?x", "пример.рф"),
        ("nothing", ""),
        ("https://пример.www.example:1/www.", "пример.www.example"),
        ("https://www.www.example", "www.example"),
        ("https://STRASSE.Straße.example#x", "strasse.straße.example"),
    ],
)
def test_a_host_as_it_is_read(address: str, name: str) -> None:
    assert host(address) == name
