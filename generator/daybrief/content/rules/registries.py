"""Registries: what their speakers say of what they were before, and of who owns them."""

from collections.abc import Iterator
from typing import Any

from daybrief.content.archive import Archive, RegistryFile
from daybrief.content.rules.finding import Finding
from daybrief.diagnostics import shown
from daybrief.model.registry import Source
from daybrief.model.speakers import Speakers


def newest_changes_hold(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """What the newest change of a field says stands in the entry: pages of before are made by undoing it."""
    for name in file.entries if file.kind in ("sources", "actors") else ():
        entry = getattr(archive.registry, file.kind)[name]
        fields = _fields(entry) if entry.changes else {}
        newest = {one.field: number for number, one in sorted(enumerate(entry.changes), key=lambda item: item[1].date)}
        for number, change in enumerate(entry.changes):
            now = fields.get(change.field, (change.now,))
            if newest[change.field] == number and change.now not in now:
                message = f"`{change.field}` of `{name}` is not that now: {shown(now[0])}"
                hint = "write what stands there now, or change it there too"
                yield Finding((name, "changes", number, "now"), "change-does-not-fit", message, hint)


def _fields(entry: Any) -> dict[str, tuple[str, ...]]:
    """The fields of which a change counts for older pages or is told, each with the words for what stands there now."""
    found = {"party": entry.party.is_ if entry.party else "unknown", "kind": entry.kind, "member_of": entry.member_of}
    if isinstance(entry, Source):
        found |= {"grade": entry.reliability.grade if entry.reliability else None, "owner": entry.owner}
    return {name: (now,) if now else ("unknown", "none") for name, now in found.items()}


def owners_are_houses(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """Two of one owner are one voice if the registry says so: how an owner is spelt decides nothing."""
    if file.kind != "sources":
        return
    speakers = Speakers(archive.registry)
    first: dict[str, str] = {}
    for name, entry in file.entries.items():
        if not entry.owner:
            continue
        other = first.setdefault(" ".join(entry.owner.casefold().split()), name)
        undecided = not (entry.member_of and file.entries[other].member_of)
        if undecided and (speakers.voice(name) or name) != (speakers.voice(other) or other):
            message = f"`{other}` has the same owner, and the two are two voices"
            hint = "write the house into `member_of` of both, or tell the owners apart"
            yield Finding((name, "owner"), "same-owner", message, hint, "warning")
