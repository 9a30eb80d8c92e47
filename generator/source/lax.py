"""What libyaml lets pass between two nodes, and YAML 1.2 does not, or we do not."""

import re
from collections.abc import Callable
from typing import Any

from yaml.events import MappingStartEvent

_ANY = re.compile(r"#(?<=[\"'\[\]{},:?]#)|\?(?<=[\s\[\]{},:?-]\?)|\A\?")
"""What is in every text with such a sign, and in few others."""
_SIGN = re.compile(r"(?<=[^ \n])(#)[^\n]*|#[^\n]*|(\?)")


def watched(text: str, get_event: Callable[[], Any], tell: Callable[[int, str], None]) -> Callable[[], Any]:
    """The next event of a text, as `get_event` gives it.

    `tell` is given the index of each `#` without a space before it and of each `?` that begins a key.
    """
    if not _ANY.search(text):
        return get_event
    begin = 0

    def get() -> Any:
        nonlocal begin
        event: Any = get_event()
        for found in _SIGN.finditer(text, begin, event.start_mark.index):
            if sign := found[1] or found[2]:
                tell(found.start(), sign)
        # The `?` of a key within `[…]` is said to be all of a mapping's beginning.
        end: Any = event.start_mark if isinstance(event, MappingStartEvent) else event.end_mark
        begin = max(begin, end.index)
        return event

    return get
