"""What an editor changes in a corpus after it was published: registries, and days that are long past."""

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path
from typing import Any

from bench import corpus
from bench.days import RENAMED, Day
from bench.emit import dump
from bench.invented import world
from bench.outlines import date_of

MANY = 300
"""Old days that are changed at once."""


class Edits:
    """The edits of one project. Each stays, and the number of a run makes it another one each time."""

    def __init__(self, folder: Path, days: int, seed: int) -> None:
        self.folder, self.days, self.seed = folder, days, seed
        self.registry: dict[str, dict[str, Any]] = deepcopy(world(seed).registry())
        self.told: dict[int, dict[str, Any]] = {}
        """By number: the days that were edited, as they are now."""

    def rename_source(self, number: int) -> None:
        """Much: a source gets another name, which stands wherever it says something."""
        source = self._entry("sources", 9)
        source["name"] = f"{source['name'].rstrip(' 0123456789')} {number}"
        self._write_registry("sources")

    def regrade_source(self, number: int) -> None:
        """Some: a source gets another grade, which stands by what it says, and counts for the status of that."""
        self._entry("sources", 1)["reliability"]["grade"] = "EF"[number % 2]
        self._write_registry("sources")

    def move_place(self, number: int) -> None:
        """Little: a place gets other coordinates, which maps and its own page show."""
        self._entry("places", 41)["coordinates"]["lat"] = 49 + number / 100
        self._write_registry("places")

    def correct_day(self, number: int) -> None:
        """One old day: the words of a claim, with a correction that says so."""
        there = RENAMED + number
        claim = self._claim(there)
        was, claim["text"] = claim["text"], f"{claim['text']} Mended {number}."
        told = {"date": date_of(self.days - 1), "target": claim["id"], "field": "text", "kind": "correction"}
        told |= {"was": was, "now": claim["text"], "reason": "Invented, as all of it is."}
        self.told[there]["corrections"] = [*(self.told[there]["corrections"] or ()), told]
        self._write_days([there])

    def change_days(self, number: int) -> None:
        """Many old days at once, spread over all: the words of a claim in each, and nothing is said of it."""
        past = range(RENAMED, self.days - 1)
        some = past[:: max(1, len(past) // MANY)][:MANY]
        for there in some:
            self._claim(there)["text"] += f" Changed {number}."
        self._write_days(some)

    def _entry(self, kind: str, position: int) -> dict[str, Any]:
        entry: dict[str, Any] = list(self.registry[kind].values())[position]
        return entry

    def _claim(self, there: int) -> dict[str, Any]:
        """A claim of a day that was never mended: else its last correction must have the words of now."""
        day = self.told.setdefault(there, Day(there, self.seed).written())
        mended = {told["target"] for told in day["corrections"] or ()}
        claim: dict[str, Any] = next(one for part in day["front"] for one in part["claims"] if one["id"] not in mended)
        return claim

    def _write_registry(self, kind: str) -> None:
        file = self.folder / f"briefings/registry/{kind}.yml"
        file.write_text(dump(self.registry[kind]), encoding="utf-8")

    def _write_days(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            file = self.folder / "briefings" / corpus.path_of(number)
            file.write_text(corpus.SCHEMA + dump(self.told[number]), encoding="utf-8")
