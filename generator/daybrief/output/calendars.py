"""Months as grids, and the marks by which a grid tells who was heard."""

from collections.abc import Iterable, Mapping
from itertools import chain, count, product
from string import ascii_lowercase
from typing import TypeAlias

from daybrief.settings import HUES
from daybrief.views.lists import DayLine
from daybrief.views.sides import Side

Cell: TypeAlias = tuple[int, DayLine | None]
"""A day of a month, 0 for one of another month, and what was published on it."""
Mark: TypeAlias = tuple[str, str]
"""The class that draws a shape, and a letter, where there is no shape left."""


def grid(weeks: Iterable[Iterable[int]], days: Iterable[DayLine]) -> list[list[Cell]]:
    """The weeks of a month with what was published on each of their days."""
    told = {line.date.day: line for line in days}
    return [[(day, told.get(day)) for day in week] for week in weeks]


def marks(sides: Iterable[Side], hues: Mapping[str, str]) -> list[Mark]:
    """Each side's mark, no two alike: the shape of the party's hue, or one that is left; then letters."""
    shapes = {hue: f"hue-{hue}" if hue in hues.values() else f"as-{hue}" for hue in HUES}
    free = [hue for hue in HUES if hue not in hues.values()]
    letters = map("".join, chain.from_iterable(product(ascii_lowercase, repeat=n) for n in count(1)))

    def mark(side: Side) -> Mark:
        if side.party is None:
            return "as-none" if side.id else "as-unknown", ""
        shape = shapes.pop(hues.get(side.id) or (free.pop(0) if free else ""), "")
        return (shape, "") if shape else ("as-other", next(letters))

    return [mark(side) for side in sides]
