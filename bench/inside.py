"""One build in a process of its own, watched: what it does, counted, and the CPU that each of its parts takes.

The program neither counts nor times itself. Here its functions are wrapped before it begins, Python tells of the files
that it opens (PEP 578), and all work is done in one process, however many cores there are. So the counts are the same
on every machine: they say whether a build does more than it did, which a clock cannot.
"""

import gc
import json
import os
import subprocess
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

from daybrief.engine.files import UNFINISHED, unchanged_files
from daybrief.settings import TEMPLATES

ROOT = Path(__file__).resolve().parent.parent
START, REST = "Python and all packages, loaded", "MkDocs, and all else"
PAGES, DOCUMENTS = "pages", "documents for the search and the feed"
PHASES = {
    "daybrief.commands.project:load": "configuration",
    "daybrief.pipeline.state:load": "what is remembered, read",
    "daybrief.pipeline.build:check": "days and registries, read and checked",
    "daybrief.pipeline.assemble:revise": "ledger",
    "daybrief.output.html:Renderer.compile": "templates, compiled",
    "daybrief.pipeline.build:write_fragments": DOCUMENTS,
    "daybrief.pipeline.build:publish": PAGES,
    "daybrief.pipeline.build:copy_files": "files that are published as they are",
    "daybrief.output.search_index:Indexing.finish": "the index, brought in",
    "daybrief.pipeline.state:save_checked": "what is to be remembered, written",
    "daybrief.pipeline.state:save_built": "what is to be remembered, written",
    "daybrief.pipeline.state:save_templates": "what is to be remembered, written",
}
"""By function: the part of a build that it is."""
PARTS = {
    "daybrief.views:Task.make": "what they show",
    "daybrief.plugin.shell:Shell.html": "what stands around them",
    "daybrief.output.html:Renderer.body": "templates",
    "daybrief.pipeline.pages:write": "written",
}
"""The same of pages and of documents. Elsewhere they are no part of their own."""
WITHIN = " · "


@dataclass(frozen=True, slots=True)
class Watched:
    """A build that was watched."""

    counts: dict[str, int]
    """What it did, and how often."""
    phases: dict[str, float]
    """Seconds of CPU by part; the part of another has both their names."""


def watched(project: Path) -> Watched:
    """Build a project on its last build, and tell of it. Raises CalledProcessError if it fails."""
    command = [sys.executable, "-m", "bench.inside", str(project)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return Watched(**json.loads(done.stdout))


class _Phases:
    """The CPU of the parts of a build: each second is that of the innermost part."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = defaultdict(float)
        self.stack = [START]
        self.since = 0.0

    def turn(self) -> None:
        """Let what was spent until now be that of the part which is done now."""
        now = time.process_time()
        self.spent[self.stack[-1]] += now - self.since
        self.since = now

    def of(self, name: str, do: Callable[..., Any]) -> Callable[..., Any]:
        """A function as a part."""

        def inner(outer: str) -> str:
            return outer + WITHIN + name if outer.startswith((PAGES, DOCUMENTS)) else outer

        @wraps(do)
        def timed(*values: Any, **named: Any) -> Any:
            self.turn()
            outer = self.stack[-1]
            self.stack.append(name if name not in PARTS.values() else inner(outer))
            try:
                return do(*values, **named)
            finally:
                self.turn()
                self.stack.pop()

        return timed


class _Counts:
    """What a build does."""

    def __init__(self, project: Path, phases: _Phases) -> None:
        self.found: Counter[str] = Counter()
        self.phases = phases
        self.folders = {
            f"{TEMPLATES}/": "templates",
            f"{project / '.cache'}/": "remembered",
            f"{project / 'briefings'}/": "days and registries",
            f"{project / 'site'}/": "site",
            f"{project / '.site.daybrief'}/": "site",
        }

    def hook(self, event: str, values: tuple[Any, ...]) -> None:
        """What Python tells of."""
        if event == "open" and isinstance(values[0], str | os.PathLike):
            (_, mode, flags), path = values, os.fspath(values[0])
            writing = flags & os.O_ACCMODE
            # What is being written counts when it is in place. Without a mode, folders are opened, to take them away.
            if (mode or writing) and not path.endswith(UNFINISHED):
                self.touched("written" if writing else "read", path)
        elif event == "os.rename" and os.fspath(values[0]).endswith(UNFINISHED):
            self.touched("written", os.fspath(values[1]))
        elif event == "subprocess.Popen":
            self.found["programs started"] += 1

    def touched(self, how: str, path: str) -> None:
        """A file of the project, or a template, was read, written or looked at."""
        path = os.path.abspath(path)  # noqa: PTH100 - a Path of each would take too long
        what = next((name for folder, name in self.folders.items() if path.startswith(folder)), "")
        if what == "site" and path.endswith(".html"):
            what = "pages"
        if what:
            self.found[f"files {how}: {what}"] += 1

    def looked(self, lstat: Callable[..., Any]) -> Callable[..., Any]:
        """Count the files of which it is asked whether they are as they were left."""

        def counted(path: Any, **named: Any) -> Any:
            if sys._getframe(1).f_code is unchanged_files.__code__:  # Python itself asks in ways of its versions
                self.touched("looked at", os.fspath(path))
            return lstat(path, **named)

        return counted

    def looked_at(self, is_stale: Callable[..., bool]) -> Callable[..., bool]:
        """Count of which pages and documents it is asked whether they are as they should be, and which are not."""

        def counted(*values: Any) -> bool:
            kind = "pages" if self.phases.stack[-1] == PAGES else "documents"
            stale = is_stale(*values)
            self.found[f"{kind} looked at"] += 1
            self.found[f"{kind} made"] += stale
            return stale

        return counted

    def macros(self, begin: Callable[..., None]) -> Callable[..., None]:
        """Count the calls of every macro that Jinja makes."""

        def counted(macro: Any, environment: Any, function: Callable[..., Any], *values: Any) -> None:
            def called(*values: Any, **named: Any) -> Any:
                self.found["macros called"] += 1
                return function(*values, **named)

            begin(macro, environment, called, *values)

        return counted


def _replace(name: str, wrap: Callable[[Any], Any]) -> None:
    """Put a wrapped function in its place, by a name such as `package.module:Class.method`."""
    owner, _, attribute = name.replace(":", ".").rpartition(".")
    setattr(resolve_name(owner), attribute, wrap(resolve_name(name)))


def main() -> None:
    """Build the project that the command line names, and print what was seen as JSON."""
    os.cpu_count = lambda: 1
    gc.disable()  # as the command does
    project = Path(sys.argv[1]).resolve()
    phases = _Phases()
    counts = _Counts(project, phases)
    for name, part in (PHASES | PARTS).items():
        _replace(name, partial(phases.of, part))
    _replace("daybrief.pipeline.pages:is_stale", counts.looked_at)
    _replace("jinja2.runtime:Macro.__init__", counts.macros)
    _replace("os:lstat", counts.looked)
    from daybrief.commands.build import build  # with all that it needs, as wrapped

    sys.addaudithook(counts.hook)
    phases.turn()
    phases.stack = [REST]
    build(project / "mkdocs.yml", {}, clean=False)
    phases.turn()
    spent = {name: round(seconds, 3) for name, seconds in phases.spent.items()}
    beside = os.times()
    spent["Pagefind, beside all that"] = beside.children_user + beside.children_system
    print(json.dumps({"counts": dict(sorted(counts.found.items())), "phases": spent}))


if __name__ == "__main__":
    main()
