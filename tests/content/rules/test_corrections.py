"""Corrections: whether they name a field, and whether it says now what they say that it does."""

import datetime as dt
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from daybrief.content.archive import DayFile
from daybrief.content.rules import corrections
from daybrief.model.day import Correction, Day
from daybrief.model.validation import interpret
from daybrief.source import read
from tests.ledger.telling import full
from tests.world import World, add_a_day, change, correct_a_day, rename_an_entry

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY = "2031-03-10"
ONE = {"id": "one", "by": "courier"}
VIEW = {"id": "view", "kind": "judgement", "by": "courier", "sector": "ridge"}
WORDS = {"date": DAY, "kind": "correction", "reason": "A slip.", "target": "one"}
STANDS = "write what stands there now, or change it there too"

FIELDS = {
    "one": "id text by articles follows backs denies retracts via said when told_to position movement control sectors"
    " places figures evidence evidence_by credibility quote note",
    "day": "date as_of title status takeaways articles sourcing diplomacy front assessments resolutions corrections",
    "meet": "id name state date format track continues place participants refs claims",
    "view": "id kind text by articles follows refs sector track places said told_to via quote likelihood"
    " likelihood_words horizon resolves_if editor_set confidence note",
    "paper": "source title url published language archived as_of seen reprint_of",
}


@pytest.mark.parametrize("target", FIELDS)
def test_a_correction_names_a_field_of_its_target(tells: Tells, target: str) -> None:
    known = FIELDS[target].split()
    near = "note" if "note" in known else "title"

    def told(*fields: str) -> list[tuple[str, str, str, str]]:
        taken_away = [{**WORDS, "was": "It wos.", "target": target, "field": field} for field in fields]
        return tells({DAY: {"claims": [ONE], "events": {"meet": {}}, "assessments": [VIEW], "corrections": taken_away}})

    assert told(*known) == []
    listed = "write one of: " + ", ".join(f"`{name}`" for name in known)
    assert told("zzz") == [('"zzz"', "unknown-field", f"`{target}` has no field `zzz`", listed)]
    if near in known:
        [(*_, hint)] = told(f"{near}x")
        assert hint == f"did you mean `{near}`?"


def test_a_correction_changes_the_words(tells: Tells) -> None:
    words = {**WORDS, "field": "text", "was": "What is told of one."}
    message = "the words before and after are the same"
    problem = ("empty-correction", message, "write what it is now")
    told = [words, {**words, "now": words["was"]}, {**words, "target": "day", "field": "sourcing.notes"}]
    assert tells({DAY: {"claims": [ONE], "corrections": told}}) == [(f'"{words["was"]}"', *problem)]
    [(_, *nothing)] = tells({DAY: {"claims": [ONE], "corrections": [{**WORDS, "field": "text"}]}})
    assert nothing == [*problem]


RICH = {
    "claims": [
        {
            **ONE,
            "text": "Boats came to Orn, and stayed.",
            "by": ["courier", "abbot"],
            "when": "2031-03",
            "figures": {"attacks": "36", "boats": "2.50"},
            "places": ["orn", "tarn-hill"],
            "position": {"plan": "accord", "party": "kestria", "is": "objects", "point": "water"},
            "quote": {"text": "So many boats", "language": "en"},
        }
    ],
    "events": {"meet": {"date": DAY}, "fair": {"date": f"2031-03-08/{DAY}"}, "walk": {"date": "2031-03-09/.."}},
    "articles": {"other": {"seen": f"{DAY}T20:00Z"}},
}


@pytest.mark.parametrize(
    ("target", "field", "now", "stands"),
    [
        ("one", "text", "Boats came to Orn, and stayed.", None),
        ("one", "text", "came to  Orn", None),
        ("one", "text", "stayed, Boats", "Boats came to Orn, and stayed."),
        ("one", "text", "boat", "Boats came to Orn, and stayed."),
        ("one", "by", "abbot", None),
        ("one", "by", "abbot, courier", None),
        ("one", "by", "far-wire", "courier, abbot"),
        ("one", "places", "orn, tarn-hill", None),
        ("one", "places", "tarn-hill, river", "orn, tarn-hill"),
        ("one", "figures", "boats: 2.5, attacks: 36", None),
        ("one", "figures", "attacks: 3", "attacks: 36, boats: 2.5"),
        ("one", "figures.attacks", "36", None),
        ("one", "figures.attacks", "40", "36"),
        ("one", "figures.attacks", "6", "36"),
        ("one", "figures", "boats: 2.500", None),
        ("one", "figures", "attacks: 36, boats: 2", "attacks: 36, boats: 2.5"),
        ("one", "figures.boats", "2.5", None),
        ("one", "figures.boats", "2.50", None),
        ("one", "figures.boats", "2", "2.5"),
        ("one", "figures.attacks", "36.0", None),
        ("one", "figures.attacks", "~36", "36"),
        ("one", "figures.attacks", "36 attacks", "36"),
        ("one", "when", "2031-03", None),
        ("one", "when", "2031", "2031-03"),
        ("one", "said", DAY, ""),
        ("one", "position", "is: objects", None),
        ("one", "position.is", "objects", None),
        ("one", "position.is", "accepts", "objects"),
        ("one", "quote.text", "So many boats", None),
        ("meet", "date", DAY, None),
        ("fair", "date", f"2031-03-08/{DAY}", None),
        ("fair", "date", DAY, f"2031-03-08/{DAY}"),
        ("walk", "date", "2031-03-09/..", None),
        ("walk", "date", "2031-03-09", "2031-03-09/.."),
        ("other", "seen", f"{DAY}T20:00Z", None),
        ("other", "seen", f"{DAY}T20:01Z", f"{DAY}T20:00Z"),
        ("day", "sourcing.limits", "All of it is invented.", None),
        ("day", "sourcing.limits", "Some of it is invented.", "All of it is invented."),
        ("day", "takeaways", "This is to know of one.", None),
    ],
)
def test_what_stands_there_now_is_what_a_correction_says(
    tells: Tells, target: str, field: str, now: str, stands: str | None
) -> None:
    """A part of the words, an entry of a mapping and an item of a list are enough."""
    correction = {**WORDS, "target": target, "field": field, "now": now}
    message = f"`{field}` of `{target}` is not that now: `{stands}`"
    problem = (f'"{now}"', "correction-does-not-fit", message, STANDS)
    assert tells({DAY: {**RICH, "corrections": [correction]}}) == ([problem] if stands is not None else [])


def test_what_the_message_cuts_stands_in_the_hint(tells: Tells) -> None:
    """Of takeaways, the text that is most like the words. What is longer than any text is not told whole."""
    long, one = "So it stands. " * 10, {**WORDS, "field": "text", "now": "Zzz"}
    claims = [{**ONE, "text": long}, {**ONE, "id": "two", "text": long.replace("So", "Yet")}]
    takeaways = [{"text": "Nothing\n  came.", "refs": ["one"]}, {"text": "Something came.", "refs": ["two"]}]
    heads = {**WORDS, "target": "day", "field": "takeaways", "now": "Nothing comes."}
    corrections = [one, heads]
    told = tells({DAY: {"claims": claims, "takeaways": takeaways, "corrections": corrections}})
    assert [hint for *_, hint in told] == [f"{STANDS}: `{long.strip()}`", f"{STANDS}: `Nothing came.`"]
    many = [{**ONE, "id": f"c{number}", "text": long} for number in range(20)]
    [(*_, hint)] = tells({DAY: {"claims": many, "corrections": [{**one, "target": "day", "field": "front"}]}})
    assert hint == STANDS


@pytest.mark.parametrize(
    ("figure", "now", "stands"),
    [
        ("8..", "8..", None),
        ("8..", "8.0..", None),
        ("8..", "8", "8.."),
        ("..20", "20", "..20"),
        ("20..30", "20..30", None),
        ("20..30", "20", "20..30"),
        ("~40", "~40", None),
        ("~40", "40", "~40"),
        ("~20..30", "~20..30", None),
        ("0.000001", "0.000001", None),
        ("0.000001", "0.1", "0.000001"),
        ("-0.00001..0", "-0.00001..0", None),
        ("-0.00001..0", "0", "-0.00001..0"),
    ],
)
@pytest.mark.parametrize("whole", [False, True])
def test_a_figure_fits_as_the_number_that_it_is(
    tells: Tells, figure: str, now: str, stands: str | None, whole: bool
) -> None:
    """And stands in a message as a file would write it."""
    before = "attacks: " * whole
    correction = {**WORDS, "field": "figures" if whole else "figures.attacks", "now": f"{before}{now}"}
    message = f"`{correction['field']}` of `one` is not that now: `{before}{stands}`"
    problem = (f'"{before}{now}"', "correction-does-not-fit", message, STANDS)
    told = tells({DAY: {"claims": [{**ONE, "figures": {"attacks": figure}}], "corrections": [correction]}})
    assert told == ([problem] if stands else [])


@pytest.mark.parametrize(
    ("target", "field", "hint"),
    [
        ("day", "sourcing.limit", "did you mean `limits`?"),
        ("day", "title.words", "write `title`"),
        ("one", "places.orn", "write `places`"),
        ("one", "figures.boat", "did you mean `boats`?"),
        ("one", "figures.zzz", "write one of: `attacks`, `boats`"),
        ("one", "position.stance", "write one of: `plan`, `party`, `is`, `point`"),
    ],
)
def test_a_path_leads_to_what_is_there(tells: Tells, target: str, field: str, hint: str) -> None:
    correction = {**WORDS, "target": target, "field": field, "now": "It is."}
    message = f"`{target}` has no field `{field}`"
    assert tells({DAY: {**RICH, "corrections": [correction]}}) == [(f'"{field}"', "unknown-field", message, hint)]


def test_what_is_added_as_a_whole_has_no_field(tells: Tells) -> None:
    """An article, claim, event or assessment: nothing of it was there before."""
    update = {**WORDS, "kind": "update"}
    assert (
        tells({DAY: {**RICH, "corrections": [{**update, "target": name} for name in ("one", "meet", "other")]}}) == []
    )
    message = "without `field` the whole of `one` was added, and there is no `{}`"
    named = "a correction names the field that was changed"
    hint = "add `field: …`; or write `kind: update` for a claim, event, assessment or article that was added"
    wrong = [{**update, "was": "A word", "now": "A word more"}, WORDS, {**update, "target": "day"}]
    assert tells({DAY: {**RICH, "corrections": wrong}}) == [
        ('"was"', "correction-does-not-fit", message.format("was"), "add `field: …`, or take `was` away"),
        ('"now"', "correction-does-not-fit", message.format("now"), "add `field: …`, or take `now` away"),
        ('"correction"', "correction-does-not-fit", named, hint),
        ('"update"', "correction-does-not-fit", named, hint),
    ]


def test_of_a_field_that_the_file_lacks_no_words_are_told(tells: Tells) -> None:
    correction = {**WORDS, "target": "day", "field": "takeaways", "now": "It is."}
    assert [code for _, code, *_ in tells({DAY: {**RICH, "takeaways": "x", "corrections": [correction]}})] == [
        "not-a-list"
    ]


FIGURE = st.from_regex(r"\A(~?[0-9]{1,2}|[0-9]{1,2}\.\.|\.\.[0-9]{1,2}|[0-9]\.[0-9]{1,2}[1-9])\Z")
FIGURES = st.dictionaries(st.sampled_from(["attacks", "boats"]), FIGURE, max_size=2)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("text"), st.sampled_from(["Boats came.", "Boats came, they say.", "Nobody came."])),
        st.tuples(st.sampled_from(["figures.attacks", "figures.boats"]), st.none() | FIGURE),
        st.tuples(st.just("figures"), FIGURES),
    ),
    max_size=6,
)


def written(claim: dict[str, Any], field: str) -> str | None:
    """What stands in a field, as an editor would write it down; None where nothing does."""
    first, _, last = field.partition(".")
    found = claim[first].get(last) if last else claim[first]
    return (", ".join(f"{name}: {one}" for name, one in found.items()) or None) if isinstance(found, dict) else found


def history(steps: list[tuple[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A claim after all that was changed in it, day by day, and the corrections that tell of it."""
    claim: dict[str, Any] = {**ONE, "text": "Nothing moved.", "figures": {"attacks": "36"}}
    told = []
    for count, (field, value) in enumerate(steps):
        was, (first, _, last) = written(claim, field), field.partition(".")
        claim[first] = {**claim[first], last: value} if last else value
        if first == "figures":
            claim[first] = {name: number for name, number in claim[first].items() if number is not None}
        now = written(claim, field)
        if was != now:
            one = {**WORDS, "date": f"{dt.date(2031, 3, 11) + dt.timedelta(count)}", "field": field}
            told.append(one | {name: words for name, words in (("was", was), ("now", now)) if words is not None})
    return claim, told


def corrected(claim: dict[str, Any], told: list[dict[str, Any]]) -> list[tuple[Any, str]]:
    """The number and code of each problem that is told of a claim's corrections."""
    data = full(DAY, {"claims": [dict(claim)], "corrections": told})
    document, _ = read(json.dumps(data).encode(), "f.yml")
    assert document is not None
    day, _, problems = interpret(document, Day)
    assert day is not None
    assert problems == []
    file = DayFile("", day, frozenset(), frozenset(), False, (), lambda: document)
    return [(found.path[1], found.code) for found in corrections.fit(cast(Any, None), file)]


@given(STEPS, st.randoms(use_true_random=False))
def test_a_true_history_fits_in_whatever_order_it_stands(steps: list[tuple[str, Any]], rng: random.Random) -> None:
    """Entries are added and never removed: only the newest word on a field, or on a part of it, still stands."""
    claim, told = history(steps)
    rng.shuffle(told)
    assert corrected(claim, told) == []


@given(STEPS, st.randoms(use_true_random=False))
def test_the_newest_word_is_told_where_it_is_not_true(steps: list[tuple[str, Any]], rng: random.Random) -> None:
    claim, told = history(steps)
    if told and "now" in told[-1]:
        told[-1]["now"] = "Zzz"
        last = told[-1]
        rng.shuffle(told)
        assert corrected(claim, told) == [(told.index(last), "correction-does-not-fit")]


def test_of_two_on_one_day_the_lower_is_the_newer(tells: Tells) -> None:
    first, second = ({**WORDS, "field": "figures.attacks", "was": was, "now": now} for was, now in ("12", "23"))
    claims = [{**ONE, "figures": {"attacks": 3}}]
    assert tells({DAY: {"claims": claims, "corrections": [first, second]}}) == []
    assert [mark for mark, *_ in tells({DAY: {"claims": claims, "corrections": [second, first]}})] == ['"2"']


def test_what_adds_has_no_field() -> None:
    some: Any = {**WORDS, "was": "A", "now": "B"}
    assert [Correction(**some, field=field).adds for field in (None, "text")] == [True, False]


def test_a_world_of_which_anything_may_change_is_corrected_and_renamed_too(tmp_path: Path) -> None:
    """What would be refused is taken back: random histories would have none."""
    world, rng = World(tmp_path / "world"), random.Random(1)
    for what in (add_a_day, correct_a_day, correct_a_day, rename_an_entry, correct_a_day):
        change(world, rng, what)
    assert [len(day["corrections"]) for day in world.days.values()] == [3]
    assert "orn" not in world.registry["places"]
