"""A file's tree: plain data, and beside it the place of every node."""

import re
from bisect import bisect
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, TypeAlias

from daybrief.diagnostics import Code, Diagnostic, Severity

Node: TypeAlias = "str | list[Node] | dict[str, Node]"
Path: TypeAlias = tuple[str | int, ...]
"""The way from the root to a node: keys and list indexes."""
Span: TypeAlias = tuple[int, int]
"""Where something begins in a text, and its width on that line in characters."""
Place: TypeAlias = "tuple[Span, Span, Places]"
"""Where a node stands, where its key does (itself, if it has none), and the places of what is in it."""
Places: TypeAlias = "list[Place] | dict[str, Place] | tuple[()]"


class Mark(NamedTuple):
    """Where something stands: line and column from 1, and its width on that line in characters."""

    line: int
    column: int
    width: int = 1

    def problem(self, file: str, code: Code, message: str, hint: str = "", severity: Severity = "error") -> Diagnostic:
        """What is wrong there."""
        return Diagnostic(file, self.line, self.column, code, message, hint, severity, self.width)


class Lines:
    """The lines of a text, by which it is told where something stands."""

    def __init__(self, text: str = "") -> None:
        self.starts = [0, *(end.end() for end in re.finditer("\n", text))]
        """Where each of them begins."""

    def mark(self, at: int, width: int) -> Mark:
        """The place of what begins at an index of the text."""
        line = bisect(self.starts, at)
        return Mark(line, at - self.starts[line - 1] + 1, width)


@dataclass(frozen=True, slots=True)
class Document:
    """One file's tree. Positions are kept beside the data, so the data stays plain."""

    file: str
    data: dict[str, Any]
    places: dict[str, Any]
    """The `Places` of what is in `data`. What was put there after reading has none."""
    comments: frozenset[Mark] = frozenset()
    """Where a text stands that is not quoted and has a comment behind it."""
    lines: Lines = field(default_factory=Lines)

    def mark(self, path: Path, *, key: bool = False) -> Mark:
        """The place of the value (or key) at `path`, or of the nearest thing above it that is in the file."""
        span = (0, 0)
        for of_value, of_key, _ in self._way(path):
            span = of_key if key else of_value
        return self.lines.mark(*span)

    def __contains__(self, path: Path) -> bool:
        """Whether the file has a value at `path`."""
        return len([*self._way(path)]) == len(path)

    def without(self, drop: set[Path]) -> "Document":
        """The document less the values at the paths in `drop`; what is left keeps its place in the file."""
        above = {path[:steps] for path in drop for steps in range(len(path))}
        data, places = _less((), self.data, self.places, drop, above)
        return replace(self, data=data, places=places)

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text with its path, in the order of the file."""
        return _texts((), self.data)

    def cut(self) -> Iterator[Path]:
        """Every text that a comment ends: where words are wanted, ` #` has cut them short."""
        return (path for path, _ in self.texts() if self.mark(path) in self.comments) if self.comments else iter(())

    def ids(self) -> Iterator[str]:
        """Every id that the file gives, sound or not: `id:` anywhere, and the keys of `articles`."""
        yield from (text for path, text in self.texts() if path[-1] == "id")
        articles = self.data.get("articles")
        yield from articles if isinstance(articles, dict) else ()

    def _way(self, path: Path) -> Iterator[Place]:
        """The place of what each step of `path` leads to, as far as the file has it."""
        within: Any = self.places
        for step in path:
            try:
                place = within[step]
            except (KeyError, IndexError, TypeError):
                return
            yield place
            within = place[2]


def _steps(node: Any) -> Iterable[tuple[Any, Any]]:
    return node.items() if isinstance(node, dict) else enumerate(node)


def _texts(path: Path, node: Node) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    else:
        for step, child in _steps(node):
            yield from _texts((*path, step), child)


def _less(path: Path, node: Any, within: Any, drop: set[Path], above: set[Path]) -> tuple[Any, Any]:
    """The mapping or list at `path` without what is dropped, and the places of what is left; `above` leads there."""
    left = {step: child for step, child in _steps(node) if (*path, step) not in drop}
    places = {step: place for step, place in _steps(within) if step in left}
    for step in left:
        if (*path, step) in above:
            span, key, inside = places[step]
            left[step], inside = _less((*path, step), left[step], inside, drop, above)
            places[step] = span, key, inside
    return (left, places) if isinstance(node, dict) else ([*left.values()], [*places.values()])
