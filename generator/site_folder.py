"""The site's folder: whether a build may write into it, and how a new edition takes the place of the old one.

A build takes away what it does not make anew. So it writes into a folder only if all that lies there was made by
builds, which is told by a list that each of them leaves in the site: `MANIFEST`. Names that begin with a dot are left
alone, as MkDocs leaves them.
"""

import ctypes
import os
import sys
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from generator.memory import Refused
from generator.seals import UNFINISHED, Seal, remove, walk, write

MANIFEST = ".daybrief"
"""The file in a site that lists what builds have made there. Its first line is a hash of the others."""
_SIGNS = (("pagefind/pieces.json", b""), ("index.html", b'content="mkdocs-'), ("404.html", b'content="mkdocs-'))
"""By which a site without a list is known: of an earlier Daybrief, or of MkDocs."""
_AT_FDCWD, _RENAME_EXCHANGE = -100, 2


class SiteFolder(NamedTuple):
    """Where a build writes."""

    site: Path
    there: frozenset[str]
    """The paths in it of all that builds have made there, and are welcome to take away."""
    unsure: bool
    """Whether builds may have left there what is not known of: there is no list, or a damaged one."""

    @property
    def aside(self) -> Path:
        """The folder beside it in which an edition that is made from nothing goes up."""
        return self.site.with_name(f".{self.site.name}.daybrief")

    def exchangeable(self) -> bool:
        """Whether another folder can take the place of it: it must be no mount, and hold nothing that is to stay."""
        if not self.site.is_dir():
            return True
        kept = any(one.name.startswith(".") and one.name != MANIFEST for one in self.site.iterdir())
        return not kept and not self.site.is_mount() and os.access(self.site.parent, os.W_OK)


def opened(site: Path, project: Path, sources: Iterable[Path]) -> SiteFolder:
    """The folder of a site, with what is there. `sources` are the files and folders that it is made of.

    Raises Refused for a folder that holds anything else than a site, such as the project's own.
    """
    site = site.resolve()
    hint = "Name another folder, with `site_dir` in mkdocs.yml or with --site-dir."
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - `Path.home` raises where there is none
    for path, what in [(project, "the project"), (home, "your home"), *((one, str(one)) for one in sources)]:
        if path.resolve().is_relative_to(site):
            raise Refused(f"{site} is no folder for the site: it holds {what}. {hint}")
    for path in sources:
        if site.is_relative_to(path.resolve()):
            raise Refused(f"{site} is no folder for the site: the site is made of what is in {path}. {hint}")
    if site.exists() and not site.is_dir():
        raise Refused(f"{site} is no folder. {hint}")
    there = {name for name in walk(site) if not name.startswith(".")}
    listed = _listed(site)
    known = listed if listed is not None else there if _recognised(site) else set()
    strange = sorted(name for name in there - known if not name.startswith("pagefind/") and UNFINISHED not in name)
    if strange:
        some = ", ".join(repr(name)[1:-1] for name in strange[:3]) + (", …" if len(strange) > 3 else "")
        raise Refused(f"{site} holds what no build has made, and a build would take it away: {some}. Move it. {hint}")
    return SiteFolder(site, frozenset(there), listed is None)


def _recognised(site: Path) -> bool:
    """Whether a folder without a sound list looks like a site of an earlier Daybrief or of MkDocs."""
    if (site / MANIFEST).is_file():
        return True
    return any((site / name).is_file() and sign in (site / name).read_bytes() for name, sign in _SIGNS)


def _listed(site: Path) -> set[str] | None:
    """What the list in a site names; None where there is none, or a damaged one."""
    try:
        digest, _, names = (site / MANIFEST).read_bytes().partition(b"\n")
    except OSError:
        return None
    return {*os.fsdecode(names).split("\n")} if digest == _digest(names) else None


def declare(site: Path, names: Iterable[str]) -> Seal:
    """List what builds have made in a site; of the search's folder nothing is listed, for all of it is theirs."""
    listed = (name for name in sorted(names) if not name.startswith(("pagefind/", MANIFEST)))
    text = os.fsencode("".join(f"{name}\n" for name in listed))
    return write(site / MANIFEST, _digest(text) + b"\n" + text)


def _digest(names: bytes) -> bytes:
    return blake2b(names, digest_size=16).hexdigest().encode()


def put_in_place(new: Path, folder: Path) -> None:
    """Have a folder take the place of another one, which is then removed.

    On Linux the two are exchanged in one step. Elsewhere, and on a disk that cannot do this, there are two, and for an
    instant there is neither.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not os.path.lexists(folder):
        new.rename(folder)
        return
    if not _exchange(new, folder):
        old = new.with_name(f"{new.name}-old")
        remove(old)
        folder.rename(old)
        new.rename(folder)
        new = old
    remove(new)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names (renameat2 of Linux, with RENAME_EXCHANGE)."""
    sys.audit("os.rename", one, other, -1, -1)
    found = _libc()
    if not hasattr(found, "renameat2"):
        return False
    done: int = found.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE)
    return done == 0


@cache
def _libc() -> Any:
    return ctypes.CDLL(None) if sys.platform == "linux" else None
