"""Ids: each stands for one thing, and for something that is there."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial

from daybrief.content.archive import Archive, DayFile, RegistryFile
from daybrief.content.rules.finding import Finding
from daybrief.content.rules.known import unknown
from daybrief.diagnostics import nearest, one_of
from daybrief.model.references import Mention, mentions
from daybrief.model.statements import POINTERS
from daybrief.source import Path
from daybrief.urls import CONTROL, FOLDERS, RESERVED, SECTION_ANCHORS, position


def registered(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """Every id of a registry is in that registry."""
    # A placeholder is nothing that the file says.
    found = (mention for mention in mentions(file.day) if mention.path[0] not in file.defaulted)
    yield from unknown(archive, found)


def registries_know_each_other(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """Every id of a registry that an entry names is in that registry, and is the one of today."""
    found = [mention for name, entry in file.entries.items() for mention in mentions(entry, (name,))]
    yield from unknown(archive, (one for one in found if one.id not in archive.former[one.kind]))
    yield from _former(archive, (one for one in found if one.id in archive.former[one.kind]))


def former(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A new day calls entries by the ids that they have now; days of before may keep the former ones."""
    if file.former and archive.paths[-1][1] == file.path:
        yield from _former(archive, file.former)


def _former(archive: Archive, found: Iterable[Mention]) -> Iterator[Finding]:
    for mention in found:
        now = archive.former[mention.kind][mention.id]
        message, hint = f"`{mention.id}` is a former id", f"write `{now}`"
        yield Finding(mention.path, "former-id", message, hint, "warning", key=mention.key)


def read_articles(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """What a statement was read in is among the day's articles."""
    if "articles" in file.defaulted:
        return
    articles = dict(sorted(file.day.articles.items()))
    citing: list[tuple[Path, tuple[str, ...]]] = [(path, one.articles) for path, one in file.day.statements()]
    citing += [(("resolutions", i), r.articles) for i, r in enumerate(file.day.resolutions)]
    for path, cited in citing:
        for index, name in enumerate(cited):
            if name not in articles and (name not in file.ids or _is(file, name)):
                message = f"no article of this day is called `{name}`"
                hint = partial(_near, name, articles)
                yield Finding((*path, "articles", index), "unknown-article", message, hint)


def told_before(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """What a day points back at was told on that day, or before it."""
    for path, own, reference, wanted in _references(file):
        on, _, name = reference.rpartition("/")
        there = archive.on(on) if on else file
        if on in archive.unread:
            continue
        if there is None:
            yield Finding(path, "unknown-day", f"there is no day {on}", partial(_earlier, archive, file, on))
        elif there.day.date > file.day.date and "date" not in file.defaulted:
            message = f"{on} is later than this day"
            yield Finding(path, "points-forward", message, "a day points at earlier days only")
        elif there.drafted and file.day.status == "published":
            message = f"{on} is a draft, and this day is published"
            yield Finding(path, "unknown-day", message, "publish that day first, or take this away")
        elif there is file and own == name:
            one = "claim" if "claims" in path else "assessment"
            hint = f"write the day of the earlier {one}: `DATE/{name}`"
            yield Finding(path, "unknown-reference", f"this {one} points at itself", hint)
        elif name not in there.ids:
            message = f"{on or 'this day'} has no {wanted} called `{name}`"
            yield Finding(path, "unknown-reference", message, partial(_named, there, wanted, name))
        elif _is(there, name) and not _is(there, name, wanted):
            message = f"`{reference}` is no {wanted}"
            yield Finding(path, "wrong-kind", message, partial(_named, there, wanted))


def _references(file: DayFile) -> Iterator[tuple[Path, str, str, str]]:
    """Every pointer at something of a day: its path, the claim it stands in, its words, what it should point at."""
    day = file.day
    for number, takeaway in enumerate(day.takeaways if "takeaways" not in file.defaulted else ()):
        yield from _listed(("takeaways", number, "refs"), "", takeaway.refs, "claim or assessment")
    for path, claim in day.claims():
        for field in POINTERS:
            if references := getattr(claim, field):
                yield from _listed((*path, field), claim.id, references, "claim")
    for number, one in enumerate(day.assessments):
        kind = one.kind.replace("judgement", "assessment")
        yield from _listed(("assessments", number, "follows"), one.id, one.follows, kind)
        yield from _listed(("assessments", number, "refs"), "", one.refs, "claim")
    for number, event in enumerate(day.diplomacy):
        yield from _listed(("diplomacy", number, "refs"), "", event.refs, "claim")
        if event.continues:
            yield ("diplomacy", number, "continues"), "", event.continues, "event"
    for number, resolution in enumerate(day.resolutions):
        yield ("resolutions", number, "forecast"), "", resolution.forecast, "forecast"
    for number, correction in enumerate(day.corrections):
        if correction.target != "day":
            yield ("corrections", number, "target"), "", correction.target, "claim, event, assessment or article"


def _listed(path: Path, own: str, references: Iterable[str], wanted: str) -> Iterator[tuple[Path, str, str, str]]:
    return (((*path, index), own, reference, wanted) for index, reference in enumerate(references))


def _is(file: DayFile, name: str, wanted: str = "") -> bool:
    """Whether the day has a sound thing of that name, of the wanted kinds; of any for an empty word."""
    return any(name in things for kind, things in file.named.items() if not wanted or kind in wanted)


def _named(file: DayFile, wanted: str, name: str = "") -> str:
    """The hint with the ids of the wanted kinds, or the one that is near to a name."""
    known = sorted({other for kind, things in file.named.items() if kind in wanted for other in things})
    return _near(name, known) or f"that day has no {wanted}"


def _near(name: str, known: Collection[str]) -> str:
    return nearest(name, known) or one_of(known)


def _earlier(archive: Archive, file: DayFile, on: str) -> str:
    before = (date for date, _ in archive.paths if date < file.day.date.isoformat())
    return nearest(on, before) or "look at the date"


def points(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """A position's point is one of its plan's."""
    for path, claim in file.day.claims():
        position = claim.position
        plan = archive.registry.plans.get(position.plan) if position else None
        if position and plan and position.point and position.point not in plan.points:
            message = f"`{position.plan}` has no point `{position.point}`"
            hint = partial(_near, position.point, plan.points)
            yield Finding((*path, "position", "point"), "unknown-point", message, hint)


def positions(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """A point of a plan with a party makes an anchor that nothing else on the plan's page has."""
    for name, plan in file.entries.items() if file.kind == "plans" else ():
        taken = {position("", party): "the whole plan" for party in archive.registry.parties}
        for point in plan.points:
            for party in archive.registry.parties:
                other = taken.setdefault(position(point, party), f"`{point}`")
                if other != f"`{point}`":
                    message = f"with the party `{party}`, the address of `{point}` is that of {other}"
                    hint = f"rename it, such as `the-{point}`"
                    yield Finding((name, "points", point), "reserved-id", message, hint, key=True)
                    break


def parties(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """No party has the word for having none."""
    if file.kind == "parties" and "none" in file.entries:
        yield Finding(("none",), "reserved-id", "`none` is said of who has no party", "rename it", key=True)


def sectors(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """No sector has the address of the page on who holds what, now or formerly."""
    taken = CONTROL.removeprefix(FOLDERS["sectors"]).rstrip("/")
    for name, sector in file.entries.items() if file.kind == "sectors" else ():
        message, hint = f"`{taken}` is the address of the page on who holds what", f"rename it, such as `the-{taken}`"
        if name == taken:
            yield Finding((name,), "reserved-id", message, hint, key=True)
        elif taken in sector.formerly:
            yield Finding((name, "formerly", sector.formerly.index(taken)), "reserved-id", message, hint)


def once(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """An id stands for one thing in a day."""
    given = _given(file)
    if len({name for _, name, _ in given}) == len(given):
        return
    seen: dict[str, Path] = {}
    for path, name, is_key in sorted(given, key=lambda item: file.document.mark(item[0], key=item[2])):
        if name in seen:
            first = file.document.mark(seen[name]).line
            message = f"the id `{name}` is given twice; the first is on line {first}"
            hint = "ids are shared by a day's claims, events, assessments and articles: rename one"
            yield Finding(path, "duplicate-id", message, hint, key=is_key)
        seen.setdefault(name, path)


def speakers_share_their_ids(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """An id stands for one actor or one source."""
    sources = archive.known["sources"]
    for name in file.document.data if file.kind == "actors" else ():
        if sources and name in sources:
            message = f"`{name}` is a source too; actors and sources share their ids"
            hint = "a source speaks under its own id: take this entry away, or rename one"
            yield Finding((name,), "duplicate-id", message, hint, key=True)


def _given(file: DayFile) -> list[tuple[Path, str, bool]]:
    given: list[tuple[Path, str, bool]] = [((*path, "id"), one.id, False) for path, one in file.day.statements()]
    given += [(("diplomacy", n, "id"), event.id, False) for n, event in enumerate(file.day.diplomacy)]
    if "articles" not in file.defaulted:
        given += [(("articles", name), name, True) for name in file.day.articles]
    return given


def anchors(archive: Archive, file: DayFile) -> Iterator[Finding]:
    """No id is the anchor of a section of the page."""
    for path, name, is_key in _given(file):
        if name in SECTION_ANCHORS or name.startswith(RESERVED):
            message = f"`{name}` is the address of a section of the page"
            yield Finding(path, "reserved-id", message, f"rename it, such as `the-{name}`", key=is_key)
