"""An invented region: its registries, of a fixed size, and the words that its days are told in."""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from random import Random
from typing import Any

FIRST = dt.date(2020, 1, 1)
"""The date of day 0."""
SIDES = ("norvia", "sudria")
"""The two parties that fight each other."""
PARTIES = (*SIDES, "midland")
EVIDENCE = ("none", "footage", "geolocated", "satellite", "document", "eyewitness")
SOURCE_KINDS = {
    "news_agency": "Agency",
    "newspaper": "Courier",
    "broadcaster": "Radio",
    "website": "Online",
    "channel": "Channel",
    "official": "Office",
    "armed_force": "Command",
    "think_tank": "Institute",
    "map_project": "Map",
}
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


class World:
    """What stays the same from day to day."""

    def __init__(self, seed: int) -> None:
        self._random = Random(f"{seed} world")
        self._stems: dict[str, None] = {}
        self.parties = {
            "norvia": {"name": "Norvia", "opposes": ["sudria"]},
            "sudria": {"name": "Sudria", "opposes": ["norvia"]},
            "midland": {"name": "Midland", "formerly": ["midlands"], "note": "Hosts most of the talks."},
        }
        self.places = dict(self._place(n) for n in range(150))
        self.sources = dict(self._source(n) for n in range(40))
        self.actors = dict(self._actor(n) for n in range(60))
        self.plans = {
            name: {
                "name": f"The {name} plan",
                "parties": list(PARTIES),
                "points": {point: {"name": point.capitalize(), "note": self._note()} for point in points},
                "formerly": [f"{name}-draft"],
                "note": self._note(),
            }
            for name, points in (
                ("lowland", ("border", "prisoners", "guarantees", "assets")),
                ("corridor", ("rail", "grain", "inspection")),
                ("quiet-sky", ("drones", "missiles")),
            )
        }
        sides = (("norvia", "midland"), ("sudria", "midland"), SIDES, PARTIES, ("midland",))
        self.tracks = {
            "-".join(parties) + "-track": {
                "name": " and ".join(map(str.capitalize, parties)),
                "parties": list(parties),
                "plans": list(self.plans),
                "formerly": ["-".join(parties) + "-talks"],
                "note": self._note(),
            }
            for parties in sides
        }
        self.sectors = self._sectors()
        measures = "attacks clashes drones missiles impacts losses hurt prisoners shells sorties"
        self.measures: dict[str, Any] = {
            name: {"name": name, "formerly": [f"{name}-counted"], "note": self._note()} for name in measures.split()
        }
        made = dict.fromkeys(self._stem().lower() for _ in range(3000))
        self._words = [*COMMON, *made]
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self._words))))

    def registry(self) -> dict[str, dict[str, Any]]:
        """Every registry, by the name of its file."""
        kinds = ("parties", "sources", "actors", "places", "sectors", "tracks", "plans", "measures")
        return {kind: getattr(self, kind) for kind in kinds}

    def words(self, random: Random, number: int) -> list[str]:
        """Words as often as a language has them: a few all the time, most of them hardly ever."""
        return random.choices(self._words, cum_weights=self._weights, k=number)

    def sentence(self, random: Random, lead: str, least: int = 8, most: int = 20) -> str:
        """A sentence that nobody wrote before."""
        return f"{lead} {' '.join(self.words(random, random.randint(least, most)))}."

    def cyrillic(self, random: Random, number: int) -> str:
        """A few words in the other alphabet."""
        return cyrillic(" ".join(self.words(random, number))).capitalize()

    def _stem(self) -> str:
        while True:
            stem = "".join(self._random.choices(_SYLLABLES, k=self._random.choice((2, 2, 3, 3, 4)))).capitalize()
            if stem not in self._stems:
                self._stems[stem] = None
                return stem

    def _note(self) -> str:
        return f"Invented, as is {self._stem()}."

    def _belonging(self, number: int) -> dict[str, str] | None:
        """One side, the other, no party, a third one, or unknown."""
        who = ("norvia", "sudria", "none", "midland", "")[number % 5]
        ref = "registry.example/entry" if number % 2 else None
        return {"is": who, "basis": self._note(), **({"ref": ref} if ref else {})} if who else None

    def _change(self, field: str, was: str, now: str) -> list[dict[str, Any]]:
        return [{"date": FIRST, "field": field, "was": was, "now": now, "because": self._note()}]

    def _source(self, number: int) -> tuple[str, dict[str, Any]]:
        kind = list(SOURCE_KINDS)[number % 9]
        stem = self._stem()
        return f"{stem.lower()}-{SOURCE_KINDS[kind].lower()}", {
            "name": f"{stem} {SOURCE_KINDS[kind]}",
            "kind": kind,
            "owner": f"{self._stem()} House" if number % 3 else None,
            "country": PARTIES[number % 3].capitalize(),
            "languages": ["en", "bg"] if number % 2 else ["bg"],
            "affiliation": (None, "independent", "state_funded", "state_controlled")[number % 4],
            "party": self._belonging(number),
            "reliability": {"grade": "ABCDEF"[number % 6], "basis": self._note()} if number % 4 else None,
            "descriptor": {"access": self._note(), "track_record": self._note(), "bias": self._note()}
            if number % 3 == 1
            else None,
            "sanctions": [{"by": "Midland", "text": self._note(), "since": FIRST, "ref": "order 12"}]
            if number % 10 == 4
            else None,
            "changes": self._change("owner", f"{self._stem()} House", f"{self._stem()} House")
            if number % 8 == 1
            else None,
            "formerly": [f"{stem.lower()}-old"] if number % 10 == 3 else None,
            "note": self._note() if number % 2 else None,
        }

    def _actor(self, number: int) -> tuple[str, dict[str, Any]]:
        first, stem = self._stem(), self._stem()
        last = stem + ("en", "ard", "ulm")[number % 3]
        kind = ("official", "military", "commentator", "unnamed", "official")[number // 5 % 5]
        unnamed = kind == "unnamed"
        return last.lower(), {
            "name": f"A speaker called {last}" if unnamed else f"{first} {last}",
            "names": {} if unnamed else {"bg": cyrillic(f"{first} {last}")},
            "other": [] if unnamed else [f"{first[0]}. {last}"],
            "kind": kind,
            "party": self._belonging(number),
            "offices": [{"title": f"Chair of the {self._stem()} board", "from": "2019-01-01", "until": "2050-12-31"}]
            if kind == "official"
            else None,
            "changes": self._change("kind", "military", kind) if number % 20 == 4 else None,
            "formerly": [f"{last.lower()}-spokesman"] if number % 15 == 4 else None,
            "note": self._note() if number % 3 else None,
        }

    def _place(self, number: int) -> tuple[str, dict[str, Any]]:
        stem = self._stem()
        name = stem + ("a", "el", "in", "or", "esk")[number % 5]
        point = {
            "lat": round(self._random.uniform(46.5, 51.0), 4),
            "lon": round(self._random.uniform(31.0, 39.5), 4),
            "origin": "drawn by lot",
            "precision": ("town", "near", "region")[number % 3 if number % 7 == 0 else 0],
        }
        return name.lower(), {
            "name": name,
            "kind": ("village", "town", "city", "river", "village")[number // 5 % 5],
            "names": {
                "preferred": {"bg": cyrillic(name), "bg-Latn": stem + "ets"},
                "other": [stem + "owo", cyrillic(stem + "owo")],
                "historic": [{"name": stem + "grad", "until": "1991"}] if number % 6 == 0 else None,
            },
            "coordinates": point if number % 20 else None,
            "region": f"{PARTIES[number % 2].capitalize()} Lowland",
            "district": f"District {number // 10 + 1}",
            "country": PARTIES[number % 3].capitalize(),
            "codes": {"register": f"R{number:04}"},
            "formerly": [f"{stem.lower()}-settlement"] if number % 25 == 0 else None,
            "note": self._note() if number % 4 == 0 else None,
        }

    def _sectors(self) -> dict[str, Any]:
        """Eleven sectors of ten places each, two themes and the whole line; forty places are in none."""
        places, sources = list(self.places), list(self.sources)
        names = [self._stem() for _ in range(11)]
        found: dict[str, Any] = {"whole-line": {"name": "The whole line", "kind": "whole", "note": self._note()}}
        for number, name in enumerate(names):
            found[f"{name.lower()}-reach"] = {
                "name": f"{name} reach",
                "places": places[10 * number : 10 * number + 10],
                "read_as": {sources[number]: cyrillic(name), sources[number + 11]: f"{name} direction"},
                "formerly": [f"{name.lower()}-direction"],
                "note": self._note(),
            }
        themes = {name: {"name": name.capitalize(), "kind": "theme"} for name in ("air", "harm")}
        return found | themes


def cyrillic(text: str) -> str:
    """A name letter by letter in the other alphabet."""
    return text.lower().translate(_CYRILLIC).title()


@cache
def world(seed: int) -> World:
    """The world of a seed."""
    return World(seed)


def skewed(random: Random, options: Sequence[str], number: int) -> list[str]:
    """Some of the options, the first ones more often, none twice."""
    weights = [1 / (rank + 4) for rank in range(len(options))]
    return list(dict.fromkeys(random.choices(options, weights, k=3 * number)))[:number]
