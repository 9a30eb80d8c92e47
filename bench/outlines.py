"""The outlines of invented days: who said what under which id, without the words. One looks at no other."""

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from bench.invented import world
from bench.speakers import FIRST
from bench.words import skewed

HORIZONS = (7, 14, 30, 60, 90, 365)
"""After how many days forecasts fall due: then the day that resolves one knows where to look."""
MATTERS = """
control fighting crossing bridge assault shelling withdrawal supply losses road station heights line drones prisoners
evacuation repairs mines depot reserves
""".split()
TOPICS = (
    "agenda draft terms date exchange ceasefire guarantees corridor mood list objections next-round mandate".split()
)
TIMES = {"day": 7, "week": 2, "month": 1.5, "year": 0.5, "span": 1.5, "since": 1, "hours": 1, "moment": 1, "ahead": 1.5}
"""What a claim may say of what time it is about, each with how many of a hundred do."""


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
    """What it says of its time: `said`, one of `TIMES`, or nothing."""
    shows: bool
    """Whether a bystander shows what can prove it."""

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
    again: bool
    """Whether it goes on from one of the days before, if there is one."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A day as far as others need it."""

    articles: dict[str, tuple[str, str | None]]
    """Source, and the source it reprints."""
    events: tuple[Held, ...]
    sectors: tuple[str, ...]
    claims: tuple[Told, ...]
    guesses: tuple[Guess, ...]

    @property
    def first(self) -> str:
        """The day's first article: it is no reprint, so anyone may speak in it."""
        return next(iter(self.articles))

    def about(self, told: Told) -> str:
        """The track or sector of a claim."""
        events = len(self.events)
        return self.events[told.group].track if told.group < events else self.sectors[told.group - events]


def date_of(number: int) -> dt.date:
    """The date of a day."""
    return FIRST + dt.timedelta(number)


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
    """A day's outline."""
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
        heard = skewed(random, actors, random.choice((1,) * 9 + (2,)))
        by = (_speaker(articles, article),) if random.random() < 0.55 else tuple(heard)
        link = random.choices(("", "follows", "backs", "denies", "retracts"), (64.5, 25, 6, 4, 0.5))[0]
        time = random.choices(("", "said", *TIMES), (77, 8, *TIMES.values()))[0]
        shows = link in ("backs", "denies") and random.random() < 0.2
        if shows:
            by, article = (random.choice(here.bystanders),), next(iter(articles))
        if group < len(events):
            name = f"{events[group].id}-{random.choice(TOPICS)}"
        else:
            inside = here.sectors[sectors[group - len(events)]].get("places", places[:110])
            name = f"{random.choice(inside)}-{random.choice(MATTERS)}"
        timed = time if link in ("", "follows") else ""
        claims.append(Told(names.new(name), by, article, group, link, timed, shows))
    guesses = []
    for _ in range(random.choice((1, 2, 2, 3))):
        article, kind = random.choice(list(articles)), random.choice(("forecast", "forecast", "judgement"))
        again = random.random() < 0.15
        horizon = random.choice((0, 0, *HORIZONS)) if kind == "forecast" and not again else 0
        # On no two days alike: of a speaker who forecasts one thing for one time twice, a check warns.
        name = names.new(f"{random.choice(places)}-{random.choice(MATTERS)}-after-{number}")
        guesses.append(Guess(name, kind, _speaker(articles, article), article, horizon, random.random() < 0.8, again))
    return Outline(articles, tuple(events), sectors, tuple(claims), tuple(guesses))


def _speaker(articles: dict[str, tuple[str, str | None]], article: str) -> str:
    """Whose text an article is: of a reprint its origin, or whom that one reprints in all that was read of it."""
    here, origin = articles[article]
    passed = {here}
    while origin and origin not in passed:
        here = origin
        passed.add(here)
        others = {other for source, other in articles.values() if source == here}
        origin = others.pop() if len(others) == 1 else None
    return here
