"""A project of any number of invented days: `python -m bench.corpus FOLDER --days N`.

A day depends on the seed and its number alone, so a longer corpus begins with the shorter one, byte for byte. A day
points back at others by drawing their outlines anew: who said what under which id, without the words.
"""

import argparse
import datetime as dt
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

from bench.emit import dump
from bench.invented import EVIDENCE, FIRST, PARTIES, SIDES, skewed, world

ROOT = Path(__file__).resolve().parent.parent
HORIZONS = (7, 14, 30, 60, 90, 365)
"""After how many days forecasts fall due: then the day that resolves one knows where to look."""
MATTERS = """
control fighting crossing bridge assault shelling withdrawal supply losses road station heights line drones prisoners
evacuation repairs mines depot reserves
""".split()
TOPICS = (
    "agenda draft terms date exchange ceasefire guarantees corridor mood list objections next-round mandate".split()
)
LIKELIHOODS = "almost-no-chance very-unlikely unlikely roughly-even likely very-likely almost-certain".split()
MKDOCS = """\
# Made by bench/corpus.py. All of it is invented.
site_name: The Invented Brief
site_description: Days that never were, for the bench
site_url: https://brief.example/
docs_dir: briefings

theme:
  name: material
  custom_dir: {templates}
  features: [{features}]

plugins:
  - search
  - daybrief:
      map: {map}
      identity: daybrief-bench
      hues:
        norvia: ochre
        sudria: violet

nav:
  - Today: index.md
  - The front: front/index.md
  - Diplomacy: diplomacy/index.md
  - Claims: claims/index.md
  - Sources: sources/index.md
  - Archive: archive/index.md
  - Method: method.md
  - About: about.md
"""
FEATURES = """
navigation.tabs navigation.tabs.sticky navigation.indexes navigation.path navigation.instant navigation.top
navigation.footer toc.follow search.suggest search.highlight search.share content.action.edit
""".split()
"""Those of the first site: a test holds them together."""
MAP = next(file for file in (ROOT / "maps/base.json", ROOT / "tests/output/maps/base.json") if file.is_file())
"""The land of the first site, for its weight; a repository without it has that of the tests."""
METHOD = "# Method\n\nNothing here is true. The rules are the real ones:\n\n<!-- the ledger's rules -->\n"
ABOUT = "# About\n\nThis site was made to be measured.\n"


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in outline."""

    id: str
    by: tuple[str, ...]
    article: str
    group: int
    """Which event or sector of the day it stands in."""
    link: str
    """`follows`, `backs`, `denies`, `retracts`, or nothing."""
    time: str
    """What it says of its time: `said`, `day`, `week`, `month`, or nothing."""

    @property
    def opens(self) -> bool:
        """Whether others may back or deny it: it opens a matter, and is about its own day."""
        return self.link in ("", "follows") and not self.time


@dataclass(frozen=True, slots=True)
class Held:
    """An event in outline."""

    id: str
    track: str
    continues: bool
    date: dt.date


@dataclass(frozen=True, slots=True)
class Guess:
    """An assessment in outline."""

    id: str
    kind: str
    by: str
    article: str
    horizon: int
    """Days until it falls due; 0 for never."""
    resolved: bool


@dataclass(frozen=True, slots=True)
class Outline:
    """A day as far as others need it."""

    articles: dict[str, tuple[str, str | None]]
    """Source, and the source it reprints."""
    events: tuple[Held, ...]
    sectors: tuple[str, ...]
    claims: tuple[Told, ...]
    guesses: tuple[Guess, ...]


def date_of(number: int) -> dt.date:
    """The date of a day."""
    return FIRST + dt.timedelta(number)


def path_of(number: int) -> str:
    """Where a day's file lies in `briefings/`."""
    return f"{date_of(number):%Y}/{date_of(number)}.yml"


class _Names:
    """Ids of a day, each once."""

    def __init__(self) -> None:
        self.taken: dict[str, None] = {}

    def new(self, name: str) -> str:
        count = 1
        while (unique := name if count == 1 else f"{name}-{count}") in self.taken:
            count += 1
        self.taken[unique] = None
        return unique


@lru_cache(maxsize=1000)
def outline(number: int, seed: int) -> Outline:
    """A day's outline. It looks at no other day."""
    random, here, names = Random(f"{seed} outline {number}"), world(seed), _Names()
    sources, actors, places = list(here.sources), list(here.actors), list(here.places)
    articles: dict[str, tuple[str, str | None]] = {}
    for source in skewed(random, sources, random.randint(6, 12)):
        origin = random.choice(sources) if articles and random.random() < 0.15 else None
        articles[names.new(f"{source}-{random.choice(MATTERS)}")] = (source, origin if origin != source else None)
    events = []
    for track in random.choices(list(here.tracks), k=random.randint(2, 4)):
        ahead = random.choice((0, 0, 0, 0, -1, 2))
        name = names.new(f"{random.choice(places[110:])}-{random.choice(('talks', 'call', 'visit', 'summit'))}")
        events.append(Held(name, track, random.random() < 0.3, date_of(number + ahead)))
    sectors = tuple(skewed(random, list(here.sectors), random.randint(4, 7)))
    groups = list(range(len(events) + len(sectors)))
    groups = sorted(groups + random.choices(groups, k=max(0, random.randint(14, 22) - len(groups))))
    claims = []
    for group in groups:
        article = random.choice(list(articles))
        source, origin = articles[article]
        heard = skewed(random, actors, random.choice((1,) * 9 + (2,)))
        by = (origin or source,) if random.random() < 0.55 else tuple(heard)
        link = random.choices(("", "follows", "backs", "denies", "retracts"), (64.5, 25, 6, 4, 0.5))[0]
        time = random.choices(("", "said", "day", "week", "month"), (78, 8, 8, 3, 3))[0]
        if group < len(events):
            name = f"{events[group].id}-{random.choice(TOPICS)}"
        else:
            inside = here.sectors[sectors[group - len(events)]].get("places", places[:110])
            name = f"{random.choice(inside)}-{random.choice(MATTERS)}"
        claims.append(Told(names.new(name), by, article, group, link, time if link in ("", "follows") else ""))
    guesses = []
    for _ in range(random.choice((1, 2, 2, 3))):
        article, kind = random.choice(list(articles)), random.choice(("forecast", "forecast", "judgement"))
        speaker = articles[article][1] or articles[article][0]
        horizon = random.choice((0, 0, *HORIZONS)) if kind == "forecast" else 0
        name = names.new(f"{random.choice(MATTERS)}-to-come")
        guesses.append(Guess(name, kind, speaker, article, horizon, random.random() < 0.8))
    return Outline(articles, tuple(events), sectors, tuple(claims), tuple(guesses))


def day(number: int, seed: int = 0) -> str:
    """A day's YAML."""
    return "# yaml-language-server: $schema=../schema/day.schema.json\n" + dump(_Day(number, seed).told())


class _Day:
    """One day, put into words."""

    def __init__(self, number: int, seed: int) -> None:
        self.number, self.seed, self.date = number, seed, date_of(number)
        self.random, self.world, self.plan = Random(f"{seed} day {number}"), world(seed), outline(number, seed)

    def told(self) -> dict[str, Any]:
        """All fields of the day, in the order in which editors write them."""
        claims = [self._claim(index) for index in range(len(self.plan.claims))]
        groups = [[c for c, t in zip(claims, self.plan.claims, strict=True) if t.group == g] for g in range(11)]
        count = len(self.plan.events)
        assessments = [self._assessment(guess) for guess in self.plan.guesses]
        title = f"{self._lead()} {' '.join(self._words(6))}"
        return {
            "date": self.date,
            "as_of": f"{self.date + dt.timedelta(1)}T04:00Z",
            "title": title,
            "status": "published",
            "takeaways": self._takeaways(),
            "articles": {key: self._article(*where) for key, where in self.plan.articles.items()},
            "diplomacy": [self._event(e, c) for e, c in zip(self.plan.events, groups, strict=False)],
            "front": [{"sector": s, "claims": c} for s, c in zip(self.plan.sectors, groups[count:], strict=False)],
            "assessments": assessments,
            "resolutions": self._resolutions(),
            "sourcing": self._sourcing(),
            "corrections": self._corrections(title, claims, assessments) if self._chance(0.08) else None,
        }

    def _chance(self, share: float) -> bool:
        return self.random.random() < share

    def _words(self, number: int) -> list[str]:
        return self.world.words(self.random, number)

    def _text(self, least: int = 8, most: int = 20) -> str:
        return self.world.sentence(self.random, self._lead(), least, most)

    def _lead(self) -> str:
        who = self.random.choice(("places", "places", "actors", "sources", ""))
        return self.random.choice(list(getattr(self.world, who).values()))["name"] if who else "The"

    def _back(self) -> int:
        """A day before this one: most often of this month, now and then of another year. Negative if there is none."""
        parallel_map = self.random.choices((8, 250, 900), (89, 9, 2))[0]
        return self.number - 1 - int(self.random.expovariate(1 / parallel_map))

    def _reference(self, told: Told) -> tuple[str, int, Told] | None:
        """What a claim's link leads to, if there is such a claim: its name, its day, and itself."""
        same_day = told.link in ("backs", "denies") and self._chance(0.1)
        there = self.number if same_day else self._back()
        if there < 0 or not told.link:
            return None
        plan = outline(there, self.seed)
        before = plan.claims[: plan.claims.index(told)] if same_day else plan.claims
        fit = [c for c in before if c.link in ("", "follows") and (c.opens or told.link in ("follows", "retracts"))]
        near = [c for c in fit if self._about(plan, c) == self._about(self.plan, told)]
        if not (near or fit):
            return None
        found = self.random.choice(near or fit)
        return (found.id if same_day else f"{date_of(there)}/{found.id}"), there, found

    @staticmethod
    def _about(plan: Outline, told: Told) -> str:
        events = len(plan.events)
        return plan.events[told.group].track if told.group < events else plan.sectors[told.group - events]

    def _claim(self, index: int) -> dict[str, Any]:
        told, random, plan = self.plan.claims[index], self.random, self.plan
        found = self._reference(told)
        by, article = list(told.by), told.article
        if found and told.link == "retracts":
            # The day's first article is no reprint, so anyone may speak in it.
            by, article = list(found[2].by[:1]), next(iter(plan.articles))
        claim: dict[str, Any] = {"id": told.id, "text": self._text(), "by": by[0] if len(by) == 1 else by}
        claim["articles"] = [article]
        yesterday = self.date - dt.timedelta(1)
        when = {"day": f"{yesterday}", "week": f"{self.date:%G-W%V}", "month": f"{self.date:%Y-%m}"}.get(told.time)
        if found:
            claim[told.link] = found[0]
            if told.link == "backs" or (told.link == "denies" and self._chance(0.5)):
                when = str(date_of(found[1]))
        claim["said"] = self.date - dt.timedelta(random.choice((0, 1))) if told.time == "said" else None
        claim["when"] = when
        claim["told_to"] = self._lead() if self._chance(0.05) else None
        claim |= self._talks(told) if told.group < len(plan.events) else self._ground(told, by[0])
        claim["evidence"] = random.choice(EVIDENCE) if self._chance(0.4) else None
        claim["credibility"] = random.randint(1, 6) if self._chance(0.12) else None
        if self._chance(0.05):
            claim["quote"] = {
                "text": self.world.cyrillic(random, 5),
                "language": "bg",
                "translation": " ".join(self._words(6)).capitalize(),
            }
        claim["note"] = self._text(6, 24) if self._chance(0.25) else None
        return claim

    def _talks(self, told: Told) -> dict[str, Any]:
        random, found = self.random, dict[str, Any]()
        if self._chance(0.25):
            plan = random.choice(list(self.world.plans))
            point = random.choice(list(self.world.plans[plan]["points"])) if self._chance(0.7) else None
            stance = random.choice(("accepts", "conditional", "objects", "rejects", "open"))
            found["position"] = {"plan": plan, "point": point, "party": random.choice(PARTIES), "is": stance}
        if self._chance(0.2):
            found["places"] = [random.choice(list(self.world.places)[110:])]
        return found

    def _ground(self, told: Told, speaker: str) -> dict[str, Any]:
        random, found = self.random, dict[str, Any]()
        sector = self.world.sectors[self._about(self.plan, told)]
        who = self.world.sources.get(speaker) or self.world.actors[speaker]
        side = (who["party"] or {}).get("is")
        if self._chance(0.55):
            mover = side if side in SIDES and self._chance(0.8) else random.choice(SIDES)
            kind = random.choices(("advance", "attack", "hold", "infiltration", "withdrawal"), (5, 6, 3, 2, 1))[0]
            found["movement"] = {kind: mover}
        if "places" in sector and self._chance(0.85):
            found["places"] = random.sample(sector["places"], random.choice((1, 1, 1, 2, 3)))
        if self._chance(0.18):
            measures = random.sample(list(self.world.measures), random.choice((1, 1, 2)))
            found["figures"] = {m: random.choice((random.randint(1, 240), 2.5)) for m in measures}
        return found

    def _article(self, source: str, origin: str | None) -> dict[str, Any]:
        random = self.random
        slug = "-".join(self._words(5))
        published = self.date - dt.timedelta(random.choice((0, 0, 0, 1)))
        cyrillic = self._chance(0.4)
        return {
            "source": source,
            "title": self.world.cyrillic(random, 8) if cyrillic else " ".join(self._words(8)).capitalize(),
            "url": f"https://{source}.example/{published:%Y/%m}/{slug}",
            "published": published,
            "language": "bg" if cyrillic else "en",
            "archived": f"https://archive.example/{source}/{slug}" if self._chance(0.3) else None,
            "seen": f"{self.date}T{random.randint(6, 23):02}:{random.randint(0, 59):02}Z"
            if self._chance(0.3)
            else None,
            "reprint_of": origin,
        }

    def _event(self, held: Held, claims: list[dict[str, Any]]) -> dict[str, Any]:
        random, found = self.random, None
        if held.continues and (there := self.number - random.randint(1, 5)) >= 0:
            earlier = [(there, e) for e in outline(there, self.seed).events if not e.continues and e.date <= self.date]
            found = random.choice(earlier) if earlier else None
        date = found[1].date if found else held.date
        state = "planned" if date > self.date else random.choice(("held",) * 9 + ("cancelled",))
        after = {"text": self._text(5, 9), "date": date + dt.timedelta(7) if self._chance(0.6) else None}
        return {
            "id": held.id,
            "name": " ".join(("Talks of", *self._words(4))),
            "track": found[1].track if found else held.track,
            "state": state,
            "date": date,
            "until": self.date if found and date < self.date else None,
            "format": random.choice(("meeting", "call", "visit", "statement", "document", "summit")),
            "continues": f"{date_of(found[0])}/{found[1].id}" if found else None,
            "place": random.choice(list(self.world.places)[110:]) if self._chance(0.8) else None,
            "participants": skewed(random, list(self.world.actors), random.randint(2, 5)),
            "next": after if self._chance(0.3) else None,
            "claims": claims,
        }

    def _assessment(self, guess: Guess) -> dict[str, Any]:
        random, forecast = self.random, guess.kind == "forecast"
        sector = random.choice((*self.plan.sectors, None))
        likely = random.choice(LIKELIHOODS) if forecast and self._chance(0.7) else None
        found = {
            "id": guess.id,
            "kind": guess.kind,
            "text": self._text(10, 24),
            "by": guess.by,
            "articles": [guess.article],
            "sector": sector,
            "track": None if sector else random.choice(list(self.world.tracks)),
            "said": self.date - dt.timedelta(1) if self._chance(0.1) else None,
            "likelihood": likely,
            "likelihood_words": " ".join(self._words(3)) if likely and self._chance(0.5) else None,
            "horizon": date_of(self.number + guess.horizon) if guess.horizon else None,
            "resolves_if": self._text(6, 12) if forecast and self._chance(0.6) else None,
        }
        ours = [name for name in ("likelihood", "horizon", "resolves_if") if found[name] and self._chance(0.4)]
        confidence = random.choice(("low", "moderate", "high")) if self._chance(0.3) else None
        return found | {
            "editor_set": ours,
            "confidence": confidence,
            "note": self._text() if self._chance(0.2) else None,
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
                "because": self._text(6, 14),
                "articles": [self.random.choice(list(self.plan.articles))],
            }
            for told, guess in due
        ]

    def _takeaways(self) -> list[dict[str, Any]]:
        told = [told.id for told in self.plan.claims] + [guess.id for guess in self.plan.guesses]
        count = self.random.randint(3, 5)
        return [
            {"text": self._text(14, 24), "refs": self.random.sample(told, self.random.randint(1, 3))}
            for _ in range(count)
        ]

    def _sourcing(self) -> dict[str, Any]:
        read = list(dict.fromkeys(source for source, _ in self.plan.articles.values()))
        return {
            "limits": " ".join(self._text(12, 20) for _ in range(2)) + " **Two** were read in *shortened* form.",
            "gaps": [self._text(6, 14) for _ in range(self.random.randint(1, 4))],
            "notes": [{"source": s, "text": self._text(10, 22)} for s in self.random.sample(read, 3)],
        }

    def _corrections(
        self, title: str, claims: list[dict[str, Any]], assessments: list[dict[str, Any]]
    ) -> list[dict[str, Any]]:
        fixed = self.random.choice([*claims, assessments[0]])
        target, field, now = self.random.choice((("day", "title", title), *((fixed["id"], "text", fixed["text"]),) * 4))
        kind = self.random.choice(("correction", "clarification", "update", "retraction", "typo"))
        return [
            {
                "date": self.date + dt.timedelta(self.random.choice((0, 1))),
                "target": target,
                "field": field,
                "kind": kind,
                "was": f"{' '.join(now.split()[:-3])} {' '.join(self._words(3))}",
                "now": None if kind == "retraction" else now,
                "reason": self._text(6, 12),
            }
        ]


def write(folder: Path, days: int, seed: int = 0, templates: str = "templates") -> None:
    """A whole project: `mkdocs.yml`, registries, hand-written pages, a folder for own templates, and `days` days."""
    docs = folder / "briefings"
    (docs / "registry").mkdir(parents=True, exist_ok=True)
    (folder / templates).mkdir(exist_ok=True)
    config = MKDOCS.format(templates=templates, features=", ".join(FEATURES), map=os.path.relpath(MAP, folder))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (docs / "method.md").write_text(METHOD, encoding="utf-8")
    (docs / "about.md").write_text(ABOUT, encoding="utf-8")
    for kind, entries in world(seed).registry().items():
        (docs / f"registry/{kind}.yml").write_text(dump(entries), encoding="utf-8")
    for number in range(days):
        add(folder, number, seed)


def add(folder: Path, number: int, seed: int = 0) -> None:
    """One day of a project."""
    file = folder / "briefings" / path_of(number)
    file.parent.mkdir(exist_ok=True)
    file.write_text(day(number, seed), encoding="utf-8")


def main() -> None:
    """Write a project."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=write.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, required=True)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    write(chosen.folder.resolve(), chosen.days, chosen.seed)


if __name__ == "__main__":
    main()
