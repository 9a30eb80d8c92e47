"""Another commit beside this one: the same days, built by both in turn, so that a busy machine is busy for both."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import corpus
from bench.measure import run
from bench.older import Known

PAIRS = 5


@dataclass(frozen=True, slots=True)
class Side:
    """A program, and the project that it builds."""

    root: Path
    """Its checkout."""
    bin: Path
    """Where its environment has commands."""
    project: Path

    def lay(self, days: int, seed: int) -> None:
        """Write its project: the same days as the other's, as far as its program knows what they say."""
        shutil.rmtree(self.project, ignore_errors=True)
        old = (self.root / "templates/theme").is_dir()  # sites had all templates, and a theme and a search of their own
        if old:
            shutil.copytree(self.root / "templates", self.project / "templates")
        corpus.write(self.project, days, seed, "templates/theme" if old else "templates", Known(self.root))
        if old:
            settings = self.project / "mkdocs.yml"
            settings.write_text(settings.read_text(encoding="utf-8").replace("  - search\n", ""), encoding="utf-8")
        subprocess.run([self.bin / "python", "-m", "compileall", "-q", self.root / "generator"], check=True)

    def add(self, number: int, seed: int) -> None:
        """Add a day to it: the same as to the other."""
        corpus.add(self.project, number, seed, Known(self.root))

    def cold(self) -> float:
        """The CPU of a build from nothing, in seconds."""
        for folder in ("site", ".cache"):
            shutil.rmtree(self.project / folder, ignore_errors=True)
        return self.build()

    def build(self) -> float:
        """The CPU of a build on the last one, in seconds."""
        return run([self.bin / "daybrief", "-f", "mkdocs.yml", "build"], self.project, PYTHONPATH=str(self.root)).cpu


@contextmanager
def checkout(ref: str, root: Path) -> Iterator[Path]:
    """A worktree of `ref`, a commit of the repository at `root`, with an environment of its own; gone afterwards.

    Raises CalledProcessError for a commit that is not there, or whose Makefile has no `install`.
    """
    with TemporaryDirectory(prefix="daybrief-against-") as name:
        tree = Path(name, "tree")
        git = ["git", "-C", str(root), "worktree"]
        subprocess.run([*git, "add", "--quiet", "--detach", tree, ref], check=True)
        try:
            # Not the environment that this runs in: a link to another Python would be all that is new.
            python = os.path.realpath(sys.executable)
            clean = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}
            install = ["make", "--silent", "-C", str(tree), "install", f"PYTHON={python}"]
            subprocess.run(install, check=True, env=clean, stdout=sys.stderr)
            yield tree
        finally:
            subprocess.run([*git, "remove", "--force", tree], check=True)


def as_it_is(root: Path) -> str:
    """A commit of the files that git tracks, as they are now; no branch leads to it."""
    identity = ("-c", "user.name=bench", "-c", "user.email=bench@localhost")
    done = subprocess.run(["git", "-C", root, *identity, "stash", "create"], capture_output=True, text=True, check=True)
    return done.stdout.strip() or "HEAD"


def compare(ref: str, days: int, seed: int, folder: Path, root: Path = corpus.ROOT) -> str:
    """A table of what builds cost here and at `ref`, as Markdown."""
    # Both from checkouts: with what the tests need installed beside it, a program takes longer to start.
    with checkout(as_it_is(root), root) as own, checkout(ref, root) as tree:
        here, there = (Side(one, one / ".venv/bin", folder / name) for one, name in ((own, "here"), (tree, "there")))
        for side in (here, there):
            side.lay(days, seed)
        costs = paired(here, there, lambda side, number: side.add(days + number, seed))
    return table(ref, days, costs)


def paired(
    here: Side, there: Side, add: Callable[[Side, int], None], pairs: int = PAIRS
) -> dict[str, list[tuple[float, float]]]:
    """By work: what it cost here and there, pair by pair. Who is first changes from pair to pair."""
    costs: dict[str, list[tuple[float, float]]] = {"cold": [], "one new day": []}
    for number in range(pairs):
        order = (here, there) if number % 2 == 0 else (there, here)
        cold = {side: side.cold() for side in order}
        for side in order:
            add(side, number)
        new = {side: side.build() for side in order}
        for work, cost in (("cold", cold), ("one new day", new)):
            costs[work].append((cost[here], cost[there]))
            print(f"{work}: {cost[here]:.2f} s here, {cost[there]:.2f} s there", file=sys.stderr, flush=True)
    return costs


def table(ref: str, days: int, costs: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """Medians of CPU, and of its ratios pair by pair with their range."""
    lines = [f"{days:,} days|CPU at {ref}, s|CPU here, s|ratio|from|to", "---|---|---|---|---|---"]
    for work, pairs in costs.items():
        ratios = sorted(here / there for here, there in pairs)
        numbers = (median(there for _, there in pairs), median(here for here, _ in pairs), median(ratios))
        lines.append("|".join([work, *(f"{number:.2f}" for number in (*numbers, ratios[0], ratios[-1]))]))
    return "\n".join(f"|{line}|" for line in lines)
