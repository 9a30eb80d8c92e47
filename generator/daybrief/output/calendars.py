"""Months as grids, and the marks by which a grid tells who was heard."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from daybrief.settings import HUES
from daybrief.views.lists import DayLine
from daybrief.views.sides import Side

Cell: TypeAlias = tuple[int, DayLine | None]
"""A day of a month, 0 for one of another month, and what was published on it."""


def grid(weeks: Iterable[Iterable[int]], days: Iterable[DayLine]) -> list[list[Cell]]:
    """The weeks of a month with what was published on each of their days."""
    told = {line.date.day: line for line in days}
    return [[(day, told.get(day)) for day in week] for week in weeks]


def marks(sides: Sequence[Side], hues: Mapping[str, str]) -> list[str]:
    """The class of each side's mark: its shape is that of the party's hue; who has none takes a shape that is left."""
    left = iter([hue for hue in HUES if hue not in hues.values()])
    return [
        ("as-none" if side.id else "as-unknown")
        if side.party is None
        else f"hue-{hues[side.id]}"
        if side.id in hues
        else f"as-{next(left, 'other')}"
        for side in sides
    ]
