"""The search index, in two pieces: days of closed years, and all else. Pagefind makes them, the browser merges them.

A finished index is kept in the cache, one file a piece. So a piece whose documents are as they were is not made
again, not even for a site that is built from nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Mapping
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pagefind_bin import get_executable

from daybrief.engine import cache
from daybrief.engine.exchange import put_in_place
from daybrief.engine.files import UNFINISHED, regular, remove, walk, write
from daybrief.engine.parallel import die_with_parent

FOLDER = "pagefind"
ROOM = 1 << 20
"""Bytes that must be left on the disk when Pagefind has ended."""
PIECES = "pieces.json"
"""The file in `FOLDER` that tells the browser which pieces there are."""
_UNUSED = (
    "pagefind-ui.js",
    "pagefind-ui.css",
    "pagefind-modular-ui.js",
    "pagefind-modular-ui.css",
    "pagefind-highlight.js",
    "pagefind-component-ui.js",
    "pagefind-component-ui.css",
)


class IndexFailed(Exception):
    """Pagefind ended with an error; the message is what it said."""


class Indexing:
    """An index in the making. Pagefind works at each piece beside all else, until `finish` is called."""

    def __init__(self, cache: Path, documents: Path, language: str) -> None:
        """`documents` has a folder for each piece, in which a document lies under its page's address."""
        self.cache, self.documents, self.language = cache, documents, language
        self.pieces: dict[str, str] = {}
        """By name: a hash of all that a piece is made of."""
        self.runs: dict[str, _Run] = {}
        remove(cache / "runs")  # of a build that was killed

    def start(self, sums: Mapping[str, bytes]) -> None:
        """Start to make each piece, unless the cache has it just so.

        `sums` has a hash, or all bytes, of each document by its path, such as `now/2025/12/03/`: a piece, an address.
        """
        made_of: dict[str, Any] = {}
        for path, told in sorted(sums.items()):
            name = path.partition("/")[0]
            hashed = made_of.setdefault(name, hashlib.sha256(f"{self.language} {version('pagefind-bin')}".encode()))
            hashed.update(path.encode() + b"\0" + told + b"\0")
        self.pieces = {name: hashed.hexdigest()[:32] for name, hashed in made_of.items()}
        for name in self.pieces:
            if not self._kept(name).is_file():
                self.runs[name] = self._run(name)

    def finish(self, site: Path) -> None:
        """Put all pieces into `site`, where they are not there already. Raises IndexFailed with Pagefind's words."""
        folder = site / FOLDER
        try:
            for name in self.pieces:
                files = None if name in self.runs else cache.load(self._kept(name), dict[str, bytes])
                if files is None:  # it was not kept, or somebody damaged what was
                    self.runs[name] = self.runs.get(name) or self._run(name)
                    files = self.runs[name].files()
                    for old in self.cache.glob(f"{name}-*"):
                        remove(old)
                    cache.save(self._kept(name), files)
                _place(files, folder / name)
        finally:
            self.stop()
        write(folder / PIECES, json.dumps(sorted(self.pieces)).encode())
        for other in folder.iterdir():
            if other.name not in (*self.pieces, PIECES):
                remove(other)

    def stop(self) -> None:
        """End what is still running: for a build that has failed."""
        for run in self.runs.values():
            run.stop()
        self.runs.clear()
        remove(self.cache / "runs")

    def _run(self, name: str) -> "_Run":
        return _Run(self.cache / "runs" / name, self.documents / name, self.language)

    def _kept(self, name: str) -> Path:
        """Where a finished piece is kept: the name tells all that it is made of."""
        return self.cache / f"{name}-{self.pieces[name]}"


class _Run:
    """Pagefind at work on the documents of a piece."""

    def __init__(self, work: Path, documents: Path, language: str) -> None:
        self.work, self.index, self.said = work, work / "index", work / "said"
        work.mkdir(parents=True)
        command = [get_executable(), "--site", documents, "--output-path", self.index, "--force-language", language]
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [*map(str, command), "--quiet"],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                preexec_fn=partial(die_with_parent, os.getpid()),
            )

    def files(self) -> dict[str, bytes]:
        """The finished index, file by file. Raises IndexFailed where it cannot be made."""
        if self.process.wait():
            raise IndexFailed(self.said.read_text(encoding="utf-8", errors="replace").strip())
        if shutil.disk_usage(self.work).free < ROOM:  # of a full disk Pagefind says nothing, and leaves files cut short
            raise IndexFailed("there is no room left on the disk")
        return {name: (self.index / name).read_bytes() for name in sorted(walk(self.index)) if name not in _UNUSED}

    def stop(self) -> None:
        """End it, if it has not ended, and leave nothing."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.work, ignore_errors=True)


def _place(files: Mapping[str, bytes], folder: Path) -> None:
    """Bring a piece into its folder in one step, unless the folder holds just that."""
    found = {name: folder / name for name in walk(folder)}
    if {name: file.read_bytes() for name, file in found.items() if regular(file)} == files and len(found) == len(files):
        return
    fresh = folder.with_name(f"{folder.name}{UNFINISHED}")
    shutil.rmtree(fresh, ignore_errors=True)
    for name, data in files.items():
        (fresh / name).parent.mkdir(parents=True, exist_ok=True)
        (fresh / name).write_bytes(data)
    put_in_place(fresh, folder)
