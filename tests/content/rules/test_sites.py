"""Sites that look alike: what is told of a day follows what other days say, also where little is looked at anew."""

from pathlib import Path

from daybrief.pipeline.check import read
from daybrief.pipeline.state import CheckState
from tests.cases import TREES, lay
from tests.projects import settings_for

CASE = next(case for case in TREES if case.name == "lookalike-sites")


def test_what_is_told_follows_the_other_days(tmp_path: Path) -> None:
    docs = lay(tmp_path / "docs", CASE)
    first = docs / "2031/2031-05-04.yml"
    checked = CheckState()
    kept = first.read_text(encoding="utf-8")
    lines = []
    for text in (kept, None, kept, kept.replace("mirror", "rnirror"), kept.replace("mirror.", "mirrors."), kept):
        first.unlink(missing_ok=True)
        if text:
            first.write_text(text, encoding="utf-8")
        _, anew, _, _ = read(settings_for(docs), CheckState())
        _, told, checked, _ = read(settings_for(docs), checked)
        assert told == anew
        lines.append([problem.line for problem in told if problem.code == "lookalike-site"])
    here = [20, 26, 32, 44, 65, 70, 74]
    alone = [20, 26, 38, 44, 65, 70, 74]
    assert lines == [here, alone, here, [14, 26, 32, 44, 56, 74], here, here]


def test_a_day_is_not_checked_again_for_a_host_that_looks_like_none(tmp_path: Path) -> None:
    docs = lay(tmp_path / "docs", CASE)
    first = docs / "2031/2031-05-04.yml"
    _, _, checked, _ = read(settings_for(docs), CheckState())
    first.write_text(first.read_text(encoding="utf-8").replace("/evening", "/night"), encoding="utf-8")
    _, _, after, _ = read(settings_for(docs), checked)
    assert after.findings["2031/2031-05-05.yml"] is checked.findings["2031/2031-05-05.yml"]
