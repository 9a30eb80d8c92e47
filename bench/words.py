"""Invented words: names that nobody has, and sentences that nobody wrote."""

from collections.abc import Sequence
from itertools import accumulate
from random import Random

COMMON = """
the of and to in a that is on for it as with was by at from are had were not this be or which has an been but have
their its after more they than about also near all one two three new said last over into between under no other when
before up out first some during only most against could would where while since will there until both may he she who
what so each such any through long still then can if these many part east west north south road river bridge village
town station ridge depot field troops units talks side fire line area night morning evening week month report count
number call meeting text plan point list day water power rail grain crossing convoy shell drone patrol guard border
gate mill harbour coal forest
""".split()
_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"] + [v + c for v in "aeo" for c in "lnrs"]
_CYRILLIC = str.maketrans("abcdefghijklmnopqrstuvwxyz", "абцдефгхийклмнопкрстуввхыз")


class Words:
    """The words of a region, each drawn by lot."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._stems: dict[str, None] = {}
        self._words = [*COMMON, *(self.stem().lower() for _ in range(3000))]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))

    def stem(self) -> str:
        """The beginning of a name, never the same twice."""
        while True:
            stem = "".join(self.random.choices(_SYLLABLES, k=self.random.choice((2, 2, 3, 3, 4)))).capitalize()
            if stem not in self._stems:
                self._stems[stem] = None
                return stem

    def note(self) -> str:
        """A remark in a registry."""
        return f"Invented, as is {self.stem()}."

    def words(self, random: Random, number: int) -> list[str]:
        """Words as often as a language has them: a few all the time, most of them hardly ever."""
        return random.choices(self._words, cum_weights=self._weights, k=number)

    def sentence(self, random: Random, lead: str, least: int = 8, most: int = 20) -> str:
        """A sentence that nobody wrote before."""
        return f"{lead} {' '.join(self.words(random, random.randint(least, most)))}."

    def cyrillic(self, random: Random, number: int) -> str:
        """A few words in the other alphabet."""
        return cyrillic(" ".join(self.words(random, number))).capitalize()


def cyrillic(text: str) -> str:
    """A name letter by letter in the other alphabet."""
    return text.lower().translate(_CYRILLIC).title()


def skewed(random: Random, options: Sequence[str], number: int) -> list[str]:
    """Some of the options, the first ones more often, none twice."""
    weights = [1 / (rank + 4) for rank in range(len(options))]
    return list(dict.fromkeys(random.choices(options, weights, k=3 * number)))[:number]
