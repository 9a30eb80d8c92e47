"""`make bench`: builds of the corpus at several sizes, beside Hugo and Material, and what a reader waits for."""

import argparse
import math
import os
import platform
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from bench import against, corpus, reader
from bench.invented import world
from bench.markdown import addresses
from bench.measure import Cost, repeated, run
from bench.outlines import date_of
from bench.rivals import Rivals, index_all
from bench.words import COMMON

README = Path(__file__).parent / "README.md"
BIN = Path(sys.executable).parent
HEAVY = 150_000
"""Bytes of HTML that no page should exceed."""
STATEMENT = "parts/statement.html"


@dataclass(frozen=True, slots=True)
class Row:
    """One work at one size."""

    days: int
    work: str
    cost: Cost


class Project:
    """A corpus with a template of its own, so that it can be edited."""

    def __init__(self, folder: Path, days: int, seed: int, runs: int) -> None:
        self.folder, self.days, self.seed, self.runs = folder, days, seed, runs
        self.site, self.rows = folder / "site", list[Row]()
        shutil.rmtree(folder, ignore_errors=True)
        corpus.write(folder, days, seed)
        (folder / "templates/parts").mkdir()
        shutil.copy(corpus.ROOT / "templates" / STATEMENT, folder / "templates" / STATEMENT)

    def measure(self) -> None:
        """Every work of Daybrief's but the edits, from nothing on."""
        self._row("cold", self._cold)
        self._row("no change", lambda _: self._daybrief("build"))
        self._row("check, everything, warm", lambda _: self._daybrief("check"))
        newest = self.folder / "briefings" / corpus.path_of(self.days - 1)
        self._row("check, one file", lambda _: self._daybrief("check", newest))
        self._row("ledger, newest day", lambda _: self._daybrief("ledger", "--format", "json"))

    def publish(self) -> None:
        """New days, one a run."""
        self._row("one new day", self._new_day)

    def edit(self) -> None:
        """What touches old pages: the name of a source, and the template of a statement."""
        self._row("one registry edit", self._rename)
        self._row("one template edit", self._retouch)

    def rivals(self, rivals: Rivals) -> None:
        """The same pages, built by others."""
        rivals.lay(self.site)
        self._row("Hugo, cold", lambda _: rivals.hugo_build(cold=True))
        self._row("Pagefind over Hugo's site", lambda _: rivals.pagefind())
        self._row("plain Material, cold", lambda _: rivals.material_build())
        self._row("Pagefind over Daybrief's site, at once", lambda _: self._pagefind())

    def rivals_publish(self, rivals: Rivals) -> None:
        """The same new days. Pagefind has no less to do than before."""
        rivals.lay(self.site)
        self._row("Hugo, one new day", lambda _: rivals.hugo_build(cold=False))

    def _row(self, work: str, once: Callable[[int], Cost]) -> None:
        self.rows.append(Row(self.days, work, repeated(once, self.runs)))
        print(_line(self.rows[-1]), file=sys.stderr, flush=True)

    def _daybrief(self, *arguments: str | Path) -> Cost:
        return run([BIN / "daybrief", "-f", "mkdocs.yml", *arguments], self.folder, self.site)

    def _cold(self, _: int) -> Cost:
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)
        return self._daybrief("build")

    def _new_day(self, number: int) -> Cost:
        corpus.add(self.folder, self.days + number, self.seed)
        return self._daybrief("build")

    def _rename(self, number: int) -> Cost:
        name = list(world(self.seed).sources.values())[9]["name"]
        file = self.folder / "briefings/registry/sources.yml"
        renamed, count = re.subn(rf"(?m)^(  name: {name})( \d+)?$", rf"\1 {number}", file.read_text(encoding="utf-8"))
        assert count == 1, name
        file.write_text(renamed, encoding="utf-8")
        return self._daybrief("build")

    def _retouch(self, number: int) -> Cost:
        file = self.folder / "templates" / STATEMENT
        before = file.read_text(encoding="utf-8")
        after = re.sub(r'<li class="entry( edited-\d+)?"', f'<li class="entry edited-{number}"', before)
        assert before != after
        file.write_text(after, encoding="utf-8")
        return self._daybrief("build")

    def _pagefind(self) -> Cost:
        """Over a copy of links, since it writes into the site that it reads."""
        copy = self.folder / "copy"
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(self.site, copy, copy_function=os.link, ignore=shutil.ignore_patterns("pagefind*"))
        return index_all(copy)


def heavy(site: Path) -> dict[str, float | str]:
    """How large the site's HTML is."""
    sizes = {page: (site / page / "index.html").stat().st_size for page in addresses(site)}
    largest = max(sizes, key=lambda page: sizes[page])
    return {
        "pages": float(len(sizes)),
        "largest page, kB of HTML": sizes[largest] / 1000,
        "largest page": f"/{largest}",
        f"pages of more than {HEAVY // 1000} kB of HTML": float(sum(size > HEAVY for size in sizes.values())),
    }


def exponent(points: Sequence[tuple[int, float]]) -> float | None:
    """How a cost grows with the days: the slope of its logarithm on theirs. 1 is as fast, 0 is not at all."""
    logs = [(math.log(days), math.log(cost)) for days, cost in points]
    if len(logs) < 2:
        return None
    x, y = (sum(values) / len(logs) for values in zip(*logs, strict=True))
    return float(sum((a - x) * (b - y) for a, b in logs) / sum((a - x) ** 2 for a, _ in logs))


def targets(rows: Sequence[Row], at: int, read: dict[str, float | str]) -> list[tuple[str, float | None, float]]:
    """What the bench is for: each target with what was measured, and the most that it may be."""
    cost = {row.work: row.cost for row in rows if row.days == at}
    own = [row.cost for row in rows if row.days == at and not re.search("Hugo|Pagefind|Material", row.work)]

    def ratio(work: str, name: str, *others: str) -> float | None:
        known = all(other in cost for other in others)
        return float(getattr(cost[work], name) / sum(getattr(cost[o], name) for o in others)) if known else None

    def seen(name: str) -> float | None:
        return float(read[name]) if name in read else None

    grown = {w: exponent([(r.days, r.cost.wall) for r in rows if r.work == w]) for w in ("cold", "one new day")}
    indexed = "Pagefind over Hugo's site"
    return [
        ("one new day, s", cost["one new day"].wall, 2),
        ("one new day ÷ Hugo and Pagefind, wall", ratio("one new day", "wall", "Hugo, one new day", indexed), 0.1),
        ("no change, s", cost["no change"].wall, 0.7),
        ("cold ÷ Hugo and Pagefind, CPU", ratio("cold", "cpu", "Hugo, cold", indexed), 1),
        ("cold ÷ plain Material, CPU", ratio("cold", "cpu", "plain Material, cold"), 0.3),
        ("peak of any Python process, MB", max(c.python for c in own), 400),
        ("check, everything, warm, s", cost["check, everything, warm"].wall, 1),
        ("check, one file, s", cost["check, one file"].wall, 0.4),
        ("ledger, newest day, s", cost["ledger, newest day"].wall, 1),
        ("growth of cold, exponent", grown["cold"], 1.05),
        ("growth of one new day, exponent", grown["one new day"], 0.3),
        ("first search, kB beyond the page", seen("first search, kB beyond the page"), 300),
        ("first search, s", seen("first search, s from opening the page"), 1),
        ("later search, kB", seen("later search, kB"), 90),
        ("later search, s", seen("later search, s"), 0.25),
        ("day page, kB", seen("day page, kB"), 100),
        ("day page after the front page, kB", seen("day page after the front page, kB"), 28),
        ("other hosts asked", seen("other hosts asked"), 0),
        ("pages of more than 150 kB of HTML", seen("pages of more than 150 kB of HTML"), 0),
    ]


def report(rows: Sequence[Row], at: int, rivals_at: Sequence[int], read: dict[str, float | str]) -> str:
    """Everything that was measured, as Markdown."""
    without = sorted({row.days for row in rows} - set(rivals_at))
    works = list(dict.fromkeys(row.work for row in rows))
    parts = [
        machine(),
        "### Builds",
        _table(
            "days|work|wall, s|CPU, s|of it Pagefind, s|largest Python, MB|largest process, MB|written, MB",
            [_line(row) for row in rows],
        ),
        *([f"Rivals were left out at {', '.join(f'{days:,}' for days in without)} days."] if without else []),
        "### Growth",
        _table("work|exponent of wall|exponent of CPU", [_growth(work, rows) for work in works]),
        f"### A reader, at {at:,} days",
        _table("what|measured", [f"{name}|{_number(value)}" for name, value in read.items()]),
        f"### Targets, at {at:,} days",
        _table(
            "what|measured|at most|",
            [
                f"{name}|{_number(value)}|{limit:g}|{'–' if value is None else 'holds' if value <= limit else 'missed'}"
                for name, value, limit in targets(rows, at, read)
            ],
        ),
    ]
    return "\n\n".join(parts) + "\n"


def _line(row: Row) -> str:
    cost = row.cost
    memory = f"{cost.python:.0f}|{cost.peak:.0f}|{cost.written:.1f}"
    return f"{row.days:,}|{row.work}|{cost.wall:.2f}|{cost.cpu:.2f}|{cost.pagefind:.2f}|{memory}"


def _growth(work: str, rows: Sequence[Row]) -> str:
    costs = [(row.days, row.cost) for row in rows if row.work == work]
    wall, cpu = (exponent([(days, getattr(cost, name)) for days, cost in costs]) for name in ("wall", "cpu"))
    return f"{work}|{_number(wall)}|{_number(cpu)}"


def _number(value: float | str | None) -> str:
    if value is None:
        return "–"
    return value if isinstance(value, str) else f"{value:,.2f}".removesuffix(".00")


def _table(head: str, lines: Sequence[str]) -> str:
    rule = "|".join("---" for _ in head.split("|"))
    return "\n".join(f"|{line}|" for line in (head, rule, *lines))


def machine() -> str:
    """What it was measured on."""
    model = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    memory = int(Path("/proc/meminfo").read_text(encoding="utf-8").split()[1]) / 1e6
    packages = ", ".join(f"{name} {version(name)}" for name in ("mkdocs", "mkdocs-material", "pagefind", "hugo"))
    browser = subprocess.run([reader.chromium(), "--version"], capture_output=True, text=True, check=True).stdout
    return (
        f"{model[1] if model else platform.processor()}, {os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, "
        f"Python {platform.python_version()}, {packages}, {' '.join(browser.split()[:2])}."
    )


def main() -> None:
    """Measure, and print tables."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--days", type=int, nargs="+", default=[365, 3650, 10_000], help="sizes of the corpus")
    parser.add_argument("--rivals-at", type=int, nargs="*", default=[365, 3650], help="sizes at which rivals build too")
    parser.add_argument("--at", type=int, default=3650, help="the size that the reader and the targets are for")
    parser.add_argument("--runs", type=int, default=3, help="runs of a work; fewer where one takes a minute")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path(".cache/bench"), help="where projects are built")
    parser.add_argument("--write", action="store_true", help="put the tables into bench/README.md")
    parser.add_argument("--against", metavar="REF", help="another commit: build with both, in pairs, and no more")
    chosen = parser.parse_args()
    sizes = sorted(chosen.days)
    if chosen.against:
        for days in sizes:
            folder = chosen.folder.resolve() / f"against-{days}"
            print(against.compare(chosen.against, days, chosen.seed, folder))
            shutil.rmtree(folder)
        return
    at = chosen.at if chosen.at in sizes else sizes[-1]
    rows: list[Row] = []
    read: dict[str, float | str] = {}
    for days in sizes:
        folder = chosen.folder.resolve() / str(days)
        project = Project(folder, days, chosen.seed, chosen.runs)
        rivals = Rivals(folder) if days in chosen.rivals_at else None
        project.measure()
        if rivals:
            project.rivals(rivals)
        project.publish()
        if rivals:
            project.rivals_publish(rivals)
        if days == at:
            place = next(iter(world(chosen.seed).places.values()))["name"]
            newest = f"{date_of(days - 1):%Y/%m/%d}/"
            read = heavy(project.site)
            read |= reader.read(project.site, newest, place, COMMON[-9:], chosen.folder.resolve() / "lighthouse")
        project.edit()
        rows += project.rows
        shutil.rmtree(folder)
    told = report(rows, at, chosen.rivals_at, read)
    print(told)
    if chosen.write:
        begin, end = "<!-- measured -->\n", "<!-- /measured -->"
        before, _, rest = README.read_text(encoding="utf-8").partition(begin)
        README.write_text(f"{before}{begin}\n{told}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
