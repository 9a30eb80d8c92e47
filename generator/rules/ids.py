"""Ids: each stands for one thing, and for something that is there."""

from collections.abc import Iterator

from generator.archive import Archive, DayFile
from generator.diagnostics import nearest, one_of
from generator.model.references import mentions, mentions_in
from generator.rules.finding import Finding
from generator.source import Path
from generator.urls import RESERVED, SECTION_ANCHORS

SINGULAR = {
    "parties": "party",
    "sources": "source",
    "actors": "actor",
    "places": "place",
    "sectors": "sector",
    "tracks": "track",
    "plans": "plan",
    "measures": "measure",
    "speakers": "actor or source",
}


def registered(archive: Archive) -> Iterator[Finding]:
    """Every id of a registry is in that registry."""
    known = dict(archive.known)
    speakers = (known["actors"], known["sources"])
    known["speakers"] = None if None in speakers else frozenset().union(*(s for s in speakers if s))
    texts = [(d.document, mentions(d.day)) for d in archive.days]
    for kind, document in archive.registry_documents.items():
        texts.append((document, mentions_in(getattr(archive.registry, kind))))
    for document, found in texts:
        for mention in found:
            ids = known[mention.kind]
            none = mention.path[-1] == "is" and mention.id == "none"
            if ids is None or mention.id in ids or none or mention.path[:1] not in document:
                continue  # a stand-in is nothing that the file says
            files = ("actors", "sources") if mention.kind == "speakers" else (mention.kind,)
            hint = nearest(mention.id, ids) or "add it to " + " or ".join(f"`registry/{name}.yml`" for name in files)
            message = f"no {SINGULAR[mention.kind]} is called `{mention.id}`"
            yield Finding(document, mention.path, "unknown-id", message, hint, key=mention.key)


def read_articles(archive: Archive) -> Iterator[Finding]:
    """What a statement was read in is among the day's articles."""
    for file in archive.days:
        if "articles" in file.borrowed:
            continue
        sound, articles = _named(file, ""), file.day.articles
        citing: list[tuple[Path, tuple[str, ...]]] = [(path, claim.articles) for path, claim in file.day.claims()]
        citing += [(("assessments", i), a.articles) for i, a in enumerate(file.day.assessments)]
        citing += [(("resolutions", i), r.articles) for i, r in enumerate(file.day.resolutions)]
        for path, cited in citing:
            for index, name in enumerate(cited):
                if name not in articles and (name in sound or name not in file.ids):
                    hint = nearest(name, articles) or one_of(sorted(articles))
                    message = f"no article of this day is called `{name}`"
                    yield Finding(file.document, (*path, "articles", index), "unknown-article", message, hint)


def told_before(archive: Archive) -> Iterator[Finding]:
    """What a day points back at was told on that day, or before it."""
    for file in archive.days:
        for path, reference, wanted in _references(file):
            on, _, name = reference.rpartition("/")
            there = archive.on(on) if on else file
            if on in archive.unread:
                continue
            if there is None:
                before = (f.day.date.isoformat() for f in archive.days if f.day.date < file.day.date)
                hint = nearest(on, before) or "look at the date"
                yield Finding(file.document, path, "unknown-day", f"there is no day {on}", hint)
            elif there.day.date > file.day.date and "date" not in file.borrowed:
                message = f"{on} is later than this day"
                yield Finding(file.document, path, "points-forward", message, "a day points at earlier days only")
            elif there.drafted and file.day.status == "published":
                message = f"{on} is a draft, and this day is published"
                yield Finding(file.document, path, "unknown-day", message, "publish that day first, or take this away")
            elif there is file and _own(path, file) == name:
                hint = f"write the day of the earlier claim: `DATE/{name}`"
                yield Finding(file.document, path, "unknown-reference", "this claim points at itself", hint)
            elif name not in there.ids:
                known = sorted(_named(there, wanted))
                message = f"{on or 'this day'} has no {wanted} called `{name}`"
                yield Finding(file.document, path, "unknown-reference", message, nearest(name, known) or one_of(known))
            elif name in _named(there, "") and name not in _named(there, wanted):
                message = f"`{reference}` is no {wanted}"
                hint = one_of(sorted(_named(there, wanted))) or f"that day has no {wanted}"
                yield Finding(file.document, path, "wrong-kind", message, hint)


def _own(path: Path, file: DayFile) -> str:
    """The id of the claim that the path lies in: nothing points at itself."""
    return next((claim.id for where, claim in file.day.claims() if where == path[: len(where)]), "")


def _references(file: DayFile) -> Iterator[tuple[Path, str, str]]:
    """Every pointer at something of a day: its path, its words, and what it should point at."""
    day = file.day
    if "takeaways" not in file.borrowed:
        for number, takeaway in enumerate(day.takeaways):
            for index, name in enumerate(takeaway.refs):
                yield ("takeaways", number, "refs", index), name, "claim or assessment"
    for path, claim in day.claims():
        for field in ("follows", "backs", "denies", "retracts"):
            if reference := getattr(claim, field):
                yield (*path, field), reference, "claim"
    for number, event in enumerate(day.diplomacy):
        if event.continues:
            yield ("diplomacy", number, "continues"), event.continues, "event"
    for number, resolution in enumerate(day.resolutions):
        yield ("resolutions", number, "forecast"), resolution.forecast, "forecast"
    for number, correction in enumerate(day.corrections):
        if correction.target != "day":
            yield ("corrections", number, "target"), correction.target, "claim, event, assessment or article"


def _named(file: DayFile, wanted: str) -> set[str]:
    """The ids of the day's sound things of a kind; of all kinds for an empty word."""
    day = file.day
    named = {
        "claim": {claim.id for _, claim in day.claims()},
        "event": {event.id for event in day.diplomacy},
        "forecast": {a.id for a in day.assessments if a.kind == "forecast"},
        "assessment": {a.id for a in day.assessments},
        "article": set(day.articles),
    }
    kinds = [kind for kind in named if kind in wanted] if wanted else list(named)
    return set[str]().union(*(named[kind] for kind in kinds))


def points(archive: Archive) -> Iterator[Finding]:
    """A position's point is one of its plan's."""
    for file in archive.days:
        for path, claim in file.day.claims():
            position = claim.position
            plan = archive.registry.plans.get(position.plan) if position else None
            if position and plan and position.point and position.point not in plan.points:
                hint = nearest(position.point, plan.points) or one_of(plan.points)
                message = f"`{position.plan}` has no point `{position.point}`"
                yield Finding(file.document, (*path, "position", "point"), "unknown-point", message, hint)


def once(archive: Archive) -> Iterator[Finding]:
    """An id stands for one thing: in a day, and among actors and sources."""
    for file in archive.days:
        seen: dict[str, Path] = {}
        for path, name, is_key in _given(file):
            if name in seen:
                first = file.document.mark(seen[name]).line
                message = f"the id `{name}` is given twice; the first is on line {first}"
                hint = "ids are shared by a day's claims, events, assessments and articles: rename one"
                yield Finding(file.document, path, "duplicate-id", message, hint, key=is_key)
            seen.setdefault(name, path)
    if "actors" in archive.registry_documents:
        sources = archive.known["sources"] or frozenset()
        for name in archive.registry_documents["actors"].data:
            if name in sources:
                message = f"`{name}` is a source too; actors and sources share their ids"
                document = archive.registry_documents["actors"]
                yield Finding(document, (name,), "duplicate-id", message, "rename one", key=True)


def _given(file: DayFile) -> list[tuple[Path, str, bool]]:
    day = file.day
    given: list[tuple[Path, str, bool]] = [((*path, "id"), claim.id, False) for path, claim in day.claims()]
    given += [(("diplomacy", n, "id"), event.id, False) for n, event in enumerate(day.diplomacy)]
    given += [(("assessments", n, "id"), a.id, False) for n, a in enumerate(day.assessments)]
    if "articles" not in file.borrowed:
        given += [(("articles", name), name, True) for name in day.articles]
    return sorted(given, key=lambda item: file.document.mark(item[0], key=item[2]))


def anchors(archive: Archive) -> Iterator[Finding]:
    """No id is the anchor of a section of the page."""
    for file in archive.days:
        for path, name, is_key in _given(file):
            if name in SECTION_ANCHORS or name.startswith(RESERVED):
                message = f"`{name}` is the address of a section of the page"
                yield Finding(
                    file.document, path, "reserved-id", message, f"rename it, such as `the-{name}`", key=is_key
                )
