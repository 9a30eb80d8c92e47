"""The public YAML test suite: a text is read as YAML 1.2 has it, or refused at a line of it; no wrong one is read."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from daybrief.source import read
from tests.projects import ROOT

CASES = json.loads((ROOT / "tests/hostile/yaml-test-suite/cases.json").read_text(encoding="utf-8"))
_ESCAPES = {"n": "\n", "t": "\t", "b": "\b", "r": "\r"}
_SCALAR = re.compile(r"""=VAL (?:&\S+ )?(?:<[^>]*> )?(?P<style>[:|>"'])(?P<text>.*)""")


def meant(tree: str) -> list[Any]:
    """The documents that a tree of events means: every scalar as its text, without a block's last line breaks."""
    events = (line.lstrip(" ") for line in tree.splitlines())
    return [node(next(events), events) for event in events if event.startswith("+DOC")]


def node(event: str, events: Iterator[str]) -> Any:
    if scalar := _SCALAR.fullmatch(event):
        text = re.sub(r"\\(.)", lambda found: _ESCAPES.get(found[1], found[1]), scalar["text"])
        return text.rstrip("\n") if scalar["style"] in "|>" else text
    inner = iter(lambda: next(events), event.replace("+", "-")[:4])
    if event.startswith("+SEQ"):
        return [node(item, events) for item in inner]
    assert event.startswith("+MAP"), event
    return {node(key, events): node(next(events), events) for key in inner}


def below_a_key(text: str) -> str:
    """The same text as the value of a key, for a file of ours begins with one."""
    return "k:\n" + re.sub(r"^(?=.)", "  ", text, flags=re.M)


def assert_read(case: dict[str, Any], text: str, lead: Callable[[Any], Any]) -> bool:
    """Whether the case was read, and as what it means."""
    found, problems = read(text.encode(), "f.yml")
    assert all(1 <= p.line <= text.count("\n") + 1 and p.message for p in problems)
    assert problems or not case["fail"]
    if problems:
        return False
    assert found is not None
    assert found.data == lead((meant(case["tree"]) or [""])[0])
    return True


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_a_case_is_read_as_it_is_meant_or_refused(case: dict[str, Any]) -> None:
    assert_read(case, case["yaml"], lambda data: data)
    if not re.search(r"^(?:---|\.\.\.|%)", case["yaml"], re.M):
        assert_read(case, below_a_key(case["yaml"]), lambda data: {"k": data})


def test_little_is_refused_but_what_we_do_not_take() -> None:
    """Aliases, anchors, tags, tabs, directives, `?` and documents are not read; most of the rest is."""
    plain = [
        case
        for case in CASES
        if not case["fail"] and not re.search(r"[&*!\t?%]|^(?:---|\.\.\.)|\\[nt]", case["yaml"], re.M)
    ]
    taken = [case["id"] for case in plain if assert_read(case, below_a_key(case["yaml"]), lambda data: {"k": data})]
    assert len(plain) > 90
    assert len(taken) > 0.75 * len(plain)
    assert sum(case["fail"] for case in CASES) == 94
