"""docs/ledger.schema.json says what the ledger's reports hold, and every report fits it."""

import json
from collections.abc import Callable
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from daybrief.content import archive
from daybrief.output.ledger.records import VERSION, LedgerReport
from daybrief.output.ledger.report import NEAREST, SPEAKERS, as_json, report
from tests.cases import day_files
from tests.ledger.telling import compile_ledger
from tests.reading import Built


def untitled(node: Any) -> Any:
    """A schema without Pydantic's titles, which only repeat the names of fields."""
    if isinstance(node, list):
        return [untitled(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {key: untitled(value) for key, value in node.items() if key != "title" or not isinstance(value, str)}


def schema() -> Any:
    head = {"$schema": GenerateJsonSchema.schema_dialect, "title": f"The ledger's report on a day, version {VERSION}"}
    return head | untitled(TypeAdapter(LedgerReport).json_schema(mode="serialization"))


def test_the_schema_is_that_of_the_records(golden: Callable[[str, str], None]) -> None:
    Draft202012Validator.check_schema(schema())
    golden("../../docs/ledger.schema.json", json.dumps(schema(), ensure_ascii=False, indent=1) + "\n")


def test_every_report_fits_it(built: Built) -> None:
    found, _ = archive.load(built.docs, ("about.md", "method.md"))
    published = [file.day for file in day_files(found) if not file.drafted]
    ledger, validator = (
        compile_ledger(published, found.registry),
        Draft202012Validator(schema(), format_checker=FormatChecker()),
    )
    for day in published:
        told = json.loads(as_json(report(ledger, day.date)))
        assert [error.message for error in validator.iter_errors(told)] == [], day.date
        assert (told["format"], told["version"]) == ("daybrief-ledger", VERSION)
        assert len(told["claims"]) == len(ledger.told(day.date).claims)


def test_no_field_goes_unsaid() -> None:
    """A program's author reads the schema: each record says what it is."""
    assert [name for name, one in schema()["$defs"].items() if not one.get("description")] == []


def test_where_lists_are_cut_is_told() -> None:
    told = {name: one["properties"] for name, one in schema()["$defs"].items()}
    assert f"{SPEAKERS} of them, " in told["PlaceControl"]["words"]["description"]
    assert f"at most {NEAREST}." in told["ForecastGroup"]["nearest"]["description"]
