"""What a rule finds."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from generator.archive import Archive, DayFile, RegistryFile
from generator.diagnostics import Code, Severity
from generator.source import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem at a path of a file's document."""

    file: DayFile | RegistryFile
    path: Path
    code: Code
    message: str
    hint: str = ""
    severity: Severity = "error"
    key: bool = False
    """Whether the key is at fault, not its value."""


Rule: TypeAlias = Callable[[Archive, DayFile], Iterator[Finding]]
RegistryRule: TypeAlias = Callable[[Archive, RegistryFile], Iterator[Finding]]
