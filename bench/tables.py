"""What was measured as Markdown: builds, their growth, the phases of a build, a reader, and what was aimed at."""

import math
import os
import platform
import re
import subprocess
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from bench import reader
from bench.inside import WITHIN, Watched
from bench.markdown import addresses
from bench.works import SERIES, Row

HEAVY = 150_000
"""Bytes of HTML that no page should exceed."""


def report(
    rows: Sequence[Row], at: int, left_out: Sequence[str], read: dict[str, float | str], seen: Mapping[str, Watched]
) -> str:
    """Everything that was measured."""
    works = list(dict.fromkeys(row.work for row in rows))
    grown = [work for work in works if sum(row.work == work for row in rows) > 1]
    parts = [
        machine(),
        "### Builds",
        _table(
            "days|work|wall, s|CPU, s|of it Pagefind, s|largest Python, MB|largest process, MB|written, MB",
            [row.line() for row in rows],
        ),
        *left_out,
        *(["### Growth"] if grown else []),
        *([_table("work|exponent of wall|exponent of CPU", [_growth(w, rows) for w in grown])] if grown else []),
        f"### Where the CPU goes, at {at:,} days",
        flame(seen),
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


def targets(rows: Sequence[Row], at: int, read: dict[str, float | str]) -> list[tuple[str, float | None, float]]:
    """What the bench is for: each target with what was measured, and the most that it may be."""
    cost = {row.work: row.cost for row in rows if row.days == at}
    own = [row.cost for row in rows if row.days == at and not re.search("Hugo|Pagefind|Material|Eleventy", row.work)]
    largest = [row.cost.wall for row in rows if row.days == 10_000 and row.work == "one new day"]

    def ratio(value: float, name: str, *others: str) -> float | None:
        known = all(other in cost for other in others)
        return float(value / sum(getattr(cost[other], name) for other in others)) if known else None

    def seen(name: str) -> float | None:
        return float(read[name]) if name in read else None

    grown = {w: exponent([(r.days, r.cost.wall) for r in rows if r.work == w]) for w in ("cold", "one new day")}
    indexed, cold, new = "Pagefind over Hugo's site", cost["cold"], cost["one new day"]
    alone = cold.cpu - cold.pagefind
    return [
        ("cold ÷ Hugo and Pagefind, CPU", ratio(cold.cpu, "cpu", "Hugo, cold", indexed), 0.75),
        ("cold ÷ plain Material, CPU, without search", ratio(alone, "cpu", "plain Material, cold"), 0.3),
        ("one new day, s", new.wall, 1.3),
        ("one new day ÷ Hugo and Pagefind, wall", ratio(new.wall, "wall", "Hugo, one new day", indexed), 0.025),
        ("one new day at 10,000 days, s", largest[0] if largest else None, 1.8),
        ("no change, s", cost["no change"].wall, 0.25),
        ("check, the first, s", cost["check, the first"].wall, 1),
        ("check, one file, s", cost["check, one file"].wall, 0.4),
        ("check, after an edit, s", cost["check, after an edit"].wall, 0.6),
        ("ledger, newest day, s", cost["ledger, newest day"].wall, 1),
        ("a source renamed, s", cost["a source renamed"].wall, 12),
        ("a template edited, s", cost["a template edited"].wall, 15),
        ("peak of any Python process, MB", max(c.python for c in own), 300),
        ("growth of cold, exponent", grown["cold"], 1),
        ("growth of one new day, exponent", grown["one new day"], 0.2),
        ("first search, kB beyond the page", seen("first search, kB beyond the page"), 220),
        ("first search, s", seen("first search, s from opening the page"), 0.9),
        ("later search, kB", seen("later search, kB"), 90),
        ("later search, s", seen("later search, s"), 0.25),
        ("day page, kB", seen("day page, kB"), 100),
        ("day page after the front page, kB", seen("day page after the front page, kB"), 28),
        ("other hosts asked", seen("other hosts asked"), 0),
        ("pages of more than 150 kB of HTML", seen("pages of more than 150 kB of HTML"), 0),
    ]


def left_out(sizes: Sequence[int], rivals_at: Sequence[int], series: Path | None, rows: Sequence[Row]) -> list[str]:
    """What was not measured, and why, in a line each."""
    without = [f"{days:,}" for days in sizes if days not in rivals_at]
    npm = any(row.work.startswith("Eleventy") for row in rows) or not {*sizes} & {*rivals_at}
    lines = {
        f"Rivals were left out at {', '.join(without)} days.": bool(without),
        "Eleventy was left out: npm is not here, or did not install it.": not npm,
        f"{SERIES.capitalize()} was left out: `--series FILE` names it.": not series,
    }
    return [line for line, true in lines.items() if true]


def flame(seen: Mapping[str, Watched]) -> str:
    """The CPU of each build by its parts, the largest first; a part of a part stands below it."""
    first, *_ = builds = list(seen.values())

    def spent(name: str, build: Watched) -> float:
        inner = name + WITHIN
        return sum(seconds for part, seconds in build.phases.items() if part == name or part.startswith(inner))

    def below(above: str) -> list[str]:
        depth = above.count(WITHIN) + 1 if above else 0
        names = {
            WITHIN.join(part.split(WITHIN)[: depth + 1])
            for build in builds
            for part in build.phases
            if part.count(WITHIN) >= depth and (not above or part.startswith(above + WITHIN))
        }
        ordered = sorted(names, key=lambda name: (-spent(name, first), name))
        return [line for name in ordered for line in (name, *below(name))]

    def row(name: str) -> str:
        shares = [(spent(name, build), spent(name, build) / sum(build.phases.values())) for build in builds]
        *above, own = name.split(WITHIN)
        return "|".join([f"{'– ' * len(above)}{own}", *(f"{part:.2f}|{share:.0%}" for part, share in shares)])

    whole = "|".join(f"{sum(build.phases.values()):.2f}|100%" for build in builds)
    head = "phase|" + "|".join(f"{name}, CPU s|share" for name in seen)
    return _table(head, [*(row(name) for name in below("")), f"all|{whole}"])


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
