"""The ledger on built sites: rules told once, names that lead somewhere, words where there are colours."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from daybrief.content import archive
from daybrief.content.archive import read_registry
from daybrief.ledger.status import PROOFS, STATUS_RULES, STATUSES
from daybrief.model.registry import Registry
from daybrief.model.terms import TABLES, group_of
from daybrief.output import messages
from tests.projects import ROOT
from tests.reading import Built, pages, parse

TOLD = {"side", "facts", "who", "where", "thread", "speaker", "moved", "wide", "board"}
"""Classes of what the site itself says about a statement: no prose."""
PROSE = {"row-note", "note", "card", "register"}
VOID = {"br", "img", "input", "link", "meta"}


class _Loose(HTMLParser):
    """What a page says of ids outside of links, headings and prose."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, set[str]]] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, set((dict(attributes).get("class") or "").split())))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _ in self.open}
        classes = {name for _, names in self.open for name in names}
        if classes & TOLD and not classes & PROSE and not tags & {"a", "h1", "h2", "h3", "caption"}:
            self.texts.append(data)


def loose(page: str) -> set[str]:
    """The words between a page's separators that lead nowhere."""
    parser = _Loose()
    parser.feed(page)
    return {part.strip() for text in parser.texts for part in re.split(r"[,;:·]", text)}


def registered(docs: Path) -> set[str]:
    """Every name in the registries that a page shows for an id."""
    found, _ = archive.load(docs, {"about.md", "method.md"})
    kinds = ("parties", "sources", "actors", "places", "sectors", "tracks", "plans", "measures")
    return {entry.name for kind in kinds for entry in getattr(found.registry, kind).values()}


def test_every_name_that_stands_for_an_id_is_a_link(built: Built) -> None:
    names = registered(built.docs)
    assert len(names) > 20
    found = {name: loose((built.site / name).read_text(encoding="utf-8")) for name in built.pages}
    assert len({words for some in found.values() for words in some}) > 100
    assert sorted(f"{file}: {name}" for file, some in found.items() for name in some & names) == []


def test_the_method_page_tells_the_rules_in_their_order_by_the_names_of_the_code(built: Built) -> None:
    text = (built.site / "method/index.html").read_text(encoding="utf-8")
    assert [name for name in parse(text).ids if name in {r.name for r in STATUS_RULES}] == [
        r.name for r in STATUS_RULES
    ]
    assert [name for name in parse(text).ids if name in PROOFS] == list(PROOFS)
    for rule in STATUS_RULES:
        row = text[text.index(f'<tr id="{rule.name}"') :].partition("</tr>")[0]
        assert f"<code>{rule.name}</code>" in row
        assert f">{rule.status}<" in row
    assert "the ledger's rules" not in text, "what asked for them is gone"


def test_the_rules_are_told_in_one_place(built: Built) -> None:
    """Neither the page nor the templates repeat what the code says."""
    written = (built.docs / "method.md").read_text(encoding="utf-8")
    written += "".join(file.read_text(encoding="utf-8") for file in (ROOT / "templates").rglob("*.html"))
    for name in [*(rule.name for rule in STATUS_RULES), *PROOFS]:
        assert name not in written
    assert "method/index.html" in built.pages


def test_statuses_and_movements_are_told_in_words(built: Built) -> None:
    seen, moved = set(), 0
    own = (built.docs / "registry/terms.yml").is_file()
    language, _ = messages.load("en", ROOT / "templates/words")
    assert language is not None
    registry = Registry(**read_registry(built.docs, "registry/terms.yml")[0].tables if own else {})
    spoken = language.with_terms(registry)
    names = "|".join(re.escape(spoken(f"movement.{kind}")) for kind in registry.movements)
    for file in sorted(built.site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        for name, words in re.findall(r'class="status status-([a-z]+)">([^<]*)<', text):
            assert words == name, file
            seen.add(name)
        for part in text.split('class="movement"')[1:]:
            said = re.sub(r"<[^>]*>", " ", part[:400].partition(">")[2])
            assert re.match(rf"\s*\S\s+({names})\s*,", said), said
            moved += 1
    assert moved > 5
    assert seen == set(STATUSES), "all of them, on the method page at the least"


def test_tables_have_a_name_and_headings(built: Built) -> None:
    bare, count = [], 0
    for file in sorted(built.site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        for found in re.finditer(r"<table.*?</table>", text, re.S):
            count += 1
            above = text[max(found.start() - 200, 0) : found.start()]
            named = "<caption>" in found[0] or re.search(r"</h2>\s*$", above) or file.parent.name == "method"
            if not named or "<th" not in found[0]:
                bare.append(f"{file.relative_to(built.site)}: {found[0][:80]}")
    assert count > 10
    assert bare == []


def test_a_name_for_every_word_and_an_arrow_for_every_movement() -> None:
    language, _ = messages.load("en", ROOT / "templates/words")
    assert language is not None
    for table in TABLES:
        for word in getattr(Registry(), table):
            assert language.has(f"{group_of(table)}.{word}")
    for kind in Registry().movements:
        assert language.has(f"arrow.{kind}")


def test_a_renamed_entry_leads_on_in_a_built_site(project: Any) -> None:
    project.edit(
        "briefings/registry/places.yml", "hask:\n  name: Hask\n", "hask:\n  name: Hask\n  formerly: [fort-hask]\n"
    )
    site = project.build()
    old = pages(site)["places/fort-hask/index.html"]
    assert old.metas["refresh"] == "0; url=../../places/hask/"
    assert ("a", "../../places/hask/") in old.links
    assert (site / "places/hask/index.html").is_file()


THIN = """\
date: 2032-01-05
as_of: 2032-01-05T20:00Z
title: One thing
status: published
takeaways:
  - {text: It snows., refs: [snow]}
  - {text: Nothing else was read., refs: [snow]}
articles:
  note: {source: tide-wire, title: Snow, url: "https://tide.example/snow", published: 2032-01-05, language: en}
diplomacy:
  - id: visit
    name: A visit
    track: ferry-talks
    state: held
    date: 2032-01-05
    format: visit
    refs: [snow]
    claims:
      - {id: snow, text: It snows., by: tide-wire, articles: [note]}
sourcing: {limits: One text was read.}
"""


def test_one_thin_day_makes_a_whole_site(project: Any) -> None:
    project.drop_days()
    (project.docs / "2032/2032-01-05.yml").write_text(THIN, encoding="utf-8")
    built = pages(project.build())
    for name in ("index", "archive/index", "claims/index", "forecasts/index", "corrections/index", "front/index"):
        assert f"{name}.html" in built
    for name, page in built.items():
        assert len(page.headings) == 1, name
        assert page.headings[0].strip(), name
        assert page.unclosed == [], name
    assert "None has been resolved yet." in built["forecasts/index.html"].words
    assert "No correction has been necessary yet." in built["corrections/index.html"].words
    assert "No statement read yet." in built["front/channel/index.html"].words
    assert "No claim so far." in built["sources/lake-watch/index.html"].words
