"""Reads what was built: a page's links, ids and words, as a browser would find them."""

import gzip
import json
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

_LINKS = {
    "a": "href",
    "link": "href",
    "script": "src",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "form": "action",
}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Page:
    """What a page holds."""

    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    """Tag and address, in the order of the page."""
    headings: list[str] = field(default_factory=list)
    inline: list[str] = field(default_factory=list)
    """Scripts, styles and handlers that stand in the page itself."""
    metas: dict[str, str] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)
    title: str = ""
    words: str = ""
    """The text of the body."""
    unclosed: list[str] = field(default_factory=list)

    def alternates(self) -> list[str]:
        return [address for tag, address in self.links if tag == "link rel=alternate"]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        page, values = self.page, {name: value or "" for name, value in attributes}
        page.tags.add(tag)
        if "id" in values:
            page.ids.append(values["id"])
        page.inline += [f"{tag} {name}" for name in values if name.startswith("on") or name == "style"]
        if tag == "style" or (tag == "script" and "src" not in values):
            page.inline.append(tag)
        if tag == "meta":
            page.metas[values.get("name") or values.get("http-equiv", "")] = values.get("content", "")
        if (name := _LINKS.get(tag, "")) in values:
            shown = f"link rel={values['rel']}" if tag == "link" else tag
            page.links.append((shown, values[name]))
        if tag == "h1":
            page.headings.append("")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        # A p or li may be left open; anything else may not.
        while self.open and self.open[-1] != tag and self.open[-1] in ("p", "li", "td", "th", "tr", "dt", "dd"):
            self.open.pop()
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.page.unclosed.append(f"</{tag}> in {'>'.join(self.open)}")

    def handle_data(self, data: str) -> None:
        if "title" in self.open and "head" in self.open:
            self.page.title += data
        elif "script" not in self.open and "style" not in self.open:
            self.text.append(data)
        if "h1" in self.open:
            self.page.headings[-1] += data


def parse(html: str) -> Page:
    """What a piece of HTML holds."""
    parser = _Parser()
    parser.feed(html)
    parser.close()
    parser.page.words = " ".join("".join(parser.text).split())
    parser.page.unclosed += parser.open
    return parser.page


def pages(site: Path) -> dict[str, Page]:
    """Every HTML file of a built site, by its path in it."""
    return {
        file.relative_to(site).as_posix(): parse(file.read_text(encoding="utf-8"))
        for file in sorted(site.rglob("*.html"))
    }


@dataclass(frozen=True)
class Built:
    """A built site, the address that it is made for, and the briefings that it is made of."""

    site: Path
    address: str
    docs: Path

    @cached_property
    def pages(self) -> dict[str, Page]:
        return pages(self.site)


def broken(site: Path, address: str, parsed: dict[str, Page]) -> list[str]:
    """Every link within the site, of all `parsed` pages, that leads nowhere. `address` is where the site stands."""
    found = []
    for name, page in parsed.items():
        here = urljoin(address, name.removesuffix("index.html"))
        for tag, link in page.links:
            if problem := dead(site, address, urljoin(here, link), parsed):
                found.append(f"{name}: <{tag}> {link}: {problem}")
    return found


def dead(site: Path, address: str, link: str, parsed: dict[str, Page]) -> str:
    """Why a whole address leads nowhere in the site; empty if it does, or lies elsewhere."""
    url, anchor = urldefrag(link)
    if urlsplit(url)[:2] != urlsplit(address)[:2]:
        return ""
    if not url.startswith(address) and url + "/" != address:
        return "outside of the site's path"
    path = unquote(url[len(address) :])
    file = site / path
    if file.is_dir():
        if path and not path.endswith("/"):
            return "a folder without its slash: the server would have to lead on"
        path, file = f"{path}index.html", file / "index.html"
    if not file.is_file():
        return "no such file"
    if anchor and unquote(anchor) not in parsed[path].ids:
        return "no such anchor"
    return ""


def files(site: Path, *, without: str = "pagefind/") -> dict[str, bytes]:
    """Every file's bytes by its path, but for a folder."""
    found = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*")) if file.is_file()}
    return {name: file.read_bytes() for name, file in found.items() if not name.startswith(without)}


def indexed(site: Path, piece: str = "*") -> dict[str, dict[str, object]]:
    """What Pagefind knows of each page, by the page's address: the fragments of all pieces, decoded."""
    found = {}
    for file in sorted((site / "pagefind").glob(f"{piece}/fragment/*")):
        text = gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd")
        fragment = json.loads(text)
        assert fragment["url"] not in found, "a fragment of an earlier build was left behind"
        found[fragment["url"]] = fragment
    return found
