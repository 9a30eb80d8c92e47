"""Strategies: two worlds that are the same but for one day, or for one entry of a registry.

Their days tell of all that a page can show: talks, positions, places, corrections, drafts.
"""

import datetime as dt
from collections.abc import Iterator
from copy import copy
from dataclasses import replace
from typing import Any, TypeAlias

from hypothesis import strategies as st

from daybrief.ledger.keys import StatementKey, pointed
from daybrief.model.day import Correction, Day, Event, SectorReport, SourceNote, Sourcing, Takeaway
from daybrief.model.registry import KINDS, Change, Coordinates, Place, Plan, PlanPoint, Registry, Source, Track
from daybrief.model.statements import POINTERS, Claim, Position
from daybrief.model.terms import TERMS
from tests.ledger.worlds import FIRST, HOUSE, PARTIES, READ, SECTORS, UNPLACED, belonging, days_of, matters, registries

World: TypeAlias = tuple[Registry, list[Day]]
EVENT = "event"


@st.composite
def with_change(draw: Any, registry: Registry, name: str, first: dt.date) -> Registry:
    """A registry that says of a speaker what stood in one of its fields until a day, or says one such thing less."""
    kind = "sources" if name in registry.sources else "actors"
    entries = dict(getattr(registry, kind))
    entry, day = entries[name], first + dt.timedelta(days=draw(st.integers(-1, 8)))
    was = {"party": ["none", "unknown", *PARTIES], "kind": ["unknown", *getattr(TERMS, f"{kind[:-1]}_kinds")]}
    was |= {"grade": ["unknown", *"ABCDEF"]} if kind == "sources" else {}
    was |= {"member_of": ["unknown", HOUSE]} if name != HOUSE else {}
    field = draw(st.sampled_from(["party", "party", *was]))
    new = Change(date=day, field=field, was=draw(st.sampled_from(was[field])), now="unknown", because="B")
    some = entry.changes[1:] if entry.changes and draw(st.booleans()) else (*entry.changes, new)
    entries[name] = replace(entry, changes=some)
    return replace(registry, **{kind: entries})


@st.composite
def furnished(draw: Any, first: dt.date) -> Registry:
    """A registry with entries of every kind. Of some speakers it says what they were before a day."""
    registry = draw(registries())
    for name in (*registry.sources, *registry.actors):
        if draw(st.booleans()):
            registry = draw(with_change(registry, name, first))
    return replace(
        registry,
        sources=registry.sources | {"wire": Source(name="W")},
        places={
            "orn": Place(name="Orn", coordinates=Coordinates(lat=1, lon=1, origin="O"), formerly=("old-orn",)),
            "tarn": Place(name="Tarn"),
        },
        sectors={name: replace(sector, places=("orn",)) for name, sector in registry.sectors.items()},
        tracks={"talks": Track(name="T", parties=("a",), plans=("accord",))},
        plans={"accord": Plan(name="A", parties=("a",), points={"border": PlanPoint(name="B")})},
    )


def told(day: Day) -> list[Claim]:
    """A day's claims."""
    return [claim for part in (*day.diplomacy, *day.front) for claim in part.claims]


@st.composite
def dressed(draw: Any, plain: Day, registry: Registry, talks: list[str], kept: set[StatementKey]) -> Day:
    """A day told in full. `talks` are earlier events, that its own may go on from; what is `kept` stays on it."""
    flag, maybe = st.booleans(), st.sampled_from
    position = st.builds(
        lambda party, point, stance: Position(**{"plan": "accord", "party": party, "point": point, "is": stance}),
        maybe(PARTIES),
        maybe([None, "border"]),
        maybe(["accepts", "rejects"]),
    )
    claims = [
        replace(
            claim,
            places=draw(maybe([(), ("orn",), ("orn", "tarn")])),
            articles=draw(maybe([("read",), ("more",), ("read", "more")])),
            position=draw(st.none() | position),
            when=draw(maybe([None, None, f"{plain.date + dt.timedelta(days=2)}"])),
        )
        for claim in told(plain)
    ]
    split = draw(st.integers(0, len(claims)))
    cut = draw(st.integers(0, split))
    event = Event(
        id=EVENT,
        name=draw(maybe(["E", "F"])),
        track="talks",
        state=draw(maybe(["planned", "planned", "held"])),
        date=f"{plain.date + dt.timedelta(days=draw(st.integers(0, 4)))}",
        format="meeting",
        continues=draw(maybe([None, *talks])),
        place=draw(maybe([None, "tarn"])),
        participants=draw(maybe([(), (UNPLACED,)])),
        refs=tuple(claim.id for claim in claims[:2] if draw(flag)),
        claims=tuple(claims[split:]),
    )
    parts = dict(zip(SECTORS, (claims[:cut], claims[cut:split]), strict=True))
    there = event.claims or (plain.date, EVENT) in kept or draw(flag)
    names = st.lists(maybe([claim.id for claim in claims] + ["forecast"]), max_size=2, unique=True).map(tuple)
    ids = [claim.id for claim in claims]
    reworded = st.builds(
        lambda target, kind: {"target": target, "field": "text", "kind": kind, "was": "W"},
        maybe(["day", "forecast", *ids]),
        maybe(["typo", "correction"]),
    )
    added = st.builds(lambda target: {"target": target, "kind": "update"}, maybe(["more", *ids]))
    return replace(
        plain,
        status=draw(maybe(["published", "published", "draft"])),
        as_of=plain.as_of + dt.timedelta(hours=draw(maybe([0, 0, 6]))),
        title=draw(maybe(["T", "U"])),
        takeaways=tuple(Takeaway(text=draw(maybe(["T", "U"])), refs=draw(names)) for _ in range(2)),
        articles={"read": READ, "more": replace(READ, source="wire", reprint_of=draw(maybe([None, "courier"])))},
        sourcing=Sourcing(limits="L", notes=(SourceNote(source="wire", text="N"),) if draw(flag) else ()),
        diplomacy=(event,) if there else (),
        front=tuple(SectorReport(sector=name, claims=tuple(some)) for name, some in parts.items() if some),
        assessments=tuple(replace(a, sector=draw(maybe([None, *SECTORS]))) for a in plain.assessments),
        corrections=tuple(
            Correction(
                date=plain.date + dt.timedelta(days=draw(st.integers(0, 3))), reason="R", **draw(reworded | added)
            )
            for _ in range(draw(st.integers(0, 2)))
        ),
    )


def ways(day: Day) -> Iterator[StatementKey]:
    """What a day points at."""
    for claim in told(day):
        yield from (pointed(way, day.date) for _, way in claim.pointers())
    yield from (pointed(way, day.date) for one in day.assessments for way in one.follows)
    yield from (pointed(resolution.forecast, day.date) for resolution in day.resolutions)
    yield from (pointed(event.continues, day.date) for event in day.diplomacy if event.continues)


def each_claim(day: Day, change: Any) -> Day:
    """A day with every claim changed, or left out where the change is None; sectors that have none left go, too."""

    def changed(part: Any) -> tuple[Claim, ...]:
        return tuple(new for claim in part.claims if (new := change(claim)))

    return replace(
        day,
        diplomacy=tuple(replace(event, claims=changed(event)) for event in day.diplomacy),
        front=tuple(replace(report, claims=some) for report in day.front if (some := changed(report))),
    )


def detached(day: Day, date: dt.date) -> Day:
    """A day that points at nothing on another."""

    def free(way: str | None) -> str | None:
        return None if way and pointed(way, day.date)[0] == date else way

    alone = each_claim(
        day, lambda claim: replace(claim, **{name: tuple(filter(free, getattr(claim, name))) for name in POINTERS})
    )
    return replace(
        alone,
        diplomacy=tuple(replace(event, continues=free(event.continues)) for event in alone.diplomacy),
        assessments=tuple(replace(one, follows=tuple(filter(free, one.follows))) for one in alone.assessments),
        resolutions=tuple(resolution for resolution in alone.resolutions if free(resolution.forecast)),
    )


@st.composite
def full_worlds(draw: Any) -> World:
    """A registry and days of every kind, often over the turn of a year."""
    first = draw(st.sampled_from([FIRST, dt.date(2031, 12, 29)]))
    registry = draw(furnished(first))
    days: list[Day] = []
    for plain in draw(days_of(registry, first)):
        talks = [f"{day.date}/{EVENT}" for day in days if day.diplomacy]
        days.append(draw(dressed(plain, registry, talks, set())))
    return registry, days


@st.composite
def edited(draw: Any, world: World, number: int) -> list[Day]:
    """The days, of which an editor changed one; what others point at is still there."""
    registry, days = world
    day = days[number]
    kept = {key for one in days for key in ways(one)}
    fresh = {claim.id.replace("m", "c"): claim for claim, _ in draw(matters(registry, 4))}

    def change(claim: Claim) -> Claim | None:
        new = fresh.get(claim.id, claim)
        match draw(st.sampled_from(["leave", "leave", "tell otherwise", "free", "drop"])):
            case "tell otherwise":
                return replace(
                    claim, text="U", by=new.by, evidence=new.evidence, movement=new.movement, figures=new.figures
                )
            case "free" if (day.date, claim.id) not in kept:
                return replace(claim, **dict.fromkeys(POINTERS, ()))
            case "drop" if (day.date, claim.id) not in kept:
                return None
        return claim

    changed = each_claim(day, change)
    outcome = st.sampled_from(["true", "false", "void"])
    changed = replace(changed, resolutions=tuple(replace(r, outcome=draw(outcome)) for r in changed.resolutions))
    if draw(st.booleans()):
        talks = [f"{one.date}/{EVENT}" for one in days[:number] if one.diplomacy]
        changed = draw(dressed(changed, registry, talks, kept))
    names = {claim.id for claim in told(changed)} | {"forecast"}
    changed = replace(
        changed,
        takeaways=tuple(replace(t, refs=tuple(ref for ref in t.refs if ref in names)) for t in changed.takeaways),
        diplomacy=tuple(replace(e, refs=tuple(ref for ref in e.refs if ref in names)) for e in changed.diplomacy),
        corrections=tuple(c for c in changed.corrections if c.target in names | {"day", "more"}),
    )
    return [*days[:number], changed, *days[number + 1 :]]


def with_field(entry: Any, field: str, value: Any) -> Any:
    """An entry with another value of a field, if it has that one; words of terms cannot be made by `replace`."""
    made = copy(entry)
    if hasattr(made, field):
        object.__setattr__(made, field, value)
    return made


@st.composite
def with_another_entry(draw: Any, registry: Registry) -> Registry:
    """A registry in which one entry is another, is new, or stands elsewhere."""
    kind = draw(st.sampled_from([*KINDS]))  # names of terms are messages, on which every page hangs
    entries = dict(getattr(registry, kind))
    name = draw(st.sampled_from(list(entries)))
    match draw(st.sampled_from(["rename", "belong", "was", "add", "move"])):
        case "was" if kind in ("sources", "actors"):
            return draw(with_change(registry, name, FIRST))
        case "belong" if kind in ("sources", "actors"):
            entries[name] = replace(
                entries[name], party=draw(st.sampled_from([None, belonging("none"), belonging("b")]))
            )
        case "add":
            entries["newcomer"] = with_field(entries[name], "formerly", ())
        case "move":
            entries[name] = entries.pop(name)
        case _:
            entries[name] = with_field(entries[name], "name", "Another name")
    return replace(registry, **{kind: entries})


@st.composite
def pairs(draw: Any) -> tuple[World, World]:
    """Two worlds that differ in one day (edited, added or taken away), or in one entry."""
    registry, days = draw(full_worlds())
    number = draw(st.integers(0, len(days) - 1))
    match draw(st.sampled_from(["day", "day", "edit", "edit", "entry"])):
        case "day":
            date = days[number].date
            whole = [day if day.date == date else detached(day, date) for day in days]
            two = (registry, whole), (registry, [day for day in whole if day.date != date])
        case "edit":
            two = (registry, days), (registry, draw(edited((registry, days), number)))
        case _:
            two = (registry, days), (draw(with_another_entry(registry)), days)
    return two if draw(st.booleans()) else (two[1], two[0])
