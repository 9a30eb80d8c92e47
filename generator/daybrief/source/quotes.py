"""Quoted texts of YAML: their shapes, and the words for what is wrong on a line and within brackets alike."""

from typing import TypeAlias

from daybrief.diagnostics import Code

Found: TypeAlias = tuple[int, int, Code, str, str]
"""Index in the text, width, code, message and hint."""
Slip: TypeAlias = Found | None
"""What is wrong, if anything is."""

SINGLE, DOUBLE = "'(?:[^']|'')*+", r'"(?:[^"\\]|\\.)*+'
"""All of a quoted text but for its closing quote."""
_H = r"[\da-fA-F]"
BAD_ESCAPE = (
    rf"\\(?:[^0abtnvfreN_LPxuU \"/\\\n]|x(?!{_H}{{2}})|u(?!{_H}{{4}})|u[dD][89a-fA-F]..|U(?!00(0{_H}|10){_H}{{4}}))"
)
BROKEN: Code = "broken-quote"
UNCLOSED = "this quote is opened and not closed on its line"
CLOSE = {'"': 'put `"` at the end of the text', "'": "close it; an apostrophe inside is written `''`"}
ESCAPE = "`{at}` means nothing inside double quotes", "use single quotes, or double the backslash"
APOSTROPHE = "the apostrophe ends the quoted text", "use double quotes, or write the apostrophe as `''`"
BEHIND = "words stand behind the closing `{sign}`", "use the other kind of quotes around the whole text"
NO_SPACE = "no space behind the colon of `{at}`", "write `{at} …`"
"""Messages and hints."""


def in_quotes(before: str, value: str) -> str:
    """The hint to put quotes around a value; `before` is what stands before it."""
    mark = "'" if '"' in value or "\\" in value else '"'
    straight = " (YAML knows straight quotes only)" if value[:1] in [*"“”„«‘’"] else ""
    return f"quote the text: `{before}{mark}{value[:40]}{'…' if len(value) > 40 else ''}{mark}`{straight}"
