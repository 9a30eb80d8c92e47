"""Plain values as YAML that an editor would write: in blocks, short lists on one line, quotes where they are needed."""

import re
from typing import Any

_PLAIN = re.compile(r"(?!.*(?::(?:\s|$)|\s#))[^\W_][^\n]*")


def dump(value: dict[str, Any]) -> str:
    """A mapping as YAML. What is None or empty is left out."""
    out: list[str] = []
    _mapping(value, "", out)
    return "\n".join(out) + "\n"


def _mapping(value: dict[str, Any], indent: str, out: list[str], first: str = "") -> None:
    lead = first or indent
    for key, item in value.items():
        if item is None or item in ((), [], {}):
            continue
        if isinstance(item, dict):
            out.append(f"{lead}{key}:")
            _mapping(item, indent + "  ", out)
        elif isinstance(item, list | tuple) and isinstance(item[0], dict):
            out.append(f"{lead}{key}:")
            for one in item:
                _mapping(one, indent + "    ", out, indent + "  - ")
        elif isinstance(item, list | tuple) and " " in item[0]:
            out.append(f"{lead}{key}:")
            out.extend(f"{indent}  - {_scalar(one)}" for one in item)
        elif isinstance(item, list | tuple):
            out.append(f"{lead}{key}: [{', '.join(map(_scalar, item))}]")
        else:
            out.append(f"{lead}{key}: {_scalar(item)}")
        lead = indent


def _scalar(value: Any) -> str:
    text = str(value)
    return text if _PLAIN.fullmatch(text) else '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
