"""Ids that entries had before, by kind, and what changes of entries say of them."""

import datetime as dt

from daybrief.model.former_ids import changes_of_today, former_ids
from daybrief.model.registry import Actor, Change, Party, Registry, Source


def change(field: str, was: str, now: str) -> Change:
    return Change(date=dt.date(2031, 3, 5), field=field, was=was, now=now, because="B")


CHANGES = (change("party", "north", "south"), change("member_of", "desk", "guard"), change("owner", "north", "desk"))
REGISTRY = Registry(
    parties={"north-bank": Party(name="N", formerly=("north",)), "south": Party(name="S")},
    sources={"gazette": Source(name="G", formerly=("courier", "guard"), changes=CHANGES)},
    actors={"news-desk": Actor(name="D", formerly=("desk", "gazette")), "guard": Actor(name="U")},
)


def test_an_id_that_is_an_entrys_today_is_no_former_one() -> None:
    found = former_ids(REGISTRY)
    assert found["parties"] == {"north": "north-bank"}
    assert found["sources"] == {"courier": "gazette", "guard": "gazette"}, "of sources alone"
    assert found["speakers"] == {"courier": "gazette", "desk": "news-desk"}, "of all who speak"
    assert found["movements"] == {}, "words have none"


def test_changes_of_a_party_or_a_body_tell_of_it_by_the_id_of_today() -> None:
    changes = changes_of_today(REGISTRY, former_ids(REGISTRY)).sources["gazette"].changes
    assert [(one.field, one.was, one.now) for one in changes] == [
        ("party", "north-bank", "south"),
        ("member_of", "news-desk", "guard"),
        ("owner", "north", "desk"),
    ]
