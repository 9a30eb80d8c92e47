"""Work that is spread: the same answers in the same order, by more processes where there is enough of it."""

import gc
import os

import pytest

from daybrief.engine.parallel import ENOUGH, spread


@pytest.fixture(autouse=True)
def _three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 3)


@pytest.mark.parametrize("count", [0, 1, ENOUGH, 2 * ENOUGH, 300])
def test_answers_come_in_the_order_of_the_items(count: int) -> None:
    assert list(spread(lambda item: item * item, range(count))) == [item * item for item in range(count)]


@pytest.mark.parametrize(
    ("count", "processes"), [(2 * ENOUGH - 1, 0), (2 * ENOUGH, 2), (3 * ENOUGH, 3), (9 * ENOUGH, 3)]
)
def test_a_process_is_started_where_there_is_enough_for_it(count: int, processes: int) -> None:
    done_by = {*spread(lambda item: os.getpid(), range(count))}
    if processes:
        assert 1 <= len(done_by) <= processes
        assert os.getpid() not in done_by
    else:
        assert done_by == {os.getpid()}


@pytest.mark.parametrize("collecting", [True, False])
def test_memory_is_looked_after_as_before(collecting: bool) -> None:
    frozen = gc.get_freeze_count()
    (gc.enable if collecting else gc.disable)()
    try:
        assert {*spread(lambda item: gc.isenabled(), range(3 * ENOUGH))} == {True}, "a process lives long"
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
        list(spread(work, range(count)))
    assert list(spread(str, range(count))) == [*map(str, range(count))], "the next is done as ever"
