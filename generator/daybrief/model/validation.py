"""From a document's plain data to a typed value: every problem at once, in an editor's words.

What is unsound is cut away and what is left is read again, so that one mistake does not hide the next and the rules can
still look at the rest of the file.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import is_dataclass, replace
from functools import cache
from typing import Annotated, Any, TypeVar, cast, get_args, get_origin, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from daybrief.diagnostics import MOST, Code, Diagnostic, bounded, nearest, one_of, shown
from daybrief.model.fields import ID, LANGUAGE, REFERENCE, WORD, Line, Text, no_id
from daybrief.source import Document, Path

T = TypeVar("T")
_EXTRA = "unexpected_keyword_argument"


_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


def interpret(
    document: Document, model: type[T], placeholders: Mapping[str, Any] = {}
) -> tuple[T | None, Document, list[Diagnostic]]:
    """Read `document` as a `model`.

    `placeholders` takes the place of required fields of the root that are missing or unsound. Returns the value made
    of all that is sound (None if that is not enough, or too much is unsound), the document it was made of, with
    positions, and one diagnostic for each problem.
    """
    adapter = _adapter(model)
    cut = {path for path in document.cut() if _hint(model, path) in (Text, Line)}
    problems: list[Diagnostic] | None = None
    while True:
        try:
            value = adapter.validate_python(document.data)
            if not cut:
                return value, document, problems or []
            errors: list[ErrorDetails] = []
        except ValidationError as error:
            errors = error.errors(include_url=False, include_input=True)
        more = len(errors) > MOST
        places = [_path(document, e["loc"]) for e in errors[:MOST]]
        if problems is None:
            problems = _told(document, model, errors[:MOST], places, cut)
        if more or len(problems) > MOST:
            return None, document, bounded(problems, more)
        if () in places:
            missing = [str(e["loc"][0]) for e in errors if e["type"] == "missing" and len(e["loc"]) == 1]
            lent = {name: placeholders[name] for name in missing if name in placeholders}
            if not lent:
                return None, document, problems
            document = replace(document, data=document.data | lent)
        document = document.without({path for path in places if path} | cut)
        cut = set()


def _path(document: Document, loc: Iterable[str | int]) -> Path:
    """The error's place as a path that the document has, without pydantic's own segments."""
    path: Path = ()
    for step in loc:
        if (*path, step) in document:
            path = (*path, step)
    return path


def _told(
    document: Document, model: type[Any], errors: list[ErrorDetails], places: list[Path], cut: set[Path]
) -> list[Diagnostic]:
    """One diagnostic for each text that was `cut`, and for each error elsewhere that does not follow from another.

    A list is too short where an item of it is unsound; a field is missing where another one is a slip for it.
    """
    below = {path[:n] for path in places for n in range(len(path))}
    strange: defaultdict[Path, list[str]] = defaultdict(list)
    for error, path in zip(errors, places, strict=True):
        if error["type"] == _EXTRA:
            strange[path[:-1]].append(str(path[-1]).lower())
    message, hint = "the text is cut here: ` #` begins a comment", "quote the text, or move the comment up"
    marks = sorted(map(document.mark, cut))
    found = dict.fromkeys(mark.problem(document.file, "cut-text", message, hint) for mark in marks)
    for error, path in zip(errors, places, strict=True):
        follows = error["type"] == "too_short" and path in below
        follows |= error["type"] == "missing" and nearest(str(error["loc"][-1]), strange.get(path, ())) != ""
        if not follows and path not in cut:
            found[_diagnostic(document, model, error, path)] = None
    return list(found)


def _diagnostic(document: Document, model: type[Any], error: ErrorDetails, path: Path) -> Diagnostic:
    code, message, hint = _words(model, error, path)
    given = error["input"]
    if isinstance(given, str) and not given.strip() and code != "unknown-field":
        code, message = "empty-field", "nothing is written here"
    mark = document.mark(path, key=error["type"] in ("missing", _EXTRA) or error["loc"][-1:] == ("[key]",))
    if error["type"] == _EXTRA and not given and document.mark(path)[:2] == (mark.line, mark.column + mark.width):
        hint = "quote the text that it belongs to: within `{…}` a comma ends a text"
    if error["loc"][-1:] == (0,) and path[-1:] != (0,):  # one value, where a list might have stood
        several = [one.strip() for one in str(given).split(",")]
        if 1 < len(several) < 6 and all(re.fullmatch(REFERENCE, one) for one in several):
            hint = f"several are a list: write `{path[-1]}: [{', '.join(several)}]`"
    return mark.problem(document.file, code, message, hint)


def _words(model: type[Any], error: ErrorDetails, path: Path) -> tuple[Code, str, str]:
    """Code, message and hint for what pydantic refuses."""
    kind, given, context = error["type"], error["input"], error.get("ctx", {})
    name = next((shown(step).strip("`") for step in reversed(path) if isinstance(step, str)), "")
    last = str(error["loc"][-1]) if error["loc"] else ""
    match kind:
        case "daybrief":
            return context["code"], context["message"], context["hint"]
        case "string_pattern_mismatch" if context["pattern"] in (ID, WORD):
            return no_id(given)
        case "string_pattern_mismatch" if context["pattern"] == LANGUAGE:
            return "bad-language", f"{shown(given)} is no language tag", "write `en`, `uk` or `ru-Latn`"
        case "string_pattern_mismatch":
            return "not-a-line", f"`{name}` is one line", "take the line break away"
        case "missing":
            return "missing-field", f"`{last}` is missing", f"add `{last}: …`"
        case "unexpected_keyword_argument":
            known = [*_fields(model, error["loc"][:-1])]
            return "unknown-field", f"there is no field {shown(last)} here", nearest(last, known) or one_of(known)
        case "literal_error" if isinstance(given, str):
            known = re.findall(r"'([^']+)'", context["expected"])
            return "unknown-word", f"`{name}` cannot be {shown(given)}", nearest(given, known) or one_of(known)
        case "tuple_type" | "list_type":
            one = isinstance(given, str) and 0 < len(given) < 60
            hint = f"write `[{given}]`" if one else "write each item on a line with `- `"
            return "not-a-list", f"`{name}` is a list", hint
        case "dict_type" | "dataclass_type":
            inside = _fields(model, error["loc"])
            needed = [field for field, words in inside.items() if words.is_required()] or [*inside][:6] or ["field"]
            fields = ", ".join(f"`{field}: …`" for field in needed)
            return "not-a-mapping", f"`{name}` holds fields, each on a line of its own", f"write {fields} below it"
        case "too_short":
            return "too-few", f"`{name}` needs at least {context['min_length']}", "add what is missing"
        case "too_long":
            return "too-many", f"`{name}` takes {context['max_length']} at most", "keep what matters most"
        case "string_too_long":
            return "too-long", f"`{name}` is over {context['max_length']} characters long", "shorten it, or split it"
        case "greater_than_equal" | "less_than_equal":
            return "bad-number", f"{given} is out of range for `{name}`", "look at the sign and the decimal point"
        case _ if not isinstance(given, str):
            shape, signs = ("a list", "begins with `[` or `-`") if isinstance(given, list) else ("fields", "holds `: `")
            hint = f"write it behind the colon; quote a text that {signs}"
            return "not-a-text", f"`{name}` is one value, not {shape}", hint
    raise AssertionError(f"no words for the problem {kind}")


def _hint(model: Any, loc: Iterable[str | int]) -> Any:
    """The type that the model has at `loc`, with all that is said of it; None where it has nothing there."""
    here = model
    for step in loc:
        here = _bare(here)
        if is_dataclass(here):
            here = _hints(cast(Any, here)).get(str(step))
        else:
            here = next((kind for kind in reversed(get_args(here)) if kind is not Ellipsis), None)
        if type(None) in get_args(_bare(here)):  # a field that may be left out
            here = get_args(_bare(here))[0]
    return here


def _bare(hint: Any) -> Any:
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


@cache
def _hints(record: Any) -> dict[str, Any]:
    hints = get_type_hints(record, include_extras=True)
    return {field.alias or name: hints[name] for name, field in record.__pydantic_fields__.items()}


def _fields(model: type[Any], loc: Iterable[str | int]) -> dict[str, FieldInfo]:
    """The fields that the model has at `loc`, by their names in a file."""
    here = _bare(_hint(model, loc))
    known = cast(Any, here).__pydantic_fields__ if is_dataclass(here) else {}
    return {field.alias or name: field for name, field in known.items()}
