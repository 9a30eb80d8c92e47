"""What the bench does with a project, each work measured: builds from nothing, on top of the last one, and of edits."""

import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import corpus, daily_series
from bench.edits import MANY, Edits
from bench.inside import Watched, watched
from bench.measure import Cost, repeated, run
from bench.rivals import Rivals, index_all

BIN = Path(sys.executable).parent
STATEMENT = "parts/statement.html"
SERIES = "the real series"
"""What the works on the series of `bench.daily_series` begin with."""


@dataclass(frozen=True, slots=True)
class Row:
    """One work at one size."""

    days: int
    work: str
    cost: Cost

    def line(self) -> str:
        """It as a line of the table."""
        cost = self.cost
        memory = f"{cost.python:.0f}|{cost.peak:.0f}|{cost.written:.1f}"
        return f"{self.days:,}|{self.work}|{cost.wall:.2f}|{cost.cpu:.2f}|{cost.pagefind:.2f}|{memory}"


class Project:
    """A project that is built, with what each work cost."""

    def __init__(self, folder: Path, runs: int) -> None:
        self.folder, self.runs = folder, runs
        self.site, self.days, self.rows = folder / "site", 0, list[Row]()
        shutil.rmtree(folder, ignore_errors=True)

    def _row(self, work: str, once: Callable[[int], Cost], runs: int | None = None) -> None:
        self.rows.append(Row(self.days, work, repeated(once, runs or self.runs)))
        print(self.rows[-1].line(), file=sys.stderr, flush=True)

    def _daybrief(self, *arguments: str | Path) -> Cost:
        return run([BIN / "daybrief", "-f", "mkdocs.yml", *arguments], self.folder, self.site)

    def _cold(self, _: int = 0) -> Cost:
        self._forget()
        return self._daybrief("build")

    def _forget(self) -> None:
        shutil.rmtree(self.site, ignore_errors=True)
        shutil.rmtree(self.folder / ".cache", ignore_errors=True)


class Series(Project):
    """The real series of one speaker's figures: many days, each of one claim, and charts of all of them."""

    def __init__(self, series: Path, folder: Path, runs: int) -> None:
        super().__init__(folder, runs)
        daily_series.write(series, folder)
        every = sorted((folder / "briefings").glob("2*/*.yml"))
        self.later = {file: file.read_bytes() for file in every[-runs:]}
        """The last days, which are new ones later."""
        for file in self.later:
            file.unlink()
        self.days = len(every) - len(self.later)

    def measure(self) -> None:
        """From nothing, again, and with new days, one a run."""
        self._row(f"{SERIES}, cold", self._cold)
        self._row(f"{SERIES}, no change", lambda _: self._daybrief("build"))
        self._row(f"{SERIES}, one new day", self._new_day)

    def _new_day(self, number: int) -> Cost:
        file, data = list(self.later.items())[number]
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
        return self._daybrief("build")


class Corpus(Project):
    """Invented days, with a template of their own, so that it can be edited."""

    def __init__(self, folder: Path, days: int, seed: int, runs: int) -> None:
        super().__init__(folder, runs)
        self.days, self.seed, self.newest = days, seed, days - 1
        corpus.write(folder, days, seed)
        (folder / "templates/parts").mkdir()
        shutil.copy(corpus.ROOT / "templates" / STATEMENT, folder / "templates" / STATEMENT)

    def measure(self) -> None:
        """Every work of Daybrief's but those that change something, from nothing on."""
        self._row("cold", self._cold)
        self._row("no change", lambda _: self._daybrief("build"))
        self._row("check, the first", lambda _: self._daybrief("check"), runs=1)
        newest = self.folder / "briefings" / corpus.path_of(self.newest)
        self._row("check, one file", lambda _: self._daybrief("check", newest))
        self._row("ledger, newest day", lambda _: self._daybrief("ledger", "--format", "json"))

    def publish(self) -> None:
        """New days, one a run."""
        self._row("one new day", self._new_day)

    def edit(self) -> None:
        """What touches old pages: a registry, days that are long past, and the template of a statement."""
        edits = Edits(self.folder, self.newest + 1, self.seed)
        self._row("check, after an edit", lambda number: self._edited(edits.correct_day, 10 + number, "check"))
        self._row("a place moved", lambda number: self._edited(edits.move_place, number))
        self._row("a source's grade changed", lambda number: self._edited(edits.regrade_source, number))
        self._row("a source renamed", lambda number: self._edited(edits.rename_source, number))
        self._row("an old day corrected", lambda number: self._edited(edits.correct_day, number))
        self._row(f"{MANY} old days changed", lambda number: self._edited(edits.change_days, number))
        self._row("a template edited", self._retouch)

    def watch(self) -> dict[str, Watched]:
        """A build from nothing and one of a new day, each in one process, to see where its CPU goes."""
        self._add_day()
        new = watched(self.folder)
        self._forget()
        return {"cold": watched(self.folder), "one new day": new}

    def rivals(self, rivals: Rivals) -> None:
        """The same pages, built by others."""
        rivals.lay(self.site)
        self._row("Hugo, cold", lambda _: rivals.hugo_build(cold=True))
        self._row("Pagefind over Hugo's site", lambda _: rivals.pagefind())
        if rivals.eleventy:
            self._row("Eleventy, cold", lambda _: rivals.eleventy_build(cold=True))
        self._row("plain Material, cold", lambda _: rivals.material_build())
        self._row("Pagefind over Daybrief's site, at once", lambda _: self._pagefind())

    def rivals_publish(self, rivals: Rivals) -> None:
        """The same new days. Pagefind has no less to do than before."""
        rivals.lay(self.site)
        self._row("Hugo, one new day", lambda _: rivals.hugo_build(cold=False))
        if rivals.eleventy:
            self._row("Eleventy, one new day", lambda _: rivals.eleventy_build(cold=False))

    def _add_day(self) -> None:
        self.newest += 1
        corpus.add(self.folder, self.newest, self.seed)

    def _new_day(self, _: int) -> Cost:
        self._add_day()
        return self._daybrief("build")

    def _edited(self, edit: Callable[[int], None], number: int, command: str = "build") -> Cost:
        edit(number)
        return self._daybrief(command)

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
