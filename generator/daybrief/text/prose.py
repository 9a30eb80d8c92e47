"""Where in a Markdown text code, comments, blocks of HTML and addresses stand, as Python-Markdown finds them.

In doubt, nothing is taken for code or for a comment: what is in it is then looked at.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from daybrief.text.raw_html import BLOCKS, TAG, asks_for_markdown, blanked, comments

_FENCE = re.compile("^(?P<indent>[ \\t]*)(?P<fence>`{3,}|~{3,})(?P<alone> *$)?", re.MULTILINE)
_OPTION = r"""[ \t]+[a-zA-Z]\w*(?:=(?:"[^"\n]*"|'[^'\n]*'))?(?=[ \t]|$)"""
_HEADER = re.compile(
    rf"(?:[ \t]*\.?[\w#.+-]+(?=[ \t]|$))?(?:[ \t]*\{{[^\n]*\}}|(?:{_OPTION})*)[ \t]*$", re.MULTILINE | re.ASCII
)
"""What may stand behind the fence that begins code: a language, and options or attributes."""
_TICKS = re.compile(r"(?<!\\)(?:\\\\)*(?P<escaped>\\?)(?P<ticks>`+)|\n[ \t]*\n")
_CODE = "·"
"""Stands for a sign of code: one that no Markdown has a meaning for."""
_BLOCK_TAG = re.compile(rf"<({'|'.join(sorted([*BLOCKS, 'hr']))})(?![\w-])", re.IGNORECASE)
_BLOCK = re.compile(rf"^ {{0,3}}{_BLOCK_TAG.pattern}", re.IGNORECASE | re.MULTILINE)
_TITLE = r"""[ \t]*(?:"[^"\n]*"|'[^'\n]*')?[ \t]*"""
_ANGLED = re.compile(rf"(?<!\\)\[[^\[\]\n]*\]\([ \t]*(<[^<>\n]*>)(?={_TITLE}\))")
_DEFINED = re.compile(rf"^ {{0,3}}\[(?!\^)[^\[\]\n]+\]:[ \t]*(<[^<>\s]*>|[^\s<]\S*){_TITLE}$", re.MULTILINE)


def without_code(text: str) -> str:
    """The text without code and comments: what is in them is shown, or not there."""
    text = blanked(text, fenced(text))
    text = blanked(text, _comments(text))
    return blanked(text, _code(text), _CODE)


def fenced(text: str) -> Iterator[tuple[int, int]]:
    """Code in fences, in lists too. It ends at the next line with nothing but the same fence, as far in.

    What stands less far in ends it earlier, and then it is none.
    """
    fences, done = [*_FENCE.finditer(text)], 0
    for number, fence in enumerate(fences):
        indent, _ = same = fence.group("indent", "fence")
        alike = (one for one in fences[number + 1 :] if one.group("indent", "fence") == same)
        last = next((one for one in alike if one["alone"] is not None), None)
        less = re.compile(rf"^(?!{indent}|[ \t]*$)", re.MULTILINE)
        sound = fence.start() >= done and _HEADER.match(text, fence.end("fence"))
        if sound and last and not less.search(text, fence.start(), last.start()):
            done = last.end()
            yield fence.start(), done


def _code(text: str) -> Iterator[tuple[int, int]]:
    """The code in backticks of the text, where nobody can take a tag in it for one: not over several lines."""
    blocks = [(0, 0), *raw_blocks(text)]
    # Code ends with its paragraph, and is none in a block of HTML.
    for code, runs in groupby(_TICKS.finditer(text), lambda run: bool(run["ticks"]) and not among(blocks, run.start())):
        if code:
            yield from _pairs(text, [*runs])


def _pairs(text: str, runs: list[re.Match[str]]) -> Iterator[tuple[int, int]]:
    """What stands between backticks of a paragraph: `BacktickInlineProcessor` of Python-Markdown has the rules.

    A row of them goes to the next one of as many; if there is none, to the next of the longest, if that is shorter.
    """
    pairs: list[tuple[int, int]] = []
    below: dict[int, int] = {}
    """By how many there are in a row: where the next such row ends."""
    for run in reversed(runs):
        count = len(run["ticks"]) - len(run["escaped"])  # an escaped one begins nothing
        longest = max(below, default=count)
        if end := below.get(count) or (below[longest] if longest < count else 0):
            pairs.append((run.end() - count, end))
        below[len(run["ticks"])] = run.end()
    done = 0
    for start, end in reversed(pairs):
        if start >= done:
            done = end
            if not ("\n" in text[start:end] and "<" in text[start:end]):
                yield start, end


def _comments(text: str) -> Iterator[tuple[int, int]]:
    """The comments that are such wherever they stand.

    One that begins its line is one if no block begins behind it; any other one, if it ends on its line, plainly.
    """
    for start, end in comments(text):
        first = text[text.rfind("\n", 0, start) + 1 : start] in ("", " ", "  ", "   ")
        plain = not re.search(r"[\n`\\<]", text[start + 1 : end])
        if (first or plain) and not _BLOCK_TAG.search(text, end, _line_end(text, end)):
            yield start, end


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def among(blocks: list[tuple[int, int]], at: int) -> bool:
    """Whether a place is in one of the blocks, which begin with an empty one."""
    return blocks[bisect(blocks, at, key=itemgetter(0)) - 1][1] > at


def angled(text: str, blocks: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Where the address of a link stands in `<` and `>`."""
    spans, last = [found.span(1) for found in _ANGLED.finditer(text)], -1
    for found in _DEFINED.finditer(text):
        if found.start() in (0, last + 1) or text.endswith("\n\n", 0, found.start()):  # it is no row of a table, say
            spans += [found.span(1)] if found[1][0] == "<" else []
            last = found.end()
    return ((start, end) for start, end in sorted(spans) if not among(blocks, start))


def raw_blocks(text: str) -> Iterator[tuple[int, int]]:
    """Where each block of HTML begins, and the line ends that it ends on. Nothing in it is Markdown.

    One that asks for Markdown (`<div markdown>`) is none: what it holds is read as all else is.
    """
    end = 0
    while block := _BLOCK.search(text, end):
        opening = TAG.match(text, block.start(1) - 1)
        if opening and asks_for_markdown(opening[0]):
            end = opening.end()
            continue
        tag: re.Match[str] | None = block
        while tag:  # on the line that one ends on, another may begin
            closed = _closed(text, tag)
            end = _line_end(text, closed)
            tag = _BLOCK_TAG.search(text, closed, end)
        yield block.start(), end


def _closed(text: str, opening: re.Match[str]) -> int:
    """Where a block ends."""
    depth, name = 0, opening[1].lower()
    for tag in re.compile(rf"<(/?){name}(?![\w-])", re.IGNORECASE).finditer(text, opening.start()):
        depth += -1 if tag[1] else 1
        if not depth or name == "hr":
            return tag.end()
    return len(text)
