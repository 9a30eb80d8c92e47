"""Another subject is another set of registries and words: the program knows no country, party or place."""

import ast
import re
from pathlib import Path

import pytest

from tests.projects import ROOT
from tests.reading import files, pages

OTHER_SUBJECT = re.compile(
    r"ukrain|russia|kyiv|kiev|moscow|kremlin|siversk|donet|войн|україн|росси|soviet", re.IGNORECASE
)


def test_its_pages_speak_its_own_words(lake: Path) -> None:
    parsed = pages(lake)
    day = parsed["2032/01/02/index.html"]
    assert "Friday, January 2, 2032" in day.words, "dates as its locale writes them"
    assert re.search(r"\bThe lake\b", day.words)
    assert re.search(r"Shore\s*Movement\s*Who says so", day.words)
    assert parsed["front/index.html"].headings == ["The lake"]
    assert "The lake, shore by shore." in parsed["front/index.html"].words
    assert "This letter's address" in parsed["index.html"].words
    for name, page in parsed.items():
        assert "The front" not in page.words, name


def test_its_parties_have_their_own_hues(lake: Path) -> None:
    day = (lake / "2032/01/02/index.html").read_text(encoding="utf-8")
    for hue, party, name in [
        ("teal", "averra", "Averra"),
        ("plum", "dolmar", "Dolmar"),
        ("none", "league", "The Lake League"),
    ]:
        assert f'<a class="party hue-{hue}" href="../../../parties/{party}/">{name}</a>' in day


def test_nothing_of_the_first_subject_is_in_it(lake: Path) -> None:
    for name, data in files(lake).items():
        if not name.endswith(".gz"):
            found = OTHER_SUBJECT.search(data.decode("utf-8", errors="replace"))
            assert found is None, f"{name}: {found}"


def spoken(file: Path) -> str:
    """What a file of the program says or does: without comments, and without Python's docstrings."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".py":
        tree = ast.parse(text)
        prose = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        }
        nodes = [n for n in ast.walk(tree) if id(n) not in prose]
        words = [n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        return "\n".join([*words, *(n.id for n in nodes if isinstance(n, ast.Name))])
    if file.suffix == ".js":
        text = re.sub(r"^\s*//.*$|\s//\s.*$", "", text, flags=re.M)
    return re.sub(r"\{#.*?#\}|/\*.*?\*/|^#.*$", "", text, flags=re.S | re.M)


PROGRAM = [
    file
    for folder in ("generator", "templates")
    for file in sorted((ROOT / folder).rglob("*"))
    if file.is_file() and file.suffix in (".py", ".html", ".js", ".css", ".yml", ".svg")
]


@pytest.mark.parametrize("folder", ["generator", "templates"])
def test_the_program_knows_no_country_party_or_place(folder: str) -> None:
    told = {file: spoken(file) for file in PROGRAM if file.is_relative_to(ROOT / folder)}
    assert len(told) > 10
    assert {str(f): found[0] for f, words in told.items() if (found := OTHER_SUBJECT.search(words))} == {}


def test_the_grep_finds_what_it_looks_for(tmp_path: Path) -> None:
    file = tmp_path / "module.py"
    file.write_text('"""Kyiv may stand in prose."""\nCAPITAL = "Kyiv"\n')
    assert OTHER_SUBJECT.search(spoken(file))
    file.write_text('"""Kyiv may stand in prose."""\nCAPITAL = ""\n')
    assert not OTHER_SUBJECT.search(spoken(file))
