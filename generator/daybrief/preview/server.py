"""The preview's own small server: a path is looked up in the site, so that none leads to any other file."""

import ipaddress
import mimetypes
import socket
import sys
from collections.abc import Callable, Mapping
from functools import cache
from http.server import BaseHTTPRequestHandler
from importlib.resources import files
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from daybrief.preview.banner import NEW, alone, dressed
from daybrief.preview.state import State

OWN = "_preview/"
"""Where the preview's own script and styles stand."""
EVENTS = f"{OWN}events"
"""Tells a page, as server-sent events (HTML, section 9.2), the mark of what is shown now."""
PULSE = 10
"""Seconds between two signs of life: by them it is seen that a browser has gone."""
TYPES = {".css": "text/css", ".html": "text/html", ".js": "text/javascript", ".yml": "text/plain", ".xml": "text/xml"}
HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}


class Server(ThreadingTCPServer):
    """Listens at one address. Raises OSError where that is not to be had."""

    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 64  # a browser asks for much at once

    def __init__(self, host: str, port: int, state: State, search: Callable[[str], bytes | None]) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self.host, self.state, self.search = host, state, search
        super().__init__((host, port), _Handler)

    @property
    def url(self) -> str:
        """The site's address."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.server_address[1]}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Browsers go away in the middle of an answer; all else is a fault."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: Server
    timeout = 30  # seconds for a browser to say what it wants
    server_version, sys_version = "daybrief", ""

    def do_GET(self) -> None:
        """Answer with a page, a file, or the news of another site."""
        try:
            target = urlsplit(self.path)
        except ValueError:
            return self._send(400, "text/plain", b"That is no address.\n")
        if not self._addressed_to_us():
            # Else a page from elsewhere could have its own name lead here, and read drafts (DNS rebinding).
            why = b"The preview does not go by that name: type its number, or name it in --addr.\n"
            return self._send(403, "text/plain", why)
        path = unquote(target.path).removeprefix("/")
        if path == EVENTS:
            self._tell(unquote(target.query).removeprefix("/"))
        elif path.startswith((OWN, "pagefind/")):
            found = _own(path.removeprefix(OWN)) if path.startswith(OWN) else self.server.search(path)
            self._send(404 if found is None else 200, _type(path), found or b"")
        else:
            self._answer(path)

    do_HEAD = do_GET

    def _answer(self, path: str) -> None:
        state = self.server.state
        shown = state.get(path)
        script = (
            f'<link rel="stylesheet" href="/{OWN}preview.css">'
            f'<script src="/{OWN}preview.js" data-mark="{shown.mark}" async></script>'
        )
        kind = _type(path)
        if not shown.there:
            self._send(503, "text/html", alone(shown.troubles, script))
        elif shown.content is not None:
            html = kind == "text/html"
            self._send(200, kind, dressed(shown.content, shown.troubles, script) if html else shown.content)
        elif state.has(f"{path}/"):
            self._begin(301, {"Location": f"/{quote(path)}/", "Content-Length": "0"})
        elif shown.troubles and state.has(path):  # it could not be made, and there was none before
            self._send(500, "text/html", alone(shown.troubles, script))
        else:
            missing = state.get("404.html").content or b"<!doctype html><title>404</title><body>404"
            self._send(404, "text/html", dressed(missing, shown.troubles, script, NEW))

    def _tell(self, page: str) -> None:
        self._begin(200, {"Content-Type": "text/event-stream"})
        mark = ""
        with self.server.state.viewing(page) as wait:
            while self.command == "GET":
                before, mark = mark, wait(mark, PULSE)
                self.wfile.write(f"retry: 500\ndata: {mark}\n\n".encode() if mark != before else b":\n\n")

    def _send(self, status: int, kind: str, body: bytes) -> None:
        text = kind.startswith("text/") or kind.endswith(("json", "svg+xml"))
        typed = f"{kind}; charset=utf-8" if text else kind
        self._begin(status, {"Content-Type": typed, "Content-Length": str(len(body))})
        if self.command != "HEAD":
            self.wfile.write(body)

    def _begin(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for name, value in {**headers, **HEADERS}.items():
            self.send_header(name, value)
        self.end_headers()

    def _addressed_to_us(self) -> bool:
        """Whether the browser was led here by a number, by a name of this machine's, or by the name we were given."""
        try:
            host = urlsplit(f"//{self.headers.get('Host', '')}").hostname or ""
            if host in ("localhost", self.server.host) or host.endswith(".localhost"):
                return True
            return bool(ipaddress.ip_address(host))
        except ValueError:
            return False

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: the terminal is for builds."""


def _type(path: str) -> str:
    _, dot, ending = path.rpartition("/")[2].rpartition(".")
    if not dot:
        return "text/html"
    return TYPES.get(dot + ending) or mimetypes.guess_type(path)[0] or "application/octet-stream"


@cache
def _own(name: str) -> bytes | None:
    return files(__package__).joinpath(name).read_bytes() if name in ("preview.css", "preview.js") else None
