"""One pass over the events of a text, from which a tree is made with the place of every node.

Nothing is guessed: every scalar arrives as the text that was typed (`no`, `1.10`, `12:30`), and the schema decides
what it is. Aliases, anchors, tags, merge keys, several documents and duplicate keys are refused. The tree is built
from libyaml's events with a bound on its depth: composing in C has none, and dies on 30 KB of `[`.
"""

import re
import sys
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import Any

import yaml
from yaml import events

from daybrief.diagnostics import MOST, Code, Diagnostic
from daybrief.source.characters import forbidden
from daybrief.source.document import BITS, Document, Mark, Node, Place, Places, mark_of
from daybrief.source.lax import watched

MAX_VALUES = 100_000
MAX_DEPTH = 24

_NAME = 24  # keys, ids and dates are shorter than this, and the same in many files: each is kept once
_comment = re.compile(" +#")
_colon = re.compile(" *:?")
_header = re.compile(r"[|>][-+\d]*(#)")


class Stop(Exception):
    """Nothing behind this point is worth reading."""


class Composer:
    """One pass over the events of one text. Raises YAMLError for bad syntax, Stop where reading on makes no sense."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.last = text.count("\n")
        self.problems: list[Diagnostic] = []
        self.comments: set[Mark] = set()
        self.values = 0
        self.indent = -1
        """The column, from 0, of the keys or `-` that surround what is read."""
        self.bracket: tuple[int, int] | None = None
        """The outermost bracket that is open: its index, and `indent` there."""
        get_event: Any = yaml.CSafeLoader(text).get_event  # `yaml.parse` is a generator, which takes longer
        self.next: Any = watched(text, get_event, self.lax)

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text; few need them."""
        return self.text.split("\n")

    @cached_property
    def starts(self) -> list[int]:
        """Where each of them begins in the text."""
        return [0, *accumulate(len(line) + 1 for line in self.lines)]

    def document(self) -> Document | None:
        """The whole tree; None if there is nothing, or no mapping."""
        root: Node = ""
        place: Any = 0
        self.next()  # the stream begins
        if type(self.next()) is events.DocumentStartEvent:
            root, place = self.value(self.next())
            self.next()  # the document ends
            if type(event := self.next()) is events.DocumentStartEvent:
                hint = "take the `---` away, or make a file of what follows it"
                self.report(self.place(event), "documents", "a second document begins here; a file holds one", hint)
                if not isinstance(root, dict):
                    return None
        if isinstance(root, dict):
            return Document(self.file, root, place[1], frozenset(self.comments))
        if root == "":
            hint = "a file begins with a key, such as `date: …`"
            self.problems.append(Diagnostic(self.file, 1, 1, "empty", "the file is empty", hint, width=0))
        else:
            hint = "a file is lines of `key: value`, with a space behind the colon"
            self.report(place, "not-a-mapping", "the file does not begin with a key", hint)
        return None

    def value(self, event: Any, depth: int = 0, key_place: int = 0, *, merged: bool = False) -> tuple[Node, Any]:
        """The node that begins with an event, below `depth` others, and its place."""
        kind, place = type(event), self.place(event)
        whole = place | key_place << 3 * BITS
        if kind is events.AliasEvent:
            if not merged:  # the merge key has been told
                self.report(place, "alias", "an alias (`*name`) is not read", "write the value out, or quote the text")
            return "", whole
        if event.anchor or event.tag:
            self.refuse(event, place)
        if kind is events.ScalarEvent:
            return self.scalar(event, place), whole
        if depth == MAX_DEPTH:
            self.report(place, "too-deep", f"more than {MAX_DEPTH} levels, one inside the other")
            raise Stop
        indent, bracket = self.indent, self.bracket
        if not event.flow_style:
            self.indent = event.start_mark.column
        elif not bracket:
            self.bracket = event.end_mark.index - 1, indent  # an anchor may stand before it
        node, within, end = self.mapping(depth + 1) if kind is events.MappingStartEvent else self.sequence(depth + 1)
        self.values += len(node)
        if self.values > MAX_VALUES:
            message = f"the file has more than {MAX_VALUES:,} values, and is not read"
            self.report(1 << 2 * BITS | 1 << BITS, "too-large", message, "make several files of it")
            raise Stop
        if self.bracket and not bracket:
            self.further_in(event.start_mark.line, end.end_mark.line, "brackets")
        self.indent, self.bracket = indent, bracket
        return node, (whole, within)

    def sequence(self, depth: int) -> tuple[Node, Places, Any]:
        """A list, from its first item on, and the event that ends it."""
        node: list[Node] = []
        places: list[Place] = []
        while type(event := self.next()) is not events.SequenceEndEvent:
            item, place = self.value(event, depth)
            node.append(item)
            places.append(place)
        return node, places, event

    def mapping(self, depth: int) -> tuple[Node, Places, Any]:
        """A mapping, from its first key on, and the event that ends it.

        A second use of a key is read under a name that no schema has.
        """
        node: dict[str, Node] = {}
        places: dict[str, Place] = {}
        while type(event := self.next()) is not events.MappingEndEvent:
            key, place = self.value(event, depth)
            if not isinstance(key, str):
                hint = "write `key: value`; quote a text that begins with `{` or `[`"
                self.report(place, "key", "a key must be a plain word", hint)
                raise Stop
            if merged := key == "<<" and not event.style:
                self.report(place, "merge-key", "a merge key (`<<`) is not read", "write the fields out")
                key = f"<<:{mark_of(place).line}"
            elif key in node:
                message = f"`{key}` is given twice; the first is on line {mark_of(places[key], key=True).line}"
                self.report(place, "duplicate-key", message, "keep one, or put both values in one list")
                key = f"{key}:{mark_of(place).line}"
            value: Any = self.next()
            if self.bracket and value.start_mark.index == value.end_mark.index:
                # libyaml says that it stands where the next sign is, which may be lines below
                node[key], places[key] = "", self.behind(event.end_mark) | place << 3 * BITS
            else:
                node[key], places[key] = self.value(value, depth, place, merged=merged)
        return node, places, event

    def scalar(self, event: Any, place: int) -> str:
        """The scalar's text as typed, without a block's last line break."""
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        if event.style in ("|", ">"):
            if stuck := _header.match(self.text, start.index):
                self.lax(stuck.start(1), "#")
            if not value.strip("\n"):
                hint = "begin the text on the next line, further in than the key"
                self.report(place, "empty-field", f"nothing is written below `{event.style}`", hint)
            return value.rstrip("\n")
        if event.style:
            if event.style == '"' and (bad := forbidden.search(value)):
                message = f"an escape makes the character U+{ord(bad[0][0]):04X}, which has no place in a text"
                self.report(place, "control-character", message, "take it out")
            if end.line != start.line and not self.bracket:
                self.further_in(start.line, end.line, "quoted text")
            return value
        if end.line != start.line:
            raw = self.text[start.index : end.index]
            if swallowed := re.search(r"\n( *)- ", raw):
                line = start.line + 1 + raw.count("\n", 0, swallowed.end())
                item = line << 2 * BITS | len(swallowed[1]) + 1 << BITS | 2
                hint = "indent the list like the lists beside it, or quote the text"
                self.report(item, "indentation", "this `- ` is read as part of the text above it", hint)
        if value == "-":
            self.report(place, "bad-start", "a value cannot begin with `-`", "quote the text")
        if self.text.startswith(" ", end.index) and _comment.match(self.text, end.index):
            self.comments.add(mark_of(place))
        return sys.intern(value) if len(value) < _NAME else value

    def further_in(self, first: int, last: int, what: str) -> None:
        """Report a line of what goes on over several that stands no further in than what it belongs to."""
        for number in range(first + 1, last + 1):
            line = self.lines[number].rstrip()
            column = len(line) - len(line.lstrip())
            closes = line[column : column + 1] in ("#", "]", "}") and what == "brackets"
            if line and column <= self.indent and not closes:
                message = f"this line goes on with the {what} above it, and stands too far left"
                place = number + 1 << 2 * BITS | column + 1 << BITS | len(line) - column
                self.report(place, "indentation", message, "begin it further in than the key above it")
                break

    def lax(self, index: int, sign: str) -> None:
        """Report a sign that libyaml lets pass: a `#` without a space before it, or a `?` that begins a key."""
        line = bisect_right(self.starts, index)
        place = line << 2 * BITS | index - self.starts[line - 1] + 1 << BITS | 1
        if sign == "#":
            hint = "put a space before the `#`, or quote the whole text"
            self.report(place, "missing-space", "no space stands before the `#`", hint)
        else:
            hint = "write `key: value`; quote a text that begins with `?`"
            self.report(place, "key", "a key that begins with `?` is not read", hint)

    def behind(self, key: Any) -> int:
        """The place behind a key and its colon, by the mark of the key's end."""
        colon = _colon.match(self.text, key.index)
        column: int = key.column + (len(colon[0]) if colon else 0)
        return int(key.line) + 1 << 2 * BITS | column + 1 << BITS | 1

    def place(self, event: Any) -> int:
        """Where an event stands, as a number."""
        start, end = event.start_mark, event.end_mark
        line: int = start.line
        column: int = start.column
        width = end.column - column if end.line == line else 1
        if line > self.last:  # an empty key at the very end is said to stand behind the last line
            line = self.last
        place: int = line + 1 << 2 * BITS | column + 1 << BITS | (width or 1)
        return place

    def refuse(self, event: Any, place: int) -> None:
        """Report what stands before a node."""
        if event.anchor is not None:
            hint = "quote the text, if it begins with `&`"
            self.report(place, "anchor", f"an anchor (`&{event.anchor}`) is not read", hint)
        if event.tag is not None:
            self.report(place, "tag", "a tag (`!name`) is not read", "quote the text, if it begins with `!`")

    def report(self, place: Place, code: Code, message: str, hint: str = "") -> None:
        """Tell a problem. Raises Stop after very many."""
        line, column, width = mark_of(place)
        self.problems.append(Diagnostic(self.file, line, column, code, message, hint, width=width))
        if len(self.problems) > MOST:
            raise Stop
