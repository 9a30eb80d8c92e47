"""Mentions of entries: all that a day names is found, and can be called otherwise."""

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from daybrief.model.day import Day
from daybrief.model.references import mentions, renamed
from daybrief.model.registry import KINDS
from daybrief.model.validation import interpret
from daybrief.source import read
from tests.cases import CORPUS


def everything() -> Day:
    document, _ = read((CORPUS / "valid/everything.yml").read_bytes(), "f.yml")
    assert document is not None
    day, _, problems = interpret(document, Day)
    assert day is not None
    assert problems == []
    return day


DAY = everything()
NAMED = sorted({(mention.kind, mention.id) for mention in mentions(DAY)})


def test_a_day_that_has_every_field_names_entries_of_every_kind() -> None:
    """An actor only as one who speaks, who may be a source as well."""
    assert {kind for kind, _ in NAMED} == {*KINDS, "speakers", "movements", "formats", "stances"} - {"actors"}
    assert len({mention.path for mention in mentions(DAY)}) == len(list(mentions(DAY)))


@given(st.sets(st.sampled_from(NAMED)))
def test_what_has_another_id_is_called_by_it_wherever_it_is_named(some: set[tuple[str, str]]) -> None:
    """And by nothing else does the day differ."""
    new: dict[str, dict[str, str]] = {}
    for kind, name in some:
        new.setdefault(kind, {})[name] = f"new-{name}"
    old = {kind: {to: name for name, to in names.items()} for kind, names in new.items()}
    other = renamed(DAY, new)
    called = sorted({(kind, new.get(kind, {}).get(name, name)) for kind, name in NAMED})
    assert sorted({(mention.kind, mention.id) for mention in mentions(other)}) == called
    assert [m.kind for m in mentions(other)] == [m.kind for m in mentions(DAY)]
    assert renamed(other, old) == DAY
    assert (other == DAY) == (not some)
    assert replace(other, **{one.name: getattr(other, one.name) for one in fields(other)}) == other, "it is as if read"
