"""A build does no more than it did: pages, files and calls of macros, counted on a year of invented days.

A count that is another is no fault by itself. It is told here, so that nobody finds out by waiting longer. Where it
was meant: `make test-all ARGS='-k operations --update-golden'`, and the difference is part of the change.
"""

import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from bench import corpus
from bench.edits import Edits
from bench.inside import START, Watched, watched
from daybrief.pipeline.inputs import SETTLED
from tests.projects import ROOT

GOLDEN = "operations.tsv"
DAYS = 365
OWN = ("read: templates", "read: remembered", "read: site", "looked at: site", "written: site", "written: remembered")
NEAR = {"macros called": 0.02, "files read: days and registries": 0.1, **{f"files {what}": 0.05 for what in OWN}}
"""By count: how far it may be from what is expected, as a share of it. All counts are exact. But a line more in a
template calls a macro, and a template or a style sheet more is read, looked at and written: neither is a fault. And a
file that was written just before a build is read once more by the next, unless the first was slow to begin."""


def read(text: str) -> dict[tuple[str, str], int]:
    rows = (line.split("\t") for line in text.splitlines()[1:])
    return {(work, what): int(count) for work, what, count in rows}


def differences(expected: str, found: str) -> Iterator[str]:
    """What is not as expected, a line each."""
    before, now = read(expected), read(found)
    for key in dict.fromkeys([*before, *now]):
        was, now_is = before.get(key, 0), now.get(key, 0)
        if abs(now_is - was) > NEAR.get(key[1], 0) * was:
            yield f"{key[0]}: {key[1]} {'grew' if now_is > was else 'fell'} from {was:,} to {now_is:,}"


def operations(folder: Path, days: int) -> Iterator[tuple[str, Watched]]:
    """Works on a corpus, one after the other, each with what its build did."""
    corpus.write(folder, days)
    time.sleep(SETTLED / 1e9)  # so that no file was written just before a build
    yield "cold", watched(folder)
    yield "no change", watched(folder)
    corpus.add(folder, days)
    yield "one new day", watched(folder)
    edits = Edits(folder, days + 1, seed=0)
    for work, edit in (
        ("a place moved", edits.move_place),
        ("a source renamed", edits.rename_source),
        ("an old day corrected", edits.correct_day),
    ):
        edit(0)
        yield work, watched(folder)


@pytest.mark.slow
def test_operations_are_as_many_as_before(
    tmp_path: Path, golden: Callable[[str, str], None], request: pytest.FixtureRequest
) -> None:
    rows = [
        f"{work}\t{what}\t{count}" for work, seen in operations(tmp_path, DAYS) for what, count in seen.counts.items()
    ]
    found = "\n".join(["work\twhat\tcount", *rows, ""])
    if request.config.getoption("--update-golden"):
        golden(GOLDEN, found)
    other = list(differences((ROOT / "tests/golden" / GOLDEN).read_text(encoding="utf-8"), found))
    if other:
        hint = "If that is meant: make test-all ARGS='-k operations --update-golden'"
        pytest.fail("\n".join([*other, hint]), pytrace=False)


def test_a_build_is_watched_without_being_changed(tmp_path: Path) -> None:
    cold, same, new = (seen for _, seen in islice(operations(tmp_path, 20), 3))
    assert cold.counts["pages made"] == cold.counts["pages looked at"] > 100 < cold.counts["files written: pages"]
    assert cold.counts["files read: days and registries"] > 20 < cold.counts["files read: templates"]
    assert cold.counts["programs started"] == 1, "Pagefind, once: there is no closed year"
    assert cold.phases[START] > 0.1 < cold.phases["pages · what stands around them · templates"]
    assert not {"pages made", "macros called", "files written: pages"} & same.counts.keys()
    assert 0 < new.counts["pages made"] < new.counts["pages looked at"] > cold.counts["pages looked at"]


def test_what_grew_is_told_by_its_name() -> None:
    head = "work\twhat\tcount\n"
    before = "cold\tpages made\t1000\ncold\tmacros called\t1000\ncold\tfiles read: pages\t5\n"
    assert list(differences(head + before, head + before.replace("macros called\t1000", "macros called\t1020"))) == []
    now = "cold\tpages made\t1001\ncold\tmacros called\t1021\nno change\tfiles read: pages\t1\n"
    assert list(differences(head + before, head + now)) == [
        "cold: pages made grew from 1,000 to 1,001",
        "cold: macros called grew from 1,000 to 1,021",
        "cold: files read: pages fell from 5 to 0",
        "no change: files read: pages grew from 0 to 1",
    ]
