"""Threads and renamed entries: what leads from one name to another must end somewhere."""

from collections.abc import Iterator

from generator.archive import Archive
from generator.rules.finding import Finding


def end_somewhere(archive: Archive) -> Iterator[Finding]:
    """No claim goes on from itself: within a day, `follows`, `backs` and `denies` make no circle."""
    for file in archive.days:
        date = f"{file.day.date}/"
        ways = {
            claim.id: (path, way.removeprefix(date))
            for path, claim in file.day.claims()
            if (way := claim.follows or claim.backs or claim.denies)
        }
        for name, (path, _) in ways.items():
            seen, here = {name}, ways[name][1]
            while here in ways and here not in seen:
                seen.add(here)
                here = ways[here][1]
            if here == name and len(seen) > 1:
                message = f"`{name}` leads back to itself"
                yield Finding(file.document, path, "circle", message, "let the first of them stand on its own")


def former_ids(archive: Archive) -> Iterator[Finding]:
    """A former id belongs to one entry, and to none that is there now."""
    for kind, document in archive.registry_documents.items():
        owners: dict[str, str] = {}
        for name, entry in getattr(archive.registry, kind).items():
            for index, old in enumerate(entry.formerly):
                taken = owners.setdefault(old, name) if old not in document.data else old
                if taken != name:
                    message = f"`{old}` is the id of `{taken}`" if taken != old else f"`{old}` is an entry of its own"
                    path = (name, "formerly", index)
                    yield Finding(document, path, "duplicate-id", message, "a former id leads to one entry")
