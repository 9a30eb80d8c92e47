"""One spelling for a place in our own words, and whose words are ours."""

from collections.abc import Callable
from typing import Any

import pytest

Tells = Callable[..., list[tuple[str, str, str, str]]]
DAY = "2031-03-10"
PLACES = {
    "places": {
        "tarn": {"name": "Tarn", "names": {"other": ["Tharn"]}},
        "ferry": {"name": "Ferry", "names": {"preferred": {"uk": "Пором"}, "historic": [{"name": "Old Ferry"}]}},
    }
}
HINT = "write it so; or put the name in quotation marks, if it is a source's own word"
SLIP = "Boats at Tharn."


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("To “Tharn” and Tharn.", ["Tharn"]),
        ('To "Tharn" go.', []),
        ("To «Tharn» go.", []),
        ("To ‘Tharn’ go.", []),
        ("To `Tharn` go.", []),
        ("See [Tharn](https://x.example/Tharn).", ["Tharn"]),
        ("See [it](https://x.example/Tharn).", []),
        ("To Tharns and xTharn.", []),
        ("Tharn, so.", ["Tharn"]),
        ("To tharn, Tarn and Ferry.", []),
        ("To Пором, Tharn, Old Ferry and Tharn.", ["Old Ferry", "Пором", "Tharn"]),
        ("Tharn", []),
    ],
)
def test_a_name_outside_of_quotation_marks(tells: Tells, text: str, told: list[str]) -> None:
    ours = {"Tharn": "Tarn", "Old Ferry": "Ferry", "Пором": "Ferry"}
    assert tells({DAY: {"claims": [{"id": "one", "by": "courier", "text": text}]}}, PLACES) == [
        (f'"{text}"', "other-spelling", f"this site writes `{ours[name]}`, not `{name}`", HINT) for name in told
    ]


def claim(**fields: Any) -> dict[str, Any]:
    return {"claims": [{"id": "one", "by": "courier", **fields}]}


VIEW = {"id": "view", "kind": "judgement", "by": "courier", "sector": "ridge"}


@pytest.mark.parametrize(
    ("told", "ours"),
    [
        (claim(note=SLIP), True),
        (claim(told_to=SLIP), False),
        (claim(quote={"text": SLIP, "language": "en"}), False),
        (claim(event="meet") | {"events": {"meet": {"name": SLIP}}}, True),
        (claim(control={"party": "kestria", "part": SLIP}, places=["orn"]), True),
        (claim() | {"assessments": [{**VIEW, "text": SLIP}]}, True),
        (claim() | {"assessments": [{**VIEW, "likelihood_words": SLIP}]}, False),
        (claim() | {"articles": {"other": {"title": SLIP}}}, False),
    ],
)
def test_whose_words_are_ours(tells: Tells, told: Any, ours: bool) -> None:
    message = "this site writes `Tarn`, not `Tharn`"
    assert tells({DAY: told}, PLACES) == ([(f'"{SLIP}"', "other-spelling", message, HINT)] if ours else [])


def test_without_other_names_nothing_is_told(tells: Tells) -> None:
    assert tells({DAY: claim(text=SLIP)}) == []
