"""Ids and words that are mentioned: each stands in a registry, or in a table of terms."""

from collections.abc import Collection, Iterable, Iterator
from functools import partial
from typing import Any

from daybrief.content.archive import Archive
from daybrief.content.rules.finding import Finding
from daybrief.diagnostics import nearest, one_of, shown
from daybrief.model.references import Mention
from daybrief.model.registry import SINGULAR
from daybrief.model.terms import TABLES


def unknown(archive: Archive, found: Iterable[Mention]) -> Iterator[Finding]:
    """What is mentioned and stands in no registry, or in no table of terms."""
    for mention in found:
        nobodys = mention.path[-1] in ("is", "party") or mention.path[-3:-1] == ("position", "party")
        if mention.kind == "parties" and mention.id == "none" and nobodys:
            continue
        kinds = ("actors", "sources") if mention.kind == "speakers" else (mention.kind,)
        known = [archive.known[kind] for kind in kinds]
        if any(ids is None or mention.id in ids for ids in known):
            continue
        if mention.kind in TABLES:
            message = f"`{mention.path[-2 if mention.key else -1]}` cannot be {shown(mention.id)}"
            hint = partial(_word, mention.id, known[0] or ())
            yield Finding(mention.path, "unknown-word", message, hint, key=mention.key)
        else:
            message = f"no {SINGULAR.get(mention.kind, 'actor or source')} is called `{mention.id}`"
            hint = partial(_known, mention.id, known, kinds)
            yield Finding(mention.path, "unknown-id", message, hint, key=mention.key)


def _word(name: str, known: Collection[str]) -> str:
    return nearest(name, known) or f"{one_of(known)}; a word of the site's own goes into `registry/terms.yml`"


def _known(name: str, known: list[Any], kinds: tuple[str, ...]) -> str:
    near = nearest(name, [other for ids in known for other in ids or ()])
    return near or "add it to " + " or ".join(f"`registry/{kind}.yml`" for kind in kinds)
