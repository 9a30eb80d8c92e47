"""What is made anew: pages that are looked at, pages and copies that are written, counted one by one."""

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from daybrief.engine.dependencies import Changed
from daybrief.engine.files import standing
from daybrief.ledger.ledger import Ledger
from daybrief.pipeline.pages import Copy, Printer, Published, copy, publish
from daybrief.views import Page, Task, all_tasks
from tests.counting import counting
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

    def publish(self, changed: Changed | None) -> tuple[set[str], set[str]]:
        """The addresses that were looked at, and of which the file is another now."""
        self.looked.clear()
        self.printed.clear()
        before = self.stamps()
        printer = Printer(lambda template: self.shell.get(template, b"as it was"), self.print)
        old = Published(self.now.pages, standing(self.site, self.now.files), self.now.printer)
        self.now = publish(self.site, self.tasks(), self.ledger, printer, changed, old)
        written = {url for url, stamp in self.stamps().items() if before.get(url) != stamp}
        assert written == {*self.printed}, "what is printed is written, and nothing else is"
        assert {*self.looked.values(), *self.printed.values()} <= {1}, "each once"
        return {*self.looked}, written

    def tasks(self) -> Iterable[Task]:
        for task in all_tasks(self.ledger):
            if task.url in ADDRESSES:
                yield task._replace(make=self.watched(task))

    def watched(self, task: Task) -> Callable[[], Page]:
        def make() -> Page:
            self.looked[task.url] += 1
            return task.make()

        return make

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
    assert works.publish(Changed()) == (set(), set())


def test_where_everything_may_have_changed_all_is_looked_at_and_nothing_written(works: Works) -> None:
    assert works.publish(None) == ({*ADDRESSES}, set())


@pytest.mark.parametrize("key", ["parties/kestria", "sources/kestria-army"])
def test_what_asked_for_a_key_is_looked_at_and_nothing_else(works: Works, key: str) -> None:
    asked = set()
    for task in works.tasks():
        with works.ledger.tracing() as keys:
            task.make()
        asked |= {task.url} if key in keys else set()
    assert asked
    assert asked < {*ADDRESSES}
    assert works.publish(Changed([key])) == (asked, set()), "its view is as it was"


def test_a_page_that_was_deleted_or_written_into_is_made_again_and_no_other(works: Works) -> None:
    (works.site / "archive/index.html").unlink()
    (works.site / "2031/03/index.html").write_bytes(b"scribbled")
    assert works.publish(Changed()) == ({"archive/", "2031/03/"}, {"archive/", "2031/03/"})
    assert works.publish(Changed()) == (set(), set())


def test_another_template_concerns_the_pages_that_it_shows(works: Works) -> None:
    works.shell["day"] = b"another"
    days = {"2031/03/01/", "2031/03/02/"}
    assert works.publish(Changed()) == (days, days)
    assert works.publish(Changed()) == (set(), set())


def test_a_copy_is_read_when_it_is_another_and_left_alone_else(tmp_path: Path) -> None:
    sources = {name: tmp_path / name for name in ("a.yml", "b.yml")}
    for file in sources.values():
        file.write_text(file.name)
    old = Published({}, {})
    read = []
    for fingerprints in ("12", "12", "13"):
        copies = {
            n: Copy(str(f), k.encode(), lambda data, k=k: k.encode())
            for (n, f), k in zip(sources.items(), fingerprints, strict=True)
        }
        with counting("open") as opened:
            old = Published({}, copy(tmp_path / "site", copies, old))
        read.append([name for name, file in sources.items() if str(file) in opened])
    assert read == [["a.yml", "b.yml"], [], ["b.yml"]]
    assert (tmp_path / "site/a.yml").read_text() == "a.yml"
