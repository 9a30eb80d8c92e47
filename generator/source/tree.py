"""A strict reading of YAML 1.2's plain parts: mappings, lists and texts, each with its place in the file.

Nothing is guessed: every scalar arrives as the text that was typed (`no`, `1.10`, `12:30`), and the schema decides
what it is. Aliases, anchors, tags, merge keys, several documents and duplicate keys are refused. The tree is built
from libyaml's event stream with a stack of our own: composing recurses in C and dies on 30 KB of `[`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from generator.diagnostics import Code, Diagnostic
from generator.source.characters import BREAKING, forbidden, readable, stray_characters
from generator.source.syntax import explain

MAX_BYTES = 1 << 20
MAX_DEPTH = 24

_comment = re.compile(" +#")
Node: TypeAlias = "str | list[Node] | dict[str, Node]"
Path: TypeAlias = tuple[str | int, ...]
"""The way from the root to a node: keys and list indexes."""


class Cut(str):
    """A plain scalar with a comment behind it: where the schema wants a text, ` #` has cut the text short."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Where something stands: line and column from 1, and its width on that line in characters."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """One file's tree. Positions are kept beside the data, so the data stays plain."""

    file: str
    data: dict[str, Any]
    values: dict[Path, Mark]
    keys: dict[Path, Mark]

    def mark(self, path: Path, *, key: bool = False) -> Mark:
        """The place of the value (or key) at `path`, or of the nearest thing above it that is in the file."""
        marks = self.keys if key else self.values
        while path:
            if found := marks.get(path) or self.values.get(path):
                return found
            path = path[:-1]
        return Mark(1, 1, 0)

    def without(self, drop: set[Path]) -> "Document":
        """The document less the values at the paths in `drop`; what is left keeps its place in the file."""
        values: dict[Path, Mark] = {}
        keys: dict[Path, Mark] = {}

        def copy(node: Any, old: Path, new: Path) -> Any:
            if old in self.values:
                values[new] = self.values[old]
            if old in self.keys:
                keys[new] = self.keys[old]
            if isinstance(node, dict):
                return {k: copy(v, (*old, k), (*new, k)) for k, v in node.items() if (*old, k) not in drop}
            if isinstance(node, list):
                kept = [i for i in range(len(node)) if (*old, i) not in drop]
                return [copy(node[i], (*old, i), (*new, n)) for n, i in enumerate(kept)]
            return node

        return Document(self.file, copy(self.data, (), ()), values, keys)

    def ids(self) -> Iterator[str]:
        """Every id that the file gives, sound or not: `id:` anywhere, and the keys of `articles`."""
        stack: list[Any] = [self.data]
        while stack:
            node = stack.pop()
            if isinstance(node, dict):
                if isinstance(name := node.get("id"), str):
                    yield name
                stack.extend(node.values())
            elif isinstance(node, list):
                stack.extend(node)
        articles = self.data.get("articles")
        if isinstance(articles, dict):
            yield from articles


def read(data: bytes, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read one file's bytes. `file` is the name that diagnostics carry.

    Returns the document (None where nothing can be made of the bytes) and every problem found. A BOM and CRLF are
    accepted. Never raises for bad input.
    """
    if len(data) > MAX_BYTES:
        message = f"the file has more than {MAX_BYTES:,} bytes, and is not read"
        return None, [Diagnostic(file, 1, 1, "too-large", message, "make several files of it", width=0)]
    try:
        text = _decoded(data)
    except UnicodeDecodeError as error:
        above = _decoded(data[: error.start]).split("\n")
        hint = "save the file as UTF-8"
        return None, [Diagnostic(file, len(above), len(above[-1]) + 1, "encoding", "this byte is not UTF-8", hint)]
    problems = stray_characters(text, file)
    if problems:
        text = readable(text)
    composer = _Composer(text, file)
    document = None
    try:
        document = composer.run()
    except yaml.MarkedYAMLError as error:
        syntax = explain(text, error, file, _parses)
        composer.problems = [problem for problem in composer.problems if problem.line < syntax.line]
        if not any(problem.code in BREAKING or problem.line == syntax.line for problem in problems):
            problems.append(syntax)
    except _Stop:
        pass
    return document, sorted(problems + composer.problems)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


def _parses(text: str) -> bool:
    """Whether YAML's grammar accepts `text`."""
    try:
        for _ in yaml.parse(text, Loader=yaml.CSafeLoader):
            pass
    except yaml.YAMLError:
        return False
    return True


class _Stop(Exception):
    """Nothing behind this point is worth reading."""


class _Composer:
    """One pass over the events of one text."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.problems: list[Diagnostic] = []
        self.values: dict[Path, Mark] = {}
        self.keys: dict[Path, Mark] = {}
        self.root: Any = None

    def run(self) -> Document | None:
        """Build the tree. Raises YAMLError for bad syntax and _Stop where reading on makes no sense."""
        stack: list[tuple[Any, Path, str | None]] = []  # the open containers above the current one
        node: Any = None  # the current container
        path: Path = ()
        key: str | None = None  # the key that waits for its value, in a mapping
        documents = 0
        last = self.text.count("\n")
        scalar, alias = yaml.ScalarEvent, yaml.AliasEvent
        mapping, sequence = yaml.MappingStartEvent, yaml.SequenceStartEvent
        ends = (yaml.MappingEndEvent, yaml.SequenceEndEvent)
        event: Any  # the C parser always sets marks
        for event in yaml.parse(self.text, Loader=yaml.CSafeLoader):
            kind = type(event)
            if kind is scalar or kind is mapping or kind is sequence or kind is alias:
                start = event.start_mark
                width = event.end_mark.column - start.column if event.end_mark.line == start.line else 1
                # An empty key at the very end is said to stand behind the last line.
                mark = Mark(min(start.line, last) + 1, start.column + 1, max(width, 1))
                value: Any
                if kind is scalar:
                    value = self.scalar(event, mark)
                elif kind is alias:
                    value = ""
                    if not (key or "").startswith("<<:"):  # the merge key has been told
                        hint = "write the value out, or quote the text"
                        self.report(mark, "alias", "an alias (`*name`) is not read", hint)
                else:
                    value = {} if kind is mapping else []
                if kind is not alias:
                    self.refuse_decorations(event, mark)
                if type(node) is dict and key is None:
                    if kind is not scalar:
                        self.report(
                            mark,
                            "key",
                            "a key must be a plain word",
                            "write `key: value`; quote a text that begins with `{` or `[`",
                        )
                        raise _Stop
                    key = self.key(value, event, mark, node, path)
                    continue
                if node is None:
                    self.root, here = value, path
                elif key is not None:
                    here = (*path, key)
                    node[key] = value
                    key = None
                else:
                    here = (*path, len(node))
                    node.append(value)
                self.values[here] = mark
                if kind is mapping or kind is sequence:
                    if len(stack) >= MAX_DEPTH:
                        self.report(mark, "too-deep", f"more than {MAX_DEPTH} levels, one inside the other")
                        raise _Stop
                    stack.append((node, path, None))
                    node, path = value, here
            elif kind in ends:
                node, path, key = stack.pop()
            elif kind is yaml.DocumentStartEvent:
                documents += 1
                if documents == 2:
                    start = event.start_mark
                    self.report(
                        Mark(start.line + 1, start.column + 1, 3),
                        "documents",
                        "a second document begins here; a file holds one",
                        "take the `---` away, or make a file of what follows it",
                    )
                    break
        if isinstance(self.root, dict):
            return Document(self.file, self.root, self.values, self.keys)
        if documents == 0 or (documents == 1 and self.root == ""):
            hint = "a file begins with a key, such as `date: …`"
            self.report(Mark(1, 1, 0), "empty", "the file is empty", hint)
        elif documents == 1:
            self.report(
                self.values[()],
                "not-a-mapping",
                "the file does not begin with a key",
                "a file is lines of `key: value`, with a space behind the colon",
            )
        return None

    def report(self, mark: Mark, code: Code, message: str, hint: str = "") -> None:
        self.problems.append(Diagnostic(self.file, mark.line, mark.column, code, message, hint, width=mark.width))

    def refuse_decorations(self, event: Any, mark: Mark) -> None:
        if event.anchor is not None:
            hint = "quote the text, if it begins with `&`"
            self.report(mark, "anchor", f"an anchor (`&{event.anchor}`) is not read", hint)
        if event.tag is not None:
            hint = "quote the text, if it begins with `!`"
            self.report(mark, "tag", "a tag (`!name`) is not read", hint)

    def scalar(self, event: Any, mark: Mark) -> str:
        """The scalar's text as typed, without a block's last line break; a Cut where a comment follows it."""
        value: str = event.value
        end = event.end_mark.index
        if event.style in ("|", ">"):
            return value.rstrip("\n")
        if event.style:
            if event.style == '"' and (bad := re.search(forbidden, value)):
                message = f"an escape makes the character U+{ord(bad[0]):04X}, which has no place in a text"
                self.report(mark, "control-character", message, "take it out")
            return value
        if event.end_mark.line != event.start_mark.line:
            raw = self.text[event.start_mark.index : end]
            if swallowed := re.search(r"\n( *)- ", raw):
                line = mark.line + raw.count("\n", 0, swallowed.end())
                self.report(
                    Mark(line, len(swallowed[1]) + 1, 2),
                    "indentation",
                    "this `- ` is read as part of the text above it",
                    "indent the list like the lists beside it, or quote the text",
                )
        return Cut(value) if _comment.match(self.text, end) else value

    def key(self, value: str, event: Any, mark: Mark, node: dict[str, Any], path: Path) -> str:
        """Take a mapping's key; a second use of one is reported and read under a name that no schema has."""
        if value == "<<" and not event.style:
            self.report(mark, "merge-key", "a merge key (`<<`) is not read", "write the fields out")
            value = f"<<:{mark.line}"
        elif value in node:
            first = self.keys[(*path, value)]
            self.report(
                mark,
                "duplicate-key",
                f"`{value}` is given twice; the first is on line {first.line}",
                "keep one, or put both values in one list",
            )
            value = f"{value}:{mark.line}"
        self.keys[(*path, value)] = mark
        return value
