"""The Big List of Naughty Strings: none breaks the reader, and what it takes is shown as it was typed."""

import json
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml

from daybrief.model.statements import Quote
from daybrief.model.validation import interpret
from daybrief.source import read
from daybrief.text.markup import inline, plain
from tests.hostile.trees import tree

STRINGS: list[str] = json.loads(Path(__file__).with_name("blns").joinpath("blns.json").read_text(encoding="utf-8"))
MARKUP = {"html", "head", "body", "em", "strong", "code", "a", "p"}


@pytest.mark.parametrize("string", STRINGS, ids=range(len(STRINGS)))
def test_a_naughty_string_is_refused_or_shown(string: str) -> None:
    day = yaml.dump({"text": string, "language": "en"}, Dumper=yaml.CSafeDumper, allow_unicode=True, width=10_000)
    document, problems = read(day.encode(), "day.yml")
    quote, _, more = interpret(document, Quote) if document else (None, None, [])
    if quote is None or problems:
        assert problems or more
        return
    shown = tree(f"<p>{inline(quote.text)}</p>")
    assert {node[1] for node in shown if not node[1].startswith("-")} <= MARKUP
    words = "".join(node[2] for node in shown if node[1] == "-text")
    assert words == plain(quote.text)
    if not any(node[1] in MARKUP - {"html", "head", "body", "p"} for node in shown):
        assert words == normalize("NFC", string)


@pytest.mark.parametrize("string", STRINGS, ids=range(len(STRINGS)))
def test_a_naughty_string_as_a_file_raises_nothing(string: str) -> None:
    for around in ("{}", "title: {}", "- {}\n", "a:\n  b: [{}]", '"{}": x'):
        _, problems = read(around.replace("{}", string).encode(errors="surrogatepass"), "day.yml")
        lines = around.replace("{}", string).split("\n")
        assert all(1 <= problem.line <= len(lines) for problem in problems)
