"""Whatever stands in a text shows as it was typed: no text becomes markup, a template, an address, a path or a command.

The oracle is one: with plain words in the place of each payload, what was built is what is built of plain words. So the
elements, the names and values of attributes, and every text are compared, as a browser's parser takes them.
"""

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from markupsafe import Markup

from daybrief.commands.cli import main
from daybrief.content import handwritten
from daybrief.model.terms import TABLES, TERMS
from daybrief.text.raw_html import clean
from tests.cases import problems
from tests.hostile import sites
from tests.hostile.sites import MARKER, PLAIN, REFUSED, SHOWN, unmasked
from tests.hostile.trees import labels, tree
from tests.projects import ROOT, Project, rendered, settings_for
from tests.reading import files, indexed, parse

UNSHOWN = {("PlanPoint", "note")}
"""Texts that no page shows."""
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
DOCUMENTS = ".cache/daybrief/fragments/search"


@cache
def pages(folder: Path) -> dict[str, str]:
    """Every HTML file below a folder, by its path in it."""
    found = sorted(folder.rglob("*.html"))
    assert found, "else nothing would be compared"
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in found}


def differing(one: str, other: str) -> str:
    """Where a page with payloads is otherwise than the same with plain words, but for how long it takes to read."""
    one, other = (re.sub(r"\d+ minutes? to read", "", page) for page in (one, other))
    ours, theirs = tree(one, unmasked), tree(other)
    pairs = zip([*ours, ("end",)], [*theirs, ("end",)], strict=False)
    return next((f"{a} in the place of {b}" for a, b in pairs if a != b), "")


def owner(name: str) -> int | None:
    """The payload that a page is of; none for lists, which have all of them."""
    date = re.match(r"(?:feed/|search/)?(\d{4})/(\d\d)/(\d\d)/", name)
    if date:
        return [sites.date_of(number) for number in range(len(SHOWN))].index("-".join(date.groups()))
    entry = re.search(r"[a-z]-(\d+)/", name)
    return int(entry[1]) if entry else None


def compared(hostile: Path, part: str, wanted: int | None) -> Iterator[tuple[str, str]]:
    plain = pages(hostile / "plain" / part)
    for name, html in pages(hostile / "hostile" / part).items():
        if owner(name) == wanted and (found := differing(html, plain[name])):
            yield name, found


@pytest.mark.parametrize("number", range(len(SHOWN)), ids=list(SHOWN))
def test_a_payload_shows_as_it_was_typed(hostile: Path, number: int) -> None:
    assert dict(compared(hostile, "site", number)) == {}


def test_lists_show_all_payloads_as_they_were_typed(hostile: Path) -> None:
    assert dict(compared(hostile, "site", None)) == {}


def test_the_search_is_given_what_was_typed(hostile: Path) -> None:
    found = {name: told for number in (*range(len(SHOWN)), None) for name, told in compared(hostile, DOCUMENTS, number)}
    assert found == {}
    here, there = (indexed(hostile / name / "site") for name in ("hostile", "plain"))
    assert here.keys() == there.keys()
    assert len(here) > len(SHOWN)
    for url, fragment in here.items():
        meta: Any = fragment["meta"]
        assert {name: unmasked(value) for name, value in meta.items()} == there[url]["meta"], url


def test_names_on_a_map_are_names(hostile: Path) -> None:
    known = {label for html in pages(hostile / "plain/site").values() for label in labels(html)}
    known |= {("-text", str(number)) for number in range(9)}
    found = {label for html in pages(hostile / "hostile/site").values() for label in labels(html, unmasked)}
    assert len(found) > 5
    assert found <= known


def test_every_field_of_the_model_is_shown(hostile: Path) -> None:
    seen = {int(field) for html in pages(hostile / "plain/site").values() for _, field in MARKER.findall(html)}
    assert {tuple(field) for number, field in enumerate(sites.FIELDS) if number not in seen} == UNSHOWN
    assert len(sites.FIELDS) > 60


def test_the_feed_shows_what_was_typed(hostile: Path) -> None:
    here, there = (ET.parse(hostile / name / "site/feed.xml").getroot() for name in ("hostile", "plain"))
    ours, theirs = list(here.iter()), list(there.iter())
    assert [one.tag for one in ours] == [one.tag for one in theirs]
    assert len(list(here.iter("item"))) == len(SHOWN)
    for one, other in zip(ours, theirs, strict=True):
        if one.tag in (CONTENT, "description"):  # HTML, both of them
            assert differing(one.text or "", other.text or "") == ""
        else:
            assert (unmasked(one.text or ""), one.attrib) == (other.text or "", other.attrib)


def test_only_the_files_of_the_plain_site_are_written(hostile: Path) -> None:
    here, there = files(hostile / "hostile/site"), files(hostile / "plain/site")
    assert sorted(here) == sorted(there)
    assert here["sitemap.xml"] == there["sitemap.xml"]
    assert not list(hostile.rglob("pwned"))


def test_a_day_in_a_summary_shows_what_was_typed(hostile: Path) -> None:
    shown = [run(hostile / name, "show", *sorted((hostile / name / "briefings").glob("2*/*.yml"))) for name in NAMES]
    assert shown[0].count("<h2") == len(SHOWN)
    assert differing(*shown) == ""


NAMES = ("hostile", "plain")


def run(project: Path, *arguments: str | Path, code: int = 0) -> str:
    """What a command of `daybrief` prints."""
    done = CliRunner().invoke(main, ["-f", str(project / "mkdocs.yml"), *map(str, arguments)], catch_exceptions=False)
    assert done.exit_code == code, done.output
    return done.output


# What the site's owner sets: its name, its words, titles of pages that are written by hand.

MIXED = " ".join(SHOWN[name] for name in ("script", "end-of-title", "double-quote", "single-quote", "entities", "path"))
MIXED = re.sub("[{}]", "", MIXED)
"""Words may hold `{name}`, which is filled in: no braces here."""
SHORT = " ".join(SHOWN[name] for name in ("script", "double-quote"))
"""What a name has room for."""


def own(folder: Path, words: str) -> Project:
    """A site with `words` in all that its owner sets."""
    sites.lay(folder, {"plain": PLAIN})
    project = Project(folder)
    nav = [{words: "index.md"}, {"Method": "about.md"}]
    project.set(site_name=json.dumps(words), site_description=json.dumps(words), nav=json.dumps(nav))
    (project.docs / "about.md").write_text(f"---\ntitle: {json.dumps(words)}\n---\n\nWords.\n", encoding="utf-8")
    messages = yaml.load((ROOT / "templates/words/en.yml").read_text(encoding="utf-8"), yaml.CBaseLoader)
    named = f"as said {SHORT if words == MIXED else words}"
    terms = {table: {word: {"name": named} for word in getattr(TERMS, table)} for table in TABLES}
    (project.docs / "registry/terms.yml").write_text(json.dumps(terms), encoding="utf-8")
    (folder / "words.yml").write_text(json.dumps(_extended(messages, words)), encoding="utf-8")
    project.edit("mkdocs.yml", "feed_days: 99", f"feed_days: 99, responsible: {json.dumps(words)}, words: words.yml")
    return project


def _extended(node: Any, words: str) -> Any:
    if isinstance(node, dict):
        return {name: _extended(inner, words) if name != "locale" else inner for name, inner in node.items()}
    return f"{node} {words}"


def plain(text: str) -> str:
    """A text of such a site with plain words. MkDocs takes a title in nav for HTML: of that, the words are left."""
    for words in (MIXED, " ".join(MIXED.split()), Markup(MIXED).striptags(), SHORT):  # Material makes one space of many
        text = text.replace(words, PLAIN)
    return text


def test_a_sites_own_words_are_texts_too(tmp_path: Path) -> None:
    here, there = (own(tmp_path / name, words).build_on() for name, words in zip(NAMES, (MIXED, PLAIN), strict=True))
    shown = pages(here)
    assert sum(html.count("&lt;script&gt;") for html in shown.values()) > 500
    for name, html in shown.items():
        assert tree(html, plain) == tree(pages(there)[name]), name
    assert plain(ET.parse(here / "feed.xml").findtext("channel/title") or "") == PLAIN


# What is refused is refused in every text, and told so that nothing obeys it.


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("refused") / "site"
    sites.lay(folder, REFUSED)
    return folder


def test_each_refused_text_is_told_where_it_stands(refused: Path) -> None:
    told = {(problem.file, problem.line) for problem in problems(refused / "briefings")}
    stands = [
        (
            (list(REFUSED)[int(number)], sites.FIELDS[int(field)]),
            file.relative_to(refused / "briefings").as_posix(),
            line,
        )
        for file in (refused / "briefings").rglob("*.yml")
        for line, text in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        for number, field in MARKER.findall(text)
    ]
    assert {text for text, *_ in stands} == {(name, field) for name in REFUSED for field in sites.FIELDS}
    assert {text for text, *place in stands if tuple(place) not in told} == set()


def test_nothing_in_a_report_is_obeyed(refused: Path) -> None:
    for form in ("text", "github", "json"):
        printed = run(refused, "check", "--format", form, code=1)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", printed)
        if form == "github":
            *lines, last = printed.splitlines()
            assert {line.partition(" file=briefings/")[0] for line in lines} == {"::error"}
            assert re.fullmatch(r"::notice::… and [\d,]+ more in \d+ files", last)
        if form == "json":
            assert json.loads(printed)["version"] == 1


# Hand-written pages: what is not told of is published as it was typed, and nothing that runs ever is.


@pytest.mark.parametrize("payload", [*SHOWN.values(), *map(str, REFUSED.values())], ids=[*SHOWN, *REFUSED])
def test_a_payload_on_a_hand_written_page_is_told_or_harmless(tmp_path: Path, payload: str) -> None:
    forms = (
        "{}",
        "    {}",
        '!!! note "{}"\n    {}',
        "- [ ] {}",
        '[a](b.md){{ title="{}" }}',
        '``` py title="{}"\n{}\n```',
    )
    for form in forms:
        text = "# A page\n\n" + form.replace("{}", payload.replace("\0", "")).replace("{{", "{").replace("}}", "}")
        (tmp_path / "page.md").write_text(text, encoding="utf-8", errors="replace")
        problems, _ = handwritten.check(settings_for(tmp_path, written=frozenset({"page.md"})))
        html, gone = clean(rendered(text))
        assert problems or not [one for one in gone if " " not in one], "of attributes, the build warns"
        found = parse(html)
        assert not found.tags & {"script", "style", "iframe", "form", "object", "base", "math", "button"}
        assert found.inline == []
