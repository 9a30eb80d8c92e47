"""A strict reading of YAML 1.2's plain parts: mappings, lists and texts, each with its place in the file.

Nothing is guessed: every scalar arrives as the text that was typed (`no`, `1.10`, `12:30`), and the schema decides
what it is. Aliases, anchors, tags, merge keys, several documents and duplicate keys are refused. The tree is built
from libyaml's events with a bound on its depth: composing in C has none, and dies on 30 KB of `[`.
"""

import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from generator.diagnostics import Code, Diagnostic
from generator.source.characters import BREAKING, forbidden, readable, stray_characters
from generator.source.syntax import explain

MAX_BYTES = 1 << 20
MAX_DEPTH = 24

_NAME = 24  # keys, ids and dates are shorter than this, and the same in many files: each is kept once
_BITS = 21  # a line, column or width is at most MAX_BYTES + 1
_comment = re.compile(" +#")
Node: TypeAlias = "str | list[Node] | dict[str, Node]"
Path: TypeAlias = tuple[str | int, ...]
"""The way from the root to a node: keys and list indexes."""
Place: TypeAlias = "int | tuple[int, Places]"
"""Where a node stands, and in a mapping its key: a number, which `_mark` reads; with the places of what is in it, if it
is a mapping or a list."""
Places: TypeAlias = "list[Place] | dict[str, Place]"


class Cut(str):
    """A plain scalar with a comment behind it: where the schema wants a text, ` #` has cut the text short."""

    __slots__ = ()


class Mark(NamedTuple):
    """Where something stands: line and column from 1, and its width on that line in characters."""

    line: int
    column: int
    width: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """One file's tree. Positions are kept beside the data, so the data stays plain."""

    file: str
    data: dict[str, Any]
    places: dict[str, Any]
    """The `Places` of what is in `data`. What was put there after reading has none."""

    def mark(self, path: Path, *, key: bool = False) -> Mark:
        """The place of the value (or key) at `path`, or of the nearest thing above it that is in the file."""
        found = Mark(1, 1, 0)
        for place in self._way(path):
            found = _mark(place, key)
        return found

    def __contains__(self, path: Path) -> bool:
        """Whether the file has a value at `path`."""
        return len([*self._way(path)]) == len(path)

    def without(self, drop: set[Path]) -> "Document":
        """The document less the values at the paths in `drop`; what is left keeps its place in the file."""
        left = deepcopy(self)
        for *way, last in sorted(drop, reverse=True):  # the last item of a list first: the others keep their index
            node: Any = left.data
            within: Any = left.places
            for step in way:
                node, within = node[step], within[step][1]
            del node[last], within[last]
        return left

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every text with its path, in the order of the file."""
        return _texts((), self.data)

    def ids(self) -> Iterator[str]:
        """Every id that the file gives, sound or not: `id:` anywhere, and the keys of `articles`."""
        nodes: list[Any] = [self.data]
        for node in nodes:  # grows on the way
            if isinstance(node, dict):
                nodes += node.values()
                if isinstance(name := node.get("id"), str):
                    yield name
            elif isinstance(node, list):
                nodes += node
        articles = self.data.get("articles")
        if isinstance(articles, dict):
            yield from articles

    def _way(self, path: Path) -> Iterator[Place]:
        """The place of what each step of `path` leads to, as far as the file has it."""
        within: Any = self.places
        for step in path:
            try:
                place = within[step]
            except (KeyError, IndexError, TypeError):
                return
            yield place
            within = place[1] if isinstance(place, tuple) else ()


def _mark(place: Place, key: bool = False) -> Mark:
    number = place if isinstance(place, int) else place[0]
    most = (1 << _BITS) - 1
    if key:
        number = number >> 3 * _BITS or number  # the item of a list has no key
    return Mark(number >> 2 * _BITS & most, number >> _BITS & most, number & most)


def _texts(path: Path, node: Node) -> Iterator[tuple[Path, str]]:
    if isinstance(node, str):
        yield path, node
    else:
        for step, child in node.items() if isinstance(node, dict) else enumerate(node):
            yield from _texts((*path, step), child)


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
        document = composer.document()
    except yaml.MarkedYAMLError as error:
        syntax = explain(text, error, file)
        composer.problems = [problem for problem in composer.problems if problem.line < syntax.line]
        if not any(problem.code in BREAKING or problem.line == syntax.line for problem in problems):
            problems.append(syntax)
    except _Stop:
        pass
    return document, sorted(problems + composer.problems)


def _decoded(data: bytes) -> str:
    return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")


class _Stop(Exception):
    """Nothing behind this point is worth reading."""


class _Composer:
    """One pass over the events of one text. Raises YAMLError for bad syntax, _Stop where reading on makes no sense."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.last = text.count("\n")
        self.problems: list[Diagnostic] = []
        self.next: Any = yaml.CSafeLoader(text).get_event  # `yaml.parse` is a generator, which takes longer

    def document(self) -> Document | None:
        """The whole tree; None if there is nothing, or no mapping."""
        root: Node = ""
        place: Any = 0
        self.next()  # the stream begins
        if type(self.next()) is DocumentStartEvent:
            root, place = self.value(self.next())
            self.next()  # the document ends
            if type(event := self.next()) is DocumentStartEvent:
                hint = "take the `---` away, or make a file of what follows it"
                self.report(self.place(event), "documents", "a second document begins here; a file holds one", hint)
                return Document(self.file, root, place[1]) if isinstance(root, dict) else None
        if isinstance(root, dict):
            return Document(self.file, root, place[1])
        if root == "":
            hint = "a file begins with a key, such as `date: …`"
            self.problems.append(Diagnostic(self.file, 1, 1, "empty", "the file is empty", hint, width=0))
        else:
            hint = "a file is lines of `key: value`, with a space behind the colon"
            self.report(place, "not-a-mapping", "the file does not begin with a key", hint)
        return None

    def value(self, event: Any, depth: int = 0, key: str = "", key_place: int = 0) -> tuple[Node, Any]:
        """The node that begins with an event, below `depth` others, and its place."""
        kind, place = type(event), self.place(event)
        whole = place | key_place << 3 * _BITS
        if kind is AliasEvent:
            if not key.startswith("<<:"):  # the merge key has been told
                self.report(place, "alias", "an alias (`*name`) is not read", "write the value out, or quote the text")
            return "", whole
        if event.anchor or event.tag:
            self.refuse(event, place)
        if kind is ScalarEvent:
            return self.scalar(event, place), whole
        if depth == MAX_DEPTH:
            self.report(place, "too-deep", f"more than {MAX_DEPTH} levels, one inside the other")
            raise _Stop
        node, within = self.mapping(depth + 1) if kind is MappingStartEvent else self.sequence(depth + 1)
        return node, (whole, within)

    def sequence(self, depth: int) -> tuple[Node, Places]:
        """A list, from its first item on."""
        node: list[Node] = []
        places: list[Place] = []
        while type(event := self.next()) is not SequenceEndEvent:
            item, place = self.value(event, depth)
            node.append(item)
            places.append(place)
        return node, places

    def mapping(self, depth: int) -> tuple[Node, Places]:
        """A mapping, from its first key on. A second use of a key is read under a name that no schema has."""
        node: dict[str, Node] = {}
        places: dict[str, Place] = {}
        while type(event := self.next()) is not MappingEndEvent:
            key, place = self.value(event, depth)
            if not isinstance(key, str):
                hint = "write `key: value`; quote a text that begins with `{` or `[`"
                self.report(place, "key", "a key must be a plain word", hint)
                raise _Stop
            if key == "<<" and not event.style:
                self.report(place, "merge-key", "a merge key (`<<`) is not read", "write the fields out")
                key = f"<<:{_mark(place).line}"
            elif key in node:
                message = f"`{key}` is given twice; the first is on line {_mark(places[key], key=True).line}"
                self.report(place, "duplicate-key", message, "keep one, or put both values in one list")
                key = f"{key}:{_mark(place).line}"
            node[key], places[key] = self.value(self.next(), depth, key, place)
        return node, places

    def scalar(self, event: Any, place: int) -> str:
        """The scalar's text as typed, without a block's last line break; a Cut where a comment follows it."""
        value: str = event.value
        if event.style in ("|", ">"):
            return value.rstrip("\n")
        if event.style:
            if event.style == '"' and (bad := forbidden.search(value)):
                message = f"an escape makes the character U+{ord(bad[0][0]):04X}, which has no place in a text"
                self.report(place, "control-character", message, "take it out")
            return value
        start, end = event.start_mark, event.end_mark
        if end.line != start.line:
            raw = self.text[start.index : end.index]
            if swallowed := re.search(r"\n( *)- ", raw):
                line = start.line + 1 + raw.count("\n", 0, swallowed.end())
                self.report(
                    line << 2 * _BITS | len(swallowed[1]) + 1 << _BITS | 2,
                    "indentation",
                    "this `- ` is read as part of the text above it",
                    "indent the list like the lists beside it, or quote the text",
                )
        if self.text.startswith(" ", end.index) and _comment.match(self.text, end.index):
            return Cut(value)
        return sys.intern(value) if len(value) < _NAME else value

    def place(self, event: Any) -> int:
        """Where an event stands, as a number."""
        start, end = event.start_mark, event.end_mark
        line, column = start.line, start.column
        width = end.column - column if end.line == line else 1
        if line > self.last:  # an empty key at the very end is said to stand behind the last line
            line = self.last
        place: int = line + 1 << 2 * _BITS | column + 1 << _BITS | (width or 1)
        return place

    def refuse(self, event: Any, place: int) -> None:
        """Report what stands before a node."""
        if event.anchor is not None:
            hint = "quote the text, if it begins with `&`"
            self.report(place, "anchor", f"an anchor (`&{event.anchor}`) is not read", hint)
        if event.tag is not None:
            self.report(place, "tag", "a tag (`!name`) is not read", "quote the text, if it begins with `!`")

    def report(self, place: Place, code: Code, message: str, hint: str = "") -> None:
        line, column, width = _mark(place)
        self.problems.append(Diagnostic(self.file, line, column, code, message, hint, width=width))
