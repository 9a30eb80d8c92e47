"""One pass over the events of a text, from which a tree is made with the place of every node.

Nothing is guessed: every scalar arrives as the text that was typed (`no`, `1.10`, `12:30`), and the schema decides
what it is. Aliases, anchors, tags, merge keys, several documents and duplicate keys are refused. The tree is built
from libyaml's events with a bound on its depth: composing in C has none, and dies on 30 KB of `[`.
"""

import re
import sys
from typing import Any

import yaml
from yaml import events

from daybrief.diagnostics import MOST, Code, Diagnostic
from daybrief.source.characters import forbidden
from daybrief.source.document import Document, Lines, Mark, Node, Place, Places, Span

MAX_VALUES = 100_000
MAX_DEPTH = 24

_LAX: dict[str, tuple[Code, str, str]] = {
    "#": ("missing-space", "no space stands before the `#`", "put a space before the `#`, or quote the whole text"),
    "?": ("key", "a key that begins with `?` is not read", "write `key: value`; quote a text that begins with `?`"),
}
"""What libyaml lets pass between two nodes, and YAML 1.2 does not, or we do not: code, message and hint."""
_HASH, _QUESTION = re.compile(r"#(?<=[\"'\[\]{},:?]#)"), re.compile(r"\?(?<=[\s\[\]{},:?-]\?)")
"""What is in every text with such a sign, and in few others. One pattern for both takes thirty times as long."""
_SIGN = re.compile(r"(?<=[^ \n])(#)[^\n]*|#[^\n]*|(\?)")
_SHORT = 24  # keys, ids and dates are shorter than this, and the same in many files: each is kept once
_comment = re.compile(" +#")  # behind a plain text
_colon = re.compile(" *:?")  # behind a key
_header = re.compile(r"[|>][-+\d]*(#)")  # of a block, with a comment stuck to it
_item = re.compile(r"\n *(- )")  # that a plain text has swallowed
_line = re.compile(r"\n([^\S\n]*)(\S(?:.*\S)?)")  # its indentation, and what it says


class Stop(Exception):
    """Nothing behind this point is worth reading."""


class Composer:
    """One pass over the events of one text. Raises YAMLError for bad syntax, Stop where reading on makes no sense."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = Lines(text)
        self.last_line = len(self.lines.starts) - 1
        self.problems: list[Diagnostic] = []
        self.comments: set[Mark] = set()
        self.values = 0
        self.indent = -1
        """The column, from 0, of the keys or `-` that surround what is read.

        `collection` puts it back as it was, and `bracket` too. No `finally` does: after an error both stay,
        for `daybrief.source.syntax.explain` is told the bracket in which reading ended.
        """
        self.bracket: tuple[int, int] | None = None
        """The outermost bracket that is open: its index, and `indent` there."""
        self.get_event: Any = yaml.CSafeLoader(text).get_event  # `yaml.parse` is a generator, which takes longer
        lax = _HASH.search(text) or _QUESTION.search(text) or text.startswith("?")
        self.next: Any = self.watched if lax else self.get_event
        self.seen = 0
        """The index up to which signs between nodes have been looked at."""

    def document(self) -> Document | None:
        """The whole tree; None if there is nothing, or no mapping."""
        root: Node = ""
        span: Span = (0, 0)
        within: Any = ()
        self.next()  # the stream begins
        if type(self.next()) is events.DocumentStartEvent:
            root, (span, _, within) = self.value(self.next())
            self.next()  # the document ends
            if type(event := self.next()) is events.DocumentStartEvent:
                hint = "take the `---` away, or make a file of what follows it"
                self.report(self.span(event), "documents", "a second document begins here; a file holds one", hint)
                if not isinstance(root, dict):
                    return None  # one problem is enough
        if isinstance(root, dict):
            return Document(self.file, root, within, frozenset(self.comments), self.lines)
        if root == "":
            self.report((0, 0), "empty", "the file is empty", "a file begins with a key, such as `date: …`")
        else:
            hint = "a file is lines of `key: value`, with a space behind the colon"
            self.report(span, "not-a-mapping", "the file does not begin with a key", hint)
        return None

    def value(self, event: Any, depth: int = 0, key: Span | None = None, *, merged: bool = False) -> tuple[Node, Place]:
        """The node that begins with an event, below `depth` others, and its place."""
        node: Node = ""
        within: Places = ()
        kind, span = type(event), self.span(event)
        if kind is events.AliasEvent:
            if not merged:  # the merge key has been told
                self.report(span, "alias", "an alias (`*name`) is not read", "write the value out, or quote the text")
            return node, (span, key or span, within)
        if event.anchor is not None:
            hint = "quote the text, if it begins with `&`"
            self.report(span, "anchor", f"an anchor (`&{event.anchor}`) is not read", hint)
        if event.tag is not None:
            self.report(span, "tag", "a tag (`!name`) is not read", "quote the text, if it begins with `!`")
        if kind is events.ScalarEvent:
            node = self.scalar(event, span)
        elif depth < MAX_DEPTH:
            node, within = self.collection(event, depth + 1)
        else:
            message = f"more than {MAX_DEPTH} levels, one inside the other"
            self.report(span, "too-deep", message, "close the brackets, or nest less")
            raise Stop
        return node, (span, key or span, within)

    def collection(self, event: Any, depth: int) -> tuple[Node, Places]:
        """The mapping or list that begins with an event, and the places of what is in it."""
        indent, bracket = self.indent, self.bracket
        if not event.flow_style:
            self.indent = event.start_mark.column
        elif not bracket:
            self.bracket = event.end_mark.index - 1, indent  # an anchor may stand before it
        node, within, end = self.mapping(depth) if type(event) is events.MappingStartEvent else self.sequence(depth)
        self.values += len(node)
        if self.values > MAX_VALUES:
            message = f"the file has more than {MAX_VALUES:,} values, and is not read"
            self.report((0, 0), "too-large", message, "make several files of it")
            raise Stop
        if self.bracket and not bracket:
            self.further_in(event, end, "brackets", "#]}")
        self.indent, self.bracket = indent, bracket
        return node, within

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
            key, (span, _, _) = self.value(event, depth)
            if not isinstance(key, str):
                hint = "write `key: value`; quote a text that begins with `{` or `[`"
                self.report(span, "key", "a key must be a plain word", hint)
                raise Stop
            if merged := key == "<<" and not event.style:
                self.report(span, "merge-key", "a merge key (`<<`) is not read", "write the fields out")
                key = f"<<:{self.lines.mark(*span).line}"
            elif key in node:
                first = self.lines.mark(*places[key][1]).line
                message = f"`{key}` is given twice; the first is on line {first}"
                self.report(span, "duplicate-key", message, "keep one, or put both values in one list")
                key = f"{key}:{self.lines.mark(*span).line}"
            value: Any = self.next()
            if self.bracket and value.start_mark.index == value.end_mark.index:
                # libyaml says that it stands where the next sign is, which may be lines below
                colon = _colon.match(self.text, event.end_mark.index)
                assert colon, "it matches nothing, too"
                node[key], places[key] = "", ((colon.end(), 1), span, ())
            else:
                node[key], places[key] = self.value(value, depth, span, merged=merged)
        return node, places, event

    def scalar(self, event: Any, span: Span) -> str:
        """The scalar's text as typed, without a block's last line breaks."""
        value: str = event.value
        start, end = event.start_mark, event.end_mark
        if event.style in ("|", ">"):
            if stuck := _header.match(self.text, start.index):
                self.report((stuck.start(1), 1), *_LAX["#"])
            if not value.strip("\n"):
                hint = "begin the text on the next line, further in than the key"
                self.report(span, "empty-field", f"nothing is written below `{event.style}`", hint)
            return value.rstrip("\n")
        if event.style:
            if event.style == '"' and (bad := forbidden.search(value)):
                message = f"an escape makes the character U+{ord(bad[0][0]):04X}, which has no place in a text"
                self.report(span, "control-character", message, "take it out")
            if not self.bracket:
                self.further_in(event, event, "quoted text")
            return value
        if end.line != start.line and (swallowed := _item.search(self.text, start.index, end.index)):
            hint = "indent the list like the lists beside it, or quote the text"
            self.report((swallowed.start(1), 2), "indentation", "this `- ` is read as part of the text above it", hint)
        if value == "-":
            self.report(span, "bad-start", "a value cannot begin with `-`", "quote the text")
        if self.text.startswith(" ", end.index) and _comment.match(self.text, end.index):
            self.comments.add(self.lines.mark(*span))
        return sys.intern(value) if len(value) < _SHORT else value

    def further_in(self, first: Any, last: Any, what: str, closing: str = "") -> None:
        """Report the first line of something long that stands no further in than the key above it.

        Lines that begin with one of the signs `closing` are passed over.
        """
        for line in _line.finditer(self.text, first.start_mark.index):
            if line.start() >= last.end_mark.index:
                break
            if len(line[1]) <= self.indent and not line[2].startswith((*closing,)):
                message = f"this line goes on with the {what} above it, and stands too far left"
                span = line.start(2), len(line[2])
                self.report(span, "indentation", message, "begin it further in than the key above it")
                break

    def watched(self) -> Any:
        """The next event. What stands before it is looked at for signs that libyaml lets pass."""
        event: Any = self.get_event()
        for found in _SIGN.finditer(self.text, self.seen, event.start_mark.index):
            if sign := found[1] or found[2]:
                self.report((found.start(), 1), *_LAX[sign])
        # The `?` of a key within `[…]` is said to be all of a mapping's beginning.
        end: Any = event.start_mark if type(event) is events.MappingStartEvent else event.end_mark
        self.seen = max(self.seen, end.index)
        return event

    def span(self, event: Any) -> Span:
        """Where an event stands."""
        start, end = event.start_mark, event.end_mark
        at, line = start.index, start.line
        width = end.index - at if end.line == line else 1
        if line > self.last_line:  # an empty key at the very end is said to stand behind the last line
            at = self.lines.starts[-1]
        return at, width or 1

    def report(self, span: Span, code: Code, message: str, hint: str = "") -> None:
        """Tell a problem. Raises Stop after very many."""
        self.problems.append(self.lines.mark(*span).problem(self.file, code, message, hint))
        if len(self.problems) > MOST:
            raise Stop
