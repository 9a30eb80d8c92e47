"""What holds of every ledger, whoever speaks: the rules are the same for every side, and the past stays as it was."""

import datetime as dt
from dataclasses import fields, replace
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from daybrief.content import archive
from daybrief.content.archive import Archive
from daybrief.diagnostics import Diagnostic
from daybrief.ledger.figures import differing
from daybrief.ledger.keys import StatementKey, StatementRef
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.status_changes import changed_between
from daybrief.model.day import Day
from daybrief.model.registry import Change, Registry
from daybrief.model.speakers import as_on
from daybrief.model.statements import Claim
from daybrief.views.board import cell
from tests.cases import day_files, told_by_rules
from tests.ledger import worlds
from tests.ledger.authors import REFUSALS, TOLD, Author, authors
from tests.ledger.telling import all_pages, compile_ledger, key, write
from tests.ledger.worlds import FIRST, PARTIES, READ, day, entries, joined, matters, registries, standings

quick = settings(max_examples=40, deadline=None, database=None)
MIRRORED = {"confirmed": "refuted", "refuted": "confirmed", "contested": "contested"}


def shuffled(draw: Any, days: list[Day]) -> list[Day]:
    """The same days, with files and entries in another order."""
    mixed = []
    for one in days:
        front = [replace(r, claims=tuple(draw(st.permutations(r.claims)))) for r in one.front]
        mixed.append(replace(one, front=tuple(draw(st.permutations(front)))))
    return list(draw(st.permutations(mixed)))


def in_any_order(registry: Registry, draw: Any) -> Registry:
    """The same registry, with its entries in another order."""
    return replace(
        registry,
        **{f.name: dict(draw(st.permutations(list(getattr(registry, f.name).items())))) for f in fields(registry)},
    )


@quick
@given(worlds.worlds(), st.data())
def test_the_order_of_files_changes_no_page(world: Any, data: Any) -> None:
    registry, days = world
    assert all_pages(compile_ledger(data.draw(st.permutations(days)), registry)) == all_pages(
        compile_ledger(days, registry)
    )


@quick
@given(worlds.worlds(), st.data())
def test_the_order_of_entries_changes_no_finding(world: Any, data: Any) -> None:
    registry, days = world
    one = compile_ledger(days, registry)
    other = compile_ledger(shuffled(data.draw, days), in_any_order(registry, data.draw))
    assert standings(one) == standings(other)
    assert one.dates == other.dates
    for date in one.dates:
        for sector in registry.sectors:
            a, b = cell(one, sector, date), cell(other, sector, date)
            assert (a.last, a.one_side) == (b.last, b.one_side)
            assert {(r.movement, frozenset(r.speakers), r.status, r.assessed) for r in a.lines} == {
                (r.movement, frozenset(r.speakers), r.status, r.assessed) for r in b.lines
            }
    assert {entry.key for entry in entries(one)} == {entry.key for entry in entries(other)}
    for claim in (entry for entry in entries(one) if entry.kind == "claim"):
        assert differing(one, claim) == differing(other, other.entry(claim.key))


@quick
@given(st.data())
def test_both_sides_of_a_matter_are_treated_alike(data: Any) -> None:
    """It does not matter which side opened it; and what one side wins the other loses.

    An admission is another thing: who denies a claim and grants a part of it has not proved the denial.
    """
    registry = data.draw(registries())
    drawn = data.draw(matters(registry))
    matter = [(replace(claim, movement=None, control=None), side) for claim, side in drawn]
    found = []
    for opening in range(len(matter)):
        ledger = compile_ledger([day(FIRST, {"ridge": joined(matter, opening)})], registry)
        found.append({claim.id: ledger.standing((FIRST, claim.id), FIRST) for claim, _ in matter})
    assert all(one == found[0] for one in found)
    told = {side: [found[0][claim.id] for claim, their in matter if their == side] for side in (True, False)}
    stands = {side: {(one.status, one.voices) for one in some} for side, some in told.items()}
    if stands[True] and stands[False]:
        ((one, voices),), ((other, against),) = stands.values()
        # Strangers alone make nothing contested that two independent voices say, and are spoken against by these.
        strangers = not (voices and against) and {one, other} == {"contested", "corroborated"}
        assert strangers or MIRRORED[one] == other


@quick
@given(worlds.worlds())
def test_every_party_is_treated_alike(world: Any) -> None:
    """Exchange two parties in everything: all stands as it stood."""
    registry, days = world
    swap = {"a": "b", "b": "a"}

    def exchanged(who: Any) -> Any:
        return replace(who, party=worlds.belonging(swap.get(who.party.is_, who.party.is_))) if who.party else who

    other = replace(
        registry,
        parties={
            swap.get(p, p): replace(
                e, opposes=tuple(swap.get(q, q) for q in e.opposes), allies=tuple(swap.get(q, q) for q in e.allies)
            )
            for p, e in registry.parties.items()
        },
        sources={name: exchanged(who) for name, who in registry.sources.items()},
        actors={name: exchanged(who) for name, who in registry.actors.items()},
    )

    def moved(claim: Claim) -> Claim:
        move, held = claim.move, claim.control
        return replace(
            claim,
            movement={move.kind: tuple(swap.get(party, party) for party in move.parties)} if move else None,
            control=replace(held, party=swap.get(held.party, held.party)) if held else None,
        )

    turned = [replace(d, front=tuple(replace(r, claims=tuple(map(moved, r.claims))) for r in d.front)) for d in days]
    before, after = standings(compile_ledger(days, registry)), standings(compile_ledger(turned, other))
    assert {k: s._replace(one_party=swap.get(s.one_party or "", s.one_party)) for k, s in before.items()} == after


@quick
@given(worlds.worlds(), st.data())
def test_a_day_that_speaks_of_nothing_told_changes_no_status(world: Any, data: Any) -> None:
    registry, days = world
    dates = {one.date for one in days}
    date = data.draw(
        st.dates(FIRST - dt.timedelta(days=3), FIRST + dt.timedelta(days=15)).filter(lambda d: d not in dates)
    )
    unrelated = day(date, {"ridge": joined(data.draw(matters(registry)))})
    before, after = standings(compile_ledger(days, registry)), standings(compile_ledger([*days, unrelated], registry))
    assert {where: after[where] for where in before} == before


@quick
@given(worlds.worlds(), st.data())
def test_a_past_day_never_depends_on_later_days(world: Any, data: Any) -> None:
    registry, days = world
    whole = compile_ledger(days, registry)
    cut = data.draw(st.sampled_from(days)).date
    then = compile_ledger([one for one in days if one.date <= cut], registry)
    assert standings(then) == {where: s for where, s in standings(whole).items() if where[1] <= cut}
    assert entries(then) == [entry for entry in entries(whole) if entry.date <= cut]
    for claim in (entry for entry in entries(then) if entry.kind == "claim"):
        assert differing(then, claim) == tuple(one for one in differing(whole, claim) if one[0] <= cut)
    for date in then.dates:
        for sector in registry.sectors:
            assert cell(then, sector, date) == cell(whole, sector, date)


class Place(NamedTuple):
    """A side of a matter, where one more claim can join on the newest day."""

    opening: StatementKey
    way: str
    """`backs` or `denies`; or `retracts`."""
    beside: list[StatementRef]
    """The claims of that side that were not taken back."""
    against: list[StatementRef]

    def join(self, days: list[Day], *by: str, **more: Any) -> list[Day]:
        """The days, with a claim by `by` together that joins."""
        there = {self.way: f"{self.opening[0]}/{self.opening[1]}"}
        claim = Claim(id="joins", text="T", by=by, articles=("read",), **there, **more)
        last = days[-1]
        front = (replace(last.front[0], claims=(*last.front[0].claims, claim)), *last.front[1:])
        return [*days[:-1], replace(last, front=front)]


def openings(ledger: Ledger) -> list[StatementKey]:
    """The claims that open a matter, in the order of the pages."""
    return list(
        dict.fromkeys(opening for entry in entries(ledger) if entry.kind == "claim" for opening in entry.openings())
    )


@st.composite
def places(draw: Any, ledger: Ledger) -> Place:
    opening = draw(st.sampled_from(openings(ledger)))
    way = draw(st.sampled_from(["backs", "denies"]))
    left = [(entry, side) for entry, side in ledger.matter(opening) if ledger.status(entry.key) != "retracted"]
    sides = {side: [entry for entry, their in left if their == side] for side in (True, False)}
    return Place(opening, way, sides[way == "backs"], sides[way == "denies"])


@quick
@given(worlds.worlds(), st.data())
def test_a_reprint_never_adds_a_voice(world: Any, data: Any) -> None:
    """What a speaker said is read once more, carried by another outlet: nobody new speaks."""
    registry, days = world
    ledger = compile_ledger(days, registry)
    before = standings(ledger)
    carried = replace(READ, reprint_of="courier")

    def read_twice(one: Day) -> Day:
        front = (
            replace(r, claims=tuple(replace(c, articles=("read", "carried")) for c in r.claims)) for r in one.front
        )
        return replace(one, articles={"read": READ, "carried": carried}, front=tuple(front))

    assert standings(compile_ledger([read_twice(one) for one in days], registry)) == before
    # Told as a claim of its own, by who said it first:
    place = data.draw(places(ledger))
    speakers = sorted({entry.statement.by[0] for entry in place.beside if len(entry.statement.by) == 1})
    if speakers:
        after = standings(compile_ledger(place.join(days, data.draw(st.sampled_from(speakers))), registry))
        assert before.items() <= after.items()


@quick
@given(worlds.worlds(), st.data())
def test_a_voice_of_unknown_party_lifts_no_status(world: Any, data: Any) -> None:
    registry, days = world
    ledger = compile_ledger(days, registry)
    evidence = data.draw(st.sampled_from([None, "satellite", "document", "geolocated"]))
    moves = [{kind: (party,)} for kind in ("advance", "withdrawal") for party in PARTIES]
    place = data.draw(places(ledger))
    more = place.join(days, worlds.UNPLACED, evidence=evidence, movement=data.draw(st.sampled_from([None, *moves])))
    before, after = standings(ledger), standings(compile_ledger(more, registry))
    against = {entry.key for entry in place.against}
    for where, was in before.items():
        now = after[where]
        assert now.voices == was.voices
        if where[0] not in against or now.rule == was.rule:
            assert (now.status, now.rule) == (was.status, was.rule)
        else:
            assert was.status in ("corroborated", "unverified"), "it can speak against"
            assert now.status == "contested"


@quick
@given(worlds.worlds(), st.data())
def test_voices_of_one_party_count_once(world: Any, data: Any) -> None:
    """Where a party is behind a claim already, one more of its speakers changes nothing."""
    registry, days = world
    ledger = compile_ledger(days, registry)
    place = data.draw(places(ledger))
    behind = {
        ledger.speakers().voice(name)
        for entry in place.beside
        if len(entry.statement.by) == 1
        for name in entry.statement.by
    }
    if speakers := [worlds.spokesman(party) for party in PARTIES if f"party {party}" in behind]:
        evidence = data.draw(st.sampled_from([None, "satellite"]))
        more = place.join(days, data.draw(st.sampled_from(speakers)), evidence=evidence)
        assert standings(ledger).items() <= standings(compile_ledger(more, registry)).items()


@quick
@given(worlds.worlds(), st.data())
def test_a_joint_statement_adds_one_voice_at_most(world: Any, data: Any) -> None:
    """However many sign one text; and it takes none away."""
    registry, days = world
    ledger = compile_ledger(days, registry)
    place = data.draw(places(ledger))
    everyone = [*registry.sources, *registry.actors]
    by = data.draw(st.lists(st.sampled_from(everyone), min_size=2, max_size=4, unique=True))
    before, after = standings(ledger), standings(compile_ledger(place.join(days, *by), registry))
    for where, was in before.items():
        assert was.voices <= after[where].voices <= was.voices + 1


@st.composite
def changed_since(draw: Any, registry: Registry, cut: dt.date) -> Registry:
    """A registry in which some speakers are other ones than they were up to a day, the outlet and the house too."""
    known: dict[str, Any] = {**registry.sources, **registry.actors}
    names = st.sampled_from([*worlds.speakers(registry), worlds.HOUSE, READ.source])
    for name in draw(st.lists(names, min_size=1, max_size=4, unique=True)):
        entry, field = known[name], draw(st.sampled_from(["party", "member_of"]))
        date = cut + dt.timedelta(days=draw(st.integers(1, 6)))
        if field == "party":
            was, now = entry.party.is_ if entry.party else "unknown", draw(st.sampled_from(["none", *PARTIES]))
            value: Any = worlds.belonging(now)
        else:
            value = None if entry.member_of or name == worlds.HOUSE else worlds.HOUSE
            was, now = entry.member_of or "none", value or "none"
        change = Change(date=date, field=field, was=was, now=now, because="B")
        known[name] = replace(entry, changes=(change,), **{field: value})
    return replace(
        registry,
        sources={name: known[name] for name in registry.sources},
        actors={name: known[name] for name in registry.actors},
    )


def held(registry: Registry, date: dt.date) -> Registry:
    """A registry as it was on a day, which knows of no change."""
    return replace(
        registry,
        **{
            kind: {name: replace(as_on(one, date), changes=()) for name, one in getattr(registry, kind).items()}
            for kind in ("sources", "actors")
        },
    )


@quick
@given(worlds.worlds(), st.data())
def test_a_past_day_never_depends_on_what_a_registry_says_has_changed_since(world: Any, data: Any) -> None:
    """Whoever it is that changed: who speaks, takes back or prints, and the houses that they have left since."""
    registry, told = world
    claim, by = told[0].front[0].claims[0], data.draw(st.sampled_from(worlds.speakers(registry)))
    days = Place((told[0].date, claim.id), "retracts", [], []).join(told, by)
    changed = data.draw(changed_since(registry, data.draw(st.sampled_from(days)).date))
    after = standings(compile_ledger(days, changed))
    for date in (one.date for one in days):
        then = standings(compile_ledger(days, held(changed, date)))
        assert {where: s for where, s in after.items() if where[1] == date} == {
            where: s for where, s in then.items() if where[1] == date
        }


@quick
@given(worlds.worlds(), st.data())
def test_what_stands_otherwise_is_told_with_its_cause(world: Any, data: Any) -> None:
    """All claims that were there, and no other; of each at least one cause."""
    registry, days = world
    ledger = compile_ledger(days, data.draw(changed_since(registry, days[0].date)))
    stands = standings(ledger)
    for before, date in pairwise(ledger.dates):
        found = changed_between(ledger, before, date)
        there = [key for key, on in stands if on == before]
        assert {*found} == {key for key in there if stands[key, before].status != stands[key, date].status}
        assert all(one.causes for one in found.values())


@quick
@given(worlds.worlds(), st.data())
def test_pictures_of_a_bystander_decide(world: Any, data: Any) -> None:
    """The properties above would hold too if nothing ever counted: this one says that something does."""
    registry, days = world
    place = data.draw(places(compile_ledger(days, registry)))
    after = compile_ledger(place.join(days, worlds.BYSTANDER, evidence="satellite"), registry)
    stands = {entry.key: after.standing(entry.key, after.dates[-1]).status for entry in (*place.beside, *place.against)}
    assert {stands[entry.key] for entry in place.beside} <= {"confirmed", "contested"}
    assert {stands[entry.key] for entry in place.against} <= {"refuted", "contested"}


@quick
@given(worlds.worlds())
def test_voices_are_no_more_than_speakers(world: Any) -> None:
    registry, days = world
    ledger = compile_ledger(days, registry)
    for members in map(ledger.matter, openings(ledger)):
        speakers = {name for entry, _ in members for name in entry.statement.by}
        placed = [name for name in speakers if ledger.speakers().belonging(name)]
        assert all(ledger.standing(entry.key, ledger.dates[-1]).voices <= len(placed) for entry, _ in members)


def checked(author: Author) -> tuple[Archive, list[Diagnostic]]:
    """What an author wrote, and what the check has to say of it."""
    with TemporaryDirectory() as name:
        found, problems = archive.load(write(Path(name), author.days()), ())
        return found, [*problems, *told_by_rules(found)]


@pytest.mark.parametrize("code", REFUSALS)
@quick
@given(st.data())
def test_who_obeys_the_hint_of_a_refused_pointer_gets_the_meaning_he_had(code: str, data: Any) -> None:
    """On the side of each opening claim that he was on; on neither where he goes on from it or takes something back."""
    author = data.draw(authors(code))
    found, problems = checked(author)
    assert code in {problem.code for problem in problems}
    for _ in range(6):
        if not problems:
            break
        author.obey(problems[0], lambda words: data.draw(st.sampled_from(words)))
        found, problems = checked(author)
    assert problems == [], "what the hints say is taken in the end"
    ledger = compile_ledger((file.day for file in day_files(found)), found.registry)
    written = key(author.date, "x")
    for opening, meant in author.meant.items():
        sides = {entry.key: side for entry, side in ledger.matter(key(TOLD, opening))}
        assert sides.get(written) is (None if opening in author.neither else meant)
    for reference in author.claim.get("retracts", ()):
        assert ledger.standing(key(author.date, reference), ledger.dates[-1]).status == "retracted"
