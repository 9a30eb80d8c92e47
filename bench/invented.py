"""An invented region: its registries, of a fixed size, and the words that its days are told in."""

from functools import cache
from random import Random
from typing import Any

from bench import speakers
from bench.speakers import PARTIES, SIDES
from bench.words import Words, cyrillic

TERMS: dict[str, dict[str, dict[str, Any]]] = {
    "movements": {"hold": {"name": "line kept"}, "raid": {"name": "raid", "for": "mover", "admits": "true"}},
    "source_kinds": {
        "channel": {"name": "channel", "assesses": "true"},
        "registry": {"name": "registry", "office": "true"},
    },
    "actor_kinds": {"envoy": {"name": "envoy", "office": "true"}},
    "formats": {"hearing": {"name": "hearing"}},
    "stances": {"shelves": {"name": "Shelves"}},
}
"""Words that this region adds to the program's own, and two that are its own in part."""


class World(Words):
    """What stays the same from day to day."""

    def __init__(self, seed: int) -> None:
        super().__init__(Random(f"{seed} world"))
        self.parties = speakers.parties()
        self.places = dict(self._place(n) for n in range(150))
        self.sources = dict(speakers.source(self, n) for n in range(40))
        self.actors = dict(speakers.actor(self, n) for n in range(60))
        speakers.join(self.sources, self.actors)
        speakers.change(self, self.sources, self.actors)
        self.bystanders = [name for name in self.sources if self.party(name) == "none" and self._graded(name)]
        """Sources that can prove something alone."""
        self.plans = {
            name: {
                "name": f"The {name} plan",
                "parties": list(PARTIES),
                "points": {point: {"name": point.capitalize(), "note": self.note()} for point in points},
                "formerly": [f"{name}-draft"],
                "note": self.note(),
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
                "note": self.note(),
            }
            for parties in sides
        }
        self.sectors = self._sectors()
        measures = "attacks clashes drones missiles impacts losses hurt prisoners shells sorties"
        self.measures: dict[str, Any] = {
            name: {
                "name": name,
                "one": name.removesuffix("s") if name[-2:] in ("ks", "ts", "ns", "es", "ls", "rs") else None,
                "unit": "vehicles" if name == "losses" else None,
                "formerly": [f"{name}-counted"],
                "note": self.note(),
            }
            for name in measures.split()
        }
        self.former = {
            name: entry["formerly"][0]
            for kind, entries in self.registry().items()
            for name, entry in entries.items()
            if entry.get("formerly") and kind != "measures"  # a point of a plan may be called as one
        }
        """By id: the one that a thing had before."""

    def registry(self) -> dict[str, dict[str, Any]]:
        """Every registry, by the name of its file."""
        kinds = ("parties", "sources", "actors", "places", "sectors", "tracks", "plans", "measures")
        return {kind: getattr(self, kind) for kind in kinds} | {"terms": TERMS}

    def speaker(self, name: str) -> dict[str, Any]:
        """A source or an actor."""
        found: dict[str, Any] = self.sources.get(name) or self.actors[name]
        return found

    def party(self, name: str) -> str:
        """Whom a speaker speaks for, itself or by what it is a member of; `none` for nobody, empty if unknown."""
        one = self.speaker(name)
        return str(one["party"]["is"]) if one["party"] else self.party(one["member_of"]) if "member_of" in one else ""

    def house(self, *names: str) -> set[str]:
        """Speakers, and all that they are or were members of."""
        entries = [self.speaker(name) for name in names]
        bodies = [one["member_of"] for one in entries if "member_of" in one]
        changes = [change for one in entries for change in one.get("changes", ())]
        bodies += [change["was"] for change in changes if change["field"] == "member_of"]
        return {*names} | (self.house(*bodies) if bodies else set())

    def _graded(self, name: str) -> bool:
        reliability = self.sources[name]["reliability"]
        return bool(reliability) and reliability["grade"] in "ABC"

    def _place(self, number: int) -> tuple[str, dict[str, Any]]:
        stem = self.stem()
        name = stem + ("a", "el", "in", "or", "esk")[number % 5]
        point = {
            "lat": round(self.random.uniform(46.5, 51.0), 4),
            "lon": round(self.random.uniform(31.0, 39.5), 4),
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
            "note": self.note() if number % 4 == 0 else None,
        }

    def _sectors(self) -> dict[str, Any]:
        """Eleven sectors of ten places each, two themes and the whole line; forty places are in none."""
        places, sources = list(self.places), list(self.sources)
        names = [self.stem() for _ in range(11)]
        found: dict[str, Any] = {"whole-line": {"name": "The whole line", "kind": "whole", "note": self.note()}}
        for number, name in enumerate(names):
            found[f"{name.lower()}-reach"] = {
                "name": f"{name} reach",
                "places": places[10 * number : 10 * number + 10],
                "read_as": {sources[number]: cyrillic(name), sources[number + 11]: f"{name} direction"},
                "formerly": [f"{name.lower()}-direction"],
                "note": self.note(),
            }
        themes = {name: {"name": name.capitalize(), "kind": "theme"} for name in ("air", "harm")}
        return found | themes


@cache
def world(seed: int) -> World:
    """The world of a seed."""
    return World(seed)
