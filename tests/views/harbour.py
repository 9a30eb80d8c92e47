"""The days of `days.yml`: as a ledger, as views and as pages."""

import html
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from daybrief.ledger.ledger import Ledger
from tests.cases import day_files
from tests.ledger.telling import compile_ledger, edition, load, sound, write

DAYS: dict[str, Any] = load(Path(__file__).parent / "days.yml")
"""Compact days, to add to."""


class Harbour(NamedTuple):
    ledger: Ledger
    views: dict[str, Any]
    """By address."""
    shown: dict[str, str]
    """Every page's HTML, by its address."""


@cache
def harbour() -> Harbour:
    """Made once for all tests in this folder, and before the first of them (see conftest.py)."""
    with TemporaryDirectory() as name:
        folder = write(Path(name), DAYS)
        found, told = sound(folder), edition(folder)
    return Harbour(
        compile_ledger((file.day for file in day_files(found)), found.registry),
        {page.url: page.view for page in told.pages},
        {page.url: told.renderer.body(page) for page in told.pages},
    )


def words(part: str) -> str:
    """What a piece of HTML says, with a space where a tag was."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", part)).split())


def entry(page: str, name: str) -> str:
    """The HTML of a statement on a page."""
    return re.split(r'<li class="entry"|</ol>', page[page.index(f'id="{name}"') :])[0]
