"""Sources and actors of the invented region: whom they speak for, what they belong to, and what changed."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from bench.words import Words, cyrillic

FIRST = dt.date(2020, 1, 1)
"""The date of day 0."""
SIDES = ("norvia", "sudria")
"""The two parties that fight each other."""
PARTIES = (*SIDES, "midland")
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
HOUSES = {13: 33, 17: 7, 28: 19, 31: 6}
"""By number of a source, that of the one that it is a member of: an army's channel, a map of an institute."""
BODIES = {
    ("official", "norvia"): 5,
    ("official", "none"): 32,
    ("official", "midland"): 23,
    ("military", "norvia"): 15,
    ("military", "sudria"): 6,
    ("military", "midland"): 33,
}
"""By kind and party of an actor, the number of the source that it may be a member of."""


def parties() -> dict[str, dict[str, Any]]:
    """Two that fight each other, one that fights beside the second, and one at the table."""
    return {
        "norvia": {"name": "Norvia", "opposes": ["sudria", "outland"]},
        "sudria": {"name": "Sudria", "opposes": ["norvia"]},
        "outland": {"name": "Outland", "opposes": ["norvia"], "allies": ["sudria"]},
        "midland": {"name": "Midland", "formerly": ["midlands"], "note": "Hosts most of the talks."},
    }


def source(words: Words, number: int) -> tuple[str, dict[str, Any]]:
    """A source, with its id."""
    kind = list(SOURCE_KINDS)[number % 9]
    stem = words.stem()
    name = f"{stem} {SOURCE_KINDS[kind]}"
    grade, belonging = "ABCDEF"[number % 6], _belonging(words, number)
    return name.lower().replace(" ", "-"), {
        "name": name,
        "short": f"{stem[:2]}{SOURCE_KINDS[kind][0]}".upper() if number % 3 == 0 else None,
        "names": {"bg": cyrillic(name)} if number % 2 else {},
        "other": [f"The {name}"] if number % 5 == 0 else [],
        "kind": kind,
        "owner": f"{words.stem()} House" if number % 3 or number % 8 == 1 else None,
        "country": PARTIES[number % 3].capitalize(),
        "languages": ["en", "bg"] if number % 2 else ["bg"],
        "affiliation": (None, "independent", "state_funded", "state_controlled")[number % 4],
        "party": belonging,
        "reliability": {"grade": grade, "basis": words.note()} if number % 4 else None,
        "descriptor": {"access": words.note(), "track_record": words.note(), "bias": words.note()}
        if number % 3 == 1
        else None,
        "sanctions": [{"by": "Midland", "text": words.note(), "since": FIRST, "ref": "order 12"}]
        if number % 10 == 4
        else None,
        "formerly": [f"{stem.lower()}-old"] if number % 10 == 3 else None,
        "note": words.note() if number % 2 else None,
    }


def actor(words: Words, number: int) -> tuple[str, dict[str, Any]]:
    """An actor, with its id."""
    first, stem = words.stem(), words.stem()
    last = stem + ("en", "ard", "ulm")[number % 3]
    kind = ("official", "military", "commentator", "unnamed", "official")[number // 5 % 5]
    unnamed = kind == "unnamed"
    return last.lower(), {
        "name": f"A speaker called {last}" if unnamed else f"{first} {last}",
        "short": last if number % 10 == 6 else None,
        "names": {} if unnamed else {"bg": cyrillic(f"{first} {last}")},
        "other": [] if unnamed else [f"{first[0]}. {last}"],
        "kind": kind,
        "party": _belonging(words, number),
        "offices": [{"title": f"Chair of the {words.stem()} board", "from": "2019-01-01", "until": "2050-12-31"}]
        if kind == "official"
        else None,
        "formerly": [f"{last.lower()}-spokesman"] if number % 15 == 4 else None,
        "note": words.note() if number % 3 else None,
    }


def join(sources: Mapping[str, dict[str, Any]], actors: Mapping[str, dict[str, Any]]) -> None:
    """Make some the members of others, and of these leave every other one without a party of its own."""
    names = list(sources)
    for number, house in HOUSES.items():
        sources[names[number]] |= {"member_of": names[house]}
    for one in list(actors.values())[:30]:
        body = BODIES.get((one["kind"], one["party"]["is"] if one["party"] else ""))
        if body:
            one["member_of"] = names[body]
    members = [one for one in (*sources.values(), *actors.values()) if "member_of" in one]
    for one in members[::2]:
        one["party"] = None


def change(words: Words, sources: Mapping[str, dict[str, Any]], actors: Mapping[str, dict[str, Any]]) -> None:
    """What became another in the first month."""
    owners, named = list(sources.values()), list(sources)
    for number, one in enumerate(owners):
        if number % 8 == 1:
            _changed(words, number, one, "owner", f"{words.stem()} House", one["owner"])
        if number % 20 == 16 and one["party"]:
            _changed(words, number, one, "party", "none", one["party"]["is"])
        if number % 20 == 2:
            _changed(words, number, one, "grade", "F", one["reliability"]["grade"])
    for number, one in enumerate(actors.values()):
        if number % 20 == 4:
            _changed(words, number, one, "kind", "commentator", one["kind"])
        if number == 8:
            _changed(words, number, one, "member_of", named[23], one["member_of"])


def _changed(words: Words, number: int, entry: dict[str, Any], field: str, was: str, now: str) -> None:
    date = FIRST + dt.timedelta(3 + number % 25)
    told = {"date": date, "field": field, "was": was, "now": now, "because": words.note()}
    entry["changes"] = [*entry.get("changes", ()), told]


def _belonging(words: Words, number: int) -> dict[str, str] | None:
    """One side, the other, its ally, no party, a third one, or unknown."""
    who = "outland" if number % 15 == 14 else ("norvia", "sudria", "none", "midland", "")[number % 5]
    ref = "registry.example/entry" if number % 2 else None
    return {"is": who, "basis": words.note(), **({"ref": ref} if ref else {})} if who else None
