"""What a rule finds."""

from collections.abc import Callable
from dataclasses import dataclass

from daybrief.diagnostics import Code, Severity
from daybrief.source import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a path of the file's document."""

    path: Path
    code: Code
    message: str
    hint: str | Callable[[], str] = ""
    """Or what finds it, where that takes long: of very many findings in a file, most go without."""
    severity: Severity = "error"
    key: bool = False
    """Whether the key is at fault, not its value."""
