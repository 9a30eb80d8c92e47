"""What a reader waits for, in Chromium: bytes over the wire and seconds, with nothing cached, on loopback."""

import gzip
import json
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import BinaryIO
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright

from bench import npm

LIGHTHOUSE = Path(__file__).parent / "lighthouse"
RESULT = ".md-search-result__link"
INPUT = ".md-search__input"


@lru_cache(maxsize=500)
def _packed(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), mtime=0)


class _Host(SimpleHTTPRequestHandler):
    """Sends what is text gzipped, as a usual static host does."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def send_head(self) -> BytesIO | BinaryIO | None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() and self.path.partition("?")[0].endswith("/") else path
        kind = self.guess_type(path)
        if not path.is_file() or not kind.startswith(("text/", "application/json", "image/svg", "application/xml")):
            return super().send_head()
        body = _packed(str(path))
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        return BytesIO(body)

    def log_message(self, *words: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    request_queue_size = 64  # a browser asks for much at once


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site."""
    with _Server(("127.0.0.1", 0), partial(_Host, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass(frozen=True, slots=True)
class Weight:
    """What a page weighs over the wire, in kB."""

    total: float
    blocking: float
    """The page itself, and all that it waits for before anything is drawn."""


@dataclass(frozen=True, slots=True)
class Search:
    """A search: kB beyond the page, and seconds until the first result."""

    size: float
    seconds: float


class Reader:
    """Opens pages of one site in fresh profiles."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.hosts: dict[str, None] = {}
        """Every host that was asked."""

    @contextmanager
    def _opened(self, path: str) -> Iterator[tuple[Page, list[Request]]]:
        context = self.browser.new_context()
        page, done = context.new_page(), list[Request]()
        page.on("requestfinished", lambda request: done.append(request))
        page.on("request", lambda request: self.hosts.setdefault(urlsplit(request.url).netloc))
        page.goto(self.address + path, wait_until="domcontentloaded")
        yield page, done
        context.close()

    def weight(self, path: str) -> Weight:
        """What a page costs a reader who has nothing of the site yet."""
        with self._opened(path) as (page, done):
            page.wait_for_load_state("networkidle")
            blocking = page.evaluate(
                """performance.getEntriesByType("resource")
                .filter((entry) => entry.renderBlockingStatus === "blocking").map((entry) => entry.name)"""
            )
            return Weight(_size(done), _size([request for request in done if request.url in (page.url, *blocking)]))

    def later_weight(self, path: str) -> float:
        """What a page costs a reader who comes from the front page, in kB: what it shares with that is cached."""
        with self._opened("") as (page, _):
            page.wait_for_load_state("networkidle")
            page.goto(self.address + path, wait_until="networkidle")
            sizes: list[float] = page.evaluate("performance.getEntries().map((entry) => entry.transferSize || 0)")
            return sum(sizes) / 1000

    def first_search(self, words: str) -> Search:
        """From opening the front page to the first result."""
        alone = self.weight("").total
        with self._opened("") as (page, done):
            self._search(page, words)
            seconds = page.evaluate("performance.now() / 1000")
            page.wait_for_load_state("networkidle")
            return Search(_size(done) - alone, seconds)

    def later_searches(self, first: str, words: Sequence[str]) -> list[Search]:
        """Other searches in the same dialog, one after another."""
        found = []
        with self._opened("") as (page, done):
            self._search(page, first)
            for word in words:
                page.locator(INPUT).fill("")
                page.locator(RESULT).first.wait_for(state="detached")
                page.wait_for_load_state("networkidle")
                before, started = len(done), page.evaluate("performance.now() / 1000")
                page.locator(INPUT).fill(word)
                page.locator(RESULT).first.wait_for()
                seconds = page.evaluate("performance.now() / 1000") - started
                page.wait_for_timeout(200)
                found.append(Search(_size(done[before:]), seconds))
        return found

    @staticmethod
    def _search(page: Page, words: str) -> None:
        page.keyboard.press("/")
        page.locator(INPUT).fill(words)
        page.locator(RESULT).first.wait_for()


def _size(requests: Sequence[Request]) -> float:
    sizes = [request.sizes() for request in requests]
    return sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes) / 1000


def read(site: Path, day: str, first: str, later: Sequence[str], folder: Path) -> dict[str, float | str]:
    """All that is measured of a reader, by name."""
    with served(site) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium())
        reader = Reader(browser, address)
        firsts = [reader.first_search(first) for _ in range(3)]
        laters = reader.later_searches(first, later)
        weights = {name: reader.weight(page) for name, page in (("front page", ""), ("day page", day))}
        later_day = reader.later_weight(day)
        browser.close()
        found: dict[str, float | str] = {
            "first search, kB beyond the page": median(s.size for s in firsts),
            "first search, s from opening the page": median(s.seconds for s in firsts),
            "later search, kB": median(s.size for s in laters),
            "later search, s": median(s.seconds for s in laters),
        }
        for name, weight in weights.items():
            found |= {f"{name}, kB": weight.total, f"{name}, kB before anything is drawn": weight.blocking}
        found["day page after the front page, kB"] = later_day
        found["other hosts asked"] = float(len(reader.hosts) - 1)
        for name, page in (("front page", ""), ("day page", day)):
            found[f"Lighthouse, {name}"] = lighthouse(address + page, folder)
    return found


def chromium() -> str:
    """The browser that the browser tests drive too: `make bench` names it."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"


def lighthouse(address: str, folder: Path) -> str:
    """Lighthouse's scores of a page, or why there are none."""
    program, report = npm.installed(LIGHTHOUSE, folder, "lighthouse"), folder / "report.json"
    if not program:
        return "not run: npm is not here, or did not install it"
    flags = ["--quiet", "--output=json", f"--output-path={report}", "--chrome-flags=--headless=new --no-sandbox"]
    chrome = {"CHROME_PATH": chromium()}
    command = [str(program), address, *flags]
    try:
        subprocess.run(command, env=os.environ | chrome, check=True, capture_output=True, timeout=300)
    except (OSError, subprocess.SubprocessError) as error:
        return f"not run: {type(error).__name__}"
    scores = json.loads(report.read_text(encoding="utf-8"))["categories"].values()
    return ", ".join(f"{score['title'].lower()} {round(100 * score['score'])}" for score in scores)
