"""Files of messages: `templates/words/*.yml` and a site's own words, read and checked against English.

English defines the frame: which messages there are, and which placeholders each has. A placeholder is `{name}` and
nothing else, so that no message reaches into the program.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from babel import Locale, UnknownLocaleError

from daybrief.diagnostics import Code, Diagnostic, Severity, nearest
from daybrief.source import Document, contents, one_break, read

DEFINITION = "en.yml"
"""The file that defines the messages."""
FORMS = ("zero", "one", "two", "few", "many", "other")
"""The plural forms of CLDR. What has `other` follows the number `{n}`."""
OWN = "code."
"""Below this a site has messages of its own: the names of registers that its places have codes of."""
_SIGN = re.compile(r"\{\{|\}\}|\{([a-z_]+)\}|[{}]")


@dataclass(slots=True)
class Messages:
    """The messages of one file by their keys, and every problem with it."""

    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    document: Document | None = None
    name: str = ""
    lines: list[str] = field(default_factory=list)

    def tell(self, key: str, code: Code, message: str, hint: str = "", sign: re.Match[str] | None = None) -> None:
        """Note a problem at the place of a message; at a sign of its text, where that stands on the line as it is."""
        line, column, width = self.document.mark(tuple(key.split("."))) if self.document else (1, 1, 0)
        severity: Severity = "notice" if code == "missing-message" else "error"
        if sign and (start := self.lines[line - 1].find(sign.string, column - 1)) >= 0:
            column, width = start + sign.start() + 1, len(sign[0])
        self.problems.append(Diagnostic(self.name, line, column, code, message, hint, severity, width))


def load(file: Path, root: Path) -> Messages:
    """Read a file of messages. Paths in diagnostics are from `root`. Never raises for what the file is or holds."""
    found = Messages(name=Path(os.path.relpath(file, root)).as_posix())
    # Nor is a device read, which may have no end.
    data = contents(file) if file.is_file() else FileNotFoundError(0, "there is no such file")
    if isinstance(data, OSError):
        message = f"the file cannot be read: {data.strerror}"
        found.tell("", "unreadable", message, "look at its name and its rights")
        return found
    found.document, found.problems = read(data, found.name)
    found.lines = one_break(data.decode(errors="replace").removeprefix("\ufeff")).split("\n")
    for path in found.document.cut() if found.document else ():
        hint = "quote the message, or move the comment up"
        found.tell(".".join(map(str, path)), "cut-text", "the message is cut here: ` #` begins a comment", hint)
    for path, text in found.document.texts() if found.document else ():
        found.texts[key := ".".join(map(str, path))] = text
        if not text:
            found.tell(key, "empty-field", f"`{key}` says nothing", "write its words, or take the line away")
        for sign in _SIGN.finditer(text):
            if sign[0] in ("{", "}"):
                hint = "write `{name}` for what is filled in, and `{{` or `}}` for a brace that is shown"
                found.tell(key, "bad-placeholder", f"a `{sign[0]}` of `{key}` belongs to no placeholder", hint, sign)
    if (locale := found.texts.get("locale")) and not locale_of(locale):
        found.tell("locale", "bad-language", f"dates are known for no language `{locale}`", "write one such as `en-GB`")
    return found


def check(found: Messages, english: Mapping[str, str]) -> None:
    """Note what messages say that English does not have, and what they leave out."""
    for key, text in found.texts.items():
        forms = _plural(key, english)
        said = forms.get("other", english.get(key, "" if key.startswith(OWN) else None))
        if said is None:
            found.tell(key, "unknown-message", f"no page says `{key}`", nearest(key, english))
            continue
        known = placeholders(said).union({"n"} if forms else (), *map(placeholders, forms.values()))
        # A form of one number need not show it.
        needed = placeholders(said) - (set() if key.endswith(".other") else {"n"})
        given = {sign[1]: sign for sign in _SIGN.finditer(text) if sign[1]}
        for name in sorted(given.keys() - known):
            hint = nearest(name, known) or (f"it has {_braced(known)}" if known else "nothing is filled in here")
            found.tell(key, "bad-placeholder", f"`{key}` has no `{{{name}}}`", hint, given[name])
        if needed - given.keys() and not any(sign[0] in "{}" for sign in _SIGN.finditer(text)):
            hint = f"English says: {english.get(key, said)}"
            found.tell(key, "bad-placeholder", f"`{key}` leaves out {_braced(needed - given.keys())}", hint)


def lacking(texts: Mapping[str, str], english: Mapping[str, str]) -> dict[str, str]:
    """English for the messages that a language lacks. All forms of a plural are of one language."""
    found: dict[str, str] = {}
    for key in english:
        base, forms = key.rpartition(".")[0], _plural(key, english)
        if key in texts or f"{base}.other" in texts or (forms and not key.endswith(".other")):
            continue
        found |= {f"{base}.{form}": words for form, words in forms.items()} or {key: english[key]}
    return found


def named(keys: Iterable[str], english: Mapping[str, str]) -> list[str]:
    """How messages are called, in the order of English: a plural by one name for all its forms."""
    keys = {*keys}
    found = (key.rpartition(".")[0] if _plural(key, english) else key for key in english if key in keys)
    return [*dict.fromkeys(found)]


def tell_lacking(found: Messages, english: Mapping[str, str]) -> None:
    """Note each message that a language's file lacks, and each form of a plural that the language has."""
    texts = found.texts | (more := lacking(found.texts, english))
    for key, text in more.items():
        if not _plural(key, english) or key.endswith(".other"):
            message, hint = f"`{key}` is missing, and pages say it in English", f"write what is meant by: {text}"
            found.tell(key, "missing-message", message, hint)
    locale = locale_of(found.texts.get("locale", Path(found.name).stem))
    forms_of_its_own = [form for form in FORMS if locale and form in locale.plural_form.tags]
    for key in [key for key in found.texts if key.endswith(".other") and _plural(key, english)]:
        base = key.removesuffix(".other")
        for form in (form for form in forms_of_its_own if f"{base}.{form}" not in texts):
            message, hint = f"`{base}` has no `{form}`, and pages say its `other`", "the language has a form of its own"
            found.tell(base, "missing-message", message, hint)


def placeholders(text: str) -> set[str]:
    """The names that are filled in."""
    return {sign[1] for sign in _SIGN.finditer(text) if sign[1]}


def locale_of(tag: str) -> Locale | None:
    """The locale that a tag such as `en-GB` names; None where there is none."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return None


def _plural(key: str, english: Mapping[str, str]) -> dict[str, str]:
    """The forms that English has of the plural that a key belongs to; none for any other key."""
    base, _, form = key.rpartition(".")
    forms = {form: english[f"{base}.{form}"] for form in FORMS if f"{base}.{form}" in english}
    return forms if form in FORMS and "other" in forms else {}


def _braced(names: set[str]) -> str:
    return ", ".join(f"`{{{name}}}`" for name in sorted(names))
