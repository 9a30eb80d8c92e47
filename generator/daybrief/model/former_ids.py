"""Ids that entries had before: they lead to the ids of today, in what days and registries say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from daybrief.model.registry import KINDS, Change, Registry
from daybrief.model.terms import TABLES


def former_ids(registry: Registry) -> dict[str, dict[str, str]]:
    """By kind, that of all speakers too: the id of an entry by each one that it had before. A word has none."""
    found: dict[str, dict[str, str]] = {table: {} for table in TABLES}
    for kind in KINDS:
        entries = getattr(registry, kind)
        found[kind] = {old: name for name, one in entries.items() for old in one.formerly if old not in entries}
    speakers = {**found["sources"], **found["actors"]}
    now = registry.sources.keys() | registry.actors.keys()
    return found | {"speakers": {old: name for old, name in speakers.items() if old not in now}}


def changes_of_today(registry: Registry, former: Mapping[str, Mapping[str, str]]) -> Registry:
    """The registries, with the ids of today in what changes of a party or a body tell of, too."""
    kinds = {"party": former["parties"], "member_of": former["speakers"]}

    def today(change: Change) -> Change:
        names = kinds.get(change.field, {})
        return replace(change, was=names.get(change.was, change.was), now=names.get(change.now, change.now))

    def all_today(entries: dict[str, Any]) -> dict[str, Any]:
        changed = {name: tuple(map(today, one.changes)) for name, one in entries.items() if one.changes}
        return entries | {name: replace(entries[name], changes=changes) for name, changes in changed.items()}

    return replace(registry, sources=all_today(registry.sources), actors=all_today(registry.actors))
