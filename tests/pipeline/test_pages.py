"""What is made anew: pages that are looked at, pages and copies that are written, counted one by one."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from msgspec import structs

from daybrief.engine.dependencies import ChangedKeys
from daybrief.engine.files import unchanged_files
from daybrief.ledger.ledger import Ledger
from daybrief.pipeline.pages import PageWriter, publish
from daybrief.pipeline.state import Published
from daybrief.views import Page, Task, all_tasks
from tests.ledger.telling import tell

DAYS = {
    "2031-03-01": {"claims": [{"id": "hill", "by": "kestria-army"}]},
    "2031-03-02": {"claims": [{"id": "ford", "by": "courier"}]},
}
ADDRESSES = ("2031/03/01/", "2031/03/02/", "2031/03/", "sources/kestria-army/", "sources/courier/", "archive/")


class Works:
    """Pages of a real ledger, made again and again: what was looked at, and what was printed."""

    def __init__(self, folder: Path) -> None:
        self.ledger: Ledger = tell(folder / "briefings", DAYS)
        self.site = folder / "site"
        self.shell: dict[str, bytes] = {}
        self.looked: Counter[str] = Counter()
        self.printed: Counter[str] = Counter()
        self.now = Published({}, {})

    def publish(self, changed: ChangedKeys | None) -> tuple[set[str], set[str]]:
        """The addresses that were looked at, and of which the file is another now."""
        self.looked.clear()
        self.printed.clear()
        before = self.stamps()
        writer = PageWriter(lambda template: self.shell.get(template, b"as it was"), self.print, {})
        old = Published(self.now.pages, unchanged_files(self.site, self.now.files), self.now.writer)
        self.now = publish(self.site, self.tasks(), self.ledger, writer, changed, old)
        written = {url for url, stamp in self.stamps().items() if before.get(url) != stamp}
        assert written == {*self.printed}, "what is printed is written, and nothing else is"
        assert {*self.looked.values(), *self.printed.values()} <= {1}, "each once"
        return {*self.looked}, written

    def tasks(self) -> Iterable[Task]:
        for task in all_tasks(self.ledger):
            if task.url in ADDRESSES:
                yield structs.replace(task, view=self.watched(task))

    def watched(self, task: Task) -> Callable[[], Any]:
        def view() -> Any:
            self.looked[task.url] += 1
            return task.view()

        return view

    def print(self, page: Page) -> bytes:
        self.printed[page.url] += 1
        return f"{page.view!r}".encode()

    def stamps(self) -> dict[str, tuple[int, int]]:
        found = {url: self.site / url / "index.html" for url in ADDRESSES}
        return {url: (f.stat().st_ino, f.stat().st_mtime_ns) for url, f in found.items() if f.is_file()}


@pytest.fixture
def works(tmp_path: Path) -> Works:
    made = Works(tmp_path)
    assert made.publish(None) == ({*ADDRESSES}, {*ADDRESSES})
    return made


def test_where_nothing_has_changed_no_page_is_looked_at(works: Works) -> None:
    assert works.publish(ChangedKeys()) == (set(), set())


def test_where_everything_may_have_changed_all_is_looked_at_and_nothing_written(works: Works) -> None:
    assert works.publish(None) == ({*ADDRESSES}, set())


@pytest.mark.parametrize("key", ["parties/kestria", "sources/kestria-army"])
def test_what_asked_for_a_key_is_looked_at_and_nothing_else(works: Works, key: str) -> None:
    asked = set()
    for task in works.tasks():
        with works.ledger.recording() as keys:
            task.make()
        asked |= {task.url} if key in keys else set()
    assert asked
    assert asked < {*ADDRESSES}
    assert works.publish(ChangedKeys([key])) == (asked, set()), "its view is as it was"


def test_a_page_that_was_deleted_or_written_into_is_made_again_and_no_other(works: Works) -> None:
    (works.site / "archive/index.html").unlink()
    (works.site / "2031/03/index.html").write_bytes(b"scribbled")
    assert works.publish(ChangedKeys()) == ({"archive/", "2031/03/"}, {"archive/", "2031/03/"})
    assert works.publish(ChangedKeys()) == (set(), set())


def test_another_template_concerns_the_pages_that_it_shows(works: Works) -> None:
    works.shell["day"] = b"another"
    days = {"2031/03/01/", "2031/03/02/"}
    assert works.publish(ChangedKeys()) == (days, days)
    assert works.publish(ChangedKeys()) == (set(), set())


def test_what_is_published_is_known_by_its_address_and_what_is_gone_is_not(works: Works) -> None:
    assert works.now.pages.keys() == {*ADDRESSES}
    assert works.now.files.keys() == {f"{url}index.html" for url in ADDRESSES}
    assert works.now.writer.keys() == {"day", "month", "source", "archive"}
    assert len({one.fingerprint for one in works.now.files.values()}) == len(ADDRESSES), "each says something else"
    writer = PageWriter(lambda template: b"as it was", works.print, {})
    days = [task for task in works.tasks() if task.url.startswith("2031/03/0")]
    left = publish(works.site, days, works.ledger, writer, ChangedKeys(), works.now)
    assert left.pages.keys() == {"2031/03/01/", "2031/03/02/"}
    assert left.files.keys() == {"2031/03/01/index.html", "2031/03/02/index.html"}
    assert left.writer == {"day": b"as it was"}
    assert left.files["2031/03/01/index.html"] == works.now.files["2031/03/01/index.html"]


def test_a_page_is_printed_anew_when_what_it_shows_is_another(works: Works) -> None:
    task = next(task for task in works.tasks() if task.url == "archive/")
    other = structs.replace(task, view=lambda: "Another")
    writer = PageWriter(lambda template: b"as it was", lambda page: page.view.encode(), {})
    made = publish(works.site, [other], works.ledger, writer, None, works.now)
    assert (works.site / "archive/index.html").read_text() == "Another"
    assert made.files["archive/index.html"] != works.now.files["archive/index.html"]
