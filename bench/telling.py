"""What all tellers of an invented day share: its outline, its lot, and words."""

from random import Random
from typing import Any

from bench.invented import world
from bench.outlines import date_of, outline
from bench.words import skewed


class Telling:
    """One day, as it is put into words."""

    def __init__(self, number: int, seed: int) -> None:
        self.number, self.seed, self.date = number, seed, date_of(number)
        self.random, self.world, self.plan = Random(f"{seed} day {number}"), world(seed), outline(number, seed)

    def chance(self, share: float) -> bool:
        """Whether something is so, in this share of cases."""
        return self.random.random() < share

    def words(self, number: int) -> str:
        """Some words."""
        return " ".join(self.world.words(self.random, number))

    def text(self, least: int = 8, most: int = 20) -> str:
        """A sentence."""
        return self.world.sentence(self.random, self.lead(), least, most)

    def lead(self) -> str:
        """A name that a sentence may begin with."""
        who = self.random.choice(("places", "places", "actors", "sources", ""))
        return str(self.random.choice(list(getattr(self.world, who).values()))["name"]) if who else "The"

    def quote(self) -> dict[str, Any]:
        """A quotation in the other alphabet."""
        text, translation = self.world.cyrillic(self.random, 5), self.words(6).capitalize()
        return {"text": text, "language": "bg", "translation": translation}

    def others(self, *names: str, most: int = 1) -> list[str]:
        """Speakers that are none of these."""
        known = list(self.world.sources if self.chance(0.6) else self.world.actors)
        return [name for name in skewed(self.random, known, most + len(names)) if name not in names][:most]

    def back(self) -> int:
        """A day before this one: most often of this month, now and then of another year. Negative if there is none."""
        mean = self.random.choices((8, 250, 900), (89, 9, 2))[0]
        return self.number - 1 - int(self.random.expovariate(1 / mean))

    def before(self) -> list[str]:
        """Now and then a claim of a day before this one, for a list of what something rests on."""
        if not self.chance(0.08) or (there := self.back()) < 0:
            return []
        return [f"{date_of(there)}/{self.random.choice(outline(there, self.seed).claims).id}"]
