"""Threads and renamed entries: what leads from one name to another must end somewhere."""

from collections.abc import Iterable, Iterator, Mapping

from daybrief.content.archive import Archive, DayFile, RegistryFile
from daybrief.content.rules.finding import Finding
from daybrief.model.day import Day
from daybrief.source import Path


def end_somewhere(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """No claim or event goes on from itself: within a day, no way back makes a circle."""
    claims = [(path, claim.id, claim.way_back()) for path, claim in file.day.claims()]
    events = [(("diplomacy", number), event.id, event.continues) for number, event in enumerate(file.day.diplomacy)]
    yield from _circles(file.day, claims)
    yield from _circles(file.day, events)


def _circles(day: Day, statements: Iterable[tuple[Path, str, str | None]]) -> Iterator[Finding]:
    ways = {name: (path, way.removeprefix(f"{day.date}/")) for path, name, way in statements if way}
    for name in _in_circles({name: way for name, (_, way) in ways.items()}):
        path, way = ways[name]
        if way != name or path[2:] == ():  # another rule tells of a claim that points at itself
            message = f"`{name}` leads back to itself"
            yield Finding(path, "circle", message, "let the first of them stand on its own")


def _in_circles(ways: Mapping[str, str]) -> Iterator[str]:
    """Who comes back to themselves, where each name leads to one other. Each way is gone once."""
    gone: set[str] = set()
    for start in ways:
        walk: dict[str, None] = {}
        here = start
        while here in ways and here not in gone:
            gone.add(here)
            walk[here] = None
            here = ways[here]
        if here in walk:  # the walk ran into itself: from there on it is a circle
            yield from list(walk)[list(walk).index(here) :]


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


def _speakers_of_the_other_kind(archive: Archive, file: RegistryFile) -> dict[str, str]:
    """For actors, what each id of a source stands for, the former ones too; for sources, the ids of actors."""
    if file.kind == "sources":  # a former id of both is told of once, among the actors
        return dict.fromkeys(archive.known["actors"] or (), "an actor")
    if file.kind != "actors":
        return {}
    were = {old: f"a former id of `{name}`" for name, one in archive.registry.sources.items() for old in one.formerly}
    return were | dict.fromkeys(archive.known["sources"] or (), "a source")
