"""Compact days, told in full: what the tests of the ledger and of its views are made of.

A compact day is a mapping with `as_of`, `claims`, `assessments`, `events`, `resolutions`, `articles`, `corrections` and
`status`, as an editor writes them; what a test does not speak of is filled in. A claim names its `sector` or its
`event` itself.
"""

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from daybrief.content import archive
from daybrief.content.archive import Archive
from daybrief.ledger.keys import StatementKey, pointed
from daybrief.ledger.ledger import Ledger
from daybrief.ledger.update import update
from daybrief.model.day import Day
from daybrief.model.registry import Registry
from daybrief.output.html import Renderer
from daybrief.output.template_files import TemplateCache
from daybrief.pipeline.assemble import assemble
from daybrief.pipeline.check import check
from daybrief.pipeline.state import Remembered
from daybrief.source import read
from daybrief.views import Page, all_tasks
from tests.cases import day_files, told_by_rules
from tests.projects import settings_for

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
Compact = Mapping[str, Any]
COMPILED = TemplateCache()
"""Templates, compiled once for all tests."""


def load(file: Path) -> dict[str, Any]:
    """A test's YAML, read as the program reads it: every word a text."""
    document, problems = read(file.read_bytes(), file.name)
    assert document is not None
    assert not problems, problems
    data: dict[str, Any] = document.data
    return data


def full(date: str, told: Compact) -> dict[str, Any]:
    """A compact day as its file would say it."""
    claims = [dict(claim) for claim in told.get("claims", ())]
    stated = [*claims, *map(dict, told.get("assessments", ()))]
    if not stated:
        stated = claims = [{"id": "weather", "by": "courier"}]
    events = {name: dict(event) for name, event in told.get("events", {}).items()}
    sectors: dict[str, list[Any]] = {}
    for one in stated:
        one.setdefault("text", f"What is told of {one['id']}.")
        one.setdefault("articles", ["paper"])
        if one not in claims:
            continue
        if event := one.pop("event", None):
            events.setdefault(event, {}).setdefault("claims", []).append(one)
        else:
            sectors.setdefault(one.pop("sector", "ridge"), []).append(one)
    frame: dict[str, Any] = {"track": "harbour-talks", "state": "held", "date": date, "format": "meeting"}
    frame["refs"] = [one["id"] for one in claims[-1:]]
    return {
        "date": date,
        "as_of": told.get("as_of", f"{date}T23:00Z"),
        "title": f"The day of {date}",
        "status": told.get("status", "published"),
        "takeaways": [
            {"text": f"This is to know of {one['id']}.", "refs": [one["id"]]} for one in [*stated, stated[0]][:2]
        ],
        "articles": {
            name: {
                "source": "courier",
                "title": f"Read on {date}",
                "url": f"https://courier.example/{date}/{name}",
                "published": date,
                "language": "en",
                **article,
            }
            for name, article in {"paper": {}, **told.get("articles", {})}.items()
        },
        "sourcing": {"limits": "All of it is invented."},
        "diplomacy": [{"id": name, "name": f"The {name}", **frame, **event} for name, event in events.items()],
        "front": [{"sector": name, "claims": some} for name, some in sectors.items()],
        "assessments": [one for one in stated if one not in claims],
        "resolutions": [
            {"because": "It was seen.", "articles": ["paper"], **resolution}
            for resolution in told.get("resolutions", ())
        ],
        "corrections": list(told.get("corrections", ())),
    }


def write(folder: Path, days: Mapping[str, Compact], registry: Compact | None = None) -> Path:
    """Write days and registries as the files of a `docs_dir`; `registry` adds to the tests' own."""
    own = load(HERE / "registry.yml")
    for kind, entries in {**own, **{kind: own.get(kind, {}) | more for kind, more in (registry or {}).items()}}.items():
        put(folder / f"registry/{kind}.yml", entries)
    for date, told in days.items():
        put(folder / f"{date[:4]}/{date}.yml", full(date, told))
    return folder


def put(file: Path, data: Any) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")


def sound(folder: Path) -> Archive:
    """Everything in a folder that `write` wrote; there is nothing wrong with it."""
    found, problems = archive.load(folder, ())
    assert [*problems, *told_by_rules(found)] == []
    return found


def tell(folder: Path, days: Mapping[str, Compact], registry: Compact | None = None) -> Ledger:
    """The ledger of compact days, that editors could have written so."""
    found = sound(write(folder, days, registry))
    return compile_ledger((file.day for file in day_files(found)), found.registry)


def compile_ledger(days: Iterable[Day], registry: Registry) -> Ledger:
    """Read all days together. Their order does not matter; every id in them must be known."""
    by_date = {f"{day.date}".encode(): day for day in days}
    return update({date.decode(): date for date in by_date}, registry, by_date.__getitem__, None).ledger


def all_pages(ledger: Ledger) -> tuple[Page, ...]:
    """Every generated page of the site, in the order of addresses."""
    return tuple(sorted((task.make() for task in all_tasks(ledger)), key=lambda page: page.url))


class Edition(NamedTuple):
    pages: tuple[Page, ...]
    renderer: Renderer


def edition(folder: Path, *, drafts: bool = False) -> Edition:
    """What a build of a folder publishes, or a preview with `drafts` shows, in English, before a theme surrounds it."""
    settings = settings_for(folder)
    sound(folder)
    last = Remembered(compiled=COMPILED)
    made = assemble(check(settings, last), last, drafts=drafts)
    return Edition(all_pages(made.ledger), made.renderer)


def key(date: str, name: str) -> StatementKey:
    """What a test calls `ID` or `DATE/ID`, on a date."""
    return pointed(name, dt.date.fromisoformat(date))
