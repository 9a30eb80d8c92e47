"""Registries: what their speakers say of what they were before, and of who owns them."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from daybrief.content.archive import Archive, RegistryFile
from daybrief.content.rules.finding import Finding
from daybrief.content.rules.known import unknown
from daybrief.diagnostics import nearest, one_of, shown
from daybrief.model.references import Mention
from daybrief.model.registry import Change, Source
from daybrief.model.speakers import NOTHING, Speakers
from daybrief.source import Path

GRADES = ("A", "B", "C", "D", "E", "F")


def newest_changes_hold(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """What the newest change of a field says stands in the entry: pages of before are made by undoing it."""
    for name in file.entries if file.kind in ("sources", "actors") else ():
        entry = getattr(archive.registry, file.kind)[name]
        stands = _fields(entry) if entry.changes else {}
        last = {one.field: number for number, one in sorted(enumerate(entry.changes), key=lambda item: item[1].date)}
        for number, change in enumerate(entry.changes):
            now = stands.get(change.field, (change.now,))
            if last[change.field] == number and change.now not in now:
                message = f"`{change.field}` of `{name}` is not that now: {shown(now[0])}"
                hint = "write what stands there now, or change it there too"
                yield Finding((name, "changes", number, "now"), "change-does-not-fit", message, hint)


def changes_tell_of_what_there_is(archive: Archive, file: RegistryFile) -> Iterator[Finding]:
    """A change is of a field, and of a field that counts for older pages it says what can stand there."""
    for name in file.entries if file.kind in ("sources", "actors") else ():
        entry = getattr(archive.registry, file.kind)[name]
        known = {field.name for field in fields(entry)} | ({"grade"} if isinstance(entry, Source) else set())
        for number, change in enumerate(entry.changes):
            path = (name, "changes", number)
            if change.field not in known:
                hint = nearest(change.field, known) or one_of(_fields(entry))
                yield Finding((*path, "field"), "unknown-word", f"`field` cannot be {shown(change.field)}", hint)
            elif change.was == change.now:
                hint = "write what it was before, or take the change away"
                yield Finding((*path, "was"), "change-does-not-fit", "nothing changes: `now` says the same", hint)
            yield from _unknown_ends(archive, file.kind, change, path)


def _unknown_ends(archive: Archive, kind: str, change: Change, path: Path) -> Iterator[Finding]:
    """What cannot have stood in a field of which the pages of before are made."""
    ends = [(end, was) for end in ("was", "now") if (was := getattr(change, end)) not in NOTHING]
    of = {"party": "parties", "member_of": "speakers", "kind": f"{kind.removesuffix('s')}_kinds"}.get(change.field)
    if of:
        yield from unknown(archive, (Mention(of, was, (*path, end)) for end, was in ends))
    for end, was in ends if change.field == "grade" else ():
        if was not in GRADES:
            hint = one_of((*GRADES, "unknown"))
            yield Finding((*path, end), "unknown-word", f"`{end}` cannot be {shown(was)}", hint)


def _fields(entry: Any) -> dict[str, tuple[str, ...]]:
    """The fields of which a change counts for older pages or is told, each with the words for what stands there now."""
    found = {"party": entry.party.is_ if entry.party else "unknown", "kind": entry.kind, "member_of": entry.member_of}
    if isinstance(entry, Source):
        found |= {"grade": entry.reliability.grade if entry.reliability else None, "owner": entry.owner}
    return {name: (now,) if now else NOTHING for name, now in found.items()}


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
