"""The axes of charts: where a number or a time is drawn, and round ones to write beside them."""

import datetime as dt
import math
from collections.abc import Iterable, Iterator

from daybrief.views.page import View

TICKS = 6
"""Numbers beside an axis, at most; dates, which are longer, are fewer."""
_UNITS = (("day", 1, (1, 2, 7, 14)), ("month", 31, (1, 2, 3, 6)), ("year", 366, (1, 2, 5, 10, 20, 50, 100)))
"""What a tick may stand at, how many days that has at most, and how many of them may lie between two."""


class DateTick(View, frozen=True):
    """A tick of the axis of time."""

    x: float
    date: dt.date
    unit: str
    """`day`, `month` or `year`: what of the date is written."""


class Scale(View, frozen=True):
    """From a number to units."""

    first: float
    last: float
    begins: float
    ends: float

    def __call__(self, value: float) -> float:
        """Where a number is drawn."""
        share = (value - self.first) / (self.last - self.first)
        return self.begins + share * (self.ends - self.begins)


def value_ticks(numbers: Iterable[float], *, zero: bool) -> list[int | float]:
    """Round numbers of which the first and last enclose some, with 0 among them if that is asked for.

    Of totals and levels 0 is shown where it costs no more than half of the height.
    """
    some = [*numbers]
    low, high = min(some), max(some)
    if zero or 0 <= low <= high / 2 or high / 2 <= high <= 0:
        low, high = min(low, 0), max(high, 0)
    whole = all(one == int(one) for one in some)
    least = max((high - low) / (TICKS - 1) or abs(low) / 10, 1 if whole else 1e-6)
    exponent = math.floor(math.log10(least))
    for size in (1, 2, 5, 10, 20):
        step = size * 10**exponent if exponent >= 0 else size / 10**-exponent
        first, last = math.floor(low / step), math.ceil(high / step)
        last = max(last, first + 1)
        if step >= least * 0.999 and last - first < TICKS:
            break
    return [_tidy(number * step) for number in range(first, last + 1)]


def _tidy(number: float) -> int | float:
    near = round(number, 6)
    return int(near) if near == int(near) else near


def date_ticks(across: Scale) -> list[DateTick]:
    """Days, first days of months, or first days of years, as many as there is room for."""
    first, last = dt.date.fromordinal(int(across.first)), dt.date.fromordinal(int(across.last))
    found = list[DateTick]()
    for unit, length, sizes in _UNITS:
        for size in sizes:
            if (last - first).days > TICKS * size * length:
                continue
            middle = 0.5 if unit == "day" else 0  # a day's figures stand in its middle
            at = [(date, date.toordinal() + middle) for date in _dates(unit, size, first, last)]
            found = [DateTick(round(across(x), 1), date, unit) for date, x in at if across.first <= x <= across.last]
            if len(found) < TICKS:
                return found
    return found


def _dates(unit: str, size: int, first: dt.date, last: dt.date) -> Iterator[dt.date]:
    if unit == "day":
        yield from (dt.date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1, size))
        return
    months = size if unit == "month" else 12 * size
    begin = first.year * 12 + first.month - 1
    for month in range(begin - begin % months, last.year * 12 + last.month, months):
        yield dt.date(month // 12, month % 12 + 1, 1)
