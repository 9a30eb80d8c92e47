"""`mkdocs.yml` read as MkDocs reads it, with the place of each mistake."""

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError

from daybrief.diagnostics import Code, Diagnostic
from daybrief.failures import of_hook
from daybrief.output import report
from daybrief.pipeline import inputs
from daybrief.source import Document, Mark, contents, read_contents
from daybrief.source.characters import stray_characters

log = logging.getLogger("mkdocs.config")
SiteConfig: TypeAlias = MkDocsConfig
ADDRESSES = ("site_url", "repo_url", "edit_uri", "edit_uri_template")
"""The settings that are addresses."""
_UNREAD = ("encoding", "too-large", "unreadable")
_OF_PLUGIN = re.compile(r"Plugin 'daybrief' option '(\w+)'")


class Source:
    """The text of `mkdocs.yml`, for the places of what it says; MkDocs has read what it means."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.document = Document(file.name, {}, {})
        self.problems: list[Diagnostic] = []
        if file.is_file():
            # Tags, anchors and tabs are MkDocs' matter. A key that is given twice is nobody's.
            document, problems = read_contents(contents(file), file.name)
            self.document = document or self.document
            self.problems = [problem for problem in problems if problem.code in ("duplicate-key", *_UNREAD)]

    def mark(self, *path: str | int) -> Mark:
        """Where a setting stands, or a plugin's name; of a setting of our plugin's, with `daybrief` before it."""
        named = path == ("daybrief",) or (len(path) == 2 and path[0] == "plugins")
        return self.document.mark(self.way(*path), key=named)

    def way(self, *path: str | int) -> tuple[str | int, ...]:
        """The way to a setting. A plugin is known by its name, with or without its theme's before it."""
        way = ("plugins", *path) if path[0] == "daybrief" else path
        plugins: Any = self.document.data.get("plugins") if way[0] == "plugins" else None
        for number, one in enumerate(plugins or () if len(way) > 1 else ()):
            name = next(iter(one), "") if isinstance(one, dict) else one
            if str(name).rpartition("/")[2] == way[1]:
                return ("plugins", *([number] if isinstance(plugins, list) else []), name, *way[2:])
        return way

    def tell(self, message: str, hint: str, *path: str | int) -> None:
        """Note a mistake in a setting."""
        self.problems.append(self.mark(*path).problem(self.file.name, "bad-setting", message, hint))

    def warn(self, code: Code, message: str, hint: str, *path: str | int) -> None:
        """Note what can be built, but is hardly meant."""
        self.problems.append(self.mark(*path).problem(self.file.name, code, message, hint, "warning"))

    def leave(self) -> None:
        """Raise ConfigurationError with every mistake, if there is one."""
        if mistakes := sorted(problem for problem in self.problems if problem.severity == "error"):
            frames = report.text(mistakes, lambda name: report.lines(self.file.parent, name))
            raise ConfigurationError(f"the settings cannot be used.\n\n{frames}\n")


def load(file: Path, **options: Any) -> MkDocsConfig:
    """Read `mkdocs.yml` as MkDocs does. Raises ConfigurationError, with the place of each mistake.

    `options` take the place of what the file says.
    """
    if not file.is_file():
        raise ConfigurationError(f"{file} is no file.")
    for one in reversed(inputs.configuration(file)):
        if one.exists() and not one.is_file():  # a pipe has no end
            raise ConfigurationError(f"`INHERIT` names {one}, which is no file.")
        source = Source(one)
        if any(problem.code in _UNREAD for problem in source.problems):
            source.leave()
    path = os.path.abspath(file)  # noqa: PTH100 - `Path` leaves `..` in it, which MkDocs does not
    config = MkDocsConfig(config_file_path=path)
    try:
        with Path(path).open("rb") as opened:
            config.load_file(opened)
        config.load_dict(options)
        errors, warnings = config.validate()
    except Exception as error:  # MkDocs does not foresee all that YAML can say, and a hook may raise anything
        raise ConfigurationError(_why(error, config, source)) from error
    for name, mistake in [*errors, *(warnings if config.strict else ())]:
        if name in options:
            flag = f"--{name.replace('_', '-')}"
            raise ConfigurationError(f"{flag} cannot be `{options[name]}`: {' '.join(str(mistake).split())}")
        inner = _OF_PLUGIN.search(str(mistake))
        place = ("daybrief", inner[1]) if inner else (name,)
        source.tell(f"`{place[-1]}`: {' '.join(str(mistake).split())}", "", *place)
    source.leave()
    for name, warning in warnings:
        if name in dict(MkDocsConfig._schema):  # what MkDocs does not know is told with its place
            log.warning(f"Config value '{name}': {warning}")
    return config


def _why(error: Exception, config: MkDocsConfig, source: Source) -> str:
    """Why MkDocs could not read its settings, in a line, or with the place in the file."""
    if why := of_hook(error, hooks(config, source.file), source.file.parent):
        return f"a hook cannot be loaded: {why}"
    if isinstance(error, ConfigurationError):
        yaml: Any = error.__context__  # MkDocs has told it on three lines
        if mark := getattr(yaml, "problem_mark", None):
            name = Path(os.path.relpath(mark.name, source.file.parent)).as_posix()
            message = f"this is not YAML: {yaml.problem}"
            source.problems = [Diagnostic(name, mark.line + 1, mark.column + 1, "syntax", message)]
            source.leave()
        return " ".join(str(error).replace(f"{source.file.parent}{os.sep}", "").split())
    if isinstance(error, RecursionError):
        return f"{source.file.name} is nested too deep, or inherits from itself."
    return f"{source.file.name} cannot be used: {' '.join(f'{type(error).__name__}: {error}'.split())}"


def hooks(config: MkDocsConfig, file: Path) -> frozenset[str]:
    """The files of `hooks` in a configuration file, whole, whether or not they could be loaded."""
    named: Any = config["hooks"]
    names = named if isinstance(named, list | dict) else ()
    whole = (os.path.abspath(file.parent / name) for name in names if isinstance(name, str))  # noqa: PTH100 - as MkDocs'
    return frozenset(whole)


def walk(
    value: Any, name: Any = "", *way: str | int, above: tuple[int, ...] = ()
) -> Iterator[tuple[Any, Any, tuple[str | int, ...]]]:
    """A setting such as a nav, and all that is in it: with the name that each part has there, and its place."""
    yield value, name, way
    named, inside = isinstance(value, dict), (*above, id(value))
    for step, below in value.items() if named else enumerate(value) if isinstance(value, list) else ():
        if id(below) not in inside:  # an alias of YAML may lead back to what it stands in
            yield from walk(below, step if named else "", *way, step, above=inside)


def halved(text: str) -> bool:
    """Whether a text has half of a letter, as an escape in quotes can make one: no file can be called so."""
    return any("\ud800" <= letter <= "\udfff" for letter in text)


def check_text(value: Any, source: Source, *path: str) -> None:
    """Tell of a text that no page could show, or of an address that is none."""
    text = "" if value is None else str(value)  # MkDocs has a class of its own for a template
    if halved(text):
        source.tell(f"`{path[-1]}` holds half of a letter", "type it again", *path)
        return
    try:
        urlsplit(text if path[0] in ADDRESSES else "")
    except ValueError:
        source.tell(f"`{path[0]}` is no address", "copy the address again", *path)
    if found := stray_characters(text, ""):
        source.tell(f"`{path[-1]}`: {found[0].message}", found[0].hint, *path)
    elif "\n" in text.strip() and path[0] != "copyright":
        source.tell(f"`{path[-1]}` is one line", "write it on one line", *path)
