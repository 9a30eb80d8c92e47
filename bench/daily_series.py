"""A project of a real series: `python -m bench.daily_series CSV FOLDER`, to look at the charts of 1,302 days.

The CSV is PetroIvaniuk/2022-Ukraine-Russia-War-Dataset: what the General Staff of Ukraine says of Russian losses since
24 February 2022, day by day, gathered by Petro Ivaniuk (MIT licence, copyright 2022 Petro Ivaniuk). Nothing of it lies
here. Its gaps, and totals that fall, are real.
"""

import argparse
import csv
from pathlib import Path
from typing import Any

from bench.corpus import MKDOCS
from bench.emit import dump

SINCE = "2022-02-24"
COLUMNS = ("personnel", "tank", "apc", "mrl", "aircraft", "special-equipment", "cruise-missiles", "pow")
"""Some of the columns, without `-total`."""
LICENCE = "The figures: 2022 Ukraine Russia War Dataset, copyright 2022 Petro Ivaniuk, MIT licence."
REGISTRY: dict[str, dict[str, Any]] = {
    "parties": {"ukraine": {"name": "Ukraine"}},
    "sources": {
        "ua-gs": {"name": "General Staff of Ukraine", "party": {"is": "ukraine", "basis": "Its armed forces."}}
    },
    "sectors": {"front": {"name": "The whole front", "kind": "whole"}},
    "measures": {name: {"name": f"losses: {name}", "note": LICENCE} for name in COLUMNS},
}


def day(row: dict[str, str]) -> dict[str, Any]:
    """The day of a line of the CSV: one claim with the running totals that the line has."""
    date = row["date"]
    figures = {name: row[f"{name}-total"] for name in COLUMNS if row[f"{name}-total"]}
    claim = {
        "id": "losses",
        "text": f"Russian losses since the beginning of the war, as of {date}.",
        "by": "ua-gs",
        "articles": ["report"],
        "when": f"{SINCE}/{date}",
        "figures": figures,
    }
    read = {"source": "ua-gs", "title": f"Losses, {date}", "url": "https://example.com/losses", "published": date}
    return {
        "date": date,
        "as_of": f"{date}T23:00Z",
        "title": f"The totals of {date}",
        "status": "published",
        "takeaways": [{"text": "The General Staff of Ukraine gives new totals.", "refs": ["losses"]}],
        "articles": {"report": {**read, "language": "uk"}},
        "front": [{"sector": "front", "claims": [claim]}],
        "sourcing": {"limits": LICENCE},
    }


def write(series: Path, folder: Path) -> None:
    """A whole project of a series."""
    docs = folder / "briefings"
    (docs / "registry").mkdir(parents=True, exist_ok=True)
    (folder / "templates").mkdir(exist_ok=True)
    config = MKDOCS.format(templates="templates", features="navigation.tabs", map="")
    config = (
        config.replace("      map: \n", "")
        .replace("norvia: ochre", "ukraine: blue")
        .replace("        sudria: violet\n", "")
    )
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    for page in ("method", "about"):
        (docs / f"{page}.md").write_text(f"# {page.capitalize()}\n\n{LICENCE}\n", encoding="utf-8")
    for kind, entries in REGISTRY.items():
        (docs / f"registry/{kind}.yml").write_text(dump(entries), encoding="utf-8")
    with series.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            path = docs / f"{row['date'][:4]}/{row['date']}.yml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(dump(day(row)), encoding="utf-8")


def main() -> None:
    """Write a project."""
    parser = argparse.ArgumentParser(prog="python -m bench.daily_series", description=write.__doc__)
    parser.add_argument("series", type=Path)
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    write(chosen.series, chosen.folder.resolve())


if __name__ == "__main__":
    main()
