"""Characters that a file must not hold, and how each of them usually got there."""

import re

from generator.diagnostics import Diagnostic

_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\x85\ufffe\uffff"
_BIDI = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE = "\u00ad\u200b\u2028\u2029\u2060\ufeff"
_WIDE_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"

forbidden = re.compile(f"[\t{_CONTROL}{_BIDI}{_INVISIBLE}]")
_space_for_structure = re.compile(rf"^ *(?:- +)*(?:[\w-]+:|-)?([{_WIDE_SPACE}])", re.MULTILINE)
_conflict = re.compile(r"^(?:<{7}|={7}|>{7})(?: .*)?$", re.MULTILINE)
# UTF-8 read as Windows-1252 or Latin-1 and saved again: 'Ð¡' for 'С', 'â€“' for '–', 'Ã©' for 'é'.
_twice_encoded = re.compile(
    "(?:[ÐÑÃ][\u0080-\u00bf\u0152-\u0178\u02c6\u02dc\u2013-\u203a\u20ac\u2122]){2}|â€[\u0080-\u00bf\u0152-\u2122]|Ã[\u0080-\u00bf]"
)


def stray_characters(text: str, file: str) -> list[Diagnostic]:
    """Every line with a character that has no place in it, one diagnostic a line and cause."""
    found: dict[tuple[int, str], Diagnostic] = {}

    def report(index: int, code: str, message: str, hint: str, width: int = 1) -> None:
        line = text.count("\n", 0, index) + 1
        column = index - text.rfind("\n", 0, index)
        found.setdefault((line, code), Diagnostic(file, line, column, code, message, hint, width=width))

    for match in re.finditer(forbidden, text):
        report(match.start(), *_describe(match[0]))
    for match in re.finditer(_space_for_structure, text):
        message = "a no-break (or wide) space stands where YAML needs an ordinary one"
        report(match.start(1), "wide-space", message, "type the space again")
    for match in re.finditer(_conflict, text):
        message = "a merge conflict was left in the file"
        report(match.start(), "merge-conflict", message, "keep one side and take the marker lines away", len(match[0]))
    for match in re.finditer(_twice_encoded, text):
        message = f"`{match[0]}` looks like text that was encoded twice"
        report(match.start(), "double-encoding", message, "paste the words again and save as UTF-8", len(match[0]))
    return list(found.values())


def _describe(character: str) -> tuple[str, str, str]:
    if character == "\t":
        return "tab", "a tab", "use spaces"
    name = f"U+{ord(character):04X}"
    if re.match(f"[{_BIDI}]", character):
        return "bidi", f"{name} turns the direction of the text around, unseen", "take it out"
    if re.match(f"[{_INVISIBLE}]", character):
        return "invisible-character", f"{name} is a character that cannot be seen", "take it out"
    return "control-character", f"{name} is a control character", "take it out"
