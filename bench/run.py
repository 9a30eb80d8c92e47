"""`make bench`: builds of the corpus at several sizes, beside its rivals, and what a reader waits for."""

import argparse
import shutil
from pathlib import Path

from bench import against, reader, tables
from bench.inside import Watched
from bench.invented import world
from bench.outlines import date_of
from bench.rivals import Rivals
from bench.words import COMMON
from bench.works import Corpus, Row, Series

README = Path(__file__).parent / "README.md"


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    parser.add_argument("--days", type=int, nargs="+", default=[365, 3650, 10_000], help="sizes of the corpus")
    parser.add_argument("--rivals-at", type=int, nargs="*", default=[365, 3650], help="sizes at which rivals build too")
    parser.add_argument("--at", type=int, default=3650, help="the size that the reader and the targets are for")
    parser.add_argument("--runs", type=int, default=3, help="runs of a work; fewer where one takes a minute")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--folder", type=Path, default=Path(".cache/bench"), help="where projects are built")
    parser.add_argument("--series", type=Path, metavar="FILE", help="daily-series.csv, to build a real series too")
    parser.add_argument("--write", action="store_true", help="put the tables into bench/README.md")
    parser.add_argument("--against", metavar="REF", help="another commit: build with both, in pairs, and no more")
    return parser.parse_args()


def main() -> None:
    """Measure, and print tables."""
    chosen = arguments()
    sizes, base = sorted(chosen.days), chosen.folder.resolve()
    if chosen.against:
        for days in sizes:
            folder = base / f"against-{days}"
            print(against.compare(chosen.against, days, chosen.seed, folder))
            shutil.rmtree(folder)
        return
    at = chosen.at if chosen.at in sizes else sizes[-1]
    rows: list[Row] = []
    read: dict[str, float | str] = {}
    seen: dict[str, Watched] = {}
    for days in sizes:
        folder = base / str(days)
        project = Corpus(folder, days, chosen.seed, chosen.runs)
        rivals = Rivals(folder, base) if days in chosen.rivals_at else None
        project.measure()
        if rivals:
            project.rivals(rivals)
        project.publish()
        if rivals:
            project.rivals_publish(rivals)
        if days == at:
            place = next(iter(world(chosen.seed).places.values()))["name"]
            newest = f"{date_of(days - 1):%Y/%m/%d}/"
            read = tables.heavy(project.site)
            read |= reader.read(project.site, newest, place, COMMON[-9:], base / "lighthouse")
            seen = project.watch()
        project.edit()
        rows += project.rows
        shutil.rmtree(folder)
    if chosen.series:
        series = Series(chosen.series, base / "series", chosen.runs)
        series.measure()
        rows += series.rows
        shutil.rmtree(series.folder)
    left_out = tables.left_out(sizes, chosen.rivals_at, chosen.series, rows)
    told = tables.report(rows, at, left_out, read, seen)
    print(told)
    if chosen.write:
        begin, end = "<!-- measured -->\n", "<!-- /measured -->"
        before, _, rest = README.read_text(encoding="utf-8").partition(begin)
        README.write_text(f"{before}{begin}\n{told}\n{end}{rest.partition(end)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
