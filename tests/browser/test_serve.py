"""`daybrief serve` and `mkdocs serve`: what an editor types shows at once, and a mistake is told where they look."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any
from urllib.error import HTTPError

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browsing import sideways
from tests.projects import COMMANDS, Project

pytestmark = [pytest.mark.browser, pytest.mark.slow]  # tests/preview has the same without a browser

# An editor is to see a change in under two seconds; on an idle machine it takes less than one. The test runs beside
# others, on machines whose speed is not known, so that it waits for half a minute, and prints what it took.
PATIENCE = 30.0


def fetch(address: str) -> str:
    try:
        with urllib.request.urlopen(address, timeout=10) as answer:
            return str(answer.read().decode())
    except HTTPError as error:
        return str(error.read().decode())
    except OSError:
        return ""


def until(shown: Callable[[], bool], limit: float) -> float:
    """Wait until something shows, and tell the seconds that it took."""
    start = time.perf_counter()
    while time.perf_counter() - start < limit:
        if shown():
            return time.perf_counter() - start
        time.sleep(0.1)
    raise AssertionError(f"not shown within {limit} s")


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.fixture
def preview(project: Project) -> Iterator[Callable[..., str]]:
    """Starts `daybrief serve` on the project, in the place of the one before, and gives its address."""
    running: list[subprocess.Popen[bytes]] = []
    port = free_port()

    def stop() -> None:
        for process in running:
            process.terminate()
            assert process.wait(10) == 0
        running.clear()

    def start() -> str:
        stop()
        with (project.root / "log").open("ab") as log:
            command = [COMMANDS / "daybrief", "serve", "--addr", f"127.0.0.1:{port}"]
            running.append(subprocess.Popen(command, cwd=project.root, stdout=log, stderr=log))
        address = f"http://127.0.0.1:{port}/"
        until(lambda: running[0].poll() is not None or "<h1" in fetch(address), 30)
        assert running[0].poll() is None, (project.root / "log").read_text()
        return address

    yield start
    stop()


@pytest.mark.slow
def test_two_browsers_see_what_an_editor_types(project: Project, preview: Any, opened: Any, capsys: Any) -> None:
    address = preview()
    until(lambda: "Unfinished words" in fetch(address + "2032/01/03/"), 30)
    name, day = "briefings/2032/2032-01-02.yml", address + "2032/01/02/"
    one, other = opened(day, height=500), opened(address + "archive/", width=390, color_scheme="dark")
    one.locator("#reeds").evaluate("it => it.scrollIntoView()")
    place = one.evaluate("scrollY")
    assert place > 100

    took = {}

    def edit(file: str, old: str, new: str, words: str, at: str = day) -> float:
        project.edit(file, old, new)
        return until(lambda: words in fetch(at), PATIENCE)

    counts = ["Survey", "Two", "Three", "Four"]
    edits = [edit(name, f"{old} boats of", f"{new} boats of", f"{new} boats of") for old, new in pairwise(counts)]
    took["edit"] = sorted(edits)[1]
    expect(one.locator("#reeds")).to_contain_text("Four boats of", timeout=30_000)
    assert abs(one.evaluate("scrollY") - place) < 50, "the place on the page is kept"

    took["break"] = edit(name, "by: pilots", "by: pilotz", 'role="alert"')
    for page in (one, other):
        banner = page.get_by_role("alert")
        expect(banner).to_contain_text("briefings/2032/2032-01-02.yml:88:13 no actor or source", timeout=30_000)
        expect(banner).to_contain_text("by: pilotz")
        expect(banner).to_contain_text("did you mean pilots?")
        expect(banner).to_be_in_viewport()
        assert sideways(page) == 0
        results = Axe().run(page)
        assert results.violations_count == 0, results.generate_report()
    one.emulate_media(media="print")
    expect(one.get_by_role("alert")).to_be_hidden()
    one.emulate_media(media="screen")
    expect(one.locator("#reeds")).to_contain_text("Four boats of")

    (project.docs / "2032/2032-01-03.yml").unlink()
    project.edit(name, "status: published", "status: [")
    expect(one.get_by_role("alert")).to_contain_text("status: [", timeout=30_000)
    project.edit(name, "status: [", "status: published")
    project.edit(name, "by: pilotz", "by: pilots")
    took["mend"] = until(lambda: 'role="alert"' not in fetch(day), PATIENCE)
    for page in (one, other):
        expect(page.get_by_role("alert")).to_have_count(0, timeout=30_000)
    expect(other.locator("main")).not_to_contain_text("Unfinished words")
    assert "Unfinished words" not in fetch(address + "2032/01/03/")

    took["words"] = edit("words.yml", "front: The lake", "front: The water", "The water")
    expect(one.locator("main")).to_contain_text("The water", timeout=30_000)
    one.evaluate("window.stays = true")
    time.sleep(1)
    assert one.evaluate("window.stays"), "it loads itself anew when there is something new alone"
    with capsys.disabled():
        sys.stdout.write("\npreview: " + ", ".join(f"{what} {seconds:.2f} s" for what, seconds in took.items()) + "\n")


@pytest.mark.slow
def test_a_page_comes_back_with_the_preview(project: Project, preview: Any, chromium: Any) -> None:
    project.edit("briefings/2032/2032-01-02.yml", "by: pilots", "by: pilotz")
    page = chromium.new_page()
    page.goto(preview() + "2032/01/02/")
    expect(page.get_by_role("alert")).to_contain_text("did you mean pilots?", timeout=20_000)
    expect(page.locator("h1")).to_have_text("Not there yet")
    project.edit("briefings/2032/2032-01-02.yml", "by: pilotz", "by: pilots")
    expect(page.locator("h1")).to_contain_text("The delegations meet in Senn", timeout=20_000)
    preview()
    project.edit("briefings/2032/2032-01-02.yml", "Survey boats of", "Two boats of")
    expect(page.locator("#reeds")).to_contain_text("Two boats of", timeout=20_000)
    page.close()


def test_the_search_of_a_preview_finds(project: Project, preview: Any, opened: Any) -> None:
    address = preview()
    until(lambda: "Unfinished words" in fetch(address + "2032/01/03/"), 30)
    page = opened(address)
    page.keyboard.press("/")
    page.locator("[data-md-component=search-query]").fill("reeds")
    expect(page.locator(".md-search-result__list a").first).to_be_visible(timeout=20_000)
    assert not project.site.exists()


@pytest.fixture
def serve(project: Project) -> Iterator[Callable[[], str]]:
    """Starts `mkdocs serve` on the project and gives its address."""
    running: list[subprocess.Popen[bytes]] = []

    def start() -> str:
        port = free_port()
        with (project.root / "log").open("wb") as log:
            process = subprocess.Popen(
                [COMMANDS / "mkdocs", "serve", "--livereload", "--dirty", "--dev-addr", f"127.0.0.1:{port}"],
                cwd=project.root,
                stdout=log,
                stderr=log,
                env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            )
        running.append(process)
        address = f"http://127.0.0.1:{port}/letters/"
        until(lambda: process.poll() is not None or "<h1" in fetch(address), 30)
        assert process.poll() is None, (project.root / "log").read_text()
        return address

    yield start
    for process in running:
        process.terminate()
        process.wait(10)


def test_an_editor_sees_what_they_type(project: Project, serve: Any, opened: Any, capsys: Any) -> None:
    address = serve()
    day = address + "2032/01/02/"
    name = "briefings/2032/2032-01-02.yml"
    assert "Unfinished words" in fetch(address + "2032/01/03/"), "a draft is in the preview"
    assert "Unfinished words" not in fetch(address + "feed.xml"), "and in no feed"
    page = opened(day)

    took = {}

    def edit(old: str, new: str) -> float:
        project.edit(name, old, new)
        return until(lambda: new in fetch(day), PATIENCE)

    edits = [edit("Survey boats of", "Two boats of"), edit("Two boats of", "Three boats of")]
    words = "Four boats of"
    edits.append(edit("Three boats of", words))
    took["edit"] = sorted(edits)[1]
    expect(page.locator("#reeds")).to_contain_text(words, timeout=30_000)

    project.edit(name, "by: pilots", "by: pilotz")
    took["break"] = until(lambda: "did you mean `pilots`?" in fetch(day), PATIENCE)
    expect(page.locator("h1")).to_have_text("Not shown yet", timeout=30_000)
    for other in ("", "archive/", "2031/12/30/", "2032/01/03/", "sources/"):
        told = fetch(address + other)
        assert "no actor or source is called `pilotz`" in told, other
        assert "2032-01-02.yml:88:13" in told
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()
    page.close()  # with two reloads in one second, the browser has been seen to wait for ever
    project.edit(name, "status: published", "status: [")
    until(lambda: "status" in fetch(day) and "Not shown yet" in fetch(day), PATIENCE)
    project.edit(name, "status: [", "status: published")
    project.edit(name, "by: pilotz", "by: pilots")
    took["mend"] = until(lambda: words in fetch(day), PATIENCE)

    project.edit("words.yml", "front: The lake", "front: The water")
    took["words"] = until(lambda: "The water" in fetch(day), PATIENCE)
    with capsys.disabled():
        sys.stdout.write("\nserve: " + ", ".join(f"{what} {seconds:.2f} s" for what, seconds in took.items()) + "\n")


def test_a_preview_that_begins_with_a_mistake_shows_it(project: Project, serve: Any) -> None:
    project.edit("briefings/2032/2032-01-02.yml", "by: pilots", "by: pilotz")
    address = serve()
    for page in ("", "2032/01/02/", "archive/"):
        assert "did you mean `pilots`?" in fetch(address + page), page
    project.edit("briefings/2032/2032-01-02.yml", "by: pilotz", "by: pilots")
    until(lambda: "The delegations meet in Senn" in fetch(address), PATIENCE)


def test_a_preview_without_a_day_answers(project: Project, serve: Any) -> None:
    project.drop_days()
    assert "No day has been published yet." in fetch(serve())
