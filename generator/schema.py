"""JSON Schemas of the files that editors write, for editors that complete and check while one types."""

import json
from dataclasses import fields
from typing import Any, get_type_hints

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from generator.model.day import Day
from generator.model.registry import Registry

FOLDER = "schema"


def schemas() -> dict[str, str]:
    """Every schema as a JSON text, by its path in `docs_dir`."""
    hints = get_type_hints(Registry, include_extras=True)
    models = {"day": Day, **{field.name: hints[field.name] for field in fields(Registry)}}
    return {f"{FOLDER}/{name}.schema.json": _text(name, model) for name, model in models.items()}


def _text(name: str, model: Any) -> str:
    schema = _as_typed(TypeAdapter(model).json_schema(by_alias=True))
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": f"Daybrief: {name}"}
    return json.dumps(schema | head, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _as_typed(node: Any) -> Any:
    """The schema for YAML as editors type it: what our reader takes for a text, others take for a number or a truth.

    `outcome: false` and `until: 1973` need no quotes here, so an editor's program must not ask for them. Pydantic's
    titles, which only repeat the names of fields, are left out.
    """
    if isinstance(node, list):
        return [_as_typed(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _as_typed(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    also = [other for word in node.get("enum", ()) for other in _otherwise(word)]
    if also:
        node["enum"] += also
    if node.get("type") == "string" and (also or not {"enum", "pattern", "format"} & node.keys()):
        node["type"] = ["string", "number", "boolean"]
    return node


def _otherwise(word: str) -> list[int | bool]:
    """What YAML 1.2 takes a word for, besides a text."""
    if word in ("true", "false"):
        return [word == "true"]
    return [int(word)] if word.isdecimal() else []
