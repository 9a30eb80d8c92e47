"""Lines of at most `WIDTH` letters: paragraphs, and columns with a line a row or more."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest
from textwrap import wrap

WIDTH = 100
GAP = "  "
"""Between two columns."""


def paragraph(words: str, indent: int = 4) -> list[str]:
    """Words in lines."""
    return wrap(words, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * indent, break_on_hyphens=False)


def columns(rows: Sequence[Sequence[str]], widest: Sequence[int], indent: int = 4) -> Iterator[str]:
    """Rows of cells: each column as wide as it needs and no wider than told; the last has what is left of the line."""
    needed = [max(map(len, cells)) for cells in zip(*rows, strict=True)]
    widths = [min(limit, width) for limit, width in zip(widest, needed, strict=False)]
    before = indent + sum(width + len(GAP) for width in widths if width)
    widths.append(max(WIDTH - before, 1))
    for row in rows:
        cells = [wrap(cell, max(width, 1), break_on_hyphens=False) for cell, width in zip(row, widths, strict=True)]
        for line in zip_longest(*cells, fillvalue=""):
            padded = (words.ljust(width) for words, width in zip(line, widths, strict=True) if width)
            yield (" " * indent + GAP.join(padded)).rstrip()


def pointers(refs: Iterable[str], date: dt.date) -> str:
    """Pointers, as an editor of the day writes them."""
    return ", ".join(ref.removeprefix(f"{date}/") for ref in refs)
