"""A file, read once: its bytes are a value, so that what is made of them and what they are known by cannot differ."""

from pathlib import Path

from daybrief.diagnostics import Diagnostic
from daybrief.source.document import Document
from daybrief.source.tree import MAX_BYTES, read


def contents(path: Path) -> bytes | OSError:
    """A file's bytes, or why they cannot be read. Of a file that is too large, no more than shows that it is."""
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        return error


def read_contents(data: bytes | OSError, name: str) -> tuple[Document | None, list[Diagnostic]]:
    """What `contents` gave, as `daybrief.source.read` reads it. `name` is the name that diagnostics carry."""
    if isinstance(data, bytes):
        return read(data, name)
    message = f"the file cannot be read: {data.strerror}"
    return None, [Diagnostic(name, 1, 1, "unreadable", message, "give the right to read it", width=0)]
