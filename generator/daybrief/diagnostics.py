"""A problem in the input, as a value: what every layer may report and no layer prints."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, TypeAlias

Severity: TypeAlias = Literal["error", "warning", "notice"]
"""An error keeps the site from being built, a warning keeps `daybrief check` from being clean, a notice is told."""
# fmt: off
Code: TypeAlias = Literal[
    "alias", "anchor", "another-time", "article-after-as-of", "as-of-before-day", "bad-date", "bad-id", "bad-language",
    "bad-link", "bad-number", "bad-placeholder", "bad-setting", "bad-start", "bad-template", "bad-time", "bidi",
    "both-sides", "brackets", "broken-quote", "by-reprinter", "change-does-not-fit", "circle", "colon-in-text",
    "control-character", "control-without-place", "correction-does-not-fit", "cut-text", "day-twice", "denies-itself",
    "documents", "double-encoding", "duplicate-id", "duplicate-key", "editor-set-nothing", "empty", "empty-correction",
    "empty-field", "encoding", "event-without-refs", "figures-do-not-fit", "former-id", "indentation",
    "invisible-character", "key", "lookalike", "lookalike-site", "merge-conflict", "merge-key", "misplaced-day",
    "missing-field", "missing-file", "missing-message", "missing-setting", "missing-space", "mixed-alphabets",
    "no-effect", "no-words", "not-a-line", "not-a-list", "not-a-mapping", "not-a-text", "not-an-opening-claim",
    "not-upgraded", "one-movement", "other-spelling", "out-of-order", "points-forward", "raw-html", "reserved-address",
    "reserved-id", "resolved-twice", "retracts-another", "same-owner", "sector-or-track", "sector-twice", "stray-file",
    "syntax", "tab", "tag", "takeaway-without-refs", "told-again", "too-deep", "too-few", "too-large", "too-long",
    "too-many", "unknown-article", "unknown-day", "unknown-field", "unknown-id", "unknown-message", "unknown-point",
    "unknown-reference", "unknown-word", "unreadable", "unsafe-picture", "wide-space", "wrong-kind",
]
# fmt: on
"""The stable name of a kind of problem: `docs/diagnostics.md` says what each means, `tests/corpus/` shows it."""


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One problem at one place. The order is by file, line and column, so a sorted list is a stable report."""

    file: str
    """POSIX path, relative to the folder that holds `mkdocs.yml`."""
    line: int
    """From 1."""
    column: int
    """From 1, counted in characters."""
    code: Code
    message: str
    """What is wrong, in an editor's words."""
    hint: str = ""
    """What to type instead; empty where nothing better than the message can be said."""
    severity: Severity = "error"
    width: int = 1
    """How many characters of the line to mark; 0 where the whole file is meant."""


def shown(given: str) -> str:
    """What was typed, as a message shows it: on one line, and no more than 60 characters of it."""
    return f"`{given[:60].replace(chr(10), '⏎')}{'…' if len(given) > 60 else ''}`"


MOST = 10_000
"""Problems of one file that are told."""


def bounded(problems: list[Diagnostic], more: bool = False) -> list[Diagnostic]:
    """The problems of a file, each once, sorted; of very many the first, and that there are `more`."""
    problems = sorted({*problems})
    if len(problems) <= MOST and not more:
        return problems
    last, hint = problems[:MOST][-1], "mend these first; often one mistake has made them all"
    message = f"the file has more than {MOST:,} problems; the rest is not told"
    return [*problems[:MOST], Diagnostic(last.file, last.line, last.column, "too-many", message, hint, width=0)]


def nearest(word: str, known: Iterable[str]) -> str:
    """The hint 'did you mean …?' for a mistyped word; empty when no known word is near."""
    near = get_close_matches(word.lower(), sorted(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""


def one_of(words: Iterable[str], limit: int = 12) -> str:
    """The hint 'write one of: …', cut after `limit` words."""
    listed = list(words)
    more = f" … ({len(listed)} in all)" if len(listed) > limit else ""
    return "write one of: " + ", ".join(f"`{w}`" for w in listed[:limit]) + more if listed else ""
