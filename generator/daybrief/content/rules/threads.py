"""Threads and renamed entries: what leads from one name to another must end somewhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from daybrief.content.archive import Archive, DayFile, RegistryFile
from daybrief.content.rules.finding import Finding
from daybrief.source import Path

_Ways: TypeAlias = list[tuple[Path, str, tuple[str, ...]]]
"""Path and id of each thing, and what it leads back to."""


def end_somewhere(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """No claim or event goes on from itself: within a day, no way back makes a circle."""
    day = file.day
    claims: _Ways = [(path, one.id, (*one.ways_back(), *one.retracts)) for path, one in day.claims()]
    told_again: _Ways = [(("assessments", n), one.id, one.follows) for n, one in enumerate(day.assessments)]
    events = ((("diplomacy", n), one.id, one.continues) for n, one in enumerate(day.diplomacy))
    gone_on: _Ways = [(path, name, (way,) if way else ()) for path, name, way in events]
    for things in (claims, told_again, gone_on):
        there = {name: (path, {way.removeprefix(f"{day.date}/") for way in ways}) for path, name, ways in things}
        for name in in_circles({name: ways for name, (_, ways) in there.items()}):
            path, ways = there[name]
            if name not in ways or path[-2] == "diplomacy":  # of all but events another rule tells
                message = f"`{name}` leads back to itself"
                yield Finding(path, "circle", message, "let the first of them stand on its own")


def in_circles(ways: Mapping[str, Collection[str]]) -> list[str]:
    """Who comes back to themselves, where each name leads to some others; not who stands between two circles."""
    back: dict[str, list[str]] = {name: [] for name in ways}
    for name in ways:
        for way in ways[name]:
            if way in back:
                back[way].append(name)
    # Whoever one comes to backwards, from the last that were done with forwards, can come back to where one began.
    done = [name for walk in _walks(ways, ways) for name in walk]
    circles = [walk for walk in _walks(back, reversed(done)) if len(walk) > 1 or walk[0] in ways[walk[0]]]
    found = {name for circle in circles for name in circle}
    return [name for name in ways if name in found]


def _walks(ways: Mapping[str, Collection[str]], starts: Iterable[str]) -> Iterator[list[str]]:
    """From each start, all names that one comes to and that no walk before came to, as one is done with them."""
    seen: set[str] = set()
    for start in starts:
        if start in seen:
            continue
        seen.add(start)
        walk, path = [], [(start, iter(ways[start]))]
        while path:
            name, ahead = path[-1]
            way = next((one for one in ahead if one in ways and one not in seen), None)
            if way is None:
                walk.append(name)
                path.pop()
            else:
                seen.add(way)
                path.append((way, iter(ways[way])))
        yield walk


def told_again(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A forecast that an earlier day has with the same id, speaker and horizon says whether it is the same one."""
    for number, one in enumerate(file.day.assessments):
        if one.kind == "forecast" and not one.follows:
            told = (archive.forecasts.get(f"{one.id} {by} {one.horizon or ''}", ()) for by in one.by)
            if before := max((on for some in told for on in some if on < f"{file.day.date}"), default=""):
                message = f"`{one.id}` was forecast on {before} by the same speaker and for the same horizon"
                hint = f"add `follows: {before}/{one.id}`; if it is another forecast, give it another id"
                yield Finding(("assessments", number, "id"), "told-again", message, hint, "warning")


def former_ids(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """A former id belongs to one entry, and to none that is there now: so no address leads to itself or in a circle."""
    others = _speakers_of_the_other_kind(archive, file)
    owners: dict[str, str] = {}
    for name, entry in file.entries.items():
        for index, old in enumerate(entry.formerly):
            if old == name:
                message = f"`{old}` is the id that it has now"
            elif old in file.document.data:
                message = f"`{old}` is an entry of its own"
            elif old in owners:
                message = f"`{old}` is given twice" if owners[old] == name else f"`{old}` is the id of `{owners[old]}`"
            elif old in others:
                message = f"`{old}` is {others[old]}; actors and sources share their ids"
            else:
                owners[old] = name
                continue
            yield Finding((name, "formerly", index), "duplicate-id", message, "a former id leads to one entry")


def members_of_each_other(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """Nobody is a member of itself, nor of one of its members."""
    if file.kind in ("sources", "actors"):
        known = {**archive.registry.sources, **archive.registry.actors}
        ways = {name: (entry.member_of,) if entry.member_of else () for name, entry in known.items()}
        for name in in_circles(ways):
            if name in file.entries:
                hint = "let the topmost of them be a member of nothing"
                yield Finding((name, "member_of"), "circle", f"`{name}` is a member of itself in the end", hint)


def _speakers_of_the_other_kind(archive: Archive, file: RegistryFile) -> dict[str, str]:
    """For actors, what each id of a source stands for, the former ones too; for sources, the ids of actors."""
    if file.kind == "sources":  # a former id of both is told of once, among the actors
        return dict.fromkeys(archive.known["actors"] or (), "an actor")
    if file.kind != "actors":
        return {}
    were = {old: f"a former id of `{name}`" for name, one in archive.registry.sources.items() for old in one.formerly}
    return were | dict.fromkeys(archive.known["sources"] or (), "a source")
