"""What browsers are shown of one site after another, whatever cannot be made of them."""

import threading
from typing import Any

import pytest

from daybrief.preview.banner import Trouble
from daybrief.preview.state import Shown, State

GOOD = {"index.html": b"front", "a/index.html": b"a", "b/index.html": b"b"}
BAD = Trouble("a.yml:1:1", "wrong")


def told(error: Exception) -> Trouble:
    return Trouble("", str(error))


@pytest.fixture
def state() -> State:
    return State(told)


def contents(state: State, *paths: str) -> list[bytes | None]:
    return [state.get(path).content for path in paths]


def messages(state: State) -> list[str]:
    return [trouble.message for trouble in state.troubles]


def test_before_there_is_a_site_nothing_stands_anywhere(state: State) -> None:
    assert state.get("") == Shown(None, False, (), state.mark)
    assert state.site is None
    assert state.has("") is False


def test_each_run_and_each_change_has_a_mark_of_its_own(state: State, site: Any) -> None:
    marks = [State(told).mark, state.mark]
    state.show(site(GOOD))
    marks.append(state.mark)
    assert state.warn((BAD,)) is True
    marks.append(state.mark)
    assert state.warn((BAD,)) is False, "the same again"
    assert state.mark == marks[-1]
    assert state.warn(()) is True
    marks.append(state.mark)
    assert len({*marks}) == 5


def test_the_newest_site_is_shown_and_what_is_wrong_beside_it(state: State, site: Any) -> None:
    first, second = site(GOOD), site({"index.html": b"other"})
    state.show(first)
    assert state.get("a/") == Shown(b"a", True, (), state.mark)
    assert state.get("none/") == Shown(None, True, (), state.mark)
    assert (state.has("a/"), state.has("none/")) == (True, False)
    state.warn((BAD,))
    assert state.get("a/") == Shown(b"a", True, (BAD,), state.mark)
    assert state.troubles == (BAD,)
    state.show(second)
    assert state.site is second
    assert state.get("") == Shown(b"other", True, (), state.mark)
    assert contents(state, "a/") == [None], "it is no longer there, whatever the one before has"
    assert state.has("a/") is False


def test_a_page_that_cannot_be_made_is_shown_as_before_and_told_once(state: State, site: Any) -> None:
    state.show(site(GOOD))
    state.show(site({**GOOD, "b/index.html": b"newer"}, {"a/": "no a", "c/": "no c"}))
    assert messages(state) == [], "nobody looks at it"
    mark = state.mark
    assert contents(state, "a/", "b/") == [b"a", b"newer"]
    assert messages(state) == ["no a"]
    assert state.mark != mark, "who looks at another page is told of it"
    mark = state.mark
    assert state.get("a/").mark == mark
    assert contents(state, "a/", "a/") == [b"a", b"a"]
    assert state.mark == mark
    assert contents(state, "c/") == [None], "there was none before"
    assert messages(state) == ["no a", "no c"]
    assert state.has("c/")


def test_who_asks_first_for_a_page_that_fails_need_not_ask_again(state: State, site: Any) -> None:
    state.show(site(GOOD))
    state.show(site(GOOD, {"a/": "no a"}))
    assert state.get("a/") == Shown(b"a", True, (Trouble("", "no a"),), state.mark)


def test_who_was_answered_from_a_site_that_is_gone_by_then_asks_again(state: State, site: Any) -> None:
    slow = site(GOOD)
    state.show(slow)

    class Overtaken:
        def get(self, path: str) -> bytes | None:
            state.show(site({"index.html": b"newer"}))
            return bytes(slow.get(path))

    state.site = Overtaken()  # type: ignore[assignment]
    shown = state.get("")
    assert shown.content == b"front"
    assert shown.mark != state.mark


def test_the_last_page_that_was_good_is_kept_through_sites_that_have_none(state: State, site: Any) -> None:
    state.show(site(GOOD))
    for message in ("no a", "no a again"):
        state.show(site({"index.html": b"newer"}, {"a/": message}))
        assert contents(state, "", "a/") == [b"newer", b"a"]
    state.show(site({"a/index.html": b"mended"}))
    assert contents(state, "a/") == [b"mended"]
    assert messages(state) == []
    state.show(site({}, {"a/": "no more"}))
    assert contents(state, "a/") == [b"mended"]


def test_a_fault_of_several_pages_is_told_once(state: State, site: Any) -> None:
    state.show(site(GOOD))
    state.show(site(GOOD, {"a/": "the same", "b/": "the same"}))
    contents(state, "a/")
    mark = state.mark
    contents(state, "b/")
    assert messages(state) == ["the same"]
    assert state.mark == mark
    state.show(site(GOOD, {"a/": "the same", "b/": "the same"}))
    assert messages(state) == ["the same"], "both are known to be looked at"


def test_what_is_wrong_on_the_front_page_and_where_somebody_looks_is_told_at_once(state: State, site: Any) -> None:
    state.show(site(GOOD))
    faulty = {"": "no front", "b/": "no b", "a/": "no a", "c/": "no c"}
    with state.viewing("b/"), state.viewing("b/"):
        with state.viewing("a/"), state.viewing("b/"):
            state.show(site({}, faulty))
            assert messages(state) == ["no front", "no a", "no b"]
        state.show(site(GOOD))
        state.show(site({}, faulty))
        assert messages(state) == ["no front", "no b"], "of two that look at it one still does"
    state.show(site(GOOD))
    state.show(site({}, faulty))
    assert messages(state) == ["no front"]


def test_who_looks_at_a_page_waits_until_there_is_something_else(state: State, site: Any) -> None:
    with state.viewing("a/") as wait:
        first = wait("", 10)
        assert first == state.mark, "another than none"
        assert wait(first, 0.01) == first, "not for ever"
        timer = threading.Timer(0.05, state.show, [site(GOOD)])
        timer.start()
        assert wait(first, 30) == state.mark != first
        timer.join()


def test_nobody_hangs_on_what_went_wrong_with_one_who_looked(state: State, site: Any) -> None:
    state.show(site(GOOD))
    with pytest.raises(ConnectionResetError), state.viewing("a/"):
        raise ConnectionResetError
    state.show(site(GOOD, {"a/": "no a"}))
    assert messages(state) == []
