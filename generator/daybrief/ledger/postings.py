"""Postings: the places where a term stands, in the order of days, and what of them is another than it was."""

import datetime as dt
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

from daybrief.ledger.keys import date_of, place

Postings: TypeAlias = "memoryview[int]"
"""Places in their order, 64 bits each: a day's proleptic ordinal and, in the low 16 bits, a number on that day."""
PART = 200
"""Postings of a part of a year. Parts are filled from the oldest on, so that only a year's last one grows."""


def compile_postings(days: Iterable[Mapping[str, list[int]]]) -> dict[str, bytes]:
    """The postings of every term, from those of each day; the order of days does not matter."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for own in days:
        for term, places in own.items():
            found[term] += places
    return {term: array("Q", sorted(places)).tobytes() for term, places in found.items()}


def of_year(postings: Postings, year: int) -> Postings:
    """Those on the days of a year."""
    first, last = place(dt.date(year, 1, 1)), place(dt.date(year + 1, 1, 1))
    return postings[bisect_left(postings, first) : bisect_left(postings, last)]


def parts_of(postings: Postings, year: int) -> list[Postings]:
    """A year of postings, cut into parts."""
    found = of_year(postings, year)
    return [found[start : start + PART] for start in range(0, len(found), PART)]


def answers(term: str, was: bytes, now: bytes) -> Iterator[str]:
    """The keys of a term of which the answer is another if its postings are `now` and were `was`."""
    if was == now:
        return
    yield term
    old, new = (memoryview(postings).cast("Q") for postings in (was, now))
    changed = {*old} ^ {*new}
    for year in {date_of(one).year for one in changed}:
        before, after = parts_of(old, year), parts_of(new, year)
        if len(before) != len(after):
            yield f"{term} #{year}"
        for number in range(max(len(before), len(after))):
            if before[number : number + 1] != after[number : number + 1]:
                yield f"{term} #{year}/{number + 1}"
    for date in {date_of(one) for one in changed}:
        yield from (f"{term} <{date}", f"{term} >{date}")
        for postings in (old, new):
            index, end = (bisect_left(postings, place(date + dt.timedelta(days=days))) for days in (0, 1))
            yield f"{term} <{date_of(postings[index - 1]) if index else None}"
            yield f"{term} >{date_of(postings[end]) if end < len(postings) else None}"
        if term == "days":
            yield from (f"days {date:%Y}", f"days {date:%Y-%m}")
