"""Strategies: registries of a few parties and speakers, and days whose claims speak of each other."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, get_args

from hypothesis import strategies as st

from daybrief.ledger.keys import StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.model.day import Article, Day, Resolution, SectorReport, Sourcing, Takeaway
from daybrief.model.fields import Likelihood
from daybrief.model.registry import Actor, Belonging, Measure, Party, Registry, Reliability, Sector, Source  # fmt: skip
from daybrief.model.statements import Assessment, Claim, Control, Evidence
from daybrief.model.terms import TERMS
from tests.ledger.telling import compile_ledger

FIRST = dt.date(2031, 3, 1)
PARTIES = ("a", "b", "c")
SECTORS = ("ridge", "river")
READ = Article(source="courier", title="T", url="https://courier.example/", published=FIRST, language="en")
UNPLACED = "stranger"
"""A speaker of unknown party whom every registry has, and who says nothing before a test lets them."""
BYSTANDER = "neutral"
"""The same, known to have no party."""


HOUSE = "house"
"""A body to which some belong."""


def spokesman(party: str) -> str:
    """A speaker of a party without an office, whom every registry has; the same silence."""
    return f"pundit-{party}"


def belonging(party: str | None) -> Belonging | None:
    return Belonging(**{"is": party, "basis": "B"}) if party else None


parties = st.sampled_from([None, "none", *PARTIES])
sources = st.builds(
    Source,
    name=st.just("S"),
    kind=st.sampled_from([None, *TERMS.source_kinds]),
    member_of=st.sampled_from([None, None, HOUSE]),
    reliability=st.none() | st.builds(Reliability, grade=st.sampled_from("ABCDEF"), basis=st.just("B")),
    party=parties.map(belonging),
)
actors = st.builds(
    Actor,
    name=st.just("A"),
    kind=st.sampled_from([None, *TERMS.actor_kinds]),
    member_of=st.sampled_from([None, None, HOUSE]),
    party=parties.map(belonging),
)


@st.composite
def registries(draw: Any) -> Registry:
    """Three parties, some of which fight each other, and speakers of every kind."""
    told: dict[str, Source | Actor] = {
        f"s{number}": draw(sources | actors) for number in range(draw(st.integers(1, 5)))
    }
    silent = {UNPLACED: Actor(name="U"), HOUSE: Actor(name="H", party=draw(parties.map(belonging)))}
    silent |= {spokesman(p): Actor(name=p, kind="commentator", party=belonging(p)) for p in PARTIES}
    return Registry(
        parties={
            p: Party(
                name=p,
                opposes=draw(st.lists(st.sampled_from(PARTIES).filter(lambda q, p=p: q != p), max_size=1).map(tuple)),
                allies=("c",) if p == "a" and draw(st.booleans()) else (),
            )
            for p in PARTIES
        },
        sources={
            "courier": Source(name="C"),
            BYSTANDER: Source(name="N", party=belonging("none"), reliability=Reliability(grade="B", basis="B")),
        }
        | {k: v for k, v in told.items() if isinstance(v, Source)},
        actors=silent | {k: v for k, v in told.items() if isinstance(v, Actor)},
        sectors={name: Sector(name=name) for name in SECTORS},
        measures={"attacks": Measure(name="attacks")},
    )


def speakers(registry: Registry) -> list[str]:
    """Who speaks in a world: all but the outlet that is read and those who are silent."""
    return [name for name in (*registry.sources, *registry.actors) if name[0] == "s" and name[1:].isdigit()]


@st.composite
def matters(draw: Any, registry: Registry, most: int = 5) -> list[tuple[Claim, bool]]:
    """Claims with their side, none of which points anywhere yet."""
    who = st.lists(st.sampled_from(speakers(registry)), min_size=1, max_size=2, unique=True).map(tuple)
    movers = st.lists(st.sampled_from(PARTIES), min_size=1, max_size=2, unique=True).map(tuple)
    moves = st.builds(lambda kind, whose: {kind: whose}, st.sampled_from([*TERMS.movements]), movers)
    size = draw(st.integers(1, most))
    return [
        (
            Claim(
                id=f"m{number}",
                text="T",
                by=draw(who),
                articles=("read",),
                evidence=draw(st.sampled_from([None, *get_args(Evidence)])),
                evidence_by=draw(st.sampled_from([None, None, BYSTANDER, *speakers(registry)])),
                credibility=draw(st.sampled_from([None, None, "2", "5"])),
                via=draw(st.sampled_from([(), (), (speakers(registry)[0],)])),
                movement=draw(st.none() | moves),
                control=draw(st.sampled_from([None, None, *(Control(party=p) for p in ("none", *PARTIES))])),
                figures=draw(st.sampled_from([{}, {"attacks": "1"}, {"attacks": "2"}, {"attacks": "2.."}])),
            ),
            draw(st.booleans()),
        )
        for number in range(size)
    ]


def joined(matter: Iterable[tuple[Claim, bool]], opening: int = 0) -> list[Claim]:
    """A matter told on one day, opened by any of its claims: the others back it or deny it, as their side is."""
    told = list(matter)
    first, side = told[opening]
    return [
        claim
        if claim is first
        else replace(claim, backs=first.id)
        if their == side
        else replace(claim, denies=first.id)
        for claim, their in told
    ]


@st.composite
def days_of(draw: Any, registry: Registry, first: dt.date = FIRST) -> list[Day]:
    """Some days: matters that go on from day to day, threads, withdrawals, forecasts and what became of them."""
    openings: list[tuple[dt.date, Claim]] = []
    before: list[tuple[dt.date, Claim]] = []
    forecasts: list[str] = []
    days, date = [], first
    for _ in range(draw(st.integers(1, 4))):
        claims: list[Claim] = []
        for number, (plain, back) in enumerate(draw(matters(registry, 4))):
            claim = replace(plain, id=f"c{number}")
            match draw(st.sampled_from(["opens", "joins", "joins", "follows", "retracts"])):
                case "joins" if openings:
                    on, there = draw(st.sampled_from(openings))
                    claim = replace(claim, **{"backs" if back else "denies": f"{on}/{there.id}"})
                case "follows" if before:
                    on, there = draw(st.sampled_from(before))
                    claim = replace(claim, follows=f"{on}/{there.id}")
                    openings.append((date, claim))
                case "retracts" if before:
                    on, there = draw(st.sampled_from(before))
                    # Another can take it back, too: who is of its house or holds an office of its side.
                    by = draw(st.sampled_from([there.by, there.by[:1], claim.by[:1]]))
                    claim = replace(claim, by=by, retracts=f"{on}/{there.id}")
                    openings.append((date, claim))
                case _:
                    openings.append((date, claim))
            before.append((date, claim))
            claims.append(claim)
        resolutions = (
            [
                Resolution(
                    forecast=draw(st.sampled_from(forecasts)),
                    outcome=draw(st.sampled_from(["true", "false", "void"])),
                    because="B",
                    articles=("read",),
                )
            ]
            if forecasts and draw(st.booleans())
            else []
        )
        forecast = Assessment(
            id="forecast",
            kind="forecast",
            text="T",
            by=claims[0].by,
            articles=("read",),
            follows=(draw(st.sampled_from(forecasts)),) if forecasts and draw(st.booleans()) else (),
            likelihood=draw(st.sampled_from([None, *get_args(Likelihood)])),
            horizon=draw(st.sampled_from([None, date, date + dt.timedelta(days=3)])),
        )
        forecasts.append(f"{date}/forecast")
        split = draw(st.integers(0, len(claims)))
        days.append(day(date, {"ridge": claims[:split], "river": claims[split:]}, [forecast], resolutions))
        date += dt.timedelta(days=draw(st.integers(1, 3)))
    return days


def day(
    date: dt.date,
    told: dict[str, list[Claim]],
    assessments: Iterable[Assessment] = (),
    resolutions: Iterable[Resolution] = (),
) -> Day:
    """A day with claims by sector."""
    return Day(
        date=date,
        as_of=dt.datetime(date.year, date.month, date.day, 23, tzinfo=dt.UTC),
        title="T",
        status="published",
        takeaways=(Takeaway(text="T"), Takeaway(text="T")),
        articles={"read": READ},
        sourcing=Sourcing(limits="L"),
        front=tuple(SectorReport(sector=name, claims=tuple(claims)) for name, claims in told.items() if claims),
        assessments=tuple(assessments),
        resolutions=tuple(resolutions),
    )


@st.composite
def worlds(draw: Any) -> tuple[Registry, list[Day]]:
    """A registry and its days."""
    registry = draw(registries())
    return registry, draw(days_of(registry))


def standings(ledger: Ledger) -> dict[Any, Any]:
    """How every claim stands on every day from its own on."""
    return {
        (entry.key, date): ledger.standing(entry.key, date)
        for entry in entries(ledger)
        if entry.kind == "claim"
        for date in ledger.dates
        if date >= entry.date
    }


def entries(ledger: Ledger) -> list[StatementRef]:
    """All statements, in the order of the pages."""
    return [entry for date in ledger.dates for entry in ledger.told(date).entries]


def statuses(ledger: Ledger) -> dict[Any, str]:
    """The same, without voices."""
    return {where: standing.status for where, standing in standings(ledger).items()}


def compiled(registry: Registry, days: Iterable[Day]) -> Ledger:
    return compile_ledger(days, registry)
