"""The site's folder: whether a build may write into it, and how a new edition takes the place of the old one.

A build takes away what it does not make anew. So it writes into a folder only if all that lies there was made by
builds, which is told by a list that each of them leaves in the site: `MANIFEST`. Names that begin with a dot are left
alone, as MkDocs leaves them.
"""

import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from daybrief.engine.cache import ONCE, Refused
from daybrief.engine.files import UNFINISHED, FileStamp, bring, digest, regular, remove, swap_in, walk

MANIFEST = ".daybrief"
"""The file in a site that lists what builds have made there. Its first line is a hash of the others."""
_SIGNS = (b'content="mkdocs-', b"stylesheets/daybrief.css", b'class="brief brief-')
"""One of these is on every page of MkDocs' and of an earlier Daybrief's: by them a site without a list is known."""
_KINDS = re.compile(r"^robots\.txt$|\.(css|csv|eot|gif|gz|ico|jpe?g|js|json|map|png|svg|ttf|webp|woff2?|xml|yml)$")
"""What else such a site has."""
_INDEX = re.compile(rf"pagefind/((pieces|names)\.json|now|past)({re.escape(UNFINISHED)})?(/|$)")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where a build writes."""

    site: Path
    there: frozenset[str]
    """The paths in it of all that builds have made there, and are welcome to take away."""
    unsure: bool
    """Whether builds may have left there what is not known of: there is no list, or a damaged one."""
    work: Path = Path()
    """What is kept from build to build."""
    whole: bool = False
    """Whether an edition goes up beside the site, and takes the place of the old one in the end."""

    @property
    def building(self) -> Path:
        """The folder beside the site in which an edition that is made from nothing goes up."""
        return self.site.with_name(f".{self.site.name}.daybrief")

    @property
    def target(self) -> Path:
        """Where pages are put in place."""
        return self.building if self.whole else self.site

    @property
    def staging(self) -> Path:
        """What MkDocs makes. It writes files while they are read: so they are put in place when it has ended."""
        return self.building if self.whole else self.work / ONCE

    def exchangeable(self) -> bool:
        """Whether another folder can take the place of it: it must be no mount, and hold nothing that is to stay."""
        if not self.site.is_dir():
            return True
        kept = any(one.name.startswith(".") and one.name != MANIFEST for one in self.site.iterdir())
        return not kept and not self.site.is_mount() and os.access(self.site.parent, os.W_OK)

    def exchange(self) -> None:
        """Have the edition beside it take the place of the site. Raises Refused for what came there since."""
        if new := {*walk(self.site)} - self.there - {MANIFEST}:
            what = f"{self.site} holds what came there while it was built: {_some(new)}"
            raise Refused(f"{what}. Move it, and build again.")
        swap_in(self.building, self.site)

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Hold the folders while they are written into; nothing is left of what was made for this build alone."""
        for folder in (self.building, self.staging):  # a build that was killed leaves them
            remove(folder)
        self.staging.mkdir(parents=True)
        try:
            yield
        finally:
            remove(self.staging)

    def list_ahead(self, new: Iterable[str]) -> None:
        """List what there may be in the site while pages are put in place one by one, for a build may be killed."""
        if not self.whole:
            write_manifest(self.target, self.there.union(new))


def inspect(site: Path, project: Path, sources: Iterable[Path]) -> Folders:
    """The folder of a site, with what is there. `sources` are the files and folders that it is made of.

    Raises Refused for a folder that holds anything else than a site, such as the project's own.
    """
    try:
        site = site.resolve()
    except RuntimeError as error:  # so says Python of a link that leads to itself
        raise Refused(f"{site} is a link that leads to itself. Take it away.") from error
    hint = "Name another folder, with `site_dir` in mkdocs.yml or with --site-dir."
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - `Path.home` raises where there is none
    for path, what in [(project, "the project"), (home, "your home"), *((one, str(one)) for one in sources)]:
        if path.resolve().is_relative_to(site):
            raise Refused(f"{site} is no folder for the site: it holds {what}. {hint}")
    for path in sources:
        if site.is_relative_to(path.resolve()):
            raise Refused(f"{site} is no folder for the site: the site is made of what is in {path}. {hint}")
    if outer := next((folder for folder in site.parents if (folder / MANIFEST).is_file()), None):
        raise Refused(f"{site} lies in another site, {outer}, whose next build would find it there. {hint}")
    if site.exists() and not site.is_dir():
        raise Refused(f"{site} is no folder. {hint}")
    there = {name for name in walk(site) if not name.startswith(".")}
    listed = _listed(site)
    known = listed if listed is not None else _recognised(site, there)
    strange = {n for n in there - known if not n.endswith(UNFINISHED) and not (_INDEX.match(n) and known)}
    if strange:
        what = f"{site} holds what no build has made, and a build would take it away: {_some(strange)}."
        raise Refused(f"{what} Move it. {hint}")
    return Folders(site, frozenset(there), listed is None)


def _some(names: set[str]) -> str:
    return ", ".join(repr(name)[1:-1] for name in sorted(names)[:3]) + (", …" if len(names) > 3 else "")


def _recognised(site: Path, there: set[str]) -> set[str]:
    """What looks as made by MkDocs or by an earlier Daybrief, in a folder that has no sound list and may be any."""
    if not {"index.html", "sitemap.xml"} <= there and not regular(site / MANIFEST):
        return set()
    pages = {name for name in there if name.endswith(".html") and regular(site / name)}
    made = {name for name in pages if any(sign in (site / name).read_bytes() for sign in _SIGNS)}
    return made | {name for name in there - pages if made and _KINDS.search(name) and regular(site / name)}


def _listed(site: Path) -> set[str] | None:
    """What the list in a site names; None where there is none, or a damaged one."""
    try:
        known, _, names = (site / MANIFEST).read_bytes().partition(b"\n")
    except OSError:
        return None
    return {*os.fsdecode(names).split("\n")} if known == digest(names).hex().encode() else None


def write_manifest(site: Path, names: Iterable[str]) -> FileStamp:
    """List what builds have made in a site; of the search's folder nothing is listed, for all of it is theirs."""
    listed = (name for name in sorted(names) if not name.startswith(("pagefind/", MANIFEST)))
    text = os.fsencode("".join(f"{name}\n" for name in listed))
    return bring(site / MANIFEST, digest(text).hex().encode() + b"\n" + text)
