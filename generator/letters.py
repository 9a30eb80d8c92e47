"""Letters of other alphabets that look like Latin ones."""

import re
from unicodedata import category, normalize

_GREEK_OR_CYRILLIC = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LOOKALIKES = str.maketrans(
    "аеорсухіїјѕкмнтвгԁһӏԛԝАЕОРСУХІЇЈЅКМНТВԌԚԜοαινρυκτεηχγωΟΑΙΝΡΥΚΤΕΗΧΜΒɡı",
    "aeopcyxiijskmhtbrdhlqwAEOPCYXIIJSKMHTBGQWoaivpuktenxywOAINPYKTEHXMBgi",
)
_RUNS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"))


def mixed_alphabets(text: str) -> str:
    """The first word of `text` in which Latin letters stand among Cyrillic (or Greek) ones; empty if none."""
    text = normalize("NFC", text)
    words = re.findall(r"[^\W\d_]+", text) if _GREEK_OR_CYRILLIC.search(text) else []
    return next((word for word in words if _GREEK_OR_CYRILLIC.search(word) and _LATIN.search(word)), "")


def in_latin(text: str) -> str:
    """The text with a Latin letter for each one that looks like it."""
    return text.translate(_LOOKALIKES)


def skeleton(text: str) -> str:
    """What the text looks like to somebody who reads it in passing: the same for `reuters.com` and `геutеrs.com`.

    After UTS 39, with a short table of our own: letters and digits that look alike are one, accents are none.
    """
    seen = in_latin("".join(c for c in normalize("NFD", text.lower()) if category(c) != "Mn"))
    for run, looks in _RUNS:
        seen = seen.replace(run, looks)
    return seen
