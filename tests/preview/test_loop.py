"""Where a preview listens, when it looks at its files, and when it reads them."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click import ClickException, UsageError

from daybrief.preview import loop
from daybrief.preview.loop import Preview, greeting, serve
from daybrief.preview.watch import look
from tests.projects import Project

OTHERS = " Whoever can reach this machine can read it, drafts too."


@pytest.mark.parametrize(
    ("address", "others"), [("127.0.0.1", ""), ("127.8.8.8", ""), ("::1", ""), ("0.0.0.0", OTHERS), ("::", OTHERS)]
)
def test_the_first_line_says_where_it_is_and_who_can_read_it(address: str, others: str) -> None:
    assert greeting("http://a:1/", address) == f"The preview is http://a:1/ – Ctrl-C ends it.{others}"


@pytest.mark.parametrize(
    "addr", ["", "8000", ":8000", "127.0.0.1:", "127.0.0.1:65536", "a:-1", "a:²", "a:٣", "a:1x", "a:http"]
)
def test_what_is_no_host_and_port_is_told_with_one_that_is(addr: str) -> None:
    with pytest.raises(UsageError) as raised:
        serve(Path("none.yml"), addr)
    assert raised.value.message == "--addr takes a host and a port, such as 127.0.0.1:8001."


@pytest.mark.parametrize(
    ("addr", "why"),
    [
        ("192.0.2.1:8000", "Cannot assign requested address"),
        ("no host:65535", "Name or service not known"),
        (f"{'ä' * 70}:1", "encoding of hostname failed"),
    ],
)
def test_an_address_that_is_not_to_be_had_is_told_with_the_reason(addr: str, why: str) -> None:
    with pytest.raises(ClickException) as raised:
        serve(Path("none.yml"), addr)
    words = raised.value.message
    assert words.startswith(f"the preview cannot listen on {addr}: ")
    assert why in words or addr.startswith("no host"), "each system has its own words for a name that nobody has"
    assert not words.endswith(("None", ": "))


@pytest.fixture
def taken() -> Iterator[int]:
    """A port at which something else listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        yield one.getsockname()[1]


def refused(config: Path, addr: str | None) -> str:
    with pytest.raises(ClickException) as raised:
        serve(config, addr)
    return raised.value.message


@pytest.mark.parametrize("host", ["127.0.0.1", "[127.0.0.1]", "localhost"])
def test_an_address_that_is_taken_is_told_with_another(taken: int, host: str) -> None:
    name = host.strip("[]")
    told = f"something else listens on {name}:{taken}: type --addr {name}:{taken + 1}"
    assert refused(Path("none.yml"), f"{host}:{taken}") == told


def test_after_the_last_port_comes_the_usual_one() -> None:
    with socket.socket() as one:
        with suppress(OSError):  # if it is taken already, so much the better
            one.bind(("127.0.0.1", 65535))
            one.listen()
        told = "something else listens on 127.0.0.1:65535: type --addr 127.0.0.1:8000"
        assert refused(Path("none.yml"), "127.0.0.1:65535") == told


def test_without_an_address_it_is_the_projects_own(project: Project, taken: int) -> None:
    project.set(dev_addr=f"127.0.0.1:{taken}")
    assert refused(project.config, None).startswith(f"something else listens on 127.0.0.1:{taken}: ")


def test_where_the_project_tells_none_it_is_the_usual_one(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("- no settings\n")
    with socket.socket() as one:
        with suppress(OSError):
            one.bind(("127.0.0.1", 8000))
            one.listen()
        told = "something else listens on 127.0.0.1:8000: type --addr 127.0.0.1:8001"
        assert refused(tmp_path / "mkdocs.yml", None) == told


# The look at the files


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Preview]:
    """A preview that watches one file, and knows how it lies."""
    file = tmp_path / "mkdocs.yml"
    file.write_text("0")
    one = Preview(file, "127.0.0.1:0", lambda words, role: words)
    one.builder.seen = look(one.builder.watched)
    yield one
    one.close()


def took(preview: Preview, limit: float | None) -> float:
    begun = time.monotonic()
    preview._wait(limit)
    return time.monotonic() - begun


def test_without_a_save_it_waits_for_as_long_as_it_is_told(preview: Preview) -> None:
    assert took(preview, 0.3) >= 0.3


def test_a_save_ends_the_wait_whether_there_is_a_limit_or_not(preview: Preview) -> None:
    for limit in (None, 60.0):
        preview.builder.seen = look(preview.builder.watched)
        timer = threading.Timer(0.05, preview.builder.config_file.write_text, [f"another {limit}"])
        timer.start()
        assert 0.05 <= took(preview, limit) < 30
        timer.join()


def test_files_that_do_not_lie_still_are_read_all_the_same(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such as a log that something else writes into a folder of the site."""
    monkeypatch.setattr(loop, "RESTLESS", 0.3)
    ended = threading.Event()

    def write() -> None:
        number = 0
        while not ended.wait(0.002):
            number += 1
            with preview.builder.config_file.open("a") as file:
                file.write(f"{number}\n")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert 0.3 <= took(preview, None) < 30
    finally:
        ended.set()
        writer.join()
