"""Bytes to a tree with positions. The only package that knows YAML."""

from daybrief.source.document import Document, Mark, Path
from daybrief.source.tree import MAX_BYTES, contents, decoded, one_break, read, read_contents

__all__ = ["MAX_BYTES", "Document", "Mark", "Path", "contents", "decoded", "one_break", "read", "read_contents"]
