"""Threads and renamed entries: what leads from one name to another must end somewhere."""

from collections.abc import Collection, Iterable, Iterator, Mapping

from daybrief.content.archive import Archive, DayFile, RegistryFile
from daybrief.content.rules.finding import Finding
from daybrief.model.day import Day
from daybrief.source import Path


def end_somewhere(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """No claim or event goes on from itself: within a day, no way back makes a circle."""
    claims = [(path, claim.id, (*claim.ways_back(), *claim.retracts)) for path, claim in file.day.claims()]
    yield from _circles(file.day, claims)
    told_again = [(("assessments", n), one.id, one.follows) for n, one in enumerate(file.day.assessments)]
    yield from _circles(file.day, told_again)
    yield from _circles(
        file.day,
        (
            (("diplomacy", number), event.id, (event.continues,) if event.continues else ())
            for number, event in enumerate(file.day.diplomacy)
        ),
    )


def _circles(day: Day, statements: Iterable[tuple[Path, str, tuple[str, ...]]]) -> Iterator[Finding]:
    there = {name: (path, {way.removeprefix(f"{day.date}/") for way in ways}) for path, name, ways in statements}
    for name in in_circles({name: ways for name, (_, ways) in there.items()}):
        path, ways = there[name]
        if name not in ways or path[-2] == "diplomacy":  # of all but events another rule tells
            message = f"`{name}` leads back to itself"
            yield Finding(path, "circle", message, "let the first of them stand on its own")


def in_circles(ways: Mapping[str, Collection[str]]) -> list[str]:
    """Who comes back to themselves, or stands between two circles, where each name leads to some others."""
    left = _led_on(ways, ways)
    back: dict[str, set[str]] = {name: set() for name in left}
    for name in left:
        for way in ways[name]:
            if way in back:
                back[way].add(name)
    return list(_led_on(back, left))


def _led_on(ways: Mapping[str, Collection[str]], among: Iterable[str]) -> dict[str, None]:
    """Those from whom one can go on without end: whoever leads nowhere goes, and then whoever led only there."""
    left = dict.fromkeys(among)
    count = {name: sum(way in left for way in {*ways[name]}) for name in left}
    comes: dict[str, list[str]] = {name: [] for name in left}
    for name in left:
        for way in {*ways[name]} & left.keys():
            comes[way].append(name)
    ended = [name for name in left if not count[name]]
    for name in ended:
        del left[name]
        for before in comes[name]:
            count[before] -= 1
            if not count[before]:
                ended.append(before)
    return left


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
