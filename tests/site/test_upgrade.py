"""The days of this site as they were in model 1, as `daybrief upgrade` rewrites them."""

import re
from pathlib import Path
from typing import Any

from daybrief.commands.model_2 import undecided
from daybrief.source import read
from tests.commands.test_upgrade import as_model_2, rewritten
from tests.projects import ROOT

WERE = sorted((Path(__file__).parent / "model_1").glob("*.yml"))


def test_nothing_goes_but_lines_and_nothing_comes_but_spans() -> None:
    days = [path.read_bytes() for path in WERE]
    assert len(days) == 7
    for data in days:
        day, _ = read(data, "day.yml")
        assert day is not None
        made, now = rewritten(data)
        assert now.data == as_model_2(day.data)
        assert {problem.message.split("`")[1] for problem in undecided(now)} <= {"next", "until", "evidence"}
        before, after = (text.decode().splitlines() for text in (data, made))
        assert all(re.match(r" +(evidence: none$|until: |date: )", line) for line in before if line not in after)
        assert all(re.match(r" +date: .*/", line) for line in after if line not in before)


def texts(day: dict[str, Any]) -> dict[str, str]:
    """What each claim and assessment of a day says, by its id."""
    told = [*day.get("diplomacy", ()), *day.get("front", ())]
    claims = [claim for one in told for claim in one["claims"]]
    return {one["id"]: one["text"] for one in [*claims, *day.get("assessments", ())]}


def test_no_statement_of_those_days_is_gone_or_says_another_thing_without_a_correction() -> None:
    for path in WERE:
        _, now = rewritten(path.read_bytes())
        day, _ = read((ROOT / "briefings/2025" / path.name).read_bytes(), path.name)
        assert day is not None
        here = texts(day.data)
        corrected = {(one["target"], one.get("field"), one.get("was")) for one in day.data.get("corrections", ())}
        for name, text in texts(now.data).items():
            assert name in here, path.name
            assert here[name] == text or (name, "text", text) in corrected, path.name
        takeaways = {takeaway["text"] for takeaway in day.data["takeaways"]}
        for takeaway in now.data["takeaways"]:
            text = takeaway["text"]
            assert text in takeaways or ("day", "takeaways", text) in corrected, path.name
