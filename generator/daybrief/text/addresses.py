"""Web addresses: the one reader of them, for fields and for links in texts.

What is taken is narrower than RFC 3986 and the URL standard of browsers (WHATWG), so that all of them find the same
host in it, and it is the host that a reader sees.
"""

import re
from functools import lru_cache
from unicodedata import category, is_normalized, normalize
from urllib.parse import quote

from daybrief.diagnostics import shown
from daybrief.text.letters import UNSEEN, one_script

Fault = tuple[str, str]
"""What is wrong, and a hint."""

# ASCII: without it, `ſ` would be an `s` in capitals.
_SHAPE = re.compile(r"https?://(?P<authority>[^/?#]*).*", re.IGNORECASE | re.ASCII | re.DOTALL)
_STRAY = re.compile(r'[\s"<>\\^`{|}]')
_BEHIND = re.compile(r"(?:(?P<sign>[.,;:!'])|\))$")
"""What a sentence puts behind an address that is copied out of it."""
_NO_ESCAPE = re.compile("%(?![0-9A-Fa-f]{2}).{0,2}")
_PORT = re.compile("[1-9][0-9]{0,4}")
_UNSEEN = re.compile(f"[{UNSEEN}]")
_LABEL = re.compile("[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
_NUMBER = re.compile("[0-9]+|0x[0-9a-f]*")
"""A last label that makes browsers read the host as an IPv4 address, in decimal, octal or hexadecimal."""
_NUMBER_IN_BRACKETS = re.compile(r"\[[\da-fA-F:.]+\](:\d*)?")
_OWN = frozenset({"localhost", "localdomain", "local", "internal", "lan", "home", "corp", "arpa"})
"""Endings that mean another machine to everybody (RFC 6761, 6762, 8375; ICANN's `internal`, `home`, `corp`)."""
_AGAIN = "copy the address again"


def fault(address: str) -> Fault | None:
    """What is wrong with a web address, and what to do about it; None for a sound one."""
    if not (shape := _SHAPE.fullmatch(address)):
        return f"{shown(address)} is no web address", "a link begins with https:// or http://"
    stray = _STRAY.search(address)
    if stray or not address.isprintable():
        sign = stray[0] if stray else next(sign for sign in address if not sign.isprintable())
        before = address[max(address.index(sign) - 12, 0) : address.index(sign)]
        what = "a space" if sign == " " else f"`{sign}`" if sign.isprintable() and sign != "`" else f"U+{ord(sign):04X}"
        where = f"{what} has no place in an address, as behind `{before}`"
        return where, f"{_AGAIN}, or write `{quote(sign, errors='replace')}` for it"
    if not is_normalized("NFC", address):
        return "the address writes an accent apart from its letter", f"{_AGAIN}, with `%` for such letters"
    if escape := _NO_ESCAPE.search(address):
        return f"`{escape[0]}` stands for nothing in an address", "write `%25` for the sign `%` itself"
    if found := _BEHIND.search(address):
        sign = found["sign"] or ")" * (address.count(")") > address.count("("))
        if sign:
            return f"the address ends with `{sign}`", f"take it out, or write `%{ord(sign):02X}` if it belongs there"
    authority = shape["authority"]
    if "@" in authority:
        return "the address holds a user's name or password", "take out what stands before `@`, and the `@`"
    name, colon, port = authority.partition(":")
    if name.startswith("["):
        what = "a number, not a site's name" if _NUMBER_IN_BRACKETS.fullmatch(authority) else "no site's name"
        return f"{shown(authority)} is {what}", "write the name of the site"
    if colon and not (_PORT.fullmatch(port) and int(port) < 65536):
        return f"{shown(f':{port}')} is no port", "take it out, or write a number from 1 to 65535"
    return _fault_of_host(name)


def host(address: str) -> str:
    """The host of a sound address as it is read: in small letters, `xn--…` decoded, without `www.`."""
    shape = _SHAPE.fullmatch(address)
    return _whole(shape["authority"].partition(":")[0]) if shape else ""


@lru_cache(4096)  # a site's articles come from few others
def _whole(name: str) -> str:
    return ".".join(map(_read, name.split("."))).removeprefix("www.")


def asked(name: str) -> str:
    """A host's name as it is asked for, and as no two look alike: `пример.рф` as `xn--e1afmkfd.xn--p1ai`."""
    labels = (label if label.isascii() else f"xn--{label.encode('punycode').decode()}" for label in name.split("."))
    return ".".join(labels)


def _fault_of_host(name: str) -> Fault | None:
    if not name:
        return "the address names no site", _AGAIN
    labels = [_read(label) for label in name.split(".")]
    if "" in labels:
        wrong = name.split(".")[labels.index("")]
        message = f"{shown(wrong)} is no part of a site's name" if wrong else f"{shown(name)} lacks a part between dots"
        return message, "a part has 1 to 63 letters, digits and hyphens; " + _AGAIN
    if _NUMBER.fullmatch(labels[-1]):
        return f"{shown(name)} is a number, not a site's name", "write the name of the site"
    if labels[-1] in _OWN:
        return f"{shown(name)} is a machine of one's own, not a site", "write where others can read it"
    if len(labels) == 1 or len(labels[-1]) < 2 or re.search(r"\d", labels[-1]):
        return f"{shown(name)} is no whole name of a site", "write it with its ending, such as `.org`"
    if len(asked(".".join(labels))) > 253:
        return "the site's name is over 253 characters long", _AGAIN
    if mixed := next((label for label in labels if not one_script(label)), ""):
        return f"{shown(mixed)} mixes letters of two alphabets", f"{_AGAIN} from the site itself"
    return None


def _read(label: str) -> str:
    """A part of a host's name as it is read, in small letters, `xn--…` decoded; empty where it is none.

    Letters and digits that browsers would replace (wide ones, ligatures) make it none, and so does an encoding that is
    not theirs (RFC 5890, UTS 46).
    """
    if len(label) > 63:
        return ""
    low = label.lower()
    plain = label
    if low.startswith("xn--"):
        try:
            plain = low[4:].encode("ascii").decode("punycode")
        except ValueError:
            return ""
    if plain.isascii():
        return low if _LABEL.fullmatch(low) else ""
    read = plain.lower()
    encoded = asked(read)
    folded = read.replace("ß", "").replace("ς", "")  # that browsers keep
    kinds = [category(sign) for sign in read]
    sound = (
        not _UNSEEN.search(plain)
        and is_normalized("NFKC", plain)
        and normalize("NFC", folded.casefold()) == folded
        and all(kind[0] in "LM" or kind == "Nd" or sign == "-" for kind, sign in zip(kinds, read, strict=True))
        and not (read.startswith("-") or read.endswith("-") or kinds[0][0] == "M")
        and low in (read, encoded)
        and len(encoded) < 64
    )
    return read if sound else ""
