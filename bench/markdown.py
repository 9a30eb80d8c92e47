"""Built pages as Markdown, for the rivals: the same text, headings, lists, tables and links, and no more."""

import json
import os
import re
from html.parser import HTMLParser
from multiprocessing import Pool
from pathlib import Path

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_LEFT_OUT = frozenset({"svg", "script", "style", "select", "template"})
_MARKS = {"em": "*", "i": "*", "strong": "**", "b": "**", "code": "`"}
_BLOCKS = frozenset(
    "address article aside blockquote dd details div dl dt fieldset figcaption figure footer form header li main nav "
    "ol p section summary table tbody thead ul".split()
)


class _Page(HTMLParser):
    """Reads one page; `lines` is what stands in its `article`: side bars stand beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.title = ""
        self.lines: list[str] = []
        self._inside = self._skipped = 0
        self._said: list[str] = []
        self._lists: list[str] = []
        self._lead = ""
        self._links: list[str] = []
        self._row: list[str] | None = None
        self._head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._inside:
            self._open(tag, dict(attrs))
        elif tag in ("title", "article"):
            self._said = []
        self._inside += tag == "article"

    def _open(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag in _LEFT_OUT:
            self._skipped += 1
        elif tag == "a":
            self._links.append(attributes.get("href") or "")
            self._said.append("[")
        elif tag in _MARKS:
            self._said.append(_MARKS[tag])
        elif tag == "br":
            self._said.append(" ")
        elif tag in ("th", "td") or self._row is not None:
            self._said = [] if tag in ("th", "td") else [*self._said, " "] if tag in _BLOCKS else self._said
        elif tag == "tr":
            self._end()
            self._row = []
        elif tag in _BLOCKS or re.fullmatch("h[1-6]", tag):
            self._end()
            if tag in ("ol", "ul"):
                self._lists.append("1.  " if tag == "ol" else "-   ")
            elif tag == "li":
                self._lead = self._lists[-1] if self._lists else "-   "
            elif tag[1:].isdigit():
                self._lead = "#" * int(tag[1:]) + " "
            elif tag == "table":
                self._head = True

    def handle_endtag(self, tag: str) -> None:
        if not self._inside:
            if tag == "title":
                self.title = "".join(self._said).strip()
            return
        if tag in _LEFT_OUT:
            self._skipped -= 1
        elif tag == "a" and self._links:
            self._said.append(f"]({self._links.pop()})")
        elif tag in _MARKS:
            self._said.append(_MARKS[tag])
        elif tag in ("th", "td") and self._row is not None:
            self._row.append(" ".join("".join(self._said).split()))
            self._said = []
        elif tag == "tr" and self._row is not None:
            self._table_row(self._row)
            self._row = None
        elif self._row is None and (tag in _BLOCKS or tag[1:].isdigit()):
            self._end()
            if tag in ("ol", "ul") and self._lists:
                self._lists.pop()
            self._lead = ""
        self._inside -= tag == "article"

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._said.append(_SPECIAL.sub(r"\\\1", data) if self._inside else data)

    def _table_row(self, cells: list[str]) -> None:
        row = f"| {' | '.join(cells)} |"
        if self._head:
            self.lines += ["", row, "|" + "---|" * len(cells)]
        else:
            self.lines.append(row)
        self._head = False

    def _end(self) -> None:
        """Write what was said so far as a block."""
        text = " ".join("".join(self._said).split())
        self._said = []
        if text:
            indent = "    " * (len(self._lists) - 1 if self._lead in ("1.  ", "-   ") else len(self._lists))
            self.lines += ["", indent + (self._lead or "") + text]
            self._lead = ""


def markdown(html: str, address: str) -> str:
    """A built page as Markdown with a title, and a date if it is a day's."""
    page = _Page()
    page.feed(html)
    date = "-".join(address.strip("/").split("/")) if re.fullmatch(r"\d{4}/\d\d/\d\d/", address) else ""
    front = ["---", f"title: {json.dumps(page.title, ensure_ascii=False)}", *([f"date: {date}"] if date else []), "---"]
    return "\n".join([*front, *page.lines]) + "\n"


def addresses(site: Path) -> list[str]:
    """The addresses of all pages of a site."""
    found = (Path(where).relative_to(site).as_posix() for where, _, names in os.walk(site) if "index.html" in names)
    return sorted("" if path == "." else f"{path}/" for path in found)


def written(site: Path, folder: Path) -> int:
    """Write every page of `site` below `folder` as Hugo wants it, if it is not there already. Returns how many."""
    pages = addresses(site)
    above = {f"{'/'.join(page.split('/')[:depth])}/" for page in pages for depth in range(1, page.count("/"))} | {""}
    jobs = [(site, folder / page / ("_index.md" if page in above else "index.md"), page) for page in pages]
    with Pool() as pool:
        pool.starmap(_write, jobs, chunksize=50)
    return len(jobs)


def _write(site: Path, file: Path, page: str) -> None:
    text = markdown((site / page / "index.html").read_text(encoding="utf-8"), page)
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists() or file.read_text(encoding="utf-8") != text:
        file.write_text(text, encoding="utf-8")


def linked(content: Path, folder: Path) -> None:
    """The same pages below another folder as MkDocs wants them: each is called `index.md`."""
    for file in content.rglob("*.md"):
        target = folder / file.relative_to(content).with_name("index.md")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.hardlink_to(file)
