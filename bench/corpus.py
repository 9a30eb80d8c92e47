"""A project of any number of invented days: `python -m bench.corpus FOLDER --days N`.

A day depends on the seed and its number alone, so a longer corpus begins with the shorter one, byte for byte. A day
points back at others by drawing their outlines anew: who said what under which id, without the words.
"""

import argparse
import os
from pathlib import Path

from bench.days import Day
from bench.emit import dump
from bench.invented import world
from bench.older import Known
from bench.outlines import date_of

ROOT = Path(__file__).resolve().parent.parent
MKDOCS = """\
# Made by bench/corpus.py. All of it is invented.
site_name: The Invented Brief
site_description: Days that never were, for the bench
site_url: https://brief.example/
docs_dir: briefings

theme:
  name: material
  custom_dir: {templates}
  features: [{features}]

plugins:
  - search
  - daybrief:
      map: {map}
      identity: daybrief-bench
      hues:
        norvia: ochre
        sudria: violet

nav:
  - Today: index.md
  - The front: front/index.md
  - Diplomacy: diplomacy/index.md
  - Claims: claims/index.md
  - Sources: sources/index.md
  - Archive: archive/index.md
  - Method: method.md
  - About: about.md
"""
FEATURES = """
navigation.tabs navigation.tabs.sticky navigation.indexes navigation.path navigation.instant navigation.top
navigation.footer toc.follow search.suggest search.highlight search.share content.action.edit
""".split()
"""Those of the first site: a test holds them together."""
MAP = next(file for file in (ROOT / "maps/base.json", ROOT / "tests/output/maps/base.json") if file.is_file())
"""The land of the first site, for its weight; a repository without it has that of the tests."""
SCHEMA = "# yaml-language-server: $schema=../schema/day.schema.json\n"
"""The first line of a day."""
METHOD = "# Method\n\nNothing here is true. The rules are the real ones:\n\n<!-- the ledger's rules -->\n"
ABOUT = "# About\n\nThis site was made to be measured.\n"


def path_of(number: int) -> str:
    """Where a day's file lies in `briefings/`."""
    return f"{date_of(number):%Y}/{date_of(number)}.yml"


def day(number: int, seed: int = 0, known: Known | None = None) -> str:
    """A day's YAML, for a program that knows no more than this if something is given."""
    one = Day(number, seed)
    told = one.written() if known is None or known.former_ids else one.told()
    told = known.day(told, one.world.sources) if known else told
    return SCHEMA + dump(told)


def write(folder: Path, days: int, seed: int = 0, templates: str = "templates", known: Known | None = None) -> None:
    """A whole project: `mkdocs.yml`, registries, hand-written pages, a folder for own templates, and `days` days."""
    docs = folder / "briefings"
    (docs / "registry").mkdir(parents=True, exist_ok=True)
    (folder / templates).mkdir(exist_ok=True)
    config = MKDOCS.format(templates=templates, features=", ".join(FEATURES), map=os.path.relpath(MAP, folder))
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    (docs / "method.md").write_text(METHOD, encoding="utf-8")
    (docs / "about.md").write_text(ABOUT, encoding="utf-8")
    for kind, entries in world(seed).registry().items():
        told = known.registry(kind, entries) if known else entries
        if told:
            (docs / f"registry/{kind}.yml").write_text(dump(told), encoding="utf-8")
    for number in range(days):
        add(folder, number, seed, known)


def add(folder: Path, number: int, seed: int = 0, known: Known | None = None) -> None:
    """One day of a project."""
    file = folder / "briefings" / path_of(number)
    file.parent.mkdir(exist_ok=True)
    file.write_text(day(number, seed, known), encoding="utf-8")


def main() -> None:
    """Write a project."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=write.__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--days", type=int, required=True)
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args()
    write(chosen.folder.resolve(), chosen.days, chosen.seed)


if __name__ == "__main__":
    main()
