"""The templates of a site, checked before any page is made: each is there, is Jinja, and knows what it names."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import TemplateSyntaxError, nodes

from daybrief.diagnostics import Code, Diagnostic, nearest
from daybrief.output.html import GLOBALS, environment
from daybrief.output.messages import Messages
from daybrief.output.template_files import FOLDERS, PLAIN, TemplateCache, listed, sources
from daybrief.settings import Settings
from daybrief.source import MAX_BYTES

PAGES = (
    *("actor", "actors", "archive", "chronicle", "claims", "corrections", "day", "events", "forecasts", "measure"),
    *("measures", "month", "moved", "parties", "party", "place", "places", "plan", "plans", "problems", "sector"),
    *("sectors", "source", "sources", "track", "tracks", "year"),
)
"""The kinds of pages: each is a template in `pages/`."""
NEEDED = ("feeds/day.html", "parts/rules.html", *(f"search/{name}.html" for name in ("day", "entry", "page")))
"""What the program asks for besides pages."""
_GIVEN = frozenset(
    {"page", "view", "heading", "rules", "proofs", "loop", "self", "super", "caller", "varargs", "kwargs"}
)
"""The names that a template is given, besides the globals."""


def problems(settings: Settings, words: Messages, compiled: TemplateCache | None = None) -> list[Diagnostic]:
    """Every problem of the templates and of the theme's folder. Where `compiled` has all of ours, they are sound."""
    check = _Check(settings, words)
    check.theme()
    check.ours(compiled)
    return sorted(check.problems)


class _Parsed(NamedTuple):
    """A template that is Jinja."""

    source: str
    tree: nodes.Template
    found: Mapping[type[nodes.Node], list[Any]]
    """The nodes of its tree, by what they are."""


class _Check:
    """The templates of a site under check."""

    def __init__(self, settings: Settings, words: Messages) -> None:
        self.settings, self.words = settings, words
        self.environment = environment(settings, {})
        self.problems: list[Diagnostic] = []

    def tell(self, file: Path, line: int, code: Code, message: str, hint: str = "") -> None:
        name = Path(os.path.relpath(file, self.settings.root)).as_posix()
        self.problems.append(Diagnostic(name, line, 1, code, message, hint, width=0))

    def theme(self) -> None:
        """The theme's own folder: whatever is in it is published, or is a template of MkDocs'."""
        for folder in self.settings.theme[:1]:
            for file in self.files(folder):
                if file.is_symlink() or not file.is_file():
                    message = "a link or a device: what it points at would be published"
                    self.tell(file, 1, "stray-file", message, "put the file itself there, or take it away")
                elif file.suffix in (".html", ".xml") and (one := self.parsed(file)):
                    self.messages(file, one)
                    self.references(file, one, self.in_theme)

    def in_theme(self, name: str) -> bool:
        """Whether the theme has such a template."""
        return any((folder / name).is_file() for folder in self.settings.theme)

    def ours(self, compiled: TemplateCache | None) -> None:
        """The templates of pages, parts, feeds and documents."""
        folder = self.settings.templates
        files = [file for part in FOLDERS for file in self.files(folder / part) if file.suffix == ".html"]
        names = {file.relative_to(folder).as_posix() for file in files}
        for needed in (*(f"pages/{page}.html" for page in PAGES), *NEEDED):
            if needed not in names and not (folder / needed).is_file():
                self.tell(folder / needed, 1, "bad-template", "this template is missing", "put it back")
        if compiled and all(compiled.has(folder, name) for name in names):
            texts = sources(self.settings).values()
            if names.issuperset(name for text in texts for name in PLAIN.findall(text)):  # one may be gone since then
                return
        parsed = {file: one for file in files if (one := self.parsed(file))}
        known = {*_GIVEN, *GLOBALS, *self.environment.globals}
        known.update(name for one in parsed.values() for name in _set(one.found))
        for file, one in parsed.items():
            self.messages(file, one)
            self.references(file, one, names.__contains__)
            used = [(use.name, use.lineno, known) for use in one.found[nodes.Name] if use.ctx == "load"]
            used += [(use.name, use.lineno, {*self.environment.filters}) for use in one.found[nodes.Filter]]
            used += [(use.name, use.lineno, {*self.environment.tests}) for use in one.found[nodes.Test]]
            for name, line, there in used:
                if name not in there:
                    self.tell(file, line, "bad-template", f"nothing is called `{name}`", nearest(name, there))
        if compiled and not self.problems:
            for file, one in parsed.items():
                name = file.relative_to(folder).as_posix()
                compiled.compile(self.environment, name, str(file), one.source, one.tree)

    def files(self, folder: Path) -> Iterator[Path]:
        """What is in a folder and below; of a folder that is missing, what is needed is told."""
        try:
            yield from listed(folder)
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            self.tell(Path(error.filename), 1, "unreadable", message, "give the right to read it")

    def parsed(self, file: Path) -> _Parsed | None:
        """A template; None, with a problem, for what is none."""
        try:
            if not file.is_file():
                raise FileNotFoundError(0, "it is no file")
            with file.open("rb") as opened:
                data = opened.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES:
                self.tell(file, 1, "too-large", f"the template has more than {MAX_BYTES:,} bytes")
                return None
            tree = self.environment.parse(source := data.decode("utf-8"), filename=str(file))
            found: defaultdict[type[nodes.Node], list[Any]] = defaultdict(list)
            for node in tree.find_all(nodes.Node):
                found[type(node)].append(node)
            return _Parsed(source, tree, found)
        except OSError as error:
            self.tell(file, 1, "unreadable", f"the file cannot be read: {error.strerror}", "look at its rights")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            self.tell(file, line, "encoding", "a byte here is not UTF-8", "save the file as UTF-8")
        except TemplateSyntaxError as error:
            self.tell(file, error.lineno, "bad-template", f"this is not Jinja: {error.message}")
        except RecursionError:
            self.tell(file, 1, "too-deep", "brackets or blocks are nested too deep")
        return None

    def messages(self, file: Path, one: _Parsed) -> None:
        """Messages that a template names in full."""
        for call in one.found[nodes.Call]:
            if isinstance(call.node, nodes.Name) and call.node.name == "word" and call.args:
                key = call.args[0].value if isinstance(call.args[0], nodes.Const) else None
                if isinstance(key, str) and not self.words.has(key) and not self.words.has(f"{key}.other"):
                    hint = nearest(key, self.words.messages) or "add it to `templates/words/en.yml`"
                    self.tell(file, call.lineno, "unknown-message", f"no message is called `{key}`", hint)

    def references(self, file: Path, one: _Parsed, there: Callable[[str], bool]) -> None:
        """Templates that a template names in full."""
        naming = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
        for use in (use for kind in naming for use in one.found[kind]):
            template: Any = getattr(use, "template", None)
            name = template.value if isinstance(template, nodes.Const) else None
            if isinstance(name, str) and not there(name):
                self.tell(file, use.lineno, "bad-template", f"no template is called `{name}`")


def _set(found: Mapping[type[nodes.Node], list[Any]]) -> Iterator[str]:
    """The names that a template sets somewhere: which of its blocks they are known in is not asked."""
    yield from (name.name for name in found[nodes.Name] if name.ctx != "load")
    yield from (macro.name for macro in found[nodes.Macro])
    yield from (use.target for use in found[nodes.Import])
    for use in found[nodes.FromImport]:
        yield from (name if isinstance(name, str) else name[1] for name in use.names)
