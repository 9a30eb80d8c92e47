"""A real Chromium, and servers of built sites. Every page is watched: no other host is asked, no error is logged."""

import os
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.projects import ROOT

SUBPATH = "/some/where/"


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM")
    if not path:
        path = subprocess.run([ROOT / ".ci/chromium"], capture_output=True, text=True, check=True).stdout.strip()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        yield browser
        browser.close()


@contextmanager
def served(folders: Mapping[str, Path], headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serve each folder below its path, at a free port of this machine, with headers of one's own."""

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            prefix = max((p for p in folders if path.startswith(p)), key=len)
            self.directory = str(folders[prefix])
            return super().translate_path("/" + path.removeprefix(prefix))

        def send_error(self, code: int, *details: Any, **more: Any) -> None:
            if code != 404:
                return super().send_error(code, *details, **more)
            body = (folders["/"] / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            return None

        def end_headers(self) -> None:
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, *words: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        request_queue_size = 64  # a browser asks for much at once

    with Server(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture
def opened(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Opens an address in a fresh profile: `opened(address, width=390, color_scheme="dark")`.

    When the test ends, fails if a page asked another host or logged an error.
    """
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def get(address: str, *, width: int = 1280, height: int = 900, status: int = 200, **options: Any) -> Page:
        context = chromium.new_context(viewport={"width": width, "height": height}, **options)
        context.set_default_timeout(5000)
        contexts.append(context)
        page = context.new_page()
        host = urlsplit(address).netloc

        def asked(request: Any) -> None:
            parts = urlsplit(request.url)
            if parts.scheme not in ("data", "blob") and parts.netloc != host:
                wrong.append(f"asked {request.url}")

        def logged(message: Any) -> None:
            expected = status != 200 and message.location["url"] == address
            if message.type in ("error", "warning") and not expected:
                wrong.append(f"{message.type}: {message.text} ({message.location['url']})")

        page.on("request", asked)
        page.on("console", logged)
        page.on("pageerror", lambda error: wrong.append(f"page error: {error}"))
        page.on("dialog", lambda dialog: (wrong.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        response = page.goto(address)
        assert response is not None
        assert response.status == status
        return page

    yield get
    for context in contexts:
        context.close()
    assert wrong == []


def sideways(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    width: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return width
