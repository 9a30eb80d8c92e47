"""Hand-written pages, checked: encoding, front matter, raw HTML, addresses, and what Markdown takes too long for.

The check looks at the text as it was typed, so that it can name lines. What a page is in the end, Markdown and its
extensions decide: `daybrief.text.raw_html.clean` lets nothing else through.
"""

import os
import re
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path, PurePosixPath

from daybrief import urls
from daybrief.diagnostics import MOST, Code, Diagnostic, Severity, bounded, nearest
from daybrief.engine.files import regular
from daybrief.source import contents, decoded, read, read_contents
from daybrief.source.characters import stray_characters
from daybrief.source.document import Lines
from daybrief.text.prose import among, angled, raw_blocks, without_code
from daybrief.text.raw_html import TAG, addresses, bad_address, blanked, refused

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What the name of a page ends with."""
FILES = frozenset({"404.html", "index.html", urls.FEED, "sitemap.xml", "sitemap.xml.gz"})
"""What stands in every site beside its pages."""
MAX_BYTES = 1 << 18
"""A page has no more: Markdown takes a quarter of a second for it."""
BRACKETS, SIGNS, LINES, DEPTH = 1_000, 5_000, 1_000, 20
"""How many `[`, or tags, or signs of markup a stretch of text may have, how many headings and fences a page, and how
many levels. Markdown's time grows with the square of them, and deep levels end it."""
FIELDS = frozenset({"title", "description"})
"""What the front matter of a page may set."""
_OURS = {"generated", "head", "template"}
"""Fields by which a page would take itself for one of ours, or for another template's."""
_FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_SETTING = re.compile(r" {0,3}[A-Za-z0-9_-]+:")  # what Python-Markdown's forerunners took for one, and MkDocs does
# A parenthesis behind it is taken too: what it holds may be of the address, and within the host it is told.
_LINK = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()]+\(?)|^ {0,3}\[[^\[\]\n]+\]:\s*(\S+)", re.MULTILINE)
_AUTOMATIC = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://[^<>]*|[^<>\s!]+@[^@<>\s]+)>")
_HEADING = re.compile(r"^(?:#|=+ *$|-+ *$|`{3}|~{3})", re.MULTILINE)
_DEEP = re.compile(
    rf"^(?:[ \t]*>){{{DEPTH + 1}}}|^(?: {{{4 * DEPTH + 1}}}|\t{{{DEPTH + 1}}})[ \t]*[^ \t\n]", re.MULTILINE
)
_STRETCH = re.compile(r"^(?:[^\S\n]*+\S.*\n?)+", re.MULTILINE)
"""Lines without an empty one among them."""


def check(docs: Path, pages: Iterable[str], label: str, themes: Iterable[Path] = ()) -> list[Diagnostic]:
    """Every problem of the hand-written pages in `docs` (POSIX paths). Links and devices are told with stray files.

    Of `themes`, files are published as those of `docs` are.
    """
    published = [docs, *themes]
    problems: list[Diagnostic] = []
    for page in sorted(page for page in pages if not {"", "..", "\0"} & {*page.split("/"), *page}):
        name = f"{label}/{page}" if label else page
        if os.path.lexists(docs / page) and not regular(docs / page):
            continue
        data = contents(docs / page)
        if isinstance(data, bytes):
            problems += bounded(_Page(page, name).check(data, published))
        elif not isinstance(data, FileNotFoundError):  # nav may name what is generated; MkDocs tells what is missing
            problems += read_contents(data, name)[1]
    return problems


def front_matter(source: str) -> tuple[dict[str, str], str]:
    """What a page sets, as it was typed, and its text without that."""
    front = _FRONT.match(source)
    if not front:
        return {}, source
    document, _ = read(f"\n{front[1]}".encode(errors="replace"), "")
    fields = document.data.items() if document else ()
    return {key: value for key, value in fields if key in FIELDS and isinstance(value, str)}, source[front.end() :]


class _Page:
    """One page under check."""

    def __init__(self, page: str, name: str) -> None:
        self.page, self.name = page, name
        self.problems: list[Diagnostic] = []
        self.lines = Lines()

    def check(self, data: bytes, published: Iterable[Path]) -> list[Diagnostic]:
        """Every problem, in no order."""
        kind = PurePosixPath(self.page).suffix.lower()
        if kind not in MARKDOWN:
            if kind in (".html", ".htm", ".xhtml", ".svg", ".xml"):
                hint = "write it as Markdown, or take it from `mkdocs.yml`"
                self.tell(0, 0, "raw-html", "a page is Markdown; this file would be published as it is", hint)
            return self.problems
        if message := _taken(self.page, published):
            self.tell(0, 0, "reserved-address", message, "give the file another name")
        if len(data) > MAX_BYTES:
            message = f"the page has more than {MAX_BYTES:,} bytes, and is not read"
            self.tell(0, 0, "too-large", message, "make several pages of it")
            return self.problems
        text = decoded(data, self.name)
        if isinstance(text, Diagnostic):
            return [*self.problems, text]
        self.lines = Lines(text)
        self._characters(text)
        body = self._without_front_matter(text)
        self._bounds(body)
        if not any(problem.code in ("too-many", "too-deep") for problem in self.problems):
            body = without_code(body)
            self._raw_html(body)
            self._links(body)
        return self.problems

    def tell(self, at: int, width: int, code: Code, message: str, hint: str = "", severity: Severity = "error") -> None:
        """Note a problem at an offset in the text."""
        mark = self.lines.mark(at, width)
        self.problems.append(mark.problem(self.name, code, message, hint, severity))

    def _characters(self, text: str) -> None:
        conflict = "\n<<<<<<<" in f"\n{text}"  # a row of = alone underlines a heading
        passed = {"tab", "wide-space"} | (set() if conflict else {"merge-conflict"})
        self.problems += [found for found in stray_characters(text, self.name) if found.code not in passed]

    def _without_front_matter(self, text: str) -> str:
        """Check the front matter; returns the text with blanks in its place."""
        front = _FRONT.match(text)
        if not front:
            opened = re.match(r"---[ \t]*\n", text)
            if _SETTING.match(text, opened.end() if opened else 0):
                hint = "begin a page with its heading; settings stand between two lines of `---`"
                self.tell(0, 0, "syntax", "what this begins with is read as settings, and not shown", hint)
            return text
        document, problems = read(f"\n{front[1]}".encode(errors="replace"), self.name)
        known = {(found.line, found.column, found.code) for found in self.problems}
        self.problems += [found for found in problems if (found.line, found.column, found.code) not in known]
        unread = {found.line for found in problems}
        for key, value in document.data.items() if document else ():
            line, column, width = document.mark((key,), key=True) if document else (1, 1, 0)
            at = self.lines.starts[line - 1] + column - 1
            if key in _OURS:
                self.tell(at, width, "unknown-field", f"a page cannot set its `{key}`", "take the line away")
            elif key not in FIELDS:
                hint = nearest(key, FIELDS) or "a page has a `title` and a `description`"
                self.tell(at, width, "no-effect", f"`{key}` does nothing here", hint, "warning")
            elif (not isinstance(value, str) or not value) and line not in unread:
                self.tell(at, width, "not-a-text", f"`{key}` is a text", f"write `{key}: …`, in quotes if it has signs")
        return blanked(text, [front.span()])

    def _bounds(self, body: str) -> None:
        """Note what Markdown takes too long for."""
        for signs, most in (("[", BRACKETS), ("<", BRACKETS), ("*_`\\", SIGNS)):
            cost, worst, at = 0, 0, 0
            for stretch in _STRETCH.finditer(body):
                count = sum(stretch[0].count(sign) for sign in signs)
                cost += count * count
                if count > worst:
                    worst, at = count, stretch.start()
            if cost > most * most:
                message = f"too many `{signs[0]}`: {worst:,} in a row of lines without an empty one"
                self.tell(at, 1, "too-many", message, "make paragraphs of it, or several pages")
        if len(lines := [*_HEADING.finditer(body)]) > LINES:
            message = f"more than {LINES:,} headings, rules and fences"
            self.tell(lines[LINES].start(), 1, "too-many", message, "make several pages of it")
        if deep := _DEEP.search(body):
            self.tell(deep.start(), 1, "too-deep", f"more than {DEPTH} levels, one inside the other")

    def _raw_html(self, body: str) -> None:
        blocks = [(0, 0), *raw_blocks(body)]
        for tag in TAG.finditer(blanked(body, angled(body, blocks))):
            if len(self.problems) > MOST:
                return
            if _AUTOMATIC.fullmatch(tag[0]) and not among(blocks, tag.start()):
                self._address(tag.start() + 1, tag[0][1:-1] if ":" in tag[0] else f"mailto:{tag[0][1:-1]}")
            elif why := next(refused(tag[0]), ""):
                hint = "write Markdown; a `<` that is shown is `&lt;`, or stands in backticks on one line"
                self.tell(tag.start(), len(tag[0].partition("\n")[0]), "raw-html", why, hint)
            else:
                for at, address in addresses(tag[0]):
                    self._address(tag.start() + at, address)

    def _links(self, body: str) -> None:
        for link in _LINK.finditer(body):
            if len(self.problems) > MOST:
                return
            place = 1 if link[1] else 2
            self._address(link.start(place), link[place].strip("<>"))

    def _address(self, at: int, address: str) -> None:
        """Note an address that would end the build, or that leads where no page may lead."""
        if why := bad_address(address):
            self.tell(at, len(address.partition("\n")[0]), "bad-link", *why)


def _taken(page: str, published: Iterable[Path]) -> str:
    """Why a page cannot have its address; empty for one that can."""
    address = urls.handwritten(page)
    if urls.is_generated(address) or address.startswith("pagefind/"):
        return f"the address `/{address or 'index.html'}` has a page of the program's own"
    for folder in accumulate(address.split("/")[:-1], "{}/{}".format):
        if folder in FILES or any((where / folder).is_file() for where in published):
            return f"the address `/{folder}` is that of a file of the site"
    return ""
