"""The templates of a site, checked before any page is made: each is there, is Jinja, and knows what it names."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from jinja2 import TemplateSyntaxError, nodes

from daybrief.diagnostics import Code, Diagnostic, nearest
from daybrief.engine.files import digest
from daybrief.output import maps
from daybrief.output.environment import environment
from daybrief.output.messages import Messages
from daybrief.output.page_links import PageLinks
from daybrief.output.template_files import FOLDERS, MATERIAL, TemplateCache, as_sent, by_name, listed
from daybrief.settings import Settings
from daybrief.source import MAX_BYTES, contents

PAGES = (
    *("actor", "actors", "ahead", "archive", "chronicle", "claims", "control", "corrections", "coverage", "day"),
    *("disputes", "events", "forecasts", "measure", "measures", "month", "moved", "parties", "party", "place"),
    *("places", "plan", "plans", "problems", "sector", "sectors", "silent", "source", "sources", "story"),
    *("subscribe", "track", "tracks", "values", "year"),
)
"""The kinds of pages: each is a template in `pages/`."""
NEEDED = (
    "feeds/day.html",
    "feeds/description.html",
    "parts/rules.html",
    "parts/values.html",
    *(f"search/{name}.html" for name in ("day", "entry", "page", "subscribe")),
)
"""What the program asks for besides pages."""
_GIVEN = (
    *("page", "view", "heading", "statuses", "movements", "rules", "proofs"),
    *("loop", "self", "super", "caller", "varargs", "kwargs"),
)
"""The names that a template is given, besides the globals."""


_Nodes: TypeAlias = defaultdict[type[nodes.Node], list[Any]]
"""The nodes of a template, by what they are."""


def problems(settings: Settings, words: Messages, compiled: TemplateCache | None = None) -> list[Diagnostic]:
    """Every problem of the templates and the theme's folder. `compiled` knows which ones were sound."""
    check = _Check(settings, words)
    check.theme()
    check.ours(compiled or TemplateCache())
    return sorted(check.problems)


class _Check:
    """The templates of a site under check."""

    def __init__(self, settings: Settings, words: Messages) -> None:
        self.settings, self.words = settings, words
        self.environment = environment(settings, words, {}, maps.WORLD, PageLinks())
        self.problems: list[Diagnostic] = []

    def tell(self, file: Path, line: int, code: Code, message: str, hint: str = "") -> None:
        name = Path(os.path.relpath(file, self.settings.root)).as_posix()
        self.problems.append(Diagnostic(name, line, 1, code, message, hint, width=0))

    def theme(self) -> None:
        """The site's own folder: whatever is in it is published, or is a template of MkDocs' or one of ours."""
        folder = self.settings.overrides or Path()
        for file in self.files(folder) if self.settings.overrides else ():
            if file.is_symlink() or not file.is_file():
                message = "a link or a device: what it points at would be published"
                self.tell(file, 1, "stray-file", message, "put the file itself there, or take it away")
            elif file.suffix in (".html", ".xml") and file.relative_to(folder).parts[0] not in FOLDERS:
                self.names(file, self.parsed(file, self.text(file)), self.in_theme)

    def in_theme(self, name: str) -> bool:
        """Whether the theme has such a template."""
        return any((folder / name.removeprefix(MATERIAL)).is_file() for folder in self.settings.theme)

    def ours(self, compiled: TemplateCache) -> None:
        """The templates of pages, parts, feeds and documents."""
        files = by_name(self.settings, self.files)
        for needed in (*(f"pages/{page}.html" for page in PAGES), *NEEDED):
            if needed not in files and not (missing := self.settings.template(needed)).is_file():
                self.tell(missing, 1, "bad-template", "this template is missing", "put it back")
        texts = {name: self.text(file) for name, file in files.items()}
        # All that decides whether they are sound: one that others name may be gone, and so may a message.
        now = digest(repr([sorted(texts.items()), sorted(self.words.messages)]).encode())
        if not self.problems and now == compiled.sound:
            return
        parsed = {file: self.parsed(file, texts[name]) for name, file in files.items()}
        names: dict[type[nodes.Node], set[str]] = {
            nodes.Name: {*_GIVEN, *self.environment.globals, *(name for one in parsed.values() for name in _set(one))},
            nodes.Filter: {*self.environment.filters},
            nodes.Test: {*self.environment.tests},
        }
        named = {sees: {name for one in parsed.values() for name in _named(one, sees)} for sees in (True, False)}
        for short, file in files.items():
            one, blind = parsed[file], short in named[False] - named[True]
            self.names(file, one, files.__contains__)
            for kind, there in names.items():
                for name, line in ((use.name, use.lineno) for use in one[kind] if use.name not in there):
                    self.tell(file, line, "bad-template", f"nothing is called `{name}`", nearest(name, there))
            for use in (use for use in one[nodes.Name] if blind and use.name == "page"):
                hint = "give its macro what it needs, or import it `with context`"
                self.tell(file, use.lineno, "bad-template", "a part that is imported does not see `page`", hint)
        if not self.problems:  # what is parsed need not be parsed again by a build from nothing
            compiled.sound = now
            for name, file in files.items():
                compiled.keep(name, str(file), texts[name], parsed[file][nodes.Template][0])

    def files(self, folder: Path) -> Iterator[Path]:
        """What is in a folder and below; of a folder that is missing, what is needed is told."""
        try:
            yield from listed(folder)
        except OSError as error:
            message = f"the folder cannot be read: {error.strerror}"
            self.tell(Path(error.filename), 1, "unreadable", message, "give the right to read it")

    def text(self, file: Path) -> str:
        """What a template says; nothing, with a problem, where it cannot be read."""
        data = contents(file) if file.is_file() else FileNotFoundError(0, "it is no file")
        if isinstance(data, OSError):
            self.tell(file, 1, "unreadable", f"the file cannot be read: {data.strerror}", "look at its rights")
        elif len(data) > MAX_BYTES:
            self.tell(file, 1, "too-large", f"the template has more than {MAX_BYTES:,} bytes")
        else:
            try:
                return as_sent(self.settings, file, data.decode())
            except UnicodeDecodeError as error:
                line = data.count(b"\n", 0, error.start) + 1
                self.tell(file, line, "encoding", "a byte here is not UTF-8", "save the file as UTF-8")
        return ""

    def parsed(self, file: Path, text: str) -> _Nodes:
        """The nodes of a template; none, with a problem, of what is no template."""
        found: _Nodes = defaultdict(list)
        try:
            tree = self.environment.parse(text, filename=str(file))
            for node in [tree, *tree.find_all(nodes.Node)]:
                found[type(node)].append(node)
        except TemplateSyntaxError as error:
            self.tell(file, error.lineno, "bad-template", f"this is not Jinja: {error.message}")
        except RecursionError:
            self.tell(file, 1, "too-deep", "brackets or blocks are nested too deep")
        return found

    def names(self, file: Path, one: _Nodes, there: Callable[[str], bool]) -> None:
        """Messages and templates that a template names in full."""
        for call in one[nodes.Call]:
            if isinstance(call.node, nodes.Name) and call.node.name == "word" and call.args:
                key = call.args[0].value if isinstance(call.args[0], nodes.Const) else None
                if isinstance(key, str) and not self.words.has(key) and not self.words.has(f"{key}.other"):
                    hint = nearest(key, self.words.messages) or "add it to `templates/words/en.yml`"
                    self.tell(file, call.lineno, "unknown-message", f"no message is called `{key}`", hint)
        for use in _naming(one):
            if not there(name := use.template.value):
                self.tell(file, use.lineno, "bad-template", f"no template is called `{name}`")


def _set(found: _Nodes) -> Iterator[str]:
    """The names that a template sets somewhere: which of its blocks they are known in is not asked."""
    yield from (name.name for name in found[nodes.Name] if name.ctx != "load")
    yield from (macro.name for macro in found[nodes.Macro])
    yield from (use.target for use in found[nodes.Import])
    for use in found[nodes.FromImport]:
        yield from (name if isinstance(name, str) else name[1] for name in use.names)


def _named(found: _Nodes, sees_page: bool) -> Iterator[str]:
    """The templates that one names and that see the page as it does, or not: those that are imported do not."""
    return (use.template.value for use in _naming(found) if getattr(use, "with_context", True) == sees_page)


def _naming(found: _Nodes) -> Iterator[Any]:
    """The tags that name a template in full."""
    for kind in (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport):
        yield from (use for use in found[kind] if isinstance(getattr(use.template, "value", None), str))
