"""The JSON Schemas: as committed, valid, and accepting what the reader accepts."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from generator.schema import schemas

ROOT = Path(__file__).parent.parent
CHECK = Path(sys.executable).parent / "check-jsonschema"


def check(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([CHECK, *arguments], capture_output=True, text=True, check=False)


def test_what_is_committed_is_what_the_models_say() -> None:
    made = schemas()
    for name, text in made.items():
        assert (ROOT / "briefings" / name).read_text(encoding="utf-8") == text, "type: daybrief schema"
    assert {file.name for file in (ROOT / "briefings/schema").iterdir()} == {Path(name).name for name in made}


def test_schemas_are_schemas() -> None:
    done = check("--check-metaschema", *(ROOT / "briefings" / name for name in schemas()))
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("folder", ["briefings", "tests/second_subject/briefings"])
def test_files_that_are_read_without_a_problem_fit_their_schema(folder: str) -> None:
    docs, schema = ROOT / folder, ROOT / "briefings/schema"
    days = [*docs.glob("2*/*.yml")]
    done = check("--schemafile", schema / "day.schema.json", *days)
    assert done.returncode == 0, done.stdout
    for registry in (docs / "registry").iterdir():
        done = check("--schemafile", schema / f"{registry.stem}.schema.json", registry)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("status: published", "status: publshed"),
        ("track: ferry-talks", "trak: ferry-talks"),
        ("date: 2032", "date: 32"),
    ],
)
def test_a_schema_refuses_what_the_reader_refuses(tmp_path: Path, old: str, new: str) -> None:
    text = (ROOT / "tests/second_subject/briefings/2032/2032-01-02.yml").read_text(encoding="utf-8")
    assert old in text
    day = tmp_path / "day.yml"
    day.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert check("--schemafile", ROOT / "briefings/schema/day.schema.json", day).returncode == 1


def test_every_field_says_what_it_is_for_or_names_itself() -> None:
    day = json.loads(schemas()["schema/day.schema.json"])
    assert day["$schema"].endswith("2020-12/schema")
    claim = day["$defs"]["Claim"]["properties"]
    assert claim["by"]["description"].startswith("Who speaks, never who relays")
    assert '"title": "By"' not in schemas()["schema/day.schema.json"]
    for kind in (name for name in schemas() if "day" not in name):
        assert "Ids that it had before." in schemas()[kind], "a field that all entries share is described in each"
