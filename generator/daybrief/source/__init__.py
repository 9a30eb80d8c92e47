"""Bytes to a tree with positions. The only package that knows YAML."""

from daybrief.source.document import Document, Mark, Path
from daybrief.source.encoding import one_break
from daybrief.source.tree import MAX_BYTES, contents, read, read_contents

__all__ = ["MAX_BYTES", "Document", "Mark", "Path", "contents", "one_break", "read", "read_contents"]
