"""Characters that a file must not hold, and how each of them usually got there."""

import re
from functools import cache

from generator.diagnostics import Code, Diagnostic

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\x85\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u200e\u200f\u2028\u2029\u2060-\u2064\ufeff\U000e0000-\U000e007f"
_WIDE_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

forbidden = re.compile(f"[\t{_CONTROL}{_BIDI}{_INVISIBLE}]")
_space_for_structure = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?([{_WIDE_SPACE}])", re.MULTILINE)
_conflict = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
# UTF-8 read as Windows-1252 or Latin-1 and saved again: 'Ð¡' for 'С', 'â€“' for '–', 'Ã©' for 'é'.
_twice_encoded = re.compile(
    "(?:[ÐÑÃ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){2}|â€[\u0080-\u00bf\u0152-\u2122]|Ã[\u0080-\u00bf]"
)


_PATTERNS = (forbidden, _space_for_structure, _conflict, _twice_encoded)

BREAKING = frozenset({"tab", "wide-space", "merge-conflict"})
"""Codes of what may be the cause of a syntax error further down."""


def stray_characters(text: str, file: str) -> list[Diagnostic]:
    """Every line with a character that has no place in it, one diagnostic a line and cause."""
    if not any(pattern.search(text) for pattern in _PATTERNS):
        return []
    found: list[Diagnostic] = []
    for number, line in enumerate(text.split("\n"), start=1):
        causes: dict[str, Diagnostic] = {}
        for pattern in _PATTERNS:
            for match in pattern.finditer(line):
                start, end = match.span(match.lastindex or 0)
                code, message, hint = _describe(line[start:end])
                causes.setdefault(code, Diagnostic(file, number, start + 1, code, message, hint, width=end - start))
        found += causes.values()
    return found


def readable(text: str) -> str:
    """The text with a space for each character that would keep YAML from reading on."""
    return _space_for_structure.sub(lambda m: m[0][:-1] + " ", forbidden.sub(" ", text))


@cache
def _describe(found: str) -> tuple[Code, str, str]:
    name = f"U+{ord(found[0]):04X}"
    if found == "\t":
        return "tab", "a tab", "use spaces"
    if re.match(f"[{_BIDI}]", found):
        return "bidi", f"{name} turns the direction of the text around, unseen", "take it out"
    if re.match(f"[{_INVISIBLE}]", found):
        return "invisible-character", f"{name} is a character that cannot be seen", "take it out"
    if re.match(f"[{_WIDE_SPACE}]", found):
        return (
            "wide-space",
            "a no-break (or wide) space stands where YAML needs an ordinary one",
            "type the space again",
        )
    if _conflict.match(found):
        return "merge-conflict", "a merge conflict was left in the file", "keep one side and take the marker lines away"
    if _twice_encoded.match(found):
        return (
            "double-encoding",
            f"`{found}` looks like text that was encoded twice",
            "paste the words again and save as UTF-8",
        )
    return "control-character", f"{name} is a control character", "take it out"
