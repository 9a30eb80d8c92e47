"""What was asked for while something was made: a trace, by which one can tell later whether to make it anew.

Whoever knows something notes a *key* for each answer that it gives. What was made from the answers is the same as long
as these keys have the same answers: a verifying trace, after Mokhov, Mitchell and Peyton Jones, 'Build systems à la
carte' (2018). A trace is kept as 32-bit hashes of its keys; where two keys share one, something is made once too often.
"""

from array import array
from collections.abc import Callable, Collection, ItemsView, Iterable, Iterator, Mapping, ValuesView
from contextlib import contextmanager
from dataclasses import fields
from types import SimpleNamespace
from typing import Any, TypeAlias, TypeVar, cast
from zlib import crc32

V = TypeVar("V")
Trace: TypeAlias = bytes
Found: TypeAlias = dict[str, tuple[Any, tuple[str, ...]]]
"""What was found, by name, and what was asked for to find it."""


def pack(keys: Iterable[str]) -> Trace:
    """A trace to be kept."""
    return array("I", sorted({crc32(key.encode()) for key in keys})).tobytes()


class ChangedKeys:
    """Keys of which the answer is another than it was."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self.hashes = {crc32(key.encode()) for key in keys}

    def invalidates(self, trace: Trace) -> bool:
        """Whether one of the trace's keys is among them."""
        return not self.hashes.isdisjoint(memoryview(trace).cast("I"))


class Recorder:
    """Somebody who is asked."""

    record: Callable[[str], object]
    """Remember that a key was asked for. A page asks for thousands: this is the method `add` of a set itself."""

    def __init__(self) -> None:
        self._remember(None)
        self._found: Found = {}

    def _remember(self, keys: set[str] | None) -> None:
        self._keys = keys
        self.record = _forget if keys is None else keys.add

    def record_all(self, keys: Collection[str], mark: str = "") -> None:
        """Remember that keys were asked for, where an answer is given again.

        A `mark`, which is no key, stands for all of them: who has it in a trace need not be told of each again.
        """
        if self._keys is not None and mark not in self._keys:
            self._keys.update(keys)
            if mark:
                self._keys.add(mark)

    @contextmanager
    def recording(self) -> Iterator[set[str]]:
        """Collects the keys that are asked for meanwhile. Who traces around it is told of them, too."""
        keys, around = set[str](), self._keys
        self._remember(keys)
        try:
            yield keys
        finally:
            self._remember(around)
            self.record_all(keys)

    def once(self, mark: str, find: Callable[[], V]) -> V:
        """What is found once, and what was asked for to find it, which is noted each time."""
        return self.kept(self._found, mark, find, mark)

    def kept(self, found: Found, name: str, find: Callable[[], V], mark: str = "") -> V:
        """The same of what is kept elsewhere, for as long as that is."""
        if name not in found:
            with self.recording() as keys:
                value = find()
            found[name] = value, (*keys,)  # which takes a part of a set's room
        value, asked = found[name]
        self.record_all(asked, mark)
        return cast(V, value)


def _forget(_: str) -> None:
    """What is asked for while nobody traces."""


class TrackedMapping(Mapping[str, V]):
    """A mapping that notes which of its names are asked for; who walks through it has asked for all."""

    def __init__(self, name: str, entries: Mapping[str, V], recorder: Recorder) -> None:
        self.name, self.entries, self.recorder = name, entries, recorder

    def __getitem__(self, name: str) -> V:
        self.recorder.record(f"{self.name}/{name}")
        return self.entries[name]

    def get(self, name: str, default: Any = None) -> Any:
        """The value of a name, or else the default."""
        self.recorder.record(f"{self.name}/{name}")  # the inherited one raises and catches, often
        return self.entries.get(name, default)

    def __contains__(self, name: object) -> bool:
        self.recorder.record(f"{self.name}/{name}")
        return name in self.entries

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def items(self) -> ItemsView[str, V]:
        """All names and values."""
        return self._all().items()  # the inherited one would note each name, too

    def values(self) -> ValuesView[V]:
        """All values."""
        return self._all().values()

    def _all(self) -> Mapping[str, V]:
        self.recorder.record(self.name)
        return self.entries


def tracked(registry: V, recorder: Recorder) -> V:
    """A dataclass of mappings, such as `daybrief.model.registry.Registry`, with a `TrackedMapping` for each."""
    mappings = {name: TrackedMapping(name, entries, recorder) for name, entries in contents(registry)}
    return cast(V, SimpleNamespace(**mappings))


def contents(registry: Any) -> list[tuple[str, Any]]:
    """The mappings of such a dataclass, or of what `tracked` made of one, by name."""
    if isinstance(registry, SimpleNamespace):
        return list(vars(registry).items())
    return [(field.name, getattr(registry, field.name)) for field in fields(registry)]


def differing(name: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    """The keys of a mapping of which the answer is another if it holds `new` and held `old`; the order counts."""
    for one in {**old, **new}:
        if one not in old or one not in new or old[one] != new[one]:
            yield f"{name}/{one}"
    if list(old.items()) != list(new.items()):
        yield name
