"""Work that is spread gives the same answers in the same order; signals end a program once, and its workers at once."""

import gc
import os
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable
from threading import Timer
from typing import Any

import pytest

from daybrief.engine.parallel import ENOUGH, WorkerDied, die_with_parent, ended_by, parallel_map


@pytest.fixture(autouse=True)
def _three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


@pytest.mark.parametrize("count", [0, 1, ENOUGH, 2 * ENOUGH, 300])
def test_answers_come_in_the_order_of_the_items(count: int) -> None:
    assert list(parallel_map(lambda item: item * item, range(count))) == [item * item for item in range(count)]


@pytest.mark.parametrize(
    ("count", "processes"), [(2 * ENOUGH - 1, 0), (2 * ENOUGH, 2), (3 * ENOUGH, 3), (9 * ENOUGH, 3)]
)
def test_a_process_is_started_where_there_is_enough_for_it(count: int, processes: int) -> None:
    done_by = {*parallel_map(lambda item: os.getpid(), range(count))}
    if processes:
        assert 1 <= len(done_by) <= processes
        assert os.getpid() not in done_by
    else:
        assert done_by == {os.getpid()}


@pytest.mark.parametrize("count", [3, 3 * ENOUGH])
def test_what_was_put_aside_before_stays_there(count: int) -> None:
    gc.freeze()
    try:
        frozen = gc.get_freeze_count()
        assert len([*parallel_map(str, range(count))]) == count
        assert gc.get_freeze_count() > frozen / 2, "but for what has ended meanwhile"
    finally:
        gc.unfreeze()


@pytest.mark.parametrize("collecting", [True, False])
@pytest.mark.parametrize("count", [3, 3 * ENOUGH])
def test_what_an_item_leaves_in_a_circle_is_gone_before_the_next(count: int, collecting: bool) -> None:
    left = list[weakref.ref[object]]()

    def work(item: int) -> bool:
        before, here = [one() for one in left], type("Ring", (), {})
        left.append(weakref.ref(here))  # a class is in a circle of its own
        return any(before)

    frozen = gc.get_freeze_count()
    (gc.enable if collecting else gc.disable)()
    try:
        assert not any(parallel_map(work, range(count)))
        assert gc.isenabled() == collecting
        assert gc.get_freeze_count() == frozen
    finally:
        gc.enable()


@pytest.mark.parametrize("count", [3, 3 * ENOUGH])
def test_what_goes_wrong_is_raised(count: int) -> None:
    def work(item: int) -> int:
        if item == 2:
            raise ValueError(f"no {item}")
        return item

    with pytest.raises(ValueError, match="no 2"):
        list(parallel_map(work, range(count)))
    assert list(parallel_map(str, range(count))) == [*map(str, range(count))], "the next is done as ever"


class Odd(Exception):
    """It is made of two things, and read back of one."""

    def __init__(self, one: str, other: object) -> None:
        super().__init__(one)


@pytest.mark.parametrize("error", [Odd("no", 2), ValueError(lambda: "no"), SystemExit("no")])
def test_whatever_is_raised_is_told_of_and_the_first_of_all(error: BaseException) -> None:
    def work(item: int) -> None:
        if item >= 8:
            time.sleep(0 if item >= ENOUGH else 0.2)
            raise error if item < ENOUGH else ValueError("later")

    with pytest.raises((RuntimeError, SystemExit), match=r"no|lambda"):
        list(parallel_map(work, range(9 * ENOUGH)))


@pytest.mark.parametrize("count", [3, 3 * ENOUGH])
def test_work_that_asks_for_one_too_many_does_not_end_quietly(count: int) -> None:
    with pytest.raises(RuntimeError, match="StopIteration"):
        list(parallel_map(lambda item: next(iter(())), range(count)))


def test_where_processes_are_not_to_be_had_one_does_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for change in (lambda patch: patch.setattr(os, "cpu_count", lambda: None), lambda patch: patch.delattr(os, "fork")):
        with monkeypatch.context() as patch:
            change(patch)
            assert {*parallel_map(lambda item: os.getpid(), range(3 * ENOUGH))} == {os.getpid()}


def test_a_process_leaves_ctrl_c_to_its_parent_and_can_be_ended() -> None:
    """The parent's own handlers may wait for a lock that another thread held when it was forked."""
    before = signal.signal(signal.SIGTERM, lambda *_: None)
    try:
        ours = {*parallel_map(lambda item: signal.getsignal(signal.SIGTERM), range(3 * ENOUGH))}
    finally:
        signal.signal(signal.SIGTERM, before)
    assert ours == {signal.SIG_DFL}
    assert {*parallel_map(lambda item: signal.getsignal(signal.SIGINT), range(3 * ENOUGH))} == {signal.SIG_IGN}


@pytest.mark.parametrize("handler", [signal.SIG_IGN, signal.SIG_DFL])
def test_a_process_goes_on_after_the_terminal_where_its_parent_does(handler: signal.Handlers) -> None:
    before = signal.signal(signal.SIGHUP, handler)
    try:
        assert {*parallel_map(lambda item: signal.getsignal(signal.SIGHUP), range(3 * ENOUGH))} == {handler}
    finally:
        signal.signal(signal.SIGHUP, before)


def test_what_the_caller_holds_back_stays_so() -> None:
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGTERM])
    try:
        masks = {frozenset(one) for one in parallel_map(lambda item: signal.pthread_sigmask(0, ()), range(3 * ENOUGH))}
        assert masks == {frozenset(before | {signal.SIGTERM})}
        assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == before | {signal.SIGTERM}
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def test_workers_that_die_as_their_parent_leaves_are_not_told_of_and_not_waited_for() -> None:
    """A terminal that closes ends all of them at once: the pool's own thread learns it while the parts are given up."""
    script = """
import os, random, signal, time
from daybrief.engine.parallel import *
os.cpu_count = lambda: 2
for _ in range(40):
    answers = parallel_map(lambda item: (os.getpid(), time.sleep(0.001)), range(40 * ENOUGH))
    worker, _ = next(answers)
    os.kill(worker, signal.SIGKILL)
    time.sleep(random.random() / 100)
    answers.close()
"""
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(sys.platform != "linux", reason="what C runs in a forked process is named by glibc alone")
def test_a_worker_that_has_not_begun_as_another_dies_is_ended() -> None:
    """Each waits for a line when it is forked: one gets it and dies, and the other gets none."""
    script = """
import ctypes, os, signal
from contextlib import suppress
from daybrief.engine.parallel import *
os.cpu_count = lambda: 2
libc = ctypes.CDLL(None)
libc.__register_atfork(None, None, ctypes.cast(libc.getchar, ctypes.c_void_p), None)
with suppress(WorkerDied), ended_by(["SIGTERM"], os._exit):
    list(parallel_map(lambda item: os.kill(os.getpid(), signal.SIGKILL), range(40 * ENOUGH)))
"""
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, bufsize=0) as parent:
        assert parent.stdin
        parent.stdin.write(b"\n")
        try:
            assert parent.wait(timeout=20) == 0
        finally:
            parent.kill()


def test_a_worker_that_is_killed_amid_an_answer_is_told_of() -> None:
    """Its answer is more than a pipe holds, and nobody takes it until the worker is gone."""

    def work(item: int) -> str:
        if item == ENOUGH:
            Timer(0.3, os.kill, (os.getpid(), signal.SIGKILL)).start()
        return "x" * (1 << 20 if item >= ENOUGH else 1)

    answers = parallel_map(work, range(9 * ENOUGH))
    next(iter(answers))
    time.sleep(1)
    with pytest.raises(WorkerDied):
        list(answers)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can")
def test_no_process_outlives_its_parent() -> None:
    script = (
        "import os, time\nfrom daybrief.engine.parallel import *\nos.cpu_count = lambda: 2\n"
        "list(parallel_map(lambda item: (os.write(1, b'begun\\n'), time.sleep(60)), range(2 * ENOUGH)))"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == "begun\n"
        parent.kill()
        parent.communicate(timeout=20)  # its processes hold the other end, as long as they live


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can")
@pytest.mark.parametrize(("parent", "code"), [(os.getpid, 7), (lambda: 1 << 22, 1)])
def test_who_begins_when_its_parent_is_gone_ends(parent: Callable[[], int], code: int) -> None:
    known = parent()
    child = os.fork()
    if not child:
        die_with_parent(known)
        os._exit(7)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == code


ENDS = ("SIGINT", "SIGTERM", "SIGHUP")


def _interrupt(number: int) -> None:
    raise KeyboardInterrupt


def test_systems_without_some_signals_end_by_the_others(monkeypatch: Any) -> None:
    monkeypatch.delattr(signal, "SIGHUP")
    with pytest.raises(KeyboardInterrupt), ended_by(ENDS, _interrupt):
        signal.raise_signal(signal.SIGTERM)


def test_the_second_signal_is_ignored_and_the_handlers_before_come_back() -> None:
    before = [signal.getsignal(getattr(signal, name)) for name in ENDS]
    ended: list[int] = []
    with ended_by(ENDS, ended.append):
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGHUP)
    assert ended == [signal.SIGTERM]
    assert [signal.getsignal(getattr(signal, name)) for name in ENDS] == before
