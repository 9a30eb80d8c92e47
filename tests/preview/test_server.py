"""What the preview's server answers: which status, which kind, which bytes, and to whom."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPResponse
from importlib.resources import files
from typing import Any, NamedTuple

import pytest

from daybrief.preview import server
from daybrief.preview.banner import LAST, NEW, Trouble, alone, dressed
from daybrief.preview.server import Server
from daybrief.preview.state import State

HTML = "text/html; charset=utf-8"
BAD = Trouble("a.yml:1:1", "wrong")
ALWAYS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
}
PIECES = {"pagefind/a b.js": b"some", "pagefind/empty.json": b""}


class Answer(NamedTuple):
    """What a browser gets."""

    status: int
    kind: str | None
    body: bytes


class Browser:
    """Something that asks one server."""

    def __init__(self) -> None:
        self.state = State(lambda error: Trouble("", str(error)))
        self.server = Server("127.0.0.1", 0, self.state, PIECES.get)
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.thread.start()

    def open(self, target: str, method: str = "GET", **headers: str) -> HTTPResponse:
        connection = HTTPConnection("127.0.0.1", self.server.server_address[1], timeout=20)
        connection.request(method, target, headers=headers)
        return connection.getresponse()

    def ask(self, target: str, method: str = "GET", **headers: str) -> Answer:
        with self.open(target, method, **headers) as answer:
            body = answer.read()
            if answer.status != 301:
                assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS, "with each answer"
            if method == "GET":
                assert answer.headers["Content-Length"] == str(len(body))
            assert answer.headers["Server"].strip() == "daybrief", "and no version to look for faults of"
            return Answer(answer.status, answer.headers["Content-Type"], body)

    def send(self, data: bytes) -> bytes:
        """What is answered to these very bytes."""
        with socket.create_connection(self.server.server_address[:2], timeout=20) as raw, raw.makefile("rb") as answer:
            raw.sendall(data)
            return answer.read()

    def script(self) -> str:
        return (
            '<link rel="stylesheet" href="/_preview/preview.css">'
            f'<script src="/_preview/preview.js" data-mark="{self.state.mark}" async></script>'
        )

    def page(self, html: bytes, *troubles: Trouble, lead: str = LAST) -> bytes:
        return dressed(html, troubles, self.script(), lead)

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def browser() -> Iterator[Browser]:
    one = Browser()
    yield one
    one.close()


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("a.css", "text/css; charset=utf-8"),
        ("a/b.js", "text/javascript; charset=utf-8"),
        ("2032/2032-01-02.yml", "text/plain; charset=utf-8"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("a.b/c.json", "application/json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.css.png", "image/png"),
        ("a.txt", "text/plain; charset=utf-8"),
        ("a.unheard-of", "application/octet-stream"),
        (".png", "application/octet-stream"),
    ],
)
def test_a_file_is_sent_as_it_is_and_with_its_kind(browser: Browser, site: Any, path: str, kind: str) -> None:
    browser.state.show(site({path: b"<body>", "index.html": b""}))
    browser.state.warn((BAD,))
    assert browser.ask(f"/{path}") == Answer(200, kind, b"<body>")


@pytest.mark.parametrize("path", ["", "a/", "a.b/c/", "own.html", "CNAME", "a.b/c", "%C3%BC/"])
def test_a_page_is_sent_with_what_is_wrong(browser: Browser, site: Any, path: str) -> None:
    written = ("index.html", "a/index.html", "a.b/c/index.html", "own.html", "CNAME", "a.b/c", "ü/index.html")
    browser.state.show(site({name: name.encode() for name in written}))
    browser.state.warn((BAD,))
    name = path.replace("%C3%BC", "ü")
    name += "index.html" if name.endswith("/") or not name else ""
    assert browser.ask(f"/{path}") == Answer(200, HTML, browser.page(name.encode(), BAD))
    assert browser.ask(f"/{path}?print#top") == Answer(200, HTML, browser.page(name.encode(), BAD))


def test_before_there_is_a_site_nothing_is_found_and_nothing_missing(browser: Browser) -> None:
    for path in ("/", "/a.css", "/none/"):
        assert browser.ask(path) == Answer(503, HTML, alone((), browser.script()))
    browser.state.warn((BAD,))
    assert browser.ask("/") == Answer(503, HTML, alone((BAD,), browser.script()))


def test_what_is_missing_is_the_sites_own_page_for_it(browser: Browser, site: Any) -> None:
    browser.state.show(site({"404.html": b"<body>nothing here"}))
    assert browser.ask("/none/") == Answer(404, HTML, browser.page(b"<body>nothing here"))
    browser.state.warn((BAD,))
    assert browser.ask("/none.css") == Answer(404, HTML, browser.page(b"<body>nothing here", BAD, lead=NEW))
    browser.state.show(site({}))
    assert browser.ask("/none") == Answer(404, HTML, browser.page(b"<!doctype html><title>404</title><body>404"))


def test_a_page_that_was_never_good_tells_why(browser: Browser, site: Any) -> None:
    browser.state.show(site({}, {"a/": "no a"}))
    assert browser.ask("/a/").status == 500
    assert browser.ask("/a/") == Answer(500, HTML, alone((Trouble("", "no a"),), browser.script()))


@pytest.mark.parametrize(
    ("target", "place"),
    [("/a", "/a/"), ("/a/b", "/a/b/"), ("/a?print", "/a/"), ("/%C3%BC%20b", "/%C3%BC%20b/"), ("/faulty", "/faulty/")],
)
def test_an_address_without_its_slash_leads_to_the_page(browser: Browser, site: Any, target: str, place: str) -> None:
    names = ("a", "a/b", "ü b")
    browser.state.show(site({f"{name}/index.html": b"" for name in names}, {"faulty/": "not made"}))
    with browser.open(target) as answer:
        assert (answer.status, answer.headers["Location"], answer.headers["Content-Length"]) == (301, place, "0")
        assert answer.read() == b""


@pytest.mark.parametrize(
    ("target", "answer"),
    [
        ("/pagefind/a%20b.js", Answer(200, "text/javascript; charset=utf-8", b"some")),
        ("/pagefind/empty.json", Answer(200, "application/json; charset=utf-8", b"")),
        ("/pagefind/none.pf_meta", Answer(404, "application/octet-stream", b"")),
        ("/_preview/preview.css", Answer(200, "text/css; charset=utf-8", b"preview.css")),
        ("/_preview/preview.js", Answer(200, "text/javascript; charset=utf-8", b"preview.js")),
        ("/_preview/server.py", Answer(404, "", b"")),
        ("/_preview/", Answer(404, HTML, b"")),
    ],
)
def test_the_search_and_the_previews_own_files_are_there_before_the_site(
    browser: Browser, target: str, answer: Answer
) -> None:
    status, kind, body = browser.ask(target)
    own = files("daybrief.preview").joinpath(answer.body.decode()).read_bytes() if b"preview" in answer.body else None
    assert (status, body) == (answer.status, answer.body if own is None else own)
    assert kind == (answer.kind or kind)


def test_what_begins_like_them_is_the_sites(browser: Browser, site: Any) -> None:
    browser.state.show(site({"pagefind.css": b"a", "_preview.css": b"b", "x/pagefind/": b"c"}))
    assert [browser.ask(path).body for path in ("/pagefind.css", "/_preview.css")] == [b"a", b"b"]
    assert browser.ask("/x/pagefind/").status == browser.ask("/x/_preview/").status == 404


def test_a_head_is_all_but_the_body(browser: Browser, site: Any) -> None:
    browser.state.show(site({"a.css": b"some words"}))
    for target, status in (("/a.css", 200), ("/none/", 404), ("/_preview/events?/", 200)):
        got, asked = (browser.open(target, method) for method in ("GET", "HEAD"))
        assert got.status == asked.status == status
        names = ("Content-Type", "Content-Length", "Cache-Control")
        assert [got.headers[name] for name in names] == [asked.headers[name] for name in names]
        assert asked.read() == b""
        got.close()


def test_what_is_no_address_is_told_so(browser: Browser) -> None:
    head, _, body = browser.send(b"GET http://[ HTTP/1.0\r\n\r\n").partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.0 400 ")
    assert b"Content-Type: text/plain; charset=utf-8" in head
    assert body == b"That is no address.\n"


@pytest.mark.parametrize(
    ("host", "known"),
    [
        ("briefing.example", True),
        ("briefing.example:8000", True),
        ("BRIEFING.example", True),
        ("localhost", True),
        ("a.localhost:8000", True),
        ("127.0.0.1", True),
        ("[fe80::1]:8000", True),
        ("localhost.example", False),
        ("nolocalhost", False),
        ("a.briefing.example", False),
        ("briefing.example.com", False),
        (".", False),
        (":8000", False),
    ],
)
def test_who_was_led_here_by_another_name_is_told_nothing_else(
    browser: Browser, site: Any, host: str, known: bool
) -> None:
    browser.state.show(site({"index.html": b"a draft"}))
    browser.server.host = "briefing.example"
    words = b"The preview does not go by that name: type its number, or name it in --addr.\n"
    refused = Answer(403, "text/plain; charset=utf-8", words)
    assert browser.ask("/", Host=host) == (Answer(200, HTML, browser.page(b"a draft")) if known else refused)
    if not known:
        assert browser.ask("/_preview/events?/", Host=host) == refused


def test_who_names_no_host_is_refused(browser: Browser) -> None:
    assert browser.send(b"GET / HTTP/1.0\r\n\r\n").startswith(b"HTTP/1.0 403 ")


# What is told to who looks


def test_who_looks_is_told_the_mark_and_each_new_one(browser: Browser, site: Any) -> None:
    browser.state.show(site({}))
    with browser.open("/_preview/events?/%C3%BC/") as answer:
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/event-stream"
        assert {name: answer.headers[name] for name in ALWAYS} == ALWAYS

        def told() -> list[str]:
            return [answer.readline().decode() for _ in range(3)]

        assert told() == ["retry: 500\n", f"data: {browser.state.mark}\n", "\n"]
        browser.state.warn((BAD,))
        assert told() == ["retry: 500\n", f"data: {browser.state.mark}\n", "\n"]
        browser.state.show(site({}, {"ü/": "no ü", "a/": "no a"}))
        assert browser.state.troubles == (Trouble("", "no ü"),), "the page that is looked at is tried"


def test_who_looks_hears_a_sign_of_life(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "PULSE", 0.01)
    with browser.open("/_preview/events?/") as answer:
        for _ in range(3):
            answer.readline()
        assert [answer.readline() for _ in range(4)] == [b":\n", b"\n", b":\n", b"\n"]


def test_who_looks_does_not_keep_it_from_ending() -> None:
    browser = Browser()
    with browser.open("/_preview/events?/") as answer:
        answer.readline()
        ending = threading.Thread(target=browser.close)
        ending.start()
        ending.join(3)
        assert not ending.is_alive()


# The address


def test_an_address_can_be_had_again_at_once(browser: Browser) -> None:
    address = browser.server.server_address
    assert browser.server.url == f"http://127.0.0.1:{address[1]}/"
    assert browser.ask("/").status == 503
    assert browser.send(b"GET / HTTP/1.0\r\nHost: localhost\r\n\r\n")
    browser.close()
    again = Server("127.0.0.1", address[1], browser.state, PIECES.get)
    assert again.server_address == address
    again.server_close()


@pytest.mark.skipif(not socket.has_ipv6, reason="no IPv6")
def test_an_address_of_ipv6_stands_in_brackets(browser: Browser) -> None:
    with ExitStack() as stack:
        try:
            one = stack.enter_context(Server("::1", 0, browser.state, PIECES.get))
        except OSError:
            pytest.skip("no IPv6")
        assert one.url == f"http://[::1]:{one.server_address[1]}/"


@pytest.mark.parametrize(("raised", "words"), [(BrokenPipeError, ""), (TimeoutError, ""), (KeyError, "KeyError: 'x'")])
def test_a_browser_that_goes_away_is_no_fault(
    browser: Browser, capsys: pytest.CaptureFixture[str], raised: Callable[[str], Exception], words: str
) -> None:
    try:
        raise raised("x")
    except Exception:  # noqa: BLE001 - as the server's own loop does
        browser.server.handle_error(None, ("192.0.2.1", 5000))
    told = capsys.readouterr().err
    assert (words in told and "('192.0.2.1', 5000)" in told) if words else told == ""
