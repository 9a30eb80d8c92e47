"""Figures: numbers that are counted, or the bounds that they lie between."""

import re
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from pydantic import BeforeValidator, WithJsonSchema

from daybrief.diagnostics import shown
from daybrief.model.fields import DIGITS, invalid, number, record

FIGURE = rf"^(~?{DIGITS}(\.\.{DIGITS})?|{DIGITS}\.\.|\.\.{DIGITS})$"
"""How a figure is written; the schemas tell it too."""
_MOST = 1_000_000_000_000


@record
class Figure:
    """A number, or bounds that it lies between; at most twelve digits, and six behind a point.

    Written `36`, `8..` (at least), `..20` (up to), `20..30`, and `~` before it for about: a tenth to each side.
    """

    low: int | float | None
    high: int | float | None
    about: bool = False

    def __str__(self) -> str:
        """As it is written."""
        low, high = written(self.low), written(self.high)
        return "~" * self.about + (low if self.low == self.high else f"{low}..{high}")

    @property
    def exact(self) -> bool:
        """Whether it is one number, and not about that."""
        return self.low == self.high and not self.about

    def fits(self, other: "Figure") -> bool:
        """Whether both can be right: their bounds meet."""
        (low, high), (least, most) = self._bounds(), other._bounds()
        return low <= most and least <= high

    def _bounds(self) -> tuple[Decimal, Decimal]:
        """To the last digit: a tenth more than 2.3 is 2.53."""
        low = Decimal("-Infinity" if self.low is None else str(self.low))
        high = Decimal("Infinity" if self.high is None else str(self.high))
        return (low - abs(low) / 10, high + abs(high) / 10) if self.about else (low, high)


def written(number: int | float | None) -> str:
    """A number as it is written, however small: with all its digits, and no exponent; none as nothing."""
    return "" if number is None else f"{Decimal(str(number)):f}"


def figure(given: Any) -> Figure:
    """The figure that is written so. Raises ValueError for anything else."""
    if isinstance(given, Figure):
        return given
    if not isinstance(given, str):
        raise invalid("not-a-text", "a figure is one value", "write it behind the colon: 36, or `8..`")
    if not re.fullmatch(FIGURE, given):
        hint = "write 36, or 2.5; `8..` for at least, `..20` for up to, `20..30` for between, `~40` for about"
        raise invalid("bad-number", f"{shown(given)} is no figure", hint)
    about, (begins, dots, ends) = given.startswith("~"), given.removeprefix("~").partition("..")
    low, high = (number(one) if one else None for one in (begins, ends if dots else begins))
    if low is not None and high is not None and low > high:
        turned = Figure(low=high, high=low, about=about)
        raise invalid("bad-number", f"{shown(given)} ends before it begins", f"write `{turned}`")
    return Figure(low=low, high=high, about=about)


Count: TypeAlias = Annotated[
    Figure,
    BeforeValidator(figure),
    WithJsonSchema({"type": ["number", "string"], "pattern": FIGURE, "minimum": -_MOST, "maximum": _MOST}),
]
"""A figure, as `Figure` says how it is written."""
