"""Signals end a program once, and its workers at once."""

import os
import signal
from typing import Any

import pytest

from daybrief.engine.signals import ended_by

ENDS = ("SIGINT", "SIGTERM", "SIGHUP")


def _interrupt(number: int) -> None:
    raise KeyboardInterrupt


def test_systems_without_some_signals_end_by_the_others(monkeypatch: Any) -> None:
    monkeypatch.delattr(signal, "SIGHUP")
    monkeypatch.delattr(os, "register_at_fork")
    with pytest.raises(KeyboardInterrupt), ended_by(ENDS, _interrupt):
        signal.raise_signal(signal.SIGTERM)


def test_a_worker_can_be_ended() -> None:
    """With a handler of Python's, one that waited for a lock was seen to outlive its pool's signal, and to hold it."""
    with ended_by(ENDS, _interrupt):
        ours = signal.getsignal(signal.SIGTERM)
        child = os.fork()
        if not child:
            os._exit(signal.getsignal(signal.SIGTERM) is ours)
        assert os.waitpid(child, 0)[1] == 0


def test_the_second_signal_is_ignored_and_the_handlers_before_come_back() -> None:
    before = [signal.getsignal(getattr(signal, name)) for name in ENDS]
    ended: list[int] = []
    with ended_by(ENDS, ended.append):
        signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGHUP)
    assert ended == [signal.SIGTERM]
    assert [signal.getsignal(getattr(signal, name)) for name in ENDS] == before
