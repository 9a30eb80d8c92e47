"""The days of this site as they were in model 1, as `daybrief upgrade` rewrites them."""

import re
from pathlib import Path

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


def test_the_days_are_what_it_made_of_them_but_for_what_editors_had_to_decide() -> None:
    for path in WERE:
        made, now = rewritten(path.read_bytes())
        decided = [problem.line for problem in undecided(now)]
        lines = (ROOT / "briefings/2025" / path.name).read_text(encoding="utf-8").splitlines()
        missing = [n for n, line in enumerate(made.decode().splitlines(), start=1) if line not in lines]
        assert len(missing) <= 3 * len(decided), path.name
        assert all(any(at <= n <= at + 2 for at in decided) for n in missing), path.name
