"""What libyaml lets pass between two nodes, and YAML 1.2 does not, or we do not."""

import re
from collections.abc import Callable
from typing import Any

from yaml.events import MappingStartEvent

_HASH, _MARK = re.compile(r"#(?<=[\"'\[\]{},:?]#)"), re.compile(r"\?(?<=[\s\[\]{},:?-]\?)")
"""What is in every text with such a sign, and in few others. One pattern for both takes thirty times as long."""
_SIGN = re.compile(r"(?<=[^ \n])(#)[^\n]*|#[^\n]*|(\?)")


def watched(text: str, get_event: Callable[[], Any], tell: Callable[[int, str], None]) -> Callable[[], Any]:
    """The next event of a text, as `get_event` gives it.

    `tell` is given the index of each `#` without a space before it and of each `?` that begins a key.
    """
    if not (_HASH.search(text) or _MARK.search(text) or text.startswith("?")):
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
