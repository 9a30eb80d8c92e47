"""`daybrief upgrade`: a site's files, which follow one version of the model, rewritten for the next.

The model takes no part, for it reads the newest version alone. What only an editor can decide is told, and left.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from daybrief.commands.model_2 import NEW, OLD, steps, undecided
from daybrief.content.files import REGISTRY_FILES, files, shown_name
from daybrief.diagnostics import Diagnostic
from daybrief.engine.cache import Refused
from daybrief.engine.files import write
from daybrief.pipeline.inputs import configuration
from daybrief.plugin.config_file import Source, load
from daybrief.source import Document, contents, read_contents
from daybrief.source.edits import Step, Unlike, edited, value_at

Tell = Callable[[Document], Iterable[Diagnostic]]


@dataclass(frozen=True, kw_only=True)
class Upgrade:
    """What was done to a site."""

    changed: dict[str, int]
    """By the name of a file: in how many places."""
    problems: tuple[Diagnostic, ...]
    """What is left to an editor, with its place in the files as they are now."""


@dataclass(frozen=True, kw_only=True)
class _File:
    """A file as it is to be."""

    path: Path
    name: str
    data: bytes = b""
    places: int = 0
    """In how many of them it changes; if in none, it is left alone."""
    problems: tuple[Diagnostic, ...] = ()


def upgrade(config_file: Path) -> Upgrade:
    """Rewrite the days and mkdocs.yml: all are looked at before one is written, mkdocs.yml as the last.

    Raises Refused where there is no site of these versions, and what MkDocs raises for mkdocs.yml.
    """
    config = load(config_file)  # and not `settings_of`, which refuses the version before
    if "daybrief" not in config.plugins:
        raise Refused(f"Daybrief is not among the plugins in {config_file}.")
    own: Any = config.plugins["daybrief"].config
    if own.model not in (None, OLD, NEW):
        raise Refused(f"`model` is {own.model} in {config_file}: this rewrites model {OLD} as {NEW}.")
    root, docs = config_file.absolute().parent, Path(config.docs_dir)
    label = Path(os.path.relpath(docs, root)).as_posix()
    made = [*_days(docs, label), *(_settings(config_file, root) if own.model == OLD else ())]
    changed = [file for file in made if file.places]
    for file in changed:
        write(file.path.resolve(), file.data, keep_mode=True)
    problems = sorted(problem for file in made for problem in file.problems)
    return Upgrade(changed={file.name: file.places for file in changed}, problems=tuple(problems))


def _days(docs: Path, label: str) -> Iterator[_File]:
    """The days as they are to be. One that has mistakes is left, and they are told."""
    for path, regular in files(docs):
        name = shown_name(path, label)
        if regular is None:
            message, hint = "the folder cannot be read", "give the right to read it"
            problem = Diagnostic(name, 1, 1, "unreadable", message, hint, width=0)
            yield _File(path=docs / path, name=name, problems=(problem,))
        elif regular and path.endswith(".yml") and path not in REGISTRY_FILES:
            yield _day(docs / path, name)


def _day(path: Path, name: str) -> _File:
    data = contents(path)
    day, problems = read_contents(data, name)
    if day is None or problems or isinstance(data, OSError):
        return _File(path=path, name=name, problems=tuple(problems))
    return _edited(path, data, day, steps(day.data), undecided)


def _settings(config_file: Path, root: Path) -> list[_File]:
    """mkdocs.yml and what it inherits, as they are to be; if neither can be changed, that is told."""
    found = []
    for path in configuration(config_file):
        source, data = Source(path), contents(path)
        way = source.way("daybrief", "model")
        if isinstance(data, bytes) and value_at(source.document.data, way) == str(OLD):
            document = replace(source.document, file=shown_name(os.path.relpath(path, root), ""))
            found.append(_edited(path, data, document, [((way, str(NEW)),)]))
    if not any(file.places or file.problems for file in found):
        message, hint = f"`model` is {OLD}, in a form that is not rewritten", f"write `model: {NEW}`"
        problem = Source(config_file).mark("daybrief", "model").problem(config_file.name, "not-upgraded", message, hint)
        found.append(_File(path=config_file, name=config_file.name, problems=(problem,)))
    return found


def _edited(
    path: Path, data: bytes, document: Document, wanted: Iterable[tuple[Step, ...]], tell: Tell = lambda document: ()
) -> _File:
    """A file after the steps that its text allows, and what there is to `tell` of it then."""
    try:
        made, now, places = edited(data, document, wanted)
    except Unlike:
        message, hint = "the file would have come to say something else: a fault of this program's", "change it by hand"
        problem = Diagnostic(document.file, 1, 1, "not-upgraded", message, hint, width=0)
        return _File(path=path, name=document.file, problems=(problem, *tell(document)))
    return _File(path=path, name=document.file, data=made, places=places, problems=(*tell(now),))
