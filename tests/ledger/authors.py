"""Authors who point at a claim in a way that the check refuses, and who obey its hints until it takes their claim."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from hypothesis import strategies as st

from daybrief.diagnostics import Diagnostic
from daybrief.model.statements import POINTERS
from tests.ledger.telling import Compact

Choose: TypeAlias = Callable[[list[str]], str]
TOLD, BEFORE, LATER, AFTER = "2031-03-03", "2031-03-01", "2031-03-05", "2031-03-09"
"""The day of the matter, an earlier one, one on which its author may write too, and a later one."""
NO_OFFICE = ("kestria-blog-one", "grey-herald", "grey-evening", "abbot", "walker")
WRITERS = ("kestria-army", "kestria-general", "morvane-army", "morvane-ministry", "far-wire", *NO_OFFICE)
MINDS = {
    "denies-itself": ["retracts", "follows"],  # he takes his word back, or time went on
    "another-time": ["when", "follows"],  # he means the time of the claim, or tells of another
    "figures-do-not-fit": ["denies", "follows"],  # he says that the number is wrong, or has one of his own
    "retracts-another": ["denies"],
}
"""What an author may have in mind whose pointer is refused under a code: the word for it must stand in the hint."""
REFUSALS = ("not-an-opening-claim", *MINDS)
"""Refused pointers."""


@dataclass
class Author:
    """Who writes a claim that points at one of a matter, and what he means by it."""

    matter: list[dict[str, Any]]
    """Two opening claims, and one that backs or denies one or both."""
    claim: dict[str, Any]
    date: str
    meant: dict[str, bool]
    """By opening claim: whether he speaks for it or against it."""
    neither: set[str] = field(default_factory=set)
    """Those from which he goes on, or of whose matter he takes something back: he speaks neither for nor against."""

    def days(self) -> dict[str, Compact]:
        """What is written by now."""
        claims = {TOLD: {"claims": self.matter}}
        return {**claims, self.date: {"claims": [*(self.matter if self.date == TOLD else ()), self.claim]}}

    def obey(self, problem: Diagnostic, choose: Choose) -> None:
        """Do what a hint says; where that depends on what he has in mind, `choose` decides."""
        if problem.code == "not-an-opening-claim":
            found = re.search(r"`(backs|denies): \[?([^`\]]+)\]?`", problem.hint)
            assert found, problem.hint
            word, references = found[1], found[2].split(", ")
        else:
            word, references = choose(MINDS[problem.code]), []
            assert f"`{word}`" in problem.hint
        if word == "when":
            self.claim["when"] = TOLD
            return
        named = re.findall(r"`([^`]+)`", problem.message)
        how, reference = next((how, one) for how in POINTERS for one in self.claim.get(how, ()) if one in named)
        self.claim[how].remove(reference)
        self.claim[word] = list(dict.fromkeys([*self.claim.get(word, ()), *(references or [reference])]))
        openings = _openings(self.matter, reference)
        if word in ("follows", "retracts"):
            self.neither.update(openings)
        elif problem.code == "figures-do-not-fit":  # only who says that the number is wrong denies
            self.meant |= dict.fromkeys(openings, False)


def _openings(matter: list[dict[str, Any]], reference: str) -> list[str]:
    """The claims that opened the matters of one."""
    told = next(one for one in matter if one["id"] == reference.rpartition("/")[2])
    return [*(told.get("backs") or told.get("denies") or [told["id"]])]


def _body(speaker: str) -> str:
    return "grey-press" if speaker.startswith("grey-") else speaker


@st.composite
def authors(draw: Any, code: str) -> Author:
    """An author whose pointer is refused under that code, perhaps under others too."""

    def one(*of: str) -> str:
        found: str = draw(st.sampled_from(of))
        return found

    matter: list[dict[str, Any]] = [{"id": name, "by": one(*WRITERS)} for name in ("o", "p")]
    said = {_body(told["by"]) for told in matter}
    openings = draw(st.sampled_from([["o"], ["o", "p"]]))
    how = one("backs", "denies")
    matter.append({"id": "joins", "by": one(*(who for who in WRITERS if _body(who) not in said)), how: openings})
    target = {"not-an-opening-claim": "joins", "another-time": "o", "figures-do-not-fit": "o"}.get(code) or one(
        "o", "joins"
    )
    pointer = {
        "denies-itself": "denies", "figures-do-not-fit": "backs", "retracts-another": "retracts",
    }.get(code) or one("backs", "denies")  # fmt: skip
    speaker: str = next(told["by"] for told in matter if told["id"] == target)
    others = [who for who in NO_OFFICE if _body(who) != _body(speaker)]
    date = one(TOLD, LATER)
    claim: dict[str, Any] = {
        "id": "x",
        "by": {"denies-itself": speaker, "retracts-another": one(*others)}.get(code) or one(*WRITERS),
        pointer: [target if date == TOLD else f"{TOLD}/{target}"],
    }
    if code == "another-time":
        claim["when"] = one(BEFORE, AFTER)
    elif code == "figures-do-not-fit" or draw(st.booleans()):
        claim["when"] = TOLD if code == "figures-do-not-fit" else one(BEFORE, TOLD, AFTER)
    if code == "figures-do-not-fit" or openings == ["o"]:
        matter[0]["figures"] = {"boats": "8..9"}
        claim["figures"] = {"boats": "7" if code == "figures-do-not-fit" else one("7", "8")}
    beside = target == "o" or how == "backs"
    return Author(matter, claim, date, dict.fromkeys(_openings(matter, target), beside == (pointer == "backs")))
