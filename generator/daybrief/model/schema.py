"""JSON Schemas of the files that editors write, for editors that complete and check while one types."""

import ast
import json
from inspect import cleandoc, getsource
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core.core_schema import DataclassSchema

from daybrief.model import MODELS
from daybrief.model.day import Day
from daybrief.model.fields import ID, MAX_ID, WORD
from daybrief.model.registry import FILES
from daybrief.model.terms import TABLES, TERMS, KindTerm, MovementTerm, Term, Terms
from daybrief.urls import RESERVED, SECTION_ANCHORS


def schemas(terms: Terms = TERMS) -> dict[str, str]:
    """Every schema as a JSON text, by its path in `docs_dir`."""
    return {f"schema/{name}.schema.json": _text(name, model, terms) for name, model in {"day": Day, **FILES}.items()}


def _text(name: str, model: Any, terms: Terms) -> str:
    schema = _as_typed(TypeAdapter(model).json_schema(by_alias=True, schema_generator=_Described), terms)
    for record, node in {**schema["$defs"], name: schema}.items():
        _merge(node, _BETWEEN.get(record, {}))
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": f"Daybrief: {name}, model {MODELS[-1]}"}
    return json.dumps(schema | head, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


class _Described(GenerateJsonSchema):
    """Describes fields by their docstrings. Were they read where classes are made, each command would start later."""

    def dataclass_schema(self, schema: DataclassSchema) -> dict[str, Any]:
        made, fields = super().dataclass_schema(schema), schema["cls"].__pydantic_fields__
        for name, words in _docstrings(schema["cls"]).items():
            made["properties"][fields[name].alias or name].setdefault("description", words)
        return made


def _docstrings(record: type[Any]) -> dict[str, str]:
    """The docstrings of the fields that a record does not inherit, by name."""
    (made,) = ast.parse(getsource(record)).body
    found = {}
    for field, behind in pairwise(made.body if isinstance(made, ast.ClassDef) else ()):
        match field, behind:
            case ast.AnnAssign(target=ast.Name(id=name)), ast.Expr(value=ast.Constant(value=str(words))):
                found[name] = cleandoc(words)
    return found


_RESERVED = {"not": {"type": "string", "pattern": f"^(({'|'.join(SECTION_ANCHORS)})$|{'|'.join(RESERVED)})"}}
_ADDED = {
    "properties": {"kind": {"const": "update"}, "target": {"not": {"const": "day"}}},
    "not": {"anyOf": [{"required": ["was"]}, {"required": ["now"]}]},
}


def _laid_over(table: dict[str, Term]) -> dict[str, Any]:
    """What a table may hold: the program's own words, which have a name, and others, each with its own."""
    words = {word: {"$ref": f"#/$defs/{type(term).__name__}"} for word, term in table.items()}
    return {"properties": words, "additionalProperties": {"required": ["name"]}}


_SET = [
    {
        "if": {"required": ["editor_set"], "properties": {"editor_set": {"contains": {"const": name}}}},
        "then": {"required": [name]},
    }
    for name in ("likelihood", "horizon", "resolves_if")
]
# What rules hold that a schema can tell: `daybrief.content.rules` has each of them, with its words.
_BETWEEN: dict[str, dict[str, Any]] = {
    "day": {"properties": {"articles": {"propertyNames": _RESERVED}}},
    "Takeaway": {"required": ["text", "refs"], "properties": {"refs": {"minItems": 1}}},
    "Event": {"properties": {"id": _RESERVED}},
    "Claim": {
        "properties": {"id": _RESERVED},
        "not": {"required": ["backs", "denies"]},
        "dependentSchemas": {"control": {"required": ["places"], "properties": {"places": {"minItems": 1}}}},
    },
    "Correction": {
        "if": {"required": ["field"]},
        "then": {"anyOf": [{"required": ["was"]}, {"required": ["now"]}]},
        "else": _ADDED,
    },
    "Assessment": {"properties": {"id": _RESERVED}, "not": {"required": ["sector", "track"]}, "allOf": _SET},
    **{term.__name__: {"required": []} for term in (Term, MovementTerm, KindTerm)},
    "terms": {"properties": {table: _laid_over(getattr(TERMS, table)) for table in TABLES}},
}


def _merge(schema: dict[str, Any], more: dict[str, Any]) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and key in schema:
            _merge(schema[key], value)
        else:
            schema[key] = value


def _as_typed(node: Any, terms: Terms) -> Any:
    """The schema for YAML as editors type it, with the words of tables of terms wherever one of them is to be written.

    A field that is left out is not there: nobody writes `null`, and an empty field is told. What our reader takes for
    a word, others take for a number or a truth: `outcome: false` needs no quotes here, so an editor's program must not
    ask for them. Pydantic's titles, which only repeat the names of fields, are left out.
    """
    if isinstance(node, list):
        return [_as_typed(item, terms) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: _as_typed(value, terms) for key, value in node.items() if key != "title" or not isinstance(value, str)}
    match node:
        case {"words": str(table), "each": value, **rest}:
            one = {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": False}
            return rest | one | {"properties": dict.fromkeys(getattr(terms, table), value)}
        case {"words": str(table), **rest}:
            return rest | {"enum": [*getattr(terms, table)]}
        case {"anyOf": [given, {"type": "null"}]}:
            node |= given
            del node["anyOf"]
            node.pop("default", None)
        case {"enum": words}:
            node["enum"] = [*words, *(other for word in words for other in _otherwise(word))]
            del node["type"]
        case {"patternProperties": named}:  # which lets any other name pass
            (pattern, node["additionalProperties"]) = named.popitem()
            node["propertyNames"] = {"pattern": pattern, **({"maxLength": MAX_ID} if pattern in (ID, WORD) else {})}
            del node["patternProperties"]
    return node


def _otherwise(word: str) -> list[int | bool]:
    """What YAML 1.2 takes a word for, besides a text."""
    if word in ("true", "false"):
        return [word == "true"]
    return [int(word)] if word.isdecimal() else []
