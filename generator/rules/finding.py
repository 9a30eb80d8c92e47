"""What a rule finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.archive import Archive
from generator.diagnostics import Code, Severity
from generator.source import Document, Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a path of a document."""

    document: Document
    path: Path
    code: Code
    message: str
    hint: str = ""
    severity: Severity = "error"
    key: bool = False
    """Whether the key is at fault, not its value."""


Rule: TypeAlias = Callable[[Archive], Iterator[Finding]]
