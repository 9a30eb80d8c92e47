"""Two sites that are the same but for their words: one has payloads in every text, the other plain ones.

Each payload has a day and entries in the registries of its own. Each text has a marker in it that tells the
payload and the field, so that the words of one site can be put in the place of the other's wherever they show.
"""

import datetime as dt
import re
from pathlib import Path
from typing import Any, get_args, get_type_hints

import yaml

from daybrief.model.day import Day
from daybrief.model.fields import MAX_LINE
from daybrief.model.registry import KINDS, Registry
from tests.cases import CORPUS
from tests.hostile.filling import Field, Filling, fields, filled

PAYLOADS: dict[str, dict[str, str]] = yaml.safe_load(Path(__file__).with_name("payloads.yml").read_text("utf-8"))
SHOWN, REFUSED = PAYLOADS["shown"], PAYLOADS["refused"]
PLAIN = "plain words"
TITLE, NOW = Field("Day", "title"), Field("Correction", "now")
"""Each day's title is what a correction says that it is now: one text in two places."""
FIELDS = sorted(fields() - {TITLE})
MARKER = re.compile(r"§(\d\d)§(\d\d)§")
CONFIG = """\
site_name: Hostile
site_description: Words that try to be something else
site_url: https://hostile.example/
docs_dir: briefings
repo_url: https://forge.example/lake/letters
edit_uri: edit/main/briefings/
theme: {name: material}
plugins: [search, {daybrief: {identity: Hostile, feed_days: 99}}]
nav: [index.md, about.md]
"""


def words(payload: str, number: int, field: Field) -> str:
    """A text that begins and ends with a payload, and has a marker in it.

    A name begins with the marker, by which it is sorted; markup that is half open must not be closed by a second half.
    """
    marker = f"§{number:02}§{FIELDS.index(field):02}§"
    if field.name == "name":
        return f"{marker} {payload}"
    text = f"{payload} {marker} {payload}"
    return text if len(text) <= MAX_LINE and not re.search(r"[*`\[]", payload) else f"{payload} {marker}"


def unmasked(text: str) -> str:
    """A text of a hostile site with plain words in the place of its payloads."""
    for number, field in {(int(n), int(f)) for n, f in MARKER.findall(text)}:
        payload = list(SHOWN.values())[number]
        text = text.replace(words(payload, number, FIELDS[field]), words(PLAIN, number, FIELDS[field]))
    return text


def lay(folder: Path, payloads: dict[str, str]) -> None:
    """Write a project with a day for each payload."""
    (folder / "briefings/registry").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    (folder / "briefings/about.md").write_text("# About\n\nWords.\n", encoding="utf-8")
    known = {kind: _load((CORPUS / f"registry/{kind}.yml").read_text(encoding="utf-8")) for kind in KINDS}
    hints = {name: get_args(hint)[1] for name, hint in get_type_hints(Registry, include_extras=True).items()}
    day = (CORPUS / "valid/everything.yml").read_text(encoding="utf-8")
    registry: dict[str, dict[str, Any]] = {kind: {} for kind in known}
    for number, payload in enumerate(payloads.values()):
        how = _filling(payload, number, known)
        for kind, entries in known.items():
            registry[kind] |= {how.id(name): filled(hints[kind], entry, how) for name, entry in entries.items()}
        for entry in (*registry["sources"].values(), *registry["actors"].values()):
            for change in entry.get("changes", ()):
                change["field"] = "name"  # of no other a text of any kind stands there now
        told = filled(Day, _load(_later(day, number)), how)
        _mend(told, how.id(next(iter(known["places"]))))
        _dump(folder / f"briefings/{how.date[:4]}/{how.date}.yml", told)
    for kind, entries in registry.items():
        _dump(folder / f"briefings/registry/{kind}.yml", entries)


def _mend(told: dict[str, Any], place: str) -> None:
    """What has to fit: who holds a place holds one, and what a correction says that stands there now stands there."""
    claims = [claim for part in ("diplomacy", "front") for one in told[part] for claim in one.get("claims", ())]
    for claim in claims:
        claim["places"] = claim.get("places") or [place]
    for correction in told["corrections"]:
        correction |= {"target": "day", "field": "title"}


def date_of(number: int) -> str:
    """The day of a payload."""
    return _later("2031-05-04", number)


def _later(text: str, weeks: int) -> str:
    """A text with all its days, weeks and months put off."""
    shift = dt.timedelta(weeks=weeks)

    def put_off(found: re.Match[str]) -> str:
        when = found[0]
        if "W" in when:
            return (dt.date.fromisoformat(f"{when}-1") + shift).strftime("%G-W%V")
        return str(dt.date.fromisoformat(f"{when}-04"[:10]) + shift)[: len(when)]

    return re.sub(r"\b\d{4}-(W\d\d|\d\d(-\d\d)?)", put_off, text)


def _filling(payload: str, number: int, known: dict[str, Any]) -> Filling:
    return Filling(
        lambda field: words(payload, number, NOW if field == TITLE else field),
        lambda name: f"{name}-{number}",
        {kind: list(entries) for kind, entries in known.items()},
        date_of(number),
    )


def _load(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)


def _dump(file: Path, data: Any) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text(
        yaml.dump(data, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000), encoding="utf-8"
    )
