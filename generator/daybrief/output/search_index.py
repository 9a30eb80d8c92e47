"""The search index, in two pieces: days of closed years, and all else. Pagefind makes them, the browser merges them.

A finished index is kept in the cache, one file a piece. So a piece whose documents are as they were is not made
again, not even for a site that is built from nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Collection, Mapping
from functools import partial
from importlib.metadata import version
from itertools import groupby
from pathlib import Path

from pagefind_bin import get_executable

from daybrief.engine import cache
from daybrief.engine.files import UNFINISHED, regular, remove, swap_in, walk, write
from daybrief.engine.parallel import die_with_parent, libc

FOLDER = "pagefind"
ROOM = 1 << 20
"""Bytes that must be left on the disk when Pagefind has ended."""
PIECES = "pieces.json"
"""The file in `FOLDER` that tells the browser which pieces there are."""
NAMES = "names.json"
"""The file beside it that has what pages are called: `daybrief.output.search_names`."""
_NO_WORDS = ".headerlink, .footnote-ref, .footnote-backref, code"
"""What is no words in a hand-written page: marks that lead somewhere, which Markdown puts beside them, and code."""
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")


class IndexFailed(Exception):
    """Pagefind ended with an error; the message is what it said."""


class Indexing:
    """An index in the making, to be closed. Pagefind works at each piece beside all else, until `finish` is called."""

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
        for name, some in groupby(sorted(sums.items()), key=lambda one: one[0].partition("/")[0]):
            hashed = hashlib.sha256(f"{self.language} {version('pagefind-bin')} {_NO_WORDS}".encode())
            for path, digest in some:
                hashed.update(path.encode() + b"\0" + digest + b"\0")
            self.pieces[name] = hashed.hexdigest()[:32]
            if not self._cached(name).is_file():
                self.runs[name] = self._run(name)

    def finish(self, site: Path, names: bytes, left: Collection[str] = ()) -> None:
        """Put all pieces into `site`, where they are not there already, and what pages are called.

        `left` are the hashes of pieces that stand there as they were left. Raises IndexFailed with Pagefind's words.
        """
        folder = site / FOLDER
        for name in (name for name, piece in self.pieces.items() if name in self.runs or piece not in left):
            files = None if name in self.runs else cache.load(self._cached(name), dict[str, bytes])
            if files is None:  # it was not kept, or somebody damaged what was
                run = self.runs[name] = self.runs.get(name) or self._run(name)
                files = run.files()
                for old in self.cache.glob(f"{name}-*"):
                    remove(old)
                cache.save(self._cached(name), files)
                _place(run.index, folder / name)
            elif not _holds(folder / name, files):
                for file, data in files.items():
                    write(self.cache / "runs" / name / file, data)
                _place(self.cache / "runs" / name, folder / name)
        write(folder / PIECES, json.dumps(sorted(self.pieces)).encode())
        write(folder / NAMES, names)
        for other in folder.iterdir():
            if other.name not in (*self.pieces, PIECES, NAMES):
                remove(other)

    def close(self) -> None:
        """End what is still running, where a build has failed, and take away what was only needed to make it."""
        for run in self.runs.values():
            run.stop()
        self.runs.clear()
        remove(self.cache / "runs")

    def _run(self, name: str) -> "_Run":
        return _Run(self.cache / "runs" / name, self.documents / name, self.language)

    def _cached(self, name: str) -> Path:
        """Where a finished piece is cached: the name tells all that it is made of."""
        return self.cache / f"{name}-{self.pieces[name]}"


def left(pieces: Mapping[str, str], *found: Collection[str]) -> set[str]:
    """The hashes of those pieces of which a site has just these files: the same in all lists that were `found`."""
    of = {name: [{file for file in some if file.startswith(f"{FOLDER}/{name}/")} for some in found] for name in pieces}
    return {piece for name, piece in pieces.items() if of[name][0] and all(one == of[name][0] for one in of[name])}


class _Run:
    """Pagefind at work on the documents of a piece."""

    def __init__(self, work: Path, documents: Path, language: str) -> None:
        self.work, self.index, self.said = work, work / "index", work / "said"
        work.mkdir(parents=True)
        command = [get_executable(), "--site", documents, "--output-path", self.index, "--force-language", language]
        command += ["--exclude-selectors", _NO_WORDS]
        with self.said.open("w") as said:
            self.process = subprocess.Popen(
                [*map(str, command), "--quiet"],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                preexec_fn=partial(die_with_parent, os.getpid()) if libc() else None,
                process_group=0,  # a signal to all of a terminal's ends it by way of us, who know that it was one
            )

    def files(self) -> dict[str, bytes]:
        """The finished index, file by file. Raises IndexFailed where it cannot be made."""
        if self.process.wait():
            raise IndexFailed(self.said.read_text(encoding="utf-8", errors="replace").strip())
        if shutil.disk_usage(self.work).free < ROOM:  # of a full disk Pagefind says nothing, and leaves files cut short
            raise IndexFailed("there is no room left on the disk")
        for file in (file for pattern in _UNUSED for file in self.index.glob(pattern)):
            file.unlink()
        return {name: (self.index / name).read_bytes() for name in sorted(walk(self.index))}

    def stop(self) -> None:
        """End it, if it has not ended, and leave nothing."""
        self.process.kill()
        self.process.wait()
        shutil.rmtree(self.work, ignore_errors=True)


def _holds(folder: Path, files: Mapping[str, bytes]) -> bool:
    """Whether a folder has just these files."""
    found = {name: folder / name for name in walk(folder)}
    return len(found) == len(files) and files == {n: file.read_bytes() for n, file in found.items() if regular(file)}


def _place(made: Path, folder: Path) -> None:
    """Have a piece that was made take the place of an older one, in one step."""
    fresh = folder.with_name(f"{folder.name}{UNFINISHED}")
    shutil.rmtree(fresh, ignore_errors=True)
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(made, fresh)  # to another disk it is copied
    swap_in(fresh, folder)
