"""Where names stand on a map: where they cover nothing, and the most important choose first.

A map has two sizes of type, for a phone and for a wide screen; style sheets choose. A name stands beside its mark, else
at the end of a line, else its number in the list stands for it. What sets a name off from its point is told in ems, so
that it holds in both sizes.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, TypeAlias
from unicodedata import east_asian_width

from generator.maps.sheet import Box, Line, Point, Sheet, around, between, touch

Size: TypeAlias = Literal["narrow", "wide"]
BOTH: tuple[Size, ...] = ("narrow", "wide")

TYPE: Mapping[Size, float] = {"narrow": 11.6, "wide": 7.0}
"""Units: how high type is. On a screen of 320, and in a figure of 30rem, these are 11 pixels."""
MARK: Mapping[Size, float] = {"narrow": 5.0, "wide": 4.0}
"""Units: how far around its point a mark reaches."""
TOWNS: Mapping[Size, int] = {"narrow": 6, "wide": 18}
"""How many settlements are named for orientation."""
RIVER = 60.0
"""Units: how long a river is that has its name on the map."""
BESIDE = (
    *((0.7, 0.0, "start"), (-0.7, 0.0, "end"), (0.0, -1.05, "middle"), (0.0, 1.05, "middle")),
    *((0.5, -0.8, "start"), (0.5, 0.8, "start"), (-0.5, -0.8, "end"), (-0.5, 0.8, "end")),
)
"""Where a name may stand, the best first: ems to the right and down of its point, and which end of it is there."""
REACHES, TURNS = (16.0, 26.0, 38.0), (0, -30, 30, 180, -150, 150, -60, 60, -120, 120, -90, 90)
"""How long a line to a name may be, in units, and which way it may lead, in degrees, the best first."""


@dataclass(frozen=True, slots=True)
class Label:
    """A name, or the number that stands for it, at a point."""

    text: str
    at: Point
    dx: float
    dy: float
    anchor: str
    shown: Size | None = None
    """The one size that it is for; None for both."""
    mark: Point | None = None
    """Where a line leads from the label's point."""
    dot: float = 0.0
    """How far around its point there is a dot of its own."""

    @property
    def sizes(self) -> tuple[Size, ...]:
        """The sizes that it is for."""
        return (self.shown,) if self.shown else BOTH

    def box(self, size: Size) -> Box:
        """The room that the text takes."""
        em = TYPE[size]
        width, x, y = em * ems(self.text), self.at[0] + em * self.dx, self.at[1] + em * self.dy
        left = x - width * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        return left, y - 0.55 * em, left + width, y + 0.55 * em

    def boxes(self, size: Size) -> Iterator[Box]:
        """The room that its dot takes, the text, and its line, but for what lies under the mark."""
        if self.dot:
            yield around(self.at, reach=self.dot)
        yield self.box(size)
        if self.mark:
            near = (1.45 * MARK["narrow"] + 1) / math.dist(self.mark, self.at)
            for t in range(6):
                yield around(between(self.mark, self.at, near + (1 - near) * t / 5), reach=1.0)


class Room:
    """What of a sheet is still free, for each size of type."""

    def __init__(self, sheet: Sheet, marks: Iterable[Point], corners: Iterable[Box]) -> None:
        self.sheet = sheet
        self.taken = {size: [*corners, *(around(mark, reach=MARK[size]) for mark in marks)] for size in BOTH}

    def put(self, wishes: Iterable[Label]) -> list[Label]:
        """The first of the wishes that has room: it takes the room. None has any: nothing."""
        for wish in wishes:
            if all(self.free(box, size) for size in wish.sizes for box in wish.boxes(size)):
                for size in wish.sizes:
                    self.taken[size] += wish.boxes(size)
                return [wish]
        return []

    def free(self, box: Box, size: Size) -> bool:
        """Whether a box is on the sheet and touches nothing."""
        left, top, right, bottom = self.sheet.frame(-2)
        within = left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom
        return within and not any(touch(box, other) for other in self.taken[size])

    def name(self, name: str, number: int, at: Point, area: bool) -> list[Label]:
        """What is written at a place: its name, in both sizes or in one; in the other its number."""
        if label := self.put(_wishes(name, at, area, None)):
            return label
        wide = self.put(_wishes(name, at, area, "wide"))
        return wide + self.put(_wishes(str(number), at, area, "narrow" if wide else None))

    def towns(self, towns: Iterable[tuple[str, Point]]) -> list[Label]:
        """Settlements for orientation, as many as there is room for."""
        named: list[Label] = []
        for name, at in towns:
            left = {size for size in BOTH if sum(size in label.sizes for label in named) < TOWNS[size]}
            wishes = (Label(name, at, *beside, shown, dot=2.0) for shown in (None, "wide") for beside in BESIDE)
            named += self.put(wish for wish in wishes if left.issuperset(wish.sizes))
        return named

    def rivers(self, rivers: Iterable[tuple[str, Line]]) -> list[Label]:
        """The names of rivers: one each, beside its longest part, as near to the middle as there is room."""
        named: list[Label] = []
        parts: dict[str, list[list[Point]]] = {}
        for name, line in rivers:
            parts.setdefault(name, []).extend(part for part in self.sheet.parts(line) if _length(part) > RIVER)
        for name, longest in ((name, max(lines, key=_length)) for name, lines in parts.items() if lines):
            banks = [around(a, b) for a, b in pairwise(longest)]
            middle = longest[len(longest) // 2]
            points = sorted(longest, key=lambda point: (math.dist(point, middle), point))[:30]
            wishes = (Label(name, point, *beside) for point in points for beside in BESIDE[:4])
            boxes = ((wish, wish.box("narrow")) for wish in wishes)
            named += self.put(wish for wish, box in boxes if not any(touch(box, bank) for bank in banks))
        return named


def _wishes(text: str, at: Point, area: bool, shown: Size | None) -> Iterator[Label]:
    """Where a text may stand, the best first: upon an area's point; beside a place's, or at the end of a line."""
    if area:
        yield from (Label(text, at, 0.0, dy, "middle", shown) for dy in (0.0, -1.2, 1.2, -2.4, 2.4))
        return
    yield from (Label(text, at, *beside, shown) for beside in BESIDE)
    for reach in REACHES:
        for turn in TURNS:
            right, down = math.cos(math.radians(turn)), math.sin(math.radians(turn))
            end = at[0] + reach * right, at[1] + reach * down
            if abs(down) < 0.6:
                yield Label(text, end, math.copysign(0.25, right), 0.0, "start" if right > 0 else "end", shown, at)
            else:
                yield Label(text, end, 0.0, math.copysign(0.7, down), "middle", shown, at)


@cache
def ems(text: str) -> float:
    """How wide a text is, in ems: no less than in the bold of common typefaces."""
    slim = sum(char in "fijlrtI.,:;'’()|! -" for char in text)
    broad = sum(char in "mwMW@" or east_asian_width(char) in "WF" for char in text)
    high = sum(char.isupper() and char not in "IMW" for char in text)
    return 0.42 * slim + broad + 0.78 * high + 0.66 * (len(text) - slim - broad - high)


def _length(line: list[Point]) -> float:
    return sum(math.dist(a, b) for a, b in pairwise(line))
