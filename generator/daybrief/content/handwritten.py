"""Hand-written pages, checked: encoding, front matter, raw HTML, addresses, and what Markdown takes too long for.

The check looks at the text as it was typed, so that it can name lines. What a page is in the end, Markdown and its
extensions decide: `daybrief.text.raw_html.clean` lets nothing else through.
"""

import os
import posixpath
import re
from collections.abc import Iterable
from html import unescape
from itertools import accumulate
from pathlib import Path, PurePosixPath

from daybrief import urls
from daybrief.content.assets import OF_PAGES, Shown, is_there, path_of, unsafe
from daybrief.content.files import files
from daybrief.diagnostics import MOST, Code, Diagnostic, Severity, bounded, nearest, shown
from daybrief.engine.files import regular
from daybrief.settings import Settings
from daybrief.source import contents, decoded, read, read_contents
from daybrief.source.characters import stray_characters
from daybrief.source.document import Lines
from daybrief.text.bounds import exceeded
from daybrief.text.prose import among, angled, fenced, raw_blocks, without_code
from daybrief.text.raw_html import TAG, addresses, bad_address, blanked, refused

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""What the name of a page ends with."""
FILES = frozenset({"404.html", "index.html", urls.FEED, "sitemap.xml", "sitemap.xml.gz"})
"""What stands in every site beside its pages."""
MAX_BYTES = 1 << 18
"""A page has no more: Markdown takes a quarter of a second for it."""
FIELDS = frozenset({"title", "description"})
"""What the front matter of a page may set."""
_OF_MATERIAL = {"hide", "icon", "status", "subtitle", "tags"}
"""What Material makes of a page besides. It prints them as they are, so they are plain words."""
_PLAIN = re.compile(r"[^<>&\"'{}\\]+")
_OURS = {"generated", "head", "template"}
"""Fields by which a page would take itself for one of ours, or for another template's."""
_FRONT = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_SETTING = re.compile(r" {0,3}[A-Za-z0-9_-]+:")  # what Python-Markdown's forerunners took for one, and MkDocs does
# A parenthesis behind it is taken too: what it holds may be of the address, and within the host it is told.
_LINK = re.compile(r"\]\(\s*(<[^<>\n]*>|[^\s()]+\(?)|^ {0,3}\[(?!\^)[^\[\]\n]+\]:\s*(\S+)", re.MULTILINE)
_LISTED = re.compile(r"\{([^{}\n]+)\}")
"""Attributes, which may be the address of what stands before them."""
_AUTOMATIC = re.compile(r"<(?:[A-Za-z][A-Za-z0-9+.-]*://[^<>]*|[^<>\s!]+@[^@<>\s]+)>")
_DIAGRAM = re.compile(r"[ \t]*(?:`{3,}|~{3,})[ \t]*(?:\{[ \t]*\.)?(mermaid)\b")


def check(settings: Settings) -> tuple[list[Diagnostic], Shown]:
    """Every problem of the hand-written pages that are published, and the files in `docs_dir` that they show.

    Links and devices are told with stray files.
    """
    problems: list[Diagnostic] = []
    files_of: dict[bool, set[str]] = {True: set(), False: set()}
    """What drafts show, and what other pages do."""
    for page in sorted(page for page in settings.written if not {"", "..", "\0"} & {*page.split("/"), *page}):
        name = f"{settings.label}/{page}" if settings.label else page
        if os.path.lexists(settings.docs / page) and not regular(settings.docs / page):
            continue
        data = contents(settings.docs / page)
        if isinstance(data, bytes):
            one = _Page(page, name, settings)
            problems += bounded(one.check(data))
            files_of[page in settings.drafts] |= one.files
        elif not isinstance(data, FileNotFoundError):  # nav may name what is generated; MkDocs tells what is missing
            problems += read_contents(data, name)[1]
    found = Shown(frozenset(files_of[False]), frozenset(files_of[True] - files_of[False]))
    return [*problems, *unsafe(settings.docs, [*found.published, *found.drafted], settings.label)], found


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

    def __init__(self, page: str, name: str, settings: Settings) -> None:
        self.page, self.name, self.settings = page, name, settings
        self.published = (settings.docs, *settings.theme)
        """The folders whose files are published as they are."""
        self.problems: list[Diagnostic] = []
        self.lines = Lines()
        self.files: set[str] = set()
        """The files in `docs_dir` that it shows or links to."""

    def check(self, data: bytes) -> list[Diagnostic]:
        """Every problem, in no order."""
        kind = PurePosixPath(self.page).suffix.lower()
        if kind not in MARKDOWN:
            if kind in (".html", ".htm", ".xhtml", ".svg", ".xml"):
                hint = "write it as Markdown, or take it from `mkdocs.yml`"
                self.tell(0, 0, "raw-html", "a page is Markdown; this file would be published as it is", hint)
            return self.problems
        if message := _taken(self.page, self.published):
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
        for at, code, message, hint in exceeded(body):
            self.tell(at, 1, code, message, hint)
        if not any(problem.code in ("too-many", "too-deep") for problem in self.problems):
            self._diagrams(body)
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
        self.problems += problems
        unread = {found.line for found in problems}
        for key, value in document.data.items() if document else ():
            line, column, width = document.mark((key,), key=True) if document else (1, 1, 0)
            at = self.lines.starts[line - 1] + column - 1
            if key in _OURS:
                self.tell(at, width, "unknown-field", f"a page cannot set its `{key}`", "take the line away")
            elif key in _OF_MATERIAL:
                words = value if isinstance(value, list) else [value]
                if line not in unread and not all(isinstance(word, str) and _PLAIN.fullmatch(word) for word in words):
                    self.tell(at, width, "not-a-text", f"`{key}` is a word, or a list of words, without signs")
            elif key not in FIELDS and self.settings.complete:  # else somebody may read it
                hint = nearest(key, FIELDS) or "a page has a `title` and a `description`"
                self.tell(at, width, "no-effect", f"`{key}` does nothing here", hint, "warning")
            elif key in FIELDS and (not isinstance(value, str) or not value) and line not in unread:
                self.tell(at, width, "not-a-text", f"`{key}` is a text", f"write `{key}: …`, in quotes if it has signs")
        return blanked(text, [front.span()])

    def _diagrams(self, body: str) -> None:
        hint = "put `mermaid.min.js` beside the pages, and name it under `extra_javascript` in `mkdocs.yml`"
        for start, _ in () if self.settings.diagrams else fenced(body):
            if diagram := _DIAGRAM.match(body, start):
                message = "a diagram is shown as text: what draws it would come from another site"
                self.tell(diagram.start(1), len(diagram[1]), "no-effect", message, hint, "warning")

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
                    self._address(tag.start() + at, address, raw=True)

    def _links(self, body: str) -> None:
        for link in _LINK.finditer(body):
            if len(self.problems) > MOST:
                return
            place = 1 if link[1] else 2
            self._address(link.start(place), link[place].strip("<>"))
        for listed in _LISTED.finditer(body):
            for at, address in addresses(listed[1]):
                self._address(listed.start(1) + at, address)

    def _address(self, at: int, address: str, *, raw: bool = False) -> None:
        """Note the file that an address leads to, or that it leads where no page may lead, or to nothing.

        MkDocs takes an address in Markdown to start from the page's file. A `raw` one starts from the page's address.
        """
        width = len(address.partition("\n")[0])
        if why := bad_address(address):
            self.tell(at, width, "bad-link", *why)
            return
        folder, place = posixpath.dirname(self.page), urls.handwritten(self.page)
        path = path_of(unescape(address), place if raw else folder, OF_PAGES)
        if path and is_there(path, self.published):
            self.files.add(path)
        elif path and not address.startswith("/") and self.settings.complete:
            hint = nearest(path, (name for name, _ in files(self.settings.docs)))
            if raw and is_there(beside := path_of(unescape(address), folder, OF_PAGES), self.published):
                hint = f"HTML starts from the page's address: write `{posixpath.relpath(beside, place)}`, or Markdown"
            hint = hint or "put it there, or correct the address"
            self.tell(at, width, "missing-file", f"there is no file {shown(path)}", hint)


def _taken(page: str, published: Iterable[Path]) -> str:
    """Why a page cannot have its address; empty for one that can."""
    address = urls.handwritten(page)
    if urls.is_generated(address) or address.startswith("pagefind/"):
        return f"the address `/{address or 'index.html'}` has a page of the program's own"
    for folder in accumulate(address.split("/")[:-1], "{}/{}".format):
        if folder in FILES or any((where / folder).is_file() for where in published):
            return f"the address `/{folder}` is that of a file of the site"
    return ""
