"""`make mutate`: small changes to the program, one at a time, and which of them no test notices.

Each change is made in a copy of the project, and the test files that run the changed line are run there. Which files
run which lines is measured once, also within the commands that tests start, and kept until the program is another.
"""

import argparse
import random
import shutil
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from itertools import accumulate, chain
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
from coverage import CoverageData
from coverage.exceptions import DataError

from bench.copies import Copies
from bench.mutants import Mutant, choose

T = TypeVar("T")
R = TypeVar("R")
ROOT = Path(__file__).parent.parent
KNOWN = Path(__file__).with_name("equivalent.tsv")
PYTEST = ("-m", "pytest", "-q", "-x", "--no-header", "--tb=no", "-p", "no:randomly", "-m")
QUICK, SLOW = "not slow and not browser", "slow and not browser"
COVERAGE = """
[run]
source = {package}
parallel = true
data_file = {data}
patch = subprocess, fork, _exit
sigterm = true
disable_warnings = no-data-collected, module-not-imported
"""


class Measured(msgspec.Struct, frozen=True):
    """What one test file takes and runs."""

    seconds: float
    lines: dict[str, list[int]]
    """By file of the program."""


class Reach(NamedTuple):
    """What the tests reach."""

    seconds: dict[str, float]
    """By test file: what it takes."""
    lines: dict[str, dict[int, list[str]]]
    """By file of the program and line: the test files that run it."""

    def tests(self, one: Mutant, budget: float) -> list[str]:
        """The test files that run a line, within so many seconds.

        First those of its module, then of the same folder, then those that run the most of the module for their time.
        """
        lines = self.lines.get(one.file, {})
        # Python does not tell of each line of a long statement that it runs it.
        found = lines.get(one.line) or lines.get(one.statement, [])
        run = Counter(chain.from_iterable(lines.values()))

        def order(test: str) -> tuple[bool, bool, float, str]:
            return *_distance(one, test), self.seconds[test] / run[test], test

        wanted = sorted(found, key=order)
        spent = accumulate(self.seconds[test] for test in wanted)
        return [test for test, until in zip(wanted, spent, strict=True) if until <= budget] or wanted[:1]

    def near(self, one: Mutant) -> list[str]:
        """The test files of a module, and of the same folder: their slow tests may notice what no quick one does."""
        return sorted(test for test in self.seconds if not all(_distance(one, test)))


def _distance(one: Mutant, test: str) -> tuple[bool, bool]:
    """Whether a test file is of another module, and of another folder."""
    module, path = Path(one.file), Path(test)
    return path.stem != f"test_{module.stem}", module.parent.name not in path.parts


class Outcome(NamedTuple):
    """What became of a change."""

    mutant: Mutant
    noticed: bool
    how: str


class Mutation:
    """The changes to one project."""

    def __init__(self, root: Path, package: str, jobs: int, tell: Callable[[str], None] = print) -> None:
        self.root, self.package, self.jobs, self.tell = root, package, jobs, tell
        self.work = root / ".cache/mutate"
        files = sorted((root / package).rglob("*.py"))
        self.sources = {file.relative_to(root).as_posix(): file.read_bytes() for file in files}
        self.copies = Copies(root, self.work / "copies", jobs)

    def reach(self) -> Reach:
        """Which test files run which lines. Raises RuntimeError if a test fails as things are."""
        tests = [file.relative_to(self.root).as_posix() for file in sorted(self.root.glob("tests/**/test_*.py"))]
        around = _digest(self.root, [self.package, "tests", "templates", "requirements"], without=tests)
        kept = {test: self.work / "reach" / f"{_flat(test)}-{_digest(self.root, [test])}-{around}" for test in tests}
        for old in {*self.work.glob("reach/*")} - {*kept.values()}:
            old.unlink()
        missing = [test for test in tests if not kept[test].is_file()]
        if missing:
            self.tell(f"Running {len(missing)} test files, to see which lines they run (once).")
            self._each(lambda test: _save(kept[test], self._measured(test)), missing)
        found = {test: msgspec.json.decode(file.read_bytes(), type=Measured) for test, file in kept.items()}
        lines: dict[str, dict[int, list[str]]] = {file: {} for file in self.sources}
        for test, one in found.items():
            for file, numbers in one.lines.items():
                for number in numbers:
                    lines.setdefault(file, {}).setdefault(number, []).append(test)
        start = min(one.seconds for one in found.values())  # what Python and pytest take, once for all files of a run
        return Reach({test: one.seconds - start for test, one in found.items()}, lines)

    def _measured(self, test: str) -> Measured:
        data = self.work / "data" / _flat(test)
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        config = data / "config"
        config.write_text(COVERAGE.format(package=Path(self.package).name, data=data / "lines"), encoding="utf-8")
        started = time.perf_counter()
        command = ["-m", "coverage", "run", f"--rcfile={config}", *PYTEST, QUICK, test]
        code, said = self.copies.run(command, 900)
        if code not in (0, 5):  # 5: none but slow ones
            # Coverage itself speaks up if a signal comes while it starts in a forked process.
            code, said = self.copies.run(command, 900)
        if code not in (0, 5):
            raise RuntimeError(f"{test} fails before anything is changed:\n{said}")
        seconds = time.perf_counter() - started
        lines: dict[str, set[int]] = {}
        for found in filter(None, map(_read, data.glob("lines.*"))):
            for path in found.measured_files():
                name = "/".join(Path(path).relative_to(self.work / "copies").parts[1:])
                lines.setdefault(name, set()).update(found.lines(path) or ())
        return Measured(seconds, {name: sorted(numbers) for name, numbers in lines.items()})

    def outcomes(self, chosen: Sequence[Mutant], reach: Reach, budget: float, seed: int) -> list[Outcome]:
        """What becomes of each change, where each is given so many seconds of tests."""

        def look(one: Mutant) -> Outcome:
            tests = reach.tests(one, budget)
            if not tests:
                return Outcome(one, False, "no test runs it")
            changed = one.applied(self.sources[one.file])
            patience = 60 + 4 * sum(reach.seconds[test] for test in tests)
            seeded = f"--hypothesis-seed={seed}"
            code, _ = self.copies.run([*PYTEST, QUICK, seeded, *tests], patience, one.file, changed)
            if code in (0, 5) and (near := reach.near(one)):
                code, _ = self.copies.run([*PYTEST, SLOW, seeded, *near], 900, one.file, changed)
            noticed = code not in (0, 5)
            self.tell(f"{'noticed ' if noticed else 'survived'} {one.file}:{one.line} {one.kind}")
            return Outcome(one, noticed, f"{len(tests)} test files")

        # In no order: what has been told of a run that is ended early is a fair part of it.
        mixed = random.Random(seed).sample(chosen, len(chosen))
        return sorted(self._each(look, mixed))

    def _each(self, work: Callable[[T], R], items: Sequence[T]) -> list[R]:
        with ThreadPoolExecutor(self.jobs) as pool:
            try:
                return list(pool.map(work, items))
            except BaseException:  # Ctrl-C: what runs has a session of its own, and hears nothing of it
                self.copies.end()
                raise


def _read(file: Path) -> CoverageData | None:
    """What one process ran; None of one that was killed while it wrote that down."""
    found = CoverageData(str(file))
    try:
        found.read()
    except DataError:
        return None
    return found


def _flat(test: str) -> str:
    return test.replace("/", "-")


def _digest(root: Path, names: Sequence[str], without: Sequence[str] = ()) -> str:
    digest = blake2b(digest_size=8)
    for path in (root / name for name in names):
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            name = file.relative_to(root).as_posix()
            if file.is_file() and "__pycache__" not in file.parts and name not in without:
                digest.update(f"{name}\0".encode() + blake2b(file.read_bytes()).digest())
    return digest.hexdigest()


def _save(file: Path, measured: Measured) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.encode(measured))


def known(file: Path) -> list[tuple[str, str, str]]:
    """Changes that change nothing anybody can see: file, line before, line after, and why, on a line each."""
    rows = [line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] not in ("", "#")]
    assert all(len(row) == 4 and row[3] for row in rows), "each has its reason"
    return [(row[0], row[1], row[2]) for row in rows]


def report(outcomes: Sequence[Outcome], sources: dict[str, bytes]) -> str:
    """What survived, with its change, and how many were noticed."""
    lines = []
    for mutant, noticed, how in outcomes:
        if not noticed:
            was, now = mutant.lines(sources[mutant.file])
            lines += [f"{mutant.file}:{mutant.line}: {mutant.kind}, survived {how}", f"  - {was}", f"  + {now}"]
    count = sum(one.noticed for one in outcomes)
    return "\n".join([*lines, f"{count} of {len(outcomes)} changes were noticed: {count / max(len(outcomes), 1):.0%}."])


def main() -> None:
    """Make changes, run what fits each, and tell which ones survived."""
    parser = argparse.ArgumentParser(prog="python -m bench.mutate", description=__doc__)
    parser.add_argument("--seed", type=int, default=0, help="another seed makes other changes")
    parser.add_argument("--count", type=int, default=100, help="how many changes")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument("--budget", type=float, default=300, help="seconds of tests for each change")
    chosen = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    mutation = Mutation(ROOT, "generator/daybrief", chosen.jobs)
    some = choose(mutation.sources, chosen.count, chosen.seed, known(KNOWN))
    outcomes = mutation.outcomes(some, mutation.reach(), chosen.budget, chosen.seed)
    print(report(outcomes, mutation.sources))


if __name__ == "__main__":
    main()
