"""From a document's plain data to a typed value: every problem at once, in an editor's words.

What is unsound is cut away and what is left is read again, so that one mistake does not hide the next and the rules can
still look at the rest of the file.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache
from types import MappingProxyType
from typing import Any, TypeVar, cast, get_args

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from generator.diagnostics import Diagnostic, nearest, one_of
from generator.source import Document, Path

T = TypeVar("T")
_EXTRA = "unexpected_keyword_argument"


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def interpret(
    document: Document, model: type[T], stand_ins: Mapping[str, Any] = MappingProxyType({})
) -> tuple[T | None, Document, list[Diagnostic]]:
    """Read `document` as a `model`.

    `stand_ins` takes the place of required fields of the root that are missing or unsound. Returns the value made
    of all that is sound (None if that is not enough), the document it was made of, with positions, and one diagnostic
    for each problem.
    """
    problems: list[Diagnostic] = []
    adapter = _adapter(cast(Any, model))
    while True:
        try:
            return adapter.validate_python(document.data), document, problems
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=True)
        places = [_path(document, e["loc"]) for e in errors]
        if not problems:
            below = {path[:n] for path in places for n in range(len(path))}
            problems = [
                _diagnostic(document, model, e, path)
                for e, path in zip(errors, places, strict=True)
                if not (e["type"].startswith("too_short") and path in below)
            ]
        if () in places:
            missing = [str(e["loc"][0]) for e in errors if e["type"] == "missing" and len(e["loc"]) == 1]
            lent = {name: stand_ins[name] for name in missing if name in stand_ins}
            if not lent:
                return None, document, problems
            document = replace(document, data=document.data | lent)
        document = document.without({path for path in places if path})


def _path(document: Document, loc: Iterable[str | int]) -> Path:
    """The error's place as a path that the document has, without pydantic's own segments."""
    path: Path = ()
    for step in loc:
        if step == "[key]":
            break
        if (*path, step) in document.values:
            path = (*path, step)
    return path


def _diagnostic(document: Document, model: type[Any], error: ErrorDetails, path: Path) -> Diagnostic:
    code, message, hint = _words(model, error, path)
    mark = document.mark(path, key=error["type"] in ("missing", _EXTRA) or error["loc"][-1:] == ("[key]",))
    return Diagnostic(document.file, mark.line, mark.column, code, message, hint, width=mark.width)


def _words(model: type[Any], error: ErrorDetails, path: Path) -> tuple[str, str, str]:
    kind, context = error["type"], error.get("ctx", {})
    name = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    given = error["input"]
    match kind:
        case "daybrief":
            return context["code"], context["message"], context["hint"]
        case "missing":
            field = error["loc"][-1]
            return "missing-field", f"`{field}` is missing", f"add `{field}: …`"
        case "unexpected_keyword_argument":
            field = str(error["loc"][-1])
            known = _fields(model, error["loc"][:-1])
            return "unknown-field", f"there is no field `{field}` here", nearest(field, known) or one_of(known)
        case "literal_error":
            known = re.findall(r"'([^']+)'", context["expected"])
            hint = nearest(str(given), known) or one_of(known)
            return (
                ("empty-field", "nothing is written here", hint)
                if given == ""
                else ("unknown-word", f"`{given}` is no word for `{name}`", hint)
            )
        case "tuple_type" | "list_type":
            hint = f"write `[{given}]`" if isinstance(given, str) and given else "write each item on a line with `- `"
            return "not-a-list", f"`{name}` is a list", hint
        case "dict_type" | "dataclass_type":
            return "not-a-mapping", f"`{name}` holds fields, each on a line of its own", "write `field: value` below it"
        case "string_type":
            return "not-a-text", f"`{name}` is a text", "write it on one line, in quotes if it holds signs"
        case "too_short":
            return "too-few", f"`{name}` needs at least {context['min_length']}", "add what is missing"
        case "too_long":
            return "too-many", f"`{name}` takes {context['max_length']} at most", "keep what matters most"
        case "string_too_long":
            return "too-long", f"`{name}` is over {context['max_length']} characters long", "shorten it, or split it"
        case "string_pattern_mismatch" if name in ("language", "languages") or path[-2:-1] in (
            ("names",),
            ("preferred",),
        ):
            return "bad-language", f"`{given}` is no language tag", "write `en`, `uk` or `ru-Latn`"
        case "string_pattern_mismatch":
            return "not-a-line", f"`{name}` is one line", "take the line break away"
        case "float_parsing" | "int_parsing" | "float_type" | "int_type":
            return "bad-number", f"`{given}` is no number", "write figures only, such as 48.86"
        case "greater_than_equal" | "less_than_equal":
            return "bad-number", f"{given} is out of range for `{name}`", "look at the sign and the decimal point"
    raise AssertionError(f"no words for the problem {kind}")


def _fields(model: type[Any], loc: Iterable[str | int]) -> list[str]:
    """The names of the fields that the model has at `loc`."""
    here: Any = model
    for step in loc:
        fields = _of(here)
        if fields is not None:
            here = next((f.annotation for n, f in fields.items() if step in (n, f.alias)), None)
        else:
            here = next((a for a in reversed(get_args(here)) if a is not Ellipsis), None)
        while here is not None and _of(here) is None and type(None) in get_args(here):
            here = next(a for a in get_args(here) if a is not type(None))
    fields = _of(here) or {}
    return [f.alias or n for n, f in fields.items()]


def _of(kind: Any) -> Mapping[str, FieldInfo] | None:
    return getattr(kind, "__pydantic_fields__", None)
