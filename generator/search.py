"""The search index, in two pieces: days of closed years, and all else. Pagefind makes them, the browser merges them.

A finished index is kept in the cache, one archive a piece. So a piece whose documents are as they were is not made
again, not even for a site that is built from nothing.
"""

import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pagefind_bin import get_executable

from generator.seals import sealed

FOLDER = "pagefind"
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


class Piece(NamedTuple):
    """A part of the index: the addresses of its pages, what gives the HTML of one, and a sum of all of it.

    The documents are asked for only when the sum is another than that of the finished index.
    """

    urls: tuple[str, ...]
    text: Callable[[str], str]
    sum: str


def pieces(found: Iterable[tuple[str, int | None, bytes]], text: Callable[[str], str]) -> dict[str, Piece]:
    """The pieces of an index: days of years before the newest day's are `past`, and all else is `now`.

    `found` has the address, year and hash of each document; `text` gives its HTML. There is no empty piece. `past`
    stays as it is while days are added.
    """
    told = sorted(found, key=lambda one: one[0])
    newest = max((year for _, year, _ in told if year), default=0)
    split: dict[str, dict[str, bytes]] = {"now": {}, "past": {}}
    for url, year, known in told:
        split["past" if year and year < newest else "now"][url] = known
    return {name: Piece(tuple(sums), text, _sum(sums)) for name, sums in split.items() if sums}


def _sum(sums: Mapping[str, bytes]) -> str:
    return hashlib.sha256(b"".join(url.encode() + b"\0" + known + b"\0" for url, known in sums.items())).hexdigest()


class Indexing:
    """An index in the making. Pagefind works at each piece beside all else, until `finish` is called."""

    def __init__(self, cache: Path, language: str) -> None:
        self.cache = cache
        self.language = language
        self.pieces: dict[str, Piece] = {}
        self.runs: dict[str, _Run] = {}

    def start(self, name: str, piece: Piece) -> None:
        """Start to make a piece, unless the cache has it just so."""
        self.pieces[name] = piece
        if not self._kept(name):
            self.runs[name] = _Run(piece, self.language)

    def finish(self, site: Path) -> None:
        """Put all pieces into `site`, where they are not there already. Raises IndexFailed with Pagefind's words."""
        folder = site / FOLDER
        folder.mkdir(parents=True, exist_ok=True)
        try:
            for name, piece in self.pieces.items():
                self._keep(name)
                try:
                    _place(self._archive(name), folder / name)
                except zipfile.BadZipFile:  # somebody damaged what was kept
                    self.runs[name] = _Run(piece, self.language)
                    self._keep(name)
                    _place(self._archive(name), folder / name)
        finally:
            self.stop()
        (folder / PIECES).write_text(json.dumps(sorted(self.pieces)), encoding="utf-8")
        for other in folder.iterdir():
            if other.name not in (*self.pieces, PIECES):
                shutil.rmtree(other) if other.is_dir() else other.unlink()

    def stop(self) -> None:
        """End what is still running: for a build that has failed."""
        for run in self.runs.values():
            run.stop()
        self.runs.clear()

    def _archive(self, name: str) -> Path:
        return self.cache / f"{name}.zip"

    def _sum(self, name: str) -> bytes:
        """All that the finished piece is made of, as its archive tells it."""
        return " ".join((self.pieces[name].sum, self.language, version("pagefind-bin"))).encode()

    def _kept(self, name: str) -> bool:
        with suppress(OSError, zipfile.BadZipFile), zipfile.ZipFile(self._archive(name)) as archive:
            return archive.comment == self._sum(name)
        return False

    def _keep(self, name: str) -> None:
        """Wait for a piece that is being made, and put it into the cache in one step."""
        if name not in self.runs:
            return
        run = self.runs[name]
        run.wait()
        archive = run.index.with_suffix(".zip")
        with zipfile.ZipFile(archive, "w") as packed:
            packed.comment = self._sum(name)
            for file in sorted(_sizes(run.index)):
                if file not in _UNUSED:
                    packed.writestr(zipfile.ZipInfo(file), (run.index / file).read_bytes())
        self.cache.mkdir(parents=True, exist_ok=True)
        shutil.move(archive, self._archive(name))
        self.runs.pop(name).stop()


class _Run:
    """Pagefind at work on a piece, in a folder of its own."""

    def __init__(self, piece: Piece, language: str) -> None:
        self.work = TemporaryDirectory(prefix="daybrief-")
        self.index, self.said = Path(self.work.name, "index"), Path(self.work.name, "said")
        pages = Path(self.work.name, "pages")
        for url in piece.urls:
            (pages / url).mkdir(parents=True, exist_ok=True)
            (pages / url / "index.html").write_text(piece.text(url), encoding="utf-8")
        command = [get_executable(), "--site", pages, "--output-path", self.index, "--force-language", language]
        with self.said.open("w") as said:
            self.process = subprocess.Popen([*map(str, command), "--quiet"], stdout=said, stderr=said)

    def wait(self) -> None:
        """Until the index is finished. Raises IndexFailed where it cannot be."""
        if self.process.wait():
            raise IndexFailed(self.said.read_text(encoding="utf-8", errors="replace").strip())

    def stop(self) -> None:
        """End it, if it has not ended, and leave nothing."""
        self.process.kill()
        self.process.wait()
        self.work.cleanup()


def _place(archive: Path, folder: Path) -> None:
    """Unpack a piece, unless the folder holds just that: Pagefind names files by their content."""
    with zipfile.ZipFile(archive) as packed:
        if _sizes(folder) == {file.filename: file.file_size for file in packed.infolist()}:
            return
        fresh = folder.with_name(f"{folder.name}.new")
        shutil.rmtree(fresh, ignore_errors=True)
        packed.extractall(fresh)
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


def _sizes(folder: Path) -> dict[str, int]:
    return {name: one.size for name, one in sealed(folder).items()}
