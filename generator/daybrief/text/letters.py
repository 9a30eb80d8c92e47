"""Letters of other alphabets that look like Latin ones, and characters that look like nothing."""

import re
from functools import lru_cache
from unicodedata import category, name, normalize

UNSEEN_BELOW = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028\u2029\u2060-\u2065"
    "\u206a-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffc"
)
UNSEEN = UNSEEN_BELOW + "\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
"""What cannot be seen, for a class in a regular expression; `UNSEEN_BELOW` ends at U+FFFF.

Unicode's Default_Ignorable_Code_Point, without what turns directions around (U+202A to U+202E, U+2066 to U+2069) and
what joins letters (U+200C, U+200D); separators of lines, marks of annotations, a stand-in for objects, drawn blanks.
"""

_GREEK_OR_CYRILLIC = re.compile(r"[\u0370-\u03ff\u0400-\u052f]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LOOKALIKES = str.maketrans(
    "аеорсухіїјѕкмнтвгԁһӏԛԝАЕОРСУХІЇЈЅКМНТВԌԚԜοαινρυκτεηχγωΟΑΙΝΡΥΚΤΕΗΧΜΒɡı",
    "aeopcyxiijskmhtbrdhlqwAEOPCYXIIJSKMHTBGQWoaivpuktenxywOAINPYKTEHXMBgi",
)
_TOGETHER = frozenset({"LATIN", "CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL", "BOPOMOFO"})
_RUNS = (("rn", "m"), ("vv", "w"), ("0", "o"), ("1", "l"))


def mixed_alphabets(text: str) -> str:
    """The first word of `text` in which Latin letters stand among Cyrillic (or Greek) ones; empty if none."""
    text = normalize("NFC", text)
    words = re.findall(r"[^\W\d_]+", text) if _GREEK_OR_CYRILLIC.search(text) else []
    return next((word for word in words if _GREEK_OR_CYRILLIC.search(word) and _LATIN.search(word)), "")


def one_script(word: str) -> bool:
    """Whether all letters are of one script; Latin, Chinese, Japanese and Korean go together (UTS 39, 5.2)."""
    if word.isascii():
        return True
    # Unicode's names begin with the script; Python knows it from nowhere else.
    scripts = {name(letter, "").split(" ")[0] for letter in word if category(letter)[0] == "L"}
    return len(scripts) < 2 or _TOGETHER.issuperset(scripts)


def in_latin(text: str) -> str:
    """The text with a Latin letter for each one that looks like it."""
    return text.translate(_LOOKALIKES)


@lru_cache(4096)
def skeleton(text: str) -> str:
    """What the text looks like to somebody who reads it in passing: the same for `reuters.com` and `геutеrs.com`.

    After UTS 39, with a short table of our own: letters and digits that look alike are one, accents are none.
    """
    seen = in_latin("".join(c for c in normalize("NFD", text.lower()) if category(c) != "Mn"))
    for run, looks in _RUNS:
        seen = seen.replace(run, looks)
    return seen
