"""Characters that a file must not hold, and how each of them usually got there."""

import re

from generator.diagnostics import MOST, Code, Diagnostic

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\x85\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2028\u2029\u2060-\u2064\ufeff\U000e0000-\U000e007f"
_WIDE_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

forbidden = re.compile(f"[\t{_CONTROL}{_BIDI}{_INVISIBLE}]")
_space_for_structure = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?([{_WIDE_SPACE}])", re.MULTILINE)
# UTF-8 read as Windows-1252 or Latin-1 and saved again: 'Ð¡' for 'С', 'â€“' for '–', 'Ã©' for 'é'.
_twice_encoded = re.compile(
    "(?:[ÐÑÃ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){2}|â€[\u0080-\u00bf\u0152-\u2122]|Ã[\u0080-\u00bf]"
)
_suspect = re.compile(f"[\t{_CONTROL}{_BIDI}{_INVISIBLE}{_WIDE_SPACE}ÐÑÃâ]")
"""One of these is in every text with a problem, unless it is a merge conflict: most texts are searched only once."""

_CAUSES: tuple[tuple[re.Pattern[str], Code, str, str], ...] = (
    (re.compile("\t"), "tab", "a tab", "use spaces"),
    (re.compile(f"[{_BIDI}]"), "bidi", "{name} turns the direction of the text around, unseen", "take it out"),
    (re.compile(f"[{_INVISIBLE}]"), "invisible-character", "{name} is a character that cannot be seen", "take it out"),
    (re.compile(f"[{_CONTROL}]"), "control-character", "{name} is a control character", "take it out"),
    (
        _space_for_structure,
        "wide-space",
        "a no-break (or wide) space stands where YAML needs an ordinary one",
        "type the space again",
    ),
    (
        re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$"),
        "merge-conflict",
        "a merge conflict was left in the file",
        "keep one side and take the marker lines away",
    ),
    (
        _twice_encoded,
        "double-encoding",
        "`{found}` looks like text that was encoded twice",
        "paste the words again and save as UTF-8",
    ),
)
BREAKING = frozenset({"tab", "wide-space", "merge-conflict"})
"""Codes of what may be the cause of a syntax error further down."""


def stray_characters(text: str, file: str) -> list[Diagnostic]:
    """Every line with a character that has no place in it, one diagnostic a line and cause; few more than are told."""
    if not _suspect.search(text) and not any(sign * 7 in text for sign in "<=>"):
        return []
    told: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if len(told) > MOST:
            break
        for pattern, code, message, hint in _CAUSES:
            if match := pattern.search(line):
                start, end = match.span(match.lastindex or 0)
                found = line[start:end]
                message = message.format(name=f"U+{ord(found[0]):04X}", found=found)
                told.append(Diagnostic(file, number, start + 1, code, message, hint, width=end - start))
    return told


def readable(text: str) -> str:
    """The text with a space for each character that would keep YAML from reading on."""
    return _space_for_structure.sub(lambda m: m[0][:-1] + " ", forbidden.sub(" ", text))
