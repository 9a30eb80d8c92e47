"""An invented day, in words: its articles, events, takeaways and what else is not a statement."""

import datetime as dt
from typing import Any

from bench.corrections import corrections
from bench.outlines import HORIZONS, Held, date_of, outline
from bench.statements import Statements
from bench.words import skewed

TALKS = ("meeting", "call", "visit", "statement", "document", "summit")
STEPS = ("vote", "exchange", "sanction", "resignation", "deadline", "strike")
"""Formats of events that need belong to no track."""
RENAMED = 15
"""The day on which all that has a former id got the one of today: the days before it keep the former."""


class Day(Statements):
    """One day."""

    def told(self) -> dict[str, Any]:
        """All fields of the day, in the order in which editors write them, with the ids of today."""
        claims = [self.claim(told) for told in self.plan.claims]
        groups = [[c for c, t in zip(claims, self.plan.claims, strict=True) if t.group == g] for g in range(11)]
        count = len(self.plan.events)
        day = {
            "date": self.date,
            "as_of": f"{self.date + dt.timedelta(1)}T04:00Z",
            "title": f"{self.lead()} {self.words(6)}",
            "status": "published",
            "takeaways": self._takeaways(),
            "articles": {key: self._article(*where) for key, where in self.plan.articles.items()},
            "diplomacy": [self._event(e, c) for e, c in zip(self.plan.events, groups, strict=False)],
            "front": [{"sector": s, "claims": c} for s, c in zip(self.plan.sectors, groups[count:], strict=False)],
            "assessments": [self.assessment(guess) for guess in self.plan.guesses],
            "resolutions": self._resolutions(),
            "sourcing": self._sourcing(),
        }
        return day | {"corrections": corrections(self, day) if self.chance(0.15) else None}

    def written(self) -> dict[str, Any]:
        """The same with the ids that things had on that day."""
        day = self.told()
        mended = {"corrections": day["corrections"]}  # as of today, like the words that they are about
        return self._as_it_was(day) | mended if self.number < RENAMED else day

    def _as_it_was(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {name: self._as_it_was(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self._as_it_was(item) for item in value]
        return self.world.former.get(value, value) if isinstance(value, str) else value

    def _article(self, source: str, origin: str | None) -> dict[str, Any]:
        random = self.random
        slug = self.words(5).replace(" ", "-")
        published = self.date - dt.timedelta(random.choice((0, 0, 0, 1)))
        cyrillic = self.chance(0.4)
        return {
            "source": source,
            "title": self.world.cyrillic(random, 8) if cyrillic else self.words(8).capitalize(),
            "url": f"https://{source}.example/{published:%Y/%m}/{slug}",
            "published": published,
            "language": "bg" if cyrillic else "en",
            "archived": f"https://archive.example/{source}/{slug}" if self.chance(0.3) else None,
            "seen": f"{self.date}T{random.randint(6, 23):02}:{random.randint(0, 59):02}Z" if self.chance(0.3) else None,
            "as_of": f"{self.date}T06:30Z" if self.chance(0.05) else None,
            "reprint_of": origin,
        }

    def _event(self, held: Held, claims: list[dict[str, Any]]) -> dict[str, Any]:
        random, found = self.random, None
        if held.continues and (there := self.number - random.randint(1, 5)) >= 0:
            earlier = [(there, e) for e in outline(there, self.seed).events if not e.continues and e.date <= self.date]
            found = random.choice(earlier) if earlier else None
        begins = found[1].date if found else held.date
        ahead, several = begins > self.date, found is not None and begins < self.date
        states, shares = (("planned", "postponed"), (9, 1)) if ahead else (("held", "cancelled", "ongoing"), (9, 1, 0))
        state = random.choices(states, (5, 1, 4) if several else shares)[0]
        ends = f"/{self.date}" if several else "/.." if ahead and self.chance(0.2) else ""
        body = skewed(random, list(self.world.sources), 1) if self.chance(0.1) else []
        step, names = self.chance(0.12), [claim["id"] for claim in claims]
        return {
            "id": held.id,
            "name": " ".join(("Talks of", self.words(4))),
            "track": None if step and held is not self.plan.events[0] else found[1].track if found else held.track,
            "state": state,
            "date": f"{begins}{ends}",
            "format": random.choice(STEPS if step else TALKS),
            "continues": f"{date_of(found[0])}/{found[1].id}" if found else None,
            "place": random.choice(list(self.world.places)[110:]) if self.chance(0.8) else None,
            "participants": [*skewed(random, list(self.world.actors), random.randint(2, 5)), *body],
            "refs": random.sample(names, min(len(names), random.choice((1, 1, 2)))),
            "claims": claims,
        }

    def _resolutions(self) -> list[dict[str, Any]]:
        due = [
            (date_of(there), guess)
            for horizon in HORIZONS
            if (there := self.number - horizon) >= 0
            for guess in outline(there, self.seed).guesses
            if guess.horizon == horizon and guess.resolved
        ]
        return [
            {
                "forecast": f"{told}/{guess.id}",
                "outcome": self.random.choices(("true", "false", "void"), (5, 4, 1))[0],
                "because": self.text(6, 14),
                "articles": [self.random.choice(list(self.plan.articles))],
            }
            for told, guess in due
        ]

    def _takeaways(self) -> list[dict[str, Any]]:
        told = [told.id for told in self.plan.claims] + [guess.id for guess in self.plan.guesses]
        count = self.random.choices((1, 2, 3, 4, 5), (2, 6, 30, 32, 30))[0]
        return [
            {"text": self.text(14, 24), "refs": [*self.random.sample(told, self.random.randint(1, 3)), *self.before()]}
            for _ in range(count)
        ]

    def _sourcing(self) -> dict[str, Any]:
        read = list(dict.fromkeys(source for source, _ in self.plan.articles.values()))
        return {
            "limits": " ".join(self.text(12, 20) for _ in range(2)) + " **Two** were read in *shortened* form.",
            "gaps": [self.text(6, 14) for _ in range(self.random.randint(1, 4))],
            "notes": [{"source": s, "text": self.text(10, 22)} for s in self.random.sample(read, 3)],
        }
