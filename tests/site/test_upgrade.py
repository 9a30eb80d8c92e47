"""The days of this site, as `daybrief upgrade` rewrites them."""

import re

from daybrief.commands.model_2 import undecided
from daybrief.source import read
from tests.commands.test_upgrade import as_model_2, rewritten
from tests.projects import ROOT


def test_nothing_goes_but_lines_and_nothing_comes_but_spans() -> None:
    days = [path.read_bytes() for path in (ROOT / "briefings").glob("2*/*.yml")]
    assert len(days) >= 7
    for data in days:
        day, _ = read(data, "day.yml")
        assert day is not None
        made, now = rewritten(data)
        assert now.data == as_model_2(day.data)
        assert {problem.message.split("`")[1] for problem in undecided(now)} <= {"next", "until", "evidence"}
        before, after = (text.decode().splitlines() for text in (data, made))
        assert all(re.match(r" +(evidence: none$|until: |date: )", line) for line in before if line not in after)
        assert all(re.match(r" +date: .*/", line) for line in after if line not in before)
