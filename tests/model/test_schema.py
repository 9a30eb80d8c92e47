"""The JSON Schemas: as committed, valid, and accepting what the reader accepts."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, get_type_hints

import pytest
import regress
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker, validators
from jsonschema import ValidationError as JsonError
from pydantic import TypeAdapter, ValidationError

from daybrief.content.archive import read_registry
from daybrief.model import day, fields, figures, statements
from daybrief.model.references import References, Speakers
from daybrief.model.schema import _as_typed, schemas
from daybrief.model.terms import TERMS, Terms
from daybrief.plugin.config import settings_of
from daybrief.plugin.config_file import load
from tests.cases import CORPUS, VALID
from tests.projects import LAKE, ROOT
from tests.reading import Built

CHECK = Path(sys.executable).parent / "check-jsonschema"


def check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CHECK, *arguments], capture_output=True, text=True, check=False)


def test_what_is_committed_is_what_the_models_say() -> None:
    """Beside whatever briefings this repository holds."""
    committed = settings_of(load(ROOT / "mkdocs.yml")).docs / "schema"
    there = {f"schema/{file.name}": file.read_text(encoding="utf-8") for file in committed.glob("*")}
    own = (committed.parent / "registry/terms.yml").is_file()
    assert there == (schemas_of(committed.parent) if own else schemas()), "type: daybrief schema"


@pytest.fixture(scope="session")
def schema_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all schemas, which know the words of the second subject."""
    folder = tmp_path_factory.mktemp("schemas")
    for name, text in schemas_of(LAKE / "briefings").items():
        (folder / Path(name).name).write_text(text, encoding="utf-8")
    return folder


def test_schemas_are_schemas(schema_files: Path) -> None:
    done = check("--check-metaschema", *schema_files.iterdir())
    assert done.returncode == 0, done.stdout


def test_files_that_are_read_without_a_problem_fit_their_schema(built: Built, schema_files: Path) -> None:
    days = [*built.docs.glob("2*/*.yml")]
    done = check("--schemafile", schema_files / "day.schema.json", *days)
    assert done.returncode == 0, done.stdout
    for registry in (built.docs / "registry").iterdir():
        done = check("--schemafile", schema_files / f"{registry.stem}.schema.json", registry)
        assert done.returncode == 0, done.stdout


class Core(yaml.SafeLoader):
    """YAML 1.2's core schema, as most editors' programs read it; a key is a text in any case, as in JSON."""

    yaml_implicit_resolvers: ClassVar[Any] = {}

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        return {key.value: self.construct_object(value, deep=True) for key, value in node.value}


Core.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("(?:~|null|Null|NULL|)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("(?:true|True|TRUE|false|False|FALSE)$"), None)
Core.add_implicit_resolver("tag:yaml.org,2002:int", re.compile("(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$"), None)
Core.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(
        r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
    ),
    None,
)
Core.add_constructor(
    "tag:yaml.org,2002:int", lambda loader, node: float(int(node.value, 0 if node.value[1:2] in "ox" else 10))
)
Core.add_constructor(
    "tag:yaml.org,2002:float", lambda loader, node: float(re.sub(r"\.(?=[in])", "", node.value.lower()))
)


class Old(yaml.SafeLoader):
    """YAML 1.1: `yes` is a truth, `12:30` a number, and a date a date, which in JSON is its text."""

    construct_mapping = Core.construct_mapping


Old.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: node.value)
LOADERS = [Core, Old]
SOUND = [*VALID, *LAKE.glob("briefings/2*/*.yml")]
REGISTRIES = [*CORPUS.glob("registry/*.yml"), *LAKE.glob("briefings/registry/*.yml")]


def validator(schema: Any) -> Any:
    return Ecma(schema, format_checker=FormatChecker())


@cache
def expression(pattern: str) -> regress.Regex:
    return regress.Regex(pattern, "u")


def matches(validator: Any, pattern: str, word: Any, schema: Any) -> Iterator[JsonError]:
    if isinstance(word, str) and not expression(pattern).find(word):
        yield JsonError(f"{word} is not as {pattern}")


Ecma = validators.extend(Draft202012Validator, {"pattern": matches})
"""Patterns are JavaScript's, whose `$` is the very end."""


DAY = validator(json.loads(schemas()["schema/day.schema.json"]))


@cache
def schemas_of(docs: Path) -> dict[str, str]:
    """The schemas that know the words of a site."""
    return schemas(Terms(**read_registry(docs, "registry/terms.yml")[0].tables))


def faults(file: Path, loader: Any) -> list[str]:
    """What a schema tells of a day or a registry."""
    name = f"schema/{file.stem}.schema.json"
    known = schemas_of(next(folder for folder in file.parents if (folder / "registry").is_dir()))
    one = validator(json.loads(known.get(name, known["schema/day.schema.json"])))
    return [error.message for error in one.iter_errors(yaml.load(file.read_bytes(), Loader=loader))]


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize("file", [*SOUND, *REGISTRIES], ids=lambda file: str(file.relative_to(ROOT)))
def test_what_is_sound_fits_whatever_yaml_a_program_knows(file: Path, loader: Any) -> None:
    assert faults(file, loader) == []


@pytest.mark.parametrize("name", sorted(schemas()))
def test_patterns_are_read_by_every_kind_of_program(name: str) -> None:
    patterns = set(re.findall(r'"pattern": (".*")', schemas()[name]))
    assert len(patterns) >= 2
    for pattern in patterns:
        words = json.loads(pattern)
        re.compile(words)
        regress.Regex(words, "u")
        regress.Regex(words)


TYPES: dict[str, Any] = {
    **{
        name: getattr(fields, name)
        for name in ("Id", "Text", "Line", "Unit", "Date", "Time", "When", "Url", "Latitude")
    },
    **{name: getattr(fields, name) for name in ("Longitude", "Language", "Reference")},
    **{"Count": figures.Count, "Speakers": Speakers, "References": References, "Credibility": statements.Credibility},
    **{"Outcome": get_type_hints(day.Resolution)["outcome"], "Status": get_type_hints(day.Day)["status"]},
}
ADAPTERS = {name: TypeAdapter(kind) for name, kind in TYPES.items()}
VALIDATORS = {name: validator(_as_typed(adapter.json_schema(), TERMS)) for name, adapter in ADAPTERS.items()}
WORDS = [
    *[
        "",
        " ",
        "null",
        "~",
        "true",
        "no",
        "yes",
        "off",
        "0",
        "7",
        "007",
        "-7",
        "1984",
        "1e3",
        "1_2",
        "1e1",
        "+12.5",
        ".5",
        "12.",
    ],
    *[
        "48.5",
        "90.1",
        "-200",
        "1234567890123",
        "0.1234567",
        "0x10",
        ".nan",
        "-.inf",
        "1,200",
        "1 200",
        "３６",
        "٣",
        "12.5\n",
    ],
    *["2031-05-04", "2031-02-30", "2031-13-01", "2031-5-4", "1899-12-31", "2200-01-01", "0031-05-04", "٢٠٣١-٠٥-٠٤"],
    *[
        "2031-W49",
        "2031-W53",
        "2031-W54",
        "2031-W00",
        "2031-05",
        "2031-13",
        "2031",
        "2031-05-04/x",
        "2031-05-04/X",
        "/x",
    ],
    *["2031-05-04T04:00Z", "2031-05-04T24:00Z", "2031-05-04T04:60Z", "2031-05-04 04:00", "2031-05-04T04:00+00:00"],
    *[
        "sound-id",
        "Id",
        "two--hyphens",
        "-x",
        "x-",
        "ід",
        "a b",
        "x" * 81,
        "en",
        "UK",
        "ru-Latn",
        "zh-Hant-TW",
        "english",
    ],
    *[
        "one\ntwo",
        "**",
        "[]",
        "``",
        "…",
        "x" * 301,
        "x" * 2001,
        "a *word*",
        "12:30",
        "#x",
        "draft",
        "Published",
        "1",
        "true",
    ],
    *[
        "https://lake.example/",
        "http://газета.example/вечір",
        "www.lake.example",
        "https://a b.example",
        "https://none",
    ],
    *["https://x.example:0/", "https://x.example/%zz", "https://u@x.example/", 'https://x.example/"', "javascript:x"],
    "https://x.example/" + "x" * 2000,
    *["8..", "..20", "20..30", "30..20", "~40", "~20..30", "~8..", "~..20", "..", "2.5..", "-3..-1", "8...", "8..9.."],
    *["2031/..", "2031/2032", "2032/2031", "2031-05/2031-W49", "../2031", "2031/../..", "2031-05-04T04:00Z/.."],
    *["2031-05-04/2031-05-04T04:00Z", "1899", "2200", "2031/", "2031/x", "%", "°C", "%%%%", "% %", "km", "_", "_|"],
]
ALPHABET = st.sampled_from(
    [*"aZж09-_:/.#%@[]!'\"*`{}|\\<>~ \n\u0301", "2031-05-04", "https://", "T04:00Z", "W49", "x.example", "2031", ".."]
)


def written(word: str, quoted: bool) -> Any:
    """What a program makes of a value that is the word, in quotes or without."""
    if quoted:
        return word
    try:
        return yaml.load(f"- {word}", Loader=Core)[0]
    except (yaml.YAMLError, TypeError):
        return word


def assert_both_agree(kind: str, word: str, quoted: bool) -> None:
    """The schema takes what check takes, and refuses what it refuses but for the reasons that no schema can tell."""
    value = written(word, quoted)
    if not isinstance(value, str | int | float | bool | None):
        return  # no scalar
    if isinstance(value, str):
        word = value  # what YAML left of it
    try:
        ADAPTERS[kind].validate_python(word)
        code = ""
    except ValidationError as error:
        code = error.errors()[0].get("ctx", {}).get("code", "pydantic")
    taken = VALIDATORS[kind].is_valid(value)
    if not code:
        assert taken or value is None, (kind, word, value)
    elif taken:
        unseen = not isinstance(value, str) or code in ("bad-link", "mixed-alphabets") or word.lower() == "null"
        beyond = kind in ("Latitude", "Longitude") and re.fullmatch(fields.NUMBER, word)
        turned = kind in ("Count", "When") and re.search(r"\d(\.\.|/)-?\d", word)
        signs = kind in ("Text", "Line", "Unit") and code == "empty-field" and not word.isascii()
        day = code == "bad-date" and re.search(r"(?:29|30|31)|W53", word)
        assert unseen or beyond or turned or signs or day, (kind, word, value, code)


@pytest.mark.parametrize("kind", TYPES)
def test_a_schema_takes_what_check_takes_and_refuses_what_it_can(kind: str) -> None:
    for word in WORDS:
        for quoted in (True, False):
            assert_both_agree(kind, word, quoted)


@given(st.sampled_from(sorted(TYPES)), st.lists(ALPHABET, max_size=8).map("".join), st.booleans())
def test_they_agree_on_any_word(kind: str, word: str, quoted: bool) -> None:
    assert_both_agree(kind, word, quoted)


def test_nothing_but_the_empty_field_is_null() -> None:
    for name in ("Id", "Text", "Line", "Unit", "Date", "Count", "Language", "Speakers", "Status"):
        assert not VALIDATORS[name].is_valid(None)
        with pytest.raises(ValidationError):
            ADAPTERS[name].validate_python("null" if name != "Speakers" else ["null"])


ARTICLE = {
    **{"source": "gazette", "title": "An evening", "url": "https://gazette.example/"},
    **{"published": "2031-05-04", "language": "en"},
}
UPDATE = {"date": "2031-05-06", "target": "crossings-map", "kind": "update", "reason": "It was read too late."}
EVERYTHING = (CORPUS / "valid/everything.yml").read_bytes()


def paths(node: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    for step, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*path, step)
        yield from paths(child, (*path, step))


def at(path: tuple[Any, ...], data: Any) -> Any:
    for step in path:
        data = data[step]
    return data


def wrong_places(data: Any) -> set[tuple[Any, ...]]:
    found = list(DAY.iter_errors(data))
    return {tuple(error.absolute_path) for one in found for error in (one, *(one.context or ()))}


@pytest.mark.parametrize("wrong", [None, {"x": "y"}, [["x"]], ""], ids=str)
def test_a_value_of_another_shape_fits_nowhere(wrong: Any) -> None:
    data = yaml.load(EVERYTHING, Loader=Core)
    leaves = [path for path in paths(data) if not isinstance(at(path, data), dict | list)]
    for *path, last in leaves:
        at(tuple(path), data)[last] = wrong
    assert len(leaves) > 100
    assert set(leaves) - wrong_places(data) == set()


def test_a_word_fits_nowhere_in_the_place_of_fields_or_of_a_list() -> None:
    data = yaml.load(EVERYTHING, Loader=Core)
    nodes = [path for path in paths(data) if isinstance(at(path, data), dict | list) and path[-1] != "by"]
    for depth in range(1, 7):
        data = yaml.load(EVERYTHING, Loader=Core)
        level = [path for path in nodes if len(path) == depth]
        for *path, last in level:
            at(tuple(path), data)[last] = "two words"
        assert set(level) - wrong_places(data) == set()


def test_a_field_that_nobody_knows_fits_nowhere() -> None:
    data = yaml.load(EVERYTHING, Loader=Core)
    mappings = [(), *(path for path in paths(data) if isinstance(at(path, data), dict))]
    for path in mappings:
        at(path, data)["X y"] = "1"
    assert len(mappings) > 20
    assert set(mappings) - wrong_places(data) == set()


@cache
def sound() -> Any:
    data = yaml.load(EVERYTHING, Loader=Core)
    del data["assessments"][0]["likelihood"]
    data["articles"]["one-more"] = ARTICLE
    assert DAY.is_valid(data)
    return data


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("front", 0, "claims", 0, "movement"), {}),
        (("front", 0, "claims", 0, "movement"), {"advance": "north", "hold": "north"}),
        (("front", 0, "claims", 2, "backs"), "crossings-told"),
        (("front", 0, "claims", 0, "places"), []),
        (("front", 0, "claims", 3, "control"), {"party": "north"}),
        (("corrections", 0), {**UPDATE, "kind": "typo"}),
        (("corrections", 0), {**UPDATE, "target": "day"}),
        (("corrections", 0), {**UPDATE, "now": "It is new."}),
        (("corrections", 0), {**UPDATE, "field": "text"}),
        (("assessments", 0, "sector"), "ford"),
        (("takeaways", 0, "refs"), []),
        (("takeaways", 0), {"text": "It rests on nothing."}),
        (("takeaways",), []),
        (("takeaways",), [{"text": "Six are too many.", "refs": ["talks-length"]}] * 6),
        (("articles",), {}),
        (("articles", "Not an id"), {}),
        (("front", 0, "claims"), []),
        (("front", 0, "claims", 0, "id"), "takeaways"),
        (("front", 0, "claims", 0, "id"), "sector-mill"),
        (("diplomacy", 0, "id"), "top"),
        (("assessments", 0, "id"), "day"),
        (("articles",), {"db-1": ARTICLE}),
        (("assessments", 0, "editor_set"), ["likelihood"]),
    ],
)
def test_a_schema_tells_what_rules_tell_of_one_record(path: tuple[Any, ...], value: Any) -> None:
    data = deepcopy(sound())
    at(path[:-1], data)[path[-1]] = value
    assert not DAY.is_valid(data)


def test_every_field_says_what_it_is_for_or_names_itself() -> None:
    schema = json.loads(schemas()["schema/day.schema.json"])
    assert schema["$schema"].endswith("2020-12/schema")
    claim = schema["$defs"]["Claim"]["properties"]
    assert claim["by"]["description"].startswith("Who speaks, never who relays")
    assert '"title": "By"' not in schemas()["schema/day.schema.json"]
    for kind in (name for name in schemas() if "day" not in name and "terms" not in name):
        assert "Ids that it had before." in schemas()[kind], "a field that all entries share is described in each"
