"""A day as the ledger looks things up in it."""

import datetime as dt
from collections.abc import Mapping
from functools import cached_property

from daybrief.engine.dependencies import Found
from daybrief.ledger.keys import StatementKey, StatementRef, entries, grouped, pointed
from daybrief.model.day import Correction, Day, Event
from daybrief.model.statements import Claim


class ToldDay:
    """A day that was read back, and its statements in the order of its page.

    A day may hold ten thousand of them: what is looked up for each is found for all at once.
    """

    def __init__(self, day: Day) -> None:
        self.key = f"day {day.date}"
        self.day = day
        self.entries = tuple(entries(day))
        self.claims = tuple(entry for entry in self.entries if isinstance(entry.statement, Claim))
        self.numbers = {entry.statement.id: number for number, entry in enumerate(self.entries)}
        """Of each statement, by its id."""
        self.found: Found = {}
        """What was found of the day while it is in memory."""

    @cached_property
    def by_sector(self) -> Mapping[str, list[StatementRef]]:
        """The claims on each sector that was read."""
        return grouped((sector, entry) for entry in self.claims for sector in entry.sectors)

    @cached_property
    def corrections(self) -> Mapping[str, list[Correction]]:
        """What was corrected, by its id."""
        return grouped((correction.target, correction) for correction in self.day.corrections)

    @cached_property
    def _added(self) -> Mapping[str, dt.date]:
        """By claims and articles that were added after publication: the day."""
        added = [correction for correction in self.day.corrections if correction.adds]
        return {one.target: one.date for one in sorted(added, key=lambda one: one.date, reverse=True)}

    def since(self, claim: Claim) -> tuple[dt.datetime, dt.date]:
        """When a claim of this day began to count, and on which day: by `as_of`, or when an update added it.

        An update adds the claim itself, or all articles that it was read in.
        """
        read = [self._added.get(name) for name in claim.articles]
        added = self._added.get(claim.id) or (min(filter(None, read)) if all(read) else None)
        if added is None:
            return self.day.as_of, self.day.date
        # An update tells its day and no hour. By noon, what the page of the day before had seen is over.
        return max(self.day.as_of, dt.datetime.combine(added, dt.time(12), dt.UTC)), max(self.day.date, added)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events by their ids."""
        return {event.id: event for event in self.day.diplomacy}

    @cached_property
    def threads(self) -> Mapping[StatementKey, StatementKey]:
        """By each claim and event: what its thread comes from (of several, the first), as far as this day has it."""
        claims = {entry.key: next(iter(entry.claim.ways_back()), None) for entry in self.claims}
        return _ways_back(claims | {(self.day.date, event.id): event.continues for event in self.day.diplomacy})


def _ways_back(ways: Mapping[StatementKey, str | None]) -> dict[StatementKey, StatementKey]:
    """Where one comes to who goes all of a day's ways back from each of its names. Each way is gone once."""
    found: dict[StatementKey, StatementKey] = {}
    for start in ways:
        walk, here = [start], start
        while here not in found and (way := ways.get(here)):
            here = pointed(way, here[0])
            walk.append(here)
        found.update(dict.fromkeys(walk, found.get(here, here)))
    return found
