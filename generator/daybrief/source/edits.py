"""Changes to a file's data, made in its bytes: what is not changed stays as it was typed."""

import json
import re
from bisect import bisect_left
from codecs import BOM_UTF8
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, TypeAlias

import yaml
from yaml import tokens

from daybrief.source.characters import readable
from daybrief.source.document import Document, Path
from daybrief.source.tree import one_break, read

Step: TypeAlias = tuple[Path, str | None]
"""The way to an entry of a mapping, and its new value, which needs no quotes; None where the entry goes."""
Span: TypeAlias = tuple[int, int]
"""From where to where in a text."""
Change: TypeAlias = tuple[int, int, str]
"""From where to where in the text with one kind of line break, and what is to stand there."""


class Unlike(Exception):
    """The bytes that were made do not say what they should: a fault of this module, whatever the file holds."""


def edited(data: bytes, document: Document, wanted: Iterable[tuple[Step, ...]]) -> tuple[bytes, Document, int]:
    """A file's bytes and tree after those steps that its text allows, and how many were taken.

    Steps that stand together are taken together or not at all, and count as one. What was made is read again, and held
    to the old data with these steps taken, to the old problems, and to the texts that a comment cuts. Raises Unlike.
    """
    if not (steps := [*wanted]):
        return data, document, 0
    editable, changes, taken = Editable(data, document), list[Change](), 0
    expected = deepcopy(document.data)
    for together in steps:
        found = [editable.take(way) if value is None else editable.put(way, value) for way, value in together]
        if any(some is None for some in found):
            continue
        changes += [change for some in found for change in some or ()]
        taken += 1
        for (*above, last), value in together:
            within: Any = value_at(expected, above)
            within.pop(last) if value is None else within.update({last: value})
    made = editable.changed(changes)
    now, problems = read(made, document.file)
    old = [problem.code for problem in read(data, document.file)[1]]
    if not now or [problem.code for problem in problems] != old or {*now.cut()} - {*document.cut()}:
        raise Unlike(document.file)
    if json.dumps(now.data) != json.dumps(expected):  # which tells the order of keys, too
        raise Unlike(document.file)
    return made, now, taken


def value_at(node: Any, path: Iterable[str | int]) -> Any:
    """What stands at a path of plain data; None if nothing does."""
    for step in path:
        try:
            node = node[step]
        except (KeyError, IndexError, TypeError):
            return None
    return node


class Editable:
    """A file that was read, and what a change of its data is in its text.

    `take` and `put` tell the changes; None where it takes a person: for a text in a block (`|`, `>`), for a value that
    is none or has an anchor. `changed` makes the new bytes.
    """

    def __init__(self, data: bytes, document: Document) -> None:
        self.bom = BOM_UTF8 if data.startswith(BOM_UTF8) else b""
        self.typed = data.removeprefix(BOM_UTF8).decode()
        self.text = one_break(self.typed)
        self.document = document
        self.tokens: list[Any] = [*yaml.scan(readable(self.text), Loader=yaml.CSafeLoader)]
        self.numbers = {_span(one)[0]: at for at, one in enumerate(self.tokens) if type(one) is tokens.ScalarToken}
        """Of tokens that are a text or key, by where each begins."""

    def take(self, path: Path) -> list[Change] | None:
        """How to take an entry out of its mapping: with its line, or with its comma. Every comment stays.

        None also for the only entry of a mapping.
        """
        number = self._number(path)
        if number is None or len(value_at(self.document.data, path[:-1])) == 1:
            return None
        before, _, key, colon, value, after = self.tokens[number - 2 : number + 4]
        parts = [(_span(key)[0], _span(colon)[1]), _span(value)]
        start, end = parts[0][0], parts[1][1]
        whole = self._blank(parts[0][1], parts[1][0])
        if type(after) is tokens.KeyToken and whole and not self._leads(start) and self._blank(end, _span(after)[0]):
            return [(start, _span(after)[0], "")]  # behind the `- ` of an item, where the next entry takes its place
        commented = self._rest(end if whole else parts[0][1]).startswith("#")
        if comma := self._comma(before, after, (start, end), commented):
            parts = sorted([*parts, comma])
        # Were the break before the line to go, a comment on it would stand beside what is above.
        kept_apart = commented and self._leads(start)
        merged = parts[:1]
        for part in parts[1:]:
            if self._blank(merged[-1][1], part[0]) and not (kept_apart and part[0] == start):
                merged[-1] = merged[-1][0], part[1]
            else:
                merged.append(part)
        return [(*self._widened(*part), "") for part in merged]

    def put(self, path: Path, text: str) -> list[Change] | None:
        """How to give an entry another value, in the quotes of the old one; the text has no sign that needs others."""
        number = self._number(path)
        if number is None:
            return None
        start, end = _span(value := self.tokens[number + 2])
        quote = "" if value.plain else self.text[start]
        return [(start, end, f"{quote}{text}{quote}")]

    def changed(self, changes: Iterable[Change]) -> bytes:
        """The file's bytes after changes that do not overlap: with its line breaks, and its BOM if it has one."""
        breaks = [found.start() - number for number, found in enumerate(re.finditer("\r\n", self.typed))]
        pieces, done = [], 0
        for start, end, text in sorted(changes):
            first, last = (at + bisect_left(breaks, at) for at in (start, end))
            pieces += [self.typed[done:first], text]
            done = last
        return self.bom + "".join([*pieces, self.typed[done:]]).encode()

    def _number(self, path: Path) -> int | None:
        """The number of the token that is an entry's key, if its value is a text that is not in a block."""
        mark = self.document.mark(path, key=True)
        number = self.numbers.get(self.document.lines.starts[mark.line - 1] + mark.column - 1)
        value = self.tokens[number + 2] if number is not None and path in self.document else None
        return number if type(value) is tokens.ScalarToken and value.style not in ("|", ">") else None

    def _comma(self, before: Any, after: Any, entry: Span, commented: bool) -> Span | None:
        """The comma that goes with an entry within brackets, if one does; `commented` tells of a comment behind it."""
        start, end = entry
        ahead = _span(after) if type(after) is tokens.FlowEntryToken else None
        if ahead and "\n" not in self.text[end : ahead[0]]:
            return ahead
        behind = _span(before) if type(before) is tokens.FlowEntryToken else None
        if not behind or not self._blank(behind[1], start):
            return ahead
        # Without a comma, a comment behind the entry would cut short the text before it.
        cuts = commented and not self._leads(start) and not self._leads(behind[0])
        return ahead if cuts else behind

    def _widened(self, start: int, end: int) -> Span:
        """What goes with a part that goes: the spaces on one side, or the line if nothing else is on it."""
        rest, last = self._rest(end), self._line_end(end)
        leads, line = self._leads(start), self._line(start)
        if rest and (leads or rest[0] not in "#]}"):
            return start, self.text.index(rest[0], end)
        if not leads:
            return line + len(self.text[line:start].rstrip(" ")), end
        return (line, last + 1) if last < len(self.text) else (max(line - 1, 0), last)

    def _line(self, at: int) -> int:
        """Where the line begins."""
        return self.text.rfind("\n", 0, at) + 1

    def _line_end(self, at: int) -> int:
        """Where the line ends, before its break if it has one."""
        return len(self.text) if (found := self.text.find("\n", at)) < 0 else found

    def _leads(self, at: int) -> bool:
        """Whether nothing stands before it on its line."""
        return self._blank(self._line(at), at)

    def _rest(self, at: int) -> str:
        """What stands behind it on its line."""
        return self.text[at : self._line_end(at)].strip(" ")

    def _blank(self, start: int, end: int) -> bool:
        return not self.text[start:end].strip()


def _span(token: Any) -> Span:
    return token.start_mark.index, token.end_mark.index
