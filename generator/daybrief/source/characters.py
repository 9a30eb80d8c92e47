"""Characters that a file must not hold, and how each of them usually got there."""

import re

from daybrief.diagnostics import MOST, Code, Diagnostic
from daybrief.text.letters import UNSEEN, UNSEEN_BELOW

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BIDI = "\u202a-\u202e\u2066-\u2069"
# Noncharacters, and what is left to private use. A code point that is not assigned yet is let through: it is drawn as a
# box, and which ones these are depends on the version of Unicode that Python knows.
_NOBODYS = "\ufdd0-\ufdef\ue000-\uf8ff\U000f0000-\U0010ffff" + "".join(
    f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0xF0000, 0x10000)
)
_WIDE_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Arabic and Indic scripts join and part letters with them. Anywhere else they are only unseen.
_JOINER = "(?:(?<![\u0600-\u109f\u1780-\u18af\ua840-\uabff])[\u200c\u200d]|\u200c(?!\\w))"
# Marks of no script (of Inherited, as Unicode calls it), and those of scripts where they are drawn above one another.
_MARK = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u0730-\u074a\u0e31\u0e34-\u0e3a"
    "\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ece\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u2de0-\u2dff\u302a-\u302f"
    "\u3099\u309a\ua66f-\ua67d\ufe20-\ufe2f"
)
_PILE = f"[{_MARK}]{{5,}}"
"""More marks than any script has on a letter: they climb over the lines above."""

forbidden = re.compile(f"[\t{_CONTROL}{_BIDI}{UNSEEN}{_NOBODYS}]|{_JOINER}|{_PILE}")
_STRUCTURAL = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?([{_WIDE_SPACE}])", re.MULTILINE)
# UTF-8 read as Windows-1252 or Latin-1 and saved again: 'Ð¡' for 'С', 'â€“' for '–', 'Ã©' for 'é'.
_TWICE_ENCODED = re.compile(
    "(?:[ÐÑÃ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){2}|â€[\u0080-\u00bf\u0152-\u2122]|Ã[\u0080-\u00bf]"
)
# Few of its ranges lie beyond U+FFFF: each of them costs as much as all below.
_SUSPECT = re.compile(
    f"[\t{_CONTROL}{_BIDI}{UNSEEN_BELOW}\u200c\u200d{_MARK}{_WIDE_SPACE}ÐÑÃâ\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U0001bca0-\U0001d17a\U0001fffe-\U0010ffff]"
)
"""One of these is in every text with a problem, unless it is a merge conflict: most texts are searched only once."""

_CAUSES: tuple[tuple[str | re.Pattern[str], Code, str, str], ...] = (
    ("\t", "tab", "a tab", "use spaces"),
    (f"[{_BIDI}]", "bidi", "{name} turns the direction of the text around, unseen", "take it out"),
    (
        f"[{UNSEEN}]|{_JOINER}",
        "invisible-character",
        "{name} is a character that cannot be seen",
        "take it out; it often comes with pasted words or with a pictogram",
    ),
    (f"[{_CONTROL}]", "control-character", "{name} is a control character", "take it out"),
    (f"[{_NOBODYS}]", "control-character", "{name} is a character that means nothing to others", "take it out"),
    (_PILE, "invisible-character", "marks are piled upon a letter", "leave one"),
    (
        _STRUCTURAL,
        "wide-space",
        "a no-break (or wide) space stands where YAML needs an ordinary one",
        "type the space again",
    ),
    (
        r"^(?:<{7}|={7}|>{7})(?: .*)?$",
        "merge-conflict",
        "a merge conflict was left in the file",
        "keep one side and take the marker lines away",
    ),
    (
        _TWICE_ENCODED,
        "double-encoding",
        "`{found}` looks like text that was encoded twice",
        "paste the words again and save as UTF-8",
    ),
)
BREAKING = frozenset({"tab", "wide-space", "merge-conflict"})
"""Codes of what may be the cause of a syntax error further down."""


def stray_characters(text: str, file: str) -> list[Diagnostic]:
    """Every line with a character that has no place in it, one diagnostic a line and cause; few more than are told."""
    if not _SUSPECT.search(text) and not any(sign * 7 in text for sign in "<=>"):
        return []
    reported: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if len(reported) > MOST:
            break
        for pattern, code, message, hint in _CAUSES:
            if match := re.search(pattern, line):
                start, end = match.span(match.lastindex or 0)
                found = line[start:end]
                message = message.format(name=f"U+{ord(found[0]):04X}", found=found)
                reported.append(Diagnostic(file, number, start + 1, code, message, hint, width=end - start))
    return reported


def readable(text: str) -> str:
    """The text with a space for each character that would keep YAML from reading on."""
    return _STRUCTURAL.sub(lambda m: m[0][:-1] + " ", forbidden.sub(lambda m: " " * len(m[0]), text))
