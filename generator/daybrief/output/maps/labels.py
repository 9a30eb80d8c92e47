"""Where names stand on a map: where they cover nothing, and the most important choose first.

A map has two sizes of type, for a phone and for a wide screen; style sheets choose. A name stands beside its mark, else
at the end of a line, else its number in the list stands for it. What sets a name off from its point is told in ems, so
that it holds in both sizes.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import pairwise, product
from typing import Literal, NamedTuple, TypeAlias
from unicodedata import east_asian_width

from daybrief.output.maps.projection import Box, Line, Point, Sheet, around

Size: TypeAlias = Literal["narrow", "wide"]
BOTH: tuple[Size, ...] = ("narrow", "wide")

TYPE: Mapping[Size, float] = {"narrow": 11.6, "wide": 7.0}
"""Units: how high type is. On a screen of 320, and in a figure of 30rem, these are 11 pixels."""
MARK: Mapping[Size, float] = {"narrow": 4.9, "wide": 3.9}
"""Units: how far around its point a mark reaches."""
TOWNS: Mapping[Size, int] = {"narrow": 6, "wide": 18}
"""How many settlements are named for orientation."""
RIVER = 60.0
"""Units: how long a river is that has its name on the map."""
BESIDE = (
    *((0.7, 0.0, "start"), (-0.7, 0.0, "end"), (0.0, -1.15, "middle"), (0.0, 1.15, "middle")),
    *((0.6, -0.8, "start"), (0.6, 0.8, "start"), (-0.6, -0.8, "end"), (-0.6, 0.8, "end")),
)
"""Where a name may stand, the best first: ems to the right and down of its point, and which end of it is there."""
SHARES = {"start": 0.0, "middle": 0.5, "end": 1.0}
"""How much of a text is left of its anchor."""
REACHES, TURNS = (16.0, 26.0, 38.0), (0, -30, 30, 180, -150, 150, -60, 60, -120, 120, -90, 90)
"""How long a line to a name may be, in units, and which way it may lead, in degrees, the best first."""


class Label(NamedTuple):
    """A name, or the number that stands for it, at a point."""

    text: str
    at: Point
    dx: float
    dy: float
    anchor: str
    sizes: tuple[Size, ...] = BOTH
    """The sizes that it is for."""
    mark: Point | None = None
    """Where a line leads from the label's point."""

    def box(self, size: Size) -> Box:
        """The room that the text takes."""
        em = TYPE[size]
        width, y = em * ems(self.text), self.at[1] + em * self.dy
        left = self.at[0] + em * self.dx - width * SHARES[self.anchor]
        return left, y - 0.55 * em, left + width, y + 0.55 * em

    def boxes(self, size: Size) -> Iterator[Box]:
        """The room that the text takes, and its line, but for what lies under the mark."""
        yield self.box(size)
        if self.mark:
            (ax, ay), (bx, by) = self.mark, self.at
            near = (1.45 * MARK["narrow"] + 1) / math.dist(self.mark, self.at)
            for share in (near + (1 - near) * t / 5 for t in range(6)):
                yield around((ax + share * (bx - ax), ay + share * (by - ay)), reach=1.0)


class Cells:
    """What of a sheet is taken: a number for each row of cells, and in it a bit for each cell.

    Cells are a unit wide and high. Boxes that share none do not touch.
    """

    def __init__(self, sheet: Sheet) -> None:
        self.right, self.bottom = sheet.width - 2, sheet.height - 2
        self.rows = [0] * sheet.height

    def take(self, *boxes: Box) -> None:
        """Take the room of some boxes, as far as it is on the sheet."""
        for left, top, right, bottom in boxes:
            if right >= 0:
                cells = (2 << int(right)) - (1 << max(int(left), 0))
                for row in range(max(int(top), 0), min(int(bottom) + 1, len(self.rows))):
                    self.rows[row] |= cells

    def free(self, box: Box) -> bool:
        """Whether a box is on the sheet, away from its edge, and touches nothing."""
        left, top, right, bottom = box
        if left < 2 or top < 2 or right > self.right or bottom > self.bottom:
            return False
        cells = (2 << int(right)) - (1 << int(left))
        return not any(map(cells.__and__, self.rows[int(top) : int(bottom) + 1]))


class LabelSpace:
    """The room for names on a sheet, for each size of type."""

    def __init__(self, sheet: Sheet, marks: Iterable[Point], corners: Iterable[Box]) -> None:
        self.taken = {size: Cells(sheet) for size in BOTH}
        for size, cells in self.taken.items():
            cells.take(*corners, *(around(mark, reach=MARK[size]) for mark in marks))

    def put(self, candidates: Iterable[Label]) -> Label | None:
        """The first candidate that has room in its sizes: it takes the room."""
        for candidate in candidates:
            if all(all(map(self.taken[size].free, candidate.boxes(size))) for size in candidate.sizes):
                for size in candidate.sizes:
                    self.taken[size].take(*candidate.boxes(size))
                return candidate
        return None

    def name(self, name: str, number: int | None, at: Point, area: bool, half: int = 0) -> tuple[Label, ...]:
        """What is written at a place: its name, in both sizes or in one; in the other its number, if it has one."""
        if label := self.put(_candidates(name, at, area, half=half)):
            return (label,)
        wide = self.put(_candidates(name, at, area, ("wide",), half))
        sizes: tuple[Size, ...] = ("narrow",) if wide else BOTH
        short = self.put(_candidates(str(number), at, area, sizes, half)) if number else None
        return tuple(label for label in (wide, short) if label)

    def towns(self, towns: Iterable[tuple[str, Point]]) -> Iterator[Label]:
        """Settlements for orientation, as many as there is room for."""
        left = dict(TOWNS)
        for name, at in towns:
            if not left["wide"]:
                return
            dot = around(at, reach=2.0)
            for sizes in (BOTH, BOTH[1:]):
                free = all(left[size] and self.taken[size].free(dot) for size in sizes)
                if free and (label := self.put(Label(name, at, *beside, sizes) for beside in BESIDE[:4])):
                    for size in label.sizes:
                        left[size] -= 1
                        self.taken[size].take(dot)
                    yield label
                    break


def river_names(sheet: Sheet, rivers: Iterable[tuple[str, Line]]) -> Iterator[tuple[Label, ...]]:
    """Where the name of each river may stand: beside its part with most corners, as near to the middle as may be."""
    longest: dict[str, list[Point]] = {}
    for name, line in rivers:
        longest[name] = max([longest.get(name, []), *sheet.parts(line)], key=len)
    for name, part in longest.items():
        if sum(map(math.dist, part, part[1:])) < RIVER:
            continue
        middle = part[len(part) // 2]
        points = sorted(part[:: len(part) // 7 + 1], key=lambda point: (math.dist(point, middle), point))
        banks = Cells(sheet)
        for (ax, ay), (bx, by) in pairwise(part):
            banks.take((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)))
        candidates = (Label(name, point, *beside) for point in points for beside in BESIDE[:4])
        yield tuple(label for label in candidates if banks.free(label.box("narrow")))


def _candidates(text: str, at: Point, area: bool, sizes: tuple[Size, ...] = BOTH, half: int = 0) -> Iterator[Label]:
    """Where a text may stand, the best first: upon an area's point; beside a place's, or at the end of a line.

    A mark of several signs reaches farther to both sides, by `half`.
    """
    if area:
        yield from (Label(text, at, 0.0, dy, "middle", sizes) for dy in (0.0, -1.2, 1.2, -2.4, 2.4))
        return
    for dx, dy, anchor in BESIDE:
        side = (dx > 0) - (dx < 0)
        yield Label(text, (at[0] + side * half, at[1]), dx, dy, anchor, sizes)
    for reach, turn in product(REACHES, TURNS):
        right, down = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        end = round(at[0] + reach * right), round(at[1] + reach * down)
        if abs(down) < 0.6:
            yield Label(text, end, math.copysign(0.25, right), 0.0, "start" if right > 0 else "end", sizes, at)
        else:
            dy = math.copysign(0.7, down)
            yield from (Label(text, end, 0.0, dy, anchor, sizes, at) for anchor in ("middle", "start", "end"))


@cache
def ems(text: str) -> float:
    """How wide a text is, in ems: no less than in the bold of common typefaces."""
    slim = sum(char in "fijlrtI.,:;'’()|! -" for char in text)
    broad = sum(char in "mwMW@" or east_asian_width(char) in "WF" for char in text)
    high = sum(char.isupper() and char not in "IMW" for char in text)
    return 0.42 * slim + broad + 0.78 * high + 0.66 * (len(text) - slim - broad - high)
