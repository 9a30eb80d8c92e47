"""What is wrong within `[…]` and `{…}`, over as many lines as they take.

libyaml reads on where it can, so that the place where it gives up tells little. Here the brackets are read once more,
sign by sign, up to the first that cannot stand where it stands.
"""

import re
from dataclasses import dataclass

from daybrief.source import quotes
from daybrief.source.quotes import Slip

_ENDS = r"\s,\[\]{}"  # what ends a word; a colon does where one of these is behind it
_PLAIN = rf"(?:[^{_ENDS}:#]|:(?=[^{_ENDS}])|(?<=[^{_ENDS}])\#| +(?=[^{_ENDS}:#]|:[^{_ENDS}]))+"
_TOKEN = re.compile(
    rf" *(?:(?P<space>\n[ \n]*)|(?P<comment>\#[^\n]*)|(?P<open>[\[{{])|(?P<close>[\]}}])|(?P<comma>,)"
    rf"|(?P<colon>:(?=[{_ENDS}]|\Z))|(?P<quoted>{quotes.SINGLE}'|(?s:{quotes.DOUBLE}\"))"
    rf"|(?P<sign>['\"@`%&*!|>]|[-?](?=[{_ENDS}]|\Z))|(?P<plain>{_PLAIN}))"
)
_LINE = re.compile(_PLAIN)
_BLOCK = re.compile(r"^( *)(?:- |(?:- )*[\w.\"'-]+:(?: |$))", re.M)
_CLOSING = {"[": "]", "{": "}"}


@dataclass
class _Entry:
    """What was read of the last entry within a bracket."""

    bracket: str
    opened: int
    keyed: bool = False
    """Whether a key and its `:` were read."""
    kind: str = ""
    """Of the value (or key) that was read last: `plain`, `quoted` or `closed`; empty if none was."""
    start: int = 0
    end: int = 0
    broken: int = -1
    """Where its last line but one ends, if it is plain and goes on over several."""
    comment: int = -1
    """Where a comment stands behind it."""


class Brackets:
    """Reads on from a bracket until it is closed. A method for each kind of token says what is wrong with one.

    It stands at `start`, and belongs to the key or `-` in the column `margin`, from 0: what is there is no part of it.
    """

    def __init__(self, text: str, start: int, margin: int) -> None:
        self.text, self.start, self.margin = text.rstrip(), start, margin
        self.open: list[_Entry] = []
        self.at = start
        """Behind what was read."""
        self.hidden = -1
        """Where a comment begins that holds brackets."""

    def slip(self) -> Slip:
        """The first mistake within the bracket, or behind it on its line."""
        while token := _TOKEN.match(self.text, self.at):
            kind, self.at = token.lastgroup or "", token.end()
            goes_on = kind in ("quoted", "sign") and self.open[-1].kind  # with what is no quoted text then
            fault: Slip = getattr(self, "_plain" if goes_on else f"_{kind}")(token.start(kind), token[kind])
            if fault:
                return fault
            if not self.open:
                return self._behind()
        return self._not_closed(self.open[0]) if self.at == len(self.text) else None

    def _space(self, at: int, found: str) -> Slip:
        line = _BLOCK.match(self.text, self.text.rfind("\n", at, self.at) + 1)
        return self._not_closed(self.open[0]) if line and len(line[1]) <= self.margin else None

    def _comment(self, at: int, found: str) -> Slip:
        if self.hidden < 0 and re.search(r"[\[\]{}]", found):
            self.hidden = at
        if self.open[-1].comment < 0:
            self.open[-1].comment = at
        return None

    def _open(self, at: int, found: str) -> Slip:
        if self.open and self.open[-1].kind:
            return self._second(self.open[-1], at)
        self.open.append(_Entry(found, at))
        return None

    def _close(self, at: int, found: str) -> Slip:
        last = self.open[-1]
        if found != _CLOSING[last.bracket]:
            if last.keyed and not last.kind and re.match(r"[^\s,\]}]", self.text[self.at : self.at + 1]):
                return self._sign(at, found)
            if found in [_CLOSING[entry.bracket] for entry in self.open]:
                return self._not_closed(last)
            return at, 1, "brackets", f"`{found}` cannot close `{last.bracket}`", f"write `{_CLOSING[last.bracket]}`"
        self.open.pop()
        if self.open:
            self._read("closed", last.opened)
        return None

    def _comma(self, at: int, found: str) -> Slip:
        last = self.open[-1]
        if not last.kind and not last.keyed:
            return at, 1, "brackets", "nothing stands before this `,`", "take it out"
        self.open[-1] = _Entry(last.bracket, last.opened)
        return None

    def _colon(self, at: int, found: str) -> Slip:
        last = self.open[-1]
        if not last.kind:
            return self._sign(at, found)
        if last.broken >= 0 and re.fullmatch(r"\s*[\w-]+", self.text[last.broken : last.end]):
            return self._no_comma(last.broken)
        if last.keyed and last.kind == "plain":
            message = "a second `:` in a text that is not quoted"
            return at, 1, "colon-in-text", message, quotes.in_quotes("", self._words(last.start))
        if last.keyed:
            return at, 1, "brackets", "a second `:` in one entry", "put `,` between entries"
        if last.kind == "plain" and at == last.end and self.text[at + 1 : at + 2] in [*",[]{}"]:
            key = self.text[last.start : at + 1]
            message, hint = (words.format(at=key) for words in quotes.NO_SPACE)
            return last.start, len(key), "missing-space", message, hint
        if "\n" in self.text[last.start : at]:
            return at, 1, "brackets", "this `:` stands on another line than its key", "write `key: value` on one line"
        self.open[-1] = _Entry(last.bracket, last.opened, keyed=True)
        return None

    def _quoted(self, at: int, found: str) -> Slip:
        below = found.partition("\n")[2]
        if any(len(line[1]) <= self.margin for line in _BLOCK.finditer(below)):
            return at, 1, quotes.BROKEN, quotes.UNCLOSED, quotes.CLOSE[found[0]]
        if found[0] == '"' and (bad := re.search(rf"(?:[^\\]|\\.)*?({quotes.BAD_ESCAPE})", found, re.S)):
            return at + bad.start(1), len(bad[1]), quotes.BROKEN, quotes.ESCAPE[0].format(at=bad[1]), quotes.ESCAPE[1]
        self._read("quoted", at)
        return None

    def _sign(self, at: int, found: str) -> Slip:
        if found in quotes.CLOSE:
            return at, 1, quotes.BROKEN, quotes.UNCLOSED, quotes.CLOSE[found]
        if anchor := re.compile(r"&[\w-]+(?=[ \n])").match(self.text, at):  # libyaml takes it, and it has been told of
            self.at = anchor.end()
            return None
        hint = quotes.in_quotes("", found + self._words(at + 1))
        if found == "-":
            hint = "within brackets, write `,` between entries, and no `- `"
        return at, 1, "bad-start", f"a value cannot begin with `{found}`", hint

    def _plain(self, at: int, found: str) -> Slip:
        last = self.open[-1]
        if found[0] == ":" and (not last.kind or at == last.end):  # as in `"key":value`
            self.at = at + 1
            return self._colon(at, ":")
        if not last.kind:
            self._read("plain", at)
        elif last.kind == "plain" and "\n" in self.text[last.end : at]:
            if last.comment >= 0:
                message = "` #` begins a comment, and the text goes on below it"
                return last.comment, 1, "cut-text", message, "quote the text, or move the comment to its own line"
            line = _LINE.match(self.text, at)
            self.at = line.end() if line else self.at
            last.broken, last.end = last.end, self.at
        else:
            return self._second(last, at)
        return None

    def _read(self, kind: str, start: int) -> None:
        last = self.open[-1]
        last.kind, last.start, last.end, last.comment = kind, start, self.at, -1

    def _second(self, last: _Entry, at: int) -> Slip:
        """What to say of a value that begins where another one has ended."""
        first = self.text[last.start]
        if last.kind == "quoted" and "\n" in self.text[last.start : last.end]:
            return last.start, 1, quotes.BROKEN, quotes.UNCLOSED, quotes.CLOSE[first]
        if "\n" in self.text[last.end : at]:
            return self._no_comma(last.end)
        if last.kind == "quoted" and first == "'" and at == last.end and self.text[at].isalpha():
            return at - 1, 1, quotes.BROKEN, *quotes.APOSTROPHE
        if last.kind == "quoted":
            message, hint = (words.format(sign=first) for words in quotes.BEHIND)
            return at, max(len(self._words(at)), 1), quotes.BROKEN, message, hint
        if last.kind == "closed" and "\n" in self.text[last.start : last.end]:
            message = f"words stand behind the closing `{self.text[last.end - 1]}`"
            return at, max(len(self._words(at)), 1), "brackets", message, "put `,` before them, or take them out"
        if last.kind == "closed":
            whole = " ".join((self.text[last.start : last.end] + self._words(last.end)).split())
            return last.start, 1, "bad-start", f"a value cannot begin with `{first}`", quotes.in_quotes("", whole)
        message = f"`{self.text[at]}` stands in a text that is not quoted"
        return at, 1, "brackets", message, "quote the text, or put `,` before it"

    def _no_comma(self, at: int) -> Slip:
        return at, 1, "brackets", "a `,` is missing here: the next entry begins below", "put `,` between entries"

    def _not_closed(self, entry: _Entry) -> Slip:
        if self.hidden >= 0:
            message = "` #` begins a comment, and the brackets in it do not count"
            hint = "quote the text that holds the `#`, or take the brackets out of it"
            return self.hidden, 1, "cut-text", message, hint
        hint = f"close it with `{_CLOSING[entry.bracket]}`; quote a text that begins with `{entry.bracket}`"
        return entry.opened, 1, "bad-start", f"`{entry.bracket}` opens here and is not closed", hint

    def _behind(self) -> Slip:
        """What to say of what stands behind the bracket: words behind a short one make a text of it."""
        rest = re.compile(r" *([^\s#].*)").match(self.text, self.at)
        if rest and rest[1][0] in "]},":
            message = f"this `{rest[1][0]}` stands behind the bracket that it would belong to"
            return rest.start(1), 1, "brackets", message, "take it out"
        if rest and "\n" in self.text[self.start : self.at]:
            message = f"words stand behind the closing `{self.text[self.at - 1]}`"
            return rest.start(1), len(rest[1]), "brackets", message, "put a line break before them, or take them out"
        if rest:
            line = self.text.rfind("\n", 0, self.start) + 1
            hint = quotes.in_quotes(self.text[line : self.start].lstrip(" -"), self.text[self.start : rest.end()])
            return self.start, 1, "bad-start", f"a value cannot begin with `{self.text[self.start]}`", hint
        return None

    def _words(self, at: int) -> str:
        """What stands there, up to the next sign of brackets or the end of the line."""
        return re.split(r"[,\[\]{}\n]", self.text[at:], maxsplit=1)[0].rstrip()
