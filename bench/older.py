"""What an older commit knows of days and registries, by its schemas: the rest is left out, or told in its words."""

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from bench.days import STEPS

Schema = dict[str, Any]


class Known:
    """What the program of a checkout can read."""

    def __init__(self, root: Path) -> None:
        schemas = (root / "briefings/schema").glob("*.schema.json")
        self._schemas = {file.name.partition(".")[0]: json.loads(file.read_text(encoding="utf-8")) for file in schemas}
        diagnostics = (root / "generator/daybrief/diagnostics.py").read_text(encoding="utf-8")
        self.former_ids = '"former-id"' in diagnostics
        """Whether a day may call a thing by an id that it had before."""

    def day(self, day: dict[str, Any], sources: Collection[str]) -> dict[str, Any]:
        """A day, as far as it is known; `sources` are all that there are."""
        schema = self._schemas["day"]
        if "until" in schema["$defs"]["Event"]["properties"]:
            day = day | {"diplomacy": [_earlier(event, day["diplomacy"][0], sources) for event in day["diplomacy"]]}
        if "field" in schema["$defs"]["Correction"]["required"]:  # then it is a field of the target, and no path
            short = [c | {"field": (c["field"] or "").partition(".")[0] or None} for c in day["corrections"] or ()]
            day = day | {"corrections": short}
        return _known(day, schema, schema["$defs"]) or {}

    def registry(self, kind: str, entries: dict[str, Any]) -> dict[str, Any]:
        """A registry, as far as it is known."""
        schema = self._schemas.get(kind)
        return (schema and _known(entries, schema, schema["$defs"])) or {}


def _earlier(event: dict[str, Any], first: dict[str, Any], sources: Collection[str]) -> dict[str, Any]:
    """An event in the words of the first model: actors meet on a track, from one day until another."""
    date, _, until = event["date"].partition("/")
    return event | {
        "track": event["track"] or first["track"],
        "state": {"ongoing": "held", "postponed": "cancelled"}.get(event["state"], event["state"]),
        "date": date,
        "until": until if until not in ("", "..") else None,
        "format": "document" if event["format"] in STEPS else event["format"],
        "participants": [name for name in event["participants"] if name not in sources],
    }


def _known(value: Any, schema: Schema, named: dict[str, Schema]) -> Any:
    """As much of a value as a schema knows; None where that is not enough."""
    if "$ref" in schema:
        return _known(value, named[schema["$ref"].rpartition("/")[2]], named)
    if "anyOf" in schema:
        found = [known for one in schema["anyOf"] if (known := _known(value, one, named)) is not None]
        return value if value in found else next(iter(found), None)
    if isinstance(value, dict):
        return _fields(value, schema, named) if schema["type"] == "object" else None
    if isinstance(value, list) and schema.get("type") == "array":
        items = [known for one in value if (known := _known(one, schema["items"], named)) is not None]
        least = schema.get("minItems", 0)
        return items if len(items) >= least else (items * least)[:least] or None
    if isinstance(value, list):
        return _known(value[0], schema, named) if value else None  # one, where there can be several now
    fits = value in schema.get("enum", [value]) and re.search(schema.get("pattern", ""), str(value))
    return value if fits and schema.get("type") not in ("array", "object") else None


def _fields(value: dict[str, Any], schema: Schema, named: dict[str, Schema]) -> dict[str, Any] | None:
    fields, others = schema.get("properties", {}), schema.get("additionalProperties")
    found = {}
    for name, item in value.items():
        inner = fields.get(name, others)
        if inner and item is not None and (known := _known(item, inner, named)) is not None:
            found[name] = known
    enough = found.keys() >= {*schema.get("required", ())} and len(found) >= schema.get("minProperties", 0)
    return found if enough else None
