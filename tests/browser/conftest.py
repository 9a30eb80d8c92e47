"""The sites that a browser opens: the second subject's, and the same with more to read and to choose."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.browsing import SUBPATH, served
from tests.projects import Project

CHOICES = """\
  palette:
    - media: "(prefers-color-scheme)"
      primary: white
      accent: ink
      toggle: {icon: material/brightness-auto, name: "Colours: auto"}
    - media: "(prefers-color-scheme: light)"
      scheme: default
      primary: white
      accent: ink
      toggle: {icon: material/brightness-7, name: "Colours: light"}
    - media: "(prefers-color-scheme: dark)"
      scheme: slate
      primary: black
      accent: ink
      toggle: {icon: material/brightness-4, name: "Colours: dark"}
  features: [navigation.instant, navigation.tabs.sticky, navigation.top, toc.follow, search.highlight, """
CLAIMS = """\
  - Claims:
      - claims/index.md
      - Figures: measures/index.md
      - Corrections: corrections/index.md
  - Who is read:"""
LONG = """\
date: 2032-01-05
as_of: 2032-01-05T20:00Z
title: Forty letters of one day
status: published
takeaways:
  - {text: It snows on both shores., refs: [letter-0]}
  - {text: The ferries run late., refs: [letter-1]}
articles:
  log: {source: harbour-gazette, title: The log, url: "https://a.example/log", published: 2032-01-05, language: en}
front:
  - sector: north-shore
    claims:
"""
LETTER = """\
      - id: letter-{number}
        text: {number} boats lay in the snow at Hask in the morning, and {number} more on the other shore.
        by: {by}
        articles: [log]
        places: [hask]
        note: The log gives the number twice, once for each shore, and says that nobody counted them again at noon.
"""


@pytest.fixture(scope="session")
def lake_site(lake: Path) -> Iterator[str]:
    """The address of the second subject's site."""
    with served({"/": lake}) as address:
        yield address


@pytest.fixture(scope="session")
def site(once: Any) -> Iterator[str]:
    """The address of that site with a long day, and with all that readers may choose; it stands below SUBPATH too."""

    def make(folder: Path) -> None:
        project = Project.copied_to(folder)
        project.edit("mkdocs.yml", "  features: [", CHOICES)
        project.edit("mkdocs.yml", "  - Who is read:", CLAIMS)
        project.set(site_url="http://127.0.0.1:8000/")
        letters = [LETTER.format(number=n, by=("pilots", "averra-works", "dolmar-office")[n % 3]) for n in range(40)]
        day = LONG + "".join(letters) + "sourcing: {limits: One log was read.}\n"
        (project.docs / "2032/2032-01-05.yml").write_text(day, encoding="utf-8")
        project.build_on()

    folder = once("chosen", make) / "site"
    with served({"/": folder, SUBPATH: folder}) as address:
        yield address
